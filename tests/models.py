"""Small models for tests: plain dicts as `Model` reads them, whose weights a test can hold in its head."""

import json

from cleanarticle.document import Gap
from cleanarticle.model import STATES, VERSION, Model, write_vector

CALM = 8.0
"""What makes every block of such a model article unless its own weights say more: independent of its neighbours."""
THRESHOLDS = {
    "careful": {"appeal": 0.9, "clutter": 0.95},
    "normal": {"appeal": 0.7, "clutter": 0.8},
    "thorough": {"appeal": 0.3, "clutter": 0.4},
}


def row(**values) -> str:
    """A vector by state: `row(donation=3)`."""
    return write_vector([values.get(state, 0.0) for state in STATES])


def data(weights=(), *, hidden=(), calm=CALM, **changes):
    """A model's data. weights: feature name → string of numbers.  hidden: (bias, row of weights) of each unit."""
    return {
        "version": VERSION,
        "states": list(STATES),
        "thresholds": THRESHOLDS,
        "start": row(body=calm),
        "transitions": {gap.name.lower(): [row(body=calm)] * len(STATES) for gap in Gap},
        "hidden": {"bias": write_vector(bias for bias, _ in hidden), "outer": [outer for _, outer in hidden]},
        "weights": dict(weights),
    } | changes


def model(weights=(), **options) -> Model:
    """A model of these weights."""
    return Model(data(weights, **options))


def save(path, weights=(), **options):
    """Write a model's file; gives back its path."""
    path.write_text(json.dumps(data(weights, **options)), encoding="utf-8")
    return path
