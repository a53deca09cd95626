"""Repeats: what stands in many documents of a site is hardly the article, whatever its language.

`cleanarticle learn` counts them (see `batch.learn`), a rules file holds them, and here they become evidence: log-odds
that a block is not the article, beside what the network says. Never a verdict; `deciding.repeats` says how much.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from .rules import NUMBER, RuleError, _same_site, matches
from .script import fold, is_dense, words

if TYPE_CHECKING:
    from .document import Document

_WILD = re.compile(rf"\*|{NUMBER}")


@dataclass(frozen=True)
class Repeat:
    """A line that stands in many documents of a site.

    pattern: as in a Rule.  documents: how many hold it.  share: of the site's documents, above 0, up to 1.
    varies: whether names or numbers in it differ from document to document.  alone: in which share of the documents
    that hold it no other repeat stands beside it, 0 to 1.  site: domain or name; None: whatever the site.
    example: one such line as it stood, for people.  origin: where it was written. Raises RuleError for what cannot be.
    """

    pattern: str
    documents: int
    share: float
    varies: bool = False
    alone: float = 0.0
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
        if not 0 <= self.alone <= 1:
            raise RuleError(f"{self.origin}: alone must be between 0 and 1, not {self.alone}")

    @property
    def told(self) -> str:
        """What it says, in words."""
        of = "this site" if self.site is None else self.site
        return f"stands in {self.documents} of {round(self.documents / self.share)} documents of {of}"


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

    def matched(self, document: Document) -> dict[int, Repeat]:
        """The repeat that each block matches best, by number; all of one site, and of none."""
        sites = [site for site in (document.site, document.site_name) if site]
        candidates: dict[int, list[Repeat]] = {}
        told: Counter[str] = Counter()
        for index, block in enumerate(document.blocks):
            if block.protected:
                continue
            found = list(self.find(document.text(block), sites))
            if found:
                candidates[index] = found
                for site in {repeat.site for repeat in found if repeat.site is not None}:
                    told[site] += 1 + document.evidence.words[index]
        if not sites and len(told) > 1:  # a text that nobody says the site of is from the one whose words it has
            likeliest = max(told, key=lambda site: (told[site], site))
            for index, found in candidates.items():
                candidates[index] = [repeat for repeat in found if repeat.site in (None, likeliest)]
        return {index: max(found, key=lambda repeat: repeat.share) for index, found in candidates.items() if found}


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
