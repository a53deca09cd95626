"""Documents → rows of feature numbers → a matrix."""

from collections import Counter

import numpy as np

from cleanarticle.document import parse
from cleanarticle.features import Features, expand
from cleanarticle.resolve import findings_by_block
from cleanarticle.stages import ORDER
from cleanarticle.training.corpus import label
from cleanarticle.training.counting import LONGEST, Counted
from labelled import records


def named(text):
    """The features of each block of a text, by name."""
    document = parse(text)
    keys = Features(document, findings_by_block(document, ORDER))
    return [sorted(name for key in row for name in expand(key)) for row in keys]


def rows_of(counted, used=None):
    """The features of each row of the matrix, by name."""
    names = list(counted.numbers)
    used = list(range(len(names))) if used is None else used
    matrix = counted.take_matrix(used)
    return [sorted(names[used[column]] for column in row.nonzero()[0]) for row in np.asarray(matrix.todense())]


def test_a_row_for_each_block_of_each_time():
    one, two = list(records())[:2]
    counted = Counted()
    counted.add(label(one), 2)
    counted.add(label(two))
    assert rows_of(counted) == [*named(one["text"]) * 2, *named(two["text"])]


def test_what_is_counted():
    one, two = list(records())[:2]
    counted = Counted()
    counted.add(label(one), 3)
    counted.add(label(two))
    wanted = Counter(name for text in (one["text"], two["text"]) for name in {n for row in named(text) for n in row})
    names = list(counted.numbers)
    assert {names[number]: times for number, times in counted.documents.items()} == wanted
    assert counted.read == 2
    assert list(counted.allowed) == label(one).allowed * 3 + label(two).allowed
    assert list(counted.lengths) == [len(label(one).allowed)] * 3 + [len(label(two).allowed)]


def test_only_the_features_asked_for():
    record = next(records())
    counted = Counted()
    counted.add(label(record))
    names = list(counted.numbers)
    used = [len(names) - 1, 5, 3]
    wanted = {names[number] for number in used}
    assert rows_of(counted, used) == [[name for name in row if name in wanted] for row in named(record["text"])]


def test_the_words_of_a_block_that_comes_again_count_once():
    counted = Counted()
    for text in ("The ferry sails.\n\nThe bridge is shut.", "The ferry sails."):
        counted.add(label({"text": text}))
    assert counted.texts[counted.numbers["word: ferry"]] == 1
    assert counted.documents[counted.numbers["word: ferry"]] == 2


def test_long_documents_come_in_pieces():
    counted = Counted()
    counted.add(label({"text": "A line.\n" * (2 * LONGEST + 3)}))
    assert list(counted.lengths) == [LONGEST, LONGEST, 3]
