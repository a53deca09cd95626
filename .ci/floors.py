"""Compare the scorer's figures with the pinned floors: `floors.py floors.json seed.json appeals.json ...`.

The floors are {name of the figures' file: {track: {figure: floor}}}. A floor is a least value; a figure whose name ends
in "<=" has a most. Exit 1 if any figure fell below its floor, or is missing.
"""

import json
import sys
from math import nan
from pathlib import Path


def main(floors_path: str, *figure_paths: str) -> int:
    """Check every floor of each figures file, found by the file's name; returns the exit code."""
    floors = json.loads(Path(floors_path).read_text(encoding="utf-8"))
    failed = 0
    for path in map(Path, figure_paths):
        figures = json.loads(path.read_text(encoding="utf-8"))
        for track, pinned in floors[path.stem].items():
            for key, floor in pinned.items():
                name = key.removesuffix("<=")
                value = figures.get(track, {}).get(name, nan)
                good = value <= floor if key.endswith("<=") else value >= floor
                failed += not good
                bound = f"{key[len(name) :] or '>='} {floor}"
                print(f"{'ok  ' if good else 'FELL'} {path.stem}: {track} {name} {value:.4f} (floor {bound})")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
