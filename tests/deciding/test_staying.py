"""Why a block stays that came close: its score, or what the user left out."""

import pytest

from cleanarticle import Cleaner, Rule
from cleanarticle.repeats import Repeat
from models import row, save

LETTER = "zzletter newsletter"
NEWS = "The council closed the bridge on Tuesday after engineers had found cracks in two of its piers last autumn."
WORDS = {
    "zzletter": row(newsletter=15),
    "zzmaybe": row(newsletter=8),
    "zzslight": row(newsletter=7),
    "zzhardly": row(newsletter=5),
}


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    return save(tmp_path_factory.mktemp("model") / "model.bin", WORDS)


@pytest.fixture
def explained(fitted):
    """A function: source and options → the first evidence of each block, by its text."""

    def explain(source, **options):
        reports = Cleaner(model=fitted, **options).explain(source)
        return {report.text: (report.decision, report.evidence[0]) for report in reports}

    return explain


@pytest.mark.parametrize(
    ("line", "level", "decision", "score", "needed"),
    [
        ("A zzmaybe", "careful", "suspect", "0.501", "0.9"),
        ("A zzmaybe", "normal", "suspect", "0.501", "0.7"),
        ("A zzslight hint", "thorough", "kept", "0.271", "0.3"),
        ("A zzslight hint", "careful", "kept", "0.271", "0.9"),
    ],
)
def test_a_score_that_is_too_low(explained, line, level, decision, score, needed):
    what, why = explained(f"{NEWS}\n\n{line}\n", level=level)[line]
    assert (what, why) == (decision, f"stays at level {level}: it scores {score} as newsletter, and {needed} is needed")


@pytest.mark.parametrize("options", [{"skip": "newsletter"}, {"only": "donation"}])
def test_what_is_left_out(explained, options):
    found = explained(f"{NEWS}\n\n{LETTER}\n", **options)
    assert found[LETTER] == ("kept", "stays, since `only` or `skip` leaves what is newsletter")


def test_far_from_going_nothing_is_said(explained):
    found = explained(f"{NEWS}\n\n{LETTER}\n\nIt is zzhardly that\n")
    assert found[LETTER][0] == "removed" and found[NEWS][0] == found["It is zzhardly that"][0] == "kept"
    assert not any("stays" in why for _, why in found.values())


def test_a_rule_speaks_for_itself(explained):
    keep = (Rule(keep=("zzletter*",)),)
    what, why = explained(f"{NEWS}\n\n{LETTER}\n", rules=keep)[LETTER]
    assert what == "kept" and "stays" not in why and "by a rule" in why


def test_what_repetition_says_comes_first(fitted):
    repeats = (Repeat("A zzmaybe", 40, 1.0), Repeat("zzletter", 40, 1.0))
    source = f"{NEWS}\n\nA zzmaybe\nzzletter\n"
    told = {report.text: report for report in Cleaner(model=fitted, repeats=repeats).explain(source)}
    assert told["A zzmaybe"].decision == told["zzletter"].decision == "removed"
    assert told["A zzmaybe"].evidence[0] == "stands in 40 of 40 documents of this site"
    (removal,) = Cleaner(model=fitted, repeats=repeats).clean(source).removals
    assert removal.why.startswith("stands in 40 of 40 documents of this site; ")
