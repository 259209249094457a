"""Which ids have been seen: 24 to 48 bytes for each, however long they are.

Rules of this file: an id is kept as a digest of sixteen bytes in one flat table that doubles when
it is two thirds full, so that a file of ten million orders needs 256 MiB for it, and half as much
again for the moment in which it doubles.
"""

from array import array
from hashlib import blake2b

_FIRST = 1024


class Seen:
    """Ids that were seen, told apart by a digest.

    Example:
        >>> seen = Seen()
        >>> seen.again("1001"), seen.again("1002"), seen.again("1001")
        (False, False, True)
    """

    __slots__ = ("_filled", "_table")

    def __init__(self) -> None:
        self._table = array("Q", (0, 0)) * _FIRST
        self._filled = 0

    def __bool__(self) -> bool:
        return bool(self._filled)

    def again(self, id: str) -> bool:
        """Was it seen before? From now on it was."""
        digest = blake2b(id.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        high = int.from_bytes(digest[:8], "big")
        # An empty place is all zeros, so no digest is.
        low = int.from_bytes(digest[8:], "big") or 1
        if self._put(self._table, high, low):
            return True
        self._filled += 1
        if 3 * self._filled > len(self._table):
            self._grow()
        return False

    @staticmethod
    def _put(table: "array[int]", high: int, low: int) -> bool:
        """Put a digest into its place; true where it is there already."""
        places = len(table)
        at = 2 * (high % (places // 2))
        while table[at + 1]:
            if table[at + 1] == low and table[at] == high:
                return True
            at = (at + 2) % places
        table[at], table[at + 1] = high, low
        return False

    def _grow(self) -> None:
        larger = array("Q", (0, 0)) * len(self._table)
        for at in range(0, len(self._table), 2):
            if self._table[at + 1]:
                self._put(larger, self._table[at], self._table[at + 1])
        self._table = larger
