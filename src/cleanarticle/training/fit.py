"""Labelled corpora → model.json: features counted, pruned, fitted, rounded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from ..document import Gap
from ..features import SAYS, WORD, Key, expand, read_features
from ..model import STATES, VERSION, write_vector
from ..resolve import findings_by_block
from ..stages import ORDER
from . import crf
from .corpus import Labelled

LONGEST = 250
"""Documents are fitted in pieces of at most this many blocks."""
_NEVER = -30.0
"""The log-score of moving into a state that the corpus does not know."""
SHALLOW = (WORD, SAYS, "class: ", "outer class: ", "inner: ", "path: ")
"""How the names of features begin that the hidden units do not see: there are many, and each says one thing."""
THRESHOLDS = {
    "careful": {"appeal": 0.985, "clutter": 0.99},
    "normal": {"appeal": 0.92, "clutter": 0.97},
    "thorough": {"appeal": 0.4, "clutter": 0.35},
}


@dataclass(frozen=True)
class Settings:
    """How to fit: the priors, the rounds of L-BFGS, and what is worth a weight.

    hidden: number of hidden units; words do not feed them.
    repeat: how often each article counts that is not planted: those are few, and real.
    states: numbers of the states that the corpus tells apart; the others are never reached.
    thresholds: by level, as the model holds them.
    least_documents: documents a feature must occur in.  least_texts: different blocks a word must occur in.
    least_weight, least_word_weight: smaller weights than these are left out of the model.
    """

    prior: crf.Prior = field(default_factory=crf.Prior)
    rounds: int = 90
    hidden: int = 20
    repeat: int = 3
    states: tuple[int, ...] = tuple(range(len(STATES)))
    thresholds: dict[str, dict[str, float]] = field(default_factory=lambda: THRESHOLDS)
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
            document.blocks, labelled.allowed, read_features(document, findings_by_block(document, ORDER)), strict=True
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
            for _ in range(1 if labelled.planted else settings.repeat):
                counted.add(labelled)
    names = list(counted.numbers)
    used = _worth_a_weight(counted, names, settings)
    deep = sum(not names[number].startswith(SHALLOW) for number in used)
    column = np.full(len(names), -1, dtype=np.int32)
    column[used] = np.arange(len(used), dtype=np.int32)
    matrix = _matrix(counted.rows, column, len(used))
    allowed = np.array([[mask >> state & 1 for state in settings.states] for mask in counted.allowed], dtype=bool)
    sequences = crf.lay_out(counted.lengths, np.array(counted.gaps))
    found = crf.fit(
        matrix,
        allowed,
        sequences,
        len(Gap),
        deep=deep,
        hidden=settings.hidden,
        prior=settings.prior,
        rounds=settings.rounds,
    )
    return _written([names[number] for number in used], found, settings)


def _worth_a_weight(counted: Counted, names: list[str], settings: Settings) -> list[int]:
    """The numbers of the features that get a weight, last those that the hidden units do not see."""
    frequent = [number for number in range(len(names)) if counted.documents[number] >= settings.least_documents]
    known = [
        number
        for number in frequent
        if not names[number].startswith(WORD) or counted.texts[number] >= settings.least_texts
    ]
    return sorted(known, key=lambda number: names[number].startswith(SHALLOW))


def _written(names: list[str], found: crf.Fit, settings: Settings) -> dict[str, Any]:
    """A fit as a model file holds it."""
    weights = {}
    for number, (name, row) in enumerate(zip(names, found.weights, strict=True)):
        inner = found.inner[number] if number < len(found.inner) else ()
        least = settings.least_weight if number < len(found.inner) else settings.least_word_weight
        if np.abs(row - row.mean()).max() >= least or np.abs(inner).max(initial=0.0) >= least:
            weights[name] = write_vector((*_spread(row, settings), *inner))
    moves = np.full((len(Gap), len(STATES), len(STATES)), _NEVER)
    moves[np.ix_(range(len(Gap)), settings.states, settings.states)] = found.moves
    return {
        "version": VERSION,
        "states": list(STATES),
        "thresholds": settings.thresholds,
        "start": write_vector(_spread(found.start, settings, _NEVER)),
        "transitions": {gap.name.lower(): list(map(write_vector, moves[gap])) for gap in Gap},
        "hidden": {
            "bias": write_vector(found.bias),
            "outer": [write_vector(_spread(row, settings)) for row in found.outer],
        },
        "weights": dict(sorted(weights.items())),
    }


def _spread(row: Any, settings: Settings, rest: float = 0.0) -> list[float]:
    """Numbers of the states that were fitted as numbers of all states."""
    full = [rest] * len(STATES)
    for state, value in zip(settings.states, row, strict=True):
        full[state] = float(value)
    return full


def _matrix(rows: list[list[int]], column: Any, width: int) -> csr_matrix:
    """Blocks × features, 1 where a block has the feature."""
    kept = [column[row] for row in rows]
    kept = [row[row >= 0] for row in kept]
    ends = np.concatenate([[0], np.cumsum([len(row) for row in kept])])
    return csr_matrix((np.ones(ends[-1]), np.concatenate(kept), ends), shape=(len(rows), width))
