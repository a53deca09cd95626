import random
import re
from collections import Counter

import pytest

from cleanarticle.training.shapes import SHAPES, Line, pick, shape

LINES: list[Line] = [
    ("either", "Harbour bridge to close in May", 2),
    ("", "The council voted on Tuesday to close the old bridge, which engineers call unsafe after the floods.", 2),
    ("newsletter", "Get our morning briefing", 2),
    ("newsletter", "Sign up and we will send you the day's most important stories before breakfast, every day.", 1),
    ("", "What comes next", 2),
    (
        "",
        "市議会は火曜日、洪水のあとで危険とされた古い橋を閉鎖することを決めた。工事は五月に始まり、二年かかる見込みだ。",
        2,
    ),
    ("donation", "今日から支援する", 1),
    ("donation", "Your gift keeps our reporters at work.", 2),
    ("", "Work begins in spring.", 2),
    ("", "It will take two years.", 1),
    ("share", "Share", 2),
]
LABELLED = [(label, text) for label, text, _ in LINES if label]
_LINK = re.compile(r"\((?:https?://|/|#|javascript:)[^)\s]*\)+")
_STAMP = re.compile(r"\d+:\d\d(?::\d\d)?")


def _bare(text: str) -> str:
    """Letters and digits alone, without addresses."""
    return re.sub(r"[\W_]+", "", _LINK.sub("", text).casefold())


def _holds(span: str, line: str) -> bool:
    return _bare(line) in _bare(span) and len(_bare(_STAMP.sub("", span))) <= len(_bare(line)) + 60


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("seed", range(40))
def test_every_labelled_line_is_a_span(name: str, seed: int):
    text, spans = shape(LINES, name, random.Random(seed))
    left = list(LABELLED)
    at = 0
    for start, end, label in spans:
        assert at <= start < end <= len(text)
        at = end
        assert text[start:end] == text[start:end].strip()
        if left and label == left[0][0] and _holds(text[start:end], left[0][1]):
            left.pop(0)
        else:
            assert label == "either"  # a line that the shape adds
    assert not left


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("seed", range(10))
def test_every_line_is_there_in_order(name: str, seed: int):
    text, _ = shape(LINES, name, random.Random(seed))
    bare, at = _bare(text.replace("\\n", " ").replace("\\r", " ")), 0
    for _, line, _ in LINES:
        at = bare.index(_bare(line), at) + len(_bare(line))


@pytest.mark.parametrize("name", SHAPES)
def test_same_seed_same_text(name: str):
    assert shape(LINES, name, random.Random(3)) == shape(LINES, name, random.Random(3))


SMALL: list[Line] = [("", "One.", 2), ("donation", "Give.", 2), ("donation", "Now", 1), ("", "Two.", 1)]


@pytest.mark.parametrize(
    ("name", "text", "spans"),
    [
        ("as-is", "One.\n\nGive.\nNow\nTwo.", [(6, 11, "donation"), (12, 15, "donation")]),
        ("blank", "One.\n\nGive.\n\nNow\n\nTwo.", [(6, 11, "donation"), (13, 16, "donation")]),
        ("tight", "One.\nGive.\nNow\nTwo.", [(5, 10, "donation"), (11, 14, "donation")]),
        ("flat", "One. Give. Now Two.", [(5, 10, "donation"), (11, 14, "donation")]),
        (
            "newspaper",
            "One.\n\nOne.\n\nGive.\n\nNow\n\nTwo.",
            [(6, 10, "either"), (12, 17, "donation"), (19, 22, "donation")],
        ),
    ],
)
def test_plain_shapes(name: str, text: str, spans: list[tuple[int, int, str]]):
    assert shape(SMALL, name, random.Random(0)) == (text, spans)


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("lines", [[], [("", "One.", 2)], [("ads", " Ad ", 1), ("", " ", 2)]])
def test_few_lines(name: str, lines: list[Line]):
    for seed in range(20):
        text, spans = shape(lines, name, random.Random(seed))
        assert bool(text) == bool(lines)
        assert all(text[start:end].strip() == text[start:end] != "" for start, end, _ in spans)


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("flat", r"\A[^\n]+\Z"),
        ("wrapped", r"\A(?:[^\n]{1,80}\n{1,2})+[^\n]{1,80}\Z"),
        ("crlf", r"\A(?:[^\r\n]|\r\n)+\Z"),
        ("literal", r"\A[^\n]+\\n[^\n]+\Z"),
    ],
)
def test_what_a_shape_looks_like(name: str, pattern: str):
    for seed in range(20):
        assert re.match(pattern, shape(LINES, name, random.Random(seed))[0])


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        *[
            ("markdown", mark)
            for mark in (r"#+ \w", r"\*\*\w", r"[-*+] \w", r"> ?\w", r"\d\. ", r"\| ", r"[-*] \[[ x]\]")
        ],
        ("markdown", r".*\[.+\]\(https"),
        ("transcript", r"[\[(]?\d\d:\d\d"),
        ("interview", r"\*\*|Q: "),
        ("inscriptis", r"\* "),
        ("quoted", r">"),
    ],
)
def test_marks_fall_on_body_and_appeals(name: str, mark: str):
    found = set[bool]()
    for seed in range(300):
        text, spans = shape(LINES, name, random.Random(seed))
        appeals = [(start, end) for start, end, label in spans if label != "either"]
        found |= {True for start, end in appeals if re.match(mark, text[start:end])}
        body, at = list[str](), 0
        for start, end, _ in spans:
            body.append(text[at:start])
            at = end
        found |= {False for part in body for line in part.split("\n") if re.match(mark, line.strip())}
    assert found == {True, False}


def test_pick_draws_every_shape_and_the_usual_ones_more_often():
    rng = random.Random(1)
    drawn = Counter(pick(rng) for _ in range(4000))
    assert set(drawn) == set(SHAPES)
    assert 0.25 < (drawn["as-is"] + drawn["blank"]) / 4000 < 0.35
    assert 0.18 < drawn["tight"] / 4000 < 0.26
    assert 0.16 < (drawn["flat"] + drawn["flat-runs"]) / 4000 < 0.26
