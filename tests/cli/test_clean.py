"""`cleanarticle [clean]` in pipes: what goes in, what comes out, in which bytes."""

import json
import os

import pytest

from running import APPEAL, BODY, CLEAN, RAW, run


@pytest.mark.parametrize(
    ("arguments", "source", "expected"),
    [
        ((), RAW, CLEAN),
        (("clean",), RAW, CLEAN),
        (("-",), RAW, CLEAN),
        (("clean", "-"), RAW, CLEAN),
        (("--plain",), RAW, CLEAN),
        (("-o", "-"), RAW, CLEAN),
        (("--exact",), RAW, CLEAN + "\n"),
        (("--skip", "newsletter"), RAW, RAW),
        (("--only", "newsletter"), RAW, CLEAN),
        (("--only", "payment", "--only", "share"), RAW, RAW),
        (("--level", "thorough", "--only", "newsletter"), RAW, CLEAN),
        ((), CLEAN, CLEAN),
        ((), CLEAN.rstrip(), CLEAN.rstrip()),
        ((), RAW.rstrip(), CLEAN),  # the last line that stays keeps its line break
        ((), RAW.replace("\n", "\r\n"), CLEAN.replace("\n", "\r\n")),
        ((), RAW.replace("\n", "\r"), CLEAN.replace("\n", "\r")),
        ((), "\n\n".join(BODY) + "\r\n\r" + APPEAL + "\n", "\n\n".join(BODY) + "\r\n"),
        ((), "", ""),
        ((), "\n", "\n"),
        ((), " \t\n", " \t\n"),
    ],
)
def test_text_in_text_out(arguments, source, expected):
    done = run(*arguments, input=source)
    assert (done.out.decode(), done.code, done.err) == (expected, 0, "")


@pytest.mark.parametrize(
    ("encoding", "arguments", "warning"),
    [
        ("utf-8", (), ""),
        ("utf-8-sig", (), ""),
        ("utf-16", (), ""),
        ("utf-32", (), ""),
        ("cp1252", (), "not UTF-8; read as cp1252"),
        ("cp1252", ("-q",), ""),
        ("cp1252", ("--encoding", "cp1252"), ""),
        ("utf-16-be", ("--encoding", "utf-16-be"), ""),
        ("utf-16", ("--encoding", "utf-16"), ""),
        ("shift_jis", ("--encoding", "shift_jis"), ""),
    ],
)
def test_output_has_the_encoding_of_the_input(encoding, arguments, warning):
    raw, clean = RAW, CLEAN
    if encoding == "shift_jis":
        raw, clean = (text.replace("the mayor", "市長").replace("“", '"').replace("”", '"') for text in (raw, clean))
    done = run(*arguments, input=raw.encode(encoding))
    assert (done.out, done.code) == (clean.encode(encoding), 0)
    assert warning in done.err and bool(warning) == bool(done.err)


@pytest.mark.parametrize("stray", [b"\xff", b"\xfe\xff\xc3", b"\xed\xa0\x80"])
def test_stray_bytes_come_out_as_they_went_in(stray):
    raw, clean = (
        text.replace("the", "thé").encode().replace(b"river", b"ri" + stray + b"ver") for text in (RAW, CLEAN)
    )
    done = run(input=raw)
    assert (done.code, done.out, "stray bytes are kept" in done.err) == (0, clean, True)


def test_a_byte_order_mark_alone_stays():
    assert run(input=b"\xef\xbb\xbf") == (0, b"\xef\xbb\xbf", "")


@pytest.mark.parametrize(
    ("source", "stays"),
    [
        (f"---\ntitle: {APPEAL}\ndate: 2024-01-01\n---\n\n{RAW}", f"title: {APPEAL}"),
        (f"+++\ntitle = '{APPEAL}'\n+++\n\n{RAW}", f"title = '{APPEAL}'"),
        (f"{CLEAN}\n```html\n<p>{APPEAL}</p>\n```\n\n{APPEAL}\n", f"<p>{APPEAL}</p>"),
        (f"{CLEAN}\n~~~\n{APPEAL}\n~~~\n\n{APPEAL}\n", f"~~~\n{APPEAL}\n~~~"),
        (f"{RAW}\n[1]: https://example.org/newsletter 'Sign up for our newsletter'\n", "[1]: https://example.org/"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_markdown_is_left_alone(source, stays, end):
    done = run("--level", "thorough", input=source.replace("\n", end))
    assert stays.replace("\n", end) in done.out.decode()
    assert done.out.decode().count(APPEAL) == stays.count(APPEAL)


def test_several_inputs(tmp_path):
    (tmp_path / "one.txt").write_text(RAW)
    (tmp_path / "two.txt").write_text(CLEAN.rstrip())
    done = run("one.txt", "two.txt", "-", input=RAW, cwd=tmp_path)
    assert done.out.decode() == f"{CLEAN}\n{CLEAN}\n{CLEAN}"


@pytest.mark.parametrize("name", ["diff", "clean", "stages", "-x.txt", "ünï cödé.txt", "a\nb.txt"])
def test_any_name_will_do(tmp_path, name):
    (tmp_path / name).write_text(RAW)
    assert run(f"./{name}", cwd=tmp_path) == (0, CLEAN.encode(), "")
    assert run("--", name, cwd=tmp_path) == (0, CLEAN.encode(), "")


def test_a_pipe_with_a_name(tmp_path):
    """`cleanarticle <(cat raw)`: reads it, and refuses to write it back."""
    for options, expected in (((), (0, CLEAN.encode())), (("--in-place",), (2, b""))):
        ours, theirs = os.pipe()
        os.write(theirs, RAW.encode())
        os.close(theirs)
        done = run(*options, f"/dev/fd/{ours}", pass_fds=(ours,))
        os.close(ours)
        assert (done.code, done.out) == expected


def test_a_name_that_is_no_text(tmp_path):
    name = tmp_path / "caf\udce9.txt"
    name.write_text(RAW)
    assert run(name) == (0, CLEAN.encode(), "")
    assert json.loads(run("--json", name).out)["file"].endswith("caf\udce9.txt")


def test_json(tmp_path, check_json):
    (tmp_path / "one.txt").write_text(RAW)
    (tmp_path / "two.txt").write_bytes(CLEAN.encode("cp1252"))
    done = run("--json", "-q", "one.txt", "two.txt", "-", input="", cwd=tmp_path)
    first, second, third = map(json.loads, done.out.decode().splitlines())
    for data in (first, second, third):
        check_json(data)
    assert (first["file"], second["encoding"], third["file"], third["text"]) == ("one.txt", "cp1252", "stdin", "")
    (removal,) = first["removals"]
    assert RAW[removal["start"] : removal["end"]] == removal["text"] == f"{APPEAL}\n"
    assert removal["stage"] == "newsletter" and second["removals"] == []


@pytest.mark.parametrize(
    ("names", "options", "code", "err"),
    [
        (["raw"], [], 1, "raw: would be changed"),
        (["clean"], [], 0, ""),
        (["clean", "raw"], [], 1, "raw: would be changed"),
        (["raw"], ["-q"], 1, ""),
        (["raw", "missing"], [], 2, "missing: No such file or directory"),
        (["missing", "raw"], ["-q"], 2, "missing: No such file or directory"),
        (["raw"], ["--skip", "newsletter"], 0, ""),
        (["raw"], ["-v"], 1, "raw: removed 38 of 566 characters: newsletter 38"),
    ],
)
def test_check(tmp_path, names, options, code, err):
    (tmp_path / "raw").write_text(RAW)
    (tmp_path / "clean").write_text(CLEAN)
    done = run("--check", *options, *(f"./{name}" for name in names), cwd=tmp_path)
    assert (done.code, done.out) == (code, b"")
    assert err in done.err and bool(err) == bool(done.err)
