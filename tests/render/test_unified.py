"""Patches, checked by applying them by hand: the tools themselves are tested with the command line."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleanarticle import Removal, Result
from cleanarticle.decode import decode
from cleanarticle.render.unified import UnifiedError, unified


def result_of(source, spans) -> Result:
    return Result(source, tuple(Removal(start, end, source[start:end], "other", 1.0, "x") for start, end in spans))


@pytest.mark.parametrize(
    ("source", "gone", "patch"),
    [
        ("a\nb\n", "", ""),
        ("a\nb\n", "b\n", "@@ -1,2 +1 @@\n a\n-b\n"),
        ("a\nb", "a\n", "@@ -1,2 +1 @@\n-a\n b\n\\ No newline at end of file\n"),
        ("a\n\nb\n\nc\n", "b\n\n", "@@ -1,5 +1,3 @@\n a\n \n-b\n-\n c\n"),
        ("a b c\n", "b ", "@@ -1 +1 @@\n-a b c\n+a c\n"),
        ("a\nb", "b", "@@ -1,2 +1 @@\n a\n-b\n\\ No newline at end of file\n"),
        ("a\r\nb\r\n", "b\r\n", "@@ -1,2 +1 @@\n a\r\n-b\r\n"),
        ("a\rb\r", "b\r", "@@ -1 +1 @@\n-a\rb\r\n\\ No newline at end of file\n+a\r\n\\ No newline at end of file\n"),
        ("a\n", "a\n", "@@ -1 +0,0 @@\n-a\n"),
        ("1\n2\n3\n4\nx\n5\n6\n7\n8\n", "x\n", "@@ -2,7 +2,6 @@\n 2\n 3\n 4\n-x\n 5\n 6\n 7\n"),
    ],
)
def test_hunks(source, gone, patch):
    start = source.index(gone)
    result = result_of(source, [(start, start + len(gone))] if gone else [])
    made = unified(result, decode(source.encode()), "f").decode()
    assert made == (f"--- a/f\n+++ b/f\n{patch}" if patch else "")


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("f.txt", "--- a/f.txt\n+++ b/f.txt\n"),
        ("/abs/f.txt", "--- a/abs/f.txt\n+++ b/abs/f.txt\n"),
        ("my f", "--- a/my f\t\n+++ b/my f\t\n"),
        ('a"b\\\n\x1b', '--- "a/a\\"b\\\\\\012\\033"\n+++ "b/a\\"b\\\\\\012\\033"\n'),
        ("é", "--- a/é\n+++ b/é\n"),
    ],
)
def test_headers(name, header):
    assert unified(result_of("a\nb\n", [(0, 2)]), decode(b"a\nb\n"), name).decode().startswith(header)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "iso2022_jp"])
def test_encodings_that_patch_cannot_read(encoding):
    source = "本\n文\n" if encoding != "iso2022_jp" else "本文"
    decoded = decode(source.encode(encoding), encoding)
    if encoding == "iso2022_jp":  # each line ends in plain ASCII there, so that it can be told from the next
        assert unified(result_of(source, [(0, 1)]), decoded, "f")
        return
    with pytest.raises(UnifiedError, match="patch cannot read"):
        unified(result_of(source, [(0, 2)]), decoded, "f")


pieces = st.lists(
    st.sampled_from(["a", "bb", " ", "\n", "\n\n", "\r\n", "\r", "\t", "é", "\u2028", "\udcff"]), max_size=40
)


@given(pieces, st.lists(st.integers(0, 60), max_size=8), st.booleans())
@example(["\n", "a", "\n", "bb"], [0, 2], True)
def test_applied_it_gives_the_text_and_reversed_the_source(parts, cuts, marked):
    source = "".join(parts)
    places = sorted(min(cut, len(source)) for cut in cuts)
    spans = [(start, end) for start, end in zip(places[::2], places[1::2], strict=False) if start < end]
    data = (b"\xef\xbb\xbf" if marked else b"") + source.encode("utf-8", "surrogateescape")
    decoded = decode(data)
    if (decoded.text, decoded.encoding) != (source, "utf-8"):
        return  # stray bytes that a detector takes for letters
    result = result_of(source, spans)
    patch = unified(result, decoded, "f")
    assert applied(data, patch, b"-", b"+") == decoded.encode(result.text)
    assert applied(decoded.encode(result.text), patch, b"+", b"-") == data


def applied(data: bytes, patch: bytes, old: bytes, new: bytes) -> bytes:
    """Data with a patch applied, each hunk exactly where it says; asserts that every line is what the hunk expects."""
    lines = re.findall(rb"[^\n]*\n|[^\n]+", data)
    out, at = [], 0
    for hunk in re.split(rb"^(?=@@ )", patch, flags=re.MULTILINE)[1:]:
        header, *body = re.findall(rb"[^\n]*\n", hunk)
        ranges = re.fullmatch(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n", header).groups()
        first, size = ranges[:2] if old == b"-" else ranges[2:]
        start = int(first) - (size != b"0")
        out += lines[at:start]
        at = start
        for number, line in enumerate(body):
            mark, content = line[:1], line[1:]
            if mark == b"\\":
                continue
            if body[number + 1 : number + 2] == [b"\\ No newline at end of file\n"]:
                content = content[:-1]
            if mark in (old, b" "):
                assert lines[at] == content
                at += 1
            if mark in (new, b" "):
                out.append(content)
    return b"".join(out + lines[at:])
