"""The names of the features of a page's markup, in words that `explain` can show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .features import PAGE, SAYS, Key

_LINKS = ("no links", "few links", "some links", "half links", "links")
_SHARES = ("none", "a little", "some", "half", "most", "nearly all")
_OF_ALIKE = ("none", "few", "half", "most")
_REPEATS = ("", "nearly repeats the title", "repeats the title")
_SIDES = {-1: "before", 0: "in", 1: "behind"}


def expand_page(key: Key) -> Iterator[str]:
    """The names of the features that a key of a page's markup stands for."""
    group, value = key[0].removeprefix(PAGE), key[1]
    if group in _EXPANSIONS:
        yield from (f"{group}: {name}" for name in _EXPANSIONS[group](value))
    elif group == "says":
        if value:
            first, two, last = value
            yield from (f"{SAYS}first {first}", f"{SAYS}first two {two}", f"{SAYS}last {last}")
    else:
        yield from (f"{group}: {name}" for name in sorted(value))


def _kind(kind: tuple[Any, ...]) -> str:
    return f"{kind[0]} {kind[1]}, {_LINKS[kind[2]]}" if kind else "nothing"


def _tag(value: Any) -> Iterator[str]:
    (tag, length, links), whole = value
    yield tag
    yield f"{tag} {length}"
    yield f"{tag} {length}, {_LINKS[links]}"
    yield f"{length}, {_LINKS[links]}"
    if whole:
        yield f"all {whole}"
        yield f"{tag}, all {whole}"


def _neighbour(value: Any) -> Iterator[str]:
    kind, (length, links) = value
    yield _kind(kind)
    if kind:
        yield f"{kind[1]}, {_LINKS[kind[2]]}, beside a {length}, {_LINKS[links]}"


def _level(value: Any) -> Iterator[str]:
    links, share, blocks, children, lines, part = value
    yield _LINKS[links]
    yield f"{_SHARES[share]} of it prose"
    yield f"{_SHARES[share]} of it prose, {_LINKS[links]}"
    yield f"{blocks} prose blocks"
    yield f"{children} of {lines} children are prose"
    yield f"{_SHARES[part]} of the page's prose"
    yield f"{_SHARES[part]} of the page's prose, {_SHARES[share]} of it prose"


def _relation(value: Any) -> Iterator[str]:
    side, up, down = value
    if up < 0:
        yield "not there"
    elif not side:
        yield f"in it, {down} deep"
    else:
        yield f"{_SIDES[side]} it, {up} up"
        yield f"{_SIDES[side]} it, {min(up, 4)} up and {min(down, 4)} down"


def _like(value: Any) -> Iterator[str]:
    count, share, length = value
    yield f"{count} such blocks"
    yield f"{_OF_ALIKE[share]} of such blocks are prose"
    yield f"{count} such blocks, {_OF_ALIKE[share]} of them prose"
    yield f"{length}, {_OF_ALIKE[share]} of such blocks are prose"


def _near(value: Any) -> Iterator[str]:
    (back, same_back), (ahead, same_ahead), length = value
    before = f"{back} back{', same parent' if same_back else ''}"
    behind = f"{ahead} ahead{', same parent' if same_ahead else ''}"
    yield before
    yield behind
    yield f"{before}, {behind}"
    yield f"{length}, {min(back, 3)} back {same_back}, {min(ahead, 3)} ahead {same_ahead}"


def _headed(value: Any) -> Iterator[str]:
    off, repeats = value
    yield "no headline" if off is None else f"{off} below the headline" if off >= 0 else f"{-off} above the headline"
    if repeats:
        yield _REPEATS[repeats]


def _told(value: Any) -> Iterator[str]:
    body, summary, length = value
    yield f"{body} of it in the article's text"
    yield f"{body} of it in the article's text, {length}"
    yield f"{summary} of it in the summary"
    yield f"{summary} of it in the summary, {length}"


def _under(value: Any) -> Iterator[str]:
    tag, signs = value
    yield f"a heading {tag}"
    yield from (f"a heading of {stage}" for stage in sorted(signs))


def _picture(value: Any) -> Iterator[str]:
    if value:
        yield "right before it"
        yield f"right before a {_kind(value)}"


def _whole(value: Any) -> Iterator[str]:
    articles, declared, prose, best, headline, told = value
    yield f"{articles} article elements"
    yield f"declared as {declared}"
    yield f"{prose} prose blocks, {best} in the candidate"
    yield "a headline" if headline else "no headline"
    yield "its text told" if told else "its text not told"


_EXPANSIONS = {
    "tag": _tag,
    "path": lambda value: (" < ".join(value),),
    "previous": _neighbour,
    "next": _neighbour,
    "element": _level,
    "parent": _level,
    "grandparent": _level,
    "great-grandparent": _level,
    "candidate": _relation,
    "core": _relation,
    "headline": _relation,
    "like": _like,
    "prose near": _near,
    "headed": _headed,
    "family": lambda value: (f"previous is {value[0]}", f"next is {value[1]}"),
    "told": _told,
    "under": _under,
    "picture": _picture,
    "as a whole": _whole,
}


_SAID = {
    "tag": "is a {}",
    "path": "stands in {}",
    "inside": "stands inside <{}>",
    "class": "stands in an element named “{}”",
    "outer class": "stands far inside an element named “{}”",
    "inner": "is marked up as “{}”",
    "candidate": "seen from the likeliest article it is {}",
    "core": "seen from most of the page's prose it is {}",
    "headline": "seen from the headline's element it is {}",
    "element": "its element: {}",
    "parent": "the element around it: {}",
    "grandparent": "the second element around it: {}",
    "great-grandparent": "the third element around it: {}",
    "found beside": "beside it there are signs of {}",
    "prose near": "nearest prose: {}",
    "like": "{}",
    "previous": "before it: {}",
    "next": "after it: {}",
    "headed": "{}",
    "family": "{}",
    "told": "{}, as the page tells it to machines",
    "under": "stands under {}",
    "picture": "a picture stands {}",
    "says": "its word: {}",
}


def say_page(group: str, rest: str) -> str:
    """A feature of a page's markup as a piece of evidence in words, or "" if it says nothing to a person."""
    return _SAID[group].format(rest) if group in _SAID else ""
