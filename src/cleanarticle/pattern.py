"""Patterns that are compiled when they are first used: that takes up to a millisecond, and a small text needs few."""

from __future__ import annotations

import re
from typing import Any


class Pattern:
    """A regular expression. Has `search`, `match`, `findall` and `finditer`, as what `re.compile` gives."""

    def __init__(self, told: str) -> None:
        self._told = told

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._told)
        self.search, self.match = compiled.search, compiled.match
        self.findall, self.finditer = compiled.findall, compiled.finditer
        return getattr(compiled, name)
