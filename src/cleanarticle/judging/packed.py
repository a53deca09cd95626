"""Tables of small whole numbers, packed for fast sums of rows: three columns a 64-bit integer.

Adding two such integers adds three columns at once, with their signs, as long as no sum leaves its 21 bits.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
_BITS = 21
_HALF = 1 << (_BITS - 1)
_MASK = (1 << _BITS) - 1


def pack(rows: Array) -> Array:
    """Rows of whole numbers, three columns a number."""
    count, columns = rows.shape
    wide = -(-columns // 3)
    lanes = np.zeros((count, 3 * wide), np.int64)
    lanes[:, :columns] = rows
    packed: Array = lanes[:, :wide] + (lanes[:, wide : 2 * wide] << _BITS) + (lanes[:, 2 * wide :] << 2 * _BITS)
    return packed


def unpack(packed: Array, columns: int) -> Array:
    """The rows that were packed, or their sums."""
    low = ((packed + _HALF) & _MASK) - _HALF
    rest = (packed - low) >> _BITS
    middle = ((rest + _HALF) & _MASK) - _HALF
    return np.concatenate((low, middle, (rest - middle) >> _BITS), axis=1)[:, :columns]


def sums(packed: Array, counts: Array, columns: int, greatest: int) -> Array:
    """Sums of runs of packed rows, so many each and none of them 0. greatest: that a number of a row can be."""
    most = (_HALF - 1) // greatest
    starts = np.cumsum(counts) - counts
    if counts.max() <= most:
        return unpack(np.add.reduceat(packed, starts, axis=0), columns)
    pieces = -(-counts // most)  # a run that could leave its bits is summed in pieces
    firsts = np.cumsum(pieces) - pieces
    inner = np.arange(int(pieces.sum())) - np.repeat(firsts, pieces)
    parts = np.add.reduceat(packed, np.repeat(starts, pieces) + inner * most, axis=0)
    total: Array = np.add.reduceat(unpack(parts, columns), firsts, axis=0)
    return total
