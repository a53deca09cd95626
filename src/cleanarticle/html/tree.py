"""HTML → lxml tree: parsed once, whatever it is."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from .repair import deflated, flattened, free_from_drawings, mended

_TOO_DEEP = "ERR_RESOURCE_LIMIT"
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32)])


def parse_tree(source: str) -> Any:
    """The root element of a page (lxml.html.HtmlElement, tag `html`); of an empty page, an empty root.

    Comments and processing instructions are left out. Never fails: HTML has no syntax errors. No text that a browser
    shows is lost: what the parser cannot read as a browser does is mended before or behind it.
    """
    data = mended(_encoded(source)) or b"<html></html>"
    root, is_whole = _parsed(data)
    for flatter in (flattened, deflated):
        if not is_whole:
            root, is_whole = _parsed(flatter(data))
    if root is None:
        return etree.fromstring(b"<html></html>", _parser())
    free_from_drawings(root)
    return root


def _encoded(source: str) -> bytes:
    """A page in UTF-8, as which lxml takes it whatever it declares; what is no text in it is replaced."""
    try:
        data = source.encode()
    except UnicodeEncodeError:
        data = b"\0"
    if "\ufffe" in source or "\uffff" in source or len(data.translate(None, _CONTROLS)) != len(data):
        data = _NOT_TEXT.sub("\ufffd", source).encode()
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


def _parsed(data: bytes) -> tuple[Any, bool]:
    """The tree, and whether it is all there: the parser stops where elements are nested too deep."""
    parser = _parser()
    root = etree.fromstring(data, parser)
    return root, not any(error.type_name == _TOO_DEEP for error in parser.error_log.filter_from_fatals())


def _parser() -> etree.HTMLParser:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, default_doctype=False
    )
    # the lookup of lxml.html asks Python for the class of each element; one class for all costs nothing
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser
