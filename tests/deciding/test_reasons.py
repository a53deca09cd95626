"""Reasons in words: the cues that speak for a stage, with what was found; told when they are asked for, not before."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle import Cleaner
from cleanarticle.deciding.reasons import MOST_REASONS, reasons, why_kept
from cleanarticle.matcher import table
from cleanarticle.stages import CONCEPTS, NAMES, ORDER, READS_LIKE
from models import row, save
from texts import texts

ENGLISH = frozenset(("en",))
ALL = frozenset(table().tags)


@pytest.mark.parametrize(
    ("text", "stage", "told"),
    [
        ("Our newsletter", "newsletter", ["names a newsletter (“newsletter”)"]),
        ("SIGN   UP now", "newsletter", ["asks to sign up (“SIGN UP”)"]),
        ("Jetzt zum Newsletter", "newsletter", ["names a newsletter (“Newsletter”)"]),
        ("ニュースレター", "newsletter", ["names a newsletter (“ニュースレター”)"]),
        ("Card number", "payment", ["names a means of payment (“Card”)", "is a payment form (“Card number”)"]),
        ("© The Courier", "legal", ["reads like a legal notice"]),
        # without a cue, what it reads like; the shape of a line is never a reason
        ("The bridge!", "newsletter", ["reads like an invitation to sign up"]),
        ("*** | $5 >>", "donation", ["reads like an appeal for support"]),
        ("", "share", ["reads like a line to share or follow"]),
        # of another stage's cues, none
        ("Our newsletter", "payment", ["reads like part of a payment form"]),
        # a third party's stage has no cues
        ("Our newsletter", "tips", ["reads like what stands around articles"]),
    ],
)
def test_what_a_text_says(text, stage, told):
    found = reasons([text], stage, ENGLISH | {"de", "ja"})
    assert found[: len(told)] == told and (found == told or "reads like" not in told[0])


def test_what_convinces_most_comes_first_whatever_its_place():
    text = "free to your inbox: sign up for our newsletter"
    assert [reason.split(" (")[0] for reason in reasons([text], "newsletter", ENGLISH)][:3] == [
        "asks to sign up",
        "names a newsletter",
        "speaks of the inbox",
    ]


def test_a_run_of_blocks_says_each_thing_once_with_its_first_words():
    found = reasons(["Sign up", "Our newsletters", "Subscribe to the newsletter"], "newsletter", ENGLISH)
    assert found[:2] == ["asks to sign up (“Sign up”)", "names a newsletter (“newsletters”)"]


def test_function_words_are_told_in_their_own_language_alone():
    assert reasons(["we"], "newsletter", ENGLISH) == ["speaks as 'we' (“we”)"]
    assert reasons(["we"], "newsletter", frozenset(("fi",))) == ["reads like an invitation to sign up"]


def test_a_long_cue_is_cut():
    (reason,) = reasons(["newsletter" + "x" * 90], "newsletter", ENGLISH)
    assert reason == f"names a newsletter (“{('newsletter' + 'x' * 90)[:40]}…”)"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The bridge!", ["reads like the article"]),
        ("Our newsletter", ["reads like the article"]),
        ("", ["reads like the article"]),
    ],
)
def test_what_is_kept_without_a_cue_of_reporting(text, told):
    assert why_kept(text, ENGLISH) == told


def test_what_is_kept_for_a_cue_of_reporting():
    (reason, *_) = why_kept("“No,” the minister said in a statement, according to police", ENGLISH)
    says = {table().concepts[name] for name in CONCEPTS["body"]}
    assert reason.split(" (“")[0] in says


SAYS = set(table().concepts.values())


@settings(deadline=None)
@given(st.lists(texts, max_size=4), st.sampled_from(NAMES))
def test_every_reason_is_a_cue_in_the_text_or_what_it_reads_like(told, stage):
    found = reasons(told, stage, ALL)
    assert 1 <= len(found) <= MOST_REASONS
    if found == [f"reads like {READS_LIKE[stage]}"]:
        return
    for reason in found:
        says, _, quote = reason.removesuffix("”)").partition(" (“")
        assert says in {table().concepts[name] for name in CONCEPTS[stage]}
        assert any(quote.removesuffix("…") in " ".join(text.split()) for text in told)


@pytest.mark.parametrize("name", [*NAMES, "body"])
def test_the_concepts_of_a_stage_are_known(name):
    assert CONCEPTS[name] and set(CONCEPTS[name]) <= set(table().concepts)
    assert len(set(CONCEPTS[name])) == len(CONCEPTS[name])


def test_every_stage_says_what_its_text_reads_like():
    assert all(stage.like and stage.like[0].islower() and not stage.like.endswith(".") for stage in ORDER)


# in results and reports

MAYBE = "One line that is a zzmaybe indeed"
LETTER = "zzletter newsletter"
TEXT = f"Nobody closed it.\n\n{LETTER}\n\n{MAYBE}\n\n```\nzzletter\n```\n"
WORDS = {"zzletter": row(newsletter=15), "zzmaybe": row(newsletter=8)}


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    return save(tmp_path_factory.mktemp("model") / "model.bin", WORDS)


def test_reports(fitted):
    """`Cleaner.explain`: each block with its decision, in order."""
    reports = Cleaner(model=fitted).explain(TEXT)
    assert "".join(TEXT[report.start : report.end] for report in reports) == TEXT
    assert [(report.line, report.text, report.decision, report.stage) for report in reports] == [
        (1, "Nobody closed it.", "kept", None),
        (3, LETTER, "removed", "newsletter"),
        (5, MAYBE, "suspect", "newsletter"),
        (7, "```", "protected", None),
        (8, "zzletter", "protected", None),
        (9, "```", "protected", None),
    ]
    assert [report.evidence for report in reports] == [
        ("reads like the article",),
        ("names a newsletter (“newsletter”)",),
        (
            "stays at level normal: it scores 0.501 as newsletter, and 0.7 is needed",
            "reads like an invitation to sign up",
        ),
        *[("front matter, code or a link definition, which no stage may touch",)] * 3,
    ]
    assert reports[1].score > 0.99
    assert 0.7 > reports[2].score > 0.3 > reports[0].score


def test_a_removal_says_its_reasons_and_its_place(fitted):
    source = f"The council closed it.\n\n{LETTER}\nzzletter sign up\n\nIt is closed.\n\nzzletter\n"
    first, second = Cleaner(model=fitted).clean(source).removals
    assert first.why.startswith("asks to sign up (“sign up”); names a newsletter (“newsletter”)")
    assert first.why.endswith(" (lines 3-4)")
    assert second.why == "reads like an invitation to sign up (line 8)"


def test_of_a_page_it_says_the_element_too(fitted):
    page = f"<article><p>The council closed it.</p><div class=box><p>{LETTER}</p></div></article>"
    (removal,) = Cleaner(model=fitted, format="html").clean(page).removals
    assert removal.element and removal.why.endswith(f"(line 3, in {removal.element})")


def test_nothing_is_put_into_words_before_it_is_asked_for(fitted, monkeypatch):
    asked = []
    monkeypatch.setattr("cleanarticle.removals.reasons", lambda *what: asked.append(what) or ["because"])
    result = Cleaner(model=fitted).clean(TEXT)
    assert result.removals and result.text != TEXT and not asked
    assert [removal.why for removal in (*result.removals, *result.suspects)] == ["because (line 3)", "because (line 5)"]
    assert [removal.why for removal in (*result.removals, *result.suspects)] and len(asked) == 2
