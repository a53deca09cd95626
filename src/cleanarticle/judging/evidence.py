"""What is read off each block of a document: its words, concepts, shape and place, and of a page its markup.

Facts only; weighing them is the network's work.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ..language import allowed_languages
from . import traits
from .lexicon import MEMORY, Known, concepts, fold_text, hear
from .network import FEATURES

if TYPE_CHECKING:
    from ..document import Document
    from .registry import Registry

CONCEPTS = 64
"""So many concepts the network has rows for; there are fewer."""
TRAIT, CONCEPT, QUOTED = 0, 256, 256 + CONCEPTS
MARKUP = QUOTED + CONCEPTS
"""Where the numbers of traits, of concepts, of those inside quotation marks, and of markup begin."""
NUMBERS = MARKUP + FEATURES
_stem = attrgetter("stem")
FAR = 4
"""Blocks this near belong to the same appeal or passage."""
_SHORT = 200
"""Blocks of fewer characters are counted: one that stands twice is remarkable."""


class PageEvidence(NamedTuple):
    """What the markup of a page says. nodes: the element of each block.  keys: what is known of each block besides.

    shared: what is known of all blocks of an element.  registry: whose serials these keys are.
    """

    nodes: list[int]
    keys: Sequence[Sequence[int]]
    shared: Mapping[int, Sequence[int]]
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
    blocks = document.blocks
    begin, end = (blocks[0].first, blocks[-1].last) if blocks else (0, 0)
    source = document.source[begin:end]  # of a part of a long text no more than that part
    folded = fold_text(source)
    spans = [(first - begin, last - begin) for _, _, first, last, *_ in blocks]
    texts = [source[first:last] for first, last in spans]
    heard, dense = hear(folded, spans)
    allowed = allowed_languages(heard, source)
    words = [(len(said) + 1) // 2 if parted else len(said) for said, parted in zip(heard, dense, strict=True)]
    numbers = list(map(traits.shape, texts, words))
    prose = list(map(traits.is_prose, numbers, words))
    masks, quoted = [], []
    for said, parted, span, own, text in zip(heard, dense, spans, numbers, texts, strict=True):
        mask, inside = concepts(said, folded[span[0] : span[1]] if parted else "", allowed), 0
        if mask and traits.holds_quotation(own):
            inside = mask & ~_outside(text, folded[span[0] : span[1]], allowed)
            mask &= ~inside
        masks.append(mask)
        quoted.append(inside)
    lines, groups = _lines_and_groups(document)
    _place(document, texts, numbers, prose)
    for own, bond, mask, inside in zip(numbers, _bonds(heard), masks, quoted, strict=True):
        own.append(bond)
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


def _outside(text: str, folded: str, allowed: int) -> int:
    """Mask of the concepts whose cues stand outside of quotation marks."""
    parts, at = [], 0
    for start, stop in traits.quotations(text):
        parts.append(folded[at:start])
        at = stop
    rest = " ".join([*parts, folded[at:]])
    (heard,), (dense,) = hear(rest, [(0, len(rest))])
    return concepts(heard, rest if dense else "", allowed)


@functools.lru_cache(4096)
def _set_bits(mask: int, base: int) -> tuple[int, ...]:
    """The numbers of the bits that are set, counted from a base."""
    return tuple([base + bit for bit in range(mask.bit_length()) if mask >> bit & 1])


def _bonds(heard: Sequence[Sequence[Known]]) -> list[int]:
    """For each block the trait of how many of its longer words stand far from it too.

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
    spread = {stem for stem, number in last.items() if number - first[stem] > FAR}
    bonds = []
    for number, own in enumerate(stems):
        low, high = number - FAR, number + FAR
        shared = len([1 for stem in own & spread if first[stem] < low or last[stem] > high])
        bonds.append(traits.bond(shared, len(own)))
    return bonds


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


def _place(document: Document, texts: Sequence[str], numbers: list[list[int]], prose: Sequence[bool]) -> None:
    """Add the traits of where each block stands."""
    total = len(texts)
    first = prose.index(True) if True in prose else 0
    last = total - 1 - prose[::-1].index(True) if True in prose else total - 1
    times = Counter(texts)
    gaps = [block.gap for block in document.blocks]
    below = (*gaps[1:], traits.NOTHING)
    around = zip(numbers, texts, traits.places(gaps), gaps, below, strict=False)
    for index, (own, text, place, gap, following) in enumerate(around):
        own.extend(place)
        if not first <= index <= last:
            own.append(traits.BEFORE_PROSE if index < first else traits.BEHIND_PROSE)
        if times[text] > 1 and 0 < len(text) < _SHORT:
            own.append(traits.AGAIN)
        if not (gap and following):
            own.append(traits.LONG_LINE)
