"""Hiding cues: concepts only, the same for the same seed."""

from cleanarticle.training.corpus import Labelled, label
from cleanarticle.training.thinning import thin

RECORD = {
    "text": "Sign up for our free weekly newsletter\n\nDonate now to support our independent journalism\n\n"
    "“Subscribe to our newsletter,” he told readers, who were asked for an e-mail address and for money.\n"
}
SEEDS = [str(number) for number in range(60)]


def evidence(seed=None):
    labelled = label(RECORD)
    return (thin(labelled, seed) if seed else labelled).document.evidence


WHOLE = evidence()


def test_the_same_seed_hides_the_same():
    assert [evidence(seed) for seed in SEEDS] == [evidence(seed) for seed in SEEDS]


def test_seeds_differ_and_some_hide_nothing():
    thinned = [evidence(seed) for seed in SEEDS]
    assert len(set(thinned)) > 20
    assert 5 < thinned.count(WHOLE) < 40


def test_concepts_are_hidden_and_nothing_else():
    hidden = 0
    for seed in SEEDS:
        for facts, whole in zip(evidence(seed), WHOLE, strict=True):
            assert facts.concepts & ~whole.concepts == 0 and facts.quoted & ~whole.quoted == 0
            assert facts._replace(concepts=whole.concepts, quoted=whole.quoted) == whole
            hidden += facts != whole
    assert hidden


def test_no_concept_is_always_hidden():
    seen = [0] * len(WHOLE)
    for seed in SEEDS:
        for at, facts in enumerate(evidence(seed)):
            seen[at] |= facts.concepts
    assert seen == [facts.concepts for facts in WHOLE]


def test_labels_and_blocks_stay():
    labelled = label({**RECORD, "spans": [[0, 38, "newsletter"]]})._replace(planted=True)
    for seed in SEEDS:
        thinned = thin(labelled, seed)
        assert isinstance(thinned, Labelled) and thinned.allowed == labelled.allowed and thinned.planted
        assert thinned.document.blocks == labelled.document.blocks
