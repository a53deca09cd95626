import json
import os
import random

import pytest

from cleanarticle.batch.journal import WHOLE, Journal, JournalError, Step, Told, digest, digest_file
from cleanarticle.batch.outcome import Mark, Outcome, outcome_of
from cleanarticle.cleaner import clean
from running import RAW

NAMES = ["a.txt", "b/ü.txt", "c\n.txt", os.fsdecode(b"caf\xe9.txt")]
MARK = Mark(0, 3, "share", 0.75, "says “share”")
OUTCOMES = (
    Outcome("a.txt", "changed", 3, "x", removals=(MARK,), suspects=(MARK, MARK), counts=(("share", 3),), characters=9),
    Outcome("a.txt", "failed", error="not a file"),
)


def steps():
    return [Step(name, "key", f"in-{name}", f"out-{name}", outcomes=OUTCOMES) for name in NAMES]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "journal.jsonl"


def filled(path):
    journal = Journal(path)
    for step in steps():
        journal.append(step)
    journal.close()
    return path


def test_steps_are_found_again(path):
    journal = Journal(filled(path))
    assert [journal.get(name) for name in NAMES] == steps()
    assert journal.get("missing") is None and journal.get("a.txt", 0) is None
    assert all(json.loads(line) for line in path.read_bytes().splitlines())


def test_the_last_step_counts(path):
    journal = Journal(filled(path))
    for part in (WHOLE, 0, 1, 0):
        journal.append(Step("a.txt", "other", str(part), part=part, end=part * 2))
    again = Journal(path, dry=True)
    for one in (journal, again):
        assert one.get("a.txt").key == "other" and one.get("a.txt", 1).end == 2


@pytest.mark.parametrize("seed", range(30))
def test_a_torn_last_line_is_cut_off(path, seed):
    whole = filled(path).read_bytes()
    size = random.Random(seed).randrange(len(whole))
    path.write_bytes(whole[:size])
    journal = Journal(path)
    left = whole[:size].count(b"\n")
    assert [step for step in map(journal.get, NAMES) if step] == steps()[:left]
    for step in steps()[left:]:
        journal.append(step)
    assert path.read_bytes() == whole


@pytest.mark.parametrize("line", [b"\0" * 50, b"{}", b"[1]", b'{"file":1}', b'"x"', b"{" * 9000, b"\xff"])
def test_damaged_lines_are_passed_over(path, line):
    filled(path)
    path.write_bytes(line + b"\n" + path.read_bytes())
    journal = Journal(path)
    assert [journal.get(name) for name in NAMES] == steps()


def test_two_runs_at_a_time(path):
    first = Journal(path)
    with pytest.raises(JournalError, match="another run is writing here"):
        Journal(path)
    Journal(path, dry=True).close()  # it only looks
    first.close()
    Journal(path).close()


@pytest.mark.parametrize("there", [True, False])
def test_a_dry_run_writes_nothing(path, there):
    if there:
        filled(path)
    before = path.read_bytes() if there else None
    journal = Journal(path, dry=True)
    assert (journal.get("a.txt") is not None) == there
    journal.append(Step("new", "", ""))
    assert journal.get("new")
    assert (path.read_bytes() if path.exists() else None) == before
    assert path.parent.exists() == there


def test_without_a_place():
    journal = Journal(None)
    assert journal.at(journal.append(steps()[0])) == steps()[0]


def test_a_place_that_cannot_be(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError, match="cannot use the journal"):
        Journal(tmp_path / "file" / "journal.jsonl")


def test_a_full_disk_leaves_no_half_line(path, monkeypatch):
    journal = Journal(filled(path))
    before = path.read_bytes()

    class Full:
        def __init__(self, file):
            self.file = file

        def __getattr__(self, name):
            return getattr(self.file, name)

        def write(self, data):
            if len(data) > 10:
                return self.file.write(data[:10])
            raise OSError(28, "No space left on device")

    journal._file = Full(journal._file)
    with pytest.raises(JournalError, match="No space"):
        journal.append(Step("x", "k" * 8, "s" * (24)))
    assert path.read_bytes() == before


def test_outcomes_in_the_order_they_were_told(path):
    journal = Journal(path)
    told = Told(journal)
    for step in reversed(steps()):
        told.add(journal.append(step), len(step.outcomes))
    assert len(told) == 8 and list(told) == list(OUTCOMES) * 4 == list(told)


def test_outcomes_are_plain_values():
    for outcome in (*OUTCOMES, outcome_of(clean(RAW), "x.txt", language="en", seconds=0.5)):
        assert Outcome.from_dict(json.loads(json.dumps(outcome.to_dict()))) == outcome


def test_an_outcome_tells_of_its_result():
    result = clean(RAW)
    outcome = outcome_of(result, "x.txt")
    assert outcome.status == "changed" and outcome.name == "x.txt" and outcome.characters == len(RAW.strip())
    (mark,), (removal,) = outcome.removals, result.removals
    assert (mark.start, mark.end, mark.stage, mark.why) == (removal.start, removal.end, removal.stage, removal.why)
    assert dict(outcome.counts) == {"newsletter": len(removal.text.strip())} and outcome.removed == 38
    assert Outcome("x.jsonl", "same", 12).name == "x.jsonl:12"


def test_digests(tmp_path):
    (tmp_path / "x").write_bytes(b"abc" * 10**6)
    assert digest_file(tmp_path / "x") == digest(b"abc" * 10**6) != digest(b"abc")
    assert digest_file(tmp_path / "y") is None
