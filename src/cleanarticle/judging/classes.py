"""Numbers in a few classes, so that what is alike in them reads alike."""

from __future__ import annotations

_FEW = (0, 1, 2, 3, 3, 3, 6, 6, 6, 6, 6, 6, 12)
_MANY = (*_FEW[:12], *(12,) * 13, *(25,) * 36, 61)


def few(number: int) -> int:
    """The class of a small number: itself up to 2, then the least of its class."""
    return _FEW[number] if number < 12 else 12


def many(number: int) -> int:
    """The class of a number that may be large."""
    return _MANY[number] if number < 61 else 61


def density(linked: int, length: int) -> int:
    """How much of a text is link, from 0 (nothing) to 4 (all of it)."""
    if not linked:
        return 0
    share = linked / max(length, 1)
    return 1 if share < 0.1 else 2 if share < 0.35 else 3 if share < 0.75 else 4


def part(share: float) -> int:
    """A share from 0 (none) to 5 (nearly all)."""
    if not share:
        return 0
    return 1 if share < 0.1 else 2 if share < 0.35 else 3 if share < 0.7 else 4 if share < 0.93 else 5


def length_class(words: int) -> str:
    """The length of a block, roughly."""
    return "label" if words <= 4 else "line" if words <= 14 else "sentence" if words <= 39 else "paragraph"
