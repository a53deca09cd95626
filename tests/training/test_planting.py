"""Training blocks planted in articles: every block, at the right offsets, the same every time."""

import pytest

from cleanarticle.training.planting import MOST_PHRASES, plant, render

BLOCKS = [
    [["newsletter", "Sign up for our briefing."]],
    [["donation", "We need your help."], ["donation", ""], ["payment", "Card number"], ["payment", "Continue"]],
    [["donation", "Every gift counts."], ["donation", "Give now"]],
    [["newsletter", "One"], ["newsletter", "Two"], ["newsletter", "Three"], ["newsletter", "Four"]],
]
ARTICLES = ["The council voted.\n\nWork begins in May.\nIt takes two years.", "A new ferry runs.\n\nIt costs nothing."]
STAYS = ["She asked readers to donate.", "The paper has a newsletter."]


def records(lang="en"):
    return [
        *({"category": "mixed", "lang": lang, "lines": lines} for lines in BLOCKS),
        *({"category": "article", "lang": lang, "text": text} for text in ARTICLES),
        *({"category": "body", "lang": lang, "text": text} for text in STAYS),
    ]


PLANTED = list(plant(records()))


def test_the_same_input_gives_the_same_texts():
    assert list(plant(records())) == PLANTED
    assert list(plant(records(), seed="other")) != PLANTED
    assert list(plant([*records("de"), *records()]))[-len(PLANTED) :] == PLANTED  # other languages change nothing


def test_ids_are_all_different():
    assert len({record["id"] for record in PLANTED}) == len(PLANTED)
    assert all(record["lang"] == "en" for record in PLANTED)


def test_every_block_is_planted_and_every_article_stands_alone():
    assert len(PLANTED) == len(BLOCKS) * 3 + 3 * len(ARTICLES)
    for block in BLOCKS:
        wanted = [[category, text] for category, text in block if text]
        assert sum(holds(record, wanted) for record in PLANTED) >= 3
    bare = [record["text"] for record in PLANTED if not record["spans"]]
    assert set(ARTICLES) <= set(bare)


def holds(record, block):
    pieces = [[category, record["text"][start:end]] for start, end, category in record["spans"]]
    return any(pieces[at : at + len(block)] == block for at in range(len(pieces)))


@pytest.mark.parametrize("record", PLANTED, ids=[record["id"] for record in PLANTED])
def test_spans_point_at_the_blocks_lines(record):
    known = {(category, text) for block in BLOCKS for category, text in block}
    at = 0
    for start, end, category in record["spans"]:
        assert at <= start < end <= len(record["text"])
        assert (category, record["text"][start:end]) in known
        at = end
    outside = record["text"]
    for start, end, _ in reversed(record["spans"]):
        outside = outside[:start] + outside[end:]
    assert not [text for _, text in known if text and text in outside]
    lines = [line for text in (*ARTICLES, *STAYS) for line in text.splitlines()]
    for line in filter(None, lines):
        outside = outside.replace(line, "")
    assert not outside.replace("\\n", "").replace("\\r", "").strip()  # nothing but line breaks is added


def test_a_language_without_articles_is_left_out():
    assert list(plant([{"category": "newsletter", "lang": "xx", "lines": BLOCKS[0]}])) == []
    assert list(plant([])) == []


def test_a_language_without_blocks_still_has_its_articles():
    planted = list(plant([{"category": "article", "lang": "en", "text": text} for text in ARTICLES]))
    assert len(planted) == 3 * len(ARTICLES) and not any(record["spans"] for record in planted)


PARTS = [
    [("", "The council voted.")],
    [("donation", "We need your help."), ("donation", ""), ("payment", "Continue")],
    [("", "Work begins."), ("", "It ends.")],
    [("newsletter", "Sign up.")],
]


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ("blank lines", "The council voted.\n\nWe need your help.\n\nContinue\n\nWork begins.\nIt ends.\n\nSign up."),
        ("lines", "The council voted.\nWe need your help.\nContinue\nWork begins.\nIt ends.\nSign up."),
        ("flat", "The council voted. We need your help. Continue Work begins. It ends. Sign up."),
        ("glued", "The council voted. We need your help.\n\nContinue\n\nWork begins.\nIt ends. Sign up."),
        (
            "literal",
            "The council voted.\\n\\nWe need your help.\\nContinue\\n\\nWork begins.\\nIt ends.\\n\\nSign up.",
        ),
    ],
)
def test_shapes(shape, text):
    rendered, spans = render(PARTS, shape)
    assert rendered == text
    assert [[category, text[start:end]] for start, end, category in spans] == [
        ["donation", "We need your help."],
        ["payment", "Continue"],
        ["newsletter", "Sign up."],
    ]


def test_a_long_block_is_never_glued():
    parts = [[("", "Text.")], [("donation", str(number)) for number in range(4)]]
    assert render(parts, "glued")[0] == "Text.\n\n0\n1\n2\n3"


@pytest.mark.parametrize("shape", ["blank lines", "lines", "flat", "glued", "literal"])
def test_nothing_gives_nothing(shape):
    assert render([], shape) == ("", [])


def phrase(text, category="donation", lang="en", **more):
    return {"category": category, "lang": lang, "text": text, **more}


PHRASES = [
    phrase("Give now"),
    phrase("Every gift counts"),
    phrase("Sign up", "newsletter"),
    phrase("OK", ambiguous=True),
]


def test_phrases_stand_below_articles():
    planted = [made for made in plant([*records(), *PHRASES]) if "phrase" in made["id"]]
    assert len(planted) == 3
    for made in planted:
        told = [made["text"][start:end] for start, end, _ in made["spans"]]
        assert made["text"].endswith("\n".join(told)) and "OK" not in told
        assert len({category for _, _, category in made["spans"]}) == 1
        assert any(made["text"].startswith(article[:18]) for article in ARTICLES)


def test_phrases_take_what_articles_there_are():
    """Those of their own language, by whatever tag; else English ones; none of a language without a cue file."""
    norwegian = [
        *records(),
        *records("no"),
        phrase("Gi nå", lang="nb"),
        phrase("Give", lang="xx"),
        phrase("Doe", lang="nl"),
    ]
    assert {made["lang"] for made in plant(norwegian) if "phrase" in made["id"]} == {"nb", "nl"}
    assert not list(plant(PHRASES))


def test_only_so_many_phrases_of_a_language():
    many = [phrase(f"Give {number}") for number in range(2 * MOST_PHRASES)]
    assert sum("phrase" in made["id"] for made in plant([*records(), *many])) == MOST_PHRASES
