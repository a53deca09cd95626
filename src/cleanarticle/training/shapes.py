"""The shapes of texts: the same labelled lines as users have them, from blank lines to Markdown and transcripts.

Fitted on all of them, a model learns that shape is no sign of what a line is.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable, Sequence

from ..script import is_dense
from .marks import SHORT, Item, Items, html2text, interview, is_short, markdown, transcript

Line = tuple[str, str, int]
"""(label, text, gap): "" for body, "either", or a category; one line of text; 2 behind a blank line, else 1."""
Shaped = tuple[str, list[tuple[int, int, str]]]
"""A text, and (start, end, label) of every line in it that is not body, in order."""
_Shaper = Callable[[Items, random.Random], list[Item]]

_ENDS = (".", "!", "?", "。", "！", "？", "…", "”", "»", ":", "।", "؟")
_BUTTONS = ("[{}]", "[ {} ]", "( {} )", "({})", "<{}>", "{{ {} }}", "{} →", "» {}", "▶ {}", "【{}】", "{} >>")


def shape(lines: Sequence[Line], name: str, rng: random.Random) -> Shaped:
    """Lines as a text of the shape named, one of SHAPES. Every line is in it; its span holds its marks as well.

    Lines that a shape adds (pictures, rules, footnotes, doubled titles) are labelled "either". Spans are in code
    points, without white space around them; one may hold line breaks where the shape wraps lines.
    """
    items = list[Item]()
    for label, text, gap in lines:
        if text.strip():
            items.append(Item(label, text.strip(), "\n" * gap if items else ""))
    return _joined(_SHAPERS[name][1](items, rng))


def pick(rng: random.Random) -> str:
    """The name of a shape, the usual ones more often."""
    return rng.choices(SHAPES, [weight for weight, _ in _SHAPERS.values()])[0]


def _joined(items: Items) -> Shaped:
    parts, spans, at = list[str](), list[tuple[int, int, str]](), 0
    for label, text, gap in items:
        space = gap if at else gap.lstrip("\r\n")
        lead = len(text) - len(text.lstrip())
        parts += (space, text)
        at += len(space) + len(text)
        if label:
            spans.append((at - len(text) + lead, at - len(text) + len(text.rstrip()), label))
    return "".join(parts), spans


def _as_is(items: Items, rng: random.Random) -> list[Item]:
    return list(items)


def _gapped(gap: str) -> _Shaper:
    """A shape with one gap between all lines."""
    return lambda items, rng: [item._replace(gap=gap if number else "") for number, item in enumerate(items)]


_blank, _tight, _flat = _gapped("\n\n"), _gapped("\n"), _gapped(" ")


def _any_gaps(items: Items, rng: random.Random) -> list[Item]:
    """Gaps as given, or all the same."""
    return rng.choice((_as_is, _as_is, _blank, _tight))(items, rng)


def _flat_runs(items: Items, rng: random.Random) -> list[Item]:
    """A few lines run together, then a break."""
    often = rng.choice((0.3, 0.5, 0.8))
    return [item._replace(gap=" ") if at and rng.random() < often else item for at, item in enumerate(items)]


def _wrapped(items: Items, rng: random.Random) -> list[Item]:
    width = rng.choice((60, 65, 70, 72, 72, 76, 78, 80))
    gaps = _as_is if rng.random() < 0.25 else _blank
    return [item._replace(text="\n".join(_wrap(item.text, width))) for item in gaps(items, rng)]


def _wrap(text: str, width: int) -> list[str]:
    """The lines of a wrapped text; scripts without spaces break anywhere, and their characters are twice as wide."""
    dense = is_dense(text[:20])
    return textwrap.wrap(text, width // 2 if dense else width, break_long_words=dense, break_on_hyphens=False) or [text]


def _crlf(items: Items, rng: random.Random) -> list[Item]:
    gapped = rng.choice((_as_is, _tight, _blank))(items, rng)
    return [item._replace(gap=item.gap.replace("\n", "\r\n")) for item in gapped]


def _literal(items: Items, rng: random.Random) -> list[Item]:
    escaped = rng.choice(("\\n", "\\n", "\\r\\n"))
    return [item._replace(gap=item.gap.replace("\n", escaped)) for item in _any_gaps(items, rng)]


def _indented(items: Items, rng: random.Random) -> list[Item]:
    """All lines behind the same indentation, or some behind another each."""
    indent = rng.choice((" ", "  ", "    ", "        ", "\t", "\u3000"))
    often = rng.choice((1.0, 1.0, 0.3))
    made = list[Item]()
    for item in _any_gaps(items, rng):
        here = indent if often == 1.0 else rng.choice((" ", "   ", "     ", "\t", "\t\t"))
        made.append(item._replace(gap=item.gap + here) if rng.random() < often else item)
    return made


def _spaces(items: Items, rng: random.Random) -> list[Item]:
    """Other white space than plain spaces in some places, and some at the ends of lines."""
    odd = rng.choice(("\u00a0", "\u00a0", "  ", "\u202f", " \u200b"))
    often = rng.choice((0.02, 0.1, 0.5))
    tail = rng.choice(("", " ", "  ", "\u00a0"))
    made = list[Item]()
    for item in _any_gaps(items, rng):
        text = re.sub(" ", lambda _: odd if rng.random() < often else " ", item.text)
        made.append(Item(item.label, text, tail + item.gap if made else ""))
    return made


def _triple(items: Items, rng: random.Random) -> list[Item]:
    """Three newlines or more in some places or all, some of them with spaces between."""
    often = rng.choice((0.2, 0.6, 1.0))
    made = list[Item]()
    for item in items:
        wide = rng.choice(("\n\n\n", "\n\n\n\n", "\n\n\n\n\n\n", "\n \n\n", "\n\n \n \n", "\n\t\n\n"))
        made.append(item._replace(gap=wide) if made and rng.random() < often else item)
    return made


def _newspaper(items: Items, rng: random.Random) -> list[Item]:
    """Paragraphs parted by blank lines, the first one twice where it could be a title."""
    made = _blank(items, rng)
    if made and made[0].label in ("", "either") and len(made[0].text) <= 3 * SHORT:
        made[1:1] = [Item("either", made[0].text, "\n\n")]
    return made


def _inscriptis(items: Items, rng: random.Random) -> list[Item]:
    """Indented by two spaces for each element around a line, runs of lines behind bullets."""
    made, bullets, depth = list[Item](), 0, rng.choice(("", "  ", "    "))
    for item in _any_gaps(items, rng):
        if not bullets and rng.random() < 0.15:
            bullets = rng.randint(1, 4)
        elif not bullets and rng.random() < 0.1:
            depth = rng.choice(("", "  ", "    ", "      "))
        lead = "  * " if bullets else ""
        bullets = max(0, bullets - 1)
        made.append(Item(item.label, f"{lead}{item.text}", item.gap + depth))
    return made


def _html2text(items: Items, rng: random.Random) -> list[Item]:
    made = html2text(_blank(items, rng), rng)
    if rng.random() < 0.3:  # its default is to wrap
        made = [item._replace(text="\n".join(_wrap(item.text, 78))) for item in made]
    return made


def _markdown(items: Items, rng: random.Random) -> list[Item]:
    return markdown(_any_gaps(items, rng), rng)


def _caps(items: Items, rng: random.Random) -> list[Item]:
    """Short lines in capitals: labels of boxes, and subheads as well."""
    often = rng.choice((0.4, 0.8, 1.0))
    return [
        item._replace(text=item.text.upper()) if is_short(item) and rng.random() < often else item
        for item in _any_gaps(items, rng)
    ]


def _quoted(items: Items, rng: random.Random) -> list[Item]:
    """A mail that is quoted: wrapped or not, every line behind a mark, the empty ones too."""
    mark = rng.choice(("> ", "> ", ">", ">> ", "| "))
    width = rng.choice((0, 68, 72))
    made = list[Item]()
    for item in _any_gaps(items, rng):
        rows = _wrap(item.text, width) if width else [item.text]
        gap = item.gap if item.gap != "\n\n" else f"\n{mark.strip()}\n"
        made.append(Item(item.label, "\n".join(mark + row for row in rows), gap))
    return made


def _buttons(items: Items, rng: random.Random) -> list[Item]:
    """Short lines in brackets, as texts have them that were buttons or links."""
    form = rng.choice(_BUTTONS)
    often = rng.choice((0.3, 0.7))
    return [
        item._replace(text=form.format(item.text)) if is_short(item) and rng.random() < often else item
        for item in _any_gaps(items, rng)
    ]


def _glued(items: Items, rng: random.Random) -> list[Item]:
    """Some lines right behind the sentence before them, without a space."""
    often = rng.choice((0.15, 0.4, 1.0))
    made = list[Item]()
    for item in _any_gaps(items, rng):
        if made and rng.random() < often:
            item = item._replace(gap="" if made[-1].text.endswith(_ENDS) else " ")  # noqa: PLW2901
        made.append(item)
    return made


def _in_gaps(shaper: _Shaper) -> _Shaper:
    """A shape of marks on lines with the gaps given, or all the same."""
    return lambda items, rng: shaper(_any_gaps(items, rng), rng)


_SHAPERS: dict[str, tuple[int, _Shaper]] = {
    "as-is": (15, _as_is),
    "blank": (15, _blank),
    "tight": (22, _tight),
    "flat": (16, _flat),
    "flat-runs": (7, _flat_runs),
    "wrapped": (4, _wrapped),
    "crlf": (2, _crlf),
    "literal": (2, _literal),
    "indented": (2, _indented),
    "spaces": (2, _spaces),
    "triple": (2, _triple),
    "markdown": (7, _markdown),
    "transcript": (2, _in_gaps(transcript)),
    "interview": (2, _in_gaps(interview)),
    "newspaper": (1, _newspaper),
    "inscriptis": (2, _inscriptis),
    "html2text": (1, _html2text),
    "caps": (1, _caps),
    "quoted": (1, _quoted),
    "buttons": (1, _buttons),
    "glued": (2, _glued),
}
SHAPES: tuple[str, ...] = tuple(_SHAPERS)
"""The names of the shapes."""
