"""The fitted field against enumeration, its gradient against finite differences."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from cleanarticle.decoder import posteriors
from cleanarticle.document import Gap
from cleanarticle.training import crf

STATES, GAPS = 3, 3


class Problem:
    """Documents of these lengths with random scores; `allowed` bars some states of some blocks."""

    def __init__(self, lengths, seed, wide=2.0):
        rng = np.random.default_rng(seed)
        size = sum(lengths)
        self.lengths = lengths
        self.scores = rng.normal(0, wide, (size, STATES))
        self.gaps = rng.integers(0, GAPS, size)
        self.start = rng.normal(0, 1, STATES)
        self.moves = rng.normal(0, 1, (GAPS, STATES, STATES))
        self.allowed = rng.random((size, STATES)) < 0.6
        self.allowed[np.arange(size), rng.integers(0, STATES, size)] = True
        self.features = (rng.random((size, 6)) < 0.5).astype(float)

    def documents(self):
        at = 0
        for length in self.lengths:
            yield range(at, at + length)
            at += length

    def sequences(self):
        return crf.lay_out(self.lengths, self.gaps)


def enumerate_paths(problem, rows, scores=None, allowed=None):
    """(path, log-score) of every sequence of states of a document, or of those allowed."""
    scores = problem.scores if scores is None else scores
    for path in product(range(STATES), repeat=len(rows)):
        if allowed is None or all(allowed[row, state] for row, state in zip(rows, path, strict=True)):
            total = problem.start[path[0]] + sum(scores[row, state] for row, state in zip(rows, path, strict=True))
            for at in range(1, len(path)):
                total += problem.moves[problem.gaps[rows[at]], path[at - 1], path[at]]
            yield path, total


def enumerated(problem):
    """What `expectations` gives, by adding up all sequences."""
    total, first = 0.0, np.zeros(STATES)
    states, moves = np.zeros_like(problem.scores), np.zeros_like(problem.moves)
    for rows in problem.documents():
        paths = list(enumerate_paths(problem, rows))
        partition = np.logaddexp.reduce([score for _, score in paths])
        total += partition
        for path, score in paths:
            chance = np.exp(score - partition)
            first[path[0]] += chance
            for at, (row, state) in enumerate(zip(rows, path, strict=True)):
                states[row, state] += chance
                if at:
                    moves[problem.gaps[row], path[at - 1], state] += chance
    return total, states, moves, first


def lists_of_lengths(most=4):
    return st.lists(st.integers(1, most), min_size=1, max_size=3)


@settings(deadline=None, max_examples=40)
@given(lists_of_lengths(), st.integers(0, 10_000))
def test_expectations_are_those_of_all_sequences(lengths, seed):
    problem = Problem(lengths, seed)
    found = crf.expectations(problem.scores, problem.sequences(), problem.start, problem.moves)
    for value, wanted in zip(found, enumerated(problem), strict=True):
        np.testing.assert_allclose(value, wanted, atol=1e-9)


@settings(deadline=None, max_examples=40)
@given(lists_of_lengths(30), st.integers(0, 10_000))
def test_fitting_and_decoding_mean_the_same(lengths, seed):
    problem = Problem(lengths, seed)
    _, fitted, _, _ = crf.expectations(problem.scores, problem.sequences(), problem.start, problem.moves)
    for rows in problem.documents():
        gaps = [Gap(problem.gaps[row]) for row in rows]
        decoded = posteriors(problem.scores[rows].tolist(), gaps, problem.start.tolist(), problem.moves.tolist())
        np.testing.assert_allclose(fitted[rows], decoded, atol=1e-9)


@pytest.mark.parametrize("wide", [1.0, 1e2, 1e4, 1e6])
def test_extreme_scores_do_not_overflow(wide):
    problem = Problem([200, 3, 1], 1, wide)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        total, states, moves, first = crf.expectations(
            problem.scores, problem.sequences(), problem.start, problem.moves
        )
    assert np.isfinite(total)
    np.testing.assert_allclose(states.sum(axis=1), 1)
    assert first.sum() == pytest.approx(3)
    assert moves.sum() == pytest.approx(sum(problem.lengths) - 3)


def test_lay_out():
    """Step by step, the longest document first."""
    laid = crf.lay_out([1, 3, 2], np.array([0, 1, 2, 0, 1, 2]))
    assert [rows.tolist() for rows in laid.blocks] == [[1, 4, 0], [2, 5], [3]]
    assert [gaps.tolist() for gaps in laid.gaps] == [[1, 1, 0], [2, 2], [0]]


# fitting


def captured_loss(monkeypatch, problem, *, deep=4, hidden=2, prior=None):
    """(the function that fitting minimises, its layout), instead of minimising it."""
    kept = []

    class Stop(Exception):
        pass

    def minimize(loss, first, **_):
        kept.extend((loss, first))
        raise Stop

    monkeypatch.setattr(crf, "minimize", minimize)
    with pytest.raises(Stop):
        crf.fit(
            csr_matrix(problem.features),
            problem.allowed,
            problem.sequences(),
            GAPS,
            deep=deep,
            hidden=hidden,
            prior=prior or crf.Prior(0.5, 0.25),
            rounds=1,
        )
    return kept[0], crf.Layout(problem.features.shape[1], deep, hidden, STATES, GAPS), len(kept[1])


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("deep", "hidden"), [(4, 2), (6, 1), (0, 2), (4, 0)])
def test_the_gradient_is_that_of_finite_differences(monkeypatch, seed, deep, hidden):
    loss, _, size = captured_loss(monkeypatch, Problem([4, 2, 1], seed), deep=deep, hidden=hidden)
    theta = np.random.default_rng(seed).normal(0, 0.7, size)
    gradient, step = loss(theta)[1], 1e-6
    for at in range(size):
        ahead, back = theta.copy(), theta.copy()
        ahead[at] += step
        back[at] -= step
        assert gradient[at] == pytest.approx((loss(ahead)[0] - loss(back)[0]) / (2 * step), abs=2e-5)


@pytest.mark.parametrize("seed", range(4))
def test_the_loss_is_the_likelihood_of_the_allowed_sequences(monkeypatch, seed):
    problem, prior = Problem([3, 4, 1], seed), crf.Prior(0.5, 0.25)
    loss, layout, size = captured_loss(monkeypatch, problem, prior=prior)
    theta = np.random.default_rng(seed).normal(0, 0.5, size)
    now = layout.unpack(theta)
    scores = problem.features @ now.weights
    scores += np.tanh(problem.features[:, :4] @ now.inner + now.bias) @ now.outer
    problem.start, problem.moves = now.start, now.moves
    wanted = 0.5 * float(layout.strengths(prior) @ theta**2)
    for rows in problem.documents():
        every = [score for _, score in enumerate_paths(problem, rows, scores)]
        held = [score for _, score in enumerate_paths(problem, rows, scores, problem.allowed)]
        wanted += np.logaddexp.reduce(every) - np.logaddexp.reduce(held)
    assert loss(theta)[0] == pytest.approx(wanted, abs=1e-6)


def fit(features, allowed, lengths, gaps=None, **options):
    """A fit of documents of these lengths."""
    gaps = np.zeros(len(features), dtype=int) if gaps is None else np.array(gaps)
    settings_ = {"deep": 0, "hidden": 0, "prior": crf.Prior(0.01, 0.01), "rounds": 300} | options
    allowed = np.array(allowed, dtype=bool)
    return crf.fit(csr_matrix(np.array(features, dtype=float)), allowed, crf.lay_out(lengths, gaps), GAPS, **settings_)


def likeliest(found, features, lengths, gaps=None):
    features = np.array(features, dtype=float)
    gaps = np.zeros(len(features), dtype=int) if gaps is None else np.array(gaps)
    scores = (
        features @ found.weights + np.tanh(features[:, : len(found.inner)] @ found.inner + found.bias) @ found.outer
    )
    _, states, _, _ = crf.expectations(scores, crf.lay_out(lengths, gaps), found.start, found.moves)
    return states.argmax(axis=1).tolist()


def one_hot(states):
    return [[state == other for other in range(STATES)] for state in states]


def test_a_fit_parts_what_can_be_parted():
    features = [[1, 0, 0, 1], [0, 1, 0, 1], [0, 0, 1, 1]] * 4
    labels = [0, 1, 2] * 4
    found = fit(features, one_hot(labels), [1] * 12)
    assert likeliest(found, features, [1] * 12) == labels


def test_hidden_units_see_what_features_say_together():
    """Neither feature alone tells anything: one of the two, not both."""
    features = [[1, 1, 1], [1, 0, 1], [0, 1, 1], [0, 0, 1]] * 5
    labels = [0, 1, 1, 0] * 5
    flat = fit(features, one_hot(labels), [1] * 20)
    deep = fit(features, one_hot(labels), [1] * 20, deep=3, hidden=4)
    assert likeliest(flat, features, [1] * 20) != labels
    assert likeliest(deep, features, [1] * 20) == labels


def test_moves_are_learned_by_gap():
    """A state goes on across gap 0 and changes across gap 2; the features tell only where a document begins."""
    features = [[1, 0], [0, 0], [0, 0], [0, 1], [0, 0], [0, 0]] * 4
    gaps = [1, 0, 2, 1, 0, 2] * 4
    labels = [0, 0, 1, 1, 1, 0] * 4
    found = fit(features, one_hot(labels), [3] * 8, gaps)
    assert likeliest(found, features, [3] * 8, gaps) == labels
    assert found.moves[0, 0, 0] > found.moves[0, 0, 1] and found.moves[2, 0, 1] > found.moves[2, 0, 0]


def test_where_every_state_is_allowed_nothing_is_learned():
    found = fit([[1, 0], [0, 1]], np.ones((2, STATES)), [1, 1])
    assert np.abs(found.weights).max() < 1e-6 and np.abs(found.start).max() < 1e-6


def test_partly_known_states_rule_out_the_others():
    """Never 0 with feature 0; that it is 1 and not 2 is told elsewhere, by another feature it also has."""
    features = [[1, 0], [1, 1], [0, 1], [0, 0]] * 3
    allowed = [[0, 1, 1], [0, 1, 1], [0, 1, 0], [1, 0, 0]] * 3
    found = fit(features, allowed, [1] * 12)
    assert likeliest(found, [[1, 1], [0, 1], [0, 0]], [1, 1, 1]) == [1, 1, 0]
    assert likeliest(found, [[1, 0]], [1])[0] != 0


def test_the_same_input_gives_the_same_numbers():
    problem = Problem([5, 3, 4], 7)
    options = {"deep": 4, "hidden": 2, "rounds": 30}
    one, other = (fit(problem.features, problem.allowed, problem.lengths, problem.gaps, **options) for _ in range(2))
    for name in ("weights", "inner", "bias", "outer", "moves", "start"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
