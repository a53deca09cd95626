"""Why a block goes or stays, in words: the cues that stand in it, and its place. Worked out when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..matcher import find_cues, table
from ..stages import CONCEPTS, READS_LIKE

if TYPE_CHECKING:
    from ..matcher import Hit

MOST_REASONS = 4
_LONGEST_CUE = 40


class BlockReport(NamedTuple):
    """One block as `cleanarticle explain` shows it.

    start, end: code-point offsets into the source.  text: the block's content.  line: the number of its line, from 1.
    decision: "kept", "removed", "suspect" (kept, but the level `thorough` would remove it) or "protected".
    stage: the stage it goes or would go under; None where it is kept.  score: posterior, 0 to 1, that it is not the
    article.  evidence: the reasons in words, strongest first; before them, what held a block that stays but came close.
    element: of a page, what the block stands in, as a CSS selector.
    """

    start: int
    end: int
    text: str
    line: int
    decision: str
    stage: str | None
    score: float
    evidence: tuple[str, ...]
    element: str | None = None


def reasons(texts: Sequence[str], stage: str, languages: frozenset[str]) -> list[str]:
    """What the texts of a run of blocks say that speaks for a stage, in words, what convinces most first."""
    quotes: dict[int, str] = {}
    for text in texts:
        for hit in find_cues(text, languages):
            quotes.setdefault(hit.concept, _quote(text, hit))
    names, says = list(table().concepts), table().concepts
    order = [names.index(name) for name in CONCEPTS.get(stage, ()) if name in names]
    told = [f"{says[names[number]]} (“{quotes[number]}”)" for number in order if number in quotes]
    like = READS_LIKE.get(stage, "what stands around articles")
    return told[:MOST_REASONS] or [f"reads like {like}"]


def _quote(text: str, hit: Hit) -> str:
    quote = " ".join(text[hit.start : hit.end].split())
    return quote[:_LONGEST_CUE] + "…" if len(quote) > _LONGEST_CUE else quote


def why_kept(text: str, languages: frozenset[str]) -> list[str]:
    """What speaks for a block that stays: cues of reporting, or that nothing in it asks for anything."""
    names, says = list(table().concepts), table().concepts
    found = {names[hit.concept]: _quote(text, hit) for hit in find_cues(text, languages)}
    told = [f"{says[name]} (“{found[name]}”)" for name in CONCEPTS["body"] if name in found]
    return told[:MOST_REASONS] or ["reads like the article"]


__all__ = ["MOST_REASONS", "BlockReport", "reasons", "why_kept"]
