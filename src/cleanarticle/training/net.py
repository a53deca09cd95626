"""The network in PyTorch, for fitting: the same sums as `judging.network`, with the rounding learned along.

Quantisation-aware training with straight-through gradients: Jacob et al., "Quantization and training of neural networks
for efficient integer-arithmetic-only inference", CVPR 2018.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ..judging.evidence import NUMBERS
from ..judging.lexicon import ROWS
from ..judging.network import CATEGORIES, LIMIT, MOST_WORDS, NARROW, PLAN, STATE, TURNS, WIDTH
from .examples import NOISY, Example

STATE_SCALE, WEIGHT_SCALE = 32.0, 64.0
_MOST = LIMIT / STATE_SCALE
_HEAVIEST = 127 / WEIGHT_SCALE
_DISTANCES = tuple(step for step in dict.fromkeys(PLAN) if isinstance(step, int))

_REACH = 512
"""So many blocks away the chain is heard while fitting, at least."""
_DOUBT = math.log(2)

Batch = dict[str, Any]


def _rounded(values: Tensor, scale: float, low: float, high: float, on: bool) -> Tensor:
    """Values between low and high; if `on`, as whole numbers of 1 / scale, with gradients as if they were not."""
    bounded = values.clamp(low, high)
    return bounded + ((bounded * scale).round() / scale - bounded).detach() if on else bounded


class _Layer(nn.Module):
    def __init__(self, inputs: int, outputs: int, gain: float = 1.0) -> None:
        super().__init__()
        self.w = nn.Parameter(torch.randn(outputs, inputs) / math.sqrt(inputs) * gain)
        self.b = nn.Parameter(torch.zeros(outputs))

    def forward(self, values: Tensor, whole: bool) -> Tensor:
        return functional.linear(values, _rounded(self.w, WEIGHT_SCALE, -_HEAVIEST, _HEAVIEST, whole), self.b)


class Net(nn.Module):
    """The network. whole: round as the shipped one does. word_dropout, number_dropout: shares hidden while fitting."""

    def __init__(self) -> None:
        super().__init__()
        self.table, self.num = nn.EmbeddingBag(ROWS, WIDTH, mode="sum"), nn.EmbeddingBag(NUMBERS, STATE, mode="sum")
        nn.init.normal_(self.table.weight, std=0.05)
        nn.init.normal_(self.num.weight, std=0.03)
        self.inp = _Layer(WIDTH, STATE)
        self.a = nn.ModuleList([_Layer(STATE, NARROW) for _ in PLAN])
        self.c = nn.ModuleList([_Layer((3 if isinstance(step, int) else 2) * NARROW, STATE, 0.2) for step in PLAN])
        self.o1, self.o2 = _Layer(STATE, STATE), _Layer(STATE, len(CATEGORIES) + len(TURNS))
        self.whole = False
        self.word_dropout = self.number_dropout = 0.0

    def forward(self, batch: Batch) -> Tensor:
        """Logits by block and category, and for each of TURNS."""
        whole = self.whole
        said = self._summed(self.table, batch["words"], batch["word_offsets"], self.word_dropout)
        said = _rounded(said * batch["roots"][:, None], STATE_SCALE, -_MOST, _MOST, whole)
        told = self._summed(self.num, batch["numbers"], batch["number_offsets"], self.number_dropout)
        state = _rounded(self.inp(said, whole) + told, STATE_SCALE, -_MOST, _MOST, whole)
        for step, narrow, wide in zip(PLAN, self.a, self.c, strict=True):
            seen = _rounded(narrow(state, whole), STATE_SCALE, 0, _MOST, whole)
            if isinstance(step, int):
                more = wide(_around(seen, step, batch), whole)
            else:
                more = self._pooled(wide, seen, *batch[step])
            state = _rounded(state + more, STATE_SCALE, -_MOST, _MOST, whole)
        logits: Tensor = self.o2(_rounded(self.o1(state, whole), STATE_SCALE, 0, _MOST, whole), whole)
        return logits

    def _summed(self, bag: nn.EmbeddingBag, rows: Tensor, offsets: Tensor, dropout: float) -> Tensor:
        weights = None
        if self.training and dropout:
            weights = (torch.rand(len(rows)) > dropout).float() / (1 - dropout)
        return functional.embedding_bag(rows, bag.weight, offsets, mode="sum", per_sample_weights=weights)

    def _pooled(self, wide: nn.Module, seen: Tensor, ids: Tensor, counts: Tensor) -> Tensor:
        mean = torch.zeros(len(counts), NARROW).index_add_(0, ids, seen) / counts[:, None]
        greatest = torch.zeros(len(counts), NARROW)
        greatest = greatest.scatter_reduce(0, ids[:, None].expand(-1, NARROW), seen, "amax", include_self=True)
        both = _rounded(torch.cat([mean, greatest], 1), STATE_SCALE, 0, _MOST, self.whole)
        more: Tensor = wide(both, self.whole)
        return more[ids]


def _around(seen: Tensor, distance: int, batch: Batch) -> Tensor:
    size = len(seen)
    before = functional.pad(seen, (0, 0, distance, 0))[:size]
    behind = functional.pad(seen, (0, 0, 0, distance))[distance:]
    return torch.cat([before * batch["before"][distance], seen, behind * batch["behind"][distance]], 1)


def collate(examples: Sequence[Example]) -> Batch:
    """One batch of several documents."""
    counts = np.concatenate([one.counts for one in examples])
    document = np.repeat(np.arange(len(examples)), [len(one.counts) for one in examples])
    batch: Batch = {
        "words": _tensor(np.concatenate([one.words for one in examples]), torch.int32),
        "word_offsets": _offsets([(one.word_ends, len(one.words)) for one in examples]),
        "numbers": _tensor(np.concatenate([one.numbers for one in examples]), torch.int32),
        "number_offsets": _offsets([(one.number_ends, len(one.numbers)) for one in examples]),
        "roots": _tensor(1 / np.sqrt(np.clip(counts, 1, MOST_WORDS)), torch.float32),
        "before": {},
        "behind": {},
    }
    for distance in _DISTANCES:
        same = np.zeros(len(counts), np.float32)
        same[distance:] = document[distance:] == document[:-distance]
        batch["before"][distance] = _tensor(same, torch.float32)[:, None]
        batch["behind"][distance] = _tensor(
            np.concatenate((same[distance:], np.zeros(min(distance, len(same))))), torch.float32
        )[:, None]
    pools = {"line": _joined([one.lines for one in examples]), "group": _joined([one.groups for one in examples])}
    for name, ids in {**pools, "document": document}.items():
        batch[name] = _tensor(ids, torch.long), _tensor(np.bincount(ids), torch.float32)
    allowed = np.concatenate([one.allowed for one in examples])
    batch["allowed"] = _tensor((allowed[:, None] >> np.arange(len(CATEGORIES))) & 1, torch.bool)
    batch["noisy"] = _tensor(allowed & NOISY, torch.bool)
    batch["weight"] = _tensor(np.concatenate([one.weight for one in examples]), torch.float32)
    return batch


def _tensor(values: Any, kind: torch.dtype) -> Tensor:
    made: Tensor = torch.from_numpy(np.ascontiguousarray(values)).to(kind)
    return made


def _offsets(parts: Sequence[tuple[Any, int]]) -> Tensor:
    """Where each block's rows begin, of all documents one after the other."""
    found, at = [], 0
    for ends, size in parts:
        found.append(np.concatenate(([0], ends[:-1])) + at)
        at += size
    return _tensor(np.concatenate(found), torch.int32)


def _joined(parts: Sequence[Any]) -> Any:
    """The ids of all documents, with numbers of their own for each."""
    found, at = [], 0
    for ids in parts:
        found.append(ids + at)
        at += int(ids.max()) + 1
    return np.concatenate(found)


def chances(logits: Tensor, batch: Batch) -> Tensor:
    """Logarithms of how likely each block is of each category, along the chain of its document (`judging.chain`)."""
    categories, turns = logits[:, : len(CATEGORIES)], logits[:, len(CATEGORIES) :]
    aside = torch.logsumexp(categories[:, 1:], 1)
    costs = -functional.softplus(turns) * batch["before"][1]  # nothing parts the documents of a batch but this
    free = torch.zeros_like(aside)
    steps = torch.stack((free, costs[:, 0], costs[:, 1], free), 1).view(-1, 2, 2)
    steps = steps + torch.stack((categories[:, 0], aside), 1)[:, None, :]
    forwards = torch.logsumexp(_products(steps), 1)
    backwards = torch.logsumexp(_products(steps.flip(0).transpose(1, 2)), 1).flip(0)
    both = forwards + torch.cat((backwards[1:], torch.zeros(1, 2)), 0)
    both = both - torch.logsumexp(both, 1, keepdim=True)
    return torch.cat((both[:, :1], both[:, 1:] + categories[:, 1:] - aside[:, None]), 1)


def _products(steps: Tensor) -> Tensor:
    """The products of all matrices up to each (logarithms), back to _REACH of them: Hillis and Steele, CACM 1986."""
    distance = 1
    while distance < min(len(steps), _REACH):
        joined = torch.logsumexp(steps[:-distance, :, :, None] + steps[distance:, None, :, :], 2)
        joined = joined - joined.amax((1, 2), keepdim=True).detach()
        steps = torch.cat((steps[:distance], joined), 0)
        distance *= 2
    return steps


def loss_of(logits: Tensor, batch: Batch) -> Tensor:
    """How unlikely the categories that labels allow are taken to be, in nats a block.

    A block whose label is doubted is not heard while it is taken for something else.
    """
    lost = -torch.logsumexp(chances(logits, batch).masked_fill(~batch["allowed"], -1e9), 1)
    weight = batch["weight"] * ~(batch["noisy"] & (lost.detach() > _DOUBT))
    mean: Tensor = (lost * weight).sum() / weight.sum()
    return mean
