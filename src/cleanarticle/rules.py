"""A user's own rules: literal patterns with `*` and `<number>`, which settle what goes and what stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

RULE = "rule"
"""The name under which a user's own rules remove."""
NUMBER = "<number>"
_TOKEN = r"\*|<number>|\s+|[^*<\s]+|<"
_NUMBER_RUN = r"\d(?:[\d.,'’\u00a0\u202f ]{0,30}\d)?"


class RuleError(ValueError):
    """A rule that cannot be meant: an empty pattern, or one of wildcards alone."""


@dataclass(frozen=True)
class Rule:
    """remove, keep: patterns of lines that always go, always stay; keep wins.

    site: the rule counts only for this domain and what is below it, or for the site of this name; None: everywhere.
    origin: where it was written.
    A pattern is matched against a whole line, or a whole sentence of a long one, whatever its case; `*` stands for any
    run of characters, `<number>` for a number, a space for any white space.
    """

    remove: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    site: str | None = None
    origin: str = "a rule"

    def __post_init__(self) -> None:
        if isinstance(self.remove, str) or isinstance(self.keep, str):
            raise RuleError(f"{self.origin}: remove and keep are tuples of patterns, not one string")
        for pattern in (*self.remove, *self.keep):
            if not pattern.replace("*", "").strip():
                raise RuleError(f"{self.origin}: the pattern {pattern!r} would match every line")


class Verdict(NamedTuple):
    """A stretch (code-point offsets) that a rule keeps or removes, and which rule it was, in words."""

    start: int
    end: int
    keep: bool
    why: str


def apply(
    source: str, blocks: Sequence[tuple[int, int]], rules: Sequence[Rule], site: str | None, name: str | None = None
) -> list[Verdict]:
    """The verdicts of all rules that count for this site, on the blocks and on the lines they make up.

    site: its domain, or however its texts are called.  name: what it calls itself.
    """
    chosen = [rule for rule in rules if rule.site is None or _is_of(rule.site, site, name)]
    verdicts = []
    for start, end in _stretches(source, blocks):
        text = source[start:end].strip()
        if not text:
            continue
        for rule in chosen:
            for keep, patterns in ((True, rule.keep), (False, rule.remove)):
                for pattern in patterns:
                    if matches(pattern, text):
                        first = start + source[start:end].index(text)
                        verb = "kept" if keep else "removed"
                        why = f"{verb} by a rule in {rule.origin}: {pattern!r}"
                        verdicts.append(Verdict(first, first + len(text), keep, why))
    return verdicts


def _stretches(source: str, blocks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Each block, and each line that is cut into several."""
    line_start = None
    for number, (start, end) in enumerate(blocks):
        yield start, end
        ends_line = re.search(r"[\r\n]", source[start:end].lstrip()) is not None or number == len(blocks) - 1
        if ends_line:
            if line_start is not None:
                yield line_start, end
            line_start = None
        elif line_start is None:
            line_start = start


def _is_of(wanted: str, site: str | None, name: str | None) -> bool:
    return _same_site(wanted, site) or (name is not None and wanted.casefold() == name.casefold())


def _same_site(wanted: str, site: str | None) -> bool:
    if not site:
        return False
    wanted, site = wanted.lower().removeprefix("www."), site.lower().removeprefix("www.")
    return site == wanted or site.endswith("." + wanted)


def matches(pattern: str, text: str) -> bool:
    """Whether the pattern matches the whole text. Linear: the pieces between `*`s are looked for from left to right."""
    pieces = _compiled(pattern)
    match = pieces[0].match(text)
    if match is None:
        return False
    at = match.end()
    if len(pieces) == 1:
        return True
    for piece in pieces[1:-1]:
        match = piece.search(text, at)
        if match is None:
            return False
        at = match.end()
    return pieces[-1].search(text, at) is not None


@lru_cache(4096)
def _compiled(pattern: str) -> tuple[re.Pattern[str], ...]:
    """The pieces between the `*`s; in a piece, only white space and numbers vary, and both are bounded."""
    pieces = [""]
    for token in re.findall(_TOKEN, pattern.strip()):
        if token == "*":
            pieces.append("")
        elif token == NUMBER:
            pieces[-1] += rf"(?:{_NUMBER_RUN})"
        elif token.isspace():
            pieces[-1] += r"\s{1,20}"
        else:
            pieces[-1] += re.escape(token)
    pieces[-1] += r"\Z"
    return tuple(re.compile(piece, re.IGNORECASE) for piece in pieces)
