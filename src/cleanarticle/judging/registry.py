"""What keys of markup stand for: rows of hashed features, remembered in a memo of bounded size."""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Iterator
from typing import Any
from zlib import crc32

from ..html.surroundings import MOST_NAMES
from .network import FEATURES

_MOST_HELD = 500_000
"""A registry that holds more features than this is given up for a new one."""


def number(name: str) -> int:
    """The number of a feature, from its name."""
    return crc32(name.encode("utf-8", "surrogatepass")) % FEATURES


class Group(dict[Any, int]):
    """What is known of an element or a block in one respect → its serial; what it lacks, it learns.

    A key is a tuple of values, or a set of names.
    """

    def __init__(self, name: str, registry: Registry) -> None:
        super().__init__()
        self._name, self._registry = name, registry

    def __missing__(self, key: Any) -> int:
        rows = tuple([number(f"{self._name}: {name}") for name in _expand(key)])
        return self._registry.learn(self, key, rows)


class Registry:
    """All groups of keys, each key with a serial; `rows` holds what each stands for."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, ...]] = []
        self.held = 0
        self._groups: dict[str, Group] = {}
        self._lock = allocate_lock()

    def group(self, name: str) -> Group:
        """The group of a name; made when it is first asked for."""
        return self._groups.get(name) or self._groups.setdefault(name, Group(name, self))

    def learn(self, group: Group, key: Any, rows: tuple[int, ...]) -> int:
        """Remember what a key stands for; gives back its serial."""
        with self._lock:
            known = group.get(key)
            if known is None:
                known = len(self.rows)
                self.rows.append(rows)
                group[key] = known
                self.held += len(rows) + 1
            return known


_REGISTRIES = [Registry()]


def registry() -> Registry:
    """The registry in use; a new one if it holds too much. What refers to the old one keeps it."""
    if _REGISTRIES[0].held >= _MOST_HELD:
        _REGISTRIES[0] = Registry()
    return _REGISTRIES[0]


def _expand(key: Any) -> Iterator[str]:
    """The names of the features of a key: each value by itself, and all of them together."""
    if isinstance(key, frozenset):
        yield from sorted(key)[:MOST_NAMES]
    elif len(key) > 1:
        for place, value in enumerate(key):
            yield f"{place}={value}"
        for place in range(len(key) - 1):
            yield f"{place}={key[place]}, {key[place + 1]}"
        if len(key) > 2:
            yield ", ".join(map(str, key))
    else:
        yield str(key[0])
