"""Configuration files: cleanarticle.toml or [tool.cleanarticle], from the working directory upwards, then the user's.

Only the command line reads them; the library does what its caller says.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from .result import LEVELS
from .rules import Rule, RuleError

NAME = "cleanarticle.toml"
_LISTS = ("only", "skip", "stages")
_STRINGS = ("level", "site", "encoding", "model")
_RULE_KEYS = ("remove", "keep", "site")


class ConfigError(ValueError):
    """A configuration file is wrong; the message names the file, the key, and the key that was probably meant."""


class Config(NamedTuple):
    """What the configuration files say. values: option → value.  rules: of all files, the nearest file's first."""

    values: dict[str, Any]
    rules: tuple[Rule, ...]
    files: tuple[Path, ...]


def load(explicit: Path | None = None, start: Path | None = None) -> Config:
    """Read the explicit file, or the project's and the user's; the nearer file's values win. Raises ConfigError."""
    paths = [explicit] if explicit else [path for path in (_project_file(start or Path.cwd()), _user_file()) if path]
    values: dict[str, Any] = {}
    rules: list[Rule] = []
    for path in paths:
        table = _read(path, required=explicit is not None)
        for key, value in _checked(table, path).items():
            values.setdefault(key, value)
        rules += _rules(table.get("rule", []), path)
    return Config(values, tuple(rules), tuple(paths))


def _project_file(start: Path) -> Path | None:
    """The first cleanarticle.toml, or pyproject.toml with a table for us, in a folder or above it."""
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return folder / NAME
        project = folder / "pyproject.toml"
        if project.is_file() and b"tool.cleanarticle" in project.read_bytes():
            return project
    return None


def _user_file() -> Path | None:
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    path = Path(base).expanduser() / "cleanarticle" / NAME
    return path if path.is_file() else None


def _read(path: Path, *, required: bool) -> dict[str, Any]:
    import tomllib

    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot read the configuration: {error.strerror}") from error
    except ValueError as error:
        raise ConfigError(f"{path}: {error}") from error
    if path.name == "pyproject.toml":
        table = data.get("tool", {}).get("cleanarticle", {})
        if not table and required:
            raise ConfigError(f"{path}: has no table [tool.cleanarticle]")
        return dict(table)
    return data


def _checked(table: dict[str, Any], path: Path) -> dict[str, Any]:
    """The table's options, each of the right type; raises ConfigError."""
    known = (*_STRINGS, *_LISTS, "rule")
    for key, value in table.items():
        if key not in known:
            raise ConfigError(f"{path}: unknown key {key!r}{_hint(key, known)}")
        if key in _STRINGS and not isinstance(value, str):
            raise ConfigError(f"{path}: {key} must be a string, not {value!r}")
        if key in _LISTS and not _is_strings(value):
            raise ConfigError(f"{path}: {key} must be a list of strings, not {value!r}")
    if table.get("level", LEVELS[0]) not in LEVELS:
        raise ConfigError(f"{path}: level must be one of {', '.join(LEVELS)}, not {table['level']!r}")
    values = {key: value for key, value in table.items() if key != "rule"}
    if "model" in values:
        values["model"] = str(path.parent / Path(values["model"]).expanduser())
    return values


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


def _is_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _hint(key: str, known: tuple[str, ...]) -> str:
    import difflib

    near = difflib.get_close_matches(key, known, 1)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}"
