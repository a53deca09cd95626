"""Small models for tests: weights files in which a test's own words decide, by weights it can hold in its head.

A word of such a model is one unit that is on wherever the word stands; all else that the network could hear is silent.
So a block's log-probabilities are the sums of the rows of its words, and `calm` more for the body.
"""

from math import prod
from pathlib import Path
from zlib import crc32

from cleanarticle.judging.judge import Judge, _shapes
from cleanarticle.judging.lexicon import ROWS, WORDS
from cleanarticle.judging.network import CATEGORIES, STATE, TURNS, WIDTH
from cleanarticle.judging.weights import parse, write

CALM = 8.0
"""What makes every block of such a model article unless its own words say more: independent of its neighbours."""
KINDS = {"appeal": (0.9, 0.7, 0.3), "clutter": (0.95, 0.8, 0.4)}
THRESHOLDS = {
    level: {f"{page}{kind}": least[place] for kind, least in KINDS.items() for page in ("", "page ")}
    for place, level in enumerate(("careful", "normal", "thorough"))
}
_FREE = -100.0
"""How hard it is to turn aside from the article: not at all, so that blocks are independent."""
_OUT = len(CATEGORIES) + len(TURNS)
_ON, _UNIT = 127, 64
"""The weight of a word in its unit's column, which is enough in any short block; the weight 1.0."""


def row(**values):
    """A word's weights by category, -15 to 15, in steps of 1/8: `row(donation=3)`."""
    assert set(values) <= set(CATEGORIES) and all(abs(value) <= 15 for value in values.values())
    return values


def shapes():
    """(name, kind, shape) of all arrays of a weights file, in order."""
    return [(name, "i" if name.endswith(" bias") else "b", shape) for name, shape in _shapes().items()]


def data(words=(), *, calm=CALM, **header):
    """The bytes of a weights file. words: word → row.  header: changes to it."""
    words = dict(words)
    table, output = bytearray(ROWS * WIDTH), bytearray(STATE * _OUT)
    rows = {word: crc32(word.encode()) % WORDS for word in words}
    assert len(set(rows.values())) == len(words) <= WIDTH
    for unit, (word, values) in enumerate(words.items()):
        table[rows[word] * WIDTH + unit] = _ON
        for category, value in values.items():
            output[unit * _OUT + CATEGORIES.index(category)] = round(value * 8) % 256
    told = {
        "words": bytes(table),
        "input": _diagonal(WIDTH),
        "hidden": _diagonal(STATE),
        "output": bytes(output),
        "output bias": b"".join(
            round(2048 * bias).to_bytes(4, "little", signed=True)
            for bias in (calm, *[0] * (len(CATEGORIES) - 1), *[_FREE] * len(TURNS))
        ),
    }
    sizes = {"b": 1, "i": 4}
    arrays = [(name, kind, shape, told.get(name, bytes(prod(shape) * sizes[kind]))) for name, kind, shape in shapes()]
    return write({"word_bits": 0, "number_bits": 5, "thresholds": THRESHOLDS} | header, arrays)


def _diagonal(rows):
    """A layer that hands on what it gets."""
    layer = bytearray(rows * STATE)
    layer[:: STATE + 1] = bytes([_UNIT]) * rows
    return bytes(layer)


def judge(words=(), **options) -> Judge:
    """The judge of these weights."""
    return Judge(parse(memoryview(data(words, **options)), "a test's model"), "a test's model")


def save(path: Path, words=(), **options) -> Path:
    """Write a weights file; gives back its path."""
    path.write_bytes(data(words, **options))
    return path
