"""Words → what the network knows of them: rows of its table, and the cues that they begin or make up.

What is known of a word is worked out once and remembered in a memo of bounded size; the memo never changes an answer.
"""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise
from zlib import crc32

from ..matcher import _GAP, _Node, table
from ..script import fold, has_dense, is_dense, word_finder

WORDS, PARTS, PAIRS = 65_536, 32_768, 32_768
"""Rows of the table for words, for beginnings and endings of words, and for pairs of neighbouring words."""
ROWS = WORDS + PARTS + PAIRS
_BEGINNINGS = (3, 5, 7)
_ENDING = 4
MOST_ROWS = len(_BEGINNINGS) + 2
"""So many rows a word has at most."""
_MEMO_WORDS = 60_000
_LONGEST_WORD = 48
_LEAST_STEM, _STEM = 5, 6
_MIX, _MIX_NEXT = 0x9E3779B1, 0x85EBCA6B
_MASK = 0xFFFFFFFF


class Known:
    """What is known of a folded word.

    serial: which of the words met so far it is.  number: its hash, 32 bits.  stem: hash of the start of a longer
    word, 0 of a short one.  rows: its rows in the table.  stops: bit mask of the languages it is a function word of.
    terms: the terms of cues that it stands for.  speaks: whether it is a cue, or begins one.  nodes: places in the trie
    of cues of several words that it begins.  leads: the terms one of which must follow then; None: any may, as a gap.
    bits: mask of the concepts it is a cue of by itself.  gated: the same, each with the languages it counts in.
    settled: the languages that were asked for last, and the mask of the concepts in these; all else never changes.
    """

    __slots__ = (
        "bits", "gated", "leads", "nodes", "number", "rows", "serial", "settled", "speaks", "stem", "stops", "terms"
    )  # fmt: skip

    def __init__(self, word: str, serial: int) -> None:
        cues = table()
        terms, nodes = cues.terms(word)
        data = word.encode("utf-8", "surrogatepass")
        self.serial, self.number, self.terms = serial, crc32(data), terms
        self.stops = cues.stopwords.get(word, 0)
        self.stem = _stem(word, self.number, self.stops)
        self.rows = rows_of(word, self.number)
        emits = [emit for node in nodes for emit in node.emits]
        if len(word) == 2 and is_dense(word):
            emits += [emit for cue, own in cues.dense(word) if cue == word for emit in own]
        self.bits = _mask_of([concept for concept, limited in emits if limited == -1])
        self.gated = [emit for emit in emits if emit[1] != -1]
        self.settled = 0, self.bits
        self.nodes = tuple([node for node in nodes if node.following])
        self.leads = _leads(self.nodes)
        self.speaks = bool(emits or self.nodes)

    def settle(self, allowed: int) -> int:
        """Mask of the concepts that the word is a cue of by itself in these languages; remembered."""
        found = self.bits | _mask_of([concept for concept, limited in self.gated if limited & allowed])
        self.settled = allowed, found
        return found


def _leads(nodes: Sequence[_Node]) -> Set[str] | None:
    """The terms one of which must follow for a cue to go on from one of these nodes; None: a gap may."""
    if len(nodes) == 1:
        leads: Set[str] = nodes[0].following.keys()
    else:
        leads = frozenset([term for node in nodes for term in node.following])
    return None if _GAP in leads else leads


def _mask_of(concepts: Iterable[int]) -> int:
    found = 0
    for concept in concepts:
        found |= 1 << concept
    return found


class _Words(dict[str, Known]):
    """What is known of words; of those that nobody asked for yet, it is looked up."""

    def __missing__(self, word: str) -> Known:
        with MEMORY.lock:
            found = self.get(word)
            if found is None:
                found = Known(word, len(MEMORY.rows))
                MEMORY.rows.append(found.rows)
                MEMORY.numbers.append(found.number)
                if len(word) <= _LONGEST_WORD:
                    self[word] = found
        return found


class Memory:
    """What was looked up of words, and the rows of each by its serial number.

    It is emptied between documents when it holds too much; `generation` then grows, and serials begin anew. All that
    depends on serials is done while `lock` is held: other threads may be judging, too.
    """

    def __init__(self) -> None:
        self.known = _Words()
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
    return MEMORY.known[word]


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


def hear(folded: str, spans: Iterable[tuple[int, int]]) -> tuple[list[list[Known]], list[bool]]:
    """The words of each of these stretches of a folded text: what is known of each, in order.

    And whether some of its words are of a script without spaces.
    """
    finder, know = word_finder(folded), MEMORY.known.__getitem__
    find = finder.findall
    if not has_dense(finder, folded):
        heard = [list(map(know, find(folded, first, last))) for first, last in spans]
        return heard, [False] * len(heard)
    heard, dense = [], []
    for first, last in spans:
        words, parted = find(folded, first, last), is_dense(folded[first:last])
        heard.append(list(map(know, _parted(words) if parted else words)))
        dense.append(parted)
    return heard, dense


def concepts(heard: Sequence[Known], folded: str, allowed: int) -> int:
    """Mask of the concepts of all cues that stand in a block, given its words and the languages that count.

    folded: its text, if some of it is of a script without spaces; else "".
    """
    found = 0
    for behind, word in enumerate(heard, 1):
        if word.speaks:
            asked, says = word.settled
            found |= says if asked == allowed else word.settle(allowed)
            leads = word.leads
            if behind < len(heard) and (leads is None or not leads.isdisjoint(heard[behind].terms)):
                for node in word.nodes:
                    found |= _follow(node, heard, behind, allowed)
    return found | _dense_concepts(folded, allowed) if folded else found


def _follow(node: _Node, heard: Sequence[Known], at: int, allowed: int) -> int:
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


def _skip(beyond: _Node, heard: Sequence[Known], at: int, allowed: int) -> int:
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
