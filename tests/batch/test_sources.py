import json

import pytest

from cleanarticle import Cleaner
from cleanarticle.batch.run import Run
from cleanarticle.batch.sources import with_sources
from cleanarticle.batch.walk import Walk
from cleanarticle.batch.work import Job
from running import APPEAL, CLEAN, RAW


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "src"
    root.mkdir()
    (root / "a.txt").write_text(RAW)
    (root / "b.txt").write_bytes(b"%PDF-1.7\n\xff\xfe\0")
    (root / "c.txt").write_text(CLEAN.replace("bridge", "br\u00fccke"), encoding="cp1252")
    (root / "d.jsonl").write_text(
        "\n".join(json.dumps({"text": text}) for text in (RAW, CLEAN)) + "\n{}\n\n" + '{"text":"x"}'
    )
    return root


def go(root, **options):
    in_place = options.pop("in_place", False)
    job = Job(Cleaner(), root, None if in_place else root.parent / "out", key="k", in_place=in_place)
    run = Run(Walk(root), job, folder=job.dest or root, jobs=1, **options)
    run.survey()
    return run, run.go()


def test_each_outcome_with_its_text(folder):
    run, told = go(folder)
    pairs = list(with_sources(told, run.job))
    assert [outcome.name for outcome, _ in pairs] == [
        "a.txt",
        "b.txt",
        "c.txt",
        "d.jsonl:1",
        "d.jsonl:2",
        "d.jsonl:3",
        "d.jsonl:5",
    ]
    assert [text for _, text in pairs] == [RAW, None, CLEAN.replace("bridge", "br\u00fccke"), RAW, CLEAN, None, "x"]
    outcome, text = pairs[0]
    (mark,) = outcome.removals
    assert text[mark.start : mark.end] == f"{APPEAL}\n"
    run.close()


def test_what_has_changed_or_is_gone_has_none(folder):
    run, told = go(folder)
    (folder / "a.txt").write_text("else")
    (folder / "c.txt").unlink()
    (folder / "d.jsonl").write_text('{"text": "else"}\n')
    assert {text for _, text in with_sources(told, run.job)} == {None}
    run.close()


def test_in_place_it_is_in_the_backup(folder):
    run, told = go(folder, in_place=True, backup=".orig")
    pairs = {outcome.name: text for outcome, text in with_sources(told, run.job, ".orig")}
    assert pairs["a.txt"] == pairs["d.jsonl:1"] == RAW
    assert {outcome.name: text for outcome, text in with_sources(told, run.job)}["a.txt"] is None
    run.close()
