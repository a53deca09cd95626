"""Every cue of every language in one pass over a text. Linear: a word costs a few look-ups, whatever the text holds."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from .script import fold, is_dense, words

TABLE, BEYOND = "compiled.json", "compiled-beyond.json"
_GAP = "..."
_GAP_WORDS = 6
_LONGEST_TERM = 24
_MEMO_WORDS = 50_000
_EMPTY: dict[str, str] = {}


def shelf(term: str) -> str:
    """Where a term stands in the table: by its first three letters, or its last three if it is `*stem`."""
    return "*" + term[-3:] if term.startswith("*") else term.removesuffix("*")[:3]


def is_beyond(shelf_name: str) -> bool:
    """Whether the terms of a shelf are of another script than Latin."""
    return shelf_name.lstrip("*")[:1] >= "\u0250"


class Hit(NamedTuple):
    """A cue found in a text: (start, end) code-point offsets, and the number of its concept."""

    start: int
    end: int
    concept: int


_Spot = tuple[int, int, int]


class Table:
    """The compiled cue files, and a memory of what was looked up in them (which never changes an answer)."""

    def __init__(self, data: dict[str, Any], beyond: Callable[[], dict[str, Any]]) -> None:
        """Take what `compile_folder` gives; `beyond` gives its part for other scripts than Latin, when it is needed."""
        self.languages: dict[str, str] = data["languages"]
        self.concepts: dict[str, str] = data["concepts"]
        self.stopwords: dict[str, int] = data["stopwords"]
        self.tags = tuple(self.languages)
        self._shelves: dict[str, str] = data["shelves"]
        self._load_beyond = beyond
        self._read: dict[str, dict[str, str]] = {}
        self._nodes: dict[str, _Node] = {}
        self._runs: dict[str, list[tuple[str, _Emits]]] = {}
        self._memo: dict[str, _Terms] = {}

    @functools.cached_property
    def _beyond(self) -> dict[str, Any]:
        return self._load_beyond()

    def terms(self, word: str) -> _Terms:
        """The terms of cues that a folded word stands for (itself, `stem*`, `*stem`), and the nodes that they begin."""
        known = self._memo.get(word)
        if known is None:
            terms = self._look_up(word.replace("\xad", ""))
            nodes = tuple(node for node in map(self.node, terms) if node is not None)
            known = (terms, nodes) if terms else _UNKNOWN
            if len(self._memo) < _MEMO_WORDS and len(word) <= 2 * _LONGEST_TERM:
                self._memo[word] = known
        return known

    def _look_up(self, word: str) -> tuple[str, ...]:
        size = min(len(word), _LONGEST_TERM)
        two, three, ending = self._shelf(word[:2]), self._shelf(word[:3]), self._shelf("*" + word[-3:])
        terms = [word] if word in three else []
        if size >= 2 and word[:2] + "*" in two:
            terms.append(word[:2] + "*")
        if three:
            terms += [stem for length in range(3, size + 1) if (stem := word[:length] + "*") in three]
        if ending:
            terms += [stem for length in range(3, size + 1) if (stem := "*" + word[len(word) - length :]) in ending]
        return tuple(terms)

    def _told(self, term: str) -> str | None:
        """What is told of the cues that begin with a term; "" if it stands only inside of cues, None if in none."""
        return self._shelf(shelf(term)).get(term)

    def _shelf(self, name: str) -> dict[str, str]:
        """The terms that begin alike, each with what is told of its cues."""
        known = self._read.get(name)
        if known is None:
            told = (self._beyond["shelves"] if is_beyond(name) else self._shelves).get(name)
            if told is None:
                return _EMPTY
            lines = (line.partition("=") for line in told.split("|"))
            known = self._read[name] = {term: rest for term, _, rest in lines}
        return known

    def node(self, term: str) -> _Node | None:
        """What may follow a term that begins cues; None if it begins none."""
        node = self._nodes.get(term)
        if node is None and (told := self._told(term)):
            node = self._nodes[term] = _grow(told)
        return node

    def dense(self, start: str) -> list[tuple[str, _Emits]]:
        """The cues of scripts without spaces that begin with these two characters, whole, with their emits."""
        known = self._runs.get(start)
        if known is None:
            told = self._beyond["dense"].get(start)
            if told is None:
                return []
            parts = (entry.split(":") for entry in told.split(";"))
            known = self._runs[start] = [(start + rest, _emits(emits)) for rest, emits in parts]
        return known


_Terms = tuple[tuple[str, ...], "tuple[_Node, ...]"]
_UNKNOWN: _Terms = ((), ())
_Emits = list[tuple[int, int]]  # (number of a concept, bit mask of the languages it is limited to, or -1)


class _Node:
    """A place in the trie of cues: what ends here, and which terms go on."""

    __slots__ = ("emits", "following")

    def __init__(self) -> None:
        self.emits: _Emits = []
        self.following: dict[str, _Node] = {}


def _grow(told: str) -> _Node:
    """The part of the trie under a first term, from its compiled string."""
    top = _Node()
    for entry in told.split(";"):
        rest, emits = entry.split(":")
        node = top
        for term in rest.split():
            node = node.following.setdefault(term, _Node())
        node.emits = _emits(emits)
    return top


def _emits(told: str) -> _Emits:
    parts = (emit.partition(".") for emit in told.split(","))
    return [(int(concept), int(mask, 16) if mask else -1) for concept, _, mask in parts]


@functools.cache
def table() -> Table:
    """The package's cue table, read once a process; compiled on the spot in a checkout that was never built."""
    folder = Path(__file__).with_name("cues")
    if (folder / TABLE).is_file():
        return Table(json.loads((folder / TABLE).read_bytes()), lambda: json.loads((folder / BEYOND).read_bytes()))
    from .cues.compile import compile_folder

    data = compile_folder()
    return Table(data, lambda: data["beyond"])


def languages() -> dict[str, str]:
    """Tag → English name of each language that has a cue file."""
    return {tag: name for tag, name in table().languages.items() if tag != "mul"}


def find_cues(text: str, tags: frozenset[str], offset: int = 0) -> list[Hit]:
    """The cues in a stretch of text, in order of place; `offset` is added to their offsets.

    tags: languages of the text. Cues of function words and very short words count only in their own language.
    """
    return [Hit(start + offset, end + offset, concept) for start, end, concept in sorted(spot_cues(text, tags))]


def spot_cues(text: str, tags: frozenset[str]) -> set[_Spot]:
    """The same as `find_cues`, in no order, as bare tuples (start, end, concept)."""
    cues, allowed = table(), _mask(tags)
    spans, known = [], []
    heads: list[tuple[int, tuple[_Node, ...]]] = []
    found: set[_Spot] = set()
    for at, match in enumerate(words(fold(text))):
        form = match.group()
        spans.append(match.span())
        terms, nodes = cues.terms(form)
        known.append(terms)
        if nodes:
            heads.append((at, nodes))
        if form >= "\u0e00" and is_dense(form):
            _match_dense(cues, form, spans[at][0], allowed, found)
    for at, nodes in heads:
        for node in nodes:
            _walk(node, known, at + 1, spans, spans[at][0], allowed, found)
    return found


def _walk(
    node: _Node,
    known: list[tuple[str, ...]],
    at: int,
    spans: list[tuple[int, int]],
    start: int,
    allowed: int,
    found: set[_Spot],
) -> None:
    """Follow the trie from a node over the words from `at` on; depth and gap are bounded, so the cost a word is too."""
    for concept, limited in node.emits:
        if limited == -1 or limited & allowed:
            found.add((start, spans[at - 1][1], concept))
    following = node.following
    if not following:
        return
    if at < len(known):
        for term in known[at]:
            deeper = following.get(term)
            if deeper is not None:
                _walk(deeper, known, at + 1, spans, start, allowed, found)
    beyond = following.get(_GAP)
    if beyond is not None:
        for skip in range(at, min(at + _GAP_WORDS + 1, len(known))):
            for term in known[skip]:
                if term in beyond.following:
                    _walk(beyond.following[term], known, skip + 1, spans, start, allowed, found)
                    return


def _match_dense(cues: Table, run: str, start: int, allowed: int, found: set[_Spot]) -> None:
    """Cues of scripts without spaces: at each character, those that begin with it and the next one."""
    for at in range(len(run) - 1):
        for cue, emits in cues.dense(run[at : at + 2]):
            if run.startswith(cue, at):
                for concept, limited in emits:
                    if limited == -1 or limited & allowed:
                        found.add((start + at, start + at + len(cue), concept))


@functools.lru_cache(64)
def _mask(tags: frozenset[str]) -> int:
    return sum(1 << number for number, tag in enumerate(table().tags) if tag in tags)
