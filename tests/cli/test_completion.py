"""Shell completion: what a shell asks for, and the scripts that it loads."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cleanarticle.matcher import languages
from cleanarticle.stages import NAMES
from running import PLAIN, run

COMMANDS = ["batch", "clean", "diff", "explain", "learn", "stages", "train"]


def completions(line: str, shell: str = "bash") -> list[str]:
    """The words that complete the last one of a line."""
    *words, last = line.split(" ")
    env = {"_CLEANARTICLE_COMPLETE": f"{shell}_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words))}
    if shell == "fish":
        env |= {"COMP_WORDS": line, "COMP_CWORD": last}
    done = run(env=env)
    assert (done.code, done.err) == (0, "")
    lines = done.out.decode().splitlines()
    if shell == "zsh":
        return [value for kind, value in zip(lines[::3], lines[1::3], strict=True) if kind == "plain"]
    return [line.partition(",")[2].partition("\t")[0] for line in lines if line.startswith("plain,")]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("cleanarticle ", COMMANDS),
        ("cleanarticle d", ["diff"]),
        ("cleanarticle --in", ["--in-place"]),
        ("cleanarticle --vers", ["--version"]),
        ("cleanarticle --skip ", list(NAMES)),
        ("cleanarticle clean --only news", ["newsletter"]),
        ("cleanarticle diff --only do", ["donation"]),
        ("cleanarticle explain --level ", ["careful", "normal", "thorough"]),
        ("cleanarticle diff raw.txt --st", ["--stat"]),
        ("cleanarticle stages --language ", list(languages())),
        ("cleanarticle stages --language s", [tag for tag in languages() if tag.startswith("s")]),
    ],
)
def test_completions(shell, line, expected):
    assert sorted(completions(line, shell)) == sorted(expected)


@pytest.mark.parametrize("line", ["cleanarticle ra", "cleanarticle diff ra", "cleanarticle --plain ra"])
def test_the_shell_is_asked_for_files(line):
    words = line.split()
    env = {"_CLEANARTICLE_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    assert "file," in run(env=env).out.decode()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts(tmp_path, shell):
    """The script is what the shell itself accepts."""
    done = run(env={"_CLEANARTICLE_COMPLETE": f"{shell}_source"})
    assert done.code == 0 and b"_cleanarticle_completion" in done.out
    program = shutil.which(shell)
    if not program:
        pytest.skip(f"no {shell} here")
    (tmp_path / "script").write_bytes(done.out)
    subprocess.run([program, "-n", tmp_path / "script"], check=True, capture_output=True)


def test_in_a_real_bash(tmp_path):
    (tmp_path / "script").write_bytes(run(env={"_CLEANARTICLE_COMPLETE": "bash_source"}).out)
    command = """
        cleanarticle() { "$PYTHON" -m cleanarticle "$@"; }
        . ./script
        COMP_WORDS=(cleanarticle diff --only pay) COMP_CWORD=3
        _cleanarticle_completion cleanarticle
        echo "${COMPREPLY[@]}"
    """
    path = str(Path(sys.executable).parent) + ":" + PLAIN["PATH"]
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env=PLAIN | {"PATH": path, "PYTHON": sys.executable},
        capture_output=True,
        check=True,
    )
    assert done.stdout.split() == [b"payment"]
