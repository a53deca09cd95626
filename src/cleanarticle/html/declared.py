"""What `meta` elements and microdata declare, name by name."""

from __future__ import annotations

from html import unescape
from itertools import islice
from typing import Any

from .jsonld import is_article

MOST = 5_000
"""So many elements of one kind are looked at."""
_MOST_INNER = 50
"""So many parts of a value are looked at."""
_LONGEST = 1_000
"""Longer declarations are something else; code points."""


class Metas(dict[str, str]):
    """Name, in lower case → what the first `meta` of that name says."""

    def __init__(self) -> None:
        super().__init__()
        self._more: dict[str, list[str]] = {}

    def add(self, name: str, content: str) -> None:
        """Add one; of several of a name, the first counts."""
        self.setdefault(name, content)
        self._more.setdefault(name, []).append(content)

    def every(self, name: str) -> list[str]:
        """What all of that name say."""
        return self._more[name]


def read_metas(tree: Any) -> Metas:
    """The `meta` elements of a page (lxml tree)."""
    metas = Metas()
    for meta in islice(tree.iter("meta"), MOST):
        content = clean(meta.get("content") or "")
        if not content:
            continue
        for attribute in ("property", "name", "http-equiv", "itemprop"):
            for name in words(meta.get(attribute)):
                if attribute != "itemprop" or name == "datepublished":
                    metas.add(name, content)
    return metas


def read_microdata(tree: Any) -> dict[str, list[str]]:
    """Property, in lower case → values, of the microdata items of a page that are articles."""
    found: dict[str, list[str]] = {}
    for element in islice(tree.iterfind(".//*[@itemprop]"), MOST):
        for name in words(element.get("itemprop")):
            if name in ("headline", "author", "datepublished", "publisher") and _in_article(element):
                value = _value(element)
                if value:
                    found.setdefault(name, []).append(value)
    return found


def _in_article(element: Any) -> bool:
    """Whether the item that an element is a property of is an article."""
    for outer in element.iterancestors():
        if "itemscope" in outer.attrib:
            return any(is_article(kind.rsplit("/", 1)[-1]) for kind in words(outer.get("itemtype")))
    return False


def _value(element: Any) -> str:
    """The value of a microdata property: of an item, its name."""
    if "itemscope" in element.attrib:
        inner = islice(element.iterfind(".//*[@itemprop]"), _MOST_INNER)
        names = [name for name in inner if "name" in words(name.get("itemprop")) and "itemscope" not in name.attrib]
        return _value(names[0]) if names else ""
    told = element.get("content") or element.get("datetime") or "".join(islice(element.itertext(), _MOST_INNER))
    return clean(told)


def words(text: str | None) -> list[str]:
    """The words of an attribute, in lower case."""
    return (text or "")[:_LONGEST].lower().split()


def clean(text: str) -> str:
    """A declaration on one line, its character references read; "" if it is too long to be one."""
    told = " ".join(unescape(text[: 10 * _LONGEST]).split())
    return told if len(told) <= _LONGEST else ""
