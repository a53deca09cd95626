"""Traits of shape and place, as the model names them → plain words for `explain`."""

from __future__ import annotations

import functools
import re

_PLAIN = {
    "ends with none": "ends without a mark",
    "ends with period": "ends with a full stop",
    "ends with exclamation": "ends with an exclamation mark",
    "ends with question": "ends with a question mark",
    "ends with quote": "ends with a quotation mark",
    "ends with colon": "ends with a colon",
    "ends with comma": "ends with a comma or semicolon",
    "ends with ellipsis": "ends with an ellipsis",
    "all capitals": "is all in capitals",
    "each word capitalised": "has a capital at each word",
    "mostly digits": "is mostly digits",
    "all inside quotation marks": "stands all inside quotation marks",
    "no comma": "holds no comma",
    "one comma": "holds one comma",
    "many commas": "holds many commas",
    "parted by blank": "stands below a blank line",
    "parted by line": "stands right below another line",
    "parted by sentence": "stands in the middle of a line",
    "followed by blank": "stands above a blank line",
    "followed by line": "stands right above another line",
    "followed by sentence": "is followed by more on its line",
    "followed by end": "ends the text",
    "block 0 from the top": "begins the text",
    "block 0 from the end": "ends the text",
    "before the first prose": "stands before the first sentence of the text",
    "behind the last prose": "stands behind the last sentence of the text",
    "after nothing": "begins the text",
    "ahead of nothing": "ends the text",
}
_PATTERNS = (
    (r"(\d+-\d+|over \d+) words", r"is \1 words long"),
    (r"block (.+) from the top", r"has \1 blocks above it"),
    (r"block (.+) from the end", r"has \1 blocks below it"),
    (r"text of (.+) blocks", r"stands in a text of \1 blocks"),
    (r"after (.+ words)", r"stands behind a block of \1"),
    (r"ahead of (.+ words)", r"stands before a block of \1"),
)


@functools.cache
def in_words(trait: str) -> str:
    """A trait of shape or place in plain words; one that is plain already, such as "exclaims", as it is."""
    trait = trait.removesuffix(", short")
    if trait in _PLAIN:
        return _PLAIN[trait]
    for pattern, words in _PATTERNS:
        match = re.fullmatch(pattern, trait)
        if match:
            return match.expand(words).replace(" 1 blocks", " 1 block")
    return trait
