"""What went between two folders, or two files: by the journal where it holds, else by looking at both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..decode import Decoded, decode
from ..document import parse
from ..result import Removal, Result
from .journal import NAME, STATE, Journal, Step, digest_file
from .outcome import Mark, Outcome
from .walk import LINES, PAGE, Walk

if TYPE_CHECKING:
    from ..cleaner import Cleaner

EDITED = "edited"
"""The stage of what is gone but was not removed as we would."""


class Pair(NamedTuple):
    """A document before and after.

    name: of the source.  decoded: the source, None where only counts are known.  result: what went of it, None if the
    two could not be compared.  counts: stage → characters that went.  characters: of the source.  added: that are new.
    alone: it has no counterpart.  trouble: why the two could not be compared.
    """

    name: str
    counts: tuple[tuple[str, int], ...] = ()
    characters: int = 0
    added: int = 0
    decoded: Decoded | None = None
    result: Result | None = None
    alone: bool = False
    trouble: str | None = None


def between_folders(source: Path, dest: Path, cleaner: Cleaner, encoding: str | None = None) -> Iterator[Pair]:
    """The pairs of two folders, in the order of the walk; then what only the second one holds.

    Raises WalkError if two files of the first would be one in the second.
    """
    path = dest / STATE / NAME
    journal = Journal(path if path.exists() else None, dry=True)
    seen = set()
    try:
        for entry in Walk(source, apart=(dest,)):
            steps = list(_steps(journal, entry.name))
            target = next((one.target for step in steps for one in step.outcomes if one.target), entry.target)
            seen.add(target)
            try:
                yield _of_files(source / entry.name, dest / target, entry.kind, steps, cleaner, encoding)
            except (OSError, ValueError) as error:
                why = error.strerror or str(error) if isinstance(error, OSError) else str(error)
                yield Pair(str(source / entry.name), trouble=why)
        for entry in Walk(dest):
            if entry.name not in seen:
                yield Pair(str(dest / entry.name), alone=True)
    finally:
        journal.close()


def between_files(source: Path, target: Path, cleaner: Cleaner, encoding: str | None = None) -> Pair:
    """The pair of two texts; raises OSError or ValueError if one of them cannot be read."""
    return _of_files(source, target, "", [], cleaner, encoding)


def _steps(journal: Journal, name: str) -> Iterator[Step]:
    """What the journal tells of a file: of a JSONL file, that it is done, and then its parts."""
    step = journal.get(name)
    if step is not None:
        yield step
        for part in range(step.end):
            if (one := journal.get(name, part)) is not None:
                yield one


def _of_files(
    source: Path,
    target: Path,
    kind: str,
    steps: Sequence[Step],
    cleaner: Cleaner,
    encoding: str | None,
) -> Pair:
    name = str(source)
    if kind and not target.exists():
        return Pair(name, alone=True)
    known = bool(steps) and (steps[0].source, steps[0].made) == (digest_file(source), digest_file(target))
    outcomes = [outcome for step in steps for outcome in step.outcomes]
    if kind in (LINES, PAGE) or any(outcome.format == "html" for outcome in outcomes):
        if not known:
            return Pair(name, trouble="changed since it was cleaned; cannot be compared")
        return _counted(name, outcomes)
    decoded, after = decode(source.read_bytes(), encoding), decode(target.read_bytes(), encoding)
    result = _rebuilt(decoded.text, outcomes[0]) if known else cleaner.clean(decoded.text, format="text")
    if not known and result.text != after.text:
        return _compared(name, decoded, after.text)
    return Pair(name, _counts(result), len(decoded.text.strip()), 0, decoded, result)


def _counted(name: str, outcomes: Sequence[Outcome]) -> Pair:
    """The sum of what the journal tells."""
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        counts.update(dict(outcome.counts))
    return Pair(name, tuple(counts.most_common()), sum(outcome.characters for outcome in outcomes))


def _rebuilt(source: str, outcome: Outcome) -> Result:
    """The result that an outcome was made of."""

    def removal(mark: Mark) -> Removal:
        return Removal(mark.start, mark.end, source[mark.start : mark.end], mark.stage, mark.score, mark.why)

    return Result(source, tuple(map(removal, outcome.removals)), tuple(map(removal, outcome.suspects)), outcome.format)


def _compared(name: str, decoded: Decoded, after: str) -> Pair:
    """Two texts compared block by block (a line, or a sentence of a long one), whatever the white space between."""
    before, new = parse(decoded.text), parse(after)
    old_texts = [before.text(block) for block in before.blocks]
    new_texts = [new.text(block) for block in new.blocks]
    removals, added = [], 0
    for what, first, last, start, end in SequenceMatcher(None, old_texts, new_texts).get_opcodes():
        if what == "equal":
            continue
        added += sum(map(len, new_texts[start:end]))
        if last > first:
            at, stop = before.blocks[first].start, before.blocks[last - 1].end
            why = "stands in the first alone"
            removals.append(Removal(at, stop, decoded.text[at:stop], EDITED, 1.0, why))
    result = Result(decoded.text, tuple(removals))
    return Pair(name, _counts(result), len(decoded.text.strip()), added, decoded, result)


def _counts(result: Result) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for removal in result.removals:
        counts[removal.stage] += len(removal.text.strip())
    return tuple(counts.most_common())
