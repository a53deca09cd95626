"""`cleanarticle batch`: a whole folder, on all cores, to be stopped and resumed."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from ..render import FORMS
from .options import SHARED, Settings, Type, settle, shared_options
from .report import OPTION, make_report, refuse_report

if TYPE_CHECKING:
    from ..batch.outcome import Outcome
    from ..batch.run import Run
    from ..batch.walk import Walk

_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}
FOLDER = click.Path(path_type=Path)


class Size(Type):
    """A number of bytes: 500000, 500k, 20M, 1G."""

    name = "SIZE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, or a usage error."""
        if isinstance(value, int):
            return value
        match = re.fullmatch(r"(\d{1,15})\s*([kmg]?)b?", value.strip().lower())
        if not match or not int(match[1]):
            self.fail(f"{value!r} is not a size; write 500000, 500k, 20M or 1G", param, ctx)
        return int(match[1]) * _UNITS[match[2]]


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def stderr() -> TextIO:
    """Where people are told; nowhere, if it is closed."""
    return sys.stderr or Path(os.devnull).open("w")


@click.command("batch")
@click.argument("src", type=FOLDER)
@click.argument("dest", type=FOLDER, required=False)
@click.option("--include", multiple=True, metavar="PATTERN", help="Clean only these (as in .gitignore).")
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave these out (as in .gitignore).")
@click.option("--exclude-from", multiple=True, metavar="FILE", type=FOLDER, help="Leave out what this file lists.")
@click.option("--suffix", default="", metavar="TEXT", help="Put before each name's ending: .clean → a.clean.txt.")
@click.option("--to", type=click.Choice(FORMS), default="text", help="What web pages become. [default: text]")
@click.option("--title", is_flag=True, help="Put the headline of a page above its body.")
@click.option("--field", default="text", metavar="NAME", help="The text in a line of JSONL. [default: text]")
@click.option("--id-field", metavar="NAME", help="What a line of JSONL is called in reports.")
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
@click.option("--learn", is_flag=True, help="First learn what repeats in SRC, see `cleanarticle learn`; then heed it.")
@click.option("--in-place", is_flag=True, help="Write each cleaned file back where it came from.")
@click.option("--backup", metavar="SUFFIX", help="With --in-place: keep each original under its name and this.")
@click.option("--overwrite", is_flag=True, help="Replace files in DEST that are not as `batch` wrote them.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be done.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if anything would be removed.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first document that fails.")
@OPTION
@shared_options
@click.pass_context
def batch(context: click.Context, /, src: Path, dest: Path | None, **options: Any) -> None:
    """Clean all articles in the folder SRC into the folder DEST, under the same names.

    Reads .txt, .md, .html, .htm, .xhtml, .jsonl, .jsonl.gz and .jsonl.zst, also in folders below; not hidden files.
    SRC may be one file. Stopped or killed, the same command goes on where it was; what is done is not done again
    unless the input, the options or the version have changed. The journal of it is DEST/.cleanarticle.

    Exit codes: 0 done, 1 something would be removed (only with --check), 2 a document failed; the others are done.
    """
    settings = settle(**{name: options.pop(name) for name in SHARED})
    _refuse(src, dest, **options)
    refuse_report(options["report"], src, dest)
    try:
        if options["learn"]:
            from .learn import with_repeats

            settings = with_repeats(src, dest, settings, **options)
        run = _run(src, dest, settings, **options)
        code = _go(_Told(settings, check=options["check"]), run, options["report"])
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    context.exit(code)


def _refuse(src: Path, dest: Path | None, **options: Any) -> None:
    """What cannot be meant."""
    from ..batch.walk import kind_of

    in_place, backup, suffix = options["in_place"], options["backup"], options["suffix"]
    if in_place and (dest or suffix or options["check"]):
        raise click.UsageError("--in-place excludes DEST, --suffix and --check")
    if in_place and options["learn"]:
        raise click.UsageError("--in-place excludes --learn, for half-cleaned texts teach less; `learn`, then --rules")
    if backup is not None and not in_place:
        raise click.UsageError("--backup needs --in-place")
    if not (dest or in_place or options["check"] or options["dry_run"]):
        raise click.UsageError("missing DEST; say where to write to, or --in-place, --check or --dry-run")
    for option, text in (("--backup", backup), ("--suffix", suffix)):
        if text is not None and re.search(r"[/\0\\]", text):
            raise click.UsageError(f"{option} is a part of a name, not a path")
    if backup is not None and (not backup or kind_of(f"a{backup}")):
        raise click.UsageError(f"with --backup {backup!r} the copies would be cleaned too; try --backup .orig")
    if not src.exists():
        raise click.UsageError(f"{src}: no such file or folder")
    if dest is None:
        return
    if dest.exists() and not dest.is_dir():
        raise click.UsageError(f"{dest} is not a folder")
    inner, outer = Path(os.path.realpath(src)), Path(os.path.realpath(dest))
    if inner.is_dir() and inner == outer:
        raise click.UsageError("SRC and DEST are the same folder; use --in-place, or another DEST")
    if outer in inner.parents and src.is_dir():
        raise click.UsageError("SRC lies in DEST, where outputs could replace inputs; choose another DEST")


def _run(src: Path, dest: Path | None, settings: Settings, **options: Any) -> Run:
    """The run that the options ask for."""
    from ..batch.key import key_of
    from ..batch.run import Run
    from ..batch.work import Job

    in_place = options["in_place"]
    walk = walk_of(src, dest, settings, **options)
    fields = {name: options[name] for name in ("to", "title", "field", "id_field", "site_field")}
    key = key_of(settings.cleaner, encoding=settings.encoding, **fields)
    job = Job(settings.cleaner, walk.base, dest, None, key, settings.encoding, **fields, in_place=in_place)
    job = job._replace(largest=options["max_bytes"], overwrite=options["overwrite"])
    return Run(
        walk,
        job,
        folder=walk.base if in_place else dest,
        dry=options["dry_run"] or options["check"],
        jobs=options["jobs"] or cores(),
        timeout=options["timeout"] or None,
        backup=options["backup"],
        fail_fast=options["fail_fast"],
    )


def walk_of(src: Path, dest: Path | None, settings: Settings, **options: Any) -> Walk:
    """The walk over a folder that the options ask for."""
    from ..batch.walk import Walk

    listed = (line for path in options["exclude_from"] for line in _patterns(path))
    return Walk(
        src,
        options["include"],
        [*listed, *options["exclude"]],
        apart=(dest,) if dest else (),
        to=options["to"],
        suffix=options["suffix"],
        pages=settings.cleaner.format != "text",
        links=not options["in_place"],
    )


def _patterns(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise click.UsageError(f"--exclude-from {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise click.UsageError(f"--exclude-from {path}: not UTF-8") from error


class _Told:
    """What people are told of a run: on the bar while it goes, in the summary at the end."""

    def __init__(self, settings: Settings, *, check: bool) -> None:
        from ..batch.summary import Summary
        from ..render.batch import Bar
        from ..render.terminal import console

        self.settings, self.check = settings, check
        self.summary = Summary()
        self.bar = Bar(console(settings.color, stderr()), quiet=settings.quiet)

    def tell(self, outcome: Outcome, known: bool) -> None:
        """One document is done."""
        self.summary.add(outcome, known)
        self.bar.count(outcome.removed, outcome.error is not None)
        if self.settings.verbose and not known:
            from ..render.batch import line_of

            self.bar.say(line_of(outcome))
        elif self.check and outcome.removals and not self.settings.quiet:
            self.bar.say(f"{outcome.name}: would be changed")

    def warn(self, name: str, what: str) -> None:
        """What a person should know."""
        if not self.settings.quiet:
            self.bar.say(f"cleanarticle batch: {name}: {what}")

    def finish(self, verb: str, seconds: float) -> None:
        """The summary, and what failed."""
        from ..batch.summary import failure_lines
        from ..render.batch import print_summary, write

        if not self.settings.quiet:
            write(self.bar.console, lambda: print_summary(self.bar.console, self.summary, verb, seconds))
        for name, why in failure_lines(self.summary):
            self.bar.say(f"cleanarticle batch: {name}: {why}")


def _go(told: _Told, run: Run, report: Path | None) -> int:
    """Do it; gives the exit code."""
    run.tell, run.advance = told.tell, told.bar.advance
    run.warn = told.warn
    start = time.monotonic()
    try:
        with told.bar:
            found = run.survey()
            told.bar.start(found.bytes)
            outcomes = run.go()
            if report:
                make_report(report, outcomes, told.summary, run)
    except KeyboardInterrupt:
        if not run.dry:
            told.bar.say("cleanarticle batch: stopped; the same command goes on from here")
        raise
    finally:
        run.close()
    if not found.files:
        told.warn(str(run.walk.root), "nothing to clean: it holds no .txt, .md, .html, .htm or .jsonl file")
    told.finish("would be changed" if run.dry else "changed", time.monotonic() - start)
    if told.summary.failed:
        if run.fail_fast:
            told.bar.say("cleanarticle batch: stopped at the first failure (--fail-fast)")
        return 2
    return 1 if told.check and told.summary.changed else 0
