"""What is read off the blocks of a document: concepts, quotations, lines and groups, place; of a page its markup."""

import pytest
from hypothesis import given, settings

from cleanarticle.document import parse, parse_page
from cleanarticle.html import read_page
from cleanarticle.judging import traits
from cleanarticle.judging.evidence import CONCEPT, CONCEPTS, MARKUP, NUMBERS, QUOTED
from cleanarticle.matcher import table
from texts import texts

NAMES = list(table().concepts)


def names(mask):
    return {name for number, name in enumerate(NAMES) if mask >> number & 1}


def told(source, index=0):
    """The names of a block's traits."""
    numbers = parse(source).evidence.numbers[index]
    return {traits.NAMES[number] for number in numbers if number < len(traits.NAMES)}


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
    evidence = parse(text).evidence
    assert names(evidence.concepts[0]) & {"newsletter"} == concepts
    assert names(evidence.quoted[0]) & {"newsletter"} == quoted
    number = NAMES.index("newsletter")
    assert (CONCEPT + number in evidence.numbers[0]) == bool(concepts)
    assert (QUOTED + number in evidence.numbers[0]) == bool(quoted)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("one two", 2),
        ("don't", 2),
        ("日本語です", 2),
        ("市议会", 1),
        ("a 日本 b", 2),
        ("— … !", 0),
    ],
)
def test_two_characters_without_spaces_count_as_a_word(text, count):
    assert parse(text).evidence.words == [count]


SENTENCE = (
    "The council voted on Tuesday to close the old bridge over the river, which has carried all of the traffic"
    " since 1931."
)


@pytest.mark.parametrize(
    ("source", "lines", "groups"),
    [
        ("", [], []),
        ("one", [0], [0]),
        ("one\ntwo\n\nthree", [0, 1, 2], [0, 0, 1]),
        ("one\r\ntwo\r\n\r\nthree", [0, 1, 2], [0, 0, 1]),
        ("one\n\n\n\ntwo", [0, 1], [0, 1]),
        ("one\\ntwo\\n\\nthree\\nfour", [0, 1, 2, 3], [0, 0, 1, 1]),
        ("\n\none\n\ntwo", [0, 1], [0, 1]),
        (f"{SENTENCE} {SENTENCE} {SENTENCE}\nx\n\ny", [0, 0, 0, 1, 2], [0, 0, 0, 0, 1]),
    ],
)
def test_lines_and_groups(source, lines, groups):
    evidence = parse(source).evidence
    assert (evidence.lines, evidence.groups) == (lines, groups)


def test_of_a_page_the_element_makes_the_group():
    page = read_page("<ul><li>One<li>Two</ul><div><p>Three</p><p>Four</p></div><p>Five")
    document = parse_page(page)
    evidence = document.evidence
    first, same, third, fourth, last = evidence.groups
    assert first == same and third == fourth and len({first, third, last}) == 3
    nodes = [markup.node for markup in document.markup]
    assert evidence.page.nodes == nodes and set(nodes) == set(evidence.page.shared)
    assert all(traits.PAGE in own for own in evidence.numbers)
    assert parse("One\n\nTwo").evidence.page is None and traits.PAGE not in parse("One").evidence.numbers[0]


@pytest.mark.parametrize(
    ("source", "index", "there", "absent"),
    [
        ("one", 0, {"top 0", "end 0", "size 1", "after blank", "before end"}, {"again", "long line"}),
        ("one\ntwo\n\nthree", 1, {"after line", "before blank"}, {"after blank"}),
        ("one\n\nx\n\none", 2, {"again", "end 0"}, set()),
        ("one\n\nx\n\none", 1, set(), {"again"}),
        (f"one\n\n{SENTENCE}\n\ntwo", 0, {"before prose"}, {"behind prose"}),
        (f"one\n\n{SENTENCE}\n\ntwo", 1, set(), {"before prose", "behind prose"}),
        (f"one\n\n{SENTENCE}\n\ntwo", 2, {"behind prose"}, {"before prose"}),
        ("one\n\ntwo", 1, set(), {"before prose", "behind prose"}),
        ("one\n" * 30, 12, {"top 19", "end 19", "size 30"}, set()),
        (f"{SENTENCE} {SENTENCE} Next one.", 1, {"after sentence", "long line"}, {"after line"}),
    ],
)
def test_place(source, index, there, absent):
    place = told(source, index)
    assert there <= place
    assert not absent & place


def test_there_are_rows_for_all_concepts_and_traits():
    assert len(NAMES) <= CONCEPTS and len(traits.NAMES) <= CONCEPT < QUOTED < MARKUP < NUMBERS


@settings(deadline=None)
@given(texts)
def test_evidence_is_pure_and_one_a_block(source):
    document = parse(source)
    found, again = document.evidence, parse(source).evidence
    assert {len(part) for part in found[:8]} == {len(document.blocks)}
    assert [[word.number for word in block] for block in found.heard] == [
        [word.number for word in block] for block in again.heard
    ]
    assert found[1:10] == again[1:10]
    for own, quoted, outside in zip(found.numbers, found.quoted, found.concepts, strict=True):
        assert len(set(own)) == len(own) and all(0 <= number < MARKUP for number in own)
        assert not quoted & outside


@settings(deadline=None)
@given(texts)
def test_its_neighbours_do_not_change_a_blocks_shape(source):
    document = parse(source)
    for block, own in zip(document.blocks, document.evidence.numbers, strict=True):
        alone = parse(document.text(block))
        if len(alone.blocks) == 1 and document.text(block):
            shape = traits.shape(document.text(block), alone.evidence.words[0])
            assert own[: len(shape)] == shape
