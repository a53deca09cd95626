"""Feature keys → the sum of their weights. Where the time of scoring goes, so rows are packed and sums remembered."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from itertools import combinations

from .features import MASKS, OWN, WORD, WORDS, Key, expand, expand_own
from .matcher import table

_MEMO_KEYS = 200_000


class Weigher:
    """Sums of packed weights (see `lanes`). Immutable but for its memory of what it has summed before.

    row: the packed weights of a feature by its name, 0 if it has none.
    """

    def __init__(self, row: Callable[[str], int]) -> None:
        self._row = row
        self._sums: dict[Key, int] = {}
        self._words: dict[str, int] = {}
        self._by_concept: dict[str, list[int | None]] = {}
        self._pairs: dict[tuple[int, int], int] = {}

    def total(self, keys: Iterable[Key]) -> int:
        """The sum of the weights of all features that the keys stand for."""
        sums = self._sums
        total = 0
        for key in keys:
            group, value = key
            if group in MASKS:
                total += self._of_mask(group, value) if value else 0
            elif group == WORDS:
                total += self._of_words(value)
            elif group == OWN:
                total += self._of_own(*value)
            else:
                known = sums.get(key)
                total += self._remember(key) if known is None else known
        return total

    def _remember(self, key: Key) -> int:
        summed = sum(map(self._row, expand(key)))
        if len(self._sums) < _MEMO_KEYS:
            self._sums[key] = summed
        return summed

    def _of_words(self, stems: Iterable[str]) -> int:
        known = self._words
        total = 0
        for stem in stems:
            row = known.get(stem)
            if row is None:
                row = self._row(WORD + stem)
                if row or len(known) < _MEMO_KEYS:
                    known[stem] = row
            total += row
        return total

    def _of_mask(self, group: str, mask: int) -> int:
        """The sum over the concepts of a mask."""
        rows = self._by_concept.get(group)
        if rows is None:
            rows = self._by_concept[group] = [None] * len(table().concepts)
        total = 0
        for number in numbers(mask):
            row = rows[number]
            if row is None:
                row = rows[number] = sum(map(self._row, expand((group, 1 << number))))
            total += row
        return total

    def _of_own(self, mask: int, length: str) -> int:
        """The sum over the concepts of a block itself, and over their pairs."""
        if not mask:
            return self._remember_own(0, length)
        total = 0
        known = self._pairs
        here = numbers(mask)
        for number in here:
            total += self._remember_own(1 << number, length)
        for pair in combinations(here, 2):
            row = known.get(pair)
            if row is None:
                alone = {*expand_own(1 << pair[0], length), *expand_own(1 << pair[1], length)}
                both = expand_own(1 << pair[0] | 1 << pair[1], length)
                row = known[pair] = sum(self._row(name) for name in both if name not in alone)
            total += row
        return total

    def _remember_own(self, mask: int, length: str) -> int:
        key = (OWN, (mask, length))
        known = self._sums.get(key)
        return self._remember(key) if known is None else known


@functools.lru_cache(20_000)
def numbers(mask: int) -> tuple[int, ...]:
    """The numbers of the bits that are set in a mask, ascending."""
    return tuple(number for number in range(mask.bit_length()) if mask >> number & 1)
