"""The report of a folder as one HTML file that needs no network and runs nothing but its own script.

    head: style, totals, plot  │  packed texts, chunk by chunk  │  index of all documents  │  script

Every byte of the file is ASCII. What comes from articles stands in it only as Base64 or as JSON with `<`, `>` and `&`
escaped, and reaches the page as text nodes; the policy in its head forbids all else.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from heapq import nlargest
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, BinaryIO

from ...batch.outcome import FAILED, Outcome, Outcomes
from ...batch.passages import risk
from ..terminal import safe_line

if TYPE_CHECKING:
    from ...batch.summary import Summary
    from ...batch.work import Job

MOST = 20_000
"""Documents that a report lists; of more, those that lost most."""
_SCRIPTS = ("data.js", "article.js", "list.js", "overview.js", "main.js")
Sources = Callable[[Iterable[Outcome]], Iterator[tuple[Outcome, str | None]]]


def write_html(file: BinaryIO, told: Outcomes, sources: Sources, summary: Summary, job: Job, most: int = MOST) -> None:
    """Write the report. sources: pairs outcomes with their texts.  most: documents it may list. Raises OSError."""
    from .data import Packer

    head, tail = _page().safe_substitute(_values(told, summary, job, most)).split("<!-- data -->\n")
    file.write(_ascii(head))
    packer = Packer(stage_names(summary))
    for chunk in packer.pack(sources(_chosen(told, most))):
        file.write(chunk)
    file.writelines(packer.index())
    file.write(_ascii(tail))


def stage_names(summary: Summary) -> list[str]:
    """All stages, in one order, so that a stage has the same colour in every report; then those of third parties."""
    from ...stages import NAMES

    return [*NAMES, *sorted({row.name for row in summary.stages} - set(NAMES))]


def _chosen(told: Outcomes, most: int) -> Iterator[Outcome]:
    """The documents that are listed: all, or those that failed, lost most, or may have lost most."""
    if len(told) <= most:
        yield from told
        return
    ranks = ((_rank(outcome), -number) for number, outcome in enumerate(told))
    numbers = {-number for _, number in nlargest(most, ranks)}
    yield from (outcome for number, outcome in enumerate(told) if number in numbers)


def _rank(outcome: Outcome) -> float:
    return 1e18 if outcome.status == FAILED else outcome.removed + sum(map(risk, outcome.removals))


@cache
def _page() -> Template:
    """The page, with its style and script in place."""
    here = files(__name__)
    style = here.joinpath("report.css").read_text(encoding="utf-8")
    scripts = "\n".join(here.joinpath(name).read_text(encoding="utf-8") for name in _SCRIPTS)
    script = f'(() => {{\n"use strict";\n{scripts}}})();\n'
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    text = here.joinpath("report.html").read_text(encoding="utf-8")
    for name, value in (("policy", policy), ("style", style), ("script", script)):
        text = text.replace(f"${name}", value.replace("$", "$$"), 1)
    return Template(text)


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _values(told: Outcomes, summary: Summary, job: Job, most: int) -> dict[str, str]:
    """What the page shows before any script runs."""
    from ... import __version__
    from .plot import cards, language_rows, stage_plot

    listed = "" if len(told) <= most else f"<p>The list holds the {most:,} of them that lost most.</p>"
    return {
        "title": escape(safe_line(job.base.resolve().name or "articles")),
        "level": escape(job.cleaner.level),
        "version": escape(__version__),
        "cards": cards(summary),
        "plot": stage_plot(summary, stage_names(summary)),
        "languages": language_rows(summary),
        "listed": listed,
    }


def _ascii(text: str) -> bytes:
    """As ASCII: what is not becomes a character reference. Style and script hold none, so that their hashes hold."""
    return text.encode("ascii", "xmlcharrefreplace")
