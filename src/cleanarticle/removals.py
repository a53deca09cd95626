"""Blocks that go → removals: runs of one stage, each with its score, its reasons in words and its element."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from .explain import reasons, reasons_of_page, said_by_readability
from .result import Removal

if TYPE_CHECKING:
    from .document import Block, Document
    from .features import Key
    from .model import Model
    from .resolve import Decided

_ENOUGH = 12
"""So many blocks of a run are asked why they go; the reasons of a long run repeat."""
_MOST_TOLD = 5


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
        settled = _settled(document, decided, members)
        if settled:
            yield Removal(start, end, text, stage, score, f"{settled} (in {element})" if element else settled, element)
        else:
            told, where = reasons_of(document, decided, members, model), _where(document, members, element)
            yield Removal.because(start, end, text, stage, score, told, where, element)


def reasons_of(
    document: Document, decided: Decided, members: list[Piece], model: Model
) -> Callable[[], tuple[str, ...]]:
    """What puts the evidence for a run into words when it is called. It holds what it needs for that, no more."""
    if document.markup:
        return _reasons_of_page(decided, members, model)
    return _reasons_of_text(document, decided, members, model)


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
    return document.element(_number(document, members[0]), _number(document, members[-1]))


def _number(document: Document, piece: Piece) -> int:
    """The number of the block that a piece is, or lies in."""
    return piece.number if piece.number >= 0 else document.at(piece.start)


def _settled(document: Document, decided: Decided, members: list[Piece]) -> str:
    """The rule or the third party's finding that settles a run, in words; "" if the model decided."""
    for piece in members[: 1 if document.markup else _ENOUGH]:
        settled = piece.why if piece.number < 0 else decided.decisions[piece.number].verdict
        if settled:
            return settled
    return ""


def _where(document: Document, members: list[Piece], element: str | None) -> str:
    """Which lines a run spans, and in which element."""
    first, last = (document.blocks[_number(document, piece)].line for piece in (members[0], members[-1]))
    lines = f"line {first}" if first == last else f"lines {first}-{last}"
    return f"{lines}, in {element}" if element else lines


class _Asked(NamedTuple):
    """A block that is asked why it goes: its features, the state it is in, and what else is known of it, in words."""

    block: Block
    keys: tuple[Key, ...]
    state: int
    notes: tuple[str, ...]


def _reasons_of_text(
    document: Document, decided: Decided, members: list[Piece], model: Model
) -> Callable[[], tuple[str, ...]]:
    asked = []
    for piece in members[:_ENOUGH]:
        if piece.number >= 0:
            decision = decided.decisions[piece.number]
            keys = decision.keys or decided.features[piece.number]
            notes = tuple(filter(None, (decision.repeat, decision.note)))
            asked.append(_Asked(document.blocks[piece.number], keys, decision.state, notes))
    alone = replace(document, blocks=tuple(one.block for one in asked))  # what was read off the others can go
    alone.__dict__["languages"] = document.languages
    return partial(_told_of_text, alone, asked, model)


def _told_of_text(document: Document, asked: list[_Asked], model: Model) -> tuple[str, ...]:
    """What the blocks of a run say, the commonest first."""
    told: dict[str, float] = {}
    for block, keys, state, notes in asked:
        for rank, reason in enumerate((*notes, *reasons(document, block, keys, model, state))):
            told[reason] = told.get(reason, 0.0) + 1.0 / (rank + 1)
    return tuple(sorted(told, key=lambda reason: -told[reason])[:_MOST_TOLD])


def _reasons_of_page(decided: Decided, members: list[Piece], model: Model) -> Callable[[], tuple[str, ...]]:
    """A page has many runs, and its elements say much the same of all blocks in them: the first one is asked."""
    number = next((piece.number for piece in members if piece.number >= 0), None)
    if number is None:
        return tuple
    decision = decided.decisions[number]
    said = said_by_readability(decision.heard) if decision.heard > 0 else decision.note
    notes = tuple(note for note in (decision.repeat, said) if note)
    return partial(_told_of_page, decision.keys or decided.features[number], model, decision.state, notes)


def _told_of_page(keys: tuple[Key, ...], model: Model, state: int, notes: tuple[str, ...]) -> tuple[str, ...]:
    return (*notes, *reasons_of_page(keys, model, state))
