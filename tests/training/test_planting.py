"""Training blocks planted in articles: every block, whole, the same every time."""

from cleanarticle.training.planting import MOST_PHRASES, plant

BLOCKS = [
    [["newsletter", "Sign up for our briefing."]],
    [["donation", "We need your help."], ["donation", ""], ["payment", "Card number"], ["payment", "Continue"]],
    [["donation", "Every gift counts."], ["donation", "Give now"]],
    [["newsletter", "One"], ["newsletter", "Two"], ["newsletter", "Three"], ["newsletter", "Four"]],
]
ARTICLES = ["The council voted.\n\nWork begins in May.\nIt takes two years.", "A new ferry runs.\n\nIt costs nothing."]
STAYS = ["She asked readers to donate.", "The paper has a newsletter."]


def records(lang="en"):
    return [
        *({"category": "mixed", "lang": lang, "lines": lines} for lines in BLOCKS),
        *({"category": "article", "lang": lang, "text": text} for text in ARTICLES),
        *({"category": "body", "lang": lang, "text": text} for text in STAYS),
    ]


HOSTS = [{"lang": "en", "site": "a.example", "text": "A dam broke.\n\nIt was old.\n\nNobody was hurt."}]
PLANTED = list(plant(records()))


def body(lines):
    return [text for label, text, _ in lines if not label]


def test_the_same_input_gives_the_same_texts():
    assert list(plant(records())) == PLANTED
    assert list(plant(records(), seed="other")) != PLANTED
    both = list(plant([*records("de"), *records()]))
    assert [made for made in both if made.lang == "en"] == PLANTED  # other languages change nothing


def test_names_are_all_different():
    assert len({made.name for made in PLANTED}) == len(PLANTED)
    assert all(made.lang == "en" and made.site == "" for made in PLANTED)


def test_every_block_is_planted_and_every_article_stands_alone():
    planted = [made for made in PLANTED if "-alone-" not in made.name]
    assert len(planted) == len(BLOCKS) * 2 + 3 * len(ARTICLES) + len(STAYS)
    for block in BLOCKS:
        wanted = [(category, text) for category, text in block if text]
        assert sum(holds(made.lines, wanted) for made in PLANTED) >= 2
    alone = [body(made.lines) for made in PLANTED if len(body(made.lines)) == len(made.lines)]
    assert all([line for line in article.split("\n") if line] in alone for article in ARTICLES)


def holds(lines, block):
    pieces = [(label, text) for label, text, _ in lines]
    return any(pieces[at : at + len(block)] == block for at in range(len(pieces)))


def test_nothing_but_what_was_given_is_labelled():
    known = {(category, text) for block in BLOCKS for category, text in block if text}
    for made in PLANTED:  # rows that are made of an article's words have no label
        assert {(label, text) for label, text, _ in made.lines if label} <= known
        assert {gap for *_, gap in made.lines} <= {1, 2}


def test_some_short_lines_stand_alone():
    alone = [[label for label, *_ in made.lines if label] for made in PLANTED if "-alone-" in made.name]
    assert alone and all(len(labels) == 1 for labels in alone)


def test_hosts_are_planted_in_and_told_by_their_site():
    sites = {made.site for made in plant(records(), HOSTS)}
    assert sites == {"", "a.example"}
    assert not list(plant([], HOSTS))  # a language without invented articles is left out


def test_a_language_without_articles_is_left_out():
    assert list(plant([{"category": "newsletter", "lang": "xx", "lines": BLOCKS[0]}])) == []
    assert list(plant([])) == []


def phrase(text, category="donation", lang="en", **more):
    return {"category": category, "lang": lang, "text": text, **more}


PHRASES = [
    phrase("Give now"),
    phrase("Every gift counts"),
    phrase("Sign up", "newsletter"),
    phrase("OK", ambiguous=True),
]


def test_phrases_stand_below_articles():
    planted = [made for made in plant([*records(), *PHRASES]) if "phrase" in made.name]
    assert len(planted) == 3
    for made in planted:
        labels = [label for label, *_ in made.lines]
        first = next(number for number, label in enumerate(labels) if label)
        assert len(set(labels[first:])) == 1 and not any(labels[:first])
        assert "OK" not in [text for _, text, _ in made.lines]


def test_phrases_take_what_articles_there_are():
    """Those of their own language, by whatever tag; else English ones; none of a language without a cue file."""
    norwegian = [
        *records(),
        *records("no"),
        phrase("Gi", lang="nb"),
        phrase("Give", lang="xx"),
        phrase("Doe", lang="nl"),
    ]
    assert {made.lang for made in plant(norwegian) if "phrase" in made.name} == {"nb", "nl"}
    assert not list(plant(PHRASES))


def test_only_so_many_phrases_of_a_language():
    many = [phrase(f"Give {number}") for number in range(2 * MOST_PHRASES)]
    assert sum("phrase" in made.name for made in plant([*records(), *many])) == MOST_PHRASES
