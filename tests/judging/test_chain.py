"""The chain of two states: sums over all ways through a document, against going all those ways."""

from itertools import product
from math import exp, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanarticle.judging.chain import chances, hardness, parted
from cleanarticle.judging.network import CATEGORIES

share = st.floats(0, 1)
factor = st.floats(1e-6, 1)
blocks = st.lists(st.tuples(share, factor, factor), max_size=8)


def all_ways(aside, enter, leave):
    """The same by adding up every way through the document."""
    size = len(aside)
    weights = {}
    for way in product((0, 1), repeat=size):
        turns = [(enter if now else leave)[n] for n, now in enumerate(way) if n and now != way[n - 1]]
        weights[way] = prod(aside[n] if now else 1 - aside[n] for n, now in enumerate(way)) * prod(turns)
    total = sum(weights.values())
    return [sum(weight for way, weight in weights.items() if way[n]) / total for n in range(size)]


@given(blocks)
def test_every_way_counts(told):
    aside, enter, leave = ([one[k] for one in told] for k in range(3))
    found = chances([1 - one for one in aside], aside, enter, leave)
    assert all(0 <= chance <= 1 for chance in found)
    if told and sum(aside) > 0 and all(0.01 < one < 0.99 for one in aside):
        assert found == pytest.approx(all_ways(aside, enter, leave), abs=1e-9)


@given(st.lists(share, max_size=20))
def test_where_turning_is_free_each_block_is_on_its_own(aside):
    free = [1.0] * len(aside)
    assert chances([1 - one for one in aside], aside, free, free) == pytest.approx(aside, abs=1e-12)


@pytest.mark.parametrize(
    ("aside", "cost", "expected"),
    [
        ([0.9, 0.5, 0.9], 0.1, "up"),  # between two that go
        ([0.1, 0.5, 0.1], 0.1, "down"),
        ([0.9, 0.5, 0.1], 0.1, "same"),
        ([0.5], 0.1, "same"),
    ],
)
def test_company_counts(aside, cost, expected):
    costs = [cost] * len(aside)
    found = chances([1 - one for one in aside], aside, costs, costs)[len(aside) // 2]
    assert {"up": found > 0.6, "down": found < 0.4, "same": found == pytest.approx(0.5)}[expected]


@given(st.lists(st.integers(-(2**24), 2**24), min_size=len(CATEGORIES), max_size=len(CATEGORIES)), st.integers())
def test_parted_by_differences_only(sums, more):
    body, aside = parted(sums)
    assert body + aside == pytest.approx(1, abs=1e-12)
    assert (body, aside) == parted([number + more for number in sums])


@pytest.mark.parametrize("turn", [-(10**9), -40000, -2048, -1, 0, 1, 2048, 4096, 20000, 10**9])
def test_hardness(turn):
    assert 0 < hardness(turn) <= 1
    assert hardness(turn) == pytest.approx(1 / (1 + exp(min(max(turn / 2048, -700), 700))), rel=0.02, abs=2e-6)


def test_a_long_document_loses_nothing_to_small_numbers():
    size = 20_000
    found = chances([0.001] * size, [0.999] * size, [1e-6] * size, [1e-6] * size)
    assert min(found) > 0.999
