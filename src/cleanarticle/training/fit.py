"""Fitting the network on examples: Adam, averaged weights, dropout of words and traits, rounding learned at the end."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ..judging.evidence import MARKUP
from ..judging.lexicon import PAIRS, PARTS, WORDS
from .examples import Example
from .net import Batch, Net, collate, loss_of

Report = Callable[[str], None]


@dataclass(frozen=True)
class Settings:
    """How to fit. blocks: so many a batch, at least.  rate: of learning, at its highest.

    word_dropout, number_dropout: shares of words' rows, and of traits and concepts and markup, hidden at random.
    plain_pages: the share of pages whose markup is hidden, so that words are always heard.  foreign: the share of
    documents whose words all become others, as those of a language that nobody fitted are.  rounded: the share of the
    epochs, at the end, in which numbers are rounded.
    """

    epochs: int = 6
    blocks: int = 4000
    rate: float = 2e-3
    word_dropout: float = 0.75
    number_dropout: float = 0.5
    plain_pages: float = 0.25
    foreign: float = 0.05
    rounded: float = 0.3
    seed: int = 0


def fit(
    examples: Sequence[tuple[Example, float]],
    table: Any = None,
    settings: Settings | None = None,
    report: Report = lambda said: None,
) -> Net:
    """A network fitted on examples, each with how often it is shown in an epoch.

    table: what the words' table begins from (see `meaning.table`).
    The same on one machine and version of PyTorch for the same arguments.
    """
    settings = settings or Settings()
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    net = Net()
    net.word_dropout, net.number_dropout = settings.word_dropout, settings.number_dropout
    if table is not None:
        net.table.weight.data.copy_(torch.from_numpy(table))
    optimiser = torch.optim.Adam(net.parameters(), betas=(0.9, 0.98), fused=True)
    average = {name: value.clone() for name, value in net.state_dict().items()}
    total = settings.epochs * sum(len(one.counts) * often for one, often in examples) / settings.blocks
    step = 0
    for epoch in range(settings.epochs):
        net.whole = epoch >= settings.epochs * (1 - settings.rounded)
        losses = []
        for batch in _batches(examples, settings, rng):
            for group in optimiser.param_groups:
                group["lr"] = settings.rate * min(1.0, (step + 1) / 100) * max(0.02, 1 - step / total)
            loss = loss_of(net(batch), batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            losses.append(loss.item())
            step += 1
            if step % 10 == 0:
                _average(average, net, min(0.95, step / (step + 50)))
        report(f"epoch {epoch + 1} of {settings.epochs}: loss {np.mean(losses):.4f}")
    net.load_state_dict(average)
    net.whole = True
    net.eval()
    return net


def _average(average: dict[str, Tensor], net: Net, share: float) -> None:
    """Move the averaged weights towards the present ones (Polyak and Juditsky, 1992)."""
    with torch.no_grad():
        for name, value in net.state_dict().items():
            average[name].mul_(share).add_(value, alpha=1 - share)


def _batches(examples: Sequence[tuple[Example, float]], settings: Settings, rng: random.Random) -> Iterator[Batch]:
    numbers = [
        number
        for number, (one, often) in enumerate(examples)
        for _ in range(int(often) + (rng.random() < often - int(often)))
        if len(one.counts)
    ]
    rng.shuffle(numbers)
    chosen: list[int] = []
    blocks = 0
    for place, number in enumerate(numbers):
        chosen.append(number)
        blocks += len(examples[number][0].counts)
        if blocks >= settings.blocks or place == len(numbers) - 1:
            shown = [_without_markup(examples[one][0], settings.plain_pages, rng) for one in chosen]
            yield collate([_in_foreign_words(one, settings.foreign, rng) for one in shown])
            chosen, blocks = [], 0


def _without_markup(one: Example, share: float, rng: random.Random) -> Example:
    """A page without what its markup says, at random; all others as they are."""
    if not one.page or rng.random() >= share:
        return one
    stays = one.numbers < MARKUP
    ends = np.concatenate(([0], np.cumsum(stays)))[one.number_ends].astype(np.int32)
    return one._replace(numbers=one.numbers[stays], number_ends=ends)


_TABLES = ((0, WORDS), (WORDS, PARTS), (WORDS + PARTS, PAIRS))
"""Where the rows of words, of their parts and of pairs begin, and how many there are."""


def _in_foreign_words(one: Example, share: float, rng: random.Random) -> Example:
    """A document with each word another, the same one throughout, at random; all others as they are."""
    if rng.random() >= share:
        return one
    words = one.words.copy()
    for start, size in _TABLES:
        chosen = (one.words >= start) & (one.words < start + size)
        words[chosen] = (one.words[chosen] - start + rng.randrange(size)) % size + start
    return one._replace(words=words)
