"""Stage `legal`: consent, cookie and copyright lines."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..signs import Sign, look_for
from ..stage import Finding, stage

SIGNS = (
    Sign(("cookies",), 2.0, most_words=12),
    Sign(("cookies", "consent"), 2.5),
    Sign(("cookies", "you"), 1.0),
    Sign(("consent",), 2.0, most_words=14),
    Sign(("copyright",), 2.5, most_words=30),
    Sign((), 2.5, most_words=40, shape="holds a copyright sign"),
)


@stage("legal", "Consent, cookie and copyright lines")
def legal(document: Document) -> Iterator[Finding]:
    """Blocks that show a sign of the stage."""
    yield from look_for(document, SIGNS)
