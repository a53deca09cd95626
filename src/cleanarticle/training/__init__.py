"""Fitting the model on labelled articles: `cleanarticle train`. Needs the extra `cleanarticle[train]` (NumPy and SciPy)."""
