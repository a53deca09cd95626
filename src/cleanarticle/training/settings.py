"""How the lines of an article are set on a page: the same many ways for its body and for the appeals in it.

Only how often differs: most of both are plain paragraphs, and a body paragraph is more seldom in a box.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .sheet import Said, Sheet

Run = Sequence[Said]
Setting = Callable[[Sheet, Run], str]

_SHORT = 45
_ENDS = (".", "!", "?", "。", "…", "।", "؟", ",", ":")
_HEADINGS = (
    "<h2>{}</h2>",
    "<h2>{}</h2>",
    "<h3>{}</h3>",
    "<h4>{}</h4>",
    "<p><strong>{}</strong></p>",
    "<p><b>{}</b></p>",
)


def is_body(label: str) -> bool:
    """Whether a line of that label is the article's, or beside it."""
    return label in ("", "either")


def _plain(sheet: Sheet, run: Run) -> str:
    return "\n".join(_one(sheet, line) for line in run)


def _one(sheet: Sheet, line: Said) -> str:
    """A paragraph; a short line may be a heading."""
    if len(line[1]) <= 2 * _SHORT and not line[1].endswith(_ENDS) and sheet.chance(0.4):
        return sheet.rng.choice(_HEADINGS).format(sheet.say(*line))
    return sheet.paragraph(line)


def _emphasised(sheet: Sheet, run: Run) -> str:
    tag = sheet.rng.choice(("em", "em", "i", "strong", "b", "small", "mark", "span"))
    style = sheet.rng.choice(("", "", ' style="color:#666"')) if tag == "span" else ""
    return sheet.each(run, sheet.para.format(f"<{tag}{style}>{{}}</{tag}>"))


def _broken(sheet: Sheet, run: Run) -> str:
    """All lines in one paragraph, parted by line breaks."""
    return sheet.para.format(sheet.rng.choice(("<br>\n", "<br/>", "<br><br>")).join(sheet.rich(line) for line in run))


def _inside(sheet: Sheet, run: Run) -> str:
    """The inside of a box: paragraphs, or a heading and lines that are buttons, or elements without meaning."""
    way = sheet.rng.randrange(4)
    if way == 0:
        return _plain(sheet, run)
    if way == 1:
        return sheet.each(run, sheet.rng.choice(("<div>{}</div>", "<p>{}</p>", "<div><span>{}</span></div>")))
    return _titled(sheet, run)


def _titled(sheet: Sheet, run: Run) -> str:
    """A heading where the first line is short, a button where the last one is."""
    parts = list[str]()
    for number, line in enumerate(run):
        if len(line[1]) <= 2 * _SHORT and number == 0:
            tag = sheet.rng.choice(("h2", "h3", "h4", "h5", "strong", 'p class="title"', 'div class="heading"'))
            parts.append(f"<{tag}>{sheet.say(*line)}</{tag.split()[0]}>" + ("<br>" if tag == "strong" else ""))
        elif len(line[1]) <= _SHORT and number == len(run) - 1:
            parts.append(_action(sheet, line))
        else:
            parts.append(f"<p>{sheet.rich(line)}</p>")
    return "\n".join(parts)


def _action(sheet: Sheet, line: Said) -> str:
    """A short line as something to click."""
    form = sheet.rng.choice(
        (
            '<p><a class="button"{href}>{}</a></p>',
            "<div><a{href}>{}</a></div>",
            "<div><a{href}><span>{}</span></a></div>",
            '<div class="wp-block-button"><a class="wp-block-button__link"{href}>{}</a></div>',
            '<a class="btn btn-primary"{href}>{}</a><br>',
        )
    )
    if not is_body(line[0]) and sheet.chance(0.4):
        form = sheet.rng.choice(('<button type="button">{}</button>', '<button class="cta">{}</button>'))
    return form.format(sheet.say(*line), href=sheet.href())


def _around(*tags: str) -> Setting:
    """Lines in an element with some class name, or none."""

    def setting(sheet: Sheet, run: Run) -> str:
        tag = sheet.rng.choice(tags)
        return f"<{tag}{sheet.name(run[0][0])}>\n{_inside(sheet, run)}\n</{tag}>"

    return setting


def _nested(sheet: Sheet, run: Run) -> str:
    """Lines in elements within elements."""
    deep = sheet.rng.randint(2, 4)
    inner = "".join(f"<div{sheet.name(run[0][0]) if sheet.chance(0.5) else ''}>" for _ in range(deep))
    return f"{inner}\n{_inside(sheet, run)}\n{'</div>' * deep}"


def _listed(sheet: Sheet, run: Run) -> str:
    tag = sheet.rng.choice(("ul", "ul", "ol"))
    form = sheet.rng.choice(("<li>{}</li>", "<li>{}</li>", "<li><p>{}</p></li>", "<li><strong>{}</strong></li>"))
    if sheet.chance(0.15):
        form = f"<li><a{sheet.href()}>{{}}</a></li>"
        return f"<{tag}>\n{sheet.each(run, form, lambda line: sheet.say(*line))}\n</{tag}>"
    return f"<{tag}>\n{sheet.each(run, form)}\n</{tag}>"


def _tabled(sheet: Sheet, run: Run) -> str:
    """A table with a line in each cell, or all of them in one."""
    attributes = sheet.rng.choice(("", ' border="0" cellpadding="4"', ' width="100%" bgcolor="#eeeeee"', ' class="t"'))
    if sheet.chance(0.4):
        return f"<table{attributes}><tr><td>\n{_inside(sheet, run)}\n</td></tr></table>"
    return f"<table{attributes}>\n{sheet.each(run, '<tr><td>{}</td></tr>')}\n</table>"


def _ruled(sheet: Sheet, run: Run) -> str:
    below = "<hr>" if sheet.chance(0.4) else ""
    return f"<hr>\n{_plain(sheet, run)}\n{below}"


def _pictured(sheet: Sheet, run: Run) -> str:
    picture = f'<img src="/img/{sheet.rng.randrange(9999)}.jpg" alt="">'
    caption = sheet.rng.choice(("figcaption", "figcaption", 'div class="caption"', 'p class="wp-caption-text"'))
    first = f"<figure>{picture}<{caption}>{sheet.rich(run[0])}</{caption.split()[0]}></figure>"
    return "\n".join([first, *(sheet.paragraph(line) for line in run[1:])])


def _folded(sheet: Sheet, run: Run) -> str:
    opened = sheet.rng.choice(("", " open"))
    return f"<details{opened}><summary>{sheet.say(*run[0])}</summary>\n{_plain(sheet, run[1:])}\n</details>"


def _linked(sheet: Sheet, run: Run) -> str:
    """Each line one link, in a paragraph inside elements."""
    form = sheet.rng.choice(
        ("<div{n}><p><a{h}>{}</a></p></div>", "<p{n}><a{h}>{}</a></p>", "<p><strong><a{h}>{}</a></strong></p>")
    )
    name = sheet.name(run[0][0])
    return "\n".join(form.format(sheet.say(*line), n=name, h=sheet.href()) for line in run)


def _form(sheet: Sheet, run: Run) -> str:
    """A form: short lines are labels, what fields say before one types, and buttons."""
    parts = list[str]()
    for number, line in enumerate(run):
        last = number == len(run) - 1
        parts.append(_control(sheet, line, last) if len(line[1]) <= _SHORT else f"<p>{sheet.rich(line)}</p>")
    field = "" if sheet.chance(0.5) else '<input type="hidden" name="t" value="1">'
    return f'<form{sheet.name(run[0][0])} method="post" action="/go">{field}\n' + "\n".join(parts) + "\n</form>"


def _control(sheet: Sheet, line: Said, last: bool) -> str:
    fields = ('<input type="email" placeholder="{}">', '<input type="text" name="q" placeholder="{}">')
    buttons = (
        '<button type="submit">{}</button>',
        '<input type="submit" value="{}">',
        '<input type="button" value="{}">',
    )
    others = (
        "<label>{}</label>",
        "<h3>{}</h3>",
        "<legend>{}</legend>",
        "<div>{}</div>",
        '<label><input type="checkbox"> {}</label>',
    )
    return sheet.rng.choice(buttons if last else (*others, *others, *fields)).format(sheet.say(*line))


_SETTINGS: dict[Setting, tuple[float, float, float]] = {
    _plain: (76, 40, 50),
    _emphasised: (3, 10, 10),
    _broken: (3, 4, 0),
    _around("div"): (4, 12, 10),
    _around("aside", "section", "article"): (3, 6, 2),
    _around("blockquote"): (3, 3, 1),
    _around("center", "fieldset", "section"): (1, 2, 1),
    _nested: (2, 5, 5),
    _listed: (3, 4, 0),
    _tabled: (1.5, 3, 1),
    _ruled: (1, 4, 1),
    _pictured: (0.5, 1, 20),
    _folded: (0.7, 1, 0),
    _linked: (1, 4, 1),
    _form: (0, 8, 0),
}
"""How often each is chosen for body, appeals, and what is beside the body."""


def set_lines(sheet: Sheet, lines: Run, between: Callable[[], str]) -> str:
    """The HTML of an article's lines. between: what may stand between two runs of lines, called after each but one."""
    parts, at = list[str](), 0
    while at < len(lines):
        count = _run(sheet, lines[at:])
        parts.append(_set(sheet, lines[at : at + count]))
        at += count
        if at < len(lines):
            parts.append(between())
    return "\n".join(part for part in parts if part)


def _set(sheet: Sheet, run: Run) -> str:
    label = run[0][0]
    column = 2 if label == "either" else 1 if label else 0
    if any(is_body(other) != is_body(label) for other, _ in run):
        return sheet.rng.choice((_plain, _broken, _listed, _nested))(sheet, run)
    return sheet.rng.choices(list(_SETTINGS), [often[column] for often in _SETTINGS.values()])[0](sheet, run)


def _run(sheet: Sheet, lines: Run) -> int:
    """How many of the first lines are set together: of one label, but now and then a paragraph and an appeal."""
    body = is_body(lines[0][0])
    most = min(len(lines), sheet.rng.choice((1, 1, 2, 3, 4, 6)) if body else sheet.rng.choice((1, 3, 9, 9)))
    across = sheet.chance(0.05)
    for number in range(1, most):
        if not across and lines[number][0] != lines[0][0] and (body or is_body(lines[number][0])):
            return number
    return min(most, 3) if across else most
