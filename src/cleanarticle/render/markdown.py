"""Clean HTML → Markdown (CommonMark with tables), by markdownify, whose habits are amended where text would be lost."""

from __future__ import annotations

import re
from typing import Any

from markdownify import MarkdownConverter

_INSIDE = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w{1,32};)|~(?=~)")
"""What Markdown would read as markup anywhere in a line."""
_FIRST = re.compile(r"\A(\s*)(#{1,6}(?=\s|\Z)|[-+](?=\s|\Z)|>|[=-]+\s*\Z)")
_FIRST_NUMBER = re.compile(r"\A(\s*\d{1,9})([.)])(?=\s|\Z)")
_TICKS = re.compile("`+")
_FENCE = re.compile(r"^`{3,}", re.MULTILINE)
_LINE_START = re.compile(r"\n(?=[^\n])")
_BLANKS = re.compile(r"\n(?:[ \t]*\n){2,}")
_IN_CODE = "\0"
"""Stands at the start of each line of code until blank lines are closed up; no page holds it."""
_CODE_LINE = re.compile(rf"[ \t]*{_IN_CODE}(?=\n)|{_IN_CODE}")
_ADDRESS = str.maketrans(
    {chr(control): f"%{control:02X}" for control in (*range(0x20), 0x7F)}
    | {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C", "\n": "", "\r": "", "\t": ""}
)
_REFERENCE = re.compile(r"&(?=#?\w{1,32};)")
_WIDEST = 50
"""The rows of a wider table are only as wide as they are, but for the first: Markdown needs no more."""
_CELLS = {"td", "th"}


def to_markdown(html: str) -> str:
    """Markdown of a clean piece of HTML, as `html.prune` makes it; ends in a newline if there is any."""
    text = _Converter(heading_style="atx", bullets="-", newline_style="backslash", autolinks=False).convert(html)
    text = _CODE_LINE.sub("", _BLANKS.sub("\n\n", text)).strip("\n")
    return f"{text}\n" if text else ""


class _Converter(MarkdownConverter):
    """markdownify, but escaping only what needs it, and linear in the length of lists."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._numbers: dict[int, int] = {}
        self._widths: dict[int, int] = {}

    def process_text(self, el: Any, parent_tags: set[str] | None = None) -> str:
        text = str(super().process_text(el, parent_tags))  # type: ignore[misc]
        # with the bracket of a link behind it, "!" would be an image
        return text[:-1] + "\\!" if text.endswith("!") and el.next_sibling is not None else text

    def escape(self, text: str, parent_tags: set[str]) -> str:
        text = _INSIDE.sub(r"\\\g<0>", text)
        text = _FIRST_NUMBER.sub(r"\1\\\2", _FIRST.sub(r"\1\\\2", text, count=1), count=1)
        return text.replace("|", "\\|") if parent_tags & _CELLS else text

    def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
        el["href"] = el.get("href", "").translate(_ADDRESS)
        el["href"] = _REFERENCE.sub("&amp;", el["href"])
        return str(super().convert_a(el, text, parent_tags))  # type: ignore[misc]

    def convert_li(self, el: Any, text: str, parent_tags: set[str]) -> str:
        outer = el.parent
        if parent_tags & _CELLS:
            return f" {text.strip()} "
        if outer is None or outer.name != "ol" or not text.strip():
            return str(super().convert_li(el, text, parent_tags))  # type: ignore[misc]  # its stub names few
        number = int(el.get("value") or self._numbers.get(id(outer)) or outer.get("start") or 1)
        self._numbers[id(outer)] = number + 1
        mark = f"{number}. "
        return mark + _LINE_START.sub("\n" + " " * len(mark), text.strip()) + "\n"

    def convert_dt(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """CommonMark has no definition lists: terms become bold lines, definitions paragraphs."""
        text = " ".join(text.split())
        return f"\n\n{text if '**' in text or not text else f'**{text}**'}\n\n"

    def convert_dd(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_tr(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A row as wide as the widest, since cells beyond the first row's would be lost; the first is the head."""
        table = el.find_parent("table")
        first = id(table) not in self._widths
        if first:
            self._widths[id(table)] = max(map(_width, table.find_all("tr")))
        width = self._widths[id(table)]
        if width > _WIDEST and not first:
            return f"|{text}\n"
        row = f"|{text}{' |' * (width - _width(el))}\n"
        return f"{row}|{' --- |' * width}\n" if first else row

    def convert_td(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A cell is one line, whatever is in it."""
        return str(super().convert_td(el, " ".join(text.split()), parent_tags))  # type: ignore[misc]

    def convert_th(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return self.convert_td(el, text, parent_tags)

    def convert_code(self, el: Any, text: str, parent_tags: set[str]) -> str:
        code = str(super().convert_code(el, text, parent_tags))  # type: ignore[misc]
        return code.replace("|", "\\|") if parent_tags & _CELLS and "pre" not in parent_tags else code

    def convert_pre(self, el: Any, text: str, parent_tags: set[str]) -> str:
        if parent_tags & _CELLS:
            ticks = "`" * (1 + max(map(len, _TICKS.findall(text)), default=0))
            code = " ".join(text.split()).replace("|", "\\|")
            return f" {ticks} {code} {ticks} " if len(ticks) > 1 else f" `{code}` " if code else ""
        language = "".join(el.get("class") or []).partition("-")[2]
        fence = "`" * max([3, *(len(run) + 1 for run in _FENCE.findall(text))])
        body = text.strip("\n").replace("\n", f"\n{_IN_CODE}")
        return f"\n\n{fence}{language}\n{body}\n{fence}\n\n" if body.strip() else ""


def _width(row: Any) -> int:
    """How many columns a row of a table takes up."""
    return sum(int(cell.get("colspan") or 1) or 1 for cell in row.find_all(["td", "th"]))
