"""The fixture format: one file is input and expectation.

    The council voted on Tuesday to close the bridge.
    - newsletter | Sign up for our morning briefing.
    Work begins in May. ⟦donation: Support us with a monthly gift.⟧ It will take two years.

A line with a margin is removed by the stage named, brackets mark a stretch inside a line, all else stays.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from cleanarticle.stages import NAMES

FIXTURES = Path(__file__).parent.parent / "fixtures"

_STAGES = "|".join(NAMES)
_MARGIN = re.compile(rf"- ({_STAGES}) \| (.*)")
_STRETCH = re.compile(rf"⟦({_STAGES}): (.*?)⟧")


@dataclass
class Case:
    """A fixture: the text, and (start, end, stage) of all that must go from it."""

    source: str = ""
    spans: list[tuple[int, int, str]] = field(default_factory=list)


def read_case(text: str) -> Case:
    """A case from the text of a fixture file."""
    case = Case()
    for line in text.splitlines(keepends=True):
        content = line.rstrip("\n")
        margin = _MARGIN.fullmatch(content)
        if margin:
            stage, content = margin.groups()
            case.spans.append((len(case.source), len(case.source) + len(content), stage))
            case.source += content
        else:
            _add_stretches(case, content)
        case.source += line[len(line.rstrip("\n")) :]
    return case


def _add_stretches(case: Case, content: str) -> None:
    at = 0
    for stretch in _STRETCH.finditer(content):
        case.source += content[at : stretch.start()]
        stage, inner = stretch.groups()
        case.spans.append((len(case.source), len(case.source) + len(inner), stage))
        case.source += inner
        at = stretch.end()
    case.source += content[at:]


def write_case(source: str, removals) -> str:
    """The fixture text that says what a result did: for messages, and for making a new fixture from a real run."""
    lines = []
    at = 0
    for line in source.splitlines(keepends=True):
        start, end = at, at + len(line.rstrip("\n"))
        at += len(line)
        inside = [(max(r.start, start), min(r.end, end), r.stage) for r in removals if r.start < end and r.end > start]
        inside = [(s, s + len(source[s:e].rstrip()), stage) for s, e, stage in inside if source[s:e].strip()]
        body = source[start:end]
        if len(inside) == 1 and source[inside[0][0] : inside[0][1]].strip() == body.strip():
            lines.append(f"- {inside[0][2]} | {body}")
        else:
            for s, e, stage in reversed(inside):
                body = f"{body[: s - start]}⟦{stage}: {source[s:e]}⟧{body[e - start :]}"
            lines.append(body)
    return "\n".join(lines) + ("\n" if source.endswith("\n") else "")


def stages_by_character(length: int, spans) -> list[str]:
    """For each character, the stage under which it goes, or ""."""
    marks = [""] * length
    for start, end, stage in spans:
        marks[start:end] = [stage] * (end - start)
    return marks
