"""All that the network is fitted on: labelled records and made documents, in many shapes, as arrays."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from ..document import Document
from .labels import label, label_lines, label_page, mask_of
from .planting import Planted
from .shapes import Line, pick, shape
from .wrappers import page

Record = dict[str, Any]
Labelled = tuple[Document, list[int]]


def as_found(record: Record) -> Labelled:
    """A record as it is."""
    return label_page(record) if "html" in record else label(record)


def lines_of(record: Record) -> list[Line] | None:
    """The labelled lines of a text's record; None where a label ends inside a line, or a line is only partly known."""
    text, lines, at, gap = record["text"], [], 0, 2
    marks = sorted(_marks(record))
    if marks is None:
        return None
    number = 0
    for raw in text.split("\n"):
        start, end = at, at + len(raw)
        at = end + 1
        content = raw.strip()
        if not content:
            gap = 2
            continue
        first = start + len(raw) - len(raw.lstrip())
        while number < len(marks) and marks[number][1] <= first:
            number += 1
        touching = []
        for ahead in range(number, len(marks)):
            if marks[ahead][0] >= first + len(content):
                break
            touching.append(marks[ahead])
        inside = [name for low, high, name in touching if low <= first and first + len(content) <= high]
        if touching and not inside:
            return None
        lines.append((inside[0] if inside else "", " ".join(content.split()), gap))
        gap = 1
    return lines


def _marks(record: Record) -> Iterator[tuple[int, int, str]]:
    for start, end, kind, *category in record.get("lines", ()):
        if kind != "body":
            yield start, end, category[0] if category else "either" if kind == "either" else "aside"
    for start, end, name in record.get("spans", ()):
        yield start, end, name
    for start, end in record.get("either", ()):
        yield start, end, "either"


def reshaped(lines: list[Line], name: str) -> Labelled:
    """Lines in a shape drawn by the name."""
    rng = random.Random(f"shape {name}")
    text, spans = shape(lines, pick(rng), rng)
    return label(
        {
            "text": text,
            "spans": [span for span in spans if span[2] != "either"],
            "either": [span[:2] for span in spans if span[2] == "either"],
        }
    )


def as_page(lines: list[Line], lang: str, name: str) -> Labelled:
    """Lines as a web page drawn by the name."""
    source, said = page(lines, random.Random(f"page {name}"), lang)
    return label_lines(source, said)


def of_planted(planted: Iterable[Planted], pages: int = 4) -> Iterator[tuple[Labelled, Planted]]:
    """Made documents: one of `pages` as a web page, the others as texts in many shapes."""
    for made in planted:
        if zlib.crc32(made.name.encode()) % pages == 0:
            yield as_page(made.lines, made.lang, made.name), made
        else:
            yield reshaped(made.lines, made.name), made


__all__ = ["as_found", "as_page", "lines_of", "mask_of", "of_planted", "reshaped"]
