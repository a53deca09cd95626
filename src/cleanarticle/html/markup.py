"""What the markup of a page says about each block of its text. Facts only; weighing them is the model's work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .names import NOTHING, names_of
from .page import Place

if TYPE_CHECKING:
    from ..document import Block
    from .page import Page, Piece

_MOST_INNER = 3
"""So many pieces of a block are asked for the inline elements around them."""
_HIGHEST = 4
"""So many elements around a piece are looked at."""


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
    total = len(pieces)
    said: dict[Any, frozenset[str]] = {}
    for block, node in zip(blocks, nodes, strict=True):
        first, last = block.first, block.last
        while at < total and pieces[at].end <= first:
            at += 1
        linked, inner, count = 0, NOTHING, at
        limit = page.nodes[node].element if node >= 0 else None
        while count < total and pieces[count].start < last:
            piece = pieces[count]
            if piece.in_link:
                linked += min(piece.end, last) - max(piece.start, first)
            if count - at < _MOST_INNER and (piece.element is not limit or piece.place is Place.TAIL):
                inner |= _inner(piece, limit, said)
            count += 1
        whole = _whole(pieces[at], limit) if count == at + 1 else ""
        yield Markup(node, linked, inner, whole)


def _inner(piece: Piece, limit: Any, said: dict[Any, frozenset[str]]) -> frozenset[str]:
    """Tags, classes and ids of the elements between a piece and the element of its line; said: by element, so far."""
    element = piece.element if piece.place is not Place.TAIL else piece.element.getparent()
    found = NOTHING
    for _ in range(_HIGHEST):
        if element is None or element is limit:
            break
        own = said.get(element)
        if own is None:
            own = said[element] = names_of(element)[0] | {element.tag}
        found = found | own if found else own
        element = element.getparent()
    return found


def _whole(piece: Piece, limit: Any) -> str:
    if piece.place is Place.TAIL or piece.element is limit:
        return ""
    return str(piece.element.tag)
