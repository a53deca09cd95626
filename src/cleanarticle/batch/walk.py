"""The inputs in a folder, one by one in sorted order, each with the name of what it becomes.

A link out of the folder, or back to a folder it lies in, is not followed but reported.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

TEXT, PAGE, LINES = "text", "page", "lines"
_KINDS = {".txt": TEXT, ".md": TEXT, ".html": PAGE, ".htm": PAGE, ".xhtml": PAGE, ".jsonl": LINES}
_PACKED = (".gz", ".zst")
PAGE_ENDINGS = {"text": ".txt", "markdown": ".md", "html": ".html"}
"""What a page is made into → the ending of its name."""


class WalkError(ValueError):
    """The folder cannot be walked, or two inputs would become one file; the message names them."""


class Entry(NamedTuple):
    """An input. name: below the folder, parted by "/".  target: the same, of what it becomes.

    kind: TEXT, PAGE or LINES (JSONL).  size: in bytes.
    """

    name: str
    target: str
    kind: str
    size: int


def kind_of(name: str) -> str | None:
    """What a file is read as, by the ending of its name; None if it is none of ours."""
    stem, ending = _split(name.lower())
    if ending in _PACKED:
        return LINES if stem.endswith(".jsonl") else None
    return _KINDS.get(ending)


def _split(name: str) -> tuple[str, str]:
    """A name without its ending, and the ending."""
    ending = PurePosixPath(name).suffix
    return name[: len(name) - len(ending)], ending


def patterns(lines: Sequence[str], option: str) -> GitIgnoreSpec | None:
    """Patterns as .gitignore has them; raises WalkError, which names the option, for one that cannot be."""
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines) if lines else None
    except ValueError as error:
        raise WalkError(f"{option}: {error}") from error


@dataclass(frozen=True)
class Walk:
    """An iterable over the inputs in a folder, which may be walked any number of times.

    root: the folder, or one file.  include, exclude: patterns as .gitignore has them; what `include` names is read as
    text whatever its ending.  apart: folders that are left out, such as the destination.  to: what pages become
    (text, markdown, html).  suffix: put before the ending of each target's name.
    on_skip: is told the name and the reason of what is refused; on_error: of a folder that cannot be read.
    Iterating raises WalkError when two inputs would become one file.
    """

    root: Path
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    apart: Sequence[Path] = ()
    to: str = "text"
    suffix: str = ""
    links: bool = True
    pages: bool = True
    on_skip: Callable[[str, str], Any] = field(default=lambda name, why: None)
    on_error: Callable[[str, str], Any] = field(default=lambda name, why: None)

    def __post_init__(self) -> None:
        _ = self._included, self._excluded  # a mistake in them shows now

    @cached_property
    def base(self) -> Path:
        """The folder that names are below of."""
        return self.root if self.root.is_dir() else self.root.parent

    @cached_property
    def _included(self) -> GitIgnoreSpec | None:
        return patterns(self.include, "--include")

    @cached_property
    def _excluded(self) -> GitIgnoreSpec | None:
        return patterns(self.exclude, "--exclude")

    @cached_property
    def _apart(self) -> frozenset[str]:
        return frozenset(os.path.realpath(path) for path in self.apart)

    def __iter__(self) -> Iterator[Entry]:
        if not self.root.is_dir():
            name = self.root.name
            kind = self._kind_of(name) or TEXT
            yield Entry(name, self._target(name, kind), kind, self.root.stat().st_size)
            return
        stack = [self._folder("", (os.path.realpath(self.root),))]  # folders may be nested deeper than calls may
        while stack:
            found = next(stack[-1], None)
            if found is None:
                stack.pop()
            elif isinstance(found, Entry):
                yield found
            else:
                stack.append(self._folder(*found))

    def _folder(self, prefix: str, above: tuple[str, ...]) -> Iterator[Entry | tuple[str, tuple[str, ...]]]:
        """What is in one folder, in order: its inputs, and the folders in it with what this needs to know of each.

        above: the real paths of the folders on the way here, this one's last.
        """
        try:
            with os.scandir(self.base / prefix) as found:
                entries = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda e: e.name)
        except OSError as error:
            self.on_error(prefix or str(self.root), f"cannot read the folder: {error.strerror}")
            return
        taken: dict[str, str] = {}
        for entry in entries:
            name = prefix + entry.name
            if entry.is_symlink() and not self._follows(entry, name, above):
                continue
            try:
                is_folder, status = entry.is_dir(), entry.stat()
            except OSError as error:
                self.on_error(name, error.strerror or str(error))
                continue
            if is_folder:
                real = (
                    os.path.realpath(entry.path)
                    if entry.is_symlink()
                    else f"{above[-1].rstrip(os.sep)}{os.sep}{entry.name}"
                )
                if real in self._apart or self._is_excluded(name + "/"):
                    continue
                _take(taken, entry.name, name + "/")
                yield name + "/", (*above, real)
            elif stat.S_ISREG(status.st_mode) and (kind := self._kind(name)):
                target = self._target(name, kind)
                _take(taken, target.rpartition("/")[2], name)
                yield Entry(name, target, kind, status.st_size)

    def _follows(self, entry: os.DirEntry[str], name: str, above: tuple[str, ...]) -> bool:
        """Whether a link is to be followed; if not, it is said why."""
        real = os.path.realpath(entry.path)
        if self._is_excluded(name) or not (os.path.isdir(real) or self._kind(name)):  # noqa: PTH112
            return False
        if not os.path.exists(real):  # noqa: PTH110
            self.on_skip(name, "a link to nothing")
        elif not (real + os.sep).startswith(above[0].rstrip(os.sep) + os.sep):
            self.on_skip(name, "a link out of the folder")
        elif real in above:
            self.on_skip(name, "a link to a folder it lies in")
        elif not self.links:
            self.on_skip(name, "a link; what it points at has its own turn")
        else:
            return True
        return False

    def _kind(self, name: str) -> str | None:
        """What a file is read as; None if it is not wanted."""
        if self._is_excluded(name):
            return None
        kind = self._kind_of(name)
        if self._included is None:
            return kind
        return kind or TEXT if self._included.match_file(name) else None

    def _kind_of(self, name: str) -> str | None:
        kind = kind_of(name)
        return TEXT if kind == PAGE and not self.pages else kind

    def _is_excluded(self, name: str) -> bool:
        return self._excluded is not None and self._excluded.match_file(name)

    def _target(self, name: str, kind: str) -> str:
        stem, ending = _split(name)
        if ending.lower() in _PACKED:
            stem, inner = _split(stem)
            ending = inner + ending
        return f"{stem}{self.suffix}{PAGE_ENDINGS[self.to] if kind == PAGE else ending}"


def _take(taken: dict[str, str], target: str, name: str) -> None:
    """Note that a name in the destination is used; raises WalkError if another input has it already."""
    if target in taken:
        raise WalkError(
            f"{taken[target]} and {name} would both become {target}; rename one, or leave one out with --exclude"
        )
    taken[target] = name
