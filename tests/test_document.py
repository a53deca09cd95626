"""Cutting a text into blocks: lines, sentences of long lines, Markdown that is protected."""

import pytest
from hypothesis import given

from cleanarticle.document import MOST_BLOCKS, Gap, parse
from texts import texts

LONG = (
    "The council voted on Tuesday to close the old bridge. Work begins in May, Dr. Smith said, and costs $2.5 million."
    " “It will take two years.” Buses will run along the northern bank! Sign up for our newsletter."
)
SENTENCES = [
    "The council voted on Tuesday to close the old bridge.",
    "Work begins in May, Dr. Smith said, and costs $2.5 million.",
    "“It will take two years.”",
    "Buses will run along the northern bank!",
    "Sign up for our newsletter.",
]
CHINESE = [
    "市议会星期二决定关闭这座旧桥。",
    "工程将于五月开始，市长说，需要两年时间。",
    "商人们担心他们的生意会受到影响。",
    "请订阅我们的免费通讯！",
]


@pytest.mark.parametrize(
    ("source", "contents"),
    [
        ("", []),
        ("one", ["one"]),
        ("one\n", ["one"]),
        ("one\ntwo", ["one", "two"]),
        ("one\r\ntwo\rthree\n\rfour", ["one", "two", "three", "four"]),
        ("  one  \n\n\n\ttwo", ["one", "two"]),
        # the other characters at which str.splitlines cuts are content
        ("one\u2028two\x0bthree\x0cfour\x85five\x1csix", ["one\u2028two\x0bthree\x0cfour\x85five\x1csix"]),
        (LONG, SENTENCES),
        (f"{LONG}\nend", [*SENTENCES, "end"]),
        ("".join(CHINESE), CHINESE),
        # literal line breaks, as escaped text has them; once is content
        ("one\\ntwo\\n\\nthree\\n", ["one", "two", "three"]),
        ("print('\\n') and go", ["print('\\n') and go"]),
    ],
)
def test_contents(source, contents):
    document = parse(source)
    assert [document.text(block) for block in document.blocks] == contents


@pytest.mark.parametrize(
    ("source", "gaps", "lines"),
    [
        ("one\ntwo\n\nthree", [Gap.BLANK, Gap.LINE, Gap.BLANK], [1, 2, 4]),
        ("one\r\rtwo\r \rthree\rfour", [Gap.BLANK, Gap.BLANK, Gap.BLANK, Gap.LINE], [1, 3, 5, 6]),
        (f"x\n{LONG}", [Gap.BLANK, Gap.LINE] + [Gap.SENTENCE] * 4, [1, 2, 2, 2, 2, 2]),
    ],
)
def test_gaps_and_line_numbers(source, gaps, lines):
    blocks = parse(source).blocks
    assert [block.gap for block in blocks] == gaps
    assert [block.line for block in blocks] == lines


@pytest.mark.parametrize(
    ("source", "protected"),
    [
        ("---\ntitle: x\n---\ntext", ["---", "title: x", "---"]),
        ("+++\ntitle = 'x'\n+++\ntext", ["+++", "title = 'x'", "+++"]),
        ("---\nno key\n---\ntext", []),
        ("---\ntitle: x\ntext", []),
        ("text\n---\ntitle: x\n---", []),
        ("```\ncode\n```\ntext", ["```", "code", "```"]),
        ("~~~ python\ncode\n~~~\ntext", ["~~~ python", "code", "~~~"]),
        ("````\n```\ncode\n````\ntext", ["````", "```", "code", "````"]),
        ("```\nnever closed\n\ntext", []),
        ("text\n[1]: https://example.org\n  [a b]: <x> 'y'\n", ["[1]: https://example.org", "[a b]: <x> 'y'"]),
        ("see [1]: it says", []),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_protected(source, protected, end):
    document = parse(source.replace("\n", end))
    assert [document.text(block) for block in document.blocks if block.protected] == protected


@given(texts)
def test_blocks_tile_the_source(source):
    document = parse(source)
    assert "".join(source[block.start : block.end] for block in document.blocks) == source
    ends = [block.end for block in document.blocks]
    assert [block.start for block in document.blocks] == [0, *ends[:-1]] if source else not ends
    lines = [block.line for block in document.blocks]
    assert lines == sorted(lines)


def test_a_very_long_text_is_decided_in_parts():
    document = parse("line\n" * (2 * MOST_BLOCKS + 1), site="example.org")
    parts = list(document.parts())
    assert [len(part.blocks) for part in parts] == [MOST_BLOCKS, MOST_BLOCKS, 1]
    assert [block for part in parts for block in part.blocks] == list(document.blocks)
    assert all(part.source is document.source and part.site == "example.org" for part in parts)


@pytest.mark.parametrize("text", ["a", "a ", ".", "中", "。", "ก", "\\n", "- ", "A. "])
def test_one_very_long_line_is_cut_into_bounded_blocks(text):
    source = text * (100_000 // len(text))
    assert all(block.last - block.first <= 1200 for block in parse(source).blocks)
