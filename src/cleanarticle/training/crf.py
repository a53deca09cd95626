"""A linear-chain conditional random field with one transition matrix a gap and a few hidden units, fitted by L-BFGS.

The hidden units see what features say together (Peng, Bo, Xu, "Conditional neural fields", NIPS 2009): a block's score
is the sum of its features' weights plus what the hidden units add, each the tanh of a sum of weights of its own.

python-crfsuite has one transition matrix for all places; here moving from body to appeal inside a line costs something
else than across a blank line. Labels may be partly known: a block may allow several states (Tsuboi et al., "Training
conditional random fields using incomplete annotations", COLING 2008).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]
_NEVER = 1e-30


@dataclass(frozen=True)
class Sequences:
    """Documents laid out for step-by-step work: at step t, row i of the first `active[t]` documents, longest first.

    blocks: for each step, the row numbers of the blocks at it.  gaps: for each step, their gaps.
    """

    blocks: list[NDArray[np.int64]]
    gaps: list[NDArray[np.int64]]


def lay_out(lengths: list[int], gaps: NDArray[np.int64]) -> Sequences:
    """Sequences from the lengths of the documents and the gaps of all their blocks, one after the other."""
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    order = np.argsort([-length for length in lengths], kind="stable")
    sizes, starts = np.asarray(lengths)[order], starts[order]
    rows = [starts[: int((sizes > step).sum())] + step for step in range(int(sizes[0]))]
    return Sequences(rows, [gaps[row] for row in rows])


def expectations(
    scores: Floats, sequences: Sequences, start: Floats, moves: Floats
) -> tuple[float, Floats, Floats, Floats]:
    """(log partition, P(state) of each block, expected moves by gap, expected first states), summed over documents."""
    likely = np.exp(np.maximum(scores - scores.max(axis=1, keepdims=True), -60.0))
    total = float(scores.max(axis=1).sum())
    forward = np.empty_like(likely)
    table = np.exp(moves)
    for step, rows in enumerate(sequences.blocks):
        if step == 0:
            alpha = likely[rows] * np.exp(start)
        else:
            before = forward[sequences.blocks[step - 1][: len(rows)]]
            alpha = likely[rows] * _moved(before, table, sequences.gaps[step])
        scale = np.maximum(alpha.sum(axis=1, keepdims=True), _NEVER)
        total += float(np.log(scale).sum())
        forward[rows] = alpha / scale
    beta = np.ones_like(likely)
    expected = np.zeros_like(moves)
    for step in range(len(sequences.blocks) - 1, 0, -1):
        rows, gaps = sequences.blocks[step], sequences.gaps[step]
        ahead = likely[rows] * beta[rows]
        before = sequences.blocks[step - 1][: len(rows)]
        back = _moved(ahead, table.transpose(0, 2, 1), gaps)
        scale = np.maximum((forward[before] * back).sum(axis=1, keepdims=True), _NEVER)
        for gap in range(len(table)):
            here = gaps == gap
            expected[gap] += table[gap] * (forward[before[here]].T @ (ahead[here] / scale[here]))
        beta[before] = back / scale
    posterior = forward * beta
    posterior /= np.maximum(posterior.sum(axis=1, keepdims=True), _NEVER)
    return total, posterior, expected, posterior[sequences.blocks[0]].sum(axis=0)


def _moved(rows: Floats, table: Floats, gaps: NDArray[np.int64]) -> Floats:
    """Each row times the move matrix of its gap."""
    out = np.empty_like(rows)
    for gap in range(len(table)):
        here = gaps == gap
        out[here] = rows[here] @ table[gap]
    return out


@dataclass(frozen=True)
class Prior:
    """Strengths of the Gaussian priors that keep weights small: of direct weights and moves, of the hidden units'."""

    direct: float = 8.0
    hidden: float = 4.0


@dataclass(frozen=True)
class Fit:
    """What fitting gives.

    weights: features × states.  inner: the first features × hidden units.  bias: hidden units.
    outer: hidden units × states.  moves: gaps × from × to.  start: states.
    """

    weights: Floats
    inner: Floats
    bias: Floats
    outer: Floats
    moves: Floats
    start: Floats


class Layout:
    """Where each group of numbers of a fit stands in the one vector that L-BFGS works on."""

    def __init__(self, features: int, deep: int, hidden: int, states: int, gaps: int) -> None:
        self.shapes = (
            (features, states),
            (deep, hidden),
            (hidden,),
            (hidden, states),
            (gaps, states, states),
            (states,),
        )
        self.sizes = [int(np.prod(shape)) for shape in self.shapes]

    def unpack(self, theta: Floats) -> Fit:
        """The vector as a fit; the parts are views."""
        parts = np.split(theta, np.cumsum(self.sizes)[:-1])
        return Fit(*(part.reshape(shape) for part, shape in zip(parts, self.shapes, strict=True)))

    def first(self) -> Floats:
        """Where fitting starts: nothing but small random hidden weights, always the same ones."""
        rng = np.random.default_rng(0)
        spread = (0.0, 0.05, 0.0, 0.1, 0.0, 0.0)
        return np.concatenate([rng.normal(0, wide, size) for wide, size in zip(spread, self.sizes, strict=True)])

    def strengths(self, prior: Prior) -> Floats:
        """The strength of the prior for each number."""
        each = (prior.direct, prior.hidden, 0.1, prior.hidden, prior.direct, prior.direct)
        return np.concatenate([np.full(size, strength) for strength, size in zip(each, self.sizes, strict=True)])


def fit(
    features: csr_matrix,
    allowed: NDArray[np.bool_],
    sequences: Sequences,
    gaps: int,
    *,
    deep: int,
    hidden: int,
    prior: Prior,
    rounds: int,
    after_round: Callable[[int], None] = lambda number: None,
) -> Fit:
    """Maximise the likelihood of the allowed states, with Gaussian priors. The same input gives the same numbers.

    features: blocks × features.  allowed: blocks × states.  deep: so many of the first features feed the hidden units
    too.  rounds: of L-BFGS, at most.  after_round: is told the number of each round when it is done.
    """
    layout = Layout(features.shape[1], deep, hidden, allowed.shape[1], gaps)
    barred = np.where(allowed, 0.0, -50.0)
    transposed = features.T  # a view; the matrix is by far the largest thing here, and there is one of it
    others = np.zeros((features.shape[1] - deep, hidden))
    states = allowed.shape[1]
    strengths = layout.strengths(prior)

    def loss(theta: Floats) -> tuple[float, Floats]:
        now = layout.unpack(theta)
        sums = features @ np.hstack([now.weights, np.vstack([now.inner, others])])
        units = np.tanh(sums[:, states:] + now.bias)
        scores = sums[:, :states] + units @ now.outer
        free, p_free, moves_free, start_free = expectations(scores, sequences, now.start, now.moves)
        held, p_held, moves_held, start_held = expectations(scores + barred, sequences, now.start, now.moves)
        error = p_free - p_held
        back = (error @ now.outer.T) * (1 - units * units)
        slopes = transposed @ np.hstack([error, back])
        parts = (
            slopes[:, :states],
            slopes[:deep, states:],
            back.sum(axis=0),
            units.T @ error,
            moves_free - moves_held,
            start_free - start_held,
        )
        gradient = np.concatenate([part.ravel() for part in parts])
        return free - held + 0.5 * float((strengths * theta) @ theta), gradient + strengths * theta

    numbers = count(1)
    best = minimize(
        loss,
        layout.first(),
        jac=True,
        method="L-BFGS-B",
        callback=lambda _: after_round(next(numbers)),
        options={"maxiter": rounds, "maxcor": 8},
    )
    return layout.unpack(best.x)
