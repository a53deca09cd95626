"""The safety net: no document is left without its prose, and none loses a greater share than its user allows.

What a user's own rules remove is wanted: it goes in any case, and counts neither as a loss nor as what there was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..result import LEVELS, Removal, Result
from ..rules import RULE
from ..script import is_dense, words

if TYPE_CHECKING:
    from ..document import Document
    from ..removals import Piece
    from .decide import Decided
    from .reasons import BlockReport

ENOUGH = 30
"""A document with prose of so many letters is not left without: a sentence of a news flash, but no photo credit."""
LEAST_SHARE = 0.1
"""In a short one, such a share of the prose that it had is enough."""
_LEAST_WORDS = 3
"""A line of fewer words is no sentence, whatever stands at its end."""
_LONG = 12
"""A line of so many words is prose without a mark at its end, too: it may be wrapped."""
_DENSE = 3
"""A character of a script without spaces says as much as so many letters; two make a word."""
_MARKS = ".!?…。！？｡।۔؟"
_CLOSING = "\"'”’»›)]」』）】*_ "
_PARTED = ("|", "•", "·", "→")
"""Long lines with these are menus."""
_UP_TO_NORMAL = LEVELS[:-1]

Span = tuple[int, int]


class Held(NamedTuple):
    """What the net says. why: in words, for a person.  level: the level to clean at instead; None: nothing may go."""

    why: str
    level: str | None = None


class Net:
    """Takes what a document would lose, part by part if it is very long, and says in the end whether it may.

    Prose is asked for before `only` and `skip` are heard, and at `normal` for `careful` too. So what a level removes
    the next one removes too, and leaving a stage out changes nothing for the others; and where even `normal` finds
    nothing but appeals, `careful` does not cut half of them out. max_removed: greatest share, 0 to 1, of the
    characters other than white space; None: any.
    """

    def __init__(self, document: Document, level: str, max_removed: float | None = None) -> None:
        self._document, self._level, self._most = document, level, max_removed
        self._gone: list[Span] = []
        self._ruled: list[Span] = []
        self._would: list[tuple[str, Span]] = []

    def add(self, part: Document, decided: Decided, gone: Iterable[Piece]) -> None:
        """A part of the document, or all of it: what was decided, and of that what is to go."""
        self._gone += [(piece.start, piece.end) for piece in gone if piece.stage != RULE]
        found = [
            (decision.stage, decision.level, (block.start, block.end))
            for block, decision in zip(part.blocks, decided.decisions, strict=True)
            if decision.level is not None
        ]
        found += [(piece.stage, piece.level, (piece.start, piece.end)) for piece in decided.parts]
        self._ruled += [span for stage, _, span in found if stage == RULE]
        self._would += [(level, span) for stage, level, span in found if stage != RULE]

    def held(self) -> Held | None:
        """None if what is to go may go."""
        if not self._gone:
            return None
        why = self._emptied(_UP_TO_NORMAL)
        if why:
            return Held(self._kept_since(why))
        if self._level == LEVELS[-1] and (why := self._emptied(LEVELS)):
            return Held(f"cleaned at level {_UP_TO_NORMAL[-1]}, since at {self._level} {why}", _UP_TO_NORMAL[-1])
        lost = self._share() if self._most is not None else 0.0
        if self._most is not None and lost > self._most:
            return Held(
                self._kept_since(f"{_percent(lost)} of it would go, more than the {_percent(self._most)} allowed")
            )
        return None

    def _kept_since(self, why: str) -> str:
        return f"kept as it is{', but for your rules' if self._ruled else ''}, since {why}"

    def _emptied(self, levels: Sequence[str]) -> str:
        """Why what would go at these levels is too much, in words; "" if it is not."""
        gone = [span for level, span in self._would if level in levels]
        left = _Rest(self._document, [*gone, *self._ruled])
        if left.prose(ENOUGH) >= ENOUGH:
            return ""
        before = _Rest(self._document, self._ruled)
        if left.prose() < min(ENOUGH, LEAST_SHARE * before.prose()):
            return "no running text would be left of it"
        return "nothing would be left of it" if before.says_anything() and not left.says_anything() else ""

    def _share(self) -> float:
        source = self._document.source
        gone = sum(_visible(source[start:end]) for start, end in self._gone)
        return gone / max(1, _visible(source))


class _Rest:
    """What stays of a document, block by block."""

    def __init__(self, document: Document, gone: Iterable[Span]) -> None:
        self._document, self._gone = document, sorted(gone)

    def prose(self, enough: int | None = None) -> int:
        """How many letters of prose there are; with `enough`, no more are counted than are needed for that."""
        letters = 0
        for text, protected in self._texts():
            letters += 0 if protected else prose_letters(text)
            if enough is not None and letters >= enough:
                break
        return letters

    def says_anything(self) -> bool:
        """Whether there is any word."""
        return any(next(words(text), None) for text, _ in self._texts())

    def _texts(self) -> Iterator[tuple[str, bool]]:
        """What is left of each block, and whether it is protected."""
        source, gone, number = self._document.source, self._gone, 0
        for block in self._document.blocks:
            at, left = block.first, ""
            while number < len(gone) and gone[number][0] < block.last:
                left += source[at : max(at, gone[number][0])]
                at = max(at, gone[number][1])
                if at > block.last:
                    break
                number += 1
            yield left + source[at : block.last], block.protected


def prose_letters(text: str) -> int:
    """How many letters a block of prose has; 0 if it is none: a label, a headline, a menu."""
    number = letters = 0
    for match in words(text):
        size = match.end() - match.start()
        dense = is_dense(match.group())
        number += (size + 1) // 2 if dense else 1
        letters += size * _DENSE if dense else size
    ended = text.rstrip(_CLOSING).endswith(tuple(_MARKS)) and number >= _LEAST_WORDS
    long = number >= _LONG and not any(mark in text for mark in _PARTED)
    return letters if ended or long else 0


def keep(result: Result, held: Held) -> Result:
    """The result of a document that is kept: what the user's rules remove goes, all else is suspect."""
    ruled = tuple(removal for removal in result.removals if removal.stage == RULE)
    others = (removal for removal in result.removals if removal.stage != RULE)
    suspects = sorted((*others, *result.suspects), key=_place)
    return warned(replace(result, removals=ruled, suspects=tuple(suspects), kept_whole=True), held)


def warned(result: Result, held: Held) -> Result:
    """The result with the warning of the net behind its own, if it has one."""
    return replace(result, warning="; ".join(filter(None, (result.warning, held.why))))


def keep_blocks(reports: Iterable[BlockReport], held: Held) -> list[BlockReport]:
    """The same for what `explain` tells of the blocks of such a document."""
    return [
        report._replace(decision="suspect", evidence=(held.why, *report.evidence))
        if report.decision == "removed" and report.stage != RULE
        else report
        for report in reports
    ]


def share_of(value: object) -> float:
    """A share, 0 to 1, as people write it: 0.4 or 40%. Raises ValueError for anything else."""
    try:
        if isinstance(value, str):
            share = float(value.removesuffix("%")) / (100 if value.endswith("%") else 1)
        else:
            share = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else -1.0
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError(f"{value!r} is not a share; write 0.4 or 40%")
    return share


def _place(removal: Removal) -> int:
    return removal.start


def _visible(text: str) -> int:
    return sum(map(len, text.split()))


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0") + "%"
