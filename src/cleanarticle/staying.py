"""Why a block that came close to being removed stays, in words: what the deciding held against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from .levels import LABEL_REACH, Decision, is_signed, signs_by_block, threshold
from .model import CLUTTER, Model
from .result import LEVELS

if TYPE_CHECKING:
    from .document import Document
    from .stage import Finding

CLOSE = 0.2
"""From this score on, 0 to 1, a block that stays at every level came close."""


def why_it_stays(
    document: Document,
    index: int,
    decision: Decision,
    found: Sequence[Mapping[str, Finding]],
    model: Model,
    level: str,
    repeated: frozenset[int] = frozenset(),
) -> str:
    """What kept a block at a level, in words; "" if it did not come close, or a rule or a guard for Markdown kept it.

    index: the block's number.  found: each block's findings by stage.  level: a level at which the block stays.
    repeated: blocks whose repetition is a sign.
    """
    if decision.verdict or document.blocks[index].protected or (decision.level is None and decision.score < CLOSE):
        return ""
    scored = f"stays at level {level}: it scores {decision.score:.3f} as {decision.stage}"
    least = threshold(model, level, decision, found[index], document.evidence[index])
    if decision.score < least:
        return f"{scored}, and {least:g} is needed"
    plain, asked = signs_by_block(found, repeated)
    if level != LEVELS[-1] and not is_signed(decision, index, plain, asked):
        if decision.state == CLUTTER:
            return f"{scored}, but no plain label stands in it, or within {LABEL_REACH} blocks of it"
        return f"{scored}, but no sign of an appeal stands in it or close by"
    return f"{scored}, but it is prose without a cue, of which only so much may go"
