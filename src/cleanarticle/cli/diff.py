"""`cleanarticle diff`: what would go, and why."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from ..render.terminal import safe_line
from ..result import Result
from . import folders
from .inputs import Input, Trouble, default_inputs, read_inputs, warn
from .options import FILES, settle, shared_options
from .output import is_terminal, show, write_stdout
from .sink import json_line


@click.command("diff")
@FILES
@click.option("--unified", "-u", is_flag=True, help="A patch for `patch`, `git apply` and `patch -R`.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document.")
@click.option("--stat", is_flag=True, help="Only the tally, tab-parted: removed characters, stage, file.")
@click.option("--between", is_flag=True, help="Show what went between two files; of two folders it is shown anyway.")
@shared_options
@click.pass_context
def diff(
    context: click.Context,
    /,
    files: tuple[str, ...],
    unified: bool,
    as_json: bool,
    stat: bool,
    between: bool,
    **shared: Any,
) -> None:
    """Show what would be removed, under which stage, and why.

    On a terminal what goes is struck out, with the reason in the margin. In a pipe each line has a mark before it:
    "-" goes, "?" would go at --level thorough, "@" says why.

    Of a folder a tally is shown, a line a file. Of two folders, such as SRC and DEST of `cleanarticle batch`, what went
    between them.

    Exit codes are those of diff(1): 0 nothing is removed, 1 something is, 2 trouble.
    """
    if unified + as_json + stat > 1:
        raise click.UsageError("--unified, --json and --stat exclude each other")
    settings = settle(**shared)
    names = default_inputs(files, context)
    trouble, shown, found = Trouble(), 0, False
    if between or folders.holds_folder(names):
        form = "patch" if unified else "json" if as_json else "stat" if stat else "tally"
        if between or folders.are_two_folders(names):
            context.exit(folders.tally_between(names, settings, form))
        if form in ("stat", "tally"):
            context.exit(folders.tally_of(names, settings, form))
        names = tuple(folders.expanded(names, trouble))
    for item in read_inputs(names, settings, trouble):
        with trouble.about(item.name):
            result = settings.cleaner.clean(item.decoded.text, format=item.format)
            warn(item.name, result.warning, settings)
            found = found or bool(result.removals)
            if unified:
                _write_patch(item, result)
            elif as_json:
                write_stdout(json_line(item, result))
            elif stat:
                _write_stat(item, result)
            else:
                _show(item, result, settings.color, first=not shown, several=len(names) > 1)
            shown += 1
    context.exit(2 if trouble.any else 1 if found else 0)


def _write_patch(item: Input, result: Result) -> None:
    from ..render.unified import UnifiedError, unified

    if item.format == "html":
        raise UnifiedError("is a web page, of which no patch can be made; leave out --unified")
    write_stdout(unified(result, item.decoded, item.name), item.decoded.encoding)


def _write_stat(item: Input, result: Result) -> None:
    characters = Counter[str]()
    for removal in result.removals:
        characters[removal.stage] += len(removal.text.strip())
    for stage, number in characters.most_common():
        write_stdout(f"{number}\t{stage}\t{safe_line(item.name)}\n".encode())


def _show(item: Input, result: Result, color: str, *, first: bool, several: bool) -> None:
    from ..render.diff import print_diff

    if not first:
        write_stdout(b"\n")
    name = item.name if several else None
    show(color, lambda console: print_diff(console, result, name, margin=is_terminal()))
