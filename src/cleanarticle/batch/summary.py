"""What a run came to: counts by stage and by language, and what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from .outcome import CHANGED, FAILED, Outcome

_MOST_NAMED = 1000
_MOST_LISTED = 10
UNKNOWN = "unknown"


class Share(NamedTuple):
    """A line of the summary: of a stage or a language. documents: those that lost something (stage) or are in it.

    changed: documents that lost something.  removed, characters: lost, and in all of them before.
    """

    name: str
    documents: int
    changed: int
    removed: int
    characters: int


@dataclass
class Summary:
    """Counts over outcomes, in bounded memory. known: documents that were up to date already.

    failures: name and reason of the first thousand that failed.  kept_whole: documents of which too much would have
    gone, which hold suspects, too; `kept_names` are the names of the first of them.
    """

    documents: int = 0
    changed: int = 0
    known: int = 0
    failed: int = 0
    suspects: int = 0
    characters: int = 0
    removed: int = 0
    kept_whole: int = 0
    kept_names: list[str] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    _stages: Counter[tuple[str, str]] = field(default_factory=Counter)
    _languages: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, outcome: Outcome, known: bool = False) -> None:
        """Count one document."""
        self.documents += 1
        self.known += known
        if outcome.status == FAILED:
            self.failed += 1
            if len(self.failures) < _MOST_NAMED:
                self.failures.append((outcome.name, outcome.error or "failed"))
            return
        changed, removed = outcome.status == CHANGED, outcome.removed
        self.changed += changed
        self.suspects += bool(outcome.suspects)
        self._keep(outcome)
        self.characters += outcome.characters
        self.removed += removed
        for stage, number in outcome.counts:
            self._stages[stage, "documents"] += 1
            self._stages[stage, "removed"] += number
        language = outcome.language or UNKNOWN
        for what, number in (("documents", 1), ("changed", changed), ("removed", removed)):
            self._languages[language, what] += number
        self._languages[language, "characters"] += outcome.characters

    def _keep(self, outcome: Outcome) -> None:
        self.kept_whole += outcome.kept_whole
        if outcome.kept_whole and len(self.kept_names) < _MOST_LISTED:
            self.kept_names.append(outcome.name)

    @property
    def stages(self) -> list[Share]:
        """What each stage removed, most first."""
        shares = [
            Share(stage, self._stages[stage, "documents"], self._stages[stage, "documents"], number, self.characters)
            for (stage, what), number in self._stages.items()
            if what == "removed"
        ]
        return sorted(shares, key=lambda share: (-share.removed, share.name))

    @property
    def languages(self) -> list[Share]:
        """What the documents in each language lost; the language of most documents first."""
        counts = self._languages
        shares = [
            Share(tag, number, counts[tag, "changed"], counts[tag, "removed"], counts[tag, "characters"])
            for (tag, what), number in counts.items()
            if what == "documents"
        ]
        return sorted(shares, key=lambda share: (-share.documents, share.name))


def summarize(outcomes: Iterable[Outcome]) -> Summary:
    """The summary of some outcomes."""
    summary = Summary()
    for outcome in outcomes:
        summary.add(outcome)
    return summary


def kept_line(summary: Summary) -> str:
    """Which documents were kept as they are; "" if none was."""
    if not summary.kept_whole:
        return ""
    number = "1 document was" if summary.kept_whole == 1 else f"{summary.kept_whole:,} documents were"
    more = summary.kept_whole - len(summary.kept_names)
    names = ", ".join(summary.kept_names) + (f" and {more:,} more" if more else "")
    return f"{number} kept as {'it is' if summary.kept_whole == 1 else 'they are'}: {names}"


def failure_lines(summary: Summary) -> Iterator[tuple[str, str]]:
    """Name and reason of what failed, and how many more did."""
    yield from summary.failures
    more = summary.failed - len(summary.failures)
    if more:
        yield f"{more} more", "they are in the journal"
