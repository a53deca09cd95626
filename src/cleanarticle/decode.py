"""Bytes → text without loss, and back to the same encoding."""

from __future__ import annotations

import codecs
from typing import NamedTuple

_BOMS = (  # UTF-32 before UTF-16: its mark begins with the same bytes
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
)
_SAMPLE = 64 * 1024
SURROGATES = "surrogateescape"


class DecodeError(ValueError):
    """The bytes are no text, or not in the encoding that was asked for; the message says what would help."""


class Decoded(NamedTuple):
    """A decoded text. bom: the byte order mark it began with.  warning: what a person should know, or None."""

    text: str
    encoding: str = "utf-8"
    bom: bytes = b""
    warning: str | None = None

    def encode(self, text: str) -> bytes:
        """A text in the encoding of the input, behind its byte order mark if anything is left to mark."""
        errors = SURROGATES if self.encoding == "utf-8" else "strict"
        body = text.encode(self.encoding, errors)
        return self.bom + body if body else body


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Text of bytes: by its byte order mark, as strict UTF-8, as a detector says if that loses nothing, else as UTF-8
    with the undecodable bytes kept as surrogates.

    encoding: decode with this one and no other. Raises DecodeError for binary files, an unknown encoding, or bytes
    that are not in the encoding asked for.
    """
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise DecodeError(f"looks like {what}, not text")
    if encoding:
        return _decode_as(data, encoding)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _with_bom(data, bom, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _detect(data)
    if text.count("\0") > len(text) // 10:
        raise DecodeError("looks like a binary file, not text (if it is UTF-16, say --encoding utf-16-le or utf-16-be)")
    return Decoded(text)


def _with_bom(data: bytes, bom: bytes, name: str) -> Decoded:
    try:
        return Decoded(data[len(bom) :].decode(name), name, bom)
    except UnicodeDecodeError as error:
        if name == "utf-8":
            text = data[len(bom) :].decode("utf-8", SURROGATES)
            return Decoded(
                text, name, bom, f"not valid UTF-8 (byte {error.start + len(bom)}); the bytes are kept as they are"
            )
        raise DecodeError(
            f"begins like {name.upper()} but is not (byte {error.start + len(bom)}); say --encoding"
        ) from error


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        if not codecs.lookup(encoding)._is_text_encoding:  # as open() itself checks it
            raise LookupError
    except (LookupError, ValueError):
        raise DecodeError(f"unknown encoding {encoding!r}; try utf-8, cp1252, utf-16, shift_jis ...") from None
    bom = next((mark for mark, marked in _BOMS if data.startswith(mark) and marked.startswith(name)), b"")
    if bom and name in ("utf-16", "utf-32"):
        name = next(marked for mark, marked in _BOMS if mark == bom)
    try:
        text = data[len(bom) :].decode(name)
    except UnicodeDecodeError as error:
        raise DecodeError(
            f"not valid {encoding} (byte {error.start}: {error.reason}); try another --encoding"
        ) from error
    if text.encode(name) != data[len(bom) :]:
        raise DecodeError(f"cannot be written back in {encoding} without loss; try another --encoding")
    return Decoded(text, name, bom)


def _detect(data: bytes) -> Decoded:
    """Ask charset-normalizer, and believe it if its answer encodes back to the same bytes."""
    from charset_normalizer import from_bytes

    if data[:_SAMPLE].count(0) > min(len(data), _SAMPLE) // 10:
        raise DecodeError("looks like a binary file, not text")
    sample = data[:_SAMPLE]
    best = from_bytes(sample, explain=False).best()
    if best is not None:
        try:
            text = data.decode(best.encoding)
            if text.encode(best.encoding) == data:
                return Decoded(text, best.encoding, b"", f"not UTF-8; read as {best.encoding}")
        except (UnicodeError, LookupError):
            pass
    return Decoded(
        data.decode("utf-8", SURROGATES),
        "utf-8",
        b"",
        "neither UTF-8 nor any encoding that fits; undecodable bytes are kept as they are",
    )
