"""The parts of learning: near-identical lines, counts in bounded memory, the file."""

import random
import time
import tomllib

import pytest

from cleanarticle.batch.rules_file import rules_file
from cleanarticle.batch.shingles import fingerprints, merged, pattern_of, tokens
from cleanarticle.batch.sketch import Sketch
from cleanarticle.batch.tally import Seen, Tally
from cleanarticle.repeats import Repeat
from cleanarticle.rules import matches


@pytest.mark.parametrize(
    ("one", "other", "pattern"),
    [
        ("Give 5 kr a month, please", "Give 1,200 kr a month, please", "Give <number> kr a month, please"),
        ("Dear Anna, we need you now", "Dear Jean-Paul, we need you now", "Dear *, we need you now"),
        ("© 2025 The Paper", "© 2026 The Paper", "© <number> The Paper"),
        ("In May, we had 2,000 new friends", "In June, we had 31 new friends", "In *, we had <number> new friends"),
        ("你好,请在 5 月支持我们的报道", "你好,请在 6 月支持我们的报道", "你好,请在 <number> 月支持我们的报道"),
    ],
)
def test_near_identical_lines_come_to_a_pattern(one, other, pattern):
    made = merged(tokens(one), tokens(other))
    assert made is not None and pattern_of(made) == pattern
    assert matches(pattern, one) and matches(pattern, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Image: Jane Doe / Reuters", "Image: Ali Haddad / AFP"),
        ("The council met on Tuesday", "The mayor spoke on Friday"),
        ("Read more", "Read less"),
        ("", "x"),
    ],
)
def test_what_is_not_near_identical(one, other):
    assert merged(tokens(one), tokens(other)) is None


def test_near_identical_lines_share_fingerprints():
    line = "So far in {} we have won {} friends, but we need {} more before the end of the week to stay open"
    one, other = (fingerprints(tokens(line.format(*what)), "") for what in (("May", 3, 9), ("June", 77, 1)))
    assert len(set(one) & set(other)) >= 2
    assert not set(one) & set(fingerprints(tokens(line.format("May", 3, 9)), "another site"))
    assert fingerprints(tokens("2026"), "") == fingerprints(tokens("— "), "")[:0] == ()  # they tell nothing


def test_hostile_lines_take_linear_time():
    start = time.perf_counter()
    for one, other in (("a " * 2000, "b a " * 1000), ("*" * 4000, "* " * 2000), ("1" * 4000, "1 " * 2000)):
        merged(tokens(one), tokens(other))
        fingerprints(tokens(one), "")
    assert time.perf_counter() - start < 10


def test_a_sketch_never_counts_too_few():
    sketch, dice, true = Sketch(bits=10), random.Random(1), {}
    for _ in range(3000):
        key = dice.randrange(400) * 0x9E3779B97F4A7C15 % 2**64
        true[key] = true.get(key, 0) + 1
        assert sketch.add(key) >= true[key]
    exact = Sketch(bits=16)
    assert [exact.add(5) for _ in range(300)] == [*range(1, 256), *[255] * 45]


def _document(tally, *lines, site="s"):
    tally.add(site, [Seen(line, fingerprints(tokens(line), site)) for line in lines])


def test_counts_are_exact():
    tally = Tally(sketch=Sketch(bits=16))
    for number in range(20):
        line = "Support the paper you read"
        _document(tally, f"Story {chr(97 + number) * 9}", *[line] * 2, *["Only now and then"] * (number % 2))
    _document(tally, "Support the paper you read", site="other")
    found = {repeat.pattern: repeat for repeat in tally.repeats(3, 0.1)}
    assert {text: (one.documents, one.share) for text, one in found.items()} == {
        "Support the paper you read": (20, 1.0),
        "Only now and then": (10, 0.5),
    }
    assert found["Support the paper you read"].alone > 0.3  # the other stands there in half of them only


def test_copies_of_a_document_count_once():
    tally = Tally(sketch=Sketch(bits=16))
    for _ in range(5):
        _document(tally, "Support the paper you read", "And so on")
    assert tally.copies == 4
    assert not list(tally.repeats(2, 0.1))


def test_memory_is_bounded():
    tally = Tally(most=50, sketch=Sketch(bits=16))
    for number in range(400):
        pair = f"{chr(97 + number // 2 % 26) * 5} {chr(97 + number // 52) * 6}"
        _document(tally, "Support the paper you read", pair, f"{number} x" + chr(97 + number % 26) * 5)
        assert len(tally._lines) <= 50
    assert [one.documents for one in tally.repeats(100, 0.5)] == [400]


def test_a_file_of_rules_reads_back():
    hostile = 'a "quoted" \\ back\tslash \x1b[31m \u202e evil \x7f \ud800 ’” 😀 """'
    repeats = [
        Repeat("Give <number> * now", 38, 38 / 41, True, 0.125, "x.example", hostile),
        Repeat(hostile, 3, 1.0, site=hostile),
    ]
    text = rules_file(repeats, 41, 1)
    assert text.isprintable() or not any(char in text for char in "\x1b\u202e\x7f\ud800")
    first, second = tomllib.loads(text)["repeat"]
    readable = hostile.replace("\ud800", "\ufffd")
    assert first == {
        "site": "x.example",
        "documents": 38,
        "share": 0.926829,
        "alone": 0.125,
        "varies": True,
        "pattern": "Give <number> * now",
        "example": readable,
    }
    assert second == {"site": readable, "documents": 3, "share": 1.0, "pattern": readable}
    assert round(38 / first["share"]) == 41
