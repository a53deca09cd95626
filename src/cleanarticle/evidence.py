"""What is read off each block: its concepts, its shape and its place. Facts only; weighing them is the model's work."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .cohesion import Content, content
from .matcher import spot_cues
from .script import is_dense, words

if TYPE_CHECKING:
    from .document import Block, Document

PROSE_WORDS = 20
"""A block of at least this many words that ends like a sentence counts as prose."""

_QUOTED = re.compile(
    r"“[^“”]{2,600}”|«[^«»]{2,600}»|„[^„“”]{2,600}[“”]|\"[^\"]{2,600}\"|「[^「」]{2,600}」|『[^『』]{2,600}』|‘[^‘’]{12,600}’(?!\w)"
)
_MONEY = re.compile(
    r"[$€£¥₹₽₺₴₪₩฿₫₦]\s?\d|\d\s?(?:[$€£¥₹₽₺₴₪₩฿₫₦元円원]|kr\b|zł|Kč|Ft\b|lei\b|лв|руб|грн|USD|EUR|CHF|Rp\b|TL\b)|Rp\s?\d|R\$\s?\d|\bkr\.?\s\d"
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}")
_DOMAIN = re.compile(r"\.(?:com|org|net|info|de|uk|fr|es|it|ru|pl|nl|se|jp|cn)\b")
_LINKS = ("http://", "https://", "www.", "](")
_BOXES = re.compile("[☐☑✓✔○◯●▢□]")
_FORMS = ("[ ]", "[]", "[x]", "[X]", "( )", "()", "___", ".....", "(*)")
_ARROWS = tuple("→►▶»›❯➔➜>")
_QUOTE = re.compile('[“«„"「『‘]')
_DIGIT = re.compile(r"\d")
_SYMBOL = re.compile(r"[\u2600-\u27bf\U0001f000-\U0001faff❤★☆]")
_BULLET = re.compile(r"[-–—*•▪●■◆·‣+>#]+\s|\d{1,2}[.)]\s")
_END_MARKS = {
    ".": "period",
    "。": "period",
    "।": "period",
    "۔": "period",
    "!": "exclamation",
    "！": "exclamation",
    "?": "question",
}
_END_MARKS |= {
    "？": "question",
    "؟": "question",
    ":": "colon",
    "：": "colon",
    "…": "ellipsis",
    ",": "comma",
    ";": "comma",
}
_CLOSING = "\"'”’»›)]」』）】*_ "


_UNREAD = Content(frozenset(), frozenset())


class Evidence(NamedTuple):
    """The facts about one block.

    concepts: bit mask of the concepts its cues stand for.  quoted: those whose cues all stand inside quotation marks.
    words: number of its words (two characters count as one in scripts without spaces).  prose: long, and ends like a
    sentence.  about: its longer words.  shape, place: names of traits, as the model weighs them.
    """

    concepts: int
    quoted: int
    words: int
    prose: bool
    about: Content
    shape: tuple[str, ...]
    place: tuple[str, ...] = ()


def gather(document: Document) -> Iterator[Evidence]:
    """The evidence of every block of a document, in order."""
    memory: dict[str, Evidence] = {}
    own = []
    counts: Counter[str] = Counter()
    for block in document.blocks:
        text = document.text(block)
        facts = memory.get(text)
        if facts is None:
            facts = _read(document, block, text)
            if len(memory) < 20_000 and len(text) < 200:
                memory[text] = facts
        counts[text if len(text) < 200 else ""] += 1
        own.append(facts)
    yield from _placed(document, own, counts)


def placed_anew(document: Document, own: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence of a document's blocks, given what was read off their texts in another document."""
    counts = Counter(document.text(block) if block.last - block.first < 200 else "" for block in document.blocks)
    return tuple(_placed(document, own, counts))


def _read(document: Document, block: Block, text: str) -> Evidence:
    """Concepts and shape of a block, from nothing but its own text."""
    concepts = quoted = 0
    quotations = [match.span() for match in _QUOTED.finditer(text)] if _QUOTE.search(text) else []
    openings = [first for first, _ in quotations]
    for start, stop, concept in spot_cues(text, document.languages):
        at = bisect_right(openings, start) - 1  # the only quotation it can stand in
        if at >= 0 and stop <= quotations[at][1]:
            quoted |= 1 << concept
        else:
            concepts |= 1 << concept
    tokens = list(words(text))
    length = word_count(text, tokens)
    end = _end_mark(text)
    prose = length >= PROSE_WORDS and end in ("period", "question", "quote")
    about = _UNREAD if document.markup else content(text, tokens)  # the model of pages does not read it
    return Evidence(concepts, quoted & ~concepts, length, prose, about, tuple(_shape(text, length, end, quotations)))


def word_count(text: str, tokens: Sequence[re.Match[str]]) -> int:
    """Number of words; in a script without spaces, two characters count as one."""
    if not is_dense(text):
        return len(tokens)
    return sum((len(match[0]) + 1) // 2 if is_dense(match[0]) else 1 for match in tokens)


def _end_mark(text: str) -> str:
    stripped = text.rstrip(_CLOSING)
    mark = _END_MARKS.get(stripped[-1:], "none")
    return "quote" if mark == "none" and text[-1:] in '”»"」' else mark


_GAPS = ("sentence", "line", "blank")  # in the order of `document.Gap`
_PARTED = tuple(f"parted by {name}" for name in _GAPS)
_FOLLOWED = tuple(f"followed by {name}" for name in _GAPS)
LENGTHS = (
    (2, "1-2 words"),
    (4, "3-4 words"),
    (8, "5-8 words"),
    (14, "9-14 words"),
    (25, "15-25 words"),
    (45, "26-45 words"),
    (80, "46-80 words"),
)


def length_name(words: int) -> str:
    """The length class of a block, in words."""
    for most, name in LENGTHS:
        if words <= most:
            return name
    return "over 80 words"


def _shape(text: str, words: int, end: str, quotations: list[tuple[int, int]]) -> Iterator[str]:
    """Traits of the text that no language decides."""
    yield length_name(words)
    yield f"ends with {end}"
    if words <= 14:
        yield f"ends with {end}, short"
    first = text[:1]
    if first.islower():
        yield "starts in lower case"
    elif _BULLET.match(text):
        yield "starts with a bullet"
    elif first in "[(*_【（":
        yield "starts with a bracket" if first in "[(【（" else "starts with an asterisk"
    elif first in '"“„«「‘':
        yield "starts with a quotation"
    elif first.isdigit():
        yield "starts with a digit"
    elif not first.isalpha():
        yield "starts with a symbol"
    if text.isupper() and words > 1:
        yield "all capitals"
    elif 2 <= words <= 12 and text.istitle():
        yield "each word capitalised"
    yield from _marks(text, words)
    if quotations:
        inside = sum(stop - start for start, stop in quotations)
        yield "all inside quotation marks" if inside > 0.9 * len(text) else "holds a quotation"


def _marks(text: str, words: int) -> Iterator[str]:
    """Traits of signs and figures in the text."""
    if _DIGIT.search(text):
        yield "mostly digits" if len(_DIGIT.findall(text)) * 3 > len(text) else "holds digits"
        if _MONEY.search(text):
            yield "holds a sum of money" if words > 8 else "is a sum of money"
    if "@" in text and _ADDRESS.search(text):
        yield "holds an e-mail address"
    if _holds_link(text):
        yield "holds a link"
    if text[-1:] == "*" or any(mark in text for mark in _FORMS) or (not text.isascii() and _BOXES.search(text)):
        yield "holds a form mark"
    if text.startswith(_ARROWS) or text.endswith(_ARROWS) or ">>" in text:
        yield "holds an arrow"
    if "!" in text or "！" in text:
        yield "exclaims"
    if "?" in text or "？" in text:
        yield "asks a question"
    if "|" in text or " · " in text or " / " in text:
        yield "parts its words by bars"
    if "©" in text or "(c)" in text:
        yield "holds a copyright sign"
    if not text.isascii() and _SYMBOL.search(text):
        yield "holds a pictograph"
    if words > 8:
        commas = text.count(",") + text.count("、") + text.count("，") + text.count("،")
        yield "no comma" if not commas else "one comma" if commas == 1 else "many commas"


def _holds_link(text: str) -> bool:
    """Whether an address of the web stands in a text, whole or as a bare domain; plain searches, for speed."""
    if any(mark in text for mark in _LINKS):
        return True
    domains = _DOMAIN.finditer(text) if "." in text else ()
    return any(text[max(0, match.start() - 2) : match.start()].isalnum() for match in domains)


def _placed(document: Document, own: Sequence[Evidence], counts: Counter[str]) -> Iterator[Evidence]:
    """The evidence with the place of each block in the document added."""
    total = len(own)
    prose = [index for index, facts in enumerate(own) if facts.prose]
    first, last = (prose[0], prose[-1]) if prose else (0, total - 1)
    size = _bucket(total, (3, 8, 15, 30, 60, 150, 400))
    whole = f"text of {size} blocks"
    lengths = [length_name(facts.words) for facts in own]
    after = ["after nothing", *(f"after {name}" for name in lengths)]
    ahead = [*(f"ahead of {name}" for name in lengths[1:]), "ahead of nothing"]
    followed = [*(_FOLLOWED[block.gap] for block in document.blocks[1:]), "followed by end"]
    for index, (block, facts) in enumerate(zip(document.blocks, own, strict=True)):
        place = [
            _from_top(min(index, 20)),
            _from_end(min(total - 1 - index, 40)),
            whole,
            _PARTED[block.gap],
            followed[index],
        ]
        if index < first:
            place.append("before the first prose")
        elif index > last:
            place.append("behind the last prose")
        if block.last - block.first < 200 and counts[document.text(block)] > 1:
            place.append("stands twice in the text")
        place += after[index], ahead[index]
        yield Evidence(*facts[:-1], tuple(place))


@functools.cache
def _from_top(index: int) -> str:
    return f"block {_bucket(index, (0, 1, 2, 4, 9, 19))} from the top"


@functools.cache
def _from_end(index: int) -> str:
    return f"block {_bucket(index, (0, 1, 2, 4, 9, 19, 39))} from the end"


def _bucket(number: int, edges: tuple[int, ...]) -> str:
    """A number as one of a few ranges: '0', '3-4', 'over 19'."""
    low = 0
    for edge in edges:
        if number <= edge:
            return str(edge) if edge == low else f"{low}-{edge}"
        low = edge + 1
    return f"over {edges[-1]}"
