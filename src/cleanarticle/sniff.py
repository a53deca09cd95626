"""Text or web page? A text that talks about HTML, or quotes some, is a text."""

from __future__ import annotations

import re
from pathlib import PurePath

PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
ARCHIVE_SUFFIXES = (".mht", ".mhtml")
_MARKDOWN_SUFFIXES = (".md", ".markdown", ".mkd", ".mdx", ".rst")

_SAMPLE = 64 * 1024
"""So much of a text is looked at, in characters."""
_NEAR = 2048
"""How far from the start a doctype may stand behind headers, in characters."""
_ROOT = re.compile(
    r" {0,3}<(?:!doctype\s{1,9}html\b[^<>]{0,400}>|(?:html|head|body)(?:\s[^<>]{0,4000})?>)[ \t]*(?=[\r\n<]|\Z)",
    re.IGNORECASE,
)
_HEADERS = re.compile(r"(?:HTTP/\d[^\n]{0,99}\n)?(?:[A-Za-z][\w-]{0,40}:[^\n]{0,2000}\n){1,60}\s*")
_LINE = re.compile(r"[^\r\n]+")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_NAMES = (
    "a abbr article aside b blockquote body br button center cite code col colgroup dd del div dl dt em figcaption"
    " figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins label li main meta nav"
    " noscript ol option p picture pre script section select small span strong style sub sup svg table tbody td tfoot"
    " th thead tr u ul video"
).replace(" ", "|")
_OPENS = re.compile(rf"\s{{0,200}}</?(?:{_NAMES})(?=[\s/>])|\s{{0,200}}<!--", re.IGNORECASE)
_CLOSES = re.compile(rf"(?:</(?:{_NAMES})\s{{0,9}}|<(?:br|hr|p)\s{{0,9}}/?)>\s{{0,200}}\Z", re.IGNORECASE)
_ENDED = re.compile(r"[>}]\s{0,200}\Z")
_ARCHIVE = re.compile(r"^content-type:\s{0,9}multipart/related", re.IGNORECASE | re.MULTILINE)
_MIME = re.compile(r"^mime-version:", re.IGNORECASE | re.MULTILINE)


def looks_like_page(text: str, name: str = "") -> bool:
    """Whether a text is the source of a web page.

    It is by the suffix of its file's name, by a doctype or a html, head or body tag at its start (behind white space,
    comments, an XML declaration or HTTP headers), or if it begins with markup and most of its lines are. Markdown,
    by its suffix, may hold as much markup as it likes. Time is bounded.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in PAGE_SUFFIXES:
        return True
    start = _past_prologue(text[:_SAMPLE])
    if _ROOT.match(text, start):
        return True
    if "<" not in text[:_SAMPLE]:
        return False
    headers = _HEADERS.match(text[:_NEAR], start)
    if headers and _ROOT.match(text, _past_prologue(text[:_SAMPLE], headers.end())):
        return True
    return suffix not in _MARKDOWN_SUFFIXES and _is_mostly_markup(text[start:_SAMPLE])


def _past_prologue(text: str, at: int = 0) -> int:
    """Where white space, comments and processing instructions at the start of a page end."""
    while True:
        while at < len(text) and (text[at].isspace() or text[at] == "\ufeff"):
            at += 1
        for opening, closing in (("<!--", "-->"), ("<?", ">")):
            if text.startswith(opening, at):
                found = text.find(closing, at)
                if found < 0:
                    return at
                at = found + len(closing)
                break
        else:
            return at


def _is_mostly_markup(text: str) -> bool:
    """Whether the first line is markup, and more than half of all that stand in no fence."""
    if not _OPENS.match(text):
        return False
    marked = plain = 0
    fenced = False
    for match in _LINE.finditer(text):
        line = match.group()
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and not line.isspace():
            is_markup = _OPENS.match(line) and _ENDED.search(line, max(0, len(line) - 300))
            if is_markup or _CLOSES.search(line, max(0, len(line) - 300)):
                marked += 1
            else:
                plain += 1
    return marked > plain


def is_web_archive(text: str, name: str = "") -> bool:
    """Whether a text is a web page with all its parts in one file (MHTML), by its name or its headers."""
    if PurePath(name).suffix.lower() in ARCHIVE_SUFFIXES:
        return True
    headers = _HEADERS.match(text[: 2 * _NEAR].replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " "))
    return bool(headers and _MIME.search(headers.group()) and _ARCHIVE.search(headers.group()))
