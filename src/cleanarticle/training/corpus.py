"""Labelled corpora → documents with the states each block may have."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..document import Document, parse
from ..model import BODY, CLUTTER, STATES

ANY = (1 << len(STATES)) - 1
"""Allowed states as a bit mask: a block whose label is not known."""
_STATE_OF = {name: 1 << number for number, name in enumerate(STATES)}


class Labelled(NamedTuple):
    """A document, and for each block the states its label allows, as a bit mask; planted: made of training blocks."""

    document: Document
    allowed: list[int]
    planted: bool = False


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, gzipped or not; raises ValueError with file and line number."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise ValueError(f"{path}: line {number}: {error}") from error


def fold_of(record: dict[str, Any], folds: int) -> int:
    """The fold, 1 to `folds`, of a record: by its site, so that no site is in two folds; of a block: by its words."""
    site = record.get("site") or record.get("origin") or record.get("id") or str(record.get("lines") or record["text"])
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % folds + 1


def label(record: dict[str, Any]) -> Labelled:
    """Parse a record and carry its labels over to the blocks: each takes the label of most of its characters.

    A record has `text`, and either `lines` [[start, end, "body"|"other"|"either", category?]], or `spans`
    [[start, end, category]] and `either` [[start, end]], or neither: then all of it is body.
    """
    document = parse(record["text"])
    marks = sorted(_marks(record))
    allowed = []
    at = 0
    for block in document.blocks:
        shares: dict[int, int] = {}
        covered = 0
        while at < len(marks) and marks[at][1] <= block.first:
            at += 1
        for start, end, states in marks[at:]:
            if start >= block.last:
                break
            size = min(end, block.last) - max(start, block.first)
            shares[states] = shares.get(states, 0) + size
            covered += size
        if covered < block.last - block.first:
            rest = 1 << BODY if "lines" not in record else ANY
            shares[rest] = shares.get(rest, 0) + block.last - block.first - covered
        allowed.append(max(shares, key=lambda states: shares[states]) if shares else ANY)
    return Labelled(document, allowed)


def _marks(record: dict[str, Any]) -> Iterable[tuple[int, int, int]]:
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
