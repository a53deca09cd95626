"""The command line as a user runs it: real processes, real pipes, a real pseudo-terminal."""

import os
import pty
import select
import subprocess
import sys
import time
from typing import NamedTuple

PROGRAM = (sys.executable, "-m", "cleanarticle")
BODY = (
    "Council closes the old bridge",
    "The council voted on Tuesday to close the old bridge over the river, which has carried traffic since 1931.",
    "Work begins in May, the mayor said, and will take two years. Buses will run along the northern bank.",
    "Engineers had found cracks in two of the piers last autumn, and the load limit was lowered in December.",
    "Shopkeepers near the market fear for their trade. “We live off the people who cross here,” one of them said.",
    "The region pays two thirds of the cost; the town will borrow the rest.",
)
APPEAL = "Sign up for our free weekly newsletter"
"""A line that goes whatever the model was last fitted on."""
CLEAN = "\n\n".join(BODY) + "\n"
RAW = CLEAN + f"\n{APPEAL}\n"
PLAIN = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LANG": "C.UTF-8", "TERM": "xterm-256color"}


class Done(NamedTuple):
    """A finished process."""

    code: int
    out: bytes
    err: str


def run(*arguments, input=b"", cwd=None, env=(), **options) -> Done:  # noqa: A002  as subprocess calls it
    """Run the command line with these arguments and this standard input (text is sent as UTF-8)."""
    data = input.encode() if isinstance(input, str) else input
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        **({"input": data} if data is not None else {}),
        stdout=options.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        cwd=cwd,
        env=PLAIN | dict(env),
        timeout=60,
        check=False,
        **options,
    )
    error = done.stderr.decode("utf-8", "surrogateescape")
    assert "Traceback" not in error
    return Done(done.returncode, done.stdout or b"", error)


def run_on_terminal(*arguments, cwd=None, env=(), size=(40, 80), stdin_too=True, input=b"") -> Done:  # noqa: A002  as subprocess calls it
    """Run it on a pseudo-terminal of (lines, columns); `err` is empty, since a terminal shows both streams."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    process = subprocess.Popen(
        [*PROGRAM, *map(str, arguments)],
        stdin=theirs if stdin_too else subprocess.PIPE,
        stdout=theirs,
        stderr=theirs,
        cwd=cwd,
        env=PLAIN | dict(env),
        start_new_session=True,
    )
    os.close(theirs)
    if not stdin_too:
        process.stdin.write(input)
        process.stdin.close()
    shown = _read_all(ours)
    os.close(ours)
    code = process.wait(timeout=60)
    assert b"Traceback" not in shown
    return Done(code, shown.replace(b"\r\n", b"\n"), "")


def _read_all(handle, patience=60) -> bytes:
    shown, until = b"", time.monotonic() + patience
    while time.monotonic() < until:
        if select.select([handle], [], [], 1)[0]:
            try:
                data = os.read(handle, 65536)
            except OSError:  # Linux says so when the other end is closed
                return shown
            if not data:
                return shown
            shown += data
    raise AssertionError(f"still running after {patience} s; shown so far: {shown!r}")
