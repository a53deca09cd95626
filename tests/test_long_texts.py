"""Long and hostile texts: nothing is found twice, and what would be quadratic would outlast a test's patience."""

import pytest

from cleanarticle import Cleaner, Finding, StageError, stage
from cleanarticle.document import MOST_BLOCKS, parse
from cleanarticle.resolve import findings_by_block

PATIENCE = 300_000  # characters: seconds at most if linear, an hour if quadratic


@pytest.mark.parametrize(
    "source",
    [
        "1234! " * (PATIENCE // 6),
        ". " * (PATIENCE // 2),
        "| " * (PATIENCE // 2),
        "「" * PATIENCE,
        "```\n" + '"give us" donate ' * (PATIENCE // 17) + "\n```\n",
    ],
    ids=["numbers", "periods", "bars", "quotes", "fence"],
)
def test_linear(source):
    document = parse(source)
    assert "".join(source[block.start : block.end] for block in document.blocks) == source
    assert len(document.evidence) == len(document.blocks)


def test_a_stage_that_searches_the_source_is_heard_once_in_a_long_text():
    """It sees the whole source with each part, and must not remove its finding once for each."""

    @stage("needle", "Needles")
    def needle(document):
        at = document.source.index("needle")
        yield Finding(at, at + 6, 9.0, "is a needle")

    source = "A needle lies here.\n" + "Hay.\n" * (2 * MOST_BLOCKS)
    found = [findings_by_block(part, [needle]) for part in Cleaner().parse(source).parts()]
    assert len(found) == 3
    whole = "needle\n" + "Hay.\n" * (2 * MOST_BLOCKS)
    hits = [any(findings) for part in Cleaner().parse(whole).parts() for findings in findings_by_block(part, [needle])]
    assert sum(hits) == 1


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_a_score_that_is_no_number_is_an_error(score):
    @stage("odd", "Odd")
    def odd(document):
        yield Finding(0, 3, score, "")

    with pytest.raises(StageError, match="is not a number"):
        list(odd(parse("The dam.")))
