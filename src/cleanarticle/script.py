"""Which characters make a word, in scripts with and without spaces, and folding that keeps every offset."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

# Chinese, Japanese, Thai, Lao, Khmer, Burmese: written without spaces, so cues match at any character.
DENSE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# Vowel signs and joiners stand inside words but are no `\w` for Python: Hebrew, Arabic, the Indic scripts, soft hyphen.
_MARKED = (
    (0x300, 0x370),
    (0x591, 0x5C8),
    (0x610, 0x61B),
    (0x64B, 0x660),
    (0x670, 0x671),
    (0x900, 0xE00),
    (0x200C, 0x200E),
)
_MARKS = "\xad" + "".join(
    chr(code)
    for low, high in _MARKED
    for code in range(low, high)
    if not chr(code).isalnum() and code not in (0x964, 0x965)
)

_SIMPLE = re.compile(r"[^\W_]+")
# the same in texts of Latin script, whose letters and figures can be listed: in half the time
_LATIN = re.compile(
    "[a-zA-Z0-9\xaa\xb2\xb3\xb5\xb9\xba\xbc-\xbe\xc0-\xd6\xd8-\xf6\xf8-\u02c1\u02c6-\u02d1\u02e0-\u02e4\u02ec\u02ee]+"
)
# what else but Latin letters, punctuation, arrows, signs and pictures may be a letter, a figure or a mark
_OTHER = re.compile(
    "[^\0-\xac\xae-\u02ff\u2000-\u200b\u200e-\u206f\u20a0-\u20cf\u2190-\u245f\u2500-\u2775\ufe0f\U0001f300-\U0001faff]"
)
# soft hyphen, combining marks, Hebrew to Greek Extended, the joiners, kana and Han: told by what it is not, because so
# Python compiles it in a fifth of the time
_BEYOND = re.compile("[^\0-\xac\xae-\u02ff\u0370-\u058f\u2000-\u200b\u200e-\u3004\ufb00-\U0010ffff]")
_TONOS = re.compile("[ά-ώ]")
_NO_TONOS = str.maketrans("άέήίόύώΐΰ", "αεηιουωϊϋ")


# Patterns with large classes take milliseconds to compile, and most texts need none of them.
@functools.cache
def _marked_word() -> re.Pattern[str]:
    return re.compile(rf"[{DENSE}]+|[^\W_{DENSE}]+(?:[{_MARKS}]+[^\W_{DENSE}]*)*")


@functools.cache
def _dense() -> re.Pattern[str]:
    return re.compile(f"[{DENSE}]")


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text, in order: words of scripts with spaces, and unbroken runs of scripts without."""
    return word_finder(text).finditer(text)


def word_finder(text: str) -> re.Pattern[str]:
    """The pattern that finds the words of a text, and of all its stretches."""
    if text.isascii() or not _OTHER.search(text):
        return _LATIN
    return _marked_word() if _BEYOND.search(text) else _SIMPLE


def is_dense(text: str) -> bool:
    """Whether a text has a character of a script without spaces; of a word: whether it is such a run."""
    return not text.isascii() and _BEYOND.search(text) is not None and _dense().search(text) is not None


def has_dense(finder: re.Pattern[str], text: str) -> bool:
    """The same of a text, if it is known which pattern finds its words."""
    return finder is not _LATIN and is_dense(text)


def fold(text: str) -> str:
    """Lower case, Greek without accents; one character for one, so that offsets into the folded text hold."""
    folded = text.lower()
    if len(folded) != len(text):  # "İ" becomes two characters
        folded = "".join(low if len(low := char.lower()) == 1 else low[0] for char in text)
    if _TONOS.search(folded):  # capitals and hasty typing leave the Greek accent out
        folded = folded.translate(_NO_TONOS)
    return folded.replace("ı", "i").replace("’", "'")
