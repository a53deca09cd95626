"""A patch from the input to what stays of it, byte for byte: `patch`, `git apply` and `patch -R` accept it."""

from __future__ import annotations

import difflib

_CONTEXT = 3


def unified(before: bytes, after: bytes, name: str) -> bytes:
    """A unified diff of two files' bytes; empty if they are equal. Lines end at \\n alone, as patch reads them."""
    if before == after:
        return b""
    old, new = _lines(before), _lines(after)
    quoted = _quoted(name)
    out = [f"--- {quoted[0]}\n+++ {quoted[1]}\n".encode("utf-8", "surrogateescape")]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        first, last = group[0], group[-1]
        out.append(f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n".encode())
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                out += [_line(b" ", line) for line in old[i1:i2]]
                continue
            out += [_line(b"-", line) for line in old[i1:i2]]
            out += [_line(b"+", line) for line in new[j1:j2]]
    return b"".join(out)


def _lines(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    ended = [line + b"\n" for line in lines[:-1]]
    return [*ended, lines[-1]] if lines[-1] else ended


def _line(mark: bytes, line: bytes) -> bytes:
    return mark + line if line.endswith(b"\n") else mark + line + b"\n\\ No newline at end of file\n"


def _range(start: int, stop: int) -> str:
    """A hunk's range as GNU diff writes it: an empty one names the line before it."""
    size = stop - start
    if size == 1:
        return str(start + 1)
    return f"{start + 1 if size else start},{size}"


def _quoted(name: str) -> tuple[str, str]:
    """The a/ and b/ names of the header; with a tab behind names that hold spaces, in C quotes if they hold worse."""
    name = name.lstrip("/")
    pair = (f"a/{name}", f"b/{name}")
    if any(ord(char) < 0x20 or char in '"\\\x7f' for char in name):
        pair = tuple('"' + "".join(_c_escape(char) for char in side) + '"' for side in pair)  # type: ignore[assignment]
    elif " " in name:
        pair = (pair[0] + "\t", pair[1] + "\t")
    return pair


def _c_escape(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    return f"\\{ord(char):03o}" if ord(char) < 0x20 or char == "\x7f" else char
