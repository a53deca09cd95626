"""The network with NumPy, for many blocks. The same whole numbers as `lanes`.

Layers are products of matrices of single-precision floats that hold whole numbers below 2 ** 24, which are exact
whatever order they are summed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from .evidence import MARKUP, Evidence
from .lexicon import _MIX, _MIX_NEXT, MEMORY, PAIRS, PARTS, WORDS, Known
from .network import (
    CATEGORIES,
    EXP_SHIFT,
    HALF,
    LIMIT,
    MOST_WORDS,
    NARROW,
    PLAN,
    ROOT,
    SHIFT,
    STATE,
    WIDTH,
    exponentials,
    reciprocal_root,
)

if TYPE_CHECKING:
    from .markup import Registry
    from .weights import Weights

Array = np.ndarray[Any, Any]
_ROOTS = np.array([reciprocal_root(count) for count in range(MOST_WORDS + 1)], dtype=np.int64)


_serial = itemgetter(Known._fields.index("serial"))
_EXP = np.array(exponentials(), dtype=np.int64)

_MOST_PRODUCTS = 1 << 18
"""OpenBLAS shares a product of more multiplications out to threads, whose waiting costs far more than they save."""


class _Layer:
    """A layer of weights; rows: what one number of the input adds to all numbers of the output."""

    def __init__(self, weights: Weights, name: str) -> None:
        data, rows, columns = weights.arrays[name]
        self._rows = np.frombuffer(data, dtype=np.int8).reshape(rows, columns).astype(np.float32)
        self._bias = np.frombuffer(weights.arrays[f"{name} bias"][0], dtype="<i4").astype(np.float32)

    def __call__(self, numbers: Array) -> Array:
        """Sums of the numbers, weighted."""
        count, width = numbers.shape
        batch = _MOST_PRODUCTS // self._rows.size
        whole = count - count % batch
        if not whole:
            return numbers @ self._rows + self._bias
        total = np.empty((count, self._rows.shape[1]), np.float32)
        stack = numbers[:whole].reshape(-1, batch, width)
        np.matmul(stack, self._rows, out=total[:whole].reshape(-1, batch, total.shape[1]))
        np.matmul(numbers[whole:], self._rows, out=total[whole:])
        total += self._bias
        return total


class ArrayNetwork:
    """The network of a weights file, for many blocks."""

    def __init__(self, weights: Weights) -> None:
        self._table, self._traits = (_table(weights, name) for name in ("words", "numbers"))
        self._input = _Layer(weights, "input")
        self._layers = [(_Layer(weights, f"narrow {n}"), _Layer(weights, f"wide {n}")) for n in range(len(PLAN))]
        self._hidden, self._output = _Layer(weights, "hidden"), _Layer(weights, "output")
        self._word_shift = ROOT + int(weights.header["word_bits"]) - 5
        self._number_scale = np.float32(1 << (11 - int(weights.header["number_bits"])))
        self._generation, self._filled = -1, 0
        self._known = np.zeros((0, WIDTH), np.int16)
        self._hashes = np.zeros(0, np.uint64)
        self._registry: Registry | None = None
        self._summed_keys = np.zeros((0, STATE), np.int32)

    def __call__(self, evidence: Evidence) -> list[list[int]]:
        """For each block a sum for each category, in 1/2048: the greater, the likelier."""
        sums = self._output(self.hidden(evidence))
        return sums.astype(np.int64).tolist()  # type: ignore[no-any-return]

    def verdicts(self, evidence: Evidence) -> list[tuple[int, float]]:
        """For each block the likeliest category but body, and how likely it is that it is not body."""
        sums = self._output(self.hidden(evidence)).astype(np.int64)
        steps = np.minimum((sums.max(1, keepdims=True) - sums) >> EXP_SHIFT, len(_EXP) - 1)
        parts = _EXP[steps]
        total = parts.sum(1)
        scores = (total - parts[:, 0]) / total
        return list(zip((sums[:, 1:].argmax(1) + 1).tolist(), scores.tolist(), strict=True))

    def hidden(self, evidence: Evidence) -> Array:
        """What the last layer sees of each block, (blocks, STATE), in 1/32."""
        states = _states(self._input(self._said(evidence)) + self._told(evidence) * self._number_scale)
        size = len(states)
        pools = {"line": evidence.lines, "group": evidence.groups, "document": [0] * size}
        for step, (narrow, wide) in zip(PLAN, self._layers, strict=True):
            seen = _positive(narrow(states))
            if isinstance(step, int):
                around = np.zeros((size, 3 * NARROW), np.float32)
                if step < size:
                    around[step:, :NARROW] = seen[:-step]
                    around[:-step, 2 * NARROW :] = seen[step:]
                around[:, NARROW : 2 * NARROW] = seen
                sums = wide(around)
            else:
                sums = _pooled(wide, seen, pools[step])
            states = _states(sums + states * np.float32(1 << SHIFT))
        return _positive(self._hidden(states))

    def _said(self, evidence: Evidence) -> Array:
        """What the words of each block say, as numbers of a state."""
        heard = evidence.heard
        said = np.zeros((len(heard), WIDTH), np.float32)
        counts = np.fromiter(map(len, heard), np.int64, len(heard))
        filled = np.flatnonzero(counts)
        if not len(filled):
            return said
        starts = np.concatenate(([0], np.cumsum(counts[filled])[:-1]))
        words, hashes = self._words(evidence, int(counts.sum()))
        sums = np.add.reduceat(words, starts, axis=0, dtype=np.int64)
        if len(hashes) > 1:
            mixed: Array = hashes[:-1] * np.uint64(_MIX) + hashes[1:] * np.uint64(_MIX_NEXT)
            rows = (((mixed & np.uint64(0xFFFFFFFF)) >> np.uint64(8)) % np.uint64(PAIRS)).astype(np.int64) + (
                WORDS + PARTS
            )
            pairs = np.zeros((len(hashes), WIDTH), np.int8)
            pairs[:-1] = self._table[rows]
            pairs[starts[1:] - 1] = 0  # the last word of a block and the first of the next are no pair
            sums += np.add.reduceat(pairs, starts, axis=0, dtype=np.int64)
        shift = self._word_shift
        roots = _ROOTS[np.minimum(counts[filled], MOST_WORDS)]
        said[filled] = np.clip((sums * roots[:, None] + (1 << (shift - 1))) >> shift, -LIMIT, LIMIT)
        return said

    def _words(self, evidence: Evidence, count: int) -> tuple[Array, Array]:
        """The summed rows of each word of all blocks, and its hash."""
        words = chain.from_iterable(evidence.heard)
        with MEMORY.lock:
            if evidence.generation == MEMORY.generation:
                self._learn()
                serials = np.fromiter(map(_serial, words), np.int64, count)
                return self._known[serials], self._hashes[serials]
        told = list(words)  # the memory was emptied since they were heard
        hashes = np.fromiter((word.number for word in told), np.uint64, count)
        return self._summed([word.rows for word in told]), hashes

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
            more = max(size, 2 * len(self._known), 4096)
            self._known = np.concatenate((self._known, np.zeros((more - len(self._known), WIDTH), np.int16)))
            self._hashes = np.concatenate((self._hashes, np.zeros(more - len(self._hashes), np.uint64)))
        self._known[self._filled : size] = self._summed(new)
        self._hashes[self._filled : size] = MEMORY.numbers[self._filled :]
        self._filled = size

    def _told(self, evidence: Evidence) -> Array:
        """What traits, concepts and markup add to the state of each block."""
        told = _sums(self._traits, evidence.numbers)
        if evidence.page:
            page = evidence.page
            known = self._keys(page.registry)
            order = {node: place for place, node in enumerate(page.shared)}
            shared = _sums(known, list(page.shared.values()))
            told += shared[[order[node] for node in page.nodes]] + _sums(known, page.keys)
        return told

    def _keys(self, registry: Registry) -> Array:
        """The summed rows of each key of a registry."""
        filled = self._summed_keys if self._registry is registry else np.zeros((0, STATE), np.int32)
        new = registry.rows[len(filled) :]
        if new:
            starts = np.concatenate(([0], np.cumsum([len(row) for row in new])[:-1]))
            rows = np.fromiter(chain.from_iterable(new), np.int64) + MARKUP
            sums = np.add.reduceat(self._traits[rows], starts, axis=0, dtype=np.int32)
            sums[[not row for row in new]] = 0
            filled = np.concatenate((filled, sums))
        self._registry, self._summed_keys = registry, filled
        return filled


def _table(weights: Weights, name: str) -> Array:
    data, rows, columns = weights.arrays[name]
    return np.frombuffer(data, dtype=np.int8).reshape(rows, columns)


def _sums(table: Array, numbers: Sequence[Sequence[int]]) -> Array:
    """The sums of the rows of these numbers; none of the lists may be empty."""
    starts = np.zeros(len(numbers), np.int64)
    np.cumsum([len(own) for own in numbers[:-1]], out=starts[1:])
    rows = np.fromiter(chain.from_iterable(numbers), np.int64)
    return np.add.reduceat(table[rows], starts, axis=0, dtype=np.int32).astype(np.float32)


def _states(sums: Array) -> Array:
    return np.clip(np.floor((sums + HALF) * np.float32(1 / (1 << SHIFT))), -LIMIT, LIMIT)


def _positive(sums: Array) -> Array:
    return np.clip(np.floor((sums + HALF) * np.float32(1 / (1 << SHIFT))), 0, LIMIT)


def _pooled(wide: _Layer, seen: Array, ids: Sequence[int]) -> Array:
    """What the blocks of each pool have in common, for each block."""
    _, places, counts = np.unique(np.asarray(ids), return_inverse=True, return_counts=True)
    order = np.argsort(places, kind="stable")
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    rows = seen[order].astype(np.int64)
    totals = np.add.reduceat(rows, starts, axis=0)
    means = (2 * totals + counts[:, None]) // (2 * counts[:, None])
    both = np.concatenate((means, np.maximum.reduceat(rows, starts, axis=0)), axis=1).astype(np.float32)
    return wide(both)[places]


__all__ = ["CATEGORIES", "STATE", "ArrayNetwork"]
