"""One walk over the tree: the visible text, line by line, and the elements that hold it."""

from __future__ import annotations

import re
from typing import Any

from .page import Node, Piece, Place


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


SILENT = _tags(
    "script style template noscript title svg math iframe object audio video canvas datalist noembed noframes textarea"
    " rp meta link base param area img input applet progress meter frameset"
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
    "abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd map mark nobr q rb rt ruby s samp small span"
    " strike strong sub sup time tt u var picture source track wbr bgsound keygen"
)
"""Elements within a line; also those that have no content, but for the parser may hold all that follows them."""
_PICTURES = frozenset(("img", "svg", "video", "iframe", "audio", "embed", "object"))
_PRE = frozenset(("pre", "listing", "xmp"))
_APART = LINES - _PRE - _tags("div ol ul li table tbody tr")
"""Elements that are no part of the code around them: buttons to copy it, or what follows a `<pre>` without an end."""
_LONGEST_CODE = 20_000
"""Longer preformatted text is cut into lines; characters."""
_WIDEST_INDENT = 1_000

_INSIDE, _SILENT, _INLINE, _LINK, _EMBED, _BREAK, _CELL, _NODE, _LINE, _BLANK, _CODE = range(-2, 9)
"""Kinds of elements: inside a silent one, ...; those from _CELL on become nodes, those from _LINE on make lines."""
_KINDS = (
    dict.fromkeys(LINES, _LINE)
    | dict.fromkeys(BLANK, _BLANK)
    | dict.fromkeys(INLINE, _INLINE)
    | dict.fromkeys(SILENT, _SILENT)
    | dict.fromkeys(_PRE, _CODE)
    | {"a": _LINK, "br": _BREAK, "embed": _EMBED, "td": _CELL, "th": _CELL}
)
_TEXT, _TAIL = Place.TEXT, Place.TAIL
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
        self._links = self._apart = 0
        self._code: list[int] = []  # the preformatted nodes that are open
        self._joined = False  # whether the current line is code, and goes on in the next one
        self._line = (0, -1)  # where the current line began, and its node

    def text(self) -> str:
        """The text that was collected, its last line ended."""
        return "".join([*self._parts, "\n"] if self._parts else [])

    def run(self, tree: Any) -> None:
        """Walk over a tree, once. Most of the time that a page takes goes here: calls are few, and names local."""
        opened: list[Any] = [None]
        kinds = [_INLINE]
        leave, kind_of, headline, shows_all = self._leave, _KINDS.get, self._headline, self._hidden
        for element in tree.iter():
            parent = element.getparent()
            while opened[-1] is not parent:
                leave(opened.pop(), kinds.pop())
            opened.append(element)
            if kinds[-1] < _INLINE:
                kinds.append(_INSIDE)
                continue
            tag = element.tag
            kind = kind_of(tag, _NODE)
            if kind >= _INLINE and element is not headline:
                names = element.keys()
                if not names or shows_all or not _is_hidden(element, names):
                    kinds.append(kind)
                    if kind >= _CELL:
                        self._enter(element, tag, kind)
                    elif kind:
                        self._enter_inline(kind)
                    text = element.text
                    if text:
                        if self._code or not text.isspace():
                            self._say(text, element, _TEXT)
                        else:
                            self._space = " "
                    continue
            kinds.append(_SILENT)
            self._pass_over(element, tag)
        while len(opened) > 1:
            leave(opened.pop(), kinds.pop())
        self._end_line()

    def _enter_inline(self, kind: int) -> None:
        if kind == _LINK:
            self._links += 1
        elif kind == _EMBED:
            self._picture = True
        else:  # a second `<br>` in a row makes a blank line
            self._breaks = self._breaks + 1 if self._code else min(self._breaks + 1, 2)

    def _enter(self, element: Any, tag: str, kind: int) -> None:
        if kind >= _LINE:
            self._tab, self._space = False, ""  # as in `_break`, without a call
            if self._breaks < 2:
                self._breaks = 1 if kind == _LINE else 2
            if self._code and tag in _APART:
                self._apart += 1
                self._joined = False
        nodes, around = self.nodes, self._open
        number = len(nodes)
        if kind == _CODE:
            self._code.append(number)
            self._joined = False
        nodes.append(Node(element, tag, around[-1] if around else -1, len(around)))
        around.append(number)

    def _leave(self, element: Any, kind: int) -> None:
        if kind >= _CELL:
            self._leave_node(kind)
        elif kind == _LINK:
            self._links -= 1
        elif kind == _INSIDE:
            return
        tail = element.tail
        if tail:
            if self._code or not tail.isspace():
                self._say(tail, element, _TAIL)
            else:
                self._space = " "

    def _leave_node(self, kind: int) -> None:
        nodes = self.nodes
        node = nodes[self._open.pop()]
        node.end = len(nodes)
        if node.parent >= 0 and node.chars:
            outer = nodes[node.parent]
            outer.chars += node.chars
            outer.link_chars += node.link_chars
        if kind == _CELL:
            self._tab = True
        elif kind != _NODE:
            self._tab, self._space = False, ""
            if self._breaks < 2:
                self._breaks = 1 if kind == _LINE else 2
            if kind == _CODE:
                self._code.pop()
                self._joined = False
            elif self._code and node.tag in _APART:
                self._apart -= 1
                self._joined = False

    def _pass_over(self, element: Any, tag: str) -> None:
        """Note what an element without text of its own is."""
        if tag == "input":
            self._input(element)
        elif element is self._headline:
            self.headline_at = self.length
            self.headline_node = self._open[-1] if self._open else -1
            self._break(2)
        elif tag in _PICTURES:
            self._picture = True

    def _input(self, element: Any) -> None:
        """The label of a button and the placeholder of a field are lines of their own."""
        kind = (element.get("type") or "").strip().lower()
        place = _SHOWN_INPUTS.get(kind) or (Place.PLACEHOLDER if kind in _TYPED_INPUTS else None)
        told = place and element.get(place.value)
        if place and told and told.strip():
            self._break(1)
            self._joined = False
            self._show_line(" ".join(told.split()), element, place)
            self._break(1)
            self._joined = False

    def _break(self, newlines: int) -> None:
        """The next text begins a line, with a blank one before it if `newlines` is 2."""
        self._breaks = max(self._breaks, newlines)
        self._tab, self._space = False, ""

    def _say(self, told: str, element: Any, place: Place) -> None:
        """Add a string of the tree that is more than white space: its runs of white space become single spaces."""
        if self._code:
            self._say_code(told, element, place)
            return
        shown = " ".join(told.split())
        if told[0].isspace():
            self._space = " "
        self._show_line(shown, element, place)
        self._space = " " if told[-1].isspace() else ""

    def _say_code(self, told: str, element: Any, place: Place) -> None:
        """Add what is preformatted, be it only white space: it keeps its lines and its indentation."""
        for number, line in enumerate(told.split("\n")):
            if number:
                self._breaks += 1
                self._space = ""
            shown = line.strip()
            if not shown:
                self._space = (self._space + line)[:_WIDEST_INDENT]
                continue
            self._space += line[: len(line) - len(line.lstrip())]
            self._show_line(shown, element, place)
            self._space = line[len(line.rstrip()) :]

    def _show_line(self, shown: str, element: Any, place: Place) -> None:
        """Add what is shown of a string: a line, or a part of one."""
        if self._breaks or not self.length:
            self._begin_line()
            self._breaks = 0
        elif self._tab:
            self._add("\t")
        elif self._space:
            self._add(self._space)
        start, in_link = self.length, self._links > 0
        self._parts.append(shown)
        self.length = end = start + len(shown)
        self.pieces.append(Piece(start, end, element, place, in_link))
        if self._open:
            node = self.nodes[self._open[-1]]
            node.chars += end - start
            if in_link:
                node.link_chars += end - start
        self._tab = self._picture = False

    def _begin_line(self) -> None:
        """End the line before the next text, unless both are code: its lines stay together, and so do blank ones."""
        indent = self._space if self._code else ""
        if self._joined and self.length - self._line[0] < _LONGEST_CODE:
            self._add("\n" * self._breaks + indent)
            return
        self._end_line()
        self._add("\n" * min(self._breaks, 2) + indent if self.length else indent)
        self._joined = bool(self._code) and not self._apart
        self._line = (self.length, self._code[-1] if self._joined else self._open[-1] if self._open else -1)
        if self._picture:
            self.pictured.add(self.length)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)

    def _end_line(self) -> None:
        start, node = self._line
        if self.length > start:
            self.lines.append((start, self.length, node))
        self._line = (self.length, -1)


def _is_hidden(element: Any, names: list[str]) -> bool:
    """Whether the page's own markup hides an element (names: of its attributes); style sheets are not read."""
    return "hidden" in names or ("style" in names and _HIDDEN_STYLE.search(element.get("style")) is not None)
