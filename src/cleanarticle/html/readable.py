"""readability-lxml's opinion of a page: which of its elements are in the article. Asked where our own is in doubt."""

from __future__ import annotations

import logging
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .page import Page

_MARK = "data-cleanarticle-node"
_MOST_NODES, _LONGEST = 3_000, 200_000
"""Of larger pages it is not asked: it would take seconds."""


def in_article(page: Page) -> frozenset[int]:
    """The numbers, in `page.nodes`, of the elements that readability-lxml puts in the article; none if it cannot tell.

    It works on a copy of the tree that is parsed already, and still costs as much as all the rest of cleaning a page.
    """
    if len(page.nodes) > _MOST_NODES or len(page.text) > _LONGEST:
        return frozenset()
    reader = _reader()(page)
    try:
        reader.summary()
    except Exception:  # a page that it cannot read: it has no opinion
        return frozenset()
    found: frozenset[int] = reader.found
    return found


def _marked(page: Page) -> Any:
    """A copy of a page's tree whose elements bear the numbers of their nodes."""
    copy = deepcopy(page.tree)
    numbers = {node.element: number for number, node in enumerate(page.nodes)}
    for element, twin in zip(page.tree.iter(), copy.iter(), strict=True):
        number = numbers.get(element)
        if number is not None:
            twin.set(_MARK, str(number))
    return copy


@cache
def _reader() -> Any:
    """Our subclass of readability's document; made when needed: most pages are clear, and it loads slowly."""
    from readability.readability import Document

    logging.getLogger("readability").addHandler(logging.NullHandler())

    class Reader(Document):  # type: ignore[misc]
        """Takes a page instead of a string, and tells which elements are left instead of writing HTML."""

        found: frozenset[int] = frozenset()

        def _parse(self, page: Any) -> Any:
            return super()._parse(_marked(page))

        def get_clean_html(self) -> Any:
            marks = (element.get(_MARK) for element in self.html.iter() if isinstance(element.tag, str))
            self.found = frozenset(int(mark) for mark in marks if mark)
            return super().get_clean_html()

    return Reader
