"""What a worker does with one item: read it, clean it, leave what it made in the state folder, and say what became."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..decode import Decoded
from ..reading import decode_as
from .journal import Step, digest, digest_file
from .lines import read_record
from .outcome import FAILED, SAME, Outcome, outcome_of

if TYPE_CHECKING:
    from ..cleaner import Cleaner
    from ..result import Result


FOREIGN = "is not as `batch` wrote it, and is left as it is (--overwrite replaces it)"


class Job(NamedTuple):
    """What all items of a run have in common; picklable.

    base: the folder of the inputs.  dest: that of the outputs, None if nothing is written.  scratch: where a file lies
    until it is put in place.  key: the configuration's, see Step.  encoding: of all inputs, or None to find out.
    to: what pages become.  title: with their headlines.  field, id_field, site_field: of JSONL.
    largest: most bytes of a document, or None.  in_place: an output is written where its input was.
    overwrite: replace files that were changed by others.
    """

    cleaner: Cleaner
    base: Path
    dest: Path | None = None
    scratch: Path | None = None
    key: str = ""
    encoding: str | None = None
    to: str = "text"
    title: bool = False
    field: str = "text"
    id_field: str | None = None
    site_field: str | None = None
    largest: int | None = None
    in_place: bool = False
    overwrite: bool = False


class File(NamedTuple):
    """A file to clean. prior: what the journal tells of it, without the outcomes."""

    name: str
    target: str
    kind: str
    size: int
    prior: Step | None = None


class Record(NamedTuple):
    """A line of a JSONL file to clean."""

    file: str
    line: int
    data: bytes


class Made(NamedTuple):
    """A file after its turn. source, made, was: see Step.  temporary: what is to be put in place, None for nothing.

    changed_by_hand: the output is not as it was written, and is left alone.
    """

    outcome: Outcome | None
    source: str = ""
    made: str | None = None
    was: str | None = None
    temporary: Path | None = None
    changed_by_hand: bool = False


class MadeLine(NamedTuple):
    """A line after its turn: the bytes that take its place; `outcome` is None for a blank line."""

    outcome: Outcome | None
    data: bytes


def prepare(job: Job) -> Callable[[File | Record], Made | MadeLine]:
    """What a worker answers items with."""
    import gc

    worker = Worker(job)
    gc.freeze()  # the tables live as long as the process: no search for garbage need look at them
    return worker


def read_bounded(path: Path, largest: int | None) -> bytes:
    """The bytes of a file; raises ValueError if it is none or has more than `largest`, OSError if it cannot be read."""
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("not a regular file")
        if largest is not None and status.st_size > largest:
            raise ValueError(f"has {status.st_size} bytes, more than --max-bytes {largest}")
        return file.read()


def field_value(values: dict[str, Any], field: str | None) -> str | None:
    """The value of a field as a string, if it has one."""
    value = values.get(field) if field else None
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None


class Worker:
    """Answers items; raises nothing but what is a bug."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._cleaners: dict[str | None, Cleaner] = {}

    def __call__(self, item: File | Record) -> Made | MadeLine:
        """The item after its turn."""
        return self._line(item) if isinstance(item, Record) else self._file(item)

    def _file(self, item: File) -> Made:
        try:
            return self._cleaned_file(item)
        except OSError as error:
            why = error.strerror or str(error)
            if error.filename and Path(error.filename) != self.job.base / item.name:
                why = f"{error.filename}: {why}"
        except ValueError as error:  # it cannot be decoded, a stage failed
            why = str(error)
        except MemoryError:
            why = "out of memory"
        return Made(Outcome(item.name, FAILED, error=why))

    def _cleaned_file(self, item: File) -> Made:
        data = read_bounded(self.job.base / item.name, self.job.largest)
        source, prior = digest(data), item.prior
        was = source if self.job.in_place else self._target_digest(item.target)
        if prior is not None and was not in (None, prior.made, prior.was) and self._is_lost(item.target):
            was = None
        known = prior is not None and was in (None, prior.made, prior.was)
        if prior is not None and prior.made and prior.key == self.job.key:
            unchanged = source in (prior.source, prior.made) if self.job.in_place else source == prior.source
            if unchanged and was == prior.made:
                return Made(None)
            if unchanged and not known and not self.job.overwrite:
                return Made(None, changed_by_hand=True)
        if was and not known and not self.job.in_place and not self.job.overwrite:
            raise ValueError(f"{item.target} in the destination {FOREIGN}")
        format_, decoded = decode_as(data, item.name, self.job.cleaner.format, self.job.encoding)
        if format_ == "html" and self.job.in_place:
            raise ValueError("is a web page, which cannot be cleaned in place")
        result, outcome = self._clean(decoded.text, item.name, format_, self.job.cleaner.site)
        written = decoded if format_ == "text" else Decoded(decoded.text)  # what a page holds may be of any script
        made = data if format_ == "text" and outcome.status == SAME else written.encode(self._body(result))
        outcome = _with(outcome, target=item.target, warning=_joined(decoded.warning, result.warning))
        temporary = None if self.job.in_place and made == data else self._leave(made, self.job.base / item.name)
        return Made(outcome, source, digest(made), was, temporary)

    def _target_digest(self, target: str) -> str | None:
        try:
            return digest_file(self.job.dest / target) if self.job.dest else None
        except OSError as error:
            raise ValueError(f"cannot write {target}: {error.strerror or error}") from error

    def _is_lost(self, target: str) -> bool:
        """Whether of an output of ours nothing is left but its name: empty, or zeros, as a power cut leaves it."""
        if self.job.in_place or not self.job.dest:
            return False
        with (self.job.dest / target).open("rb") as file:
            return not any(any(piece) for piece in iter(partial(file.read, 1 << 16), b""))

    def _line(self, item: Record) -> MadeLine:
        outcome = partial(Outcome, item.file, FAILED, line=item.line)
        try:
            record = read_record(item.data, self.job.field)
            if record is None:
                return MadeLine(None, item.data)
            name = field_value(record.values, self.job.id_field)
            outcome = partial(outcome, id=name)
            site = field_value(record.values, self.job.site_field) or self.job.cleaner.site
            text = record.values[self.job.field]
            result, cleaned = self._clean(text, item.file, None, site)
            body = self._body(result)
            data = item.data if body == text else record.replaced(body)
            cleaned = _with(cleaned, line=item.line, id=name, target=item.file, warning=result.warning)
            return MadeLine(cleaned, data)
        except ValueError as error:
            return MadeLine(outcome(error=str(error)), item.data)
        except MemoryError:
            return MadeLine(outcome(error="out of memory"), item.data)

    def _clean(self, text: str, file: str, format_: str | None, site: str | None) -> tuple[Result, Outcome]:
        from ..language import main_language

        start = time.perf_counter()
        result = self._cleaner(site).clean(text, format=format_)
        seconds = round(time.perf_counter() - start, 4)
        told = result.metadata
        language = told.language.partition("-")[0].lower() if told and told.language else main_language(result.source)
        site = site or (told and (told.domain or told.site)) or None
        return result, outcome_of(result, file, language=language, site=site, seconds=seconds)

    def _cleaner(self, site: str | None) -> Cleaner:
        """The run's cleaner, for another site."""
        known = self._cleaners.get(site)
        if known is None:
            known = object.__new__(type(self.job.cleaner))
            known.__dict__.update(self.job.cleaner.__dict__)  # the model and the stages are loaded once
            object.__setattr__(known, "site", site)
            if len(self._cleaners) > 1000:  # as many sites as one likes
                self._cleaners.clear()
            self._cleaners[site] = known
        return known

    def _body(self, result: Result) -> str:
        """What is written of a document: only pages are made into something else than text."""
        page = result.format == "html"
        return result.to(self.job.to, title=self.job.title) if page else result.text

    def _leave(self, data: bytes, source: Path) -> Path | None:
        """Write a file in the scratch folder, under a name of its own.

        What replaces an original must be on the disk before that is gone. Elsewhere the original stays, and what a
        power cut takes is made again (`_is_lost`): waiting for the disk costs more than cleaning.
        """
        if self.job.scratch is None:
            return None
        from ..atomic import take_after

        path = self.job.scratch / f"{os.getpid()}-{time.monotonic_ns()}"
        try:
            with path.open("xb") as file:
                file.write(data)
                if self.job.in_place:
                    file.flush()
                    os.fsync(file.fileno())
            if self.job.in_place:
                take_after(path, source.stat())
        except OSError as error:
            path.unlink(missing_ok=True)
            raise ValueError(f"cannot write into the destination: {error.strerror or error}") from error
        return path


def _joined(*warnings: str | None) -> str | None:
    return "; ".join(filter(None, warnings)) or None


def _with(outcome: Outcome, **values: Any) -> Outcome:
    from dataclasses import replace

    return replace(outcome, **values)
