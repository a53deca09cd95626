"""Training blocks planted in plain articles, in the shapes that copied and extracted texts have."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from ..matcher import languages
from .records import is_phrase

BESIDE = 0.5
"""How often a paragraph that must stay stands right beside a planted block: where one ends is the hard part."""
STYLES = ("mixed", "together")
"""How blocks are planted: alone or with a few others at random; or together with one of each other kind, too."""
_KINDS = ("newsletter", "donation", "payment")
_SHAPES = ("blank lines", "blank lines", "blank lines", "lines", "flat", "glued", "literal")

MOST_PHRASES = 120
"""So many phrases of each language are fitted on; those without a cue file would teach that any short line goes."""
_ARTICLES_OF = {"nb": "no"}
"""Whose articles are tagged otherwise than phrases."""

Part = list[tuple[str, str]]
"""Lines as (category or "", text); a paragraph, or a whole block."""


def plant(records: Iterable[dict[str, Any]], seed: str = "plant", style: str = STYLES[0]) -> Iterator[dict[str, Any]]:
    """Records with `text` and `spans` from training blocks, stay-paragraphs and articles; the same for the same input.

    Every block is planted three times in articles of its language, at the top, inside and at the end (style: see
    STYLES). Every article also stands by itself, as it is and flattened, with and without paragraphs that must stay.
    Phrases stand below articles, each by itself or with a few others.
    """
    blocks, stays, articles, phrases = (defaultdict[str, list[Any]](list) for _ in range(4))
    for record in records:
        if is_phrase(record):
            if not record.get("ambiguous"):
                phrases[record["lang"]].append((record["category"], record["text"]))
        elif record["category"] == "article":
            articles[record["lang"]].append(record["text"])
        elif record["category"] == "body":
            stays[record["lang"]].append(record["text"])
        else:
            blocks[record["lang"]].append([(category, text) for category, text in record["lines"]])
    for lang in sorted(articles):
        rng = random.Random(f"{seed} {lang}")
        for number, (parts, shape) in enumerate(_documents(rng, style, blocks[lang], stays[lang], articles[lang])):
            text, spans = render(parts, shape)
            yield {"id": f"{seed}-{lang}-{number}", "lang": lang, "text": text, "spans": spans, "either": []}
    for lang in sorted(phrases.keys() & languages().keys()):
        rng = random.Random(f"{seed} phrases {lang}")
        plain = articles[_ARTICLES_OF.get(lang, lang)] or articles["en"]
        for number, parts in enumerate(_below(rng, phrases[lang], plain) if plain else ()):
            text, spans = render(parts, "blank lines")
            yield {"id": f"{seed}-phrase-{lang}-{number}", "lang": lang, "text": text, "spans": spans, "either": []}


def _below(rng: random.Random, phrases: Part, articles: list[str]) -> Iterator[list[Part]]:
    """The parts of an article, not all of them, with phrases below: one, or two or three of a kind."""
    for phrase in rng.sample(phrases, min(MOST_PHRASES, len(phrases))):
        others = [other for other in phrases if other[0] == phrase[0]]
        more = rng.sample(others, min(len(others), rng.choice((0, 0, 0, 1, 2))))
        parts = _paragraphs(rng.choice(articles))
        yield [*parts[: rng.randint(3, 9)], [phrase, *more]]


def _documents(
    rng: random.Random, style: str, blocks: list[Part], stays: list[str], articles: list[str]
) -> Iterator[tuple[list[Part], str]]:
    """(parts, shape) of each document of one language."""
    plant_block = _together if style == "together" else _mixed
    for block in blocks:
        yield from plant_block(rng, block, blocks, stays, articles)
    for article in articles:
        yield _paragraphs(article), "blank lines"
        yield _paragraphs(article), rng.choice(("flat", "lines"))
        parts = _paragraphs(article)
        for stay in rng.sample(stays, min(2, len(stays))):
            parts.insert(rng.randint(1, len(parts)), [("", stay)])
        yield parts, rng.choice(_SHAPES)


def _mixed(
    rng: random.Random, block: Part, blocks: list[Part], stays: list[str], articles: list[str]
) -> Iterator[tuple[list[Part], str]]:
    for most in ((0,), (0, 0, 1, 2), (0, 0, 1, 2)):
        parts = _paragraphs(rng.choice(articles))
        few = [rng.choice(blocks) for _ in range(rng.choice(most))]
        yield _planted(rng, [block, *few], stays, parts), rng.choice(_SHAPES)


def _together(
    rng: random.Random, block: Part, blocks: list[Part], stays: list[str], articles: list[str]
) -> Iterator[tuple[list[Part], str]]:
    others = [rng.choice(pool) for kind in _KINDS if kind != block[0][0] and (pool := _of_kind(blocks, kind))]
    few = [rng.choice(blocks) for _ in range(rng.choice((0, 0, 1, 2)))]
    for chosen, shape in (
        ([block], "flat" if rng.random() < 0.25 else "blank lines"),
        ([block, *others], "blank lines"),
        ([block, *few], rng.choice(_SHAPES)),
    ):
        yield _planted(rng, chosen, stays, _paragraphs(rng.choice(articles))), shape


def _of_kind(blocks: list[Part], kind: str) -> list[Part]:
    return [block for block in blocks if block[0][0] == kind]


def _planted(rng: random.Random, chosen: list[Part], stays: list[str], parts: list[Part]) -> list[Part]:
    """An article's parts with blocks among them, and paragraphs that must stay beside them or elsewhere."""
    for block in chosen:
        place = rng.choice((0, rng.randint(1, len(parts)), len(parts), len(parts)))
        beside: list[Part] = [[("", rng.choice(stays))]] if stays and rng.random() < BESIDE else []
        parts[place:place] = [*beside, block] if rng.random() < 0.5 else [block, *beside]
    if stays and rng.random() < 0.5:
        parts.insert(rng.randint(0, len(parts)), [("", rng.choice(stays))])
    return parts


def _paragraphs(article: str) -> list[Part]:
    return [[("", line) for line in paragraph.split("\n")] for paragraph in article.split("\n\n") if paragraph.strip()]


def render(parts: list[Part], shape: str) -> tuple[str, list[list[Any]]]:
    """Text and spans [[start, end, category]] of parts put together.

    Shapes: "blank lines" between parts, "lines" alone, "flat" (all on one line), "glued" (a block stands on the line
    of the paragraph before it), "literal" (the two characters `\\n` for a line break).
    """
    paragraph, line = {"flat": (" ", " "), "lines": ("\n", "\n"), "literal": ("\\n\\n", "\\n")}.get(
        shape, ("\n\n", "\n")
    )
    text = ""
    spans: list[list[Any]] = []
    for part in parts:
        if text:
            text += " " if shape == "glued" and part[0][0] and len(part) < 4 else paragraph
        for number, (category, content) in enumerate(part):
            if number and (content or shape in ("blank lines", "glued")):
                text += line
            if content:
                if category:
                    spans.append([len(text), len(text) + len(content), category])
                text += content
    return text, spans
