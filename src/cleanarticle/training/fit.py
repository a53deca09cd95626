"""Labelled corpora → model.json: features counted, pruned, fitted, rounded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..document import Gap
from ..features import WORD
from ..model import STATES, VERSION, write_vector
from . import crf
from .corpus import Labelled
from .counting import Counted

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
    least_documents: documents a feature must occur in, each counted once.
    least_texts: different blocks a word must occur in.
    least_weight, least_word_weight: smaller weights than these are left out of the model.
    """

    prior: crf.Prior = field(default_factory=crf.Prior)
    rounds: int = 90
    hidden: int = 12
    repeat: int = 3
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
    allowed = np.frombuffer(counted.allowed, dtype=np.uint8)[:, None] >> np.arange(len(STATES), dtype=np.uint8) & 1
    found = crf.fit(
        counted.take_matrix(used),
        allowed.astype(bool),
        crf.lay_out(list(counted.lengths), np.frombuffer(counted.gaps, dtype=np.uint8).astype(np.int64)),
        len(Gap),
        deep=sum(not names[number].startswith(WORD) for number in used),
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
    """The numbers of the features that get a weight, those that stand for words last."""
    frequent = [number for number in range(len(names)) if counted.documents[number] >= settings.least_documents]
    words = {number for number in frequent if names[number].startswith(WORD)}
    known = [number for number in frequent if number in words and counted.texts[number] >= settings.least_texts]
    return [number for number in frequent if number not in words] + known


def _written(names: list[str], found: crf.Fit, settings: Settings) -> dict[str, Any]:
    """A fit as a model file holds it."""
    weights = {}
    for number, (name, row) in enumerate(zip(names, found.weights, strict=True)):
        inner = found.inner[number] if number < len(found.inner) else ()
        least = settings.least_weight if number < len(found.inner) else settings.least_word_weight
        if np.abs(row - row.mean()).max() >= least or np.abs(inner).max(initial=0.0) >= least:
            weights[name] = write_vector((*row, *inner))
    return {
        "version": VERSION,
        "states": list(STATES),
        "thresholds": THRESHOLDS,
        "start": write_vector(found.start),
        "transitions": {gap.name.lower(): list(map(write_vector, found.moves[gap])) for gap in Gap},
        "hidden": {"bias": write_vector(found.bias), "outer": list(map(write_vector, found.outer))},
        "weights": dict(sorted(weights.items())),
    }
