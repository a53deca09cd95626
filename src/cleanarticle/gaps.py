"""Closing the gaps where something was cut out: which white space of the source stays.

Between two kept stretches the longer vertical gap stays, that before the cut or that behind it, and each line keeps the
white space at its own two ends. Where the cut lies inside a line, one of the two runs of blanks stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_BREAK = r"\r\n|\r|\n"
Span = tuple[int, int]


def close_gaps(source: str, kept: Iterable[Span]) -> Iterator[Span]:
    """The stretches of the source, in order, that make up the kept ones with the gaps between them closed.

    kept: (start, end) of the kept stretches, in order. No blank line stays above the first line if something was cut
    out there; the last line keeps its line break if it had one.
    """
    lines = _Lines(source)
    last = kept_to = 0
    for start, end in kept:
        content = lines.content(start, end)
        if content is None:
            continue
        first = content[0]
        if last:
            yield from lines.between(last, first)
        elif start:
            yield lines.opening(first)
        else:
            first = 0  # no cut here: the source's own white space stays
        last, kept_to = content[1], end
        yield first, last
    if last:
        yield from [(last, kept_to)] if kept_to == len(source) else lines.ending(last)


class _Lines:
    """The lines of a source. All offsets are into it. Literal `\\n`s are no white space: they go with what is cut."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._break, self._blanks = re.compile(_BREAK), re.compile(r"\s*")

    def content(self, start: int, end: int) -> Span | None:
        """A stretch without the white space at its ends; None if it is nothing else."""
        first = self._blank_to(start, end)
        return (first, self._blank_from(end, first)) if first < end else None

    def between(self, last: int, first: int) -> Iterator[Span]:
        """What stays between a content that ends at `last` and the next kept one, which begins at `first`."""
        breaks = self._breaks(last, first)
        before, after = (last, self._blank_to(last, first)), (self._blank_from(first, last), first)
        if not breaks:
            yield before if before[1] - before[0] >= after[1] - after[0] else after
            return
        yield self._trailing(last, breaks)
        yield self._widest(breaks, before, after)
        yield self._leading(first, breaks)

    def opening(self, first: int) -> Span:
        """What stays before the first kept content, up to which all was cut."""
        return self._leading(first, self._breaks(0, first))

    def ending(self, last: int) -> Iterator[Span]:
        """What stays behind the last kept content, from which on all was cut: the line break of its line."""
        breaks = self._breaks(last, len(self.source))
        if breaks:
            yield self._trailing(last, breaks)
            yield breaks[0]

    def _breaks(self, start: int, end: int) -> list[Span]:
        return [match.span() for match in self._break.finditer(self.source, start, end)]

    def _leading(self, first: int, breaks: list[Span]) -> Span:
        """The indentation of the line of a content, whatever stood before that in the line."""
        start = breaks[-1][1] if breaks else 0
        return start, self._blank_to(start, first)

    def _trailing(self, last: int, breaks: list[Span]) -> Span:
        """The white space that ends the line of a content: two blanks there are a line break in Markdown."""
        return self._blank_from(breaks[0][0], last), breaks[0][0]

    def _widest(self, breaks: list[Span], before: Span, after: Span) -> Span:
        """The vertical gap with most line breaks, the first of those; one inside the cut only if there is no other."""
        runs = self._runs(breaks)
        beside = [run for run in runs if run[0][0] < before[1] or run[0][0] >= after[0]]
        widest = max(beside or runs, key=len)
        return widest[0][0], widest[-1][1]

    def _runs(self, breaks: list[Span]) -> list[list[Span]]:
        """Line breaks with nothing but white space between them, together."""
        runs: list[list[Span]] = []
        for span in breaks:
            if runs and self._blank_to(runs[-1][-1][1], span[0]) == span[0]:
                runs[-1].append(span)
            else:
                runs.append([span])
        return runs

    def _blank_to(self, start: int, end: int) -> int:
        """Where the white space that begins at `start` ends, at `end` at the latest."""
        match = self._blanks.match(self.source, start, end)
        return match.end() if match else start

    def _blank_from(self, end: int, start: int) -> int:
        """Where the white space that ends at `end` begins, at `start` at the earliest."""
        while end > start and self.source[end - 1].isspace():
            end -= 1
        return end
