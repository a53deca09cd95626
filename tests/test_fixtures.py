"""Every fixture file, in every shape: what its margin says goes, under that stage, and nothing else does.

Those listed in fixtures/known-failures.txt do not come out so yet; the day one does, its line goes.
"""

import pytest

from margin import read_case
from shaped import CHECKS, CLEANER, GROUPS, PAGES, PATHS, group, known, shaped

KNOWN = known()


def listed(name):
    why = KNOWN.get(name)
    return pytest.param(name, id=name, marks=[pytest.mark.xfail(reason=why, strict=True)] if name in KNOWN else [])


@pytest.mark.parametrize("name", map(listed, CHECKS))
def test_fixture(name):
    assert CHECKS[name]() == ""


def test_every_known_failure_is_a_fixture():
    assert not KNOWN.keys() - CHECKS.keys()


SETTLED = 0.995
"""The share of documents of which cleaning their result again takes nothing more."""


UNSETTLED = pytest.mark.xfail(
    reason="a page of one paragraph is kept whole, and its text cut in sentences", strict=True
)


@pytest.mark.parametrize("way", ["as-is", "tight", pytest.param("page", marks=UNSETTLED)])
def test_settled(way):
    chosen = [one for one in shaped() if one.name.endswith(f" {way}")]
    restless = [one.name for one in chosen if CLEANER.clean(one.clean().text, format="text").removals]
    assert len(restless) <= (1 - SETTLED) * len(chosen), restless


def test_keep_loses_nothing():
    kept = group("keep")
    assert len(kept) >= 25
    for path in kept:
        assert not read_case(path.read_text(encoding="utf-8")).spans, f"{path.name} stands in keep/ but has a margin"


def test_enough_cases_in_enough_languages():
    """The promise of the fixtures' README section: 60 cases, 12 languages."""
    cases = [path for path in PATHS if path.parent.name != "keep"]
    assert len(cases) >= 60 and len(GROUPS) > 12 and len(PAGES) >= 12
    assert len({path.parent.name for path in cases}) >= 12


def test_they_are_tested_in_many_shapes():
    assert len({one.name.split()[1] for one in shaped()}) == 10
    assert len(shaped()) > 7 * len(PATHS)
