"""What is around each element of a page, and how running text spreads over them. Each element is looked at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .markup import tokens

if TYPE_CHECKING:
    from ..document import Document
    from .page import Node, Page

SEMANTIC = frozenset(
    [
        "article",
        "main",
        "aside",
        "nav",
        "header",
        "footer",
        "form",
        "figure",
        "figcaption",
        "table",
        "ul",
        "ol",
        "dl",
        "blockquote",
        "section",
        "button",
        "label",
        "select",
        "dialog",
        "details",
        "li",
        "pre",
        "fieldset",
        "address",
        "td",
    ]
)
"""Elements whose meaning tells what they are for."""
MOST_LINKED = 1 / 3
"""A block of which more is link than this is no running text."""
CORE = 0.6
"""The core of a page is the innermost element with this share of its running text."""
_NOTHING: frozenset[str] = frozenset()

Signature = tuple[Any, ...]


class Around(NamedTuple):
    """What an element and those around it say, the same for all blocks in it.

    inside: the semantic elements around.  own: words in the names of the element.  near: of it and its parent.  far: of
    those further out.  path: tags of the element, its parent and its parent's.  signature: its tag and class, and its
    parent's; elements of one kind have the same.
    """

    inside: frozenset[str]
    own: frozenset[str]
    near: frozenset[str]
    far: frozenset[str]
    path: tuple[str, ...]
    signature: Signature


def surroundings(page: Page) -> list[Around]:
    """What is around each node of a page; parents stand before their children, so one pass is enough."""
    found: list[Around] = []
    for node in page.nodes:
        own = tokens(node.element)
        kind = node.element.get("class")
        if node.parent < 0:
            found.append(Around(_NOTHING, own, own, _NOTHING, (node.tag,), (node.tag, kind)))
            continue
        outer = found[node.parent]
        inside = outer.inside | {node.tag} if node.tag in SEMANTIC else outer.inside
        grand = page.nodes[node.parent].parent
        far = outer.far
        if grand >= 0 and not found[grand].own <= far:
            far = far | found[grand].own
        near = own | outer.own if own else outer.own
        path = (node.tag, *outer.path[:2])
        found.append(Around(inside, own, near, far, path, (node.tag, kind, *outer.signature[:2])))
    return found


class Prose(NamedTuple):
    """How running text spreads over the nodes of a page; the lists are by number of node.

    blocks, chars: prose blocks inside each node, and their length.  children, lines: prose blocks, and all blocks, of
    a node's own children.  best: the node that Arc90's Readability would take for the article's.  core: see CORE.
    alike, alike_prose: blocks, and prose blocks, of elements of one kind, by signature.
    """

    blocks: list[int]
    chars: list[int]
    children: list[int]
    lines: list[int]
    best: int
    core: int
    alike: Counter[Signature]
    alike_prose: Counter[Signature]


def spread(document: Document, page: Page, around: list[Around], running: Sequence[bool]) -> Prose:
    """The spread of running text over a page; running: whether each block is such. Linear in the page."""
    size = len(page.nodes)
    blocks, chars, children, lines = [0] * size, [0] * size, [0] * size, [0] * size
    score = [0.0] * size
    alike: Counter[Signature] = Counter()
    alike_prose: Counter[Signature] = Counter()
    for block, is_prose, markup in zip(document.blocks, running, document.markup, strict=True):
        node = markup.node
        parent = page.nodes[node].parent
        alike[around[node].signature] += 1
        if parent >= 0:
            lines[parent] += 1
        if not is_prose:
            continue
        alike_prose[around[node].signature] += 1
        length = block.last - block.first
        if markup.linked < length * MOST_LINKED:
            blocks[node] += 1
            chars[node] += length
            if parent >= 0:
                children[parent] += 1
            commas = document.source.count(",", block.first, block.last)
            _vote(score, page.nodes, parent, 1 + commas + min(length / 100, 3))
    for number in range(size - 1, 0, -1):
        parent = page.nodes[number].parent
        if parent >= 0:
            blocks[parent] += blocks[number]
            chars[parent] += chars[number]
    for number, at in enumerate(page.nodes):
        score[number] *= 1 - at.link_chars / max(at.chars, 1)
    best = max(range(size), key=score.__getitem__, default=-1)
    return Prose(blocks, chars, children, lines, best, _core(chars, best), alike, alike_prose)


def _vote(score: list[float], nodes: tuple[Node, ...], parent: int, worth: float) -> None:
    """A paragraph speaks for the three elements around it, as in Readability, for the outer ones less."""
    for share in (1.0, 0.5, 0.25):
        if parent < 0:
            return
        score[parent] += worth * share
        parent = nodes[parent].parent


def _core(chars: list[int], best: int) -> int:
    if not chars or not chars[0]:
        return best
    return max((number for number, length in enumerate(chars) if length >= CORE * chars[0]), default=0)
