"""What was removed, on a terminal: the article with the removed stretches struck out, the stage and the reason beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..result import Removal, Result
from .terminal import safe, safe_line

if TYPE_CHECKING:
    from rich.console import Console

_REMOVED = "red strike"
_SUSPECT = "dim"


def print_diff(console: Console, result: Result, name: str | None = None) -> None:
    """Print the whole article with what went struck out in red, what `thorough` would take dimmed, and a tally."""
    from rich.text import Text

    if name:
        console.print(Text(safe_line(name), style="bold"), soft_wrap=True)
    at = 0
    marks = sorted(
        [(r, _REMOVED) for r in result.removals] + [(s, _SUSPECT) for s in result.suspects], key=lambda m: m[0].start
    )
    line = Text()
    for removal, style in marks:
        line.append(safe(result.source[at : removal.start]))
        body = removal.text.rstrip()
        margin = (
            f"{removal.stage}: {safe_line(removal.why)}"
            if style == _REMOVED
            else f"kept, suspect {removal.stage}: {safe_line(removal.why)}"
        )
        line.append(f"[{margin}]", style="yellow" if style == _REMOVED else "dim italic")
        line.append("\n" if "\n" in body or "\r" in body else " ")
        line.append(safe(body), style=style)
        line.append(safe(removal.text[len(body) :]))
        at = removal.end
    line.append(safe(result.source[at:]))
    line.rstrip()
    console.print(line)
    console.print(Text(tally(result), style="bold"), soft_wrap=True)


def tally(result: Result) -> str:
    """One line: how much went, by stage."""
    if not result.removals:
        suspects = f"; {_count(result.suspects, 'suspect')}" if result.suspects else ""
        return f"nothing removed{suspects}"
    characters = Counter[str]()
    for removal in result.removals:
        characters[removal.stage] += len(removal.text.strip())
    total = sum(characters.values())
    parts = ", ".join(f"{stage} {number}" for stage, number in characters.most_common())
    suspects = f"; {_count(result.suspects, 'suspect')}" if result.suspects else ""
    return f"removed {total} of {len(result.source.strip())} characters: {parts}{suspects}"


def _count(items: Sequence[Removal], what: str) -> str:
    return f"{len(items)} {what}{'' if len(items) == 1 else 's'}"
