"""A fitted network → the bytes of a weights file, in whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..judging import weights
from ..judging.network import PLAN
from .net import WEIGHT_SCALE

_MOST = 127
_FINEST = 8
"""Rows of the tables are in 1 / 2 ** this, or coarser where they would not fit into 8 bits."""
Array = np.ndarray[Any, Any]


def export(state: Mapping[str, Any], header: Mapping[str, Any]) -> bytes:
    """The weights file of a network's state (`Net.state_dict()`). header: thresholds and what it was fitted on."""
    words, numbers = state["table.weight"].numpy(), state["num.weight"].numpy()
    word_bits, number_bits = _bits(words), _bits(numbers)
    arrays = [_table("words", words, word_bits), _table("numbers", numbers, number_bits)]
    layers = {"input": "inp", "hidden": "o1", "output": "o2"}
    for number in range(len(PLAN)):
        layers |= {f"narrow {number}": f"a.{number}", f"wide {number}": f"c.{number}"}
    for name, key in layers.items():
        rows, bias = state[f"{key}.w"].numpy().T, state[f"{key}.b"].numpy()
        arrays.append((name, "b", rows.shape, _whole(rows, WEIGHT_SCALE)))
        told = np.round(bias * 2048).astype("<i4")
        arrays.append((f"{name} bias", "i", (1, len(bias)), told.tobytes()))
    return weights.write({**header, "word_bits": word_bits, "number_bits": number_bits}, arrays)


def _bits(rows: Array) -> int:
    """The finest scale at which all but one number in ten thousand fit into 8 bits."""
    most = float(np.quantile(np.abs(rows), 0.9999))
    return next(bits for bits in range(_FINEST, -1, -1) if most * 2**bits <= _MOST)


def _table(name: str, rows: Array, bits: int) -> tuple[str, str, tuple[int, int], bytes]:
    return name, "b", (rows.shape[0], rows.shape[1]), _whole(rows, 2.0**bits)


def _whole(rows: Array, scale: float) -> bytes:
    return np.clip(np.round(rows * scale), -_MOST, _MOST).astype(np.int8).tobytes()
