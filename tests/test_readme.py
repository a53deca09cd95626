"""The README holds: its commands and examples are run in a copy of the project, and must print what it quotes.

`python tests/test_readme.py --update` writes what they print now into the README.

A block is run if it is ```sh or ```python; a ```text block right behind it is what it prints. A comment line right
before it may say:

    <!-- exit: 1 -->            the exit code, if it is not 0
    <!-- file: NAME -->         the block is the content of that file
    <!-- install: FOLDER -->    the block installs a package; the folder's entry points are put in place instead
    <!-- needs: PROGRAM -->     left out where the program is missing; `../shared`: always, it takes minutes
    <!-- fresh: NAME -->        left to .ci/readme_commands.py
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
COPIED = ("src", "fixtures/raw", "fixtures/html", "tests/sites.py")
BLOCK = re.compile(
    r"(?:<!-- (?P<mark>[a-z]+): (?P<value>[^\n]*) -->\n)?"
    r"```(?P<kind>\w+)\n(?P<code>.*?)^```\n"
    r"(?:\n```text\n(?P<output>.*?)^```\n)?",
    re.DOTALL | re.MULTILINE,
)
ANY_LINES = "...\n"
"""In a quoted output: lines that are not quoted."""


class Sandbox:
    """A copy of the project to run blocks in, one after the other."""

    def __init__(self, home: Path) -> None:
        self.folder, self.packages = home / "cleanarticle", home / "packages"
        for name in COPIED:
            copy = self.folder / name
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, copy, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, copy)
        self.env = {
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "COLUMNS": "100",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": f"{self.folder / 'src'}{os.pathsep}{self.packages}",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def run(self, kind: str, code: str) -> tuple[int, str]:
        """(exit code, all that was printed) of a block."""
        program = ["bash", "-euo", "pipefail", "-c"] if kind == "sh" else [sys.executable, "-c"]
        done = subprocess.run(
            [*program, code],
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
            check=False,
        )
        return done.returncode, done.stdout.decode()

    def write(self, name: str, content: str) -> None:
        """Write a file that the README shows."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def install(self, name: str) -> None:
        """Do what `pip install` would, as far as entry points go: tests reach no network."""
        project = tomllib.loads((self.folder / name / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        about = self.packages / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
        about.mkdir(parents=True)
        (about / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n")
        groups = [
            "\n".join([f"[{group}]", *(f"{point} = {target}" for point, target in points.items())])
            for group, points in project["entry-points"].items()
        ]
        (about / "entry_points.txt").write_text("\n".join(groups) + "\n")
        for module in (self.folder / name).glob("*.py"):
            shutil.copy(module, self.packages)


def replay(readme: str, home: Path) -> str:
    """The README with what its blocks print now. Raises AssertionError where one ends as it should not."""
    sandbox = Sandbox(home)
    return BLOCK.sub(lambda block: _replayed(block, sandbox), readme)


def _replayed(block: re.Match[str], sandbox: Sandbox) -> str:
    mark, value, kind, code = block.group("mark", "value", "kind", "code")
    if mark == "file":
        sandbox.write(value, code)
    elif mark == "install":
        sandbox.install(value)
    elif kind in ("sh", "python") and not _left_out(mark, value):
        ended, printed = sandbox.run(kind, code)
        line = block.string.count("\n", 0, block.start()) + 1
        wanted = int(value) if mark == "exit" else 0
        assert ended == wanted, f"README.md, line {line}: ended with {ended}, not {wanted}:\n{code}\n{printed}"
        quoted = block["output"]
        if quoted is not None and not _matches(quoted, printed):
            return block.group().removesuffix(f"{quoted}```\n") + f"{printed}```\n"
    return block.group()


def _left_out(mark: str | None, value: str | None) -> bool:
    return mark == "fresh" or (mark == "needs" and (value == "../shared" or not shutil.which(value or "")))


def _matches(quoted: str, printed: str) -> bool:
    parts = re.split(rf"^{re.escape(ANY_LINES)}", quoted, flags=re.MULTILINE)
    return re.fullmatch("(?:.*\n)*?".join(map(re.escape, parts)), printed) is not None


@pytest.fixture(scope="module")
def readme():
    return README.read_text(encoding="utf-8")


def test_what_the_readme_shows_is_what_happens(readme, tmp_path):
    assert replay(readme, tmp_path) == readme, "see what changed; `python tests/test_readme.py --update` takes it over"


@pytest.mark.parametrize("command", ["", "clean", "batch", "learn", "diff", "explain", "stages", "train"])
def test_every_help_is_quoted(readme, command):
    assert f"```sh\n{' '.join(['cleanarticle', command]).strip()} -h\n```\n\n```text\n" in readme


def test_the_two_commands_of_a_newcomer_are_marked(readme):
    assert re.findall(r"<!-- fresh: (\w+) -->\n```sh\n", readme) == ["run", "test"]


def test_every_file_that_is_named_is_there(readme):
    """Links to files, and paths of the project in backquotes; those of ../shared only where it is."""
    named = {*re.findall(r"\]\(([\w./-]+)\)", readme), *re.findall(r"`((?:src|tests|fixtures)/[a-z_./-]+)`", readme)}
    if (ROOT / "../shared").is_dir():
        named |= set(re.findall(r"\.\./shared/[\w./-]+", readme))
    assert named
    assert not [name for name in named if not (ROOT / name).exists()]


def test_every_name_is_where_it_is_said_to_be(readme):
    """`NAME` in `path`."""
    places = re.findall(r"`(\w+)`\s+in\s+`(src/[\w./-]+)`", readme)
    assert places
    assert not [(name, path) for name, path in places if name not in (ROOT / path).read_text(encoding="utf-8")]


def main() -> None:
    """Take what the blocks print over into the README."""
    parser = argparse.ArgumentParser(description="Check the README's examples, by running them.")
    parser.add_argument("--update", action="store_true", help="write what they print now into the README")
    update = parser.parse_args().update
    old = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as home:
        new = replay(old, Path(home))
    if update and new != old:
        README.write_text(new, encoding="utf-8")
    sys.exit("" if new == old else "README.md was changed" if update else "README.md would change")


if __name__ == "__main__":
    main()
