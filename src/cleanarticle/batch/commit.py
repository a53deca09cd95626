"""Puts in place what workers made: first the journal is told, then the file is renamed. One process, one order."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from ..atomic import take_after, write_atomic
from .journal import Journal, Step, Told, digest_file
from .lines import pack
from .outcome import FAILED, Outcome
from .pool import Died
from .work import File, Job, Made, MadeLine

BY_HAND = "changed since it was written; it is left as it is (--overwrite replaces it)"
_PART_LINES, _PART_BYTES = 256, 1 << 20


class Begin(NamedTuple):
    """A JSONL file comes. digest: of the file, as read beforehand.  parts: how many are done already, to `end`."""

    file: str
    target: str
    digest: str
    prior: Step | None
    parts: int = 0
    end: int = 0
    line: int = 0


class Pass(NamedTuple):
    """Bytes of the current JSONL file that are not looked into; behind the last of a line, `outcome` says why."""

    data: bytes
    outcome: Outcome | None = None
    line: int = 0


class End(NamedTuple):
    """The current JSONL file is over. error: why it could not be read to its end."""

    file: str
    error: str | None = None


class UpToDate(NamedTuple):
    """A JSONL file that is done already, with so many parts."""

    file: str
    parts: int


class Committer:
    """Takes answers in order, and hands on outcomes. `written` and `skipped` count files.

    state: the folder of what is not finished, None if nothing is to be written.  backup: ending of the copy that is
    kept of a file cleaned in place.  tell: is called with each outcome, and whether it was up to date already.
    warn: with a name and what a person should know.
    """

    def __init__(
        self,
        job: Job,
        journal: Journal,
        state: Path | None,
        *,
        backup: str | None = None,
        tell: Callable[[Outcome, bool], Any],
        warn: Callable[[str, str], Any],
    ) -> None:
        self.job, self.journal, self.state, self.backup = job, journal, state, backup
        self._tell, self._warn = tell, warn
        self.told = Told(journal)
        self.written = self.skipped = 0
        self._part: _Part | None = None

    def take(self, item: Any, answer: Any) -> None:
        """Deal with one item and its answer."""
        if isinstance(item, File):
            self._take_file(item, answer)
        elif isinstance(item, Begin):
            self._part = _Part(self, item)
        elif isinstance(item, UpToDate):
            self.skipped += 1
            self._retell(item.file, item.parts)
        elif self._part is not None:
            self._part.take(item, answer)
            if isinstance(item, End):
                self._part = None

    def tell(self, step: Step, *, known: bool = False, place: int | None = None) -> None:
        """Write a step (unless it stands there already), and hand on its outcomes."""
        self.told.add(self.journal.append(step) if place is None else place, len(step.outcomes))
        for outcome in step.outcomes:
            if outcome.warning and not known:
                self._warn(outcome.name, f"warning: {outcome.warning}")
            self._tell(outcome, known)

    def _retell(self, file: str, parts: int | None = None) -> None:
        """Hand on the outcomes that the journal has of a file that is up to date."""
        for part in [-1] if parts is None else range(parts):
            step = self.journal.get(file, part)
            if step is not None:
                self.tell(step, known=True, place=self.journal.where(file, part))

    def _take_file(self, item: File, answer: Made | Died) -> None:
        if isinstance(answer, Died):
            answer = Made(Outcome(item.name, FAILED, error=answer.why))
        if answer.outcome is None:
            self.skipped += 1
            if answer.changed_by_hand:
                self._warn(item.target, BY_HAND)
            self._retell(item.name)
            return
        if answer.outcome.status == FAILED:
            was = item.prior.made or item.prior.was if item.prior else None
            self.tell(failed_step(answer.outcome, self.job.key, was))
            return
        step = Step(item.name, self.job.key, answer.source, answer.made, answer.was, outcomes=(answer.outcome,))
        if answer.temporary is None:
            self.tell(step)
            return
        place = self.journal.append(step)  # before the file is there: what is there is told of
        try:
            self.put(answer.temporary, item.target, ours=item.prior is not None and item.prior.made == answer.source)
        except (OSError, ValueError) as error:
            answer.temporary.unlink(missing_ok=True)
            failed = Outcome(item.name, FAILED, error=_cannot(item.target, error))
            self.tell(failed_step(failed, self.job.key, answer.was))
        else:
            self.tell(step, place=place)

    def put(self, temporary: Path, target: str, *, ours: bool) -> None:
        """Rename a finished file to its place; raises OSError or ValueError if that cannot be.

        ours: what it replaces in place is the outcome of an earlier run, so that an older backup is the original.
        """
        path = (self.job.base if self.job.in_place else self.job.dest or self.job.base) / target
        if self.job.in_place and self.backup:
            backup = path.with_name(path.name + self.backup)
            if not (ours and backup.exists()):
                _back_up(path, backup)
        try:
            temporary.replace(path)
        except FileNotFoundError:
            _make_folder(path.parent)
            temporary.replace(path)
        except OSError as error:
            if error.errno != errno.EXDEV:  # a folder in the destination that is on another disk
                raise
            write_atomic(path, temporary.read_bytes())
            temporary.unlink()
        self.written += 1


class _Part:
    """A JSONL file on its way: its lines are gathered in one file, told to the journal part by part."""

    def __init__(self, committer: Committer, begin: Begin) -> None:
        self.committer, self.begin = committer, begin
        self.number, self.end, self.line = begin.parts, begin.end, begin.line
        self.outcomes: list[Outcome] = []
        self.size = 0
        self.died = False
        for part in range(begin.parts):
            step = committer.journal.get(begin.file, part)
            if step is not None:
                committer.tell(step, known=True, place=committer.journal.where(begin.file, part))
        self.path = part_path(committer.state, begin.file) if committer.state else Path(os.devnull)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.file: BinaryIO = self.path.open("ab")
        if committer.state:
            self.file.truncate(begin.end)

    def take(self, item: Any, answer: Any) -> None:
        if isinstance(item, End):
            self._finish(item.error)
            return
        self.line = item.line
        if isinstance(item, Pass):
            self._write(item.data, item.outcome)
            return
        if isinstance(answer, Died):
            self.died = True
            answer = MadeLine(Outcome(item.file, FAILED, line=item.line, error=answer.why), item.data)
        self._write(answer.data, answer.outcome)

    def _write(self, data: bytes, outcome: Outcome | None) -> None:
        self.file.write(data)
        self.end += len(data)
        self.size += len(data)
        if outcome is not None:
            self.outcomes.append(outcome)
        if outcome is not None and (len(self.outcomes) >= _PART_LINES or self.size >= _PART_BYTES):
            self._checkpoint()

    def _checkpoint(self) -> None:
        """What was gathered is in the file; the journal is told of it. What killed its worker is not done."""
        self.file.flush()
        if self.committer.state:
            os.fsync(self.file.fileno())
        job, begin = self.committer.job, self.begin
        key = "" if self.died else job.key
        step = Step(begin.file, key, begin.digest, None, None, self.number, self.end, self.line)
        self.committer.tell(_replace(step, outcomes=tuple(self.outcomes)))
        self.number, self.outcomes, self.size = self.number + 1, [], 0

    def _finish(self, error: str | None) -> None:
        self._checkpoint()
        self.file.close()
        try:
            if error is None and self.committer.state:
                self._put()
            elif error is None:
                self._done(None, None)
        except (OSError, ValueError) as trouble:
            error = _cannot(self.begin.target, trouble)
        if error is not None:
            was = self.begin.prior.made if self.begin.prior else None
            failed = Outcome(self.begin.file, FAILED, error=error)
            self.committer.tell(failed_step(failed, self.committer.job.key, was))

    def _put(self) -> None:
        """Pack the file as its name says, and put it in place."""
        assert self.committer.state
        temporary = self.committer.state / "tmp" / f"{os.getpid()}-lines"
        with self.path.open("rb") as source, temporary.open("wb") as packed:
            pack(self.begin.target, source, packed)
            packed.flush()
            os.fsync(packed.fileno())
        job, begin = self.committer.job, self.begin
        was = digest_file((job.dest or job.base) / begin.target)
        if job.in_place:
            take_after(temporary, (job.base / begin.file).stat())
        self._done(digest_file(temporary), was)
        ours = begin.prior is not None and begin.prior.made == begin.digest
        self.committer.put(temporary, begin.target, ours=ours)
        if not self.died:
            self.path.unlink()

    def _done(self, made: str | None, was: str | None) -> None:
        """Tell the journal; a file in which a line killed its worker is tried again the next time."""
        job, begin = self.committer.job, self.begin
        key = "" if self.died else job.key
        self.committer.journal.append(Step(begin.file, key, begin.digest, made, was, end=self.number))


def part_path(state: Path, file: str) -> Path:
    """Where the lines of a JSONL file are gathered."""
    name = blake2b(file.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return state / "parts" / name


def failed_step(failed: Outcome, key: str, was: str | None = None) -> Step:
    """The step of a file that failed; what stands in its place, if anything, remains known as ours."""
    return Step(failed.file, key, "", None, was, outcomes=(failed,))


def _replace(step: Step, **values: Any) -> Step:
    from dataclasses import replace

    return replace(step, **values)


def _cannot(target: str, error: Exception) -> str:
    return f"cannot write {target}: {error.strerror or error}" if isinstance(error, OSError) else str(error)


def _make_folder(path: Path) -> None:
    """Make a folder and those above it, however deep; `mkdir(parents=True)` would call itself for each."""
    missing = []
    while not path.is_dir():
        missing.append(path)
        path = path.parent
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)


def _back_up(path: Path, backup: Path) -> None:
    """Keep a file under another name, by a link where there are links; raises ValueError if that name is taken."""
    try:
        with contextlib.suppress(NotImplementedError):
            os.link(path, backup)
            return
    except FileExistsError:
        if digest_file(backup) == digest_file(path):
            return
        raise ValueError(f"{backup.name} exists and holds something else; choose another --backup") from None
    except OSError:  # a disk without links
        if backup.exists():
            raise ValueError(f"{backup.name} exists; choose another --backup") from None
    shutil.copy2(path, backup)
