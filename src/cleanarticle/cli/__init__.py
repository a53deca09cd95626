"""The command line: opens, calls, renders; nothing else."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from typing import Any

import click

_COMMANDS = {
    "clean": "Print the body of articles (the default command).",
    "batch": "Clean a whole folder; it can be stopped and resumed.",
    "learn": "Learn what repeats in the articles of a site, as rules.",
    "diff": "Show what would be removed, and why.",
    "explain": "Show every block with its decision and evidence.",
    "stages": "List the stages and the languages.",
    "train": "Fit the weights on labelled articles of your own.",
}
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_NAME, _COMPLETE = "cleanarticle", "_CLEANARTICLE_COMPLETE"
_TROUBLE, _INTERRUPTED, _READER_LEFT = 2, 130, 141


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
        if not args and ctx.resilient_parsing:  # a shell asks what the first word may be
            return super().parse_args(ctx, args)
        if not args and sys.stdin is not None and sys.stdin.isatty():
            args = ["--help"]
        elif not args or args[0] not in (*_COMMANDS, "-h", "--help", "--version"):
            args = ["clean", *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As Click does, but without importing every command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Commands, and what the default command takes: its options, and files."""
        from click.shell_completion import CompletionItem

        commands = [CompletionItem(name, help=says) for name, says in _COMMANDS.items() if name.startswith(incomplete)]
        default = self.get_command(ctx, "clean")
        if incomplete.startswith("-") and default:
            with default.make_context("clean", [], parent=ctx, resilient_parsing=True) as inner:
                options = {item.value: item for item in default.shell_complete(inner, incomplete)}
            return [
                *options.values(),
                *(item for item in click.Command.shell_complete(self, ctx, incomplete) if item.value not in options),
            ]
        # Click's script for bash drops the names once it is told of files, so it is told of one or the other
        return commands or [CompletionItem(incomplete, type="file")]


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
    """Take out of an article, a text or a web page, what is not the article: newsletter boxes, donation appeals,
    payment widgets.

    \b
    cat raw.txt | cleanarticle            print the body
    curl -s URL | cleanarticle            print the body of a web page
    cleanarticle diff raw.txt             show what goes, and why
    cleanarticle -o clean/ raw/*.txt      clean files into a folder

    A file that is named like a command is written ./diff. `cleanarticle clean -h` lists all options.

    \b
    Completion, in the file that your shell reads when it starts:
    bash, zsh  eval "$(_CLEANARTICLE_COMPLETE=bash_source cleanarticle)"   (zsh_source in zsh)
    fish       _CLEANARTICLE_COMPLETE=fish_source cleanarticle | source
    """


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and exit: 0, 1 (see the command), 2 trouble, 130 interrupted, 141 the reader left."""
    gc.set_threshold(100_000)  # starting makes many objects and no garbage
    code: Any = 0
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        code = _trouble(error.format_message(), getattr(error, "ctx", None))
    except (KeyboardInterrupt, click.Abort):
        code = _INTERRUPTED
    except BrokenPipeError:
        code = _READER_LEFT
    except OSError as error:
        code = _trouble(f"{error.filename or 'cannot write'}: {error.strerror or error}")
    except MemoryError:
        code = _trouble("out of memory")
    except Exception as error:
        if isinstance(error.__cause__, KeyboardInterrupt):  # it came while a class was being made
            sys.exit(_INTERRUPTED)
        if sys.flags.dev_mode:
            raise
        code = _trouble(f"this is a bug ({type(error).__name__}: {error}); `python -X dev -m cleanarticle` shows where")
    code = _closed(code if isinstance(code, int) else 0)
    gc.freeze()  # what lives now need not be searched for garbage on the way out
    sys.exit(code)


def _run(arguments: list[str]) -> Any:
    """What `cli.main` does, but for answering a closed pipe with exit code 1."""
    instruction = os.environ.get(_COMPLETE)
    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(cli, {}, _NAME, _COMPLETE, instruction)
    with cli.make_context(_NAME, list(arguments)) as context:
        return cli.invoke(context)


def _trouble(message: str, context: click.Context | None = None) -> int:
    """Say on stderr what went wrong; returns the exit code for it."""
    from ..render.terminal import safe_line

    command = context.command_path if context else _NAME
    with contextlib.suppress(OSError):  # nobody listens; the exit code says it
        click.echo(f"{command}: {safe_line(message)}", err=True)
    return _TROUBLE


def _closed(code: int) -> int:
    """Flush what is left; a stream that cannot take it must not end in a message or a code from the interpreter."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            code = _READER_LEFT if isinstance(error, BrokenPipeError) else code or _TROUBLE
    return code
