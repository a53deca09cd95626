"""`cleanarticle diff` on folders: a tally a file and a total; on two folders, or two files, what went between them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ..render.terminal import UNSAFE, safe_line
from .inputs import STDIN, Trouble, say
from .options import Settings
from .output import is_terminal, show, write_stdout

if TYPE_CHECKING:
    from ..batch.between import Pair
    from ..batch.outcome import Outcome

TALLY, STAT, PATCH, JSON = "tally", "stat", "patch", "json"


class _Line(NamedTuple):
    """The tally of a file: its name, stage → characters that went, of how many, how many are new, what is wrong."""

    name: str
    counts: tuple[tuple[str, int], ...]
    characters: int
    added: int = 0
    trouble: str | None = None


def holds_folder(names: Sequence[str]) -> bool:
    """Whether any of the inputs is a folder."""
    return any(name != STDIN and Path(name).is_dir() for name in names)


def are_two_folders(names: Sequence[str]) -> bool:
    """Whether the inputs are a folder and another one, to be held against each other."""
    return len(names) == 2 and all(name != STDIN and Path(name).is_dir() for name in names)


def expanded(names: Sequence[str], trouble: Trouble) -> Iterator[str]:
    """The names of all files, those in folders too; what cannot be shown by itself is reported."""
    from ..batch.walk import LINES, Walk

    for name in names:
        if name == STDIN or not Path(name).is_dir():
            yield name
            continue
        for entry in Walk(Path(name), on_skip=trouble.report, on_error=trouble.report):
            path = str(Path(name) / entry.name)
            if entry.kind == LINES:
                trouble.report(path, "of JSONL only the tally can be shown")
            else:
                yield path


def tally_of(names: Sequence[str], settings: Settings, form: str) -> int:
    """Print what would go of each file, and a total; gives the exit code. form: TALLY or STAT."""
    trouble, total = Trouble(), _Total()
    for line in (line for name in names for line in _lines_of(name, settings)):
        total.take(line, form, trouble)
    if form == TALLY:
        total.show("would lose")
    return 2 if trouble.any else 1 if total.changed else 0


def tally_between(names: Sequence[str], settings: Settings, form: str) -> int:
    """Print what went between two folders or two files; gives the exit code."""
    if len(names) != 2 or STDIN in names:
        raise click.UsageError("--between needs two folders or two files")
    trouble, total = Trouble(), _Total()
    for pair in _pairs(Path(names[0]), Path(names[1]), settings):
        if pair.trouble:
            trouble.report(pair.name, pair.trouble)
            continue
        if pair.alone:
            total.alone += 1
            say(f"only in one of the two: {pair.name}")
            continue
        line = _Line(pair.name, pair.counts, pair.characters, pair.added)
        if form in (PATCH, JSON):
            total.changed += bool(pair.counts or pair.added)
            (_patch if form == PATCH else _json)(pair, trouble)
        elif form == TALLY and not holds_folder(names):
            total.changed += bool(pair.counts or pair.added)
            _show(pair, settings)
        else:
            total.take(line, form, trouble)
    if form == TALLY and holds_folder(names):
        total.show("lost")
    return 2 if trouble.any else 1 if total.changed or total.alone else 0


class _Total:
    """Sums up tallies, and prints them."""

    def __init__(self) -> None:
        self.files = self.changed = self.alone = self.characters = self.added = 0
        self.counts: Counter[str] = Counter()

    def take(self, line: _Line, form: str, trouble: Trouble) -> None:
        if line.trouble:
            trouble.report(line.name, line.trouble)
            return
        self.files += 1
        self.characters += line.characters
        self.added += line.added
        self.counts.update(dict(line.counts))
        if not line.counts and not line.added:
            return
        self.changed += 1
        name = safe_line(line.name)
        if form == STAT:
            told = [f"{number}\t{stage}\t{name}\n" for stage, number in line.counts]
            told += [f"{line.added}\tadded\t{name}\n"] if line.added else []
        else:
            told = [f"{name}: {_told(line.counts, line.characters, line.added)}\n"]
        write_stdout("".join(told).encode("utf-8", "backslashreplace"))

    def show(self, verb: str) -> None:
        files = "1 file" if self.files == 1 else f"{self.files:,} files"
        told = _told(self.counts.most_common(), self.characters, self.added)
        write_stdout(f"{files}, {self.changed:,} {verb} something: {told}\n".encode())


def _told(counts: Iterable[tuple[str, int]], characters: int, added: int) -> str:
    counts = list(counts)
    removed = sum(number for _, number in counts)
    parts = ": " + ", ".join(f"{stage} {number}" for stage, number in counts) if counts else ""
    new = f"; {added} new" if added else ""
    return f"removed {removed} of {characters} characters{parts}{new}" if counts or added else "nothing removed"


def _lines_of(name: str, settings: Settings) -> Iterator[_Line]:
    """The tally of each file in a folder, cleaned on all cores; or of one file."""
    from ..batch.run import Run
    from ..batch.walk import Walk
    from ..batch.work import Job
    from ..render.batch import Bar
    from ..render.terminal import console
    from .batch import cores, stderr

    root = Path(name)
    if name == STDIN or not root.exists():
        why = "standard input cannot stand beside a folder" if name == STDIN else "No such file or directory"
        yield _Line(name, (), 0, trouble=why)
        return
    walk = Walk(root)
    bar = Bar(console(settings.color, stderr()), quiet=settings.quiet)
    run = Run(walk, Job(settings.cleaner, walk.base, encoding=settings.encoding), dry=True, jobs=cores())
    run.tell, run.advance = (lambda outcome, known: bar.count(outcome.removed, outcome.error is not None)), bar.advance
    run.warn = lambda name, what: None if settings.quiet else say(f"cleanarticle: {name}: {what}")
    try:
        with bar:
            bar.start(run.survey().bytes)
            told = run.go()
        for file, outcomes in groupby(told, key=lambda outcome: outcome.file):
            yield from _summed(str(root / file) if root.is_dir() else name, outcomes)
    except ValueError as error:
        yield _Line(name, (), 0, trouble=str(error))
    finally:
        run.close()


def _summed(name: str, outcomes: Iterable[Outcome]) -> Iterator[_Line]:
    """The tally of a file, and of each of its documents that failed."""
    counts: Counter[str] = Counter()
    characters = cleaned = 0
    for outcome in outcomes:
        if outcome.error is not None:
            where = name if outcome.line is None else f"{name}:{outcome.line}"
            yield _Line(where, (), 0, trouble=outcome.error)
            continue
        cleaned += 1
        characters += outcome.characters
        counts.update(dict(outcome.counts))
    if cleaned:
        yield _Line(name, tuple(counts.most_common()), characters)


def _pairs(source: Path, target: Path, settings: Settings) -> Iterator[Pair]:
    from ..batch.between import between_files, between_folders

    try:
        if source.is_dir() and target.is_dir():
            yield from between_folders(source, target, settings.cleaner, settings.encoding)
        else:
            yield between_files(source, target, settings.cleaner, settings.encoding)
    except OSError as error:
        raise click.UsageError(f"{error.filename}: {error.strerror}") from error
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _show(pair: Pair, settings: Settings) -> None:
    """One pair, with what is gone struck out."""
    from ..render.diff import print_diff

    result = pair.result
    if result is not None:
        show(settings.color, lambda console: print_diff(console, result, None, margin=is_terminal()))
    if pair.added:
        write_stdout(f"{pair.added} characters are new, and not shown\n".encode())


def _patch(pair: Pair, trouble: Trouble) -> None:
    """A patch from the one to the other, as `cleanarticle diff --unified` makes them."""
    from ..batch.between import EDITED
    from ..render.unified import unified

    if pair.decoded is None or pair.result is None:
        if pair.counts:
            trouble.report(pair.name, "no patch can be made of it; leave out --unified")
    elif pair.added or (pair.counts and EDITED in dict(pair.counts)):
        trouble.report(pair.name, "was edited; `diff -u` of the system shows it")
    else:
        with trouble.about(pair.name):
            write_stdout(unified(pair.result, pair.decoded, pair.name), pair.decoded.encoding)


def _json(pair: Pair, trouble: Trouble) -> None:
    """What went, as one line of JSON; only the counts where no more is known."""
    values = pair.result.to_dict() if pair.result else {"counts": dict(pair.counts)}
    text = json.dumps({**values, "file": pair.name, "added": pair.added}, ensure_ascii=False)
    write_stdout(UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text).encode() + b"\n")
