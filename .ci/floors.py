"""Compare the scorer's figures with the pinned floors: `floors.py floors.json seed.json appeals.json ...`.

A floor is a least value; a key that ends in "<=" is a most. Exit 1 names each figure that fell below its floor.
"""

import json
import sys
from pathlib import Path


def main(floors_path: str, *figure_paths: str) -> int:
    """Check every floor of each figures file, found by the file's name; returns the exit code."""
    floors = json.loads(Path(floors_path).read_text())
    failed = 0
    for path in map(Path, figure_paths):
        figures = json.loads(path.read_text())
        for track, least in floors[path.stem].items():
            for key, floor in least.items():
                name = key.removesuffix("<=")
                value = figures[track][name]
                good = value <= floor if key.endswith("<=") else value >= floor
                failed += not good
                bound = f"{key[len(name) :] or '>='} {floor}"
                print(f"{'ok  ' if good else 'FELL'} {path.stem}: {track} {name} {value:.4f} (floor {bound})")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
