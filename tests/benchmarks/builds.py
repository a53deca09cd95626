"""Two builds of cleanarticle and trafilatura timed in turn on the same inputs; prints ratios, judges nothing.

    python tests/benchmarks/builds.py CORPUS --other ../old/src [--texts 80] [--pages 60] [--rounds 3]

CORPUS is a folder with text.jsonl.gz and html.jsonl.gz.  --other: the `src` folder of another build, as
`git worktree add ../old COMMIT` gives it. Needs trafilatura for the pages. CPU seconds inside `clean`, the least of the
rounds, each in a process of its own after a warm-up; and whole processes: a cold pipe against `import click`.
"""

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

INSIDE = """
import json, sys, time
what, rows = sys.argv[1], json.load(sys.stdin)
if what == "trafilatura":
    import trafilatura
    work = trafilatura.extract
else:
    import cleanarticle
    cleaner = cleanarticle.Cleaner(format=what)
    work = lambda source: cleaner.clean(source).text
for row in rows[:3]:
    work(row)
began, worst = time.process_time(), 0.0
for row in rows:
    start = time.process_time()
    work(row)
    worst = max(worst, time.process_time() - start)
print(json.dumps([time.process_time() - began, worst]))
"""


def read(path: Path, field: str, most: int, **wanted: str) -> list[str]:
    """Every so many-th record's field, up to `most`."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [record for record in map(json.loads, lines) if all(record.get(k) == v for k, v in wanted.items())]
    return [record[field] for record in records[:: max(1, len(records) // most)]][:most]


def inside(what: str, rows: list[str], source: Path | None) -> tuple[float, float]:
    """(CPU seconds, the slowest row's) of one run over the rows."""
    env = {**os.environ, **({"PYTHONPATH": str(source)} if source else {})}
    command = [sys.executable, "-c", INSIDE, what]
    done = subprocess.run(command, input=json.dumps(rows), env=env, capture_output=True, text=True, check=True)
    return tuple(json.loads(done.stdout))


def cold(command: list[str], text: str, source: Path | None, rounds: int) -> float:
    """The least CPU seconds of a whole process."""
    env = {**os.environ, **({"PYTHONPATH": str(source)} if source else {})}
    found = []
    for _ in range(rounds * 5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, input=text.encode(), env=env, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(found)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--other", type=Path, required=True)
    parser.add_argument("--texts", type=int, default=80)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    own = Path(__file__).resolve().parents[2] / "src"
    texts = read(args.corpus / "text.jsonl.gz", "text", args.texts, variant="article")
    pages = read(args.corpus / "html.jsonl.gz", "html", args.pages)
    size = sum(map(len, texts)) / 1e6
    for name, rows, kinds in (
        ("texts", texts, {"this build": ("text", own), "the other": ("text", args.other)}),
        ("pages", pages, {"this build": ("html", own), "trafilatura": ("trafilatura", None)}),
    ):
        runs = {kind: [] for kind in kinds}
        for _ in range(args.rounds):
            for kind, (what, source) in kinds.items():
                runs[kind].append(inside(what, rows, source))
        (first, best), (second, other) = ((kind, min(run)[0]) for kind, run in runs.items())
        worst = min(run[1] for run in runs["this build"])
        rate = f"{size / best:.2f} against {size / other:.2f} Mchar/s" if name == "texts" else ""
        each = f"{1000 * best / len(rows):.1f} against {1000 * other / len(rows):.1f} ms each"
        print(f"{name}: {first} is {other / best:.2f} times as fast as {second}; {each}; worst {worst:.2f} s; {rate}")
    click = cold([sys.executable, "-c", "import click"], "", None, args.rounds)
    ours = cold([sys.executable, "-m", "cleanarticle"], texts[0][:3000], own, args.rounds)
    print(f"cold pipe: {ours * 1000:.0f} ms, `import click` {click * 1000:.0f} ms: {ours / click:.2f} times")


if __name__ == "__main__":
    main()
