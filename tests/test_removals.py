"""Blocks that go → removals: reasons are told when they are asked for, and not before."""

import pickle

import pytest

from cleanarticle import Cleaner, removals
from running import RAW

PAGE = "<!doctype html><html><body>" + "".join(f"<p>{line}</p>" for line in RAW.split("\n\n")) + "</body></html>"


@pytest.mark.parametrize("source", [RAW, PAGE], ids=["text", "page"])
def test_cleaning_puts_nothing_into_words(source, monkeypatch):
    asked, told = [], removals.reasons
    monkeypatch.setattr(removals, "reasons", lambda *arguments: asked.append(1) or told(*arguments))
    result = Cleaner().clean(source)
    assert result.removals and result.text != source and not asked
    assert all(removal.why for removal in result.removals) and len(asked) == len(result.removals)
    assert [removal.why for removal in result.removals] and len(asked) == len(result.removals)


@pytest.mark.parametrize("source", [RAW, PAGE], ids=["text", "page"])
def test_a_result_goes_between_processes_with_its_reasons(source):
    result = Cleaner().clean(source)
    there = pickle.loads(pickle.dumps(result.removals))
    assert there == result.removals and [removal.why for removal in there] == [r.why for r in result.removals]


@pytest.mark.parametrize(
    ("stretches", "others", "chosen"),
    [
        ([(0, 5), (5, 9)], [], [(0, 5), (5, 9)]),
        ([(3, 5), (0, 9)], [], [(0, 9)]),  # what lies in another
        ([(0, 5), (3, 9)], [], [(0, 5)]),  # what overlaps the one before
        ([(0, 9), (10, 20)], [(3, 5)], [(10, 20)]),  # a suspect whose part goes
        ([(0, 3), (5, 9)], [(3, 5), (9, 12)], [(0, 3), (5, 9)]),  # side by side
        ([(4, 5)], [(0, 9)], []),
    ],
)
def test_apart(stretches, others, chosen):
    pieces, kept = ([removals.Piece(*one, "ads", "normal", -1) for one in spans] for spans in (stretches, others))
    assert [(piece.start, piece.end) for piece in removals.apart(pieces, kept)] == chosen
