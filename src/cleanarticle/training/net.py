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
from ..judging.network import CATEGORIES, LIMIT, MOST_WORDS, NARROW, PLAN, STATE, WIDTH
from .examples import Example

STATE_SCALE, WEIGHT_SCALE = 32.0, 64.0
_MOST = LIMIT / STATE_SCALE
_HEAVIEST = 127 / WEIGHT_SCALE
_DISTANCES = tuple(step for step in dict.fromkeys(PLAN) if isinstance(step, int))

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
        self.o1, self.o2 = _Layer(STATE, STATE), _Layer(STATE, len(CATEGORIES))
        self.whole = False
        self.word_dropout = self.number_dropout = 0.0

    def forward(self, batch: Batch) -> Tensor:
        """Logits by block and category."""
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


def loss_of(logits: Tensor, batch: Batch) -> Tensor:
    """How unlikely the categories that labels allow are taken to be, in nats a block."""
    chances = functional.log_softmax(logits, 1)
    lost = -torch.logsumexp(chances.masked_fill(~batch["allowed"], -1e9), 1)
    weight = batch["weight"]
    mean: Tensor = (lost * weight).sum() / weight.sum()
    return mean
