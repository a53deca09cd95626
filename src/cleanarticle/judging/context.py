"""What the network with NumPy sees around each block: its neighbours at a distance, and the pool that it is in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .network import NARROW, STATE

Array = np.ndarray[Any, Any]
Rounded = Callable[[Array], Array]
"""A layer that gives whole numbers of a state."""
_MOST_EXACT = 1 << 16
"""So many numbers up to LIMIT single-precision floats sum up exactly."""


def around(seen: Array, distance: int) -> Array:
    """What each block sees at this distance before it, in itself, and behind it."""
    size = len(seen)
    found = np.zeros((size, 3 * NARROW), np.float32)
    found[distance:, :NARROW] = seen[: max(size - distance, 0)]
    found[:, NARROW : 2 * NARROW] = seen
    found[: max(size - distance, 0), 2 * NARROW :] = seen[distance:]
    return found


def pooled(rounded: Rounded, seen: Array, ids: Sequence[int] | None) -> Array:
    """What the blocks of each pool have in common, for each block. ids: of the pools; None: there is only one."""
    if ids is None:
        return rounded(_common(seen, np.zeros(1, np.int64)))
    pools = np.array(ids)
    steps = np.diff(pools)
    if not len(steps) or steps.min() >= 0:
        return _in_runs(rounded, seen, steps)
    order = np.argsort(pools, kind="stable")  # the blocks of a pool need not be neighbours
    spread = np.empty((len(seen), STATE), np.float32)
    spread[order] = _in_runs(rounded, seen[order], np.diff(pools[order]))
    return spread


def _in_runs(rounded: Rounded, seen: Array, steps: Array) -> Array:
    """The same for pools whose blocks stand together; steps: from the pool of each block to that of the next one."""
    cuts = np.flatnonzero(steps)
    if len(cuts) == len(steps):  # each block is a pool
        return rounded(np.concatenate((seen, seen), axis=1))
    starts = np.concatenate(([0], cuts + 1))
    return rounded(_common(seen, starts)).repeat(np.diff(starts, append=len(seen)), axis=0)


def _common(seen: Array, starts: Array) -> Array:
    """Of each run of rows that begins at one of these: the rounded means, and the greatest numbers."""
    counts = np.diff(starts, append=len(seen))[:, None]
    exact = np.float32 if len(seen) <= _MOST_EXACT else np.float64
    totals = np.add.reduceat(seen, starts, axis=0, dtype=exact).astype(np.float64)
    means = np.floor((2 * totals + counts) / (2 * counts))  # far from being rounded up to the next whole number
    return np.concatenate((means, np.maximum.reduceat(seen, starts, axis=0)), axis=1, dtype=np.float32)
