"""Cue files, one a language: short phrases under named concepts. `compile.py` makes of them the table to match."""
