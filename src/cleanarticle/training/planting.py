"""Training blocks planted in plain articles, as labelled lines that `shapes` and `wrappers` then set in many ways."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..matcher import languages
from .records import is_phrase
from .rows import rows
from .shapes import Line

BESIDE = 0.5
"""How often a paragraph that must stay stands right beside a planted block: where one ends is the hard part."""
MOST_PHRASES = 60
"""So many phrases of each language are fitted on; those without a cue file would teach that any short line goes."""
_NORWEGIAN = {"no": "nb"}
_ALONE, _BANNER = 0.4, 60
"""How often a line of a block stands in an article by itself, and how long it is at most, in characters."""
_ROWS, _APART = 0.3, 0.3
"""How often an article has rows of its own among its paragraphs, and how often blank lines part those."""
_LONGEST_HOST = 40
"""So many paragraphs of an article are taken at most to plant blocks in."""

Part = list[tuple[str, str]]
"""Lines as (category or "", text); a paragraph, or a whole block. ("", "") is a blank line."""


class Planted(NamedTuple):
    """A made document: its language, its lines, and the site of the article it was made of ("" if invented)."""

    lang: str
    lines: list[Line]
    site: str
    name: str


class Host(NamedTuple):
    """A plain article to plant in: its paragraphs and its site."""

    parts: list[Part]
    site: str


def plant(
    records: Iterable[dict[str, Any]], hosts: Iterable[dict[str, Any]] = (), seed: str = "plant"
) -> Iterator[Planted]:
    """Documents made of training pieces; the same for the same input.

    Every block is planted in two articles of its language, alone and among others. Every article also stands by
    itself, with and without paragraphs that must stay. Some short lines stand in articles alone. Phrases stand below
    articles, each alone or with a few others.
    hosts: records of real articles in which nothing is to be deleted, to plant in as well.
    """
    blocks, stays, phrases = (defaultdict[str, list[Any]](list) for _ in range(3))
    articles = defaultdict[str, list[Host]](list)
    for record in records:
        lang = _NORWEGIAN.get(record["lang"], record["lang"])
        if is_phrase(record):
            if not record.get("ambiguous"):
                phrases[lang].append((record["category"], record["text"]))
        elif record["category"] == "article":
            articles[lang].append(Host(_paragraphs(record["text"]), ""))
        elif record["category"] == "body":
            stays[lang].append(record["text"])
        else:
            blocks[lang].append([(category, text) for category, text in record["lines"]])
    invented = {lang: list(found) for lang, found in articles.items()}
    for record in hosts:
        lang = _NORWEGIAN.get(record["lang"], record["lang"])
        parts = _paragraphs(record["text"])[:_LONGEST_HOST]
        if len(parts) > 2:
            articles[lang].append(Host(parts, str(record.get("site") or record.get("origin") or record["id"])))
    for lang in sorted(invented):
        rng = random.Random(f"{seed} {lang}")
        made = _documents(rng, blocks[lang], stays[lang], articles[lang], invented[lang])
        for number, (parts, site) in enumerate(made):
            yield Planted(lang, lines_of(_with_rows(rng, parts)), site, f"{seed}-{lang}-{number}")
    for lang in sorted(invented):
        rng = random.Random(f"{seed} banners {lang}")
        for number, (parts, site) in enumerate(_alone(rng, blocks[lang], articles[lang])):
            yield Planted(lang, lines_of(parts), site, f"{seed}-alone-{lang}-{number}")
    for lang in sorted(phrases.keys() & languages().keys()):
        rng = random.Random(f"{seed} phrases {lang}")
        plain = articles[lang] or articles["en"]
        for number, (parts, site) in enumerate(_below(rng, phrases[lang], plain) if plain else ()):
            yield Planted(lang, lines_of(parts), site, f"{seed}-phrase-{lang}-{number}")


def _below(rng: random.Random, phrases: Part, articles: list[Host]) -> Iterator[tuple[list[Part], str]]:
    """The parts of an article, not all of them, with phrases below: one, or two or three of a kind."""
    for phrase in rng.sample(phrases, min(MOST_PHRASES, len(phrases))):
        others = [other for other in phrases if other[0] == phrase[0]]
        more = rng.sample(others, min(len(others), rng.choice((0, 0, 0, 1, 2))))
        host = rng.choice(articles)
        yield [*host.parts[: rng.randint(3, 9)], [phrase, *more]], host.site


def _documents(
    rng: random.Random, blocks: list[Part], stays: list[str], articles: list[Host], invented: list[Host]
) -> Iterator[tuple[list[Part], str]]:
    """(parts, site) of each document of one language."""
    for block in blocks:
        for most in (0, 2):
            host = rng.choice(articles if rng.random() < 0.6 else invented)
            few = [rng.choice(blocks) for _ in range(rng.randint(0, most))]
            yield _planted(rng, [block, *few], stays, list(host.parts)), host.site
    for host in invented:
        yield host.parts, host.site
        for _ in range(2):
            parts = list(host.parts)
            for stay in rng.sample(stays, min(3, len(stays))):
                parts.insert(rng.randint(1, len(parts)), [("", stay)])
            yield parts, host.site
    for stay in stays:  # also right among paragraphs of a real article, where nothing else asks for anything
        host = rng.choice(articles)
        parts = list(host.parts)
        parts.insert(rng.randint(1, len(parts)), [("", stay)])
        yield parts, host.site


def _alone(rng: random.Random, blocks: list[Part], articles: list[Host]) -> Iterator[tuple[list[Part], str]]:
    """Articles with one short line of a block, as pages show them: above the headline, or between paragraphs."""
    for block in blocks:
        short = [line for line in block if line[0] and 0 < len(line[1]) <= _BANNER]
        if short and rng.random() < _ALONE:
            host = rng.choice(articles)
            parts = list(host.parts[:12])
            parts.insert(rng.choice((0, 0, rng.randint(1, len(parts)))), [rng.choice(short)])
            yield parts, host.site


def _planted(rng: random.Random, chosen: list[Part], stays: list[str], parts: list[Part]) -> list[Part]:
    """An article's parts with blocks among them, and paragraphs that must stay beside them or elsewhere."""
    for block in chosen:
        place = rng.choice((0, rng.randint(1, len(parts)), rng.randint(1, len(parts)), len(parts), len(parts)))
        beside: list[Part] = [[("", rng.choice(stays))]] if stays and rng.random() < BESIDE else []
        parts[place:place] = [*beside, block] if rng.random() < 0.5 else [block, *beside]
    if stays and rng.random() < 0.5:
        parts.insert(rng.randint(0, len(parts)), [("", rng.choice(stays))])
    return parts


def _with_rows(rng: random.Random, parts: list[Part]) -> list[Part]:
    """An article's parts, now and then with rows of its own somewhere among them."""
    if rng.random() >= _ROWS:
        return parts
    made = rows(rng, [text for part in parts for category, text in part if not category])
    place = rng.randint(min(1, len(parts)), len(parts))
    apart = rng.random() < _APART
    more: list[Part] = [[("", row)] for row in made] if apart else [[("", row) for row in made]]
    return [*parts[:place], *more, *parts[place:]]


def _paragraphs(article: str) -> list[Part]:
    return [
        [("", line.strip()) for line in paragraph.split("\n") if line.strip()]
        for paragraph in article.replace("\r", "").split("\n\n")
        if paragraph.strip()
    ]


def lines_of(parts: Iterable[Part]) -> list[Line]:
    """The labelled lines of parts that blank lines part."""
    lines: list[Line] = []
    for part in parts:
        gap = 2
        for category, text in part:
            if text.strip():
                lines.append((category, " ".join(text.split()), gap))
                gap = 1
            else:
                gap = 2
    return lines
