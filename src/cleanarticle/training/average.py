"""Several fitted models → one that scores as their average does: less of each one's chance is left in it.

After Breiman, "Bagging predictors", Machine Learning, 1996; here the fits differ in how the blocks are planted. Scores
of a conditional random field add up, so that weights and moves are averaged, and hidden units stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..document import Gap
from ..model import STATES, write_vector

Numbers = list[float]


def average(models: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The average of models as `fit_model` gives them, in the same form; made with the same settings."""
    names = sorted({name for model in models for name in model["weights"]})
    hidden = [len(_numbers(model["hidden"]["bias"])) for model in models]
    weights = {}
    for name in names:
        rows = [_numbers(model["weights"].get(name, "")) for model in models]
        inner: Numbers = []
        if any(len(row) > len(STATES) for row in rows):
            for row, units in zip(rows, hidden, strict=True):
                inner += row[len(STATES) :] or [0.0] * units
        weights[name] = write_vector([*_mean([row[: len(STATES)] for row in rows]), *inner])
    return {
        **models[0],
        "start": write_vector(_mean(_numbers(model["start"]) for model in models)),
        "transitions": {
            gap.name.lower(): [
                write_vector(_mean(_numbers(model["transitions"][gap.name.lower()][state]) for model in models))
                for state in range(len(STATES))
            ]
            for gap in Gap
        },
        "hidden": {
            "bias": write_vector(value for model in models for value in _numbers(model["hidden"]["bias"])),
            "outer": [
                write_vector(value / len(models) for value in _numbers(row))
                for model in models
                for row in model["hidden"]["outer"]
            ],
        },
        "weights": weights,
    }


def _numbers(told: str) -> Numbers:
    return list(map(float, told.split()))


def _mean(rows: Iterable[Numbers]) -> Numbers:
    """The mean of rows of one number a state; a row without numbers stands for zeros."""
    full = [row or [0.0] * len(STATES) for row in rows]
    return [sum(column) / len(full) for column in zip(*full, strict=True)]
