"""Features of pages: what stands around a block, in names that tell it."""

from cleanarticle.document import parse_page
from cleanarticle.features import expand, read_features
from cleanarticle.html import read_page
from cleanarticle.html.markup import split_names
from cleanarticle.html.told import told_body, told_summary
from cleanarticle.resolve import findings_by_block
from cleanarticle.stages import ORDER

PROSE = "The old dam above the village was built in 1911, and it holds about two million cubic metres of water today."
PAGE = f"""<title>Dam</title><meta name=description content="{PROSE}">
<nav class=mainMenu><ul><li><a href=x>Home</a></ul></nav><article><h1>Dam</h1><div class="story-body">
<p>{PROSE}<p>{PROSE} Yes.<p>{PROSE} No.<img src=x>
<p class=caption>The dam.</div></article><aside><h3>Related</h3><p><a href=y>Another dam</a></aside>"""


def names(html):
    document = parse_page(read_page(html))
    found = read_features(document, findings_by_block(document, ORDER))
    return {
        document.text(block): {name for key in keys for name in expand(key)}
        for block, keys in zip(document.blocks, found, strict=True)
    }


def test_what_stands_around_a_block():
    told = names(PAGE)
    assert {"outer class: main", "outer class: menu", "inside: nav", "tag: li label, links", "inner: a"} <= told["Home"]
    assert {"told: all of it in the summary", "class: story", "candidate: in it, 1 deep"} <= told[PROSE]
    assert {"picture: right before it", "class: caption", "inside: article"} <= told["The dam."]
    assert {"inside: aside", "under: a heading h3", "under: a heading of related"} <= told["Another dam"]


def test_names_of_classes_are_cut_into_words():
    assert split_names("postBody__inner-2") == {"post", "body", "inner"}


def test_what_a_page_tells_of_its_text():
    tree = read_page(
        '<script type="application/ld+json">{"articleBody": "' + PROSE + PROSE + '"}</script>'
        '<meta property="og:description" content="A dam is old">'
    ).tree
    assert ("the", "old", "dam") in told_body(tree)
    assert told_summary(tree) == {("a", "dam", "is"), ("dam", "is", "old")}
