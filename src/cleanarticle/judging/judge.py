"""A document's evidence → posteriors: how likely each block is each of the categories."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..result import LEVELS
from .chain import chances, hardness, parted
from .evidence import NUMBERS, Evidence
from .lexicon import ROWS
from .network import CATEGORIES, NARROW, PLAN, STATE, TURNS, WIDTH
from .weights import ModelError, Weights, read

if TYPE_CHECKING:
    from .arrays import ArrayNetwork

BUILT_IN = Path(__file__).with_name("weights.bin")
FEW = 120
"""NumPy takes longer to import than so many blocks without it; once it is there, it pays from a few blocks on."""
_FEW_LOADED = 6
KINDS = ("appeal", "clutter", "page appeal", "page clutter")
"""What a model has thresholds for, at each level."""
_MOST_BITS = 11
Sums = list[list[int]]


def _shapes() -> dict[str, tuple[int, int]]:
    """The arrays that a weights file must hold, with their rows and columns."""
    layers = {"input": (WIDTH, STATE), "hidden": (STATE, STATE), "output": (STATE, len(CATEGORIES) + len(TURNS))}
    for number, step in enumerate(PLAN):
        layers[f"narrow {number}"] = (STATE, NARROW)
        layers[f"wide {number}"] = ((3 if isinstance(step, int) else 2) * NARROW, STATE)
    biases = {f"{name} bias": (1, columns) for name, (_, columns) in layers.items()}
    return {"words": (ROWS, WIDTH), "numbers": (NUMBERS, STATE), **layers, **biases}


class Judge:
    """The network of a weights file. Raises ModelError for a file that does not fit it."""

    def __init__(self, weights: Weights, name: str) -> None:
        self.name, self._weights = name, weights
        for array, shape in _shapes().items():
            if array not in weights.arrays:
                raise ModelError(f"{name}: the model lacks the array {array!r}; it is of another version")
            if weights.arrays[array][1:] != shape:
                raise ModelError(f"{name}: the array {array!r} has the shape {weights.arrays[array][1:]}, not {shape}")
            size = shape[0] * shape[1] * (4 if array.endswith(" bias") else 1)
            if len(weights.arrays[array][0]) != size:
                raise ModelError(f"{name}: the array {array!r} has numbers of another size; it is of another version")
        for bits in ("word_bits", "number_bits"):
            if weights.header.get(bits) not in range(_MOST_BITS + 1):
                raise ModelError(f"{name}: the model's {bits} is {weights.header.get(bits)!r}, not 0 to {_MOST_BITS}")
        self.thresholds = _thresholds(weights.header, name)

    @functools.cached_property
    def _lanes(self) -> Callable[[Evidence], Sums]:
        from .lanes import LaneNetwork

        return LaneNetwork(self._weights)

    @functools.cached_property
    def _arrays(self) -> ArrayNetwork | None:
        try:
            from .arrays import ArrayNetwork
        except ImportError:  # NumPy is not there
            return None
        return ArrayNetwork(self._weights)

    def sums(self, evidence: Evidence) -> Sums:
        """For each block a sum for each category, the greater, the likelier, and for each of TURNS; in 1/2048."""
        if self._many(evidence) and self._arrays is not None:
            return self._arrays(evidence)
        return self._lanes(evidence) if evidence.heard else []

    def verdicts(self, evidence: Evidence) -> list[tuple[int, float]]:
        """For each block the likeliest category but body, by its number, and how likely it is that it is not body."""
        if self._many(evidence) and self._arrays is not None:
            return self._arrays.verdicts(evidence)
        return _verdicts(self._lanes(evidence)) if evidence.heard else []

    def _many(self, evidence: Evidence) -> bool:
        """Whether there are so many blocks that NumPy pays, and its import if need be."""
        return len(evidence.heard) > (_FEW_LOADED if "numpy" in sys.modules else FEW)


def _verdicts(sums: Sums) -> list[tuple[int, float]]:
    size = len(CATEGORIES)
    body, aside = zip(*[parted(own[:size]) for own in sums], strict=True)
    enter, leave = zip(*[map(hardness, own[size:]) for own in sums], strict=True)
    best = [max(range(1, size), key=own.__getitem__) for own in sums]
    return list(zip(best, chances(body, aside, enter, leave), strict=True))


def _thresholds(header: dict[str, Any], name: str) -> dict[str, dict[str, float]]:
    """The thresholds of a weights file's header: by level, of appeals and clutter in texts and pages."""
    told = header.get("thresholds")
    try:
        found = {level: {kind: float(told[level][kind]) for kind in KINDS} for level in LEVELS}  # type: ignore[index]
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"{name}: the model's thresholds are not numbers by level: {error}") from error
    for level, least in found.items():
        for kind, value in least.items():
            if not 0 <= value <= 1:
                raise ModelError(f"{name}: the model's threshold of {kind}s at level {level} is {value}, not 0 to 1")
    return found


@functools.lru_cache(4)
def load(path: str | Path) -> Judge:
    """The judge of a weights file. Raises ModelError."""
    return Judge(read(Path(path)), str(path))


@functools.cache
def built_in() -> Judge:
    """The judge that ships with the package; its file is not read whole."""
    return Judge(read(BUILT_IN, check=False), "the built-in model")
