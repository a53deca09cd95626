"""Documents that are kept as they are, lest too much should go: said on stderr, listed by `batch`, never an error."""

import json

import pytest

from running import APPEAL, CLEAN, RAW, run

WHY = "cleanarticle: a.txt: warning: kept as it is, since "


@pytest.fixture
def folder(tmp_path):
    """A working directory with an article, `a.txt`."""
    (tmp_path / "a.txt").write_text(RAW)
    return tmp_path


@pytest.mark.parametrize("share", ["0.01", "1%", "0", " 1% "])
def test_a_document_that_would_lose_more_is_kept(folder, share):
    done = run("--max-removed", share, "a.txt", cwd=folder)
    assert (done.code, done.out.decode()) == (0, RAW)
    assert done.err.startswith(WHY) and "of it would go, more than the" in done.err and done.err.count("\n") == 1
    assert run("--max-removed", share, "-q", "a.txt", cwd=folder) == (0, RAW.encode(), "")


@pytest.mark.parametrize("share", ["0.4", "40%", "100%", "1"])
def test_one_that_would_lose_less_is_not(folder, share):
    assert run("--max-removed", share, "a.txt", cwd=folder) == (0, CLEAN.encode(), "")


@pytest.mark.parametrize("command", ["clean", "diff", "explain", "batch", "learn"])
def test_what_is_no_share(folder, command):
    done = run(command, "--max-removed", "40", "a.txt", cwd=folder)
    assert done.code == 2 and "'40' is not a share; write 0.4 or 40%" in done.err


def test_a_box_by_itself_is_kept(folder):
    (folder / "a.txt").write_text(f"{APPEAL}\n")
    assert run("a.txt", cwd=folder) == (0, f"{APPEAL}\n".encode(), WHY + "nothing would be left of it\n")
    assert run("--check", "a.txt", cwd=folder).code == 0
    done = run("--json", "-q", "a.txt", cwd=folder)
    told = json.loads(done.out)
    assert (told["text"], told["removals"], len(told["suspects"])) == (f"{APPEAL}\n", [], 1)
    assert done.err == "" and told["warning"].startswith("kept as it is")


def test_diff_and_explain_show_what_would_have_gone(folder):
    done = run("diff", "--max-removed", "1%", "a.txt", cwd=folder)
    assert done.code == 0 and done.err.startswith(WHY)
    assert f"? {APPEAL}" in done.out.decode() and "@ suspect newsletter: " in done.out.decode()
    done = run("explain", "--max-removed", "1%", "a.txt", cwd=folder)
    assert done.code == 0 and "suspect newsletter" in " ".join(done.out.decode().split())
    assert "kept as it is, since" in " ".join(done.out.decode().split())


@pytest.mark.parametrize(("key", "kept"), [("0.01", True), ('"1%"', True), ("1", False), ("0.4", False)])
def test_the_configuration_can_say_it(folder, key, kept):
    (folder / "cleanarticle.toml").write_text(f"max_removed = {key}\n")
    done = run("a.txt", cwd=folder)
    assert done.out.decode() == (RAW if kept else CLEAN) and bool(done.err) == kept
    assert run("--max-removed", "100%", "a.txt", cwd=folder) == (0, CLEAN.encode(), "")  # options win


def test_a_wrong_key_is_refused(folder):
    (folder / "cleanarticle.toml").write_text("max_removed = 40\n")
    done = run("a.txt", cwd=folder)
    assert done.code == 2 and "cleanarticle.toml: max_removed: 40 is not a share; write 0.4 or 40%" in done.err


def documents(folder, number):
    """A folder `src` of an article and so many texts that are nothing but an appeal."""
    (folder / "src").mkdir()
    for at in range(number):
        path = folder / "src" / f"{at:02}.txt"
        path.write_text(f"{APPEAL}\n")
    (folder / "src" / "good.txt").write_text(RAW)


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (1, "1 document was kept as it is: 00.txt"),
        (2, "2 documents were kept as they are: 00.txt, 01.txt"),
        (12, f"12 documents were kept as they are: {', '.join(f'{at:02}.txt' for at in range(10))} and 2 more"),
    ],
)
def test_batch_lists_them(folder, number, line):
    documents(folder, number)
    done = run("batch", "src", "out", "--report", "r.json", cwd=folder)
    assert done.code == 0 and f"\n{line}\n" in done.err and "--level thorough" not in done.err
    assert "cleanarticle batch: 00.txt: warning: kept as it is, since nothing would be left of it\n" in done.err
    assert (folder / "out" / "00.txt").read_text() == f"{APPEAL}\n"
    assert (folder / "out" / "good.txt").read_text() == CLEAN
    report = json.loads((folder / "r.json").read_text())
    assert (report["kept_whole"], report["changed"]) == (number, 1)
    assert [one["file"] for one in report["outcomes"] if one["kept_whole"]] == [f"{at:02}.txt" for at in range(number)]
    again = run("batch", "src", "out", cwd=folder)
    assert f"\n{line}\n" in again.err and "warning" not in again.err  # the journal knows of them
    assert run("batch", "-q", "src", "out", cwd=folder).err == ""


def test_batch_with_a_share(folder):
    documents(folder, 0)
    assert run("batch", "src", "out", cwd=folder).code == 0
    done = run("batch", "--max-removed", "1%", "src", "out", cwd=folder)  # another option: done anew
    assert done.code == 0 and "1 document was kept as it is: good.txt\n" in done.err
    assert (folder / "out" / "good.txt").read_text() == RAW
    assert run("batch", "--check", "--max-removed", "1%", "src", cwd=folder).code == 0


def test_lines_of_jsonl_are_named(folder):
    (folder / "x.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in (RAW, APPEAL)))
    done = run("batch", "x.jsonl", "out", cwd=folder)
    assert "1 document was kept as it is: x.jsonl:2\n" in done.err
    assert "cleanarticle batch: x.jsonl:2: warning: kept as it is, since nothing would be left of it\n" in done.err
