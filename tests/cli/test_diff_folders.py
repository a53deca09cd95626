"""`cleanarticle diff` on folders, and on two of them."""

import json
import subprocess

import pytest

from running import APPEAL, CLEAN, RAW, run

SIZE = len(RAW.strip())
TOLD = f"removed 38 of {SIZE} characters: newsletter 38"


@pytest.fixture
def folder(tmp_path):
    for name, text in (("src/a.txt", RAW), ("src/deep/b.md", RAW), ("src/good.txt", CLEAN)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def cleaned(folder):
    (folder / "src" / "x.jsonl").write_text(json.dumps({"text": RAW}) + "\n")
    assert run("batch", "src", "out", cwd=folder).code == 0
    return folder


def test_a_tally_a_file_and_a_total(folder):
    done = run("diff", "src", cwd=folder)
    total = (
        f"3 files, 2 would lose something: removed 76 of {2 * SIZE + len(CLEAN.strip())} characters: newsletter 76\n"
    )
    assert (done.code, done.err) == (1, "")
    assert done.out.decode() == f"src/a.txt: {TOLD}\nsrc/deep/b.md: {TOLD}\n{total}"


def test_files_beside_folders(folder):
    done = run("diff", "src/deep", "src/a.txt", "missing", cwd=folder)
    assert done.code == 2 and "missing: No such file or directory" in done.err
    assert done.out.decode().splitlines()[:2] == [f"src/deep/b.md: {TOLD}", f"src/a.txt: {TOLD}"]


def test_stat(folder):
    done = run("diff", "--stat", "src", cwd=folder)
    assert done == (1, b"38\tnewsletter\tsrc/a.txt\n38\tnewsletter\tsrc/deep/b.md\n", "")


def test_nothing_to_remove(folder):
    (folder / "clean").mkdir()
    (folder / "clean" / "x.txt").write_text(CLEAN)
    done = run("diff", "clean", cwd=folder)
    assert done == (0, b"1 file, 0 would lose something: nothing removed\n", "")


def test_patches_of_a_folder(folder):
    done = run("diff", "--unified", "src", cwd=folder)
    assert done.code == 1 and done.out.count(b"\n+++ ") == 2
    subprocess.run(["git", "apply"], input=done.out, cwd=folder, check=True)
    assert (folder / "src" / "a.txt").read_text() == (folder / "src" / "deep" / "b.md").read_text() == CLEAN


def test_json_of_a_folder(folder):
    (folder / "src" / "x.jsonl").write_text("{}\n")
    done = run("diff", "--json", "src", cwd=folder)
    assert [json.loads(line)["file"] for line in done.out.splitlines()] == [
        "src/a.txt",
        "src/deep/b.md",
        "src/good.txt",
    ]
    assert done.code == 2 and "src/x.jsonl: of JSONL only the tally can be shown" in done.err


def test_what_went_between_two_folders(cleaned):
    done = run("diff", "src", "out", cwd=cleaned)
    lines = done.out.decode().splitlines()
    assert (done.code, done.err) == (1, "")
    assert lines[:3] == [f"src/a.txt: {TOLD}", f"src/deep/b.md: {TOLD}", f"src/x.jsonl: {TOLD}"]
    assert lines[3].startswith("4 files, 3 lost something: removed 114 of ")
    assert run("diff", "--stat", "src", "out", cwd=cleaned).out.startswith(b"38\tnewsletter\tsrc/a.txt\n")


def test_the_journal_tells_whatever_the_options_are_now(cleaned):
    done = run("diff", "--skip", "newsletter", "src", "out", cwd=cleaned)
    assert f"src/a.txt: {TOLD}" in done.out.decode()


def test_without_a_journal_both_are_looked_at(cleaned):
    (cleaned / "out" / ".cleanarticle" / "journal.jsonl").unlink()
    done = run("diff", "src", "out", cwd=cleaned)
    assert done.code == 2 and "src/x.jsonl: changed since it was cleaned; cannot be compared" in done.err
    assert f"src/a.txt: {TOLD}" in done.out.decode()


def test_edits_by_hand_are_told(cleaned):
    edited = CLEAN.replace("The region pays two thirds of the cost; the town will borrow the rest.", "Nobody pays.")
    (cleaned / "out" / "a.txt").write_text(edited)
    (cleaned / "out" / "deep" / "b.md").unlink()
    (cleaned / "out" / "new.txt").write_text("new")
    done = run("diff", "src", "out", cwd=cleaned)
    assert done.code == 1
    assert f"src/a.txt: removed 110 of {SIZE} characters: edited 110; 12 new\n" in done.out.decode()
    assert "\n3 files, 2 lost something: " in done.out.decode()
    assert done.err == "only in one of the two: src/deep/b.md\nonly in one of the two: out/new.txt\n"


def test_the_same_in_both(folder):
    run("batch", "--only", "payment", "src", "out", cwd=folder)
    done = run("diff", "src", "out", cwd=folder)
    assert done == (0, b"3 files, 0 lost something: nothing removed\n", "")


def test_patches_between_two_folders(cleaned):
    done = run("diff", "-u", "src", "out", cwd=cleaned)
    assert done.code == 2 and "src/x.jsonl: no patch can be made of it" in done.err
    subprocess.run(["git", "apply"], input=done.out, cwd=cleaned, check=True)
    assert (cleaned / "src" / "a.txt").read_text() == CLEAN
    (cleaned / "src" / "x.jsonl").unlink()
    (cleaned / "out" / "a.txt").write_text("else")
    done = run("diff", "-u", "src", "out", cwd=cleaned)
    assert done.code == 2 and "src/a.txt: was edited; `diff -u` of the system shows it" in done.err


def test_json_between_two_folders(cleaned):
    done = run("diff", "--json", "src", "out", cwd=cleaned)
    first, *_, last = map(json.loads, done.out.splitlines())
    assert (first["file"], first["removals"][0]["text"], first["added"]) == ("src/a.txt", f"{APPEAL}\n", 0)
    assert last == {"counts": {"newsletter": 38}, "file": "src/x.jsonl", "added": 0}


def test_between_two_files(cleaned):
    done = run("diff", "--between", "src/a.txt", "out/a.txt", cwd=cleaned)
    assert done.code == 1 and f"\n- {APPEAL}\n" in done.out.decode() and "\n@ newsletter: " in done.out.decode()
    assert run("diff", "--between", "out/a.txt", "out/good.txt", cwd=cleaned).code == 0
    done = run("diff", "--between", "/dev/null", "out/a.txt", cwd=cleaned)
    assert done.code == 1 and b"characters are new, and not shown" in done.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--between", "src/a.txt"), "--between needs two folders or two files"),
        (("--between", "src/a.txt", "-"), "--between needs two folders or two files"),
        (("--between", "src/a.txt", "src"), "src: Is a directory"),
        (("--between", "src/a.txt", "missing"), "missing: No such file or directory"),
        (("src", "-"), "standard input cannot stand beside a folder"),
    ],
)
def test_what_cannot_be_compared(folder, arguments, told):
    done = run("diff", *arguments, cwd=folder)
    assert done.code == 2 and told in done.err
