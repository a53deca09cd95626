"""Why a block goes or stays, in words: the strongest weights, read back as what they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .document import Block, Document
from .features import Key
from .matcher import table
from .model import Model
from .page_names import say_page
from .wording import in_words

MOST_REASONS = 4
_LEAST_WEIGHT = 0.15
_MOST_KEYS_OF_PAGE = 5
"""Blocks of pages have a hundred features, and pages a hundred runs: only the groups that weigh most are told of."""
_LONGEST_CUE = 40


class BlockReport(NamedTuple):
    """One block as `cleanarticle explain` shows it.

    start, end: code-point offsets into the source.  text: the block's content.  line: the number of its line, from 1.
    decision: "kept", "removed", "suspect" (kept, but the level `thorough` would remove it) or "protected".
    stage: the stage it goes or would go under; None where it is kept.  score: posterior, 0 to 1, that it is not the
    article.  evidence: the reasons in words, strongest first; before them, what held a block that stays but came close.
    element: of a page, what the block stands in, as a CSS selector.
    """

    start: int
    end: int
    text: str
    line: int
    decision: str
    stage: str | None
    score: float
    evidence: tuple[str, ...]
    element: str | None = None


def reasons(
    document: Document, block: Block, keys: Iterable[Key], model: Model, state: int, *, against: bool = False
) -> list[str]:
    """The strongest evidence that a block is in `state` (or, with `against`, that it is body), in words.

    Weights of a concept, of it in a block of that length, and of its pairs are added up and told once, with the words
    that were found.
    """
    if document.markup:
        return reasons_of_page(keys, model, state, against=against)
    return _strongest(model.reasons(tuple(keys), state), -1.0 if against else 1.0, _quotes(document, block))


def reasons_of_page(keys: Iterable[Key], model: Model, state: int, *, against: bool = False) -> list[str]:
    """The same for a block of a page, of which only the keys are needed."""
    return _strongest(model.reasons(tuple(keys), state, _MOST_KEYS_OF_PAGE), -1.0 if against else 1.0, {})


def said_by_readability(heard: float) -> str:
    """What readability says of a block of a page in doubt (see `Decision.heard`)."""
    return "readability puts it in the article" if heard < 0 else "readability leaves it out of the article"


def _strongest(weighed: Iterable[tuple[float, str]], sign: float, words: dict[str, str]) -> list[str]:
    """The strongest features in words, given their weights, and the words that stand for concepts."""
    weights: dict[str, float] = {}
    for weight, name in weighed:
        for part, share in _parts(name):
            weights[part] = weights.get(part, 0.0) + sign * weight * share
    strongest = sorted(((weight, part) for part, weight in weights.items() if weight >= _LEAST_WEIGHT), reverse=True)
    told = []
    for _, part in strongest:
        said = _say(part, words)
        if said and said not in told:
            told.append(said)
        if len(told) == MOST_REASONS:
            break
    return told


def _parts(name: str) -> Iterable[tuple[str, float]]:
    """(what a feature is told as, share of its weight): a pair of concepts is told as both, half each."""
    group, _, rest = name.partition(": ")
    if group == "concepts":
        return [(f"concept: {concept}", 0.5) for concept in rest.split(" + ")]
    if group == "concept":
        return [(f"concept: {rest.split(' in a ')[0]}", 1.0)]
    return [(name, 1.0)]


def _quotes(document: Document, block: Block) -> dict[str, str]:
    """Concept → the first words of the block that stand for it."""
    names = list(table().concepts)
    words: dict[str, str] = {}
    for hit in document.cues(block):
        quote = " ".join(document.source[hit.start : hit.end].split())
        if len(quote) > _LONGEST_CUE:
            quote = quote[:_LONGEST_CUE] + "…"
        words.setdefault(names[hit.concept], quote)
    return words


def _say(part: str, words: dict[str, str]) -> str:
    """One piece of evidence in words, or "" if it says nothing to a person."""
    group, _, rest = part.partition(": ")
    says = table().concepts
    if group == "concept":
        return f"{says[rest]} (“{words[rest]}”)" if rest in words else "holds no cue" if rest == "none" else ""
    if group == "quoted":
        return f"only quotes someone who {says[rest]}"
    if group in ("before", "after"):
        return f"the block {group} it {says[rest]}"
    if group == "near":
        return f"a block near by {says[rest]}"
    if group == "text":
        return f"the whole text {says[rest]}"
    if group == "word":
        return f"uses the word “{rest}…”"
    if group in ("shape", "place"):
        return in_words(rest)
    return say_page(group, rest)
