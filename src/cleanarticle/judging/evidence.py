"""What is read off each block of a document: its words, concepts, shape and place, and of a page its markup.

Facts only; weighing them is the network's work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from ..language import allowed_languages
from . import traits
from .lexicon import MEMORY, Known, concepts, fold_text, hear
from .network import FEATURES

if TYPE_CHECKING:
    from ..document import Document
    from .markup import Registry

CONCEPTS = 64
"""So many concepts the network has rows for; there are fewer."""
TRAIT, CONCEPT, QUOTED = 0, 256, 256 + CONCEPTS
MARKUP = QUOTED + CONCEPTS
"""Where the numbers of traits, of concepts, of those inside quotation marks, and of markup begin."""
NUMBERS = MARKUP + FEATURES
_stem = itemgetter(Known._fields.index("stem"))
FAR = 4
"""Blocks this near belong to the same appeal or passage."""
_SHORT = 200
"""Blocks of fewer characters are counted: one that stands twice is remarkable."""


class PageEvidence(NamedTuple):
    """What the markup of a page says. nodes: the element of each block.  keys: what is known of each block besides.

    shared: what is known of all blocks of an element.  registry: whose serials these keys are.
    """

    nodes: list[int]
    keys: list[list[int]]
    shared: dict[int, list[int]]
    registry: Registry

    def rows(self, index: int) -> list[int]:
        """The rows of the network's table for the markup of a block."""
        known = self.registry.rows
        serials = (*self.keys[index], *self.shared[self.nodes[index]])
        return [MARKUP + number for serial in serials for number in known[serial]]


class Evidence(NamedTuple):
    """The facts about all blocks of a document, each list by block.

    heard: its words.  words: their number (two characters count as one in scripts without spaces).  concepts, quoted:
    bit masks of the concepts its cues stand for, and of those whose cues all stand inside quotation marks.
    prose: whether it is running text.  numbers: its traits and concepts, as rows of the network's table.
    lines, groups: number of the line that it is part of; of the group of lines that no blank line parts, of a page of
    the element that holds it.  generation: of the memory, whose serials the words have if it still is that one.
    page: what the markup of a page says; None of a text.
    """

    heard: list[list[Known]]
    words: list[int]
    concepts: list[int]
    quoted: list[int]
    prose: list[bool]
    numbers: list[list[int]]
    lines: list[int]
    groups: list[int]
    generation: int = -1
    page: PageEvidence | None = None


def gather(document: Document) -> Evidence:
    """The evidence of a document. Linear in its text."""
    generation = MEMORY.make_room()
    source = document.source
    blocks = document.blocks
    begin, end = (blocks[0].first, blocks[-1].last) if blocks else (0, 0)
    folded = fold_text(source[begin:end])  # of a part of a long text no more than that part
    spans = [(block.first - begin, block.last - begin) for block in blocks]
    spoken = hear(folded, spans)
    heard = [found.words for found in spoken]
    allowed = allowed_languages(heard, source[begin:end])
    words = [(len(found.words) + 1) // 2 if found.dense else len(found.words) for found in spoken]
    masks, quoted, numbers, prose = [], [], [], []
    for block, (first, last), found, count in zip(blocks, spans, spoken, words, strict=True):
        text = source[block.first : block.last]
        own = traits.shape(text, count)
        mask = concepts(found.words, folded[first:last], found.dense, allowed) if found.words else 0
        inside = 0
        if mask and traits.holds_quotation(own):
            inside = mask & ~_outside(text, folded[first:last], found.dense, allowed)
            mask &= ~inside
        masks.append(mask)
        quoted.append(inside)
        prose.append(traits.is_prose(own, count))
        numbers.append(own)
    lines, groups = _lines_and_groups(document)
    _place(document, numbers, prose)
    for own, bond in zip(numbers, _bonds(heard), strict=True):
        own.append(traits.bond(*bond))
    for own, mask, inside in zip(numbers, masks, quoted, strict=True):
        if mask:
            own.extend(_set_bits(mask, CONCEPT))
        if inside:
            own.extend(_set_bits(inside, QUOTED))
    facts = (heard, words, masks, quoted, prose, numbers, lines, groups)
    if not document.markup:
        return Evidence(*facts, generation)
    from .markup import MarkupFeatures  # it loads the parser, which a text does not need

    markup = MarkupFeatures(document, prose, words)
    for own in numbers:
        own.append(traits.PAGE)
    nodes = [found.node for found in document.markup]
    page = PageEvidence(nodes, markup.own, markup.shared, markup.registry)
    return Evidence(*facts[:-1], markup.groups, generation, page)


def _outside(text: str, folded: str, dense: bool, allowed: int) -> int:
    """Mask of the concepts whose cues stand outside of quotation marks."""
    parts, at = [], 0
    for start, stop in traits.quotations(text):
        parts.append(folded[at:start])
        at = stop
    rest = " ".join([*parts, folded[at:]])
    return concepts(hear(rest, [(0, len(rest))])[0].words, rest, dense, allowed)


def _set_bits(mask: int, base: int) -> list[int]:
    found = []
    while mask:
        low = mask & -mask
        found.append(base + low.bit_length() - 1)
        mask ^= low
    return found


def _bonds(heard: Sequence[Sequence[Known]]) -> list[tuple[int, int]]:
    """For each block, how many of its longer words stand far from it too, and how many there are.

    An appeal speaks of other things than the article it stands in, in any language; after Hearst, "TextTiling",
    Computational Linguistics, 1997. What stands near may be the same appeal and tells nothing.
    """
    stems = [set(map(_stem, block)) for block in heard]
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, own in enumerate(stems):
        own.discard(0)
        last.update(dict.fromkeys(own, number))
    for number in range(len(stems) - 1, -1, -1):
        first.update(dict.fromkeys(stems[number], number))
    return [
        (len([1 for stem in own if first[stem] < number - FAR or last[stem] > number + FAR]), len(own))
        for number, own in enumerate(stems)
    ]


def _lines_and_groups(document: Document) -> tuple[list[int], list[int]]:
    lines, groups = [], []
    line = group = -1
    for block in document.blocks:
        if block.gap > 0 or line < 0:
            line += 1
        if block.gap > 1 or group < 0:
            group += 1
        lines.append(line)
        groups.append(group)
    return lines, groups


def _place(document: Document, numbers: list[list[int]], prose: Sequence[bool]) -> None:
    """Add the traits of where each block stands."""
    blocks, source = document.blocks, document.source
    total = len(blocks)
    first = next((n for n, running in enumerate(prose) if running), 0)
    last = next((n for n in range(total - 1, -1, -1) if prose[n]), total - 1)
    short = [source[b.first : b.last] if b.last - b.first < _SHORT else "" for b in blocks]
    counts = Counter(short)
    for index, block in enumerate(blocks):
        own = numbers[index]
        following = blocks[index + 1].gap if index + 1 < total else 3
        own.extend(traits.place(index, total, block.gap, following))
        if index < first:
            own.append(traits.BEFORE_PROSE)
        elif index > last:
            own.append(traits.BEHIND_PROSE)
        if short[index] and counts[short[index]] > 1:
            own.append(traits.AGAIN)
        if block.gap == 0 or following == 0:
            own.append(traits.LONG_LINE)
