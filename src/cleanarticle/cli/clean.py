"""`cleanarticle [clean]`: print the body, or write it."""

from __future__ import annotations

from typing import Any

import click

from ..render import FORMS
from .inputs import STDIN, Trouble, default_inputs, read_inputs, say, warn
from .options import FILES, settle, shared_options
from .output import is_terminal
from .sink import Form, open_sink


@click.command("clean")
@FILES
@click.option(
    "-o", "--output", metavar="FILE|DIR", help="Write to this file, or into this folder under the same names."
)
@click.option("--in-place", is_flag=True, help="Write each cleaned file back where it came from.")
@click.option("--plain", is_flag=True, help="Plain text, as in a pipe, even on a terminal.")
@click.option(
    "--to",
    type=click.Choice(FORMS),
    default="text",
    help="What to write: plain text, Markdown, or HTML that loads and runs nothing. [default: text]",
)
@click.option(
    "--title/--no-title", default=None, help="Put the headline of a page above its body. [default: on a terminal]"
)
@click.option("--exact", is_flag=True, help="The kept stretches as they are, without closing the gaps.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document: text, removals, reasons.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if anything would be removed.")
@shared_options
@click.pass_context
def clean(
    context: click.Context,
    /,
    files: tuple[str, ...],
    output: str | None,
    in_place: bool,
    plain: bool,
    to: str,
    title: bool | None,
    exact: bool,
    as_json: bool,
    check: bool,
    **shared: Any,
) -> None:
    """Take out of articles what is not the article, and print the body.

    Without FILE, or with "-", reads standard input. On a terminal the body is set for reading; in a pipe it is
    the plain text in the encoding of the input. Of a web page it is what a reader sees, in UTF-8.
    """
    form = Form(exact, as_json, to, title if title is not None else is_terminal() and not output and not plain)
    _refuse(output, in_place, check, form._replace(title=bool(title)))
    settings = settle(**shared)
    names = default_inputs(files, context)
    if in_place and STDIN in names:
        raise click.UsageError("--in-place needs files; standard input has no place to be written back to")
    trouble, found = Trouble(), False
    sink = open_sink(names, output, form, in_place=in_place, plain=plain, color=settings.color)
    for item in read_inputs(names, settings, trouble):
        with trouble.about(item.name):
            result = settings.cleaner.clean(item.decoded.text, format=item.format)
            warn(item.name, result.warning, settings)
            found = found or bool(result.removals)
            if settings.verbose:
                from ..render.diff import tally

                say(f"{item.name}: {tally(result)}")
            elif check and result.removals and not settings.quiet:
                say(f"{item.name}: would be changed")
            if not check:
                sink.put(item, result)
    with trouble.about("output"):
        sink.finish()
    context.exit(2 if trouble.any else 1 if check and found else 0)


def _refuse(output: str | None, in_place: bool, check: bool, form: Form) -> None:
    """Options that cannot stand together."""
    if in_place and output:
        raise click.UsageError("--in-place and --output exclude each other")
    if in_place and form.to != "text":
        raise click.UsageError(f"--in-place writes a file back as what it is; use --to {form.to} -o FILE")
    if in_place and form.as_json:
        raise click.UsageError("--in-place would overwrite articles with JSON; use --json -o FILE")
    if check and (output or in_place):
        raise click.UsageError("--check writes nothing; leave out --output and --in-place")
    if form.as_json and form.exact:
        raise click.UsageError("--json holds the offsets of what was removed; leave out --exact")
    if form.exact and form.to != "text":
        raise click.UsageError(f"--exact is the kept text as it is; leave it out for --to {form.to}")
    if form.title and (form.as_json or form.exact):
        raise click.UsageError(f"--title belongs to a body; leave it out for {'--json' if form.as_json else '--exact'}")
