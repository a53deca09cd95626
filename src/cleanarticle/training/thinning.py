"""Hide cues at random from the documents a model is fitted on, so that it learns to do without any one of them.

A strong cue keeps the weights of weaker evidence from being learned, and texts of other sites and languages hold fewer
known cues. After Sutton, Sindelar, McCallum, "Reducing weight undertraining in structured discriminative learning",
HLT-NAACL 2006.
"""

from __future__ import annotations

import random

from ..matcher import table
from .corpus import Labelled

UNTOUCHED = 0.3
"""The share of documents from which nothing is hidden."""
SHARES = (0.1, 0.2, 0.35)
"""The shares of a block's concepts that are hidden from the others."""


def thin(labelled: Labelled, seed: str) -> Labelled:
    """The document with some concepts of each block hidden; the same for the same seed."""
    rng = random.Random(f"thin {seed}")
    if rng.random() < UNTOUCHED:
        return labelled
    share = rng.choice(SHARES)
    count = len(table().concepts)
    evidence = []
    for facts in labelled.document.evidence:
        seen = sum(1 << number for number in range(count) if rng.random() >= share)
        evidence.append(facts._replace(concepts=facts.concepts & seen, quoted=facts.quoted & seen))
    labelled.document.__dict__["evidence"] = tuple(evidence)  # a cached property of a document nobody else holds
    return labelled
