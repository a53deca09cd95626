"""What a removed appeal draws along: its middle, labels right beside it, lines elsewhere that repeat it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle.document import parse
from cleanarticle.extend import LEAST_ECHO, LEAST_INSIDE, LEAST_LABEL, LONGEST_GAP, drawn_along

LONG = "A line of a good many words that is far too long to be a label"
GONE = "GONE"


def drawn(*blocks):
    """(block drawn along, the one it goes with) of blocks given as (text, score) or (text, GONE)."""
    document = parse("\n\n".join(text for text, _ in blocks))
    scores = [1.0 if score is GONE else score for _, score in blocks]
    found = drawn_along(document, scores, ["donation" if score is GONE else "" for _, score in blocks])
    return sorted((item.number, item.to) for item in found)


A, IN, OUT = (LONG, GONE), (LONG, LEAST_INSIDE), (LONG, LEAST_INSIDE - 0.01)
LABEL, NO_LABEL = ("Two words", LEAST_LABEL), ("Two words", LEAST_LABEL - 0.01)


@pytest.mark.parametrize(
    ("blocks", "wanted"),
    [
        ([], []),
        ([IN, LABEL], []),
        # inside
        ([A, IN, A], [(1, 0)]),
        ([A, IN, IN, A], [(1, 0), (2, 0)]),
        ([A, OUT, A], []),
        ([A, IN, OUT, A], []),  # one that is surely body keeps all of them
        ([IN, A, IN], []),
        ([A, *[IN] * LONGEST_GAP, A], [(number, 0) for number in range(1, LONGEST_GAP + 1)]),
        ([A, *[IN] * (LONGEST_GAP + 1), A], []),
        ([A, IN, A, IN, A], [(1, 0), (3, 2)]),
        # beside
        ([LABEL, A, LABEL], [(0, 1), (2, 1)]),
        ([NO_LABEL, A, NO_LABEL], []),
        ([LABEL, LABEL, A], [(0, 1), (1, 2)]),
        ([A, LABEL, LABEL], [(1, 0), (2, 1)]),
        ([LABEL, NO_LABEL, A], []),
        ([A, IN], []),
        ([A, ("Two words", 0.0)], []),
    ],
)
def test_inside_and_beside(blocks, wanted):
    assert drawn(*blocks) == wanted


APPEAL = ("Sign up for our weekly newsletter, all about bridges over the river", GONE)


@pytest.mark.parametrize(
    ("text", "score", "echoes"),
    [
        ("Our weekly newsletter", LEAST_ECHO, True),
        ("Our weekly newsletter", LEAST_ECHO - 0.01, False),
        ("Our monthly newsletter", LEAST_ECHO, False),  # says something else
        ("Our newsletter", LEAST_ECHO, False),  # one word is no echo
        ("Bridges over the river", LEAST_ECHO, False),  # asks for nothing
        ("Our weekly newsletter about all bridges over the river", LEAST_ECHO, False),
    ],
)
def test_echoes(text, score, echoes):
    between = (LONG, 0.0)
    assert drawn((text, score), between, between, APPEAL) == ([(0, 3)] if echoes else [])
    assert drawn((text, score), between, between, (LONG, GONE)) == []


TEXTS = ["Two words", LONG, APPEAL[0], "Our weekly newsletter"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TEXTS), st.one_of(st.floats(0, 1), st.just(GONE))), max_size=14))
def test_each_block_is_drawn_once_by_one_that_goes(blocks):
    document = parse("\n\n".join(text for text, _ in blocks))
    gone = {number for number, (_, score) in enumerate(blocks) if score is GONE}
    stages = ["donation" if number in gone else "" for number in range(len(blocks))]
    for item in drawn_along(document, [1.0 if score is GONE else score for _, score in blocks], stages):
        assert item.number not in gone and item.to in gone and item.why
        assert blocks[item.number][1] >= LEAST_ECHO
        gone.add(item.number)
    assert stages == ["donation" if score is GONE else "" for _, score in blocks]  # what was handed in is as it was
