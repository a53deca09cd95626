"""A document: the untouched source and the blocks that tile it."""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from . import protect, segment

if TYPE_CHECKING:
    from .html.markup import Markup
    from .html.page import Page
    from .judging.evidence import Evidence
    from .matcher import Hit

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
LITERAL_BREAK = re.compile(r"(?:\\r)?\\n")
_LITERAL_LEAST = 3
"""A text holds literal `\\n` for line breaks if the two characters occur this often; once or twice they are content."""

_LONGEST_PARAGRAPH = 4000
"""A longer line of a page is no paragraph but a flattened text, and is cut into sentences."""

MOST_BLOCKS = 10_000
"""Texts of more blocks than this are decided in parts of so many."""


class Gap(enum.IntEnum):
    """What parts a block from the one before it."""

    SENTENCE = 0
    LINE = 1
    BLANK = 2


_SENTENCE, _LINE_GAP, _BLANK = Gap


class Block(NamedTuple):
    """A stretch of the source that is decided as a whole: a line, or a sentence of a long line.

    start, end: the whole stretch; the next block begins at `end`.  first, last: its content, without the white space
    around it. All four are code-point offsets.  line: number of its first line, from 1.  gap: see Gap.
    protected: Markdown front matter, code or a link definition, which no stage may touch.
    """

    start: int
    end: int
    first: int
    last: int
    line: int
    gap: Gap
    protected: bool = False


_block = partial(tuple.__new__, Block)
"""Makes a block of a tuple, in a third of the time."""


@dataclass(frozen=True)
class Document:
    """What every stage sees: the source, its blocks, and the evidence read off them. It never changes.

    site: domain or name of the site the text is from, where the caller knows it.
    format: how the source was read ("text" or "html").  markup: of a page, what its tags say about each block; of a
    text, nothing.  page: the page whose visible text is the source.  site_name: what the page calls its site.
    """

    source: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    site: str | None = None
    format: str = "text"
    markup: tuple[Markup, ...] = field(default=(), repr=False)
    page: Page | None = field(default=None, repr=False)
    site_name: str | None = None

    def text(self, block: Block) -> str:
        """The content of a block, without the white space around it."""
        return self.source[block.first : block.last]

    def is_protected(self, start: int, end: int) -> bool:
        """Whether any block that no stage may touch lies in the stretch between these offsets."""
        return any(block.protected and block.first < end and start < block.last for block in self.blocks)

    def at(self, offset: int) -> int:
        """The number of the block that holds an offset into the source."""
        return max(0, bisect_right(self.blocks, offset, key=lambda block: block.start) - 1)

    def element(self, first: int, last: int) -> str | None:
        """The element of the page that holds the blocks with these numbers, as a CSS selector; None in a text."""
        if self.page is None:
            return None
        from .html.place import element_of

        return element_of(self.page, [self.markup[number].node for number in range(first, last + 1)])

    def parts(self) -> Iterator[Document]:
        """The document, or if it is very long, documents over the same source with consecutive parts of its blocks.

        Each part is decided by itself, so that memory stays bounded however long a text is.
        """
        if len(self.blocks) <= MOST_BLOCKS:
            yield self
            return
        for start in range(0, len(self.blocks), MOST_BLOCKS):
            piece = slice(start, start + MOST_BLOCKS)
            part = replace(self, blocks=self.blocks[piece], markup=self.markup[piece])
            yield part

    @cached_property
    def languages(self) -> frozenset[str]:
        """Tags of the languages the text is likely written in; empty if it cannot be told."""
        from .language import likely_languages

        return likely_languages(self.source)

    @cached_property
    def evidence(self) -> Evidence:
        """What is read off the blocks; facts only."""
        from .judging.evidence import gather

        return gather(self)

    def cues(self, block: Block) -> list[Hit]:
        """The cues found in a block, with offsets into the source, in order of place."""
        from .matcher import find_cues

        return find_cues(self.text(block), self.languages, offset=block.first)


def parse(source: str, *, site: str | None = None) -> Document:
    """Cut plain text into blocks that tile it: lines, long lines into sentences. Linear in the text."""
    guarded = protect.markdown_stretches(source)
    return Document(source, tuple(_tile(_pieces(source, guarded), source)), site)


def parse_page(page: Page, *, site: str | None = None, site_name: str | None = None) -> Document:
    """The document of a web page: its source is the visible text, its blocks are the lines, very long ones in parts."""
    from .html.markup import read_markup

    pieces: list[_Piece] = []
    nodes: list[int] = []
    last, number = 0, 1
    for start, end, node in page.lines:
        breaks = page.text.count("\n", last, start)
        number += breaks
        gap = Gap.LINE if breaks == 1 else Gap.BLANK
        for first, stop in _parts_of_line(page.text, start, end):
            pieces.append((first, stop, number, gap, False))
            nodes.append(node)
            gap = Gap.SENTENCE
        number += page.text.count("\n", start, end)
        last = end
    blocks = tuple(_tile(iter(pieces), page.text))
    return Document(page.text, blocks, site, "html", tuple(read_markup(page, blocks, nodes)), page, site_name)


def _parts_of_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A line of a page as it is, or the sentences of one that is longer than any paragraph and no code."""
    if end - start <= _LONGEST_PARAGRAPH or "\n" in text[start:end]:
        yield start, end
        return
    for first, last, _ in _contents(text[start:end], 0, end - start):
        yield start + first, start + last


def has_literal_breaks(source: str) -> bool:
    """Whether lines of a text are parted by literal `\\n`s, as in JSON that was never read."""
    return source.count("\\n") >= _LITERAL_LEAST


_Piece = tuple[int, int, int, Gap, bool]
"""First and last offset of a content, the number of its line, what parts it from the one before, whether protected."""
_Content = tuple[int, int, Gap | None]
"""First and last offset of a content in its line, and what parts it from the one before in the line."""


def _pieces(source: str, guarded: list[tuple[int, int]]) -> Iterator[_Piece]:
    """The non-blank contents of lines and sentences, in order."""
    literal = has_literal_breaks(source)
    gap, guard = _BLANK, 0
    for number, (start, end) in enumerate(_lines(source), 1):
        line = source[start:end]
        content = line.strip()
        if not content:
            gap = _BLANK
            continue
        while guard < len(guarded) and guarded[guard][1] <= start:
            guard += 1
        protected = guard < len(guarded) and guarded[guard][0] <= start
        if protected or not (literal or segment.is_long(line)):
            first = start if line[0] == content[0] else start + line.index(content[0])
            yield first, first + len(content), number, gap, protected
        else:
            for first, last, inner in _in_line(line, literal):
                yield start + first, start + last, number, gap if inner is None else inner, False
        gap = _LINE_GAP


def _lines(source: str) -> Iterator[tuple[int, int]]:
    """Where each line of a text begins and ends, with its line break."""
    if "\r" in source:
        yield from (match.span() for match in _LINE.finditer(source))
        return
    start, find = 0, source.find
    while end := find("\n", start) + 1:
        yield start, end
        start = end
    yield start, len(source)


def _in_line(line: str, literal: bool) -> Iterator[_Content]:
    """The contents of a line that is long, or may hold literal line breaks; the gap of the first is None."""
    if not literal:
        yield from _contents(line, 0, len(line))
        return
    for at, end, parted in _literal_lines(line):
        for first, last, inner in _contents(line, at, end):
            yield first, last, parted if inner is None else inner


def _contents(line: str, start: int, end: int) -> list[_Content]:
    """The contents of a line, or of its sentences if it is long; the gap of all but the first is SENTENCE."""
    text = line[start:end]
    cuts = segment.sentences(text) if segment.is_long(text) else ((0, len(text)),)
    found: list[_Content] = []
    inner = None
    for at, stop in cuts:
        piece = text[at:stop]
        body = piece.strip()
        if body:
            first = start + (at if piece[0] == body[0] else at + piece.index(body[0]))
            found.append((first, first + len(body), inner))
            inner = _SENTENCE
    return found


def _literal_lines(line: str) -> Iterator[tuple[int, int, Gap | None]]:
    """Cut a line at literal `\\n`s, as escaped text has them; two in a row are a blank line."""
    at, gap = 0, None
    for match in LITERAL_BREAK.finditer(line):
        if line[at : match.start()].strip():
            yield at, match.start(), gap
            gap = Gap.LINE
        else:
            gap = Gap.BLANK
        at = match.end()
    yield at, len(line), gap


def _tile(pieces: Iterable[_Piece], source: str) -> Iterator[Block]:
    """Blocks from contents: each reaches to the next one's line, or to its content in the same line."""
    start, first, last, line, gap, protected = 0, -1, 0, 1, _BLANK, True
    for piece in pieces:
        at = piece[0]
        if first >= 0:
            end = at
            if piece[3] and source[at - 1] in _INDENT:
                end = _line_start(source, at, last)
            yield _block((start, end, first, last, line, gap, protected))
            start = end
        first, last, line, gap, protected = piece
    if first >= 0:
        yield Block(start, len(source), first, last, line, gap, protected)
    elif source:
        yield Block(0, len(source), len(source), len(source), 1, Gap.BLANK, True)


_INDENT = " \t\u3000\xa0"


def _line_start(source: str, at: int, least: int) -> int:
    """Where the indentation before `at` begins, but not before `least`."""
    while at > least and source[at - 1] in _INDENT:
        at -= 1
    return at
