"""Documents → rows of feature numbers, in flat arrays: a corpus has a hundred million of them."""

from __future__ import annotations

from array import array
from collections import Counter
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from ..features import WORDS, Key, expand, read_features
from ..resolve import findings_by_block
from ..stages import ORDER

if TYPE_CHECKING:
    from .corpus import Labelled

LONGEST = 250
"""Documents are fitted in pieces of at most this many blocks."""
_MEMO_KEYS = 300_000

Numbers = NDArray[np.int32]


class Counted:
    """Blocks as rows of feature numbers, gathered document by document; the documents themselves are let go.

    numbers: feature name → its number.  documents: in how many documents a feature occurs, by number.  texts: in how
    many different blocks.  allowed, gaps: of each block, the mask of states and the gap.  lengths: blocks of each
    piece.  read: number of documents.
    """

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.documents: Counter[int] = Counter()
        self.texts: Counter[int] = Counter()
        self.allowed = array("B")
        self.gaps = array("B")
        self.lengths = array("i")
        self.read = 0
        self._rows = array("i")  # the feature numbers of all blocks, one block after the other
        self._sizes = array("i")  # how many of them each block has
        self._told: set[str] = set()
        self._expanded: dict[Key, list[int]] = {}

    def add(self, labelled: Labelled, times: int = 1) -> None:
        """Count one document's features, and take its rows `times` times over."""
        document = labelled.document
        rows, sizes = array("i"), array("i")
        features = read_features(document, findings_by_block(document, ORDER))
        for block, keys in zip(document.blocks, features, strict=True):
            row = [number for key in keys for number in self._expand(key)]
            text = document.text(block)
            if text not in self._told:  # a training piece is planted several times, its words count once
                self._told.add(text)
                self.texts.update(row)
            rows.extend(row)
            sizes.append(len(row))
        self.documents.update(set(rows))
        self.read += 1
        size = len(sizes)
        for _ in repeat(None, times):
            self._rows.extend(rows)
            self._sizes.extend(sizes)
            self.allowed.extend(labelled.allowed)
            self.gaps.extend(block.gap for block in document.blocks)
            self.lengths.extend(min(LONGEST, size - at) for at in range(0, size, LONGEST))

    def _expand(self, key: Key) -> list[int]:
        """The numbers of a key's features; those of words are many and seldom come again, so they are not kept."""
        found = self._expanded.get(key)
        if found is None:
            found = [self.numbers.setdefault(name, len(self.numbers)) for name in expand(key)]
            if key[0] != WORDS:
                if len(self._expanded) >= _MEMO_KEYS:
                    self._expanded.clear()
                self._expanded[key] = found
        return found

    def take_matrix(self, used: list[int]) -> csr_matrix:
        """Blocks × the features with these numbers, in this order: 1 where a block has one. Lets the rows go."""
        column = np.full(len(self.numbers), -1, dtype=np.int32)
        column[used] = np.arange(len(used), dtype=np.int32)
        columns = column[np.frombuffer(self._rows, dtype=np.int32)]
        known = columns >= 0
        ends = np.concatenate([[0], np.cumsum(self._count(known))])
        self._rows, self._sizes = array("i"), array("i")
        self._told, self._expanded = set(), {}
        columns = columns[known]
        return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(self.allowed), len(used)))

    def _count(self, known: NDArray[np.bool_]) -> Numbers:
        """How many of each block's feature numbers are known. No row is empty: each block has a length and a place."""
        starts = np.cumsum(np.frombuffer(self._sizes, dtype=np.int32), dtype=np.int64)
        return np.add.reduceat(known, np.concatenate([[0], starts[:-1]]), dtype=np.int32)
