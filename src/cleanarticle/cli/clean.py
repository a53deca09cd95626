"""`cleanarticle [clean]`: print the body, or write it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from ..result import Result
from .inputs import Input, Trouble, default_inputs, read_inputs, say
from .options import Settings, settle, shared_options
from .output import same_file, write_atomic, write_stdout


@click.command("clean")
@click.argument("files", nargs=-1, metavar="[FILE|-]...")
@click.option(
    "-o", "--output", metavar="FILE|DIR", help="Write to this file, or into this folder under the same names."
)
@click.option("--in-place", is_flag=True, help="Write each cleaned file back where it came from.")
@click.option("--plain", is_flag=True, help="Plain text, as in a pipe, even on a terminal.")
@click.option("--exact", is_flag=True, help="The kept stretches as they are, without closing the gaps.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document: text, removals, reasons.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if anything would be removed.")
@shared_options
@click.pass_context
def clean(
    context: click.Context,
    files: tuple[str, ...],
    output: str | None,
    in_place: bool,
    plain: bool,
    exact: bool,
    as_json: bool,
    check: bool,
    **shared: Any,
) -> None:
    """Take out of articles what is not the article, and print the body.

    Without FILE, or with "-", reads standard input. On a terminal the body is set for reading; in a pipe it is
    the plain text in the encoding of the input.
    """
    _refuse(output, in_place, as_json, check, exact, files)
    settings = settle(**shared)
    names = default_inputs(files, context)
    trouble = Trouble()
    sink = _Sink(settings, names, output, in_place=in_place, plain=plain, exact=exact, as_json=as_json, check=check)
    found = False
    for item in read_inputs(names, settings, trouble):
        result = settings.cleaner.clean(item.decoded.text)
        found = found or bool(result.removals)
        try:
            sink.put(item, result)
        except (UnicodeEncodeError, FileExistsError) as error:
            trouble.report(item.name, str(error))
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            trouble.report((error.filename and str(error.filename)) or item.name, f"cannot write: {error.strerror}")
    context.exit(2 if trouble.any else 1 if check and found else 0)


def _refuse(
    output: str | None, in_place: bool, as_json: bool, check: bool, exact: bool, files: tuple[str, ...]
) -> None:
    """Options that cannot stand together."""
    if in_place and output:
        raise click.UsageError("--in-place and --output exclude each other")
    if in_place and ("-" in files or not files):
        raise click.UsageError("--in-place needs files; standard input has no place to be written back to")
    if in_place and as_json:
        raise click.UsageError("--in-place would overwrite articles with JSON; use --json -o FILE")
    if check and (output or in_place):
        raise click.UsageError("--check writes nothing; leave out --output and --in-place")
    if as_json and exact:
        raise click.UsageError("--json holds the offsets of what was removed; leave out --exact")


class _Sink:
    """Takes results in turn and puts each where it belongs."""

    def __init__(
        self,
        settings: Settings,
        names: tuple[str, ...],
        output: str | None,
        *,
        in_place: bool,
        plain: bool,
        exact: bool,
        as_json: bool,
        check: bool,
    ) -> None:
        self.settings, self.in_place, self.exact, self.as_json, self.check = settings, in_place, exact, as_json, check
        self.pretty = not (plain or exact or as_json or output or in_place) and sys.stdout.isatty()
        self.names, self.count = names, 0
        self.folder, self.file = _destination(output, names)
        self.pending: list[bytes] = []

    def put(self, item: Input, result: Result) -> None:
        """Deal with one cleaned document."""
        if self.settings.verbose:
            from ..render.diff import tally

            say(f"{item.name}: {tally(result)}")
        if self.check:
            if result.removals and not self.settings.quiet and not self.settings.verbose:
                say(f"{item.name}: would be changed")
            return
        if self.pretty:
            self._print(result)
        elif self.in_place:
            self._write_back(item, result)
        elif self.folder:
            target = self.folder / (item.path.name if item.path else "stdin.txt")
            self._write(
                target if not self.as_json else target.with_name(target.name + ".json"), self._bytes(item, result)
            )
        elif self.file:
            self.pending.append(self._bytes(item, result))
            self._write(self.file, self._joined())
        else:
            self._separate()
            write_stdout(self._bytes(item, result))
        self.count += 1

    def _print(self, result: Result) -> None:
        from ..render.article import print_article
        from ..render.terminal import console

        out = console(self.settings.color)
        if self.count:
            out.print()
        print_article(out, result.text)

    def _separate(self) -> None:
        """A blank line between documents, unless they are JSON, a line each."""
        if self.count and not self.as_json:
            write_stdout(b"\n")

    def _joined(self) -> bytes:
        return (b"" if self.as_json else b"\n").join(self.pending)

    def _bytes(self, item: Input, result: Result) -> bytes:
        if self.as_json:
            return json_line(item, result)
        data = item.decoded.encode(result.exact if self.exact else result.text)
        alone = len(self.names) == 1 or self.folder or self.in_place
        return data if alone or not data or data.endswith((b"\n", b"\r")) else data + b"\n"

    def _write_back(self, item: Input, result: Result) -> None:
        if item.path and result.removals:
            self._write(item.path, self._bytes(item, result), own=True)

    def _write(self, target: Path, data: bytes, *, own: bool = False) -> None:
        if not own and any(same_file(target, Path(name)) for name in self.names if name != "-"):
            raise FileExistsError(f"would overwrite the input {target}; use --in-place")
        write_atomic(target, data)


def _destination(output: str | None, names: tuple[str, ...]) -> tuple[Path | None, Path | None]:
    """(folder, file) to write to; raises click.UsageError if two inputs would be written to one file."""
    if output is None:
        return None, None
    path = Path(output)
    if not (path.is_dir() or output.endswith("/")):
        return None, path
    base = [Path(name).name for name in names]
    for name in sorted({name for name in base if base.count(name) > 1}):
        raise click.UsageError(f"two inputs are called {name!r} and would be written to one file in {output}")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"{output}: cannot make the folder: {error.strerror}") from error
    return path, None


def json_line(item: Input, result: Result) -> bytes:
    """A result as one line of JSON, in UTF-8 (undecodable bytes as escapes), with the input's name and encoding."""
    data = {**result.to_dict(), "file": item.name, "encoding": item.decoded.encoding}
    text = json.dumps(data, ensure_ascii=any("\ud800" <= char <= "\udfff" for char in item.decoded.text + item.name))
    return text.encode("utf-8") + b"\n"
