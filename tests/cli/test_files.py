"""Writing files: in place, to one file, to a folder; never over an input, never half."""

import os
import stat
import subprocess
import sys

import pytest

from running import CLEAN, PLAIN, PROGRAM, RAW, run


@pytest.fixture
def folder(tmp_path):
    """A working directory with two articles: `raw` loses a line, `good` nothing."""
    (tmp_path / "raw").write_text(RAW)
    (tmp_path / "good").write_text(CLEAN)
    return tmp_path


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755, 0o444])
def test_in_place_keeps_the_mode(folder, mode):
    (folder / "raw").chmod(mode)
    assert run("--in-place", "raw", cwd=folder) == (0, b"", "")
    assert (folder / "raw").read_text() == CLEAN
    assert stat.S_IMODE((folder / "raw").stat().st_mode) == mode


def test_in_place_writes_what_a_link_points_at(folder):
    (folder / "link").symlink_to("raw")
    assert run("--in-place", "link", cwd=folder).code == 0
    assert (folder / "link").is_symlink() and (folder / "raw").read_text() == CLEAN


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_in_place_keeps_the_owner(folder):
    os.chown(folder / "raw", 12345, 23456)
    run("--in-place", "raw", cwd=folder)
    status = (folder / "raw").stat()
    assert (status.st_uid, status.st_gid) == (12345, 23456)


def test_in_place_touches_only_what_changes(folder):
    before = (folder / "good").stat()
    assert run("--in-place", "good", "raw", "missing", cwd=folder).code == 2
    after = (folder / "good").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert (folder / "raw").read_text() == CLEAN
    assert names_in(folder) == ["good", "raw"]


def test_one_output_file(folder):
    assert run("raw", "good", "-o", "out", cwd=folder) == (0, b"", "")
    assert (folder / "out").read_text() == f"{CLEAN}\n{CLEAN}"
    assert run("-o", "out", input=RAW, cwd=folder) == (0, b"", "")
    assert (folder / "out").read_text() == CLEAN
    assert stat.S_IMODE((folder / "out").stat().st_mode) == 0o666 & ~_umask()


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_folder(folder):
    (folder / "deep").mkdir()
    (folder / "deep" / "article.txt").write_text(RAW)
    assert run("raw", "deep/article.txt", "-", "-o", "new/folder/", input=RAW, cwd=folder) == (0, b"", "")
    written = {path.name: path.read_text() for path in (folder / "new" / "folder").iterdir()}
    assert written == {"raw": CLEAN, "article.txt": CLEAN, "stdin.txt": CLEAN}
    assert run("--json", "raw", "-o", "new", cwd=folder).code == 0
    assert (folder / "new" / "raw.json").read_text().startswith('{"version": 1')


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("raw", "-o", "raw"), "would overwrite the input raw; use --in-place"),
        (("raw", "good", "-o", "good"), "would overwrite the input good; use --in-place"),
        (("raw", "-o", "./link"), "would overwrite the input link; use --in-place"),
        (("raw", "-o", "hard"), "would overwrite the input hard; use --in-place"),
        (("raw", "-o", "."), "would overwrite the input raw; use --in-place"),
        (("raw", "deep/raw", "-o", "new/"), "two inputs would both be written to new/raw"),
        (("raw", "raw", "-o", "new/"), "two inputs would both be written to new/raw"),
        (("raw", "-o", "x", "--in-place"), "--in-place and --output exclude each other"),
        (("raw", "--json", "--in-place"), "--in-place would overwrite articles with JSON; use --json -o FILE"),
        (("--in-place",), "--in-place needs files; standard input has no place to be written back to"),
        (("raw", "-", "--in-place"), "--in-place needs files; standard input has no place to be written back to"),
        (("raw", "--check", "-o", "x"), "--check writes nothing; leave out --output and --in-place"),
        (("raw", "--json", "--exact"), "--json holds the offsets of what was removed; leave out --exact"),
        (("raw", "-o", "good/"), "good/: cannot make the folder: File exists"),
        (("raw", "-o", "missing/out"), "raw: cannot write missing/out: No such file or directory"),
        (("raw", "-o", "good/out"), "cannot write good/out: Not a directory"),
        (("--in-place", "/dev/null"), "not a regular file, cannot be written back in place"),
    ],
)
def test_refused(folder, arguments, message):
    (folder / "link").symlink_to("raw")
    os.link(folder / "raw", folder / "hard")
    (folder / "deep").mkdir()
    (folder / "deep" / "raw").write_text(RAW)
    done = run(*arguments, cwd=folder)
    assert (done.code, done.out) == (2, b"")
    assert message.removeprefix("raw: ") in done.err
    assert (folder / "raw").read_text() == RAW and (folder / "good").read_text() == CLEAN
    assert not (folder / "new").exists()


def test_what_stdin_is_read_from_is_an_input_too(folder):
    with (folder / "raw").open("rb") as file:
        done = run("-o", "raw", input=None, stdin=file, cwd=folder)
    assert (done.code, (folder / "raw").read_text()) == (2, RAW)
    assert "would overwrite the input raw" in done.err


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing", "missing: No such file or directory"),
        ("folder", "folder: is a directory; name the files in it"),
        ("raw/inside", "raw/inside: Not a directory"),
        ("loop", "loop: Too many levels of symbolic links"),
        ("/proc/self/mem", "/proc/self/mem: Input/output error"),
        ("image", "image: looks like a PNG image, not text"),
        ("binary", "binary: looks like a binary file, not text"),
        ("x" * 300, "File name too long"),
        ("", "is a directory"),
    ],
)
def test_a_bad_file_is_named_and_the_others_go_on(folder, name, message):
    (folder / "folder").mkdir()
    (folder / "loop").symlink_to("loop")
    (folder / "image").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "binary").write_bytes(bytes(range(8)) * 100)
    done = run("raw", name, "good", cwd=folder)
    assert (done.code, done.out.decode()) == (2, f"{CLEAN}\n{CLEAN}")
    assert message in done.err and len(done.err.splitlines()) == 1


UNPRIVILEGED = """
import difflib, os, sys
import cleanarticle.cli.clean, cleanarticle.config
cleanarticle.clean(open("good").read())  # imports what is imported late: nobody may perhaps not read this Python
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
cleanarticle.cli.main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("locked/secret", "good"), "locked/secret: Permission denied"),
        (("--in-place", "locked/raw"), "cannot write locked/raw: Permission denied"),
        (("good", "-o", "locked/out"), "cannot write locked/out: Permission denied"),
        (("good", "-o", "locked/new/"), "locked/new/: cannot make the folder: Permission denied"),
    ],
)
def test_no_permission(folder, arguments, message):
    """Run by one who may neither read a file nor write in its folder."""
    locked = folder / "locked"
    locked.mkdir()
    for name, mode in (("secret", 0), ("raw", 0o644)):
        (locked / name).write_text(RAW)
        (locked / name).chmod(mode)
    locked.chmod(0o555)
    folder.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, *arguments], cwd=folder, env=PLAIN, capture_output=True, check=False
    )
    assert done.returncode == 2 and message in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert (locked / "raw").read_text() == RAW and names_in(locked) == ["raw", "secret"]


def test_a_full_disk_leaves_the_file_as_it_was(folder):
    """A limit on the size of files stands for the disk that is full."""
    import resource
    import signal

    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    done = subprocess.run(
        [*PROGRAM, "--in-place", "raw"],
        cwd=folder,
        env=PLAIN | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        preexec_fn=limited,
        check=False,
    )
    assert done.returncode == 2 and b"raw: cannot write raw: File too large" in done.stderr
    assert (folder / "raw").read_text() == RAW and names_in(folder) == ["good", "raw"]


def test_devices_are_written_to(folder):
    assert run("raw", "-o", "/dev/null", cwd=folder) == (0, b"", "")
    assert run("raw", "-o", "/dev/stdout", cwd=folder) == (0, CLEAN.encode(), "")
    assert "cannot write /dev/full: No space left on device" in run("raw", "-o", "/dev/full", cwd=folder).err
