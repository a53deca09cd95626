"""Take out of an article's text what is not the article: newsletter boxes, donation appeals, payment widgets and more.

import cleanarticle
print(cleanarticle.clean(text).text)
"""

from .cleaner import Cleaner, OptionError, clean
from .document import Block, Document
from .explain import BlockReport
from .model import ModelError
from .result import Removal, Result
from .rules import Rule
from .stage import Finding, Stage, StageError, stage

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
