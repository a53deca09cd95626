"""Results: kept and removed are the source; how gaps are closed; plain values."""

import copy
import dataclasses
import itertools
import json
import pickle
import re
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle import Removal, Result

no_deadline = settings(deadline=None)
SCHEMA = jsonschema.Draft202012Validator(
    json.loads(files("cleanarticle").joinpath("result.schema.json").read_text(encoding="utf-8"))
)


def result_of(marked: str) -> Result:
    """A result from a text in which what was removed stands in brackets."""
    source, removals = "", []
    for part in marked.split("["):
        inside, closed, after = part.partition("]")
        if closed:
            removals.append(Removal(len(source), len(source) + len(inside), inside, "other", 0.9, "brackets"))
            source += inside + after
        else:
            source += part
    return Result(source, tuple(removals))


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        # nothing removed, nothing changed
        ("", ""),
        (" \n a \n\n", " \n a \n\n"),
        # at a cut the longer of the two vertical gaps stays
        ("a\n[x\n]b\n", "a\nb\n"),
        ("a\n\n[x\n\n]b\n", "a\n\nb\n"),
        ("a\n\n[x\n]b\n", "a\n\nb\n"),
        ("a\n[x\n\n]b\n", "a\n\nb\n"),
        ("a\n[\n\nx]\nb\n", "a\n\n\nb\n"),  # gaps are those of the source, wherever the cut runs through one
        ("a\n[x\n]\n[y\n]b", "a\nb"),
        ("a\n[x\n\n\n\ny\n]b", "a\nb"),  # what lies between two lines that go is none of them
        ("a\n \t\n[x\n]b", "a\n \t\nb"),
        # whatever its kind of line break
        ("a\r\n\r\n[x\r\n]b\r\n", "a\r\n\r\nb\r\n"),
        ("a\r\n[x\r\n\r\n]b\r\n", "a\r\n\r\nb\r\n"),
        ("a\r[x\r\r]b\r", "a\r\rb\r"),
        ("a\r\n[x\n]b\r\n", "a\r\nb\r\n"),
        (r"a\n\n[x\n]b\n", r"a\n\nb\n"),
        (r"a\n[x\n\n]b\n", r"a\nb\n"),
        (r"a\r\n[x\r\n\r\n]  b\r\n", r"a\r\n  b\r\n"),
        (r"[x\n\n]a\n\n[y\n]", r"a\n\n"),
        (r"a\n[x]b\n", r"a\nb\n"),
        (r"a\n[x] b", r"a\n b"),  # two do not make an escaped text
        # a line keeps its own indentation, and no other line's
        ("a\n\n[    x\n\n]b\n", "a\n\nb\n"),
        ("a\n\n    [x\n\n]b\n", "a\n\nb\n"),
        ("a\n\n[x\n\n]    b\n", "a\n\n    b\n"),
        ("a\n\n\n[x\n]\tb\n", "a\n\n\n\tb\n"),
        ("[x\n\n]  a\n", "  a\n"),
        ("[x]\n\n a\n", " a\n"),
        ("  [x. ]a\n", "  a\n"),
        ("a\n  [x. ]b\n", "a\n  b\n"),
        ("a\n\n[  x\n  ]\u3000b\n", "a\n\n  \u3000b\n"),
        # and what stands at its end
        ("a  \n[x\n\n]b\n", "a  \n\nb\n"),
        ("a [x]  \nb\n", "a  \nb\n"),
        ("a  \n[x\n]", "a  \n"),
        # inside a line one run of blanks stays, the longer one, that before the cut if they are equal
        ("a [x] b", "a b"),
        ("a. [x. ]b.", "a. b."),
        ("a.[ x.] b.", "a. b."),
        ("a.[x.] b.", "a. b."),
        ("a.  [x. ]b.", "a.  b."),
        ("a\t[x] b", "a\tb"),
        ("a[x]b", "ab"),
        ("a. [x.]\nb", "a.\nb"),
        # what stood in two paragraphs is not joined
        ("a. [x.\n\ny.] b.", "a.\n\nb."),
        ("a. [x.\n\n y.\nz.] b.", "a.\n\nb."),
        # no blank lines above the first line; the last one keeps its line break
        ("\n\n[x\n\n]a\n", "a\n"),
        ("[x\n]a", "a"),
        ("a\n\n[x\n]", "a\n"),
        ("a\n\n[x]\n\n", "a\n"),
        ("a\n\n[x\n]  ", "a\n"),
        ("a\n[x]", "a\n"),
        ("  a\n[x]", "  a\n"),
        ("a\r\n\r\n[x\r\n]", "a\r\n"),
        ("a\r\r[x\r]", "a\r"),
        ("a [x]", "a"),
        ("a [x]\n", "a\n"),
        # nothing left
        ("[x\n]", ""),
        ("[x]", ""),
        ("\n[x\n]\n", ""),
        ("[x\n] \n[y]", ""),
    ],
)
def test_gaps_are_closed(marked, text):
    result = result_of(marked)
    assert result.text == text
    assert result.exact == "".join(part.rpartition("]")[2] for part in marked.split("["))


marked_texts = st.lists(st.tuples(st.booleans(), st.text("ab \t\n\r\u3000", min_size=1, max_size=6)), max_size=8).map(
    lambda parts: "".join(f"[{text}]" if gone else text for gone, text in parts)
)


@no_deadline
@given(marked_texts)
def test_kept_and_removed_are_the_source(marked):
    result = result_of(marked)
    stretches = sorted([*result.kept, *((removal.start, removal.end) for removal in result.removals)])
    assert "".join(result.source[start:end] for start, end in stretches) == result.source
    assert [stretch[0] for stretch in stretches[1:]] == [stretch[1] for stretch in stretches[:-1]]


@no_deadline
@given(marked_texts)
def test_the_text_is_slices_of_the_source(marked):
    result = result_of(marked)
    assert "".join(result.source[start:end] for start, end in result.slices) == result.text
    assert "".join(result.text.split()) == "".join(result.exact.split())
    in_order = [place for stretch in result.slices for place in stretch]
    assert in_order == sorted(in_order)


blanks = st.text(" \t\u3000", max_size=3)


@st.composite
def lines_with_cuts(draw, breaks=("\n", "\r\n", "\r")):
    """(text, in which what goes stands in brackets; the kept sentences, each with the place of its line)."""
    break_, marked = draw(st.sampled_from(breaks)), []
    kept, number = [], 0
    for line in range(draw(st.integers(3, 8))):
        marked.append(draw(blanks))
        for _ in range(draw(st.integers(1, 3))):
            gone, number = draw(st.booleans()), number + 1
            marked.append(f"[{number}.]" if gone else f"{number}.")
            marked.append(draw(st.sampled_from(["", " ", "  "])))
            kept += [] if gone else [(line, f"{number}.")]
        marked.append(break_ * draw(st.integers(1, 3)))
    return "".join(marked), kept, break_


def lines_of(text, break_):
    """Number of a sentence → the indentation of its line."""
    return {
        sentence: re.match(r"\s*", line).group()
        for line in text.split(break_)
        for sentence in re.findall(r"\d+\.", line)
    }


@no_deadline
@given(lines_with_cuts())
def test_every_kept_line_keeps_its_own_indentation(drawn):
    marked, kept, break_ = drawn
    result = result_of(marked)
    before, after = lines_of(result.source, break_), lines_of(result.text, break_)
    assert list(after) == [sentence for _, sentence in kept]
    assert after == {sentence: before[sentence] for sentence in after}


@no_deadline
@given(lines_with_cuts())
def test_what_stood_in_one_line_does_and_no_vertical_gap_is_made(drawn):
    marked, kept, break_ = drawn
    text = result_of(marked).text
    places = [line for line, piece in enumerate(text.split(break_)) for _ in re.findall(r"\d+\.", piece)]
    for (one, _), (other, _), above, below in zip(kept, kept[1:], places, places[1:], strict=False):
        assert (one == other) == (above == below) and below - above <= 3
    if text:
        assert text.endswith(break_) and not text.startswith(break_)
        assert "]" in marked or text == marked


@no_deadline
@given(marked_texts)
def test_the_text_is_made_of_the_kept_stretches_and_the_gaps_alone(marked):
    result = result_of(marked)
    others = [dataclasses.replace(removal, stage="ads", score=0.1, why="x") for removal in result.removals]
    halves = [
        Removal(start, end, result.source[start:end], "other", 0.9, "x")
        for removal in others
        for start, end in itertools.pairwise(sorted({removal.start, (removal.start + removal.end) // 2, removal.end}))
    ]
    for removals in (others, halves):
        assert Result(result.source, tuple(removals)).text == result.text


@no_deadline
@given(marked_texts)
def test_closing_gaps_twice_changes_nothing(marked):
    text = result_of(marked).text
    assert Result(text, ()).text == text


@no_deadline
@given(marked_texts)
def test_plain_values_keep_to_the_schema(marked):
    SCHEMA.validate(json.loads(json.dumps(result_of(marked).to_dict())))


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"level": "high"},
        {"text": None},
        {"extra": 1},
        {"removals": [{"start": 0}]},
        {"removals": [{"start": -1, "end": 1, "text": "x", "stage": "s", "score": 0.5, "why": "w", "element": None}]},
        {"removals": [{"start": 0, "end": 1, "text": "x", "stage": "s", "score": 1.5, "why": "w", "element": None}]},
        {"removals": [{"start": 0, "end": 1, "text": "x", "stage": "s", "score": 0.5, "why": "w"}]},
        {"metadata": {}},
        {"metadata": {"title": "x"}},
        {"warning": 1},
    ],
)
def test_the_schema_refuses(change):
    assert not SCHEMA.is_valid(result_of("a[x]").to_dict() | change)


def test_results_are_values():
    result = result_of("a[x]b")
    assert result == result_of("a[x]b") and result != result_of("a[xb]")
    assert result.removals[0].to_dict() == {
        "start": 1,
        "end": 2,
        "text": "x",
        "stage": "other",
        "score": 0.9,
        "why": "brackets",
        "element": None,
    }
    with pytest.raises(AttributeError):
        result.level = "careful"


def lazy(calls, reasons=("asks for money", "exclaims"), where="lines 1-2", element=None):
    """A removal whose reasons are told when asked for; each telling leaves a mark in `calls`."""

    def tell():
        calls.append(1)
        return reasons

    return Removal.because(1, 2, "x", "donation", 0.9, tell, where, element)


@pytest.mark.parametrize(
    ("reasons", "where", "why"),
    [
        (("asks for money", "exclaims"), "lines 1-2", "asks for money; exclaims (lines 1-2)"),
        (("asks for money",), "", "asks for money"),
        ((), "line 3, in aside", "stands among what is not the article (line 3, in aside)"),
    ],
)
def test_reasons_in_words(reasons, where, why):
    assert lazy([], reasons, where).why == why


def test_why_costs_nothing_until_it_is_asked_for_and_is_told_once():
    calls = []
    removal = lazy(calls)
    assert (removal.start, removal.end, removal.text, removal.stage, removal.score) == (1, 2, "x", "donation", 0.9)
    assert removal.element is None and not calls
    assert removal.why == removal.why == "asks for money; exclaims (lines 1-2)" and len(calls) == 1
    with pytest.raises(AttributeError):
        removal.reason  # noqa: B018
    with pytest.raises(AttributeError):
        removal.why = "x"


@pytest.mark.parametrize("copied", [lambda removal: pickle.loads(pickle.dumps(removal)), copy.copy, copy.deepcopy])
def test_a_removal_told_later_is_the_value_that_it_would_be_told_at_once(copied):
    told = Removal(1, 2, "x", "donation", 0.9, "asks for money; exclaims (lines 1-2)")
    for view in (hash, repr, Removal.to_dict, lambda removal: removal):
        assert view(lazy([])) == view(told) and view(copied(lazy([]))) == view(told)
    assert copied(lazy([])).__dict__ == told.__dict__  # plain data: nothing of the document goes with it
    assert lazy([]) != lazy([], reasons=("exclaims",))
    assert dataclasses.replace(lazy([]), stage="ads").why == told.why
