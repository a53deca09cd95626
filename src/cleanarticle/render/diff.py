"""What was removed, for people: on a terminal with the stage and the reason in the margin, in a pipe with marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..result import Removal, Result
from .terminal import safe, safe_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

KEPT, REMOVED, SUSPECT, NOTE = " ", "-", "?", "@"
_STYLES = {KEPT: "", REMOVED: "red strike", SUSPECT: "dim"}
_MARGIN_STYLES = {KEPT: "", REMOVED: "red", SUSPECT: "dim"}
_NARROW = 60
"""A terminal of fewer columns has no room for a margin: the reason stands above what goes."""


class _Stretch(NamedTuple):
    """A stretch of the source: what becomes of it, its lines fit for a terminal, and why."""

    mark: str
    lines: list[str]
    note: str = ""


def print_diff(console: Console, result: Result, name: str | None = None, *, margin: bool = True) -> None:
    """Print the whole article with what went struck out, what `thorough` would take too dimmed, and a tally.

    margin: wrap to the console's width, with stage and reason at the left; else one line a line, each with a mark.
    """
    from rich.text import Text

    if name:
        console.print(Text(safe_line(name), style="bold"), soft_wrap=True)
    wide = margin and console.width >= _NARROW
    for stretch in _stretches(result):
        if wide:
            _print_beside(console, stretch, console.width // 3)
        else:
            _print_below(console, stretch, wrap=margin)
    last = tally(result) if margin else f"{NOTE} {tally(result)}"
    console.print(Text(last, style="bold"), soft_wrap=True)


def _stretches(result: Result) -> Iterator[_Stretch]:
    """The source in order: kept, removed, kept ..."""
    at = 0
    marks = [(removal, REMOVED) for removal in result.removals] + [(suspect, SUSPECT) for suspect in result.suspects]
    for removal, mark in sorted(marks, key=lambda pair: pair[0].start):
        if at < removal.start:
            yield _Stretch(KEPT, _lines(result.source[at : removal.start]))
        what = removal.stage if mark == REMOVED else f"suspect {removal.stage}"
        yield _Stretch(mark, _lines(removal.text), f"{what}: {safe_line(removal.why)}")
        at = removal.end
    if at < len(result.source):
        yield _Stretch(KEPT, _lines(result.source[at:]))


def _lines(text: str) -> list[str]:
    lines = safe(text).expandtabs(4).split("\n")
    return lines if lines[-1] else lines[:-1]


def _print_beside(console: Console, stretch: _Stretch, margin: int) -> None:
    """The note in a column at the left, the text beside it, both wrapped."""
    from rich.text import Text

    notes = _wrapped(console, stretch.note, margin - 2, _MARGIN_STYLES[stretch.mark]) if stretch.note else []
    width = console.width - margin - 2
    texts = [line for text in stretch.lines for line in _wrapped(console, text, width, _STYLES[stretch.mark])]
    for number in range(max(len(notes), len(texts))):
        row = notes[number] if number < len(notes) else Text()
        row.pad_right(margin - row.cell_len)
        row = Text.assemble(row, (stretch.mark if number < len(texts) else " ", _MARGIN_STYLES[stretch.mark]), " ")
        if number < len(texts):
            row.append_text(texts[number])
        row.rstrip()
        console.print(row, soft_wrap=True)


def _wrapped(console: Console, text: str, width: int, style: str) -> list[Text]:
    from rich.text import Text

    return list(Text(text, style=style).wrap(console, width)) if text.strip() else [Text()]


def _print_below(console: Console, stretch: _Stretch, *, wrap: bool) -> None:
    """The note on a line of its own, then the text, each line with its mark."""
    from rich.text import Text

    if stretch.note:
        console.print(Text(f"{NOTE} {stretch.note}", style=_MARGIN_STYLES[stretch.mark]), soft_wrap=not wrap)
    for line in stretch.lines:
        row = Text.assemble(f"{stretch.mark} ", (line, _STYLES[stretch.mark]))
        row.rstrip()
        console.print(row, soft_wrap=not wrap)


def tally(result: Result) -> str:
    """One line: how much went, by stage."""
    suspects = f"; {_count(result.suspects, 'suspect')}" if result.suspects else ""
    if not result.removals:
        return f"nothing removed{suspects}"
    characters = Counter[str]()
    for removal in result.removals:
        characters[removal.stage] += len(removal.text.strip())
    total = sum(characters.values())
    parts = ", ".join(f"{stage} {number}" for stage, number in characters.most_common())
    return f"removed {total} of {len(result.source.strip())} characters: {parts}{suspects}"


def _count(items: Sequence[Removal], what: str) -> str:
    return f"{len(items)} {what}{'' if len(items) == 1 else 's'}"
