"""The sequence decoder: the probability of each state of each block, given all blocks (forward-backward).

Rabiner, "A tutorial on hidden Markov models", 1989, section V.A (scaled recursions), over the scores of a linear-chain
conditional random field. Cost: blocks × states², in time; blocks × states, in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from operator import mul

from .document import Gap

Matrix = Sequence[Sequence[float]]
_FLOOR = -60.0
_LEAST = exp(_FLOOR)


def posteriors(
    scores: Sequence[Sequence[float]], gaps: Sequence[Gap], start: Sequence[float], transitions: Sequence[Matrix]
) -> list[list[float]]:
    """P(state | all blocks) for each block, in order.

    scores: log-scores by block and state.  gaps: what parts each block from the one before it; the first is not read.
    start: log-score of each state in the first block.  transitions: log-scores by gap, from state, to state.
    """
    if not scores:
        return []
    moves = [[[exp(value) for value in row] for row in matrix] for matrix in transitions]
    columns = [list(zip(*matrix, strict=True)) for matrix in moves]
    likely = [_exponentials(row) for row in scores]
    last = _normalised([exp(weight) * value for weight, value in zip(start, likely[0], strict=True)])
    forward = [last]
    for row, gap in zip(likely[1:], gaps[1:], strict=True):
        last = _normalised(list(map(mul, row, [sum(map(mul, last, column)) for column in columns[gap]])))
        forward.append(last)
    backward = [1.0] * len(start)
    for index in range(len(scores) - 1, 0, -1):
        forward[index] = _normalised(list(map(mul, forward[index], backward)))
        ahead = list(map(mul, likely[index], backward))
        backward = _normalised([sum(map(mul, ahead, row)) for row in moves[gaps[index]]])
    forward[0] = _normalised(list(map(mul, forward[0], backward)))
    return forward


def _exponentials(row: Sequence[float]) -> list[float]:
    """exp of each score less the greatest; a floor keeps every state possible, however sure the scores are."""
    most = max(row)
    return [exp(value - most) if value - most > _FLOOR else _LEAST for value in row]


def _normalised(row: list[float]) -> list[float]:
    total = sum(row)
    return [value / total for value in row]
