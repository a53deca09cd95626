"""Deciding: posteriors → which blocks go, at which level, under which stage, and why, in words.

In: a `Document` and a `Judge`, the user's rules and repeats, third parties' stages. Out: `Decided`. All levels are
decided from the same posteriors by thresholds, so that what a level removes the next one removes too.
"""
