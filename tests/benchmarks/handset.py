"""Weights set by hand: what one would write down without fitting, as a yardstick for what is fitted.

Set once, from what the concepts mean; never tuned on a corpus. A weight speaks for one state, in log-odds: 1 is a hint,
2 is strong, 4 settles it where nothing speaks against it.

    python tests/benchmarks/handset.py > handset.json
    cleanarticle --model handset.json article.txt
"""

import json
from collections import defaultdict

from cleanarticle.document import Gap
from cleanarticle.model import STATES, VERSION, write_vector
from cleanarticle.stages import NAMES
from cleanarticle.training.fit import THRESHOLDS

FOUND = {"weakly": 1.0, "clearly": 2.5, "strongly": 4.5}
"""What a stage's finding weighs for its state; most stages are clutter."""
CONCEPTS = {
    "newsletter": {
        "newsletter": 1.5, "inbox": 1.5, "signup": 1.2, "email": 1.0, "cancel": 0.8, "consent": 0.5, "exclusive": 0.5,
        "free": 0.4,
    },
    "donation": {
        "anyamount": 2.5, "give": 1.5, "reader": 1.2, "independence": 1.0, "tax": 1.0, "support": 0.8, "outlet": 0.8,
        "mission": 0.8, "hardship": 0.7, "thanks": 0.6, "member": 0.6, "please": 0.5, "letter": 0.5,
    },
    "payment": {
        "cardform": 2.0, "paymeans": 1.2, "amount": 1.2, "secure": 1.0, "dismiss": 1.0, "receipt": 0.8,
        "frequency": 0.6, "formlabel": 0.6, "button": 0.4,
    },
    "subscription": {"login": 1.5, "subscription": 1.2, "readon": 1.2, "price": 0.7},
    "clutter": {
        "share": 1.0, "ads": 1.0, "related": 0.8, "comments": 0.8, "cookies": 0.8, "copyright": 0.8, "nav": 0.8,
        "app": 0.8, "contact": 0.3, "shop": 0.5, "event": 0.3,
    },
    "body": {"reporting": 2.0, "collected": 2.0, "actor": 1.2, "howto": 1.0, "calendar": 0.5},
}  # fmt: skip
"""What a concept of the block itself weighs for a state."""
ASIDE = {"you": 0.5, "we": 0.5, "imperative": 0.5, "urgency": 0.3}
"""What speaks against the body, whichever appeal it is."""
NEIGHBOUR = 0.25
"""The share of a concept's weight that it has in a neighbour."""
TOPIC = 1.0
"""What a concept weighs for the body where the whole text is about it, or where it is only quoted."""
SHAPES = {
    "1-2 words": 0.0, "3-4 words": 0.0, "5-8 words": 0.3, "9-14 words": 0.6, "15-25 words": 1.0, "26-45 words": 1.5,
    "46-80 words": 1.5, "over 80 words": 1.5, "ends with period": 0.5, "starts with a quotation": 1.0,
    "holds a quotation": 0.5, "many commas": 0.3, "exclaims": -0.7, "all capitals": -0.5, "holds a form mark": -1.5,
    "holds a pictograph": -0.7, "holds an arrow": -0.7, "holds a copyright sign": -1.5, "holds an e-mail address": -0.3,
}  # fmt: skip
"""What a shape weighs for the body, or against it."""
NOTHING_FOUND = 1.5
SUM_OF_MONEY = 1.5
STAYS = {Gap.SENTENCE: 3.5, Gap.LINE: 3.0, Gap.BLANK: 1.5}
"""What staying in a state weighs, by what parts two blocks; from a donation letter to its widget, half as much."""


def model():
    """The model, as plain JSON values."""
    weights = defaultdict(lambda: dict.fromkeys(STATES, 0.0))
    for stage in NAMES:
        state = stage if stage in STATES else "clutter"
        for how, weight in FOUND.items():
            weights[f"found: {stage} {how}"][state] += weight
    weights["found: nothing"]["body"] = NOTHING_FOUND
    for state, concepts in CONCEPTS.items():
        for concept, weight in concepts.items():
            weights[f"concept: {concept}"][state] += weight
            for place in ("before", "after"):
                weights[f"{place}: {concept}"][state] += NEIGHBOUR * weight
            if state != "body":
                weights[f"text: {concept}"]["body"] += TOPIC
                weights[f"quoted: {concept}"]["body"] += TOPIC
    for concept, weight in ASIDE.items():
        weights[f"concept: {concept}"]["body"] -= weight
    for shape, weight in SHAPES.items():
        weights[f"shape: {shape}"]["body"] += weight
    weights["shape: is a sum of money"]["payment"] += SUM_OF_MONEY
    return {
        "version": VERSION,
        "states": list(STATES),
        "thresholds": THRESHOLDS,
        "start": write_vector(2.0 if state == "body" else 0.0 for state in STATES),
        "transitions": {gap.name.lower(): moves(stay) for gap, stay in STAYS.items()},
        "hidden": {"bias": "", "outer": []},
        "weights": {name: write_vector(row.values()) for name, row in sorted(weights.items())},
    }


def moves(stay):
    """The rows of one gap's transitions."""
    near = {("donation", "payment"), ("payment", "donation")}
    return [
        write_vector(stay if to == from_ else stay / 2 if (from_, to) in near else 0.0 for to in STATES)
        for from_ in STATES
    ]


if __name__ == "__main__":
    print(json.dumps(model(), indent=0))
