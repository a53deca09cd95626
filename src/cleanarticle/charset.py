"""Bytes of a web page → text: by its byte order mark, by what the page declares, then as any text."""

from __future__ import annotations

import re

from .decode import Decoded, DecodeError, decode, starts_with_mark

_HEAD = 4096
"""Browsers look for a declaration in the first 1024 bytes; pages put it further down."""
_COMMENT = re.compile(rb"<!--.{0,4096}?-->", re.DOTALL)
_DECLARED = re.compile(
    rb"""<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})"""
    rb"""|<meta\s[^>]{0,1000}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_SAMPLE = 64 * 1024
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd\udc80-\udcff]")
_FEW = 0.02
"""Share of characters that are none, above which a file is no page."""


def decode_page(data: bytes, encoding: str | None = None) -> Decoded:
    """Text of a web page.

    A declaration is followed as browsers do (its labels are those of the WHATWG: iso-8859-1 means windows-1252),
    unless the bytes are UTF-8 beyond doubt or are not in the encoding at all. encoding: decode with this one and no
    other. Raises DecodeError for binary files, an unknown encoding, or bytes that are not in the one asked for.
    """
    decoded = _decode(data, encoding)
    sample = decoded.text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > _FEW * len(sample):
        raise DecodeError("looks like a binary file, not a web page")
    return decoded


def _decode(data: bytes, encoding: str | None) -> Decoded:
    if encoding or starts_with_mark(data):
        return decode(data, encoding)
    declared = _declared(data)
    if declared is None:
        return decode(data)
    label, codec = declared
    if codec == "utf-8" or (not data.isascii() and _is_utf_8(data)):
        decoded = decode(data)
        if decoded.encoding != codec:
            return decoded._replace(warning=f"declares {label}, but is not; read as {decoded.encoding}")
        return decoded
    try:
        return Decoded(data.decode(codec), codec)
    except UnicodeDecodeError:
        pass
    text = data.decode(codec, "replace")
    if text.count("\ufffd") <= len(text) // 1000:
        return Decoded(text, codec, b"", f"not valid {codec}; what cannot be read is shown as \ufffd")
    decoded = decode(data)
    return decoded._replace(warning=f"declares {label}, but is not; read as {decoded.encoding}")


def _is_utf_8(data: bytes) -> bool:
    """Whether bytes are UTF-8; in no other encoding does much text read so by chance."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(data: bytes) -> tuple[str, str] | None:
    """(the label that a page declares its encoding by, Python's name of that encoding), if it is one that is known."""
    from webencodings import lookup

    for match in _DECLARED.finditer(_COMMENT.sub(b"", data[:_HEAD])):
        label = (match.group(1) or match.group(2)).decode("ascii", "replace")
        found = lookup(label)
        if found is None or found.name in ("replacement", "x-user-defined"):
            continue
        if found.name.startswith("utf-16"):  # a declaration that can be read is not in UTF-16
            return label, "utf-8"
        return label, found.codec_info.name
    return None
