"""Labelled documents → arrays to fit on: rows of the network's table, and the categories that each block may have."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ..document import Document
from ..judging.evidence import Evidence, gather
from ..judging.lexicon import pair_row
from ..judging.network import CATEGORIES

Array = np.ndarray[Any, Any]
BODY = 1
ANY = (1 << len(CATEGORIES)) - 1
ASIDE = ANY & ~BODY
"""Bit masks of the categories that a block may have: the body, any, all but the body."""
BIT = {name: 1 << number for number, name in enumerate(CATEGORIES)}
NOISY = 1 << len(CATEGORIES)
"""Set beside BODY where that label may be wrong: such a block is not heard while the network says otherwise."""
CLUTTER = sum(BIT[name] for name in CATEGORIES[5:])


class Example(NamedTuple):
    """A document as arrays. words, numbers: rows of the network's two tables, of all blocks one after the other.

    word_ends, number_ends: where those of each block end.  counts: words of each block, as the network divides by.
    lines, groups: see `Evidence`.  allowed: bit mask of categories, and NOISY.  weight: how much each block
    counts.  chars: characters of each block, white space apart.  page: whether it is a web page.  key: what of.
    """

    words: Array
    word_ends: Array
    counts: Array
    numbers: Array
    number_ends: Array
    lines: Array
    groups: Array
    allowed: Array
    weight: Array
    chars: Array
    page: bool
    key: str


def example(document: Document, allowed: Sequence[int], key: str, weight: float = 1.0) -> Example:
    """The arrays of a document whose blocks may have these categories. weight: of the whole document."""
    evidence = gather(document)
    words, word_ends = _flat(_words(evidence))
    numbers, number_ends = _flat(_numbers(evidence))
    lengths = np.array([block.last - block.first for block in document.blocks], dtype=np.float32)
    return Example(
        words,
        word_ends,
        np.array([len(heard) for heard in evidence.heard], dtype=np.int32),
        numbers,
        number_ends,
        _dense_ids(evidence.lines),
        _dense_ids(evidence.groups),
        np.array(allowed, dtype=np.int32),
        (weight * np.clip(np.sqrt(lengths) / 8, 0.4, 2.5)).astype(np.float32),
        np.array([len("".join(document.text(block).split())) for block in document.blocks], dtype=np.int32),
        bool(document.markup),
        key,
    )


def _words(evidence: Evidence) -> list[list[int]]:
    found = []
    for heard in evidence.heard:
        rows: list[int] = []
        for word in heard:
            rows += word.rows
        for first, second in itertools.pairwise(heard):
            rows.append(pair_row(first.number, second.number))
        found.append(rows)
    return found


def _numbers(evidence: Evidence) -> list[list[int]]:
    if not evidence.page:
        return evidence.numbers
    return [own + evidence.page.rows(index) for index, own in enumerate(evidence.numbers)]


def _flat(parts: list[list[int]]) -> tuple[Array, Array]:
    ends = np.cumsum([len(part) for part in parts], dtype=np.int32)
    return np.array([number for part in parts for number in part], dtype=np.int32), ends


def _dense_ids(ids: Sequence[int]) -> Array:
    """The same grouping with numbers from 0 up in order of first appearance."""
    seen: dict[int, int] = {}
    return np.array([seen.setdefault(number, len(seen)) for number in ids], dtype=np.int32)
