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
# The patterns are compiled when they are needed: a text without a "<" needs none, and starting is most of its time.
_ROOT = r"(?i) {0,3}<(?:!doctype\s{1,9}html\b[^<>]{0,400}>|(?:html|head|body)(?:\s[^<>]{0,4000})?>)[ \t]*(?=[\r\n<]|\Z)"
_HEADERS = r"(?:HTTP/\d[^\n]{0,99}\n)?(?:[A-Za-z][\w-]{0,40}:[^\n]{0,2000}\n){1,60}\s*"
_FENCE = r"\s{0,3}(?:```|~~~)"
_NAMES = (
    "a abbr article aside b blockquote body br button center cite code col colgroup dd del div dl dt em figcaption"
    " figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins label li main meta nav"
    " noscript ol option p picture pre script section select small span strong style sub sup svg table tbody td tfoot"
    " th thead tr u ul video"
).replace(" ", "|")
_OPENS = rf"(?i)\s{{0,200}}</?(?:{_NAMES})(?=[\s/>])|\s{{0,200}}<!--"
_CLOSES = rf"(?i)(?:</(?:{_NAMES})\s{{0,9}}|<(?:br|hr|p)\s{{0,9}}/?)>\s{{0,200}}\Z"
_ENDED = r"[>}]\s{0,200}\Z"
_TAIL = 300
"""So much of a line is searched for what ends it, in characters."""
_ARCHIVE = r"(?im)^content-type:\s{0,9}multipart/related"
_MIME = r"(?im)^mime-version:"


def looks_like_page(text: str, name: str = "") -> bool:
    """Whether a text is the source of a web page.

    It is by the suffix of its file's name, by a doctype or a html, head or body tag at its start (behind white space,
    comments, an XML declaration or HTTP headers), or if it begins with markup and most of its lines are. Markdown,
    by its suffix, may hold as much markup as it likes. Time is bounded.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in PAGE_SUFFIXES:
        return True
    sample = text[:_SAMPLE]
    if "<" not in sample:
        return False
    sample = sample[_past_prologue(sample) :]
    headers = re.match(_HEADERS, sample[:_NEAR])
    behind = sample[_past_prologue(sample, headers.end()) :] if headers else sample
    if re.match(_ROOT, sample) or re.match(_ROOT, behind):
        return True
    return suffix not in _MARKDOWN_SUFFIXES and _is_mostly_markup(sample)


def _past_prologue(text: str, at: int = 0) -> int:
    """Where white space, comments, processing instructions and scripts at the start of a page end."""
    while True:
        while at < len(text) and (text[at].isspace() or text[at] == "\ufeff"):
            at += 1
        for opening, closing in (("<!--", "-->"), ("<?", ">"), ("<script", "</script>")):
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
    if not re.match(_OPENS, text):
        return False
    marked = plain = 0
    fenced = False
    for match in re.finditer(r"[^\r\n]+", text):
        line = match.group()
        if re.match(_FENCE, line):
            fenced = not fenced
        elif not fenced and not line.isspace():
            tail = line[-_TAIL:]
            is_markup = (re.match(_OPENS, line) and re.search(_ENDED, tail)) or re.search(_CLOSES, tail)
            marked, plain = (marked + 1, plain) if is_markup else (marked, plain + 1)
    return marked > plain


def is_web_archive(text: str, name: str = "") -> bool:
    """Whether a text is a web page with all its parts in one file (MHTML), by its name or its headers."""
    if PurePath(name).suffix.lower() in ARCHIVE_SUFFIXES:
        return True
    head = text[: 2 * _NEAR]
    if "multipart/related" not in head.lower():
        return False
    headers = re.match(_HEADERS, head.replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " "))
    return bool(headers and re.search(_MIME, headers.group()) and re.search(_ARCHIVE, headers.group()))
