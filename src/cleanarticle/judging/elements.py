"""What an element of a page, and those around it, say of all blocks in it: worked out once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from .classes import density, few, many, part

if TYPE_CHECKING:
    from ..html.page import Page
    from ..html.prose import Prose
    from ..html.surroundings import Around
    from .registry import Registry

_OUTER = ("parent", "grandparent", "great-grandparent")
_MOST_STEPS = 50
"""So many elements around the likeliest article are looked at for one that holds a block too."""
_NOWHERE = (0, -1, 0)

Serials = tuple[int, ...]


class Elements:
    """What is said by the elements of a page, as serials of keys.

    around: what is around them, by number in `page.nodes`, in order.  whole: the serial of what the page is as a whole.
    """

    def __init__(
        self, page: Page, around: Mapping[int, Around], prose: Prose, registry: Registry, running: int
    ) -> None:
        self._page, self._nodes, self._around, self._prose = page, page.nodes, around, prose
        self._groups = registry.group
        self._whole = self._of_page(running)
        self._places: dict[Around, Serials] = {}
        self._levels: dict[int, tuple[int, ...]] = {}
        self._outer: dict[int, Serials] = {-1: ()}

    def shared(self, numbers: Iterable[int]) -> dict[int, Serials]:
        """What each of these elements says."""
        goals = {
            "candidate": self._prose.best,
            "core": self._prose.core,
            "headline": self._page.headline_node,
        }
        known = {goal: self._relations(goal) for goal in dict.fromkeys(goals.values()) if goal >= 0}
        told = [(self._groups(name), known.get(goal, {})) for name, goal in goals.items()]
        (candidates, to_best), (cores, to_core), (headlines, to_headline) = told
        level, nodes, around = self._groups("element"), self._nodes, self._around
        found = {}
        for number in dict.fromkeys(numbers):
            found[number] = (
                *(self._places.get(around[number]) or self._place(around[number])),
                candidates[to_best.get(number, _NOWHERE)],
                cores[to_core.get(number, _NOWHERE)],
                headlines[to_headline.get(number, _NOWHERE)],
                self._whole,
                level[self._level(number)],
                *self._around_it(nodes[number].parent),
            )
        return found

    def _place(self, around: Around) -> Serials:
        """What the names of an element and of those around it say."""
        serials = self._places[around] = (
            self._groups("path")[around.path],
            self._groups("inside")[around.inside],
            self._groups("class")[around.near],
            self._groups("outer class")[around.far],
        )
        return serials

    def _of_page(self, running: int) -> int:
        """What the page is as a whole: article elements, prose blocks, those of the candidate, a headline."""
        best = self._prose.blocks[self._prose.best] if self._prose.best >= 0 else 0
        key = few(self._page.articles), many(running), many(best), self._page.headline is not None
        return self._groups("whole")[key]

    def _around_it(self, parent: int) -> Serials:
        """What the elements around hold: the parent, its parent, and that one's, as far as there are any."""
        known = self._outer.get(parent)
        if known is not None:
            return known
        found, at = [], parent
        for name in _OUTER:
            if at >= 0:
                found.append(self._groups(name)[self._level(at)])
                at = self._nodes[at].parent
        known = self._outer[parent] = tuple(found)
        return known

    def _level(self, number: int) -> tuple[int, ...]:
        """What an element holds: links, prose, prose blocks, prose among its children, its part of the page's prose."""
        known = self._levels.get(number)
        if known is not None:
            return known
        node, prose = self._nodes[number], self._prose
        chars = prose.chars[number]
        known = self._levels[number] = (
            density(node.link_chars, node.chars),
            part(chars / max(node.chars, 1)) if chars else 0,
            part(chars / max(prose.chars[0], 1)) if chars else 0,
            few(prose.blocks[number]),
            few(prose.children[number]),
            many(prose.lines[number]),
        )
        return known

    def _relations(self, goal: int) -> dict[int, tuple[int, int, int]]:
        """Where each element stands to another, the goal.

        The side (-1 before, 0 in, 1 behind it), the steps up from the goal to what holds both, and down from there.
        """
        nodes, above, place = self._nodes, dict[int, int](), goal
        while place >= 0:
            above[place] = len(above)
            place = nodes[place].parent
        steps = dict[int, tuple[int, int]]()
        found = {}
        for number in self._around:
            up, down = above.get(number, -1), 0
            if up < 0:
                up, down = steps[nodes[number].parent]
                down += 1
            steps[number] = up, down
            if up > _MOST_STEPS:
                up, down = _MOST_STEPS, down - up + _MOST_STEPS
            found[number] = (0 if not up else -1 if number < goal else 1), min(up, 6), min(down, 5)
        return found
