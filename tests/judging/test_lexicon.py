"""Words and what is known of them: how they are split, their rows, and the cues that they make up."""

import sys
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle import script
from cleanarticle.judging.lexicon import (
    PAIRS,
    PARTS,
    ROWS,
    WORDS,
    concepts,
    fold_text,
    hear,
    known,
    pair_row,
    rows_of,
    split,
)
from cleanarticle.matcher import _mask, spot_cues, table
from cleanarticle.script import word_finder
from margin import FIXTURES, read_case
from texts import SENTENCES, texts

NAMES = list(table().concepts)
ALL = frozenset(table().tags)


def found(text, tags=ALL):
    """Mask of the concepts in a text."""
    folded = fold_text(text)
    (heard,), (dense,) = hear(folded, [(0, len(folded))])
    return concepts(heard, folded if dense else "", _mask(tags))


def spotted(text, tags=ALL):
    """The same by the matcher, which finds where each cue stands, and is slower."""
    return sum({1 << concept for _, _, concept in spot_cues(text, tags)})


def names(mask):
    return {name for number, name in enumerate(NAMES) if mask >> number & 1}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("— … !", []),
        ("the old bridge", ["the", "old", "bridge"]),
        ("don't 1,000 _a_b", ["don", "t", "1", "000", "a", "b"]),
        ("soft\xadly", ["soft\xadly"]),
        # scripts without spaces: each two neighbours; a character alone is a word
        ("市议会", ["市议", "议会"]),
        ("日本語です", ["日本", "本語", "語で", "です"]),
        ("สมัคร", ["สม", "มั", "ัค", "คร"]),
        ("မြန်", ["မြ", "ြန", "န်"]),
        ("字", ["字"]),
        ("a 日本 b2", ["a", "日本", "b2"]),
        ("PR会社", ["PR", "会社"]),
        # scripts with spaces stay whole, with their vowel signs
        ("한국어 텍스트", ["한국어", "텍스트"]),
        ("נִקּוּד נוסף", ["נִקּוּד", "נוסף"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("рассылка газеты", ["рассылка", "газеты"]),
    ],
)
def test_words(text, words):
    assert split(text) == words


@pytest.mark.parametrize(
    ("word", "count"),
    [("a", 1), ("old", 1), ("olds", 2), ("bridge", 4), ("bridges", 4), ("newsletter", 5), ("日本", 1), ("2024", 1)],
)
def test_rows_of_a_word(word, count):
    rows = rows_of(word, known(word).number)
    assert len(rows) == count and rows[0] < WORDS
    assert all(WORDS <= row < WORDS + PARTS for row in rows[1:])


def test_words_that_begin_or_end_alike_share_rows():
    bridge, bridges, cartridges = (set(known(word).rows) for word in ("bridge", "bridges", "cartridges"))
    assert len(bridge & bridges) == 2 and len(bridges & cartridges) == 1 and not bridge & cartridges


@pytest.mark.parametrize(
    ("one", "other", "same"), [("2024", "1931", True), ("1234567", "999999", True), ("5", "50", False)]
)
def test_numbers_of_one_length_are_one_word(one, other, same):
    assert (known(one).rows == known(other).rows) == same


def test_rows_of_a_pair():
    one, other = known("sign").number, known("up").number
    assert pair_row(one, other) != pair_row(other, one)
    assert all(ROWS - PAIRS <= pair_row(a, b) < ROWS for a in (0, one, 2**32 - 1) for b in (0, other, 2**32 - 1))


@settings(deadline=None)
@given(st.text(max_size=60))
def test_whatever_a_word_is_it_has_rows(word):
    for part in split(fold_text(word)):
        assert known(part).rows and all(0 <= row < WORDS + PARTS for row in known(part).rows)
        again = known(part)
        assert (again.number, again.rows, again.bits) == (known(part).number, known(part).rows, known(part).bits)


@settings(deadline=None)
@given(texts)
def test_stretches_are_heard_as_if_they_stood_alone(text):
    folded = fold_text(text)
    half = len(folded) // 2
    heard = hear(folded, [(0, half), (half, len(folded)), (half, half)])
    for words, dense, part in zip(*heard, (folded[:half], folded[half:], ""), strict=True):
        assert [word.number for word in words] == [known(word).number for word in split(part)]
        assert not dense or words


def test_the_quick_pattern_for_latin_script_finds_the_same():
    """As far as nothing stands in a text for which it does not do."""
    for char in map(chr, range(sys.maxunicode + 1)):
        if word_finder(char) is script._LATIN:
            assert (script._LATIN.match(char) is None) == (script._SIMPLE.match(char) is None)
            assert not script._BEYOND.search(char)


# cues


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Sign up for our newsletter", {"newsletter", "signup"}),
        ("NEWSLETTERS", {"newsletter"}),  # a stem
        ("The bridge is closed", set()),
        ("unsubscribe", {"cancel"}),
        ("今すぐニュースレターに登録", {"newsletter"}),
        ("订阅我们的电子报", {"newsletter", "signup"}),
        ("สมัครรับจดหมายข่าว", {"newsletter", "signup"}),
        ("뉴스레터", {"newsletter"}),
        ("Подпишитесь на нашу рассылку", {"newsletter", "signup"}),
        ("النشرة البريدية", {"newsletter"}),
        ("", set()),
    ],
)
def test_concepts(text, there):
    assert names(found(text)) & {"newsletter", "signup", "cancel"} == there


@pytest.mark.parametrize(
    ("text", "concept", "own"),
    [("we", "we", "en"), ("us", "we", "en"), ("wir", "we", "de"), ("ты", "you", "ru"), ("I", "i", "en")],
)
def test_function_words_count_in_their_own_language_alone(text, concept, own):
    assert concept in names(found(text, frozenset((own,))))
    assert concept not in names(found(text, frozenset(("fi",)))) and concept not in names(found(text, frozenset()))


FILES = files("cleanarticle") / "cues"
CUES = sorted({
    cue for path in FILES.iterdir() if path.name.endswith(".toml") and path.name != "concepts.toml"
    for cues in tomllib.loads(path.read_text(encoding="utf-8"))["cues"].values() for cue in cues if " ... " in cue
})  # fmt: skip


@pytest.mark.parametrize("between", range(9))
def test_gaps_in_cues_are_a_few_words_wide(between):
    assert CUES
    for cue in CUES:
        text = cue.replace("*", "").replace(" ... ", f" {'zzz ' * between}")
        assert found(text) == spotted(text)
        if between <= 6:
            assert found(text) > found("zzz")


TAGS = [ALL, frozenset(), frozenset(("en",)), frozenset(("ja", "zh", "th")), frozenset(("de", "fr", "ru"))]
LINES = sorted({
    line for path in FIXTURES.glob("*/*.txt") for line in read_case(path.read_text(encoding="utf-8")).source.split("\n")
})  # fmt: skip


@pytest.mark.parametrize("tags", TAGS, ids=lambda tags: "-".join(sorted(tags))[:9])
def test_the_matcher_finds_the_same_cues_in_the_fixtures(tags):
    assert len(LINES) > 1000
    wrong = [line for line in LINES if found(line, tags) != spotted(line, tags)]
    assert not wrong


phrases = st.lists(
    st.sampled_from(
        [
            *[
                "sign",
                "up",
                "for",
                "our",
                "news",
                "letter",
                "e",
                "mail",
                ".",
                "we",
                "us",
                "you",
                "give",
                "by",
                "to",
                "your",
                "in",
            ],
            *SENTENCES,
        ]
    )
).map(" ".join)


@settings(deadline=None)
@given(st.one_of(texts, phrases), st.sampled_from(TAGS))
def test_the_matcher_finds_the_same_cues_anywhere(text, tags):
    assert found(text, tags) == spotted(text, tags)
