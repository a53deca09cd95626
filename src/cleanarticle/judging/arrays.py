"""The network with NumPy, for many blocks. The same whole numbers as `lanes`.

Layers are products of matrices of single-precision floats that hold whole numbers below 2 ** 24, or 64ths of such,
which are exact whatever order they are summed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from .chain import chances
from .context import around, pooled
from .evidence import MARKUP, Evidence
from .lexicon import _MIX, _MIX_NEXT, MEMORY, MOST_ROWS, PAIRS, PARTS, WORDS
from .network import (
    CATEGORIES,
    EXP_SHIFT,
    HALF,
    LIMIT,
    MOST_WORDS,
    PLAN,
    ROOT,
    SHIFT,
    STATE,
    WIDTH,
    exponentials,
    reciprocal_root,
)
from .packed import pack, sums

if TYPE_CHECKING:
    from .registry import Registry
    from .weights import Weights

Array = np.ndarray[Any, Any]
_ROOTS = np.array([reciprocal_root(count) for count in range(MOST_WORDS + 1)], dtype=np.int64)
_UNIT = np.float32(1 / (1 << SHIFT))
_GREATEST = 128
"""That a number of a table can be."""

_serial = attrgetter("serial")
_EXP = np.array(exponentials(), dtype=np.int64)

_MOST_PRODUCTS = 1 << 18
"""OpenBLAS shares a product of more multiplications out to threads, whose waiting costs far more than they save."""


class _Layer:
    """A layer of weights; rows: what one number of the input adds to all numbers of the output.

    Its sums are in units of a state, half of one added, so that rounding them down rounds them. That is exact: weights
    and sums are divided by a power of two.
    """

    def __init__(self, weights: Weights, name: str) -> None:
        data, rows, columns = weights.arrays[name]
        self._rows = np.frombuffer(data, dtype=np.int8).reshape(rows, columns).astype(np.float32) * _UNIT
        told = np.frombuffer(weights.arrays[f"{name} bias"][0], dtype="<i4").astype(np.float32)
        self._bias = (told + np.float32(HALF)) * _UNIT

    def __call__(self, numbers: Array) -> Array:
        """Sums of the numbers, weighted."""
        count, width = numbers.shape
        total = np.empty((count, self._rows.shape[1]), np.float32)
        batch = _MOST_PRODUCTS // self._rows.size
        whole = count - count % batch
        if whole:
            stack = numbers[:whole].reshape(-1, batch, width)
            np.matmul(stack, self._rows, out=total[:whole].reshape(-1, batch, total.shape[1]))
        if whole < count:
            np.matmul(numbers[whole:], self._rows, out=total[whole:])
        total += self._bias
        return total

    def rounded(self, numbers: Array) -> Array:
        """The sums, rounded to whole numbers of a state."""
        total = self(numbers)
        return np.floor(total, out=total)

    def positive(self, numbers: Array) -> Array:
        """What the next layer sees: the rounded sums, not below 0, not above LIMIT."""
        return _held(self.rounded(numbers), 0)


class ArrayNetwork:
    """The network of a weights file, for many blocks."""

    def __init__(self, weights: Weights) -> None:
        self._table, self._traits = (_table(weights, name) for name in ("words", "numbers"))
        nothing = np.zeros((1, WIDTH), np.int8)
        self._pairs = pack(np.concatenate((self._table[WORDS + PARTS :], nothing)))
        self._facts = pack(self._traits)
        self._input = _Layer(weights, "input")
        self._layers = [(_Layer(weights, f"narrow {n}"), _Layer(weights, f"wide {n}")) for n in range(len(PLAN))]
        self._hidden, self._output = _Layer(weights, "hidden"), _Layer(weights, "output")
        self._word_shift = ROOT + int(weights.header["word_bits"]) - 5
        self._number_scale = _UNIT * np.float32(1 << (11 - int(weights.header["number_bits"])))
        self._generation, self._filled = -1, 0
        self._known = np.zeros((0, self._pairs.shape[1]), np.int64)
        self._hashes = np.zeros(0, np.uint64)
        self._summed_keys: tuple[Registry | None, int, Array] = None, 0, np.zeros((0, STATE), np.int32)

    def __call__(self, evidence: Evidence) -> list[list[int]]:
        """For each block a sum for each category, in 1/2048: the greater, the likelier; and for each of TURNS."""
        return self._sums(evidence).tolist()  # type: ignore[no-any-return]

    def verdicts(self, evidence: Evidence) -> list[tuple[int, float]]:
        """For each block the likeliest category but body, and how likely it is that it is not body."""
        told = self._sums(evidence)
        found, turns = told[:, : len(CATEGORIES)], told[:, len(CATEGORIES) :]
        parts = _EXP[np.minimum((found.max(1, keepdims=True) - found) >> EXP_SHIFT, len(_EXP) - 1)]
        total = parts.sum(1)
        body, aside = parts[:, 0] / total, (total - parts[:, 0]) / total
        cost = _EXP[np.minimum(np.abs(turns) >> EXP_SHIFT, len(_EXP) - 1)]
        enter, leave = (np.where(turns >= 0, np.maximum(cost, 1), _EXP[0]) / (_EXP[0] + cost)).T
        scores = chances(body.tolist(), aside.tolist(), enter.tolist(), leave.tolist())
        return list(zip((found[:, 1:].argmax(1) + 1).tolist(), scores, strict=True))

    def _sums(self, evidence: Evidence) -> Array:
        total = self._output(self.hidden(evidence))
        total *= 1 << SHIFT
        total -= HALF
        return total.astype(np.int64)

    def hidden(self, evidence: Evidence) -> Array:
        """What the last layer sees of each block, (blocks, STATE), in 1/32."""
        states = self._told(evidence)
        states *= self._number_scale
        states += self._input(self._said(evidence))
        _held(np.floor(states, out=states), -LIMIT)
        pools = {"line": evidence.lines, "group": evidence.groups, "document": None}
        for step, (narrow, wide) in zip(PLAN, self._layers, strict=True):
            seen = narrow.positive(states)
            states += (
                wide.rounded(around(seen, step)) if isinstance(step, int) else pooled(wide.rounded, seen, pools[step])
            )
            _held(states, -LIMIT)
        return self._hidden.positive(states)

    def _said(self, evidence: Evidence) -> Array:
        """What the words of each block say, as numbers of a state."""
        heard = evidence.heard
        said = np.zeros((len(heard), WIDTH), np.float32)
        counts = np.fromiter(map(len, heard), np.int64, len(heard))
        filled = np.flatnonzero(counts)
        if not len(filled):
            return said
        counts = counts[filled]
        ends = np.cumsum(counts)
        words, hashes = self._words(evidence, int(ends[-1]))
        mixed: Array = hashes[:-1] * np.uint64(_MIX) + hashes[1:] * np.uint64(_MIX_NEXT)
        pairs = np.full(len(hashes), PAIRS, np.int64)
        pairs[:-1] = (mixed >> np.uint64(8)) & np.uint64(PAIRS - 1)  # as in `pair_row`: PAIRS is a power of two
        pairs[ends - 1] = PAIRS  # the last word of a block and the first of the next are no pair
        words += self._pairs.take(pairs, axis=0)
        total = sums(words, counts, WIDTH, (MOST_ROWS + 1) * _GREATEST)
        shift = self._word_shift
        total *= _ROOTS[np.minimum(counts, MOST_WORDS)][:, None]
        total += 1 << (shift - 1)
        total >>= shift
        said[filled] = _held(total, -LIMIT)
        return said

    def _words(self, evidence: Evidence, count: int) -> tuple[Array, Array]:
        """The summed rows of each word of all blocks, and its hash."""
        words = chain.from_iterable(evidence.heard)
        with MEMORY.lock:
            if evidence.generation == MEMORY.generation:
                self._learn()
                serials = np.fromiter(map(_serial, words), np.int64, count)
                return self._known.take(serials, axis=0), self._hashes.take(serials)
        told = list(words)  # the memory was emptied since they were heard
        hashes = np.fromiter((word.number for word in told), np.uint64, count)
        return pack(self._summed([word.rows for word in told])), hashes

    def _summed(self, rows: Sequence[tuple[int, ...]]) -> Array:
        """The sums of the rows of each word."""
        starts = np.concatenate(([0], np.cumsum([len(row) for row in rows])[:-1]))
        numbers = np.fromiter(chain.from_iterable(rows), np.int64)
        return np.add.reduceat(self._table[numbers], starts, axis=0, dtype=np.int16)

    def _learn(self) -> None:
        """Sum up the rows of the words that were met for the first time."""
        if self._generation != MEMORY.generation:
            self._generation, self._filled = MEMORY.generation, 0
        new = MEMORY.rows[self._filled :]
        if not new:
            return
        size = self._filled + len(new)
        if size > len(self._known):
            more = max(size, 2 * len(self._known), 4096) - len(self._known)
            self._known = np.concatenate((self._known, np.zeros((more, self._known.shape[1]), np.int64)))
            self._hashes = np.concatenate((self._hashes, np.zeros(more, np.uint64)))
        self._known[self._filled : size] = pack(self._summed(new))
        self._hashes[self._filled : size] = MEMORY.numbers[self._filled :]
        self._filled = size

    def _told(self, evidence: Evidence) -> Array:
        """What traits, concepts and markup add to the state of each block."""
        numbers = evidence.numbers
        counts = np.fromiter(map(len, numbers), np.int64, len(numbers))
        rows = np.fromiter(chain.from_iterable(numbers), np.int64, int(counts.sum()))
        told = sums(self._facts.take(rows, axis=0), counts, STATE, _GREATEST).astype(np.float32)
        if evidence.page:
            page = evidence.page
            known = self._keys(page.registry)
            order = {node: place for place, node in enumerate(page.shared)}
            shared = _sums(known, list(page.shared.values()))
            told += shared[[order[node] for node in page.nodes]] + _sums(known, page.keys)
        return told

    def _keys(self, registry: Registry) -> Array:
        """The summed rows of each key of a registry, and room for more."""
        known, filled, sums = self._summed_keys  # read and written at once, since threads share it
        if known is not registry:
            filled, sums = 0, np.zeros((0, STATE), np.int32)
        new = registry.rows[filled:]
        if new:
            size = filled + len(new)
            if size > len(sums):  # by half as much again, or each page with new names would copy all of it
                room = max(size, filled + filled // 2) - filled
                sums = np.concatenate((sums[:filled], np.zeros((room, STATE), np.int32)))
            sums[filled:size] = self._summed_rows(new)
            self._summed_keys = registry, size, sums
        return sums

    def _summed_rows(self, rows: Sequence[tuple[int, ...]]) -> Array:
        """The sums of the rows of each key, of which some have none."""
        lengths = np.array([len(row) for row in rows])
        filled = np.flatnonzero(lengths)
        sums = np.zeros((len(rows), STATE), np.int32)
        if len(filled):
            starts = (np.cumsum(lengths) - lengths)[filled]
            numbers = np.fromiter(chain.from_iterable(rows), np.int64) + MARKUP
            sums[filled] = np.add.reduceat(self._traits[numbers], starts, axis=0, dtype=np.int32)
        return sums


def _table(weights: Weights, name: str) -> Array:
    data, rows, columns = weights.arrays[name]
    return np.frombuffer(data, dtype=np.int8).reshape(rows, columns)


def _sums(table: Array, numbers: Sequence[Sequence[int]]) -> Array:
    """The sums of the rows of these numbers; none of the lists may be empty."""
    starts = np.zeros(len(numbers), np.int64)
    np.cumsum([len(own) for own in numbers[:-1]], out=starts[1:])
    rows = np.fromiter(chain.from_iterable(numbers), np.int64)
    return np.add.reduceat(table[rows], starts, axis=0, dtype=np.int32).astype(np.float32)


def _held(numbers: Array, least: int) -> Array:
    """The numbers, in place, held between this and LIMIT; `np.clip` takes longer to begin than for a whole text."""
    np.maximum(numbers, least, out=numbers)
    np.minimum(numbers, LIMIT, out=numbers)
    return numbers
