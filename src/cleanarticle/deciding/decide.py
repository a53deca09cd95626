"""Posteriors → decisions: thresholds by level, repeats as evidence, third parties' findings, and the user's rules.

The only place that decides.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from ..judging.network import CATEGORIES
from ..judging.traits import COLON
from ..result import LEVELS
from ..rules import RULE, Rule, Verdict, apply
from .repeats import Standing, hear

if TYPE_CHECKING:
    from ..document import Block, Document
    from ..judging.judge import Judge
    from ..repeats import Repeats
    from ..stage import Finding, Stage

APPEALS = ("newsletter", "donation", "payment", "subscription")
_LEAST = 1e-6
_INTRODUCTION = 12
"""So many words a line has at most that introduces something."""


@dataclass(slots=True)
class Decision:
    """What becomes of a block. level: the most careful level at which it goes, or None: it stays at all of them.

    stage: the stage it would go under.  score: posterior, 0 to 1, that it is not the article.  verdict: the user's
    rule or the third party's finding that settles it, in words.  repeat: what repetition says of it, in words.
    """

    stage: str
    score: float
    level: str | None = None
    verdict: str = ""
    repeat: str = ""


class Part(NamedTuple):
    """A stretch inside a block that goes by itself, by a rule or a third party's finding."""

    start: int
    end: int
    stage: str
    score: float
    level: str
    why: str


class Decided(NamedTuple):
    """The decisions on a document: one a block, the parts of blocks that go by themselves, what a rule keeps."""

    decisions: tuple[Decision, ...]
    parts: tuple[Part, ...]
    keeps: tuple[Verdict, ...]


def decide(
    document: Document,
    judge: Judge,
    third_parties: Sequence[Stage] = (),
    rules: Sequence[Rule] = (),
    repeats: Repeats | None = None,
) -> Decided:
    """Decide on every block of a document, for all levels at once."""
    decisions = [Decision(CATEGORIES[best], score) for best, score in judge.verdicts(document.evidence)]
    if repeats:
        for decision, standing in zip(decisions, hear(document, decisions, repeats), strict=True):
            _add(decision, standing)
    parts = _hear_third_parties(document, judge, third_parties, decisions)
    page = bool(document.markup)
    least = min(judge.thresholds[LEVELS[-1]].values())
    for decision, block in zip(decisions, document.blocks, strict=True):
        if block.protected:
            decision.score = 0.0
        elif decision.score >= least:
            decision.level = level_of(judge, decision, page=page)
    _take_introductions_along(document, decisions)
    keeps = _hear_rules(document, rules, decisions, parts)
    return Decided(tuple(decisions), tuple(parts), tuple(keeps))


def threshold(judge: Judge, level: str, stage: str, *, page: bool) -> float:
    """The score from which on a block of this stage goes at a level."""
    kind = "appeal" if stage in APPEALS else "clutter"
    return judge.thresholds[level][f"page {kind}" if page else kind]


def level_of(judge: Judge, decision: Decision, *, page: bool) -> str | None:
    """The most careful level at which a block goes."""
    for level in LEVELS:
        if decision.score >= threshold(judge, level, decision.stage, page=page):
            return level
    return None


def _take_introductions_along(document: Document, decisions: Sequence[Decision]) -> None:
    """A short line that ends in a colon goes with the appeal right behind it.

    Of 69 such lines in `real`, `news`, `text` and `planted` 67 are part of the appeal.
    """
    evidence = document.evidence
    for number in range(len(decisions) - 2, -1, -1):
        own, following = decisions[number], decisions[number + 1]
        if following.level is None or following.stage not in APPEALS or document.blocks[number].protected:
            continue
        if evidence.numbers[number][1] != COLON or evidence.words[number] > _INTRODUCTION or own.verdict:
            continue
        if own.level is None or LEVELS.index(own.level) > LEVELS.index(following.level):
            own.stage, own.score, own.level = following.stage, following.score, following.level


def _add(decision: Decision, standing: Standing) -> None:
    """Add what repetition says to the log-odds of a block."""
    decision.repeat = standing.told
    if standing.weight:
        score = min(max(decision.score, _LEAST), 1 - _LEAST)
        decision.score = _chance(log(score / (1 - score)) + standing.weight)


def _chance(log_odds: float) -> float:
    return 1.0 / (1.0 + exp(-max(-50.0, min(50.0, log_odds))))


def _collect(
    document: Document, stages: Sequence[Stage]
) -> tuple[list[Mapping[str, Finding]], list[tuple[str, Finding]]]:
    """(each block's findings by stage name, findings over parts of a block with their stage's name)."""
    found: list[Mapping[str, Finding]] = [{}] * len(document.blocks)
    partial: list[tuple[str, Finding]] = []
    starts = [block.start for block in document.blocks]
    low, high = (starts[0], document.blocks[-1].end) if starts else (0, 0)
    for stage in stages:
        for found_anywhere in stage(document):
            finding = found_anywhere
            if finding.start < low or finding.end > high:
                finding = finding._replace(start=max(finding.start, low), end=min(finding.end, high))
            if finding.start >= finding.end:  # in another part of a very long text
                continue
            index = bisect_right(starts, finding.start) - 1
            whole = False
            while index < len(starts) and document.blocks[index].first < finding.end:
                if _covers(finding, document.blocks[index]):
                    whole = True
                    known = found[index].get(stage.name)
                    if known is None or known.score < finding.score:
                        found[index] = {**found[index], stage.name: finding}
                index += 1
            if not whole:
                partial.append((stage.name, finding))
    return found, partial


def _covers(finding: Finding, block: Block) -> bool:
    return finding.start <= block.first and block.last <= finding.end and block.first < block.last


def _hear_third_parties(
    document: Document, judge: Judge, stages: Sequence[Stage], decisions: list[Decision]
) -> list[Part]:
    """A third party's finding stands by its own score: it takes a block over where it is surer than the network."""
    if not stages:
        return []
    found, partial = _collect(document, stages)
    for decision, findings in zip(decisions, found, strict=True):
        for name, finding in findings.items():
            score = _chance(finding.score)
            if score > decision.score:
                decision.stage, decision.score, decision.verdict = name, score, finding.why
    parts = []
    for name, finding in partial:
        own = Decision(name, _chance(finding.score))
        level = level_of(judge, own, page=bool(document.markup))
        if level is not None and not document.is_protected(finding.start, finding.end):
            parts.append(Part(finding.start, finding.end, name, own.score, level, finding.why))
    return parts


def _hear_rules(
    document: Document, rules: Sequence[Rule], decisions: list[Decision], parts: list[Part]
) -> list[Verdict]:
    """Let the user's rules settle what they match; gives back what they keep."""
    if not rules:
        return []
    spans = [(block.start, block.end) for block in document.blocks]
    keeps = []
    for verdict in apply(document.source, spans, rules, document.site, document.site_name):
        if verdict.keep:
            keeps.append(verdict)
            continue
        whole = False
        for index in range(max(0, bisect_right(spans, (verdict.start, len(document.source))) - 1), len(spans)):
            block = document.blocks[index]
            if block.first >= verdict.end:
                break
            if verdict.start <= block.first and block.last <= verdict.end:
                whole = True
                decisions[index] = Decision(RULE, 1.0, LEVELS[0], verdict.why)
        if not whole:
            parts.append(Part(verdict.start, verdict.end, RULE, 1.0, LEVELS[0], verdict.why))
    for keep in keeps:
        for index in range(max(0, bisect_right(spans, (keep.start, len(document.source))) - 1), len(spans)):
            block = document.blocks[index]
            if block.first >= keep.end:
                break
            if keep.start < block.last:
                decisions[index].level, decisions[index].verdict = None, keep.why
    parts[:] = [part for part in parts if not any(part.start < keep.end and keep.start < part.end for keep in keeps)]
    return keeps
