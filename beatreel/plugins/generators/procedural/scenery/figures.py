"""Who is in the mountains: a hiker on the edge, a rope team on the crest, a lit tent, a cabin at the shore."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import front, staffage

Array = np.ndarray[Any, np.dtype[np.float32]]
LAMP = np.array([0.30, 1.05, 2.6], np.float32)


class Scenery:
    """A painted picture into which figures are drawn.

    Parameters
    ----------
    steady, sun : ndarray (height, width, 3)
    others : list of ndarray
        Further light groups, which figures hide.
    depth : ndarray (height, width)
    focal : float
    """

    def __init__(self, steady: Array, sun: Array, others: list[Array], depth: Array, focal: float) -> None:
        self.steady, self.sun, self.others, self.depth, self.focal = steady, sun, others, depth, focal
        self.lamps = np.zeros((0, 0, 3), np.float32)
        self.height, self.width = depth.shape

    def edge(self, x: float, near: float) -> tuple[float, float] | None:
        """Return row and depth of the upper edge of what is nearer than ``near`` metres in a picture column."""
        column = self.depth[:, min(max(int(x), 0), self.width - 1)]
        rows = np.flatnonzero(column < near)
        return (float(rows[0]), float(column[min(rows[0] + 2, self.height - 1)])) if rows.size else None

    def person(
        self, kind: str, x: float, y: float, size: float, *, mirrored: bool, variant: int = 0, haze: float = 0.05
    ) -> None:
        """Let somebody stand there, feet at a pixel, ``size`` pixels tall; see :func:`.staffage.stand`."""
        lights = [part for part in (self.steady, self.sun, *self.others) if part.shape[2] == 3]
        window, cover = staffage.stand(lights, kind, (x, y), size, mirrored=mirrored, variant=variant, haze=haze)
        for mask in (part for part in self.others if part.shape[2] == 1):
            mask[window] *= 1 - cover[..., None]
        self._stand(window, cover, x, y)

    def _stand(self, window: tuple[slice, slice], cover: Array, x: float, y: float) -> None:
        """Let what covers a window be as far away as the ground at its foot, or it would stand in the air of what is far behind it."""
        rows, columns = self.depth.shape
        there = self.depth[min(max(int(y) + 1, 0), rows - 1), min(max(int(x), 0), columns - 1)]
        self.depth[window] = np.where(cover > 0.5, np.minimum(self.depth[window], there), self.depth[window])

    def cover(self, window: tuple[slice, slice], alpha: Array, keep: float) -> None:
        """Darken what is behind a shape, leaving ``keep`` of it."""
        through = (1 - (1 - keep) * alpha)[..., None]
        for part in (self.steady, self.sun, *self.others):
            part[window] *= through

    def tent(self, x: float, y: float, unit: float, rim: Array, bright: float = 1.0) -> None:
        """Draw a tent lit from inside, ``bright`` times as much as a distant one, which must be seen at all."""
        window, alpha = front.shape(self.width, self.height, (front.TENT,), x, y, unit)
        if alpha.size == 0:
            return
        self.cover(window, alpha, 0.12)
        self._stand(window, alpha, x, y)
        rows = np.arange(window[0].start, window[0].stop, dtype=np.float32)[:, None]
        columns = np.arange(window[1].start, window[1].stop, dtype=np.float32)[None, :]
        inside = np.exp(-(((columns - x) / (0.55 * unit)) ** 2) - ((rows - y + 0.25 * unit) / (0.5 * unit)) ** 2)
        seam = 1 - 0.35 * np.exp(-(((columns - x - 0.02 * unit) / (0.02 * unit + 0.5)) ** 2))
        self._lamp(window, bright * alpha * (0.16 + 0.75 * inside) * seam)
        door, opening = front.shape(self.width, self.height, (front.TENT_DOOR,), x, y, unit)
        self._lamp(door, bright * opening * 0.55)
        self._halo(x, y - 0.35 * unit, 1.25 * unit, 0.4 + 0.6 * min(bright, 1.0))
        self.sun[window] += (alpha * np.clip(1 - (y - rows) / unit, 0, 1) ** 4 * 0.05)[..., None] * rim

    def cabin(self, x: float, y: float, unit: float, snow: Array) -> None:
        """Draw a cabin with lit windows and snow on its roof."""
        window, alpha = front.shape(self.width, self.height, (front.CABIN, front.CHIMNEY), x, y, unit)
        if alpha.size == 0:
            return
        self.cover(window, alpha, 0.06)
        self._stand(window, alpha, x, y)
        roof, white = front.shape(self.width, self.height, (front.ROOF_SNOW,), x, y, unit)
        self.cover(roof, white, 0.2)
        self.steady[roof] += white[..., None] * snow
        lit, panes = front.shape(self.width, self.height, front.WINDOWS, x, y, unit)
        self._lamp(lit, panes * 1.0)
        self._halo(x, y - 0.35 * unit, 1.1 * unit)

    def _lamp(self, window: tuple[slice, slice], shape: Array) -> None:
        if self.lamps.size == 0:
            self.lamps = np.zeros_like(self.steady)
        self.lamps[window] += shape[..., None] * LAMP

    def _halo(self, x: float, y: float, radius: float, bright: float = 1.0) -> None:
        halo = front.glow(self.width, self.height, x, y, radius)
        self.lamps += halo[..., None] * (LAMP * np.float32(0.42 * bright))
