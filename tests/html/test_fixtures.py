"""Pages of invented outlets: fixtures/html/NAME.html must come out as NAME.txt. Adding a case is adding two files."""

from pathlib import Path

import pytest

from cleanarticle import clean

FOLDER = Path(__file__).parents[2] / "fixtures" / "html"
PAGES = sorted(FOLDER.glob("*.html"))


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_page(path):
    result = clean(path.read_text(encoding="utf-8"), format="html")
    assert result.text == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_there_are_pages():
    assert len(PAGES) >= 12
