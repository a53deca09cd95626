"""Evidence → named features, in groups. A group's key is small, so that its sum of weights is worked out once.

The same expansion serves fitting, scoring and explaining: a feature means one thing everywhere.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .cohesion import bonds
from .matcher import table

if TYPE_CHECKING:
    from .document import Document
    from .evidence import Evidence
    from .model import Model
    from .page_features import PageFeatures
    from .stage import Finding

BODY_CONCEPTS = ("reporting", "actor", "collected", "howto", "calendar")
"""Concepts that speak for reporting; all others, function words apart, are counted as asking."""
_NEUTRAL = ("you", "we", "i", "money", "imperative", "urgency")
_NO_STAGES: frozenset[str] = frozenset()
_STRONG = 1.5
PAGE = "page "
"""How the groups of keys begin that stand for the markup of a page."""
WORD = "word: "
"""How the names of features begin that stand for one word, by its stem."""
SAYS = "says: "
"""How the names of features begin that stand for the first or last words of a short block."""


Key = tuple[str, Any]
"""A group and what it is expanded from; equal keys always stand for equal features."""
OWN, WORDS = "own", "words"
MASKS = frozenset(("quoted", "before", "after", "near", "text"))
"""The groups whose value is a mask of concepts, each of them a feature."""


class Features(Sequence[tuple[Key, ...]]):
    """The feature keys of each block of a document; `found` holds each block's findings by stage."""

    def __init__(self, document: Document, found: Sequence[Mapping[str, Finding]]) -> None:
        self._evidence = document.evidence
        self._concepts = [facts.concepts for facts in self._evidence]
        self._marks = [found_key(findings) for findings in found]
        self._strong = [strong_stages(mark) for mark in self._marks]
        self._topic = _topic(self._evidence)
        self._text = ("text", self._topic)
        contents = [facts.about for facts in self._evidence]
        self._words = [(WORDS, about.stems) for about in contents]
        self._bonds = list(bonds(contents))

    def __len__(self) -> int:
        return len(self._concepts)

    def scores(self, model: Model) -> list[list[float]]:
        """Log-scores of each block by state."""
        return [model.score(keys) for keys in self]

    def __getitem__(self, index: Any) -> Any:
        """The keys of the block with this number, which must not be negative."""
        facts, concepts, strong = self._evidence[index], self._concepts, self._strong
        size = len(concepts)
        near, shades = 0, _NO_STAGES
        for other in (index - 4, index - 3, index - 2, index + 2, index + 3, index + 4):
            if 0 <= other < size:
                near |= concepts[other]
                if strong[other]:
                    shades |= strong[other]
        return (
            (OWN, (facts.concepts, length_class(facts.words))),
            ("quoted", facts.quoted),
            ("before", concepts[index - 1] if index else 0),
            ("after", concepts[index + 1] if index + 1 < size else 0),
            ("near", near),
            ("shape", facts.shape),
            ("place", facts.place),
            ("found", self._marks[index]),
            ("found before", strong[index - 1] if index else _NO_STAGES),
            ("found after", strong[index + 1] if index + 1 < size else _NO_STAGES),
            ("found near", shades),
            ("density", _density(facts, concepts, index)),
            ("topical", (facts.concepts & self._topic, min(asking(facts.concepts & ~self._topic), 4))),
            ("bond", (length_class(facts.words), self._bonds[index])),
            self._words[index],
            self._text,
        )


def read_features(document: Document, found: Sequence[Mapping[str, Finding]]) -> Features | PageFeatures:
    """The feature keys of each block, of a text or of a page."""
    if not document.markup:
        return Features(document, found)
    from .page_features import PageFeatures

    return PageFeatures(document, found)


@functools.lru_cache(10_000)
def strong_stages(mark: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """The stages whose findings are more than weak."""
    return frozenset(stage for stage, bucket in mark if bucket != "weakly")


def length_class(words: int) -> str:
    """The length of a block, roughly."""
    return "label" if words <= 4 else "line" if words <= 14 else "sentence" if words <= 39 else "paragraph"


def found_key(findings: Mapping[str, Finding]) -> tuple[tuple[str, str], ...]:
    """How strongly each stage finds its sign in a block."""
    if not findings:
        return ()
    return tuple(
        (stage, "weakly" if finding.score < _STRONG else "clearly" if finding.score < 2 * _STRONG else "strongly")
        for stage, finding in findings.items()
    )


def _topic(evidence: Sequence[Evidence]) -> int:
    """The concepts that the text as a whole is about: in a quarter of its prose blocks, and in two at least."""
    prose = [facts.concepts | facts.quoted for facts in evidence if facts.prose]
    if len(prose) < 4:
        return 0
    least = max(2, len(prose) // 4)
    seen = 0
    for number in range(len(table().concepts)):
        if sum(mask >> number & 1 for mask in prose) >= least:
            seen |= 1 << number
    return seen


@functools.cache
def _masks() -> tuple[int, int]:
    """(asking concepts, reporting concepts) as bit masks."""
    names = list(table().concepts)
    reporting = sum(1 << names.index(name) for name in BODY_CONCEPTS)
    neutral = sum(1 << names.index(name) for name in _NEUTRAL)
    return (1 << len(names)) - 1 & ~reporting & ~neutral, reporting


def asking(concepts: int) -> int:
    """How many of the concepts in a mask speak for something other than the article."""
    return (concepts & _masks()[0]).bit_count()


def _density(facts: Evidence, concepts: Sequence[int], index: int) -> tuple[str, str, int, int, int, int]:
    ask, report = _masks()
    own = min((facts.concepts & ask).bit_count(), 6)
    told = min((facts.concepts & report).bit_count(), 3)
    back = sum((mask & ask).bit_count() > 1 for mask in concepts[max(0, index - 6) : index])
    ahead = sum((mask & ask).bit_count() > 1 for mask in concepts[index + 1 : index + 7])
    return "prose" if facts.prose else "no prose", length_class(facts.words), own, told, min(back, 4), min(ahead, 4)


@functools.lru_cache(20_000)
def _names(mask: int) -> tuple[str, ...]:
    return tuple(name for number, name in enumerate(table().concepts) if mask >> number & 1)


def expand(key: Key) -> Iterator[str]:
    """The names of the features a key stands for, in words that `explain` can show."""
    group, value = key
    if group.startswith(PAGE):
        from .page_names import expand_page

        yield from expand_page(key)
    elif group == OWN:
        yield from expand_own(*value)
    elif group in MASKS:
        yield from (f"{group}: {name}" for name in _names(value))
    elif group == "shape":
        yield from (f"shape: {trait}" for trait in value)
    elif group == "place":
        yield from (f"place: {trait}" for trait in value)
    elif group == "found":
        yield from (f"found: {stage} {bucket}" for stage, bucket in value)
        if not value:
            yield "found: nothing"
    elif group == "topical":
        mask, foreign = value
        yield from (f"topical: {name}" for name in _names(mask))
        yield f"foreign: {foreign} asking concepts that the rest of the text does not speak of"
    elif group == WORDS:
        yield from (f"{WORD}{stem}" for stem in sorted(value))
    elif group == "bond":
        length, (shared, names) = value
        yield f"bond: a {length} that shares {shared} of its words with text far from it"
        yield f"bond: a {length} that shares names with text far from it: {names}"
        yield f"bond: words {shared}, names {names}"
    elif group == "density":
        kind, length, own, told, back, ahead = value
        yield f"density: {own} asking concepts in a {length}"
        yield f"density: {told} reporting concepts in a {length}"
        yield f"density: {min(own, 3)} asking and {min(told, 2)} reporting concepts"
        yield f"density: {kind} with {back} asking blocks before"
        yield f"density: {kind} with {ahead} asking blocks after"
        yield f"density: {min(own, 2)} asking concepts between {min(back, 2)} and {min(ahead, 2)} asking blocks"
    else:
        yield from (f"{group}: {stage}" for stage in sorted(value))


def expand_own(mask: int, length: str) -> Iterator[str]:
    """Concepts alone, with the length of the block, and in pairs."""
    names = _names(mask)
    for number, name in enumerate(names):
        yield f"concept: {name}"
        yield f"concept: {name} in a {length}"
        for other in names[:number]:
            yield f"concepts: {other} + {name}"
    if not names:
        yield f"concept: none in a {length}"
