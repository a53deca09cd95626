"""The report of `cleanarticle batch`: whether one can be written where it is wanted, and writing it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..batch.outcome import Outcomes
    from ..batch.run import Run
    from ..batch.summary import Summary

OPTION = click.option(
    "--report",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write what became of each document to FILE.html, to look at, or to .json or .csv.",
)


def refuse_report(report: Path | None, src: Path, dest: Path | None) -> None:
    """Raises click.UsageError if a report cannot be written there, or would be taken for an article the next time."""
    from ..batch.report import form_of
    from ..batch.walk import kind_of

    if report is None:
        return
    if form_of(report) is None:
        raise click.UsageError(f"--report {report}: call it .html, .json or .csv")
    if report.is_dir():
        raise click.UsageError(f"--report {report} is a folder")
    if not report.parent.is_dir():
        raise click.UsageError(f"--report {report}: there is no folder {report.parent}")
    place = os.path.realpath(report)
    if place == os.path.realpath(src):
        raise click.UsageError(f"--report {report} is the input")
    for folder in (src, dest) if kind_of(report.name) else ():
        if folder and folder.is_dir() and Path(os.path.realpath(folder)) in Path(place).parents:
            raise click.UsageError(f"--report {report} would lie among the articles in {folder}; put it elsewhere")


def make_report(report: Path, told: Outcomes, summary: Summary, run: Run) -> None:
    """Write a report; raises click.ClickException if it cannot be written."""
    from ..batch.report import write_report

    try:
        write_report(report, told, summary, run.job, run.backup)
    except OSError as error:
        raise click.ClickException(f"cannot write the report {report}: {error.strerror or error}") from error
