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

from .evidence import Evidence
from .lexicon import pair_row
from .network import HALF, LIMIT, MOST_WORDS, NARROW, PLAN, ROOT, SHIFT, WIDTH, reciprocal_root

if TYPE_CHECKING:
    from .weights import Weights

_LANE = 4  # bytes
_OFFSET = 1 << 31
_MOST_ROWS = 50_000
_FLUSH = 250
"""So many bytes can be added in a lane of 16 bits."""
_BIG = sys.byteorder == "big"


def _lanes(numbers: Iterable[int], offset: int) -> int:
    """Numbers from -offset on, offset added to each, one a lane."""
    lanes = array.array("I", [number + offset for number in numbers])
    if _BIG:
        lanes.byteswap()
    return int.from_bytes(lanes.tobytes(), "little")


def _numbers(total: int, size: int) -> array.array[int]:
    """What stands in the lanes of a sum."""
    lanes = array.array("I", total.to_bytes(size * _LANE, "little"))
    if _BIG:
        lanes.byteswap()
    return lanes


class _Layer:
    """A layer of weights; rows: what one number of the input adds to all numbers of the output."""

    def __init__(self, weights: Weights, name: str) -> None:
        data, _, self._size = weights.arrays[name]
        size = self._size
        self._ones = _lanes([0] * size, 1)
        signed = array.array("b", bytes(data))
        self._rows = [_lanes(signed[at : at + size], 128) - 128 * self._ones for at in range(0, len(signed), size)]
        told = array.array("i", bytes(weights.arrays[f"{name} bias"][0]))
        if _BIG:
            told.byteswap()
        self._bias = _lanes([number + HALF for number in told], _OFFSET)

    def sums(self, numbers: Iterable[int]) -> int:
        """Sums of the numbers, weighted, HALF more for rounding, and _OFFSET more in each lane."""
        total = self._bias
        for number, row in zip(numbers, self._rows, strict=True):
            if number:
                total += number * row
        return total

    def raised(self, state: Sequence[int]) -> int:
        """A state as sums, in lanes."""
        return (_lanes(state, LIMIT) - LIMIT * self._ones) << SHIFT

    def positive(self, numbers: Iterable[int]) -> list[int]:
        """The sums as what the next layer sees: not below 0, not above LIMIT."""
        low, high = _OFFSET >> SHIFT, (_OFFSET >> SHIFT) + LIMIT
        return [
            0 if (n := lane >> SHIFT) <= low else LIMIT if n >= high else n - low
            for lane in _numbers(self.sums(numbers), self._size)
        ]

    def state(self, total: int) -> list[int]:
        """Sums in lanes as a state, between -LIMIT and LIMIT."""
        middle = _OFFSET >> SHIFT
        low, high = middle - LIMIT, middle + LIMIT
        return [
            -LIMIT if (n := lane >> SHIFT) <= low else LIMIT if n >= high else n - middle
            for lane in _numbers(total, self._size)
        ]

    def exact(self, numbers: Iterable[int]) -> list[int]:
        """The sums themselves."""
        less = _OFFSET + HALF
        return [lane - less for lane in _numbers(self.sums(numbers), self._size)]


class _Table:
    """A table of 8-bit rows; their even and odd bytes are summed in lanes of 16 bits."""

    def __init__(self, weights: Weights, name: str) -> None:
        self._data, _, self._size = weights.arrays[name]
        self._flip = int.from_bytes(b"\x80" * self._size, "little")
        self._even = int.from_bytes(b"\xff\x00" * (self._size // 2), "little")
        self._known: dict[int, int] = {}

    def sum(self, rows: Sequence[int]) -> list[int]:
        """The sums of these rows, by column."""
        size = self._size
        found = [-128 * len(rows)] * size
        for at in range(0, len(rows), _FLUSH):
            even, odd = self._halves(rows[at : at + _FLUSH])
            found[::2] = [a + b for a, b in zip(found[::2], even, strict=True)]
            found[1::2] = [a + b for a, b in zip(found[1::2], odd, strict=True)]
        return found

    def _halves(self, rows: Sequence[int]) -> tuple[array.array[int], array.array[int]]:
        """The sums of the even and of the odd columns of a few rows, 128 added to each number."""
        known, even, mask = self._known, 0, self._even
        odd = 0
        for row in rows:
            lanes = known.get(row)
            if lanes is None:
                lanes = self._read(row)
            even += lanes & mask
            odd += (lanes >> 8) & mask
        found = []
        for total in (even, odd):
            lanes16 = array.array("H", total.to_bytes(self._size, "little"))
            if _BIG:
                lanes16.byteswap()
            found.append(lanes16)
        return found[0], found[1]

    def _read(self, row: int) -> int:
        """A row's numbers, 128 added to each, one a byte."""
        if len(self._known) >= _MOST_ROWS:
            self._known.clear()
        at = row * self._size
        lanes = self._known[row] = int.from_bytes(self._data[at : at + self._size], "little") ^ self._flip
        return lanes


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
        """For each block a sum for each category, in 1/2048: the greater, the likelier; and for each of TURNS."""
        states = [self._state(evidence, index) for index in range(len(evidence.heard))]
        pools = {"line": evidence.lines, "group": evidence.groups, "document": [0] * len(states)}
        for step, (narrow, wide) in zip(PLAN, self._layers, strict=True):
            seen = [narrow.positive(state) for state in states]
            if isinstance(step, int):
                totals = [wide.sums(around) for around in _neighbours(seen, step)]
            else:
                totals = _pooled(wide, seen, pools[step])
            states = [wide.state(total + wide.raised(state)) for total, state in zip(totals, states, strict=True)]
        return [self._output.exact(self._hidden.positive(state)) for state in states]

    def _state(self, evidence: Evidence, index: int) -> list[int]:
        """The state of a block before it has seen the others."""
        heard = evidence.heard[index]
        said = [0] * WIDTH
        if heard:
            rows = [row for word in heard for row in word.rows]
            rows += [pair_row(first.number, second.number) for first, second in pairwise(heard)]
            root = reciprocal_root(min(len(heard), MOST_WORDS))
            shift, half = self._word_shift, 1 << (self._word_shift - 1)
            said = [max(-LIMIT, min(LIMIT, (number * root + half) >> shift)) for number in self._words.sum(rows)]
        numbers = evidence.numbers[index]
        if evidence.page:
            numbers = [*numbers, *evidence.page.rows(index)]
        told, up = self._numbers.sum(numbers), self._number_shift
        most = max(map(abs, told), default=0)
        more = _lanes(told, most) - most * _lanes([0] * len(told), 1)
        return self._input.state(self._input.sums(said) + (more << up))


def _pooled(wide: _Layer, seen: list[list[int]], ids: Sequence[int]) -> list[int]:
    """What the blocks of each pool have in common, as sums for each block."""
    members: dict[int, list[list[int]]] = {}
    for number, row in zip(ids, seen, strict=True):
        members.setdefault(number, []).append(row)
    common = {}
    for number, rows in members.items():
        count = len(rows)
        columns = list(zip(*rows, strict=True))
        mean = [(2 * sum(column) + count) // (2 * count) for column in columns]
        common[number] = wide.sums([*mean, *map(max, columns)])
    return [common[number] for number in ids]


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
