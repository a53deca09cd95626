"""The shape of a block: which traits it has, which it has not, and how it ends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle.document import parse
from cleanarticle.judging import traits
from texts import texts


def shape(text):
    """The names of a text's traits, as one block."""
    return {traits.NAMES[number] for number in traits.shape(text, count(text))}


def count(text):
    return sum(parse(text).evidence.words)


TRAITS = {
    "money": (
        ["It was sold to a man from the town for €300 in May", "They ask for 10 USD a month, or one cent a day"],
        ["It was sold to a man from the town for a song in May", "$5"],
    ),
    "sum alone": (
        [
            *("$5", "Give $50", "5 €", "£10 a month", "50 kr", "kr. 50", "25 zł", "500 Kč", "R$ 20", "Rp 50.000"),
            *("100 руб", "₹500", "500円", "50元", "10 USD", "100 TL"),
        ],
        ["5 May", "Room 101", "$", "a dollar", "50 krumme Wege", "Chapter 5", "2 eurons", ""],
    ),
    "address": (
        ["tips@example.org", "Write to a.b+c@news.example.co.uk today", "почта@пример.рф"],
        ["@example", "a @ b.c", "user@host", "see example.org"],
    ),
    "link": (
        ["https://x.y", "see http://example.org/a", "(www.example.org)", "[here](/x)", "on example.com:"],
        ["e.g. this", "the end.The next", "and/or", "[1]"],
    ),
    "arrow": (
        ["Read more →", "Next »", "› More", "Menu >> Sport", "▶ Play"],
        ["Read more", "a > b", "5 -> 6 apples"],
    ),
    "exclaims": (["Now!", "今すぐ！", "¡Ya!"], ["Now", ""]),
    "asks": (["Why?", "なぜ？", "لماذا؟"], ["Why", "Γιατί;"]),
    "bars": (["A | B", "A · B", "A / B", "A • B"], ["A/B", "A·B", "A - B", "| A"]),
    "copyright": (["© 2024", "(c) Example"], ["(d) no", "2024"]),
    "pictograph": (["❤ Thanks", "★★★", "😀"], ["Thanks", "é", "→", "日"]),
    "starts lower": (["and so on"], ["And so on", "1 and", "日本"]),
    "starts upper": (["And so on", "Åland"], ["and", "1 And", "日本"]),
    "starts letter": (["日本", "חדשות"], ["And", "and"]),
    "starts digit": (["5 May", "2024"], ["May 5"]),
    "starts quote": (["“Yes”", '"Yes"', "„Ja“", "«Oui»", "「はい」"], ["Yes”"]),
    "starts other": (["© 2024", "→ Next", "$5", "%"], ["Next →"]),
    "all capitals": (["SIGN UP NOW", "ПОДПИШИТЕСЬ СЕЙЧАС", "**SIGN UP**"], ["NOW", "SIGN Up", "日本"]),
    "capitalised": (["Privacy Policy", "My Account Settings"], ["Privacy policy", "Home", "PRIVACY POLICY"]),
    "mostly digits": (["2024", "12.05.2024", "1 2 3", "٢٠٢٤"], ["May 2024 is here again", "none"]),
    "digits": (["It happened in May 2024"], ["2024", "none"]),
    "time first": (["(00:04) Anna: Hello", "[12:30] x", "0:59 x"], ["At 12:30", "12.30", "12:3"]),
    "speaker": (["ANNA: Hello", "Anna Berg: Hello there", "**Q: What?**"], ["Anna:", "He said. Then: x", "https://x"]),
    "part quoted": (
        ["“Yes, we did,” she said to him", "Er sagte „Ja, gern“ und ging"],
        ["“Yes, we did it”", "don't"],
    ),
    "all quoted": (["“Yes, we did it”", "«Oui, c'est vrai»", "「はい、そうです」"], ["“Yes,” he said to her"]),
    "rule": (["***", "- - -", "____", "|"], ["a", "1", "?"]),
    "set in marks": (
        ["# Title", "* one", "> quoted", "**bold**", "_note_", "| a | b |", "- [ ] yes", "[Sign up]", "`code`"],
        ["Title", "snake_case", "2024. one", "a * b"],
    ),
}  # fmt: skip


def cases(place):
    return [(trait, text) for trait, found in TRAITS.items() for text in found[place]]


@pytest.mark.parametrize(("trait", "text"), cases(0))
def test_traits_that_are_there(trait, text):
    assert trait in shape(text)


@pytest.mark.parametrize(("trait", "text"), cases(1))
def test_traits_that_are_not_there(trait, text):
    assert trait not in shape(text)


@pytest.mark.parametrize(
    "mark", ["# {}", "* {}", "- {}", "> {}", "**{}**", "_{}_", "| {} |", "[{}]", "({})", "`{}`", "  {}"]
)
@pytest.mark.parametrize(
    "text", ["Sign up now", "The bridge is closed.", "Yes, “we” did!", "Give $50", "SIGN UP", "5 May"]
)
def test_marks_around_a_line_are_no_sign(mark, text):
    """The same line in other marks has the same traits but for the marks themselves."""
    assert shape(mark.format(text)) - {"set in marks"} == shape(text)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("It is closed.", "period"),
        ("它关闭了。", "period"),
        ("पुल बंद है।", "period"),
        ("پل بند ہے۔", "period"),
        ("Closed!", "exclamation"),
        ("关闭！", "exclamation"),
        ("Closed?", "question"),
        ("閉鎖？", "question"),
        ("مغلق؟", "question"),
        ("Closed:", "colon"),
        ("关闭：", "colon"),
        ("Closed…", "ellipsis"),
        ("closed,", "comma"),
        ("closed;", "comma"),
        ("Closed", "none"),
        ("", "none"),
        # closing marks do not hide the end
        ("“It is closed.”", "period"),
        ("(It is closed.)", "period"),
        ("**It is closed!**", "exclamation"),
        ("「閉鎖。」", "period"),
        ("“It is closed”", "quote"),
        ("「閉鎖」", "quote"),
    ],
)
def test_end_marks(text, end):
    assert f"ends {end}" in shape(text)
    assert not {name for name in shape(text) if name.startswith("ends ")} - {f"ends {end}", f"ends {end}, short"}


SENTENCE = (
    "The council voted on Tuesday to close the bridge, which has carried traffic over the river since the year 1931"
)


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        (f"{SENTENCE}.", True),
        (f"“{SENTENCE}”", True),
        (f"{SENTENCE}?", True),
        (f"* {SENTENCE}.", True),
        (f"{SENTENCE}!", False),
        (SENTENCE, False),
        ("The council voted on Tuesday.", False),
        (
            "市议会星期二决定关闭这座自一九三一年以来一直承载着河上交通的旧桥，工程将于五月开始，市长说，需要两年时间。",
            True,
        ),
    ],
)
def test_prose(text, prose):
    assert parse(text).evidence.prose == [prose]


@pytest.mark.parametrize(
    ("text", "commas"),
    [
        ("one, two", None),
        (SENTENCE, "one comma"),
        (f"{SENTENCE}, as, said", "commas"),
        ("a " * 9, "no comma"),
        ("一二三四五六七八九十，一二三四五六七八九十", "one comma"),
    ],
)
def test_commas_count_in_sentences(text, commas):
    assert {name for name in shape(text) if "comma" in name and "ends" not in name} == ({commas} if commas else set())


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (0, "words 0"),
        (1, "words 1"),
        (5, "words 6"),
        (14, "words 14"),
        (15, "words 19"),
        (120, "words 120"),
        (121, "words more"),
    ],
)
def test_length(words, name):
    assert name in {traits.NAMES[number] for number in traits.shape("x", words)}


@pytest.mark.parametrize(
    ("index", "total", "gap", "following", "names"),
    [
        (0, 1, 2, 3, {"top 0", "end 0", "size 1", "after blank", "before end"}),
        (1, 3, 1, 0, {"top 1", "end 1", "size 3", "after line", "before sentence"}),
        (12, 30, 0, 2, {"top 19", "end 19", "size 30", "after sentence", "before blank"}),
        (500, 1001, 1, 1, {"top more", "end more", "size more", "after line", "before line"}),
    ],
)
def test_place(index, total, gap, following, names):
    gaps = [*[1] * index, gap, *[following] * (total - index - 1)]
    assert {traits.NAMES[number] for number in traits.places(gaps)[index]} == names


def test_names_are_told_apart():
    assert len(set(traits.NAMES)) == len(traits.NAMES) <= 256


@settings(deadline=None)
@given(texts, st.integers(0, 200))
def test_any_text_has_a_length_an_end_and_no_trait_twice(text, words):
    found = traits.shape(text.strip(), words)
    assert len(set(found)) == len(found) and all(0 <= number < len(traits.NAMES) for number in found)
    assert traits.NAMES[found[0]].startswith("words ") and traits.NAMES[found[1]].startswith("ends ")
    for start, stop in traits.quotations(text):
        assert 0 <= start < stop <= len(text)
