"""What a browser shows is read, whatever the parser makes of it. The measure: html5lib, which parses as browsers do."""

import re
import time

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle.html import read_page
from cleanarticle.html.walk import SILENT


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>A</p><embed src=x><p>B</p>", "A\n\nB"),
        ("<EMBED src=x><p>A", "A"),
        ("<Embed src=x><p>A</p>B", "A\n\nB"),
        ("<source src=x><p>A</p><track src=y>B", "A\n\nB"),
        ("<picture><source srcset=x><img src=y></picture><p>A", "A"),
        ("<picture><source srcset=x>A", "A"),
        ("<video><source src=x></video>A", "A"),
        ("<p>a<wbr>b<wbr/>c</p>d", "abc\n\nd"),
        ("<table><tr><td>a<wbr>b<td>c</table>", "ab\tc"),
        ("a<!-- <wbr --><!-- <wbr> -->b", "ab"),
        ("<map name=x><area href=y><p>A", "A"),
        ("<ruby>漢<rp>(<rt>kan<rp>)</ruby>A", "漢kanA"),
        ("<p>A</p></body></html>B", "A\n\nB"),
        ("<p>A<svg><path d=x><p>B</p><p>C", "A\n\nB\n\nC"),
        ("<svg><g><path><p>A</p>b</g>c</svg>d<p>E", "A\n\nbcd\n\nE"),
        ("<div><svg><title>t</title></div><p>A", "A"),
        ("<svg><svg><p>A<svg><p>B", "A\n\nB"),
        ("<math><mi>x<p>A</p>B", "A\n\nB"),
        ("<svg><text>no</text></svg>A<svg/>B", "AB"),
        ("<svg><foreignObject><p>no</p></foreignObject></svg>A", "A"),
        ("a\ud800b\ufffec\x00d", "a\ufffdb\ufffdc\ufffdd"),
        ("<pre>a\r\n\r\n\r\nb\rc</pre>", "a\n\n\nb\nc"),
    ],
)
def test_nothing_that_is_shown_is_lost(html, text):
    assert read_page(html).text.rstrip("\n") == text


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "a<wbr>" * 5_000 + "<p>Z",
        "<dl>" + "<dd>x" * 5_000 + "</dl><p>Z",
        "<dl>" + "<dt>x" * 5_000 + "Z",
        "<ruby>" + "x<rt>y" * 5_000 + "Z",
        "<optgroup>x" * 5_000 + "Z",
        "<embed>" * 5_000 + "Z",
        "<Wbr>" * 5_000 + "Z",
        "<svg>" * 3_000 + "<p>Z",
        "<svg><p>" * 3_000 + "Z",
        "<svg><g>" + "<a>x<b>y</b>" * 1_000 + "Z",
        "<div><b>" * 3_000 + "a" + "</i></div>" * 5_000 + "Z",
        "<x-a>" * 3_000 + "</p>" * 3_000 + "<x-b>" * 3_000 + "Z",
        "<script>'" + "<div>" * 3_000 + "'</script>" + "<div>" * 3_000 + "Z",
        "<ul><li>" * 5_000 + "One<li>Z",
        "<table><tr><td>" * 3_000 + "One<td>Z",
        "<div>" * 10_000 + "<p>One</p>" + "</div>" * 10_000 + "<p>Z",
        "<p>One</p>" + "<blockquote>" * 9_000 + "x" + "</blockquote>" * 9_000 + "Z",
        "<custom-a>" * 10_000 + "One" + "</custom-a>" * 10_000 + "Z",
    ],
    ids=lambda html: html[:24],
)
def test_nor_is_what_lies_deep(html):
    start = time.process_time()
    assert read_page(html).text.rstrip().endswith("Z")
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<pre>a\n\n\n  b\n\n c</pre>", [("a\n\n\n  b\n\n c", "pre")]),
        ("<pre>\n\na\n\n</pre>b", [("a", "pre"), ("b", "body")]),
        ("<pre><button>Copy</button><code>a\n\n  b\n</code></pre>", [("Copy", "button"), ("a\n\n  b", "pre")]),
        ("<pre>a\n\n  b<button>Copy</button></pre>", [("a\n\n  b", "pre"), ("Copy", "button")]),
        ("<div><pre>a\n  b</pre><button>Copy</button></div>", [("a\n  b", "pre"), ("Copy", "button")]),
        ("<pre><div>a</div><div>\n</div><div>  b</div></pre>", [("a\n\n  b", "pre")]),
        ("<pre>a<br><br><br>b</pre>", [("a\n\n\nb", "pre")]),
        ("<pre>a\nb<p>c<p>d", [("a\nb", "pre"), ("c", "p"), ("d", "p")]),
    ],
)  # fmt: skip
def test_code_is_one_line_of_a_page(html, lines):
    page = read_page(html)
    assert [(page.text[start:end], page.nodes[node].tag) for start, end, node in page.lines] == lines


def test_very_long_code_is_cut():
    assert 2 <= len(read_page("<pre>" + "x = 1\n" * 10_000).lines) < 10


TAGS = "p div span a b i em ul li dl dt dd h2 blockquote pre ruby rt rp wbr embed source picture svg g path br img"
PARTS = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS.split()] + [f"</{tag}>" for tag in TAGS.split()]),
    st.sampled_from(["</body>", "</html>", "<!-- x -->", "<svg/>", "<wbr/>", "<track />", "<script>'<p>'</script>"]),
    st.text("xyz é", min_size=1, max_size=3),
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(PARTS, max_size=25).map("".join))
def test_no_character_is_lost(html):
    """The parsers may nest elements otherwise; but what the one shows, the other does not drop."""
    page = read_page(html)
    headline = "".join(page.headline.itertext()) if page.headline is not None else ""
    wanted = _shown(html5lib.parse(html, namespaceHTMLElements=False))
    assert not _letters(wanted) - _letters(page.text + headline)


def _letters(text):
    from collections import Counter

    return Counter(re.sub(r"\s", "", text))


def _shown(element):
    """The text of a tree without what is not shown; of a drawing, nothing."""
    if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] in SILENT:
        return element.tail or ""
    return "".join([element.text or "", *map(_shown, element), element.tail or ""])


def test_attributes_beyond_a_thousand_go_and_no_text_with_them():
    """The parser compares each attribute with all before it; an ordinary tag stays as it is."""
    many = " ".join(f"a{number}=v" for number in range(5000))
    page = read_page(f"<p {many}>One<p title='{'long ' * 2000}'>Two<p {many}")
    assert page.text == "One\n\nTwo\n"
    assert [len(node.element.keys()) for node in page.nodes if node.tag == "p"][:2] == [1000, 1]
