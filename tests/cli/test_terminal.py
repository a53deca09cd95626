"""What a person sees on a terminal, and what may never reach one."""

import re

import pytest

from running import APPEAL, BODY, CLEAN, RAW, run, run_on_terminal

STYLE = re.compile(r"\x1b\[[0-9;]*m")
EVIL = "\x1b]0;title\x07 \x1b[2J \x9b31m \x1bP \x08\x08 \x7f \u202eright to left\u202c \u2066x\u2069 \u200f \x00"
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def text_of(done) -> str:
    """What is shown, without the styles that Rich adds."""
    return STYLE.sub("", done.out.decode())


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "raw").write_text(RAW)
    (tmp_path / "evil").write_text(RAW.replace("river", f"ri{EVIL}ver").replace("newsletter", f"newsletter {EVIL}"))
    return tmp_path


def test_the_article_is_set_for_reading(folder):
    done = run_on_terminal("raw", cwd=folder, size=(40, 50))
    lines = done.out.decode().splitlines()
    assert lines[0] == f"\x1b[1m{BODY[0]}\x1b[0m" and lines[1] == ""
    assert max(map(len, lines[1:])) <= 50
    assert " ".join(text_of(done).split()) == " ".join(CLEAN.split())


@pytest.mark.parametrize("command", [(), ("clean",), ("diff",), ("explain",)])
def test_help_instead_of_a_hang(command):
    done = run_on_terminal(*command)
    assert done.code == 0 and done.out.startswith(b"Usage: cleanarticle")


def test_two_articles_are_parted(folder):
    shown = text_of(run_on_terminal("raw", "raw", cwd=folder))
    assert re.search(rf"borrow the rest\.\n\n{BODY[0]}", shown)


@pytest.mark.parametrize("options", [("--plain",), ("--exact",)])
def test_plain_is_not_wrapped(folder, options):
    shown = run_on_terminal(*options, "raw", cwd=folder, size=(40, 50)).out.decode()
    assert shown.rstrip() == CLEAN.rstrip()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_any_encoding_is_shown_in_the_terminals_own(folder, encoding):
    (folder / "other").write_bytes(RAW.encode(encoding))
    for options in ((), ("--plain",)):
        shown = text_of(run_on_terminal("-q", *options, "other", cwd=folder))
        assert "“We live off" in shown and "\x00" not in shown and "\ufeff" not in shown


def test_a_terminal_that_knows_only_ascii(folder):
    done = run_on_terminal("raw", cwd=folder, env={"PYTHONIOENCODING": "ascii"})
    assert done.code == 0 and b"\\u201cWe live" in done.out


def test_diff(folder):
    """Struck out in red, the stage and the reason in the margin, a tally in one line."""
    done = run_on_terminal("diff", "raw", cwd=folder, size=(40, 80))
    assert done.code == 1
    lines = done.out.decode().splitlines()
    (struck,) = (line for line in lines if APPEAL in line)
    assert f"\x1b[9;31m{APPEAL}\x1b[0m" in struck
    shown = text_of(done).splitlines()
    (row,) = (number for number, line in enumerate(shown) if APPEAL in line)
    assert re.match(r"newsletter: \w+.* - Sign up", shown[row])
    assert all(line.startswith(" " * 28) or not line for line in shown[:row])
    assert shown[-1] == f"removed {len(APPEAL)} of {len(RAW.strip())} characters: newsletter {len(APPEAL)}"
    assert max(map(len, shown)) <= 80


def test_diff_dims_suspects(folder):
    done = run_on_terminal("diff", "--level", "careful", "raw", cwd=folder)
    thorough = run_on_terminal("diff", "--level", "thorough", "raw", cwd=folder)
    assert "\x1b[9;31m" in thorough.out.decode() and "suspect" not in text_of(thorough)
    if "\x1b[9;31m" not in done.out.decode():  # whether `careful` takes the line is the model's affair
        assert f"\x1b[2m{APPEAL}" in done.out.decode() and "suspect newsletter: " in text_of(done)


def test_diff_on_a_narrow_terminal(folder):
    shown = text_of(run_on_terminal("diff", "raw", cwd=folder, size=(40, 40)))
    assert "\n@ newsletter: " in shown and "\n- Sign up for our free weekly" in shown
    assert max(map(len, shown.splitlines()[:-1])) <= 40


@pytest.mark.parametrize(
    ("options", "env", "colored"),
    [
        ((), {}, True),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"NO_COLOR": ""}, True),
        ((), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ((), {"TERM": "dumb"}, False),
        (("--color", "never"), {}, False),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "always"), {"TERM": "dumb"}, True),
    ],
)
def test_color_on_a_terminal(folder, options, env, colored):
    for command in ("diff", "explain"):
        shown = run_on_terminal(command, *options, "raw", cwd=folder, env=env).out
        assert (b"\x1b[" in shown) == colored
        assert APPEAL.encode() in shown


@pytest.mark.parametrize(
    ("options", "env", "colored"),
    [
        ((), {}, False),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("--color", "always"), {}, True),
        (("--color", "auto"), {}, False),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_color_in_a_pipe(options, env, colored):
    for command in ("diff", "explain"):
        assert (b"\x1b[" in run(command, *options, input=RAW, env=env).out) == colored
    assert run(*options, input=RAW, env=env).out.decode() == CLEAN  # the plain bytes, always


@pytest.mark.parametrize(
    "arguments",
    [
        ("evil",),
        ("--plain", "evil"),
        ("--exact", "evil"),
        ("--json", "evil"),
        ("diff", "evil"),
        ("diff", "--unified", "evil"),
        ("diff", "--json", "evil"),
        ("diff", "--stat", "evil"),
        ("explain", "evil"),
        ("explain", "--json", "evil"),
    ],
)
def test_nothing_in_an_article_moves_the_cursor(folder, arguments):
    shown = text_of(run_on_terminal(*arguments, cwd=folder))
    assert not UNSAFE.search(shown.replace("\n", ""))
    assert "Sign up" in shown or "rest." in shown or "newsletter" in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ("-v", "{name}"),
        ("-v", "--check", "{name}"),
        ("diff", "{name}", "{name}"),
        ("diff", "--stat", "{name}"),
        ("diff", "--unified", "{name}"),
        ("explain", "{name}", "{name}"),
        ("explain", "--json", "{name}"),
        ("--json", "{name}"),
        ("missing {name}",),
        ("{name}", "-o", "{name}"),
        ("{name}", "-o", "no/{name}"),
        ("--encoding", "{name}", "raw"),
        ("--only", "{name}", "raw"),
        ("--level", "{name}", "raw"),
        ("--config", "{name}", "raw"),
        ("--config", "missing {name}", "raw"),
        ("--model", "missing {name}", "raw"),
        ("stages", "--language", "{name}"),
        ("--{name}", "raw"),
    ],
)
def test_nor_does_anything_in_a_name(folder, arguments):
    name = EVIL.replace("\x00", "\n").replace("/", "")
    (folder / name).write_text(RAW)
    shown = text_of(run_on_terminal(*(part.format(name=name) for part in arguments), cwd=folder))
    assert not UNSAFE.search(shown.replace("\n", ""))
    piped = run(*(part.format(name=name) for part in arguments), cwd=folder)
    assert not UNSAFE.search(piped.err.replace("\n", ""))
