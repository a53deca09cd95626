"""Writes what became of a folder into one file: for people (HTML), for programs (JSON), for spreadsheets (CSV).

Outcomes and texts come one by one and go to the disk one by one. Nothing of a report depends on when, how fast or by
how many workers it was made: the same folder and options give the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from .outcome import FAILED, Mark, Outcome, Outcomes
from .sources import with_sources

if TYPE_CHECKING:
    from .summary import Share, Summary
    from .work import Job

VERSION = 1
HTML, JSON, CSV = "html", "json", "csv"
_ENDINGS = {".html": HTML, ".htm": HTML, ".json": JSON, ".csv": CSV}
_COLUMNS = ("file", "line", "id", "site", "language", "format", "status", "characters", "removed", "suspects")
_FORMULA = re.compile(r"[=+\-@\t\r]")


def form_of(path: Path) -> str | None:
    """The kind of report that a file's name asks for: "html", "json" or "csv"; None if it asks for none of them."""
    return _ENDINGS.get(path.suffix.lower())


def write_report(path: Path, told: Outcomes, summary: Summary, job: Job, backup: str | None = None) -> None:
    """Write the report of a run; the file is there whole or not at all.

    told: the outcomes.  summary: of the same.  job, backup: see `with_sources`. Raises ValueError if the name asks for
    no kind of report, OSError if it cannot be written.
    """
    from ..atomic import open_atomic

    form = form_of(path)
    if form is None:
        raise ValueError(f"{path}: a report is called .html, .json or .csv")
    with open_atomic(path) as file:
        if form == CSV:
            write_csv(file, told, summary)
        elif form == JSON:
            write_json(file, with_sources(told, job, backup), summary)
        else:
            from ..render.report import write_html

            write_html(file, told, lambda chosen: with_sources(chosen, job, backup), summary, job)


def write_json(file: BinaryIO, pairs: Iterable[tuple[Outcome, str | None]], summary: Summary) -> None:
    """One object: totals, and each document on a line of its own, with the texts of what went."""
    totals = {
        "version": VERSION,
        "documents": summary.documents,
        "changed": summary.changed,
        "failed": summary.failed,
        "with_suspects": summary.suspects,
        "kept_whole": summary.kept_whole,
        "characters": summary.characters,
        "removed": summary.removed,
        "stages": [_share(row, "stage") for row in summary.stages],
        "languages": [_share(row, "language") for row in summary.languages],
    }
    head = json.dumps(totals, indent=1)
    file.write(f'{head[:-2]},\n "outcomes": ['.encode("ascii"))
    between = b"\n  "
    for outcome, text in pairs:
        file.write(between + json.dumps(_document(outcome, text), separators=(",", ":")).encode("ascii"))
        between = b",\n  "
    file.write(b"\n ]\n}\n")


def _share(row: Share, name: str) -> dict[str, Any]:
    values = row._asdict()
    return {name: values.pop("name"), **values}


def _document(outcome: Outcome, text: str | None) -> dict[str, Any]:
    def marks(found: Iterable[Mark]) -> list[dict[str, Any]]:
        return [{**mark._asdict(), "text": None if text is None else text[mark.start : mark.end]} for mark in found]

    return {
        **{name: getattr(outcome, name) for name in ("file", "line", "id", "site", "language", "format", "target")},
        **{
            name: getattr(outcome, name)
            for name in ("status", "characters", "removed", "error", "warning", "kept_whole")
        },
        "stages": dict(outcome.counts),
        "removals": marks(outcome.removals),
        "suspects": marks(outcome.suspects),
    }


def write_csv(file: BinaryIO, told: Iterable[Outcome], summary: Summary) -> None:
    """A line for each document, with a column of removed characters for each stage."""
    stages = [row.name for row in summary.stages]
    for row in _rows(told, stages):
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow([_cell(value) for value in row])
        file.write(line.getvalue().encode("utf-8"))


def _rows(told: Iterable[Outcome], stages: list[str]) -> Iterator[list[Any]]:
    yield [*_COLUMNS, *stages, "error", "warning"]
    for outcome in told:
        counts = dict(outcome.counts)
        first = [getattr(outcome, name) for name in _COLUMNS[:-1]]
        numbers = [counts.get(stage, 0) if outcome.status != FAILED else None for stage in stages]
        yield [*first, len(outcome.suspects), *numbers, outcome.error, outcome.warning]


def _cell(value: Any) -> Any:
    """A value that no spreadsheet takes for a formula, nor a terminal for a command."""
    if not isinstance(value, str):
        return value
    from ..render.terminal import safe_line

    shown = safe_line(value)
    return f"'{shown}" if _FORMULA.match(value) else shown
