"""What readability-lxml says of a page, and that it is asked where our own answer is in doubt, and only there."""

import pytest

from cleanarticle.cleaner import Cleaner
from cleanarticle.html import read_page
from cleanarticle.html import readable as asked
from cleanarticle.page_levels import DOUBT

BODY = "<p>The ferry to Holm ran aground at dawn, and nobody, the harbour master said, was hurt in the end.</p>"
PAGE = f"""<html><head><title>Ferry</title></head><body><div class="menu"><a href="/a">Home</a> <a href="/b">Sport</a>
</div><div class="story">{BODY * 6}</div><div class="footer"><p>Imprint</p></div></body></html>"""


def texts(page, numbers):
    return {page.text[start:end] for start, end, node in page.lines if node in numbers}


def test_the_elements_of_the_article():
    page = read_page(PAGE)
    said = texts(page, page.readable)
    assert any("ran aground" in text for text in said)
    assert not any("Home" in text or "Imprint" in text for text in said)


def test_the_tree_stays_as_it_is():
    page = read_page(PAGE)
    before = [(element.tag, dict(element.attrib)) for element in page.tree.iter()]
    assert page.readable and [(element.tag, dict(element.attrib)) for element in page.tree.iter()] == before


@pytest.mark.parametrize("source", ["", "<p>", "<html></html>", "<body>" + "<div>" * 3000 + "x", "x" * 300_000])
def test_where_it_cannot_tell(source):
    assert isinstance(read_page(source).readable, frozenset)


@pytest.mark.parametrize(("doubt", "times"), [(0.0, 0), (DOUBT, 0), (1.1, 1)])
def test_asked_only_in_doubt(monkeypatch, doubt, times):
    calls = []
    monkeypatch.setattr("cleanarticle.page_levels.DOUBT", doubt)
    monkeypatch.setattr(asked, "in_article", lambda page: calls.append(page) or frozenset())
    Cleaner(format="html").clean(PAGE)
    assert len(calls) == times


def test_it_says_so(monkeypatch):
    monkeypatch.setattr("cleanarticle.page_levels.DOUBT", 1.1)
    reports = Cleaner(format="html").explain(PAGE)
    told = {reason for report in reports for reason in report.evidence}
    assert "readability puts it in the article" in told
    before = {report.start: report.score for report in reports}
    monkeypatch.setattr("cleanarticle.page_levels.DOUBT", 0.0)
    for report in Cleaner(format="html").explain(PAGE):
        inside = "ran aground" in report.text
        assert (before[report.start] < report.score) if inside else (before[report.start] > report.score)
