"""A document as a report holds it: what stays, what went and what is doubted, in order, with their texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .outcome import Mark, Outcome

LONGEST = 200_000
"""Characters of a text that a report shows whole; of a longer one, only what stands around the marks."""
AROUND = 1200


class Passage(NamedTuple):
    """A stretch of a document. mark: the removal or suspect it is, None for what stays.

    suspect: whether the mark is one.  text: None where it is not known any more.  omitted: how many characters are left
    out here; then there is no text.
    """

    text: str | None
    mark: Mark | None = None
    suspect: bool = False
    omitted: int = 0


def passages(outcome: Outcome, text: str | None, longest: int = LONGEST, around: int = AROUND) -> Iterator[Passage]:
    """The passages of a document, in order; of one that is not there any more, its marks alone.

    longest: characters of a text that is shown whole.  around: those that stay on each side of a mark otherwise.
    """
    marks = [(mark, False) for mark in outcome.removals] + [(mark, True) for mark in outcome.suspects]
    marks.sort(key=lambda pair: (pair[0].start, pair[0].end))
    if text is None:
        yield from (Passage(None, mark, suspect) for mark, suspect in marks)
        return
    short, at = len(text) <= longest, 0
    for mark, suspect in marks:
        if mark.start < at:  # marks do not overlap; if ever they do, the text is still told once
            continue
        if at < mark.start:
            yield from _kept(text, at, mark.start, 1 << 62 if short else around)
        whole = short or mark.end - mark.start <= LONGEST
        yield Passage(text[mark.start : mark.end] if whole else None, mark, suspect)
        at = mark.end
    if at < len(text):
        yield from _kept(text, at, len(text), 1 << 62 if short else around)


def _kept(text: str, start: int, end: int, around: int) -> Iterator[Passage]:
    if end - start <= 2 * around:
        yield Passage(text[start:end])
        return
    yield Passage(text[start : start + around])
    yield Passage(None, omitted=end - start - 2 * around)
    yield Passage(text[end - around : end])


def risk(mark: Mark) -> float:
    """How many characters of the article a removal may have cost: its length, weighed by how unsure it was."""
    return (1 - min(max(mark.score, 0.0), 1.0)) * (mark.end - mark.start)
