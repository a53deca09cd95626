"""Configuration files: cleanarticle.toml or [tool.cleanarticle], from the working directory upwards, then the user's.

Only the command line reads them; the library does what its caller says.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .result import LEVELS
from .rules import Rule, RuleError

if TYPE_CHECKING:
    from .repeats import Repeat

NAME = "cleanarticle.toml"
PROJECT = "pyproject.toml"
_LISTS = ("only", "skip", "stages")
_STRINGS = ("level", "site", "encoding", "model")
_SHARE = "max_removed"
_RULE_KEYS = ("remove", "keep", "site")
_TABLES = ("rule", "repeat")
_REPEAT_KEYS = ("pattern", "documents", "share", "varies", "alone", "site", "example")
_REPEAT_TYPES: dict[str, tuple[Any, str]] = {
    "documents": (int, "a whole number"),
    "share": (int | float, "a number"),
    "alone": (int | float, "a number"),
    "varies": (bool, "true or false"),
}


class ConfigError(ValueError):
    """A configuration file is wrong; the message names the file, the key, and the key that was probably meant."""


class Config(NamedTuple):
    """What the configuration files say. values: option → value.  rules, repeats: of all files, the nearest's first."""

    values: dict[str, Any]
    rules: tuple[Rule, ...] = ()
    files: tuple[Path, ...] = ()
    repeats: tuple[Repeat, ...] = ()


def load(explicit: Path | None = None, start: Path | None = None) -> Config:
    """Read the explicit file, or the project's and the user's; the nearer file's values win. Raises ConfigError."""
    tables = [(explicit, _read(explicit))] if explicit else [*_project(start), *_user()]
    values: dict[str, Any] = {}
    rules: list[Rule] = []
    repeats: list[Repeat] = []
    for path, table in tables:
        for key, value in _checked(table, path).items():
            values.setdefault(key, value)
        rules += _rules(table.get("rule", []), path)
        repeats += _repeats(table.get("repeat", []), path)
    return Config(values, tuple(rules), tuple(path for path, _ in tables), tuple(repeats))


def load_rules(path: Path) -> Config:
    """Read a file of rules, as `learn` writes it: [[rule]] and [[repeat]] tables, nothing else. Raises ConfigError."""
    table = _read(path)
    for key in table:
        if key not in _TABLES:
            raise ConfigError(f"{path}: a rules file holds [[rule]] and [[repeat]] tables, not {key!r}")
    return Config(
        {}, tuple(_rules(table.get("rule", []), path)), (path,), tuple(_repeats(table.get("repeat", []), path))
    )


def _project(start: Path | None) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The first cleanarticle.toml, or pyproject.toml with a table for us, in a folder or above it."""
    try:
        start = start or Path.cwd()
    except OSError:  # the working directory is gone
        return
    for folder in (start, *start.parents):
        if _is_file(folder / NAME):
            yield folder / NAME, _read(folder / NAME)
            return
        project = folder / PROJECT
        if _is_file(project) and any(mark in _bytes(project) for mark in (b"tool.cleanarticle", b"[tool]")):
            table = _tool(_parse(project))  # others need not be parsed
            if table is not None:
                yield project, table
                return


def _user() -> Iterator[tuple[Path, dict[str, Any]]]:
    """The user's own file, in the folder that the XDG base directory specification names."""
    base = os.environ.get("XDG_CONFIG_HOME", "")
    home = os.path.expanduser("~")  # noqa: PTH111  Path.home() raises where there is none
    path = (Path(base) if os.path.isabs(base) else Path(home) / ".config") / "cleanarticle" / NAME  # noqa: PTH117
    if _is_file(path):
        yield path, _read(path)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that may not be looked into
        return False


def _read(path: Path) -> dict[str, Any]:
    """The table of a file that must have one."""
    data = _parse(path)
    table = _tool(data) if path.name == PROJECT else data
    if table is None:
        raise ConfigError(f"{path}: has no table [tool.cleanarticle]")
    return table


def _tool(data: dict[str, Any]) -> dict[str, Any] | None:
    """The table [tool.cleanarticle] of a pyproject.toml, if it has one."""
    tool = data.get("tool")
    table = tool.get("cleanarticle") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def _parse(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(_bytes(path).decode("utf-8"))
    except ValueError as error:
        raise ConfigError(f"{path}: {error}") from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot read the configuration: {error.strerror}") from error


def _checked(table: dict[str, Any], path: Path) -> dict[str, Any]:
    """The table's options, each of the right type; raises ConfigError."""
    known = (*_STRINGS, _SHARE, *_LISTS, *_TABLES)
    for key, value in table.items():
        if key not in known:
            raise ConfigError(f"{path}: unknown key {key!r}{_hint(key, known)}")
        if key in _STRINGS and not isinstance(value, str):
            raise ConfigError(f"{path}: {key} must be a string, not {value!r}")
        if key in _LISTS and not _is_strings(value):
            raise ConfigError(f"{path}: {key} must be a list of strings, not {value!r}")
    if table.get("level", LEVELS[0]) not in LEVELS:
        raise ConfigError(f"{path}: level must be one of {', '.join(LEVELS)}, not {table['level']!r}")
    values = {key: value for key, value in table.items() if key not in _TABLES}
    if _SHARE in values:
        values[_SHARE] = _share(values[_SHARE], path)
    if "model" in values:  # as seen from the file, not from wherever one happens to work
        values["model"] = str(path.parent / os.path.expanduser(values["model"]))  # noqa: PTH111
    return values


def _share(value: Any, path: Path) -> float:
    from .deciding.safety import share_of

    try:
        return share_of(value)
    except ValueError as error:
        raise ConfigError(f"{path}: {_SHARE}: {error}") from error


def _rules(tables: Any, path: Path) -> list[Rule]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(f"{path}: rules are written as [[rule]] tables")
    rules = []
    for number, table in enumerate(tables, 1):
        where = f"{path}: rule {number}"
        for key, value in table.items():
            if key not in _RULE_KEYS:
                raise ConfigError(f"{where}: unknown key {key!r}{_hint(key, _RULE_KEYS)}")
            if key == "site" and not isinstance(value, str):
                raise ConfigError(f"{where}: site must be a string, not {value!r}")
            if key != "site" and not _is_strings(value):
                raise ConfigError(f"{where}: {key} must be a list of strings, not {value!r}")
        if not table.get("remove") and not table.get("keep"):
            raise ConfigError(f"{where}: neither removes nor keeps anything; add remove = [...] or keep = [...]")
        try:
            rules.append(Rule(tuple(table.get("remove", ())), tuple(table.get("keep", ())), table.get("site"), where))
        except RuleError as error:
            raise ConfigError(str(error)) from error
    return rules


def _repeats(tables: Any, path: Path) -> list[Repeat]:
    from .repeats import Repeat

    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(f"{path}: repeats are written as [[repeat]] tables")
    repeats = []
    for number, table in enumerate(tables, 1):
        where = f"{path}: repeat {number}"
        for key, value in table.items():
            if key not in _REPEAT_KEYS:
                raise ConfigError(f"{where}: unknown key {key!r}{_hint(key, _REPEAT_KEYS)}")
            kind, said = _REPEAT_TYPES.get(key, (str, "a string"))
            if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
                raise ConfigError(f"{where}: {key} must be {said}, not {value!r}")
        for key in _REPEAT_KEYS[:3]:
            if key not in table:
                raise ConfigError(f"{where}: has no {key}")
        try:
            repeats.append(Repeat(**table, origin=where))
        except RuleError as error:
            raise ConfigError(str(error)) from error
    return repeats


def _is_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _hint(key: str, known: tuple[str, ...]) -> str:
    import difflib

    near = difflib.get_close_matches(key, known, 1)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}"
