"""Decisions: levels are nested, the budget, protected blocks, third parties, rules, names of clutter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle import Cleaner, Rule
from cleanarticle.document import parse
from cleanarticle.features import asking
from cleanarticle.levels import FREE_PROSE
from cleanarticle.model import STATES
from cleanarticle.resolve import decide, findings_by_block
from cleanarticle.result import LEVELS
from cleanarticle.stage import Finding, stage
from cleanarticle.stages import ORDER
from models import model, row, save

# Made-up words decide: no cue file knows them, so that a test sees only what it weighs.
WEIGHTS = {
    "word: qdonat": row(donation=20),
    "word: qlette": row(newsletter=20),
    "word: qclutt": row(clutter=20),
    "word: qalmos": row(donation=11),
    "word: qnorma": row(donation=9.5),
    "word: qthoro": row(donation=8),
    "word: qarticl": row(body=20),
}
MODEL = model(WEIGHTS)
LEVEL_OF = {"qdonate": "careful", "qnormal": "normal", "qthorough": "thorough", "kept": None}
BODY = "The council closed it."
SIGN = "\n\nNewsletter\n"
"""A line that stays and shows a sign of an appeal: far from any, only `thorough` takes what asks for nothing."""


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    return save(tmp_path_factory.mktemp("model") / "model.json", WEIGHTS)


def decisions(source, third_parties=(), rules=(), weigh=MODEL):
    """The decisions on a text in front of a sign."""
    *decided, sign = decide(parse(source + SIGN), weigh, third_parties, rules).decisions
    assert sign.level is None
    return decided


def gone(source, **options):
    """What goes at the level `normal`, as (text, stage)."""
    return [(removal.text.strip(), removal.stage) for removal in Cleaner(**options).clean(source).removals]


@pytest.mark.parametrize("word", LEVEL_OF)
def test_the_most_careful_level_at_which_a_block_goes(word):
    (decision,) = decisions(f"It has {word} in it")
    assert decision.level == LEVEL_OF[word]
    assert (decision.level is None) == (decision.score < 0.3)


@pytest.mark.parametrize("state", STATES[1:-1])
def test_an_appeal_goes_under_the_stage_of_its_state(state):
    (decision,) = decisions("qword", weigh=model({"word: qword": row(**{state: 20})}))
    assert (decision.stage, decision.level) == (state, "careful")


WORDS = ["qdonate", "qnormal", "qthorough", "qletter", "qclutter", "qarticle", "kept", "Sign up", "Share", "."]
lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)
documents = st.lists(st.tuples(lines, st.sampled_from(["\n", "\n\n"])), max_size=12).map(
    lambda pairs: "".join(text + gap for text, gap in pairs)
)


@settings(deadline=None)
@given(documents)
def test_levels_are_nested(fitted, source):
    spans = []
    for level in LEVELS:
        result = Cleaner(model=fitted, level=level).clean(source)
        spans.append({at for removal in result.removals for at in range(removal.start, removal.end)})
    assert spans[0] <= spans[1] <= spans[2]


# the budget


def prose(word, number):
    return (
        f"Line {number} has {word} and goes on for as long as it takes to be a sentence of an article that one reads."
    )


def paragraphs(count, word="qdonate"):
    return "\n\n".join(prose(word, number) for number in range(count))


@pytest.mark.parametrize("count", range(2, 7))
def test_only_so_much_prose_without_a_cue_goes(count):
    source = paragraphs(count)
    assert all(facts.prose and not asking(facts.concepts) for facts in parse(source).evidence)
    levels = [decision.level for decision in decisions(source)]
    assert sum(level is not None for level in levels) == min(count, FREE_PROSE)


def test_the_least_certain_stay():
    words = ["qthorough", "qnormal", "qdonate", "qdonate", "qdonate", "qnormal"]
    source = "\n\n".join(prose(word, number) for number, word in enumerate(words))
    assert [decision.level for decision in decisions(source)] == [None, None, "careful", "careful", "careful", None]


def test_at_one_level_too_the_least_certain_stay():
    source = paragraphs(2, "qalmost") + "\n\n" + paragraphs(3)
    assert [decision.level for decision in decisions(source)] == [None] * 2 + ["careful"] * 3


@pytest.mark.parametrize("paid", range(4))
def test_each_removed_block_with_cues_pays_for_one_more(paid):
    appeals = "qdonate: sign up for our newsletter\n\n" * paid
    levels = [decision.level for decision in decisions(appeals + paragraphs(8))]
    assert levels[:paid] == ["careful"] * paid
    assert sum(level is not None for level in levels[paid:]) == FREE_PROSE + paid


def test_a_line_costs_no_budget():
    assert all(decision.level for decision in decisions("It has qdonate in it\n\n" * 20))


def test_every_level_shares_one_budget():
    """What `careful` has spent, `thorough` cannot spend again."""
    source = paragraphs(3) + "\n\n" + paragraphs(3, "qthorough")
    assert [decision.level for decision in decisions(source)] == ["careful"] * 3 + [None] * 3


# protected blocks


@pytest.mark.parametrize(
    "source",
    ["```\nqdonate\n```", "---\ntitle: qdonate\n---", "[qdonate]: https://example.org", "~~~\nqdonate\nqclutter\n~~~"],
)
@pytest.mark.parametrize("weight", [20, 500])
def test_protected_blocks_never_go(source, weight):
    heavy = model({f"word: {word}": row(donation=weight) for word in ("qdonat", "qclutt")})
    greedy = stage("greedy", "Everything")(lambda document: [Finding(0, len(document.source), 99.0, "all")])
    document = parse(f"{BODY}\n\n{source}\n\n{BODY}\n")
    decided = decide(document, heavy, [greedy])
    for block, decision in zip(document.blocks, decided.decisions, strict=True):
        assert (decision.level is None) == block.protected
    assert not decided.parts


def test_a_part_of_a_protected_block_never_goes():
    source = f"{BODY}\n\n```\nqdonate now\n```\n"
    at = source.index("qdonate")
    nosy = stage("nosy", "A word")(lambda document: [Finding(at, at + 7, 99.0, "why")])
    assert not decide(parse(source), MODEL, [nosy]).parts


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
    decided = decide(parse(SOURCE), MODEL, [finder("third", (piece, score))])
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
    decided = decide(parse(SOURCE), MODEL, [finder("third", ("Second line\nThird line", 5.0))])
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
    found = findings_by_block(parse("ab"), [finder("one", ("ab", 1.0), ("ab", 3.0), ("ab", 2.0))])
    assert [finding["one"].score for finding in found] == [3.0]


def test_findings_over_parts_of_a_block_are_no_blocks_findings():
    assert findings_by_block(parse("ab cd"), [finder("one", ("ab", 1.0))]) == [{}]


# rules

TEXT = f"{BODY}\n\nIt has qdonate in it\n\nAnother line\n" + SIGN


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
    decided = decide(parse(SOURCE), MODEL, [finder("third", (pieces, 9.0))], [Rule(keep=("Second line", "Third line"))])
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
def test_a_rule_counts_at_every_level_and_pays_no_budget(fitted, level):
    source = paragraphs(8, "nothing")
    result = Cleaner(model=fitted, level=level, rules=[Rule(("Line *",))]).clean(source)
    assert [(removal.text, removal.stage, removal.score) for removal in result.removals] == [(source, "rule", 1.0)]
    assert not result.suspects


# names of clutter


@pytest.mark.parametrize(
    ("blocks", "stages"),
    [
        (["qclutter"], ["other"]),
        (["qclutter Share on Facebook"], ["share"]),
        (["qclutter © 2024 All rights reserved"], ["legal"]),
        # what no stage has found takes the name of the clutter right before it
        (["qclutter Share on Facebook", "qclutter", "qclutter"], ["share", "share", "share"]),
        (["qclutter Share on Facebook", BODY, "qclutter"], ["share", None, "other"]),
        (["qclutter Share on Facebook", "qdonate", "qclutter"], ["share", "donation", "other"]),
        (["qclutter", "qclutter Share on Facebook"], ["other", "share"]),
        # the names of appeals are the decoder's to give
        (["qclutter Sign up for our newsletter"], ["other"]),
        (["qdonate is what we ask of all who read this far, and that they share on Facebook"], ["donation"]),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_clutter_takes_its_name_from_findings(blocks, stages, gap):
    found = decisions(gap.join(blocks))
    assert [decision.stage if decision.level else None for decision in found] == stages


def test_nothing_to_decide():
    assert decide(parse(""), MODEL, ORDER[:1], [Rule(("x",))]).decisions == ()
