"""Run the README's two commands as a newcomer would: each in a fresh copy of what git tracks."""

import re
import subprocess
import sys
from pathlib import Path


def main(work: str) -> int:
    """Run each shell block that is marked as one of the two commands; returns the exit code."""
    readme = Path("README.md").read_text(encoding="utf-8")
    commands = re.findall(r"<!-- fresh: (\w+) -->\n```sh\n(.*?)```", readme, re.DOTALL)
    if [name for name, _ in commands] != ["run", "test"]:
        print("the README must hold two commands, marked `fresh: run` and `fresh: test`")
        return 1
    for name, command in commands:
        copy = Path(work) / name
        subprocess.run(["git", "clone", "-q", ".", str(copy)], check=True)
        print(f"--- {command.strip()}", flush=True)
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command], cwd=copy, stdin=subprocess.DEVNULL, check=False
        )
        if done.returncode:
            print(f"the README's command {name!r} failed with {done.returncode}")
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
