"""Which blocks of a page go at which level. The markup is evidence enough that no guard of plain texts is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import TYPE_CHECKING

from .model import CLUTTER
from .result import LEVELS

if TYPE_CHECKING:
    from .document import Document
    from .levels import Decision
    from .model import Model
    from .stage import Finding

CALIBRATION = 0.5
"""The decoder's log-odds times this are the chances measured out of fold: neighbours say the same thing twice, and it
counts that as two witnesses. After Platt, "Probabilistic outputs for support vector machines", 1999."""
PLAIN, CLEAR = 3.0, 1.5
"""Findings of at least these scores in a block that is no long paragraph are evidence of their own: the pages that the
model was fitted on hold few appeals inside the article. Of a clear one, only those of appeals."""
LIKELIER, SOMEWHAT = 1.0, 0.5
"""What they add to the log-odds."""
LONG_WORDS = 60
_APPEALS = ("newsletter", "donation", "payment", "subscription")
DOUBT = 0.85
"""Where the best threshold lets expect no greater F-measure than this, we are in doubt, and hear readability-lxml."""
INSIDE, OUTSIDE = 1.5, 0.5
"""How much being in its article, or not, then moves the log-odds."""
_NEVER_SURER = 1e-15
RECALL = 1.0
"""How much more a lost word of the body weighs than a word left behind (the square of the beta of an F-measure)."""


def settle_page(
    document: Document, model: Model, decisions: list[Decision], found: Sequence[Mapping[str, Finding]]
) -> None:
    """Calibrate the scores of a page's blocks, and give each the most careful level at which it goes.

    The threshold of `normal` is found for each page: on a page that the model does not understand, where no block is
    surely the article, a block goes only if it is surely not.
    """
    for decision, facts, findings in zip(decisions, document.evidence, found, strict=True):
        if not decision.verdict:
            decision.score = calibrated(decision.score, 0.0 if facts.words >= LONG_WORDS else _signs(findings))
    careful, normal, thorough = (model.threshold(level, CLUTTER) for level in LEVELS)
    best, expected = best_threshold(document, decisions)
    if expected < DOUBT and _hear_readability(document, decisions):
        best, _ = best_threshold(document, decisions)
    best = min(max(best, normal), careful)
    for decision, block in zip(decisions, document.blocks, strict=True):
        least = (careful, normal if decision.verdict else best, thorough)
        passed = (level for level, value in zip(LEVELS, least, strict=True) if decision.score >= value)
        decision.level = None if block.protected else next(passed, None)


def _signs(findings: Mapping[str, Finding]) -> float:
    """What the stages' findings in a block add to its log-odds."""
    if any(finding.score >= PLAIN for finding in findings.values()):
        return LIKELIER
    return SOMEWHAT if any(name in findings and findings[name].score >= CLEAR for name in _APPEALS) else 0.0


def _hear_readability(document: Document, decisions: list[Decision]) -> bool:
    """Let readability-lxml speak for the blocks that it puts in the article, and against the others, if it has any."""
    inside = document.page.readable if document.page else ()
    if not any(markup.node in inside for markup in document.markup):
        return False
    for decision, markup in zip(decisions, document.markup, strict=True):
        if not decision.verdict:
            decision.heard = -INSIDE if markup.node in inside else OUTSIDE
            decision.score = _moved(decision.score, 1.0, decision.heard)
    return True


def calibrated(score: float, more: float = 0.0) -> float:
    """A posterior of the decoder as the chance that it is right; more: log-odds of what else is known."""
    return _moved(score, CALIBRATION, more)


def _moved(score: float, times: float, more: float) -> float:
    """A chance whose log-odds are multiplied and added to."""
    sure = min(max(score, _NEVER_SURER), 1.0 - _NEVER_SURER)
    return 1.0 / (1.0 + exp(-times * log(sure / (1.0 - sure)) - more))


def best_threshold(document: Document, decisions: list[Decision]) -> tuple[float, float]:
    """The score from which on blocks go if the expected F-measure of what is kept, by words, is to be greatest, and it.

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
    return threshold, best * (1.0 + RECALL)
