"""Averaging models: the average scores as the mean of what each one scores."""

import pytest

from cleanarticle.model import STATES, Model
from cleanarticle.training.average import average

ZEROS = " ".join("0" for _ in STATES)


def told(number, weights, hidden):
    """A model with one feature on the shape of a block, and `hidden` units that see it."""
    row = " ".join(str(number) for _ in STATES)
    return {
        "version": 2,
        "states": list(STATES),
        "thresholds": {level: {"appeal": 0.5, "clutter": 0.5} for level in ("careful", "normal", "thorough")},
        "start": row,
        "transitions": {gap: [row] * len(STATES) for gap in ("sentence", "line", "blank")},
        "hidden": {"bias": " ".join(["0.5"] * hidden), "outer": ["1 0 2 0 0 -1"] * hidden},
        "weights": weights,
    }


FIRST = told(1, {"shape: exclaims": "1 2 3 4 5 6 0.25 -0.5", "word: ferry": "1 0 0 0 0 0"}, 2)
SECOND = told(3, {"shape: exclaims": "3 2 1 0 0 0 1", "shape: asks": "0 2 0 0 0 0 0.5"}, 1)
KEYS = [
    (("shape", ("exclaims",)),),
    (("shape", ("asks",)), ("words", frozenset({"ferry"}))),
    (("shape", ()),),
]


@pytest.mark.parametrize("keys", KEYS)
def test_scores_are_the_mean(keys):
    one, two, both = Model(FIRST), Model(SECOND), Model(average([FIRST, SECOND]))
    mean = [(a + b) / 2 for a, b in zip(one.score(keys), two.score(keys), strict=True)]
    assert both.score(keys) == pytest.approx(mean, abs=2e-3)  # weights are written with three decimals


def test_moves_are_the_mean_and_units_stand_side_by_side():
    both = Model(average([FIRST, SECOND]))
    assert set(both.start) == {2.0} and {value for row in both.transitions[0] for value in row} == {2.0}
    assert len(both.bias) == 3


def test_the_average_of_one_is_itself():
    assert Model(average([FIRST])).to_dict() == Model(FIRST).to_dict()
