"""Stage `nav`: navigation: menus, search, skip and back links."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..signs import Sign, look_for
from ..stage import Finding, stage

SIGNS = (
    Sign(("nav",), 2.0, most_words=4),
    Sign(("nav",), 0.5, most_words=8),
)


@stage("nav", "Navigation: menus, search, skip and back links")
def nav(document: Document) -> Iterator[Finding]:
    """Blocks that show a sign of the stage."""
    yield from look_for(document, SIGNS)
