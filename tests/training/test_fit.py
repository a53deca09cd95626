"""A whole fit, tiny: labelled records in, a model file out that cleans a line it has not seen."""

import json
from dataclasses import replace

import pytest

from cleanarticle import Cleaner
from cleanarticle.model import STATES, Model
from cleanarticle.training.corpus import label
from cleanarticle.training.fit import NothingToLearn, Settings, fit_model
from labelled import BODIES, records

UNSEEN = "Sign up for our daily newsletter"


SETTINGS = Settings(rounds=40, hidden=3, repeat=1, least_documents=2, least_texts=1)


@pytest.fixture(scope="module")
def fitted():
    return fit_model(map(label, records()), SETTINGS)


def test_the_model_cleans_what_it_has_not_seen(fitted, tmp_path):
    path = tmp_path / "model.json"
    path.write_text(json.dumps(fitted), encoding="utf-8")
    source = "\n\n".join([*BODIES[:4], UNSEEN, *BODIES[4:]]) + "\n"
    result = Cleaner(model=path).clean(source)
    assert [(removal.text.strip(), removal.stage) for removal in result.removals] == [(UNSEEN, "newsletter")]
    assert not Cleaner(model=path, level="thorough").clean("\n\n".join(BODIES)).removals


def test_it_is_whole(fitted):
    model = Model(fitted)
    assert model.to_dict() == fitted
    assert len(model.bias) == SETTINGS.hidden
    for name, told in fitted["weights"].items():
        assert len(told.split()) == len(STATES) + (0 if name.startswith("word: ") else SETTINGS.hidden), name
    assert list(fitted["weights"]) == sorted(fitted["weights"])


def test_the_same_corpus_gives_the_same_numbers(fitted):
    assert fit_model(map(label, records()), SETTINGS) == fitted


def test_a_linear_model():
    linear = fit_model(map(label, records()), Settings(rounds=5, hidden=0, repeat=1))
    assert Model(linear).bias == ()
    assert all(len(told.split()) == len(STATES) for told in linear["weights"].values())


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        ({"least_texts": 10_000}, lambda name: name.startswith("word: ")),
        ({"least_word_weight": 1e9}, lambda name: name.startswith("word: ")),
    ],
)
def test_what_is_worth_a_weight(change, gone):
    corpus = map(label, records())
    few = fit_model(corpus, Settings(**{"rounds": 5, "hidden": 0, "least_documents": 2, "least_texts": 1} | change))
    assert not [name for name in few["weights"] if gone(name)]


@pytest.mark.parametrize("corpus", [[], [label({"text": ""})], [label({"text": "One line"})]])
def test_too_little_to_learn_from(corpus):
    with pytest.raises(NothingToLearn, match="nothing can be learned"):
        fit_model(corpus, Settings())


def test_an_article_that_counts_often_is_one_document():
    """Its rows are repeated; a feature that occurs in no other document still gets no weight."""
    corpus = [label(record) for record in records()]
    corpus[-1] = label({"text": "\n\n".join([*BODIES, "zzonce"])})
    assert not [name for name in fit_model(corpus, replace(SETTINGS, repeat=4))["weights"] if "zzonce" in name]
    twice = fit_model([corpus[0], corpus[0]], replace(SETTINGS, repeat=1))
    assert fit_model(corpus[:1], replace(SETTINGS, repeat=2, least_documents=1)) == twice
