"""Posteriors → levels: the most careful level at which each block goes, from thresholds, signs, neighbours, budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .extend import drawn_along
from .features import Key, asking
from .model import CLUTTER, STATES, Model
from .naming import PLAIN_SIGN, clutter_sign
from .result import LEVELS
from .stage import Finding

if TYPE_CHECKING:
    from .document import Document
    from .evidence import Evidence

FREE_PROSE = 3
"""The budget: so many prose blocks without a cue may go; each further one needs a removed block with cues."""
PLAIN_WORDS = 10
"""A block of few words with a finding of at least this score is a plain label: "Advertisement", "Leave a comment"."""
PLAIN_LEAST = 0.75
"""Plain labels go from this score on; other clutter, whose kinds the corpora mix, needs the model's threshold."""
PLAIN_ASK, PLAIN_ASK_WORDS = 1.5, 14
"""So does a line of so few words in which the appeal that it is taken for shows a sign of this score: a line by itself
has no neighbours that could make the decoder surer."""
LABEL_REACH, APPEAL_REACH = 3, 10
"""So many blocks off may a plain label stand from clutter that it speaks for, as "Read also" from the titles below it,
and a block that shows a sign of an appeal from the others of that appeal, which may read like news."""
APPEALS = ("newsletter", "donation", "payment", "subscription")


@dataclass(slots=True)
class Decision:
    """What becomes of a block. level: the most careful level at which it goes, or None: it stays at all of them.

    stage: the stage it would go under.  score: posterior, 0 to 1, that it is not the article.  state: the decoder's
    likeliest state but body.  verdict: the user's rule or the third party's finding that settles it, in words.
    note: why it goes although its score alone would not make it.  repeat: what repetition says of it, in words.
    keys: its features, if a second look settled it.
    heard: of a page in doubt, what readability adds to the log-odds: less than nought if it is in its article.
    """

    stage: str
    score: float
    state: int
    level: str | None = None
    verdict: str = ""
    note: str = ""
    repeat: str = ""
    keys: tuple[Key, ...] | None = None
    heard: float = 0.0


def settle_levels(
    document: Document,
    model: Model,
    decisions: list[Decision],
    found: Sequence[Mapping[str, Finding]],
    repeated: frozenset[int],
) -> None:
    """Give each block the most careful level at which it goes. repeated: blocks whose repetition is a sign."""
    plain, asked = signs_by_block(found, repeated)
    for level in LEVELS:
        going = [
            index
            for index, decision in enumerate(decisions)
            if decision.level is None
            and decision.score >= threshold(model, level, decision, found[index], document.evidence[index])
            and not document.blocks[index].protected
            and (level == LEVELS[-1] or decision.stage not in STATES or is_signed(decision, index, plain, asked))
        ]
        paid = within_budget(document, decisions, going, repeated)
        for index in paid:
            decisions[index].level = level
        if level != LEVELS[0]:
            _draw_along(document, decisions, level, set(going).difference(paid), repeated)


def threshold(
    model: Model, level: str, decision: Decision, findings: Mapping[str, Finding], evidence: Evidence
) -> float:
    """The score at which a block goes: lower for a label or a line that is plainly one of those around articles."""
    least = model.threshold(level, decision.state)
    if level == LEVELS[0]:
        return least
    label = evidence.words <= PLAIN_WORDS and clutter_sign(findings) >= PLAIN_SIGN
    asks = findings.get(decision.stage) if evidence.words <= PLAIN_ASK_WORDS else None
    return min(least, PLAIN_LEAST) if label or (asks and asks.score >= PLAIN_ASK) else least


def signs_by_block(
    found: Sequence[Mapping[str, Finding]], repeated: frozenset[int]
) -> tuple[Sequence[bool], Sequence[bool]]:
    """(whether a plain label stands in each block, whether a sign of an appeal does); a repeat can be either."""
    plain = [index in repeated or clutter_sign(findings) >= PLAIN_SIGN for index, findings in enumerate(found)]
    asked = [index in repeated or any(name in findings for name in APPEALS) for index, findings in enumerate(found)]
    return plain, asked


def is_signed(decision: Decision, index: int, plain: Sequence[bool], asked: Sequence[bool]) -> bool:
    """Whether a sign of what a block is taken for stands in it or close by.

    A list of bare lines, or a passage that asks for nothing, is as likely the article's own, however it looks.
    """
    signs, reach = (plain, LABEL_REACH) if decision.state == CLUTTER else (asked, APPEAL_REACH)
    return any(signs[max(0, index - reach) : index + reach + 1])


def _draw_along(
    document: Document, decisions: list[Decision], level: str, refused: set[int], repeated: frozenset[int]
) -> None:
    """Let the appeals that go at this level take along what belongs to them, but for what the budget refused."""
    scores = [
        0.0 if decision.state == CLUTTER or block.protected or index in refused else decision.score
        for index, (decision, block) in enumerate(zip(decisions, document.blocks, strict=True))
    ]
    stages = [decision.stage if decision.level and decision.state != CLUTTER else "" for decision in decisions]
    drawn = list(drawn_along(document, scores, stages))
    paid = set(within_budget(document, decisions, [index for index, _, _ in drawn], repeated))
    for index, to, why in drawn:
        if index not in paid:
            continue
        decision = decisions[index]
        decision.level, decision.note = level, why
        decision.stage, decision.state = decisions[to].stage, decisions[to].state


def within_budget(
    document: Document, decisions: list[Decision], going: list[int], repeated: frozenset[int]
) -> list[int]:
    """All of `going` but the least certain cue-less prose that the budget does not pay for."""
    costs = [
        facts.prose and not asking(facts.concepts) and index not in repeated
        for index, facts in enumerate(document.evidence)
    ]
    bare = [index for index in going if costs[index]]
    paid = FREE_PROSE + sum(
        asking(document.evidence[index].concepts) > 1
        for index, decision in enumerate(decisions)
        if decision.level is not None or decision.score >= 0.5
    )
    spent = sum(costs[index] for index, decision in enumerate(decisions) if decision.level is not None)
    bare.sort(key=lambda index: (-decisions[index].score, index))
    refused = set(bare[max(0, paid - spent) :])
    return [index for index in going if index not in refused]


def overrule(
    document: Document, decisions: list[Decision], changed: Mapping[int, Decision], repeated: frozenset[int]
) -> None:
    """Put other decisions, by their blocks' numbers, in the place of these, as far as the budget pays for them."""
    levels = {index: decision.level for index, decision in changed.items()}
    before = {index: decisions[index] for index in changed}
    for index, decision in changed.items():
        decision.level = None  # not spent yet
        decisions[index] = decision
    for level in LEVELS:
        going = [index for index in changed if levels[index] == level and decisions[index].level is None]
        paid = within_budget(document, decisions, going, repeated)
        for index in paid:
            decisions[index].level = level
        if level != LEVELS[0]:
            _draw_along(document, decisions, level, set(going).difference(paid), repeated)
    for index, first in before.items():
        if decisions[index].level is None:
            decisions[index] = first
