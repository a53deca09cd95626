"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


def write_atomic(path: Path, data: bytes) -> None:
    """Replace a file's content in one step, keeping its mode; what a symbolic link points at is written, not the link.

    Raises OSError; then the file is as it was, and nothing is left beside it.
    """
    with open_atomic(path) as file:
        file.write(data)


@contextlib.contextmanager
def open_atomic(path: Path) -> Iterator[BinaryIO]:
    """`write_atomic` for what comes piece by piece: the file is in its place once the block ends without an error."""
    old = path.stat() if path.exists() else None
    if old and not stat.S_ISREG(old.st_mode):  # a device or a pipe cannot be replaced, only written to
        with path.open("wb") as file:
            yield file
        return
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    handle, temporary = _beside(target)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if old:
            take_after(temporary, old)
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


def take_after(path: Path, old: os.stat_result) -> None:
    """Give a file the owner, as far as we may, and the mode of the one it is to replace."""
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):
            os.chown(path, old.st_uid, old.st_gid)
    path.chmod(stat.S_IMODE(old.st_mode))
