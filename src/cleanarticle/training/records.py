"""Labelled records: read from JSON Lines, checked, and parted into folds.

A record is one of three kinds, told apart by whether it has a `category`, or `html`:

* an article with its labels, `{"text": ...}` and either `lines` or `spans` and `either` (see `corpus.label`), and
  `site`, `origin` or `id`, by which folds are made;
* a training piece, `{"category": ..., "lang": ...}`: an appeal with `lines` [[category, text]], where "" is the
  category of a blank line; or, with `text`, an "article" to plant appeals in, or a "body" paragraph that must stay;
  or a phrase, with `text` of another category, and `ambiguous` if it may stand in any text: such are not fitted on.
  The language of a phrase is told by the name of its file, if not by `lang`;
* a web page, `{"html": ...}` with `gold`, its body as plain text, or snippets, `with` and `without` (see
  `pages.label_page`).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..stages import NAMES

CATEGORIES = frozenset((*NAMES, "clutter", "body"))
"""What a stretch may be labelled as: a stage, any stage that is no appeal, or the article."""
TEXTS = ("article", "body")
"""The categories of training pieces that are texts, not appeals."""

Record = dict[str, Any]


class RecordError(ValueError):
    """A corpus cannot be read as labelled records; the message names the file, and the line where there is one."""


class Records(NamedTuple):
    """What corpus files hold: articles with labels, training pieces, and labelled web pages."""

    articles: list[Record]
    pieces: list[Record]
    pages: list[Record]


def read_records(paths: Iterable[Path], folds: tuple[int, int] | None = None, *, pages: bool = False) -> Records:
    """All records of the files, checked; with folds=(K, N), those that are not in fold K of N.

    pages: take whole pages (`variant` "page") too. Raises RecordError, and OSError where a file cannot be read.
    """
    records = Records([], [], [])
    for path in paths:
        for number, record in _numbered(path):
            if is_phrase(record):
                record.setdefault("lang", path.name.partition(".")[0])
            wrong = problem(record)
            if wrong:
                raise RecordError(f"{path}: line {number}: {wrong}")
            if folds and fold_of(record, folds[1]) == folds[0]:
                continue
            if "category" in record:
                records.pieces.append(record)
            elif "html" in record:
                records.pages.append(record)
            elif pages or record.get("variant") != "page":
                records.articles.append(record)
    return records


def read_jsonl(path: Path) -> Iterator[Any]:
    """The values of a JSON Lines file, gzipped or not. Raises RecordError with file and line, and OSError."""
    return (value for _, value in _numbered(path))


def _numbered(path: Path) -> Iterator[tuple[int, Any]]:
    """(number of the line, from 1; its value) of each line that is not blank."""
    number = 0
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.isspace():
                    try:
                        yield number, json.loads(line.decode("utf-8"))
                    except (ValueError, RecursionError) as error:
                        raise RecordError(f"{path}: line {number}: not JSON: {error}") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise RecordError(f"{path}: not a whole gzip file (behind line {number}): {error}") from error


def fold_of(record: Record, folds: int) -> int:
    """The fold, 1 to `folds`, of a record: by its site, so that no site is in two folds; of a piece: by its words."""
    site = record.get("site") or record.get("origin") or record.get("id") or record.get("lines") or record["text"]
    return int(hashlib.sha256(str(site).encode("utf-8", "surrogatepass")).hexdigest(), 16) % folds + 1


def problem(record: Any) -> str:
    """What is wrong with a record, in words; "" if nothing is."""
    if not isinstance(record, dict):
        return "not a JSON object"
    if "category" in record:
        return _piece_problem(record)
    return _page_problem(record) if "html" in record else _article_problem(record)


def _page_problem(page: Record) -> str:
    if not isinstance(page["html"], str):
        return "`html` is not a string"
    if not isinstance(page.get("gold") or "", str):
        return "`gold`, the body of the page, is not a string"
    for name in ("with", "without"):
        snippets = page.get(name) or []
        if not isinstance(snippets, list) or not all(isinstance(snippet, str) for snippet in snippets):
            return f"`{name}` is not a list of strings"
    return ""


def is_phrase(record: Any) -> bool:
    """Whether a record is a phrase: an appeal's text without lines."""
    return isinstance(record, dict) and "text" in record and record.get("category", TEXTS[0]) not in TEXTS


def _piece_problem(piece: Record) -> str:
    category, lines = piece["category"], piece.get("lines")
    if not isinstance(piece.get("lang"), str):
        return "a training piece needs `lang`, the tag of its language"
    if category in TEXTS:
        told = isinstance(piece.get("text"), str) and piece["text"].strip()
        return "" if told else f"a training piece of category {category!r} needs `text`"
    if not isinstance(category, str) or category not in CATEGORIES:
        return _unknown(category)
    if is_phrase(piece):
        return "" if isinstance(piece["text"], str) and piece["text"].strip() else "a phrase needs `text`"
    if not isinstance(lines, list) or not lines or not all(map(_is_line, lines)):
        return "a training piece that is an appeal needs `lines`, a list of [category, text]"
    unknown = [name for name, _ in lines if name and name not in CATEGORIES]
    return _unknown(unknown[0]) if unknown else ""


def _is_line(line: Any) -> bool:
    return isinstance(line, list) and len(line) == 2 and all(isinstance(part, str) for part in line)


def _article_problem(article: Record) -> str:
    if not isinstance(article.get("text"), str):
        return "no `text`, which must be a string"
    size = len(article["text"])
    for name, least, most in (("lines", 3, 4), ("spans", 3, 3), ("either", 2, 2)):
        marks = article.get(name, [])
        if not isinstance(marks, list):
            return f"`{name}` is not a list"
        for mark in marks:
            if not isinstance(mark, list) or not least <= len(mark) <= most or not _is_stretch(mark, size):
                return f"`{name}` holds {_short(mark)}; {_FORMS[name]}, with 0 <= start <= end <= {size}"
            wrong = _kind_problem(name, mark)
            if wrong:
                return wrong
    return ""


_FORMS = {
    "lines": 'an entry is [start, end, "body" or "other" or "either", category if there is one]',
    "spans": "an entry is [start, end, category]",
    "either": "an entry is [start, end]",
}


def _is_stretch(mark: list[Any], size: int) -> bool:
    """Whether a mark begins with two offsets that stand in a text of this size, in order."""
    return type(mark[0]) is int and type(mark[1]) is int and 0 <= mark[0] <= mark[1] <= size


def _kind_problem(name: str, mark: list[Any]) -> str:
    kinds = mark[2:]
    if name == "lines" and kinds[0] not in ("body", "other", "either"):
        return f"`lines` holds {_short(mark)}; {_FORMS[name]}"
    for category in kinds[1:] if name == "lines" else kinds:
        if not isinstance(category, str) or category not in CATEGORIES:
            return _unknown(category)
    return ""


def _unknown(category: Any) -> str:
    return f"unknown category {_short(category)} (known: {', '.join(sorted(CATEGORIES))})"


def _short(value: Any) -> str:
    told = json.dumps(value, ensure_ascii=False)
    return told if len(told) <= 80 else told[:79] + "…"
