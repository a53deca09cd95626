"""What the markup of a page says about each block of its text. Facts only; weighing them is the model's work."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .page import Place

if TYPE_CHECKING:
    from ..document import Block
    from .page import Page, Piece

_TOKEN = re.compile(r"[a-z]{2,20}|[A-Z][a-z]{1,19}|[A-Z]{2,20}")
_NAMING = frozenset(("class", "id", "itemprop", "role", "rel", "data-testid", "data-component", "aria-label"))
_MOST_TOKENS = 12
_LONGEST_NAME = 200
_NOTHING: frozenset[str] = frozenset()
_MOST_INNER = 3
"""So many pieces of a block are asked for the inline elements around them."""


class Markup(NamedTuple):
    """The facts about one block of a page.

    node: number in `Page.nodes` of the element that its line belongs to.  linked: length of its text in links, in
    characters.  inner: tags of the inline elements around its first pieces, and words from their class and id.
    whole: tags of the inline elements that hold all of it.
    """

    node: int
    linked: int
    inner: frozenset[str]
    whole: str


def read_markup(page: Page, blocks: Sequence[Block], nodes: Sequence[int]) -> Iterator[Markup]:
    """The facts about each block, given the number of its node in `page.nodes`. Linear in the page."""
    at, pieces = 0, page.pieces
    for block, node in zip(blocks, nodes, strict=True):
        while at < len(pieces) and pieces[at].end <= block.first:
            at += 1
        linked, inner, count = 0, frozenset[str](), at
        limit = page.nodes[node].element if node >= 0 else None
        while count < len(pieces) and pieces[count].start < block.last:
            piece = pieces[count]
            if piece.in_link:
                linked += min(piece.end, block.last) - max(piece.start, block.first)
            if count - at < _MOST_INNER:
                inner |= _inner(piece, limit)
            count += 1
        whole = _whole(pieces[at], limit) if count == at + 1 else ""
        yield Markup(node, linked, inner, whole)


def _inner(piece: Piece, limit: Any) -> frozenset[str]:
    """Tags, classes and ids of the elements between a piece and the element of its line."""
    element = piece.element if piece.place is not Place.TAIL else piece.element.getparent()
    found = _NOTHING
    for _ in range(4):
        if element is None or element is limit:
            break
        found |= tokens(element) | {element.tag}
        element = element.getparent()
    return found


def _whole(piece: Piece, limit: Any) -> str:
    if piece.place is Place.TAIL or piece.element is limit:
        return ""
    return str(piece.element.tag)


def tokens(element: Any) -> frozenset[str]:
    """The words in the class, id and role of an element, in lower case."""
    items = element.items()
    if not items:
        return _NOTHING
    names = [value for name, value in items if name in _NAMING]
    return split_names(" ".join(names)[:_LONGEST_NAME]) if names else frozenset()


@functools.lru_cache(20_000)
def split_names(names: str) -> frozenset[str]:
    """The words in names of classes and ids: `postBody__inner-2` has `post`, `body`, `inner`."""
    return frozenset([word.lower() for word in _TOKEN.findall(names)[:_MOST_TOKENS]])
