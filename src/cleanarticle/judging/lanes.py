"""The network in plain Python: a row of weights is one long integer with a lane of 32 bits a number.

Multiplying such a row by a number and adding it to a sum costs one operation for all its lanes. For a few blocks this
is done before NumPy would be imported.
"""

from __future__ import annotations

import array
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from .evidence import MARKUP, Evidence
from .lexicon import pair_row
from .network import CATEGORIES, HALF, LIMIT, MOST_WORDS, NARROW, PLAN, ROOT, SHIFT, STATE, WIDTH, reciprocal_root

if TYPE_CHECKING:
    from .weights import Weights

_LANE = 4  # bytes
_OFFSET = 1 << 31
_FLIP = bytes(range(128, 256)) + bytes(range(128))
"""8-bit numbers with a sign to numbers from 0 to 255: 128 is added to each."""
_MOST_ROWS = 50_000
_BIG = sys.byteorder == "big"


def _spread(data: bytes) -> int:
    """Bytes, one a lane."""
    lanes = bytearray(len(data) * _LANE)
    lanes[::_LANE] = data
    return int.from_bytes(lanes, "little")


def _ones(size: int) -> int:
    return _spread(b"\x01" * size)


def _unpack(total: int, size: int, less: int) -> list[int]:
    """The numbers in the lanes of a sum, `less` taken off each."""
    lanes = array.array("I", total.to_bytes(size * _LANE, "little"))
    if _BIG:
        lanes.byteswap()
    return [lane - less for lane in lanes]


class _Layer:
    """A layer of weights; rows of the file: what one number of the input adds to all numbers of the output."""

    def __init__(self, weights: Weights, name: str) -> None:
        data, self._inputs, self._size = weights.arrays[name]
        ones = _ones(self._size)
        flipped = bytes(data).translate(_FLIP)
        size = self._size
        self._rows = [_spread(flipped[at : at + size]) - 128 * ones for at in range(0, len(flipped), size)]
        told = array.array("i", bytes(weights.arrays[f"{name} bias"][0]))
        if _BIG:
            told.byteswap()
        self._bias = sum((number + _OFFSET) << (8 * _LANE * lane) for lane, number in enumerate(told))

    def __call__(self, numbers: Iterable[int], more: int = 0) -> list[int]:
        """Sums of the numbers, weighted. more: added to them, in lanes."""
        total = self._bias + more
        for number, row in zip(numbers, self._rows, strict=True):
            if number:
                total += number * row
        return _unpack(total, self._size, _OFFSET)


class _Table:
    """A table of 8-bit rows; sums of rows, each spread into lanes once."""

    def __init__(self, weights: Weights, name: str) -> None:
        self._data, _, self._size = weights.arrays[name]
        self._known: dict[int, int] = {}

    def sum(self, rows: Sequence[int]) -> list[int]:
        """The sums of these rows, by column."""
        known, size, total = self._known, self._size, 0
        for row in rows:
            lanes = known.get(row)
            if lanes is None:
                if len(known) >= _MOST_ROWS:
                    known.clear()
                lanes = known[row] = _spread(bytes(self._data[row * size : row * size + size]).translate(_FLIP))
            total += lanes
        return _unpack(total, size, 128 * len(rows))


class LaneNetwork:
    """The network of a weights file, for few blocks."""

    def __init__(self, weights: Weights) -> None:
        self._words, self._numbers = _Table(weights, "words"), _Table(weights, "numbers")
        self._input = _Layer(weights, "input")
        self._layers = [(_Layer(weights, f"narrow {n}"), _Layer(weights, f"wide {n}")) for n in range(len(PLAN))]
        self._hidden, self._output = _Layer(weights, "hidden"), _Layer(weights, "output")
        self._word_shift = ROOT + int(weights.header["word_bits"]) - 5
        self._number_shift = 11 - int(weights.header["number_bits"])

    def __call__(self, evidence: Evidence) -> list[list[int]]:
        """For each block a sum for each category, in 1/2048: the greater, the likelier."""
        states = [self._state(evidence, index) for index in range(len(evidence.heard))]
        pools = {"line": evidence.lines, "group": evidence.groups, "document": [0] * len(states)}
        for step, (narrow, wide) in zip(PLAN, self._layers, strict=True):
            seen = [_positive(narrow(state)) for state in states]
            if isinstance(step, int):
                around = _neighbours(seen, step)
                states = [_added(wide(near, _raised(state))) for near, state in zip(around, states, strict=True)]
            else:
                states = self._pooled(wide, states, seen, pools[step])
        return [self._output(_positive(self._hidden(state))) for state in states]

    def _state(self, evidence: Evidence, index: int) -> list[int]:
        heard = evidence.heard[index]
        rows = [row for word in heard for row in word.rows]
        rows += [pair_row(a.number, b.number) for a, b in pairwise(heard)]
        root = reciprocal_root(min(len(heard), MOST_WORDS))
        shift, half = self._word_shift, 1 << (self._word_shift - 1)
        said = [_clip((number * root + half) >> shift) for number in self._words.sum(rows)] if rows else [0] * WIDTH
        numbers = evidence.numbers[index]
        if evidence.nodes:
            numbers = [*numbers, *(MARKUP + number for number in evidence.shared[evidence.nodes[index]])]
        told, up = self._numbers.sum(numbers), self._number_shift
        return [_clip((a + (b << up) + HALF) >> SHIFT) for a, b in zip(self._input(said), told, strict=True)]

    @staticmethod
    def _pooled(wide: _Layer, states: list[list[int]], seen: list[list[int]], ids: Sequence[int]) -> list[list[int]]:
        """The states, with what the blocks of each pool have in common added to all of them."""
        members: dict[int, list[list[int]]] = {}
        for number, row in zip(ids, seen, strict=True):
            members.setdefault(number, []).append(row)
        common = {}
        for number, rows in members.items():
            count = len(rows)
            mean = [(2 * sum(column) + count) // (2 * count) for column in zip(*rows, strict=True)]
            common[number] = wide([*mean, *map(max, zip(*rows, strict=True))])
        return [
            [_clip((a + (b << SHIFT) + HALF) >> SHIFT) for a, b in zip(common[number], state, strict=True)]
            for number, state in zip(ids, states, strict=True)
        ]


def _clip(number: int) -> int:
    return -LIMIT if number < -LIMIT else min(number, LIMIT)


def _positive(sums: list[int]) -> list[int]:
    return [0 if (n := (s + HALF) >> SHIFT) < 0 else min(n, LIMIT) for s in sums]


def _raised(state: list[int]) -> int:
    """A state as a sum, in lanes."""
    return sum(number << (8 * _LANE * lane + SHIFT) for lane, number in enumerate(state))


def _added(sums: list[int]) -> list[int]:
    return [_clip((total + HALF) >> SHIFT) for total in sums]


def _neighbours(seen: list[list[int]], distance: int) -> list[list[int]]:
    """What each block sees at this distance before it, in itself, and behind it."""
    nothing = [0] * NARROW
    size = len(seen)
    return [
        [
            *(seen[index - distance] if index >= distance else nothing),
            *own,
            *(seen[index + distance] if index + distance < size else nothing),
        ]
        for index, own in enumerate(seen)
    ]


__all__ = ["CATEGORIES", "STATE", "LaneNetwork"]
