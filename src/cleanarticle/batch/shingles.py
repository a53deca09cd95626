"""Near-identical lines: fingerprints that such lines share, and the pattern that a few of them come to.

Broder, "On the resemblance and containment of documents", 1997: lines are alike as far as their shingles (runs of
words) are, and the few shingles with the least hashes tell how alike. Numbers count as one and the same. What is left
to vary, as names and dates do, is found by holding lines against each other, and becomes a `*`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from hashlib import blake2b
from zlib import crc32

from ..rules import NUMBER
from ..script import fold, is_dense

LONGEST = 4000
"""Longer lines, in characters, are not counted: no appeal is one paragraph of so many."""
_SHINGLE = 3
_FINGERPRINTS = 4
_LEAST_SHINGLED = 6
"""Lines of fewer words are told by all of them."""
_LEAST_LITERAL = 0.66
"""So much of the words of both must be the same in lines that count as one."""
_LEAST_COMMON = 3
_MOST_COMPARED = 20_000
"""Stretches are held against each other word by word if their lengths, multiplied, come to no more than this."""
_TOKEN = re.compile(r"\d(?:[\d.,'’\u00a0\u202f]{0,30}\d)?|\s+|[^\W\d_]+|[\W\d_]", re.DOTALL)
ANY = "*"

Tokens = tuple[str, ...]


def tokens(text: str) -> Tokens:
    """A line as words, numbers, signs and spaces; joined they are a pattern that it matches."""
    return tuple(_kind(match[0]) for match in _TOKEN.finditer(text.strip()))


def _kind(token: str) -> str:
    return NUMBER if token[0].isdecimal() else " " if token.isspace() else token


def fingerprints(line: Tokens, site: str) -> tuple[int, ...]:
    """64-bit numbers, the fewer than five smallest of a line's shingles, of which lines that are alike share some."""
    told = [fold(token) for token in line if token == NUMBER or token[0].isalpha()]
    if len(told) < _LEAST_SHINGLED:
        told = [part for token in told for part in (token if is_dense(token) else (token,))]
    if len(told) < _LEAST_SHINGLED:
        alone = told == [NUMBER] * len(told)  # an amount may repeat, a bare number tells nothing
        shingles = {" ".join(line if alone else told)} if told and set(line) - {NUMBER, " "} else set()
    else:
        shingles = {" ".join(told[at : at + _SHINGLE]) for at in range(len(told) - _SHINGLE + 1)}
    least = sorted(shingles, key=lambda shingle: (crc32(shingle.encode("utf-8", "replace")), shingle))[:_FINGERPRINTS]
    return tuple(_hash(f"{site}\0{len(shingles) == 1}\0{shingle}") for shingle in least)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def merged(pattern: Tokens, line: Tokens) -> Tokens | None:
    """The pattern that both match: what differs becomes a `*`. None if they are not near-identical."""
    if pattern == line:
        return pattern
    made = _tidy(_aligned(pattern, line))
    literal = _words(made)
    if literal < _LEAST_COMMON or literal < _LEAST_LITERAL * max(_words(pattern), _words(line)):
        return None
    return made


def _words(line: Sequence[str]) -> int:
    """How many of the tokens are words; two characters count as one in scripts without spaces."""
    return sum((len(token) + 1) // 2 if is_dense(token) else 1 for token in line if token[0].isalpha())


def _aligned(pattern: Tokens, line: Tokens) -> Iterator[str]:
    """The common tokens, and `ANY` between them where one of the two has others."""
    least = min(len(pattern), len(line))
    ours, theirs = [fold(token) for token in pattern], [fold(token) for token in line]
    start = next((at for at in range(least) if ours[at] != theirs[at]), least)
    rest = least - start
    end = next((at for at in range(rest) if ours[-1 - at] != theirs[-1 - at]), rest)
    yield from pattern[:start]
    a, b = ours[start : len(ours) - end], theirs[start : len(theirs) - end]
    if len(a) * len(b) > _MOST_COMPARED:
        yield ANY
    else:
        for what, first, last, _, _ in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            yield from pattern[start + first : start + last] if what == "equal" else (ANY,)
    yield from pattern[len(pattern) - end :]


def _tidy(line: Iterator[str]) -> Tokens:
    """No two `*`s with nothing but signs and spaces between them."""
    made: list[str] = []
    held: list[str] = []  # signs and spaces since the last `*`
    for token in line:
        if token == ANY and made and made[-1] == ANY:
            held.clear()
        elif made and made[-1] == ANY and not token[0].isalpha() and token != NUMBER:
            held.append(token)
        else:
            made += held
            held.clear()
            made.append(token)
    return (*made, *held)


def pattern_of(line: Tokens) -> str:
    """A pattern as rules files have it."""
    return "".join(line)
