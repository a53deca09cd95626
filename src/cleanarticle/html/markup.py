"""What the markup of a page says about each block of its text. Facts only; weighing them is the model's work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..document import Block
    from .page import Node, Page


class Markup(NamedTuple):
    """The facts about one block of a page. node: the element its line belongs to."""

    node: Node


def read_markup(page: Page, blocks: Sequence[Block], nodes: Sequence[int]) -> Iterator[Markup]:
    """The facts about each block, given the number of its node in `page.nodes`."""
    for number in nodes:
        yield Markup(page.nodes[number])
