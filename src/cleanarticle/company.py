"""What repetition says of a block, seen in the company it keeps: log-odds that it is not the article.

An article's own lines repeat too: a series has an introduction, a recipe its "Ingredients", an agency its dateline, a
market report its rows. What tells an appeal from them, in whatever language: it is a run of lines that repeats as a
whole, in nearly all documents, always in the same words, and in it stands what one answers to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from typing import TYPE_CHECKING, NamedTuple

from .features import asking

if TYPE_CHECKING:
    from .document import Document
    from .evidence import Evidence
    from .repeats import Repeat
    from .stage import Finding

SIGN = 3.0
"""A repeat of at least this evidence (log-odds) is a sign by itself: the guards need not find another one near by."""
MOST = 14.0
"""The most evidence that repetition gives (log-odds): enough against any wording, too little for what is protected."""
_PER_LOG = 2.0
"""Evidence of a block for each e-fold of documents it stands in, if it stands in all: 40 documents give 7.4."""
_SIGNED, _RUN, _LONE_SIGNED, _BARE = 1.6, 1.2, 1.0, 0.25
"""What a run's company makes of its evidence; found with the invented sites in tests/batch/test_learn.py."""
_LEAST_RUN = 3
_LONGEST_BETWEEN = 14
_ALIKE, _FEW = 0.7, 0.5
_ALONE = 0.15
"""A line that stands alone in more of its documents than this is no part of what it happens to stand beside."""
_ELSEWHERE, _FAINT, _SENTENCE = 1.5, 2.0, 8
"""Where an appeal of the site has been found, sentences that are no part of it are so much likelier the article, and so
are lines as long that repeat elsewhere by themselves: an author's, with an address."""
_ENDS = frozenset(("ends with period", "ends with question", "ends with quote"))
_ASKS, _CLEARLY = "asks", 1.5
_SIGNS = {
    _ASKS: 1.0,
    "holds an e-mail address": 1.0,
    "holds a link": 1.0,
    "holds a form mark": 1.0,
    "holds a copyright sign": 1.0,
    "holds an arrow": 1.0,
    "holds a sum of money": 0.5,
    "is a sum of money": 0.5,
    "exclaims": 0.5,
    "holds a pictograph": 0.5,
}
"""What an appeal holds in any language; what articles hold too counts half, and once in a run."""


class Standing(NamedTuple):
    """What repetition says of a block. weight: log-odds that it is not the article.  told: in words, or ""."""

    weight: float
    told: str


_UNHEARD = Standing(0.0, "")


def signs(heard: Iterable[Standing]) -> Iterator[int]:
    """The numbers of the blocks whose repetition is a sign by itself."""
    return (index for index, standing in enumerate(heard) if standing.weight >= SIGN)


def hear(
    document: Document, found: Sequence[Mapping[str, Finding]], matched: Mapping[int, Repeat]
) -> Sequence[Standing]:
    """What repetition says of each block.

    found: each block's findings by stage.  matched: the repeat that each block matches, by number.
    """
    evidence = document.evidence
    heard = [_UNHEARD] * len(evidence)
    own = [index for index, facts in enumerate(evidence) if _is_sentence(facts) and _stands_out(matched.get(index))]
    for numbers in _runs(matched, evidence, found):
        run = _Run(document, found, numbers, first=numbers[-1] < own[0] if own else True, alone=not own)
        for index in numbers:
            repeat = matched[index]
            weight = _PER_LOG * log(repeat.documents) * repeat.share * run.company(repeat.share)
            if _is_row(repeat, evidence[index], found[index]):
                weight = 0.0
            heard[index] = Standing(min(weight, MOST), repeat.told)
    if any(standing.weight >= SIGN for standing in heard):
        for index, facts in enumerate(evidence):
            standing = heard[index]
            if standing.weight >= _FAINT or facts.words < _SENTENCE:
                continue
            if index in matched and matched[index].alone > _ALONE:
                heard[index] = Standing(-_ELSEWHERE, standing.told)
            elif _is_sentence(facts) and not _is_plain(facts, found[index]):
                heard[index] = Standing(standing.weight - _ELSEWHERE, standing.told)
    return heard


def _stands_out(repeat: Repeat | None) -> bool:
    """Whether a block is likely of this document alone, or of few."""
    return repeat is None or repeat.share < _FEW


def _runs(
    matched: Mapping[int, Repeat], evidence: Sequence[Evidence], found: Sequence[Mapping[str, Finding]]
) -> Iterator[list[int]]:
    """The numbers of repeats that stand together, and in about as many documents: what repeats as a whole.

    One short line that varies may stand between two of them. What keeps no company is a run of its own.
    """
    run: list[int] = []
    for index, repeat in matched.items():
        if not _keeps_company(repeat, evidence[index], found[index]):
            yield [index]
            continue
        gap = index - run[-1] if run else 1
        near = gap == 1 or (gap == 2 and evidence[index - 1].words <= _LONGEST_BETWEEN)
        if run and not (near and _alike(repeat.share, matched[run[-1]].share)):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _keeps_company(repeat: Repeat, facts: Evidence, findings: Mapping[str, Finding]) -> bool:
    """Whether a repeat may be part of a longer one: no row of figures, and no line that often stands alone."""
    return repeat.alone <= _ALONE and not _is_row(repeat, facts, findings)


def _is_row(repeat: Repeat, facts: Evidence, findings: Mapping[str, Finding]) -> bool:
    """Whether a repeat is a row of a table, say: what varies in it is what it is there for."""
    return repeat.varies and not _is_sentence(facts) and not _is_plain(facts, findings)


def _is_sentence(facts: Evidence) -> bool:
    return facts.words >= _SENTENCE and not _ENDS.isdisjoint(facts.shape)


def _alike(one: float, other: float) -> bool:
    return min(one, other) >= _ALIKE * max(one, other)


class _Run:
    """Repeats that stand together in a document, and what that tells.

    first: the run stands before the first sentence that is the document's own.  alone: there is none, so that the
    documents are likely versions of one, and repetition tells little.
    """

    def __init__(
        self,
        document: Document,
        found: Sequence[Mapping[str, Finding]],
        numbers: Sequence[int],
        *,
        first: bool,
        alone: bool,
    ) -> None:
        together = set().union(*(_signs(document.evidence[index], found[index]) for index in numbers))
        self._size, self._first = len(numbers), first
        self._signed = _weight(together) >= 1
        heading = first and self._size < _LEAST_RUN and _ASKS not in together
        editorial = first and any(_is_set_off(document, index) for index in numbers) and self._size < _LEAST_RUN
        self._own = alone or heading or editorial

    def company(self, share: float) -> float:
        """What the run makes of the evidence of its blocks: a factor.

        share: of the site's documents that the block stands in. Where nothing else speaks against the block, it takes
        that it stands in nearly all of them.
        """
        if self._own:
            return _BARE * share
        if self._size == 1:
            return (_LONE_SIGNED if self._signed else _BARE) * share
        if self._signed:
            return _SIGNED
        if self._size >= _LEAST_RUN and not self._first:
            return _RUN * share * share
        return _BARE * share


def _signs(facts: Evidence, findings: Mapping[str, Finding]) -> set[str]:
    """What in a block looks like something to be answered."""
    found = max((finding.score for finding in findings.values()), default=0.0)
    asks = (_ASKS,) if found >= _CLEARLY or asking(facts.concepts) > 1 else ()
    return _SIGNS.keys() & {*facts.shape, *asks}


def _is_plain(facts: Evidence, findings: Mapping[str, Finding]) -> bool:
    return _weight(_signs(facts, findings)) >= 1


def _weight(signs: Iterable[str]) -> float:
    """How plain some signs are together: 1 is plain."""
    return sum(_SIGNS[sign] for sign in signs)


def _is_set_off(document: Document, index: int) -> bool:
    """Whether a paragraph is set off from the article, as editors' notes are: in italics, or in brackets."""
    text = document.text(document.blocks[index])
    return text[0] + text[-1] in ("**", "__", "()", "[]")
