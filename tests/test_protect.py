"""Markdown that no stage may touch: front matter, fences, link definitions."""

import pytest
from hypothesis import given, settings

from cleanarticle.protect import markdown_stretches
from texts import texts

TABLE = [
    ("", []),
    ("plain text\n\nmore", []),
    # front matter: right at the top, fenced, its first line a key
    ("---\ntitle: A\ntags: [b]\n---\ntext\n", ["---\ntitle: A\ntags: [b]\n---"]),
    ("\ufeff---\ntitle: A\n---\ntext", ["\ufeff---\ntitle: A\n---"]),
    ("+++\ntitle = 'A'\n+++\ntext", ["+++\ntitle = 'A'\n+++"]),
    ('---\n"a key": A\n---  \ntext', ['---\n"a key": A\n---  ']),
    ("---\ntitle: A\n---", ["---\ntitle: A\n---"]),
    ("---\ntitle: A\n+++\ntext", []),
    ("---\ntitle: A\ntext without an end", []),
    ("---\n\nA rule above, a rule below.\n\n---\n", []),
    ("\n---\ntitle: A\n---\n", []),
    ("---\ntitle: A\n" + "x\n" * 15_000 + "---\n", []),
    # fences
    ("a\n```\ncode\n```\nb", ["```\ncode\n```"]),
    ("a\n~~~ python\ncode\n~~~\nb\n~~~\nc\n~~~", ["~~~ python\ncode\n~~~", "~~~\nc\n~~~"]),
    ("````\n```\ncode\n```\n````", ["````\n```\ncode\n```\n````"]),
    ("```\n~~~\n```\ntext\n~~~", ["```\n~~~\n```"]),
    ("```\ncode\n`````", ["```\ncode\n`````"]),
    ("   ```\ncode\n   ```", ["   ```\ncode\n   ```"]),
    ("    ```\nindented too far\n    ```", []),
    ("```\n``` python\ncode\n```", ["```\n``` python\ncode\n```"]),
    ("```inline``` code\ntext\n```inline```", []),
    ("text with ``` inside\nand ``` again", []),
    # a fence that is never closed guards nothing
    ("```\ncode\n\ntext\n\nmore text", []),
    ("a\n```\ncode\n```\nb\n```\nnever closed", ["```\ncode\n```"]),
    # link definitions
    ("see [a][1]\n\n[1]: https://example.org\n", ["[1]: https://example.org"]),
    ("[a b]: <x> 'title'\n  [c]: y", ["[a b]: <x> 'title'", "  [c]: y"]),
    ("[a]:\ntext", []),
    ("see [a]: it says", []),
    ("[]: x", []),
    # one inside another counts once
    ("```\n[1]: https://example.org\n```", ["```\n[1]: https://example.org\n```"]),
    ("---\nkey: x\n[1]: y\n---\n", ["---\nkey: x\n[1]: y\n---"]),
]


@pytest.mark.parametrize(("source", "stretches"), TABLE)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_stretches(source, stretches, end):
    source = source.replace("\n", end)
    found = [source[start:stop] for start, stop in markdown_stretches(source)]
    assert found == [stretch.replace("\n", end) for stretch in stretches]


@settings(deadline=None)
@given(texts)
def test_stretches_are_in_order_and_do_not_overlap(source):
    at = 0
    for start, end in markdown_stretches(source):
        assert at <= start < end <= len(source)
        at = end
