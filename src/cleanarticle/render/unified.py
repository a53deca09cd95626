"""A patch from the input to what stays of it, byte for byte: `patch`, `git apply` and `patch -R` accept it.

It is read off what the result kept, not searched for, so that it takes time linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..decode import Decoded
from ..result import Result

_CONTEXT = 3
_SAME, _GONE, _NEW = b" ", b"-", b"+"
_Step = tuple[bytes, bytes]  # one of the marks above, and a line with the newline at its end


class UnifiedError(ValueError):
    """The text is in an encoding whose lines `patch` cannot tell apart."""


def unified(result: Result, decoded: Decoded, name: str) -> bytes:
    """A unified diff from the input to `result.text`, both in the input's encoding; empty if nothing was removed.

    Lines end at \\n alone, as patch reads them. Raises UnifiedError for UTF-16 and its like.
    """
    if not result.removals:
        return b""
    if decoded.encoding.startswith(("utf-16", "utf-32")):
        raise UnifiedError(f"patch cannot read {decoded.encoding}; convert the text to UTF-8 first")
    steps = [(mark, decoded.encode_part(line)) for mark, line in _steps(result)]
    if b"".join(line for mark, line in steps if mark != _NEW) != decoded.encode_part(result.source):
        raise UnifiedError(f"patch cannot read {decoded.encoding}, where a line depends on the one before it")
    if decoded.bom:
        _mark(steps, decoded.bom)
    hunks = b"".join(_hunks(steps))
    header = "".join(f"{mark} {side}\n" for mark, side in zip(("---", "+++"), _quoted(name), strict=True))
    return header.encode("utf-8", "surrogateescape") + hunks if hunks else b""


def _mark(steps: list[_Step], bom: bytes) -> None:
    """Put the byte order mark before the first line of either side."""
    mark, line = steps[0]
    steps[0] = mark, bom + line
    first = next((number for number, (mark, _) in enumerate(steps) if mark != _GONE), 0)
    if first:  # the new text begins further down, with a line that has no mark in the old one
        mark, line = steps[first]
        steps[first : first + 1] = [(_GONE, line)] * (mark == _SAME) + [(_NEW, bom + line)]


def _steps(result: Result) -> Iterator[tuple[bytes, str]]:
    """Every line of both texts in order: those that stay, those that go, those that come in their place."""
    gone, new, open_line = list[str](), list[str](), ""
    for line, kept in _kept_of_lines(result):
        if kept == line and not open_line and line.endswith("\n"):
            yield from _change(gone, new)
            gone, new = [], []
            yield _SAME, line
            continue
        if line:
            gone.append(line)
        *complete, open_line = (open_line + kept).split("\n")
        new += [part + "\n" for part in complete]
    yield from _change(gone, [*new, open_line] if open_line else new)


def _change(gone: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bytes, str]]:
    """One change; lines that only seem to go stay, as white space at a cut may be that of either side."""
    least = min(len(gone), len(new))
    first = next((number for number in range(least) if gone[number] != new[number]), least)
    last = next((number for number in range(least - first) if gone[-1 - number] != new[-1 - number]), least - first)
    yield from ((_SAME, line) for line in gone[:first])
    yield from ((_GONE, line) for line in gone[first : len(gone) - last])
    yield from ((_NEW, line) for line in new[first : len(new) - last])
    yield from ((_SAME, line) for line in gone[len(gone) - last :])


def _kept_of_lines(result: Result) -> Iterator[tuple[str, str]]:
    """Each line of the source, its newline included, with what is kept of it; last, a line break that was added."""
    source = result.source
    slices = [(start, end) for start, end in result.slices if start < end]
    at = number = 0
    while at < len(source):
        stop = source.find("\n", at) + 1 or len(source)
        kept = []
        while number < len(slices) and slices[number][0] < stop and slices[number][1] > at:
            start, end = slices[number]
            kept.append(source[max(at, start) : min(stop, end)])
            if end > stop:
                break
            number += 1
        yield source[at:stop], "".join(kept)
        at = stop
    yield "", "".join(source[start:end] for start, end in slices[number:])


def _hunks(steps: list[_Step]) -> Iterator[bytes]:
    """The hunks with their headers; changes with little between them share one."""
    old = new = at = 0
    for start, stop in _spans(steps):
        old += _lines(steps, at, start, _GONE)
        new += _lines(steps, at, start, _NEW)
        olds, news = _lines(steps, start, stop, _GONE), _lines(steps, start, stop, _NEW)
        yield f"@@ -{_range(old, olds)} +{_range(new, news)} @@\n".encode()
        for mark, line in steps[start:stop]:
            yield mark + line if line.endswith(b"\n") else mark + line + b"\n\\ No newline at end of file\n"
        old, new, at = old + olds, new + news, stop


def _lines(steps: list[_Step], start: int, stop: int, side: bytes) -> int:
    """How many of some steps are lines of one side."""
    return sum(mark in (side, _SAME) for mark, _ in steps[start:stop])


def _spans(steps: list[_Step]) -> list[list[int]]:
    """[start, stop] of each hunk: its changes, and the lines around them for context."""
    spans: list[list[int]] = []
    for number, (mark, _) in enumerate(steps):
        if mark == _SAME:
            continue
        if spans and number - _CONTEXT <= spans[-1][1]:
            spans[-1][1] = number + _CONTEXT + 1
        else:
            spans.append([max(0, number - _CONTEXT), number + _CONTEXT + 1])
    return spans


def _range(passed: int, size: int) -> str:
    """A hunk's range as GNU diff writes it: an empty one names the line before it, and the size 1 is left out."""
    return str(passed + 1) if size == 1 else f"{passed + 1 if size else passed},{size}"


def _quoted(name: str) -> tuple[str, str]:
    """The a/ and b/ names of the header; with a tab behind names that hold spaces, in C quotes if they hold worse."""
    name = name.lstrip("/")
    pair = (f"a/{name}", f"b/{name}")
    if any(ord(char) < 0x20 or char in '"\\\x7f' for char in name):
        return _c_quoted(pair[0]), _c_quoted(pair[1])
    return (pair[0] + "\t", pair[1] + "\t") if " " in name else pair


def _c_quoted(name: str) -> str:
    return '"' + "".join(map(_c_escape, name)) + '"'


def _c_escape(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    return f"\\{ord(char):03o}" if ord(char) < 0x20 or char == "\x7f" else char
