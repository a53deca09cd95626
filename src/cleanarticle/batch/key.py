"""What a run's results depend on besides its inputs, as one short key: another key, and everything is done anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .journal import digest, digest_file

if TYPE_CHECKING:
    from ..cleaner import Cleaner

_PACKAGE = Path(__file__).parent.parent
_DATA = ("*.json", "cues/*.json")


def key_of(cleaner: Cleaner, **further: Any) -> str:
    """The key of a cleaner, the data it works with and the versions of what it runs, and of further options."""
    from .. import __version__

    options = {name: _plain(value) for name, value in sorted(cleaner.__getstate__().items())}
    data = [digest_file(path) for pattern in _DATA for path in sorted(_PACKAGE.glob(pattern))]
    model = digest_file(Path(cleaner.model)) if cleaner.model is not None else None
    told = [__version__, options, data, model, _versions(cleaner.stages), further]
    return digest(json.dumps(told, sort_keys=True, default=str).encode())[:16]


def _plain(value: Any) -> Any:
    """A value that is written the same in every process: sets have no order of their own."""
    return sorted(value) if isinstance(value, frozenset) else str(value)


def _versions(stages: tuple[str, ...]) -> list[str]:
    """The packages that offer third parties' stages, with their versions."""
    if not stages:
        return []
    from importlib.metadata import entry_points

    from ..stage import ENTRY_POINTS

    points = [point for point in entry_points(group=ENTRY_POINTS) if point.name in stages]
    return sorted(f"{point.name} {point.value} {point.dist.version if point.dist else ''}" for point in points)
