"""The front door: options checked once, then text in and a Result out, as often as one likes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from . import model as models
from .document import Document, parse, parse_page
from .explain import BlockReport, reasons, reasons_of_page, said_by_readability
from .features import Key
from .levels import Decision
from .resolve import Decided, decide, findings_by_block
from .result import LEVELS, Removal, Result
from .rules import RULE, Rule
from .stage import Finding, Stage, load_stage
from .stages import NAMES, ORDER
from .staying import why_it_stays

FORMATS = ("auto", "text", "html")


_NO_REASON = "stands among what is not the article"
_ENOUGH = 12
"""So many blocks of a run are asked why they go; the reasons of a long run repeat."""


class OptionError(ValueError):
    """An option has a value that it cannot have; the message says which, and what would do."""


@dataclass(frozen=True)
class Cleaner:
    """A cleaner with its options; immutable, picklable, and to be used for any number of texts.

    format: "text", "html" for web pages, or "auto": what looks like a page is one.  level: "careful", "normal" or
    "thorough".  only, skip: stage names; only these stages remove, or all but these.  model: path of a fitted model,
    None for the one built in.  site: domain or name of the site, for rules that are limited to one; of a page, None
    means what it declares.  rules: the user's own verdicts.  stages: names of third-party stages to load.
    Raises OptionError, StageError or ModelError, all ValueErrors, when made with anything else.
    """

    format: str = "auto"
    level: str = "normal"
    only: Iterable[str] | None = None
    skip: Iterable[str] | None = None
    model: str | Path | None = None
    site: str | None = None
    rules: tuple[Rule, ...] = ()
    stages: tuple[str, ...] = ()
    _model: models.Model = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _choose("format", self.format, FORMATS)
        _choose("level", self.level, LEVELS)
        known = (*NAMES, RULE, *self.stages)
        for option in ("only", "skip"):
            names = getattr(self, option)
            if names is not None:
                names = frozenset((names,) if isinstance(names, str) else names)
                for name in sorted(names):
                    _choose("stage", name, known)
                object.__setattr__(self, option, names)
        object.__setattr__(self, "rules", tuple(self.rules))
        object.__setattr__(self, "stages", tuple(self.stages))
        object.__setattr__(self, "_model", models.built_in() if self.model is None else models.load(self.model))
        self._third_parties  # noqa: B018  load them now, so that a mistake shows here and not in the middle of a run

    @cached_property
    def _third_parties(self) -> tuple[Stage, ...]:
        return tuple(load_stage(name) for name in self.stages)

    @cached_property
    def _levels(self) -> tuple[str, ...]:
        """The levels whose removals are made: this one and the more careful ones."""
        return LEVELS[: LEVELS.index(self.level) + 1]

    def __getstate__(self) -> dict[str, Any]:
        """Options only: the model and third-party stages are loaded anew where the cleaner is unpickled."""
        return {
            name: getattr(self, name)
            for name in ("format", "level", "only", "skip", "model", "site", "rules", "stages")
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)
        self.__post_init__()

    def parse(self, source: str, *, format: str | None = None) -> Document:  # noqa: A002
        """Cut a text, or the visible text of a page, into the blocks that are kept or removed.

        format: how to read this one; None: as the cleaner's option says. Raises OptionError for an unknown one.
        """
        format = format or self.format  # noqa: A001
        _choose("format", format, FORMATS)
        if format == "auto":
            from .sniff import looks_like_page

            format = "html" if looks_like_page(source) else "text"  # noqa: A001
        if format == "text":
            return parse(source, site=self.site)
        from .html import read_page

        page = read_page(source)
        if self.site:
            return parse_page(page, site=self.site)
        return parse_page(page, site=page.metadata.domain, site_name=page.metadata.site)

    def clean(self, source: str, *, format: str | None = None) -> Result:  # noqa: A002
        """Clean a text or a page (format: see `parse`). The same one always gives the same result."""
        removals: list[Removal] = []
        suspects: list[Removal] = []
        whole = self.parse(source, format=format)
        for document in whole.parts():
            decided = self._decide(document)
            pieces = list(self._pieces(document, decided))
            gone = [piece for piece in pieces if piece.level in self._levels]
            left = [piece for piece in pieces if piece.level not in self._levels]
            removals += self._removals(document, decided, gone)
            suspects += self._removals(document, decided, left)
        page = whole.page
        return Result(
            whole.source,
            tuple(removals),
            tuple(suspects),
            whole.format,
            self.level,
            metadata=page.metadata if page else None,
            warning=page.warning if page else None,
            html=source if page else None,
        )

    def explain(self, source: str, *, format: str | None = None) -> list[BlockReport]:  # noqa: A002
        """Every block of a text or a page (format: see `parse`) with its decision, score and evidence in words."""
        reports = []
        for document in self.parse(source, format=format).parts():
            decided, found = self._decide(document), findings_by_block(document, ORDER)
            reports += [self._report(document, index, decided, found) for index in range(len(document.blocks))]
        return reports

    def _model_for(self, document: Document) -> models.Model:
        """The model that was chosen; if none was, the built-in one of texts or of pages."""
        if document.markup and self.model is None:
            return models.built_in("model-page.json")
        return self._model

    def _decide(self, document: Document) -> Decided:
        """Hear all built-in stages, and of the user's rules and third parties' stages those that are chosen."""
        thirds = [stage for stage in self._third_parties if self._chosen(stage.name)]
        return decide(document, self._model_for(document), thirds, self.rules if self._chosen(RULE) else ())

    def _report(
        self, document: Document, index: int, decided: Decided, found: Sequence[Mapping[str, Finding]]
    ) -> BlockReport:
        block, decision = document.blocks[index], decided.decisions[index]
        own = decision.keys or decided.features[index]
        chosen = decision.level is not None and self._chosen(decision.stage)
        what = "protected" if block.protected else "kept"
        if chosen:
            what = "removed" if decision.level in self._levels else "suspect"
        if decision.verdict:
            evidence = [decision.verdict]
        else:
            evidence = reasons(document, block, own, self._model_for(document), decision.state, against=what == "kept")
            if decision.note and chosen:
                evidence.insert(0, decision.note)
            if decision.heard and (decision.heard < 0) == (what == "kept"):
                evidence.append(said_by_readability(decision.heard))
        stays = "" if what == "removed" else self._why_it_stays(document, index, decision, found)
        if stays:
            evidence.insert(0, stays)
        stage = decision.stage if chosen else None
        text, element = document.text(block), document.element(index, index)
        return BlockReport(
            block.start, block.end, text, block.line, what, stage, decision.score, tuple(evidence), element
        )

    def _why_it_stays(
        self, document: Document, index: int, decision: Decision, found: Sequence[Mapping[str, Finding]]
    ) -> str:
        """What kept a block that came close, or would go but for `only` and `skip`; "" for all others."""
        if decision.level in self._levels and not self._chosen(decision.stage):
            return f"stays, since `only` or `skip` leaves what is {decision.stage}"
        if document.markup:  # the threshold is the page's own, and no guard holds anything back
            return ""
        return why_it_stays(document, index, decision, found, self._model, self.level)

    def _chosen(self, stage: str) -> bool:
        """Whether `only` and `skip` let a stage's decisions stand; a user's own rules do unless they are skipped."""
        wanted = self.only is None or stage in self.only or stage == RULE
        return wanted and (self.skip is None or stage not in self.skip)

    def _pieces(self, document: Document, decided: Decided) -> Iterator[_Piece]:
        """The stretches that go at some level, in order, not overlapping."""
        found = [
            _Piece(block.start, block.end, decision.stage, decision.level, index)
            for index, (block, decision) in enumerate(zip(document.blocks, decided.decisions, strict=True))
            if decision.level is not None and self._chosen(decision.stage)
        ]
        found += [
            _Piece(p.start, p.end, p.stage, p.level, -1, p.score, p.why) for p in decided.parts if self._chosen(p.stage)
        ]
        at = 0
        for piece in sorted(found, key=lambda piece: (piece.start, -piece.end)):
            if piece.start >= at:
                yield piece
                at = piece.end

    def _removals(self, document: Document, decided: Decided, pieces: list[_Piece]) -> Iterator[Removal]:
        """One removal for each run of neighbouring pieces of one stage."""
        for _, run in groupby(enumerate(pieces), key=_Runs()):
            members = [piece for _, piece in run]
            start, end = members[0].start, members[-1].end
            score = min(piece.score if piece.number < 0 else decided.decisions[piece.number].score for piece in members)
            element = _element(document, members)
            text, stage, model = document.source[start:end], members[0].stage, self._model_for(document)
            if document.markup and members[0].number >= 0 and not decided.decisions[members[0].number].verdict:
                tell = _tell_of_page(document, decided, members, model, element)
                yield Removal.told_later(start, end, text, stage, score, tell, element)
            else:
                why = _why(document, decided, members, model, element)
                yield Removal(start, end, text, stage, score, why, element)


class _Piece(NamedTuple):
    """A stretch that goes: a whole block (its `number`), or part of one (number -1, with its own score and reason)."""

    start: int
    end: int
    stage: str
    level: str | None
    number: int
    score: float = 0.0
    why: str = ""


class _Runs:
    """A groupby key that changes where a piece does not continue the one before it."""

    def __init__(self) -> None:
        self.last: _Piece | None = None
        self.number = 0

    def __call__(self, item: tuple[int, _Piece]) -> int:
        piece = item[1]
        if self.last is None or piece.start != self.last.end or piece.stage != self.last.stage:
            self.number += 1
        self.last = piece
        return self.number


def _element(document: Document, members: list[_Piece]) -> str | None:
    """The element that a run stood in; None if it stood in a text."""
    first, last = members[0], members[-1]
    number = first.number if first.number >= 0 else document.at(first.start)
    return document.element(number, last.number if last.number >= 0 else document.at(last.start))


def _why(document: Document, decided: Decided, members: list[_Piece], model: models.Model, element: str | None) -> str:
    """The evidence for a run in words: what its blocks say, the commonest first, and which lines it spans."""
    told: dict[str, float] = {}
    for piece in members[:_ENOUGH]:
        decision = decided.decisions[piece.number]
        settled = piece.why if piece.number < 0 else decision.verdict
        if settled:
            return f"{settled} (in {element})" if element else settled
        block = document.blocks[piece.number]
        own = reasons(document, block, decision.keys or decided.features[piece.number], model, decision.state)
        for rank, reason in enumerate([decision.note, *own] if decision.note else own):
            told[reason] = told.get(reason, 0.0) + 1.0 / (rank + 1)
    best = sorted(told, key=lambda reason: -told[reason])[:5]
    return f"{'; '.join(best) or _NO_REASON} ({_where(document, members, element)})"


def _where(document: Document, members: list[_Piece], element: str | None) -> str:
    """Which lines a run spans, and in which element."""
    first, last = document.blocks[members[0].number].line, document.blocks[members[-1].number].line
    lines = f"line {first}" if first == last else f"lines {first}-{last}"
    return f"{lines}, in {element}" if element else lines


def _tell_of_page(
    document: Document, decided: Decided, members: list[_Piece], model: models.Model, element: str | None
) -> Callable[[], str]:
    """What puts the evidence for a run of a page into words. It holds the run's first block's keys, not the page.

    A page has many runs, and its elements say much the same of all blocks in them.
    """
    number = members[0].number
    decision = decided.decisions[number]
    keys = decision.keys or decided.features[number]
    note = said_by_readability(decision.heard) if decision.heard > 0 else decision.note
    return partial(_told, keys, model, decision.state, note, _where(document, members, element))


def _told(keys: tuple[Key, ...], model: models.Model, state: int, note: str, where: str) -> str:
    own = reasons_of_page(keys, model, state)
    return f"{'; '.join([note, *own] if note else own) or _NO_REASON} ({where})"


def _choose(what: str, value: str, known: Iterable[str]) -> None:
    known = list(known)
    if value not in known:
        import difflib  # only a mistake needs it

        near = difflib.get_close_matches(str(value), known, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise OptionError(f"unknown {what} {value!r}{hint} (known: {', '.join(known)})")


def clean(
    source: str,
    *,
    format: str = "auto",  # noqa: A002  the name users expect
    level: str = "normal",
    only: Iterable[str] | None = None,
    skip: Iterable[str] | None = None,
    model: str | Path | None = None,
    site: str | None = None,
) -> Result:
    """Clean one text: take out what is not the article. See Cleaner for the options, Result for what comes back."""
    return _cleaner(format, level, _frozen(only), _frozen(skip), model, site).clean(source)


def _frozen(names: Iterable[str] | None) -> frozenset[str] | None:
    return None if names is None else frozenset((names,) if isinstance(names, str) else names)


@lru_cache(maxsize=8)
def _cleaner(*options: Any) -> Cleaner:
    """The cleaner with these options; the last few are remembered."""
    return Cleaner(**dict(zip(("format", "level", "only", "skip", "model", "site"), options, strict=True)))
