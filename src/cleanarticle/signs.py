"""What most stages are made of: signs, small conjunctions of concepts that speak for a stage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .document import Document
from .matcher import table
from .stage import Finding

_MOST_WORDS = 200
"""Signs limit the words of labels and lines; blocks longer than this are all alike to them."""


@dataclass(frozen=True, eq=False)
class Sign:
    """Concepts that together speak for a stage.

    all_of: concepts that must all be there.  score: log-odds it is worth.  most_words: in a longer block it counts for
    nothing.  shape: a trait of the block's shape that must be there too.
    """

    all_of: tuple[str, ...]
    score: float
    most_words: int = 10_000
    shape: str = ""

    @cached_property
    def mask(self) -> int:
        """The concepts as a bit mask, as `Evidence.concepts` has them."""
        names = list(table().concepts)
        return sum(1 << names.index(name) for name in self.all_of)

    @cached_property
    def why(self) -> str:
        """The sign in words."""
        says = table().concepts
        words = ", ".join(says[name] for name in self.all_of)
        return f"{words}, {self.shape}" if words and self.shape else words or self.shape


def look_for(document: Document, signs: tuple[Sign, ...]) -> Iterator[Finding]:
    """A finding for each block in which any of the signs is seen: the strongest counts whole, the others half each."""
    shapes, needed, bare = _needs(signs)
    for block, facts in zip(document.blocks, document.evidence, strict=True):
        concepts = facts.concepts & needed
        if concepts or (bare and not bare.isdisjoint(facts.shape)):
            shown = shapes.intersection(facts.shape) if shapes else shapes
            seen = _seen(signs, concepts, min(facts.words, _MOST_WORDS), shown)
            if seen:
                yield Finding(block.start, block.end, *seen)


@lru_cache(1000)
def _needs(signs: tuple[Sign, ...]) -> tuple[frozenset[str], int, frozenset[str]]:
    """The shapes that signs speak of, their concepts as a mask, and the shapes of those signs that need no concept."""
    mask = 0
    for sign in signs:
        mask |= sign.mask
    shapes = frozenset(sign.shape for sign in signs if sign.shape)
    return shapes, mask, frozenset(sign.shape for sign in signs if not sign.all_of)


@lru_cache(100_000)
def _seen(signs: tuple[Sign, ...], concepts: int, words: int, shapes: frozenset[str]) -> tuple[float, str] | None:
    """(score, reason) of the signs that blocks with these concepts, length and shapes show."""
    seen = [
        sign
        for sign in signs
        if concepts & sign.mask == sign.mask and words <= sign.most_words and (not sign.shape or sign.shape in shapes)
    ]
    if not seen:
        return None
    seen.sort(key=lambda sign: -sign.score)
    score = seen[0].score + sum(sign.score for sign in seen[1:]) / 2
    return score, "; ".join(dict.fromkeys(sign.why for sign in seen[:3]))
