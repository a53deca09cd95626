"""What the markup of a page says about a block: numbers that are the same in every process, and mean what they say."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanarticle.document import parse_page
from cleanarticle.html import read_page
from cleanarticle.html.names import split_names
from cleanarticle.html.told import told_body, told_summary
from cleanarticle.judging import classes, registry
from cleanarticle.judging.evidence import MARKUP

PROSE = "The old dam above the village was built in 1911, and it holds about two million cubic metres of water today."
PAGE = f"""<title>Dam</title><meta name=description content="{PROSE}">
<nav class=mainMenu><ul><li><a href=x>Home</a></ul></nav><article><h1>Dam</h1><div class="story-body">
<p>{PROSE}<p>{PROSE} Yes.<p>{PROSE} No.<img src=x>
<p class=caption>The dam.</div></article><aside><h3>Related</h3><p><a href=y>Another dam</a></aside>"""


def numbers(html):
    """Block → all numbers that markup gives it, those of its element too."""
    document = parse_page(read_page(html))
    evidence = document.evidence
    return {
        document.text(block): {number - MARKUP for number in evidence.page.rows(index)}
        for index, block in enumerate(document.blocks)
    }


@pytest.mark.parametrize(
    ("block", "names"),
    [
        ("Home", ["outer class: main", "outer class: menu", "inside: nav", "tag: 0=li", "tag: 1=label", "inner: a"]),
        ("Home", ["tag: li, label, 4, a", "previous: 0=nothing", "whole: 0=1", "whole: 3=True"]),
        (PROSE, ["class: story", "class: body", "inside: article", "candidate: 0=0", "tag: 0=p", "under: none"]),
        ("The dam.", ["class: caption", "picture: 0=p", "inside: article", "previous: 0=p"]),
        ("Another dam", ["inside: aside", "under: h3", "previous: 0=h3", "next: 0=nothing"]),
    ],
)
def test_what_stands_around_a_block(block, names):
    found = numbers(PAGE)[block]
    assert [name for name in names if registry.number(name) not in found] == []


@pytest.mark.parametrize(
    ("block", "names"),
    [(PROSE, ["inside: nav", "inside: aside", "class: menu"]), ("Home", ["inside: article", "class: story"])],
)
def test_what_does_not(block, names):
    found = numbers(PAGE)[block]
    assert [name for name in names if registry.number(name) in found] == []


SCRIPT = f"""
from cleanarticle.document import parse_page
from cleanarticle.html import read_page
evidence = parse_page(read_page({PAGE!r})).evidence
print(evidence.groups, [sorted(own + evidence.page.rows(index)) for index, own in enumerate(evidence.numbers)])
"""


def test_numbers_are_the_same_in_every_process():
    told = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(told) == 1 and len(told.pop()) > 1000


def test_a_full_memo_changes_nothing(monkeypatch):
    before = numbers(PAGE)
    monkeypatch.setattr(registry, "_MOST_HELD", 3)
    first = registry.registry()
    assert numbers(PAGE) == before and registry.registry() is not first


@given(st.text(max_size=40))
def test_any_name_has_a_number(name):
    assert 0 <= registry.number(name) < registry.FEATURES and registry.number(name) == registry.number(name)


@pytest.mark.parametrize(
    ("of", "values", "wanted"),
    [
        (classes.few, (0, 1, 2, 3, 5, 6, 11, 12, 900), (0, 1, 2, 3, 3, 6, 6, 12, 12)),
        (classes.many, (0, 11, 12, 24, 25, 60, 61, 900), (0, 6, 12, 12, 25, 25, 61, 61)),
        (classes.length_class, (0, 4, 5, 14, 15, 39, 40), "label label line line sentence sentence paragraph".split()),  # noqa: SIM905
    ],
)  # fmt: skip
def test_classes_of_numbers(of, values, wanted):
    assert list(map(of, values)) == list(wanted)


@pytest.mark.parametrize(
    ("linked", "length", "wanted"),
    [(0, 0, 0), (0, 9, 0), (1, 100, 1), (20, 100, 2), (50, 100, 3), (90, 100, 4), (5, 0, 4)],
)
def test_density_of_links(linked, length, wanted):
    assert classes.density(linked, length) == wanted


def test_names_of_classes_are_cut_into_words():
    assert split_names("postBody__inner-2") == {"post", "body", "inner"}


def test_what_a_page_tells_of_its_text():
    tree = read_page(
        '<script type="application/ld+json">{"articleBody": "' + PROSE + PROSE + '"}</script>'
        '<meta property="og:description" content="A dam is old">'
    ).tree
    assert ("the", "old", "dam") in told_body(tree)
    assert told_summary(tree) == {("a", "dam", "is"), ("dam", "is", "old")}


@pytest.mark.parametrize(
    "html", ["", "<p>", "<p>One", "<ul><li>x" * 300, "<h1>T</h1>", "<a href=x>A</a>" * 50, "<svg><p>A"]
)
def test_no_page_is_too_odd(html):
    evidence = parse_page(read_page(html)).evidence
    if evidence.page:
        assert all(evidence.page.rows(index) for index in range(len(evidence.numbers)))
    assert all(own for own in evidence.numbers)
