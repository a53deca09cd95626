"""Whole folders: walk, worker processes, a journal to resume by, and what became of every document.

    walk ──items──▶ pool of workers ──outcomes, in the order of the walk──▶ commit: journal, then the file is renamed

Only the process that walks writes the journal and puts files in their place, so that the order is the same for any
number of workers. Workers read, clean, and leave what they made in the state folder.
"""
