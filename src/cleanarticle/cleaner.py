"""The front door: options checked once, then text in and a Result out, as often as one likes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from .deciding import safety
from .deciding.decide import Decided, decide, threshold
from .deciding.reasons import BlockReport, reasons, why_kept
from .deciding.settle import settle
from .document import Document, parse, parse_page
from .judging import judge as judges
from .removals import Piece, apart, removals_of
from .repeats import Repeat, Repeats
from .result import LEVELS, Removal, Result
from .rules import RULE, Rule
from .stage import Stage, load_stage
from .stages import NAMES

FORMATS = ("auto", "text", "html")
_CLOSE = 0.2
"""From this score on, 0 to 1, a block that stays came close."""


class OptionError(ValueError):
    """An option has a value that it cannot have; the message says which, and what would do."""


@dataclass(frozen=True)
class Cleaner:
    """A cleaner with its options; immutable, picklable, and to be used for any number of texts.

    format: "text", "html" for web pages, or "auto": what looks like a page is one.  level: "careful", "normal" or
    "thorough".  only, skip: stage names; only these stages remove, or all but these.  model: path of a fitted model,
    None for the one built in.  site: domain or name of the site, for rules that are limited to one; of a page, None
    means what it declares.  rules: the user's own verdicts.  repeats: lines that `learn` found in many
    documents of a site, which are evidence.  stages: names of third-party stages to load.  max_removed: a document that
    would lose a greater share than this, 0 to 1, of its characters other than white space is kept as it is.
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
    repeats: tuple[Repeat, ...] = ()
    max_removed: float | None = None
    _judge: judges.Judge = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _choose("format", self.format, FORMATS)
        _choose("level", self.level, LEVELS)
        if self.max_removed is not None:
            object.__setattr__(self, "max_removed", _share(self.max_removed))
        known = (*NAMES, RULE, *self.stages)
        for option in ("only", "skip"):
            names = getattr(self, option)
            if names is not None:
                names = frozenset((names,) if isinstance(names, str) else names)
                for name in sorted(names):
                    _choose("stage", name, known)
                object.__setattr__(self, option, names)
        object.__setattr__(self, "rules", tuple(self.rules))
        object.__setattr__(self, "repeats", tuple(self.repeats))
        object.__setattr__(self, "stages", tuple(self.stages))
        object.__setattr__(self, "_judge", judges.built_in() if self.model is None else judges.load(self.model))
        self._third_parties  # noqa: B018  load them now, so that a mistake shows here and not in the middle of a run

    @cached_property
    def _third_parties(self) -> tuple[Stage, ...]:
        return tuple(load_stage(name) for name in self.stages)

    @cached_property
    def _repeats(self) -> Repeats | None:
        return Repeats(self.repeats) if self.repeats else None

    @cached_property
    def _levels(self) -> tuple[str, ...]:
        """The levels whose removals are made: this one and the more careful ones."""
        return LEVELS[: LEVELS.index(self.level) + 1]

    def __getstate__(self) -> dict[str, Any]:
        """Options only: the model and third-party stages are loaded anew where the cleaner is unpickled."""
        names = ("format", "level", "only", "skip", "model", "site", "rules", "stages", "repeats", "max_removed")
        return {name: getattr(self, name) for name in names}

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
        net = safety.Net(whole, self.level, self.max_removed)
        for document in whole.parts():
            decided = self._decide(document)
            vars(document).pop("evidence", None)  # removals hold on to the document, which may be a part of many
            gone, left = self._pieces(document, decided)
            net.add(document, decided, gone)
            removals += removals_of(document, decided, gone)
            suspects += removals_of(document, decided, left)
        page = whole.page
        result = Result(
            whole.source,
            tuple(removals),
            tuple(suspects),
            whole.format,
            self.level,
            metadata=page.metadata if page else None,
            warning=page.warning if page else None,
            html=source if page else None,
        )
        held = net.held()
        if held and held.level:
            return safety.warned(replace(self, level=held.level).clean(source, format=format), held)
        return safety.keep(result, held) if held else result

    def explain(self, source: str, *, format: str | None = None) -> list[BlockReport]:  # noqa: A002
        """Every block of a text or a page (format: see `parse`) with its decision, score and evidence in words."""
        reports = []
        whole = self.parse(source, format=format)
        net = safety.Net(whole, self.level, self.max_removed)
        for document in whole.parts():
            decided = self._decide(document)
            net.add(document, decided, self._pieces(document, decided)[0])
            reports += [self._report(document, index, decided) for index in range(len(document.blocks))]
        held = net.held()
        if held and held.level:
            return replace(self, level=held.level).explain(source, format=format)
        return safety.keep_blocks(reports, held) if held else reports

    def _decide(self, document: Document) -> Decided:
        """Hear the network, and of the user's rules and third parties' stages those that are chosen."""
        thirds = [stage for stage in self._third_parties if self._chosen(stage.name)]
        rules = self.rules if self._chosen(RULE) else ()
        decided = decide(document, self._judge, thirds, rules, self._repeats)
        return settle(document, decided, self._judge, self._repeats)

    def _report(self, document: Document, index: int, decided: Decided) -> BlockReport:
        block, decision = document.blocks[index], decided.decisions[index]
        chosen = decision.level is not None and self._chosen(decision.stage)
        what = "protected" if block.protected else "kept"
        if chosen:
            what = "removed" if decision.level in self._levels else "suspect"
        text, element = document.text(block), document.element(index, index)
        if decision.verdict:
            evidence = [decision.verdict]
        elif block.protected:
            evidence = ["front matter, code or a link definition, which no stage may touch"]
        elif what == "kept":
            evidence = why_kept(text, document.languages)
        else:
            evidence = reasons([text], decision.stage, document.languages)
        if decision.repeat and not decision.verdict:
            evidence.insert(0, decision.repeat if what != "kept" else f"{decision.repeat}, which is not enough")
        stays = "" if what == "removed" else self._why_it_stays(document, index, decided)
        if stays:
            evidence.insert(0, stays)
        stage = decision.stage if chosen else None
        return BlockReport(
            block.start, block.end, text, block.line, what, stage, decision.score, tuple(evidence), element
        )

    def _why_it_stays(self, document: Document, index: int, decided: Decided) -> str:
        """What kept a block that came close, or would go but for `only` and `skip`; "" for all others."""
        decision = decided.decisions[index]
        if decision.level in self._levels and not self._chosen(decision.stage):
            return f"stays, since `only` or `skip` leaves what is {decision.stage}"
        if decision.verdict or document.blocks[index].protected or decision.score < _CLOSE:
            return ""
        least = threshold(self._judge, self.level, decision.stage, page=bool(document.markup))
        return (
            f"stays at level {self.level}: it scores {decision.score:.3f} as {decision.stage}, and {least:g} is needed"
        )

    def _chosen(self, stage: str) -> bool:
        """Whether `only` and `skip` let a stage's decisions stand; a user's own rules do unless they are skipped."""
        wanted = self.only is None or stage in self.only or stage == RULE
        return wanted and (self.skip is None or stage not in self.skip)

    def _pieces(self, document: Document, decided: Decided) -> tuple[list[Piece], list[Piece]]:
        """The stretches that go at this level, and those that would at a later one; in order, none overlapping."""
        found = [
            Piece(block.start, block.end, decision.stage, decision.level, index)
            for index, (block, decision) in enumerate(zip(document.blocks, decided.decisions, strict=True))
            if decision.level is not None and self._chosen(decision.stage)
        ]
        found += [
            Piece(p.start, p.end, p.stage, p.level, -1, p.score, p.why) for p in decided.parts if self._chosen(p.stage)
        ]
        gone = apart(piece for piece in found if piece.level in self._levels)
        return gone, apart((piece for piece in found if piece.level not in self._levels), gone)


def _share(value: object) -> float:
    try:
        return safety.share_of(value)
    except ValueError as error:
        raise OptionError(f"max_removed: {error}") from None


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
    max_removed: float | None = None,
) -> Result:
    """Clean one text: take out what is not the article. See Cleaner for the options, Result for what comes back."""
    return _cleaner(format, level, _frozen(only), _frozen(skip), model, site, max_removed).clean(source)


def _frozen(names: Iterable[str] | None) -> frozenset[str] | None:
    return None if names is None else frozenset((names,) if isinstance(names, str) else names)


@lru_cache(maxsize=8)
def _cleaner(*options: Any) -> Cleaner:
    """The cleaner with these options; the last few are remembered."""
    names = ("format", "level", "only", "skip", "model", "site", "max_removed")
    return Cleaner(**dict(zip(names, options, strict=True)))
