"""Labelled pages → documents with the states each block may have: blocks aligned with the body that people marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from ..document import Document, parse_page
from ..html import read_page
from ..model import BODY, CLUTTER
from ..script import is_dense
from . import crf
from .corpus import ANY, Labelled
from .fit import Settings

SETTINGS = Settings(
    prior=crf.Prior(direct=40.0, hidden=25.0),
    rounds=70,
    hidden=16,
    repeat=1,
    states=(BODY, CLUTTER),
    thresholds={
        "careful": {"appeal": 0.9, "clutter": 0.9},
        "normal": {"appeal": 0.5, "clutter": 0.5},
        "thorough": {"appeal": 0.35, "clutter": 0.35},
    },
    least_documents=6,
    least_word_weight=0.05,
)
"""How the model of pages is fitted; the normal threshold is the least, see `page_levels`."""
SAME, FOREIGN = 0.65, 0.34
"""A block is body if at least this share of its words is in the gold, in order, and clutter if at most that."""
LEAST_RUN = 3
"""Shorter runs of equal words are chance, unless they are all of a block."""
_WORD = re.compile(r"\w+")


def label_page(record: dict[str, Any]) -> Labelled:
    """Parse the page of a record and label its blocks.

    A record has `html`, and `gold` (the body as plain text), or the snippets `with` and `without`, which label the
    blocks they stand in; the other blocks may then be anything.
    """
    document = parse_page(read_page(record["html"]))
    if record.get("gold"):
        return Labelled(document, list(_aligned(document, record["gold"])))
    return Labelled(document, list(_by_snippets(document, record.get("with") or (), record.get("without") or ())))


def _aligned(document: Document, gold: str) -> Iterator[int]:
    """The states of each block, by how many of its words a long common subsequence with the gold holds."""
    words: list[str] = []
    ends = []
    for block in document.blocks:
        words += tokens(document.text(block))
        ends.append(len(words))
    shared = bytearray(len(words))
    runs = SequenceMatcher(None, words, tokens(gold), autojunk=False).get_matching_blocks()
    for at, _, size in runs:
        shared[at : at + size] = b"\x01" * size
    start = 0
    for end in ends:
        yield _state(shared[start:end])
        start = end


def _state(shared: bytearray) -> int:
    if not shared:
        return ANY
    inside = sum(run for run in map(len, bytes(shared).split(b"\x00")) if run >= LEAST_RUN or run == len(shared))
    share = inside / len(shared)
    return 1 << BODY if share >= SAME else 1 << CLUTTER if share <= FOREIGN else ANY


def tokens(text: str) -> list[str]:
    """The words of a text in lower case; single characters of scripts without spaces."""
    found: list[str] = []
    for word in _WORD.findall(text.lower()):
        found += word if is_dense(word) else (word,)
    return found


def _by_snippets(document: Document, wanted: Sequence[str], unwanted: Sequence[str]) -> Iterator[int]:
    """The states of each block: body if it holds a wanted snippet, clutter if an unwanted one, unknown if neither."""
    body, clutter = ([_squeezed(snippet) for snippet in snippets if snippet.strip()] for snippets in (wanted, unwanted))
    for block in document.blocks:
        text = _squeezed(document.text(block))
        good, bad = (any(snippet in text for snippet in snippets) for snippets in (body, clutter))
        yield ANY if good == bad else 1 << BODY if good else 1 << CLUTTER


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()
