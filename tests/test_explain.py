"""Reasons in words: the strongest weights, with the cue that was found."""

import pytest

from cleanarticle import Cleaner
from cleanarticle.document import parse
from cleanarticle.explain import MOST_REASONS, reasons
from cleanarticle.features import Features
from cleanarticle.model import STATES
from cleanarticle.resolve import findings_by_block
from cleanarticle.stages import ORDER
from models import model, row, save

LETTER = STATES.index("newsletter")


def told(source, weights, *, index=0, against=False):
    document = parse(source)
    keys = Features(document, findings_by_block(document, ORDER))[index]
    one = model({name: row(newsletter=weight) for name, weight in weights.items()})
    return reasons(document, document.blocks[index], keys, one, LETTER, against=against)


@pytest.mark.parametrize(
    ("source", "index", "feature", "words"),
    [
        ("Sign up for our newsletter", 0, "concept: newsletter", "names a newsletter (“newsletter”)"),
        ("SIGN   UP now", 0, "concept: signup", "asks to sign up (“SIGN UP”)"),
        ("Jetzt Newsletter abonnieren", 0, "concept: newsletter", "names a newsletter (“Newsletter”)"),
        ("今すぐニュースレターに登録", 0, "concept: newsletter", "names a newsletter (“ニュースレター”)"),
        ("Sign up for our newsletter", 0, "concept: newsletter in a line", "names a newsletter (“newsletter”)"),
        ("The bridge", 0, "concept: none in a label", "holds no cue"),
        ("“Our newsletter,” he said", 0, "quoted: newsletter", "only quotes someone who names a newsletter"),
        ("Our newsletter\n\nThe bridge", 1, "before: newsletter", "the block before it names a newsletter"),
        ("The bridge\n\nOur newsletter", 0, "after: newsletter", "the block after it names a newsletter"),
        ("The bridge\n\nx\n\nOur newsletter", 0, "near: newsletter", "a block near by names a newsletter"),
        ("The bridge", 0, "word: bridge", "uses the word “bridge…”"),
        ("The bridge!", 0, "shape: exclaims", "exclaims"),
        ("The bridge", 0, "place: block 0 from the end", "ends the text"),
    ],
)
def test_a_reason_in_words(source, index, feature, words):
    assert told(source, {feature: 2.0}, index=index) == [words]


@pytest.mark.parametrize(
    "feature", ["found: newsletter strongly", "found: nothing", "density: 0 asking concepts in a label"]
)
def test_what_says_nothing_to_a_person_is_not_told(feature):
    assert told("Newsletter", {feature: 2.0}) == []


def test_the_strongest_come_first():
    weights = {"concept: newsletter": 1.0, "concept: signup": 2.0, "shape: exclaims": 3.0, "word: newsle": -9.0}
    assert [reason.split(" (")[0] for reason in told("Sign up for our newsletter!", weights)] == [
        "exclaims",
        "asks to sign up",
        "names a newsletter",
    ]


def test_a_concept_is_told_once_with_all_its_weights():
    """Alone 1.0, with its length 1.0, and half of a pair 0.5: less than the 2.6 of the exclamation mark."""
    weights = {
        "concept: newsletter": 1.0,
        "concept: newsletter in a line": 1.0,
        "concepts: newsletter + signup": 1.0,
        "shape: exclaims": 2.6,
    }
    assert told("Sign up for our newsletter!", weights) == [
        "exclaims",
        "names a newsletter (“newsletter”)",
        "asks to sign up (“Sign up”)",
    ]


def test_only_the_strongest_few():
    words = ["zebra", "yellow", "xylem", "water", "violet", "umbra"]
    weights = {f"word: {word}": 6.0 - number for number, word in enumerate(words)}
    assert told(" ".join(words), weights) == [f"uses the word “{word}…”" for word in words[:MOST_REASONS]]


@pytest.mark.parametrize(("weight", "known"), [(0.1, False), (0.2, True), (-2.0, False)])
def test_weak_evidence_is_not_told(weight, known):
    assert bool(told("The bridge", {"word: bridge": weight})) == known


def test_against():
    weights = {"word: bridge": -2.0, "word: counci": 2.0}
    assert told("The bridge council", weights, against=True) == ["uses the word “bridge…”"]
    assert told("The bridge council", weights) == ["uses the word “counci…”"]


def test_a_long_cue_is_cut():
    (reason,) = told("sign" + " " * 3 + "up", {"concept: signup": 2.0})
    assert reason == "asks to sign up (“sign up”)"
    quotes = [
        reason.split("“")[1]
        for reason in told("a" * 100 + "@example.org newsletter" + "x" * 90, {"concept: newsletter": 2})
    ]
    assert all(len(quote) <= 45 for quote in quotes)


MAYBE = "One line that is a zzmaybe and too long for a label"
TEXT = f"The council closed the bridge.\n\nzzletter newsletter\n\n{MAYBE}\n\n```\nzzletter\n```\n"


def test_reports(tmp_path):
    """`Cleaner.explain`: each block with its decision, in order."""
    weights = {"word: zzlett": row(newsletter=20), "word: zzmayb": row(newsletter=8), "word: bridge": row(body=1)}
    reports = Cleaner(model=save(tmp_path / "model.json", weights)).explain(TEXT)
    assert "".join(TEXT[report.start : report.end] for report in reports) == TEXT
    assert [(report.line, report.text, report.decision, report.stage) for report in reports] == [
        (1, "The council closed the bridge.", "kept", None),
        (3, "zzletter newsletter", "removed", "newsletter"),
        (5, MAYBE, "suspect", "newsletter"),
        (7, "```", "protected", None),
        (8, "zzletter", "protected", None),
        (9, "```", "protected", None),
    ]
    assert [report.evidence for report in reports[:3]] == [
        ("uses the word “bridge…”",),  # what is kept says why it stays
        ("uses the word “zzlett…”",),
        ("stays at level normal: it scores 0.500 as newsletter, and 0.7 is needed", "uses the word “zzmayb…”"),
    ]
    assert reports[1].score > 0.99
    assert 0.7 > reports[2].score > 0.3 > reports[0].score
