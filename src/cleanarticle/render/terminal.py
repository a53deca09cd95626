"""Untrusted text on a terminal: nothing in it may move the cursor, set a title or reorder what is read."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

# C0 but tab and newline, DEL, C1, bidi marks, embeddings, overrides and isolates, line and paragraph separators,
# surrogates (undecodable bytes)
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_LINE_BREAK = re.compile(r"\r\n|\r")


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if 0xDC80 <= code <= 0xDCFF:  # an undecodable byte
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def safe(text: str) -> str:
    """A text fit for a terminal: control characters are spelled out, line breaks become newlines."""
    return _UNSAFE.sub(_escape, _LINE_BREAK.sub("\n", text))


def safe_line(text: str) -> str:
    """The same for what must stay on one line, such as a file's name: newlines and tabs are spelled out too."""
    return safe(text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t"))


def wants_color(choice: str, stream: TextIO) -> bool:
    """Whether to use colour: --color, else NO_COLOR, FORCE_COLOR (https://no-color.org, https://force-color.org), else a tty."""
    import os

    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def console(color: str, stream: TextIO | None = None) -> Console:
    """A Rich console for a stream (default: stdout) that takes text as it is: no markup, no highlighting, no emoji codes."""
    from rich.console import Console

    stream = stream or sys.stdout
    colored = wants_color(color, stream)
    return Console(
        file=stream,
        force_terminal=colored or None,
        no_color=not colored,
        color_system="auto" if colored and stream.isatty() else "standard" if colored else None,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=False,
    )
