"""Learning what repeats: every document is read once by a worker, which tells its lines; the tally is kept here."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ..reading import decode_as
from .lines import LinesError, read_lines, read_record
from .pool import Died, Item, Pool, Ready
from .shingles import LONGEST, fingerprints, tokens
from .tally import Seen, Tally
from .walk import LINES, Entry, Walk
from .work import File, Job, Record, field_value, read_bounded

if TYPE_CHECKING:
    from ..document import Document


class Told(NamedTuple):
    """What a document tells. site: "" if nothing says it.  lines: text and fingerprints of each, without doubles."""

    site: str
    lines: tuple[tuple[str, tuple[int, ...]], ...]


class Failed(NamedTuple):
    """A document that could not be read, and why."""

    why: str


@dataclass
class Learning:
    """Counts the lines of all documents in a folder.

    walk, job: as for a run; of the job, what says how documents are read counts.  jobs: worker processes.
    timeout: seconds a document may take, or None.  tell: is called after each document.  fail: with the name of a
    document that cannot be read, and the reason.  warn: with a name and what one should know.  advance: with a number
    of bytes that are done.
    """

    walk: Walk
    job: Job
    jobs: int = 1
    timeout: float | None = None
    tell: Callable[[], Any] = field(default=lambda: None)
    fail: Callable[[str, str], Any] = field(default=lambda name, why: None)
    warn: Callable[[str, str], Any] = field(default=lambda name, what: None)
    advance: Callable[[int], Any] = field(default=lambda size: None)

    def __post_init__(self) -> None:
        self._troubles: list[tuple[str, str]] = []
        self.walk = replace(
            self.walk,
            on_error=lambda name, why: self._troubles.append((name, why)),
            on_skip=lambda name, why: self.warn(name, f"left out: {why}"),
        )

    def size(self) -> int:
        """How many bytes there are to read."""
        return sum(entry.size for entry in replace(self.walk, on_error=_pass, on_skip=_pass))

    def go(self) -> Tally:
        """Read all documents. Raises PoolError, WalkError or OSError."""
        tally = Tally()
        pool = Pool(_Prepare(self.job), self.jobs, self.timeout)
        with contextlib.closing(pool.run(self._items())) as answers:
            for item, answer in answers:
                self._tell_troubles()
                if isinstance(answer, Told):
                    tally.add(answer.site, [Seen(text, prints) for text, prints in answer.lines])
                    self.tell()
                elif isinstance(answer, Failed | Died):
                    self.fail(_name(item), answer.why)
                self.advance(item.size if isinstance(item, File) else len(item.data) if item else 0)
        self._tell_troubles()
        return tally

    def _tell_troubles(self) -> None:
        while self._troubles:
            self.fail(*self._troubles.pop(0))

    def _items(self) -> Iterator[Item | Ready]:
        for entry in self.walk:
            if entry.kind == LINES:
                yield from self._records(entry)
            else:
                yield Item(File(entry.name, entry.target, entry.kind, entry.size), entry.size)

    def _records(self, entry: Entry) -> Iterator[Item | Ready]:
        last = 0
        try:
            for line in read_lines(self.job.base / entry.name, self.job.largest or 1 << 40):
                if line.whole:
                    yield Item(Record(entry.name, line.number, line.data), len(line.data), len(line.data))
                elif line.number != last:
                    last = line.number
                    self._troubles.append((f"{entry.name}:{last}", f"is longer than --max-bytes {self.job.largest}"))
        except OSError as error:
            self._troubles.append((entry.name, error.strerror or str(error)))
        except LinesError as error:
            self._troubles.append((entry.name, str(error)))


def _pass(name: str, why: str) -> None:
    """Say nothing: it is said when the inputs are read."""


def _name(item: File | Record) -> str:
    return item.name if isinstance(item, File) else f"{item.file}:{item.line}"


class _Prepare:
    """Makes a reader in a worker; picklable."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self) -> Reader:
        return Reader(self._job)


class Reader:
    """Tells the lines of documents; raises nothing but what is a bug."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __call__(self, item: File | Record) -> Told | Failed | None:
        """What the document tells; None of a blank line."""
        try:
            return self._record(item) if isinstance(item, Record) else self._file(item)
        except OSError as error:
            return Failed(error.strerror or str(error))
        except ValueError as error:
            return Failed(str(error))
        except MemoryError:
            return Failed("out of memory")

    def _file(self, item: File) -> Told:
        data = read_bounded(self.job.base / item.name, self.job.largest)
        format_, decoded = decode_as(data, item.name, self.job.cleaner.format, self.job.encoding)
        folder = item.name.partition("/")[0] if "/" in item.name else ""
        return self._told(self.job.cleaner.parse(decoded.text, format=format_), folder)

    def _record(self, item: Record) -> Told | None:
        record = read_record(item.data, self.job.field)
        if record is None:
            return None
        document = self.job.cleaner.parse(record.values[self.job.field])
        return self._told(document, "", field_value(record.values, self.job.site_field))

    def _told(self, document: Document, folder: str, site: str | None = None) -> Told:
        """The lines of a document. site: what a field says; folder: what counts where nothing else says the site."""
        site = (
            site or self.job.cleaner.site or document.site or getattr(document, "site_name", None) or folder
        ).strip()
        texts = dict.fromkeys(
            document.text(block)
            for block in document.blocks
            if not block.protected and block.last - block.first <= LONGEST
        )
        return Told(site, tuple((text, fingerprints(tokens(text), site)) for text in texts))
