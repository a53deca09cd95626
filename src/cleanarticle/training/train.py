"""The whole of fitting: labelled records → a model file's content."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from . import pages
from .average import average
from .corpus import Labelled, cleaned, label
from .fit import Settings, fit_model
from .planting import STYLES, plant
from .records import RecordError, Records
from .thinning import thin

Report = Callable[[str], None]
"""Is told in a few words how far the work has come."""


def train(records: Records, settings: Settings, report: Report = lambda said: None) -> dict[str, Any]:
    """The model fitted on records. Raises NothingToLearn, and RecordError where pages stand among texts.

    Of texts, the average of a fit for each way of planting; of web pages, one fit (settings: see `pages.SETTINGS`).
    """
    if records.pages and (records.articles or records.pieces):
        raise RecordError("web pages and texts have models of their own: train on one kind at a time")
    if records.pages:
        return fit_model(map(pages.label_page, records.pages), settings, report)
    models = []
    for number, style in enumerate(STYLES, 1):
        models.append(fit_model(documents(records, style), settings, _prefixed(report, number)))
    return average(models)


def settings_for(records: Records, rounds: int | None = None, hidden: int | None = None) -> Settings:
    """How records of this kind are fitted, if need be with other numbers of rounds and hidden units."""
    usual = pages.SETTINGS if records.pages else Settings()
    return replace(
        usual,
        rounds=usual.rounds if rounds is None else rounds,
        hidden=usual.hidden if hidden is None else hidden,
    )


def _prefixed(report: Report, number: int) -> Report:
    return lambda said: report(f"fit {number} of {len(STYLES)}: {said}")


def documents(records: Records, style: str) -> Iterator[Labelled]:
    """All labelled documents of records, one by one: the articles, then the pieces, planted. style: see `plant`."""
    for record in records.articles:
        yield label(record)
        clean = cleaned(record)
        if clean:
            yield label(clean)
    for record in plant(records.pieces, style=style):
        yield thin(label(record)._replace(planted=True), record["id"])


def write(model: dict[str, Any]) -> bytes:
    """The bytes of a model's file. Half of a character, which JSON can hold and UTF-8 cannot, stays escaped."""
    return (json.dumps(model, ensure_ascii=False, indent=0) + "\n").encode("utf-8", "backslashreplace")
