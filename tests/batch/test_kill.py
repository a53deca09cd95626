"""Death at any moment: of the whole run, or of its workers. Takes minutes: `pytest -n 0 -m heavy tests/batch`."""

import gzip
import json
import os
import random
import signal
import sys
import time

import pytest

from folders import article, content, make_folder, start, workers
from running import run

pytestmark = [pytest.mark.heavy, pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")]
MOMENTS = 20


def make_lines(path, lines):
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for number in range(lines):
            file.write(json.dumps({"id": number, "text": article(number + 10**6, 4), "rest": [1.0, "é"]}) + "\n")


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kill") / "src"
    make_folder(folder, 300, paragraphs=4, per_folder=50)
    make_lines(folder / "lines.jsonl.gz", 600)
    make_lines(folder / "003" / "more.jsonl.gz", 300)
    return folder


@pytest.fixture(scope="module")
def undisturbed(source, tmp_path_factory):
    """What comes out when nobody kills anything, and how many seconds it takes."""
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    began = time.monotonic()
    assert run("batch", "-q", "-j", 2, source, out).code == 0
    return content(out), time.monotonic() - began


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.communicate()
    time.sleep(0.05)


def test_a_run_killed_at_twenty_moments_ends_as_an_undisturbed_one(source, undisturbed, tmp_path):
    expected, seconds = undisturbed
    dice, out, seen = random.Random(5), tmp_path / "out", 0
    for number in range(MOMENTS):
        process = start("batch", "-q", "-j", 2, source, out)
        time.sleep(0.2 + dice.random() * max(0.5, seconds / 4) + (number % 4) * 0.1)
        kill(process)
        found = content(out)
        assert all(expected[name] == data for name, data in found.items()), "half a file, or a wrong one"
        assert len(found) >= seen, "what was done is gone"
        seen = len(found)
    assert run("batch", "-j", 1 + MOMENTS % 3, source, out).code == 0
    assert content(out) == expected
    assert sorted(path.name for path in (out / ".cleanarticle").rglob("*") if path.is_file()) == ["journal.jsonl"]


def test_killed_in_place(source, tmp_path):
    """The same, where every input that is done has become its own output."""
    whole, killed = (make_folder(tmp_path / name, 300, paragraphs=4) for name in ("whole", "killed"))
    assert run("batch", "-q", "--in-place", whole).code == 0
    dice = random.Random(6)
    for _ in range(MOMENTS):
        process = start("batch", "-q", "-j", 2, "--in-place", "--backup", ".orig", killed)
        time.sleep(0.3 + dice.random() * 1.2)
        kill(process)
    assert run("batch", "--in-place", "--backup", ".orig", killed).code == 0
    found = content(killed)
    texts = {name: data for name, data in found.items() if not name.endswith(".orig")}
    assert texts == content(whole)
    originals = content(make_folder(tmp_path / "originals", 300, paragraphs=4))
    backups = {name.removesuffix(".orig"): data for name, data in found.items() if name.endswith(".orig")}
    assert backups == {name: data for name, data in originals.items() if data != texts[name]}


def test_workers_killed_five_times_cost_nothing(source, undisturbed, tmp_path):
    """Each was at work on an innocent file, which is tried again."""
    process = start("batch", "-j", 2, source, tmp_path / "out")
    killed = set()
    while len(killed) < 5 and process.poll() is None:
        time.sleep(0.4)
        for one in workers(process.pid)[:1]:
            os.kill(one, signal.SIGKILL)
            killed.add(one)
    told = process.communicate(timeout=120)[1].decode()
    assert len(killed) == 5 and process.returncode == 0, told
    assert content(tmp_path / "out") == undisturbed[0]


def test_the_workers_of_a_killed_run_end_too(source, tmp_path):
    process = start("batch", "-q", "-j", 2, source, tmp_path / "out")
    time.sleep(1.5)
    left = workers(process.pid)
    assert left
    kill(process)
    until = time.monotonic() + 10
    while time.monotonic() < until and any(os.path.exists(f"/proc/{one}") for one in left):  # noqa: PTH110
        time.sleep(0.1)
    assert not [one for one in left if os.path.exists(f"/proc/{one}")]  # noqa: PTH110


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_any_number_of_workers_gives_the_same(source, undisturbed, tmp_path, jobs):
    assert run("batch", "-q", "-j", jobs, source, tmp_path / "out").code == 0
    assert content(tmp_path / "out") == undisturbed[0]
