"""Labelled records → documents whose blocks know the states they may have."""

import pytest

from cleanarticle.model import BODY, CLUTTER, STATES
from cleanarticle.training.corpus import ANY, cleaned, label

ONE = {name: 1 << number for number, name in enumerate(STATES)}
TEXT = "Council closes bridge\n\nThe council voted.\nSign up now.\n\nGive today.\n"


def span(piece, *rest, text=TEXT):
    at = text.index(piece)
    return [at, at + len(piece), *rest]


def allowed(**record):
    return label({"text": TEXT, **record}).allowed


def test_without_labels_all_is_body():
    assert allowed() == [ONE["body"]] * 4


@pytest.mark.parametrize(
    ("spans", "either", "wanted"),
    [
        ([], [], ["body", "body", "body", "body"]),
        ([span("Sign up now.", "newsletter")], [], ["body", "body", "newsletter", "body"]),
        (
            [span("Give today.", "donation"), span("Sign up now.", "payment")],
            [],
            ["body", "body", "payment", "donation"],
        ),
        ([span("Sign up now.\n\nGive today.", "donation")], [], ["body", "body", "donation", "donation"]),
        ([span("Give today.", "share")], [], ["body", "body", "body", "clutter"]),
        ([span("Give today.", "whatever")], [], ["body", "body", "body", "clutter"]),
        ([], [span("Council closes bridge")], ["any", "body", "body", "body"]),
        # most of a block's characters decide
        ([span("Sign up", "newsletter")], [], ["body", "body", "newsletter", "body"]),
        ([span("Sign", "newsletter")], [], ["body", "body", "body", "body"]),
        ([span("voted.\nSign up now.", "newsletter")], [], ["body", "body", "newsletter", "body"]),
        ([span("Sign", "newsletter"), span("up now.", "donation")], [], ["body", "body", "donation", "body"]),
    ],
)
def test_spans(spans, either, wanted):
    assert allowed(spans=spans, either=either) == [ONE.get(name, ANY) for name in wanted]
    assert allowed(spans=spans[::-1], either=either) == [ONE.get(name, ANY) for name in wanted]


LINES = [
    span("Council closes bridge", "either"),
    span("The council voted.", "body"),
    span("Sign up now.", "other", "newsletter"),
    span("Give today.", "other"),
]


@pytest.mark.parametrize(
    ("variant", "lines", "wanted"),
    [
        ("article", LINES, [ONE["body"], ONE["body"], ONE["newsletter"], 1 << CLUTTER]),
        # on a whole page, headlines are nobody's business, and what kind the rest is cannot be told
        ("page", LINES, [ANY, ONE["body"], ONE["newsletter"], ANY & ~(1 << BODY)]),
        ("article", LINES[1:2], [ANY, ONE["body"], ANY, ANY]),
        ("article", [], [ANY, ANY, ANY, ANY]),
    ],
)
def test_lines(variant, lines, wanted):
    assert allowed(variant=variant, lines=lines) == wanted


def test_labels_reach_the_sentences_of_a_flattened_text():
    sentences = [
        "The council voted on Tuesday to close the old bridge over the river.",
        "Sign up for our newsletter today.",
    ]
    text = " ".join((*sentences, sentences[0], "Work begins in May and will take about two years, the mayor said."))
    labelled = label({"text": text, "spans": [span(sentences[1], "newsletter", text=text)]})
    assert labelled.allowed == [ONE["body"], ONE["newsletter"], ONE["body"], ONE["body"]]
    assert [labelled.document.text(block) for block in labelled.document.blocks][:2] == sentences
    assert not labelled.planted


def test_an_unknown_category_of_a_line_is_a_mistake():
    with pytest.raises(KeyError):
        allowed(lines=[span("Give today.", "other", "nonsense")])


@pytest.mark.parametrize("category", ["share", "nav", "other", "clutter"])
def test_stages_that_are_no_states_are_clutter(category):
    assert allowed(lines=[span("Give today.", "other", category)])[-1] == ONE["clutter"]


def test_many_labels_take_no_longer_each():
    """20,000 lines with a label each: seconds if each block looked through all labels, not minutes."""
    text = "Give today.\n" * 20_000
    spans = [[at, at + 11, "donation"] for at in range(0, len(text), 12)]
    assert set(label({"text": text, "spans": spans}).allowed) == {ONE["donation"]}


@pytest.mark.parametrize(
    ("record", "text"),
    [
        ({"text": "News.\n\nGive.\n\nMore.", "spans": [[7, 12, "donation"]]}, "News.\n\nMore."),
        ({"text": "News.\nGive.\nMore.", "lines": [[0, 5, "body"], [6, 11, "other", "donation"]]}, "News.\n\nMore."),
        ({"text": "News.\nBy A. B.\nMore.", "spans": [], "either": [[6, 14]]}, "News.\n\nMore."),
        ({"text": "News. Give. Pay.", "spans": [[6, 11, "donation"], [8, 16, "payment"]]}, "News."),
        ({"text": "News.", "lines": [[0, 5, "body"]]}, None),
        ({"text": "News."}, None),
        ({"text": "Give.", "spans": [[0, 5, "donation"]]}, None),
    ],
)
def test_a_cleaned_article_is_all_body(record, text):
    assert cleaned(record) == (text and {"text": text})
