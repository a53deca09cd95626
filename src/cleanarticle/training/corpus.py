"""Labelled articles → documents with the states each block may have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..document import Document, parse
from ..model import BODY, CLUTTER, STATES
from ..stages import NAMES
from .records import Record

ANY = (1 << len(STATES)) - 1
"""Allowed states as a bit mask: a block whose label is not known."""
_STATE_OF = dict.fromkeys(NAMES, 1 << CLUTTER) | {name: 1 << number for number, name in enumerate(STATES)}


class Labelled(NamedTuple):
    """A document, and for each block the states its label allows, as a bit mask; planted: made of training pieces."""

    document: Document
    allowed: list[int]
    planted: bool = False


def label(record: Record) -> Labelled:
    """Parse a record and carry its labels over to the blocks: each takes the label of most of its characters.

    A record has `text`, and either `lines` [[start, end, "body"|"other"|"either", category?]], or `spans`
    [[start, end, category]] and `either` [[start, end]], or neither: then all of it is body. Offsets count code points.
    Linear in blocks and labels, unless labels overlap. Raises KeyError for an unknown category of a line; records that
    `read_records` gives have none.
    """
    document = parse(record["text"])
    rest = 1 << BODY if "lines" not in record else ANY
    marks = sorted(_marks(record))
    allowed = []
    at = 0
    for block in document.blocks:
        shares: dict[int, int] = {}
        covered = 0
        while at < len(marks) and marks[at][1] <= block.first:
            at += 1
        ahead = at
        while ahead < len(marks) and marks[ahead][0] < block.last:
            start, end, states = marks[ahead]
            size = max(0, min(end, block.last) - max(start, block.first))
            shares[states] = shares.get(states, 0) + size
            covered += size
            ahead += 1
        if covered < block.last - block.first:
            shares[rest] = shares.get(rest, 0) + block.last - block.first - covered
        allowed.append(max(shares, key=lambda states: shares[states]) if shares else ANY)
    return Labelled(document, allowed)


def _marks(record: Record) -> Iterable[tuple[int, int, int]]:
    """(start, end, allowed states) of each labelled stretch."""
    page = record.get("variant") == "page"
    for start, end, kind, *category in record.get("lines", ()):
        if kind == "body":
            yield start, end, 1 << BODY
        elif kind == "either":  # headlines, bylines, captions are left alone
            yield start, end, ANY if page else 1 << BODY
        elif category:
            yield start, end, _STATE_OF[category[0]]
        else:
            yield start, end, ANY & ~(1 << BODY) if page else 1 << CLUTTER
    for start, end, name in record.get("spans", ()):
        yield start, end, _STATE_OF.get(name, 1 << CLUTTER)
    for start, end in record.get("either", ()):
        yield start, end, ANY


def cleaned(record: Record) -> Record | None:
    """The article without what its labels say is not body, all of it body; None if nothing goes.

    Fitted on as well, so that what is clean already is left alone: with the clutter, its context is gone too.
    """
    cuts = [(start, end) for start, end, kind, *_ in record.get("lines", ()) if kind == "other"]
    cuts += [(start, end) for start, end, *_ in (*record.get("spans", ()), *record.get("either", ()))]
    if not cuts:
        return None
    kept, at = [], 0
    for start, end in sorted(cuts):
        kept.append(record["text"][at : max(start, at)])
        at = max(at, end)
    kept.append(record["text"][at:])
    text = re.sub(r"\n{3,}", "\n\n", "".join(kept)).strip()
    return {"text": text} if text else None
