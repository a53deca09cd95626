"""The shape of a block, as numbers of named traits: length, marks, figures. Facts that no language decides.

Marks of Markdown around a line (`#`, `*`, `>`, `|`, `[`, a list's bullet) are set aside first: a shape is no sign.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

_MONEY = re.compile(
    r"[$€£¥₹₽₺₴₪₩฿₫₦]\s?\d|\d\s?(?:[$€£¥₹₽₺₴₪₩฿₫₦元円원]|kr\b|zł|Kč|Ft\b|lei\b|лв|руб|грн|USD|EUR|CHF|Rp\b|TL\b)|Rp\s?\d|R\$\s?\d|\bkr\.?\s\d"
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}")
_LINK = re.compile(r"https?://|www\.|\]\(|\w\.(?:com|org|net|info|de|uk|fr|es|it|ru|pl|nl|se|jp|cn)\b")
_TIME = re.compile(r"[\[(]?\d{1,2}:\d\d")
_SPEAKER = re.compile(r"[^\W\d_][^:.!?]{0,30}: \S")
_QUOTED = re.compile(
    r"“[^“”]{2,600}”|«[^«»]{2,600}»|„[^„“”]{2,600}[“”]|\"[^\"]{2,600}\"|「[^「」]{2,600}」|『[^『』]{2,600}』"
)
_QUOTES = frozenset('“«„"「『')
_PICTOGRAPH = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff★☆]")
_ARROWS = frozenset("→►▶»›❯➔➜")
_SETTING = " \t*_#>|-–—•▪●■·‣+~`[](){}【】（）\xa0"
"""What may stand around a line without being part of what it says."""
_CLOSING = "\"'”’»›」』"
_ENDS = dict.fromkeys(".。।۔", "period") | dict.fromkeys("!！", "exclamation") | dict.fromkeys("?？؟", "question")
_ENDS |= dict.fromkeys(":：", "colon") | {"…": "ellipsis"} | dict.fromkeys(",;，、", "comma")

WORDS = (0, 1, 2, 3, 4, 6, 8, 11, 14, 19, 25, 34, 45, 60, 80, 120)
_TOP = (0, 1, 2, 3, 5, 9, 19, 40)
_END = (0, 1, 2, 3, 5, 9, 19, 40)
_SIZE = (1, 3, 8, 15, 30, 60, 150, 400)
_GAPS = ("sentence", "line", "blank")


def _names() -> list[str]:
    ends = ["period", "exclamation", "question", "colon", "ellipsis", "comma", "quote", "none"]
    names = [f"words {most}" for most in (*WORDS, "more")]
    names += [f"ends {end}" for end in ends] + [f"ends {end}, short" for end in ends]
    names += [f"starts {kind}" for kind in ("lower", "upper", "digit", "quote", "letter", "other")]
    names += ["set in marks", "all capitals", "capitalised", "digits", "mostly digits", "money", "sum alone", "address"]
    names += ["link", "arrow", "exclaims", "asks", "bars", "copyright", "pictograph", "no comma", "one comma", "commas"]
    names += ["all quoted", "part quoted", "time first", "speaker", "rule", "empty"]
    names += [f"top {most}" for most in (*_TOP, "more")] + [f"end {most}" for most in (*_END, "more")]
    names += [f"size {most}" for most in (*_SIZE, "more")]
    names += [f"after {gap}" for gap in _GAPS] + [f"before {gap}" for gap in (*_GAPS, "end")]
    names += ["again", "before prose", "behind prose", "long line", "page"]
    return names


NAMES = tuple(_names())
_NUMBER = {name: number for number, name in enumerate(NAMES)}
_WORDS = [_NUMBER[f"words {most}"] for most in (*WORDS, "more")]
_OF_END = {
    end: (_NUMBER[f"ends {end}"], _NUMBER[f"ends {end}, short"]) for end in (*set(_ENDS.values()), "quote", "none")
}
_N = _NUMBER.__getitem__
_MARKED, _CAPITALS, _TITLE = _N("set in marks"), _N("all capitals"), _N("capitalised")
_DIGITS, _MOSTLY, _HAS_MONEY, _SUM = _N("digits"), _N("mostly digits"), _N("money"), _N("sum alone")
_HAS_ADDRESS, _HAS_LINK, _ARROW, _EXCLAIMS, _ASKS = _N("address"), _N("link"), _N("arrow"), _N("exclaims"), _N("asks")
_BARS, _COPYRIGHT, _PICTURED = _N("bars"), _N("copyright"), _N("pictograph")
_COMMAS = (_N("no comma"), _N("one comma"), _N("commas"))
_ALL_QUOTED, _PART_QUOTED, _TIMED, _SPOKEN, _RULE = (
    _N("all quoted"),
    _N("part quoted"),
    _N("time first"),
    _N("speaker"),
    _N("rule"),
)
_LOWER, _UPPER, _DIGIT, _QUOTE, _LETTER, _OTHER = (
    _N(f"starts {kind}") for kind in ("lower", "upper", "digit", "quote", "letter", "other")
)
_AFTER = tuple(_N(f"after {gap}") for gap in _GAPS)
_BEFORE = tuple(_N(f"before {gap}") for gap in (*_GAPS, "end"))
_TOPS = [_N(f"top {most}") for most in (*_TOP, "more")]
_BOTTOMS = [_N(f"end {most}") for most in (*_END, "more")]
_SIZES = [_N(f"size {most}") for most in (*_SIZE, "more")]
AGAIN, BEFORE_PROSE, BEHIND_PROSE, LONG_LINE, PAGE = (
    _N(name) for name in ("again", "before prose", "behind prose", "long line", "page")
)
_TOP_OF = [_TOPS[bisect_left(_TOP, n)] for n in range(_TOP[-1] + 2)]
_END_OF = [_BOTTOMS[bisect_left(_END, n)] for n in range(_END[-1] + 2)]


def holds_quotation(found: Sequence[int]) -> bool:
    """Whether some of a block's text stands inside quotation marks, given its traits."""
    return _PART_QUOTED in found or _ALL_QUOTED in found


def quotations(text: str) -> list[tuple[int, int]]:
    """Offsets of the stretches of a text inside quotation marks."""
    return [match.span() for match in _QUOTED.finditer(text)]


PROSE_WORDS = 20
"""A block of at least this many words that ends like a sentence counts as prose."""
PROSE_ENDS = frozenset(_OF_END[end][0] for end in ("period", "question", "quote"))


def shape(text: str, words: int) -> list[int]:
    """The numbers of the traits of a block's text; the second one tells how it ends. words: how many it has."""
    core = text.strip(_SETTING)
    if not core:
        return [_WORDS[0], _OF_END["none"][0], _RULE]
    bare = core.rstrip(_CLOSING)
    end = _ENDS.get(bare[-1:], "none")
    if end == "none" and len(bare) < len(core):
        end = "quote"
    plain, short = _OF_END[end]
    found = [_WORDS[bisect_left(WORDS, words)], plain, _start(core[0])]
    if words <= 14:
        found.append(short)
    if len(core) < len(text):
        found.append(_MARKED)
    if words > 1 and core.isupper():
        found.append(_CAPITALS)
    elif 2 <= words <= 12 and core.istitle():
        found.append(_TITLE)
    marks = set(text)
    marks.difference_update(_PLAIN)
    if marks:
        _marks(text, core, words, marks, found)
    elif words > 8:
        found.append(_COMMAS[0])
    return found


_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ .'’-\n")
"""Characters that tell nothing beyond length, start and end."""


def _start(first: str) -> int:
    if first.islower():
        return _LOWER
    if first.isupper():
        return _UPPER
    if first.isdigit():
        return _DIGIT
    if first in "\"'“„«「‘‚":
        return _QUOTE
    return _LETTER if first.isalpha() else _OTHER


def _marks(text: str, core: str, words: int, marks: set[str], found: list[int]) -> None:
    """Traits of signs and figures; `marks`: the characters of the text that are no plain letters."""
    if not marks.isdisjoint("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९"):
        digits = sum(map(str.isdigit, text))
        found.append(_MOSTLY if digits * 3 > len(text) else _DIGITS)
        if _MONEY.search(text):
            found.append(_HAS_MONEY if words > 8 else _SUM)
        if ":" in marks and _TIME.match(text):
            found.append(_TIMED)
    if "@" in marks and _ADDRESS.search(text):
        found.append(_HAS_ADDRESS)
    if ("/" in marks or "." in text) and _LINK.search(text):
        found.append(_HAS_LINK)
    if ":" in marks and _SPEAKER.match(core):
        found.append(_SPOKEN)
    if not marks.isdisjoint(_ARROWS) or ">>" in text:
        found.append(_ARROW)
    if "!" in marks or "！" in marks:
        found.append(_EXCLAIMS)
    if not marks.isdisjoint("?？؟"):
        found.append(_ASKS)
    if "|" in core or " · " in text or " / " in text or " • " in text:
        found.append(_BARS)
    if "©" in marks or "(c)" in text:
        found.append(_COPYRIGHT)
    if not text.isascii() and _PICTOGRAPH.search(text):
        found.append(_PICTURED)
    if words > 8:
        commas = text.count(",") + text.count("、") + text.count("，") + text.count("،")
        found.append(_COMMAS[min(commas, 2)])
    if not marks.isdisjoint(_QUOTES):
        inside = sum(len(match[0]) for match in _QUOTED.finditer(text))
        if inside:
            found.append(_ALL_QUOTED if inside > 0.9 * len(core) else _PART_QUOTED)


def place(index: int, total: int, gap: int, following: int) -> tuple[int, ...]:
    """Traits of where a block stands. gap, following: what parts it from its neighbours (3 behind: nothing follows)."""
    return (
        _TOP_OF[min(index, _TOP[-1] + 1)],
        _END_OF[min(total - 1 - index, _END[-1] + 1)],
        _SIZES[bisect_left(_SIZE, total)],
        _AFTER[gap],
        _BEFORE[following],
    )


def is_prose(traits: Sequence[int], words: int) -> bool:
    """Whether a block of these traits is running text: long, and ending like a sentence."""
    return words >= PROSE_WORDS and traits[1] in PROSE_ENDS
