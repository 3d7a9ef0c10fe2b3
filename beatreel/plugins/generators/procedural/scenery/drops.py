"""Drops on glass: where each point of a wet pane looks, and how clearly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

Array = np.ndarray[Any, np.dtype[np.float32]]

_SEEN = 0.30  # shares of the pane's width that a drop shows from its middle to its rim


@dataclass
class Pane:
    """A wet pane of glass.

    Attributes
    ----------
    x, y : ndarray (height, width)
        Pixels of the world that are seen there where a drop lies; a drop turns them upside down.
    cover : ndarray (height, width)
        How much of a pixel a drop covers, 0 to 1.
    clear : ndarray (height, width)
        How much light passes a drop there: little through its rim.
    glint : ndarray (height, width)
        The sky's light on a drop's shoulder, 0 to 1.
    fog : ndarray (height, width)
        Breath on the glass beside the drops, 0 to 1.
    """

    x: Array
    y: Array
    cover: Array
    clear: Array
    glint: Array
    fog: Array

    @classmethod
    def empty(cls, width: int, height: int) -> Pane:
        """Return a dry pane."""
        y, x = np.mgrid[:height, :width].astype(np.float32)
        zero = np.zeros((height, width), np.float32)
        return cls(x, y, zero, zero + 1, zero.copy(), zero.copy())

    def add(self, x: float, y: float, radius: float, rng: np.random.Generator, tall: float = 1.0) -> None:
        """Add a drop.

        Parameters
        ----------
        x, y, radius : float
            Pixels.
        rng : numpy.random.Generator
            Of its outline.
        tall : float
            Height through width.
        """
        height, width = self.cover.shape
        reach = 1.35 * radius * max(tall, 1.0) + 2
        top, bottom = max(int(y - reach), 0), min(int(y + reach) + 1, height)
        left, right = max(int(x - reach), 0), min(int(x + reach) + 1, width)
        phase, second = rng.uniform(0, 2 * np.pi, 2)
        wobble = 0.10 * min(radius / 6, 1.0)
        if top >= bottom or left >= right:
            return
        box = np.s_[top:bottom, left:right]
        dx = (np.arange(left, right, dtype=np.float32)[None] - x) / radius
        dy = (np.arange(top, bottom, dtype=np.float32)[:, None] - y) / (radius * tall)
        # Water hangs: narrow above, wide below.
        dx = dx * (1 - 0.16 * np.clip(dy, -1, 1) * (tall > 1.05))
        angle = np.arctan2(dy, dx)
        away = np.hypot(dx, dy) / (1 + wobble * np.sin(2 * angle + phase) + 0.6 * wobble * np.sin(3 * angle + second))
        cover = np.clip((1 - away) * radius + 0.5, 0, 1)
        inside = cover > self.cover[box]
        # A cap of water bends light the more the nearer to its rim.
        bend = _SEEN * width * np.minimum(away, 1.0) ** 1.7 / np.maximum(away, 1e-3)
        self.x[box] = np.where(inside, x - dx * bend, self.x[box])
        self.y[box] = np.where(inside, y - dy * bend, self.y[box])
        shade = 1 - 0.85 * np.clip((away - 0.62) / 0.38, 0, 1) ** 2 * np.clip(0.75 - 0.6 * dy, 0, 1)
        self.clear[box] = np.where(inside, shade, self.clear[box])
        spot = np.exp(-(((dx + 0.34) / 0.16) ** 2) - ((dy + 0.46) / 0.12) ** 2) * min(radius / 7, 1.0)
        self.glint[box] = np.where(inside, spot, self.glint[box])
        self.cover[box] = np.maximum(cover, self.cover[box])

    def look(self, light: Array) -> Array:
        """Return the light (height, width, 3) that the drops show; elsewhere that of the world, softened."""
        height, width = light.shape[:2]
        size = (max(width // 6, 8), max(height // 6, 8))  # a drop shows much in few pixels
        small = cv2.GaussianBlur(cv2.resize(light, size, interpolation=cv2.INTER_AREA), (0, 0), 0.8)
        x = (self.x + 0.5) * np.float32(size[0] / width) - 0.5
        y = (self.y + 0.5) * np.float32(size[1] / height) - 0.5
        return np.asarray(cv2.remap(small, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT), np.float32)


def pane_of(width: int, height: int, largest: float, amount: float, rng: np.random.Generator) -> Pane:
    """Return a pane in the rain: beads of all sizes, trails that drops have cleared on their way down, breath on the glass.

    Parameters
    ----------
    width, height : int
        Pixels.
    largest : float
        Radius of the largest drops in pixels.
    amount : float
        How wet it is; 1 is a shower.
    rng : numpy.random.Generator
    """
    pane = Pane.empty(width, height)
    trails = _trails(width, height, largest, round(7 * amount), rng)
    swept = np.zeros((height, width), np.float32)
    for path, radius in trails:
        points = np.round(path * 16).astype(np.int32)
        cv2.polylines(swept, [points], False, 1.0, max(1, round(1.7 * radius)), cv2.LINE_AA, 4)
    count = round(0.30 * amount * width * height / largest**2)
    # Small ones are far more than large ones; drops that touch would run together, so a cell holds one large drop.
    sizes = np.sort(largest * np.clip(0.07 * rng.pareto(1.35, count) + 0.07, 0.07, 0.9))[::-1]
    taken = np.zeros((height // 4 + 1, width // 4 + 1), bool)
    for radius in sizes:
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        column, row, reach = int(x) // 4, int(y) // 4, int(radius * 0.9) // 4
        around = np.s_[max(row - reach, 0) : row + reach + 1, max(column - reach, 0) : column + reach + 1]
        if taken[around].any() or (radius > 0.12 * largest and swept[int(y), int(x)] > 0.5):
            continue
        taken[around] = reach > 0
        pane.add(x, y, float(radius), rng, tall=1.0 + 0.25 * float(radius / largest))
    for path, radius in trails:
        for x, y in path[2:-2:3]:  # what a running drop leaves behind
            if rng.random() < 0.45:
                pane.add(x + rng.uniform(-0.3, 0.3) * radius, y, radius * rng.uniform(0.12, 0.3), rng, tall=1.2)
        pane.add(float(path[-1, 0]), float(path[-1, 1]), float(radius), rng, tall=1.4)
    rough = cv2.resize(rng.random((9, 6)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    swept = cv2.GaussianBlur(swept, (0, 0), max(0.6, 0.12 * largest))
    pane.fog = np.clip(0.25 + 0.75 * rough, 0, 1) * (1 - swept)
    return pane


def _trails(width: int, height: int, largest: float, count: int, rng: np.random.Generator) -> list[tuple[Array, float]]:
    """Return the ways that drops have run, (points, 2), and the radius of the drop at the end of each."""
    found = []
    for _ in range(count):
        x, y = rng.uniform(0.04, 0.96) * width, rng.uniform(-0.3, 0.5) * height
        length = rng.uniform(0.25, 0.75) * height
        steps = max(8, int(length / (1.2 * largest)))
        drift = np.cumsum(rng.normal(0, 0.20 * largest, steps))
        path = np.stack([x + drift, y + np.linspace(0, length, steps)], axis=1)
        found.append((path.astype(np.float32), largest * float(rng.uniform(0.6, 0.95))))
    return found
