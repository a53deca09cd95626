"""The element of a stretch of a page, as a CSS selector."""

import pytest

from cleanarticle.html import read_page
from cleanarticle.html.place import element_of


def element(body, *words):
    page = read_page(f"<!doctype html><body>{body}")
    nodes = [node for start, end, node in page.lines if any(word in page.text[start:end] for word in words)]
    return element_of(page, nodes)


@pytest.mark.parametrize(
    ("body", "words", "expected"),
    [
        ("<p>x</p>", ["x"], "p"),
        ("<p id=a class='b c'>x</p>", ["x"], "p#a"),
        ("<p class='b c d'>x</p>", ["x"], "p.b.c"),
        ("<aside class=promo><div><p>x</p></div></aside>", ["x"], "aside.promo > p"),
        ("<aside class=promo><div><p>x</p><p>y</p></div></aside>", ["x", "y"], "aside.promo > div"),
        ("<aside class=promo><p>x</p><ul><li>y</ul></aside>", ["x", "y"], "aside.promo"),
        ("<p>x</p><p>y</p>", ["x", "y"], "body"),
        ("<div class=a>x<p>y</p></div>", ["x", "y"], "div.a"),
        ("<div>x", ["x"], "div"),
        (f"<p class='{'n' * 99}'>x</p>", ["x"], f"p.{'n' * 39}…"),
        ("<div class=far><div><div><div><div><p>x</p></div></div></div></div></div>", ["x"], "p"),
    ],
)
def test_elements(body, words, expected):
    assert element(body, *words) == expected
