"""The marks that texts have on their lines: Markdown's, those of transcripts and interviews, of mail and of tools.

Marks fall on body and appeal lines alike, so that no mark is a sign of either.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

SHORT = 60
"""Lines of so many characters may be headings, cells, buttons or labels."""
_SITES = ("example.org", "www.northquay.example", "dailyharbour.example", "t.co", "bit.ly", "blog.example.net")
_PATHS = (
    "",
    "/",
    "/2023/11/04/council-vote",
    "/a/1732",
    "/news?id=88&ref=body",
    "/go",
    "/p/4kd9",
    "/support",
    "/about",
)
_NAMES = (
    *(
        "ANNA",
        "Marek",
        "Dr. Okafor",
        "HOST",
        "Interviewer",
        "Speaker 1",
        "SPEAKER_02",
        "Lee Wong",
        "María José",
        "Иван",
    ),
    *("김민수", "佐藤", "أحمد", "Élodie Martin", "JR", "Moderator", "Prof. Lindqvist", "Narrator"),
)
_QUESTIONS = (
    ("Q: ", "A: "),
    ("Q. ", "A. "),
    ("Q：", "A："),
    ("F: ", "A: "),
    ("В: ", "О: "),
    ("P: ", "R: "),
    ("— ", "– "),
)


class Item(NamedTuple):
    """A line on its way into a text: its label, its text with marks, and what stands between it and the one before."""

    label: str
    text: str
    gap: str


Items = Sequence[Item]


def is_short(item: Item) -> bool:
    """Whether a line could be a heading, a cell or a button."""
    return len(item.text) <= SHORT


def address(rng: random.Random) -> str:
    """An invented address."""
    return f"https://{rng.choice(_SITES)}{rng.choice(_PATHS)}"


def around_words(text: str, rng: random.Random, mark: Callable[[str], str]) -> str:
    """A text with a mark around some of its words, or all of it where it has one or two."""
    words = text.split(" ")
    if len(words) < 3:
        return mark(text) if len(text) <= SHORT else mark(text[:8]) + text[8:]
    first = rng.randrange(len(words) - 1)
    last = min(len(words), first + rng.randint(1, 4))
    inner = mark(" ".join(words[first:last]))
    return " ".join([*words[:first], inner, *words[last:]])


def _link(rng: random.Random) -> Callable[[str], str]:
    return lambda words: f"[{words}]({address(rng)})"


def _emphasis(rng: random.Random) -> Callable[[str], str]:
    mark = rng.choice(("*", "_", "**", "__", "***", "`", "~~"))
    return lambda words: f"{mark}{words}{mark}"


def _prefixed(run: Items, prefixes: Sequence[str], rng: random.Random, inner: str = "\n") -> list[Item]:
    """The lines of a run behind their prefixes, close together or with the gap given."""
    return [
        item._replace(text=prefixes[number % len(prefixes)] + item.text, gap=inner if number else item.gap)
        for number, item in enumerate(run)
    ]


def _plain(run: Items, rng: random.Random) -> list[Item]:
    return list(run)


def _headings(run: Items, rng: random.Random) -> list[Item]:
    """Short lines become headings; of long ones, the first words become bold, as run-in headings are."""
    level = rng.choice(("# ", "## ", "## ", "### ", "#### "))
    closing = level.strip() if rng.random() < 0.1 else ""
    return [
        item._replace(text=f"{level}{item.text} {closing}".strip()) if is_short(item) else _lead(item) for item in run
    ]


def _lead(item: Item) -> Item:
    words = item.text.split(" ")
    few = 1 + len(item.text) % 4
    return item._replace(text=" ".join([f"**{' '.join(words[:few])}**", *words[few:]])) if words[few:] else item


def _whole(run: Items, rng: random.Random) -> list[Item]:
    mark = rng.choice(("**", "**", "*", "_", "__", "***"))
    return [item._replace(text=f"{mark}{item.text}{mark}") for item in run]


def _bullets(run: Items, rng: random.Random) -> list[Item]:
    mark = rng.choice(("- ", "* ", "+ ", "• ", "  - ", "-   ", "– "))
    return _prefixed(run, (mark.lstrip(),), rng, rng.choice(("\n", "\n", "\n\n")))


def _numbers(run: Items, rng: random.Random) -> list[Item]:
    form = rng.choice(("{}. ", "{}) ", "({}) ", "{}\\. "))
    first = rng.choice((1, 1, 1, 4))
    return _prefixed(run, [form.format(first + number) for number in range(len(run))], rng)


def _quotes(run: Items, rng: random.Random) -> list[Item]:
    return _prefixed(
        run, (rng.choice(("> ", "> ", ">", "> > ", "> **Note** ")),), rng, rng.choice(("\n", "\n>\n", "\n\n"))
    )


def _tasks(run: Items, rng: random.Random) -> list[Item]:
    return _prefixed(run, [rng.choice(("- [ ] ", "- [x] ", "* [ ] ")) for _ in run], rng)


def _table(run: Items, rng: random.Random) -> list[Item]:
    """Rows of one cell, or of two where the lines are short."""
    columns = 2 if all(map(is_short, run)) and len(run) > 1 else 1
    made = list[Item]()
    for number, item in enumerate(run):
        starts, last = number % columns == 0, number % columns == columns - 1 or number == len(run) - 1
        gap = (item.gap if not number else "\n") if starts else " "
        made.append(Item(item.label, f"| {item.text}{' |' if last else ''}", gap))
        if number == columns - 1:
            made.append(Item("either", "|" + rng.choice((" --- |", "---|", " :-- |")) * columns, "\n"))
    return made


def _links(run: Items, rng: random.Random) -> list[Item]:
    """Lines that are links as a whole, bare addresses below, or headings that are links."""
    form = rng.choice(("[{}]({})", "[{}]({})", "[**{}**]({})", "{} {}", "{}: <{}>", "[{}]({}) »"))
    return [item._replace(text=form.format(item.text, address(rng))) for item in run]


_STYLES: dict[Callable[[Items, random.Random], list[Item]], int] = {
    _plain: 52,
    _headings: 10,
    _whole: 8,
    _bullets: 8,
    _numbers: 4,
    _quotes: 6,
    _tasks: 2,
    _table: 4,
    _links: 6,
}


def _run(items: Items, rng: random.Random) -> int:
    """How many of the first lines are marked together: now and then body and appeal lines in one."""
    most = min(rng.randint(1, 5), len(items))
    across = rng.random() < 0.25
    for number in range(1, most):
        if not across and items[number].label != items[0].label:
            return number
    return most


def markdown(items: Items, rng: random.Random) -> list[Item]:
    """Lines with the marks of Markdown, with pictures and rules between them, and footnotes."""
    made = list[Item]()
    at, due = 0, False
    richness = rng.choice((0.3, 1.0, 1.0))
    while at < len(items):
        count = _run(items[at:], rng)
        style = rng.choices(list(_STYLES), list(_STYLES.values()))[0] if rng.random() < richness else _plain
        run = style(items[at : at + count], rng)
        made += [run[0]._replace(gap="\n\n") if due else run[0], *run[1:]]
        at += count
        due = rng.random() < 0.07
        if due:
            made.append(_between(rng))
    return _footnoted([_inked(item, rng) for item in made], rng)


def _between(rng: random.Random) -> Item:
    if rng.random() < 0.5:
        return Item("either", rng.choice(("---", "***", "* * *", "___", "- - -", "⁂")), "\n\n")
    alt = rng.choice(("", "Photo", "img_2041.jpg", "image", "Fig. 2"))
    return Item("either", f"![{alt}]({address(rng)}/img_{rng.randrange(9999)}.jpg)", "\n\n")


def _inked(item: Item, rng: random.Random) -> Item:
    """A line with some of its words linked or emphasised, where it has no marks yet."""
    if rng.random() > 0.22 or any(mark in item.text for mark in "[*_`|#<"):
        return item
    mark = rng.choice((_link, _link, _emphasis))
    return item._replace(text=around_words(item.text, rng, mark(rng)))


def _footnoted(items: list[Item], rng: random.Random) -> list[Item]:
    """Lines with numbers of footnotes at the end of a few, and sometimes the footnotes, which are addresses."""
    if rng.random() > 0.2:
        return items
    form = rng.choice(("[{}]", "[^{}]", "\\[{}\\]", " ({})"))
    noted = sorted(rng.sample(range(len(items)), min(len(items), rng.randint(1, 4))))
    for number, at in enumerate(noted, 1):
        if items[at].label != "either":
            items[at] = items[at]._replace(text=items[at].text + form.format(number))
    if rng.random() < 0.6:
        notes = [f"{form.format(number).strip()}: {address(rng)}" for number in range(1, len(noted) + 1)]
        items += [Item("either", note, "\n" if number else "\n\n") for number, note in enumerate(notes)]
    return items


def transcript(items: Items, rng: random.Random) -> list[Item]:
    """Lines behind time stamps and speakers; those of appeals in some texts always, in some never."""
    form = rng.choice(
        ("[{t}] {s}", "({t}) {n}: {s}", "{n}: {s}", "{n} ({t}): {s}", "{t} {s}", "[{t}] {n}: {s}", "**{n}:** {s}")
    )
    names = rng.sample(_NAMES, rng.randint(1, 3))
    often = {True: rng.choice((1.0, 0.8)), False: rng.choice((0.0, 0.4, 1.0))}
    apart = "{t}" in form and rng.random() < 0.2
    seconds, made = rng.randint(0, 9), list[Item]()
    for item in items:
        stamp = rng.random() < often[item.label in ("", "either")]
        told = form.format(t=_clock(seconds), n=rng.choice(names), s="" if apart else item.text).strip()
        if stamp and apart:
            made += [Item("either", told, item.gap), item._replace(gap="\n")]
        else:
            made.append(item._replace(text=told) if stamp else item)
        seconds += 2 + len(item.text) // 14
    return made


def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60:02}:{rest % 60:02}"


def interview(items: Items, rng: random.Random) -> list[Item]:
    """Lines in turn behind the letters of question and answer, or in bold and plain; a few have neither."""
    if rng.random() < 0.5:
        every = rng.randint(2, 3)
        return [item._replace(text=f"**{item.text}**") if not at % every else item for at, item in enumerate(items)]
    marks = rng.choice(_QUESTIONS)
    appeals = rng.choice((0.0, 0.5, 1.0))
    marked, made = 0, list[Item]()
    for item in items:
        if rng.random() < (0.9 if item.label in ("", "either") else appeals):
            item = item._replace(text=marks[marked % 2] + item.text)  # noqa: PLW2901
            marked += 1
        made.append(item)
    return made


def html2text(items: Items, rng: random.Random) -> list[Item]:
    """Lines as html2text writes them: links with paths, bullets behind two spaces, rules of three stars."""
    made = list[Item]()
    for item in items:
        text, gap, chance = item.text, item.gap, rng.random()
        if chance < 0.08:
            text, gap = f"* {text}", gap + "  "
        elif chance < 0.2:
            path = rng.choice(
                ("/en/news/1284", "/tag/city", "#top", "/support-us", "javascript:void\\(0\\)", "/p/about")
            )
            text = around_words(text, rng, lambda words, path=path: f"[{words}]({path})")  # type: ignore[misc]
        elif chance < 0.26:
            text = f"_{text}_"
        elif chance < 0.32 and is_short(item):
            text = f"## {text}"
        if made and rng.random() < 0.05:
            made.append(Item("either", "* * *", "\n\n"))
            gap = "\n\n"
        made.append(Item(item.label, text, gap))
    return made
