"""Stage `donation`: appeals for money: donate, support us, become a member."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..signs import Sign, look_for
from ..stage import Finding, stage

SIGNS = (
    Sign(("give", "you"), 1.5),
    Sign(("give", "we"), 1.2),
    Sign(("give", "outlet"), 2.0),
    Sign(("support", "outlet"), 2.0),
    Sign(("support", "you", "we"), 1.5),
    Sign(("support", "reader"), 2.0),
    Sign(("support", "independence"), 2.0),
    Sign(("support", "mission"), 1.5),
    Sign(("support", "thanks"), 1.5),
    Sign(("member", "outlet"), 1.5),
    Sign(("member", "support"), 1.5),
    Sign(("anyamount",), 2.0),
    Sign(("anyamount", "give"), 2.0),
    Sign(("hardship", "we"), 1.0),
    Sign(("hardship", "outlet"), 1.0),
    Sign(("independence", "outlet"), 1.0),
    Sign(("independence", "we"), 1.0),
    Sign(("reader", "letter"), 2.0, most_words=8),
    Sign(("reader", "we"), 1.0),
    Sign(("please", "give"), 2.0),
    Sign(("please", "support"), 2.0),
    Sign(("give", "frequency"), 1.5),
    Sign(("give",), 1.5, most_words=8),
    Sign(("support",), 1.5, most_words=8),
)


@stage("donation", "Appeals for money: donate, support us, become a member")
def donation(document: Document) -> Iterator[Finding]:
    """Blocks that show a sign of the stage."""
    yield from look_for(document, SIGNS)
