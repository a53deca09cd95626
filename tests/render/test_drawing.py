"""Articles, differences and explanations as Rich draws them, at any width."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from cleanarticle import BlockReport, Removal, Result
from cleanarticle.render.article import print_article
from cleanarticle.render.diff import print_diff, tally
from cleanarticle.render.explain import print_explanation


def drawn(draw, width=60) -> str:
    """What a renderer prints on a console without colours."""
    out = Console(file=io.StringIO(), width=width, color_system=None, markup=False, highlight=False, emoji=False)
    draw(out)
    return out.file.getvalue()


def removal_of(source, text, stage="newsletter", why="asks to sign up (line 3)"):
    start = source.index(text)
    return Removal(start, start + len(text), text, stage, 0.9, why)


SOURCE = "Headline\n\nBody of the article.\nSign up\nnow\nShare\n\nMore body.\n"
RESULT = Result(
    SOURCE, (removal_of(SOURCE, "Sign up\nnow\n"),), (removal_of(SOURCE, "Share\n\n", "share", "is short (line 6)"),)
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("\n\n", ""),
        ("Headline\nBody.\n", "Headline\n\nBody.\n"),
        ("Headline\n\nBody.\n", "Headline\n\nBody.\n"),
        ("A sentence.\nBody.\n", "A sentence.\nBody.\n"),
        ("one line", "one line\n"),
        ("\n\nHeadline\r\nBody.\r\n", "Headline\n\nBody.\n"),
        ("word " * 5 + "\n\nend.", "word word word\nword word\n\nend.\n"),
        ("見出し\n本文です。\n", "見出し\n\n本文です。\n"),
    ],
)
def test_article(text, shown):
    lines = drawn(lambda out: print_article(out, Result(text, ())), 15).splitlines()
    assert [line.rstrip() for line in lines] == shown.splitlines()


def test_diff_with_a_margin():
    shown = drawn(lambda out: print_diff(out, RESULT), 66).splitlines()
    assert shown == [
        "                        Headline",
        "",
        "                        Body of the article.",
        "newsletter: asks to   - Sign up",
        "sign up (line 3)      - now",
        "suspect share: is     ? Share",
        "short (line 6)        ?",
        "                        More body.",
        "removed 11 of 60 characters: newsletter 11; 1 suspect",
    ]


def test_diff_on_a_narrow_terminal():
    shown = drawn(lambda out: print_diff(out, RESULT, "name\n"), 30).splitlines()
    assert [line.rstrip() for line in shown] == [
        "name\\n",
        "  Headline",
        "",
        "  Body of the article.",
        "@ newsletter: asks to sign up",
        "(line 3)",
        "- Sign up",
        "- now",
        "@ suspect share: is short",
        "(line 6)",
        "? Share",
        "?",
        "  More body.",
        "removed 11 of 60 characters: newsletter 11; 1 suspect",
    ]


def test_diff_with_marks():
    assert drawn(lambda out: print_diff(out, RESULT, margin=False), 10).splitlines() == [
        "  Headline",
        "",
        "  Body of the article.",
        "@ newsletter: asks to sign up (line 3)",
        "- Sign up",
        "- now",
        "@ suspect share: is short (line 6)",
        "? Share",
        "?",
        "  More body.",
        "@ removed 11 of 60 characters: newsletter 11; 1 suspect",
    ]


@pytest.mark.parametrize(
    ("removals", "suspects", "told"),
    [
        ((), (), "nothing removed"),
        ((), ("Share",), "nothing removed; 1 suspect"),
        (("Sign up",), (), "removed 7 of 60 characters: newsletter 7"),
        (("Sign up\n", "Share"), ("Headline", "now"), "removed 12 of 60 characters: newsletter 12; 2 suspects"),
    ],
)
def test_tally(removals, suspects, told):
    parts = (tuple(removal_of(SOURCE, text) for text in texts) for texts in (removals, suspects))
    assert tally(Result(SOURCE, *parts)) == told


def test_explanation():
    reports = [
        BlockReport(0, 9, "Headline", 1, "kept", None, 0.01, ("is short", "stands first")),
        BlockReport(9, 200, "x" * 100, 2, "removed", "newsletter", 0.987, ("asks to sign up",)),
        BlockReport(200, 210, "a\nb", 12, "protected", None, 0.0, ()),
    ]
    assert drawn(lambda out: print_explanation(out, reports, "name"), 40).splitlines() == [
        "name",
        "    1 kept                   0.010  Headline",
        "      is short; stands first",
        "    2 removed newsletter     0.987  " + "x" * 71 + "…",
        "      asks to sign up",
        "   12 protected              0.000  a\\nb",
    ]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=30), max_size=8), st.integers(10, 120), st.booleans())
def test_any_text_at_any_width(parts, width, margin):
    """Nothing but the text's own characters comes out, none of them is lost, and no line is too wide."""
    source = "".join(parts)
    removals, at = [], 0
    for number, part in enumerate(parts):
        if number % 2 and part:
            removals.append(Removal(at, at + len(part), part, "other", 0.5, "why"))
        at += len(part)
    result = Result(source, tuple(removals))
    shown = drawn(lambda out: print_diff(out, result, margin=margin), width)
    article = drawn(lambda out: print_article(out, Result(source, ())), width)
    for text in (shown, article):
        assert not any(char < " " and char not in "\n\t" for char in text)
