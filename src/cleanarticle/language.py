"""Which languages a text is likely in, by its function words and its script."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from .matcher import table
from .script import fold, is_dense, words

if TYPE_CHECKING:
    from .judging.lexicon import Known

_SAMPLE = 20_000
_FEW_WORDS = 30
_stops = attrgetter("stops")


def likely_languages(text: str) -> frozenset[str]:
    """Tags of the languages a text is likely in, by its function words; all of them if it is too short to tell.

    Looks at a sample of bounded size. A language counts if it has at least half the function words of the best one.
    """
    scores, words_seen = _language_scores(text)
    best = max(scores.values(), default=0)
    if words_seen < _FEW_WORDS and best < _FEW_WORDS:
        return frozenset(table().tags)
    least = max(best / 2, words_seen * 0.05)
    return frozenset(tag for tag, score in scores.items() if score >= least)


def allowed_languages(blocks: Iterable[Iterable[Known]], text: str) -> int:
    """Bit mask of the languages a text is likely in, given what is known of its words by block; see above."""
    counts = Counter(map(_stops, chain.from_iterable(blocks)))
    total = counts.total()
    tags = table().tags
    scores = dict.fromkeys(tags, 0)
    for mask, count in counts.items():
        for tag in _tags(mask):
            scores[tag] += count
    scores.update(_by_script(text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + text[-_SAMPLE // 2 :]))
    best = max(scores.values(), default=0)
    if total < _FEW_WORDS and best < _FEW_WORDS:
        return (1 << len(tags)) - 1
    least = max(best / 2, total * 0.05)
    return sum([1 << number for number, tag in enumerate(tags) if scores[tag] >= least])


@functools.lru_cache(4096)
def _tags(mask: int) -> tuple[str, ...]:
    return tuple([tag for number, tag in enumerate(table().tags) if mask >> number & 1])


def main_language(text: str) -> str | None:
    """Tag of the language a text is most likely in; None if it is too short to tell, or in none that we know."""
    scores, words_seen = _language_scores(text)
    best = max(scores, key=lambda tag: scores[tag], default=None)
    if best is None or max(words_seen, scores[best]) < _FEW_WORDS or scores[best] < words_seen * 0.05:
        return None
    return best


def _language_scores(text: str) -> tuple[dict[str, int], int]:
    """How many function words of each language a sample of the text holds, and of how many words."""
    cues = table()
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + "\n" + text[-_SAMPLE // 2 :]
    forms = [match.group() for match in words(fold(sample))]
    counts: dict[int, int] = {}
    for form in forms:
        mask = cues.stopwords.get(form, 0)
        if mask:
            counts[mask] = counts.get(mask, 0) + 1
    scores = {tag: sum(n for mask, n in counts.items() if mask >> number & 1) for number, tag in enumerate(cues.tags)}
    scores.update(_by_script(sample))
    return scores, len(forms)


def _by_script(sample: str) -> dict[str, int]:
    """Languages that their script gives away, with the number of their characters as the score."""
    if not is_dense(sample):
        return {}
    kana = sum("\u3040" <= char <= "\u30ff" for char in sample)
    han = sum("\u3400" <= char <= "\u9fff" for char in sample)
    thai = sum("\u0e00" <= char <= "\u0e7f" for char in sample)
    return (
        {"ja": (kana + han) // 2, "zh": 0, "th": thai // 4}
        if kana * 10 > han
        else {"zh": han // 2, "ja": 0, "th": thai // 4}
    )
