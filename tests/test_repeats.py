"""Repeats by themselves: which lines they match, and what they say of blocks."""

import pickle

import pytest

from cleanarticle import Cleaner
from cleanarticle.document import parse
from cleanarticle.repeats import Repeat, Repeats
from cleanarticle.rules import RuleError
from models import save


@pytest.mark.parametrize(
    "wrong",
    [
        {"pattern": " * "},
        {"pattern": "<number>"},
        {"documents": 0},
        {"share": 0},
        {"share": 1.01},
        {"share": float("nan")},
        {"alone": -0.1},
        {"alone": float("nan")},
    ],
)
def test_repeats_that_cannot_be(wrong):
    with pytest.raises(RuleError, match="in my file"):
        Repeat(**{"pattern": "x", "documents": 3, "share": 0.5} | wrong, origin="in my file")


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("Give <number> kr", "GIVE 1 200 kr"),
        ("*fund for *", "The Roof Fund for schools"),
        ("Dear *,", "Dear Ann,"),
        ("请支持*报道", "请支持我们的报道"),
        ("Écoutez *", "écoutez bien"),
    ],
)
def test_found_by_a_word(pattern, line):
    assert [one.pattern for one in Repeats([Repeat(pattern, 3, 1.0)]).find(line)] == [pattern]


def test_of_many_repeats_few_are_tried():
    repeats = Repeats(Repeat(f"Line word{number} for all", 3, 1.0) for number in range(5000))
    assert [one.pattern for one in repeats.find("line word77 for all")] == ["Line word77 for all"]
    assert max(map(len, repeats._by_word.values())) == 1


@pytest.mark.parametrize(
    ("site", "found"),
    [
        (None, {"a.example", "b.example", None}),
        ("www.A.example", {"a.example", None}),
        ("sub.a.example", {"a.example", None}),
        ("c.example", {None}),
    ],
)
def test_repeats_of_a_site(site, found):
    repeats = Repeats(Repeat("Some line", 3, 1.0, site=of) for of in ("a.example", "b.example", None))
    assert {one.site for one in repeats.find("Some line", [site] if site else [])} == found


def test_a_text_of_an_unknown_site_is_of_the_one_whose_words_it_has():
    repeats = [
        Repeat("Helo bawb", 9, 1.0, site="a"),
        Repeat("Helo bawb", 30, 1.0, site="b"),
        Repeat("Cofiwch roi", 9, 1.0, site="a"),
    ]
    matched = Repeats(repeats).matched(parse("Helo bawb\n\nCofiwch roi\n"))
    assert {number: repeat.site for number, repeat in matched.items()} == {0: "a", 1: "a"}


def test_a_cleaner_with_repeats_is_pickled_and_explains_itself(tmp_path):
    model = save(tmp_path / "model.bin")  # one that finds nothing
    cleaner = pickle.loads(pickle.dumps(Cleaner(repeats=[Repeat("Barn", 20, 1.0)], model=model)))
    text = "Barn\n\nAeth y trên o'r orsaf cyn i neb gyrraedd, ac nid oedd bws tan y bore wedyn chwaith yn ôl pawb.\n"
    assert cleaner.clean(text).text == text  # a standing head
    assert "stands in 20 of 20 documents of this site, which is not enough" in cleaner.explain(text)[0].evidence
