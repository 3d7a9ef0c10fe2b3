"""Reading bytes of an open file at any place, in few system calls."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator

_WINDOW = 1 << 18


class ByteSource:
    """Bytes of an open regular file.

    Attributes
    ----------
    size : int
        Bytes in the file.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.size = os.fstat(descriptor).st_size
        self._start = 0
        self._window = b""

    def at(self, offset: int, length: int) -> bytes:
        """Return ``length`` bytes from ``offset``; fewer where the file ends."""
        if offset < 0 or length <= 0:
            return b""
        first = offset - self._start
        if first < 0 or first + length > len(self._window):
            self._window, self._start, first = self._read(offset, max(length, _WINDOW)), offset, 0
        return self._window[first : first + length]

    def number(self, offset: int, length: int, order: str = "big") -> int:
        """Return an unsigned number of ``length`` bytes; 0 where the file ends before it."""
        data = self.at(offset, length)
        return int.from_bytes(data, "little" if order == "little" else "big") if len(data) == length else 0

    def sha256(self) -> str:
        """Return the SHA-256 of the whole file as 64 hex digits."""
        digest = hashlib.sha256()
        for piece in self._pieces():
            digest.update(piece)
        return digest.hexdigest()

    def _pieces(self) -> Iterator[bytes]:
        offset = 0
        while piece := self._read(offset, 1 << 20):
            yield piece
            offset += len(piece)

    def _read(self, offset: int, length: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._descriptor, length, offset)
        os.lseek(self._descriptor, offset, os.SEEK_SET)
        return os.read(self._descriptor, length)
