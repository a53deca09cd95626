"""What stays is judged once more as a text: what goes then, and what never does."""

import pytest

from cleanarticle import Cleaner
from cleanarticle.rules import Rule
from models import THRESHOLDS, row, save

STORY = "The council voted on Tuesday to close the bridge over the Tern, and work is due to begin there in the spring."
ASK = "Subscribe today."
PARAGRAPH = f"{STORY} {ASK} {STORY}"
PAGE = f"<!doctype html><title>t</title><article><p>{STORY}</p><p>{PARAGRAPH}</p><p>{STORY}</p></article>"


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """It knows one word, which is enough in a text and not on a page."""
    least = {level: {**kinds, "page appeal": 0.95} for level, kinds in THRESHOLDS.items()}
    path = tmp_path_factory.mktemp("model") / "m.bin"
    return save(path, {"subscribe": row(newsletter=9)}, thresholds=least)


def gone(source, model, **options):
    return [(one.text.strip(), one.stage) for one in Cleaner(model=model, **options).clean(source).removals]


@pytest.mark.parametrize(
    ("level", "expected"), [("careful", []), ("normal", [(ASK, "newsletter")]), ("thorough", [(ASK, "newsletter")])]
)
def test_a_sentence_of_a_pages_paragraph_goes_as_it_would_in_a_text(model, level, expected):
    assert gone(PARAGRAPH, model, level=level) == expected
    assert gone(PAGE, model, level=level) == expected


def test_it_is_a_suspect_at_careful(model):
    result = Cleaner(model=model, level="careful").clean(PAGE)
    assert [(one.text.strip(), one.stage) for one in result.suspects] == [(ASK, "newsletter")]


def test_what_goes_there_says_why(model):
    (removal,) = Cleaner(model=model).clean(PAGE).removals
    assert "asks to sign up" in removal.why and "line 3" in removal.why and removal.element


def test_a_pages_result_is_settled(model):
    cleaner = Cleaner(model=model)
    assert ASK not in cleaner.clean(PAGE).text
    assert not cleaner.clean(cleaner.clean(PAGE).text, format="text").removals


@pytest.mark.parametrize(
    "options",
    [{"rules": (Rule(keep=("*Subscribe today*",)),)}, {"skip": ["newsletter"]}, {"only": ["donation"]}],
    ids=["a rule keeps it", "its stage is left out", "another stage is asked for"],
)
def test_what_must_stay_stays(model, options):
    assert gone(PAGE, model, **options) == []
