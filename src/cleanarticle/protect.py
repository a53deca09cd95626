"""Markdown that no stage may touch: front matter, fenced code, link definitions."""

from __future__ import annotations

import re

_BOL = r"(?:^|(?<=[\r\n]))"
_FENCE = re.compile(_BOL + r" {0,3}(`{3,}|~{3,})([^\r\n]*)")
_FRONT_MATTER = re.compile(r"\A\ufeff?(-{3}|\+{3})[ \t]*(?:\r\n|\r|\n)")
_FRONT_KEY = re.compile(r"[\"']?[\w.\- ]{1,60}[\"']?[ \t]*[:=]")
_LINK_DEFINITION = re.compile(_BOL + r" {0,3}\[[^\]\r\n]{1,200}\]:[ \t]*\S[^\r\n]*")
_FRONT_MATTER_LONGEST = 20_000


def markdown_stretches(source: str) -> list[tuple[int, int]]:
    """(start, end) code-point offsets of what is no prose in Markdown, in order, not overlapping."""
    stretches = [*_front_matter(source), *_fences(source)]
    if "]:" in source:
        stretches += [match.span() for match in _LINK_DEFINITION.finditer(source)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if not merged or start >= merged[-1][1]:
            merged.append((start, end))
    return merged


def _front_matter(source: str) -> list[tuple[int, int]]:
    """The YAML or TOML head of a Markdown file: fenced, right at the top, its first line a key."""
    opening = _FRONT_MATTER.match(source)
    if not opening or not _FRONT_KEY.match(source, opening.end()):
        return []
    closing = re.compile(_BOL + re.escape(opening.group(1)) + r"[ \t]*(?=[\r\n]|\Z)")
    found = closing.search(source, opening.end(), _FRONT_MATTER_LONGEST)
    return [(0, found.end())] if found else []


def _fences(source: str) -> list[tuple[int, int]]:
    """Fenced code blocks. A fence that is never closed is a line of its own, lest it guard the rest of the text."""
    if "```" not in source and "~~~" not in source:
        return []
    stretches, opened = [], None
    for match in _FENCE.finditer(source):
        mark, info = match.groups()
        if opened is None:
            if "`" not in info:
                opened = match
        elif mark.startswith(opened.group(1)) and not info.strip():
            stretches.append((opened.start(), match.end()))
            opened = None
    return stretches
