"""Fit the shipped network: python -m cleanarticle.training CORPORA --meaning words.npz -o weights.bin

CORPORA is a folder with real.jsonl, news.jsonl.gz, bodies.jsonl.gz, text.jsonl.gz and html.jsonl.gz (any of them).
Training pieces are read from --pieces, phrases (LANG.jsonl) from --phrases. Needs the extra `fit` (PyTorch, NumPy).
--fold K/N leaves out the sites of fold K, for figures out of fold. Examples are kept in --cache, since building them
takes many minutes.
"""

from __future__ import annotations

import argparse
import pickle
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ..atomic import write_atomic
from . import meaning, sets
from .export import export
from .fit import Settings, fit

OFTEN = {"real": 2.5, "news": 0.8, "bodies": 1.0, "text": 0.8, "html": 1.0, "planted": 0.8, "alone": 4.0}
"""How often the examples of a corpus are shown in an epoch; short lines that stand alone are few and hard."""
THRESHOLDS = {
    "careful": {"appeal": 0.9, "clutter": 0.95, "page appeal": 0.85, "page clutter": 0.9},
    "normal": {"appeal": 0.45, "clutter": 0.9, "page appeal": 0.5, "page clutter": 0.55},
    "thorough": {"appeal": 0.25, "clutter": 0.3, "page appeal": 0.25, "page clutter": 0.3},
}
"""Chosen on held-out sites of `real`, `news`, `bodies` and `html`; see docs/figures.md."""


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--pieces", type=Path, nargs="*", default=[])
    parser.add_argument("--phrases", type=Path, nargs="*", default=[])
    parser.add_argument(
        "--meaning", type=Path, help="word vectors, as `python -m cleanarticle.training.meaning` writes"
    )
    parser.add_argument("--fold", help="K/N: leave out the sites of fold K of N")
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)  # the same sums in the same order, whatever the machine
    torch.set_flush_denormal(True)
    found = _examples(args)
    if args.fold:
        fold, folds = map(int, args.fold.split("/"))
        found = [one for one in found if not sets.in_fold(one, fold, folds)]
    shown = [(one.example, OFTEN[one.corpus]) for one in found]
    _say(f"{len(shown)} examples, {sum(len(one.counts) for one, _ in shown)} blocks")
    net = fit(shown, _table(args.meaning), Settings(epochs=args.epochs), _say)
    told = {"thresholds": THRESHOLDS, "examples": len(shown), "fold": args.fold or "none"}
    write_atomic(args.output, export(net.state_dict(), told))


def _examples(args: argparse.Namespace) -> list[sets.Sited]:
    if args.cache and args.cache.exists():
        with args.cache.open("rb") as file:
            return list(pickle.load(file))
    found = sets.build(args.corpora, args.pieces, args.phrases, args.jobs)
    if args.cache:
        with args.cache.open("wb") as file:
            pickle.dump(found, file, protocol=4)
    return found


def _table(path: Path | None) -> Any:
    if path is None:
        return None
    told = np.load(path)
    return meaning.table(told["words"].tolist(), told["weights"].tolist(), told["vectors"].astype(np.float32))


def _say(said: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {said}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
