"""What cleaning gives back: the kept and the removed stretches of the source, and why each went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .metadata import Metadata

SCHEMA_VERSION = 1
LEVELS = ("careful", "normal", "thorough")

_NO_REASON = "stands among what is not the article"


@dataclass(frozen=True)
class Removal:
    """A stretch of the source that is not the article.

    start, end: code-point offsets into the source.  text: the stretch itself.
    stage: the stage it went under.  score: the decoder's posterior, 0 to 1, of its least certain block.
    why: the evidence in words.  element: of a page, what it stood in, as a CSS selector.
    """

    start: int
    end: int
    text: str
    stage: str
    score: float
    why: str
    element: str | None = None

    @classmethod
    def because(
        cls,
        start: int,
        end: int,
        text: str,
        stage: str,
        score: float,
        reasons: Callable[[], tuple[str, ...]],
        where: str = "",
        element: str | None = None,
    ) -> Removal:
        """A removal whose `why` is put into words when somebody first asks for it: few are ever asked.

        reasons: gives the evidence in words, strongest first; it is called once at most.  where: what stands behind
        them in brackets.
        """
        made = object.__new__(cls)
        made.__dict__.update(start=start, end=end, text=text, stage=stage, score=score, element=element)
        made.__dict__["_reasons"] = reasons, where  # and no `why` yet, so that `__getattr__` is asked for it
        return made

    if not TYPE_CHECKING:  # or any name would pass for an attribute

        def __getattr__(self, name: str) -> str:
            known = self.__dict__
            if name != "why" or "_reasons" not in known:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            reasons, where = known["_reasons"]
            if reasons is not None:
                told = "; ".join(reasons()) or _NO_REASON
                known.setdefault("why", f"{told} ({where})" if where else told)
                known["_reasons"] = None, ""  # they may hold much of the document
            return known["why"]

    def __getstate__(self) -> dict[str, Any]:
        """The values alone, plain data; by now, `why` is told."""
        return {part.name: getattr(self, part.name) for part in fields(self)}

    def to_dict(self) -> dict[str, Any]:
        """The removal as plain JSON values; see `result.schema.json`."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "stage": self.stage,
            "score": round(self.score, 4),
            "why": self.why,
            "element": self.element,
        }


@dataclass(frozen=True)
class Result:
    """A cleaned document. `removals` and `suspects` are in order of place and do not overlap.

    source: the text that was cleaned; of a page, its visible text without the headline.  suspects: what the level
    `thorough` would remove too, and this level kept.  format: how the input was read ("text" or "html").  level: the
    level it was cleaned at.  metadata: what a page declares about itself; None of a text.  warning: what a person
    should know, such as that scripts would have to fill the page, or None.  html: the page as it was read.
    kept_whole: too much would have gone, so that nothing did but for the user's rules; that is suspect, too.
    """

    source: str = field(repr=False)
    removals: tuple[Removal, ...]
    suspects: tuple[Removal, ...] = ()
    format: str = "text"
    level: str = "normal"
    metadata: Metadata | None = None
    warning: str | None = None
    html: str | None = field(default=None, repr=False)
    kept_whole: bool = False

    @cached_property
    def kept(self) -> tuple[tuple[int, int], ...]:
        """The stretches that stay, as (start, end) code-point offsets, in order."""
        stretches, at = [], 0
        for removal in self.removals:
            if at < removal.start:
                stretches.append((at, removal.start))
            at = removal.end
        if at < len(self.source):
            stretches.append((at, len(self.source)))
        return tuple(stretches)

    @cached_property
    def exact(self) -> str:
        """The kept stretches put together exactly as they stand in the source."""
        return "".join(self.source[start:end] for start, end in self.kept)

    @cached_property
    def text(self) -> str:
        """The clean body with the gaps closed.

        At a cut the longer of the two vertical gaps around it stays, and every line keeps its own indentation; inside
        a line one of the two runs of blanks stays. At the start no blank line stays, and the last line keeps its line
        break if it had one. Nothing removed: the source itself.
        """
        if not self.removals:
            return self.source
        return "".join(self.source[start:end] for start, end in self.slices)

    @cached_property
    def slices(self) -> tuple[tuple[int, int], ...]:
        """The stretches of the source that make up `text`, as (start, end) code-point offsets, in order."""
        if not self.removals:
            return ((0, len(self.source)),) if self.source else ()
        from .gaps import close_gaps

        return tuple(close_gaps(self.source, self.kept))

    def to(self, form: str, *, title: bool = False) -> str:
        """The clean body as "text", "markdown" or "html", ending in a newline if there is any.

        Of a page, headings, lists, quotations, code, tables, links and emphasis survive; the HTML is safe: it holds no
        scripts, and nothing in it is loaded from elsewhere. Of a text, Markdown is the text itself, and HTML its
        paragraphs.  title: put the headline of a page above it. Raises ValueError for any other form.
        """
        if form == "text" and not title:
            return self.text
        from .render.markup import render

        return render(self, form, title=title)

    def to_dict(self) -> dict[str, Any]:
        """The result as plain JSON values: one versioned object, described by `result.schema.json`."""
        return {
            "version": SCHEMA_VERSION,
            "format": self.format,
            "level": self.level,
            "text": self.text,
            "removals": [removal.to_dict() for removal in self.removals],
            "suspects": [suspect.to_dict() for suspect in self.suspects],
            "metadata": self.metadata and self.metadata.to_dict(),
            "warning": self.warning,
        }
