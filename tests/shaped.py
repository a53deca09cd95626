"""Fixtures in every shape that they can take, and the list of those that do not come out as they should, yet.

python tests/shaped.py              # rewrites fixtures/known-failures.txt with the model as it is
python tests/shaped.py donation     # shows what becomes of those whose name holds this
"""

import random
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import NamedTuple

from cleanarticle import Cleaner
from cleanarticle.document import has_literal_breaks, parse
from cleanarticle.training.shapes import shape
from margin import FIXTURES, Case, read_case, stages_by_character, write_case

LIST = FIXTURES / "known-failures.txt"
HEAD = """\
# Fixtures, each with its shape, that do not come out as their margin says, yet, and what is wrong.
# The tests expect each of them to fail: once one passes, its line goes. `python tests/shaped.py` rewrites the list.
"""
EITHER = "either"
"""The label of what a shape adds."""
CLEANER = Cleaner()


class Shaped(NamedTuple):
    """A fixture in a shape. case: what goes in, and what must go; of a page its visible text.  page: its HTML."""

    name: str
    case: Case
    page: str | None = None

    def clean(self):
        """The result of cleaning it."""
        if self.page is not None:
            return CLEANER.clean(self.page, format="html")
        return CLEANER.clean(self.case.source, format="text")


def group(name: str) -> list[Path]:
    """The text fixtures of a folder."""
    return sorted((FIXTURES / name).glob("*.txt"))


GROUPS = [path.name for path in sorted(FIXTURES.iterdir()) if path.is_dir() and path.name not in ("training", "html")]
PATHS = [path for name in GROUPS for path in group(name)]
PAGES = sorted((FIXTURES / "html").glob("*.html"))


def rejoined(case: Case, gap: str | Callable[[int], str]) -> Case:
    """The lines of a case with this gap between all of them."""
    found, at, end = Case(), 0, len(case.source)
    for match in re.finditer(r"[^\n]*\S", case.source):
        if found.source:
            found.source += gap
        move = len(found.source) - match.start()
        found.spans += [
            (max(start, match.start()) + move, min(stop, match.end()) + move, stage)
            for start, stop, stage in case.spans
            if start < match.end() and stop > match.start()
        ]
        found.source += match[0]
        at = match.end()
    found.source += "\n" * (at < end)
    return found


def marked(case: Case, name: str, way: str) -> Case | None:
    """The lines of a case in a shape of the training's; None if part of a line goes, since that one has whole lines."""
    lines, at = [], 0
    for line in case.source.splitlines(keepends=True):
        start, stop = at, at + len(line.rstrip())
        at += len(line)
        inside = [span for span in case.spans if span[0] < stop and span[1] > start]
        if any(span[0] > start or span[1] < stop for span in inside):
            return None
        if line.strip():
            blank = start > 1 and case.source[start - 2 : start] == "\n\n"
            lines.append((inside[0][2] if inside else "", line.strip(), 2 if blank else 1))
    return Case(*shape(lines, way, random.Random(f"{name} {way}")))


OWN = {"blank": "\n\n", "tight": "\n", "flat": " ", "crlf": "\r\n\r\n", "literal": "\\n\\n"}
TRAINED = ("wrapped", "indented", "markdown")


def shapes_of(path: Path) -> Iterator[Shaped]:
    """A text fixture as it is written, and in all other shapes that leave it the same article."""
    name, case = f"{path.parent.name}/{path.stem}", read_case(path.read_text(encoding="utf-8"))
    yield Shaped(f"{name} as-is", case)
    if has_literal_breaks(case.source):
        return
    if any(block.protected for block in parse(case.source).blocks):  # code and front matter end where lines do
        yield Shaped(f"{name} crlf", crlf(case))
        return
    for way, gap in OWN.items():
        yield Shaped(f"{name} {way}", rejoined(case, gap))
    for way in TRAINED:
        made = marked(case, name, way)
        if made:
            yield Shaped(f"{name} {way}", made)
    lines = case.source.split("\n")
    if all(line == " ".join(line.split()) for line in lines):
        shown = rejoined(case, "\n\n")
        body = "".join(f"<p>{escape(line)}</p>\n" for line in lines if line)
        page = f"<!doctype html><html><head></head><body><article>\n{body}</article></body></html>"
        yield Shaped(f"{name} page", Case(shown.source.rstrip("\n"), shown.spans), page)


def crlf(case: Case) -> Case:
    """A case with other line ends, each of them where it was."""
    moved = [case.source.count("\n", 0, at) for at in range(len(case.source) + 1)]
    spans = [(start + moved[start], stop + moved[stop], stage) for start, stop, stage in case.spans]
    return Case(case.source.replace("\n", "\r\n"), spans)


def wrong(one: Shaped) -> str:
    """What is wrong with the outcome, in words; "" if nothing is."""
    result = one.clean()
    source = one.case.source
    if result.source.rstrip() != source.rstrip():
        return "its visible text is another"
    wanted = stages_by_character(len(source), one.case.spans)
    told = stages_by_character(len(source), [(r.start, min(r.end, len(source)), r.stage) for r in result.removals])
    seen = [pair for pair, char in zip(zip(wanted, told, strict=True), source, strict=True) if not char.isspace()]
    seen = [(want, got) for want, got in seen if want != EITHER]
    kept, lost = sum(bool(want) and not got for want, got in seen), sum(bool(got) and not want for want, got in seen)
    other = sum(bool(want) and bool(got) and want != got for want, got in seen)
    parts = []
    if kept:
        parts.append(f"keeps {100 * kept // max(1, sum(bool(want) for want, _ in seen))} % of what goes")
    if lost:
        parts.append(f"loses {lost} characters of the article")
    if other:
        parts.append("names another stage")
    return ", ".join(parts)


@cache
def shaped() -> list[Shaped]:
    """All text fixtures in all shapes."""
    return [one for path in PATHS for one in shapes_of(path)]


def page_is_wrong(path: Path, *, ends: str = "\n") -> str:
    """What is wrong with the outcome of a page of fixtures/html, in words; "" if nothing is."""
    source, wanted = (path.with_suffix(suffix).read_text(encoding="utf-8") for suffix in (".html", ".txt"))
    got = CLEANER.clean(source.replace("\n", ends), format="html").text
    if got == wanted:
        return ""
    more, less = (set(one.split("\n")) - set(other.split("\n")) for one, other in ((got, wanted), (wanted, got)))
    return f"keeps {len(more)} lines too many, loses {len(less)} lines of the article"


def body_is_wrong(path: Path, gap: str) -> str:
    """What is wrong where the body of such a page is cleaned as a text; it must lose nothing."""
    return wrong(Shaped("", rejoined(Case(path.with_suffix(".txt").read_text(encoding="utf-8")), gap)))


CHECKS: dict[str, Callable[[], str]] = {one.name: partial(wrong, one) for one in shaped()}
for _page in PAGES:
    CHECKS |= {
        f"html/{_page.stem} as-is": partial(page_is_wrong, _page),
        f"html/{_page.stem} crlf": partial(page_is_wrong, _page, ends="\r\n"),
        f"html/{_page.stem} its-text": partial(body_is_wrong, _page, "\n\n"),
        f"html/{_page.stem} its-text-tight": partial(body_is_wrong, _page, "\n"),
    }
"""Name and shape → what says what is wrong."""


def known() -> dict[str, str]:
    """The list of known failures: name and shape → why."""
    lines = LIST.read_text(encoding="utf-8").splitlines() if LIST.exists() else []
    told = (line.partition(": ") for line in lines if line and not line.startswith("#"))
    return {name: why for name, _, why in told}


def main(words: list[str]) -> None:
    """Rewrite the list, or show what becomes of some fixtures."""
    if words:
        for one in shaped():
            if all(word in one.name for word in words) and (why := wrong(one)):
                print(f"=== {one.name}: {why}\n{write_case(one.case.source, one.clean().removals)}")
        return
    found = {name: why for name, check in CHECKS.items() if (why := check())}
    LIST.write_text(HEAD + "".join(f"{name}: {why}\n" for name, why in found.items()), encoding="utf-8")
    print(f"{len(found)} of {len(CHECKS)} do not come out as they should; see {LIST}")


if __name__ == "__main__":
    main(sys.argv[1:])
