"""What was done, in the order it was done: one JSON line a step, only ever appended, so that a run can be resumed.

A line is written before its file is put in place. So whatever the moment of death, what lies in the destination is
either told of here or was not touched by us.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from .outcome import Outcome

STATE = ".cleanarticle"
"""The folder in the destination that holds the journal, and what is not finished."""
NAME = "journal.jsonl"
WHOLE = -1
_SYNC_SECONDS = 1.0


class JournalError(ValueError):
    """The journal cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the journal: a file that is done, or a part of a JSONL file.

    file: name of the input.  part: number of the part, from 0, or WHOLE.  key: the configuration it was done with.
    source: digest of the input file.  made: digest of what was written, None if the file failed and is to be tried
    again.  was: digest of the file that this replaces.  end: for a part, the length of all parts up to and with it in
    bytes; for a JSONL file, the number of its parts.  line: the last line of a part.  outcomes: of its documents.
    """

    file: str
    key: str
    source: str
    made: str | None = None
    was: str | None = None
    part: int = WHOLE
    end: int = 0
    line: int = 0
    outcomes: tuple[Outcome, ...] = ()

    def to_line(self) -> bytes:
        """The step as a line."""
        values = {name: getattr(self, name) for name in self.__slots__}
        values["outcomes"] = [outcome.to_dict() for outcome in self.outcomes]
        return json.dumps(values, separators=(",", ":")).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> Step | None:
        """The step on a line; None if the line is torn or no step."""
        try:
            values: dict[str, Any] = json.loads(line)
            values["outcomes"] = tuple(map(Outcome.from_dict, values["outcomes"]))
            return cls(**values)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None


class Journal:
    """The journal of a destination; `path` None, or `dry`: nothing is written but to a temporary file.

    Raises JournalError if another run holds it or it cannot be read or written.
    """

    def __init__(self, path: Path | None, *, dry: bool = False) -> None:
        self._index: dict[int, int] = {}
        self._synced = time.monotonic()
        self._dry = dry or path is None
        self._path = path or "a temporary file"
        try:
            if self._dry:
                self._file = tempfile.TemporaryFile("w+b", buffering=0)  # noqa: SIM115  closed by `close`
                if path is not None and path.exists():
                    with path.open("rb") as old:
                        shutil.copyfileobj(old, self._file)
            elif path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._file = path.open("a+b", buffering=0)
                _lock(self._file.fileno(), path)
            self._end = self._read()
        except OSError as error:
            raise JournalError(f"{path}: cannot use the journal: {error.strerror}") from error

    def _read(self) -> int:
        """Note where each step stands, cut off a torn last line; gives the length."""
        self._file.seek(0)
        at = 0
        with os.fdopen(os.dup(self._file.fileno()), "rb") as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    self._file.truncate(at)
                    break
                step = Step.from_line(line)
                if step is not None:
                    self._index[_slot(step.file, step.part)] = at
                at += len(line)
        return at

    def get(self, file: str, part: int = WHOLE) -> Step | None:
        """The last step about a file, or about a part of it."""
        at = self._index.get(_slot(file, part))
        step = None if at is None else self.at(at)
        return step if step is not None and (step.file, step.part) == (file, part) else None

    def where(self, file: str, part: int = WHOLE) -> int:
        """The place of the last step about a file or a part of it, for `at`; raises KeyError if there is none."""
        return self._index[_slot(file, part)]

    def at(self, place: int) -> Step | None:
        """The step that stands at a place."""
        self._file.seek(place)
        with os.fdopen(os.dup(self._file.fileno()), "rb") as lines:
            return Step.from_line(lines.readline())

    def append(self, step: Step) -> int:
        """Write a step, in one piece; gives its place. Raises JournalError if there is no room for it."""
        line, place = step.to_line(), self._end
        self._file.seek(place)
        left = memoryview(line)
        try:
            while left:
                left = left[self._file.write(left) or 0 :]
        except OSError as error:
            self._file.truncate(place)
            raise JournalError(f"{self._path}: {error.strerror}; see to it, and the same command goes on") from error
        self._end += len(line)
        self._index[_slot(step.file, step.part)] = place
        if not self._dry and time.monotonic() - self._synced > _SYNC_SECONDS:
            self.sync()
        return place

    def sync(self) -> None:
        """See to it that what was written outlives a power cut."""
        if not self._dry:
            os.fsync(self._file.fileno())
        self._synced = time.monotonic()

    def close(self) -> None:
        """Let go of the journal."""
        self._file.close()


class Told:
    """The outcomes of a run in the order of the walk, read from the journal one by one."""

    def __init__(self, journal: Journal) -> None:
        self._journal, self._places, self._count = journal, array("Q"), 0

    def add(self, place: int, documents: int) -> None:
        """Note that a step with so many documents comes next."""
        self._places.append(place)
        self._count += documents

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Outcome]:
        for place in self._places:
            step = self._journal.at(place)
            yield from step.outcomes if step else ()


def failed_step(failed: Outcome, key: str, was: str | None = None) -> Step:
    """The step of a file that failed; what stands in its place, if anything, remains known as ours."""
    return Step(failed.file, key, "", None, was, outcomes=(failed,))


def digest(data: bytes) -> str:
    """What bytes are known by."""
    return blake2b(data, digest_size=16).hexdigest()


def digest_file(path: Path) -> str | None:
    """The digest of a file, read in pieces; None if there is no such file. Raises OSError if it cannot be read."""
    known = blake2b(digest_size=16)
    try:
        with path.open("rb") as file:
            while data := file.read(1 << 20):
                known.update(data)
    except FileNotFoundError:
        return None
    return known.hexdigest()


def _slot(file: str, part: int) -> int:
    name = f"{part}:{file}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(name, digest_size=8).digest(), "big")


def _lock(handle: int, path: Path) -> None:
    """Hold a file as long as this process lives; raises JournalError if another one does."""
    try:
        import fcntl
    except ImportError:  # not POSIX
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise JournalError(f"{path.parent.parent}: another run is writing here; wait until it is done") from error
