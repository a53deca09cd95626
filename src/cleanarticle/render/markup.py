"""A clean body as text, Markdown or safe HTML."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from . import FORMS

if TYPE_CHECKING:
    from ..result import Result

_BREAK = re.compile(r"\r\n|\r|\n")
_ATTRIBUTES = {
    "*": {"dir"},
    "a": {"href"},
    "ol": {"start"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "pre": {"class"},
}
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{2,40}\Z")


def render(result: Result, form: str, *, title: bool = False) -> str:
    """The clean body of a result in one of FORMS; see `Result.to`. Raises ValueError for any other form."""
    if form not in FORMS:
        raise ValueError(f"unknown form {form!r} (known: {', '.join(FORMS)})")
    headline = result.metadata.title if title and result.metadata else None
    if form == "html":
        return _document(result, headline)
    if form == "text" or result.html is None:
        return _text(result, headline)
    from .markdown import to_markdown

    return to_markdown(_heading(headline) + _fragment(result))


def _text(result: Result, headline: str | None) -> str:
    """The body as it is; of a page it ends in a newline."""
    text = result.text
    if headline:
        return f"{headline}\n\n{text}" if text else f"{headline}\n"
    return text


def _heading(headline: str | None) -> str:
    return f"<h1>{escape(headline, quote=False)}</h1>" if headline else ""


def _direction(html: str | None) -> str:
    """The direction of a whole page, or ""."""
    if not html:
        return ""
    from ..html.prune import direction
    from ..html.tree import parse_tree

    root = parse_tree(html)
    return next(filter(None, map(direction, [*root.iterchildren("body"), root])), "")


def _fragment(result: Result) -> str:
    """The kept part of a page as safe HTML: known tags only, and links that cannot run anything."""
    import nh3

    from ..html import read_page
    from ..html.prune import BLOCKS, INLINES, SCHEMES, prune

    page = read_page(result.html or "")
    cleaner = partial(
        nh3.clean,
        prune(page, result.kept),
        tags=set(BLOCKS | INLINES | {"div", "br", "tbody"}),
        attributes=_ATTRIBUTES,
        url_schemes=set(SCHEMES),
    )
    if page.metadata.url:
        with suppress(ValueError):  # it may be no address after all
            return cleaner(url_relative=("rewrite_with_base", page.metadata.url))
    return cleaner()


def _paragraphs(text: str) -> str:
    """The paragraphs of a plain text as HTML."""
    paragraphs: list[list[str]] = [[]]
    for line in _BREAK.split(text):
        if line.strip():
            paragraphs[-1].append(escape(line.strip(), quote=False))
        elif paragraphs[-1]:
            paragraphs.append([])
    return "".join(f"<p>{'<br>'.join(lines)}</p>\n" for lines in paragraphs if lines)


def _document(result: Result, headline: str | None) -> str:
    """A whole HTML document: it says its encoding, its language and its title."""
    body = _paragraphs(result.text) if result.html is None else _fragment(result)
    about = result.metadata
    language = about.language if about and about.language and _LANGUAGE.match(about.language) else None
    told = {"lang": language, "dir": _direction(result.html)}
    attributes = "".join(f' {name}="{value}"' for name, value in told.items() if value)
    lines = ["<!doctype html>", f"<html{attributes}>", '<meta charset="utf-8">']
    if about and about.title:
        lines.append(f"<title>{escape(about.title, quote=False)}</title>")
    return "\n".join([*lines, "<body>", f"{_heading(headline)}{body.strip()}", "</body>", "</html>", ""])
