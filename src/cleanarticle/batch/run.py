"""One run over a folder: what is to be done, handed to the workers, and their answers put in place in order."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from .commit import BY_HAND, Committer
from .journal import NAME, STATE, Journal, Step, Told, digest_file
from .lines import LinesError, read_lines
from .outcome import FAILED, Outcome
from .parts import Begin, End, Pass, UpToDate, part_path
from .pool import Item, Pool, Ready
from .walk import LINES, PAGE, Entry, Walk
from .work import FOREIGN, File, Job, Record, prepare

_MOST_NAMED = 5


class BatchError(ValueError):
    """The run cannot begin, or not go on; the message says why and what to do."""


class Survey(NamedTuple):
    """What a folder holds: the number of files, and their bytes."""

    files: int
    bytes: int


@dataclass
class Run:
    """A run over a folder. `folder` holds the state between runs (see Journal); None: there is none.

    dry: nothing is written.  jobs: workers.  timeout: seconds a document may take, None for as long as it likes.
    backup: ending of the copies that are kept of files cleaned in place.  fail_fast: stop at the first failure.
    tell: is called with each outcome, and whether it was known before.  warn: with a name and what one should know.
    advance: with a number of bytes of the input that are done.
    """

    walk: Walk
    job: Job
    folder: Path | None = None
    dry: bool = False
    jobs: int = 1
    timeout: float | None = None
    backup: str | None = None
    fail_fast: bool = False
    tell: Callable[[Outcome, bool], Any] = field(default=lambda outcome, known: None)
    warn: Callable[[str, str], Any] = field(default=lambda name, what: None)
    advance: Callable[[int], Any] = field(default=lambda size: None)

    def __post_init__(self) -> None:
        self._errors: list[Outcome] = []
        self._read: dict[str, int] = {}
        self._failed = False
        self.walk = replace(self.walk, on_error=self._unreadable, on_skip=self._refused)
        state = self.folder / STATE if self.folder and not self.dry else None
        self.journal = Journal(self.folder / STATE / NAME if self.folder else None, dry=self.dry)
        if state:
            shutil.rmtree(state / "tmp", ignore_errors=True)  # of a run that was killed
            for name in ("tmp", "parts"):
                (state / name).mkdir(parents=True, exist_ok=True)
            self.job = self.job._replace(scratch=state / "tmp")
        self.committer = Committer(self.job, self.journal, state, backup=self.backup, tell=self._tell, warn=self._warn)

    def survey(self) -> Survey:
        """Look at all inputs before anything is written.

        Raises WalkError if two would become one file, BatchError if one would replace a file that is none of ours, or
        cannot be cleaned in place.
        """
        files = size = 0
        foreign: list[str] = []
        for entry in replace(self.walk, on_skip=lambda *_: None, on_error=lambda *_: None):
            files, size = files + 1, size + entry.size
            if self.job.in_place and entry.kind == PAGE:
                raise BatchError(f"{entry.name}: a page cannot be cleaned in place; leave pages out with --exclude")
            if self.job.dest and not self.job.in_place and not self.job.overwrite and self._is_foreign(entry):
                foreign.append(entry.target)
        if foreign:
            named = ", ".join(foreign[:_MOST_NAMED]) + (" ..." if len(foreign) > _MOST_NAMED else "")
            number = "1 file" if len(foreign) == 1 else f"{len(foreign)} files"
            raise BatchError(
                f"{number} in the destination would be replaced that `batch` has not written: {named}; choose another "
                "destination, or say --overwrite"
            )
        return Survey(files, size)

    def go(self) -> Told:
        """Do all that is to be done; gives all outcomes. Raises PoolError, WalkError, BatchError, or OSError."""
        pool = Pool(_Prepare(self.job), self.jobs, self.timeout)
        with contextlib.closing(pool.run(self._items())) as answers:
            for item, answer in answers:
                self.committer.take(item, answer)
                self._count(item)
                if self._failed and self.fail_fast:
                    break
                self._tell_errors()
        self._tell_errors()
        self.journal.sync()
        return self.committer.told

    def close(self) -> None:
        """Let go of the journal; what is not finished stays for the next run."""
        self.journal.close()
        if self.job.scratch:
            shutil.rmtree(self.job.scratch, ignore_errors=True)

    def _tell(self, outcome: Outcome, known: bool) -> None:
        self._failed = self._failed or outcome.status == FAILED
        self.tell(outcome, known)

    def _warn(self, name: str, what: str) -> None:
        self.warn(name, what)

    def _unreadable(self, name: str, why: str) -> None:
        self._errors.append(Outcome(name, FAILED, error=why))

    def _refused(self, name: str, why: str) -> None:
        self.warn(name, f"left out: {why}")

    def _tell_errors(self) -> None:
        """What the walk could not read is told between the answers."""
        while self._errors:
            failed = self._errors.pop(0)
            self.committer.tell(Step(failed.file, "", "", outcomes=(failed,)))

    def _is_foreign(self, entry: Entry) -> bool:
        target = (self.job.dest or Path()) / entry.target
        return target.exists() and self.journal.get(entry.name) is None

    def _items(self) -> Iterator[Item | Ready]:
        for entry in self.walk:
            if entry.kind == LINES:
                yield from self._lines(entry)
            else:
                yield Item(File(entry.name, entry.target, entry.kind, entry.size, self._prior(entry.name)), entry.size)

    def _prior(self, name: str) -> Step | None:
        step = self.journal.get(name)
        return step and replace(step, outcomes=())

    def _count(self, item: Any) -> None:
        """Show how far the inputs are done."""
        if isinstance(item, File):
            self.advance(item.size)
        elif isinstance(item, Record | UpToDate | End):
            self.advance(self._read.pop(item.file, 0))

    def _lines(self, entry: Entry) -> Iterator[Item | Ready]:
        """The items of a JSONL file: Begin, its lines, End."""
        try:
            begin = self._begin(entry)
            if isinstance(begin, UpToDate):
                self._read[entry.name] = entry.size
                yield Ready(begin)
                return
        except (OSError, ValueError) as error:
            yield Ready(Begin(entry.name, entry.target, "", None))
            yield Ready(End(entry.name, _reason(error)))
            return
        yield Ready(begin)
        yield from self._records(entry, begin)

    def _begin(self, entry: Entry) -> Begin | UpToDate:
        """Where to begin with a JSONL file: nowhere if it is done, behind the parts that are done already."""
        known = digest_file(self.job.base / entry.name) or ""
        prior, key = self._prior(entry.name), self.job.key
        there = self.job.dest or self.job.in_place
        was = digest_file((self.job.dest or self.job.base) / entry.target) if there else None
        if prior and prior.key == key and prior.made:
            done = known == prior.source or (self.job.in_place and known == prior.made)
            if done and was == prior.made:
                return UpToDate(entry.name, prior.end)
            if done and was not in (None, prior.was) and not self.job.overwrite and not self.job.in_place:
                self.warn(entry.target, BY_HAND)
                return UpToDate(entry.name, prior.end)
        ours = prior is not None and was in (None, prior.made, prior.was)
        if was and not ours and not self.job.in_place and not self.job.overwrite:
            raise BatchError(f"{entry.target} in the destination {FOREIGN}")
        begin = Begin(entry.name, entry.target, known, prior)
        part = self.committer.state and part_path(self.committer.state, entry.name)
        size = part.stat().st_size if part and part.exists() else 0
        while (step := self.journal.get(entry.name, begin.parts)) is not None:
            if (step.source, step.key) != (known, key) or step.end > size:
                break
            begin = begin._replace(parts=begin.parts + 1, end=step.end, line=step.line)
        return begin

    def _records(self, entry: Entry, begin: Begin) -> Iterator[Item | Ready]:
        name, largest = entry.name, self.job.largest or 1 << 40
        read, error, cut = blake2b(digest_size=16), None, 0

        def seen(data: bytes) -> None:
            read.update(data)
            self._read[name] = self._read.get(name, 0) + len(data)

        try:
            for line in read_lines(self.job.base / name, largest, seen):
                if cut and (line.whole or line.number != cut):
                    yield self._too_long(name, cut)
                cut = 0 if line.whole else line.number
                if line.number <= begin.line:
                    cut = 0
                elif line.whole:
                    yield Item(Record(name, line.number, line.data), len(line.data), len(line.data))
                else:
                    yield Ready(Pass(line.data, None, line.number), len(line.data))
            if cut:
                yield self._too_long(name, cut)
            if read.hexdigest() != begin.digest:
                error = "changed while it was being read; run again"
        except (OSError, LinesError) as trouble:
            error = _reason(trouble)
        yield Ready(End(name, error))

    def _too_long(self, name: str, line: int) -> Ready:
        why = f"is longer than --max-bytes {self.job.largest}; the line is left as it is"
        return Ready(Pass(b"", Outcome(name, FAILED, line=line, error=why), line))


class _Prepare:
    """Makes a worker; picklable. The job is pickled inside, so that what is wrong with it shows in `prepare`."""

    def __init__(self, job: Job) -> None:
        import pickle

        self._job = pickle.dumps(job)

    def __call__(self) -> Any:
        import pickle

        return prepare(pickle.loads(self._job))


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)
