"""A rules file as `learn` writes it: TOML that a person can read, edit and keep in git."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from ..render.terminal import UNSAFE
from ..repeats import Repeat

_HEAD = """\
# What repeats in {what}, as `cleanarticle learn` counted it. Use it with --rules.
#
# A repeat is evidence, not a verdict: the more documents it stands in, and beside others, the more it counts.
# Delete what is the article's own, or make it a verdict, which stays or goes whatever else speaks against it:
#
#     [[rule]]
#     keep = ["MOSCOW (Reuters)"]
#     remove = ["Subscribe for * a month"]
#
# In a pattern `*` stands for any text, and `<number>` for a number. `varies`: these differ from document to document,
# as in the rows of a table. `alone`: in which share of them nothing else that repeats stands beside it.
"""
_LONE = re.compile("[\ud800-\udfff]")


def rules_file(repeats: Iterable[Repeat], documents: int, sites: int) -> str:
    """The file's text: the same repeats always give the same. documents, sites: how many were counted."""
    what = f"{documents} document{'s' * (documents != 1)}" + (f" of {sites} sites" if sites > 1 else "")
    return "\n".join([_HEAD.format(what=what), *map("\n".join, map(_table, repeats))])


def _table(repeat: Repeat) -> Iterator[str]:
    yield "[[repeat]]"
    if repeat.site is not None:
        yield f"site = {quoted(repeat.site)}"
    yield f"documents = {repeat.documents}"
    yield f"share = {_number(repeat.share)}"
    if repeat.alone:
        yield f"alone = {_number(repeat.alone)}"
    if repeat.varies:
        yield "varies = true"
    yield f"pattern = {quoted(repeat.pattern)}"
    if repeat.example and repeat.example != repeat.pattern:
        yield f"example = {quoted(repeat.example)}"
    yield ""


def _number(value: float) -> str:
    return repr(float(f"{value:.6g}"))


def quoted(text: str) -> str:
    """A basic string of TOML, on one line; what could reorder or hide what is read is spelled out."""
    told = json.dumps(_LONE.sub("\ufffd", text), ensure_ascii=False)  # its escapes are TOML's too
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", told)
