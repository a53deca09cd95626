"""Pages of invented outlets: fixtures/html/NAME.html must come out as NAME.txt. Adding a case is adding two files.

Those in fixtures/html/known-failures do not yet; the day one does, it moves.
"""

from pathlib import Path

import pytest

from cleanarticle import clean

FOLDER = Path(__file__).parents[2] / "fixtures" / "html"
PAGES = sorted(FOLDER.glob("*.html"))
FAILURES = sorted(FOLDER.glob("known-failures/*.html"))


def check(path):
    result = clean(path.read_text(encoding="utf-8"), format="html")
    assert result.text == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_page(path):
    check(path)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("path", FAILURES, ids=[path.stem for path in FAILURES])
def test_known_failure(path):
    check(path)


def test_there_are_pages():
    assert len(PAGES) + len(FAILURES) >= 12
