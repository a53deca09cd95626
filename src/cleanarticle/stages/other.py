"""Stage `other`: what stands around articles and has no stage of its own: contact, author and form lines."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..signs import Sign, look_for
from ..stage import Finding, stage

SIGNS = (
    Sign(("contact",), 1.5, most_words=14),
    Sign(("contact", "you"), 1.0),
    Sign(("author",), 1.0, most_words=25),
    Sign(("formlabel",), 1.0, most_words=4),
    Sign(("button",), 0.8, most_words=3),
)


@stage("other", "What stands around articles and has no stage of its own: contact, author and form lines")
def other(document: Document) -> Iterator[Finding]:
    """Blocks that show a sign of the stage."""
    yield from look_for(document, SIGNS)
