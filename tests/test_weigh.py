"""Sums of weights: fast ways to add give what adding up all features one by one gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle.document import parse
from cleanarticle.features import MASKS, OWN, Features, expand
from cleanarticle.matcher import table
from cleanarticle.resolve import findings_by_block
from cleanarticle.stages import ORDER
from cleanarticle.weigh import Weigher, numbers
from texts import texts

CONCEPTS = len(table().concepts)
masks = st.sets(st.integers(0, CONCEPTS - 1), max_size=9).map(lambda bits: sum(1 << bit for bit in bits))


def worth(name):
    """A weight for every feature, each another one, some of them none."""
    return hash_of(name) if hash_of(name) % 3 else 0


def hash_of(name):
    return int.from_bytes(name.encode()[-6:], "little") % 10_007 + len(name)


def one_by_one(keys):
    return sum(worth(name) for key in keys for name in expand(key))


@settings(deadline=None)
@given(masks, st.sampled_from(["label", "line", "sentence", "paragraph"]))
def test_concepts_and_their_pairs(mask, length):
    key = (OWN, (mask, length))
    assert Weigher(worth).total([key]) == one_by_one([key])


@settings(deadline=None)
@given(masks, st.sampled_from(sorted(MASKS)))
def test_masks(mask, group):
    assert Weigher(worth).total([(group, mask)]) == one_by_one([(group, mask)])


@settings(deadline=None, max_examples=50)
@given(texts)
def test_all_features_of_a_text(text):
    document = parse(text)
    weigher = Weigher(worth)
    for keys in Features(document, findings_by_block(document, ORDER)):
        wanted = one_by_one(keys)
        assert weigher.total(keys) == wanted
        assert weigher.total(keys) == wanted  # from memory


@pytest.mark.parametrize(("mask", "wanted"), [(0, ()), (1, (0,)), (0b1010, (1, 3)), (1 << 56, (56,))])
def test_numbers(mask, wanted):
    assert numbers(mask) == wanted
