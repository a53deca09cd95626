"""Words → what the network knows of them: rows of its table, and the cues that they begin or make up.

What is known of a word is worked out once and remembered in a memo of bounded size; the memo never changes an answer.
"""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from ..matcher import _GAP, _Emits, _Node, table
from ..script import fold, is_dense, word_finder

WORDS, PARTS, PAIRS = 65_536, 32_768, 32_768
"""Rows of the table for words, for beginnings and endings of words, and for pairs of neighbouring words."""
ROWS = WORDS + PARTS + PAIRS
_BEGINNINGS = (3, 5, 7)
_ENDING = 4
_MEMO_WORDS = 60_000
_LONGEST_WORD = 48
_LEAST_STEM, _STEM = 5, 6
_MIX, _MIX_NEXT = 0x9E3779B1, 0x85EBCA6B
_MASK = 0xFFFFFFFF


class Known(NamedTuple):
    """What is known of a folded word.

    serial: which of the words met so far it is.  number: its hash, 32 bits.  stem: hash of the start of a longer
    word, 0 of a short one.  rows: its rows in the table.  stops: bit mask of the languages it is a function word of.
    bits: mask of the concepts it is a cue of by itself.  gated: the same, each with the languages it counts in.
    terms: the terms of cues that it stands for.  nodes: places in the trie of cues of several words that it begins;
    each with whether a gap may follow.
    """

    serial: int
    number: int
    stem: int
    rows: tuple[int, ...]
    stops: int
    bits: int
    gated: _Emits
    terms: tuple[str, ...]
    nodes: tuple[tuple[_Node, bool], ...]


class Memory:
    """What was looked up of words, and the rows of each by its serial number.

    It is emptied between documents when it holds too much; `generation` then grows, and serials begin anew. All that
    depends on serials is done while `lock` is held: other threads may be judging, too.
    """

    def __init__(self) -> None:
        self.known: dict[str, Known] = {}
        self.rows: list[tuple[int, ...]] = []
        self.numbers: list[int] = []
        self.generation = 0
        self.lock = allocate_lock()

    def make_room(self) -> int:
        """Forget all words if there are too many; gives back the generation whose serials will be given."""
        with self.lock:
            if len(self.rows) >= _MEMO_WORDS:
                self.known.clear()
                self.rows.clear()
                self.numbers.clear()
                self.generation += 1
            return self.generation


MEMORY = Memory()


def split(folded: str) -> list[str]:
    """The words of a folded text; each two neighbouring characters of scripts without spaces are a word."""
    found: list[str] = word_finder(folded).findall(folded)
    return _parted(found) if is_dense(folded) else found


def _parted(words: Iterable[str]) -> list[str]:
    parted: list[str] = []
    for word in words:
        if word >= "\u0e00" and len(word) > 2 and is_dense(word):
            parted += map("".join, pairwise(word))
        else:
            parted.append(word)
    return parted


def known(word: str) -> Known:
    """What is known of a folded word, remembered."""
    with MEMORY.lock:
        found = MEMORY.known.get(word)
        if found is None:
            found = _look_up(word)
            MEMORY.rows.append(found.rows)
            MEMORY.numbers.append(found.number)
            if len(word) <= _LONGEST_WORD:
                MEMORY.known[word] = found
    return found


def _look_up(word: str) -> Known:
    cues = table()
    terms, nodes = cues.terms(word)
    bits, gated = 0, []
    longer = []
    for node in nodes:
        for concept, limited in node.emits:
            if limited == -1:
                bits |= 1 << concept
            else:
                gated.append((concept, limited))
        if node.following:
            longer.append((node, _GAP in node.following))
    if is_dense(word):
        for cue, emits in cues.dense(word[:2]) if len(word) == 2 else ():
            if cue == word:
                for concept, limited in emits:
                    if limited == -1:
                        bits |= 1 << concept
                    else:
                        gated.append((concept, limited))
    number = crc32(word.encode("utf-8", "surrogatepass"))
    stops = cues.stopwords.get(word, 0)
    rows = rows_of(word, number)
    return Known(len(MEMORY.rows), number, _stem(word, number, stops), rows, stops, bits, gated, terms, tuple(longer))


def _stem(word: str, number: int, stops: int) -> int:
    """The hash of what a word is about; 0 if it is short, a number or a function word."""
    if stops or word.isdigit():
        return 0
    if len(word) >= _LEAST_STEM:
        return number if len(word) <= _STEM else crc32(word[:_STEM].encode("utf-8", "surrogatepass"))
    return number if len(word) == 2 and word >= "\u3400" else 0  # a pair of ideographs


def rows_of(word: str, number: int) -> tuple[int, ...]:
    """The rows of a word in the table: its own, and those of its beginnings and its ending if it is long enough."""
    if word.isdigit():
        return (crc32(b"#%d" % min(len(word), 6)) % WORDS,)
    rows = [number % WORDS]
    size = len(word)
    rows += [_part("<" + word[:most]) for most in _BEGINNINGS if size > most]
    if size > _ENDING + 1:
        rows.append(_part(word[-_ENDING:] + ">"))
    return tuple(rows)


def _part(part: str) -> int:
    return WORDS + crc32(part.encode("utf-8", "surrogatepass")) % PARTS


def pair_row(first: int, second: int) -> int:
    """The row of two neighbouring words, by their numbers."""
    return WORDS + PARTS + (((first * _MIX + second * _MIX_NEXT) & _MASK) >> 8) % PAIRS


class Heard(NamedTuple):
    """The words of a block: what is known of each, in order; dense: whether some are of a script without spaces."""

    words: list[Known]
    dense: bool


def hear(folded: str, spans: Iterable[tuple[int, int]]) -> list[Heard]:
    """The words of each of these stretches of a folded text."""
    find = word_finder(folded).findall
    dense = is_dense(folded)
    know = MEMORY.known
    found = []
    for first, last in spans:
        words, parted = find(folded, first, last), False
        if dense and is_dense(folded[first:last]):
            words, parted = _parted(words), True
        try:
            found.append(Heard([know[word] for word in words], parted))
        except KeyError:
            found.append(Heard([know.get(word) or known(word) for word in words], parted))
    return found


def concepts(heard: list[Known], folded: str, dense: bool, allowed: int) -> int:
    """Mask of the concepts of all cues that stand in a block, given its words and the languages that count."""
    found = 0
    last = len(heard) - 1
    for at, word in enumerate(heard):
        if not word.terms:
            continue
        found |= word.bits
        for concept, limited in word.gated:
            if limited & allowed:
                found |= 1 << concept
        if word.nodes and at < last:
            following = heard[at + 1].terms
            for node, gap in word.nodes:
                if gap or (following and not node.following.keys().isdisjoint(following)):
                    found |= _follow(node, heard, at + 1, allowed)
    if dense:
        found |= _dense_concepts(folded, allowed)
    return found


def _follow(node: _Node, heard: list[Known], at: int, allowed: int) -> int:
    """The concepts of the cues that go on from a node with the words from `at` on."""
    found, following = 0, node.following
    for term in heard[at].terms:
        deeper = following.get(term)
        if deeper is not None:
            found |= _emitted(deeper, allowed)
            if deeper.following and at + 1 < len(heard):
                found |= _follow(deeper, heard, at + 1, allowed)
    beyond = following.get(_GAP)
    if beyond is not None:
        found |= _skip(beyond, heard, at, allowed)
    return found


_GAP_WORDS = 6


def _skip(beyond: _Node, heard: list[Known], at: int, allowed: int) -> int:
    """The same behind a gap of a few words."""
    for skip in range(at, min(at + _GAP_WORDS + 1, len(heard))):
        for term in heard[skip].terms:
            deeper = beyond.following.get(term)
            if deeper is not None:
                found = _emitted(deeper, allowed)
                return found | (_follow(deeper, heard, skip + 1, allowed) if skip + 1 < len(heard) else 0)
    return 0


def _emitted(node: _Node, allowed: int) -> int:
    found = 0
    for concept, limited in node.emits:
        if limited == -1 or limited & allowed:
            found |= 1 << concept
    return found


def _dense_concepts(folded: str, allowed: int) -> int:
    """Concepts of the cues of scripts without spaces, which may begin at any character."""
    cues, found = table(), 0
    for run in word_finder(folded).findall(folded):
        if run < "\u0e00" or not is_dense(run):
            continue
        for at in range(len(run) - 1):
            for cue, emits in cues.dense(run[at : at + 2]):
                if run.startswith(cue, at):
                    for concept, limited in emits:
                        if limited == -1 or limited & allowed:
                            found |= 1 << concept
    return found


def fold_text(text: str) -> str:
    """A text as its words are looked up; one character for one."""
    return fold(text)
