"""What is read off a block: traits of its shape and place, and which cues only stand in quotation marks."""

import pytest
from hypothesis import given, settings

from cleanarticle.document import parse
from cleanarticle.evidence import Evidence, length_name, word_count
from cleanarticle.matcher import table
from cleanarticle.script import words
from texts import texts

NAMES = list(table().concepts)


def facts_of(source, index=0) -> Evidence:
    return parse(source).evidence[index]


def names(mask):
    return {name for number, name in enumerate(NAMES) if mask >> number & 1}


MONEY = ("is a sum of money", "holds a sum of money")
TRAITS = {
    MONEY: (
        [
            *("$5", "Give $50", "5 €", "£10 a month", "50 kr", "kr. 50", "25 zł", "500 Kč", "R$ 20", "Rp 50.000"),
            *("100 руб", "₹500", "500円", "50元", "10 USD", "100 TL"),
            "It was sold to a man from the town for €300 in May",
        ],
        ["5 May", "Room 101", "$", "a dollar", "50 krumme Wege", "Chapter 5", "2 eurons", ""],
    ),
    ("holds an e-mail address",): (
        ["tips@example.org", "Write to a.b+c@news.example.co.uk today", "почта@пример.рф"],
        ["@example", "a @ b.c", "user@host", "see example.org"],
    ),
    ("holds a link",): (
        [
            "https://x.y",
            "see http://example.org/a",
            "www.example.org",
            "[here](/x)",
            "on example.com",
            "at beispiel.de.",
        ],
        ["e.g. this", "the end.The next", "and/or", "[1]"],
    ),
    ("holds a form mark",): (
        [
            "☐ I agree",
            "[ ] yes",
            "[x] yes",
            "( ) Once",
            "Name: ______",
            "Name .......",
            "E-mail*",
            "Name (*)",
            "● Once",
        ],
        ["I agree", "[1]", "(a)", "so...", "a * b"],
    ),
    ("holds an arrow",): (
        ["Read more →", "Next »", "› More", "Home > News >", "Menu >> Sport", "▶ Play"],
        ["Read more", "«Hello» he said", "a > b", "5 -> 6 apples"],
    ),
    ("exclaims",): (["Now!", "今すぐ！", "¡Ya!"], ["Now", "!"[:0]]),
    ("asks a question",): (["Why?", "なぜ？"], ["Why", "Γιατί;"]),
    ("parts its words by bars",): (["A | B", "A · B", "A / B"], ["A/B", "A·B", "A - B"]),
    ("holds a copyright sign",): (["© 2024", "(c) Example"], ["(d) no", "2024"]),
    ("holds a pictograph",): (["❤ Thanks", "★★★", "😀"], ["Thanks", "é", "→", "日"]),
    ("starts in lower case",): (["and so on"], ["And so on", "1 and", "日本"]),
    ("starts with a bullet",): (["- one", "• one", "* one", "1. one", "12) one", "# Title"], ["-one", "2024. one"]),
    ("starts with a bracket",): (["[Advertisement]", "(Reuters)", "【PR】"], ["Reuters)", "*note*"]),
    ("starts with an asterisk",): (["*Sign up*", "_note_"], ["Sign up*"]),
    ("starts with a quotation",): (["“Yes”", '"Yes"', "„Ja“", "«Oui»", "「はい」"], ["Yes”"]),
    ("starts with a digit",): (["5 May", "2024"], ["May 5"]),
    ("starts with a symbol",): (["© 2024", "→ Next", "$5"], ["Next →"]),
    ("all capitals",): (["SIGN UP NOW", "ПОДПИШИТЕСЬ СЕЙЧАС"], ["NOW", "SIGN Up", "日本"]),
    ("each word capitalised",): (
        ["Privacy Policy", "My Account Settings"],
        ["Privacy policy", "Home", "PRIVACY POLICY"],
    ),
    ("mostly digits",): (["2024", "12.05.2024", "1 2 3"], ["May 2024 is here again", "none"]),
    ("holds digits",): (["It happened in May 2024"], ["2024", "none"]),
    ("holds a quotation",): (
        ["“Yes, we did,” she said to him", "Er sagte „Ja, gern“ und ging"],
        ["“Yes, we did it”", "don't"],
    ),
    ("all inside quotation marks",): (
        ["“Yes, we did it”", "«Oui, c'est vrai»", "「はい、そうです」"],
        ["“Yes,” he said"],
    ),
}


def cases(place):
    return [(traits, text) for traits, texts_ in TRAITS.items() for text in texts_[place] if text]


@pytest.mark.parametrize(("traits", "text"), cases(0))
def test_traits_that_are_there(traits, text):
    assert set(traits) & set(facts_of(text).shape)


@pytest.mark.parametrize(("traits", "text"), cases(1))
def test_traits_that_are_not_there(traits, text):
    assert not set(traits) & set(facts_of(text).shape)


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
    assert f"ends with {end}" in facts_of(text).shape
    assert f"ends with {end}, short" in facts_of(text).shape


SENTENCE = (
    "The council voted on Tuesday to close the bridge, which has carried traffic over the river since the year 1931"
)


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        (f"{SENTENCE}.", True),
        (f"“{SENTENCE}”", True),
        (f"{SENTENCE}?", True),
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
    assert facts_of(text).prose == prose


@pytest.mark.parametrize(
    ("text", "commas"),
    [
        ("", None),
        ("one, two", None),
        (SENTENCE, "one comma"),
        (f"{SENTENCE}, as, said", "many commas"),
        ("a " * 9, "no comma"),
    ],
)
def test_commas_count_in_sentences(text, commas):
    shape = facts_of(text or "x").shape
    assert [trait for trait in shape if "comma" in trait and "ends" not in trait] == ([commas] if commas else [])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("one two", 2),
        ("don't", 2),
        ("日本語です", 3),
        ("市议会", 2),
        ("a 日本 b", 3),
        ("— … !", 0),
        ("สวัสดี", 3),
    ],
)
def test_word_count(text, count):
    assert word_count(text, list(words(text))) == count


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (0, "1-2 words"),
        (2, "1-2 words"),
        (3, "3-4 words"),
        (14, "9-14 words"),
        (80, "46-80 words"),
        (81, "over 80 words"),
    ],
)
def test_length_name(words, name):
    assert length_name(words) == name


@pytest.mark.parametrize(
    ("text", "concepts", "quoted"),
    [
        ("Subscribe to our newsletter", {"newsletter"}, set()),
        ("He said: “Subscribe to our newsletter”", set(), {"newsletter"}),
        ('He said: "Subscribe to our newsletter"', set(), {"newsletter"}),
        ("Er sagte: „Abonnieren Sie unseren Newsletter“", set(), {"newsletter"}),
        ("Il a dit : «Abonnez-vous à notre newsletter»", set(), {"newsletter"}),
        ("彼は「ニュースレターに登録してください」と言った", set(), {"newsletter"}),
        # outside as well: then it counts, once
        ("Our newsletter: “the best newsletter”", {"newsletter"}, set()),
        # a quotation that is never closed is none
        ("He said: “Subscribe to our newsletter", {"newsletter"}, set()),
        ("The bridge is closed", set(), set()),
    ],
)
def test_quoted_cues(text, concepts, quoted):
    facts = facts_of(text)
    assert names(facts.concepts) & {"newsletter"} == concepts
    assert names(facts.quoted) & {"newsletter"} == quoted
    assert not facts.concepts & facts.quoted


PROSE = f"{SENTENCE}."


@pytest.mark.parametrize(
    ("source", "index", "there", "absent"),
    [
        (
            "one",
            0,
            {"block 0 from the top", "block 0 from the end", "text of 0-3 blocks"},
            {"stands twice in the text"},
        ),
        ("one", 0, {"after nothing", "ahead of nothing", "followed by end"}, set()),
        ("one\ntwo\n\nthree", 1, {"parted by line", "followed by blank", "after 1-2 words"}, {"parted by blank"}),
        ("one\n\nx\n\none", 2, {"stands twice in the text", "block 0 from the end"}, set()),
        ("one\n\nx\n\none", 1, set(), {"stands twice in the text"}),
        (f"one\n\n{PROSE}\n\ntwo", 0, {"before the first prose"}, {"behind the last prose"}),
        (f"one\n\n{PROSE}\n\ntwo", 1, {"after 1-2 words"}, {"before the first prose", "behind the last prose"}),
        (f"one\n\n{PROSE}\n\ntwo", 2, {"behind the last prose"}, {"before the first prose"}),
        ("one\n" * 30, 12, {"block 10-19 from the top", "block 10-19 from the end", "text of 16-30 blocks"}, set()),
        (f"{PROSE} Next one. " * 2, 1, {"parted by sentence"}, {"parted by line"}),
    ],
)
def test_place(source, index, there, absent):
    place = set(facts_of(source, index).place)
    assert there <= place
    assert not absent & place


@settings(deadline=None)
@given(texts)
def test_evidence_is_pure_and_one_a_block(source):
    document = parse(source)
    assert len(document.evidence) == len(document.blocks)
    assert parse(source).evidence == document.evidence
    for block, facts in zip(document.blocks, document.evidence, strict=True):
        alone = parse(document.text(block))
        if len(alone.blocks) == 1 and not facts.concepts | facts.quoted:
            assert alone.evidence[0].shape == facts.shape  # its neighbours do not change what is read off it
