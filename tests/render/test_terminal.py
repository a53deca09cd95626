"""Untrusted text on a terminal, and who gets colour."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanarticle.render.terminal import UNSAFE, console, safe, safe_line, wants_color


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text\twith\ttabs\n", "plain text\twith\ttabs\n"),
        ("one\r\ntwo\rthree\n\rfour", "one\ntwo\nthree\n\nfour"),
        ("\x1b[31m red", "\\x1b[31m red"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\x9b31m \x90 \x85", "\\x9b31m \\x90 \\x85"),
        ("\x00\x08\x0b\x0c\x7f", "\\x00\\x08\\x0b\\x0c\\x7f"),
        (
            "\u202eevil\u202c \u2066x\u2069 \u200e\u200f\u061c",
            "\\u202eevil\\u202c \\u2066x\\u2069 \\u200e\\u200f\\u061c",
        ),
        ("\u2028\u2029\ufeff", "\\u2028\\u2029\\ufeff"),
        ("ca\udce9 \ud800", "ca\\xe9 \\ud800"),
        ("[bold]not markup[/] :smile: é 日本 עברית", "[bold]not markup[/] :smile: é 日本 עברית"),
    ],
)
def test_safe(text, shown):
    assert safe(text) == shown


def test_safe_line():
    assert safe_line("a\nb\tc\rd") == "a\\nb\\tc\\rd"


@given(st.text(st.characters()))
def test_nothing_unsafe_is_left(text):
    for shown in (safe(text), safe_line(text)):
        assert not UNSAFE.search(shown)
        shown.encode("utf-8")
    assert "\n" not in safe_line(text)


class Stream(io.StringIO):
    """A stream that is a terminal, or is not."""

    def __init__(self, terminal):
        super().__init__()
        self.terminal = terminal

    def isatty(self):
        return self.terminal


@pytest.mark.parametrize(
    ("choice", "env", "terminal", "colored"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": ""}, False, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour(monkeypatch, choice, env, terminal, colored):
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    stream = Stream(terminal)
    assert wants_color(choice, stream) == colored
    out = console(choice, stream)
    out.print("[x]", style="red")
    assert ("\x1b[" in stream.getvalue()) == colored and "[x]" in stream.getvalue()
