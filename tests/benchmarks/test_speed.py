"""How long things take. Left out of the normal run; it prints and never fails on a slow machine.

    python tests/benchmarks/test_speed.py
    pytest -n 0 -m benchmark -s tests/benchmarks
    LINES=1000000 pytest -n 0 -m benchmark -s tests/benchmarks

Times are the best of several runs, in this process, when all memory is warm. A million lines are scaled down to 20,000
unless LINES says how many; what is printed for them is the time of a million at that pace.
"""

import os
import time

import pytest

from cleanarticle import Cleaner
from cleanarticle.document import parse
from cleanarticle.judging.judge import built_in

pytestmark = pytest.mark.benchmark

SENTENCE = (
    "Line {} says that the council of town {} voted to close bridge {}, which has carried traffic over the river for {}"
    " years, and that work begins in {} months."
)
APPEAL = (
    "Sign up for our free weekly newsletter number {}, and never miss one of the {} stories that we write about town {}"
    " in {} years and {} months."
)
MILLION = 1_000_000


def article(lines, appeals=8):
    """A text of so many lines of 150 characters, no two alike, the last of them an appeal."""
    told = [(APPEAL if number >= lines - appeals else SENTENCE) for number in range(lines)]
    return "\n".join(line.format(*range(number, number + 5)).ljust(150, "x")[:150] for number, line in enumerate(told))


def best(work, rounds=15):
    """The shortest time of several runs, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def show(what, milliseconds, lines):
    print(f"{what:<55}{milliseconds:>10.2f} ms{milliseconds * 1000 / lines:>9.1f} µs a line")


def test_network():
    """60 lines of 150 characters, given their evidence: with NumPy, and in plain Python."""
    evidence, judge = parse(article(60)).evidence, built_in()
    assert len(evidence.heard) == 60
    print()
    show("the network on 60 lines, with NumPy", best(lambda: judge._arrays(evidence)), 60)
    show("the network on 60 lines, in plain Python", best(lambda: judge._lanes(evidence), 5), 60)


def test_clean():
    source, cleaner = article(60), Cleaner()
    print()
    show("parsing 60 lines", best(lambda: parse(source)), 60)
    show("evidence of 60 lines (cues, shape, place)", best(lambda: parse(source).evidence), 60)
    show("cleaning 60 lines", best(lambda: cleaner.clean(source)), 60)
    show("explaining 60 lines", best(lambda: cleaner.explain(source), 5), 60)
    flat = source.replace("\n", " ")
    show("cleaning them all on one line", best(lambda: cleaner.clean(flat)), 60)


def test_a_million_lines():
    """One very long text; memory stays bounded, since it is decided in parts."""
    lines = int(os.environ.get("LINES", "20000"))
    source, cleaner = article(lines), Cleaner()
    took = best(lambda: cleaner.clean(source), 1)
    print()
    show(f"cleaning one text of {lines:,} lines", took, lines)
    print(f"{'a million lines at that pace':<55}{took * MILLION / lines / 1000:>10.0f} s")


if __name__ == "__main__":
    for measure in (test_network, test_clean, test_a_million_lines):
        measure()
