"""Every block of an article with its decision, its score and the evidence, for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..deciding.reasons import BlockReport
from .terminal import safe_line

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {"removed": "red", "suspect": "yellow", "kept": "green", "protected": "blue"}
_LONGEST = 72


def print_explanation(console: Console, reports: Sequence[BlockReport], name: str | None = None) -> None:
    """Print two lines a block: place, decision, score and text; then the evidence."""
    from rich.text import Text

    if name:
        console.print(Text(safe_line(name), style="bold"), soft_wrap=True)
    for report in reports:
        shown = safe_line(report.text)
        shown = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
        decision = f"{report.decision} {report.stage or ''}".strip()
        head = Text(f"{report.line:>5} ")
        head.append(f"{decision:<22}", style=_STYLES[report.decision])
        head.append(f" {report.score:.3f}  {shown}")
        evidence = [f"in {report.element}", *report.evidence] if report.element else report.evidence
        if evidence:
            head.append(f"\n{'':6}{safe_line('; '.join(evidence))}", style="dim")
        console.print(head, soft_wrap=True)
