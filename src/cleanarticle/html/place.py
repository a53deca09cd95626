"""Which element of a page a stretch of its text came from, in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .page import Node, Page

_HIGHEST = 4
"""How far up a name is looked for, in elements."""
_LONGEST = 40
"""A longer id or class is cut, in characters."""
_MOST_CLASSES = 2


def element_of(page: Page, numbers: Sequence[int]) -> str | None:
    """The element that holds all of these nodes (numbers in `page.nodes`), as a CSS selector: `aside.promo > p`.

    An element without an id or a class is told with the nearest one around it that has one. None: there is none.
    """
    first, last = min(numbers), max(numbers)
    if first < 0:
        return None
    node = page.nodes[_common(page.nodes, first, last)]
    told = _name(node.element)
    if not _is_named(node.element):
        outer = node
        for _ in range(_HIGHEST):
            if outer.parent < 0:
                break
            outer = page.nodes[outer.parent]
            if _is_named(outer.element) and outer.tag not in ("body", "html"):
                return f"{_name(outer.element)} > {told}"
    return told


def _common(nodes: Sequence[Node], first: int, last: int) -> int:
    """The innermost node around two; in document order, it is around all between them, too."""
    while first != last:
        if nodes[first].depth >= nodes[last].depth and nodes[first].parent >= 0:
            first = nodes[first].parent
        elif nodes[last].parent >= 0:
            last = nodes[last].parent
        else:
            break
    return first


def _is_named(element: Any) -> bool:
    return bool((element.get("id") or element.get("class") or "").strip())


def _name(element: Any) -> str:
    name = str(element.tag)
    own = (element.get("id") or "").split()
    classes = (element.get("class") or "")[:1000].split()[:_MOST_CLASSES]
    return name + (f"#{_cut(own[0])}" if own else "".join(f".{_cut(word)}" for word in classes))


def _cut(word: str) -> str:
    return word if len(word) <= _LONGEST else word[: _LONGEST - 1] + "…"
