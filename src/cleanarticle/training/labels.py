"""Labelled records → documents, and for each block the categories that its label allows, as a bit mask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..document import Document, parse, parse_page
from ..html import read_page
from .examples import ANY, ASIDE, BIT, BODY, CLUTTER
from .pages import aligned, by_snippets

Record = dict[str, Any]


def label(record: Record) -> tuple[Document, list[int]]:
    """Parse a record and carry its labels over to the blocks: each takes the label of most of its characters.

    A record has `text`, and either `lines` [[start, end, "body"|"other"|"either", category?]], or `spans`
    [[start, end, category]] and `either` [[start, end]], or neither: then all of it is body. Offsets count code points.
    """
    document = parse(record["text"])
    rest = BODY if "lines" not in record else ANY
    marks = sorted(_marks(record))
    allowed = []
    at = 0
    for block in document.blocks:
        shares: dict[int, int] = {}
        covered = 0
        while at < len(marks) and marks[at][1] <= block.first:
            at += 1
        for ahead in range(at, len(marks)):
            start, end, mask = marks[ahead]
            if start >= block.last:
                break
            size = max(0, min(end, block.last) - max(start, block.first))
            shares[mask] = shares.get(mask, 0) + size
            covered += size
        if covered < block.last - block.first:
            shares[rest] = shares.get(rest, 0) + block.last - block.first - covered
        allowed.append(max(shares, key=lambda mask: shares[mask]) if shares else ANY)
    return document, allowed


def _marks(record: Record) -> Iterator[tuple[int, int, int]]:
    """(start, end, allowed categories) of each labelled stretch."""
    page = record.get("variant") == "page"
    for start, end, kind, *category in record.get("lines", ()):
        if kind == "body":
            yield start, end, BODY
        elif kind == "either":  # headlines, bylines, captions are left alone
            yield start, end, ANY if page else BODY
        else:
            yield start, end, mask_of(category[0]) if category else ASIDE
    for start, end, name in record.get("spans", ()):
        yield start, end, mask_of(name)
    for start, end in record.get("either", ()):
        yield start, end, ANY


def mask_of(name: str) -> int:
    """The categories that a label allows: itself; all of clutter; any; the body."""
    if name == "aside":
        return ASIDE
    if name == "clutter":
        return CLUTTER
    if name == "either":
        return ANY
    return BIT.get(name or "body", CLUTTER)


def label_page(record: Record) -> tuple[Document, list[int]]:
    """Parse the page of a record and label its blocks.

    A record has `html`, and `gold` (the body as plain text), or the snippets `with` and `without`, which label the
    blocks they stand in; the other blocks may then be anything.
    """
    document = parse_page(read_page(record["html"]))
    if record.get("gold"):
        return document, list(aligned(document, record["gold"]))
    return document, list(by_snippets(document, record.get("with") or (), record.get("without") or ()))


def label_lines(source: str, lines: Sequence[tuple[str, str]]) -> tuple[Document, list[int]]:
    """Parse a made page and give its blocks the labels of its lines, (label, text) in order of appearance."""
    document = parse_page(read_page(source))
    wanted = [(label, _squeezed(text)) for label, text in lines]
    allowed, at = [], 0
    for block in document.blocks:
        text = _squeezed(document.text(block))
        found = ANY
        for ahead in range(at, min(at + 12, len(wanted))):
            label, line = wanted[ahead]
            if text == line or (len(text) > 12 and (text in line or line in text)):
                found = mask_of(label)
                at = ahead + (text == line or line in text)
                break
        allowed.append(found)
    return document, allowed


def _squeezed(text: str) -> str:
    return "".join(text.split())


def cuts(record: Record) -> Iterable[tuple[int, int]]:
    """The stretches of a record that are not body, or may go."""
    yield from ((start, end) for start, end, kind, *_ in record.get("lines", ()) if kind == "other")
    yield from ((start, end) for start, end, *_ in (*record.get("spans", ()), *record.get("either", ())))
