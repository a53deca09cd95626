"""The shape of a block, as numbers of named traits: length, marks, figures. Facts that no language decides.

Marks of Markdown around a line (`#`, `*`, `>`, `|`, `[`, a list's bullet) are set aside first: a shape is no sign.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Sequence

from ..pattern import Pattern

_COINS, _BILLS = "$€£¥₹₽₺₴₪₩฿₫₦", "元円원"
"""Signs of currencies; those that stand only behind a sum."""
_MONEY = Pattern(
    rf"[{_COINS}]\s?\d|\d\s?(?:[{_COINS}{_BILLS}]|kr\b|zł|Kč|Ft\b|lei\b|лв|руб|грн|USD|EUR|CHF|Rp\b|TL\b)"
    r"|Rp\s?\d|R\$\s?\d|\bkr\.?\s\d"
)
_PRICE = Pattern(r"\d\s?(?:zł|Kč|Ft\b|lei\b|лв|руб|грн|USD|EUR|CHF|TL\b)")
"""What is left of _MONEY in a text without a sign for it, `kr` and `Rp`."""
_ADDRESS = Pattern(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}")
_DOMAIN = Pattern(r"\.(?:com|org|net|info|de|uk|fr|es|it|ru|pl|nl|se|jp|cn)\b")
_TIME = Pattern(r"[\[(]?\d{1,2}:\d\d")
_SPEAKER = Pattern(r"[^\W\d_][^:.!?]{0,30}: \S")
_QUOTED = Pattern(
    r"“[^“”]{2,600}”|«[^«»]{2,600}»|„[^„“”]{2,600}[“”]|\"[^\"]{2,600}\"|「[^「」]{2,600}」|『[^『』]{2,600}』"
)
_PICTOGRAPH = Pattern("[\u2600-\u27bf\U0001f000-\U0001faff★☆]")
_ARROWS = frozenset("→►▶»›❯➔➜")
_FIGURE, _AT, _COLON, _PARTING, _CALLING, _ASKING, _OWNED, _COMMA, _QUOTING, _CURRENCY = (1 << n for n in range(10))
_KINDS = {
    mark: kind
    for marks, kind in (
        ("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९", _FIGURE),
        ("@", _AT),
        (":", _COLON),
        ("→►▶»›❯➔➜>|·/•(]", _PARTING),
        ("!！", _CALLING),
        ("?？؟", _ASKING),
        ("©(", _OWNED),
        (",、，،", _COMMA),
        ('“«„"「『', _QUOTING),
        (_COINS + _BILLS, _CURRENCY),
    )
    for mark in marks
}
"""What the signs in a text may be part of."""
_KINDS["("] = _PARTING | _OWNED
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


BONDS = ("no words", "none", "few", "some", "many")
"""How many of a block's longer words stand far from it in the text, too."""


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
    names += [f"bond {bond}" for bond in BONDS]
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
_LENGTHS = [_WORDS[bisect_left(WORDS, n)] for n in range(WORDS[-1] + 2)]
_MOST_LENGTH = len(_LENGTHS) - 1
_OF_MARK = {mark: _OF_END[end] for mark, end in _ENDS.items()}
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
BOND = tuple(_N(f"bond {bond}") for bond in BONDS)
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
COLON = _OF_END["colon"][0]
"""The trait of a text that ends in a colon."""
PROSE_ENDS = frozenset(_OF_END[end][0] for end in ("period", "question", "quote"))


def shape(text: str, words: int) -> list[int]:
    """The numbers of the traits of a block's text; the second one tells how it ends. words: how many it has."""
    core = text.strip(_SETTING)
    if not core:
        return [_LENGTHS[0], _OF_END["none"][0], _RULE]
    plain, short = _end(core)
    found = [_LENGTHS[words if words < _MOST_LENGTH else _MOST_LENGTH], plain, _start(core[0])]
    if words <= 14:
        found.append(short)
    if len(core) < len(text):
        found.append(_MARKED)
    if words > 1 and core.isupper():
        found.append(_CAPITALS)
    elif 2 <= words <= 12 and core.istitle():
        found.append(_TITLE)
    signs = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    if signs:
        _signs(text, core, words, signs.decode("utf-8", "surrogatepass"), found)
    else:
        _no_signs(text, core, words, found)
    return found


_PLAIN = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ .'-\n"
"""Characters that tell nothing beyond length, start and end, as bytes; ’ is another."""


def _end(core: str) -> tuple[int, int]:
    """How a text ends: the trait, and that of short ones."""
    found = _OF_MARK.get(core[-1])
    if found is None:
        bare = core.rstrip(_CLOSING)
        found = _OF_MARK.get(bare[-1:], _OF_END["quote" if len(bare) < len(core) else "none"])
    return found


@functools.lru_cache(1024)
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


def _no_signs(text: str, core: str, words: int, found: list[int]) -> None:
    """Traits of a text of nothing but plain letters, which a bare address may be."""
    if words > 8:
        found.append(_COMMAS[0])
    elif "." in core[:-1] and _holds_link(text, 0):
        found.append(_HAS_LINK)


def _signs(text: str, core: str, words: int, signs: str, found: list[int]) -> None:
    """Traits of signs and figures; `signs`: the characters of the text that are no plain letters."""
    marks = set(signs)
    marks.discard("’")
    if not marks:
        _no_signs(text, core, words, found)
        return
    kinds = 0
    for mark in marks & _KINDS.keys():
        kinds |= _KINDS[mark]
    if kinds & _FIGURE:
        _figures(text, words, signs, kinds, found)
    if kinds & _AT and _ADDRESS.search(text):
        found.append(_HAS_ADDRESS)
    if _holds_link(text, kinds):
        found.append(_HAS_LINK)
    if kinds & _COLON and _SPEAKER.match(core):
        found.append(_SPOKEN)
    if kinds & _PARTING and (not marks.isdisjoint(_ARROWS) or ">>" in text):
        found.append(_ARROW)
    if kinds & _CALLING:
        found.append(_EXCLAIMS)
    if kinds & _ASKING:
        found.append(_ASKS)
    if kinds & _PARTING and ("|" in core or " · " in text or " / " in text or " • " in text):
        found.append(_BARS)
    if kinds & _OWNED and ("©" in marks or "(c)" in text):
        found.append(_COPYRIGHT)
    if not signs.isascii() and _PICTOGRAPH.search(signs):
        found.append(_PICTURED)
    if words > 8:
        commas = sum(map(signs.count, ",、，،")) if kinds & _COMMA else 0
        found.append(_COMMAS[min(commas, 2)])
    if kinds & _QUOTING:
        inside = sum(len(match[0]) for match in _QUOTED.finditer(text))
        if inside:
            found.append(_ALL_QUOTED if inside > 0.9 * len(core) else _PART_QUOTED)


def _figures(text: str, words: int, signs: str, kinds: int, found: list[int]) -> None:
    """Traits of a text with figures."""
    digits = sum(map(str.isdigit, signs))
    found.append(_MOSTLY if digits * 3 > len(text) else _DIGITS)
    worth = _MONEY if kinds & _CURRENCY or "kr" in text or "Rp" in text else _PRICE
    if worth.search(text):
        found.append(_HAS_MONEY if words > 8 else _SUM)
    if kinds & _COLON and _TIME.match(text):
        found.append(_TIMED)


def _holds_link(text: str, kinds: int) -> bool:
    """Whether an address of the web stands in a text, whole or as a bare domain; plain searches, for speed."""
    if "www." in text or (kinds & _COLON and "://" in text) or (kinds & _PARTING and "](" in text):
        return True
    if text.find(".", 0, -2) < 0:
        return False
    return any(text[match.start() - 1 : match.start()].isalnum() for match in _DOMAIN.finditer(text))


NOTHING = len(_GAPS)
"""Stands for the gap behind the last block."""


def places(gaps: Sequence[int]) -> list[tuple[int, ...]]:
    """Traits of where each block of a document stands. gaps: what parts each from the one before it."""
    total = len(gaps)
    size = _SIZES[bisect_left(_SIZE, total)]
    far = len(_TOP_OF) - 1
    tops = [_TOP_OF[index if index < far else far] for index in range(total)]
    ends = [_END_OF[index if index < far else far] for index in range(total - 1, -1, -1)]
    after, before = [_AFTER[gap] for gap in gaps], [_BEFORE[gap] for gap in (*gaps[1:], NOTHING)[:total]]
    return list(zip(tops, ends, [size] * total, after, before, strict=True))


def bond(shared: int, total: int) -> int:
    """The trait of a block that shares so many of its longer words with text far from it."""
    if not total:
        return BOND[0]
    return BOND[1 if not shared else 2 if shared * 5 < total else 3 if shared * 5 < total * 2 else 4]


def is_prose(traits: Sequence[int], words: int) -> bool:
    """Whether a block of these traits is running text: long, and ending like a sentence."""
    return words >= PROSE_WORDS and traits[1] in PROSE_ENDS
