"""Blocks that go → removals: runs of one stage, each with its score, its reasons in words and its element."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from .explain import reasons, reasons_of_page, said_by_readability
from .result import Removal

if TYPE_CHECKING:
    from .document import Document
    from .features import Key
    from .model import Model
    from .resolve import Decided

_NO_REASON = "stands among what is not the article"
_ENOUGH = 12
"""So many blocks of a run are asked why they go; the reasons of a long run repeat."""


class Piece(NamedTuple):
    """A stretch that goes: a whole block (its `number`), or part of one (number -1, with its own score and reason)."""

    start: int
    end: int
    stage: str
    level: str | None
    number: int
    score: float = 0.0
    why: str = ""


def removals_of(document: Document, decided: Decided, pieces: list[Piece], model: Model) -> Iterator[Removal]:
    """One removal for each run of neighbouring pieces of one stage."""
    for _, run in groupby(enumerate(pieces), key=_Runs()):
        members = [piece for _, piece in run]
        start, end = members[0].start, members[-1].end
        score = min(piece.score if piece.number < 0 else decided.decisions[piece.number].score for piece in members)
        element = _element(document, members)
        text, stage = document.source[start:end], members[0].stage
        if document.markup and members[0].number >= 0 and not decided.decisions[members[0].number].verdict:
            tell = _tell_of_page(document, decided, members, model, element)
            yield Removal.told_later(start, end, text, stage, score, tell, element)
        else:
            why = _why(document, decided, members, model, element)
            yield Removal(start, end, text, stage, score, why, element)


class _Runs:
    """A groupby key that changes where a piece does not continue the one before it."""

    def __init__(self) -> None:
        self.last: Piece | None = None
        self.number = 0

    def __call__(self, item: tuple[int, Piece]) -> int:
        piece = item[1]
        if self.last is None or piece.start != self.last.end or piece.stage != self.last.stage:
            self.number += 1
        self.last = piece
        return self.number


def _element(document: Document, members: list[Piece]) -> str | None:
    """The element that a run stood in; None if it stood in a text."""
    first, last = members[0], members[-1]
    number = first.number if first.number >= 0 else document.at(first.start)
    return document.element(number, last.number if last.number >= 0 else document.at(last.start))


def _why(document: Document, decided: Decided, members: list[Piece], model: Model, element: str | None) -> str:
    """The evidence for a run in words: what its blocks say, the commonest first, and which lines it spans."""
    told: dict[str, float] = {}
    for piece in members[:_ENOUGH]:
        decision = decided.decisions[piece.number]
        settled = piece.why if piece.number < 0 else decision.verdict
        if settled:
            return f"{settled} (in {element})" if element else settled
        block = document.blocks[piece.number]
        own = reasons(document, block, decision.keys or decided.features[piece.number], model, decision.state)
        for rank, reason in enumerate(filter(None, (decision.repeat, decision.note, *own))):
            told[reason] = told.get(reason, 0.0) + 1.0 / (rank + 1)
    best = sorted(told, key=lambda reason: -told[reason])[:5]
    return f"{'; '.join(best) or _NO_REASON} ({_where(document, members, element)})"


def _where(document: Document, members: list[Piece], element: str | None) -> str:
    """Which lines a run spans, and in which element."""
    first, last = document.blocks[members[0].number].line, document.blocks[members[-1].number].line
    lines = f"line {first}" if first == last else f"lines {first}-{last}"
    return f"{lines}, in {element}" if element else lines


def _tell_of_page(
    document: Document, decided: Decided, members: list[Piece], model: Model, element: str | None
) -> Callable[[], str]:
    """What puts the evidence for a run of a page into words. It holds the run's first block's keys, not the page.

    A page has many runs, and its elements say much the same of all blocks in them.
    """
    number = members[0].number
    decision = decided.decisions[number]
    keys = decision.keys or decided.features[number]
    said = said_by_readability(decision.heard) if decision.heard > 0 else decision.note
    notes = [note for note in (decision.repeat, said) if note]
    return partial(_told, keys, model, decision.state, notes, _where(document, members, element))


def _told(keys: tuple[Key, ...], model: Model, state: int, notes: list[str], where: str) -> str:
    told = [*notes, *reasons_of_page(keys, model, state)]
    return f"{'; '.join(told) or _NO_REASON} ({where})"
