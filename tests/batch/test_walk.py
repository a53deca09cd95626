import os
import subprocess
from pathlib import Path

import pytest

from cleanarticle.batch.walk import Entry, Walk, WalkError, kind_of


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "src"
    for name in (
        "b.txt",
        "a/z.md",
        "a/page.html",
        "a.jsonl.gz",
        "a/.hidden.txt",
        ".git/x.txt",
        "a/notes.pdf",
        "c/UP.TXT",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    return root


def names(walk):
    return [entry.name for entry in walk]


def walked(root, **options):
    skipped, errors = [], []
    walk = Walk(root, **options, on_skip=lambda *what: skipped.append(what), on_error=lambda *what: errors.append(what))
    return names(walk), skipped, errors


def test_what_is_found_and_in_which_order(folder):
    assert names(Walk(folder)) == ["a/page.html", "a/z.md", "a.jsonl.gz", "b.txt", "c/UP.TXT"]
    assert names(Walk(folder)) == names(Walk(folder))
    assert next(iter(Walk(folder))) == Entry("a/page.html", "a/page.txt", "page", 1)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text"),
        ("a.MD", "text"),
        ("a.htm", "page"),
        ("a.jsonl", "lines"),
        ("a.jsonl.zst", "lines"),
        ("a.txt.gz", None),
        ("a.gz", None),
        ("txt", None),
        (".txt", None),
        ("a.txt~", None),
    ],
)
def test_kinds(name, kind):
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"include": ["*.md"]}, ["a/z.md"]),
        ({"include": ["*.pdf", "b.txt"]}, ["a/notes.pdf", "b.txt"]),
        ({"include": ["a/"]}, ["a/notes.pdf", "a/page.html", "a/z.md"]),
        ({"exclude": ["a/"]}, ["a.jsonl.gz", "b.txt", "c/UP.TXT"]),
        ({"exclude": ["*", "!b.txt"]}, ["b.txt"]),
        ({"exclude": ["/b.txt", "*.html"]}, ["a/z.md", "a.jsonl.gz", "c/UP.TXT"]),
        ({"include": ["*.txt"], "exclude": ["b*"]}, []),
        ({"exclude": ["# a comment", ""]}, ["a/page.html", "a/z.md", "a.jsonl.gz", "b.txt", "c/UP.TXT"]),
    ],
)
def test_patterns(folder, options, expected):
    assert names(Walk(folder, **options)) == expected


@pytest.mark.parametrize("option", ["include", "exclude"])
def test_a_pattern_that_cannot_be(folder, option):
    with pytest.raises(WalkError, match=f"--{option}"):
        Walk(folder, **{option: ["!"]})


@pytest.mark.parametrize(
    ("to", "suffix", "target"),
    [("text", "", "a/page.txt"), ("markdown", "", "a/page.md"), ("html", ".clean", "a/page.clean.html")],
)
def test_targets_of_pages(folder, to, suffix, target):
    assert next(iter(Walk(folder, to=to, suffix=suffix))).target == target


def test_a_suffix_stands_before_the_whole_ending(folder):
    targets = [entry.target for entry in Walk(folder, suffix=".clean")]
    assert targets == ["a/page.clean.txt", "a/z.clean.md", "a.clean.jsonl.gz", "b.clean.txt", "c/UP.clean.TXT"]


def test_the_destination_is_left_out(folder):
    assert names(Walk(folder, apart=[folder / "a"])) == ["a.jsonl.gz", "b.txt", "c/UP.TXT"]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (("x.html", "x.txt"), "x.html and x.txt would both become x.txt"),
        (("x.htm", "x.html"), "x.htm and x.html would both become x.txt"),
        (("x.html", "x.txt/y.txt"), "x.html and x.txt/ would both become x.txt"),
    ],
)
def test_two_inputs_with_one_target(tmp_path, files, told):
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    with pytest.raises(WalkError) as caught:
        list(Walk(tmp_path))
    assert told in str(caught.value)


def test_links(folder, tmp_path):
    (tmp_path / "secret.txt").write_text("x")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to("..")
    (folder / "loop").symlink_to(".")
    (folder / "a" / "loop").symlink_to("../a")
    (folder / "nowhere.txt").symlink_to("missing.txt")
    (folder / "same.txt").symlink_to("b.txt")
    (folder / "d").symlink_to("c")
    (folder / "passwd").symlink_to("/etc/passwd")  # of no kind that is ours: nothing to say about it
    found, skipped, errors = walked(folder)
    assert found == ["a/page.html", "a/z.md", "a.jsonl.gz", "b.txt", "c/UP.TXT", "d/UP.TXT", "same.txt"]
    assert dict(skipped) == {
        "a/loop": "a link to a folder it lies in",
        "loop": "a link to a folder it lies in",
        "nowhere.txt": "a link to nothing",
        "out.txt": "a link out of the folder",
        "up": "a link out of the folder",
    }
    assert not errors
    assert names(Walk(folder, links=False)) == ["a/page.html", "a/z.md", "a.jsonl.gz", "b.txt", "c/UP.TXT"]


def test_two_links_that_chase_each_other(tmp_path):
    for one, other in (("a", "b"), ("b", "a")):
        (tmp_path / one).mkdir()
        (tmp_path / one / "x.txt").write_text("")
        (tmp_path / one / "other").symlink_to(tmp_path / other)
    found, skipped, _ = walked(tmp_path)
    assert found == ["a/other/x.txt", "a/x.txt", "b/other/x.txt", "b/x.txt"]
    assert [name for name, _ in skipped] == ["a/other/other", "b/other/other"]


def test_a_folder_that_may_not_be_read(folder, monkeypatch):
    scandir = os.scandir

    def refusing(path):
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found, _, errors = walked(folder)
    assert found == ["a.jsonl.gz", "b.txt", "c/UP.TXT"]
    assert errors == [("a/", "cannot read the folder: Permission denied")]


def test_folders_nested_deeper_than_calls_may_be(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    try:
        for _ in range(1500):
            os.mkdir("d")  # noqa: PTH102  each from within, since the whole path is longer than a path may be
            os.chdir("d")
        Path("x.txt").write_text("")
        assert names(Walk(tmp_path)) == ["d/" * 1500 + "x.txt"]
    finally:
        os.chdir(tmp_path)
        subprocess.run(["rm", "-rf", "d"], check=True)  # pytest's own tidying up could not


def test_what_is_no_regular_file(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(Walk(tmp_path)) == []


def test_one_file(folder):
    assert list(Walk(folder / "a" / "z.md")) == [Entry("z.md", "z.md", "text", 1)]
    assert list(Walk(folder / "a" / "notes.pdf")) == [Entry("notes.pdf", "notes.pdf", "text", 1)]


def test_names_of_any_bytes(tmp_path):
    name = os.fsdecode(b"caf\xe9\n.txt")
    (tmp_path / name).write_text("")
    assert names(Walk(tmp_path)) == [name]
