"""Inputs, one after the other: what cannot be read is said on stderr and counted, and the others go on."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from ..decode import Decoded, DecodeError
from ..reading import decode_as
from ..render.terminal import safe_line
from .options import Settings

STDIN = "-"


class Input(NamedTuple):
    """One input that was read. path: None for standard input.  name: as the user wrote it, or "stdin".

    format: how it is to be read, "text" or "html".
    """

    path: Path | None
    name: str
    data: bytes
    decoded: Decoded
    format: str = "text"

    @property
    def written(self) -> Decoded:
        """What results are encoded by: as the input is; those of a page, whose text may hold anything, in UTF-8."""
        return self.decoded if self.format == "text" else Decoded(self.decoded.text)


class Trouble:
    """Says what went wrong, on stderr, and remembers that something did."""

    def __init__(self) -> None:
        self.any = False

    def report(self, name: str, what: str) -> None:
        """An error about one input."""
        self.any = True
        say(f"cleanarticle: {name}: {what}")

    @contextlib.contextmanager
    def about(self, name: str) -> Iterator[None]:
        """What goes wrong with one input inside is reported, and the others go on; stdout's own errors end all."""
        try:
            yield
        except ValueError as error:  # a stage that failed, a file that could not be written
            self.report(name, str(error))


def say(message: str) -> None:
    """A line on stderr, safe for a terminal."""
    click.echo(safe_line(message), err=True)


def read_inputs(names: Sequence[str], settings: Settings, trouble: Trouble) -> Iterator[Input]:
    """Read and decode each input in turn; "-" is standard input."""
    for name in names:
        shown = "stdin" if name == STDIN else name
        try:
            data = _read(name)
        except OSError as error:
            trouble.report(shown, _reason(error))
            continue
        except ValueError:  # a NUL in it
            trouble.report(shown, "not a file name")
            continue
        try:
            format_, decoded = decode_as(
                data, "" if name == STDIN else name, settings.cleaner.format, settings.encoding
            )
        except DecodeError as error:
            trouble.report(shown, str(error))
            continue
        warn(shown, decoded.warning, settings)
        yield Input(None if name == STDIN else Path(name), shown, data, decoded, format_)


def warn(name: str, warning: str | None, settings: Settings) -> None:
    """Say on stderr what a person should know about an input, if anything, and if it may be said."""
    if warning and not settings.quiet:
        say(f"cleanarticle: {name}: warning: {warning}")


def _read(name: str) -> bytes:
    if name != STDIN:
        return Path(name).read_bytes()
    if sys.stdin is None:
        raise OSError(0, "is closed")
    return sys.stdin.buffer.read()


def _reason(error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "is a directory; name the files in it"
    return error.strerror or str(error)


def identities(names: Sequence[str]) -> frozenset[tuple[int, int]]:
    """(device, inode) of each input that is a regular file, by whatever link; that which stdin is read from too."""
    known = set()
    for name in names:
        with contextlib.suppress(OSError, ValueError):
            found = os.fstat(sys.stdin.fileno()) if name == STDIN and sys.stdin else Path(name).stat()
            if stat.S_ISREG(found.st_mode):  # a device may be read and written at once
                known.add((found.st_dev, found.st_ino))
    return frozenset(known)


def default_inputs(names: tuple[str, ...], context: click.Context) -> tuple[str, ...]:
    """The inputs named, or standard input; on a terminal with nothing named, print the help and leave."""
    if names:
        return names
    if sys.stdin is None or sys.stdin.isatty():
        click.echo(context.get_help())
        context.exit(0)
    return (STDIN,)
