"""Labelled records → documents whose blocks know the states they may have."""

import gzip
import json

import pytest

from cleanarticle.model import BODY, CLUTTER, STATES
from cleanarticle.training.corpus import ANY, label
from cleanarticle.training.records import fold_of, read_jsonl

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


@pytest.mark.parametrize("name", ["corpus.jsonl", "corpus.jsonl.gz"])
def test_read_jsonl(tmp_path, name):
    records = [{"text": "Grüße\u2028an alle"}, {"text": "two"}]
    path = tmp_path / name
    data = "\n\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode()
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    assert list(read_jsonl(path)) == records


@pytest.mark.parametrize("bad", ["{", "nonsense", '{"text": "a"} {"text": "b"}', '{"text": "a",}'])
def test_a_bad_line_is_named(tmp_path, bad):
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"text": "good"}\n\n' + bad + "\n", encoding="utf-8")
    with pytest.raises(ValueError) as caught:
        list(read_jsonl(path))
    assert str(caught.value).startswith(f"{path}: line 3: ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"site": "example.org", "text": "a"}, {"site": "example.org", "text": "b"}),
        ({"origin": "x", "text": "a"}, {"origin": "x", "text": "b"}),
        ({"id": "x", "text": "a"}, {"id": "x", "text": "b"}),
        ({"lines": [["newsletter", "Sign up"]], "lang": "en"}, {"lines": [["newsletter", "Sign up"]], "lang": "de"}),
        ({"text": "the same"}, {"text": "the same", "lang": "de"}),
    ],
)
def test_one_source_is_in_one_fold(one, other):
    assert fold_of(one, 1000) == fold_of(other, 1000)


def test_folds_share_the_sites_out():
    folds = [fold_of({"site": f"site{number}.example"}, 5) for number in range(500)]
    assert {fold: folds.count(fold) > 60 for fold in folds} == dict.fromkeys(range(1, 6), True)
