"""The clean body of a page as text, Markdown and HTML: structure survives, and nothing that runs or loads."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleanarticle import Removal, Result, clean
from cleanarticle.html import read_page
from cleanarticle.render import FORMS
from cleanarticle.render.markdown import to_markdown

FORBIDDEN = {"script", "img", "iframe", "link", "style", "object", "embed", "video", "form", "input", "svg", "base"}
ATTRIBUTES = {"charset", "lang", "href", "rel", "start", "value", "colspan", "rowspan", "class", "dir"}
READER = MarkdownIt("commonmark", {"html": True}).enable("table")


def read(body, *gone, head=""):
    """The result of a page of which the lines that hold one of the words in `gone` are removed."""
    source = f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>"
    page = read_page(source)
    removals = [
        Removal(match.start(), match.end(), match.group(), "other", 1.0, "test")
        for word in gone
        for match in re.finditer(rf"[^\n]*{word}[^\n]*\n*", page.text)
    ]
    return Result(page.text, tuple(removals), format="html", metadata=page.metadata, html=source)


class Words(HTMLParser):
    """What a reader of some HTML sees, and its tags and attributes."""

    def __init__(self, html):
        super().__init__()
        self.seen, self.tags, self.attributes = "", [], []
        self.feed(html)

    def handle_data(self, data):
        self.seen += data if self.tags[-1:] != ["title"] else ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self.seen += " "

    def handle_endtag(self, tag):
        self.tags.append(f"/{tag}")
        self.seen += " "


def words(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo\n"),
        ("<div>One</div><div>Two</div>", "One\n\nTwo\n"),
        ("One<br>Two<br><br>Three", "One\\\nTwo\n\nThree\n"),
        ("<h2>A <b>head</b></h2><p>Text</p>", "## A head\n\nText\n"),
        ("<p>A <b>bold</b>, <em>lean</em> <code>a*b</code> word</p>", "A **bold**, *lean* `a*b` word\n"),
        ("<p>A<b> bold </b>word</p>", "A **bold** word\n"),
        ("<p><b><b>bold</b></b> <strong><em>both</em></strong></p>", "**bold** ***both***\n"),
        ('<p><a href="https://a.example/x">link</a></p>', "[link](https://a.example/x)\n"),
        ('<p><a href="https://a.example/(x) y">link</a></p>', "[link](https://a.example/%28x%29%20y)\n"),
        ('<p><a href="https://a.example/"></a><a href="#x">in</a> <a>no</a></p>', "in no\n"),
        ('<a href="https://a.example/"><h3>Head</h3></a>', "### [Head](https://a.example/)\n"),
        ("<ul><li>One<li>Two<ul><li>In</ul><li>Three</ul>", "- One\n- Two\n  - In\n- Three\n"),
        ("<ol><li>One<li>Two<li value=7>Seven<li>Eight</ol>", "1. One\n2. Two\n7. Seven\n8. Eight\n"),
        ("<ol start=9><li>Nine<li><p>Ten</p><p>more</p></ol>", "9. Nine\n10. Ten\n\n    more\n"),
        ("<blockquote><p>One</p><p>Two</p></blockquote>", "> One\n>\n> Two\n"),
        ("<pre>def f():\n    return  *x*\n\n# no</pre>", "```\ndef f():\n    return  *x*\n\n# no\n```\n"),
        ("<pre><code class='language-py x'><i>a</i> = 1</code></pre>", "```py\na = 1\n```\n"),
        ("<pre>```\ninner\n```</pre>", "````\n```\ninner\n```\n````\n"),
        ("<dl><dt>Term<dd>Says <b>x</b><dd><p>Or</p><p>y</p></dl>", "**Term**\n\nSays **x**\n\nOr\n\ny\n"),
        ("<table><tr><th>A<th>B<tr><td>1<td>2|3</table>", "| A | B |\n| --- | --- |\n| 1 | 2\\|3 |\n"),
        ("<table><tr><th>A<th>B<tr><td><td>2</table>", "| A | B |\n| --- | --- |\n|  | 2 |\n"),
        ("<table><tr><th>A<tr><td>1<td>2</table>", "| A | |\n| --- | --- |\n| 1 | 2 |\n"),
        ("<table><tr><th colspan=2>A<tr><td>1<td>2<td>3</table>", "| A | | |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n"),
        ("<table><caption>C</caption><tr><td>1<td>2</table>", "C\n\n| 1 | 2 |\n| --- | --- |\n"),
        ("<table><tr><td><p>One</p><ul><li>x</ul><td>Two</table>", "One\n\n- x\n\nTwo\n"),
        ("<table><tr><td>One<tr><td>Two</table>", "One\n\nTwo\n"),
        (
            "<table><tr><th>A<th>B<tr><td><ul><li>x<li>y|z</ul><td><p>1</p><p>2<br>3</p></table>",
            "| A | B |\n| --- | --- |\n| x y\\|z | 1 2 3 |\n",
        ),
        (
            "<table><tr><td>A<td>B<tr><td><pre>x|y\n\n z</pre><td><code>a|b</code><blockquote>q</blockquote></table>",
            "| A | B |\n| --- | --- |\n| `x\\|y z` | `a\\|b` q |\n",
        ),
        ("<pre>a\n\n\n  b\n\n\n\nc</pre>", "```\na\n\n\n  b\n\n\n\nc\n```\n"),
        ("<ul><li><pre>a\n\n\n  b</pre></ul>", "- ```\n  a\n\n\n    b\n  ```\n"),
        (
            "<pre><button>Copy</button><code class=language-py>a\n\n\n  b</code></pre>",
            "Copy\n\n```py\na\n\n\n  b\n```\n",
        ),
        ("<div><div><p><a href=/x>All of it.</a></p></div></div>", "[All of it.](/x)\n"),
        ("<div><a href=/x><div><p>All of it.</p></div></a></div>", "[All of it.](/x)\n"),
        ("<a href='http://a.example/?x&amp;copy;=1'>link</a>", "[link](http://a.example/?x&amp;copy;=1)\n"),
        ("<figure><img src=x><figcaption>A caption</figcaption></figure>", "A caption\n"),
        ("<ul><li><p>One</p></li></ul>text", "- One\n\ntext\n"),
        ("<section><div><div>Deep</div></div></section>", "Deep\n"),
        # what Markdown would take for markup
        ("<p># 1</p><p>- 2</p><p>+ 3</p><p>4. x</p><p>&gt; 5</p>", "\\# 1\n\n\\- 2\n\n\\+ 3\n\n4\\. x\n\n\\> 5\n"),
        ("<p>a_b _c_ *d* `e` [f] \\</p>", "a_b \\_c\\_ \\*d\\* \\`e\\` \\[f\\] \\\\\n"),
        ("<p>AT&amp;T 1 &lt; 2 &lt;b&gt; &amp;amp;</p>", "AT&T 1 < 2 \\<b> \\&amp;\n"),
        ("<p>Oh!<a href=/x>link</a> Oh!</p>", "Oh\\![link](/x) Oh!\n"),
        ("<p>a - b # c + d = e 1. f</p>", "a - b # c + d = e 1. f\n"),
    ],
)
def test_markdown(body, markdown):
    assert read(body).to("markdown") == markdown


@pytest.mark.parametrize(
    ("body", "gone", "text", "markdown"),
    [
        ("<p>One</p><p>Two x</p><p>Three</p>", "x", "One\n\nThree\n", "One\n\nThree\n"),
        ("<ul><li>One<li>Two x<li>Three</ul>", "x", "One\nThree\n", "- One\n- Three\n"),
        ("<p>One<br>Two x<br>Three</p>", "x", "One\nThree\n", "One\\\nThree\n"),
        ("<table><tr><td>1<td>2<tr><td>x<td>4<tr><td>5<td>6</table>", "x", "1\t2\n5\t6\n", None),
        ("<div><h2>Head x</h2></div><p>Body</p>", "x", "Body\n", "Body\n"),
        ("<p>x</p>", "x", "", ""),
    ],
)
def test_what_is_removed_is_gone_with_its_elements(body, gone, text, markdown):
    result = read(body, gone)
    assert result.text == text
    assert markdown is None or result.to("markdown") == markdown
    assert words(Words(result.to("html")).seen) == words(text)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("<p dir=rtl>a</p>", '<p dir="rtl">a</p>'),
        ("<p dir=' RTL '>a<bdo dir=ltr>b</bdo></p>", '<p dir="rtl">a<bdo dir="ltr">b</bdo></p>'),
        ("<p dir=x>a</p>", "<p>a</p>"),
        ("<div dir=rtl><p>a</p><p dir=auto>b</p>c</div>", None),
        ("<p>a <span dir=rtl>b</span></p>", '<p>a <bdi dir="rtl">b</bdi></p>'),
        ("<section dir=rtl><ul><li>a<li>b</ul></section>", '<ul dir="rtl"><li>a</li><li>b</li></ul>'),
    ],
)
def test_the_direction_of_text_stays(body, html):
    html = html or '<p dir="rtl">a</p>\n<p dir="auto">b</p>\n<div dir="rtl">c</div>'
    assert f"<body>\n{html}\n</body>" in read(body).to("html")


def test_the_direction_of_a_page_stays():
    for source in ("<html lang=ar dir=rtl><p>a", "<html lang=ar><body dir=rtl><p>a"):
        assert '<html lang="ar" dir="rtl">' in clean(source, format="html").to("html")


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        *((f"{broken}alert:1", False) for broken in ("java\u2028script:", "\u3000javascript:", "java\u200bscript:")),
        *((f"ht{char}tp://a.example/", False) for char in "\t\n\x01 \x85\xa0\xad\u2003\u2029\ufeff"),
        ("\x01java\x02script:x", False),
        ("java" + " " * 5000 + "script:x", False),
        ("a:b", False),
        (" http://a.example/\n", True),
        ("HTTPS://a.example/", True),
        ("/a b:c", True),
        ("Категория:x", True),
    ],
)
def test_a_broken_scheme_is_no_link(address, is_link):
    result = read(f'<p>x <a href="{address}">y</a></p>')
    assert ("<a " in result.to("html")) == is_link == ("](" in result.to("markdown"))


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<p onclick='alert(1)' style='background:url(//evil.example)'>x</p>",
        "<img src=//evil.example/x onerror=alert(1)><picture><source srcset=//evil.example></picture>",
        "<iframe src=//evil.example></iframe><object data=x></object><embed src=x><video src=x poster=y></video>",
        "<link rel=stylesheet href=//evil.example><style>@import '//evil.example'</style>",
        "<a href='javascript:alert(1)'>x</a><a href=' java\nscript:alert(1)'>x</a><a href='data:text/html,x'>x</a>",
        "<a href='JaVaScRiPt&colon;alert(1)'>x</a><a href='vbscript:x'>x</a><a href='&#1;javascript:x'>x</a>",
        "<svg><script>alert(1)</script><a xlink:href='javascript:x'><text>x</text></a></svg><math><mi>x</mi></math>",
        "<form action=//evil.example><input value=x><button formaction=javascript:x>x</button></form>",
        "<table background=//evil.example><tr><td background=//evil.example>x<td>y</table>",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=y&gt;</p>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<pre class='language-<img>'>x</pre><pre class='language-x\"onload=y'>x</pre>",
        "<ol start='1\" onload=\"x'><li value='javascript:1'>x</ol><td colspan='9999999999999'>x</td>",
        "<a href='//evil.example/\"onmouseover=alert(1)//'>x</a>",
        "<base href='javascript:/x'><a href='y'>x</a><meta http-equiv=refresh content='0;url=javascript:x'>",
    ],
)
def test_html_runs_and_loads_nothing(body):
    result = read(f"<p>Before</p>{body}<p>After</p>")
    document = Words(result.to("html"))
    assert not FORBIDDEN & {*document.tags}
    assert {name for name, _ in document.attributes} <= ATTRIBUTES
    for name, value in document.attributes:
        assert name != "href" or re.match(r"(https?:)?//|mailto:|/|[\w%.-]+$", value)
    shown = Words(READER.render(result.to("markdown")))
    assert not FORBIDDEN & {*shown.tags}
    assert not [
        value for _, value in shown.attributes if re.match(r"\s*(javascript|data|vbscript):", value or "", re.I)
    ]


def test_a_document_says_what_it_is():
    result = read("<h1>A bridge &lt;b&gt;</h1><p>Text</p>", head="<title>A bridge &lt;b&gt; | x</title>")
    assert result.to("html", title=True) == (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>A bridge &lt;b&gt;</title>\n'
        "<body>\n<h1>A bridge &lt;b&gt;</h1><p>Text</p>\n</body>\n</html>\n"
    )
    assert result.to("markdown", title=True) == "# A bridge \\<b>\n\nText\n"
    assert result.to("text", title=True) == "A bridge <b>\n\nText\n"
    assert [result.to(form) for form in ("text", "markdown")] == ["Text\n", "Text\n"]


def test_links_are_made_whole_where_the_page_says_its_address():
    result = read("<p><a href='../b'>x</a></p>", head="<link rel=canonical href=https://a.example/c/d/e>")
    assert result.to("markdown") == "[x](https://a.example/c/b)\n"
    assert "https://a.example/c/b" in result.to("html")
    assert read("<p><a href='../b'>x</a></p>").to("markdown") == "[x](../b)\n"


@pytest.mark.parametrize(
    "address", ["//a.example/", "http://a..example:99999/", "https://a.example:x/", "/a", "http://_/"]
)
def test_a_wrong_address_is_passed_over(address):
    result = read("<p><a href='/b'>x</a></p>", head=f"<link rel=canonical href={address}>")
    assert result.to("markdown").endswith("/b)\n") and "/b" in result.to("html")


def test_a_plain_text_in_other_forms():
    result = clean("# Head\n\nOne <b> *two*\nthree & four\r\n\r\nFive\n", format="text")
    assert result.to("markdown") == result.text == result.source
    assert "<body>\n<p># Head</p>\n<p>One &lt;b&gt; *two*<br>three &amp; four</p>\n<p>Five</p>\n" in result.to("html")
    assert result.to("text", title=True) == result.text


def test_other_forms_are_refused():
    with pytest.raises(ValueError, match="unknown form 'pdf'"):
        clean("x").to("pdf")


def test_a_result_can_be_sent_to_another_process():
    import pickle

    result = clean("<!doctype html><p>One <b>two</b></p>")
    assert pickle.loads(pickle.dumps(result)).to("markdown") == result.to("markdown") == "One **two**\n"


TAGS = ["p", "div", "b", "em", "a href=/x", "ul", "li", "ol", "h2", "h3", "blockquote", "pre", "code", "td", "tr"]
TAGS += ["table", "th", "span", "br", "dl", "dt", "dd", "figure", "figcaption", "section", "q", "sup", "button"]
LEAVES = st.text(alphabet="ab *_`#-1.<&>[]|\\\n~=+", max_size=8).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
)
BODIES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda tag, inside: f"<{tag}>{''.join(inside)}</{tag.split()[0]}>",
        st.sampled_from(TAGS),
        st.lists(inner, max_size=4),
    ),
    max_leaves=15,
)


@settings(max_examples=300, deadline=None)
@given(BODIES)
def test_no_form_loses_a_word(body):
    result = read(f"<div>{body}</div>")
    quoted = result.text.replace('"', "")
    assert words(Words(result.to("html")).seen) == words(result.text)
    shown = words(Words(READER.render(result.to("markdown"))).seen).replace('"', "").replace("“", "")
    assert re.sub(r"\W", "", shown) == re.sub(r"\W", "", words(quoted))


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 20_000 + "deep",
        "<ul><li>" * 2_000 + "deep",
        "<blockquote>" * 2_000 + "deep",
        "<b><i>" * 3_000 + "deep",
        "<table><tr><td>" * 500 + "deep",
        "<ol>" + "<li>item" * 20_000 + "</ol>",
        "<ul>" + "<li>item" * 20_000 + "</ul>",
        "<p>" + "<b>x</b> y " * 20_000,
        pytest.param("<table>" + "<tr><td>1<td><td>2" * 10_000 + "</table>", marks=pytest.mark.heavy),
        "<table><tr>" + "<td>" * 20_000 + "1<td>2</table>",
        "<table><tr>" + "<td>x" * 5_000 + "<tr><td>1" * 5_000 + "</table>",
        pytest.param("<p>x" * 20_000, marks=pytest.mark.heavy),
        "<p>" + "[*_`<" * 50_000,
        pytest.param("x<br>" * 20_000, marks=pytest.mark.heavy),
    ],
    ids=lambda body: body[:12],
)
def test_large_pages_take_little_time(body):
    result = read(body)
    for form in FORMS:
        start = time.process_time()
        result.to(form)
        assert time.process_time() - start < 20


def test_markdown_of_nothing():
    assert to_markdown("") == ""
