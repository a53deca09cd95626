"""Stage `ads`: advertisement marks, sponsored and shop lines."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..signs import Sign, look_for
from ..stage import Finding, stage

SIGNS = (
    Sign(("ads",), 2.5, most_words=8),
    Sign(("ads",), 1.0, most_words=40),
    Sign(("shop",), 1.5, most_words=8),
    Sign(("event", "imperative"), 1.0, most_words=25),
    Sign(("shop", "price"), 1.0, most_words=25),
)


@stage("ads", "Advertisement marks, sponsored and shop lines")
def ads(document: Document) -> Iterator[Finding]:
    """Blocks that show a sign of the stage."""
    yield from look_for(document, SIGNS)
