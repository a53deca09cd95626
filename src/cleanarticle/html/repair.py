"""Where the parser (libxml2) does not read a page as browsers do, so that text would be lost: mended around it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

_ODD = re.compile(
    rb"<(?:([eEsStTwWkKbB](?:mbed|MBED|ource|OURCE|rack|RACK|br|BR|eygen|EYGEN|gsound|GSOUND)(?=[\s/>])[^<>]*)(?<!--)>"
    rb"|([rR][tTpP])(?=[\s/>])|/(?:body|BODY|html|HTML)[^<>]*>)"
)
"""Empty elements that the parser does not know, the reading of a character, and ends behind which it drops text."""
_LONG = 4000
"""Tags are looked at if so many bytes of them at least hold no `>`."""
_NAME = re.compile(rb"<[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(rb"""[\s/]*[^\s/>][^\s/>=]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"'][^\s>]*)?)?""")
_MOST_ATTRIBUTES = 1000
_DEEPEST = 250
"""So many elements may be open; the parser, which opens up to three more for some of them, stops at 2048."""
_TAG = re.compile(rb"<!--.*?(?:-->|\Z)|<(/?)([A-Za-z][^\s/<>]*)([^<>]*)>", re.DOTALL)
_RAW = frozenset((b"script", b"style", b"textarea", b"title", b"xmp", b"noscript", b"iframe", b"noembed", b"noframes"))
_NEVER_OPEN = frozenset(
    b"area base basefont br col frame hr img input isindex link meta param"
    b" p li td th tr tbody option colgroup body head html".split()
)
"""Elements without an end tag, or that end where the parser begins the next one: they do not nest by themselves."""
_IN_LINES = re.compile(rb"(?i)(?:a|abbr|b|big|cite|code|em|font|i|kbd|q|rt|ruby|s|small|span|strong|su[bp]|u|wbr)\Z")
_BREAKS_OUT = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split()  # noqa: SIM905, E501
)
"""In a drawing or a formula without an end, these begin what is behind it (HTML standard, 13.2.6.5)."""
_HOLDS_HTML = frozenset(("foreignobject", "desc", "title", "annotation-xml"))


def mended(data: bytes) -> bytes:
    """A page whose odd tags are written so that the parser takes them as browsers do. Linear."""
    return _ODD.sub(_mended_tag, _thinned(data))


def _thinned(data: bytes) -> bytes:
    """A page whose long tags have no attributes beyond a thousand: the parser compares each with all before it."""
    kept, done, at = list[bytes](), 0, 0
    while at + _LONG <= len(data):
        if data.find(b">", at, at + _LONG) >= 0:
            at += _LONG
            continue
        at = data.find(b">", at + _LONG)
        end = at if at >= 0 else len(data)
        start = data.rfind(b"<", done, end)
        if start >= 0 and data.find(b">", start, end) < 0:
            kept += data[done:start], _first_attributes(data[start:end])
            done = end
        at = end
    return b"".join([*kept, data[done:]]) if kept else data


def _first_attributes(tag: bytes) -> bytes:
    name = _NAME.match(tag)
    at = name.end() if name else len(tag)
    for _ in range(_MOST_ATTRIBUTES if name else 0):
        attribute = _ATTRIBUTE.match(tag, at)
        if not attribute:
            return tag
        at = attribute.end()
    return tag[:at]


def _mended_tag(tag: re.Match[bytes]) -> bytes:
    empty, reading = tag.groups()
    if empty:
        return b"<" + empty + b" />"
    return b"</rt></rp><" + reading if reading else b""


def flattened(data: bytes) -> bytes:
    """A page without the tags that lie too deep. Linear; where its tags are wrong, a guess."""
    kept = list[bytes]()
    dropped = Counter[bytes]()
    at = depth = 0
    while match := _TAG.search(data, at):
        closing, name, rest = match.groups()
        name = (name or b"").lower()
        kept.append(data[at : match.start()])
        at = match.end()
        if name in _RAW and not closing:
            at = _behind(data, name, at)
        elif name and name not in _NEVER_OPEN and not rest.endswith(b"/"):
            if closing and dropped[name]:
                dropped[name] -= 1
                kept.append(b" ")
                continue
            if not closing and depth >= _DEEPEST:
                dropped[name] += 1
                kept.append(b" ")
                continue
            depth = max(0, depth - 1) if closing else depth + 1
        kept.append(data[match.start() : at])
    kept.append(data[at:])
    return b"".join(kept)


def deflated(data: bytes) -> bytes:
    """A page of lines and nothing else: the last resort, since its tags cannot be told from one another."""
    kept, at = list[bytes](), 0
    while match := _TAG.search(data, at):
        closing, name, _ = match.groups()
        kept.append(data[at : match.start()])
        at = match.end()
        if name and name.lower() in _RAW and not closing:
            at = _behind(data, name, at)
        elif name and not _IN_LINES.match(name):
            kept.append(b"<br>")
    return b"".join([*kept, data[at:]])


def _behind(data: bytes, name: bytes, at: int) -> int:
    """Where an element ends in which tags are only text."""
    end = re.compile(rb"</" + name + rb"\b[^>]*>", re.IGNORECASE).search(data, at)
    return end.end() if end else len(data)


def free_from_drawings(root: Any) -> None:
    """Move what the parser put into an `svg` or `math` that has no end behind it. Linear."""
    seen = set[Any]()
    for drawing in list(root.iter("svg", "math")):
        if drawing in seen:
            continue
        first = _first_outside(drawing, seen)
        if first is not None:
            _move_behind(drawing, first)


def _first_outside(drawing: Any, seen: set[Any]) -> Any:
    """The first element in a drawing that ends it, or None; `seen` takes in the drawings in it."""
    held = set[Any]()  # where HTML may stand
    inner = drawing.iter()
    next(inner)
    for element in inner:
        tag = element.tag
        if tag in ("svg", "math"):
            seen.add(element)
        if tag in _HOLDS_HTML or (held and element.getparent() in held):
            held.add(element)
        elif tag in _BREAKS_OUT:
            return element
    return None


def _move_behind(drawing: Any, first: Any) -> None:
    """Move an element in a drawing, and all that follows it, behind the drawing."""
    around, at = drawing.getparent(), first.getparent()
    rest, drawing.tail = drawing.tail, None
    goal = around.index(drawing) + 1
    moved = [first, *first.itersiblings()]
    while at is not drawing:
        # the text behind what is left goes behind what is moved
        moved[-1].tail, at.tail = (moved[-1].tail or "") + (at.tail or ""), None
        moved += at.itersiblings()
        at = at.getparent()
    moved[-1].tail = (moved[-1].tail or "") + (rest or "") or None
    around[goal:goal] = moved
