"""Stage `subscription`: paywalls and offers: subscribe, log in to read on."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..signs import Sign, look_for
from ..stage import Finding, stage

SIGNS = (
    Sign(("subscription", "readon"), 3.0),
    Sign(("readon", "login"), 3.0),
    Sign(("readon", "free"), 1.5),
    Sign(("subscription", "login"), 2.5),
    Sign(("subscription", "you"), 1.0),
    Sign(("subscription", "price"), 2.0),
    Sign(("subscription", "free"), 1.0),
    Sign(("subscription", "cancel"), 2.0),
    Sign(("subscription", "frequency"), 1.0),
    Sign(("subscription", "exclusive"), 1.5),
    Sign(("price", "frequency", "cancel"), 2.0),
    Sign(("subscription",), 2.0, most_words=8),
    Sign(("login",), 2.0, most_words=8),
    Sign(("readon",), 2.0, most_words=10),
)


@stage("subscription", "Paywalls and offers: subscribe, log in to read on")
def subscription(document: Document) -> Iterator[Finding]:
    """Blocks that show a sign of the stage."""
    yield from look_for(document, SIGNS)
