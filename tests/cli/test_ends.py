"""How it ends: a reader that leaves, Ctrl-C, a full disk, closed streams. Never with a traceback."""

import fcntl
import os
import pty
import signal
import subprocess
import termios
import time
from pathlib import Path

import pytest

from running import APPEAL, CLEAN, PLAIN, PROGRAM, RAW, run

LONG = RAW * 3000


@pytest.mark.parametrize(
    "arguments",
    [(), ("--json",), ("--exact",), ("diff",), ("diff", "--unified"), ("diff", "--json"), ("explain",), ("stages",)],
)
def test_a_reader_that_leaves_is_not_news(tmp_path, arguments):
    (tmp_path / "article").write_text(RAW)
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        inputs = () if arguments == ("stages",) else ("article",)
        done = run(*arguments, *inputs, cwd=tmp_path, stdout=theirs)
    finally:
        os.close(theirs)
    assert (done.code, done.err) == (141, "")


def test_a_reader_that_leaves_early(tmp_path):
    """`cleanarticle ... | head -1`, as a shell runs it."""
    (tmp_path / "article").write_text(LONG)
    command = '"$@" article | head -n 1; echo "${PIPESTATUS[0]}"'
    done = subprocess.run(
        ["bash", "-c", command, "bash", *PROGRAM], cwd=tmp_path, env=PLAIN, capture_output=True, check=True
    )
    assert done.stdout.decode().splitlines() == [CLEAN.splitlines()[0], "141"]
    assert done.stderr == b""


def test_ctrl_c():
    """While it waits for input: quiet, and 130."""
    process = subprocess.Popen(
        PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=PLAIN
    )
    process.stdin.write(RAW.encode())
    process.stdin.flush()
    wait_until_reading(process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (130, b"", b"")


def test_ctrl_c_while_it_starts(tmp_path):
    """A loop in a shell over many files is mostly interrupted there."""
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt")
    assert run(input=RAW, env={"PYTHONPATH": str(tmp_path)}) == (130, b"", "")


def test_ctrl_c_on_a_terminal():
    """Typed at the terminal that the program reads from."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, "-"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=PLAIN,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  the terminal sends the signal
    )
    os.close(theirs)
    wait_until_reading(process)
    os.write(ours, b"\x03")
    out, err = process.communicate(timeout=60)
    os.close(ours)
    assert (process.returncode, out, err.strip()) == (130, b"", b"")


def wait_until_reading(process) -> None:
    """Until the process sleeps in a system call that reads: Linux tells by number, other systems get some time."""
    for _ in range(600):
        time.sleep(0.05)
        try:
            state = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0]
            ready = "_json" in Path(f"/proc/{process.pid}/maps").read_text()  # imported once the command runs
        except OSError:
            state, ready = "S", True
            time.sleep(2)
        if state == "S" and ready:
            time.sleep(0.3)
            return


@pytest.mark.parametrize("arguments", [(), ("--json",), ("diff",), ("diff", "-u"), ("explain",), ("stages",), ("-h",)])
def test_a_full_disk(arguments):
    with Path("/dev/full").open("wb") as full:
        done = run(*arguments, input=RAW, stdout=full)
    assert (done.code, done.err) == (2, "cleanarticle: cannot write: No space left on device\n")


@pytest.mark.parametrize(
    ("closing", "arguments", "code", "message"),
    [
        (">&-", "raw", 2, "cannot write: stdout is closed"),
        (">&-", "diff raw", 2, "cannot write: stdout is closed"),
        (">&-", "explain raw", 2, "cannot write: stdout is closed"),
        (">&-", "--check raw", 1, "raw: would be changed"),
        ("<&-", "-", 2, "stdin: is closed"),
        ("<&-", "raw", 0, ""),
        ("2>&-", "raw", 0, ""),
        ("2>&-", "missing raw", 2, ""),
        ("2>&-", "--level nonsense raw", 2, ""),
        (">/dev/full 2>&1", "raw", 2, ""),
    ],
)
def test_closed_streams(tmp_path, closing, arguments, code, message):
    (tmp_path / "raw").write_text(RAW)
    done = subprocess.run(
        ["bash", "-c", f'"$@" {arguments} {closing}', "bash", *PROGRAM],
        cwd=tmp_path,
        env=PLAIN,
        capture_output=True,
        check=False,
    )
    assert done.returncode == code
    assert message in done.stderr.decode() and bool(message) == bool(done.stderr)


BROKEN = """
import cleanarticle.cleaner, cleanarticle.cli
def decide(*arguments): raise {error}
cleanarticle.cleaner.decide = decide
cleanarticle.cli.main(["-"])
"""


@pytest.mark.parametrize(
    ("error", "options", "message"),
    [
        (
            "KeyError(3)",
            (),
            b"cleanarticle: this is a bug (KeyError: 3); `python -X dev -m cleanarticle` shows where\n",
        ),
        ("KeyError(3)", ("-X", "dev"), b"Traceback"),
        ("MemoryError", (), b"cleanarticle: out of memory\n"),
        ("OSError(5, 'Input/output error', 'model.json')", (), b"cleanarticle: model.json: Input/output error\n"),
        ("RecursionError('deep')", (), b"cleanarticle: this is a bug (RecursionError: deep)"),
        ("KeyboardInterrupt", (), b""),
    ],
)
def test_whatever_goes_wrong_inside_is_said_in_a_line(error, options, message):
    """A user sees no traceback; -X dev shows it."""
    done = subprocess.run(
        [PROGRAM[0], *options, "-c", BROKEN.format(error=error)],
        input=RAW.encode(),
        env=PLAIN,
        capture_output=True,
        check=False,
    )
    assert done.stderr.startswith(message) and bool(message) == bool(done.stderr)
    assert done.returncode == {"KeyboardInterrupt": 130}.get(error, 1 if options else 2)


def test_many_files_in_one_run(tmp_path):
    for number in range(30):
        (tmp_path / f"{number:02}").write_text(RAW)
    done = run("--in-place", *sorted(path.name for path in tmp_path.iterdir()), cwd=tmp_path)
    assert done == (0, b"", "")
    assert not any(APPEAL in path.read_text() for path in tmp_path.iterdir())
