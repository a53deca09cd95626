"""What repetition says of a block: log-odds that it is not the article, by the company that it keeps.

An article's own lines repeat too: a series has an introduction, a recipe its "Ingredients", a market report its rows.
What tells an appeal from them, in whatever language: it is a run of lines that repeats as a whole, in nearly all
documents, always in the same words; and the network finds one of them at least a little like one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import TYPE_CHECKING, NamedTuple

from ..judging.traits import PROSE_ENDS

if TYPE_CHECKING:
    from ..document import Document
    from ..repeats import Repeat, Repeats
    from .decide import Decision

MOST = 20.0
"""The most evidence that repetition gives (log-odds): enough against any wording."""
_PER_LOG = 3.0
"""Evidence of a block for each e-fold of documents it stands in, if it stands in all: 40 documents give 11."""
_SIGNED, _RUN, _BARE = 1.6, 1.2, 0.1
"""What a run's company makes of its evidence; found with the invented sites in tests/batch/test_learn.py."""
_DOUBT = 0.15
"""The score from which on a block is at least a little like what goes."""
_PLAIN = 0.4
"""The score from which on a line is plainly like what goes: one that varies is no row of figures then."""
_LEAST_RUN = 3
_LONGEST_BETWEEN = 14
_ALIKE, _FEW = 0.7, 0.5
_ALONE = 0.15
"""A line that stands alone in more of its documents than this is no part of what it happens to stand beside."""
_SENTENCE = 8


class Standing(NamedTuple):
    """What repetition says of a block. weight: log-odds that it is not the article.  told: in words, or ""."""

    weight: float
    told: str


_UNHEARD = Standing(0.0, "")


def hear(document: Document, decisions: Sequence[Decision], repeats: Repeats) -> list[Standing]:
    """What repetition says of each block, given what the network says of them."""
    matched = repeats.matched(document)
    heard = [_UNHEARD] * len(decisions)
    words = document.evidence.words
    ends = (numbers[1] in PROSE_ENDS for numbers in document.evidence.numbers)
    sentence = [count >= _SENTENCE and end for count, end in zip(words, ends, strict=True)]
    own = [n for n in range(len(words)) if sentence[n] and (n not in matched or matched[n].share < _FEW)]
    for numbers in _runs(matched, words):
        score = max(decisions[n].score for n in numbers)
        first = not own or numbers[-1] < own[0]
        for number in numbers:
            repeat = matched[number]
            factor = _company(len(numbers), repeat.share, score=score, first=first, alone=not own)
            row = repeat.varies and not sentence[number] and decisions[number].score < _PLAIN
            weight = 0.0 if row else min(_PER_LOG * log(repeat.documents) * repeat.share * factor, MOST)
            heard[number] = Standing(weight, repeat.told)
    return heard


def _company(size: int, share: float, *, score: float, first: bool, alone: bool) -> float:
    """What a run makes of the evidence of its blocks: a factor.

    score: of its likeliest block.  first: it stands before all of the document's own.  alone: there is nothing of that.
    """
    if alone or (first and size < _LEAST_RUN):
        return _BARE * share
    if size == 1:
        return share if score >= _PLAIN else _BARE * share
    if score >= _DOUBT:
        return _SIGNED
    return _RUN * share * share if size >= _LEAST_RUN and not first else _BARE * share


def _runs(matched: Mapping[int, Repeat], words: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of repeats that stand together, and in about as many documents: what repeats as a whole.

    One short line that varies may stand between two of them. What keeps no company is a run of its own.
    """
    run: list[int] = []
    for number, repeat in matched.items():
        if repeat.alone > _ALONE:
            yield [number]
            continue
        gap = number - run[-1] if run else 1
        near = gap == 1 or (gap == 2 and words[number - 1] <= _LONGEST_BETWEEN)
        if run and not (near and _alike(repeat.share, matched[run[-1]].share)):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _alike(one: float, other: float) -> bool:
    return min(one, other) >= _ALIKE * max(one, other)
