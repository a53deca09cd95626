"""What the markup of a page says about each block: further evidence beside the words.

What an element says is worked out once and serves all blocks in it; what else is known of the blocks is worked out for
all of them, one respect after the other. Keys are small tuples; a registry knows what they stand for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ..html.prose import MOST_LINKED, Prose, spread
from ..html.surroundings import Around, surroundings
from ..html.told import shares
from .classes import density, few, length_class, many
from .elements import Elements
from .registry import registry

if TYPE_CHECKING:
    from ..document import Document

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FAR = (99, False)
_LONGEST_SAID = 300
_NOTHING = ("nothing", "", 0)

Kind = tuple[str, str, int]
"""A block in short: its tag, its length and how much of it is link."""
Side = tuple[int, bool]


class MarkupFeatures:
    """What is known of the blocks of a page, as serials of keys. prose, words: of each block, if it is running text,
    and its length.

    shared: by node of the page, what all blocks of that element have.  own: by block, all else.  groups: by block, the
    number of the element that holds it together with its like.
    """

    def __init__(self, document: Document, prose: Sequence[bool], words: Sequence[int]) -> None:
        assert document.page is not None
        self._document, self._page, self._nodes = document, document.page, document.page.nodes
        self._running, self._lengths = prose, [length_class(count) for count in words]
        numbers = [markup.node for markup in document.markup]
        around = surroundings(self._nodes, numbers)
        spreading = spread(document, self._page, around, prose)
        self.registry = registry()
        elements = Elements(self._page, around, spreading, self.registry, sum(prose))
        self.shared = elements.shared(numbers)
        self.groups = [self._nodes[number].parent for number in numbers]
        self._tags = [self._nodes[number].tag for number in numbers]
        self.own = self._own(around, spreading)

    def _own(self, around: dict[int, Around], prose: Prose) -> list[tuple[int, ...]]:
        """What is known of each block beside what its element says."""
        document, group, lengths = self._document, self.registry.group, self._lengths
        markup = document.markup
        kinds = [
            (tag, length, density(facts.linked, block.last - block.first))
            for tag, length, facts, block in zip(self._tags, lengths, markup, document.blocks, strict=True)
        ]
        told = shares(self._page, map(document.text, document.blocks))
        columns: list[tuple[str, Iterable[object]]] = [
            ("tag", [(*kind, facts.whole) for kind, facts in zip(kinds, markup, strict=True)]),
            ("previous", [_NOTHING, *kinds[:-1]]),
            ("next", [*kinds[1:], _NOTHING]),
            ("like", self._likes(around, prose)),
            ("prose near", zip(*self._distances(), lengths, strict=True)),
            ("headed", self._headed()),
            ("family", self._families()),
            ("told", ((*told, length) for told, length in zip(told, lengths, strict=True))),
            ("under", self._under()),
            ("inner", [facts.inner for facts in markup]),
        ]
        own = list(zip(*(map(group(name).__getitem__, keys) for name, keys in columns), strict=True))
        pictured = self._page.pictured
        for index, block in enumerate(document.blocks if pictured else ()):
            if block.first in pictured:
                own[index] += (group("picture")[kinds[index]],)
        return own

    def _likes(self, around: dict[int, Around], prose: Prose) -> Iterator[tuple[int, int, str]]:
        """How many blocks of the page have the same element, class and parent, and how many of those are prose."""
        known: dict[Around, tuple[int, int]] = {}
        for facts, length in zip(self._document.markup, self._lengths, strict=True):
            own = around[facts.node]
            if own not in known:
                count, running = prose.alike[own.signature], prose.alike_prose[own.signature]
                share = 0 if not running else 1 if running * 4 < count else 2 if running * 4 < count * 3 else 3
                known[own] = many(count), share
            yield (*known[own], length)

    def _distances(self) -> list[list[Side]]:
        """For each block how far the prose before and after it is, and whether that stands in the same parent."""
        document, parents = self._document, self.groups
        prose = [
            running and markup.linked < (block.last - block.first) * MOST_LINKED
            for running, markup, block in zip(self._running, document.markup, document.blocks, strict=True)
        ]
        sides = []
        for order in (range(len(prose)), range(len(prose) - 1, -1, -1)):
            found, last, parent = [_FAR] * len(prose), -1, -1
            for index in order:
                if last >= 0:
                    found[index] = few(abs(index - last)), parent == parents[index]
                if prose[index]:
                    last, parent = index, parents[index]
            sides.append(found)
        return sides

    def _headline_block(self) -> int:
        """Number of the first block behind the headline, -1 if the page shows none."""
        if self._page.headline is None:
            return -1
        blocks = self._document.blocks
        return next((n for n, block in enumerate(blocks) if block.first >= self._page.headline_at), len(blocks))

    def _headed(self) -> Iterator[tuple[int | None, int]]:
        """How far below the headline each block is, and whether it repeats it: 0 (no) to 2 (all of it)."""
        head, title, document = self._headline_block(), _words(self._page.title), self._document
        for index, block in enumerate(document.blocks):
            off = index - head
            place = None if head < 0 else many(off) if off >= 0 else -many(-off)
            is_asked = title and block.last - block.first <= _LONGEST_SAID
            yield place, _repeats(document.text(block), title) if is_asked else 0

    def _families(self) -> Iterator[tuple[str, str]]:
        """Whether the neighbours of each block stand in the same element, or in elements of one parent."""
        markup, before = self._document.markup, "nothing"
        for index, (own, its) in enumerate(pairwise(markup)):
            after, back = self._kinship(index, own.node, its.node)
            yield before, after
            before = back
        yield before, "nothing"

    def _kinship(self, index: int, own: int, its: int) -> tuple[str, str]:
        """What the element of the next block is to that of a block, and the other way round."""
        if own == its:
            return "same", "same"
        first, second = self._nodes[own], self._nodes[its]
        if first.parent == second.parent:
            return f"parent {self._tags[index + 1]}", f"parent {self._tags[index]}"
        if first.depth == second.depth:
            return "as deep", "as deep"
        return ("deeper", "higher") if first.depth < second.depth else ("higher", "deeper")

    def _under(self) -> Iterator[tuple[str]]:
        """The kind of the last heading before each block, itself included."""
        under = ("none",)
        for tag in self._tags:
            if tag in _HEADINGS:
                under = (tag,)
            yield under


def _repeats(text: str, title: frozenset[str]) -> int:
    """Whether a text repeats the title: 0 (no) to 2 (all of it)."""
    told = text.lower().split()
    if title.isdisjoint(told):
        return 0
    said = frozenset(told)
    share = len(said & title) / len(said) if len(said) > 2 else 0.0
    return 2 if share > 0.9 else 1 if share > 0.6 else 0


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())
