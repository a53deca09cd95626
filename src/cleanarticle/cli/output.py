"""Where results go that are not files: bytes to stdout, and what is drawn for people."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console


def is_terminal() -> bool:
    """Whether results are read by a person on a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def write_stdout(data: bytes, encoding: str = "utf-8") -> None:
    """Write bytes to stdout as they are; to a terminal as text, its control characters spelled out.

    encoding: that of the bytes. Raises OSError when stdout is closed, full or gone.
    """
    if is_terminal():
        from ..render.terminal import safe

        errors = "surrogateescape" if encoding == "utf-8" else "replace"
        _write(_for_terminal(safe(data.decode(encoding, errors).removeprefix("\ufeff"))))
    else:
        _write(data)


def show(color: str, draw: Callable[[Console], None]) -> None:
    """Write to stdout what a renderer draws with Rich. color: auto, always or never."""
    from ..render.terminal import console

    out = console(color, _stdout())
    with out.capture() as captured:  # Rich itself would answer a closed pipe with exit code 1
        draw(out)
    _write(_for_terminal(captured.get()))


def _for_terminal(text: str) -> bytes:
    return text.encode(sys.stdout.encoding or "utf-8", "backslashreplace")


def _write(data: bytes) -> None:
    stream = _stdout()
    stream.flush()
    left = memoryview(data)
    while left:  # with PYTHONUNBUFFERED, or on a pipe that does not block, one call may take only part
        taken = stream.buffer.write(left)
        if taken is None:
            raise BlockingIOError(errno.EAGAIN, "stdout does not take more now")
        left = left[taken:]
    stream.buffer.flush()


def _stdout() -> TextIO:
    if sys.stdout is None:
        raise OSError(errno.EBADF, "stdout is closed")
    return sys.stdout
