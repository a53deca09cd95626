"""JSON-LD in a page, read tolerantly: its nodes, and the one of the article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice
from typing import Any

Node = dict[str, Any]

_MOST_SCRIPTS = 50
_LONGEST = 1_000_000
"""Longer scripts are data of something else; code points."""
_MOST_NODES = 2_000
_KINDS = frozenset(("report", "review", "claimreview", "recipe", "howto", "creativework", "chapter"))
_START = re.compile(r"[{\[]")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_STRING = r'"((?:[^"\\\x00-\x1f]|\\.){1,1000})"'
_LOOSE = {
    "headline": re.compile(rf'"headline"\s{{0,9}}:\s{{0,9}}{_STRING}'),
    "datePublished": re.compile(rf'"datePublished"\s{{0,9}}:\s{{0,9}}{_STRING}'),
    "author": re.compile(
        rf'"author"\s{{0,9}}:\s{{0,9}}[\[{{\s]{{1,99}}[^\]}}]{{0,300}}?"name"\s{{0,9}}:\s{{0,9}}{_STRING}'
    ),
}
_LOOSE_ARTICLE = re.compile(r'"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"\w{0,40}(?:Article|BlogPosting)"')


def is_article(kind: str) -> bool:
    """Whether a type of schema.org, such as "NewsArticle", is that of an article."""
    kind = kind.lower()
    return (kind.endswith(("article", "posting")) and kind != "jobposting") or kind in _KINDS


def types(node: Node) -> list[str]:
    """The types of a node, without the address of the vocabulary."""
    told = node.get("@type")
    return [kind.rsplit("/", 1)[-1] for kind in (told if isinstance(told, list) else [told]) if isinstance(kind, str)]


def find_nodes(tree: Any) -> list[Node]:
    """The nodes of all JSON-LD scripts of a page (lxml tree), in order; nodes inside others only in a `@graph`.

    References by `@id` are resolved one step deep. Nothing raises: a script that cannot be read says nothing, or,
    where it is an article with a slip in its syntax, what can be told from it.
    """
    nodes = list[Node]()
    for script in islice(_scripts(tree), _MOST_SCRIPTS):
        nodes += islice(_nodes(_read(script)), _MOST_NODES - len(nodes))
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    return [{key: _resolved(value, known) for key, value in node.items()} for node in nodes]


def _scripts(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) <= _LONGEST:
            yield script.text


def _read(script: str) -> Any:
    """The value of a script, whatever comment or CDATA section is around it; if broken, what can be told of it."""
    bare = script.replace("<![CDATA[", "")
    start = _START.search(bare)
    if not start:
        return None
    decoder = json.JSONDecoder(strict=False)
    for text in (bare, _TRAILING_COMMA.sub(r"\1", bare)):
        try:
            return decoder.raw_decode(text, start.start())[0]
        except (ValueError, RecursionError):
            continue
    return _salvaged(bare)


def _salvaged(script: str) -> Node | None:
    """What the strings of a broken script say of an article: whole strings behind the names that matter."""
    if not _LOOSE_ARTICLE.search(script):
        return None
    found: Node = {"@type": "Article"}
    for key, pattern in _LOOSE.items():
        match = pattern.search(script)
        if match:
            found[key] = _unescaped(match.group(1))
    return found


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def _nodes(value: Any) -> Iterator[Node]:
    """The nodes of a value: itself, the members of a list, and those of a `@graph`."""
    for outer in value if isinstance(value, list) else [value]:
        for node in outer if isinstance(outer, list) else [outer]:
            if not isinstance(node, dict):
                continue
            graph = node.get("@graph")
            if graph is None:
                yield node
                yield from _main_entity(node)
            else:
                yield from (
                    inner for inner in (graph if isinstance(graph, list) else [graph]) if isinstance(inner, dict)
                )


def _main_entity(node: Node) -> Iterator[Node]:
    """The article that a page's node says the page is about."""
    inner = node.get("mainEntity")
    if isinstance(inner, dict) and any(map(is_article, types(inner))):
        yield inner


def _resolved(value: Any, known: dict[str, Node]) -> Any:
    """A value with references to nodes replaced by the nodes."""
    if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("@id"), str):
        return known.get(value["@id"], value)
    if isinstance(value, list):
        return [_resolved(item, known) if isinstance(item, dict) else item for item in value]
    return value


def find_article(nodes: Iterable[Node], titles: Iterable[str], url: str | None) -> Node | None:
    """The node of the article that the page is about, or None where several could be.

    titles: what else the page says its title is.  url: its address, where it says it.
    """
    articles = [node for node in nodes if any(map(is_article, types(node)))]
    wanted = [_plain(title) for title in titles if title.strip()]
    for node in articles:
        headline = _plain(node.get("headline") or node.get("name"))
        if headline and any(headline in title or title in headline for title in wanted):
            return node
    for node in articles:
        if url and url in (_address(node.get("url")), _address(node.get("mainEntityOfPage")), node.get("@id")):
            return node
    headlines = {_plain(node.get("headline")) for node in articles}
    return articles[0] if len(headlines) == 1 else None


def _address(value: Any) -> Any:
    return (value.get("@id") or value.get("url")) if isinstance(value, dict) else value


def _plain(text: Any) -> str:
    return " ".join(unescape(text).split()).casefold() if isinstance(text, str) else ""
