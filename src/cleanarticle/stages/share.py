"""Stage `share`: share bars, follow-us lines."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..signs import Sign, look_for
from ..stage import Finding, stage

SIGNS = (
    Sign(("share",), 2.5, most_words=8),
    Sign(("share", "imperative"), 1.0, most_words=25),
    Sign(("share", "you"), 1.0, most_words=25),
    Sign(("share", "we"), 1.0, most_words=25),
    Sign(("app",), 1.5, most_words=12),
    Sign(("app", "imperative"), 1.0, most_words=25),
)


@stage("share", "Share bars, follow-us lines")
def share(document: Document) -> Iterator[Finding]:
    """Blocks that show a sign of the stage."""
    yield from look_for(document, SIGNS)
