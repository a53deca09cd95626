"""Cue files (TOML, one a language) → the one table the matcher reads. Run when the package is built.

`python -m cleanarticle.cues.compile` writes the table anew; do so after every change of a cue file.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
TABLE = "compiled.json"
GAP = "..."
SHORT_WORD = 4
"""A cue of one word of at most this many letters counts only in texts of its own language: `die`, `once`, `don`."""

_TERM = re.compile(r"\*?[^\W_](?:[^\s*.,;!?_-]*[^\s*.,;!?_-])?\*?|\.\.\.")
_KEYS = {"language", "name", "stopwords", "cues"}


class CueError(ValueError):
    """A cue file has a mistake; the message names the file, the line and what is wrong."""


def compile_folder(folder: Path = FOLDER) -> dict[str, Any]:
    """The table of all cue files of a folder, as plain JSON values; raises CueError for the first mistake.

    `trie` nests the terms of cues (folded words; `stem*` and `*stem` with a wildcard, `...` for a gap); under the key
    "" stand [concept number, languages it is limited to or -1]. `dense` holds cues of scripts without spaces by their
    first two characters. Languages are bit masks, in the order of `languages`.
    """
    concepts: dict[str, Any] = tomllib.loads((folder / "concepts.toml").read_text(encoding="utf-8"))
    files = [
        read_language(path, set(concepts)) for path in sorted(folder.glob("*.toml")) if path.name != "concepts.toml"
    ]
    table: dict[str, Any] = {
        "languages": {file["language"]: file["name"] for file in files},
        "concepts": {name: concept["says"] for name, concept in concepts.items()},
        "stopwords": {},
        "trie": {},
        "dense": {},
    }
    for number, file in enumerate(files):
        everywhere = file["language"] == "mul"
        for word in file["stopwords"]:
            table["stopwords"][word] = table["stopwords"].get(word, 0) | 1 << number
        for index, (name, concept) in enumerate(concepts.items()):
            for cue in file["cues"].get(name, ()):
                gated = not everywhere and (concept.get("gated", False) or _is_short(cue))
                _add(table, cue, index, 1 << number if gated else -1)
    return table


def read_language(path: Path, concepts: set[str]) -> dict[str, Any]:
    """One cue file, checked; raises CueError with its name and line."""
    text = path.read_text(encoding="utf-8")
    try:
        file: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CueError(f"{path.name}: {error}") from error
    for key in _KEYS - set(file):
        raise CueError(f"{path.name}: line 1: the key {key!r} is missing")
    for key in set(file) - _KEYS:
        raise CueError(f"{path.name}: {_line(text, key)}: unknown key {key!r}; known: {', '.join(sorted(_KEYS))}")
    if file["language"] != path.stem:
        raise CueError(
            f"{path.name}: {_line(text, 'language')}: language is {file['language']!r}, but the file is {path.stem!r}"
        )
    for name, cues in file["cues"].items():
        _check_list(path.name, text, name, cues, concepts)
    return file


def _check_list(file: str, text: str, name: str, cues: Any, concepts: set[str]) -> None:
    from ..script import fold

    where = _line(text, name)
    if name not in concepts:
        import difflib

        near = difflib.get_close_matches(name, concepts, 1)
        raise CueError(f"{file}: {where}: unknown concept {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    if not isinstance(cues, list) or not all(isinstance(cue, str) for cue in cues):
        raise CueError(f"{file}: {where}: {name} must be a list of strings")
    seen: set[str] = set()
    for cue in cues:
        place = _line(text, cue, after=name)
        if cue in seen:
            raise CueError(f"{file}: {place}: {name} lists {cue!r} twice")
        if cue != fold(cue):
            raise CueError(f"{file}: {place}: {name}: write {cue!r} in lower case, as {fold(cue)!r}")
        terms = cue.split(" ")
        if not all(_TERM.fullmatch(term) for term in terms) or GAP in (terms[0], terms[-1]):
            raise CueError(
                f"{file}: {place}: {name}: {cue!r} is not words parted by single spaces"
                " (`stem*`, `*stem` and a gap ` ... ` between words may be used)"
            )
        if any("*" in term and len(term) < 4 for term in terms):
            raise CueError(f"{file}: {place}: {name}: {cue!r}: a wildcard needs at least three letters")
        seen.add(cue)


def _line(text: str, what: str, after: str = "") -> str:
    """'line N': where a key or string stands in a TOML file (behind the key `after`), for messages."""
    start = max(0, text.find(f"\n{after} =")) if after else 0
    found = re.compile(rf"^{re.escape(what)}\s*=|\"{re.escape(what)}\"", re.MULTILINE).search(text, start)
    return f"line {text.count(chr(10), 0, found.start()) + 1}" if found else "line 1"


def _is_short(cue: str) -> bool:
    from ..script import IS_DENSE

    return " " not in cue and not IS_DENSE.search(cue) and cue.isascii() and len(cue.strip("*")) <= SHORT_WORD


def _add(table: dict[str, Any], cue: str, concept: int, languages: int) -> None:
    from ..script import IS_DENSE

    if IS_DENSE.search(cue):
        entries = table["dense"].setdefault(cue[:2], [])
        known = [emits for text, emits in entries if text == cue]
        if not known:
            entries.append([cue, []])
        _merge(known[0] if known else entries[-1][1], concept, languages)
        return
    node = table["trie"]
    for term in cue.split(" "):
        node = node.setdefault(term, {})
    _merge(node.setdefault("", []), concept, languages)


def _merge(emits: list[list[int]], concept: int, languages: int) -> None:
    """Add a concept to what a cue stands for; two languages that share the cue share the entry."""
    for emit in emits:
        if emit[0] == concept:
            emit[1] = -1 if -1 in (emit[1], languages) else emit[1] | languages
            return
    emits.append([concept, languages])


def write(folder: Path = FOLDER) -> Path:
    """Compile a folder's cue files into its table and return the table's path."""
    path = folder / TABLE
    path.write_text(
        json.dumps(compile_folder(folder), ensure_ascii=False, separators=(",", ":"), sort_keys=False), encoding="utf-8"
    )
    return path


if __name__ == "__main__":
    import sys

    try:
        print(write())
    except CueError as error:
        sys.exit(str(error))
