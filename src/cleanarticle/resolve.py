"""Findings → decisions: weigh each block, decode the sequence, apply the guards and the user's verdicts.

The only place that decides. Every level is decided from the same posteriors, from the most careful to the most
thorough, each on top of the one before, so that a higher level removes all that a lower one does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from .company import Standing, signs
from .decoder import posteriors
from .document import Block, Document
from .features import Features, Key, read_features
from .levels import Decision, overrule, settle_levels
from .model import BODY, CLUTTER, STATES, Model
from .naming import name_clutter
from .page_levels import settle_page
from .repeats import Repeats
from .result import LEVELS
from .rules import RULE, Rule, Verdict, apply
from .stage import Finding, Stage
from .stages import ORDER

if TYPE_CHECKING:
    from .page_features import PageFeatures

_SURE = 50.0  # log-odds of what is certain: protected blocks
_NO_FINDINGS: Mapping[str, Finding] = {}


class Part(NamedTuple):
    """A stretch inside a block that goes by itself, by a rule or a third party's finding."""

    start: int
    end: int
    stage: str
    score: float
    level: str
    why: str


class Decided(NamedTuple):
    """The decisions on a document: one a block, the parts of blocks that go by themselves, what a rule keeps.

    repeated: the blocks whose repetition is a sign.
    """

    decisions: tuple[Decision, ...]
    parts: tuple[Part, ...]
    keeps: tuple[Verdict, ...]
    features: Sequence[tuple[Key, ...]]
    repeated: frozenset[int]


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


def decide(
    document: Document,
    model: Model,
    third_parties: Sequence[Stage] = (),
    rules: Sequence[Rule] = (),
    repeats: Repeats | None = None,
) -> Decided:
    """Decide on every block of a document, for all levels at once."""
    found = findings_by_block(document, ORDER)
    features = read_features(document, found)
    heard = repeats.hear(document, found) if repeats else ()
    repeated = frozenset(signs(heard))
    decisions = _weigh(document, model, features, heard)
    parts = _hear_third_parties(document, model, third_parties, decisions)
    if document.markup:
        settle_page(document, model, decisions, found)
    else:
        settle_levels(document, model, decisions, found, repeated)
        _look_again(document, model, decisions, found, heard)
    name_clutter(decisions, found, appeals=bool(document.markup))
    keeps = _hear_rules(document, rules, decisions, parts)
    return Decided(tuple(decisions), tuple(parts), tuple(keeps), features, repeated)


def _weigh(
    document: Document, model: Model, features: Features | PageFeatures, heard: Sequence[Standing]
) -> list[Decision]:
    """The decoder's posterior of each block, and its likeliest state but body."""
    scores = features.scores(model)
    for row, block in zip(scores, document.blocks, strict=True):
        if block.protected:
            row[BODY] += _SURE
    for row, standing in zip(scores, heard, strict=False):
        row[BODY] -= standing.weight
    decoded = posteriors(scores, [block.gap for block in document.blocks], model.start, model.transitions)
    decisions = []
    for chances in decoded:
        state = max(range(1, len(STATES)), key=chances.__getitem__)
        decisions.append(Decision(STATES[state], min(1.0, max(0.0, 1.0 - chances[BODY])), state))
    for decision, standing in zip(decisions, heard, strict=False):
        decision.repeat = standing.told
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


def _look_again(
    document: Document,
    model: Model,
    decisions: list[Decision],
    found: Sequence[Mapping[str, Finding]],
    heard: Sequence[Standing],
) -> None:
    """Weigh what stays once more, without what goes at `normal`: an appeal colours the text that it stands in.

    Once, not until nothing moves. Without it, cleaning a result again removed more from three texts in a hundred.
    """
    staying = [index for index, decision in enumerate(decisions) if decision.level not in LEVELS[:-1]]
    if not 0 < len(staying) < len(decisions):
        return
    rest = document.only(staying)
    rest_found = [found[index] for index in staying]
    rest_heard = [heard[index] for index in staying] if heard else ()
    features = read_features(rest, rest_found)
    again = _weigh(rest, model, features, rest_heard)
    settle_levels(rest, model, again, rest_found, frozenset(signs(rest_heard)))
    changed = {}
    for number, (index, second) in enumerate(zip(staying, again, strict=True)):
        first = decisions[index]
        if second.level and second.level != first.level and not first.verdict:
            second.score, second.keys = max(first.score, second.score), features[number]
            changed[index] = second
    overrule(document, decisions, changed, frozenset(signs(heard)))


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
