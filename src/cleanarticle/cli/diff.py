"""`cleanarticle diff`: what would go, and why."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

import click

from ..result import Result
from .clean import json_line
from .inputs import Input, Trouble, default_inputs, read_inputs
from .options import settle, shared_options
from .output import write_stdout


@click.command("diff")
@click.argument("files", nargs=-1, metavar="[FILE|-]...")
@click.option("--unified", "-u", is_flag=True, help="A patch for `patch`, `git apply` and `patch -R`.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document.")
@click.option("--stat", is_flag=True, help="Only the tally: removed characters by stage.")
@shared_options
@click.pass_context
def diff(
    context: click.Context, files: tuple[str, ...], unified: bool, as_json: bool, stat: bool, **shared: Any
) -> None:
    """Show what would be removed, under which stage, and why.

    Exit codes are those of diff(1): 0 nothing is removed, 1 something is, 2 trouble.
    """
    if unified + as_json + stat > 1:
        raise click.UsageError("--unified, --json and --stat exclude each other")
    settings = settle(**shared)
    names = default_inputs(files, context)
    trouble, found = Trouble(), False
    for number, item in enumerate(read_inputs(names, settings, trouble)):
        result = settings.cleaner.clean(item.decoded.text)
        found = found or bool(result.removals)
        if unified:
            _write_patch(item, result, trouble)
        elif as_json:
            write_stdout(json_line(item, result))
        elif stat:
            _write_stat(item, result)
        else:
            _show(item, result, settings.color, first=not number, several=len(names) > 1)
    context.exit(2 if trouble.any else 1 if found else 0)


def _write_patch(item: Input, result: Result, trouble: Trouble) -> None:
    from ..render.unified import unified

    if item.decoded.encoding.startswith(("utf-16", "utf-32")):
        trouble.report(item.name, f"patch cannot read {item.decoded.encoding}; convert it to UTF-8 first")
        return
    write_stdout(unified(item.data, item.decoded.encode(result.text), item.name))


def _write_stat(item: Input, result: Result) -> None:
    """Tab-parted lines: characters, stage, file."""
    from ..render.terminal import safe_line

    characters = Counter[str]()
    for removal in result.removals:
        characters[removal.stage] += len(removal.text.strip())
    for stage, number in characters.most_common():
        click.echo(f"{number}\t{stage}\t{safe_line(item.name)}")


def _show(item: Input, result: Result, color: str, *, first: bool, several: bool) -> None:
    from ..render.diff import print_diff
    from ..render.terminal import console

    out = console(color, sys.stdout)
    if not first:
        out.print()
    print_diff(out, result, item.name if several else None)
