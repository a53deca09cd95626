"""What the comparison of ways stands on: hand-set weights that the program understands, and a table that adds up."""

import sys
from pathlib import Path

import pytest

from cleanarticle import Cleaner
from cleanarticle.evidence import LENGTHS, length_name
from cleanarticle.matcher import table
from cleanarticle.model import Model

sys.path.insert(0, str(Path(__file__).parent))
import handset
import ways

APPEALS = {
    "newsletter": "Sign up for our free weekly newsletter and get it straight to your inbox",
    "donation": "Dear reader, please support our independent newsroom with a donation",
    "payment": "Card number\nExpiry date\nSecurity code",
    "share": "Share this article",
}
BODY = (
    "The council voted on Tuesday to close the old bridge over the river, which has carried traffic since 1931.",
    "Work begins in May, the mayor said, and will take two years. Buses will run along the northern bank.",
    "Engineers had found cracks in two of the piers last autumn, and the load limit was lowered in December.",
)


def test_every_concept_and_length_that_is_weighed_exists():
    named = {concept for concepts in (*handset.CONCEPTS.values(), handset.ASIDE) for concept in concepts}
    assert not named - set(table().concepts)
    lengths = {length_name(most) for most, _ in LENGTHS} | {length_name(81)}
    assert lengths <= set(handset.SHAPES)


@pytest.mark.parametrize("kind", APPEALS)
def test_weights_set_by_hand_clean(tmp_path, kind):
    path = tmp_path / "handset.json"
    path.write_text(ways.json.dumps(handset.model()))
    assert Model(handset.model()).weights
    result = Cleaner(model=path).clean("\n\n".join((*BODY, APPEALS[kind])) + "\n")
    assert result.text == "\n\n".join(BODY) + "\n"
    assert {removal.stage for removal in result.removals} == {kind}


def test_the_table():
    found = {
        "handset": {"bodies": {"untouched.hard": 0.5, "lost.plain": 0.00012}},
        "linear": {"bodies": {"untouched.hard": 1.0}},
    }
    lines = list(ways.table(found, ["bodies"]))
    assert lines[0] == "| track | figure | weights set by hand | linear model |"
    assert lines[2] == "| bodies | untouched.hard | 0.5000 | 1.0000 |"
    assert lines[5] == "| bodies | lost.plain | 0.0001 |  |"
