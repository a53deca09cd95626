"""Cue files (TOML, one a language) → the one table the matcher reads. Run when the package is built.

`python -m cleanarticle.cues.compile` writes the table anew; do so after every change of a cue file.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from ..matcher import BEYOND, TABLE, is_beyond, shelf
from ..script import fold, is_dense, words

FOLDER = Path(__file__).parent
GAP = "..."
EVERYWHERE = -1
SHORT_WORD = 4
"""A cue of one word of at most this many letters counts only in texts of its own language: `die`, `once`, `don`."""

_HANGUL = re.compile("[\uac00-\ud7a3]")
_KEYS = {"language", "name", "stopwords", "cues"}


class CueError(ValueError):
    """A cue file has a mistake; the message names the file, the line and what is wrong."""


def compile_folder(folder: Path = FOLDER) -> dict[str, Any]:
    """The table of all cue files of a folder, as plain JSON values; raises CueError for the first mistake.

    `shelves` hold the terms that begin alike (see `matcher.shelf`), parted by `|`: the term, `=`, and `rest:emits` for
    every cue that begins with it, parted by `;`; nothing, if it stands only inside of cues. `dense` (scripts without
    spaces) holds the same for the first two characters of a cue. Emits are concept numbers, each with the languages it
    is limited to as a hexadecimal bit mask behind a dot, if it is limited, parted by commas. Long strings, because a
    process that cleans one text reads few of them.
    """
    concepts: dict[str, Any] = tomllib.loads((folder / "concepts.toml").read_text(encoding="utf-8"))
    files = [
        read_language(path, set(concepts)) for path in sorted(folder.glob("*.toml")) if path.name != "concepts.toml"
    ]
    table: dict[str, Any] = {
        "languages": {file["language"]: file["name"] for file in files},
        "concepts": {name: concept["says"] for name, concept in concepts.items()},
        "stopwords": {},
    }
    cues: dict[str, dict[int, int]] = {}
    for number, file in enumerate(files):
        everywhere = file["language"] == "mul"
        for word in file["stopwords"]:
            table["stopwords"][fold(word)] = table["stopwords"].get(fold(word), 0) | 1 << number
        for index, (name, concept) in enumerate(concepts.items()):
            for cue in file["cues"].get(name, ()):
                gated = not everywhere and (concept.get("gated", False) or _is_short(cue))
                _add(cues.setdefault(fold(cue), {}), index, 1 << number if gated else EVERYWHERE)
    return table | _lay_out(cues)


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
    if not isinstance(file["stopwords"], list) or not isinstance(file["cues"], dict):
        raise CueError(f"{path.name}: stopwords must be a list of strings, [cues] a table of lists")
    for name, cues in file["cues"].items():
        _check_list(path.name, text, name, cues, concepts)
    return file


def _check_list(file: str, text: str, name: str, cues: Any, concepts: set[str]) -> None:
    where = _line(text, name)
    if name not in concepts:
        import difflib

        near = difflib.get_close_matches(name, concepts, 1)
        raise CueError(f"{file}: {where}: unknown concept {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    if not isinstance(cues, list) or not all(isinstance(cue, str) for cue in cues):
        raise CueError(f"{file}: {where}: {name} must be a list of strings")
    seen: set[str] = set()
    for cue in cues:
        wrong = _mistake(cue, seen)
        if wrong:
            raise CueError(f"{file}: {_line(text, cue, after=name)}: {name}: {wrong}")
        seen.add(cue)


def _mistake(cue: str, seen: set[str]) -> str:
    """What is wrong with a cue, in words, or "" if nothing is; `seen`: the cues before it in its list."""
    if cue in seen:
        return f"{cue!r} is listed twice"
    if cue != cue.lower():
        return f"write {cue!r} in lower case, as {cue.lower()!r}"
    terms = fold(cue).split(" ")
    if not all(map(_is_term, terms)) or GAP in (terms[0], terms[-1]):
        return (
            f"{cue!r} is not words parted by single spaces"
            " (`stem*`, `*stem` and a gap ` ... ` between words may be used; no hyphen, apostrophe, mixed script)"
        )
    if is_dense(cue) and (len(cue) < 2 or " " in cue or "*" in cue):
        return f"{cue!r}: a cue without spaces is one run of at least two characters, without wildcard or gap"
    if any(term.startswith("*") and len(term) < 4 for term in terms):
        return f"{cue!r}: `*stem` needs at least three letters"
    if any("*" in term and len(term.strip("*")) < _least_letters(cue) for term in terms):
        return f"{cue!r}: a wildcard needs at least three letters"
    return ""


def _is_term(term: str) -> bool:
    """Whether the matcher can see the term: one word of a text, perhaps with a wildcard at one end, or a gap."""
    bare = term.removeprefix("*") if term.startswith("*") else term.removesuffix("*")
    return term == GAP or [match.group() for match in words(bare)] == [bare]


def _least_letters(cue: str) -> int:
    """Letters a stem must have: three; two beside another word, and in Hangul, where each is a syllable."""
    return 2 if " " in cue or _HANGUL.search(cue) else 3


def _line(text: str, what: str, after: str = "") -> str:
    """'line N': where a key or string stands in a TOML file (behind the key `after`), for messages."""
    start = max(0, text.find(f"\n{after} =")) if after else 0
    found = re.compile(rf"^{re.escape(what)}\s*=|\"{re.escape(what)}\"", re.MULTILINE).search(text, start)
    return f"line {text.count(chr(10), 0, found.start()) + 1}" if found else "line 1"


def _is_short(cue: str) -> bool:
    return " " not in cue and not is_dense(cue) and cue.isascii() and len(cue.strip("*")) <= SHORT_WORD


def _add(emits: dict[int, int], concept: int, languages: int) -> None:
    """Add a concept to what a cue stands for; languages that share the cue share the entry."""
    known = emits.get(concept, 0)
    emits[concept] = EVERYWHERE if EVERYWHERE in (known, languages) else known | languages


def _lay_out(cues: dict[str, dict[int, int]]) -> dict[str, Any]:
    """The cues as the matcher reads them: see `compile_folder`."""
    spaced: dict[str, list[str]] = {}
    dense: dict[str, list[str]] = {}
    inner: set[str] = set()
    for cue, emits in cues.items():
        told = ",".join(
            f"{concept}" if mask == EVERYWHERE else f"{concept}.{mask:x}" for concept, mask in emits.items()
        )
        if is_dense(cue):
            dense.setdefault(cue[:2], []).append(f"{cue[2:]}:{told}")
        else:
            first, *rest = cue.split(" ")
            inner.update(rest)
            spaced.setdefault(first, []).append(f"{' '.join(rest)}:{told}")
    shelves: dict[str, list[str]] = {}
    for term in sorted(spaced.keys() | inner - {GAP}):
        shelves.setdefault(shelf(term), []).append(f"{term}={';'.join(spaced.get(term, ()))}")
    joined = {name: "|".join(lines) for name, lines in shelves.items()}
    return {
        "shelves": {name: told for name, told in joined.items() if not is_beyond(name)},
        "beyond": {
            "shelves": {name: told for name, told in joined.items() if is_beyond(name)},
            "dense": {first: ";".join(rests) for first, rests in dense.items()},
        },
    }


def write(folder: Path = FOLDER) -> Path:
    """Compile a folder's cue files into its table and return the table's path.

    What lies beyond Latin script goes into a file of its own, which a Latin text never opens.
    """
    table = compile_folder(folder)
    for name, part in ((BEYOND, table.pop("beyond")), (TABLE, table)):
        text = json.dumps(part, ensure_ascii=False, separators=(",", ":"))
        (folder / name).write_text(text, encoding="utf-8")
    return folder / TABLE


if __name__ == "__main__":
    import sys

    try:
        print(write())
    except CueError as error:
        sys.exit(str(error))
