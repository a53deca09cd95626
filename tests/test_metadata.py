"""What a page declares about itself, however it is declared; and nothing where it is not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanarticle.dates import iso_date
from cleanarticle.html import read_page
from cleanarticle.metadata import Metadata, read_metadata

NOTHING = Metadata()
SITE = '<meta property="og:site_name" content="Courier">'


def told(head="", body="<p>Text.</p>", attributes=""):
    page = read_page(f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>")
    return read_metadata(page.tree, page.title)


def ld(value):
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "The bridge &amp; the town",
    "author": {"@type": "Person", "name": "Ann Lee"},
    "datePublished": "2024-05-03T10:00:00+02:00",
    "publisher": {"@type": "Organization", "name": "Coast Courier"},
    "url": "https://www.courier.example/bridge",
    "inLanguage": "en-GB",
}
ALL = Metadata(
    "The bridge & the town",
    "Ann Lee",
    "2024-05-03T10:00:00+02:00",
    "Coast Courier",
    "courier.example",
    language="en-GB",
)
PAGE = {"@type": "WebPage", "@id": "#page", "name": "The page"}


@pytest.mark.parametrize(
    "script",
    [
        ARTICLE,
        [ARTICLE],
        {"@context": "https://schema.org", "@graph": [PAGE, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": ["Article", "NewsArticle"]},
        {**ARTICLE, "@type": "https://schema.org/BlogPosting"},
        {**ARTICLE, "author": [{"@type": "Person", "name": ["Ann Lee"]}]},
        {**ARTICLE, "author": "Ann Lee"},
        {**ARTICLE, "author": {"givenName": "Ann", "familyName": "Lee"}},
        {**ARTICLE, "author": [{"@type": "Organization", "name": "Staff"}, {"@type": "Person", "name": "Ann Lee"}]},
        {"@graph": [{**ARTICLE, "author": {"@id": "#ann"}}, {"@type": "Person", "@id": "#ann", "name": "Ann Lee"}]},
        f"<!-- {json.dumps(ARTICLE)} -->",
        f"\n//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]>\n",
        f"/*<![CDATA[*/[{json.dumps(ARTICLE)}]/*]]>*/",
        json.dumps(ARTICLE) + ";",
        json.dumps(ARTICLE)[:-1] + ",\n}",
        json.dumps({**ARTICLE, "description": "two\nlines"}).replace("\\n", "\n"),
    ],
)
def test_json_ld_however_it_is_written(script):
    assert told(ld(script)) == ALL


@pytest.mark.parametrize(
    "script",
    [
        json.dumps(ARTICLE).replace("@context", '@con"text'),
        json.dumps(ARTICLE)[:-9],
        json.dumps({**ARTICLE, "description": "She said QUOTE no QUOTE"}).replace("QUOTE", '"'),
    ],
)
def test_of_broken_json_ld_what_can_be_told(script):
    found = told(ld(script))
    assert (found.title, found.byline, found.date) == (ALL.title, ALL.byline, ALL.date)


@pytest.mark.parametrize(
    "script",
    [
        "",
        "nonsense",
        "{",
        "[" * 100_000,
        '{"a":' * 100_000,
        "null",
        "[null, 1, []]",
        {"@type": None, "headline": 3},
        {"@type": {"a": 1}, "author": [[[]]]},
        {"@type": "Article", "headline": {"a": 1}, "author": {"name": {"b": 1}}, "datePublished": 5, "publisher": []},
        {"@graph": {"@graph": []}},
        [{**ARTICLE, "headline": "One"}, {**ARTICLE, "headline": "Two"}],  # a list of teasers
        {"@type": "JobPosting", "title": "Editor", "datePublished": "2024-05-03"},
    ],
)
def test_from_other_json_ld_nothing(script):
    found = told(ld(script))
    assert (found.title, found.byline, found.date) == (None, None, None)


def test_of_several_articles_the_one_that_the_title_names():
    other = {**ARTICLE, "headline": "Something else", "author": "Bo Ek"}
    assert told(ld([other, ARTICLE]), "<h1>The bridge &amp; the town</h1>").byline == "Ann Lee"
    assert told(ld([other, ARTICLE])).byline is None
    assert told("<title>The bridge &amp; the town | Courier</title>" + ld([other, ARTICLE])).byline == "Ann Lee"
    address = '<link rel=canonical href="https://www.courier.example/bridge">'
    assert told(address + ld([{**other, "url": "x"}, ARTICLE])).byline == "Ann Lee"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="og:title" content="A bridge">', Metadata(title="A bridge")),
        ('<meta property="OG:Title" content=" A&amp;amp;B\n bridge ">', Metadata(title="A&B bridge")),
        ("<title>A bridge</title>", Metadata(title="A bridge")),
        ('<meta name="twitter:title" content="A"><title>B</title>', Metadata(title="A")),
        ("<title>A bridge | Courier</title>" + SITE, Metadata("A bridge", site="Courier")),
        ("<title>Courier: A bridge</title>" + SITE, Metadata("A bridge", site="Courier")),
        (
            '<title>A - B - Courier</title><meta property="og:site_name" content="courier">',
            Metadata("A - B", site="courier"),
        ),
        ("<title>A bridge | Other</title>" + SITE, Metadata("A bridge | Other", site="Courier")),
        ('<meta name="author" content="Ann Lee">', Metadata(byline="Ann Lee")),
        (
            '<meta name="citation_author" content="Lee, A."><meta name="citation_author" content="Ek, B.">',
            Metadata(byline="Lee, A., Ek, B."),
        ),
        ('<meta property="article:author" content="https://social.example/ann">', NOTHING),
        ('<meta name="author" content="@ann">', NOTHING),
        ('<meta property="article:published_time" content="2024-05-03">', Metadata(date="2024-05-03")),
        ('<meta name="DC.date.issued" content="2024-05-03">', Metadata(date="2024-05-03")),
        ('<meta name="date" content="3. Mai 2024">', Metadata(date="3. Mai 2024")),
        (
            '<meta name="date" content="3. Mai 2024"><meta name="pubdate" content="20240503">',
            Metadata(date="2024-05-03"),
        ),
        ('<meta name="date" content="soon">', NOTHING),
        (
            '<link rel="canonical" href="https://www.courier.example/a">',
            Metadata(domain="courier.example", url="https://www.courier.example/a"),
        ),
        (
            '<link rel="canonical" href="/a"><meta property="og:url" content="//News.Example:8080/a">',
            Metadata(domain="news.example"),
        ),
        ('<link rel="canonical" href="http://localhost/a">', NOTHING),
        ('<link rel="canonical" href="http://[::1">', NOTHING),
        ('<base href="https://courier.example/">', Metadata(domain="courier.example")),
        ('<meta http-equiv="Content-Language" content="de">', Metadata(language="de")),
        ('<meta property="og:locale" content="pt_BR">', Metadata(language="pt-BR")),
        ('<meta property="og:title" content="">', NOTHING),
        ('<meta property="og:title">', NOTHING),
        (f'<meta property="og:title" content="{"x" * 5000}">', NOTHING),
    ],
)
def test_declarations_in_the_head(head, expected):
    assert told(head) == expected


@pytest.mark.parametrize(
    ("attributes", "language"),
    [
        ('lang="sv"', "sv"),
        ('lang="zh_Hant_TW"', "zh-Hant-TW"),
        ('xml:lang="fr"', "fr"),
        ('lang=""', None),
        ('lang="{{ lang }}"', None),
        ('lang="english language"', None),
    ],
)
def test_the_language_of_the_root(attributes, language):
    assert told(attributes=attributes).language == language


@pytest.mark.parametrize(
    ("body", "byline", "date"),
    [
        (
            '<span itemprop="author">Ann Lee</span><time itemprop="datePublished" datetime="2024-05-03">May</time>',
            "Ann Lee",
            "2024-05-03",
        ),
        ('<div itemprop="author" itemscope><b itemprop="name">Ann Lee</b>, staff</div>', "Ann Lee", None),
        (
            '<meta itemprop="author" content="Ann Lee"><meta itemprop="datePublished" content="2024-05-03">',
            "Ann Lee",
            "2024-05-03",
        ),
        ('<div itemscope itemtype="https://schema.org/Comment"><b itemprop="author">Troll</b></div>', None, None),
        ("<time datetime='2024-05-03'>today</time>", None, "2024-05-03"),
        ("<time datetime='2024-05-03'>today</time><time datetime='2024-05-01'>older</time>", None, None),
        (
            "<time datetime='2024-05-01'>older</time><time pubdate datetime='2024-05-03'>today</time>",
            None,
            "2024-05-03",
        ),
        ("<time datetime='12:06'>noon</time>", None, None),
    ],
)
def test_microdata_and_times(body, byline, date):
    found = told(body=f'<article itemscope itemtype="http://schema.org/Article">{body}</article>')
    assert (found.byline, found.date) == (byline, date)


def test_the_headline_shown_is_the_title():
    found = told(ld(ARTICLE) + "<title>The bridge and the town</title>", "<h1>Bridge and town</h1><p>Text.</p>")
    assert found.title == "Bridge and town"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-05-03", "2024-05-03"),
        ("2024-05-03T10:00:00Z", "2024-05-03T10:00:00+00:00"),
        ("2024-05-03T10:00:00.123+0200", "2024-05-03T10:00:00+02:00"),
        ("2024-05-03 10:00", "2024-05-03T10:00:00"),
        ("2024-05-03 10:00:00 UTC", "2024-05-03T10:00:00+00:00"),
        ("2024/5/3", "2024-05-03"),
        ("20240503", "2024-05-03"),
        ("20240503T100000Z", "2024-05-03T10:00:00+00:00"),
        ("1714723200", "2024-05-03T08:00:00+00:00"),
        ("1714723200000", "2024-05-03T08:00:00+00:00"),
        ("Fri, 03 May 2024 10:00:00 +0200", "2024-05-03T10:00:00+02:00"),
        ("Fri, 03 May 2024 10:00:00 GMT", "2024-05-03T10:00:00+00:00"),
        ("Fri May 03 10:00:00 CEST 2024", "2024-05-03T10:00:00"),
        ("May 3, 2024", "2024-05-03"),
        ("May 3rd, 2024", "2024-05-03"),
        ("Friday, 3 September 2024 at 10:15", "2024-09-03T10:15:00"),
        ("3.5.2024", "2024-05-03"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("05/05/2024", "2024-05-05"),
        ("03/04/2024", None),
        ("2024-13-03", None),
        ("2024-02-30", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31", None),
        ("May 3", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates(written, iso):
    assert iso_date(written) == iso


@given(st.text(alphabet="0123456789-/:.,TZ+ MayGMT", max_size=40) | st.text(max_size=40))
def test_any_date_is_read_or_not(text):
    assert iso_date(text) is None or iso_date(text)[4] == "-"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "@type",
                    "@graph",
                    "@id",
                    "headline",
                    "name",
                    "author",
                    "publisher",
                    "datePublished",
                    "url",
                    "mainEntity",
                ]
            ),
            inner | st.sampled_from(["Article", "WebPage", "WebSite", "#a"]),
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_json_ld_is_read(value):
    told(ld(value))
