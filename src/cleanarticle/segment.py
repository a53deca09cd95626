"""Where a long line may be cut: sentence ends, in scripts with spaces and in scripts without."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from .script import is_dense

LONG_LINE = 160
"""A line of more characters than this is cut into sentences: shorter ones are decided whole."""
LONG_LINE_DENSE = 60
"""The same for scripts that write a word in one or two characters (Chinese, Japanese, Korean)."""
LONGEST = 1200
"""A stretch without a sentence end is cut at white space after this many characters, so that work stays bounded."""

_CLOSERS = "\"'”’»›)\\]」』）】》*_"
_END = re.compile(
    rf"[.!?…؟۔।。！？｡]+[{_CLOSERS}]*\s*"
    # flattened lists keep their bullets and rules
    r"|(?<=\s)(?=[•▪●■◆▶☐☑✓✔→|]\s)"
)
_ALONE = "。！？｡"  # Chinese and Japanese: the mark alone ends a sentence, no space follows
_GLUED = re.compile(r"[^\W\d_]{2}[.!?…]+[A-ZÀ-ÞА-ЯΑ-Ω][a-zà-ÿа-яα-ω]")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "sr",
        "sra",
        "jr",
        "no",
        "nr",
        "vs",
        "gen",
        "sen",
        "rep",
        "gov",
        "capt",
        "lt",
        "col",
        "inc",
        "ltd",
        "co",
        "corp",
        "fig",
        "bzw",
        "ca",
        "usw",
        "tel",
        "art",
        "abs",
        "mme",
        "mlle",
        "av",
        "bl",
        "ul",
        "ks",
        "im",
        "ул",
        "им",
        "тыс",
        "млн",
        "руб",
        "стр",
        "см",
        "jan",
        "feb",
        "mar",
        "apr",
        "aug",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
"""Abbreviations that are written before a capital letter; so are initials and day numbers."""
_LONGEST_ABBREVIATION = 4
_LETTER = re.compile(r"[^\W\d_]")


def is_long(line: str) -> bool:
    """Whether a line is long enough to be cut into sentences."""
    if len(line) > LONG_LINE:
        return True
    return (
        len(line) > LONG_LINE_DENSE
        and not line.isascii()
        and sum(char >= "\u3040" for char in line) > LONG_LINE_DENSE // 2
    )


def sentences(line: str) -> Iterator[tuple[int, int]]:
    """Cut a line into sentences that tile it; yields (start, end) offsets into it, white space at the end of each.

    Never cuts after an initial, a day number or a common abbreviation, nor before a lower-case letter.
    """
    start = seen = 0
    lettered = False
    for end in _ends(line):
        lettered = lettered or _LETTER.search(line, seen, end) is not None
        seen = end
        if end - start >= 2 and lettered:
            yield from _bounded(line, start, end)
            start, lettered = end, False
    if start < len(line):
        yield from _bounded(line, start, len(line))


def _ends(line: str) -> Iterator[int]:
    """Offsets behind which a sentence may begin, in order."""
    thai = [match.end() for match in _thai_gap().finditer(line)] if not line.isascii() and is_dense(line) else []
    ends = [match.end() for match in _END.finditer(line) if _is_end(line, match)]
    yield from sorted({*ends, *_spaced(thai)} - {len(line)}) if thai else ends


@functools.cache
def _thai_gap() -> re.Pattern[str]:
    """A space between words of scripts that part no words by spaces: Thai, Lao, Khmer, Burmese."""
    scripts = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    return re.compile(rf"(?<=[{scripts}])\s+(?=[{scripts}0-9])")


def _spaced(ends: list[int], least: int = 30) -> Iterator[int]:
    """Thai parts phrases, not only sentences, by spaces: take those at least `least` characters apart."""
    last = 0
    for end in ends:
        if end - last >= least:
            yield end
            last = end


def _is_end(line: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends at this mark: not inside a number, an abbreviation or an address."""
    mark, following = match.group(), line[match.end() : match.end() + 1]
    if not mark or mark[0] in _ALONE:
        return following not in "」』）》】"
    if following.islower() or following in ",;:)]":
        return False
    if not mark[-1].isspace():  # glued to what follows, as extractors leave it ("tomorrow.Sign up")
        return (mark[-1] in _CLOSERS and following.isspace()) or bool(_GLUED.match(line, max(0, match.start() - 2)))
    return not (mark[0] == "." and mark[1:2] != "." and _is_abbreviation(line, match.start()))


def _is_abbreviation(line: str, end: int) -> bool:
    """Whether what stands before this period is an initial, a number of one to three digits or an abbreviation."""
    start = end
    while start and end - start <= _LONGEST_ABBREVIATION and line[start - 1].isalnum():
        start -= 1
    word = line[start:end]
    if word.isdigit():
        return len(word) <= 3
    return len(word) == 1 or word.lower() in _ABBREVIATIONS


def _bounded(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(start, end) as it is, or in pieces of at most LONGEST characters, cut at white space where there is any."""
    while end - start > LONGEST:
        cut = line.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
        yield start, cut
        start = cut
    yield start, end
