"""How long things take. Left out of the normal run; it prints and never fails on a slow machine.

    python tests/benchmarks/test_speed.py
    pytest -m benchmark -s tests/benchmarks
    LINES=1000000 pytest -m benchmark -s tests/benchmarks

Times are the best of several runs, in this process, when all memory is warm. A million lines are scaled down to 20,000
unless LINES says how many; what is printed for them is the time of a million at that pace.
"""

import os
import time

import pytest

from cleanarticle import Cleaner
from cleanarticle.document import parse
from cleanarticle.judging.arrays import ArrayNetwork
from cleanarticle.judging.judge import BUILT_IN
from cleanarticle.judging.lanes import LaneNetwork
from cleanarticle.judging.weights import read

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


def test_the_network():
    """60 lines of 150 characters, from the evidence on, without NumPy and with it; and a text of 3000 with it."""
    weights = read(BUILT_IN)
    print()
    for name, make, lines in (("plain", LaneNetwork, 60), ("NumPy", ArrayNetwork, 60), ("NumPy", ArrayNetwork, 3000)):
        evidence = parse(article(lines)).evidence
        assert len(evidence.heard) == lines
        network = make(weights)
        show(f"judging {lines} lines, {name}", best(lambda network=network, told=evidence: network(told), 5), lines)
        first = best(lambda make=make, told=evidence: make(weights)(told), 3)
        show("the same, with a network that has heard nothing", first, lines)


def test_clean():
    source, cleaner = article(60), Cleaner()
    print()
    show("parsing 60 lines", best(lambda: parse(source)), 60)
    show("evidence of 60 lines (words, cues, shape, place)", best(lambda: parse(source).evidence), 60)
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
    for measure in (test_the_network, test_clean, test_a_million_lines):
        measure()
