"""A run over a folder, for people: the bar while it goes, the tables at its end."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..batch.outcome import FAILED, Outcome
from ..batch.summary import Share, Summary, kept_line
from .terminal import safe_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

_REDRAW_SECONDS = 0.2
_WIDTH = 100


class Bar:
    """A progress bar: rate, time left, how much was removed so far. Draws nothing in a pipe or under CI.

    removes: whether anything is removed, or documents are only read.
    """

    def __init__(self, console: Console, *, quiet: bool = False, removes: bool = True) -> None:
        self.console = console
        self._removes = removes
        self.documents = self.removed = self.failed = 0
        self._started = self._drawn = time.monotonic()
        self._bytes = 0
        self._progress: Progress | None = None
        if console.is_terminal and not console.is_dumb_terminal and not quiet and not os.environ.get("CI"):
            self._progress = _progress(console)
            self._task = self._progress.add_task("", total=None, told="looking at the folder")

    def __enter__(self) -> Bar:
        if self._progress:
            self._progress.start()
        return self

    def __exit__(self, *problem: object) -> None:
        if self._progress:
            self._draw()
            self._progress.stop()

    def start(self, size: int) -> None:
        """So many bytes are to be cleaned."""
        self._started = time.monotonic()
        if self._progress:
            self._progress.update(self._task, total=max(size, 1), told="")

    def advance(self, size: int) -> None:
        """So many bytes are done."""
        self._bytes += size
        if self._progress and time.monotonic() - self._drawn > _REDRAW_SECONDS:
            self._draw()

    def count(self, removed: int, failed: bool) -> None:
        """A document is done."""
        self.documents += 1
        self.removed += removed
        self.failed += failed

    def say(self, line: str) -> None:
        """A line above the bar, safe for a terminal."""
        from rich.text import Text

        text = Text(safe_line(line))
        if self._progress:
            self.console.print(text, soft_wrap=True)
        else:
            write(self.console, lambda: self.console.print(text, soft_wrap=True))

    def _draw(self) -> None:
        self._drawn = time.monotonic()
        rate = self.documents / max(self._drawn - self._started, 0.001)
        told = f"{self.documents:,} documents, {rate:,.0f}/s"
        if self._removes:
            told += f", {self.removed:,} characters removed"
        if self.failed:
            told += f", {self.failed:,} failed"
        if self._progress:
            self._progress.update(self._task, completed=self._bytes, told=told)
            self._progress.refresh()


def write(console: Console, draw: Callable[[], None]) -> None:
    """Write what is drawn; if nobody listens any more, that is no reason to stop."""
    with console.capture() as captured:  # Rich itself would end the program when its reader has left
        draw()
    with contextlib.suppress(OSError, ValueError):
        console.file.write(captured.get())
        console.file.flush()


def _progress(console: Console) -> Progress:
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns: tuple[Any, ...] = (
        BarColumn(bar_width=None),
        TaskProgressColumn(),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
        TextColumn("{task.fields[told]}", markup=False),
    )
    return Progress(*columns, console=console, auto_refresh=False, transient=True, expand=True)  # no thread


def line_of(outcome: Outcome) -> str:
    """One line: what went of a document, or why it failed."""
    if outcome.status == FAILED:
        return f"{outcome.name}: {outcome.error}"
    if not outcome.counts:
        return f"{outcome.name}: nothing removed"
    parts = ", ".join(f"{stage} {number}" for stage, number in outcome.counts)
    return f"{outcome.name}: removed {outcome.removed} of {outcome.characters} characters: {parts}"


def print_summary(console: Console, summary: Summary, verb: str, seconds: float) -> None:
    """Print a line of totals, and a table by stage and by language."""
    from rich.text import Text

    removed = _share(summary.removed, summary.characters)
    documents = "1 document" if summary.documents == 1 else f"{summary.documents:,} documents"
    told = f"{documents}: {summary.changed:,} {verb}, {_same(summary):,} had nothing to remove"
    if summary.failed:
        told += f", {summary.failed:,} failed"
    if summary.known:
        told += f"; {summary.known:,} {'was' if summary.known == 1 else 'were'} up to date"
    console.print(Text(told, style="bold"), soft_wrap=True)
    took = f", in {seconds:.1f} s" if console.is_terminal else ""  # elsewhere the same run says the same
    console.print(Text(f"{summary.removed:,} of {summary.characters:,} characters removed ({removed}){took}"))
    suspects = summary.suspects - summary.kept_whole  # of these more than `thorough` is in doubt
    if suspects:
        hold = "1 document holds" if suspects == 1 else f"{suspects:,} documents hold"
        console.print(Text(f"{hold} what --level thorough would remove too"))
    if kept := kept_line(summary):
        console.print(Text(safe_line(kept)), soft_wrap=True)
    if summary.stages:
        console.print()
        console.print(_table("stage", ("documents", "removed", "share"), [_stage_row(row) for row in summary.stages]))
    if summary.languages:
        console.print()
        heads = ("documents", "changed", "removed", "share")
        console.print(_table("language", heads, [_language_row(row) for row in summary.languages]))


def _same(summary: Summary) -> int:
    return summary.documents - summary.changed - summary.failed


def _table(name: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(name)
    for head in heads:
        table.add_column(head, justify="right")
    for row in rows:
        table.add_row(*(Text(cell, no_wrap=True) for cell in row))
    return table


def _stage_row(row: Share) -> tuple[str, ...]:
    return safe_line(row.name), f"{row.documents:,}", f"{row.removed:,}", _share(row.removed, row.characters)


def _language_row(row: Share) -> tuple[str, ...]:
    return (
        safe_line(row.name),
        f"{row.documents:,}",
        f"{row.changed:,}",
        f"{row.removed:,}",
        _share(row.removed, row.characters),
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "0.0%"
