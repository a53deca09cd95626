"""Judging: a document → for each block the posterior of each category, from one network with one weights file.

In: a `Document` (blocks, and of a page its markup). Out: `Judgement`, whole numbers throughout, the same on every
machine, with and without NumPy.
"""
