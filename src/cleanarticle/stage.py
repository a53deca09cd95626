"""What a stage is: a named function from a document to findings, and how one is found by name."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .document import Document

ENTRY_POINTS = "cleanarticle.stages"


class StageError(ValueError):
    """A stage is unknown, broken, or yielded something that is not a finding; the message says which."""


class Finding(NamedTuple):
    """One stage's proposal that a stretch of the source is not the article.

    start, end: code-point offsets into the source; the stretch is one block, or part of one.
    score: evidence in log-odds (0 is even, 3 is strong, negative speaks against).
    why: the evidence in words, as it is shown to people.
    """

    start: int
    end: int
    score: float
    why: str


class Stage(NamedTuple):
    """A named stripping stage. Calling it yields its findings; it never edits and sees no other stage's work."""

    name: str
    summary: str
    find: Callable[[Document], Iterable[Finding]]

    def __call__(self, document: Document) -> Iterator[Finding]:
        """Yield the findings of this stage; raises StageError when the stage itself fails or misbehaves."""
        try:
            for finding in self.find(document):
                if not isinstance(finding, Finding):
                    raise StageError(f"stage {self.name!r} yielded {finding!r}, which is not a Finding")
                if not 0 <= finding.start < finding.end <= len(document.source):
                    raise StageError(
                        f"stage {self.name!r}: finding {finding.start}:{finding.end} lies outside the text"
                        f" of {len(document.source)} characters"
                    )
                if not math.isfinite(finding.score):
                    raise StageError(f"stage {self.name!r}: the score {finding.score!r} is not a number")
                yield finding
        except StageError:
            raise
        except Exception as error:  # a third party's mistake must name its stage, not end in a traceback
            raise StageError(f"stage {self.name!r} failed: {type(error).__name__}: {error}") from error


def stage(name: str, summary: str) -> Callable[[Callable[[Document], Iterable[Finding]]], Stage]:
    """Make a stage of a function: `@stage("newsletter", "Invitations to sign up for a mailing list")`."""

    def wrap(find: Callable[[Document], Iterable[Finding]]) -> Stage:
        return Stage(name, summary, find)

    return wrap


def load_stage(name: str) -> Stage:
    """The third-party stage that an installed package offers as `name` in the group `cleanarticle.stages`.

    Raises StageError if no package offers it, or if it cannot be loaded.
    """
    from importlib.metadata import entry_points

    found = [point for point in entry_points(group=ENTRY_POINTS) if point.name == name]
    if not found:
        raise StageError(f"no installed package offers a stage named {name!r} (entry points {ENTRY_POINTS!r})")
    try:
        loaded = found[0].load()
    except Exception as error:
        raise StageError(f"stage {name!r} cannot be loaded: {type(error).__name__}: {error}") from error
    if not isinstance(loaded, Stage):
        raise StageError(f"stage {name!r}: {found[0].value} is not a Stage; decorate it with @stage")
    return loaded
