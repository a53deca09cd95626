"""`cleanarticle diff` in pipes: exit codes of diff(1), patches that tools accept, JSON, the tally."""

import json
import subprocess

import pytest

from running import APPEAL, BODY, CLEAN, RAW, run

CR = RAW.replace("\n", "\r")
TEXTS = {
    "lf": RAW.encode(),
    "crlf": RAW.replace("\n", "\r\n").encode(),
    "cr": CR.encode(),
    "cr and lf": CR.encode() + RAW.encode(),
    "no newline at the end": RAW.rstrip().encode(),
    "no newline at the end of either": CLEAN.rstrip().encode() + f" {APPEAL}".encode(),
    "appeal first": f"{APPEAL}\n\n{CLEAN}".encode(),
    "appeal first, no newline at the end": f"{APPEAL}\n\n{CLEAN}".rstrip().encode(),
    "two appeals": f"{APPEAL}\n\n{RAW}".encode(),
    "far apart": f"{APPEAL}\n\n{CLEAN}\n{CLEAN}\n{RAW}".encode(),
    "byte order mark": RAW.encode("utf-8-sig"),
    "byte order mark before an appeal": f"{APPEAL}\n\n{CLEAN}".encode("utf-8-sig"),
    "cp1252": RAW.encode("cp1252"),
    "stray bytes": RAW.encode().replace(b"river", b"ri\xffver"),
    "control characters": RAW.replace("river", "ri\x1b[31mv\x0cer\u2028").encode(),
    "on one line": (" ".join(BODY) + f" {APPEAL}. " + " ".join(BODY) + "\n").encode(),
}
NAMES = ["article.txt", "my article.txt", 'say "hi".txt', "tab\tand\\.txt", "brücke.txt"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("tool", ["patch", "git"])
def test_names_in_patches(tmp_path, tool, name):
    check_patch(tmp_path, tool, name, TEXTS["lf"])


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("tool", ["patch", "git"])
def test_patches(tmp_path, tool, text):
    check_patch(tmp_path, tool, "article.txt", text)


def check_patch(folder, tool, name, text):
    """The patch leads to what `clean` prints, and reversed back to the input, byte for byte."""
    path = folder / name
    path.write_bytes(text)
    clean = run("-q", f"./{name}", cwd=folder).out
    done = run("diff", "--unified", "-q", name, cwd=folder)
    assert (done.code, done.err) == (int(clean != text), "")
    (folder / "p").write_bytes(done.out)
    there, back = {
        "patch": (["patch", "-p1", "-i", "p"], ["patch", "-R", "-p1", "-i", "p"]),
        "git": (["git", "apply", "p"], ["git", "apply", "-R", "p"]),
    }[tool]
    if clean != text:
        subprocess.run(there, cwd=folder, check=True, capture_output=True)
        assert path.read_bytes() == clean
        subprocess.run(back, cwd=folder, check=True, capture_output=True)
    assert path.read_bytes() == text


def test_a_patch_of_several_files(tmp_path):
    for name in ("one", "two", "three"):
        (tmp_path / name).write_text(RAW if name != "two" else CLEAN)
    done = run("diff", "-u", "one", "two", "three", cwd=tmp_path)
    assert done.code == 1 and done.out.count(b"--- a/") == 2
    subprocess.run(["patch", "-p1"], cwd=tmp_path, input=done.out, check=True, capture_output=True)
    assert {(tmp_path / name).read_text() for name in ("one", "two", "three")} == {CLEAN}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_no_patch_of_what_patch_cannot_read(encoding):
    done = run("diff", "--unified", input=RAW.encode(encoding))
    assert (done.code, done.out) == (2, b"")
    assert f"stdin: patch cannot read {encoding}" in done.err


@pytest.mark.parametrize("form", [(), ("--unified",), ("-u",), ("--json",), ("--stat",)])
@pytest.mark.parametrize(("names", "code"), [(["good"], 0), (["raw"], 1), (["good", "raw"], 1), (["raw", "none"], 2)])
def test_exit_codes(tmp_path, form, names, code):
    (tmp_path / "raw").write_text(RAW)
    (tmp_path / "good").write_text(CLEAN)
    done = run("diff", *form, *names, cwd=tmp_path)
    assert done.code == code
    assert ("none: No such file or directory" in done.err) == (code == 2)


def test_stat(tmp_path):
    (tmp_path / "raw").write_text(RAW)
    assert run("diff", "--stat", "raw", cwd=tmp_path).out.decode() == f"{len(APPEAL)}\tnewsletter\traw\n"
    assert run("diff", "--stat", input=CLEAN) == (0, b"", "")


def test_json(tmp_path, check_json):
    (tmp_path / "raw").write_text(RAW)
    done = run("diff", "--json", "raw", "-", input=CLEAN, cwd=tmp_path)
    first, second = map(json.loads, done.out.decode().splitlines())
    check_json(first)
    check_json(second)
    assert [len(first["removals"]), len(second["removals"])] == [1, 0]


def test_marks_in_a_pipe():
    """One line a line, never wrapped, whatever the width."""
    lines = run("diff", input=RAW, env={"COLUMNS": "20"}).out.decode().splitlines()
    assert f"- {APPEAL}" in lines and f"  {BODY[1]}" in lines
    (note,) = (line for line in lines if line.startswith("@ newsletter: "))
    assert lines.index(note) == lines.index(f"- {APPEAL}") - 1
    assert lines[-1] == f"@ removed {len(APPEAL)} of {len(RAW.strip())} characters: newsletter {len(APPEAL)}"


@pytest.mark.parametrize("pair", [("--unified", "--json"), ("--json", "--stat"), ("--stat", "--unified")])
def test_one_form_at_a_time(pair):
    assert run("diff", *pair).err == "cleanarticle diff: --unified, --json and --stat exclude each other\n"


def test_empty_input():
    assert run("diff", "--unified", input="") == (0, b"", "")
    assert run("diff", input="") == (0, b"@ nothing removed\n", "")
