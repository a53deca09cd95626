"""How much a block shares with the text around it: an appeal speaks of other things than the article it stands in.

After Hearst, "TextTiling: segmenting text into multi-paragraph subtopic passages", Computational Linguistics, 1997.
No list of words is needed, so it holds in languages without a cue file too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .script import is_dense

FAR = 4
"""Blocks this near belong to the same appeal or passage; what they share tells nothing."""
_LEAST_LETTERS = 5
_STEM = 6
_SENTENCE_START = ".!?:…"


class Bond(NamedTuple):
    """What a block shares with blocks that stand far from it.

    words: "few", "some" or "many" of its longer words, "none", or "no words" if it has none.  names: "none", "shared"
    or "no names", of its words with a capital letter inside a sentence.
    """

    words: str
    names: str


class Content(NamedTuple):
    """What a text is about: stems of its longer words (pairs of ideographs), and those of them written as names."""

    stems: frozenset[str]
    names: frozenset[str]


def bonds(contents: Sequence[Content]) -> Iterator[Bond]:
    """The bond of each block, given the contents of all of them, in order. Linear in the text."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for number, (stems, _) in enumerate(contents):
        for stem in stems:
            first.setdefault(stem, number)
            last[stem] = number
    for number, (stems, names) in enumerate(contents):
        before, after = number - FAR, number + FAR
        shared = {stem for stem in stems if first[stem] < before or last[stem] > after}
        yield Bond(_share(len(shared), len(stems)), _shared_names(names, shared))


def _share(shared: int, total: int) -> str:
    if not total:
        return "no words"
    if not shared:
        return "none"
    return "few" if shared * 5 < total else "some" if shared * 5 < total * 2 else "many"


def _shared_names(names: frozenset[str], shared: set[str]) -> str:
    return "no names" if not names else "none" if names.isdisjoint(shared) else "shared"


def content(text: str, tokens: Sequence[re.Match[str]]) -> Content:
    """The content of a text, given its words as `script.words` finds them."""
    stems: set[str] = set()
    names: set[str] = set()
    dense = is_dense(text)
    for match in tokens:
        word = match[0]
        if dense and is_dense(word):
            stems.update(pair for pair in map("".join, pairwise(word)) if _is_content(pair))
        elif len(word) >= _LEAST_LETTERS:
            stem = word[:_STEM].lower()
            stems.add(stem)
            if word[0].isupper() and _is_name(text, match.start()):
                names.add(stem)
    return Content(frozenset(stems), frozenset(names))


def _is_name(text: str, start: int) -> bool:
    """Whether a word with a capital letter stands inside a sentence."""
    return start > 1 and text[start - 1] == " " and text[start - 2] not in _SENTENCE_START


def _is_content(pair: str) -> bool:
    """Two ideographs or katakana; hiragana mostly writes endings and particles."""
    return all("\u30a1" <= char <= "\u30fe" or "\u3400" <= char <= "\u9fff" for char in pair)
