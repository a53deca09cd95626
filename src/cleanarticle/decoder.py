"""The sequence decoder: the probability of each state of each block, given all blocks (forward-backward).

Rabiner, "A tutorial on hidden Markov models", 1989, section V.A (scaled recursions), over the scores of a linear-chain
conditional random field. Cost: blocks × states², in time; blocks × states, in memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from math import exp

from .document import Gap

Matrix = Sequence[Sequence[float]]


def posteriors(
    scores: Sequence[Sequence[float]], gaps: Sequence[Gap], start: Sequence[float], transitions: Sequence[Matrix]
) -> list[array[float]]:
    """P(state | all blocks) for each block, in order.

    scores: log-scores by block and state.  gaps: what parts each block from the one before it; the first is not read.
    start: log-score of each state in the first block.  transitions: log-scores by gap, from state, to state.
    """
    if not scores:
        return []
    moves = [[[exp(value) for value in row] for row in matrix] for matrix in transitions]
    columns = [list(zip(*matrix, strict=True)) for matrix in moves]
    likely = [_exponentials(row) for row in scores]
    first = [exp(weight) * value for weight, value in zip(start, likely[0], strict=True)]
    forward = [_normalised(first)]
    for row, gap in zip(likely[1:], gaps[1:], strict=True):
        last = forward[-1]
        forward.append(
            _normalised([value * _dot(last, column) for value, column in zip(row, columns[gap], strict=True)])
        )
    backward: Sequence[float] = [1.0] * len(start)
    for index in range(len(scores) - 1, 0, -1):
        here = forward[index]
        forward[index] = _normalised([a * b for a, b in zip(here, backward, strict=True)])
        ahead = [a * b for a, b in zip(likely[index], backward, strict=True)]
        backward = _normalised([_dot(ahead, row) for row in moves[gaps[index]]])
    forward[0] = _normalised([a * b for a, b in zip(forward[0], backward, strict=True)])
    return forward


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return sum([x * y for x, y in zip(a, b, strict=False)])


def _exponentials(row: Sequence[float]) -> array[float]:
    """exp of each score less the greatest; a floor keeps every state possible, however sure the scores are."""
    most = max(row)
    return array("d", [exp(max(value - most, -60.0)) for value in row])


def _normalised(row: Sequence[float]) -> array[float]:
    total = sum(row)
    return array("d", [value / total for value in row])
