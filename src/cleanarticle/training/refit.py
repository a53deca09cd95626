"""A user's own labels on top of the shipped network: its last layer is fitted anew, all else stays as it is.

The layer is drawn back to where it was, so that a few labels change little: maximum a posteriori with a Gaussian prior
around the shipped weights (Chelba and Acero, "Adaptation of maximum entropy capitalizer", EMNLP 2004), by L-BFGS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize

from ..judging import weights
from ..judging.arrays import ArrayNetwork
from ..judging.network import CATEGORIES, STATE
from .documents import as_found, of_planted
from .examples import ANY
from .planting import plant
from .records import Records

Report = Callable[[str], None]
Array = np.ndarray[Any, Any]
_STATE_SCALE, _WEIGHT_SCALE, _BIAS_SCALE = 32.0, 64.0, 2048.0
_MOST = 127


class NothingToLearn(ValueError):
    """The records hold nothing to fit on."""


@dataclass(frozen=True)
class Settings:
    """rounds: of L-BFGS, at most.  pull: how strongly the shipped weights draw, as so many blocks would."""

    rounds: int = 60
    pull: float = 50.0


def refit(
    records: Records, shipped: weights.Weights, settings: Settings | None = None, report: Report = lambda said: None
) -> bytes:
    """A weights file with the last layer fitted on these records. Raises NothingToLearn."""
    settings = settings or Settings()
    seen, allowed = _seen(records, ArrayNetwork(shipped), report)
    if not len(seen):
        raise NothingToLearn("no labelled text: there is nothing to learn from")
    layer, bias = _layer(shipped)
    start = np.concatenate((layer.ravel(), bias))
    done = 0

    def tell(_: Array) -> None:
        nonlocal done
        done += 1
        report(f"round {done} of at most {settings.rounds}")

    found = minimize(
        _loss,
        start,
        args=(start, seen, allowed, settings.pull / len(seen)),
        jac=True,
        method="L-BFGS-B",
        callback=tell,
        options={"maxiter": settings.rounds},
    ).x
    return _written(shipped, found[: layer.size].reshape(layer.shape), found[layer.size :])


def _documents(records: Records) -> Iterable[Any]:
    """All labelled documents of records: the articles, the pages, then the pieces, planted."""
    for record in (*records.articles, *records.pages):
        yield as_found(record)
    yield from (labelled for labelled, _ in of_planted(plant(records.pieces)))


def _seen(records: Records, network: ArrayNetwork, report: Report) -> tuple[Array, Array]:
    """(what the last layer sees, which categories may be) of each block whose label is known."""
    seen, allowed = [], []
    for number, (document, masks) in enumerate(_documents(records), 1):
        report(f"reading document {number}")
        known = np.array([mask != ANY for mask in masks], dtype=bool)
        if known.any():
            seen.append(network.hidden(document.evidence)[known].astype(np.float64) / _STATE_SCALE)
            allowed.append(np.array(masks, dtype=np.int64)[known])
    if not seen:
        return np.zeros((0, STATE)), np.zeros((0, len(CATEGORIES)), bool)
    bits = np.concatenate(allowed)[:, None] >> np.arange(len(CATEGORIES))
    return np.concatenate(seen), (bits & 1).astype(bool)


def _loss(values: Array, start: Array, seen: Array, allowed: Array, pull: float) -> tuple[float, Array]:
    """Mean negative log-likelihood of the allowed categories, and the pull towards the start; with its gradient."""
    size = STATE * len(CATEGORIES)
    scores = seen @ values[:size].reshape(STATE, len(CATEGORIES)) + values[size:]
    scores -= scores.max(1, keepdims=True)
    parts = np.exp(scores)
    total, right = parts.sum(1, keepdims=True), (parts * allowed).sum(1, keepdims=True)
    away = values - start
    loss = float(np.mean(np.log(total) - np.log(np.maximum(right, 1e-300))) + pull * (away**2).sum() / 2)
    slope = (parts / total - parts * allowed / np.maximum(right, 1e-300)) / len(seen)
    return loss, np.concatenate(((seen.T @ slope).ravel(), slope.sum(0))) + pull * away


def _layer(shipped: weights.Weights) -> tuple[Array, Array]:
    layer, bias = _output(shipped)
    return layer[:, : len(CATEGORIES)] / _WEIGHT_SCALE, bias[: len(CATEGORIES)] / _BIAS_SCALE


def _output(shipped: weights.Weights) -> tuple[Array, Array]:
    data, rows, columns = shipped.arrays["output"]
    return np.frombuffer(data, np.int8).reshape(rows, columns), np.frombuffer(shipped.arrays["output bias"][0], "<i4")


def _written(shipped: weights.Weights, layer: Array, bias: Array) -> bytes:
    """The bytes of the file with another last layer, but for how hard turning is."""
    rows, told = (array.copy() for array in _output(shipped))
    rows[:, : len(CATEGORIES)] = np.clip(np.round(layer * _WEIGHT_SCALE), -_MOST, _MOST)
    told[: len(CATEGORIES)] = np.round(bias * _BIAS_SCALE)
    new = {"output": rows.tobytes(), "output bias": told.tobytes()}
    arrays = []
    for name, kind, (rows, columns) in shipped.header["arrays"]:
        arrays.append((name, kind, (rows, columns), new.get(name, bytes(shipped.arrays[name][0]))))
    header = {name: value for name, value in shipped.header.items() if name != "arrays"}
    return weights.write(header, arrays)
