"""`cleanarticle explain`: every block with its decision and the evidence in words."""

from __future__ import annotations

import sys
from typing import Any

import click

from .inputs import Trouble, default_inputs, read_inputs
from .options import settle, shared_options
from .output import write_stdout


@click.command("explain")
@click.argument("files", nargs=-1, metavar="[FILE|-]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a block.")
@shared_options
@click.pass_context
def explain(context: click.Context, files: tuple[str, ...], as_json: bool, **shared: Any) -> None:
    """Show every block of an article: its line, decision, stage, score (0 the article, 1 not) and the evidence."""
    settings = settle(**shared)
    names = default_inputs(files, context)
    trouble = Trouble()
    for item in read_inputs(names, settings, trouble):
        reports = settings.cleaner.explain(item.decoded.text)
        if as_json:
            import dataclasses
            import json

            for report in reports:
                line = json.dumps({"file": item.name, **dataclasses.asdict(report)})
                write_stdout(line.encode("ascii") + b"\n")
        else:
            from ..render.explain import print_explanation
            from ..render.terminal import console

            print_explanation(console(settings.color, sys.stdout), reports, item.name if len(names) > 1 else None)
    context.exit(2 if trouble.any else 0)
