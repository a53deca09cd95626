"""Stage `payment`: payment widgets: amounts, frequencies, card forms, means of payment."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..signs import Sign, look_for
from ..stage import Finding, stage

SIGNS = (
    Sign(("cardform",), 2.5, most_words=10),
    Sign(("paymeans",), 2.0, most_words=8),
    Sign(("amount",), 2.0, most_words=8),
    Sign(("frequency",), 1.5, most_words=3),
    Sign(("secure",), 1.5, most_words=14),
    Sign(("dismiss",), 1.5, most_words=8),
    Sign(("button",), 0.5, most_words=3),
    Sign(("receipt",), 1.0, most_words=10),
    Sign(("tax", "give"), 1.0),
    Sign(("paymeans", "you"), 1.0),
    Sign(("paymeans", "give"), 1.0),
    Sign(("paymeans", "secure"), 1.5),
    Sign(("amount", "frequency"), 1.0),
    Sign(("money", "frequency"), 1.0, most_words=6),
    Sign((), 1.0, most_words=6, shape="is a sum of money"),
)


@stage("payment", "Payment widgets: amounts, frequencies, card forms, means of payment")
def payment(document: Document) -> Iterator[Finding]:
    """Blocks that show a sign of the stage."""
    yield from look_for(document, SIGNS)
