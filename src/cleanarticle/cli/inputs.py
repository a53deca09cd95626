"""Inputs, one after the other: what cannot be read is said on stderr and counted, and the others go on."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from ..decode import Decoded, DecodeError, decode
from ..render.terminal import safe_line
from .options import Settings


class Input(NamedTuple):
    """One input that was read. path: None for standard input.  name: as the user wrote it, or "stdin"."""

    path: Path | None
    name: str
    data: bytes
    decoded: Decoded


class Trouble:
    """Says what went wrong, on stderr, and remembers that something did."""

    def __init__(self) -> None:
        self.any = False

    def report(self, name: str, what: str) -> None:
        """An error about one input."""
        self.any = True
        say(f"cleanarticle: {name}: {what}")


def say(message: str) -> None:
    """A line on stderr, safe for a terminal."""
    click.echo(safe_line(message), err=True)


def read_inputs(names: Sequence[str], settings: Settings, trouble: Trouble) -> Iterator[Input]:
    """Read and decode each input in turn; "-" is standard input."""
    for name in names:
        shown = "stdin" if name == "-" else name
        try:
            data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            decoded = decode(data, settings.encoding)
        except OSError as error:
            trouble.report(shown, _reason(error))
            continue
        except ValueError as error:  # DecodeError, or a NUL in the name
            trouble.report(shown, str(error) if isinstance(error, DecodeError) else "not a file name")
            continue
        if not settings.quiet:
            for warning in filter(None, (decoded.warning, _looks_like_html(decoded.text))):
                say(f"cleanarticle: {shown}: warning: {warning}")
        yield Input(None if name == "-" else Path(name), shown, data, decoded)


def _reason(error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "is a directory; name the files in it"
    return error.strerror or str(error)


def _looks_like_html(text: str) -> str | None:
    head = text[:500].lstrip().lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<body")):
        return "looks like HTML; it is cleaned as plain text, tags and all"
    return None


def default_inputs(names: tuple[str, ...], context: click.Context) -> tuple[str, ...]:
    """The inputs named, or standard input; on a terminal with nothing named, print the help and leave."""
    if names:
        return names
    if sys.stdin is None or sys.stdin.isatty():
        click.echo(context.get_help())
        context.exit(0)
    return ("-",)
