"""`cleanarticle explain`: every block with its decision and the evidence in words."""

from __future__ import annotations

import json
from typing import Any

import click

from .inputs import Trouble, default_inputs, read_inputs
from .options import FILES, settle, shared_options
from .output import show, write_stdout


@click.command("explain")
@FILES
@click.option("--json", "as_json", is_flag=True, help="One JSON object a block.")
@shared_options
@click.pass_context
def explain(context: click.Context, /, files: tuple[str, ...], as_json: bool, **shared: Any) -> None:
    """Show every block of an article: its line, decision, stage, score (0 the article, 1 not) and the evidence."""
    settings = settle(**shared)
    names = default_inputs(files, context)
    trouble = Trouble()
    for item in read_inputs(names, settings, trouble):
        with trouble.about(item.name):
            reports = settings.cleaner.explain(item.decoded.text, format=item.format)
            if as_json:
                lines = [json.dumps({"file": item.name, **report._asdict()}) + "\n" for report in reports]
                write_stdout("".join(lines).encode("ascii"))
                continue
            from ..render.explain import print_explanation

            name = item.name if len(names) > 1 else None
            show(settings.color, lambda console: print_explanation(console, reports, name))  # noqa: B023  drawn at once
    context.exit(2 if trouble.any else 0)
