"""`cleanarticle train`: fit the weights on labelled articles of one's own."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..atomic import check_writable, write_atomic
from .inputs import identities, say

if TYPE_CHECKING:
    Type = click.ParamType[tuple[int, int]]
else:
    Type = click.ParamType  # takes no argument before Click 8.5

_NEEDED = ("numpy", "scipy")
_MOST_ROUNDS = 10_000


class Fold(Type):
    """A fold as K/N, 1 <= K <= N, 2 <= N."""

    name = "K/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """(K, N), or a usage error that says what is wanted."""
        chosen, _, count = str(value).partition("/")
        if not (chosen.isdecimal() and count.isdecimal() and 1 <= int(chosen) <= int(count) >= 2):
            self.fail(f"{value!r} is no fold: K/N with 1 <= K <= N and N at least 2, as in 1/5", param, ctx)
        return int(chosen), int(count)


class Progress:
    """Shows on stderr, if it is a terminal, how far the work has come: one line, written over and over."""

    def __init__(self, quiet: bool) -> None:
        self.shown = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self._next = 0.0

    def __call__(self, said: str) -> None:
        """Show a few words in place of those before, ten times a second at most."""
        if self.shown and time.monotonic() >= self._next:
            self._next = time.monotonic() + 0.1
            click.echo(f"\r\x1b[K{said}", err=True, nl=False)

    def finish(self) -> None:
        """Wipe the line."""
        if self.shown:
            click.echo("\r\x1b[K", err=True, nl=False)


@click.command("train")
@click.argument("corpus", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the model here, when all is done.",
)
@click.option("--fold", type=Fold(), help="Leave out the records whose site falls into fold K of N.")
@click.option("--pages", is_flag=True, help='Fit on whole pages (variant "page") too, not only on articles.')
@click.option(
    "--rounds",
    metavar="N",
    type=click.IntRange(1, _MOST_ROUNDS),
    default=60,
    show_default=True,
    help="Rounds of L-BFGS, at most.",
)
@click.option(
    "--pull",
    metavar="N",
    type=click.FloatRange(0),
    default=50.0,
    show_default=True,
    help="How strongly the weights are drawn to the shipped ones, as so many lines would.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
def train(
    corpus: tuple[Path, ...],
    output: Path,
    fold: tuple[int, int] | None,
    pages: bool,
    rounds: int,
    pull: float,
    quiet: bool,
) -> None:
    """Fit the cleaner's weights on labelled articles of your own, on top of the shipped ones, for `--model FILE`.

    Needs NumPy and SciPy: pip install 'cleanarticle[train]'. The same CORPUS and options give the same model, byte
    for byte, on the same machine and versions.

    CORPUS is JSON Lines in UTF-8, gzipped if it is called .gz; offsets count code points. An article holds "text"
    with either "spans" or "lines"; without both, all of it is body:

    \b
    {"text": "...", "spans": [[0, 21, "newsletter"]], "either": [[22, 40]], "site": "example.org"}
    {"text": "...", "lines": [[0, 21, "other", "newsletter"], [22, 90, "body"], [91, 99, "either"]]}

    A category is a stage's name, or "clutter". What is "either" may go or stay. A training piece is planted in the
    pieces that are articles of its language:

    \b
    {"category": "donation", "lang": "en", "lines": [["donation", "Give now"], ["", ""]]}
    {"category": "article", "lang": "en", "text": "a whole article, without appeals"}
    {"category": "body", "lang": "en", "text": "a paragraph that reads like an appeal, and stays"}
    {"category": "donation", "text": "Give now"}, in a file called en.jsonl: a phrase, planted below articles

    Web pages, with the body, or snippets that belong to it or not:

    \b
    {"html": "<html>...", "gold": "the body as plain text", "site": "example.org"}
    {"html": "<html>...", "with": ["The council voted"], "without": ["Sign up"], "site": "example.org"}
    """
    try:
        from ..training.records import read_records
        from ..training.refit import Settings, refit
    except ModuleNotFoundError as error:
        raise _without(error) from error
    from ..judging.judge import BUILT_IN
    from ..judging.weights import read

    _check_output(output, corpus)
    progress = Progress(quiet)
    try:
        records = read_records(corpus, fold, pages=pages)
        model = refit(records, read(BUILT_IN), Settings(rounds, pull), progress)
    except ValueError as error:
        progress.finish()
        raise click.ClickException(str(error)) from error
    write_atomic(output, model)
    progress.finish()
    if progress.shown:
        say(f"{output}: {len(model)} bytes")


def _without(error: ModuleNotFoundError) -> Exception:
    """What to raise where a module is not there: it may be the extra, or a bug."""
    name = str(error.name).partition(".")[0]
    if name not in _NEEDED:
        return error
    return click.ClickException(f"train needs NumPy and SciPy ({name} is missing): pip install 'cleanarticle[train]'")


def _check_output(output: Path, corpus: tuple[Path, ...]) -> None:
    """Raise ClickException now for what could not be written at the end, many minutes later."""
    if identities([str(output)]) & identities(list(map(str, corpus))):
        raise click.UsageError(f"would overwrite the corpus {output}")
    try:
        check_writable(output)
    except OSError as error:
        raise click.ClickException(f"cannot write {output}: {error.strerror}") from error
