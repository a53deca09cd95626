"""A JSONL file on its way to the destination: what comes of it in order, and how far it has got."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from ..atomic import take_after
from .journal import Step, digest_file, failed_step
from .lines import pack
from .outcome import FAILED, Outcome
from .pool import Died
from .work import MadeLine

if TYPE_CHECKING:
    from .commit import Committer

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


class Parts:
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
        """Deal with a line, with what is passed on as it is, or with the end."""
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
        self.committer.tell(replace(step, outcomes=tuple(self.outcomes)))
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
            error = cannot(self.begin.target, trouble)
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
        self.committer.put(temporary, begin.target, begin.digest, ours=ours)
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


def cannot(target: str, error: Exception) -> str:
    """Why something could not be put in place, in words."""
    return f"cannot write {target}: {error.strerror or error}" if isinstance(error, OSError) else str(error)
