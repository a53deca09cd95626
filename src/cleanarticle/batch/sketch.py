"""How often something has been seen, in memory that does not grow: a count-min sketch.

Cormode and Muthukrishnan, "An improved data stream summary: the count-min sketch and its applications", 2005, with the
conservative update of Estan and Varghese, 2002. It may take something for more frequent than it is, never for less.
On-disk counts would be exact, but a million documents have tens of millions of lines that nobody asks for again.
"""

from __future__ import annotations

_ROWS = 4
_MASK = (1 << 64) - 1
_MOST = 255


class Sketch:
    """Counts of 64-bit keys, up to 255. bits: of the number of counters in each of four rows, a byte each."""

    def __init__(self, bits: int = 23) -> None:
        self._rows = tuple(bytearray(1 << bits) for _ in range(_ROWS))
        self._shift = 64 - bits

    def add(self, key: int) -> int:
        """Count a key once more; gives how often it has been seen, at most."""
        places = []
        least = _MOST
        for row in self._rows:
            key = (key * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) & _MASK  # another place in each row
            place = key >> self._shift
            places.append(place)
            least = min(least, row[place])
        if least < _MOST:
            for row, place in zip(self._rows, places, strict=True):
                if row[place] == least:
                    row[place] = least + 1
        return min(least + 1, _MOST)
