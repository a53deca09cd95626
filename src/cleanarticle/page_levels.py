"""Which blocks of a page go at which level. The markup is evidence enough that no guard of plain texts is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import CLUTTER
from .result import LEVELS

if TYPE_CHECKING:
    from .document import Document
    from .model import Model
    from .resolve import Decision

RECALL = 1.3
"""How much more a lost word of the body weighs than a word left behind (the square of the beta of an F-measure)."""


def settle_page(document: Document, model: Model, decisions: list[Decision]) -> None:
    """Give each block of a page the most careful level at which it goes.

    The threshold of `normal` is found for each page: on a page that the model does not understand, where no block is
    surely the article, a block goes only if it is surely not.
    """
    careful, normal, thorough = (model.threshold(level, CLUTTER) for level in LEVELS)
    normal = min(max(best_threshold(document, decisions), normal), careful)
    for decision, block in zip(decisions, document.blocks, strict=True):
        if block.protected:
            continue
        for level, least in zip(LEVELS, (careful, normal, thorough), strict=True):
            if decision.score >= least:
                decision.level = level
                break


def best_threshold(document: Document, decisions: list[Decision]) -> float:
    """The score from which on blocks go if the expected F-measure of what is kept, by words, is to be the greatest.

    After Ye et al., "Optimizing F-measure: a tale of two approaches", ICML 2012: if the blocks' chances are right, the
    best choice is a threshold, and sorting finds it.
    """
    weighed = sorted(
        (decision.score, facts.words) for decision, facts in zip(decisions, document.evidence, strict=True)
    )
    body = sum((1.0 - score) * words for score, words in weighed)
    best, threshold, hits, kept = 0.0, 0.5, 0.0, 0
    for number, (score, words) in enumerate(weighed):
        hits += (1.0 - score) * words
        kept += words
        value = hits / (kept + RECALL * body) if kept else 0.0
        if value > best:
            best = value
            threshold = weighed[number + 1][0] if number + 1 < len(weighed) else 1.0
    return threshold
