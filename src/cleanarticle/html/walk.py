"""One walk over the tree: the visible text, line by line, and the elements that hold it."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from .page import Node, Piece, Place


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


SILENT = _tags(
    "script style template noscript title svg math iframe object embed audio video canvas map datalist noembed"
    " noframes textarea rp meta link base source track param area img input applet progress meter frameset"
)
"""Elements without text that a reader of the page sees."""
BLANK = _tags("p h1 h2 h3 h4 h5 h6 ul ol dl menu dir blockquote pre figure listing xmp")
"""Elements with a blank line around them."""
LINES = BLANK | _tags(
    "address article aside body button caption center dd details dialog div dt fieldset figcaption footer form"
    " header hgroup hr html label legend li main nav optgroup option search section select summary table"
    " tbody tfoot thead tr"
)
"""Elements that begin and end a line."""
INLINE = _tags(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rb rt ruby s samp small span"
    " strike strong sub sup time tt u var wbr picture"
)
_PICTURES = frozenset(("img", "svg", "video", "iframe", "audio", "embed", "object"))
_CELLS = frozenset(("td", "th"))
_PRE = frozenset(("pre", "listing", "xmp"))
_HIDDEN_STYLE = re.compile(r"(?:^|[;\s])display\s*:\s*none|(?:^|[;\s])visibility\s*:\s*hidden", re.I)
_SHOWN_INPUTS = {"submit": Place.VALUE, "button": Place.VALUE, "reset": Place.VALUE}
_TYPED_INPUTS = frozenset(("", "text", "email", "search", "tel", "url", "number", "password"))


class Walk:
    """Collects the text of a tree. `hidden`: show what the page hides, too."""

    def __init__(self, headline: Any = None, *, hidden: bool = False) -> None:
        self.pieces: list[Piece] = []
        self.nodes: list[Node] = []
        self.lines: list[tuple[int, int, int]] = []
        self.length = self.headline_at = 0
        self.headline_node = -1
        self.pictured: set[int] = set()  # where lines begin that stand right behind a picture
        self._picture = False
        self._parts: list[str] = []
        self._headline = headline
        self._hidden = hidden
        self._open: list[int] = []
        self._breaks = 0  # newlines due before the next text
        self._space = ""  # white space due before the next text
        self._tab = False
        self._links = self._pre = 0
        self._line = (0, -1)  # where the current line began, and its node

    def text(self) -> str:
        """The text that was collected, its last line ended."""
        return "".join([*self._parts, "\n"] if self._parts else [])

    def run(self, tree: Any) -> None:
        """Walk over a tree, once."""
        skipped = None
        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in SILENT or element is self._headline or (not self._hidden and _is_hidden(element)):
                    if tag == "input":
                        self._input(element)
                    elif element is self._headline:
                        self.headline_at = self.length
                        self.headline_node = self._open[-1] if self._open else -1
                        self._break(2)
                    elif tag in _PICTURES:
                        self._picture = True
                    skipped = element
                    walk.skip_subtree()
                    continue
                self._enter(element, tag)
                if element.text:
                    self._say(element.text, element, Place.TEXT)
            else:
                if element is skipped:
                    skipped = None
                else:
                    self._leave(tag)
                if element.tail:
                    self._say(element.tail, element, Place.TAIL)
        self._end_line()

    def _enter(self, element: Any, tag: str) -> None:
        if tag in INLINE:
            if tag == "a":
                self._links += 1
            return
        if tag in LINES:
            self._break(2 if tag in BLANK else 1)
        elif tag == "br":
            self._break_line()
            return
        self._pre += tag in _PRE
        parent = self._open[-1] if self._open else -1
        self._open.append(len(self.nodes))
        self.nodes.append(Node(element, tag, parent, len(self._open) - 1))

    def _leave(self, tag: str) -> None:
        if tag in INLINE:
            if tag == "a":
                self._links -= 1
            return
        if tag == "br":
            return
        if tag in LINES:
            self._break(2 if tag in BLANK else 1)
        elif tag in _CELLS:
            self._tab = True
        self._pre -= tag in _PRE
        node = self.nodes[self._open.pop()]
        node.end = len(self.nodes)
        if node.parent >= 0:
            outer = self.nodes[node.parent]
            outer.chars += node.chars
            outer.link_chars += node.link_chars

    def _input(self, element: Any) -> None:
        """The label of a button and the placeholder of a field are lines of their own."""
        kind = (element.get("type") or "").strip().lower()
        place = _SHOWN_INPUTS.get(kind) or (Place.PLACEHOLDER if kind in _TYPED_INPUTS else None)
        told = place and element.get(place.value)
        if place and told and told.strip():
            self._break(1)
            self._say(told, element, place)
            self._break(1)

    def _break(self, newlines: int) -> None:
        """The next text begins a line, with a blank one before it if `newlines` is 2."""
        self._breaks = max(self._breaks, newlines)
        self._tab, self._space = False, ""

    def _break_line(self) -> None:
        """A `<br>`: a second one in a row makes a blank line."""
        self._breaks = min(self._breaks + 1, 2)

    def _say(self, told: str, element: Any, place: Place) -> None:
        """Add a string of the tree to the text; what is preformatted keeps its lines and its white space."""
        if not self._pre:
            self._say_line(told, " ".join(told.split()), element, place)
            return
        for number, line in enumerate(told.split("\n")):
            if number:
                self._break_line()
                self._space = ""
            self._say_line(line, line.strip(), element, place)

    def _say_line(self, told: str, shown: str, element: Any, place: Place) -> None:
        """Add what is shown of a string: a line, or a part of one."""
        if not shown:
            self._space = self._space + told if self._pre else " "
            return
        if self._pre:
            self._space += told[: len(told) - len(told.lstrip())]
        elif told[0].isspace():
            self._space = " "
        if self._breaks or not self.length:
            self._end_line()
            if self.length:
                self._add("\n" * self._breaks)
            if self._pre:
                self._add(self._space)
            self._line = (self.length, self._open[-1] if self._open else -1)
            if self._picture:
                self.pictured.add(self.length)
        else:
            self._add("\t" if self._tab else self._space)
        start = self.length
        self._add(shown)
        self.pieces.append(Piece(start, self.length, element, place, self._links > 0))
        node = self.nodes[self._open[-1]] if self._open else None
        if node is not None:
            node.chars += len(shown)
            if self._links > 0:
                node.link_chars += len(shown)
        self._breaks, self._tab, self._picture = 0, False, False
        self._space = told[len(told.rstrip()) :] if self._pre else " " if told[-1].isspace() else ""

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)

    def _end_line(self) -> None:
        start, node = self._line
        if self.length > start:
            self.lines.append((start, self.length, node))
        self._line = (self.length, -1)


def _is_hidden(element: Any) -> bool:
    """Whether the page's own markup hides an element; what style sheets hide is not known."""
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style) and _HIDDEN_STYLE.search(style) is not None
