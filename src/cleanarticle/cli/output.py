"""Where results go: bytes to stdout, or files, written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
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


def write_atomic(path: Path, data: bytes) -> None:
    """Replace a file's content in one step, keeping its mode; what a symbolic link points at is written, not the link.

    Raises OSError; then the file is as it was, and nothing is left beside it.
    """
    old = path.stat() if path.exists() else None
    if old and not stat.S_ISREG(old.st_mode):  # a device or a pipe cannot be replaced, only written to
        path.write_bytes(data)
        return
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    handle, temporary = _beside(target)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if old:
            _take_after(temporary, old)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def check_writable(path: Path) -> None:
    """Raise the OSError that `write_atomic` would, as far as it can be known before there is anything to write."""
    if path.exists() and not path.is_file():
        return
    handle, temporary = _beside(Path(os.path.realpath(path)) if path.is_symlink() else path)
    os.close(handle)
    temporary.unlink()


def _beside(target: Path) -> tuple[int, Path]:
    """A new, empty file in the folder of `target`, opened for writing, with the mode that new files get."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    for number in range(1000):
        path = target.with_name(f".{target.name[:80]}.{os.getpid()}-{number}.tmp")
        try:
            return os.open(path, flags, 0o666), path
        except FileExistsError:
            continue
    raise FileExistsError(errno.EEXIST, "no free name for a temporary file", str(target))


def _take_after(path: Path, old: os.stat_result) -> None:
    """Give a file the owner, as far as we may, and the mode of the one it is to replace."""
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):
            os.chown(path, old.st_uid, old.st_gid)
    path.chmod(stat.S_IMODE(old.st_mode))
