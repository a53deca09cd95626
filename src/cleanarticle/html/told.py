"""What a page says of its own article: the text of it, or a summary, in what is meant for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..script import word_finder

if TYPE_CHECKING:
    from .page import Page

_BODY = re.compile(r'"articleBody"\s{0,9}:\s{0,9}"((?:[^"\\]|\\.){200,1000000})"', re.DOTALL)
_MARKUP = re.compile(r"<[^<>]{0,300}>|&[a-z#0-9]{1,8};|\\[nrtu/\"](?:[0-9a-f]{4})?")
_SUMMARIES = ("og:description", "description", "twitter:description")
_GRAM = 3
_MOST_SCRIPTS = 50

Grams = frozenset[tuple[str, ...]]


def told_body(tree: Any) -> Grams:
    """Runs of three words of the article's text in JSON-LD (schema.org `articleBody`); empty if the page has none."""
    for _, script in zip(range(_MOST_SCRIPTS), tree.iter("script"), strict=False):
        if script.text and '"articleBody"' in script.text and "json" in (script.get("type") or ""):
            match = _BODY.search(script.text)
            if match:
                return grams(_unescaped(match.group(1)))
    return frozenset()


def _unescaped(text: str) -> str:
    import json
    from html import unescape

    try:
        text = str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        text = text.replace("\\", " ")
    return _MARKUP.sub(" ", unescape(text))


def told_summary(tree: Any) -> Grams:
    """Runs of three words of the page's descriptions of itself."""
    found: Grams = frozenset()
    for meta in tree.iter("meta"):
        if (meta.get("property") or meta.get("name")) in _SUMMARIES:
            found |= grams((meta.get("content") or "")[:2000])
    return found


def grams(text: str) -> Grams:
    """The runs of three words of a text, in lower case."""
    return frozenset(_runs(text))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    folded = text.lower()
    found = word_finder(folded).findall(folded)
    return zip(found, found[1:], found[2:], strict=False)


def shares(page: Page, texts: Iterator[str]) -> Iterator[tuple[str, str]]:
    """For each block's text: how much of it is in the article's text, and how much in the summary, as words."""
    body, summary = told_body(page.tree), told_summary(page.tree)
    for text in texts:
        own = grams(text) if (body or summary) and len(text) > 12 else frozenset()
        yield _share(own, body, "not told"), _share(own, summary, "no summary")


def _share(own: Grams, told: Grams, unknown: str) -> str:
    if not told:
        return unknown
    if not own:
        return "too short to tell"
    share = len(own & told) / len(own)
    return "none" if share < 0.15 else "some" if share < 0.75 else "all"
