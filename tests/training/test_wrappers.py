import random
import re
from collections import Counter

import pytest

from cleanarticle.html import read_page
from cleanarticle.training.chrome_words import words
from cleanarticle.training.layouts import LAYOUTS
from cleanarticle.training.shapes import Line
from cleanarticle.training.wrappers import page

LINES: list[Line] = [
    ("", "The council voted on Tuesday to close the old bridge, which engineers at Smith & Sons call <unsafe>.", 2),
    ("newsletter", "Get our morning briefing", 2),
    ("newsletter", "Sign up and we will send you the day's most important stories before breakfast, every day.", 1),
    ("newsletter", "Your email address", 1),
    ("newsletter", "Subscribe", 1),
    ("", "What comes next", 2),
    (
        "",
        "市議会は火曜日、洪水のあとで危険とされた古い橋を閉鎖することを決めた。工事は五月に始まり、二年かかる見込みだ。",
        2,
    ),
    ("either", "Photo: the bridge at night. {Archive}", 2),
    ("", "Work begins in spring, when the water is low, and the town will have to do without a crossing for long.", 2),
    ("", "It will take two years.", 1),
    ("donation", "If you value what we do, please consider a gift; every amount keeps our reporters at work.", 2),
    ("donation", "Donate", 1),
    ("", "The ferry runs every hour until then, says the harbour master, who has ordered a second boat.", 2),
]
TITLED: list[Line] = [("either", "Old bridge to close", 2), *LINES]
LANGUAGES = ("en", "de", "ar", "he", "ja", "ru", "pt-BR", "xx")


def _flat(text: str) -> str:
    return " ".join(text.split())


def _wanted(lines: list[Line]) -> list[tuple[str, str]]:
    return [(label, text) for label, text, _ in lines]


@pytest.mark.parametrize("lines", [LINES, TITLED, LINES[:1], LINES[1:5], LINES[:12]])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("seed", range(25))
def test_what_is_said_is_seen_in_order(lines: list[Line], lang: str, seed: int):
    html, said = page(lines, random.Random(f"{lang} {seed}"), lang)
    shown = read_page(html)
    if shown.title:  # the headline is no part of the text
        said.remove(("either", shown.title))
    text, at = _flat(shown.text), 0
    for line in (_flat(line) for _, line in said):
        at = text.index(line, at) + len(line)


@pytest.mark.parametrize("seed", range(60))
def test_every_line_is_said_in_order_with_its_label(seed: int):
    lines = TITLED[:-1] if seed % 2 else TITLED
    _, said = page(lines, random.Random(seed), "en")
    rest = iter(said)
    assert all(line in rest for line in _wanted(lines))


@pytest.mark.parametrize("seed", range(60))
def test_what_is_around_bears_its_own_labels(seed: int):
    _, said = page(LINES, random.Random(seed), "en")
    extra = Counter(said) - Counter(_wanted(LINES))
    assert {label for label, _ in extra} <= {"nav", "legal", "share", "related", "comments", "ads", "either"}


def test_same_seed_same_page():
    assert page(LINES, random.Random(5), "de") == page(LINES, random.Random(5), "de")


def test_pages_differ():
    assert len({page(LINES, random.Random(seed), "en")[0] for seed in range(50)}) == 50


@pytest.mark.parametrize("lines", [[], [("ads", " ", 1)]])
def test_no_lines_still_a_page(lines: list[Line]):
    assert page(lines, random.Random(1), "en")[0].startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("lang", "expected"), [("de", "Startseite"), ("pt-BR", "Início"), ("nb", "Forside"), ("xx", "Home")]
)
def test_words_of_a_language(lang: str, expected: str):
    assert words(lang).nav[0] == expected
    assert "{}" in words(lang).by


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts_have_a_place_for_the_article(name: str):
    slots = re.findall(r"\{(\w+)\}", LAYOUTS[name].frame)
    assert {"head", "body"} <= set(slots)
    assert len(slots) == len(set(slots))


PLAIN = r"<p[^>]*>{}</p>"
BOXED = r"<(?:aside|section|blockquote|fieldset|center|li|td|div)[^>]*>\s*(?:<p>)?{}"


@pytest.mark.parametrize(
    ("line", "form", "least", "most"),
    [
        ("If you value what we do", PLAIN, 0.25, 0.75),
        ("The ferry runs every hour", PLAIN, 0.5, 0.9),
        ("If you value what we do", BOXED, 0.1, 0.6),
        ("The ferry runs every hour", BOXED, 0.05, 0.4),
    ],
)
def test_how_often_lines_are_set(line: str, form: str, least: float, most: float):
    end = next(text for _, text, _ in LINES if text.startswith(line))[-8:]
    pattern = re.compile(form.format(f"{re.escape(line)}(?:(?!</p>).)*{re.escape(end)}"), re.S)
    share = sum(pattern.search(page(LINES, random.Random(seed), "en")[0]) is not None for seed in range(400)) / 400
    assert least < share < most
