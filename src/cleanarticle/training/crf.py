"""A linear-chain conditional random field with one transition matrix a gap, fitted by L-BFGS.

python-crfsuite has one transition matrix for all places; here moving from body to appeal inside a line costs something
else than across a blank line. Labels may be partly known: a block may allow several states (Tsuboi et al., "Training
conditional random fields using incomplete annotations", COLING 2008).
"""

from __future__ import annotations

from dataclasses import dataclass

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
class Fit:
    """What fitting gives: weights (features × states), moves (gaps × from × to), start (states)."""

    weights: Floats
    moves: Floats
    start: Floats


def fit(
    features: csr_matrix, allowed: NDArray[np.bool_], sequences: Sequences, gaps: int, *, strength: float, rounds: int
) -> Fit:
    """Maximise the likelihood of the allowed states, with a Gaussian prior of the given strength. Deterministic."""
    states = allowed.shape[1]
    sizes = (features.shape[1] * states, gaps * states * states, states)
    barred = np.where(allowed, 0.0, -50.0)
    transposed = features.T.tocsr()

    def unpack(theta: Floats) -> tuple[Floats, Floats, Floats]:
        a, b, c = np.split(theta, np.cumsum(sizes)[:-1])
        return a.reshape(-1, states), b.reshape(gaps, states, states), c

    def loss(theta: Floats) -> tuple[float, Floats]:
        weights, moves, start = unpack(theta)
        scores = features @ weights
        free, p_free, moves_free, start_free = expectations(scores, sequences, start, moves)
        held, p_held, moves_held, start_held = expectations(scores + barred, sequences, start, moves)
        gradient = np.concatenate(
            [(transposed @ (p_free - p_held)).ravel(), (moves_free - moves_held).ravel(), start_free - start_held]
        )
        return free - held + 0.5 * strength * float(theta @ theta), gradient + strength * theta

    best = minimize(loss, np.zeros(sum(sizes)), jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 8})
    return Fit(*unpack(best.x))
