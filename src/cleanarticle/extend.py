"""What a removed appeal draws along: blocks inside it, labels right beside it, lines elsewhere that repeat it.

The decoder decides block by block; these are the places where the rest of the text tells more than a block's own score.
Found by measuring, out of fold, where parts of appeals were left behind; the limits below were chosen there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from .document import Document
from .features import asking

LONGEST_GAP = 6
"""So many blocks between two removed ones may still be the middle of one appeal."""
LEAST_INSIDE, LEAST_LABEL_INSIDE = 0.6, 0.3
"""The least scores of a block, and of a short line, that goes because it stands inside an appeal."""
LEAST_LABEL = 0.5
"""The same for a short line right beside one: a heading, a signature, a button."""
LEAST_ECHO = 0.2
"""The same for a short line that asks, and says only what an appeal says too: a banner at the top."""
LABEL_WORDS = 8
_GIVING = {"donation", "payment"}  # one appeal: the letter, and the widget below it
MOST_LABELS = 3


class Drawn(NamedTuple):
    """A block that goes with another, `to` (both by number), and why, in words."""

    number: int
    to: int
    why: str


def drawn_along(document: Document, scores: Sequence[float], stages: Sequence[str]) -> Iterator[Drawn]:
    """The blocks that the removed appeals draw along, each once.

    scores: probability that a block belongs to an appeal, 0 where it cannot go or is likelier something else.
    stages: the appeal under which a block is removed already, "" if it is not.
    """
    taken = list(map(bool, stages))
    for draw in (partial(_inside, stages=stages), _beside, _echoes):
        for drawn in list(draw(document, scores, taken)):
            if not taken[drawn.number]:
                taken[drawn.number] = True
                yield drawn


def _inside(
    document: Document, scores: Sequence[float], gone: Sequence[bool], stages: Sequence[str]
) -> Iterator[Drawn]:
    """Blocks between two removed ones of one appeal, not far apart, if none of those between is surely body.

    What stands between two different appeals may well be the article; only short lines go with them.
    """
    removed = [index for index, out in enumerate(gone) if out]
    for first, last in pairwise(removed):
        between = range(first + 1, last)
        same = stages[first] == stages[last] or {stages[first], stages[last]} == _GIVING
        if 0 < len(between) <= LONGEST_GAP and all(
            (scores[index] >= LEAST_INSIDE and (same or document.evidence[index].words <= LABEL_WORDS))
            or _is_label(document, index, scores, LEAST_LABEL_INSIDE)
            for index in between
        ):
            lines = f"lines {document.blocks[first].line}-{document.blocks[last].line}"
            yield from (Drawn(index, first, f"stands inside an appeal, {lines}") for index in between)


def _beside(document: Document, scores: Sequence[float], gone: Sequence[bool]) -> Iterator[Drawn]:
    """Short lines right before or after a removed block, and a few before or after those."""
    size = len(gone)
    for numbers, step in ((range(size - 2, -1, -1), 1), (range(1, size), -1)):
        left = 0  # so many more lines may be drawn along here
        for index in numbers:
            if gone[index]:
                left = 0
            elif gone[index + step]:
                left = MOST_LABELS
            if left and not gone[index] and _is_label(document, index, scores, LEAST_LABEL):
                left -= 1
                yield Drawn(index, index + step, "stands right beside an appeal")
            else:
                left = 0


def _echoes(document: Document, scores: Sequence[float], gone: Sequence[bool]) -> Iterator[Drawn]:
    """Short lines that ask for something, all of whose longer words stand in removed blocks too."""
    at: dict[str, int] = {}
    for index, out in enumerate(gone):
        if out:
            for stem in document.evidence[index].about.stems:
                at.setdefault(stem, index)
    for index, out in enumerate(gone):
        if at and not out and _is_label(document, index, scores, LEAST_ECHO):
            stems = document.evidence[index].about.stems
            if len(stems) > 1 and stems <= at.keys() and asking(document.evidence[index].concepts):
                yield Drawn(index, at[min(stems)], "repeats what an appeal in the text says")


def _is_label(document: Document, index: int, scores: Sequence[float], least: float) -> bool:
    """Whether a block is a short line that is no sentence, with a score of at least `least`."""
    facts = document.evidence[index]
    return scores[index] >= least and facts.words <= LABEL_WORDS and "ends with period" not in facts.shape
