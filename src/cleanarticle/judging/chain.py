"""From what each block says to how likely it is to go, given the blocks around it: a chain of two states.

An appeal is a passage, and so is the article: a block between two that go is likely to go, too. The last layer of the
network says of each block how much speaks for its being aside of the article, and how hard it is to come to it from the
other state; the chain sums over all ways through the document, forwards and backwards (a linear-chain conditional
random field; Lafferty, McCallum and Pereira, ICML 2001).

Floating-point numbers are only added, multiplied and divided here, one after the other in the order of the blocks,
which gives the same on every machine; exponentials are looked up in a table of whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from .network import EXP_SHIFT, exponentials

_EXP = exponentials()
_ONE, _LAST = _EXP[0], len(_EXP) - 1


def parted(sums: Sequence[int]) -> tuple[float, float]:
    """How much speaks for the body, and for all else, of the sums of the categories; together 1."""
    most = max(sums)
    parts = [_EXP[min((most - number) >> EXP_SHIFT, _LAST)] for number in sums]
    total = sum(parts)
    return parts[0] / total, (total - parts[0]) / total


def hardness(turn: int) -> float:
    """What turning to the other state costs, as a factor above 0, at most 1: 1 / (1 + exp(x)) of a sum x in 1/2048."""
    part = _EXP[min(abs(turn) >> EXP_SHIFT, _LAST)]
    return (max(part, 1) if turn >= 0 else _ONE) / (_ONE + part)


def chances(
    body: Sequence[float], aside: Sequence[float], enter: Sequence[float], leave: Sequence[float]
) -> list[float]:
    """How likely each block is not the article, 0 to 1.

    body, aside: see `parted`.  enter, leave: the factors of turning aside, and back to the article, between a block and
    the one before it; those of the first block are not heard.
    """
    before: list[tuple[float, float]] = []
    stays = goes = 1.0
    for says_body, says_aside, entering, leaving in zip(body, aside, enter, leave, strict=True):
        if before:
            stays, goes = stays + goes * leaving, stays * entering + goes
        stays *= says_body
        goes *= says_aside
        total = stays + goes
        stays /= total
        goes /= total
        before.append((stays, goes))
    found = [0.0] * len(before)
    stays = goes = 1.0
    for at in range(len(before) - 1, -1, -1):
        one, other = before[at]
        other *= goes
        found[at] = other / (one * stays + other)
        stays *= body[at]
        goes *= aside[at]
        total = stays + goes
        stays, goes = (stays + goes * enter[at]) / total, (stays * leave[at] + goes) / total
    return found
