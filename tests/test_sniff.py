"""A page is a page, and a text that talks about HTML is a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanarticle.sniff import is_web_archive, looks_like_page

PROSE = "The council voted on Tuesday to close the bridge.\n\nWork begins in May.\n"
CODE = "```html\n<!doctype html>\n<html>\n<body>\n<p>Hi</p>\n</body>\n</html>\n```\n"
TUTORIAL = f"# How a page is made\n\n{PROSE}\n{CODE}\n{PROSE}"
ARCHIVE = """From: <Saved by Blink>\r
Subject: =?utf-8?Q?A?=\r
 =?utf-8?Q?B?=\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html"\r
\r
"""
ITEMS = "<ul>\n" + "<li>One</li>\n" * 9 + "</ul>\n"


@pytest.mark.parametrize(
    "text",
    [
        "<!doctype html><title>x</title><p>Hi",
        "<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'\n 'http://www.w3.org/TR/html4/strict.dtd'>\n<html>",
        "\ufeff\n\n  <!DOCTYPE html>\n<p>Hi",
        "<html lang='en'>\n<head>",
        "<HTML><BODY>Hi</BODY></HTML>",
        "<head><title>x</title></head>",
        "<body class='a'>\nHi there",
        "<!-- saved from url=(0042)https://courier.example/ -->\n<html>",
        "<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html>\n<html xmlns='http://www.w3.org/1999/xhtml'>",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-A: b\r\n\r\n<!doctype html>\r\n<html>",
        "<p>One paragraph.</p>",
        "<div class='a'><p>One line of a page.</p></div>",
        "<p>One.</p>\n<p>Two.</p>\nA line between.\n<p>Three.</p>\n",
        f"<h2>Some</h2>\n{ITEMS}",
        "    <!doctype html>\n    <html>\n    <body>",
        "<html>Hi</html>",
        "<script src='x'>var x = '<p>';\nvar y;\n</script>\n<!doctype html><html>",
    ],
)
def test_pages(text):
    assert looks_like_page(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        PROSE,
        TUTORIAL,
        TUTORIAL.replace("```", "~~~"),
        f"{PROSE}\n{ITEMS}",
        f"A list in HTML:\n\n{ITEMS}",
        f"<b>Note</b> that\n\n{PROSE}",
        "<!DOCTYPE html> is what every page begins with.\n\nThen comes <html>, and </html> ends it.",
        "<html> is the root of every page. <body> holds what is seen.",
        "<body> holds what is seen.\nIt stands behind <head>.\n",
        "<p> marks a paragraph.\n<b> makes it bold.\n<i> makes it lean.\n",
        "<3 this bridge\n<3 that one too\n",
        "<https://courier.example>\n<https://news.example>\n",
        "<?xml version='1.0'?>\n<rss><channel>\n<title>News</title>\n<item>\n<title>A</title>\n</item>\n</rss>",
        "<?xml version='1.0'?>\n<!DOCTYPE svg>\n<svg></svg>",
        "Title: A bridge\nDate: 2024-05-03\n\n" + PROSE,
        "---\ntitle: <html>\n---\n" + PROSE,
        f"Dear all,\n\n> <html>\n> <p>Hi</p>\n\n{PROSE}",
        '<p align="center">\n<img src="logo.png">\n</p>\n\n' + PROSE * 3,
    ],
)
def test_texts(text):
    assert not looks_like_page(text)
    assert not looks_like_page(text, "a.txt")


@pytest.mark.parametrize(
    ("name", "is_page"),
    [("a.html", True), ("a.HTM", True), ("b/a.xhtml", True), ("a.txt", False), ("html", False), ("a.html.txt", False)],
)
def test_names(name, is_page):
    assert looks_like_page(PROSE, name) == is_page


def test_markdown_may_hold_markup():
    assert looks_like_page(ITEMS, "a.txt") and not looks_like_page(ITEMS, "README.md")
    assert looks_like_page("<!doctype html><p>Hi", "README.md")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (PROSE, "a.mhtml", True),
        (PROSE, "a.MHT", True),
        (ARCHIVE, "", True),
        ("From: a\nMIME-Version: 1.0\nContent-Type: text/plain\n\nHi", "", False),
        (f"{PROSE}MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "", False),
        ("<!doctype html><p>Content-Type: multipart/related", "a.html", False),
    ],
)
def test_web_archives(text, name, expected):
    assert is_web_archive(text, name) == expected


@given(st.text(alphabet="<>/!-?p bhtml\n`a:", max_size=200))
def test_any_text_is_one_or_the_other(text):
    looks_like_page(text)
    is_web_archive(text)


@pytest.mark.parametrize("piece", ["<!--", "<", "<p", "<html ", "a:\n", "<?", " ", "<!doctype html ", "```\n", "<p>\n"])
def test_time_is_bounded(piece):
    looks_like_page(piece * 200_000)
    is_web_archive(piece * 200_000)
