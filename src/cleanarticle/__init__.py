"""Take out of an article's text what is not the article: newsletter boxes, donation appeals, payment widgets and more.

import cleanarticle
print(cleanarticle.clean(text).text)
"""

from typing import TYPE_CHECKING, Any

# `stage` is also a module's name: it must stand here before anyone imports the module
from .stage import Finding, Stage, StageError, stage

if TYPE_CHECKING:
    from .cleaner import Cleaner, OptionError, clean
    from .deciding.reasons import BlockReport
    from .document import Block, Document
    from .judging.weights import ModelError
    from .result import Removal, Result
    from .rules import Rule

__version__ = "0.1.0"

__all__ = [
    "Block",
    "BlockReport",
    "Cleaner",
    "Document",
    "Finding",
    "ModelError",
    "OptionError",
    "Removal",
    "Result",
    "Rule",
    "Stage",
    "StageError",
    "clean",
    "stage",
]

_HOMES = {
    "Block": "document",
    "BlockReport": "deciding.reasons",
    "Cleaner": "cleaner",
    "Document": "document",
    "ModelError": "judging.weights",
    "OptionError": "cleaner",
    "Removal": "result",
    "Result": "result",
    "Rule": "rules",
    "clean": "cleaner",
}
"""Name → the module it is read from when it is first used: help, --version and completion need none of them."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
