"""Records → a model's file: what is fitted on, what is told on the way, which bytes come out."""

import json

import pytest

from cleanarticle.model import Model
from cleanarticle.training.fit import NothingToLearn, Settings
from cleanarticle.training.planting import STYLES
from cleanarticle.training.records import RecordError, Records
from cleanarticle.training.train import documents, settings_for, train, write
from labelled import BODIES, pieces, records

QUICK = Settings(rounds=2, hidden=1, repeat=1, least_documents=2, least_texts=1)


def test_articles_as_they_are_and_cleaned_and_pieces_planted():
    found = list(documents(Records([*records()], [*pieces()], []), STYLES[0]))
    articles = [record["text"] for record in records()]
    told = [labelled.document.source for labelled in found if not labelled.planted]
    assert [source for source in told if source in articles[:-1]] == articles[:-1]
    assert sum(source == articles[-1] for source in told) > 1  # what the others are without their appeals
    planted = [labelled.document.source for labelled in found if labelled.planted]
    assert len(planted) > 20 and all(BODIES[2] in source for source in planted)
    assert not [*documents(Records([], [], []), STYLES[0])]


def test_the_model_is_the_average_of_a_fit_for_each_style():
    told = []
    model = train(Records([*records()], [*pieces()], []), QUICK, told.append)
    assert len(Model(model).bias) == len(STYLES) * QUICK.hidden
    assert told[0].startswith("fit 1 of 2: ") and told[-1].startswith("fit 2 of 2: round ")
    assert json.loads(write(model)) == model


@pytest.mark.parametrize(
    "made", [Records([], [], []), Records([], [*pieces()][:3], []), Records([{"text": " "}], [], [])]
)
def test_nothing_to_learn(made):
    with pytest.raises(NothingToLearn, match="nothing can be learned"):
        train(made, QUICK)


def test_half_a_character_can_be_written():
    assert json.loads(write({"weights": {"word: \ud83d": "1"}})) == {"weights": {"word: \ud83d": "1"}}


PAGE = {"html": "<p>The council voted on Tuesday to close the old bridge.</p><p>Sign up</p>", "without": ["Sign up"]}


def test_pages_have_a_model_of_their_own():
    with pytest.raises(RecordError, match="web pages and texts"):
        train(Records([*records()], [], [PAGE]), QUICK)
    model = train(Records([], [], [PAGE] * 3), QUICK)
    assert "word: counci" not in model["weights"] and len(Model(model).bias) == 1


@pytest.mark.parametrize(
    ("given", "rounds", "hidden"), [({}, 70, 16), ({"rounds": 3}, 3, 16), ({"hidden": 0, "rounds": None}, 70, 0)]
)
def test_settings_of_pages(given, rounds, hidden):
    found = settings_for(Records([], [], [PAGE]), **given)
    assert (found.rounds, found.hidden) == (rounds, hidden)
    assert settings_for(Records([], [], [])) == Settings()
