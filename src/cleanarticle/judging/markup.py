"""What the markup of a page says about each block: further evidence beside the words.

What an element says is worked out once and serves all blocks in it. Keys are small tuples; what a key stands for, rows
of hashed features, is remembered in a memo of bounded size.
"""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

from ..html.surroundings import MOST_LINKED, spread, surroundings
from ..html.told import shares
from .network import FEATURES

if TYPE_CHECKING:
    from ..document import Document

_MOST_KEYS = 100_000
_MOST_NAMES = 200
"""So many names of classes around an element are heard; more are no help to anyone."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LEVELS = ("element", "parent", "grandparent", "great-grandparent")
_MOST_STEPS = 50
"""So many elements around the likeliest article are looked at for one that holds a block too."""
_NOWHERE = (0, -1, 0)
_FAR = 99
_LONGEST_SAID = 300


def number(name: str) -> int:
    """The number of a feature, from its name."""
    return crc32(name.encode("utf-8", "surrogatepass")) % FEATURES


class Registry:
    """What is known of an element or a block in short, each key with a serial; `rows` holds what each stands for."""

    def __init__(self) -> None:
        self._serials: dict[tuple[Any, ...], int] = {}
        self.rows: list[tuple[int, ...]] = []
        self._lock = allocate_lock()

    def serial(self, *key: Any) -> int:
        """The serial of a key: the name of its group and what is known."""
        found = self._serials.get(key)
        return self._learn(key) if found is None else found

    def _learn(self, key: tuple[Any, ...]) -> int:
        rows = tuple(number(f"{key[0]}: {name}") for name in _expand(*key))
        with self._lock:
            known = self._serials.get(key)
            if known is None:
                self.rows.append(rows)
                known = self._serials[key] = len(self.rows) - 1
            return known


_REGISTRIES = [Registry()]


def registry() -> Registry:
    """The registry in use; a new one if it holds too much. What refers to the old one keeps it."""
    if len(_REGISTRIES[0].rows) >= _MOST_KEYS:
        _REGISTRIES[0] = Registry()
    return _REGISTRIES[0]


def _expand(group: str, *values: Any) -> Iterator[str]:
    """The names of the features of a key: each value by itself, and all of them together."""
    if isinstance(values[0], frozenset):
        yield from sorted(values[0])[:_MOST_NAMES]
    elif len(values) > 1:
        for place, value in enumerate(values):
            yield f"{place}={value}"
        for place in range(len(values) - 1):
            yield f"{place}={values[place]}, {values[place + 1]}"
        if len(values) > 2:
            yield ", ".join(map(str, values))
    else:
        yield str(values[0])


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


def length_class(words: int) -> str:
    """The length of a block, roughly."""
    return "label" if words <= 4 else "line" if words <= 14 else "sentence" if words <= 39 else "paragraph"


class MarkupFeatures:
    """What is known of the blocks of a page, as serials of keys. prose, words: of each block, if it is running text,
    and its length.

    shared: by node of the page, what all blocks of that element have.  own: by block, all else.  groups: by block, the
    number of the element that holds it together with its like.
    """

    def __init__(self, document: Document, prose: Sequence[bool], words: Sequence[int]) -> None:
        assert document.page is not None
        self._document, self._page = document, document.page
        self._nodes = self._page.nodes
        self._around = surroundings(self._page)
        self._prose = spread(document, self._page, self._around, prose)
        self._words, self._running = words, prose
        self.registry = registry()
        self._key = self.registry.serial
        self._levels: dict[int, tuple[int, ...]] = {}
        self._page_key = self._whole()
        self.shared = {node: self._of_node(node) for node in dict.fromkeys(one.node for one in document.markup)}
        self.groups = [self._group(markup.node) for markup in document.markup]
        self.own = list(self._own())

    def _group(self, node: int) -> int:
        return self._nodes[node].parent if node >= 0 else -1

    def _of_node(self, node: int) -> list[int]:
        """What an element, and those around it, say of all blocks in it."""
        around = self._around[node]
        found = [
            self._key("path", *around.path),
            self._key("inside", around.inside),
            self._key("class", around.near),
            self._key("outer class", around.far),
            self._key("candidate", *self._relation(node, self._prose.best)),
            self._key("core", *self._relation(node, self._prose.core)),
            self._key("headline", *self._relation(node, self._page.headline_node)),
            self._page_key,
        ]
        at = node
        for level in _LEVELS:
            if at < 0:
                break
            found.append(self._key(level, *self._level(at)))
            at = self._nodes[at].parent
        return found

    def _whole(self) -> int:
        """What the page is as a whole: article elements, prose blocks, those of the candidate, a headline."""
        best = self._prose.blocks[self._prose.best] if self._prose.best >= 0 else 0
        articles = sum(node.tag == "article" for node in self._nodes)
        total = sum(self._running)
        return self._key("whole", few(articles), many(total), many(best), self._page.headline is not None)

    def _level(self, number: int) -> tuple[int, ...]:
        """What an element holds: links, prose, prose blocks, prose among its children, its part of the page's prose."""
        known = self._levels.get(number)
        if known is not None:
            return known
        node, prose = self._nodes[number], self._prose
        known = self._levels[number] = (
            density(node.link_chars, node.chars),
            _share(prose.chars[number] / max(node.chars, 1)),
            _share(prose.chars[number] / max(prose.chars[0], 1)),
            few(prose.blocks[number]),
            few(prose.children[number]),
            many(prose.lines[number]),
        )
        return known

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

    def _own(self) -> Iterator[list[int]]:
        """What is known of each block beside what its element says."""
        document = self._document
        kinds = [self._kind(index) for index in range(len(document.blocks))]
        nothing = ("nothing", "", 0)
        to_prose = self._distances()
        head = self._headline_block()
        title = _words(self._page.title)
        told = list(shares(self._page, map(document.text, document.blocks)))
        under = "none"
        for index, (markup, block) in enumerate(zip(document.markup, document.blocks, strict=True)):
            own = kinds[index]
            before = kinds[index - 1] if index else nothing
            after = kinds[index + 1] if index + 1 < len(kinds) else nothing
            back, ahead = to_prose[index]
            if self._nodes[markup.node].tag in _HEADINGS:
                under = self._nodes[markup.node].tag
            found = [
                self._key("tag", *own, markup.whole),
                self._key("previous", *before),
                self._key("next", *after),
                self._key("like", *self._like(markup.node), own[1]),
                self._key("prose near", back, ahead, own[1]),
                self._key("headed", *self._headed(index, head, title)),
                self._key("family", self._kinship(index, index - 1), self._kinship(index, index + 1)),
                self._key("told", *told[index], own[1]),
                self._key("under", under),
                self._key("inner", markup.inner),
            ]
            if block.first in self._page.pictured:
                found.append(self._key("picture", *own))
            yield found

    def _kind(self, index: int) -> tuple[str, str, int]:
        """A block in short: its tag, its length and how much of it is link."""
        block, markup = self._document.blocks[index], self._document.markup[index]
        linked = density(markup.linked, block.last - block.first)
        return self._nodes[markup.node].tag, length_class(self._words[index]), linked

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
            running and markup.linked < (block.last - block.first) * MOST_LINKED
            for running, markup, block in zip(self._running, document.markup, document.blocks, strict=True)
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

    def _headed(self, index: int, head: int, title: frozenset[str]) -> tuple[int | None, int]:
        """How far below the headline a block is, and whether it repeats it: 0 (no) to 2 (all of it)."""
        off = index - head
        place = None if head < 0 else many(off) if off >= 0 else -many(-off)
        block = self._document.blocks[index]
        if not title or block.last - block.first > _LONGEST_SAID:
            return place, 0
        said = _words(self._document.text(block))
        share = len(said & title) / max(len(said), 1) if len(said) > 2 else 0.0
        return place, 2 if share > 0.9 else 1 if share > 0.6 else 0

    def _kinship(self, index: int, other: int) -> str:
        """Whether a neighbour stands in the same element, or in elements of one parent."""
        markup = self._document.markup
        if not 0 <= other < len(markup):
            return "nothing"
        if markup[index].node == markup[other].node:
            return "same"
        own, its = self._nodes[markup[index].node], self._nodes[markup[other].node]
        if own.parent == its.parent:
            return f"parent {its.tag}"
        return "deeper" if own.depth < its.depth else "higher" if own.depth > its.depth else "as deep"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())
