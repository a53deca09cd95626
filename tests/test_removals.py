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
