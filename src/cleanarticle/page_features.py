"""The markup of a page → named features, in groups, beside those of the text (`features.py`).

The features of an element are worked out once and serve all blocks in it; so pages cost little more than texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .evidence import length_name
from .features import Key
from .html.markup import tokens

if TYPE_CHECKING:
    from .document import Document
    from .html.page import Page

SEMANTIC = frozenset(
    (
        "article main aside nav header footer form figure figcaption table ul ol dl blockquote section button label"
        " select dialog details li pre fieldset address td"
    ).split()
)
"""Elements whose meaning tells what they are for."""
_NOTHING: frozenset[str] = frozenset()


class Around(NamedTuple):
    """What an element and those around it say, the same for all blocks in it.

    inside: the semantic elements around.  near: words in the names of the element and its parent.  far: in those
    further out.  path: tags of the element, its parent and its parent's.
    """

    inside: frozenset[str]
    near: frozenset[str]
    far: frozenset[str]
    path: str
    own: frozenset[str]
    signature: tuple[Any, ...]


def surroundings(page: Page) -> list[Around]:
    """What is around each node of a page; parents stand before their children, so one pass is enough."""
    found: list[Around] = []
    for node in page.nodes:
        own = tokens(node.element)
        kind = node.element.get("class")
        if node.parent < 0:
            found.append(Around(_NOTHING, own, _NOTHING, node.tag, own, (node.tag, kind)))
            continue
        outer = found[node.parent]
        inside = outer.inside | {node.tag} if node.tag in SEMANTIC else outer.inside
        far = outer.far
        grand = page.nodes[node.parent].parent
        if grand >= 0 and not found[grand].own <= far:
            far = far | found[grand].own
        path = " < ".join([node.tag, *outer.path.split(" < ")[:2]])
        found.append(
            Around(inside, own | outer.own, far, path, own, (node.tag, kind, outer.signature[0], outer.signature[1]))
        )
    return found


class Prose(NamedTuple):
    """How running text spreads over the nodes of a page; lists by number of node.

    blocks, chars: prose blocks and their length inside each node.  own: prose blocks right in each node's children.
    score: how much each node looks like the one that holds the article, as readability weighs it.
    best: the node with the highest score.  core: the innermost node with most of the prose.
    """

    blocks: list[int]
    chars: list[int]
    children: list[int]
    all_children: list[int]
    score: list[float]
    best: int
    core: int


def spread(document: Document, page: Page) -> Prose:
    """The spread of prose over a page, after the scores of Arc90's Readability."""
    size = len(page.nodes)
    blocks, chars, children, every = [0] * size, [0] * size, [0] * size, [0] * size
    score = [0.0] * size
    for block, facts, markup in zip(document.blocks, document.evidence, document.markup, strict=True):
        node = markup.node
        if node < 0:
            continue
        parent = page.nodes[node].parent
        if parent >= 0:
            every[parent] += 1
        length = block.last - block.first
        if facts.prose and markup.linked * 3 < length:
            blocks[node] += 1
            chars[node] += length
            worth = 1 + document.source.count(",", block.first, block.last) + min(length / 100, 3)
            for share in (1.0, 0.5, 0.25):
                if parent < 0:
                    break
                if share == 1.0:
                    children[parent] += 1
                score[parent] += worth * share
                parent = page.nodes[parent].parent
    for number in range(size - 1, 0, -1):
        parent = page.nodes[number].parent
        if parent >= 0:
            blocks[parent] += blocks[number]
            chars[parent] += chars[number]
    for number, node in enumerate(page.nodes):
        score[number] *= 1 - node.link_chars / max(node.chars, 1)
    best = max(range(size), key=score.__getitem__, default=-1)
    core = best
    if chars:
        total = chars[0]
        core = max((n for n in range(size) if chars[n] * 10 >= total * 6), default=0) if total else best
    return Prose(blocks, chars, children, every, score, best, core)


def _density(link_chars: int, chars: int) -> str:
    if not link_chars:
        return "no links"
    share = link_chars / max(chars, 1)
    return "few links" if share < 0.1 else "some links" if share < 0.35 else "half links" if share < 0.75 else "links"


def _few(number: int) -> str:
    return str(number) if number < 3 else "3-5" if number < 6 else "6-11" if number < 12 else "12 or more"


def _many(number: int) -> str:
    return _few(number) if number < 12 else "12-24" if number < 25 else "25-60" if number < 61 else "over 60"


class PageFeatures(Sequence[tuple[Key, ...]]):
    """The feature keys of each block of a page that its markup gives."""

    def __init__(self, document: Document) -> None:
        page = document.page
        assert page is not None
        self._document, self._page = document, page
        self._around = surroundings(page)
        self._prose = spread(document, page)
        self._relations: dict[int, tuple[str, ...]] = {}
        self._context: dict[int, tuple[str, ...]] = {}
        self._kinds = [self._kind(index) for index in range(len(document.blocks))]
        self._signatures = Counter(self._around[m.node].signature for m in document.markup if m.node >= 0)
        self._prose_of: Counter[tuple[Any, ...]] = Counter()
        for m, facts in zip(document.markup, document.evidence, strict=True):
            if facts.prose and m.node >= 0:
                self._prose_of[self._around[m.node].signature] += 1
        self._to_prose = self._distances()
        self._head = self._headline_block()
        self._title = _words(page.title)

    def __len__(self) -> int:
        return len(self._kinds)

    def _kind(self, index: int) -> str:
        """A block in short: its tag, its length and how much of it is link."""
        block, markup = self._document.blocks[index], self._document.markup[index]
        words = self._document.evidence[index].words
        length = "label" if words <= 4 else "line" if words <= 14 else "sentence" if words <= 39 else "paragraph"
        linked = _density(markup.linked, block.last - block.first)
        tag = self._page.nodes[markup.node].tag if markup.node >= 0 else "none"
        return f"{tag} {length}, {linked}"

    def _distances(self) -> list[tuple[int, int, bool, bool]]:
        """For each block how far the prose before and after it is, and whether that stands in the same parent."""
        markup, evidence, nodes = self._document.markup, self._document.evidence, self._page.nodes
        size = len(markup)
        parents = [nodes[m.node].parent if m.node >= 0 else -1 for m in markup]
        sides = []
        for order in (range(size), range(size - 1, -1, -1)):
            found: list[tuple[int, bool]] = [(99, False)] * size
            last = None
            for index in order:
                if last is not None:
                    found[index] = (abs(index - last), parents[last] == parents[index])
                if evidence[index].prose and markup[index].linked * 3 < evidence[index].words * 6:
                    last = index
            sides.append(found)
        return [(a, b, c, d) for (a, c), (b, d) in zip(*sides, strict=True)]

    def _headline_block(self) -> int:
        """Number of the first block behind the headline, -1 if the page shows none."""
        headline = self._page.headline
        if headline is None:
            return -1
        at = self._page.headline_at
        for index, block in enumerate(self._document.blocks):
            if block.first >= at:
                return index
        return len(self._document.blocks)

    def __getitem__(self, index: Any) -> Any:
        markup = self._document.markup[index]
        kinds, size = self._kinds, len(self._kinds)
        before, after = (kinds[index - 1] if index else "none"), (kinds[index + 1] if index + 1 < size else "none")
        node = markup.node
        around = self._around[node]
        return (
            Key("page tag", (kinds[index], around.path, markup.whole)),
            Key("page inside", around.inside),
            Key("page class", around.near),
            Key("page outer class", around.far),
            Key("page inner", markup.inner),
            Key("page kinds", (before, kinds[index], after)),
            Key("page around", self._of_node(node)),
            Key("page site of", self._relation(node)),
            Key("page like", self._like(index, around)),
            Key("page prose near", self._near(index)),
            Key("page headed", self._headed(index)),
            Key("page family", self._family(index)),
        )

    def _of_node(self, node: int) -> tuple[str, ...]:
        """What the element, its parent and its parent's hold: links, prose."""
        known = self._context.get(node)
        if known is None:
            told, number, prose = [], node, self._prose
            for name in ("element", "parent", "grandparent", "great-grandparent"):
                if number < 0:
                    break
                it = self._page.nodes[number]
                density = _density(it.link_chars, it.chars)
                told.append(f"{name} has {density}")
                share = prose.chars[number] / max(it.chars, 1)
                mostly = "no" if not prose.chars[number] else "little" if share < 0.3 else "half" if share < 0.7 else (
                    "much" if share < 0.9 else "nearly all")
                told.append(f"{name} is prose: {mostly}")
                if name != "element":
                    told.append(f"{name} has {_few(prose.blocks[number])} prose blocks")
                    told.append(f"{name} is prose: {mostly}, {density}")
                if name == "parent":
                    told.append(f"{name} has {_few(prose.children[number])} prose children of {_many(prose.all_children[number])}")
                if prose.chars[0]:
                    part = prose.chars[number] / prose.chars[0]
                    told.append(
                        f"{name} has " + ("no" if not part else "a little" if part < 0.1 else "some" if part < 0.4 else
                                         "half" if part < 0.7 else "most" if part < 0.95 else "all") + " of the page's prose"
                    )
                number = it.parent
            known = self._context[node] = tuple(told)
        return known

    def _relation(self, node: int) -> tuple[str, ...]:
        """Where an element stands to the likeliest article element and to the core of the prose."""
        known = self._relations.get(node)
        if known is None:
            known = self._relations[node] = (
                *self._relation_to(node, self._prose.best, "candidate"),
                *self._relation_to(node, self._prose.core, "core"),
            )
        return known

    def _relation_to(self, node: int, goal: int, name: str) -> Iterator[str]:
        nodes = self._page.nodes
        if goal < 0 or node < 0:
            return
        up, place = 0, goal
        while place >= 0 and not place <= node < nodes[place].end:
            place = nodes[place].parent
            up += 1
        if up == 0:
            down = nodes[node].depth - nodes[goal].depth
            yield f"in the {name}, {min(down, 5)} deep"
            return
        side = "before" if node < goal else "behind"
        down = nodes[node].depth - nodes[place].depth if place >= 0 else 9
        yield f"{side} the {name}, {min(up, 6)} up"
        yield f"{side} the {name}, {min(up, 4)} up and {min(down, 4)} down"

    def _like(self, index: int, around: Around) -> tuple[str, ...]:
        """How many blocks of the page have the same element, class and parent, and how many of those are prose."""
        count, prose = self._signatures[around.signature], self._prose_of[around.signature]
        share = "none" if not prose else "few" if prose * 4 < count else "half" if prose * 4 < count * 3 else "most"
        length = length_name(self._document.evidence[index].words)
        return (f"{_many(count)} such blocks", f"{share} of such blocks are prose", f"{_few(count)} such blocks, {share} prose",
                f"{length}, {share} of such are prose")

    def _near(self, index: int) -> tuple[str, ...]:
        back, ahead, same_back, same_ahead = self._to_prose[index]
        told_back = f"{_few(back)} back{', same parent' if same_back else ''}"
        told_ahead = f"{_few(ahead)} ahead{', same parent' if same_ahead else ''}"
        words = self._document.evidence[index].words
        length = "label" if words <= 4 else "line" if words <= 14 else "sentence" if words <= 39 else "paragraph"
        return (told_back, told_ahead, f"{told_back}, {told_ahead}", f"{length}, {min(back, 3)} back {same_back}, {min(ahead, 3)} ahead {same_ahead}")

    def _headed(self, index: int) -> tuple[str, ...]:
        if self._head < 0:
            told = ["no headline"]
        else:
            off = index - self._head
            told = [f"{_many(off)} below the headline" if off >= 0 else f"{_many(-off)} above the headline"]
        said = _words(self._document.text(self._document.blocks[index])[:300])
        if self._title and said:
            share = len(said & self._title) / len(said)
            if len(said) > 2 and share > 0.6:
                told.append("repeats the title" if share > 0.9 else "nearly repeats the title")
        return tuple(told)

    def _family(self, index: int) -> tuple[str, ...]:
        """Whether the neighbours stand in the same element, or in elements of one parent."""
        markup, nodes = self._document.markup, self._page.nodes
        told = []
        for name, other in (("previous", index - 1), ("next", index + 1)):
            if not 0 <= other < len(markup):
                told.append(f"no {name} block")
                continue
            a, b = nodes[markup[index].node], nodes[markup[other].node]
            if markup[index].node == markup[other].node:
                told.append(f"{name} in the same element")
            elif a.parent == b.parent:
                told.append(f"{name} in the same parent, {b.tag}")
            else:
                step = a.depth - b.depth
                told.append(f"{name} is " + ("deeper" if step < 0 else "higher" if step > 0 else "as deep"))
        return tuple(told)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


def expand_page(key: Key) -> Iterator[str]:
    """The names of the features that a key of a page's markup stands for."""
    group, value = key.group.removeprefix("page "), key.value
    if group == "tag":
        kind, path, whole = value
        tag, _, rest = kind.partition(" ")
        yield f"tag: {tag}"
        yield f"tag: {kind}"
        yield f"kind: {rest}"
        yield f"path: {path}"
        if whole:
            yield f"whole: {whole}"
            yield f"whole: {whole} in {tag}"
    elif group == "kinds":
        before, own, after = value
        yield f"previous: {before}"
        yield f"next: {after}"
        short = own.split(" ", 1)[1]
        yield f"previous, own: {before.split(' ', 1)[-1]} | {short}"
        yield f"own, next: {short} | {after.split(' ', 1)[-1]}"
    elif group in ("inside", "class", "outer class", "inner"):
        yield from (f"{group}: {name}" for name in sorted(value))
    else:
        yield from (f"{group}: {name}" for name in value)
