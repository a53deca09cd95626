"""Packed rows: adding the integers adds the rows, exactly, whatever their signs and order."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle.lanes import GREATEST, pack, unpack

thousandths = st.integers(-500_000, 500_000).map(lambda value: value / 1000)


def rows(size):
    return st.lists(st.lists(thousandths, min_size=size, max_size=size), max_size=40)


@pytest.mark.parametrize("row", [(0.0,), (1.5, -2.25, 0.0), (-GREATEST,) * 7, (GREATEST, -GREATEST) * 20, (-0.001,)])
def test_a_row_comes_back(row):
    assert unpack(pack(row), len(row)) == list(row)


@settings(deadline=None)
@given(st.integers(1, 50).flatmap(lambda size: st.tuples(st.just(size), rows(size))), st.randoms())
def test_sums_are_exact_in_any_order(case, rng):
    size, many = case
    packed = [pack(row) for row in many]
    rng.shuffle(packed)
    wanted = [sum(round(row[lane] * 1000) for row in many) / 1000 for lane in range(size)]
    assert unpack(sum(packed), size) == wanted


@pytest.mark.parametrize("greatest", [GREATEST, -GREATEST])
def test_four_thousand_rows_do_not_run_over(greatest):
    row = [greatest, 0.0, -greatest]
    assert unpack(4000 * pack(row), 3) == [4000 * greatest, 0.0, -4000 * greatest]


def test_nothing_is_nought():
    assert pack((0.0,) * 9) == 0
    assert unpack(0, 9) == [0.0] * 9


@pytest.mark.parametrize(("value", "held"), [(0.0004, 0.0), (0.0006, 0.001), (-1.2345678, -1.235)])
def test_numbers_are_held_in_thousandths(value, held):
    assert unpack(pack((value,)), 1) == [held]


def test_rows_of_other_sizes_have_other_lanes():
    rng = random.Random(0)
    for size in range(1, 60):
        row = [round(rng.uniform(-9, 9), 3) for _ in range(size)]
        assert unpack(pack(row), size) == row
