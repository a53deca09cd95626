"""The markup of a page → keys of named features, beside those of its text (`features.py`); `page_names` names them.

What an element says is worked out once and serves all blocks in it; keys are small tuples, so that their sums of
weights are worked out once for all pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .evidence import length_name
from .features import Key, found_key, length_class, strong_stages
from .html.surroundings import MOST_LINKED, spread, surroundings
from .html.told import shares
from .script import words

if TYPE_CHECKING:
    from .document import Document
    from .model import Model
    from .stage import Finding

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LEVELS = ("page element", "page parent", "page grandparent", "page great-grandparent")
_MOST_WORDS_SAID, _LONGEST_SAID = 25, 300
_FAR = 99
_NOTHING: frozenset[str] = frozenset()
_NO_NODE: tuple[Any, ...] = ()
_MOST_STEPS = 50
"""So many elements around the likeliest article are looked at for one that holds a block too."""
_NOWHERE = (0, -1, 0)


def few(number: int) -> int:
    """The class of a small number: itself up to 2, then the least of its class."""
    return number if number < 3 else 3 if number < 6 else 6 if number < 12 else 12


def many(number: int) -> int:
    """The class of a number that may be large."""
    return few(number) if number < 12 else 12 if number < 25 else 25 if number < 61 else 61


def density(linked: int, length: int) -> int:
    """How much of a text is link, from 0 (nothing) to 4 (all of it)."""
    if not linked:
        return 0
    share = linked / max(length, 1)
    return 1 if share < 0.1 else 2 if share < 0.35 else 3 if share < 0.75 else 4


def _share(part: float) -> int:
    """A share from 0 (none) to 5 (nearly all)."""
    return 0 if not part else 1 if part < 0.1 else 2 if part < 0.35 else 3 if part < 0.7 else 4 if part < 0.93 else 5


class PageFeatures(Sequence[tuple[Key, ...]]):
    """The feature keys of each block of a page; `found` holds each block's findings by stage."""

    def __init__(self, document: Document, found: Sequence[Mapping[str, Finding]]) -> None:
        assert document.page is not None
        self._document, self._page = document, document.page
        self._nodes = self._page.nodes
        self._around = surroundings(self._page)
        self._prose = spread(document, self._page, self._around)
        self._of_node: dict[int, tuple[Key, ...]] = {}
        self._kinds = [self._kind(index) for index in range(len(document.blocks))]
        self._to_prose = self._distances()
        self._head = self._headline_block()
        self._title = _words(self._page.title)
        self._marks = [found_key(findings) for findings in found]
        self._strong = [strong_stages(mark) for mark in self._marks]
        self._told = list(shares(self._page, map(document.text, document.blocks)))
        self._under = list(self._headings())
        self._beside = self._found_in_parents()
        self._whole = ("page as a whole", self._kind_of_page())

    def __len__(self) -> int:
        return len(self._kinds)

    def scores(self, model: Model) -> list[list[float]]:
        """Log-scores of each block by state; what the blocks of an element share is summed up once."""
        sums: dict[int, int] = {}
        found = []
        for index, markup in enumerate(self._document.markup):
            node = markup.node
            shared = sums.get(node)
            if shared is None:
                shared = sums[node] = model.sum(self._shared(node))
            found.append(model.score(self._own(index), shared))
        return found

    def __getitem__(self, index: Any) -> Any:
        """The keys of the block with this number, which must not be negative."""
        return (*self._shared(self._document.markup[index].node), *self._own(index))

    def _shared(self, node: int) -> tuple[Key, ...]:
        """The keys that all blocks of an element share."""
        return self._of_node.get(node) or self._keys_of_node(node)

    def _own(self, index: int) -> tuple[Key, ...]:
        """The keys of a block beside those."""
        markup, facts = self._document.markup[index], self._document.evidence[index]
        kinds, size, node = self._kinds, len(self._kinds), markup.node
        before, after = (kinds[index - 1] if index else _NO_NODE), (kinds[index + 1] if index + 1 < size else _NO_NODE)
        own = kinds[index]
        back, ahead = self._to_prose[index]
        return (
            ("page tag", (own, markup.whole)),
            ("page inner", markup.inner),
            ("page previous", (before, own[1:])),
            ("page next", (after, own[1:])),
            ("page like", (*self._like(node), length_name(facts.words))),
            ("page prose near", (back, ahead, own[1])),
            ("page headed", self._headed(index)),
            ("page family", self._family(index)),
            ("page told", (*self._told[index], length_name(facts.words))),
            ("page under", self._under[index]),
            ("page picture", own if self._document.blocks[index].first in self._page.pictured else _NO_NODE),
            ("page says", self._says(index)),
            ("shape", facts.shape),
            ("place", facts.place),
            ("found", self._marks[index]),
            ("found before", self._strong[index - 1] if index else _NOTHING),
            ("found after", self._strong[index + 1] if index + 1 < size else _NOTHING),
        )

    def _keys_of_node(self, node: int) -> tuple[Key, ...]:
        around = self._around[node]
        keys = [
            ("page path", around.path),
            ("page inside", around.inside),
            ("page class", around.near),
            ("page outer class", around.far),
            ("page candidate", self._relation(node, self._prose.best)),
            ("page core", self._relation(node, self._prose.core)),
            ("page headline", self._relation(node, self._page.headline_node)),
            ("page found beside", self._beside.get(self._nodes[node].parent, _NOTHING)),
        ]
        number = node
        for group in _LEVELS:
            if number < 0:
                break
            keys.append((group, self._level(number)))
            number = self._nodes[number].parent
        keys.append(self._whole)
        self._of_node[node] = tuple(keys)
        return self._of_node[node]

    def _level(self, number: int) -> tuple[int, ...]:
        """What an element holds: links, prose, prose blocks, prose among its children, its part of the page's prose."""
        node, prose = self._nodes[number], self._prose
        return (
            density(node.link_chars, node.chars),
            _share(prose.chars[number] / max(node.chars, 1)),
            few(prose.blocks[number]),
            few(prose.children[number]),
            many(prose.lines[number]),
            _share(prose.chars[number] / max(prose.chars[0], 1)),
        )

    def _relation(self, node: int, goal: int) -> tuple[int, int, int]:
        """Where an element stands to another, the goal.

        The side (-1 before, 0 in, 1 behind it), the steps up from the goal to what holds both, and down from there.
        """
        if goal < 0:
            return _NOWHERE
        up, place = 0, goal
        while place >= 0 and up < _MOST_STEPS and not place <= node < self._nodes[place].end:
            place = self._nodes[place].parent
            up += 1
        down = self._nodes[node].depth - self._nodes[max(place, 0)].depth
        return (0 if not up else -1 if node < goal else 1), min(up, 6), min(down, 5)

    def _kind(self, index: int) -> tuple[Any, ...]:
        """A block in short: its tag, its length and how much of it is link."""
        block, markup = self._document.blocks[index], self._document.markup[index]
        length = length_class(self._document.evidence[index].words)
        return self._nodes[markup.node].tag, length, density(markup.linked, block.last - block.first)

    def _like(self, node: int) -> tuple[int, int]:
        """How many blocks of the page have the same element, class and parent, and how many of those are prose."""
        signature = self._around[node].signature
        count, prose = self._prose.alike[signature], self._prose.alike_prose[signature]
        return many(count), 0 if not prose else 1 if prose * 4 < count else 2 if prose * 4 < count * 3 else 3

    def _distances(self) -> list[tuple[tuple[int, bool], tuple[int, bool]]]:
        """For each block how far the prose before and after it is, and whether that stands in the same parent."""
        document = self._document
        parents = [self._nodes[markup.node].parent for markup in document.markup]
        prose = [
            facts.prose and markup.linked < (block.last - block.first) * MOST_LINKED
            for facts, markup, block in zip(document.evidence, document.markup, document.blocks, strict=True)
        ]
        sides = []
        for order in (range(len(prose)), range(len(prose) - 1, -1, -1)):
            found, last = [(_FAR, False)] * len(prose), -1
            for index in order:
                if last >= 0:
                    found[index] = (few(abs(index - last)), parents[last] == parents[index])
                if prose[index]:
                    last = index
            sides.append(found)
        return list(zip(*sides, strict=True))

    def _headline_block(self) -> int:
        """Number of the first block behind the headline, -1 if the page shows none."""
        if self._page.headline is None:
            return -1
        blocks = self._document.blocks
        return next((n for n, block in enumerate(blocks) if block.first >= self._page.headline_at), len(blocks))

    def _headed(self, index: int) -> tuple[int | None, int]:
        """How far below the headline a block is, and whether it repeats it: 0 (no) to 2 (all of it)."""
        off = index - self._head
        place = None if self._head < 0 else many(off) if off >= 0 else -many(-off)
        block = self._document.blocks[index]
        if not self._title or block.last - block.first > _LONGEST_SAID:
            return place, 0
        said = _words(self._document.text(block))
        share = len(said & self._title) / max(len(said), 1) if len(said) > 2 else 0.0
        return place, 2 if share > 0.9 else 1 if share > 0.6 else 0

    def _family(self, index: int) -> tuple[str, str]:
        """Whether the neighbours stand in the same element, or in elements of one parent."""
        return self._kinship(index, index - 1), self._kinship(index, index + 1)

    def _kinship(self, index: int, other: int) -> str:
        markup = self._document.markup
        if not 0 <= other < len(markup):
            return "nothing"
        if markup[index].node == markup[other].node:
            return "in the same element"
        own, its = self._nodes[markup[index].node], self._nodes[markup[other].node]
        if own.parent == its.parent:
            return f"in the same parent, {its.tag}"
        return "deeper" if own.depth < its.depth else "higher" if own.depth > its.depth else "as deep"

    def _headings(self) -> Iterator[tuple[str, frozenset[str]]]:
        """For each block the heading it stands under: tag, and the stages that show a sign in it."""
        tag, signs = "none", _NOTHING
        for markup, mark in zip(self._document.markup, self._marks, strict=True):
            own = self._nodes[markup.node].tag
            if own in _HEADINGS:
                tag, signs = own, frozenset(stage for stage, _ in mark)
            yield tag, signs

    def _found_in_parents(self) -> dict[int, frozenset[str]]:
        """The stages that show a clear sign in any block right in a node's children."""
        found: dict[int, frozenset[str]] = {}
        for markup, strong in zip(self._document.markup, self._strong, strict=True):
            if strong:
                parent = self._nodes[markup.node].parent
                found[parent] = found.get(parent, _NOTHING) | strong
        return found

    def _kind_of_page(self) -> tuple[Any, ...]:
        """Article elements, what the page declares to be, prose blocks, those of the candidate, headline, told text."""
        told = next((m.get("content") for m in self._page.tree.iter("meta") if m.get("property") == "og:type"), None)
        declared = "nothing" if not told else told if told in ("article", "website") else "something else"
        best = self._prose.blocks[self._prose.best] if self._prose.best >= 0 else 0
        articles = sum(node.tag == "article" for node in self._nodes)
        known = bool(self._told) and self._told[0][0] != "not told"
        total = sum(facts.prose for facts in self._document.evidence)
        return few(articles), declared, many(total), many(best), self._head >= 0, known

    def _says(self, index: int) -> tuple[str, ...]:
        """The first, the first two and the last words of a short block."""
        block = self._document.blocks[index]
        if self._document.evidence[index].words > _MOST_WORDS_SAID or block.last - block.first > _LONGEST_SAID:
            return ()
        said = [match.group() for match in words(self._document.text(block).lower())]
        return (said[0], " ".join(said[:2]), said[-1]) if said else ()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())
