"""Repeats: what stands in many documents of a site is hardly the article, whatever its language.

`cleanarticle learn` counts them (see `batch.learn`), a rules file holds them, and here they become evidence: log-odds
that a block is not the article, which the decoder hears beside all else. Never a verdict, because an article's own
lines repeat too: a series has an introduction, a recipe its "Ingredients", an agency its dateline. What tells them
apart is the company a repeat keeps, and what it looks like; see `_Run`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, NamedTuple

from .features import asking
from .rules import NUMBER, RuleError, _same_site, matches
from .script import fold, is_dense, words

if TYPE_CHECKING:
    from .document import Document
    from .evidence import Evidence
    from .stage import Finding

SIGN = 3.0
"""A repeat of at least this evidence (log-odds) is a sign by itself: the guards need not find another one near by."""
MOST = 14.0
"""The most evidence that repetition gives (log-odds): enough against any wording, too little for what is protected."""
_PER_LOG = 2.0
"""Evidence of a block for each e-fold of documents it stands in, if it stands in all: 40 documents give 7.4."""
_SIGNED, _RUN, _LONE_SIGNED, _BARE = 1.6, 1.2, 1.0, 0.25
"""What a run's company makes of its evidence; found with the invented sites in tests/batch/test_repeats.py."""
_LEAST_RUN = 3
_LONGEST_BETWEEN = 14
_ALIKE = 0.7
_ELSEWHERE, _FAINT, _SENTENCE = 1.5, 2.0, 8
"""Where an appeal of the site has been found, sentences that are no part of it are so much likelier the article."""
_ENDS = frozenset(("ends with period", "ends with question", "ends with quote"))
_SIGNS = {
    "asks": 1.0,
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
_WILD = re.compile(rf"\*|{NUMBER}")


@dataclass(frozen=True)
class Repeat:
    """A line that stands in many documents of a site.

    pattern: as in a Rule.  documents: how many hold it.  share: of the site's documents, above 0, up to 1.
    site: domain or name; None: whatever the site.  example: one such line as it stood, for people.
    origin: where it was written. Raises RuleError for what cannot be.
    """

    pattern: str
    documents: int
    share: float
    site: str | None = None
    example: str = ""
    origin: str = "a repeat"

    def __post_init__(self) -> None:
        if not _WILD.sub("", self.pattern).strip():
            raise RuleError(f"{self.origin}: the pattern {self.pattern!r} would match every line")
        if self.documents < 1:
            raise RuleError(f"{self.origin}: documents must be 1 or more, not {self.documents}")
        if not 0 < self.share <= 1:
            raise RuleError(f"{self.origin}: share must be above 0 and at most 1, not {self.share}")

    @property
    def told(self) -> str:
        """What it says, in words."""
        of = "this site" if self.site is None else self.site
        return f"stands in {self.documents} of {round(self.documents / self.share)} documents of {of}"


class Standing(NamedTuple):
    """What repetition says of a block. weight: log-odds that it is not the article.  told: in words, or ""."""

    weight: float
    told: str


_UNHEARD = Standing(0.0, "")


def signs(heard: Iterable[Standing]) -> Iterator[int]:
    """The numbers of the blocks whose repetition is a sign by itself."""
    return (index for index, standing in enumerate(heard) if standing.weight >= SIGN)


class Repeats:
    """Repeats, found by a word of theirs, so that many of them cost little more than a few."""

    def __init__(self, repeats: Iterable[Repeat]) -> None:
        self._by_word: dict[str, list[Repeat]] = {}
        for repeat in repeats:
            self._by_word.setdefault(_rare_word(repeat.pattern), []).append(repeat)

    def find(self, text: str, sites: Sequence[str] = ()) -> Iterator[Repeat]:
        """The repeats that a line matches: those of no site, and those of these sites; of all, if none is known."""
        for word in ("", *sorted(_keys(text))):
            for repeat in self._by_word.get(word, ()):
                fits = repeat.site is None or not sites or any(_same_site(repeat.site, site) for site in sites)
                if fits and matches(repeat.pattern, text):
                    yield repeat

    def hear(self, document: Document, found: Sequence[Mapping[str, Finding]]) -> Sequence[Standing]:
        """What the repeats say of each block; `found` holds each block's findings by stage."""
        heard = [_UNHEARD] * len(document.blocks)
        matched = self._matched(document)
        for numbers in _runs(matched, document.evidence) if matched else ():
            run = _Run(document, numbers, found, matched)
            for index in numbers:
                repeat = matched[index]
                weight = _PER_LOG * log(repeat.documents) * repeat.share * run.company(index, repeat.share)
                heard[index] = Standing(min(weight, MOST), repeat.told)
        if any(standing.weight >= SIGN for standing in heard):
            for index, facts in enumerate(document.evidence):
                if heard[index].weight < _FAINT and _is_sentence(facts) and not _is_plain(facts, found[index]):
                    heard[index] = Standing(heard[index].weight - _ELSEWHERE, heard[index].told)
        return heard

    def _matched(self, document: Document) -> dict[int, Repeat]:
        """The repeat that each block matches best, by number; all of one site, and of none."""
        sites = [site for site in (document.site, getattr(document, "site_name", None)) if site]
        candidates: dict[int, list[Repeat]] = {}
        told: Counter[str] = Counter()
        for index, block in enumerate(document.blocks):
            if block.protected:
                continue
            found = list(self.find(document.text(block), sites))
            if found:
                candidates[index] = found
                for site in {repeat.site for repeat in found if repeat.site is not None}:
                    told[site] += 1 + document.evidence[index].words
        if not sites and len(told) > 1:  # a text that nobody says the site of is from the one whose words it has
            likeliest = max(told, key=lambda site: (told[site], site))
            for index, found in candidates.items():
                candidates[index] = [repeat for repeat in found if repeat.site in (None, likeliest)]
        return {index: max(found, key=lambda repeat: repeat.share) for index, found in candidates.items() if found}


def _runs(matched: Mapping[int, Repeat], evidence: Sequence[Evidence]) -> Iterator[list[int]]:
    """The numbers of repeats that stand together, and in about as many documents: what repeats as a whole.

    One short line that varies may stand between two of them.
    """
    run: list[int] = []
    for index in sorted(matched):
        gap = index - run[-1] if run else 1
        near = gap == 1 or (gap == 2 and evidence[index - 1].words <= _LONGEST_BETWEEN)
        if run and not (near and _alike(matched[index].share, matched[run[-1]].share)):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _is_sentence(facts: Evidence) -> bool:
    return facts.words >= _SENTENCE and not _ENDS.isdisjoint(facts.shape)


def _alike(one: float, other: float) -> bool:
    return min(one, other) >= _ALIKE * max(one, other)


class _Run:
    """Repeats that stand together in a document, and what that tells.

    An appeal is a run, and somewhere in it stands what one answers to: an address, a link, a form, an amount. Prose
    alone is likelier the introduction of a series, and lines alone are likelier headings, bylines and datelines.
    """

    def __init__(
        self,
        document: Document,
        numbers: Sequence[int],
        found: Sequence[Mapping[str, Finding]],
        matched: Mapping[int, Repeat],
    ) -> None:
        evidence = document.evidence
        signs = {index: _signs(evidence[index], found[index]) for index in numbers}
        self._size = len(numbers)
        self._signed = _weight(set().union(*signs.values())) >= 1
        self._alone = {index: _weight(own) >= 1 for index, own in signs.items()}
        fresh = (index for index, facts in enumerate(evidence) if facts.prose and index not in matched)
        self._first = numbers[-1] < next(fresh, len(evidence))
        self._set_off = {index for index in numbers if _is_set_off(document, index)}

    def company(self, index: int, share: float) -> float:
        """What the run makes of the evidence of one of its blocks: a factor.

        share: in how many of the site's documents the block stands; where nothing else speaks against it, that it
        stands in nearly all of them must.
        """
        if self._size == 1:
            editorial = index in self._set_off and self._first
            return (_LONE_SIGNED if self._alone[index] and not editorial else _BARE) * share
        if self._signed:
            return _SIGNED
        if self._size >= _LEAST_RUN and not self._first:
            return _RUN * share * share
        return _BARE * share


def _signs(facts: Evidence, findings: Mapping[str, Finding]) -> set[str]:
    """What in a block looks like something to be answered."""
    asks = ("asks",) if findings or asking(facts.concepts) > 1 else ()
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


def _keys(text: str) -> set[str]:
    """What a line can be found by: its words, and of scripts without spaces each two characters."""
    keys: set[str] = set()
    for match in words(fold(text)):
        if is_dense(match[0]):
            keys.update(map("".join, pairwise(match[0])))
        else:
            keys.add(match[0])
    return keys


def _rare_word(pattern: str) -> str:
    """The word of a pattern that fewest lines will have: its longest that touches no wildcard; "" if there is none."""
    best = ""
    plain = fold(_WILD.sub("*", pattern))
    for match in words(plain):
        word, start, end = match[0], match.start(), match.end()
        if is_dense(word):
            word = word[:2] if len(word) > 1 else ""
        elif "*" in (plain[start - 1 : start], plain[end : end + 1]):
            continue
        if len(word) > len(best):
            best = word
    return best
