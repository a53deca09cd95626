"""Options that several commands share, and what they come to together with the configuration."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from ..cleaner import Cleaner

    Type = click.ParamType[str]
else:
    Type = click.ParamType  # takes no argument before Click 8.5

LEVELS = ("careful", "normal", "thorough")
Command = TypeVar("Command", bound=Callable[..., Any])

FILES = click.argument("files", nargs=-1, metavar="[FILE|-]...", type=click.Path(readable=False))
"""The inputs of a command; shells complete file names. What cannot be read is said later, file by file."""


class StageName(Type):
    """A stage's name; shells complete it. The cleaner checks it, since third-party stages are not known yet."""

    name = "STAGE"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """The built-in stages that begin so."""
        from click.shell_completion import CompletionItem

        from ..stages import ORDER

        return [CompletionItem(stage.name, help=stage.summary) for stage in ORDER if stage.name.startswith(incomplete)]


class Share(Type):
    """A share of a whole: 0.4 or 40%."""

    name = "SHARE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The share as a number from 0 to 1, or a usage error."""
        from ..deciding.safety import share_of

        try:
            return share_of(value.strip() if isinstance(value, str) else value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Settings(NamedTuple):
    """What the shared options and the configuration come to. encoding: that of all inputs, or None to find out."""

    cleaner: Cleaner
    encoding: str | None
    quiet: bool
    verbose: bool
    color: str


_OPTIONS = (
    click.option(
        "--level",
        type=click.Choice(LEVELS),
        help="How much to remove; each level removes what the one before it does. [default: normal]",
    ),
    click.option("--only", multiple=True, type=StageName(), help="Remove only what this stage finds. May be repeated."),
    click.option("--skip", multiple=True, type=StageName(), help="Leave what this stage finds. May be repeated."),
    click.option(
        "--max-removed",
        metavar="SHARE",
        type=Share(),
        help="Keep a document as it is that would lose more than this share of it: 0.4 or 40%. [default: no limit]",
    ),
    click.option(
        "--site",
        metavar="DOMAIN",
        help="The site the texts are from, for rules limited to one. [default: what a page declares]",
    ),
    click.option(
        "--format",
        "format_",
        type=click.Choice(("auto", "text", "html")),
        default="auto",
        help="How to read the inputs: as text, or as web pages. [default: auto, told for each]",
    ),
    click.option("--encoding", metavar="NAME", help="Encoding of the inputs. [default: found out for each]"),
    click.option(
        "--model", metavar="FILE", type=click.Path(path_type=Path), help="Weights to use instead of the built-in ones."
    ),
    click.option(
        "--config", metavar="FILE", type=click.Path(path_type=Path), help="Read this configuration and no other."
    ),
    click.option(
        "--rules",
        multiple=True,
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Heed the rules and repeats in this file too, as `learn` writes it. May be repeated.",
    ),
    click.option("--no-config", is_flag=True, help="Read no configuration."),
    click.option(
        "--color",
        type=click.Choice(("auto", "always", "never")),
        default="auto",
        help="When to use colour. [default: auto]",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors."),
    click.option("-v", "--verbose", is_flag=True, help="Say on stderr what was removed from each input."),
)


def shared_options(command: Command) -> Command:
    """Give a command the shared options; it gets them as keyword arguments for `settle`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


SHARED = (
    "level",
    "only",
    "skip",
    "max_removed",
    "site",
    "format_",
    "encoding",
    "model",
    "config",
    "rules",
    "no_config",
    "color",
    "quiet",
    "verbose",
)
"""The names of what `settle` takes."""


def settle(
    *,
    level: str | None,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    max_removed: float | None,
    site: str | None,
    format_: str,
    encoding: str | None,
    model: Path | None,
    config: Path | None,
    rules: tuple[Path, ...],
    no_config: bool,
    color: str,
    quiet: bool,
    verbose: bool,
) -> Settings:
    """Options over configuration over defaults; raises click.UsageError for what cannot be."""
    from ..cleaner import Cleaner
    from ..config import Config, load, load_rules

    if config and no_config:
        raise click.UsageError("--config and --no-config exclude each other")
    try:
        found = Config({}) if no_config else load(config)
        values, given = found.values, [load_rules(path) for path in rules]
        if only or skip:  # one choice: what a person says now replaces both
            values = {**values, "only": only, "skip": skip}
        cleaner = Cleaner(
            format=format_,
            level=level or values.get("level", "normal"),
            only=values.get("only") or None,
            skip=values.get("skip") or None,
            max_removed=values.get("max_removed") if max_removed is None else max_removed,
            model=model or values.get("model"),
            site=site or values.get("site"),
            rules=tuple(rule for one in (*given, found) for rule in one.rules),
            repeats=tuple(repeat for one in (*given, found) for repeat in one.repeats),
            stages=tuple(values.get("stages", ())),
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    return Settings(cleaner, encoding or values.get("encoding"), quiet, verbose, color)
