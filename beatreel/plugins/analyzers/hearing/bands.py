"""The bands of a song's spectrum, kept so that an hour of music takes no more memory than a few minutes."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

_COMPRESSION = 8.0
_BLOCK = 2000  # rows: 20 s of music at a time
_IN_MEMORY = 16 << 20  # bytes, some eight minutes: of longer songs the rows lie in a temporary file
_THINNING = 10  # one row of so many is looked at for the directions in which the spectrum varies


class Bands:
    """Magnitudes of a song's bands, frame by frame; read back compressed, as ``log10(1 + 8 g m)``.

    Parameters
    ----------
    width : int
        Bands.
    gain : float
        The factor ``g``; it may be set later, when the level of the whole song is known.
    """

    def __init__(self, width: int, gain: float = 1.0) -> None:
        self.width = width
        self.gain = gain
        self._count = 0
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - lives as long as we do
        weakref.finalize(self, self._file.close)

    def __len__(self) -> int:
        """Number of frames."""
        return self._count

    def append(self, magnitudes: Array) -> None:
        """Add frames, float32 of shape (n, width)."""
        self._file.seek(0, 2)
        self._file.write(np.ascontiguousarray(magnitudes, np.float32).tobytes())
        self._count += len(magnitudes)

    def __getitem__(self, frames: slice) -> Array:
        """Return frames in a row, compressed; float32 of shape (n, width)."""
        first, last, _ = frames.indices(self._count)
        size = 4 * self.width
        self._file.seek(first * size)
        rows = np.frombuffer(self._file.read(max(0, last - first) * size), np.float32).reshape(-1, self.width)
        return np.log10(np.float32(1.0) + np.float32(_COMPRESSION * self.gain) * rows)

    def blocks(self) -> Iterator[tuple[int, Array]]:
        """Yield the first frame and the compressed rows of one stretch after the other."""
        for first in range(0, self._count, _BLOCK):
            yield first, self[first : first + _BLOCK]

    @cached_property
    def sums(self) -> tuple[Array, Array]:
        """Sums of the compressed magnitudes and of their squares over all frames, float64 of shape (width,) each."""
        total, squares = np.zeros(self.width), np.zeros(self.width)
        for _, rows in self.blocks():
            total += rows.sum(0, dtype=np.float64)
            squares += (rows.astype(np.float64) ** 2).sum(0)
        return total, squares

    @property
    def mean(self) -> Array:
        """Mean of each band, float64 of shape (width,)."""
        return self.sums[0] / max(1, self._count)

    @property
    def deviation(self) -> Array:
        """Standard deviation of each band, float64 of shape (width,)."""
        return np.sqrt(np.maximum(self.sums[1] / max(1, self._count) - self.mean**2, 0.0))

    @property
    def overall_deviation(self) -> float:
        """Standard deviation of all values together."""
        values = max(1, self._count * self.width)
        total, squares = (float(part.sum()) / values for part in self.sums)
        return float(np.sqrt(max(0.0, squares - total**2)))

    def column_means(self, *chosen: Array) -> Array:
        """Return the mean of some bands in each frame, float32 of shape (frames, choices).

        Parameters
        ----------
        *chosen : ndarray of bool, shape (width,)
        """
        out = np.empty((self._count, len(chosen)), np.float32)
        for first, rows in self.blocks():
            for column, members in enumerate(chosen):
                out[first : first + len(rows), column] = rows[:, members].mean(1)
        return out

    def stretch_means(self, edges: Array) -> Array:
        """Return the mean of each band between one edge and the next, float64 of shape (edges - 1, width).

        Parameters
        ----------
        edges : ndarray of int, shape (n,)
            Frames, rising; a stretch without frames has the value of the frame at its beginning, or of the last one.
        """
        means = np.empty((len(edges) - 1, self.width))
        for index, (first, last) in enumerate(zip(edges[:-1], edges[1:], strict=True)):
            begin = min(int(first), self._count - 1)
            end = min(max(int(last), begin + 1), self._count)
            total = np.zeros(self.width)
            for start in range(begin, end, _BLOCK):
                total += self[start : min(start + _BLOCK, end)].sum(0, dtype=np.float64)
            means[index] = total / (end - begin)
        return means

    def principal(self, components: int) -> Array:
        """Return the main directions in which the spectrum varies, applied to every frame.

        Bands are standardised first (a deviation below 0.05 counts as 0.05), and the strongest direction varies by 1.

        Returns
        -------
        ndarray of float32, shape (frames, components)
        """
        mean, spread = self.mean, self.deviation + 0.05
        count, total, products = 0, np.zeros(self.width), np.zeros((self.width, self.width))
        for first, rows in self.blocks():
            thin = (rows[-first % _THINNING :: _THINNING] - mean) / spread
            count, total = count + len(thin), total + thin.sum(0)
            products += thin.T @ thin
        products -= np.outer(total, total) / max(1, count)
        strengths, directions = np.linalg.eigh(products)  # of the sample's scatter, rising
        strongest = float(np.sqrt(max(0.0, strengths[-1])))
        view = directions[:, ::-1][:, :components] / spread[:, None] * (np.sqrt(count) / (strongest + 1e-9))
        out = np.empty((self._count, view.shape[1]), np.float32)
        for first, rows in self.blocks():
            out[first : first + len(rows)] = (rows - mean) @ view
        return out
