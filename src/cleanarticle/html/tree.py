"""HTML → lxml tree: parsed once, whatever it is."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse_tree(source: str) -> Any:
    """The root element of a page (lxml.html.HtmlElement, tag `html`); of an empty page, an empty root.

    Comments and processing instructions are left out. Never fails: HTML has no syntax errors.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, default_doctype=False
    )
    # the lookup of lxml.html asks Python for the class of each element; one class for all costs nothing
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    # as bytes, because lxml refuses a str that declares an encoding
    root = etree.fromstring(_NOT_TEXT.sub("\ufffd", source).encode() or b"<html></html>", parser)
    return root if root is not None else etree.fromstring(b"<html></html>", parser)
