"""Stage `related`: read-more lines, lists of other articles."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..signs import Sign, look_for
from ..stage import Finding, stage

SIGNS = (
    Sign(("related",), 2.5, most_words=14),
    Sign(("related",), 0.5),
    Sign(("author", "related"), 1.5, most_words=25),
)


@stage("related", "Read-more lines, lists of other articles")
def related(document: Document) -> Iterator[Finding]:
    """Blocks that show a sign of the stage."""
    yield from look_for(document, SIGNS)
