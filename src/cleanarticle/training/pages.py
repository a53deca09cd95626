"""Labelled pages: blocks aligned with the body that people marked, or with snippets of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ..document import Document
from ..script import is_dense
from .examples import ANY, ASIDE, BODY

SAME, FOREIGN = 0.65, 0.34
"""A block is body if at least this share of its words is in the gold, in order, and clutter if at most that."""
LEAST_RUN = 3
"""Shorter runs of equal words are chance, unless they are all of a block."""
_WORD = re.compile(r"\w+")


def aligned(document: Document, gold: str) -> Iterator[int]:
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
    return BODY if share >= SAME else ASIDE if share <= FOREIGN else ANY


def tokens(text: str) -> list[str]:
    """The words of a text in lower case; single characters of scripts without spaces."""
    found: list[str] = []
    for word in _WORD.findall(text.lower()):
        found += word if is_dense(word) else (word,)
    return found


def by_snippets(document: Document, wanted: Sequence[str], unwanted: Sequence[str]) -> Iterator[int]:
    """The states of each block: body if it holds a wanted snippet, clutter if an unwanted one, unknown if neither."""
    body, clutter = ([_squeezed(snippet) for snippet in snippets if snippet.strip()] for snippets in (wanted, unwanted))
    for block in document.blocks:
        text = _squeezed(document.text(block))
        good, bad = (any(snippet in text for snippet in snippets) for snippets in (body, clutter))
        yield ANY if good == bad else BODY if good else ASIDE


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()
