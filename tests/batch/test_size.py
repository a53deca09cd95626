"""Ten thousand files, and JSONL larger than the memory it may take; minutes: `pytest -n 0 -m heavy tests/batch`."""

import gzip
import json
import sys

import pytest

from folders import article, content, make_folder, start, watch
from running import run

pytestmark = [pytest.mark.heavy, pytest.mark.skipif(sys.platform != "linux", reason="looks at memory in /proc")]
MOST = 400 * 10**6
"""Bytes that all processes of a run may hold together."""


def cleaned(source, dest, jobs=2):
    """The most memory that a run took."""
    process = start("batch", "-q", "-j", jobs, source, dest)
    most = watch(process)
    told = process.communicate()[1].decode()
    assert process.returncode == 0, told
    return most


def test_memory_is_the_same_for_ten_thousand_files(tmp_path):
    few = cleaned(make_folder(tmp_path / "few", 2000, paragraphs=3), tmp_path / "few-out")
    many = cleaned(make_folder(tmp_path / "many", 10_000, paragraphs=3), tmp_path / "many-out")
    print(f"\n2,000 files: {few / 1e6:.0f} MB; 10,000 files: {many / 1e6:.0f} MB")
    assert max(few, many) < MOST and many < few * 1.3
    found = content(tmp_path / "many-out")
    assert len(found) == 10_000 and content(tmp_path / "few-out").items() <= found.items()
    again = cleaned(tmp_path / "many", tmp_path / "many-out")
    assert again < MOST and content(tmp_path / "many-out") == found


def test_json_lines_are_never_whole_in_memory(tmp_path):
    """A file that unpacks to 600 MB, of which a few lines are to be cleaned."""
    padding, path = "x" * 200_000, tmp_path / "large.jsonl.gz"
    with gzip.open(path, "wt", compresslevel=1) as file:
        for number in range(3000):
            file.write(json.dumps({"text": article(number, 2), "padding": padding}) + "\n")
    assert cleaned(path, tmp_path / "out") < MOST
    with gzip.open(path, "rt") as before, gzip.open(tmp_path / "out" / path.name, "rt") as after:
        for old, new in zip(before, after, strict=True):
            assert json.loads(new)["padding"] == padding and len(new) <= len(old)


def test_a_line_longer_than_memory_may_be(tmp_path):
    path = tmp_path / "long.jsonl"
    with path.open("w") as file:
        file.write(json.dumps({"text": article(1)}) + "\n" + '{"text": "')
        for _ in range(600):
            file.write("word " * 200_000)
        file.write('"}\n' + json.dumps({"text": article(2)}) + "\n")
    process = start("batch", "-q", "-j", 2, path, tmp_path / "out")
    most = watch(process)
    told = process.communicate()[1].decode()
    assert process.returncode == 2 and "long.jsonl:2: is longer than --max-bytes" in told
    assert most < MOST
    assert (tmp_path / "out" / path.name).stat().st_size > 600 * 10**6


def test_two_workers_take_no_more_than_one(tmp_path):
    """The same bytes, whoever makes them; how fast is measured by tests/benchmarks/test_batch.py."""
    source = make_folder(tmp_path / "src", 1000, paragraphs=3)
    for jobs in (1, 2, 3):
        assert run("batch", "-q", "-j", jobs, source, tmp_path / f"out{jobs}").code == 0
    assert content(tmp_path / "out1") == content(tmp_path / "out2") == content(tmp_path / "out3")
