"""Fitting the model on labelled articles, `cleanarticle train`. Needs the extra `train` (NumPy and SciPy)."""
