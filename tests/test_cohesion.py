"""What a block shares with the text far from it: content words and names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle.cohesion import FAR, Bond, Content, bonds, content
from cleanarticle.script import words
from texts import texts


def about(text):
    return content(text, list(words(text)))


@pytest.mark.parametrize(
    ("text", "stems", "names"),
    [
        ("", set(), set()),
        ("The old way", set(), set()),
        ("The council closed the bridge.", {"counci", "closed", "bridge"}, set()),
        ("COUNCIL Council council", {"counci"}, {"counci"}),
        # a capital letter inside a sentence makes a name; at its start it says nothing
        (
            "Yesterday Johnson met Miller. Surely nobody knew.",
            {"yester", "johnso", "miller", "surely", "nobody"},
            {"johnso", "miller"},
        ),
        ("Really? Perhaps! Maybe: Certainly", {"really", "perhap", "maybe", "certai"}, set()),
        ("Городской совет закрыл Мостовую", {"городс", "совет", "закрыл", "мостов"}, {"мостов"}),
        ("Der Stadtrat schließt", {"stadtr", "schlie"}, {"stadtr"}),
        # scripts without spaces: pairs of ideographs and katakana; hiragana writes endings
        ("市議会は", {"市議", "議会"}, set()),
        ("ニュース", {"ニュ", "ュー", "ース"}, set()),
        ("これはとても", set(), set()),
        ("12345 67", {"12345"}, set()),
    ],
)
def test_content(text, stems, names):
    assert about(text) == Content(frozenset(stems), frozenset(names))


ARTICLE = ["bridge closed", "council voted", "engineers cracks", "shops trade", "traffic moved"]


def bond_of(text, *, far, names=()):
    """The bond of a block behind an article whose far end says `far`."""
    contents = [about(far)] + [about(line) for line in ARTICLE] + [about(text)]
    if names:
        contents[-1] = Content(contents[-1].stems, frozenset(names))
    return list(bonds(contents))[-1]


@pytest.mark.parametrize(
    ("text", "far", "words"),
    [
        ("of it", "newsletter", "no words"),
        ("newsletter weekly inbox", "bridge", "none"),
        ("bridge alpha1 alpha2 alpha3 alpha4 alpha5", "bridge", "few"),
        ("bridge alpha1 alpha2 alpha3", "bridge", "some"),
        ("bridge alpha1", "bridge", "many"),
        ("bridges", "bridge", "many"),  # six letters make a stem
    ],
)
def test_shared_words(text, far, words):
    assert bond_of(text, far=far).words == words


@pytest.mark.parametrize(
    ("names", "far", "shared"),
    [((), "johnson", "no names"), (("johnso",), "johnson", "shared"), (("johnso",), "miller", "none")],
)
def test_shared_names(names, far, shared):
    assert bond_of("said johnson", far=far, names=names).names == shared


@pytest.mark.parametrize("away", range(1, 8))
def test_what_stands_near_tells_nothing(away):
    """The lines of one appeal repeat each other's words."""
    contents = [about("newsletter")] + [about("")] * (away - 1) + [about("newsletter")]
    words = [bond.words for bond in bonds(contents)]
    assert words[0] == words[-1] == ("many" if away > FAR else "none")


def test_no_blocks():
    assert list(bonds([])) == []


@settings(deadline=None)
@given(st.lists(texts, max_size=12))
def test_the_obvious_way_gives_the_same(blocks):
    contents = [about(text) for text in blocks]
    for number, (bond, (stems, names)) in enumerate(zip(bonds(contents), contents, strict=True)):
        far = [other.stems for at, other in enumerate(contents) if abs(at - number) > FAR]
        shared = stems & frozenset().union(*far)
        share = len(shared) / len(stems) if stems else 0
        words = "few" if share < 0.2 else "some" if share < 0.4 else "many"
        assert bond == Bond(
            "no words" if not stems else words if shared else "none",
            "no names" if not names else "shared" if names & shared else "none",
        )
