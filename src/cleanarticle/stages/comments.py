"""Stage `comments`: comment sections and their labels."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..signs import Sign, look_for
from ..stage import Finding, stage

SIGNS = (
    Sign(("comments",), 2.5, most_words=8),
    Sign(("comments", "login"), 1.5),
    Sign(("comments", "you"), 1.0, most_words=40),
    Sign(("comments", "imperative"), 1.0, most_words=40),
)


@stage("comments", "Comment sections and their labels")
def comments(document: Document) -> Iterator[Finding]:
    """Blocks that show a sign of the stage."""
    yield from look_for(document, SIGNS)
