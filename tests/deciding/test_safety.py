"""The safety net: what holds a document back, and what becomes of it then."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleanarticle
from cleanarticle import Cleaner, OptionError, Rule
from cleanarticle.deciding.safety import prose_letters, share_of
from running import APPEAL, BODY, CLEAN, RAW
from texts import texts

BOX = f"{APPEAL}. The best stories of the week, in your inbox every Friday.\n\n{APPEAL}\n"
EMPTY, PROSELESS = "nothing would be left of it", "no running text would be left of it"
TAKEN = "zzgone Work on the newsletter begins in May, the mayor said, and will take two years."
MAYBE = "zzmaybe Engineers had found cracks, says the newsletter, in two of the piers last autumn."


@pytest.fixture
def judge(monkeypatch):
    """A function that cleans where blocks with `zzgone` go at every level, with `zzmaybe` at `thorough`, and no others.

    Whatever the model thinks of them: it is fitted anew, and then thinks otherwise.
    """
    decide = Cleaner._decide

    def decided(cleaner, document):
        found = decide(cleaner, document)
        for block, decision in zip(document.blocks, found.decisions, strict=True):
            text = document.text(block)
            decision.level = "careful" if "zzgone" in text else "thorough" if "zzmaybe" in text else None
            decision.stage = "newsletter"
        return found

    monkeypatch.setattr(Cleaner, "_decide", decided)
    return lambda source, **options: Cleaner(**options).clean(source)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("The council voted on Tuesday.", 24),
        ("“Why now?” she asked.", 14),
        ("Nobody knows", 0),  # no sentence
        ("No way.", 0),
        ("Home | News | Sport | Culture | Money | Weather | Travel | Jobs | Cars | Homes | Shop | Help", 0),
        ("one two three four five six seven eight nine ten eleven twelve", 51),
        ("議会は火曜日に橋を閉鎖することを決めた。", 57),
        ("議会。", 0),
        ("Совет проголосовал во вторник.", 26),
        ("", 0),
    ],
)
def test_prose(text, letters):
    assert prose_letters(text) == letters


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (RAW, None),
        (CLEAN, None),
        ("", None),
        (f"{BODY[1]}\n\n{BOX}", None),
        (f"The bridge is shut.\n\n{BOX}", None),  # little, but of little
        (f"{APPEAL}\n", EMPTY),
        (f"***\n\n{APPEAL}\n", EMPTY),
        (BOX, PROSELESS),
        (f"{BODY[0]}\n\n{BOX}", PROSELESS),  # a headline is none
        (f"---\ntitle: A letter to you.\n---\n\n{BOX}", PROSELESS),  # nor is what may not be touched
        (f"```\nThis is a comment in the code of it.\n```\n\n{BOX}", PROSELESS),
    ],
)
@pytest.mark.parametrize("level", ["careful", "normal", "thorough"])
def test_a_text_without_prose_is_never_what_is_left(source, why, level):
    result = Cleaner(level=level).clean(source)
    assert result.kept_whole == bool(why)
    assert result.warning == (f"kept as it is, since {why}" if why else None)
    if why:
        assert (result.text, result.removals) == (source, ()) and result.suspects


def page(*paragraphs, behind=""):
    items = "".join(f"<li><a href='/{number}'>zzgone {number}</a></li>" for number in range(20))
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f"<!doctype html><html><body><nav><ul>{items}</ul></nav><article>{body}</article>{behind}</body></html>"


@pytest.mark.parametrize(
    ("paragraphs", "kept"), [(BODY[1:], False), (BODY[1:2], False), ((), True), (("zzgone.",), True)]
)
def test_of_a_page_the_menu_goes_while_there_is_a_body(judge, paragraphs, kept):
    result = judge(page(*paragraphs))
    assert result.kept_whole == kept
    assert ("zzgone 7" in result.text) == kept and all(text in result.text for text in paragraphs)
    assert ("zzgone 7" in result.to("markdown")) == kept


def test_the_warning_of_a_page_comes_first(judge):
    warning = judge(page(behind="<div id=root></div><script>x</script>")).warning
    first, _, second = warning.partition("; kept as it is")
    assert first.startswith("the page has next to no visible text") and second == f", since {EMPTY}"


def test_rules_are_obeyed_even_if_they_take_all():
    result = Cleaner(rules=(Rule((f"{APPEAL}*",), (), None, ""), Rule(("The best stories*",), (), None, ""))).clean(BOX)
    assert (result.text, result.kept_whole, result.warning) == ("", False, None)


def test_what_a_rule_takes_is_no_loss():
    rules = (Rule((BODY[1],), (), None, ""), Rule((BODY[2],), (), None, ""))
    result = Cleaner(rules=rules, max_removed=0.2).clean(RAW)
    assert not result.kept_whole and APPEAL not in result.text and BODY[1] not in result.text


def test_a_rule_holds_in_a_document_that_is_kept():
    result = Cleaner(rules=(Rule((BODY[1],), (), None, ""),), max_removed=0.01).clean(RAW)
    assert [removal.stage for removal in result.removals] == ["rule"]
    assert APPEAL in result.text and BODY[1] not in result.text
    assert result.warning.startswith("kept as it is, but for your rules, since ")
    assert [suspect.text.strip() for suspect in result.suspects] == [APPEAL]


def test_where_only_thorough_would_take_too_much_normal_is_what_is_done(judge):
    source = f"{TAKEN}\n\n{MAYBE}\n"
    careful, normal, thorough = (judge(source, level=level) for level in ("careful", "normal", "thorough"))
    assert careful.text == normal.text == thorough.text == f"{MAYBE}\n"
    assert not normal.warning and not thorough.kept_whole and thorough.level == "normal"
    assert thorough.warning == f"cleaned at level normal, since at thorough {PROSELESS}"


def test_only_and_skip_are_heard_behind_it(judge):
    """As promised, leaving a stage out changes nothing for the others."""
    source = f"{BODY[0]}\n\n{TAKEN}\n"
    assert judge(source).kept_whole and judge(source, only=["newsletter"]).kept_whole
    for options in ({"skip": ["newsletter"]}, {"only": ["share"]}):
        result = judge(source, **options)
        assert (result.text, result.warning, result.kept_whole) == (source, None, False)  # nothing was to go


LOST = len(APPEAL.replace(" ", "")) / len("".join(RAW.split()))


@pytest.mark.parametrize(
    ("most", "kept"),
    [(None, False), (1, False), (1.0, False), (LOST, False), (LOST - 1e-9, True), (0.01, True), (0, True)],
)
def test_the_share_that_may_go(most, kept):
    result = cleanarticle.clean(RAW, max_removed=most)
    assert result.kept_whole == kept and result.text == (RAW if kept else CLEAN)
    if kept:
        assert "of it would go, more than the" in result.warning
        assert [suspect.text.strip() for suspect in result.suspects] == [APPEAL]


def test_nothing_to_remove_is_no_reason_to_warn():
    result = Cleaner(max_removed=0).clean(CLEAN)
    assert not result.kept_whole and result.warning is None


@pytest.mark.parametrize(
    ("written", "share"), [("0.4", 0.4), ("40%", 0.4), ("100%", 1), ("0", 0), (1, 1), (0.25, 0.25), ("2.5%", 0.025)]
)
def test_a_share_as_people_write_it(written, share):
    assert share_of(written) == pytest.approx(share)


@pytest.mark.parametrize("wrong", ["40", "1.1", "-1%", "101%", "x", "", "%", "nan", "nan%", "inf", True, [], 2, -0.1])
def test_what_is_no_share(wrong):
    with pytest.raises(ValueError, match=r"is not a share; write 0\.4 or 40%"):
        share_of(wrong)
    with pytest.raises(OptionError, match="max_removed: "):
        Cleaner(max_removed=wrong)


def test_it_goes_with_the_cleaner():
    cleaner = pickle.loads(pickle.dumps(Cleaner(max_removed="1%")))
    assert cleaner.max_removed == 0.01 and cleaner == Cleaner(max_removed=0.01) != Cleaner()
    assert cleaner.clean(RAW).kept_whole and pickle.loads(pickle.dumps(cleaner.clean(RAW))).kept_whole


@pytest.mark.parametrize("options", [{}, {"max_removed": 0.01}])
@pytest.mark.parametrize("source", [RAW, BOX])
def test_explain_tells_the_same(source, options):
    cleaner = Cleaner(**options)
    result, blocks = cleaner.clean(source), cleaner.explain(source)
    held = [block for block in blocks if result.warning in block.evidence]
    assert bool(held) == result.kept_whole and all(block.decision == "suspect" for block in held)
    assert any(block.decision == "removed" for block in blocks) != result.kept_whole


def test_a_very_long_text_is_judged_as_a_whole(judge):
    lines = f"{TAKEN}\n" * 10_100
    assert judge(lines).kept_whole
    assert not judge(f"{BODY[1]}\n{lines}").kept_whole
    assert judge(f"{BODY[1]}\n{lines}", max_removed=0.99).kept_whole


@settings(deadline=None, max_examples=60)
@given(texts, st.sampled_from(["careful", "normal", "thorough"]), st.sampled_from([None, 0.2, 0.6]))
def test_no_text_loses_all_or_more_than_it_may(source, level, most):
    result = Cleaner(level=level, max_removed=most).clean(source)
    seen = len("".join(source.split()))
    assert result.kept_whole == (result.warning is not None and result.warning.startswith("kept"))
    assert not any(char.isalnum() for char in source) or any(char.isalnum() for char in result.text)
    if most is not None:
        assert sum(len("".join(removal.text.split())) for removal in result.removals) <= most * seen
    if result.kept_whole:
        assert result.text == source and result.suspects
