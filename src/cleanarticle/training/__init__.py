"""Fitting the model on labelled articles. Needs the extra `cleanarticle[train]` (NumPy and SciPy)."""
