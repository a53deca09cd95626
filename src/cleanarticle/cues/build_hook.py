"""Hatch runs this when the package is built: cue files → the compiled table that the package carries."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCues(BuildHookInterface[Any]):
    """Compiles the cue files before anything is packed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the table; a mistake in a cue file ends the build with its file and line."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        from cleanarticle.cues.compile import write

        write()
