"""Every fixture file: what its margin says goes, under that stage, and nothing else does."""

import pytest

import cleanarticle
from margin import FIXTURES, Case, read_case, stages_by_character, write_case

GROUPS = [path.name for path in sorted(FIXTURES.iterdir()) if path.is_dir() and path.name not in ("training", "html")]
CASES = sorted(path for group in GROUPS if group != "known-failures" for path in (FIXTURES / group).glob("*.txt"))
FAILURES = sorted((FIXTURES / "known-failures").glob("*.txt"))


def outcome(case: Case) -> list[str]:
    """For each character that is no white space, the stage under which it went, or ""."""
    result = cleanarticle.clean(case.source)
    marks = stages_by_character(len(case.source), [(r.start, r.end, r.stage) for r in result.removals])
    return [mark for mark, char in zip(marks, case.source, strict=True) if not char.isspace()]


def expected(case: Case) -> list[str]:
    marks = stages_by_character(len(case.source), case.spans)
    return [mark for mark, char in zip(marks, case.source, strict=True) if not char.isspace()]


def check(path) -> None:
    text = path.read_text(encoding="utf-8")
    case = read_case(text)
    if outcome(case) != expected(case):
        assert write_case(case.source, cleanarticle.clean(case.source).removals) == text


def names(paths):
    return [f"{path.parent.name}/{path.stem}" for path in paths]


@pytest.mark.parametrize("path", CASES, ids=names(CASES))
def test_fixture(path):
    check(path)


@pytest.mark.parametrize("path", FAILURES, ids=names(FAILURES))
@pytest.mark.xfail(strict=True, reason="known failure: move the file to its language once it passes")
def test_known_failure(path):
    check(path)


@pytest.mark.parametrize("path", [*CASES, *FAILURES], ids=names([*CASES, *FAILURES]))
def test_settled(path):
    """Cleaning the result again removes nothing more."""
    once = cleanarticle.clean(read_case(path.read_text(encoding="utf-8")).source).text
    assert not cleanarticle.clean(once).removals


def test_keep_loses_nothing():
    kept = [path for path in CASES if path.parent.name == "keep"]
    assert len(kept) >= 25
    for path in kept:
        assert not read_case(path.read_text(encoding="utf-8")).spans, f"{path.name} stands in keep/ but has a margin"


def test_enough_cases_in_enough_languages():
    """The promise of the fixtures' README section: 60 cases, 12 languages."""
    cases = [path for path in CASES if path.parent.name != "keep"]
    assert len(cases) >= 60
    assert len({path.parent.name for path in cases}) >= 12
