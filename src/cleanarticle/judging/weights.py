"""The weights file: its format, and how it is read and written.

    8 bytes   b"CAWEIGH2"
    4 bytes   length of the header, little-endian
    4 bytes   CRC-32 of all that follows
    header    JSON: "arrays": [[name, "b" (8 bits) or "i" (32 bits), [rows, columns]], ...], "words", "thresholds", ...
    arrays    in that order, little-endian, one right after the other

All weights are whole numbers; `network` says what each array means. At most 8 MB; read in milliseconds, since the file
is mapped into memory and nothing in it is converted before it is needed.
"""

from __future__ import annotations

import json
import math
import mmap
import struct
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

MAGIC = b"CAWEIGH2"
_HEAD = struct.Struct("<8sII")
_SIZES = {"b": 1, "i": 4}
MOST_BYTES = 64_000_000
_LONGEST_HEADER = 1_000_000


class ModelError(ValueError):
    """A weights file cannot be used; the message names it, and what is wrong."""


class Weights(NamedTuple):
    """A weights file. header: its JSON object.  arrays: name → (bytes, rows, columns); those of "i" hold 4 a number."""

    header: dict[str, Any]
    arrays: dict[str, tuple[memoryview, int, int]]


def read(path: Path, *, check: bool = True) -> Weights:
    """Map a weights file. check: whether to read it whole, to see that it is. Raises ModelError for a wrong one."""
    try:
        with path.open("rb") as file:
            data: Any = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError as error:
        raise ModelError(f"{path}: cannot read the model: {error.strerror}") from error
    except ValueError as error:  # an empty file cannot be mapped
        raise ModelError(f"{path}: not a cleanarticle model: it is empty") from error
    return parse(memoryview(data), str(path), check=check)


def parse(data: memoryview, name: str, *, check: bool = True) -> Weights:
    """The weights in the bytes of a file of this name. Raises ModelError."""
    if len(data) < _HEAD.size or len(data) > MOST_BYTES:
        raise ModelError(f"{name}: not a cleanarticle model: {len(data)} bytes")
    magic, length, checksum = _HEAD.unpack_from(data)
    if magic != MAGIC:
        raise ModelError(f"{name}: not a cleanarticle model: it does not begin with {MAGIC.decode()}")
    if length > min(_LONGEST_HEADER, len(data) - _HEAD.size):
        raise ModelError(f"{name}: the model is torn: its header is cut off")
    if check and crc32(data[_HEAD.size :]) != checksum:
        raise ModelError(f"{name}: the model is torn or was changed: its checksum is wrong; fetch or fit it again")
    try:
        header = json.loads(bytes(data[_HEAD.size : _HEAD.size + length]))
        arrays = _cut(data, _HEAD.size + length, header["arrays"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ModelError(f"{name}: not a cleanarticle model: {type(error).__name__}: {error}") from error
    return Weights(header, arrays)


def _cut(data: memoryview, at: int, told: list[Any]) -> dict[str, tuple[memoryview, int, int]]:
    """The arrays that the header tells of."""
    arrays = {}
    for name, kind, (rows, columns) in told:
        if not (isinstance(rows, int) and isinstance(columns, int) and rows > 0 and columns > 0):
            raise ValueError(f"array {name!r} has the shape {rows} x {columns}")
        size = rows * columns * _SIZES[kind]
        if at + size > len(data):
            raise ValueError(f"array {name!r} is cut off")
        arrays[str(name)] = (data[at : at + size], rows, columns)
        at += size
    if at != len(data):
        raise ValueError(f"{len(data) - at} bytes behind the last array")
    return arrays


def write(header: dict[str, Any], arrays: list[tuple[str, str, tuple[int, int], bytes]]) -> bytes:
    """The bytes of a weights file. arrays: (name, "b" or "i", (rows, columns), little-endian bytes) of each."""
    for name, kind, shape, data in arrays:
        if len(data) != math.prod(shape) * _SIZES[kind]:
            raise ValueError(f"array {name!r}: {len(data)} bytes for the shape {shape}")
    told = {**header, "arrays": [[name, kind, list(shape)] for name, kind, shape, _ in arrays]}
    text = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
    rest = text + b"".join(data for *_, data in arrays)
    return _HEAD.pack(MAGIC, len(text), crc32(rest)) + rest
