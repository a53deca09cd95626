"""Long and hostile texts: nothing is found twice, and what would be quadratic would outlast a test's patience."""

import pytest

from cleanarticle import Cleaner, Finding, StageError, stage
from cleanarticle.deciding.decide import decide
from cleanarticle.document import MOST_BLOCKS, parse
from cleanarticle.judging.judge import built_in

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
    assert len(document.evidence.numbers) == len(document.blocks)


def test_a_stage_that_searches_the_source_is_heard_once_in_a_long_text():
    """It sees the whole source with each part, and must not remove its finding once for each."""

    @stage("needle", "Needles")
    def needle(document):
        at = document.source.index("needle")
        yield Finding(at, at + 6, 9.0, "is a needle")

    hay = "Hay.\n" * (2 * MOST_BLOCKS)
    for source in (f"A needle lies here.\n{hay}", f"needle\n{hay}"):
        parts = list(Cleaner().parse(source).parts())
        decided = [decide(part, built_in(), [needle]) for part in parts]
        whole = sum(decision.stage == "needle" for one in decided for decision in one.decisions)
        assert len(parts) == 3 and whole + sum(len(one.parts) for one in decided) == 1


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_a_score_that_is_no_number_is_an_error(score):
    @stage("odd", "Odd")
    def odd(document):
        yield Finding(0, 3, score, "")

    with pytest.raises(StageError, match="is not a number"):
        list(odd(parse("The dam.")))
