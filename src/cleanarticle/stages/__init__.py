"""The built-in stages: what removed text can be called. One network tells them apart; here are their names and words.

In the order in which they are listed, and in which a tie between them is settled.
"""

from __future__ import annotations

from typing import NamedTuple


class BuiltIn(NamedTuple):
    """A built-in stage. summary: for lists.  like: what a block without a cue reads like, for reasons.

    concepts: those whose cues speak for it, what convinces most first.
    """

    name: str
    summary: str
    like: str
    concepts: tuple[str, ...]


def _stage(name: str, summary: str, like: str, concepts: str) -> BuiltIn:
    return BuiltIn(name, summary, like, tuple(concepts.split()))


ORDER = (
    _stage(
        "newsletter",
        "Invitations to sign up for a mailing list",
        "an invitation to sign up",
        "signup newsletter inbox email cancel free formlabel consent button urgency outlet reader please you we",
    ),
    _stage(
        "donation",
        "Appeals for money: donate, support us, become a member",
        "an appeal for support",
        "give anyamount support tax independence mission hardship reader member thanks outlet please urgency frequency "
        "paymeans amount money letter we you",
    ),
    _stage(
        "payment",
        "Payment widgets: amounts, frequencies, card forms, means of payment",
        "part of a payment form",
        "paymeans cardform frequency amount secure receipt price money formlabel button give email",
    ),
    _stage(
        "subscription",
        "Paywalls and offers: subscribe, log in to read on",
        "an offer to subscribe",
        "subscription login readon price exclusive free member cancel signup button frequency you",
    ),
    _stage(
        "share", "Share bars, follow-us lines", "a line to share or follow", "share app signup button imperative we"
    ),
    _stage(
        "related", "Read-more lines, lists of other articles", "a pointer to other articles", "related nav imperative"
    ),
    _stage("ads", "Advertisement marks, sponsored and shop lines", "an advertisement", "ads shop price event free"),
    _stage("legal", "Consent, cookie and copyright lines", "a legal notice", "copyright consent cookies contact"),
    _stage("comments", "Comment sections and their labels", "a comment section", "comments login share button please"),
    _stage("nav", "Navigation: menus, search, skip and back links", "navigation", "nav related button"),
    _stage(
        "other",
        "What stands around articles and has no stage of its own: contact, author and form lines",
        "what stands around articles",
        "app button formlabel dismiss contact author event shop",
    ),
)

NAMES = tuple(stage.name for stage in ORDER)
READS_LIKE = {stage.name: stage.like for stage in ORDER}
CONCEPTS = {stage.name: stage.concepts for stage in ORDER} | {
    "body": ("reporting", "collected", "actor", "howto", "calendar")
}
"""Stage, or "body" → the concepts whose cues speak for it."""
