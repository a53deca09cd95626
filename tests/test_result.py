"""Results: kept and removed are the source; how gaps are closed; plain values."""

import copy
import dataclasses
import json
import pickle
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanarticle import Removal, Result

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
        # at a cut the longer of the two runs of white space stays
        ("a\n[x\n]b\n", "a\nb\n"),
        ("a\n\n[x\n\n]b\n", "a\n\nb\n"),
        ("a\n\n[x\n]b\n", "a\n\nb\n"),
        ("a\n[x\n\n]b\n", "a\n\nb\n"),
        ("a\n[\n\nx]\nb\n", "a\n\n\nb\n"),  # runs are those of the source, wherever the cut runs through one
        ("a [x] b", "a b"),
        ("a[x]b", "ab"),
        ("a\n[x\n]\n[y\n]b", "a\nb\n"[:-1]),
        ("a\r\n\r\n[x\r\n]b\r\n", "a\r\n\r\nb\r\n"),
        # of equal length, that before the cut
        ("a\t[x]\nb", "a\tb"),
        # at the edges of the text none stays
        ("[x\n\n]a\n", "a\n"),
        ("[x]\n\n a\n", "a\n"),
        ("a\n\n[x\n]", "a\n"),
        ("a\n\n[x]\n\n", "a\n"),
        ("  a\n[x]", "  a\n"),
        # the last line ends in a newline if any line did, in the text's own way
        ("a\n[x]", "a\n"),
        ("a\r\n[x]", "a\r\n"),
        ("a\r[x]", "a\r"),
        ("a [x]", "a"),
        ("[x\n]a", "a"),
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


@given(marked_texts)
def test_kept_and_removed_are_the_source(marked):
    result = result_of(marked)
    stretches = sorted([*result.kept, *((removal.start, removal.end) for removal in result.removals)])
    assert "".join(result.source[start:end] for start, end in stretches) == result.source
    assert [stretch[0] for stretch in stretches[1:]] == [stretch[1] for stretch in stretches[:-1]]


@given(marked_texts)
def test_the_text_is_slices_of_the_source(marked):
    result = result_of(marked)
    assert "".join(result.source[start:end] for start, end in result.slices) == result.text
    assert "".join(result.text.split()) == "".join(result.exact.split())
    in_order = [place for stretch in result.slices[:-1] for place in stretch]
    assert in_order == sorted(in_order)


@given(marked_texts)
def test_closing_gaps_twice_changes_nothing(marked):
    text = result_of(marked).text
    assert Result(text, ()).text == text


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
