"""Where a long line may be cut: sentence ends, in scripts with spaces and in scripts without."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from .pattern import Pattern
from .script import is_dense

LONG_LINE = 160
"""A line of more characters than this is cut into sentences: shorter ones are decided whole."""
LONG_LINE_DENSE = 60
"""The same for scripts that write a word in one or two characters (Chinese, Japanese, Korean)."""
LONGEST = 1200
"""A stretch without a sentence end is cut at white space after this many characters, so that work stays bounded."""

_CLOSERS = "\"'”’»›)\\]」』）】》*_"
_END = Pattern(rf"[.!?…؟۔।。！？｡]+[{_CLOSERS}]*\s*")
_BULLET = Pattern(r"[•▪●■◆▶☐☑✓✔→|](?=\s)")  # flattened lists keep their bullets and rules
_ALONE = "。！？｡"  # Chinese and Japanese: the mark alone ends a sentence, no space follows
_GLUED = Pattern(r"[^\W\d_]{2}[.!?…]+[A-ZÀ-ÞА-ЯΑ-Ω][a-zà-ÿа-яα-ω]")
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
_LETTER = Pattern(r"[^\W\d_]")
_WIDE = Pattern("[\u3040-\U0010ffff]")


def is_long(line: str) -> bool:
    """Whether a line is long enough to be cut into sentences."""
    if len(line) > LONG_LINE:
        return True
    return (
        len(line) > LONG_LINE_DENSE
        and not line.isascii()
        and _WIDE.search(line) is not None
        and len(_WIDE.findall(line)) > LONG_LINE_DENSE // 2
    )


def sentences(line: str) -> list[tuple[int, int]]:
    """Cut a line into sentences that tile it: (start, end) offsets into it, white space at the end of each.

    Never cuts after an initial, a day number or a common abbreviation, nor before a lower-case letter.
    """
    found: list[tuple[int, int]] = []
    start = seen = 0
    lettered = False
    for end in _ends(line):
        lettered = lettered or line[seen].isalpha() or _LETTER.search(line, seen, end) is not None
        seen = end
        if lettered and end - start >= 2:
            found += _bounded(line, start, end)
            start, lettered = end, False
    if start < len(line):
        found += _bounded(line, start, len(line))
    return found


def _ends(line: str) -> list[int]:
    """Offsets behind which a sentence may begin, in order."""
    ends = [match.end() for match in _END.finditer(line) if _is_end(line, match)]
    others = [at for match in _BULLET.finditer(line) if (at := match.start()) and line[at - 1].isspace()]
    thai = [match.end() for match in _thai_gap().finditer(line)] if is_dense(line) else []
    if thai:
        return sorted({*ends, *others, *_spaced(thai)} - {len(line)})
    return sorted({*ends, *others}) if others else ends


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
    first, end = match.span()
    following = line[end : end + 1]
    if line[first] in _ALONE:
        return following not in "」』）》】"
    if following.islower() or following in ",;:)]":
        return False
    last = line[end - 1]
    if not last.isspace():  # glued to what follows, as extractors leave it ("tomorrow.Sign up")
        return (last in _CLOSERS and following.isspace()) or bool(_GLUED.match(line, max(0, first - 2)))
    return line[first] != "." or line[first + 1] == "." or not _is_abbreviation(line, first)


def _is_abbreviation(line: str, end: int) -> bool:
    """Whether what stands before this period is an initial, a number of one to three digits or an abbreviation."""
    start = end
    while start and end - start <= _LONGEST_ABBREVIATION and line[start - 1].isalnum():
        start -= 1
    word = line[start:end]
    if word.isdigit():
        return len(word) <= 3
    return len(word) == 1 or word.lower() in _ABBREVIATIONS


def _bounded(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """(start, end) as it is, or in pieces of at most LONGEST characters, cut at white space where there is any."""
    found = []
    while end - start > LONGEST:
        cut = line.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
        found.append((start, cut))
        start = cut
    found.append((start, end))
    return found
