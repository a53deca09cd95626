"""The network: what it makes of a document's evidence, in whole numbers.

A block's words are summed from a table of 8-bit rows (words, their beginnings and endings, pairs of neighbours) and
divided by the root of their number; its traits, concepts and markup are summed from another. Both make the block's
state of 64 numbers, to which layers add what they see around it: in neighbouring blocks at distances that grow (dilated
convolutions, after Yu and Koltun, "Multi-scale context aggregation by dilated convolutions", ICLR 2016), and in all
blocks of its line, its group and the document (mean and greatest). The last layer gives a number for each category, and
two for how hard it is to turn aside from the article at this block, and back to it (see `chain`).

Numbers are fixed-point: states in 1/32, weights in 1/64, sums in 1/2048. Sums of whole numbers do not depend on the
order they are made in, so the answer is the same with NumPy (`arrays`) and without (`lanes`), on every machine.
"""

from __future__ import annotations

from ..stages import NAMES

CATEGORIES = ("body", *NAMES)
"""What a block can be: the article, or what the stage of that name removes."""

TURNS = ("enter", "leave")
"""What the last layer says besides: how hard it is to turn aside from the article, and back to it."""

WIDTH, STATE, NARROW = 48, 64, 24
"""Numbers a row of the words' table has, a block's state, and what a layer passes on of it."""
FEATURES = 16_384
"""So many rows the network has for features of markup."""
PLAN: tuple[int | str, ...] = (1, 2, "line", 4, "group", 8, "document", 1)
"""The layers: a convolution over the blocks at this distance, or a pooling over the blocks that share this."""
LIMIT = 256
"""States lie between -LIMIT and LIMIT, 8.0."""
SHIFT, HALF = 6, 32
"""Sums (1/2048) to states (1/32): add HALF, shift."""
ROOT = 12
"""The reciprocals of the roots of numbers of words are in 1 / 2 ** ROOT."""


MOST_WORDS = 4095
"""A block of more words is taken for one of so many."""


def reciprocal_root(count: int) -> int:
    """2 ** ROOT / sqrt(count), rounded down; exact, unlike floating point on every machine."""
    from math import isqrt

    return isqrt((1 << 2 * ROOT) // max(count, 1))


def exponentials() -> list[int]:
    """exp(-n / 64) in units of 2 ** -20, for n from 0 on until nothing is left."""
    from math import exp

    return [round(exp(-n / 64) * (1 << 20)) for n in range(64 * 15)]


EXP_SHIFT = 5
"""Sums to the steps of `exponentials`."""
