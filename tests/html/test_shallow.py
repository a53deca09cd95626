"""However deep a page is nested, its text is read."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanarticle.html import read_page
from cleanarticle.html.shallow import flatten


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000 + "<p>One</p>" + "</div>" * 10_000 + "<p>Two</p>",
        "<div>" * 10_000 + "<p>One</p><p>Two",
        "<ul><li>" * 5_000 + "One<li>Two",
        "<table><tr><td>" * 3_000 + "One<td>Two",
        "<b><i>" * 5_000 + "One Two",
        "<p>One</p>" + "<blockquote>" * 9_000 + "x" * 9 + "</blockquote>" * 9_000 + "Two",
        "<script>'</script>" + "<div>" * 3_000 + "One<script><div></script>Two",
        "<custom-a>" * 10_000 + "One" + "</custom-a>" * 10_000 + "Two",
    ],
    ids=lambda page: page[:20],
)
def test_deep_pages(page):
    text = read_page(page).text
    assert "One" in text and "Two" in text


def test_what_is_not_deep_stays():
    source = "<!-- <div> --><div class='a'><p>One<br/><img src=x>Two</div><svg><g/></svg>"
    assert flatten(source) == source


PIECES = ["<div>", "</div>", "<b>", "</b>", ">", " x ", "<!--", "-->", "<script>", "</script>", "<p>", "<br>"]


@given(st.lists(st.sampled_from([*PIECES, "<", "<p", "</"])))
def test_what_lies_flat_stays(pieces):
    assert flatten("".join(pieces)) == "".join(pieces)


@given(st.lists(st.sampled_from(PIECES)))
def test_text_stays_however_deep(pieces):
    assert flatten("<i>" * 250 + "".join(pieces)).count("x") == pieces.count(" x ")


@pytest.mark.parametrize("piece", ["<a", "<!--", "<script>", "<", "<div x=", "</b>", "<b>"])
def test_time_is_linear(piece):
    start = time.process_time()
    flatten(piece * 100_000)
    assert time.process_time() - start < 5
