"""Which lines repeat in the documents of a site, counted in bounded memory, in one pass.

A sketch sees every line. Only one that it has seen before is held on to, and from then on counted for itself: so the
counts are exact but for what has once been let go of, and no line that stands in one document takes any memory.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from ..repeats import Repeat
from .shingles import ANY, Tokens, merged, pattern_of, tokens
from .sketch import Sketch

MOST_HELD = 100_000
"""So many lines are held at most; beyond that, those are let go of that fewest documents hold (lossy counting, after
Manku and Motwani, "Approximate frequency counts over data streams", 2002)."""
_MOST_SITES = 100_000
_MOST_PRINTS = 16
_MOST_ALIKE, _MOST_SHARING = 8, 64
_LONGEST_EXAMPLE = 300
_NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class _Line:
    """A line that is held on to. documents: since it is.  place: sum of its places in them, 0 the top, 1 the end.

    last: the number of the last document that holds it.  varies: see Repeat.  beside: in how many of the documents
    another line that is held on to, and about as frequent, stands beside it.
    """

    site: str
    pattern: Tokens
    example: str
    prints: tuple[int, ...]
    number: int
    documents: int = 1
    place: float = 0.0
    last: int = 0
    varies: bool = False
    beside: int = 1


class Seen:
    """One line of a document. text: as it stands there.  prints: its fingerprints, see `shingles`."""

    def __init__(self, text: str, prints: tuple[int, ...]) -> None:
        self.text, self.prints = text, prints

    @cached_property
    def tokens(self) -> Tokens:
        """The line as words, numbers, signs and spaces."""
        return tokens(self.text)


def _goes_with(one: _Line, other: _Line | None) -> bool:
    """Whether a neighbour is about as frequent, so that the two may be parts of one."""
    return (
        other is not None
        and other is not one
        and min(one.documents, other.documents) * 2 > max(one.documents, other.documents)
    )


def _digest(site: str, lines: Iterable[Seen]) -> int:
    told = "\0".join((site, *(line.text for line in lines)))
    return int.from_bytes(blake2b(told.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(text[:_LONGEST_EXAMPLE])


class Tally:
    """Counts the lines of documents. most: how many it holds on to at a time.

    documents, copies: how many it was given, and how many of them were the same as another of their site.
    """

    def __init__(self, most: int = MOST_HELD, sketch: Sketch | None = None) -> None:
        self.documents = self.copies = 0
        self._most = most
        self._sketch = sketch or Sketch()
        self._sites: dict[str, int] = {}
        self._lines: dict[int, _Line] = {}
        self._by_print: dict[int, list[int]] = {}
        self._made = 0

    @property
    def sites(self) -> int:
        """How many sites the documents are of."""
        return len(self._sites)

    def add(self, site: str, lines: Iterable[Seen]) -> None:
        """Count a document's lines, each once, however often it stands there; a copy of another one tells nothing."""
        lines = list(lines)
        self.documents += 1
        if self._sketch.add(_digest(site, lines)) > 1:
            self.copies += 1
            return
        self._sites[site] = self._sites.get(site, 0) + 1
        if len(self._sites) > _MOST_SITES:
            self._forget_sites()
        held = [self._find(site, line) for line in lines]
        fresh: dict[int, None] = {}
        for number, (line, known) in enumerate(zip(lines, held, strict=True)):
            if known is None:
                fresh |= dict.fromkeys(line.prints)
            elif known.last != self.documents:
                self._count(known, line, number / max(1, len(lines) - 1))
                known.beside += any(
                    _goes_with(known, held[at]) for at in (number - 1, number + 1) if 0 <= at < len(held)
                )
        seen_before = {key for key in fresh if self._sketch.add(key) > 1}
        for number, line in enumerate(lines):
            shared = sum(key in seen_before for key in line.prints)
            if line.prints and shared >= min(2, len(line.prints)) and not self._find(site, line):
                self._hold(site, line, number / max(1, len(lines) - 1))

    def _count(self, held: _Line, line: Seen, place: float) -> None:
        """Count a document for a line that is held on to."""
        held.pattern = merged(held.pattern, line.tokens) or held.pattern
        held.varies = held.varies or ANY in held.pattern or _numbers(held.example) != _numbers(line.text)
        held.documents += 1
        held.place += place
        held.last = self.documents
        for key in line.prints:  # a line that varies has more fingerprints than one
            if key not in held.prints and len(held.prints) < _MOST_PRINTS:
                held.prints += (key,)
                self._by_print.setdefault(key, []).append(held.number)

    def _find(self, site: str, line: Seen) -> _Line | None:
        """The line held on to that this one is nearly identical with."""
        shared = Counter(number for key in line.prints for number in self._by_print.get(key, ())[-_MOST_SHARING:])
        for number, _ in shared.most_common(_MOST_ALIKE):
            held = self._lines[number]
            if held.site == site and merged(held.pattern, line.tokens) is not None:
                return held
        return None

    def _hold(self, site: str, line: Seen, place: float) -> None:
        self._made += 1
        held = _Line(site, line.tokens, line.text[:_LONGEST_EXAMPLE], line.prints, self._made, 1, place, self.documents)
        self._lines[held.number] = held
        for key in line.prints:
            self._by_print.setdefault(key, []).append(held.number)
        if len(self._lines) > self._most:
            self._forget()

    def _forget(self) -> None:
        """Let go of half of the lines: those in fewest documents, of them the ones seen longest ago."""
        ranked = sorted(self._lines.values(), key=lambda held: (held.documents, held.last, held.number))
        for held in ranked[: len(ranked) // 2]:
            del self._lines[held.number]
            for key in held.prints:
                numbers = self._by_print[key]
                numbers.remove(held.number)
                if not numbers:
                    del self._by_print[key]

    def _forget_sites(self) -> None:
        """Let go of half of the sites: those with fewest documents."""
        ranked = sorted(self._sites, key=lambda site: (self._sites[site], site))
        for site in ranked[: len(ranked) // 2]:
            del self._sites[site]

    def repeats(self, documents: int, share: float) -> Iterator[Repeat]:
        """The lines that stand in at least so many documents and in such a share of their site's.

        By site, and of a site in the order in which they stand in its documents.
        """
        for held in sorted(
            self._lines.values(), key=lambda held: (held.site, held.place / held.documents, held.number)
        ):
            total = self._sites.get(held.site, 0)
            stands = held.documents + 1  # the first time, when only the sketch took notice
            if held.documents > 1 and stands >= documents and total and stands >= share * total:
                stands = min(stands, total)
                alone = max(0, held.documents - held.beside - 1) / held.documents  # once may be an accident
                pattern, site = pattern_of(held.pattern), held.site or None
                yield Repeat(pattern, stands, stands / total, held.varies, alone, site, held.example)
