"""The weights: named numbers, read from JSON, summed for each block. No NumPy, no pickle.

A block's score in a state is the sum of the weights of its features, plus what a few hidden units add: each is the tanh
of a sum of weights of its own, and tells what features mean together.
"""

from __future__ import annotations

import functools
import json
import math
import operator
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from .document import Gap
from .features import Key, expand
from .lanes import GREATEST, pack, unpack
from .result import LEVELS
from .weigh import Weigher

STATES = ("body", "newsletter", "donation", "payment", "subscription", "clutter")
"""What the decoder tells apart. `clutter` is everything around articles that asks for no money and no address (share
bars, related lists, navigation ...): the corpora do not label its kinds, so the findings name them afterwards."""
BODY = 0
CLUTTER = STATES.index("clutter")
VERSION = 2
_MOST_HIDDEN = 1000
_GREATEST_MOVE = GREATEST  # the decoder takes exp of it

Vector = tuple[float, ...]


class ModelError(ValueError):
    """A model file cannot be read or does not fit this version; the message names the file and says why."""


class Model:
    """Weights of features by state, transitions by gap, thresholds by level. Immutable but for its memory of sums.

    weights: feature name → one number a state, then one a hidden unit, in a string.  bias, outer: each hidden unit's
    own sum to begin with, and what it adds to each state.  transitions: gap → [from state][to state].  start: one
    number a state.  thresholds: level → least posteriors, 0 to 1, at which a block goes: of an appeal, of clutter.
    """

    def __init__(self, data: dict[str, Any], origin: str = "the built-in model", *, check: bool = True) -> None:
        """Read plain JSON values, as `to_dict` gives them; `check` reads every number now, not at its first use."""
        try:
            if data["version"] != VERSION or tuple(data["states"]) != STATES:
                raise ModelError(f"{origin}: made for another version of cleanarticle; fit it anew")
            self.weights: dict[str, str] = data["weights"]
            self.transitions = tuple(
                tuple(_vector(row) for row in data["transitions"][gap.name.lower()]) for gap in Gap
            )
            self.start: Vector = _vector(data["start"])
            self.bias: Vector = _vector(data["hidden"]["bias"], 0, _MOST_HIDDEN)
            self.outer = tuple(map(_vector, data["hidden"]["outer"]))
            if len(self.outer) != len(self.bias):
                raise ValueError("each hidden unit needs a bias and a row of weights")
            self._size = len(STATES) + len(self.bias)
            self._bias = pack((*(0.0,) * len(STATES), *self.bias))
            columns = tuple(zip(*self.outer, strict=True)) or ((),) * len(STATES)
            self._outer_columns = tuple(column if any(column) else () for column in columns)
            self.thresholds: dict[str, tuple[float, float]] = {
                level: (float(data["thresholds"][level]["appeal"]), float(data["thresholds"][level]["clutter"]))
                for level in LEVELS
            }
            for level, least in self.thresholds.items():
                if not all(0 <= value <= 1 for value in least):
                    raise ValueError(f"the thresholds of {level}, {least}, are not between 0 and 1")
            if any(abs(value) > _GREATEST_MOVE for row in (self.start, *chain(*self.transitions)) for value in row):
                raise ValueError(f"transitions and start must be {_GREATEST_MOVE:.0f} at most")
            if any(len(matrix) != len(STATES) for matrix in self.transitions):
                raise ValueError(f"transitions need {len(STATES)} rows")
            for row in self.weights.values() if check else ():
                self._packed(row)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            if isinstance(error, ModelError):
                raise
            raise ModelError(f"{origin}: not a cleanarticle model ({type(error).__name__}: {error})") from error
        self._rows: dict[str, int] = {}
        self._weigher = Weigher(self._row)

    def threshold(self, level: str, state: int) -> float:
        """The least posterior, 0 to 1, at which a block that is likeliest in this state goes at a level."""
        return self.thresholds[level][state == CLUTTER]

    def sum(self, keys: tuple[Key, ...]) -> int:
        """What keys weigh together, as one number: for `score`, where many blocks share them."""
        return self._weigher.total(keys)

    def score(self, keys: tuple[Key, ...], shared: int = 0) -> list[float]:
        """Log-scores of a block by state.  shared: the sum of further keys."""
        total = unpack(self._bias + shared + self._weigher.total(keys), self._size)
        units = list(map(math.tanh, total[len(STATES) :]))
        return [
            value + sum(map(operator.mul, units, column)) if column else value
            for value, column in zip(total, self._outer_columns, strict=False)
        ]

    def _row(self, name: str) -> int:
        """The weights of a feature, by state and by hidden unit, packed when first used; 0 if it has none."""
        row = self._rows.get(name)
        if row is None:
            told = self.weights.get(name)
            if told is None:
                return 0
            row = self._rows[name] = self._packed(told)
        return row

    def _packed(self, told: str) -> int:
        """The numbers of a string; weights of words have none for the hidden units, which stands for zeros."""
        values = _vector(told, len(STATES), self._size)
        if any(abs(value) > GREATEST for value in values):
            raise ValueError(f"weights must be {GREATEST:.0f} at most")
        return pack(values)

    def reasons(self, keys: tuple[Key, ...], state: int, most: int | None = None) -> Iterator[tuple[float, str]]:
        """(weight for `state` against the body, feature name) of each feature of a block that has a weight.

        The share of a hidden unit's effect that a feature gets is its share of the unit's sum: tanh(z) is z times
        tanh(z) / z. So all the weights together are the block's score, but for the units' biases.
        most: tell only of so many keys, those that weigh most.
        """
        inner = unpack(self._bias + self._weigher.total(keys), self._size)[len(STATES) :]
        slopes = [math.tanh(z) / z if z else 1.0 for z in inner]
        effects = [slope * (row[state] - row[BODY]) for slope, row in zip(slopes, self.outer, strict=True)]
        if most is not None:
            weights = {key: abs(self._worth(self._weigher.total((key,)), state, effects)) for key in keys}
            keys = tuple(sorted(weights, key=weights.__getitem__, reverse=True)[:most])
        for key in keys:
            for name in expand(key):
                packed = self._row(name)
                if packed:
                    yield self._worth(packed, state, effects), name

    def _worth(self, packed: int, state: int, effects: list[float]) -> float:
        """What a row of weights says for a state against the body, given what each hidden unit is worth."""
        row = unpack(packed, self._size)
        within: float = sum(map(operator.mul, row[len(STATES) :], effects))
        return row[state] - row[BODY] + within

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the weights, not the memory."""
        return _rebuild, (self.to_dict(),)

    def to_dict(self) -> dict[str, Any]:
        """The model as plain JSON values, as `Model` reads them."""
        return {
            "version": VERSION,
            "states": list(STATES),
            "thresholds": {
                level: {"appeal": appeal, "clutter": clutter} for level, (appeal, clutter) in self.thresholds.items()
            },
            "start": write_vector(self.start),
            "transitions": {gap.name.lower(): list(map(write_vector, self.transitions[gap])) for gap in Gap},
            "hidden": {"bias": write_vector(self.bias), "outer": list(map(write_vector, self.outer))},
            "weights": self.weights,
        }


def _vector(told: str, least: int = len(STATES), most: int = len(STATES)) -> Vector:
    """The numbers of a string; raises ValueError if they are fewer than `least`, more than `most`, or infinite."""
    values = tuple(map(float, told.split()))
    if not least <= len(values) <= most or not all(map(math.isfinite, values)):
        raise ValueError(f"{told!r} is not {least} to {most} numbers")
    return values


def write_vector(values: Iterable[float]) -> str:
    """Numbers as a model file holds them: three decimals, parted by spaces. Strings load ten times as fast as lists."""
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in values)


def _rebuild(data: dict[str, Any]) -> Model:
    return Model(data)


def load(path: str | Path) -> Model:
    """The model in a JSON file; raises ModelError, which names the file, if it is none."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(f"{path}: cannot read the model: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{path}: not a cleanarticle model: {error}") from error
    return Model(data, str(path))


@functools.cache
def built_in(name: str = "model.json") -> Model:
    """A model that ships with the package: "model.json" for texts, "model-page.json" for pages."""
    return Model(json.loads(Path(__file__).with_name(name).read_bytes()), check=False)
