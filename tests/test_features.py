"""Evidence → features: names come from keys alone, and say what the text shows."""

import os
import pickle
import subprocess
import sys

import pytest
from hypothesis import given, settings

from cleanarticle.document import parse
from cleanarticle.features import Features, asking, expand
from cleanarticle.matcher import table
from cleanarticle.resolve import findings_by_block
from cleanarticle.stage import Finding
from cleanarticle.stages import ORDER
from texts import texts

NAMES = list(table().concepts)


def mask(*concepts):
    return sum(1 << NAMES.index(name) for name in concepts)


def features_of(source):
    document = parse(source)
    return Features(document, findings_by_block(document, ORDER))


def names_of(source, index=0):
    return [name for key in features_of(source)[index] for name in expand(key)]


@settings(deadline=None)
@given(texts)
def test_equal_keys_have_equal_names(source):
    """A key alone decides its names, whatever document it is from: a copy of it is as good."""
    for keys in features_of(source):
        for key in keys:
            copy = pickle.loads(pickle.dumps(key))
            assert copy == key and hash(copy) == hash(key)
            names = list(expand(key))
            assert list(expand(copy)) == names
            assert len(set(names)) == len(names)


@settings(deadline=None)
@given(texts, texts)
def test_other_documents_change_nothing(source, other):
    before = list(features_of(source))
    features_of(other)
    assert list(features_of(source)) == before
    assert len(before) == len(parse(source).blocks)


@pytest.mark.parametrize(
    ("key", "names"),
    [
        (("own", (0, "line")), ["concept: none in a line"]),
        (
            ("own", (mask("newsletter", "signup", "inbox"), "label")),
            [
                "concept: newsletter",
                "concept: newsletter in a label",
                "concept: signup",
                "concept: signup in a label",
                "concepts: newsletter + signup",
                "concept: inbox",
                "concept: inbox in a label",
                "concepts: newsletter + inbox",
                "concepts: signup + inbox",
            ],
        ),
        (("quoted", mask("give")), ["quoted: give"]),
        (("before", mask("give", "we")), ["before: give", "before: we"]),
        (("after", 0), []),
        (("near", mask("tax")), ["near: tax"]),
        (("text", mask("money")), ["text: money"]),
        (("shape", ("exclaims", "all capitals")), ["shape: exclaims", "shape: all capitals"]),
        (("place", ("behind the last prose",)), ["place: behind the last prose"]),
        (("found", ()), ["found: nothing"]),
        (
            ("found", (("donation", "weakly"), ("nav", "strongly"))),
            ["found: donation weakly", "found: nav strongly"],
        ),
        (("found before", frozenset({"nav", "ads"})), ["found before: ads", "found before: nav"]),
        (("words", frozenset({"zeta", "alpha"})), ["word: alpha", "word: zeta"]),
    ],
)
def test_expand(key, names):
    assert list(expand(key)) == names


@pytest.mark.parametrize(
    ("source", "index", "name"),
    [
        ("Sign up for our newsletter", 0, "concept: newsletter in a line"),
        ("Sign up for our newsletter", 0, "concepts: newsletter + signup"),
        ("Sign up for our newsletter", 0, "found: newsletter strongly"),
        ("Sign up for our newsletter", 0, "word: newsle"),
        ("The bridge\n\nSign up for our newsletter", 0, "after: newsletter"),
        ("The bridge\n\nSign up for our newsletter", 0, "found after: newsletter"),
        ("Sign up for our newsletter\n\nThe bridge", 1, "before: newsletter"),
        ("Sign up for our newsletter\n\nThe bridge", 1, "found before: newsletter"),
        ("Sign up for our newsletter\n\nAlso\n\nThe bridge", 2, "near: newsletter"),
        ("Sign up for our newsletter\n\nAlso\n\nThe bridge", 2, "found near: newsletter"),
        ("“Sign up for our newsletter,” she had told her readers", 0, "quoted: newsletter"),
        ("The bridge", 0, "concept: none in a label"),
        ("The bridge", 0, "found: nothing"),
        ("The bridge!", 0, "shape: exclaims"),
        ("The bridge", 0, "place: text of 0-3 blocks"),
        ("The bridge", 0, "bond: words none, names no names"),
        ("The bridge", 0, "density: 0 asking concepts in a label"),
    ],
)
def test_what_a_text_shows(source, index, name):
    assert name in names_of(source, index)


def test_what_stands_far_away_says_nothing_here():
    far = "Sign up for our newsletter\n\n" + "A bridge\n\n" * 8
    assert not [name for name in names_of(far, 7) if "newsletter" in name and not name.startswith("text: ")]


@pytest.mark.parametrize(
    ("score", "bucket", "strong"),
    [
        (-3.0, "weakly", False),
        (1.4, "weakly", False),
        (1.5, "clearly", True),
        (2.9, "clearly", True),
        (3.0, "strongly", True),
    ],
)
def test_how_sure_a_finding_is(score, bucket, strong):
    document = parse("one\n\ntwo")
    first, second = Features(document, [{"nav": Finding(0, 3, score, "why")}, {}])
    assert ("found", (("nav", bucket),)) in first
    assert ("found before", frozenset({"nav"} if strong else ())) in second


def test_what_the_whole_text_is_about_is_not_foreign_to_it():
    """An article about donations names giving everywhere; there it tells an appeal less."""
    about, other = (
        f"She said that {what} had helped hundreds of families in the region to get through the long winter."
        for what in ("donations to the fund", "the bridge over the river")
    )
    on_topic, off_topic = (
        [name for name in names_of(f"{line}\n\n" * 6 + "Make a donation", 6) if name.startswith(("topical", "text"))]
        for line in (about, other)
    )
    assert "topical: give" in on_topic and "text: give" in on_topic
    assert not [name for name in off_topic if "give" in name]


@pytest.mark.parametrize(
    ("concepts", "count"),
    [
        ((), 0),
        (("newsletter", "signup"), 2),
        (("reporting", "actor", "collected", "howto", "calendar"), 0),  # speak for the article
        (("you", "we", "i", "money", "imperative", "urgency"), 0),  # speak for neither
        (("give", "reporting", "we"), 1),
    ],
)
def test_asking(concepts, count):
    assert asking(mask(*concepts)) == count


PROGRAM = """
from cleanarticle.document import parse
from cleanarticle.features import Features, expand
from cleanarticle.resolve import findings_by_block
from cleanarticle.stages import ORDER

text = "Sign up for our free newsletter\\n\\nDonate today! Share on Facebook\\n\\nThe council closed the bridge."
document = parse(text)
for keys in Features(document, findings_by_block(document, ORDER)):
    print([name for key in keys for name in expand(key)])
"""


def test_names_come_in_the_same_order_in_every_process():
    """Python hashes strings differently in each process; sums of weights, and fitting, must not notice."""
    told = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1 and b"concept: newsletter" in told.pop()
