"""What stays is judged once more, as the text that it is now: so cleaning a result again takes nothing more.

A line that the network was not sure of can look otherwise when what stood beside it is gone, and the words of a page
speak for themselves when its markup is gone. Only the level `normal` is settled so; what goes here goes at `thorough`,
too, and is a suspect at `careful`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from ..document import parse
from ..gaps import Span, close_gaps
from ..result import LEVELS
from .decide import Decided, Decision, Part, decide

if TYPE_CHECKING:
    from ..document import Document
    from ..judging.judge import Judge
    from ..repeats import Repeats

SETTLED = "normal"
"""The level of which results are settled."""
_UP_TO = LEVELS[: LEVELS.index(SETTLED) + 1]
_LOOKS = 3
"""So often it is looked again at most: each look takes less than the one before, and the fourth nothing in practice."""
NEAR = 0.03
"""Of a text, where no block that stays scores as much, none will go: of 33 texts of the corpora that lost more when
cleaned again the least had one of .15, of the fixtures one had less than .1."""


def settle(document: Document, decided: Decided, judge: Judge, repeats: Repeats | None = None) -> Decided:
    """The decisions, and what else goes at SETTLED once the rest is gone. Parts of very long texts stay as they are."""
    if not _is_whole(document):
        return decided
    for _ in range(_LOOKS):
        slices = list(close_gaps(document.source, _kept(document, decided)))
        if not document.markup and not _in_doubt(document, decided, slices):
            break
        more = list(_more(document, slices, judge, repeats))
        parts = _apply(document, decided, more)
        if not more:
            break
        decided = decided._replace(parts=(*decided.parts, *parts))
    return decided


def _is_whole(document: Document) -> bool:
    blocks = document.blocks
    return bool(blocks) and blocks[0].start == 0 and blocks[-1].end == len(document.source)


def _in_doubt(document: Document, decided: Decided, slices: Sequence[Span]) -> bool:
    """Whether another look at a text may find something: something is gone, and of the rest something is in doubt."""
    if slices == [(0, len(document.source))]:
        return False
    return any(one.score >= NEAR and one.level not in _UP_TO and not one.verdict for one in decided.decisions)


def _kept(document: Document, decided: Decided) -> Iterator[Span]:
    """The stretches of a document that stay at SETTLED."""
    gone = [(part.start, part.end) for part in decided.parts if part.level in _UP_TO]
    gone += [
        (block.start, block.end)
        for block, decision in zip(document.blocks, decided.decisions, strict=True)
        if decision.level in _UP_TO
    ]
    at = 0
    for start, end in sorted(gone):
        if at < start:
            yield at, start
        at = max(at, end)
    if at < len(document.source):
        yield at, len(document.source)


def _more(
    document: Document, slices: Sequence[Span], judge: Judge, repeats: Repeats | None
) -> Iterator[tuple[Span, Decision]]:
    """The stretches of the source that go when these slices of it are judged as a text, each with its decision."""
    text = parse("".join(document.source[start:end] for start, end in slices), site=document.site)
    starts = [0, *accumulate(end - start for start, end in slices)]
    for block, decision in zip(text.blocks, decide(text, judge, repeats=repeats).decisions, strict=True):
        if decision.level not in _UP_TO:
            continue
        for at in range(bisect_right(starts, block.first) - 1, len(slices)):
            if starts[at] >= block.last:
                break
            shift = slices[at][0] - starts[at]
            yield (max(block.first + shift, slices[at][0]), min(block.last + shift, slices[at][1])), decision


def _apply(document: Document, decided: Decided, more: list[tuple[Span, Decision]]) -> list[Part]:
    """Let whole blocks go; gives back the parts of blocks that go. What a rule or a third party settled stays so.

    What stays after all is taken out of `more`.
    """
    parts, heard = list[Part](), []
    starts = [block.start for block in document.blocks]
    for (start, end), found in more:
        at = bisect_right(starts, start) - 1
        for number in range(at, len(starts)):
            block, own = document.blocks[number], decided.decisions[number]
            if block.first >= end:
                break
            if block.last <= start or block.protected or own.verdict:
                continue
            heard.append(((start, end), found))
            if start <= block.first and block.last <= end:
                own.stage, own.score, own.level = found.stage, found.score, SETTLED
            else:
                first, last = max(start, block.first), min(end, block.last)
                parts.append(Part(first, last, found.stage, found.score, SETTLED, ""))
    more[:] = heard
    return parts
