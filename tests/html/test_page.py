"""Pages: what is shown, where it comes from, and that no page, however odd, breaks anything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle import clean
from cleanarticle.cleaner import Cleaner
from cleanarticle.document import Gap, parse_page
from cleanarticle.html import read_page
from cleanarticle.html.page import Place

TAGS = (
    "p",
    "div",
    "span",
    "a href=x",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "h1",
    "h2",
    "pre",
    "br",
    "b",
    "script",
    "option",
)
soup = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in TAGS]),
        st.sampled_from([f"</{tag.split()[0]}>" for tag in TAGS]),
        st.text(max_size=20),
        st.sampled_from(
            ["Sign up for our newsletter. ", "The dam was built in 1911. ", "<p hidden>", "&amp;", "\n  ", "<"]
        ),
    ),
    max_size=60,
).map("".join)
SENTENCE = "The old dam above the village was built in 1911 and holds about two million cubic metres of water. "


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("One<br>Two<br><br>Three", "One\nTwo\n\nThree"),
        ("<p>One <b>two</b>  \n three</p>", "One two three"),
        ("<p>One<b>two</b></p>", "Onetwo"),
        ("<table><tr><td>1<td>2<tr><td>3<td>4</table>", "1\t2\n3\t4"),
        ("<ul><li>One<li>Two</ul>Three", "One\nTwo\n\nThree"),
        ("<pre>  a\n    b</pre>", "  a\n    b"),
        ("One<script>x</script><style>y</style><noscript>z</noscript><template>t</template>", "One"),
        ("<p>One</p><p hidden>Two</p><p style='color:red; display: none'>Three</p>", "One"),
        (
            "<button>Go</button><label>Name</label><input placeholder=Mail><input type=submit value=Send>",
            "Go\nName\nMail\nSend",
        ),
        ("<input type=hidden value=secret>One", "One"),
        ("<select><option>A<option>B</select>", "A\nB"),
        ("<svg><text>no</text></svg><iframe>no</iframe>One", "One"),
        ("<div style='display:none'><p>All of it</p></div>", "All of it"),
        ("<p>A &amp; B &lt;c&gt;</p>", "A & B <c>"),
        ("", ""),
        ("<html></html>", ""),
        ("<!-- nothing -->", ""),
    ],
)
def test_the_text_is_what_a_reader_sees(html, text):
    assert read_page(html).text.rstrip("\n") == text


@pytest.mark.parametrize(
    ("html", "title", "text"),
    [
        ("<title>Dam breaks - News</title><h1>News</h1><h1>Dam breaks</h1><p>One", "Dam breaks", "News\n\nOne"),
        ("<meta property=og:title content='Dam breaks'><h2>Dam breaks</h2><p>One", "Dam breaks", "One"),
        ("<h1>Dam breaks</h1><p>One", "Dam breaks", "One"),
        ("<title>Dam breaks</title><h1>Other words</h1><p>One", "", "Other words\n\nOne"),
        ("<p>One", "", "One"),
    ],
)
def test_the_headline_is_no_part_of_the_text(html, title, text):
    page = read_page(html)
    assert (page.title, page.text.rstrip("\n")) == (title, text)


def test_pieces_say_where_text_comes_from():
    page = read_page("<p>One <a href=x>two</a> three</p><input placeholder='Your mail'>")
    found = [(page.text[p.start : p.end], p.element.tag, p.place, p.in_link) for p in page.pieces]
    assert found == [
        ("One", "p", Place.TEXT, False),
        ("two", "a", Place.TEXT, True),
        ("three", "a", Place.TAIL, False),
        ("Your mail", "input", Place.PLACEHOLDER, False),
    ]


def test_blocks_are_lines_and_know_their_element():
    document = parse_page(read_page("<ul class=nav><li><a href=x>Home</a><li>News</ul><p>One<br>two"))
    told = [
        (document.text(block), document.page.nodes[facts.node].tag, block.gap, block.line)
        for block, facts in zip(document.blocks, document.markup, strict=True)
    ]
    assert told == [
        ("Home", "li", Gap.BLANK, 1),
        ("News", "li", Gap.LINE, 2),
        ("One", "p", Gap.BLANK, 4),
        ("two", "p", Gap.LINE, 5),
    ]
    assert [facts.linked for facts in document.markup] == [4, 0, 0, 0]


def test_a_flattened_text_on_a_page_is_cut_into_sentences():
    document = parse_page(read_page(f"<p>{SENTENCE * 60}"))
    assert len(document.blocks) == 60
    assert document.blocks[1].gap is Gap.SENTENCE


@settings(deadline=None)
@given(soup)
def test_blocks_tile_and_results_add_up(html):
    page = read_page(html)
    document = parse_page(page)
    assert "".join(page.text[block.start : block.end] for block in document.blocks) == page.text
    for piece in page.pieces:
        told = {Place.TEXT: piece.element.text, Place.TAIL: piece.element.tail}.get(piece.place)
        assert told is None or page.text[piece.start : piece.end] in told or " " in page.text[piece.start : piece.end]
    result = clean(html, format="html")
    assert result.source == page.text
    kept, at = "", 0
    for removal in result.removals:
        assert at <= removal.start < removal.end <= len(page.text)
        assert removal.text == page.text[removal.start : removal.end]
        kept, at = kept + page.text[at : removal.start], removal.end
    assert result.exact == kept + page.text[at:]
    assert "".join(result.text.split()) == "".join(result.exact.split())


@settings(deadline=None)
@given(soup)
def test_what_a_level_removes_the_next_one_removes_too(html):
    gone = []
    for level in ("careful", "normal", "thorough"):
        removals = clean(html, format="html", level=level).removals
        gone.append({offset for removal in removals for offset in range(removal.start, removal.end)})
    assert gone[0] <= gone[1] <= gone[2]


MUCH = 200_000


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 10_000 + SENTENCE + "</div>" * 10_000,
        "<p>" + "<b>" * 10_000 + SENTENCE,
        "<ul><li>" * 10_000 + SENTENCE,
        "<table><tr><td>" * 3_000 + SENTENCE,
        "<script>" + "x='<p>no</p>';\n" * (MUCH // 10) + "</script><p>" + SENTENCE,
        "<p>" + SENTENCE * 3 + "<p class='a" + " b" * MUCH,
        "<p>" + SENTENCE + "<" * MUCH,
        "<p>" + SENTENCE + "&" * MUCH,
        "<p>" + SENTENCE + "</p></div></body></html>" * 10_000,
        "<a href=x>" * 20_000 + SENTENCE,
        "".join(f"<p class='c{number}' id='i{number}'>{SENTENCE}</p>" for number in range(3_000)),
        "<p>" + SENTENCE + "".join(f"<h1>Head {number}</h1>" for number in range(5_000)),
        "<p>" + SENTENCE + "<br>" * 50_000,
        "<p>" + SENTENCE + "<p>\x00\ud800\ufffe",
        "<?xml version='1.0' encoding='utf-16'?><html><body><p>" + SENTENCE,
        "<frameset><frame src=x></frameset><p>" + SENTENCE,
        '<script type="application/ld+json">{"articleBody": "' + "\\" * MUCH + "</script><p>" + SENTENCE,
        SENTENCE + "<p>" + SENTENCE[: len(SENTENCE) // 2] + "<di",
    ],
    ids=[
        "deep divs", "deep bold", "deep lists", "deep tables", "script", "class", "angles", "ampersands", "ends",
        "links", "many paragraphs", "headlines", "breaks", "no characters", "xml", "frames", "json", "truncated",
    ],
)  # fmt: skip
def test_bad_pages(html):
    """What is quadratic would outlast a test's patience; what recurses would fall over."""
    result = Cleaner(format="html").clean(html)
    assert SENTENCE.strip()[:40] in result.source


@pytest.mark.parametrize("html", ["", " \n", "<body></body>", "<script>app()</script>", "<p hidden></p>"])
def test_empty_pages(html):
    result = clean(html, format="html")
    assert (result.source.strip(), result.removals) == ("", ())
