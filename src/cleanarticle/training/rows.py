"""Short lines that are an article's own: rows of figures, lists, results, code, verse, made of the article's own words.

Without them the network would learn that short lines in a row are never prose's company. Any language; nothing is said
that was not in the article, but for numbers and marks.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

_WORD = re.compile(r"[^\W\d_]{3,}")
_CLAUSES = re.compile(r"(?<=[.!?,;:。，、；।؟،])\s*")
_LONGEST_NAME, _LONGEST_CLAUSE = 3, 70
_CODE = (
    "$ {a} --{b} {n}",
    "{a} = {b}[{n}]",
    "    return {a}({b}, {n})",
    "{n} import {a}",
    "if {a} > {n}:",
    "curl -X POST {a}/{b}?n={n}",
    "def {a}({b}):",
    '<{a} {b}="{n}">',
    "[{a}] {b}: {n}",
    "{a}.{b} = {n};",
)


class _Words:
    """What rows are made of: words, names and clauses of an article."""

    def __init__(self, rng: random.Random, texts: Sequence[str]) -> None:
        self.rng = rng
        told = " ".join(texts)[:6000]
        self.words: list[str] = _WORD.findall(told) or ["a"]
        self.clauses = [one.strip() for one in _CLAUSES.split(told) if 3 < len(one.strip()) <= _LONGEST_CLAUSE]
        self.clauses = self.clauses or self.words

    def word(self) -> str:
        return self.rng.choice(self.words)

    def name(self) -> str:
        """A few words that follow each other, as a label has them."""
        start = self.rng.randrange(len(self.words))
        return " ".join(self.words[start : start + self.rng.randint(1, _LONGEST_NAME)]).capitalize()

    def clause(self) -> str:
        return self.rng.choice(self.clauses)

    def number(self) -> str:
        mark, rng = self.rng.choice(",. "), self.rng
        forms = (
            f"{rng.randrange(100)}",
            f"{rng.randrange(1000)}{mark}{rng.randrange(10)}",
            f"{rng.randrange(40, 3000)}",
        )
        return rng.choice(forms)

    def time(self) -> str:
        return f"{self.rng.randrange(24)}{self.rng.choice(':.:')}{self.rng.randrange(60):02}"


def _figures(w: _Words, count: int) -> list[str]:
    form = w.rng.choice(
        ("{}: {} ({})", "{} {} {}", "{}\t{}\t{}", "| {} | {} | {} |", "{} – {} / {}", "- {}: {}", "{}: {}")
    )
    return [form.format(w.name(), w.number(), w.number()) for _ in range(count)]


def _table(w: _Words, count: int) -> list[str]:
    columns = w.rng.randint(2, 4)
    head = [w.name() for _ in range(columns)]
    rows = [[w.name(), *(w.rng.choice((w.number, w.word))() for _ in range(columns - 1))] for _ in range(count)]
    return ["| " + " | ".join(row) + " |" for row in (head, ["---"] * columns, *rows)]


def _results(w: _Words, count: int) -> list[str]:
    form = w.rng.choice(("{} – {} {}:{}", "{} - {} {}-{}", "{} v {} {}–{}"))
    return [form.format(w.name(), w.name(), w.rng.randrange(6), w.rng.randrange(6)) for _ in range(count)]


def _hours(w: _Words, count: int) -> list[str]:
    form = w.rng.choice(("{}: {}–{}", "{} {} - {}", "{}\n{} – {}", "{}\t{}-{}"))
    return [row for _ in range(count) for row in form.format(w.word(), w.time(), w.time()).split("\n")]


def _programme(w: _Words, count: int) -> list[str]:
    return [f"{w.time()} {w.clause()}" for _ in range(count)]


def _amounts(w: _Words, count: int) -> list[str]:
    """Ingredients, parts, prices of things."""
    form = w.rng.choice(("{} g {}", "{} {}", "- {} ml {}", "{1} {0}", "{1}: {0} €", "* {1} – ${0}", "{}x {}"))
    return [form.format(w.rng.randrange(1, 500), w.name().lower()) for _ in range(count)]


def _chronology(w: _Words, count: int) -> list[str]:
    year = w.rng.randrange(1890, 2010)
    form = w.rng.choice(("{}: {}", "{} – {}", "**{}** {}", "{} {}"))
    return [form.format(year + n, w.clause()) for n in range(count)]


def _numbered(w: _Words, count: int) -> list[str]:
    form = w.rng.choice(("{}. {}", "{}) {}", "[{}] {}", "#{} {}"))
    return [form.format(n + 1, w.clause()) for n in range(count)]


def _bullets(w: _Words, count: int) -> list[str]:
    mark = w.rng.choice(("- ", "* ", "• ", "– ", "- [ ] ", "→ ", ""))
    said = w.rng.choice((w.clause, w.name))
    return [mark + said() for _ in range(count)]


def _verse(w: _Words, count: int) -> list[str]:
    return [w.clause() for _ in range(count)]


def _subhead(w: _Words, count: int) -> list[str]:
    form = w.rng.choice(("{}", "## {}", "**{}**", "{}:", "{}?", "**{}?**", "***", "* * *"))
    return [form.format(w.rng.choice((w.name, w.clause))().rstrip(".,:"))]


def _dialogue(w: _Words, count: int) -> list[str]:
    names = [w.word().capitalize(), w.word().upper()]
    form = w.rng.choice(("{}: {}", "{}: {}", "– {1}", "**{}:** {}"))
    return [form.format(names[n % 2], w.clause()) for n in range(count)]


def _code(w: _Words, count: int) -> list[str]:
    first = w.rng.randrange(1, 40) if w.rng.random() < 0.3 else 0
    words = [word.lower() for word in w.words if word.isascii()] or ["x", "value", "name"]
    rows = [
        w.rng.choice(_CODE).format(a=w.rng.choice(words), b=w.rng.choice(words), n=w.rng.randrange(99))
        for _ in range(count)
    ]
    return [f"{first + n} {row}" for n, row in enumerate(rows)] if first else rows


def _places(w: _Words, count: int) -> list[str]:
    return [
        f"{w.name()} {w.rng.randrange(1, 200)}, {w.rng.randrange(1000, 99999)} {w.word().capitalize()}"
        for _ in range(count)
    ]


_KINDS: dict[Callable[[_Words, int], list[str]], int] = {
    _figures: 4,
    _table: 3,
    _results: 2,
    _hours: 2,
    _programme: 1,
    _amounts: 3,
    _chronology: 2,
    _numbered: 2,
    _bullets: 3,
    _verse: 2,
    _subhead: 6,
    _dialogue: 3,
    _code: 3,
    _places: 1,
}


def rows(rng: random.Random, texts: Sequence[str]) -> list[str]:
    """A few lines of one kind, made of the words of an article's paragraphs."""
    kind = rng.choices(list(_KINDS), list(_KINDS.values()))[0]
    return kind(_Words(rng, texts), rng.randint(2, 9))
