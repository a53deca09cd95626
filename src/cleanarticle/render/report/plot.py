"""The totals of a report: numbers, bars by stage as SVG, rows by language. All text in them is escaped here."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from ..terminal import safe_line

if TYPE_CHECKING:
    from ...batch.summary import Summary

COLOURS = 12
"""Colours that the style sheet has for stages, classes s0 to s11."""
_ROW, _LABEL, _WIDTH, _END = 27, 102, 480, 128


def cards(summary: Summary) -> str:
    """The numbers at the top, as items of a definition list."""
    same = summary.documents - summary.changed - summary.failed
    share = f"{summary.removed / summary.characters:.1%}" if summary.characters else "0 %"
    cells = [
        ("documents", f"{summary.documents:,}", "all", "show the list"),
        ("changed", f"{summary.changed:,}", "changed", f"{same:,} had nothing to remove"),
        ("of the text removed", share, "", f"{summary.removed:,} of {summary.characters:,} characters"),
        ("hold suspects", f"{summary.suspects:,}", "suspects", "kept; level thorough would take them"),
        ("failed", f"{summary.failed:,}", "failed", "see the list for the reasons" if summary.failed else ""),
    ]
    return "\n".join(_card(*cell) for cell in cells)


def _card(name: str, number: str, status: str, note: str) -> str:
    value = f'<button type="button" data-status="{status}">{number}</button>' if status else number
    return f'<div class="card"><dt>{name}</dt><dd class="big">{value}</dd><dd class="note">{note}&nbsp;</dd></div>'


def stage_plot(summary: Summary, names: list[str]) -> str:
    """Bars of what each stage removed, most first, as SVG; a sentence if there is nothing to show."""
    if not summary.stages:
        return "<p>Nothing was removed.</p>"
    height = _ROW * len(summary.stages)
    told = f"Characters removed by {len(summary.stages)} stages"
    head = f'<svg viewBox="0 0 {_WIDTH} {height}" role="group" aria-label="{told}" class="plot">'
    return "\n".join([head, *_bars(summary, names), "</svg>"])


def _bars(summary: Summary, names: list[str]) -> Iterator[str]:
    most = max(summary.stages[0].removed, 1)
    for number, row in enumerate(summary.stages):
        y, width = number * _ROW, max(2.0, (_WIDTH - _LABEL - _END) * row.removed / most)
        name = escape(safe_line(row.name))
        documents = "1 document" if row.documents == 1 else f"{row.documents:,} documents"
        share = f"{row.removed / max(summary.removed, 1):.0%}"
        told = f"{name}: {row.removed:,} characters ({share} of what was removed) in {documents}"
        yield (
            f'<g class="bar s{names.index(row.name) % COLOURS}" data-stage="{names.index(row.name)}" tabindex="0" '
            f'role="button" aria-label="{told}"><title>{told}</title>'
            f'<rect class="hit" x="0" y="{y}" width="{_WIDTH}" height="{_ROW}"/>'
            f'<text class="name" x="{_LABEL - 10}" y="{y + 18}" text-anchor="end">{name}</text>'
            f'<rect class="fill" x="{_LABEL}" y="{y + 5}" width="{width:.1f}" height="{_ROW - 11}" rx="3"/>'
            f'<text x="{_LABEL + width + 8:.1f}" y="{y + 18}">{row.removed:,}'
            f'<tspan class="dim"> in {row.documents:,}</tspan></text></g>'
        )


def language_rows(summary: Summary) -> str:
    """The rows of the table of languages."""
    return "\n".join(
        f'<tr><th scope="row">{escape(safe_line(row.name))}</th><td>{row.documents:,}</td><td>{row.changed:,}</td>'
        f"<td>{row.removed:,}</td><td>{row.removed / row.characters if row.characters else 0:.1%}</td></tr>"
        for row in summary.languages
    )
