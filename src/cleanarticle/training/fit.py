"""Labelled corpora → model.json: features counted, pruned, fitted, rounded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..document import Gap
from ..features import SAYS, WORD
from ..model import STATES, VERSION, write_vector
from . import crf
from .corpus import Labelled
from .counting import Counted

_NEVER = -30.0
"""The log-score of moving into a state that the corpus does not know."""
SHALLOW = (WORD, SAYS, "class: ", "outer class: ", "inner: ", "path: ")
"""How the names of features begin that the hidden units do not see: there are many, and each says one thing."""
THRESHOLDS = {
    "careful": {"appeal": 0.985, "clutter": 0.99},
    "normal": {"appeal": 0.93, "clutter": 0.97},
    "thorough": {"appeal": 0.4, "clutter": 0.35},
}


@dataclass(frozen=True)
class Settings:
    """How to fit: the priors, the rounds of L-BFGS, and what is worth a weight.

    hidden: number of hidden units; words do not feed them.
    repeat: how often each article counts that is not planted: those are few, and real.
    states: numbers of the states that the corpus tells apart; the others are never reached.
    thresholds: by level, as the model holds them.
    least_documents: documents a feature must occur in, each counted once.
    least_texts: different blocks a word must occur in.
    least_weight, least_word_weight: smaller weights than these are left out of the model.
    """

    prior: crf.Prior = field(default_factory=crf.Prior)
    rounds: int = 90
    hidden: int = 16
    repeat: int = 3
    states: tuple[int, ...] = tuple(range(len(STATES)))
    thresholds: dict[str, dict[str, float]] = field(default_factory=lambda: THRESHOLDS)
    least_documents: int = 4
    least_texts: int = 12
    least_weight: float = 0.02
    least_word_weight: float = 0.08


class NothingToLearn(ValueError):
    """The corpus holds too little for a single weight; the message says what it lacks."""


def fit_model(
    corpus: Iterable[Labelled], settings: Settings, report: Callable[[str], None] = lambda said: None
) -> dict[str, Any]:
    """The fitted model as plain JSON values, as `Model` reads them. The same corpus gives the same numbers.

    report: is told in words how far the work has come. Raises NothingToLearn.
    """
    counted = _count(corpus, settings, report)
    names = list(counted.numbers)
    used = _worth_a_weight(counted, names, settings)
    if not used:
        raise NothingToLearn(
            f"nothing can be learned from so few documents ({counted.read}): "
            f"none of their features occurs in {settings.least_documents}"
        )
    allowed = np.frombuffer(counted.allowed, dtype=np.uint8)[:, None] >> np.array(settings.states, dtype=np.uint8) & 1
    found = crf.fit(
        counted.take_matrix(used),
        allowed.astype(bool),
        crf.lay_out(list(counted.lengths), np.frombuffer(counted.gaps, dtype=np.uint8).astype(np.int64)),
        len(Gap),
        deep=sum(not names[number].startswith(SHALLOW) for number in used),
        hidden=settings.hidden,
        prior=settings.prior,
        rounds=settings.rounds,
        after_round=lambda number: report(f"round {number} of {settings.rounds} at most"),
    )
    return _written([names[number] for number in used], found, settings)


def _count(corpus: Iterable[Labelled], settings: Settings, report: Callable[[str], None]) -> Counted:
    """The features of all documents that hold any block."""
    counted = Counted()
    for labelled in corpus:
        if labelled.document.blocks:
            counted.add(labelled, 1 if labelled.planted else settings.repeat)
            if not counted.read % 50:
                report(f"{counted.read} documents read")
    if not counted.read:
        raise NothingToLearn("nothing can be learned: there is no labelled article, nor one to plant appeals in")
    return counted


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
