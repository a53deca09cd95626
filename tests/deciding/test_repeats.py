"""What repetition says of a block: evidence, by how many documents hold it and by the company that it keeps."""

import pytest

from cleanarticle.deciding.decide import Decision, decide
from cleanarticle.deciding.repeats import MOST, hear
from cleanarticle.document import parse
from cleanarticle.repeats import Repeat, Repeats
from models import judge, row

JUDGE = judge({"qmaybe": row(newsletter=6), "qletter": row(newsletter=15)})
OWN = "Helo bawb, sut ydych chi heno, a beth sydd yn newydd acw?"


def weights(lines, repeated, *, scores=(), share=1.0, documents=40, **more):
    """What repetition says of each line, of which some are `repeated`; scores: by number, 0 for all others."""
    repeats = [Repeat(line, documents, share, **more) for line in repeated]
    decisions = [Decision("newsletter", dict(scores).get(number, 0.0)) for number in range(len(lines))]
    return [standing.weight for standing in hear(parse("\n\n".join(lines)), decisions, Repeats(repeats))]


@pytest.mark.parametrize(
    ("lines", "scores", "strong"),
    [
        # what the network finds a little like an appeal, in company
        ([OWN, "Cofiwch roi", "Diolch"], {1: 0.2}, [False, True, True]),
        ([OWN, "Cofiwch roi"], {1: 0.5}, [False, True]),
        # what it does not: three lines that repeat as a whole, behind the article's own
        ([OWN, "Cofiwch roi", "Diolch", "Hwyl"], {}, [False, True, True, True]),
        ([OWN, "Cofiwch roi", "Diolch"], {}, [False, False, False]),
        # a standing head, and a document that is nothing but repeats, are not enough
        (["Cofiwch roi", OWN], {}, [False, False]),
        (["Cofiwch roi", "Diolch", "Hwyl", OWN], {}, [False, False, False, False]),
        (["Cofiwch roi", "Diolch", "Hwyl"], {0: 0.2}, [False, False, False]),
    ],
)
def test_company_tells(lines, scores, strong):
    found = weights(lines, [line for line in lines if line != OWN], scores=scores)
    assert [weight > 4 for weight in found] == strong


def test_it_grows_with_documents_and_share_but_not_without_bound():
    def weight(documents, share):
        return weights(
            [OWN, "Cofiwch roi", "Diolch"], ["Cofiwch roi", "Diolch"], scores={1: 0.2}, documents=documents, share=share
        )[1]

    assert 0 < weight(3, 0.1) < weight(3, 0.9) < weight(30, 0.9) < weight(10**9, 1.0) == weight(10**12, 1.0) == MOST


def test_rows_that_vary_say_nothing_unless_they_read_like_it():
    lines, repeated = [OWN, "Gold 4.20", "Tin 3.10", "Zinc 2.00"], ["Gold <number>", "Tin <number>", "Zinc <number>"]
    assert weights(lines, repeated, varies=True) == [0, 0, 0, 0]
    assert all(weight > 4 for weight in weights(lines, repeated, varies=True, scores={1: 0.5, 2: 0.5, 3: 0.5})[1:])


@pytest.mark.parametrize(
    ("line", "repeats", "score", "level"),
    [
        ("It has qmaybe in it", (), (0.1, 0.2), None),
        ("It has qmaybe in it", (Repeat("It has qmaybe*", 40, 1.0),), (0.2, 0.4), None),
        ("It has qmaybe in it", (Repeat("It has qmaybe*", 3, 0.3),), (0.1, 0.3), None),
        ("It has nothing in it", (Repeat("It has nothing*", 40, 1.0),), (0, 0.3), None),
        ("It has qletter in it", (), (0.99, 1), "careful"),
    ],
)
def test_it_is_evidence_beside_the_networks(line, repeats, score, level):
    source = f"{OWN}\n\n{line}\n\n{OWN} Da.\n"
    decision = decide(parse(source), JUDGE, repeats=Repeats(repeats)).decisions[1]
    assert score[0] < decision.score < score[1] and decision.level == level
    assert bool(decision.repeat) == bool(repeats)


def test_what_is_protected_stays():
    repeats = Repeats([Repeat("It has qletter", 40, 1.0)])
    decided = decide(parse(f"{OWN}\n\n```\nIt has qletter\n```\n"), JUDGE, repeats=repeats)
    assert all(decision.level is None for decision in decided.decisions)
