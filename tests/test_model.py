"""The model: what a file must hold, how a block is scored, and that reasons add up to the score."""

import json
import math
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleanarticle
from cleanarticle.model import BODY, CLUTTER, STATES, Model, ModelError, built_in, load, write_vector
from cleanarticle.result import LEVELS
from models import data, model, row, save

WORDS = ("words", frozenset({"alpha", "beta", "unknown"}))
SHAPE = ("shape", ("exclaims", "holds a link"))
PLACE = ("place", ("text of 0-3 blocks",))
KEYS = (WORDS, SHAPE, PLACE)
UNITS = ((0.5, row(body=1.0, payment=-2.0)), (-1.0, row(donation=3.0)))
WEIGHTS = {
    "word: alpha": row(donation=1.5, body=-0.25),
    "word: beta": row(newsletter=-2.0),
    "shape: exclaims": row(donation=0.5) + " 0.75 -0.5",
    "shape: holds a link": row(body=0.125) + " 0 2",
    "place: text of 0-3 blocks": row(clutter=-1.0) + " -0.25 0.25",
    "place: elsewhere": row(clutter=9.0) + " 9 9",
}
DEEP = model(WEIGHTS, hidden=UNITS)


def test_a_score_is_the_sum_of_weights_and_of_what_hidden_units_add():
    first, second = math.tanh(0.5 + 0.75 + 0 - 0.25), math.tanh(-1.0 - 0.5 + 2 + 0.25)
    assert dict(zip(STATES, DEEP.score(KEYS), strict=True)) == pytest.approx(
        {
            "body": -0.25 + 0.125 + first,
            "newsletter": -2.0,
            "donation": 1.5 + 0.5 + 3 * second,
            "payment": -2 * first,
            "subscription": 0.0,
            "clutter": -1.0,
        }
    )


def test_words_have_no_weights_for_hidden_units():
    """Words in a block or not: the hidden units see the same, so the score moves by the words' own weights."""
    moved = [a - b for a, b in zip(DEEP.score(KEYS), DEEP.score(KEYS[1:]), strict=True)]
    assert moved == pytest.approx([-0.25, -2.0, 1.5, 0, 0, 0])


def test_a_linear_model_has_no_hidden_units():
    linear = model({"word: alpha": row(payment=2)})
    assert linear.score(KEYS) == [0, 0, 0, 2, 0, 0]
    assert model().score(()) == [0.0] * len(STATES)


@pytest.mark.parametrize("keys", [KEYS, KEYS[1:], KEYS[:1], (SHAPE, SHAPE), ()])
@pytest.mark.parametrize("state", range(1, len(STATES)))
def test_reasons_add_up_to_the_score(keys, state):
    """All weights together are the score of the state over the body's; with a bias, but for the bias's own share."""
    plain = model(WEIGHTS, hidden=[(0, outer) for _, outer in UNITS])
    scores = plain.score(keys)
    assert sum(weight for weight, _ in plain.reasons(keys, state)) == pytest.approx(scores[state] - scores[BODY])


def test_reasons_name_features_that_have_a_weight():
    assert [name for _, name in DEEP.reasons(KEYS, 2)] == [
        "word: alpha",
        "word: beta",
        "shape: exclaims",
        "shape: holds a link",
        "place: text of 0-3 blocks",
    ]
    assert {name: weight for weight, name in DEEP.reasons(KEYS, 2)}["word: alpha"] == 1.75


numbers = st.lists(st.floats(-9, 9).map(lambda value: round(value, 3)), min_size=8, max_size=8)


@settings(deadline=None)
@given(numbers, numbers, numbers)
def test_round_trips(first, second, third):
    """Through a dictionary, JSON and pickle: the same scores and the same file."""
    one = model(
        {"shape: exclaims": write_vector(first), "word: alpha": write_vector(second[:6])},
        hidden=[(third[0], write_vector(third[:6])), (third[1], write_vector(third[2:]))],
    )
    told = one.to_dict()
    for other in (Model(told), Model(json.loads(json.dumps(told))), pickle.loads(pickle.dumps(one))):
        assert other.to_dict() == told
        assert other.score(KEYS) == one.score(KEYS)
        assert other.thresholds == one.thresholds


def test_memory_changes_no_answer():
    fresh, used = model(WEIGHTS, hidden=UNITS), model(WEIGHTS, hidden=UNITS)
    for keys in (KEYS[1:], KEYS[::-1], (PLACE, PLACE)):
        used.score(keys)
        list(used.reasons(keys, 1))
    assert used.score(KEYS) == fresh.score(KEYS) == used.score(KEYS)


@pytest.mark.parametrize(
    ("values", "told"),
    [((1.0, -2.5, 0.0), "1 -2.5 0"), ((0.12345, 100.0, 1e-9), "0.123 100 0"), ((), ""), ((-0.0001,), "-0")],
)
def test_write_vector(values, told):
    assert write_vector(values) == told


def test_thresholds_by_level_and_kind():
    assert [DEEP.threshold(level, STATES.index("donation")) for level in LEVELS] == [0.9, 0.7, 0.3]
    assert [DEEP.threshold(level, CLUTTER) for level in LEVELS] == [0.95, 0.8, 0.4]


GOOD = data(WEIGHTS, hidden=UNITS)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": 1}, "made for another version of cleanarticle; fit it anew"),
        ({"version": "2"}, "made for another version"),
        ({"states": list(STATES[:-1])}, "made for another version"),
        ({"states": [*STATES[1:], STATES[0]]}, "made for another version"),
        ({"start": "1 2 3"}, "'1 2 3' is not 6 to 6 numbers"),
        ({"start": [0] * 6}, "AttributeError"),
        ({"start": row(body=1) + " 1"}, "is not 6 to 6 numbers"),
        ({"transitions": {}}, "KeyError: 'sentence'"),
        ({"transitions": GOOD["transitions"] | {"line": [row()] * 5}}, "transitions need 6 rows"),
        ({"transitions": GOOD["transitions"] | {"blank": ["1 2"] * 6}}, "'1 2' is not 6"),
        ({"hidden": {"bias": "0", "outer": []}}, "each hidden unit needs a bias and a row of weights"),
        ({"hidden": {"bias": "", "outer": [row()]}}, "each hidden unit needs a bias and a row of weights"),
        ({"hidden": {"bias": "0", "outer": ["1 2"]}}, "'1 2' is not 6"),
        ({"hidden": {"bias": "0 " * 1001, "outer": [row()] * 1001}}, "to 1000 numbers"),
        ({"hidden": {}}, "KeyError: 'bias'"),
        ({"thresholds": {}}, "KeyError: 'careful'"),
        ({"thresholds": {level: {"appeal": 0.5} for level in LEVELS}}, "KeyError: 'clutter'"),
        ({"thresholds": {level: {"appeal": "high", "clutter": 1} for level in LEVELS}}, "'high'"),
        ({"thresholds": {level: {"appeal": 0.5, "clutter": math.nan} for level in LEVELS}}, "nan"),
        ({"thresholds": {level: {"appeal": 75, "clutter": 0.5} for level in LEVELS}}, "75"),
        ({"weights": []}, "AttributeError"),
        ({"weights": {"word: alpha": "1 2 3 4 5"}}, "'1 2 3 4 5' is not 6 to 8 numbers"),
        ({"weights": {"word: alpha": row() + " 0 0 0"}}, "is not 6 to 8 numbers"),
        ({"weights": {"word: alpha": ""}}, "'' is not 6 to 8 numbers"),
        ({"weights": {"word: alpha": [0.0] * 6}}, "AttributeError"),
        ({"weights": {"word: alpha": "1 2 three 4 5 6"}}, "'three'"),
        ({"weights": {"word: alpha": "0 0 501 0 0 0"}}, "weights must be 500 at most"),
        ({"weights": {"word: alpha": "0 0 nan 0 0 0"}}, "'0 0 nan 0 0 0' is not"),
        ({"weights": {"word: alpha": "0 0 inf 0 0 0"}}, "'0 0 inf 0 0 0' is not"),
        ({"start": "nan 0 0 0 0 0"}, "'nan 0 0 0 0 0' is not"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong(tmp_path, change, message):
    path = tmp_path / "my model.json"
    path.write_text(json.dumps(GOOD | change))
    with pytest.raises(ModelError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    with pytest.raises(ValueError, match=r"my model\.json"):
        cleanarticle.Cleaner(model=path)


@pytest.mark.parametrize("key", list(GOOD))
def test_a_missing_part_is_named(key):
    with pytest.raises(ModelError, match=f"here: not a cleanarticle model .*'{key}'"):
        Model({name: value for name, value in GOOD.items() if name != key}, "here")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"3", b"null", b'"text"', b"\xff\xfe", b"PK\x03\x04", b"[" * 100_000]
)
def test_a_file_that_is_no_model(tmp_path, content):
    path = tmp_path / "model.json"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"model\.json: not a cleanarticle model"):
        load(path)


def test_a_file_that_cannot_be_read(tmp_path):
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(ModelError, match="cannot read the model: ") as caught:
            load(path)
        assert str(caught.value).startswith(f"{path}: ")


def test_load(tmp_path):
    assert load(save(tmp_path / "model.json", WEIGHTS, hidden=UNITS)).to_dict() == DEEP.to_dict()


def test_the_built_in_model_is_whole():
    """Its rows are read when first used, so that starting stays quick: here all of them are."""
    path = Path(cleanarticle.__file__).with_name("model.json")
    assert load(path).to_dict() == built_in().to_dict()
    for kind in ("appeal", "clutter"):
        least = [built_in().threshold(level, CLUTTER if kind == "clutter" else 1) for level in LEVELS]
        assert 1 > least[0] > least[1] > least[2] > 0
