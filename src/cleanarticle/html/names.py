"""The words in the names that a page gives its elements: classes, ids, roles."""

from __future__ import annotations

import functools
import re
from typing import Any

_TOKEN = re.compile(r"[a-z]{2,20}|[A-Z][a-z]{1,19}|[A-Z]{2,20}")
_NAMING = frozenset(("class", "id", "itemprop", "role", "rel", "data-testid", "data-component", "aria-label"))
_MOST_TOKENS = 12
_LONGEST_NAME = 200
NOTHING: frozenset[str] = frozenset()


def names_of(element: Any) -> tuple[frozenset[str], str | None]:
    """The words in the class, id and role of an element, in lower case, and its class as it stands."""
    names = element.keys()
    if not names:
        return NOTHING, None
    told = [element.get(name) for name in names if name in _NAMING]
    own = split_names(" ".join(told)[:_LONGEST_NAME]) if told else NOTHING
    return own, element.get("class") if told else None


@functools.lru_cache(20_000)
def split_names(names: str) -> frozenset[str]:
    """The words in names of classes and ids: `postBody__inner-2` has `post`, `body`, `inner`."""
    return frozenset([word.lower() for word in _TOKEN.findall(names)[:_MOST_TOKENS]])
