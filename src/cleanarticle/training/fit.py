"""Labelled corpora → model.json: features counted, pruned, fitted, rounded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from ..document import Gap
from ..features import WORD, Features, Key, expand
from ..model import STATES, VERSION, write_vector
from ..resolve import findings_by_block
from ..stages import ORDER
from . import crf
from .corpus import Labelled

LONGEST = 250
"""Documents are fitted in pieces of at most this many blocks."""
THRESHOLDS = {
    "careful": {"appeal": 0.93, "clutter": 0.97},
    "normal": {"appeal": 0.75, "clutter": 0.9},
    "thorough": {"appeal": 0.35, "clutter": 0.35},
}


@dataclass(frozen=True)
class Settings:
    """How to fit: the prior's strength, the rounds of L-BFGS, and what is worth a weight.

    least_documents: documents a feature must occur in.  least_texts: different blocks a word must occur in.
    least_weight, least_word_weight: smaller weights than these are left out of the model.
    """

    strength: float = 8.0
    rounds: int = 80
    least_documents: int = 4
    least_texts: int = 12
    least_weight: float = 0.02
    least_word_weight: float = 0.08


class Counted:
    """Blocks as rows of feature numbers, gathered document by document; the documents themselves are let go."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.documents: Counter[int] = Counter()
        self.texts: Counter[int] = Counter()
        self._told: set[str] = set()
        self.rows: list[list[int]] = []
        self.allowed: list[int] = []
        self.gaps: list[int] = []
        self.lengths: list[int] = []
        self._expanded: dict[Key, list[int]] = {}

    def add(self, labelled: Labelled) -> None:
        """Count one document's features."""
        document = labelled.document
        seen: set[int] = set()
        size = len(document.blocks)
        for block, allowed, block_keys in zip(
            document.blocks, labelled.allowed, Features(document, findings_by_block(document, ORDER)), strict=True
        ):
            row = [number for key in block_keys for number in self._expand(key)]
            seen.update(row)
            text = document.text(block)
            if text not in self._told:  # a training block is planted several times, its words count once
                self._told.add(text)
                self.texts.update(row)
            self.rows.append(row)
            self.allowed.append(allowed)
            self.gaps.append(int(block.gap))
        self.documents.update(seen)
        for at in range(0, size, LONGEST):
            self.lengths.append(min(LONGEST, size - at))

    def _expand(self, key: Key) -> list[int]:
        numbers = self._expanded.get(key)
        if numbers is None:
            numbers = [self.numbers.setdefault(name, len(self.numbers)) for name in expand(key)]
            self._expanded[key] = numbers
        return numbers


def fit_model(corpus: Iterable[Labelled], settings: Settings) -> dict[str, Any]:
    """The fitted model as plain JSON values, as `Model` reads them. The same corpus gives the same numbers."""
    counted = Counted()
    for labelled in corpus:
        if labelled.document.blocks:
            counted.add(labelled)
    names = list(counted.numbers)
    used = [
        number
        for number, name in enumerate(names)
        if counted.documents[number] >= settings.least_documents
        and (not name.startswith(WORD) or counted.texts[number] >= settings.least_texts)
    ]
    column = np.full(len(names), -1, dtype=np.int32)
    column[used] = np.arange(len(used), dtype=np.int32)
    matrix = _matrix(counted.rows, column, len(used))
    allowed = np.array([[mask >> state & 1 for state in range(len(STATES))] for mask in counted.allowed], dtype=bool)
    sequences = crf.lay_out(counted.lengths, np.array(counted.gaps))
    found = crf.fit(matrix, allowed, sequences, len(Gap), strength=settings.strength, rounds=settings.rounds)
    weights = {
        names[number]: write_vector(row)
        for number, row in zip(used, found.weights, strict=True)
        if np.abs(row - row.mean()).max()
        >= (settings.least_word_weight if names[number].startswith(WORD) else settings.least_weight)
    }
    return {
        "version": VERSION,
        "states": list(STATES),
        "thresholds": THRESHOLDS,
        "start": write_vector(found.start),
        "transitions": {gap.name.lower(): list(map(write_vector, found.moves[gap])) for gap in Gap},
        "weights": dict(sorted(weights.items())),
    }


def _matrix(rows: list[list[int]], column: Any, width: int) -> csr_matrix:
    """Blocks × features, 1 where a block has the feature."""
    kept = [column[row] for row in rows]
    kept = [row[row >= 0] for row in kept]
    ends = np.concatenate([[0], np.cumsum([len(row) for row in kept])])
    return csr_matrix((np.ones(ends[-1]), np.concatenate(kept), ends), shape=(len(rows), width))
