"""The command line: opens, calls, renders; nothing else."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from typing import Any

import click

_COMMANDS = {
    "clean": "Print the body of articles (the default command).",
    "diff": "Show what would be removed, and why.",
    "explain": "Show every block with its decision and evidence.",
    "stages": "List the stages and the languages.",
}
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Commands(click.Group):
    """Commands are imported when they are called; what is no command's name is input for `clean`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f".{cmd_name}", __name__), cmd_name)
        command.context_settings = {**_SETTINGS, **command.context_settings}
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = ("-h", "--help", "--version")
        if not args or (args[0] not in _COMMANDS and args[0] not in own):
            if not args and sys.stdin is not None and sys.stdin.isatty():
                args = ["--help"]
            else:
                args = ["clean", *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As Click does, but without importing every command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from .. import __version__

        click.echo(f"cleanarticle {__version__}")
        ctx.exit()


@click.group(cls=_Commands, context_settings=_SETTINGS, subcommand_metavar="[COMMAND] [FILE|-]...")
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version and exit."
)
def cli() -> None:
    """Take out of an article's text what is not the article: newsletter boxes, donation appeals, payment widgets.

    \b
    cat raw.txt | cleanarticle            print the body
    cleanarticle diff raw.txt             show what goes, and why
    cleanarticle -o clean/ raw/*.txt      clean files into a folder

    A file that is named like a command is written ./diff. `cleanarticle clean -h` lists all options.
    """


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and exit: 0, 1 (see the command), 2 trouble, 130 interrupted, 141 the reader left."""
    try:
        code = cli.main(arguments, prog_name="cleanarticle", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        _show_error(error)
        code = 2
    except (KeyboardInterrupt, click.Abort):
        code = 128 + signal.SIGINT
    except BrokenPipeError:
        code = 128 + signal.SIGPIPE
    except OSError as error:
        _show_error(click.ClickException(f"cannot write: {error.strerror}"))
        code = 2
    sys.exit(_closed(code if isinstance(code, int) else 0))


def _show_error(error: click.ClickException) -> None:
    from ..render.terminal import safe_line

    context = getattr(error, "ctx", None)
    command = context.command_path if context else "cleanarticle"
    click.echo(f"{command}: {safe_line(error.format_message())}", err=True)


def _closed(code: int) -> int:
    """Flush what is left; a stdout that cannot take it must not end in a message from the interpreter."""
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE if isinstance(error, BrokenPipeError) else code or 2
    return code
