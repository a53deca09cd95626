"""Pages nested deeper than the parser can follow: the tags that are too deep are taken out, the text stays."""

from __future__ import annotations

import re
from collections import Counter

_DEEPEST = 250
"""So many elements may be open; the parser, which opens up to three more for some of them, stops at 2048."""
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)([A-Za-z][^\s/<>]*)([^<>]*)>", re.DOTALL)
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "noscript"))
_NEVER_OPEN = frozenset(
    "area base br col embed hr img input link meta source track wbr"  # noqa: SIM905
    " p li dt dd td th tr thead tbody tfoot option optgroup colgroup rt rp".split()
)
"""Elements without an end tag, or that end where the next one begins: they do not nest by themselves."""


def flatten(source: str) -> str:
    """The source of a page without the tags that lie too deep. Linear; where its tags are wrong, a guess."""
    kept = list[str]()
    dropped = Counter[str]()
    at = depth = 0
    while match := _TAG.search(source, at):
        closing, name, rest = match.groups()
        name = (name or "").lower()
        kept.append(source[at : match.start()])
        at = match.end()
        if name in _RAW and not closing:
            at = _behind(source, name, at)
        elif name and name not in _NEVER_OPEN and not rest.endswith("/"):
            if closing and dropped[name]:
                dropped[name] -= 1
                kept.append(" ")
                continue
            if not closing and depth >= _DEEPEST:
                dropped[name] += 1
                kept.append(" ")
                continue
            depth = max(0, depth - 1) if closing else depth + 1
        kept.append(source[match.start() : at])
    kept.append(source[at:])
    return "".join(kept)


def _behind(source: str, name: str, at: int) -> int:
    """Where an element ends in which tags are only text."""
    end = re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE).search(source, at)
    return end.end() if end else len(source)
