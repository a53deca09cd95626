"""The documents of a report as its script reads them: packed texts in chunks, and an index of short rows."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from heapq import heappush, heappushpop
from typing import Any

from ...batch.outcome import CHANGED, FAILED, SAME, Outcome
from ...batch.passages import LONGEST, Passage, passages, risk
from ..terminal import safe_line

CHUNK = 200_000
"""Characters of JSON that are packed into one chunk, at least."""
BUDGET = 60_000_000
"""Packed bytes from which on texts are shown only around what went."""
_STATUS = {CHANGED: 0, SAME: 1, FAILED: 2}
_WORTH_A_LOOK, _SNIPPET, _SHORT, _BRIEF = 60, 300, 1200, 300
_SURROGATE = re.compile("[\ud800-\udfff]")
_SCRIPT_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def as_json(value: Any) -> bytes:
    """A value as JSON in ASCII that nothing in it can end, wherever in a page it stands."""
    return json.dumps(value, separators=(",", ":")).translate(_SCRIPT_ESCAPES).encode("ascii")


class Packer:
    """Packs documents one by one; `index` is to be asked for when all are packed.

    stages: all names that marks may bear; what is packed refers to them by number.
    """

    def __init__(self, stages: list[str], budget: int = BUDGET) -> None:
        self._stages = {name: number for number, name in enumerate(stages)}
        self._budget, self._packed, self._chunks = budget, 0, 0
        self._rows: list[bytes] = []
        self._sites: dict[str, int] = {}
        self._languages: dict[str, int] = {}
        self._look: list[tuple[float, int, list[Any]]] = []

    def pack(self, pairs: Iterable[tuple[Outcome, str | None]]) -> Iterator[bytes]:
        """The chunks of some documents with their texts, each an element of the page."""
        documents: list[str] = []
        size = 0
        for outcome, text in pairs:
            found = list(self._passages(outcome, text))
            self._note(len(self._rows), found)
            self._rows.append(self._row(outcome, len(documents)))
            documents.append(json.dumps([self._plain(passage) for passage in found], ensure_ascii=False))
            size += len(documents[-1])
            if size >= CHUNK:
                yield self._chunk(documents)
                documents, size = [], 0
        if documents:
            yield self._chunk(documents)

    def index(self) -> Iterator[bytes]:
        """What the script reads first, as an element: names, rows, and the removals that may have cost most."""
        names = {"stages": list(self._stages), "sites": list(self._sites), "languages": list(self._languages)}
        look = [entry for _, _, entry in sorted(self._look, key=lambda one: (-one[0], -one[1]))]
        yield b'<script type="application/json" id="index">' + as_json({**names, "look": look})[:-1] + b',"rows":['
        for number, row in enumerate(self._rows):
            yield b",\n" + row if number else row
        yield b"]}</script>\n"

    def _passages(self, outcome: Outcome, text: str | None) -> Iterator[Passage]:
        if self._packed < self._budget:
            return passages(outcome, text, LONGEST, _SHORT)
        return passages(outcome, text, 0, _BRIEF)

    def _plain(self, passage: Passage) -> Any:
        """A text that stays; a number of characters left out; or [1 removed or 2 suspect, text, stage, score, why]."""
        mark = passage.mark
        if mark is None:
            return passage.omitted or passage.text
        kind = 2 if passage.suspect else 1
        return [kind, passage.text, self._stages.get(mark.stage, -1), round(mark.score, 3), mark.why]

    def _row(self, outcome: Outcome, place: int) -> bytes:
        counts = [value for stage, number in outcome.counts for value in (self._stages.get(stage, -1), number)]
        values = [
            safe_line(outcome.name),
            safe_line(outcome.id or ""),
            _number(self._sites, outcome.site),
            _number(self._languages, outcome.language),
            _STATUS[outcome.status],
            outcome.characters,
            outcome.removed,
            counts,
            len(outcome.suspects),
            sum(mark.end - mark.start for mark in outcome.suspects),
            round(sum(map(risk, outcome.removals))),
            self._chunks,
            place,
            safe_line(outcome.error or outcome.warning or ""),
        ]
        return as_json(values)

    def _note(self, row: int, found: list[Passage]) -> None:
        """Keep the removal of this document that may have cost most, if it is among the first of all."""
        removed = [(risk(one.mark), n) for n, one in enumerate(found) if one.mark and not one.suspect and one.text]
        if not removed:
            return
        most, place = max(removed, key=lambda pair: (pair[0], -pair[1]))
        number = sum(1 for one in found[:place] if one.mark)
        plain = self._plain(found[place])
        plain[1] = plain[1].strip()[:_SNIPPET]
        entry = (most, -row, [row, number, *plain[1:]])
        if len(self._look) < _WORTH_A_LOOK:
            heappush(self._look, entry)
        else:
            heappushpop(self._look, entry)

    def _chunk(self, documents: list[str]) -> bytes:
        text = _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", f"[{','.join(documents)}]")
        packed = b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")
        self._packed += len(packed)
        self._chunks += 1
        return f'<script type="text/plain" id="c{self._chunks - 1}">{packed}</script>\n'.encode("ascii")


def _number(names: dict[str, int], name: str | None) -> int:
    """The number of a name in a table that grows; -1 for none."""
    return names.setdefault(safe_line(name), len(names)) if name else -1
