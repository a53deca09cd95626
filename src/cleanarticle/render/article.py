"""A clean article on a terminal: the headline set off, paragraphs wrapped to the width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .terminal import safe

if TYPE_CHECKING:
    from rich.console import Console

_LONGEST_HEADLINE = 120
_WIDEST = 100


def print_article(console: Console, text: str) -> None:
    """Print an article for reading; its first line is set off if it looks like a headline."""
    from rich.text import Text

    if not text.strip():
        return
    lines = safe(text).strip("\n").split("\n")
    width = min(console.width, _WIDEST)
    if _is_headline(lines):
        console.print(Text(lines.pop(0).strip(), style="bold"), width=width)
        if lines and lines[0].strip():
            console.print()
    for line in lines:
        console.print(Text(line.expandtabs(4)), width=width)


def _is_headline(lines: list[str]) -> bool:
    """The first line is a headline if it is short, does not end like a sentence, and more follows."""
    first = lines[0].strip()
    return bool(first) and len(first) <= _LONGEST_HEADLINE and first[-1] not in ".。,:;!" and len(lines) > 1
