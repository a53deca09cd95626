"""What is kept of a page, as a small, well-formed piece of HTML: structure, links and emphasis, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice
from typing import Any, NamedTuple

from .page import Page, Piece, Place
from .walk import LINES

BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table caption thead tr th td figure figcaption".split()  # noqa: SIM905
)
"""Elements that stay as they are; of others that make lines, the innermost becomes a `div`."""
INLINES = frozenset(
    "a b strong i em u s del ins code kbd samp var sub sup q cite abbr mark small ruby rt bdi bdo".split()  # noqa: SIM905
)
_CELLS = frozenset(("td", "th"))
_ROWS = frozenset(("table", "caption", "thead", "tr", "th", "td"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CONTAINERS = frozenset(("ul", "ol", "dl", "table", "thead", "tr"))
_PARAGRAPHS = frozenset(("p", "div"))
_LEAVES = _HEADINGS | {"p", "pre", "dt", "figcaption", "caption"}
"""Blocks whose text needs no further block around it."""
_NEEDS = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",), "figcaption": ("figure",)}
_LAYOUT = ("table", *sorted(_HEADINGS), "form", "article", "section")
"""A table that holds one of these is a layout."""
_IN_CELLS = ("ul", "ol", "dl", "blockquote", "pre", "figure")
"""One that holds one of these is a layout, too, unless it has heads or several rows of several cells."""
_DEEPEST = 24
"""Elements nested deeper than this lose their tags, not their text."""
_BOLD = frozenset(("b", "strong"))

_MOST_CELLS = 100
_NUMBER = re.compile(r"\s{0,9}\d{1,6}\s{0,9}\Z", re.ASCII)
_BLANK = "".join(map(chr, range(0x21)))
"""What browsers cut off at both ends of an address."""
_SCHEME = re.compile(r"([^/?#:]*):")
_DIRECTIONS = frozenset(("ltr", "rtl", "auto"))
SCHEMES = frozenset(("http", "https", "mailto"))
"""A link of any other kind is no link."""
_LANGUAGE = re.compile(r"lang(?:uage)?-[\w+#.-]{1,30}\Z", re.ASCII)

Open = tuple[Any, str]  # an element, and the tag it is written with


class _Around(NamedTuple):
    """What is around a text.

    loose: the innermost element that makes a line of its own without being a block.  turn: the direction that the
    elements around it gave it, as far as they are not written themselves.
    """

    blocks: tuple[Open, ...] = ()
    inlines: tuple[Open, ...] = ()
    loose: Any = None
    turn: str = ""


def prune(page: Page, kept: Sequence[tuple[int, int]]) -> str:
    """HTML of the kept stretches of a page's text (code-point offsets, in order), with the elements around them.

    Only tags in BLOCKS and INLINES, `div` and `br` come out, and of attributes href, start, value, colspan, rowspan,
    dir and a class that names the language of code. Linear in the page, and never recursive.
    """
    return _Pruner(page).run(kept)


class _Pruner:
    """Writes the kept text, piece by piece, and the tags of the elements that are opened and closed between them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.out: list[str] = []
        self.open: tuple[Open, ...] = ()
        self._around: dict[Any, _Around] = {}
        self._layout: dict[Any, bool] = {}
        self._turns: dict[Any, str] = {}  # the direction that elements are written with
        self._cells: set[Any] = set()

    def run(self, kept: Sequence[tuple[int, int]]) -> str:
        at = 0
        for start, end, piece in _parts(self.page.pieces, kept):
            self._part(_white(self.page.text[at:start]), self._path(piece))
            self.out.append(escape(self.page.text[start:end], quote=False))
            at = end
        self._close(0)
        return "".join(self.out)

    def _part(self, gap: str, path: tuple[Open, ...]) -> None:
        """Close and open what is between the last text and the next one, and write the white space between them."""
        common = 0
        while common < min(len(path), len(self.open)) and path[common] == self.open[common]:
            common += 1
        line = _lines(path)
        inside = path[line - 1][1] if line else ""
        space = gap[gap.rfind("\n") + 1 :] if inside == "pre" else ""  # the indentation of its first line
        if self.open and common >= line == _lines(self.open):
            if "\n\n" in gap and inside in _PARAGRAPHS:
                common = line - 1
            self._close(common)
            self.out.append(_within_line(gap, inside) if common >= line else "")
            space = ""
        self._close(common)
        for element, tag in path[common:]:
            self._begin(element, tag)
        self.out.append(space)
        self.open = path

    def _close(self, keep: int) -> None:
        self.out += [f"</{tag}>" for _, tag in reversed(self.open[keep:])]
        if self.open and not keep:
            self.out.append("\n")
        self.open = self.open[:keep]

    def _begin(self, element: Any, tag: str) -> None:
        if tag in _CELLS:
            self.out.append("<td></td>" * self._skipped_cells(element))
        self.out.append(f"<{tag}{''.join(self._attributes(element, tag))}>")

    def _skipped_cells(self, cell: Any) -> int:
        """How many empty cells stand between this one and the last that was written."""
        skipped = 0
        self._cells.add(cell)
        before = cell.getprevious()
        while before is not None and before not in self._cells:
            skipped += before.tag in _CELLS
            before = before.getprevious()
        return skipped

    def _attributes(self, element: Any, tag: str) -> Iterator[str]:
        if tag == "a":
            yield f' href="{escape(element.get("href", "").strip(_BLANK))}"'
        elif tag in _CELLS:
            for name in ("colspan", "rowspan"):
                if _NUMBER.match(element.get(name, "")):
                    yield f' {name}="{min(int(element.get(name)), _MOST_CELLS)}"'
        elif tag in ("ol", "li"):
            name = "start" if tag == "ol" else "value"
            if _NUMBER.match(element.get(name, "")):
                yield f' {name}="{element.get(name).strip()}"'
        elif tag == "pre":
            classes = " ".join([element.get("class", ""), *(inner.get("class", "") for inner in element[:3])]).split()
            for name in [name for name in classes if _LANGUAGE.match(name)][:1]:
                yield f' class="{name}"'
        if element in self._turns:
            yield f' dir="{self._turns[element]}"'

    def _path(self, piece: Piece) -> tuple[Open, ...]:
        """The elements to be written around a piece: blocks, then what is inside the line."""
        if piece.place in (Place.VALUE, Place.PLACEHOLDER):
            around = self._of(piece.element.getparent())._replace(loose=piece.element)
        else:
            around = self._of(piece.element if piece.place is Place.TEXT else piece.element.getparent())
        blocks = around.blocks
        while blocks and blocks[-1][1] in _CONTAINERS:  # text may not stand there
            around = around._replace(loose=around.loose if around.loose is not None else blocks[-1][0])
            blocks = blocks[:-1]
        inner = blocks[-1][1] if blocks else ""
        if around.loose is not None and inner not in _LEAVES:
            blocks = (*blocks, (around.loose, "div"))
            self._turn(around.loose, around.turn)
        if inner == "pre":
            return blocks
        dropped = _BOLD if inner in _HEADINGS or inner == "th" else frozenset[str]()
        return (*blocks, *(pair for pair in around.inlines if pair[1] not in dropped))

    def _of(self, element: Any) -> _Around:
        """What is around the text of an element, each element looked at once."""
        climbed = []
        while element is not None and element not in self._around:
            climbed.append(element)
            element = element.getparent()
        around = self._around[element] if element is not None else _Around()
        for inner in reversed(climbed):
            around = self._around[inner] = self._within(around, inner)
        return around

    def _within(self, around: _Around, element: Any) -> _Around:
        tag, (blocks, inlines, _, turn) = element.tag, around
        own = direction(element) if tag not in ("html", "body") else ""  # theirs is the whole page's
        if tag == "button" and blocks and blocks[-1][1] == "pre":
            return _Around(blocks[:-1], inlines, element, turn)  # it copies the code, and is no part of it
        is_block = tag in BLOCKS or tag in LINES or tag in _CELLS
        if not is_block and own and tag not in INLINES:
            tag = "bdi"  # a span, say, that only has a direction
        if len(blocks) + len(inlines) >= _DEEPEST:
            return around
        if tag in INLINES:
            known = any(tag == inner for _, inner in inlines)
            if known or (tag == "a" and not _leads_elsewhere(element.get("href") or "")):
                return around
            self._turn(element, own)
            return around._replace(inlines=(*inlines, (element, tag)))
        if tag in BLOCKS and self._fits(element, tag, around):
            self._turn(element, own or turn)
            return _Around((*blocks, (element, tag)), inlines)
        return around._replace(loose=element, turn=own or turn) if is_block else around

    def _turn(self, element: Any, turn: str) -> None:
        """The text of an element that is written has a direction, or none of its own."""
        if turn:
            self._turns[element] = turn

    def _fits(self, element: Any, tag: str, around: _Around) -> bool:
        """Whether a block may stand where it does."""
        inner = around.blocks[-1][1] if around.blocks else ""
        if inner in _LEAVES:
            return False
        if tag == "table":
            return not self._is_layout(element)
        if tag in _ROWS:
            return any(outer == "table" for _, outer in around.blocks)
        if tag in _NEEDS:
            return inner in _NEEDS[tag]
        return inner not in _CONTAINERS

    def _is_layout(self, table: Any) -> bool:
        """Whether a table only lays out the page: by what it holds, or since each of its rows is one cell."""
        if table not in self._layout:
            inside = table.iter(*_LAYOUT)
            next(inside)  # the table itself
            wide = sum(1 for _ in islice((row for row in table.iter("tr") if len(row) > 1), 2))
            self._layout[table] = (
                next(inside, None) is not None
                or table.get("role") in ("presentation", "none")
                or not wide
                or (wide == 1 and _holds(table, *_IN_CELLS) and not _holds(table, "th"))
            )
        return self._layout[table]


def _holds(element: Any, *tags: str) -> bool:
    return next(element.iter(*tags), None) is not None


def direction(element: Any) -> str:
    """The direction that an element gives its text, or ""."""
    told = (element.get("dir") or "").strip().lower()
    return told if told in _DIRECTIONS else ""


def _parts(pieces: Sequence[Piece], kept: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Piece]]:
    """The kept parts of the pieces, in order."""
    number = 0
    for start, end in kept:
        while number < len(pieces) and pieces[number].end <= start:
            number += 1
        at = number
        while at < len(pieces) and pieces[at].start < end:
            yield max(start, pieces[at].start), min(end, pieces[at].end), pieces[at]
            at += 1


def _leads_elsewhere(address: str) -> bool:
    """Whether a link leads to another page, and neither into this one nor into a script.

    What reads like a scheme, but for a blank or a control character in it, is none: some reader may pass over that.
    """
    address = address.strip(_BLANK)
    scheme = _SCHEME.match(address)
    if not scheme:
        return bool(address) and address[0] != "#"
    name = scheme.group(1)
    if name.lower() in SCHEMES:
        return True
    # U+FFFD: a control character, as the page was read
    return not name.isascii() and name.isprintable() and not {" ", "\ufffd"} & {*name}


def _white(gap: str) -> str:
    """The white space between two kept stretches: the more of what is before and behind a removed one."""
    if not gap or gap.isspace():
        return gap
    sides = gap[: len(gap) - len(gap.lstrip())], gap[len(gap.rstrip()) :]
    return max(sides, key=lambda white: (white.count("\n"), len(white)))


def _lines(path: Sequence[Open]) -> int:
    """How many elements of a path make lines; they are its first."""
    return sum(tag not in INLINES for _, tag in path)


def _within_line(gap: str, inside: str) -> str:
    """The white space between two texts in one block, as HTML."""
    if inside == "pre":
        return gap
    return "<br>" * min(gap.count("\n"), 2) or (" " if gap else "")
