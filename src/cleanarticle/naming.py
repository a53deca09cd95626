"""Which kind of clutter a removed block is: the model does not tell them apart, the findings do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from .model import CLUTTER, STATES
from .stage import Finding
from .stages import NAMES

if TYPE_CHECKING:
    from .levels import Decision

PLAIN_SIGN = 2.0
"""A finding of at least this score is a plain sign of its stage."""
APPEAL_SIGN = 2.5
"""What a page's clutter needs to be named after an appeal: single labels such as "Other" stand on amounts, too."""
_CLUTTER_STAGES = tuple(name for name in NAMES if name not in STATES)


def clutter_sign(findings: Mapping[str, Finding]) -> float:
    """The score of the strongest finding of share bars, related lists and the like, or 0."""
    return max((finding.score for name, finding in findings.items() if name in _CLUTTER_STAGES), default=0.0)


def name_clutter(decisions: list[Decision], found: Sequence[Mapping[str, Finding]], *, appeals: bool = False) -> None:
    """Clutter takes the stage of its strongest finding, or that of the clutter right before it, or `other`.

    So does a run that goes as an appeal although not one of its blocks shows a sign of that appeal.  appeals: clutter
    may take the name of an appeal, too, by a plain sign: on pages the model tells but the article from all else.
    """
    names = NAMES if appeals else _CLUTTER_STAGES
    for run in _runs(decisions):
        stage = decisions[run[0]].stage
        if stage != STATES[CLUTTER] and any(stage in found[index] for index in run):
            continue
        if stage != STATES[CLUTTER] and not any(clutter_sign(found[index]) >= PLAIN_SIGN for index in run):
            continue
        previous = "other"
        for index in run:
            decisions[index].stage = previous = _best(names, found[index], previous)


def _best(names: Sequence[str], findings: Mapping[str, Finding], default: str) -> str:
    """Which of these stages has the strongest finding; of an appeal's, none but plain ones count."""
    heard = [
        name for name in names if name in findings and (name in _CLUTTER_STAGES or findings[name].score >= APPEAL_SIGN)
    ]
    return max(heard, key=lambda name: findings[name].score, default=default)


def _runs(decisions: Sequence[Decision]) -> Iterator[list[int]]:
    """The numbers of neighbouring blocks that go at some level under the same built-in stage, in runs."""
    numbered = enumerate(decisions)
    for stage, members in groupby(numbered, key=lambda item: item[1].stage if item[1].level else ""):
        if stage in STATES:
            yield [index for index, _ in members]
