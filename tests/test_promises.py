"""The promises of the design, for any text: tiling, lossless, order-free, pure, ordered levels, settled decisions."""

import pickle
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import cleanarticle
from cleanarticle import Cleaner
from cleanarticle.deciding.decide import decide
from cleanarticle.document import has_literal_breaks
from cleanarticle.judging.judge import built_in
from cleanarticle.stage import Finding, stage
from cleanarticle.stages import NAMES
from texts import texts

CLEANER = Cleaner()
LEVELS = [Cleaner(level=level) for level in ("careful", "normal", "thorough")]
SLOW = settings(deadline=None, max_examples=150)
levels = st.sampled_from(LEVELS)


def gone(result):
    return {place for removal in result.removals for place in range(removal.start, removal.end)}


@SLOW
@given(texts)
@example("")
@example(" \n ")
def test_blocks_tile_the_source(source):
    document = CLEANER.parse(source)
    assert "".join(source[block.start : block.end] for block in document.blocks) == source
    for block in document.blocks:
        assert block.start <= block.first <= block.last <= block.end
        lead = source[block.start : block.first]  # white space, or the line breaks that an escaped text spells out
        assert not lead.replace("\\r", "").replace("\\n", "").strip()
        content = document.text(block)
        assert content == content.strip()


@SLOW
@given(texts, levels)
def test_kept_and_removed_are_the_source(source, cleaner):
    result = cleaner.clean(source)
    stretches = sorted([*result.kept, *((r.start, r.end) for r in result.removals)])
    assert "".join(source[start:end] for start, end in stretches) == source
    assert result.exact == "".join(source[start:end] for start, end in result.kept)
    assert all(removal.text == source[removal.start : removal.end] and removal.text for removal in result.removals)


@SLOW
@given(texts, levels)
@example("Sign up for our free weekly newsletter\n\nThe council voted on Tuesday to close the bridge.", LEVELS[1])
def test_text_differs_from_the_kept_only_in_white_space_at_cuts(source, cleaner):
    result = cleaner.clean(source)
    assert visible(result.text) == visible(result.exact)
    if not result.removals:
        assert result.text == source
        return
    if result.text and source[slice(*result.kept[-1])].strip() and result.kept[-1][1] == len(source):
        assert result.text[-1] == source[-1]
    elif visible(result.text) and not has_literal_breaks(source):
        last = max(at for start, end in result.kept for at in range(start, end) if not source[at].isspace())
        assert bool(re.search(r"[\r\n]\s*\Z", result.text)) == bool(re.search(r"[\r\n]", source[last:]))
    for gap in re.findall(r"[\r\n](?:\s*[\r\n])?|[^\S\r\n]+", result.text.strip()):
        assert gap in source  # white space is chosen, never made


def visible(text):
    """A text without white space, and without the line breaks that an escaped one spells out."""
    return "".join(text.replace("\\r\\n", "").replace("\\n", "").split())


@SLOW
@given(texts)
def test_levels_are_nested(source):
    careful, normal, thorough = (cleaner.clean(source) for cleaner in LEVELS)
    assert gone(careful) <= gone(normal) <= gone(thorough)
    for result in (careful, normal, thorough):
        suspects = {place for suspect in result.suspects for place in range(suspect.start, suspect.end)}
        assert not gone(result) & suspects
        assert gone(result) | suspects == gone(thorough) | {
            place for suspect in thorough.suspects for place in range(suspect.start, suspect.end)
        }
    assert not thorough.suspects or thorough.warning


@SLOW
@given(texts, texts)
def test_pure(source, other):
    before = CLEANER.clean(source)
    CLEANER.clean(other)
    assert CLEANER.clean(source) == before
    assert Cleaner().clean(source) == before
    assert pickle.loads(pickle.dumps(CLEANER)).clean(source) == before
    assert cleanarticle.clean(source) == before


@stage("short", "Short blocks")
def short(document):
    for block in document.blocks:
        if block.last - block.first < 30:
            yield Finding(block.start, block.end, 5.0, "is short")


@stage("loud", "Blocks that exclaim")
def loud(document):
    for block in document.blocks:
        if "!" in document.text(block):
            yield Finding(block.start, block.end, 6.0, "exclaims")


@stage("signs", "Exclamation marks")
def signs(document):
    for match in re.finditer(r"!+", document.source):
        yield Finding(match.start(), match.end(), 3.0, "is one")


@SLOW
@given(texts, st.permutations([short, loud, signs]))
def test_the_order_of_stages_decides_nothing(source, order):
    one, other = (decide(CLEANER.parse(source), built_in(), stages) for stages in ([short, loud, signs], order))
    assert one.decisions == other.decisions and set(one.parts) == set(other.parts)


@SLOW
@given(texts, st.sets(st.sampled_from(NAMES)))
def test_leaving_a_stage_out_never_changes_the_others(source, names):
    every = CLEANER.clean(source)
    only, skip = Cleaner(only=names).clean(source), Cleaner(skip=names).clean(source)
    assert [r for r in every.removals if r.stage in names] == list(only.removals)
    assert [r for r in every.removals if r.stage not in names] == list(skip.removals)


@SLOW
@given(texts, levels)
def test_every_removal_says_why(source, cleaner):
    for removal in (*(result := cleaner.clean(source)).removals, *result.suspects):
        assert removal.why
        assert removal.stage in NAMES
        assert 0 <= removal.score <= 1


@SLOW
@given(texts)
def test_explain_and_clean_agree(source):
    result = CLEANER.clean(source)
    removed = gone(result)
    for report in CLEANER.explain(source):
        inside = range(report.start, report.end)
        assert (report.decision == "removed") == (bool(inside) and set(inside) <= removed)


@pytest.mark.parametrize("source", ["", "\n", "   ", "\r\n\r\n"])
def test_nothing_in_nothing_out(source):
    assert CLEANER.clean(source).text == source


def test_protected_markdown_stays():
    source = (
        "---\ntitle: Subscribe to our newsletter\n---\n\n```\nDonate now!\n```\n\n[1]: https://example.org/newsletter\n"
    )
    document = CLEANER.parse(source)
    assert all(block.protected for block in document.blocks)
    assert not LEVELS[2].clean(source).removals
    assert all(decision.level is None for decision in decide(document, built_in()).decisions)
