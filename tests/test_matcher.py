"""Finding cues: offsets hold, folding keeps lengths, the cost of a text is linear in it."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanarticle.language import likely_languages
from cleanarticle.matcher import find_cues, table
from cleanarticle.script import fold, is_dense, words
from texts import texts

EVERYWHERE = frozenset(table().tags)
NAMES = list(table().concepts)


@pytest.mark.parametrize(
    ("text", "concept", "cue"),
    [
        ("Sign up for our newsletter", "signup", "Sign up"),
        ("SIGN  UP TODAY", "signup", "SIGN  UP"),
        ("Our newsletters", "newsletter", "newsletters"),
        ("— Sign\nup!", "signup", "Sign\nup"),
        ("İİİ ǅ ﬁ newsletter", "newsletter", "newsletter"),
        ("Jetzt spenden", "give", "spenden"),
        ("Подпишитесь на нашу рассылку", "newsletter", "рассылку"),
        ("今すぐニュースレターに登録", "newsletter", "ニュースレター"),
        ("请订阅我们的免费通讯", "signup", "订阅"),
        ("news\xadletter", "newsletter", "news\xadletter"),
    ],
)
def test_cues_are_found_where_they_are(text, concept, cue):
    found = [text[hit.start : hit.end] for hit in find_cues(text, EVERYWHERE) if NAMES[hit.concept] == concept]
    assert cue in found


def test_an_offset_is_added():
    plain, moved = find_cues("Sign up", EVERYWHERE), find_cues("Sign up", EVERYWHERE, offset=100)
    assert [(hit.start + 100, hit.end + 100, hit.concept) for hit in plain] == [tuple(hit) for hit in moved]


def test_words_of_one_language_count_only_there():
    """`die` is an article in German and a verb in English; short function words are limited to their language."""
    concepts = {tag: {hit.concept for hit in find_cues("you we our your", frozenset({tag}))} for tag in ("en", "de")}
    assert concepts["en"] > concepts["de"]


@given(st.text())
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_folding_keeps_every_character_one():
    for code in range(sys.maxunicode + 1):
        assert len(fold(chr(code))) == 1


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Straße", "straße"), ("İI", "ii"), ("ıI", "ii"), ("ΔΩΡΕΆ δωρεά", "δωρεα δωρεα"), ("don’t", "don't"), ("ǅ", "ǆ")],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(texts)
def test_hits_lie_in_the_text_in_order(text):
    hits = find_cues(text, EVERYWHERE)
    assert hits == sorted(hits) and len(set(hits)) == len(hits)
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(text)
        assert not text[hit.start].isspace() and not text[hit.end - 1].isspace()


@given(texts)
def test_the_memory_of_look_ups_changes_no_answer(text):
    before = find_cues(text, EVERYWHERE)
    find_cues("other words entirely, and " + text[::-1], EVERYWHERE)
    assert find_cues(text, EVERYWHERE) == before


class Counted(str):
    """Counts slices, a stand-in for work that does not depend on the speed of the machine."""


@pytest.mark.parametrize("unit", ["sign up for our ", "register ", "訂閱電子報", "สมัครรับ", "a", "your email "])
def test_work_is_linear(unit):
    """Four times the text takes four times the calls of the matcher's inner functions."""
    small, large = (calls(unit * size) for size in (250, 1000))
    assert large <= 4.4 * small + 200


def calls(text) -> int:
    """How many Python function calls a search takes; memory is warm, so only the text counts."""
    find_cues(text, EVERYWHERE)
    count = 0

    def profile(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        find_cues(text, EVERYWHERE)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "The council voted on Tuesday to close the bridge, and it was said that they had no choice in this. "),
        ("de", "Der Stadtrat hat am Dienstag beschlossen, die Brücke zu schließen, und das ist nicht für alle gut. "),
        ("fr", "Le conseil municipal a décidé de fermer le pont, et ce n'est pas une bonne nouvelle pour les gens. "),
        ("ru", "Городской совет решил закрыть мост, и это не стало новостью для тех, кто живёт в городе на реке. "),
        ("ja", "市議会は火曜日、古い橋を閉鎖することを決めた。工事は五月に始まり、二年かかると市長は述べた。"),
        ("zh", "市议会星期二决定关闭这座旧桥。工程将于五月开始，市长说，需要两年时间。商人们担心他们的生意。"),
    ],
)
def test_likely_languages(tag, text):
    assert tag in likely_languages(text * 5)
    assert len(likely_languages(text * 5)) <= 5


def test_of_a_short_text_any_language_is_likely():
    assert likely_languages("Newsletter") == EVERYWHERE


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("one two-three", ["one", "two", "three"]),
        ("e\u0301te\u0301 ", ["e\u0301te\u0301"]),
        ("日本語text", ["日本語", "text"]),
        ("a_b", ["a", "b"]),
        ("שָׁלוֹם", ["שָׁלוֹם"]),
    ],
)
def test_words(text, forms):
    assert [match.group() for match in words(text)] == forms


@pytest.mark.parametrize(
    ("text", "dense"), [("abc", False), ("日", True), ("ab ไทย", True), ("한국어", False), ("é", False)]
)
def test_is_dense(text, dense):
    assert is_dense(text) == dense
