"""Stage `newsletter`: invitations to sign up for a mailing list."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..signs import Sign, look_for
from ..stage import Finding, stage

SIGNS = (
    Sign(("signup", "newsletter"), 3.0),
    Sign(("newsletter", "inbox"), 2.5),
    Sign(("signup", "inbox"), 2.5),
    Sign(("signup", "email"), 2.5),
    Sign(("newsletter", "you"), 1.2),
    Sign(("newsletter", "frequency"), 1.0),
    Sign(("newsletter", "free"), 1.5),
    Sign(("newsletter", "exclusive"), 1.5),
    Sign(("newsletter", "consent"), 2.5),
    Sign(("newsletter", "cancel"), 2.5),
    Sign(("inbox", "exclusive"), 1.5),
    Sign(("email", "consent"), 1.5),
    Sign(("newsletter",), 2.0, most_words=8),
    Sign(("signup",), 2.0, most_words=6),
    Sign(("email",), 2.0, most_words=5),
    Sign(("inbox",), 1.0, most_words=10),
    Sign(("cancel",), 1.0, most_words=14),
)


@stage("newsletter", "Invitations to sign up for a mailing list")
def newsletter(document: Document) -> Iterator[Finding]:
    """Blocks that show a sign of the stage."""
    yield from look_for(document, SIGNS)
