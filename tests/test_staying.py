"""Why a block stays that came close: its score, a missing sign, the budget, or what the user left out."""

import pytest

from cleanarticle import Cleaner, Rule
from cleanarticle.repeats import Repeat
from models import row, save

LETTER = "zzletter newsletter"
NEWS = "The council closed the bridge on Tuesday after engineers had found cracks in two of its piers last autumn."
PROSE = "Line {} has zzprose and goes on for as long as it takes to be a sentence of an article that one reads."
WEIGHTS = {
    "word: zzlett": row(newsletter=20),
    "word: zzmayb": row(newsletter=8),
    "word: zzslig": row(newsletter=7),
    "word: zzlabe": row(clutter=20),
    "word: zzpros": row(donation=20),
}


@pytest.fixture
def explained(tmp_path):
    """A function: source and options → the first evidence of each block, by its text."""
    path = save(tmp_path / "model.json", WEIGHTS)

    def explain(source, **options):
        reports = Cleaner(model=path, **options).explain(source)
        return {report.text: (report.decision, report.evidence[0] if report.evidence else "") for report in reports}

    return explain


@pytest.mark.parametrize(("level", "needed", "decision"), [("careful", "0.9", "suspect"), ("normal", "0.7", "suspect")])
def test_a_score_that_is_too_low(explained, level, needed, decision):
    line = "A zzmaybe that is too long for a label, newsletter"
    what, why = explained(f"{NEWS}\n\n{line}\n", level=level)[line]
    assert what == decision
    assert why == f"stays at level {level}: it scores 0.500 as newsletter, and {needed} is needed"


def test_a_score_that_is_too_low_for_every_level(explained):
    line = "A zzslight hint that is too long for a label, newsletter"
    assert explained(f"{NEWS}\n\n{line}\n", level="thorough")[line] == (
        "kept",
        "stays at level thorough: it scores 0.270 as newsletter, and 0.3 is needed",
    )


def test_a_sign_is_missing(explained):
    found = explained(f"{NEWS}\n\nzzletter\n\nzzlabel\n")
    assert found["zzletter"][0] == found["zzlabel"][0] == "suspect"
    assert found["zzletter"][1].endswith("as newsletter, but no sign of an appeal stands in it or close by")
    assert found["zzlabel"][1].endswith("but no plain label stands in it, or within 3 blocks of it")


def test_the_budget_is_spent(explained):
    lines = [PROSE.format(number) for number in range(8)]
    found = explained("\n\n".join(["Donate", NEWS, *lines]) + "\n")
    stayed = [found[line] for line in lines if found[line][0] != "removed"]
    assert stayed and len(stayed) < len(lines)
    for _, why in stayed:
        assert why.endswith("as donation, but it is prose without a cue, of which only so much may go")


@pytest.mark.parametrize(
    ("repeats", "told"),
    [
        ((), "but no sign of an appeal stands in it or close by"),
        ((Repeat("helo@gwyliwr.example", 40, 1.0),), "but it is prose without a cue, of which only so much may go"),
    ],
)
def test_a_repeat_is_a_sign(explained, repeats, told):
    lines = [PROSE.format(number) for number in range(8)]
    found = explained("\n\n".join([NEWS, *lines, "helo@gwyliwr.example"]) + "\n", repeats=repeats)
    stayed = [found[line] for line in lines if found[line][0] != "removed"]
    assert len(stayed) == (5 if repeats else 8) and all(why.endswith(told) for _, why in stayed)


@pytest.mark.parametrize("options", [{"skip": "newsletter"}, {"only": "donation"}])
def test_what_is_left_out(explained, options):
    found = explained(f"{NEWS}\n\n{LETTER}\n", **options)
    assert found[LETTER] == ("kept", "stays, since `only` or `skip` leaves what is newsletter")


def test_far_from_going_nothing_is_said(explained):
    found = explained(f"{NEWS}\n\n{LETTER}\n")
    assert found[LETTER][0] == "removed" and found[NEWS][0] == "kept"
    assert not any("stays" in why for _, why in found.values())


def test_a_rule_speaks_for_itself(explained):
    keep = (Rule(keep=("zzletter*",)),)
    what, why = explained(f"{NEWS}\n\n{LETTER}\n", rules=keep)[LETTER]
    assert what == "kept" and "stays" not in why
