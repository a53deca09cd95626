"""Signs: conjunctions of concepts that speak for a stage."""

import pytest

from cleanarticle.document import parse
from cleanarticle.matcher import table
from cleanarticle.signs import Sign, look_for

NAMES = list(table().concepts)
NEWSLETTER, SIGNUP = Sign(("newsletter",), 2.0), Sign(("signup",), 1.5)
BOTH = Sign(("newsletter", "signup"), 3.0)
LABEL = Sign(("newsletter",), 2.0, most_words=3)
LOUD = Sign((), 1.0, shape="exclaims")
LOUD_LETTER = Sign(("newsletter",), 4.0, shape="exclaims")


@pytest.mark.parametrize(
    ("text", "signs", "score"),
    [
        ("The bridge is closed", (NEWSLETTER, SIGNUP, BOTH), None),
        ("Our newsletter", (NEWSLETTER, SIGNUP, BOTH), 2.0),
        ("Sign up", (NEWSLETTER, SIGNUP, BOTH), 1.5),
        # the strongest counts whole, the others half each, in whatever order they are listed
        ("Sign up for our newsletter", (NEWSLETTER, SIGNUP, BOTH), 3.0 + 1.0 + 0.75),
        ("Sign up for our newsletter", (BOTH, SIGNUP, NEWSLETTER), 3.0 + 1.0 + 0.75),
        ("Sign up for our newsletter", (BOTH,), 3.0),
        ("Sign up", (BOTH,), None),
        ("Our newsletter", (LABEL,), 2.0),
        ("Sign up for our newsletter", (LABEL,), None),
        ("newsletter" + " a" * 250, (Sign(("newsletter",), 1.0, most_words=199),), None),
        ("The bridge is closed!", (LOUD,), 1.0),
        ("The bridge is closed", (LOUD,), None),
        ("Our newsletter!", (LOUD_LETTER,), 4.0),
        ("Our newsletter", (LOUD_LETTER,), None),
        ("The bridge!", (LOUD_LETTER,), None),
        # what stands in quotation marks is no sign
        ("He said: “Sign up for our newsletter”", (NEWSLETTER, SIGNUP, BOTH), None),
        ("", (NEWSLETTER,), None),
    ],
)
def test_score(text, signs, score):
    found = list(look_for(parse(text), signs))
    assert [finding.score for finding in found] == ([score] if score else [])


def test_a_finding_covers_its_block():
    document = parse("The bridge is closed.\n\nOur newsletter\n\nWork begins.\nSign up")
    found = list(look_for(document, (NEWSLETTER, SIGNUP)))
    assert [(finding.start, finding.end) for finding in found] == [
        (document.blocks[at].start, document.blocks[at].end) for at in (1, 3)
    ]


@pytest.mark.parametrize(
    ("sign", "why"),
    [
        (NEWSLETTER, "names a newsletter"),
        (BOTH, "names a newsletter, asks to sign up"),
        (LOUD, "exclaims"),
        (LOUD_LETTER, "names a newsletter, exclaims"),
    ],
)
def test_why(sign, why):
    assert sign.why == why


def test_mask():
    assert BOTH.mask == 1 << NAMES.index("newsletter") | 1 << NAMES.index("signup")
    assert LOUD.mask == 0


def test_a_finding_says_its_signs_once():
    (finding,) = look_for(parse("Sign up for our newsletter!"), (BOTH, BOTH, LOUD_LETTER))
    assert finding.why == "names a newsletter, exclaims; names a newsletter, asks to sign up"


def test_an_unknown_concept_is_a_mistake():
    with pytest.raises(ValueError, match="nonsense"):
        _ = Sign(("nonsense",), 1.0).mask
