"""`cleanarticle batch` as a user runs it."""

import gzip
import json
import os
import re
import signal
import stat
import time

import pytest

from folders import content, start, workers
from running import APPEAL, BODY, CLEAN, RAW, run, run_on_terminal

OTHER = RAW.replace("bridge", "harbour")
KILLER = """
import os, signal, time
from cleanarticle import stage

@stage("trouble", "Does what the text says")
def trouble(document):
    if "KILL THE WORKER" in document.source:
        os.kill(os.getpid(), signal.SIGKILL)
    if "HANG" in document.source:
        time.sleep(60)
    if "EDIT" in document.source:
        open(os.environ["EDITED"], "w").write("mine")
    if "RAISE" in document.source:
        raise KeyError("x")
    return ()
"""


@pytest.fixture
def folder(tmp_path):
    """A working directory with a folder `src` of three articles, one of which loses nothing."""
    for name, text in (("src/a.txt", RAW), ("src/deep/b.md", OTHER), ("src/good.txt", CLEAN)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def trouble(tmp_path):
    """Options and environment that bring in a stage which kills, hangs or raises."""
    place = tmp_path / "plugin"
    info = place / "trouble-1.dist-info"
    info.mkdir(parents=True)
    (place / "trouble.py").write_text(KILLER)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: trouble\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[cleanarticle.stages]\ntrouble = trouble:trouble\n")
    (place / "c.toml").write_text('stages = ["trouble"]\n')
    return ("--config", place / "c.toml"), {"PYTHONPATH": str(place)}


def inodes(folder):
    return {path.name: path.stat().st_ino for path in folder.rglob("*.*") if path.is_file()}


def test_a_folder(folder):
    done = run("batch", "src", "out", cwd=folder)
    assert (done.code, done.out) == (0, b"")
    expected = {"a.txt": CLEAN, "deep/b.md": CLEAN.replace("bridge", "harbour"), "good.txt": CLEAN}
    assert content(folder / "out") == {name: text.encode() for name, text in expected.items()}
    assert done.err.startswith("3 documents: 2 changed, 1 had nothing to remove\n76 of ")
    assert re.search(r"^stage +documents +removed +share\nnewsletter +2 +76 +\d\.\d%$", done.err, re.M)
    assert re.search(r"^language +documents +changed +removed +share\nen +3 +2 +76 +\d\.\d%$", done.err, re.M)


def test_the_second_time_nothing_is_done(folder):
    run("batch", "src", "out", cwd=folder)
    before = inodes(folder / "out")
    done = run("batch", "src", "out", cwd=folder)
    assert done.code == 0 and "3 documents: 2 changed, 1 had nothing to remove; 3 were up to date" in done.err
    assert inodes(folder / "out") == before


def test_what_changed_is_done_anew(folder):
    run("batch", "src", "out", cwd=folder)
    before = inodes(folder / "out")
    (folder / "src" / "a.txt").write_text(OTHER)
    (folder / "src" / "new.txt").write_text(RAW)
    (folder / "out" / "good.txt").unlink()
    done = run("batch", "src", "out", cwd=folder)
    assert done.code == 0 and "; 1 was up to date" in done.err
    after = inodes(folder / "out")
    assert before["b.md"] == after["b.md"] and before["a.txt"] != after["a.txt"]
    assert content(folder / "out")["a.txt"].decode() == CLEAN.replace("bridge", "harbour")
    assert content(folder / "out")["good.txt"].decode() == content(folder / "out")["new.txt"].decode() == CLEAN


@pytest.mark.parametrize(
    "option",
    [
        ("--level", "thorough"),
        *(
            pytest.param(option, marks=pytest.mark.heavy)
            for option in (("--skip", "share"), ("--site", "x.org"), ("--encoding", "utf-8"))
        ),
    ],
)
def test_other_options_are_another_run(folder, option):
    run("batch", "src", "out", cwd=folder)
    assert "up to date" not in run("batch", *option, "src", "out", cwd=folder).err
    assert "3 were up to date" in run("batch", *option, "src", "out", cwd=folder).err


def test_other_rules_are_another_run(folder):
    run("batch", "src", "out", cwd=folder)
    (folder / "cleanarticle.toml").write_text(f'[[rule]]\nkeep = ["{APPEAL}"]\n')
    assert run("batch", "src", "out", cwd=folder).code == 0
    assert content(folder / "out")["a.txt"].decode() == RAW


def test_an_output_changed_by_hand_is_left_alone(folder):
    run("batch", "src", "out", cwd=folder)
    (folder / "out" / "a.txt").write_text("mine")
    done = run("batch", "src", "out", cwd=folder)
    assert done.code == 0 and "a.txt: changed since it was written; it is left as it is" in done.err
    (folder / "src" / "a.txt").write_text(OTHER)
    done = run("batch", "src", "out", cwd=folder)
    assert done.code == 2 and "a.txt: a.txt in the destination is not as `batch` wrote it" in done.err
    assert content(folder / "out")["a.txt"] == b"mine"
    assert run("batch", "--overwrite", "src", "out", cwd=folder).code == 0
    assert content(folder / "out")["a.txt"].decode() == CLEAN.replace("bridge", "harbour")


@pytest.mark.parametrize("left", [b"", b"\0" * 500])
def test_what_a_power_cut_takes_is_made_again(folder, left):
    run("batch", "src", "out", cwd=folder)
    (folder / "out" / "a.txt").write_bytes(left)
    done = run("batch", "src", "out", cwd=folder)
    assert done.code == 0 and "; 2 were up to date" in done.err and "changed since" not in done.err
    assert content(folder / "out")["a.txt"].decode() == CLEAN


def test_files_of_others_are_not_replaced(folder):
    (folder / "out").mkdir()
    (folder / "out" / "a.txt").write_text("mine")
    (folder / "out" / "other.txt").write_text("mine too")
    done = run("batch", "src", "out", cwd=folder)
    assert done.code == 2 and "would be replaced that `batch` has not written: a.txt;" in done.err
    assert content(folder / "out") == {"a.txt": b"mine", "other.txt": b"mine too"}
    assert run("batch", "--overwrite", "src", "out", cwd=folder).code == 0
    assert content(folder / "out")["a.txt"].decode() == CLEAN and content(folder / "out")["other.txt"] == b"mine too"


def test_two_inputs_that_would_become_one(folder):
    (folder / "src" / "a.html").write_text("<p>x")
    done = run("batch", "src", "out", cwd=folder)
    assert done.code == 2 and "a.html and a.txt would both become a.txt" in done.err
    assert content(folder / "out") == {} if (folder / "out").exists() else True
    assert run("batch", "src", "out", "--exclude", "a.html", cwd=folder).code == 0


def test_the_destination_in_the_source(folder):
    for _ in range(2):
        assert run("batch", "src", "src/out", cwd=folder).code == 0
    assert sorted(content(folder / "src" / "out")) == ["a.txt", "deep/b.md", "good.txt"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("src",), "missing DEST"),
        (("missing", "out"), "missing: no such file or folder"),
        (("src", "src"), "SRC and DEST are the same folder; use --in-place"),
        (("src", "link"), "SRC and DEST are the same folder"),
        (("src/deep", "src"), "SRC lies in DEST"),
        (("src", "src/a.txt"), "src/a.txt is not a folder"),
        (("src", "src/a.txt/x"), "cannot use the journal"),
        (("src", "out", "--in-place"), "--in-place excludes DEST"),
        (("src", "out", "--backup", ".b"), "--backup needs --in-place"),
        (("src", "--in-place", "--backup", ".txt"), "the copies would be cleaned too"),
        (("src", "--in-place", "--backup", "x/y"), "--backup is a part of a name"),
        (("src", "out", "--suffix", "/x"), "--suffix is a part of a name"),
        (("src", "out", "--include", "!"), "--include: Invalid git pattern"),
        (("src", "out", "--exclude-from", "missing"), "--exclude-from missing: No such file"),
        (("src", "out", "--max-bytes", "ten"), "'ten' is not a size"),
        (("src", "out", "--jobs", "0"), "--jobs"),
        (("src", "out", "--level", "high"), "--level"),
        (("src", "out", "--model", "missing"), "cannot read the model"),
    ],
)
def test_what_cannot_be_meant(folder, arguments, told):
    (folder / "link").symlink_to("src")
    before = content(folder)
    done = run("batch", *arguments, cwd=folder)
    assert done.code == 2 and told in done.err
    assert content(folder) == before


def test_check_and_dry_run_write_nothing(folder):
    before = content(folder)
    done = run("batch", "--check", "src", cwd=folder)
    assert done.code == 1 and "a.txt: would be changed\ndeep/b.md: would be changed\n" in done.err
    for dest in ((), ("out",)):
        done = run("batch", "--dry-run", "src", *dest, cwd=folder)
        assert done.code == 0 and "2 would be changed" in done.err
    assert content(folder) == before and not (folder / "out").exists()
    run("batch", "src", "out", cwd=folder)
    assert run("batch", "--check", "out", cwd=folder).code == 0
    journal = (folder / "out" / ".cleanarticle" / "journal.jsonl").read_bytes()
    done = run("batch", "--dry-run", "src", "out", cwd=folder)
    assert done.code == 0 and "3 were up to date" in done.err
    assert (folder / "out" / ".cleanarticle" / "journal.jsonl").read_bytes() == journal


def test_in_place(folder):
    (folder / "src" / "a.txt").chmod(0o640)
    (folder / "src" / "link.txt").symlink_to("a.txt")
    before = inodes(folder / "src")
    done = run("batch", "--in-place", "--backup", ".orig", "src", cwd=folder)
    assert done.code == 0 and "link.txt: left out: a link; what it points at has its own turn" in done.err
    found = content(folder / "src")
    assert found["a.txt"].decode() == found["good.txt"].decode() == CLEAN
    assert found["a.txt.orig"].decode() == RAW and found["deep/b.md.orig"].decode() == OTHER
    assert "good.txt.orig" not in found and inodes(folder / "src")["good.txt"] == before["good.txt"]
    assert stat.S_IMODE((folder / "src" / "a.txt").stat().st_mode) == 0o640
    assert (folder / "src" / "link.txt").is_symlink()
    done = run("batch", "--in-place", "--backup", ".orig", "src", cwd=folder)
    assert done.code == 0 and "3 were up to date" in done.err and content(folder / "src") == found


def test_a_backup_is_never_replaced(folder):
    (folder / "src" / "a.txt.orig").write_text("mine")
    done = run("batch", "--in-place", "--backup", ".orig", "src", cwd=folder)
    assert done.code == 2 and "a.txt: a.txt.orig exists and holds something else; choose another --backup" in done.err
    found = content(folder / "src")
    assert found["a.txt"].decode() == RAW and found["a.txt.orig"] == b"mine"
    assert found["deep/b.md.orig"].decode() == OTHER


def test_an_older_original_stays_the_backup(folder):
    """Cleaned again at another level, the file it was cleaned to is no original."""
    (folder / "src" / "a.txt").write_text(RAW + "\nShare\n")
    run("batch", "--only", "newsletter", "--in-place", "--backup", ".orig", "src", cwd=folder)
    (folder / "cleanarticle.toml").write_text(f'[[rule]]\nremove = ["{BODY[0]}"]\n')
    done = run("batch", "--in-place", "--backup", ".orig", "src", cwd=folder)
    assert done.code == 0, done.err
    found = content(folder / "src")
    assert BODY[0] not in found["a.txt"].decode() and found["a.txt.orig"].decode() == RAW + "\nShare\n"


PAGE = f"""<!doctype html><html lang="de"><head><title>{BODY[0]}</title>
<link rel="canonical" href="https://courier.example/a"></head><body><article><h1>{BODY[0]}</h1>
{"".join(f"<p>{text}</p>" for text in BODY[1:])}<p>Mehr <a href="/b">zum Bau</a>.</p></article>
<p>{APPEAL}</p></body></html>"""


@pytest.mark.parametrize(("to", "name"), [("text", "page.txt"), ("markdown", "page.md"), ("html", "page.html")])
def test_pages(folder, to, name):
    (folder / "src" / "page.html").write_text(PAGE)
    (folder / "cleanarticle.toml").write_text(f'[[rule]]\nremove = ["{APPEAL}"]\n')
    done = run("batch", "--to", to, "--title", "src", "out", cwd=folder)
    assert done.code == 0, done.err
    found = content(folder / "out")
    assert sorted(found) == sorted(["a.txt", "deep/b.md", "good.txt", name])
    text = found[name].decode()
    assert BODY[0] in text and BODY[-1] in text and APPEAL not in text
    assert ("](" in text, "<p>" in text) == (to == "markdown", to == "html")
    assert re.search(r"^de +1 ", done.err, re.M)  # the language that the page declares


def test_pages_read_as_text_stay_what_they_are(folder):
    (folder / "src" / "page.html").write_text("<p>x")
    assert run("batch", "--format", "text", "src", "out", cwd=folder).code == 0
    assert content(folder / "out")["page.html"] == b"<p>x"


def test_a_page_by_another_name_is_not_cleaned_in_place(folder):
    (folder / "src" / "page.txt").write_text(PAGE)
    done = run("batch", "--in-place", "src", cwd=folder)
    assert done.code == 2 and "page.txt: is a web page, which cannot be cleaned in place" in done.err
    assert content(folder / "src")["page.txt"].decode() == PAGE and content(folder / "src")["a.txt"].decode() == CLEAN


def test_pages_are_not_cleaned_in_place(folder):
    (folder / "src" / "page.html").write_text("<p>x")
    before = content(folder)
    done = run("batch", "--in-place", "src", cwd=folder)
    assert done.code == 2 and "page.html: a page cannot be cleaned in place" in done.err and content(folder) == before


def test_documents_that_fail_are_named_and_the_others_go_on(folder):
    (folder / "src" / "b.txt").write_bytes(b"%PDF-1.7\n\xff\xfe\0")
    (folder / "src" / "huge.txt").write_text("x" * 3000)
    done = run("batch", "--max-bytes", "2k", "src", "out", cwd=folder)
    assert done.code == 2
    assert done.err.endswith(
        "cleanarticle batch: b.txt: looks like a PDF file, not text\n"
        "cleanarticle batch: huge.txt: has 3000 bytes, more than --max-bytes 2000\n"
    )
    assert sorted(content(folder / "out")) == ["a.txt", "deep/b.md", "good.txt"]
    (folder / "src" / "b.txt").write_text(RAW)
    done = run("batch", "src", "out", cwd=folder)
    assert done.code == 0 and "5 documents: 3 changed" in done.err and "; 3 were up to date" in done.err


def test_fail_fast(folder):
    (folder / "src" / "b.txt").write_bytes(b"%PDF-1.7\n\xff\xfe\0")
    done = run("batch", "--fail-fast", "src", "out", cwd=folder)
    assert done.code == 2 and "b.txt: looks like a PDF file" in done.err and "stopped" in done.err
    assert sorted(content(folder / "out")) == ["a.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_what_may_not_be_read(folder):
    (folder / "src" / "a.txt").chmod(0)
    (folder / "src" / "deep").chmod(0)
    done = run("batch", "src", "out", cwd=folder)
    (folder / "src" / "deep").chmod(0o755)
    assert done.code == 2 and "a.txt: Permission denied" in done.err and "deep/: cannot read the folder" in done.err
    assert sorted(content(folder / "out")) == ["good.txt"]


def test_a_target_that_cannot_be_written(folder):
    (folder / "out" / "deep" / "b.md").mkdir(parents=True)
    done = run("batch", "--overwrite", "src", "out", cwd=folder)
    assert done.code == 2 and "deep/b.md: cannot write deep/b.md: Is a directory" in done.err
    assert sorted(content(folder / "out")) == ["a.txt", "good.txt"]


@pytest.mark.heavy
def test_documents_that_kill_hang_or_raise(folder, trouble):
    options, env = trouble
    for name, text in (("k1", "KILL THE WORKER"), ("k2", "KILL THE WORKER"), ("h", "HANG"), ("r", "RAISE")):
        (folder / "src" / f"{name}.txt").write_text(f"{CLEAN}\n{text}\n")
    done = run("batch", "-j", 2, "--timeout", 2, *options, "src", "out", cwd=folder, env=env)
    assert done.code == 2
    told = [line.removeprefix("cleanarticle batch: ") for line in done.err.splitlines()[-4:]]
    assert told == [
        "h.txt: took longer than 2 s",
        "k1.txt: the worker process was ended by SIGKILL (out of memory?), twice",
        "k2.txt: the worker process was ended by SIGKILL (out of memory?), twice",
        "r.txt: stage 'trouble' failed: KeyError: 'x'",
    ]
    assert sorted(content(folder / "out")) == ["a.txt", "deep/b.md", "good.txt"]


def test_what_is_edited_while_it_is_cleaned_in_place_stays(folder, trouble):
    options, env = trouble
    (folder / "src" / "e.txt").write_text(f"{RAW}\nEDIT\n")
    env = env | {"EDITED": str(folder / "src" / "e.txt")}
    done = run("batch", "--in-place", *options, "src", cwd=folder, env=env)
    assert done.code == 2 and "e.txt: changed while it was being cleaned; run again" in done.err
    assert content(folder / "src")["e.txt"] == b"mine" and content(folder / "src")["a.txt"].decode() == CLEAN


def test_a_line_that_kills_is_left_as_it_is(folder, trouble):
    options, env = trouble
    lines = [json.dumps({"text": text}) + "\n" for text in (RAW, "KILL THE WORKER", OTHER)]
    (folder / "src" / "x.jsonl").write_text("".join(lines))
    arguments = ("batch", *options, "--include", "*.jsonl", "src", "out")
    for _ in range(2):  # it is tried again, and fails again
        done = run(*arguments, cwd=folder, env=env)
        assert done.code == 2 and "x.jsonl:2: the worker process was ended by SIGKILL" in done.err
        texts = [json.loads(line)["text"] for line in content(folder / "out")["x.jsonl"].splitlines()]
        assert texts == [CLEAN, "KILL THE WORKER", CLEAN.replace("bridge", "harbour")]
    (folder / "plugin" / "trouble.py").write_text(KILLER.replace("KILL", "SPARE"))  # longer: its .pyc is not taken
    assert run(*arguments, cwd=folder, env=env).code == 0


def test_json_lines(folder):
    records = [{"body": RAW, "n": 1.50, "url": "x"}, {"body": CLEAN}, {"text": "no body"}, {"body": OTHER, "id": 7}]
    data = "".join(json.dumps(record) + "\n" for record in records).encode()
    for name, packed in (("x.jsonl", data), ("x.jsonl.gz", gzip.compress(data))):
        (folder / "src" / name).write_bytes(packed)
    done = run("batch", "--field", "body", "--include", "x.*", "src", "out", cwd=folder)
    assert done.code == 2 and "x.jsonl:3: has no field 'body'; its fields: 'text'\n" in done.err
    plain = (folder / "out" / "x.jsonl").read_bytes()
    assert gzip.decompress((folder / "out" / "x.jsonl.gz").read_bytes()) == plain
    lines = plain.splitlines(keepends=True)
    assert lines[0] == data.splitlines(keepends=True)[0].replace(json.dumps(RAW).encode(), json.dumps(CLEAN).encode())
    assert lines[1:3] == data.splitlines(keepends=True)[1:3]
    assert json.loads(lines[3]) == {"body": CLEAN.replace("bridge", "harbour"), "id": 7}
    done = run("batch", "--field", "body", "--include", "x.*", "src", "out", cwd=folder)
    assert done.code == 2 and "8 were up to date" in done.err


def test_one_file_of_json_lines_in_place(folder):
    (folder / "x.jsonl").write_text(json.dumps({"text": RAW}) + "\n")
    (folder / "x.jsonl").chmod(0o600)
    assert run("batch", "--in-place", "x.jsonl", cwd=folder).code == 0
    assert json.loads((folder / "x.jsonl").read_text()) == {"text": CLEAN}
    assert stat.S_IMODE((folder / "x.jsonl").stat().st_mode) == 0o600
    assert "1 was up to date" in run("batch", "--in-place", "x.jsonl", cwd=folder).err


def test_the_site_of_a_line(folder):
    last = "The library on Quay Street opens again in June, with longer hours and a new reading room."
    records = [{"text": f"{CLEAN}\n{last}\n", "from": site} for site in ("a.org", "b.org", None)]
    (folder / "x.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    (folder / "cleanarticle.toml").write_text(f'[[rule]]\nsite = "b.org"\nremove = ["{last}"]\n')
    assert run("batch", "--site-field", "from", "x.jsonl", "out", cwd=folder).code == 0
    lines = (folder / "out" / "x.jsonl").read_text().splitlines()
    assert [last in line for line in lines] == [True, False, True]


def test_a_line_that_is_too_long(folder):
    long = json.dumps({"text": "x" * 5000}) + "\n"
    (folder / "x.jsonl").write_text(json.dumps({"text": RAW}) + "\n" + long + json.dumps({"text": RAW}) + "\n")
    done = run("batch", "--max-bytes", "3000", "x.jsonl", "out", cwd=folder)
    assert done.code == 2 and "x.jsonl:2: is longer than --max-bytes 3000; the line is left as it is" in done.err
    lines = (folder / "out" / "x.jsonl").read_text().splitlines(keepends=True)
    assert lines[1] == long and json.loads(lines[0]) == json.loads(lines[2]) == {"text": CLEAN}


def test_a_damaged_archive_leaves_nothing_behind(folder):
    (folder / "src" / "x.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": RAW}).encode() * 100)[:-9])
    done = run("batch", "src", "out", cwd=folder)
    assert done.code == 2 and "x.jsonl.gz: damaged after line" in done.err
    assert sorted(content(folder / "out")) == ["a.txt", "deep/b.md", "good.txt"]


def test_encodings_and_line_breaks_stay(folder):
    text = RAW.replace("bridge", "brücke").replace("\n", "\r\n")
    (folder / "src" / "a.txt").write_bytes(text.encode("utf-16"))
    (folder / "src" / "good.txt").write_bytes(text.encode("cp1252"))
    done = run("batch", "src", "out", cwd=folder)
    assert done.code == 0 and "good.txt: warning: not UTF-8; read as cp1252" in done.err
    expected = CLEAN.replace("bridge", "brücke").replace("\n", "\r\n")
    assert content(folder / "out")["a.txt"] == expected.encode("utf-16")
    assert content(folder / "out")["good.txt"] == expected.encode("cp1252")


def test_quiet_and_verbose(folder):
    assert run("batch", "--quiet", "src", "out", cwd=folder) == (0, b"", "")
    done = run("batch", "--verbose", "src", "new", cwd=folder)
    assert done.err.startswith("a.txt: removed 38 of ") and "good.txt: nothing removed\n" in done.err


def test_nothing_to_clean(folder):
    (folder / "empty").mkdir()
    done = run("batch", "empty", "out", cwd=folder)
    assert done.code == 0 and "empty: nothing to clean: it holds no .txt" in done.err


def test_names_are_made_safe(folder):
    (folder / "src" / "x\x1b[2J\n.txt").write_bytes(b"%PDF-1.7\n\xff\xfe\0")
    done = run("batch", "src", "out", cwd=folder)
    assert done.code == 2 and "x\\x1b[2J\\n.txt: looks like a PDF" in done.err and "\x1b" not in done.err


def test_a_bar_on_a_terminal_alone(folder):
    shown = run_on_terminal("batch", "src", "out", cwd=folder).out.decode()
    assert "documents" in shown and "━" in shown and "3 documents: 2 changed" in shown
    shown = run_on_terminal("batch", "src", "out2", cwd=folder, env={"CI": "true"}).out.decode()
    assert "━" not in shown and "3 documents: 2 changed" in shown


def test_ctrl_c(folder, trouble):
    options, env = trouble
    (folder / "src" / "z.txt").write_text("HANG")
    process = start("batch", "-j", 1, *options, "src", "out", cwd=folder, env=env)
    until = time.monotonic() + 30
    while not (folder / "out" / "good.txt").exists() and time.monotonic() < until:
        time.sleep(0.05)
    left = workers(process.pid)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=20)[1].decode()
    assert (
        process.returncode == 130 and "stopped; the same command goes on from here" in told and "Traceback" not in told
    )
    assert left and not [one for one in left if os.path.exists(f"/proc/{one}")]  # noqa: PTH110
    (folder / "src" / "z.txt").write_text(CLEAN)
    assert "3 were up to date" in run("batch", *options, "src", "out", cwd=folder, env=env).err
