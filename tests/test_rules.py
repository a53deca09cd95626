"""A user's own rules: what a pattern matches, where, and in linear time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanarticle import Cleaner, Rule
from cleanarticle.rules import RuleError, apply, matches


@pytest.mark.parametrize(
    ("pattern", "text", "matched"),
    [
        ("Sign up", "Sign up", True),
        ("sign UP", "Sign up", True),
        ("Sign up", "Sign up now", False),
        ("Sign up", "Do sign up", False),
        ("Sign up*", "Sign up now", True),
        ("*up", "Do sign up", True),
        ("*up*", "Do sign up now", True),
        ("a*b*c", "a--b--c", True),
        ("a*b*c", "a--c--b", False),
        ("a*a", "a", False),
        ("ab*ba", "aba", False),
        ("**a**", "xay", True),
        ("Sign  up\tnow", "Sign up now", True),
        ("Sign up", "Sign\u00a0\n up", True),
        ("Sign up", "Signup", False),
        ("Read <number> more", "Read 12 more", True),
        ("Read <number> more", "Read 1,234.50 more", True),
        ("Read <number> more", "Read 1 234 567 more", True),
        ("Read <number> more", "Read some more", False),
        ("Read <number> more", "Read ٣ more", True),
        ("<number>", "2024", True),
        ("<number>", "2024a", False),
        ("$<number> a month", "$5 a month", True),
        ("<numbers>", "<numbers>", True),
        ("a < b", "a < b", True),
        # nothing else is special
        ("a.c", "abc", False),
        ("(a|b)", "a", False),
        ("(a|b)", "(a|b)", True),
        ("[ab]?+", "[ab]?+", True),
        ("\\d", "1", False),
        ("STRASSE", "straße", False),
        ("Straße*", "STRAßE 1", True),
        ("登録*", "登録する", True),
    ],
)
def test_matches(pattern, text, matched):
    assert matches(pattern, text) == matched


@pytest.mark.parametrize("pattern", ["", "*", " ", "* *", "\t*"])
def test_patterns_that_match_everything_are_refused(pattern):
    for rule in ({"remove": (pattern,)}, {"keep": ("x", pattern)}):
        with pytest.raises(RuleError, match="would match every line"):
            Rule(**rule)


def test_one_string_is_no_list_of_patterns():
    with pytest.raises(RuleError, match="not one string"):
        Rule(remove="abc")


LINES = "First line\n  Second line  \nThird. Fourth."
BLOCKS = [(0, 11), (11, 27), (27, 34), (34, 41)]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (Rule(("First*",)), [("First line", False)]),
        (Rule(("second line",)), [("Second line", False)]),
        (Rule(("Third.",), ("Fourth.",)), [("Third.", False), ("Fourth.", True)]),
        (Rule(("Third.*",)), [("Third.", False), ("Third. Fourth.", False)]),  # a sentence, and the whole line
        (Rule(("* line",), ("First*",)), [("First line", True), ("First line", False), ("Second line", False)]),
        (Rule(("nowhere",)), []),
    ],
)
def test_verdicts(rule, found):
    verdicts = apply(LINES, BLOCKS, [rule], None)
    assert [(LINES[verdict.start : verdict.end], verdict.keep) for verdict in verdicts] == found
    assert all("by a rule in a rule: " in verdict.why for verdict in verdicts)


@pytest.mark.parametrize(
    ("wanted", "site", "counts"),
    [
        (None, None, True),
        (None, "example.org", True),
        ("example.org", None, False),
        ("example.org", "example.org", True),
        ("example.org", "www.example.org", True),
        ("www.example.org", "EXAMPLE.org", True),
        ("example.org", "news.example.org", True),
        ("news.example.org", "example.org", False),
        ("example.org", "anexample.org", False),
    ],
)
def test_sites(wanted, site, counts):
    assert bool(apply("x", [(0, 1)], [Rule(("x",), site=wanted)], site)) == counts


ARTICLE = "The council voted on Tuesday to close the bridge.\n\nWork begins in May.\n\nSend tips to Jo.\n"


@pytest.mark.parametrize(
    ("rules", "gone"),
    [
        ((Rule(("Send tips to *",)),), ["Send tips to Jo.\n"]),
        ((Rule(("Send tips to *",), ("*Jo.",)),), []),
        ((Rule(("Send tips to *",)), Rule(keep=("Send *",))), []),
        ((Rule(("The *", "Work *", "Send *")),), [ARTICLE]),
    ],
)
def test_a_rule_is_a_verdict(rules, gone):
    removals = Cleaner(rules=rules, only=["rule"]).clean(ARTICLE).removals
    assert [removal.text for removal in removals] == gone
    assert all((removal.stage, removal.score) == ("rule", 1.0) and "a rule" in removal.why for removal in removals)


@given(st.text("ab* ", min_size=1, max_size=12), st.text("ab ", max_size=30))
def test_matching_agrees_with_the_obvious_way(pattern, text):
    """Dynamic programming over pattern and text, without white space, which varies."""
    pattern, text = pattern.replace(" ", ""), text.replace(" ", "")
    if not pattern.strip("*"):
        return
    reach = {0}
    for token in pattern:
        if token == "*":
            reach = set(range(min(reach), len(text) + 1)) if reach else set()
        else:
            reach = {at + 1 for at in reach if text[at : at + 1] == token}
    assert matches(pattern, text) == (len(text) in reach)


def test_a_long_line_takes_no_time():
    """Patterns that a backtracking engine would need ages for."""
    for pattern in ("*a*a*a*a*a*a*a*a*b", "a<number>a<number>b", "* * * * * * * *x"):
        assert not matches(pattern, "a " * 100_000)
        assert not matches(pattern, "a1" * 100_000)
