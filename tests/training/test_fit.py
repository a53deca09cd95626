"""A whole fit, tiny: labelled records in, a model file out that cleans a line it has not seen."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from cleanarticle import Cleaner
from cleanarticle.cli.train import train as main
from cleanarticle.model import STATES, Model, load
from cleanarticle.training.corpus import label
from cleanarticle.training.fit import NothingToLearn, Settings, fit_model

BODIES = [
    "The council voted on Tuesday to close the old bridge over the river, which has carried traffic since 1931.",
    "Work begins in May, the mayor said, and will take two years, during which buses run along the northern bank.",
    "Engineers had found cracks in two of the piers last autumn, and the load limit was lowered in December.",
    "Shopkeepers near the market fear for their trade, as most of their customers come across the water.",
    "The region pays two thirds of the cost, while the town will borrow the rest from a bank in the capital.",
    "A ferry is to carry people on foot from the old harbour to the new one, every half hour, until midnight.",
]
LETTERS = [
    "Sign up for our free weekly newsletter",
    "Subscribe to our newsletter",
    "Get our newsletter in your inbox every morning",
    "Sign up for the newsletter and never miss a story",
]
GIFTS = ["Donate now to support our journalism", "Please make a donation today", "Give now: any amount helps"]
CARDS = ["Card number\nExpiry date\nCVC\nPay now"]
APPEALS = [(name, text) for name, found in zip(STATES[1:4], (LETTERS, GIFTS, CARDS), strict=True) for text in found]
UNSEEN = "Sign up for our daily newsletter"


def records():
    for number, (category, appeal) in enumerate(APPEALS * 2):
        lines = BODIES[number % 3 :] + BODIES[: number % 3]
        place = (0, 3, len(lines))[number % 3]
        lines.insert(place, appeal)
        text = "\n\n".join(lines)
        start = text.index(appeal)
        yield {"id": str(number), "text": text, "spans": [[start, start + len(appeal), category]]}
    yield {"id": "bare", "text": "\n\n".join(BODIES)}


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


@pytest.mark.parametrize("options", [(), ("--fold", "1/3"), ("--hidden", "0")])
def test_the_command(tmp_path, options):
    """`python -m cleanarticle.training`: articles and training blocks, in one or several files."""
    articles, blocks = tmp_path / "articles.jsonl", tmp_path / "blocks.jsonl"
    articles.write_text("".join(json.dumps(record) + "\n" for record in records()), encoding="utf-8")
    planted = [
        {"category": name, "lang": "en", "lines": [[name, line] for line in text.split("\n")]} for name, text in APPEALS
    ]
    planted += [{"category": "article", "lang": "en", "text": "\n\n".join(BODIES)}]
    blocks.write_text("".join(json.dumps(record) + "\n" for record in planted), encoding="utf-8")
    output = tmp_path / "model.json"
    done = CliRunner().invoke(main, [str(articles), str(blocks), "-o", str(output), "--rounds", "5", *options])
    assert done.exit_code == 0, done.output
    assert load(output).weights
    first = output.read_bytes()
    CliRunner().invoke(main, [str(articles), str(blocks), "-o", str(output), "--rounds", "5", *options])
    assert output.read_bytes() == first
