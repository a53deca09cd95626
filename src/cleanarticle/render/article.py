"""A clean article on a terminal: the headline set off, paragraphs wrapped to the width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .terminal import safe

if TYPE_CHECKING:
    from rich.console import Console

    from ..result import Result

_LONGEST_HEADLINE = 120
_WIDEST = 100


def print_article(console: Console, result: Result, *, title: bool = False) -> None:
    """Print an article for reading. The first line of a text is set off if it looks like a headline.

    title: print the headline of a page above its body.
    """
    from rich.text import Text

    text = result.to("text", title=title)
    if not text.strip():
        return
    lines = safe(text).strip("\n").split("\n")
    width = min(console.width, _WIDEST)
    is_titled = title and result.metadata is not None and result.metadata.title is not None
    if is_titled or (result.format == "text" and _is_headline(lines)):
        console.print(Text(lines.pop(0).strip(), style="bold"), width=width)
        if lines and lines[0].strip():
            console.print()
    for line in lines:
        console.print(Text(line.expandtabs(4)), width=width)


def _is_headline(lines: list[str]) -> bool:
    """The first line is a headline if it is short, does not end like a sentence, and more follows."""
    first = lines[0].strip()
    return bool(first) and len(first) <= _LONGEST_HEADLINE and first[-1] not in ".。,:;!" and len(lines) > 1
