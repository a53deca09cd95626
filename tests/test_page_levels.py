"""Levels of pages: calibrated scores, a threshold for each page, signs beside the model."""

import pytest

from cleanarticle.document import parse_page
from cleanarticle.html import read_page
from cleanarticle.levels import Decision
from cleanarticle.page_levels import best_threshold, calibrated


@pytest.mark.parametrize("score", [0.0, 0.2, 0.5, 0.9, 1.0])
def test_calibration_keeps_the_side_and_the_order(score):
    assert 0.0 < calibrated(score) < 1.0
    assert (calibrated(score) >= 0.5) == (score >= 0.5)
    assert calibrated(score, 1.0) > calibrated(score)


def threshold(scores):
    page = read_page("".join(f"<p>word word word word {number}</p>" for number in range(len(scores))))
    return best_threshold(parse_page(page), [Decision("other", score, 5) for score in scores])[0]


@pytest.mark.parametrize(("scores", "least", "most"), [([0.0] * 4, 1.0, 1.0), ([0.5] * 4, 0.6, 0.7), ([1.0], 0.0, 0.1)])
def test_what_f_measure_is_to_be_expected(scores, least, most):
    page = read_page("".join(f"<p>word word word word {number}</p>" for number in range(len(scores))))
    expected = best_threshold(parse_page(page), [Decision("other", score, 5) for score in scores])[1]
    assert least <= expected <= most


def test_a_page_that_is_understood_has_a_threshold_about_a_half():
    assert 0.1 < threshold([0.02, 0.02, 0.02, 0.98, 0.98]) <= 0.98
    assert threshold([0.02, 0.02, 0.7, 0.98]) <= 0.7


def test_a_page_where_nothing_is_surely_body_keeps_what_is_likeliest():
    assert threshold([0.9, 0.9, 0.9, 0.97]) > 0.9


def test_an_empty_page_has_a_threshold():
    assert threshold([]) == 0.5
