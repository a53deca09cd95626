"""Blocks that go → removals: runs of one stage, each with its score, its reasons in words and its element."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from .deciding.reasons import reasons
from .result import Removal

if TYPE_CHECKING:
    from .deciding.decide import Decided
    from .document import Document

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


def apart(pieces: Iterable[Piece], others: Sequence[Piece] = ()) -> list[Piece]:
    """These pieces in order without those that lie in one of them before, or overlap one of others."""
    chosen: list[Piece] = []
    starts = [other.start for other in others]
    at = 0
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        before = bisect_left(starts, piece.end) - 1
        if piece.start >= at and (before < 0 or others[before].end <= piece.start):
            chosen.append(piece)
            at = piece.end
    return chosen


def removals_of(document: Document, decided: Decided, pieces: list[Piece]) -> Iterator[Removal]:
    """One removal for each run of neighbouring pieces of one stage."""
    for _, run in groupby(enumerate(pieces), key=_Runs()):
        members = [piece for _, piece in run]
        start, end = members[0].start, members[-1].end
        score = min(piece.score if piece.number < 0 else decided.decisions[piece.number].score for piece in members)
        element = document.element(_number(document, members[0]), _number(document, members[-1]))
        text, stage = document.source[start:end], members[0].stage
        settled = _settled(decided, members)
        if settled:
            yield Removal(start, end, text, stage, score, f"{settled} (in {element})" if element else settled, element)
        else:
            spans = [(piece.start, piece.end) for piece in members[:_ENOUGH]]
            told = partial(_told, document, spans, _repeated(decided, members), stage)
            yield Removal.because(start, end, text, stage, score, told, _where(document, members, element), element)


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


def _number(document: Document, piece: Piece) -> int:
    """The number of the block that a piece is, or lies in."""
    return piece.number if piece.number >= 0 else document.at(piece.start)


def _settled(decided: Decided, members: list[Piece]) -> str:
    """The rule or the third party's finding that settles a run, in words; "" if the network decided."""
    for piece in members[:_ENOUGH]:
        settled = piece.why if piece.number < 0 else decided.decisions[piece.number].verdict
        if settled:
            return settled
    return ""


def _where(document: Document, members: list[Piece], element: str | None) -> str:
    """Which lines a run spans, and in which element."""
    first, last = (document.blocks[_number(document, piece)].line for piece in (members[0], members[-1]))
    lines = f"line {first}" if first == last else f"lines {first}-{last}"
    return f"{lines}, in {element}" if element else lines


def _repeated(decided: Decided, members: list[Piece]) -> str:
    """What repetition says of the first block of a run of which it says anything."""
    said = (decided.decisions[piece.number].repeat for piece in members[:_ENOUGH] if piece.number >= 0)
    return next(filter(None, said), "")


def _told(document: Document, spans: list[tuple[int, int]], repeated: str, stage: str) -> tuple[str, ...]:
    """What repetition says of the blocks of a run, and what they say themselves."""
    said = reasons([document.source[start:end].strip() for start, end in spans], stage, document.languages)
    return (repeated, *said) if repeated else tuple(said)
