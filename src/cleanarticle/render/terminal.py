"""Untrusted text on a terminal: nothing in it may move the cursor, set a title or reorder what is read."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

# C0 but tab and newline, DEL, C1, bidi marks, embeddings, overrides and isolates, line and paragraph separators,
# surrogates (undecodable bytes)
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What may move the cursor, set a title, reorder what is read, or cannot be encoded."""
_LINE_BREAK = re.compile(r"\r\n|\r")
_DUMB = ("dumb", "unknown")


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if 0xDC80 <= code <= 0xDCFF:  # an undecodable byte
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def safe(text: str) -> str:
    """A text fit for a terminal: control characters are spelled out, line breaks become newlines."""
    return UNSAFE.sub(_escape, _LINE_BREAK.sub("\n", text))


def safe_line(text: str) -> str:
    """The same for what must stay on one line, such as a file's name: newlines and tabs are spelled out too."""
    return safe(text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t"))


def wants_color(choice: str, stream: TextIO) -> bool:
    """Whether to use colour: as `choice` says; if it is "auto": NO_COLOR, then FORCE_COLOR, then whether it is a tty.

    See https://no-color.org and https://force-color.org.
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") not in _DUMB


def console(color: str, stream: TextIO) -> Console:
    """A Rich console for a stream that takes text as it is: no markup, no highlighting."""
    from rich.console import Console

    colored = wants_color(color, stream)
    able = stream.isatty() and os.environ.get("TERM") not in _DUMB
    return Console(
        file=stream,
        force_terminal=stream.isatty(),
        no_color=not colored,
        color_system=None if not colored else "auto" if able else "standard",
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=False,
    )
