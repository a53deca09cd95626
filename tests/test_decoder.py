"""The decoder against enumeration of every sequence of states."""

from itertools import product
from math import exp, isclose, isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle.decoder import posteriors
from cleanarticle.document import Gap

ZERO = [[0.0, 0.0], [0.0, 0.0]]


def enumerated(scores, gaps, start, transitions):
    """P(state) of each block: the weights of all sequences of states, added up."""
    states = range(len(start))
    sums = [[0.0 for _ in states] for _ in scores]
    for path in product(states, repeat=len(scores)):
        weight = start[path[0]] + sum(row[state] for row, state in zip(scores, path, strict=True))
        weight += sum(transitions[gaps[at]][path[at - 1]][path[at]] for at in range(1, len(path)))
        for row, state in zip(sums, path, strict=True):
            row[state] += exp(weight)
    return [[value / sum(row) for value in row] for row in sums]


def vectors(size, most=5.0):
    return st.lists(st.floats(-most, most), min_size=size, max_size=size)


@st.composite
def problems(draw):
    states, length = draw(st.integers(1, 3)), draw(st.integers(1, 5))
    return (
        [draw(vectors(states)) for _ in range(length)],
        draw(st.lists(st.sampled_from(Gap), min_size=length, max_size=length)),
        draw(vectors(states)),
        [[draw(vectors(states)) for _ in range(states)] for _ in Gap],
    )


@settings(deadline=None)
@given(problems())
def test_posteriors_are_those_of_all_sequences(problem):
    for row, wanted in zip(posteriors(*problem), enumerated(*problem), strict=True):
        assert list(row) == pytest.approx(wanted, abs=1e-9)


@settings(deadline=None)
@given(problems())
def test_rows_sum_to_one_and_the_same_input_gives_the_same_numbers(problem):
    rows = posteriors(*problem)
    assert rows == posteriors(*problem)
    assert all(isclose(sum(row), 1.0) and min(row) >= 0 for row in rows)


@settings(deadline=None)
@given(problems(), st.floats(-1000, 1000))
def test_only_differences_of_scores_count(problem, more):
    scores, *rest = problem
    moved = [[value + more for value in row] for row in scores]
    for row, wanted in zip(posteriors(moved, *rest), posteriors(scores, *rest), strict=True):
        assert list(row) == pytest.approx(list(wanted), abs=1e-9)


@pytest.mark.parametrize("size", [1.0, 50.0, 1e3, 1e6, 1e300])
@pytest.mark.parametrize("length", [1, 2, 3000])
def test_extreme_scores_do_not_overflow(size, length):
    scores = [[size, -size] if at % 3 else [-size, size] for at in range(length)]
    rows = posteriors(scores, [Gap.LINE] * length, [5.0, -5.0], [[[2.0, -2.0], [-2.0, 2.0]]] * 3)
    assert all(isclose(sum(row), 1.0) and all(map(isfinite, row)) for row in rows)
    if size >= 50:  # surer than any transition
        assert all((row[0] > 0.99) == (at % 3 > 0) for at, row in enumerate(rows))


def test_no_blocks():
    assert posteriors([], [], [0.0, 0.0], [ZERO] * 3) == []


def test_neighbours_pull_only_through_their_gap():
    """A block that could be either follows its neighbour across a gap that holds together, not across another."""
    sticky = [[3.0, 0.0], [0.0, 3.0]]
    scores = [[0.0, 6.0], [0.0, 0.0]]
    transitions = {Gap.SENTENCE: sticky, Gap.LINE: ZERO, Gap.BLANK: ZERO}
    matrices = [transitions[gap] for gap in Gap]
    pulled, free = (
        posteriors(scores, [Gap.BLANK, gap], [0.0, 0.0], matrices)[1][1] for gap in (Gap.SENTENCE, Gap.BLANK)
    )
    assert pulled > 0.9 and free == pytest.approx(0.5)


def test_the_first_gap_is_not_read():
    scores = [[0.0, 1.0], [1.0, 0.0]]
    matrices = [[[gap, 0.0], [0.0, -gap]] for gap in (1.0, 2.0, 3.0)]
    first, *others = (posteriors(scores, [gap, Gap.LINE], [0.0, 0.0], matrices) for gap in Gap)
    assert all(other == first for other in others)
