"""HTML → lxml tree: parsed once, whatever it is."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

_TOO_DEEP = "ERR_RESOURCE_LIMIT"
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse_tree(source: str) -> Any:
    """The root element of a page (lxml.html.HtmlElement, tag `html`); of an empty page, an empty root.

    Comments and processing instructions are left out. Never fails: HTML has no syntax errors.
    """
    source = _NOT_TEXT.sub("\ufffd", source)
    parser = _parser()
    # as bytes, because lxml refuses a str that declares an encoding
    root = etree.fromstring(source.encode() or b"<html></html>", parser)
    if any(error.type_name == _TOO_DEEP for error in parser.error_log.filter_from_fatals()):
        from .shallow import flatten

        root = etree.fromstring(flatten(source).encode(), _parser())
    return root if root is not None else etree.fromstring(b"<html></html>", _parser())


def _parser() -> etree.HTMLParser:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, default_doctype=False
    )
    # the lookup of lxml.html asks Python for the class of each element; one class for all costs nothing
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser
