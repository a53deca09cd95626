"""Decisions: levels are nested, protected blocks, third parties, rules, what `only` and `skip` leave."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle import Cleaner, Rule
from cleanarticle.deciding.decide import APPEALS, _collect, decide, threshold
from cleanarticle.document import parse, parse_page
from cleanarticle.html import read_page
from cleanarticle.judging.network import CATEGORIES
from cleanarticle.result import LEVELS
from cleanarticle.stage import Finding, stage
from models import THRESHOLDS, judge, row, save

# Made-up words decide: a test sees only what it weighs.
WORDS = {
    "qdonate": row(donation=15),
    "qletter": row(newsletter=15),
    "qshare": row(share=15),
    "qalmost": row(donation=11),
    "qnormal": row(donation=9.5),
    "qthorough": row(donation=8),
    "qarticle": row(body=15),
}
JUDGE = judge(WORDS)
LEVEL_OF = {"qdonate": "careful", "qalmost": "careful", "qnormal": "normal", "qthorough": "thorough", "kept": None}
BODY = "The council closed it."


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    return save(tmp_path_factory.mktemp("model") / "model.bin", WORDS)


def decisions(source, third_parties=(), rules=(), by=JUDGE):
    return decide(parse(source), by, third_parties, rules).decisions


def gone(source, **options):
    """What goes at the level `normal`, as (text, stage)."""
    return [(removal.text.strip(), removal.stage) for removal in Cleaner(**options).clean(source).removals]


@pytest.mark.parametrize("word", LEVEL_OF)
def test_the_most_careful_level_at_which_a_block_goes(word):
    (decision,) = decisions(f"It has {word} in it")
    assert decision.level == LEVEL_OF[word]
    assert (decision.level is None) == (decision.score < 0.3)


@pytest.mark.parametrize("category", CATEGORIES[1:])
def test_what_goes_goes_under_the_stage_of_its_category(category):
    (decision,) = decisions("qword", by=judge({"qword": row(**{category: 15})}))
    assert (decision.stage, decision.level) == (category, "careful")


def test_the_score_is_that_it_is_not_the_article_whatever_else_it_is():
    """A line that could be either of two appeals is no likelier the article than one that is surely one of them."""
    (either, one) = decisions(
        "qboth\n\nqone", by=judge({"qboth": row(donation=11, newsletter=11), "qone": row(donation=11)})
    )
    assert either.score >= one.score > 0.9 and either.stage in ("donation", "newsletter")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("category", CATEGORIES[1:])
@pytest.mark.parametrize("page", [False, True])
def test_there_are_thresholds_for_appeals_and_clutter_of_texts_and_pages(level, category, page):
    told = {key: {f"{name}": 0.1 + place / 10 for place, name in enumerate(THRESHOLDS[key])} for key in LEVELS}
    told[level] = {"appeal": 0.91, "clutter": 0.92, "page appeal": 0.93, "page clutter": 0.94}
    wanted = told[level][("page " if page else "") + ("appeal" if category in APPEALS else "clutter")]
    assert threshold(judge(thresholds=told), level, category, page=page) == wanted


def test_a_page_is_held_to_its_own_thresholds():
    page_only = {level: least | {"page appeal": 0.99999} for level, least in THRESHOLDS.items()}
    strict = judge({"qalmost": row(donation=11)}, thresholds=page_only)
    page = parse_page(read_page("<p>It has qalmost in it</p>"))
    assert [decision.level for decision in decide(page, strict).decisions] == [None]
    assert [decision.level for decision in decisions("It has qalmost in it", by=strict)] == ["careful"]


lines = st.lists(st.sampled_from([*WORDS, "kept", "Sign up", "Share", "."]), min_size=1, max_size=30).map(" ".join)
documents = st.lists(st.tuples(lines, st.sampled_from(["\n", "\n\n"])), max_size=12).map(
    lambda pairs: "".join(text + gap for text, gap in pairs)
)


@settings(deadline=None, max_examples=60)
@given(documents)
def test_levels_are_nested(fitted, source):
    spans = []
    for level in LEVELS:
        result = Cleaner(model=fitted, level=level).clean(source)
        spans.append({at for removal in result.removals for at in range(removal.start, removal.end)})
    assert spans[0] <= spans[1] <= spans[2]


@pytest.mark.parametrize(("high", "low"), [("careful", "normal"), ("normal", "thorough")])
def test_they_are_nested_even_if_a_models_thresholds_are_not(high, low):
    odd = {level: dict(least) for level, least in THRESHOLDS.items()}
    odd[high]["appeal"], odd[low]["appeal"] = 0.2, 0.999999
    (decision,) = decisions("It has qthorough in it", by=judge(WORDS, thresholds=odd))
    assert decision.level == high


# protected blocks


@pytest.mark.parametrize(
    "source",
    ["```\nqdonate\n```", "---\ntitle: qdonate\n---", "[qdonate]: https://example.org", "~~~\nqdonate\nqshare\n~~~"],
)
def test_protected_blocks_never_go(source):
    greedy = stage("greedy", "Everything")(lambda document: [Finding(0, len(document.source), 99.0, "all")])
    document = parse(f"{BODY}\n\n{source}\n\n{BODY}\n")
    decided = decide(document, JUDGE, [greedy])
    for block, decision in zip(document.blocks, decided.decisions, strict=True):
        assert (decision.level is None) == block.protected
    assert not decided.parts


def test_a_part_of_a_protected_block_never_goes():
    source = f"{BODY}\n\n```\nqdonate now\n```\n"
    at = source.index("qdonate")
    nosy = stage("nosy", "A word")(lambda document: [Finding(at, at + 7, 99.0, "why")])
    assert not decide(parse(source), JUDGE, [nosy]).parts


# third parties

SOURCE = "First line\n\nSecond line\nThird line\n\nIt has qdonate in it\n"


def finder(name, *found):
    """A stage that finds these pieces of the text: (piece, score)."""

    @stage(name, "Pieces")
    def find(document):
        for piece, score in found:
            at = document.source.index(piece)
            yield Finding(at, at + len(piece), score, f"{name} says so")

    return find


@pytest.mark.parametrize(
    ("score", "level"),
    [(5.0, "careful"), (2.0, "normal"), (0.0, "thorough"), (-1.0, None), (-1e9, None), (1e9, "careful")],
)
@pytest.mark.parametrize(("piece", "whole"), [("Second line", True), ("Second", False)])
def test_a_third_partys_finding_stands_by_its_score(score, level, piece, whole):
    decided = decide(parse(SOURCE), JUDGE, [finder("third", (piece, score))])
    decision = decided.decisions[1]
    if whole:
        assert decision.level == level and not decided.parts
        if level:
            assert (decision.stage, decision.verdict) == ("third", "third says so")
            assert decision.score == pytest.approx({5.0: 0.9933, 2.0: 0.8808, 0.0: 0.5}.get(score, 1.0), abs=1e-4)
    else:
        assert decision.level is None
        assert [(part.stage, part.level) for part in decided.parts] == ([("third", level)] if level else [])
        assert all(SOURCE[part.start : part.end] == piece and part.why == "third says so" for part in decided.parts)


def test_a_finding_over_several_blocks_takes_each():
    decided = decide(parse(SOURCE), JUDGE, [finder("third", ("Second line\nThird line", 5.0))])
    assert [decision.stage for decision in decided.decisions if decision.level] == ["third", "third", "donation"]


def test_the_surest_of_several_wins():
    stages = [
        finder("one", ("First line", 3.0), ("Second line", 6.0)),
        finder("two", ("First line", 6.0), ("Second line", 3.0)),
    ]
    for order in (stages, stages[::-1]):
        assert [decision.stage for decision in decisions(SOURCE, order)[:2]] == ["two", "one"]


def test_a_third_party_does_not_take_over_what_is_surer_without_it():
    assert decisions(SOURCE, [finder("third", ("It has qdonate in it", 1.0))])[3].stage == "donation"


def test_third_parties_change_nothing_else():
    before = decisions(SOURCE)
    after = decisions(SOURCE, [finder("third", ("First line", 9.0), ("Third", 9.0))])
    assert before[1:] == after[1:]


def test_the_strongest_finding_of_a_stage_counts():
    found, partial = _collect(parse("ab"), [finder("one", ("ab", 1.0), ("ab", 3.0), ("ab", 2.0))])
    assert [finding["one"].score for finding in found] == [3.0] and not partial


def test_findings_over_parts_of_a_block_are_no_blocks_findings():
    found, partial = _collect(parse("ab cd"), [finder("one", ("ab", 1.0))])
    assert found == [{}] and [name for name, _ in partial] == ["one"]


# rules

TEXT = f"{BODY}\n\nIt has qdonate in it\n\nAnother line\n"


@pytest.mark.parametrize(
    ("rules", "wanted"),
    [
        ([], [("It has qdonate in it", "donation")]),
        ([Rule(("Another *",))], [("It has qdonate in it", "donation"), ("Another line", "rule")]),
        ([Rule(("*qdonate*",))], [("It has qdonate in it", "rule")]),
        ([Rule(keep=("*qdonate*",))], []),
        ([Rule(("*qdonate*",), ("It has *",))], []),
        ([Rule(("Another *",)), Rule(keep=("*line",))], [("It has qdonate in it", "donation")]),
        ([Rule((BODY,))], [(BODY, "rule"), ("It has qdonate in it", "donation")]),
        ([Rule(("Another *",), site="example.org")], [("It has qdonate in it", "donation")]),
    ],
)
def test_rules_settle_what_they_match_and_keep_wins(fitted, rules, wanted):
    assert gone(TEXT, model=fitted, rules=rules) == wanted


@pytest.mark.parametrize("pieces", ["Second line", "line\nThird", "Second", "Second line\nThird line"])
def test_a_keep_rule_wins_over_a_third_party(pieces):
    decided = decide(parse(SOURCE), JUDGE, [finder("third", (pieces, 9.0))], [Rule(keep=("Second line", "Third line"))])
    assert not decided.parts
    assert [decision.level for decision in decided.decisions[:3]] == [None] * 3
    assert [SOURCE[keep.start : keep.end] for keep in decided.keeps] == ["Second line", "Third line"]


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({}, ["donation", "rule"]),
        ({"only": ["donation"]}, ["donation", "rule"]),
        ({"only": ["payment"]}, ["rule"]),
        ({"only": []}, ["rule"]),
        ({"only": ["rule"]}, ["rule"]),
        ({"skip": ["donation"]}, ["rule"]),
        ({"skip": ["payment"]}, ["donation", "rule"]),
        ({"skip": ["rule"]}, ["donation"]),
        ({"only": ["donation", "rule"], "skip": ["rule"]}, ["donation"]),
        ({"only": "donation", "skip": "donation"}, ["rule"]),
    ],
)
def test_only_and_skip_do_not_silence_a_users_own_rules(fitted, options, wanted):
    assert [name for _, name in gone(TEXT, model=fitted, rules=[Rule(("Another *",))], **options)] == wanted


def test_a_keep_rule_that_is_skipped_is_not_heard(fitted):
    assert gone(TEXT, model=fitted, rules=[Rule(keep=("*qdonate*",))], skip=["rule"]) == gone(TEXT, model=fitted)


@pytest.mark.parametrize("level", LEVELS)
def test_a_rule_counts_at_every_level(fitted, level):
    source = "".join(f"Line {number} of the article says what one reads.\n" for number in range(8))
    result = Cleaner(model=fitted, level=level, rules=[Rule(("Line *",))]).clean(source)
    assert [(removal.text, removal.stage, removal.score) for removal in result.removals] == [(source, "rule", 1.0)]
    assert not result.suspects


def test_nothing_to_decide():
    assert decide(parse(""), JUDGE, [finder("third")], [Rule(("x",))]).decisions == ()
