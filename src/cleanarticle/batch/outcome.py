"""What became of one document of a folder: what the journal keeps, and what summary and report read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from ..result import Removal, Result

CHANGED, SAME, FAILED = "changed", "same", "failed"


class Mark(NamedTuple):
    """A stretch of a document's source that went, or that `thorough` would take (see Removal; without its text).

    start, end: code-point offsets into the source.  stage: the stage it went under.  score: 0 to 1.  why: in words.
    """

    start: int
    end: int
    stage: str
    score: float
    why: str

    @classmethod
    def of(cls, removal: Removal) -> Mark:
        """The mark that a removal or suspect leaves."""
        return cls(removal.start, removal.end, removal.stage, round(removal.score, 4), removal.why)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document of a folder after its turn.

    file: name below the folder, parted by "/".  line: the document's line in a JSONL file, from 1; None for a file that
    is one document.  id: the value of --id-field.  site: domain or name of the site, if it is known.
    status: "changed", "same" (nothing was removed) or "failed" (then `error` says why, and all else is empty).
    target: name of what was written, below the destination.  format: "text" or "html".
    language: tag of the language it is most likely in, None if that cannot be told.
    characters: length of the source without white space at its ends.  counts: stage → removed characters, without white
    space at the ends of each removal.  removals, suspects: in order of place.
    seconds: how long its cleaning took.  warning: what a person should know about how it was read or cleaned.
    kept_whole: too much would have gone, so that nothing did but for the user's rules (see Result).
    """

    file: str
    status: str
    line: int | None = None
    id: str | None = None
    site: str | None = None
    target: str | None = None
    format: str = "text"
    language: str | None = None
    characters: int = 0
    removals: tuple[Mark, ...] = ()
    suspects: tuple[Mark, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    seconds: float = 0.0
    error: str | None = None
    warning: str | None = None
    kept_whole: bool = False

    @property
    def name(self) -> str:
        """How the document is called in messages: its file, and its line if it is one of several."""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    @property
    def removed(self) -> int:
        """How many characters went."""
        return sum(number for _, number in self.counts)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, without what is empty."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in values.items() if value not in (None, (), 0, 0.0)}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Outcome:
        """The outcome that `to_dict` gave; raises TypeError or ValueError if it gave none such."""
        values = dict(values)
        for name in ("removals", "suspects"):
            values[name] = tuple(Mark(*mark) for mark in values.get(name, ()))
        values["counts"] = tuple((str(stage), int(number)) for stage, number in values.get("counts", ()))
        return cls(**values)


def outcome_of(result: Result, file: str, **known: Any) -> Outcome:
    """The outcome of a document that was cleaned; `known` are further fields of Outcome."""
    counts: dict[str, int] = {}
    for removal in result.removals:
        counts[removal.stage] = counts.get(removal.stage, 0) + len(removal.text.strip())
    return Outcome(
        file,
        CHANGED if result.removals else SAME,
        format=result.format,
        kept_whole=result.kept_whole,
        characters=len(result.source.strip()),
        removals=tuple(map(Mark.of, result.removals)),
        suspects=tuple(map(Mark.of, result.suspects)),
        counts=tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))),
        **known,
    )


class Outcomes(Protocol):
    """The outcomes of a run in the order of the walk, read one by one from the journal: never all in memory.

    Summary and report take this; a list of outcomes is one too. `batch.sources.with_sources(outcomes, ...)` pairs each
    with the text that its offsets refer to, read anew from the input.
    """

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Outcome]: ...


def failures(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Those that failed."""
    return (outcome for outcome in outcomes if outcome.status == FAILED)
