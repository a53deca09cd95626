"""Traits of shape and place in plain words."""

import pytest

from cleanarticle.wording import in_words


@pytest.mark.parametrize(
    ("trait", "words"),
    [
        ("ends with none", "ends without a mark"),
        ("ends with none, short", "ends without a mark"),
        ("ends with period", "ends with a full stop"),
        ("1-2 words", "is 1-2 words long"),
        ("over 80 words", "is over 80 words long"),
        ("parted by blank", "stands below a blank line"),
        ("followed by sentence", "is followed by more on its line"),
        ("block 0 from the top", "begins the text"),
        ("block 1 from the end", "has 1 block below it"),
        ("block over 39 from the end", "has over 39 blocks below it"),
        ("text of 16-30 blocks", "stands in a text of 16-30 blocks"),
        ("after 1-2 words", "stands behind a block of 1-2 words"),
        ("after nothing", "begins the text"),
        ("ahead of over 80 words", "stands before a block of over 80 words"),
        ("ahead of nothing", "ends the text"),
        ("exclaims", "exclaims"),
        ("starts with a bullet", "starts with a bullet"),
    ],
)
def test_in_words(trait, words):
    assert in_words(trait) == words
