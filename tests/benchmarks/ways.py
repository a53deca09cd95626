"""Three ways to weigh the same evidence, compared: weights set by hand, a linear model, hidden units that ship.

    python tests/benchmarks/ways.py --folds 2 --models DIR [--ways handset,linear,hidden] [--tracks text,bodies,...]

Prints a Markdown table, figures as ../shared/eval/score.py defines them, level normal, of the whole corpus. What is
fitted is fitted once a fold by `cleanarticle train` (linear: --hidden 0; hidden: as shipped) and scored on the sites it
has not seen: every record of every track by the model of its own fold; phrases, which have no site, by the first. The
fitted models stay in DIR as WAY-KofN.json, and are taken from there if they are there: half an hour and more of one
processor for each fold of each way. All ways are decoded, guarded and thresholded alike.
"""

import argparse
import concurrent.futures
import functools
import importlib
import json
import subprocess
import sys
import time
from pathlib import Path

import handset

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FILES = {
    "text": "text.jsonl.gz",
    "bodies": "bodies.jsonl.gz",
    "planted": "planted.jsonl",
    "wild": "wild.jsonl",
}
OPTIONS = {"linear": ("--hidden", "0"), "hidden": ()}
WAYS = {"handset": "weights set by hand", "linear": "linear model", "hidden": "hidden units (as shipped)"}
FIGURES = {
    "text": ("F1", "damaged", "kept", "removed.newsletter", "removed.subscription"),
    "bodies": ("untouched.hard", "untouched.plain", "lost.hard", "lost.plain"),
    "planted": (
        "removed.newsletter", "removed.donation", "removed.payment", "kept", "damaged", "perfect", "named",
    ),
    "wild": ("removed.newsletter", "removed.donation", "kept", "damaged", "perfect", "named"),
    "phrases": ("removed", "widgets"),
}  # fmt: skip


@functools.cache
def score():
    """The scorer, which is no part of this project."""
    sys.path.insert(0, str(SHARED / "eval"))
    return importlib.import_module("score")


def corpus():
    """The files that a model is fitted on, as the README's command names them."""
    folder = SHARED / "corpus"
    phrases, pieces = SHARED / "phrases", ROOT / "fixtures/training"
    more = [*sorted(phrases.glob("*.jsonl")), *sorted(pieces.glob("*.jsonl"))]
    return [folder / "text.jsonl.gz", folder / "bodies.jsonl.gz", *more]


def model_of(way, fold, folds, folder, rounds):
    """The path of a way's model for a fold; fitted if it is not there yet."""
    if way == "handset":
        path = folder / "handset.json"
        path.write_text(json.dumps(handset.model()), encoding="utf-8")
        return path
    path = folder / f"{way}-{fold}of{folds}.json"
    if not path.exists():
        began = time.monotonic()
        command = [sys.executable, "-m", "cleanarticle", "train", *map(str, corpus()), "--fold", f"{fold}/{folds}"]
        subprocess.run([*command, "--rounds", str(rounds), *OPTIONS[way], "-o", str(path)], check=True)
        print(f"{path}: fitted in {time.monotonic() - began:.0f} s", file=sys.stderr)
    return path


def rows(track, path, fold, folds, jobs):
    """Each record's figures, of those whose site falls into the fold; of all where there is but one fold."""
    records = [
        record
        for record in score().read_jsonl(SHARED / "corpus" / FILES[track])
        if record.get("variant") != "page" and (folds == 1 or score().fold_of(record, folds) == fold)
    ]
    with concurrent.futures.ProcessPoolExecutor(jobs, initializer=use, initargs=(str(path),)) as pool:
        return list(pool.map(safely, [(track, record) for record in records], chunksize=4))


def safely(job):
    """A record's figures, in a process of the pool."""
    return score().safely(job)


def use(path):
    """Score with this model."""
    score().settings["model"] = path


def phrases(path):
    """Means over the languages that have a cue file, and the worst of them."""
    use(str(path))
    tags = {file.stem for file in (ROOT / "src/cleanarticle/cues").glob("*.toml")}
    tables = score().score_phrases(SHARED / "phrases", tags)
    found = {}
    for name in FIGURES["phrases"]:
        values = {lang: table[name] for lang, table in tables.items() if table.get(name) == table.get(name)}
        worst = min(values, key=values.__getitem__)
        found[name] = f"{sum(values.values()) / len(values):.3f} ({worst} {values[worst]:.2f})"
    return found


def figures(way, tracks, options):
    """Track → its figures, by name."""
    folds = range(1, options.folds + 1) if way in OPTIONS else (1,)
    paths = [model_of(way, fold, options.folds, options.models, options.rounds) for fold in folds]
    found = {}
    for track in tracks:
        if track == "phrases":
            found[track] = phrases(paths[0])
            continue
        scored = [
            row
            for fold, path in zip(folds, paths, strict=True)
            for row in rows(track, path, fold, len(paths), options.jobs)
        ]
        found[track] = score().summarise(track, scored)
    return found


def table(found, tracks):
    """The Markdown table: a column a way, a row a figure."""
    yield f"| track | figure | {' | '.join(WAYS[way] for way in found)} |"
    yield "|---" * (len(found) + 2) + "|"
    for track in tracks:
        for name in FIGURES[track]:
            cells = (told(found[way][track].get(name)) for way in found)
            yield f"| {track} | {name} | {' | '.join(cells)} |"


def told(value):
    """A figure as a cell shows it."""
    return "" if value is None else value if isinstance(value, str) else f"{value:.4f}"


def chosen(text, known):
    """Names parted by commas, all of them known."""
    names = text.split(",")
    for name in names:
        if name not in known:
            raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(known)}")
    return names


def main():
    """Fit what is not fitted yet, score, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ways", type=lambda text: chosen(text, WAYS), default=list(WAYS))
    parser.add_argument("--tracks", type=lambda text: chosen(text, FIGURES), default=list(FIGURES))
    parser.add_argument("--folds", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=90)
    parser.add_argument("--models", type=Path, default=Path("ways"), help="where fitted models are, or go")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    options.models.mkdir(parents=True, exist_ok=True)
    found = {}
    for way in options.ways:
        found[way] = figures(way, options.tracks, options)
        print("\n".join(table(found, options.tracks)), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
