"""How running text spreads over the elements of a page. Each element is looked at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..document import Document
    from .page import Node, Page
    from .surroundings import Around, Signature

MOST_LINKED = 1 / 3
"""A block of which more is link than this is no running text."""
CORE = 0.6
"""The core of a page is the innermost element with this share of its running text."""


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


def spread(document: Document, page: Page, around: dict[int, Around], running: Sequence[bool]) -> Prose:
    """The spread of running text over a page; running: whether each block is such. Linear in the document.

    around: by number, the nodes that hold blocks of the document, in order; no other has any text.
    """
    nodes, size = page.nodes, len(page.nodes)
    blocks, chars, children, lines = [0] * size, [0] * size, [0] * size, [0] * size
    score = dict.fromkeys(around, 0.0)
    alike: Counter[Signature] = Counter()
    alike_prose: Counter[Signature] = Counter()
    for block, is_prose, markup in zip(document.blocks, running, document.markup, strict=True):
        node = markup.node
        parent = nodes[node].parent
        signature = around[node].signature
        alike[signature] += 1
        if parent >= 0:
            lines[parent] += 1
        if not is_prose:
            continue
        alike_prose[signature] += 1
        length = block.last - block.first
        if markup.linked < length * MOST_LINKED:
            blocks[node] += 1
            chars[node] += length
            if parent >= 0:
                children[parent] += 1
            commas = document.source.count(",", block.first, block.last)
            _vote(score, nodes, parent, 1 + commas + min(length / 100, 3))
    for number in reversed(around):
        parent = nodes[number].parent
        if parent >= 0 and blocks[number]:
            blocks[parent] += blocks[number]
            chars[parent] += chars[number]
    for number, worth in score.items():
        if worth:
            score[number] = worth * (1 - nodes[number].link_chars / max(nodes[number].chars, 1))
    best = max(score, key=score.__getitem__, default=0 if size else -1)
    return Prose(blocks, chars, children, lines, best, _core(chars, around, best), alike, alike_prose)


def _vote(score: dict[int, float], nodes: tuple[Node, ...], parent: int, worth: float) -> None:
    """A paragraph speaks for the three elements around it, as in Readability, for the outer ones less."""
    for share in (1.0, 0.5, 0.25):
        if parent < 0:
            return
        score[parent] += worth * share
        parent = nodes[parent].parent


def _core(chars: list[int], around: dict[int, Around], best: int) -> int:
    if not chars or not chars[0]:
        return best
    least = CORE * chars[0]
    return max((number for number in around if chars[number] >= least), default=0)
