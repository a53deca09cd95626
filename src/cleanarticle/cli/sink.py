"""Where cleaned documents go, one after the other: a terminal, stdout, one file, a folder, or back in place."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from ..atomic import write_atomic
from ..result import Result
from ..sniff import PAGE_SUFFIXES
from .inputs import STDIN, Input, identities
from .output import is_terminal, show, write_stdout

_SUFFIXES = {"text": (".txt", ("",)), "markdown": (".md", (".md", ".markdown")), "html": (".html", PAGE_SUFFIXES)}
"""Form → (the suffix of files that hold it, all those that say so)."""


class SinkError(ValueError):
    """A document could not be written; the message names the file and says why."""


class Form(NamedTuple):
    """What is written of a document. exact: the kept stretches as they are.  as_json: one line of JSON.

    to: "text", "markdown" or "html".  title: with the headline of a page above.
    """

    exact: bool = False
    as_json: bool = False
    to: str = "text"
    title: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether it is to be written as it is even on a terminal."""
        return self.exact or self.as_json or self.to != "text"

    def text(self, result: Result) -> str:
        """The body to be written."""
        return result.exact if self.exact else result.to(self.to, title=self.title)

    def suffix(self, name: str) -> str:
        """What is put behind a file's name so that it says what is in the file."""
        ending, known = _SUFFIXES[self.to]
        mislabelled = name.lower().endswith(PAGE_SUFFIXES) if self.to == "text" else not name.lower().endswith(known)
        return (ending if mislabelled else "") if not self.as_json else ".json"

    def data(self, item: Input, result: Result, *, ended: bool = False) -> bytes:
        """The bytes to be written; with `ended`, the last line ends in a newline, lest the next document join it."""
        if self.as_json:
            return json_line(item, result, self.to)
        text = self.text(result)
        return item.written.encode(text + "\n" if ended and text and text[-1] not in "\r\n" else text)


class Sink:
    """Takes documents in turn. `put` raises ValueError where one cannot be written, and OSError where none can."""

    def __init__(self, form: Form) -> None:
        self.form = form

    def put(self, item: Input, result: Result) -> None:
        """Deal with one cleaned document."""
        raise NotImplementedError

    def finish(self) -> None:
        """Write what is still to be written."""


class Terminal(Sink):
    """A person reads: the article is set by Rich."""

    def __init__(self, form: Form, color: str) -> None:
        super().__init__(form)
        self.color, self.count = color, 0

    def put(self, item: Input, result: Result) -> None:
        """Show one article, parted from the one before by a blank line."""
        from ..render.article import print_article

        if self.count:
            write_stdout(b"\n")
        self.count += 1
        show(self.color, lambda console: print_article(console, result, title=self.form.title))


class Stdout(Sink):
    """A program reads: the bytes as they are. Several documents are parted by a blank line, JSON is a line each."""

    def __init__(self, form: Form, several: bool) -> None:
        super().__init__(form)
        self.several, self.count = several, 0

    def put(self, item: Input, result: Result) -> None:
        """Write one document."""
        data = self.form.data(item, result, ended=self.several)
        if self.count and not self.form.as_json:
            self.write("\n".encode(item.written.encoding), item)
        self.count += 1
        self.write(data, item)

    def write(self, data: bytes, item: Input) -> None:
        """Where the bytes go."""
        write_stdout(data, "utf-8" if self.form.as_json else item.written.encoding)


class OneFile(Stdout):
    """All documents in one file, as they would stand on stdout; written whole at the end."""

    def __init__(self, form: Form, several: bool, path: Path) -> None:
        super().__init__(form, several)
        self.path, self.pieces = path, list[bytes]()

    def write(self, data: bytes, item: Input) -> None:
        """Remember the bytes."""
        self.pieces.append(data)

    def finish(self) -> None:
        """Write the file, if there is anything that could be read."""
        if self.count:
            _write(self.path, b"".join(self.pieces))


class Folder(Sink):
    """Each document in a file of its own, called as its input is; JSON has .json behind the name."""

    def __init__(self, form: Form, targets: dict[str, Path]) -> None:
        super().__init__(form)
        self.targets = targets

    def put(self, item: Input, result: Result) -> None:
        """Write one file."""
        _write(self.targets[str(item.path) if item.path else STDIN], self.form.data(item, result))


class InPlace(Sink):
    """Each file that loses something is written back; the others are not touched."""

    def put(self, item: Input, result: Result) -> None:
        """Write one file back."""
        if item.format == "html":
            raise SinkError("is a web page, which its text would replace; use -o instead of --in-place")
        if item.path and not item.path.is_file():
            raise SinkError("not a regular file, cannot be written back in place")
        if item.path and result.removals:
            _write(item.path, self.form.data(item, result))


def open_sink(names: Sequence[str], output: str | None, form: Form, *, in_place: bool, plain: bool, color: str) -> Sink:
    """The sink that the options ask for. Raises click.UsageError if an input would be overwritten."""
    several = len(names) > 1
    if in_place:
        return InPlace(form)
    if output in (None, STDIN):
        bare = plain or form.is_bare or not is_terminal()
        return Stdout(form, several) if bare else Terminal(form, color)
    path = Path(output or "")
    if not (path.is_dir() or (output or "").endswith("/")):
        _spare([path], names)
        return OneFile(form, several, path)
    targets = _targets(path, names, form)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"{output}: cannot make the folder: {error.strerror}") from error
    return Folder(form, targets)


def _targets(folder: Path, names: Sequence[str], form: Form) -> dict[str, Path]:
    """Input (as its path is written) → the file for it; raises click.UsageError if two would be one."""
    targets: dict[str, Path] = {}
    taken: set[Path] = set()
    for name in names:
        base = Path(name).name if name != STDIN else "stdin.txt"
        target = folder / (base + form.suffix(base))
        if target in taken:
            raise click.UsageError(f"two inputs would both be written to {target}")
        taken.add(target)
        targets[str(Path(name))] = target
    _spare(targets.values(), names)
    return targets


def _spare(targets: Iterable[Path], names: Sequence[str]) -> None:
    """Raise click.UsageError if a file that is to be written is one of the inputs."""
    inputs = identities(names)
    for target in targets:
        with contextlib.suppress(OSError):  # it does not exist yet
            found = target.stat()
            if (found.st_dev, found.st_ino) in inputs:
                raise click.UsageError(f"would overwrite the input {target}; use --in-place")


def _write(path: Path, data: bytes) -> None:
    try:
        write_atomic(path, data)
    except OSError as error:
        raise SinkError(f"cannot write {path}: {error.strerror}") from error


def json_line(item: Input, result: Result, to: str = "text") -> bytes:
    """A result as one line of JSON with the input's name and encoding, in UTF-8; with the body in another form, too.

    What must not reach a terminal raw is escaped: control and bidirectional characters, undecodable bytes.
    """
    from ..render.terminal import UNSAFE

    data = result.to_dict() | ({to: result.to(to)} if to != "text" else {})
    text = json.dumps({**data, "file": item.name, "encoding": item.decoded.encoding}, ensure_ascii=False)
    return UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text).encode("utf-8") + b"\n"
