"""What is around each element of a page that holds text. Each element is looked at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .names import NOTHING, names_of

if TYPE_CHECKING:
    from .page import Node

SEMANTIC = frozenset(
    "article main aside nav header footer form figure figcaption table ul ol dl blockquote section button label select"  # noqa: SIM905
    " dialog details li pre fieldset address td".split()
)
"""Elements whose meaning tells what they are for."""
MOST_NAMES = 200
"""So many names of classes around an element are heard, the first in the alphabet; more are no help to anyone."""

Signature = tuple[Any, ...]


@dataclass(slots=True, eq=False)
class Around:
    """What an element and those around it say, the same for all blocks in it, and for all elements like it.

    inside: the semantic elements around.  own: words in the names of the element.  outer: in those of its parent.
    near: in both.  far: of those further out.  path: tags of the element, its parent and its parent's.  signature: its
    tag and class, and its parent's; elements of one kind have the same.
    """

    inside: frozenset[str]
    own: frozenset[str]
    outer: frozenset[str]
    near: frozenset[str]
    far: frozenset[str]
    path: tuple[str, ...]
    signature: Signature


def surroundings(nodes: Sequence[Node], numbers: Iterable[int]) -> dict[int, Around]:
    """What is around these nodes of a page (numbers in `nodes`), and those that hold them, by number and in order.

    Elements that cannot be told apart have the same object.
    """
    found: dict[int, Around] = {}
    alike: dict[tuple[Around | None, str, str | None, frozenset[str]], Around] = {}
    for number in _with_outer(nodes, numbers):
        node = nodes[number]
        outer = found[node.parent] if node.parent >= 0 else None
        own, kind = names_of(node.element)
        key = (outer, node.tag, kind, own)
        known = alike.get(key)
        if known is None:
            known = alike[key] = _within(outer, node.tag, kind, own) if outer else _outermost(node.tag, kind, own)
        found[number] = known
    return found


def _with_outer(nodes: Sequence[Node], numbers: Iterable[int]) -> list[int]:
    """These nodes and those around them, parents before their children."""
    found = set[int]()
    for at in numbers:
        number = at
        while number >= 0 and number not in found:
            found.add(number)
            number = nodes[number].parent
    return sorted(found)


def _outermost(tag: str, kind: str | None, own: frozenset[str]) -> Around:
    return Around(NOTHING, own, NOTHING, own, NOTHING, (tag,), (tag, kind))


def _within(outer: Around, tag: str, kind: str | None, own: frozenset[str]) -> Around:
    """What is around an element, by what is around the one that holds it."""
    inside = outer.inside | {tag} if tag in SEMANTIC else outer.inside
    far = outer.far
    if not outer.outer <= far:
        far = far | outer.outer
        if len(far) > MOST_NAMES:  # or they would take room by the square of the depth
            far = frozenset(sorted(far)[:MOST_NAMES])
    near = own | outer.own if own else outer.own
    return Around(inside, own, outer.own, near, far, (tag, *outer.path[:2]), (tag, kind, *outer.signature[:2]))
