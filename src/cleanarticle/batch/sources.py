"""Outcomes with the texts that their offsets refer to, read anew from the inputs: nothing but offsets is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from ..reading import decode_as
from .lines import LinesError, read_lines, read_record
from .outcome import FAILED, Outcome
from .walk import LINES, kind_of
from .work import Job


def with_sources(
    outcomes: Iterable[Outcome], job: Job, backup: str | None = None
) -> Iterator[tuple[Outcome, str | None]]:
    """Each outcome with the text that was cleaned: of a page its visible text, of a line of JSONL its field.

    outcomes: in the order of the walk.  job: that of the run.  backup: ending of the copies of files that were cleaned
    in place. The text is None where the document failed, where its input is gone or has changed, and where a file was
    cleaned in place without a backup. Memory is bounded: JSONL is read along, line by line.
    """
    for file, group in groupby(outcomes, key=lambda outcome: outcome.file):
        path = job.base / file
        if backup and (copy := path.with_name(path.name + backup)).exists():
            path = copy
        if kind_of(file) == LINES:
            yield from _of_lines(group, path, job)
        else:
            for outcome in group:
                yield outcome, None if outcome.status == FAILED else _of_file(outcome, path, job)


def _of_file(outcome: Outcome, path: Path, job: Job) -> str | None:
    try:
        data = path.read_bytes()
        format_, decoded = decode_as(data, outcome.file, job.cleaner.format, job.encoding)
        return _checked(outcome, _visible(decoded.text, format_, outcome, job))
    except (OSError, ValueError):
        return None


def _visible(text: str, format_: str | None, outcome: Outcome, job: Job) -> str:
    """What offsets refer to: the text, or the visible text of a page."""
    if outcome.format == "text":
        return text
    return job.cleaner.parse(text, format=format_ or "html").source


def _checked(outcome: Outcome, text: str) -> str | None:
    """The text, unless it is not the one that was cleaned."""
    last = max((mark.end for mark in (*outcome.removals, *outcome.suspects)), default=0)
    return text if len(text.strip()) == outcome.characters and last <= len(text) else None


def _of_lines(group: Iterator[Outcome], path: Path, job: Job) -> Iterator[tuple[Outcome, str | None]]:
    lines = read_lines(path, job.largest or 1 << 40)
    number, data = 0, b""
    for outcome in group:
        text = None
        try:
            while outcome.line is not None and number < outcome.line:
                line = next(lines)
                number, data = line.number, line.data
            record = read_record(data, job.field) if outcome.status != FAILED and number == outcome.line else None
            if record is not None:
                text = _checked(outcome, _visible(record.values[job.field], None, outcome, job))
        except (OSError, LinesError, StopIteration):
            number = 1 << 62  # nothing more can be read of it
        yield outcome, text
