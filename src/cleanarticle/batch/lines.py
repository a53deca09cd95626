"""JSONL, plain or packed, line by line: never whole in memory, and never changed beyond the one field."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

_BLANK = " \t\r\n"
_BOM = "\ufeff"
_PIECE = 1 << 20
_PACKED_PIECE = 1 << 11
"""So few bytes are unpacked at a time that what they unpack to fits in memory, whatever it is."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_STRAY = re.compile("[\udc80-\udcff]")
"""Bytes of a line that is not valid UTF-8, as they are carried in a str."""


class LinesError(ValueError):
    """A JSONL file cannot be read any further, or a line of it is none; the message says why and what would help."""


class Line(NamedTuple):
    """A line of a file, with its line break. number: from 1.  whole: False for the pieces of one that is too long."""

    number: int
    data: bytes
    whole: bool = True


def read_lines(path: Path, longest: int, seen: Callable[[bytes], Any] = lambda data: None) -> Iterator[Line]:
    """The lines of a file, unpacked if its name ends in .gz or .zst.

    longest: most bytes of a line; a longer one comes in pieces.  seen: is given the bytes of the file as they are read.
    Raises LinesError if the file ends early or is not packed as its name says, OSError if it cannot be read.
    """
    number = 0
    with path.open("rb") as raw, _unpacked(path.name, cast(BinaryIO, _Watched(raw, seen))) as file:
        try:
            while data := file.readline(longest + 1):
                number += 1
                if len(data) <= longest or data.endswith(b"\n"):
                    yield Line(number, data)
                    continue
                yield Line(number, data, whole=False)
                while not data.endswith(b"\n") and (data := file.readline(_PIECE)):
                    yield Line(number, data, whole=False)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise LinesError(f"damaged after line {number}: {error}") from error
        except OSError:
            raise
        except Exception as error:
            if type(error).__name__ != "ZstdError":
                raise
            raise LinesError(f"damaged after line {number}: {error}") from error


class _Watched(io.RawIOBase):
    """A file that tells of every stretch of bytes that is read of it."""

    def __init__(self, file: BinaryIO, seen: Callable[[bytes], Any]) -> None:
        self._file, self._seen = file, seen

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(len(buffer))
        self._seen(data)
        buffer[: len(data)] = data
        return len(data)


class _Zstandard(io.RawIOBase):
    """Unpacks frame after frame; the package's own reader takes a file that was cut off for one that ends there."""

    def __init__(self, file: Any) -> None:
        self._file, self._module = file, _zstandard()
        self._frame: Any = None
        self._packed = self._plain = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._plain:
            self._packed = self._packed or self._file.read(_PACKED_PIECE)
            if not self._packed:
                if self._frame is not None:
                    raise EOFError("the file ends before its end-of-stream marker")
                return 0
            self._frame = self._frame or self._module.ZstdDecompressor().decompressobj()
            self._plain, self._packed = self._frame.decompress(self._packed), b""
            if self._frame.eof:
                self._packed, self._frame = self._frame.unused_data, None
        taken, self._plain = self._plain[: len(buffer)], self._plain[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


def _unpacked(name: str, file: BinaryIO) -> BinaryIO:
    """A file to read plain bytes of."""
    buffered = io.BufferedReader(cast(io.RawIOBase, file), _PIECE)
    if name.lower().endswith(".gz"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=buffered, mode="rb"))
    if name.lower().endswith(".zst"):
        return cast(BinaryIO, io.BufferedReader(_Zstandard(buffered), _PIECE))
    return cast(BinaryIO, buffered)


def pack(name: str, source: BinaryIO, target: BinaryIO) -> None:
    """Copy a file, packed as the name says; the same bytes always give the same bytes."""
    if name.lower().endswith(".gz"):
        with gzip.GzipFile(filename="", fileobj=target, mode="wb", mtime=0, compresslevel=6) as packed:
            _copy(source, packed)
    elif name.lower().endswith(".zst"):
        _zstandard().ZstdCompressor(level=6, write_checksum=True).copy_stream(source, target)
    else:
        _copy(source, target)


def _copy(source: Any, target: Any) -> None:
    while data := source.read(_PIECE):
        target.write(data)


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError as error:
        raise LinesError("cannot unpack .zst without the package zstandard; pip install zstandard") from error
    return zstandard


class Record(NamedTuple):
    """One line that holds a JSON object. start, end: of the field's value in `line`, quotes included."""

    line: str
    values: dict[str, Any]
    start: int
    end: int

    def replaced(self, text: str) -> bytes:
        """The line with another text in the field; all else as it was, byte for byte."""
        value = json.dumps(text, ensure_ascii=self.line.isascii())
        stray = _STRAY.search(self.line) is not None  # else a surrogate is one that was written as an escape
        value = _SURROGATE.sub(
            lambda half: half[0] if stray and _STRAY.match(half[0]) else f"\\u{ord(half[0]):04x}", value
        )
        return _encode(self.line[: self.start]) + _encode(value) + _encode(self.line[self.end :])


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def read_record(data: bytes, field: str) -> Record | None:
    """The record on a line; None if the line is blank. Raises LinesError if it is not JSON or has no text there."""
    line = data.decode("utf-8", "surrogateescape")
    start = len(_BOM) if line.startswith(_BOM) else 0
    if not line[start:].strip(_BLANK):
        return None
    try:
        values, spans = _members(line, start)
    except (ValueError, IndexError, RecursionError) as error:
        raise LinesError(f"not a JSON object: {getattr(error, 'msg', None) or 'nested too deep or cut off'}") from error
    if field not in values:
        raise LinesError(f"has no field {field!r}; its fields: {', '.join(map(repr, list(values)[:8])) or 'none'}")
    if not isinstance(values[field], str):
        raise LinesError(f"the field {field!r} is {_called(values[field])}, not a string")
    return Record(line, values, *spans[field])


def _called(value: Any) -> str:
    if value is None:
        return "null"
    known = {"dict": "an object", "list": "an array", "bool": "true or false"}
    return known.get(type(value).__name__, "a number")


def _members(line: str, at: int) -> tuple[dict[str, Any], dict[str, tuple[int, int]]]:
    """The members of the object on a line, and where each value stands; of equal names the last one counts."""
    decoder = json.JSONDecoder(strict=False)
    values: dict[str, Any] = {}
    spans: dict[str, tuple[int, int]] = {}
    at = _expect(line, _past(line, at), "{")
    at = _past(line, at)
    more = line[at] != "}"
    while more:
        name, at = decoder.raw_decode(line, at)
        if not isinstance(name, str):
            raise json.JSONDecodeError("a name must be a string", line, at)
        start = _past(line, _expect(line, _past(line, at), ":"))
        values[name], at = decoder.raw_decode(line, start)
        spans[name] = (start, at)
        at = _past(line, at)
        more = line[at] == ","
        at = _past(line, at + 1) if more else at
    at = _past(line, _expect(line, at, "}"))
    if at != len(line):
        raise json.JSONDecodeError("more than one value on the line", line, at)
    return values, spans


def _expect(line: str, at: int, char: str) -> int:
    if line[at : at + 1] != char:
        raise json.JSONDecodeError(f"expected {char!r} at column {at + 1}", line, at)
    return at + 1


def _past(line: str, at: int) -> int:
    """Behind the white space at a place."""
    while at < len(line) and line[at] in _BLANK:
        at += 1
    return at
