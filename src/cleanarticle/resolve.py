"""Findings → decisions: weigh each block, decode the sequence, apply the guards and the user's verdicts.

The only place that decides. Every level is decided from the same posteriors, from the most careful to the most
thorough, each on top of the one before, so that a higher level removes all that a lower one does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

from .decoder import posteriors
from .document import Block, Document
from .evidence import Evidence
from .extend import drawn_along
from .features import Key, asking, read_features
from .model import BODY, CLUTTER, STATES, Model
from .naming import PLAIN_SIGN, clutter_sign, name_clutter
from .page_levels import settle_page
from .result import LEVELS
from .rules import RULE, Rule, Verdict, apply
from .stage import Finding, Stage
from .stages import ORDER

FREE_PROSE = 3
"""The budget: so many prose blocks without a cue may go; each further one needs a removed block with cues."""
PLAIN_WORDS = 10
"""A block of few words with a finding of at least this score is a plain label: "Advertisement", "Leave a comment"."""
PLAIN_LEAST = 0.75
"""Plain labels go from this score on; other clutter, whose kinds the corpora mix, needs the model's threshold."""
LABEL_REACH, APPEAL_REACH = 3, 10
"""So many blocks off may a plain label stand from clutter that it speaks for, as "Read also" from the titles below it,
and a block that shows a sign of an appeal from the others of that appeal, which may read like news."""
_APPEALS = ("newsletter", "donation", "payment", "subscription")
_SURE = 50.0  # log-odds of what is certain: protected blocks
_NO_FINDINGS: Mapping[str, Finding] = {}


@dataclass(slots=True)
class Decision:
    """What becomes of a block. level: the most careful level at which it goes, or None: it stays at all of them.

    stage: the stage it would go under.  score: posterior, 0 to 1, that it is not the article.  state: the decoder's
    likeliest state but body.  verdict: the user's rule or the third party's finding that settles it, in words.
    note: why it goes although its score alone would not make it.
    """

    stage: str
    score: float
    state: int
    level: str | None = None
    verdict: str = ""
    note: str = ""


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
    features: Sequence[tuple[Key, ...]]


def findings_by_block(document: Document, stages: Sequence[Stage]) -> list[Mapping[str, Finding]]:
    """Each block's findings by stage name; findings over parts of a block are left out."""
    return _collect(document, stages)[0]


def _collect(
    document: Document, stages: Sequence[Stage]
) -> tuple[list[Mapping[str, Finding]], list[tuple[str, Finding]]]:
    """(each block's findings by stage name, findings over parts of a block with their stage's name)."""
    found: list[Mapping[str, Finding]] = [_NO_FINDINGS] * len(document.blocks)
    partial: list[tuple[str, Finding]] = []
    starts = [block.start for block in document.blocks]
    low, high = (starts[0], document.blocks[-1].end) if starts else (0, 0)
    for stage in stages:
        for found_anywhere in stage(document):
            finding = found_anywhere._replace(start=max(found_anywhere.start, low), end=min(found_anywhere.end, high))
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


def decide(
    document: Document, model: Model, third_parties: Sequence[Stage] = (), rules: Sequence[Rule] = ()
) -> Decided:
    """Decide on every block of a document, for all levels at once."""
    found = findings_by_block(document, ORDER)
    features = read_features(document, found)
    decisions = _weigh(document, model, features)
    parts = _hear_third_parties(document, model, third_parties, decisions)
    if document.markup:
        settle_page(document, model, decisions, found)
    else:
        _settle_levels(document, model, decisions, found)
    name_clutter(decisions, found, appeals=bool(document.markup))
    keeps = _hear_rules(document, rules, decisions, parts)
    return Decided(tuple(decisions), tuple(parts), tuple(keeps), features)


def _weigh(document: Document, model: Model, features: Sequence[tuple[Key, ...]]) -> list[Decision]:
    """The decoder's posterior of each block, and its likeliest state but body."""
    scores = [model.score(block_keys) for block_keys in features]
    for row, block in zip(scores, document.blocks, strict=True):
        if block.protected:
            row[BODY] += _SURE
    decoded = posteriors(scores, [block.gap for block in document.blocks], model.start, model.transitions)
    decisions = []
    for chances in decoded:
        state = max(range(1, len(STATES)), key=chances.__getitem__)
        decisions.append(Decision(STATES[state], min(1.0, max(0.0, 1.0 - chances[BODY])), state))
    return decisions


def _hear_third_parties(
    document: Document, model: Model, stages: Sequence[Stage], decisions: list[Decision]
) -> list[Part]:
    """A third party's finding stands by its own score: it takes a block over where it is surer than the decoder."""
    found, partial = _collect(document, stages)
    for decision, block, findings in zip(decisions, document.blocks, found, strict=True):
        for name, finding in findings.items():
            score = _chance(finding.score)
            if score > decision.score and not block.protected:
                decision.stage, decision.score, decision.state, decision.verdict = name, score, CLUTTER, finding.why
    parts = []
    for name, finding in partial:
        score = _chance(finding.score)
        level = next((level for level in LEVELS if score >= model.threshold(level, CLUTTER)), None)
        if level and not document.is_protected(finding.start, finding.end):
            parts.append(Part(finding.start, finding.end, name, score, level, finding.why))
    return parts


def _chance(log_odds: float) -> float:
    return 1.0 / (1.0 + exp(-max(-_SURE, min(_SURE, log_odds))))


def _settle_levels(
    document: Document, model: Model, decisions: list[Decision], found: Sequence[Mapping[str, Finding]]
) -> None:
    """Give each block the most careful level at which it goes."""
    plain = [clutter_sign(findings) >= PLAIN_SIGN for findings in found]
    asked = [any(name in findings for name in _APPEALS) for findings in found]
    for level in LEVELS:
        going = [
            index
            for index, decision in enumerate(decisions)
            if decision.level is None
            and decision.score >= _threshold(model, level, decision, found[index], document.evidence[index])
            and not document.blocks[index].protected
            and (level == LEVELS[-1] or decision.stage not in STATES or _is_signed(decision, index, plain, asked))
        ]
        paid = _within_budget(document, decisions, going)
        for index in paid:
            decisions[index].level = level
        if level != LEVELS[0]:
            _draw_along(document, decisions, level, refused=set(going).difference(paid))


def _threshold(
    model: Model, level: str, decision: Decision, findings: Mapping[str, Finding], evidence: Evidence
) -> float:
    """The score at which a block goes: lower for a label that is plainly one of those around articles."""
    least = model.threshold(level, decision.state)
    if level != LEVELS[0] and evidence.words <= PLAIN_WORDS and clutter_sign(findings) >= PLAIN_SIGN:
        return min(least, PLAIN_LEAST)
    return least


def _is_signed(decision: Decision, index: int, plain: Sequence[bool], asked: Sequence[bool]) -> bool:
    """Whether a sign of what a block is taken for stands in it or close by.

    A list of bare lines, or a passage that asks for nothing, is as likely the article's own, however it looks.
    """
    signs, reach = (plain, LABEL_REACH) if decision.state == CLUTTER else (asked, APPEAL_REACH)
    return any(signs[max(0, index - reach) : index + reach + 1])


def _draw_along(document: Document, decisions: list[Decision], level: str, refused: set[int]) -> None:
    """Let the appeals that go at this level take along what belongs to them, but for what the budget refused."""
    scores = [
        0.0 if decision.state == CLUTTER or block.protected or index in refused else decision.score
        for index, (decision, block) in enumerate(zip(decisions, document.blocks, strict=True))
    ]
    stages = [decision.stage if decision.level and decision.state != CLUTTER else "" for decision in decisions]
    drawn = list(drawn_along(document, scores, stages))
    paid = set(_within_budget(document, decisions, [index for index, _, _ in drawn]))
    for index, to, why in drawn:
        if index not in paid:
            continue
        decision = decisions[index]
        decision.level, decision.note = level, why
        decision.stage, decision.state = decisions[to].stage, decisions[to].state


def _within_budget(document: Document, decisions: list[Decision], going: list[int]) -> list[int]:
    """All of `going` but the least certain cue-less prose that the budget does not pay for."""
    bare = [
        index for index in going if document.evidence[index].prose and not asking(document.evidence[index].concepts)
    ]
    paid = FREE_PROSE + sum(
        asking(document.evidence[index].concepts) > 1
        for index, decision in enumerate(decisions)
        if decision.level is not None or decision.score >= 0.5
    )
    spent = sum(
        document.evidence[index].prose and not asking(document.evidence[index].concepts)
        for index, decision in enumerate(decisions)
        if decision.level is not None
    )
    bare.sort(key=lambda index: (-decisions[index].score, index))
    refused = set(bare[max(0, paid - spent) :])
    return [index for index in going if index not in refused]


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
                decisions[index] = Decision(RULE, 1.0, CLUTTER, LEVELS[0], verdict.why)
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
