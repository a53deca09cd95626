"""Pages made of labelled lines, as many kinds of sites set them, with menus, footers and what else is around."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from html import escape

from ..script import is_dense
from .chrome import Chrome
from .chrome_words import words
from .layouts import LAYOUTS, Layout
from .settings import is_body, set_lines
from .shapes import Line
from .sheet import Said, Sheet

_SLOT = re.compile(r"\{(\w+)\}")
_RTL = frozenset(("ar", "fa", "he", "ur", "ckb", "ps", "yi"))
_LONGEST_TITLE = 110
_KINDS = ("NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle", "WebPage")


def page(lines: Sequence[Line], rng: random.Random, lang: str) -> tuple[str, list[Said]]:
    """Lines as the HTML of a whole page, and (label, text) of every line that it says, in order.

    What is around the article is in the language where its words are known, else in English, and labelled as well:
    "nav", "legal", "share", "related", "comments", "ads"; headline, byline, date and site name in the head "either".
    A first line that is "either" and short is the headline; where there is none, the first words of the body are one.
    `read_page` shows all these lines in this order, but for the headline where it finds it. The same for the same input
    and state of `rng`.
    """
    said = [(label, text.strip()) for label, text, _ in lines if text.strip()]
    title, rest = _title(said, rng)
    layout = rng.choice(list(LAYOUTS.values()))
    sheet = Sheet(rng)
    sheet.para = layout.para.replace("%", sheet.hashed())
    chrome = Chrome(sheet, words(lang), said)
    head = _head(sheet, chrome, title, rest)
    cookies = chrome.cookies() if sheet.chance(0.15) else ""
    filled = _fill(layout, sheet, chrome, title, rest)
    opened = re.sub(r"(<body[^>]*>)", lambda match: match.group(1) + cookies, filled, count=1)
    direction = ' dir="rtl"' if lang in _RTL else ""
    return f'<!DOCTYPE html>\n<html lang="{lang}"{direction}{layout.root}>\n{head}\n{opened}\n</html>\n', sheet.seen


def _fill(layout: Layout, sheet: Sheet, chrome: Chrome, title: str, rest: Sequence[Said]) -> str:
    """The frame with its parts, which are written, and so noted, in the order in which they stand there."""

    def heading() -> str:
        crumbs = chrome.crumbs() if sheet.chance(0.25) else ""
        headline = layout.headline.format(sheet.say("either", title))
        byline = chrome.byline() if sheet.chance(0.7) else ""
        return crumbs + headline + byline + (chrome.share() if sheet.chance(0.25) else "")

    body, below = _below(layout, sheet, rest)
    parts = {
        "top": chrome.top,
        "head": heading,
        "body": lambda: set_lines(sheet, body, chrome.inset),
        "tail": lambda: set_lines(sheet, below, str) + chrome.tail(),
        "side": chrome.side,
        "foot": chrome.foot,
    }
    present = {"head", "body"} if sheet.chance(0.08) and not below else parts.keys()
    return _SLOT.sub(lambda match: parts[match.group(1)]() if match.group(1) in present else "", layout.frame)


def _below(layout: Layout, sheet: Sheet, rest: Sequence[Said]) -> tuple[Sequence[Said], Sequence[Said]]:
    """The lines inside the element of the body, and those below it: appeals at the end stand there on some pages."""
    end = len(rest)
    if "{tail}" in layout.frame and sheet.chance(0.3):
        while end and not is_body(rest[end - 1][0]):
            end -= 1
    return rest[:end], rest[end:]


def _title(said: Sequence[Said], rng: random.Random) -> tuple[str, Sequence[Said]]:
    """A headline, and the lines without it."""
    if said and said[0][0] == "either" and len(said[0][1]) <= _LONGEST_TITLE:
        return said[0][1], said[1:]
    first = next((text for label, text in said if is_body(label)), "Untitled")
    few = rng.randint(5, 10)
    some = first[: 3 * few] if is_dense(first[:20]) else " ".join(first.split(" ")[:few])
    return some[:_LONGEST_TITLE].strip(" .,;:–—-") or "Untitled", said


def _head(sheet: Sheet, chrome: Chrome, title: str, rest: Sequence[Said]) -> str:
    """The head: title, what the page declares of itself, style and scripts, each of them on some pages only."""
    ending = sheet.rng.choice((" - ", " | ", " – ", None))
    parts = [
        '<meta charset="utf-8">',
        f"<title>{escape(title)}{escape(ending + chrome.site) if ending else ''}</title>",
    ]
    if sheet.chance(0.6):
        parts.append(f'<meta property="og:title" content="{escape(title)}">')
        kind = sheet.rng.choice(("article", "article", "website"))
        parts.append(f'<meta property="og:type" content="{kind}">')
    if sheet.chance(0.3):
        parts.append(f'<link rel="canonical" href="https://example.org/n/{sheet.rng.randrange(9999)}">')
    if sheet.chance(0.4):
        parts.append("<style>.a{color:#111}.b{margin:0}</style><script>window.dataLayer=[];</script>")
    if sheet.chance(0.5):
        parts.append(_declared(sheet, chrome, title, rest))
    return "<head>" + "\n".join(parts) + "</head>"


def _declared(sheet: Sheet, chrome: Chrome, title: str, rest: Sequence[Said]) -> str:
    """JSON-LD of the article; some of it with the body, and some of those with the appeals in it, too."""
    node = {"@context": "https://schema.org", "@type": sheet.rng.choice(_KINDS), "headline": title}
    if sheet.chance(0.5):
        node["author"] = chrome.author
    if sheet.chance(0.35):
        everything = sheet.chance(0.3)
        node["articleBody"] = sheet.rng.choice(("\n", " ", "\n\n")).join(
            text for label, text in rest if everything or is_body(label)
        )
    told = json.dumps(node, ensure_ascii=sheet.chance(0.5)).replace("</", "<\\/")
    return f'<script type="application/ld+json">{told}</script>'
