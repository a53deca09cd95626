"""Bytes → text without loss, and back to the same encoding."""

from __future__ import annotations

import codecs
import re
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
    (b"\0\0\0\x18ftyp", "a video"),
    (b"\0\0\0\x1cftyp", "an image or a video"),
    (b"\0\0\0\x20ftyp", "a video"),
    (b"ID3\2", "a sound"),
    (b"ID3\3", "a sound"),
    (b"ID3\4", "a sound"),
    (b"OggS\0", "a sound or a video"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\0\0\1\0", "an icon"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"wOF", "a font"),
    (b"SQLite format 3\0", "a database"),
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
        body = self.encode_part(text)
        return self.bom + body if body or not self.text else body

    def encode_part(self, text: str) -> bytes:
        """A stretch of text in the encoding of the input, without its byte order mark."""
        return text.encode(self.encoding, _errors(self.encoding))


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Text of bytes: by its byte order mark, as strict UTF-8, as a detector says if that loses nothing, else as UTF-8
    with the undecodable bytes kept as surrogates.

    encoding: decode with this one and no other. Raises DecodeError for binary files, an unknown encoding, or bytes
    that are not in the encoding asked for.
    """
    for magic, what in _BINARY:
        if data.startswith(magic) and not _is_plain(data):
            raise DecodeError(f"looks like {what}, not text")
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise DecodeError("looks like an image, a sound or a video, not text")
    if encoding:
        return _decode_as(data, encoding)
    marked = _marked(data)
    if marked:
        return marked
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _undamaged(data) or _detect(data, error.start)
    if text.count("\0") > len(text) // 10:
        raise DecodeError("looks like a binary file, not text (if it is UTF-16, say --encoding utf-16-le or utf-16-be)")
    return Decoded(text)


def starts_with_mark(data: bytes) -> bool:
    """Whether bytes begin with a byte order mark."""
    return any(data.startswith(bom) for bom, _ in _BOMS)


def peek(data: bytes) -> str:
    """The beginning of a text, near enough to see what kind it is: ASCII is as it is, all else may be wrong."""
    name = next((name for bom, name in _BOMS if data.startswith(bom)), "latin-1")
    return data[: 4 * _SAMPLE].decode(name, "replace").removeprefix("\ufeff")


def _is_plain(data: bytes) -> bool:
    """Whether bytes are UTF-8 without a NUL: a text may begin as a binary file does."""
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _errors(encoding: str) -> str:
    """How an encoding's decoder and encoder carry what is no text in it, without loss."""
    if encoding == "utf-8":
        return SURROGATES
    return "surrogatepass" if encoding.startswith("utf-") else "strict"


def _marked(data: bytes) -> Decoded | None:
    """A text that begins with a byte order mark; None for all others. UTF-16 with a NUL in front looks like UTF-32."""
    wrong: DecodeError | None = None
    for bom, name in _BOMS:
        if data.startswith(bom):
            try:
                return _with_bom(data, bom, name)
            except DecodeError as error:
                wrong = wrong or error
    if wrong:
        raise wrong
    return None


def _with_bom(data: bytes, bom: bytes, name: str) -> Decoded:
    """A text behind its byte order mark. Half a pair or a stray byte is kept as it is, and warned about."""
    body = data[len(bom) :]
    try:
        return Decoded(body.decode(name), name, bom)
    except UnicodeDecodeError as error:
        where = f"byte {error.start + len(bom)}"
    try:
        text = body.decode(name, _errors(name))
        if text.encode(name, _errors(name)) == body:
            return Decoded(text, name, bom, f"not valid {name.upper()} ({where}); the bytes are kept as they are")
    except UnicodeError:
        pass
    raise DecodeError(f"begins like {name.upper()} but is not ({where}); say --encoding")


def _decode_as(data: bytes, encoding: str) -> Decoded:
    """A text in the encoding that was asked for; a byte order mark of that encoding is set aside."""
    try:
        codec = codecs.lookup(encoding)
        if not codec._is_text_encoding:  # as open() itself checks it
            raise LookupError
    except (LookupError, ValueError):
        raise DecodeError(f"unknown encoding {encoding!r}; try utf-8, cp1252, utf-16, shift_jis ...") from None
    name = codec.name.removesuffix("-sig")
    bom, marked = next(
        ((mark, long) for mark, long in _BOMS if data.startswith(mark) and long.startswith(name)), (b"", "")
    )
    if name in ("utf-16", "utf-32"):
        if data and not bom:
            raise DecodeError(f"has no byte order mark; say --encoding {name}-le or {name}-be")
        name = marked or f"{name}-le"
    try:
        text = data[len(bom) :].decode(name)
        same = text.encode(name) == data[len(bom) :]
    except UnicodeError as error:
        where = f"byte {error.start}: {error.reason}" if isinstance(error, UnicodeDecodeError) else str(error)
        raise DecodeError(f"not valid {encoding} ({where}); try another --encoding") from error
    if not same:
        raise DecodeError(f"cannot be written back in {encoding} without loss; try another --encoding")
    return Decoded(text, name, bom)


def _undamaged(data: bytes) -> Decoded | None:
    """UTF-8 with a few stray bytes, which a detector would take for something else; None if there is little UTF-8."""
    text = data.decode("utf-8", SURROGATES)
    stray = len(re.findall("[\udc80-\udcff]", text))
    beyond = len(re.findall("[^\0-\x7f]", text)) - stray
    return (
        Decoded(text, "utf-8", b"", "not valid UTF-8; stray bytes are kept as they are") if beyond > 4 * stray else None
    )


def _detect(data: bytes, at: int) -> Decoded:
    """Ask charset-normalizer about the text from `at` on, and believe what encodes back to the same bytes."""
    from charset_normalizer import from_bytes

    sample = _telling(data, at)
    if sample.count(0) > len(sample) // 10:
        raise DecodeError("looks like a binary file, not text")
    # without a mark or a NUL, two bytes a character is a bad guess, and cp1252 the best name where it reads the same
    guesses = [match for match in from_bytes(sample) if not match.encoding.startswith(("utf_16", "utf_32"))][:1]
    for name in ("cp1252", guesses[0].encoding) if guesses else ():
        try:
            text = data.decode(name)
            if text.encode(name) == data and sample.decode(name) == str(guesses[0]):
                return Decoded(text, name, b"", f"not UTF-8; read as {name}")
        except (UnicodeError, LookupError):
            continue
    warning = "neither UTF-8 nor any encoding that fits; undecodable bytes are kept as they are"
    return Decoded(data.decode("utf-8", SURROGATES), "utf-8", b"", warning)


def _telling(data: bytes, at: int) -> bytes:
    """A sample of bounded size, from the line that holds byte `at`: whole lines, without those in plain ASCII."""
    start = max(0, at - _SAMPLE // 2, data.rfind(b"\n", 0, at) + 1)
    lines = data[start : start + _SAMPLE].splitlines(keepends=True)
    if len(lines) > 1 and start + _SAMPLE < len(data):
        lines.pop()  # half a character would mislead
    return b"".join(line for line in lines if not line.isascii())
