"""`cleanarticle learn`: what repeats in the articles of a site, as a rules file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .batch import FOLDER, Size, cores, stderr, walk_of
from .options import SHARED, Settings, settle, shared_options

if TYPE_CHECKING:
    from ..batch.learn import Learning
    from ..batch.tally import Tally
    from ..render.batch import Bar
    from ..repeats import Repeat

_WALK = {"exclude_from": (), "to": "html", "suffix": "", "in_place": False}
"""Nothing is written, so that no two inputs can become one file."""
DOCUMENTS, SHARE = 3, 0.2
"""The fewest documents that a line must stand in to be written down, and the least share of its site's."""


@click.command("learn")
@click.argument("src", metavar="FOLDER", type=FOLDER)
@click.option("-o", "--output", metavar="FILE", type=FOLDER, help="Write the rules there. [default: stdout]")
@click.option("--overwrite", is_flag=True, help="Replace the file if it is there.")
@click.option(
    "--least-documents",
    type=click.IntRange(2),
    default=DOCUMENTS,
    metavar="N",
    help=f"Write what stands in so many documents at least. [default: {DOCUMENTS}]",
)
@click.option(
    "--least-share",
    type=click.FloatRange(0, 1),
    default=SHARE,
    metavar="X",
    help=f"And in such a share of the site's documents, 0 to 1. [default: {SHARE}]",
)
@click.option("--include", multiple=True, metavar="PATTERN", help="Read only these (as in .gitignore).")
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave these out (as in .gitignore).")
@click.option("--field", default="text", metavar="NAME", help="The text in a line of JSONL. [default: text]")
@click.option("--site-field", metavar="NAME", help="The site that a line of JSONL is from.")
@click.option("-j", "--jobs", type=click.IntRange(1, 512), metavar="N", help="Worker processes. [default: all cores]")
@click.option(
    "--timeout",
    type=click.FloatRange(0),
    default=300.0,
    metavar="SECONDS",
    help="Longest time a document may take; 0: no limit. [default: 300]",
)
@click.option("--max-bytes", type=Size(), default="100M", help="Largest file, or line of JSONL. [default: 100M]")
@shared_options
@click.pass_context
def learn(context: click.Context, /, src: Path, output: Path | None, overwrite: bool, **options: Any) -> None:
    """Learn what repeats in the articles in FOLDER, site by site, and write it down as rules for --rules.

    Lines that stand in many documents of a site are hardly the article, whatever the language; numbers, dates and names
    in them may vary. The site of a document is what --site-field says, or --site, or the page itself, or else the
    folder directly below FOLDER. Reads what `batch` reads; FOLDER may be one file.

    Exit codes: 0 done, 2 a document could not be read; the others are counted.
    """
    settings = settle(**{name: options.pop(name) for name in SHARED})
    if not src.exists():
        raise click.UsageError(f"{src}: no such file or folder")
    if output and output.exists() and not overwrite:
        raise click.UsageError(f"{output} is there already, perhaps edited; --overwrite replaces it")
    try:
        learning = _learning(src, None, settings, **options)
        tally, failed = run_learning(learning, settings)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    repeats = list(tally.repeats(options["least_documents"], options["least_share"]))
    _write(output, tally, repeats)
    if output and not settings.quiet:
        click.echo(f"{output}: {told(tally, repeats)}", err=True)
    context.exit(2 if failed else 0)


def with_repeats(src: Path, dest: Path | None, settings: Settings, **options: Any) -> Settings:
    """The settings with what repeats in a folder beside the user's own rules; what was learned is kept with the run.

    Documents that cannot be read are passed over: the run itself tells of them.
    """
    tally, _ = run_learning(_learning(src, dest, settings, **options), settings, quiet=True)
    repeats = tuple(tally.repeats(DOCUMENTS, SHARE))
    if not settings.quiet:
        click.echo(f"cleanarticle batch: {told(tally, repeats)}", err=True)
    if dest and not (options["dry_run"] or options["check"]):
        from ..batch.journal import STATE

        (dest / STATE).mkdir(parents=True, exist_ok=True)
        _write(dest / STATE / "learned.toml", tally, repeats)
    cleaner = replace(settings.cleaner, repeats=(*settings.cleaner.repeats, *repeats))
    return settings._replace(cleaner=cleaner)


def _learning(src: Path, dest: Path | None, settings: Settings, **options: Any) -> Learning:
    from ..batch.learn import Learning
    from ..batch.work import Job

    walk = walk_of(src, dest, settings, **_WALK | options)
    job = Job(settings.cleaner, walk.base, encoding=settings.encoding, largest=options["max_bytes"])
    job = job._replace(field=options["field"], site_field=options["site_field"])
    return Learning(walk, job, options["jobs"] or cores(), options["timeout"] or None)


def run_learning(learning: Learning, settings: Settings, *, quiet: bool = False) -> tuple[Tally, int]:
    """The tally, and how many documents could not be read; unless `quiet`, people are told which."""
    from ..render.batch import Bar
    from ..render.terminal import console

    bar = Bar(console(settings.color, stderr()), quiet=settings.quiet, removes=False)
    failures = _Failures(bar, quiet=quiet)
    learning.tell, learning.fail, learning.advance = lambda: bar.count(0, False), failures.tell, bar.advance
    if not (quiet or settings.quiet):
        learning.warn = failures.warn
    with bar:
        bar.start(learning.size())
        tally = learning.go()
    if not tally.documents:
        learning.warn(
            str(learning.walk.root), "nothing to learn from; it holds no .txt, .md, .html, .htm or .jsonl file"
        )
    return tally, failures.number


class _Failures:
    """Tells which documents could not be read, and counts them."""

    def __init__(self, bar: Bar, *, quiet: bool) -> None:
        self.number = 0
        self._bar, self._quiet = bar, quiet

    def tell(self, name: str, why: str) -> None:
        self.number += 1
        if not self._quiet:
            self.warn(name, why)

    def warn(self, name: str, what: str) -> None:
        self._bar.say(f"cleanarticle learn: {name}: {what}")


def told(tally: Tally, repeats: Sequence[Repeat]) -> str:
    """What was learned, in words."""
    lines = f"{len(repeats)} line{'s' * (len(repeats) != 1)} repeat{'s' * (len(repeats) == 1)}"
    return f"{lines} in {tally.documents} documents of {tally.sites} site{'s' * (tally.sites != 1)}"


def _write(output: Path | None, tally: Tally, repeats: Sequence[Repeat]) -> None:
    from ..batch.rules_file import rules_file

    data = rules_file(repeats, tally.documents, tally.sites).encode()
    if output is None:
        from .output import write_stdout

        write_stdout(data)
        return
    from ..atomic import write_atomic

    write_atomic(output, data)
