"""Which element of a page is the headline: it is no part of the body."""

from __future__ import annotations

from typing import Any

from ..script import words

_LONGEST = 400
_MOST = 40
"""So many headings are looked at; pages with more are lists."""


def find_headline(tree: Any) -> tuple[Any, str]:
    """(the element that holds the headline, what it says), or (None, ""): the heading that the page's title repeats."""
    titles = [known for told in page_titles(tree) if (known := _stems(told))]
    best, best_score, said = None, 0.0, ""
    for tag, least in (("h1", 0.5), ("h2", 0.8)):
        for number, heading in enumerate(tree.iter(tag)):
            if number == _MOST:
                break
            text = " ".join("".join(heading.itertext())[:_LONGEST].split())
            stems = _stems(text)
            if not stems:
                continue
            score = max((_likeness(stems, title) for title in titles), default=0.0)
            if score > best_score and score >= least:
                best, best_score, said = heading, score, text
        if best is not None:
            return best, said
    headings = [heading for _, heading in zip(range(2), tree.iter("h1"), strict=False)]
    if len(headings) == 1 and not titles:
        return headings[0], " ".join("".join(headings[0].itertext()).split())
    return None, ""


def page_titles(tree: Any) -> list[str]:
    """What the head of a page says that its title is, the most exact first."""
    told = [
        meta.get("content", "")
        for meta in tree.iter("meta")
        if meta.get("property") == "og:title" or meta.get("name") in ("og:title", "twitter:title", "title")
    ]
    told += ["".join(title.itertext()) for _, title in zip(range(1), tree.iter("title"), strict=False)]
    return [" ".join(text[:_LONGEST].split()) for text in told if text.strip()]


def _stems(text: str) -> frozenset[str]:
    return frozenset(match.group().lower() for match in words(text))


def _likeness(heading: frozenset[str], title: frozenset[str]) -> float:
    """Share of the heading's words that the title has too, less for a heading that says only a part of it."""
    shared = len(heading & title)
    return shared / len(heading) * min(1.0, 0.4 + shared / len(title))
