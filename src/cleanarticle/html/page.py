"""A page as its reader sees it: the visible text, and where in the tree each stretch of it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from .headline import find_headline
from .tree import parse_tree

if TYPE_CHECKING:
    from ..metadata import Metadata


class Place(StrEnum):
    """Where in its element a piece of text stands: `element.text`, `element.tail`, or one of its attributes."""

    TEXT = "text"
    TAIL = "tail"
    VALUE = "value"
    PLACEHOLDER = "placeholder"


class Piece(NamedTuple):
    """A stretch of the page's text that comes from one string of the tree.

    start, end: code-point offsets into `Page.text`.  element, place: where the string stands in the tree; its runs of
    white space are single spaces in the text.  in_link: whether it is the text of a link.
    """

    start: int
    end: int
    element: Any
    place: Place
    in_link: bool


@dataclass(slots=True)
class Node:
    """An element that holds text: one that makes lines, or whose meaning is not known.

    parent: number of the node around it in `Page.nodes`, -1 for the root.  depth: how many nodes are around it.
    chars, link_chars: length of the text inside it, and of the links' part.  end: number of the first node behind it.
    """

    element: Any
    tag: str
    parent: int
    depth: int
    chars: int = 0
    link_chars: int = 0
    end: int = 0


@dataclass(frozen=True)
class Page:
    """A parsed page. It never changes.

    tree: root element, of lxml.  text: the visible text, as a browser's `innerText` gives it, without the headline:
    a blank line around paragraphs, headings, lists, quotations, code and figures; one newline between other blocks
    and at `<br>`; a tab between the cells of a table.  pieces: where the text comes from, in order.
    nodes: the elements with text, in document order.  lines: (start, end, node number) of each line of the text; what
    is preformatted is one, with its line breaks, but for the buttons in it, and unless it is very long.
    headline: the element that holds the headline, or None; title: what it says, or ""; headline_at: the offset into the
    text at which it would stand; headline_node: number of the node it stands in, -1 if there is none.
    pictured: where those lines begin that stand right behind a picture or a player.
    """

    tree: Any = field(repr=False)
    text: str = field(repr=False)
    pieces: tuple[Piece, ...] = field(repr=False)
    nodes: tuple[Node, ...] = field(repr=False)
    lines: tuple[tuple[int, int, int], ...] = field(repr=False)
    headline: Any = None
    title: str = ""
    headline_at: int = 0
    headline_node: int = -1
    pictured: frozenset[int] = frozenset()

    @cached_property
    def metadata(self) -> Metadata:
        """What the page declares about itself."""
        from ..metadata import read_metadata

        return read_metadata(self.tree, self.title)

    @cached_property
    def articles(self) -> int:
        """How many `article` elements there are."""
        return sum(node.tag == "article" for node in self.nodes)

    @cached_property
    def warning(self) -> str | None:
        """What a person should know who wonders where the text is, or None."""
        from .empty import emptiness

        return emptiness(self)


def read_page(source: str) -> Page:
    """Parse a page and render its visible text. Never fails; linear in the page, and never recursive."""
    from .walk import Walk

    tree = parse_tree(source)
    headline, title = find_headline(tree)
    walk = Walk(headline)
    walk.run(tree)
    if not walk.length:
        walk = Walk(headline, hidden=True)  # all of it is hidden until a script shows it
        walk.run(tree)
    return Page(
        tree,
        walk.text(),
        tuple(walk.pieces),
        tuple(walk.nodes),
        tuple(walk.lines),
        headline,
        title,
        walk.headline_at,
        walk.headline_node,
        frozenset(walk.pictured),
    )
