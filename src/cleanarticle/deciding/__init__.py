"""Posteriors → removals: what goes, and what keeps it from going."""
