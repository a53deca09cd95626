"""A page on its way: what has been said on it, in order, and small pieces of HTML around what is said."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from html import escape

Said = tuple[str, str]
"""(label, text) of a line."""

_NEUTRAL = (
    *("block", "content", "inner", "text", "row", "wrap", "box", "module", "c-box", "field-item", "rich-text", "note"),
    *("paragraph", "wp-block-group", "has-background", "col-12", "elementor-widget-container", "et_pb_text_inner"),
    *(
        "well",
        "panel-body",
        "item",
        "component",
        "segment",
        "highlight",
        "frame",
        "textwidget",
        "m-block",
        "a1",
        "grey",
    ),
    *("article__section", "u-margin-top", "l-container", "tile", "callout", "c-callout", "info", "extra", "entry"),
)
_TELLING = {
    "newsletter": ("newsletter-signup", "nl-box", "mc_embed_signup", "email-optin", "js-newsletter", "mailpoet_form"),
    "donation": ("donation-box", "donate-cta", "support-us", "c-donate", "give-banner", "fundraise"),
    "payment": ("paypal-box", "iban", "bank-details", "payment-info", "crypto-address", "wallet"),
    "subscription": (
        "paywall",
        "subscribe-box",
        "regwall",
        "c-paywall__offer",
        "premium-offer",
        "tp-modal",
        "membership",
    ),
    "share": ("sharedaddy", "social-share", "addthis_toolbox", "follow-us", "c-social"),
    "related": ("related-posts", "read-more", "also-read", "inline-related", "jp-relatedposts", "more-on-this"),
    "ads": ("ad-label", "adsbygoogle", "sponsor", "promo", "partner-content"),
    "legal": ("copyright", "disclaimer", "legal-note"),
    "comments": ("comments-prompt", "respond", "discussion"),
}
_TELLING_OTHER = ("promo-box", "cta", "c-cta", "inline-promo", "banner", "callout--cta", "post-footer-note")
_ODD = (
    *("paywall", "premium-content", "metered-content", "subscriber-only", "newsletter-content", "with-ads", "ad-area"),
    *(
        "factbox",
        "infobox",
        "c-callout",
        "sidebar-story",
        "promo-text",
        "embed",
        "related-text",
        "share-body",
        "cta-free",
    ),
    *("pullquote", "footnote", "update", "correction", "editors-note", "key-points", "box-grey", "story-banner"),
)
_INLINE = ("a", "a", "a", "em", "strong", "b", "i", "span", "u")


class Sheet:
    """Collects what is said. rng: the only source of chance.  para: how the page sets a paragraph, "{}" in it."""

    def __init__(self, rng: random.Random, para: str = "<p>{}</p>") -> None:
        self.rng = rng
        self.para = para
        self.seen: list[Said] = []

    def say(self, label: str, text: str) -> str:
        """A line as HTML, without elements; it is noted as the next that is said."""
        self.seen.append((label, text))
        return escape(text)

    def rich(self, line: Said) -> str:
        """A line as HTML, now and then with a link or emphasis on some of its words."""
        label, text = line
        words = text.split(" ")
        if len(words) < 6 or self.rng.random() > 0.3:
            return self.say(label, text)
        self.seen.append(line)
        first = self.rng.randrange(len(words) - 2)
        last = first + self.rng.randint(1, min(5, len(words) - first - 1))
        before, inner, after = (escape(" ".join(part)) for part in (words[:first], words[first:last], words[last:]))
        tag = self.rng.choice(_INLINE)
        return f"{before} <{tag}{self.href() if tag == 'a' else ''}>{inner}</{tag}> {after}".strip()

    def paragraph(self, line: Said) -> str:
        """A line as a paragraph, in the page's way."""
        return self.para.format(self.rich(line))

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.rng.random() < share

    def href(self) -> str:
        """An address, as an attribute."""
        path = self.rng.choice(("/", "#", "/news/{}", "/story-{}.html", "https://example.org/{}", "/?p={}", "/tag/n{}"))
        target = ' target="_blank" rel="noopener"' if self.chance(0.15) else ""
        return f' href="{path.format(self.rng.randrange(10_000))}"{target}'

    def hashed(self) -> str:
        """A class name as build tools make them."""
        name = "".join(self.rng.choice("abcdefghijkmnpqrstuvwxyz0123456789") for _ in range(6))
        return self.rng.choice(("css-{}", "sc-{}", "_{}", "jsx-{}", "Text__Root-{}", "x{}")).format(name)

    def named(self, names: Sequence[str]) -> str:
        """A class or id with one of some names, as an attribute."""
        return f' {self.rng.choice(("class", "class", "class", "id"))}="{self.rng.choice(names)}"'

    def name(self, label: str) -> str:
        """A class for an element around a line of that label: it tells what is inside only now and then."""
        if self.chance(0.2):
            return f' class="{self.hashed()}"'
        if self.chance(0.1):
            return ""
        if label in ("", "either"):
            return self.named(_ODD if self.chance(0.4) else _NEUTRAL)
        if self.chance(0.55):
            return self.named(_NEUTRAL)
        return self.named(_TELLING.get(label, ()) + _TELLING_OTHER)

    def each(self, run: Sequence[Said], form: str, write: Callable[[Said], str] | None = None) -> str:
        """Lines one by one in a form with "{}" in it."""
        return "\n".join(form.format((write or self.rich)(line)) for line in run)
