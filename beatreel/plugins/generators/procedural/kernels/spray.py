"""Spray of a wave that breaks on rock: drops thrown up in jets, which fall and leave mist behind."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

Array = np.ndarray[Any, np.dtype[np.float32]]

WIDE, TALL = 1.8, 1.3
"""Size of a picture of spray, in heights of the spray; it rises from the middle of a line at a tenth of its height."""
_JETS = 44
_DROPS = 15000
_FALL = 2.0  # heights per squared time unit; all drops have come down after two of these


class Spray:
    """One burst; all of its pictures show the same drops.

    Parameters
    ----------
    rng : Generator
    rows : int
        Of its pictures.
    """

    def __init__(self, rng: np.random.Generator, rows: int) -> None:
        self.rows, self.columns = rows, max(8, round(rows * WIDE / TALL))
        # A fan along the rock: jets at its ends lean outwards, those in its middle are the tallest.
        base = rng.uniform(-0.42, 0.42, _JETS)
        angle = rng.normal(0, 0.10) + 0.75 * base + rng.normal(0, 0.20, _JETS)
        height = rng.beta(1.1, 1.7, _JETS) * np.exp(-(((base - rng.normal(0, 0.12)) / 0.34) ** 2))
        height /= height.max()
        jet = rng.choice(_JETS, _DROPS, p=(0.10 + height) / (0.10 + height).sum())
        # Each jet is a string of drops that left at different speeds, the slow ones more of them.
        share = rng.beta(1.7, 1.2, _DROPS)
        self.up = 2 * np.sqrt(np.maximum(height[jet], 0.05) * share)
        self.aside = np.tan(angle[jet]) * self.up * 0.6 + rng.normal(0, 0.012, _DROPS)
        self.root = base[jet] + rng.normal(0, 0.05, _DROPS)
        self.low = rng.normal(0, 0.02, _JETS)[jet]
        self.late = 0.35 * rng.random(_JETS)[jet]
        self.scatter = rng.normal(0, 1, (2, _DROPS))
        self.heavy = np.exp(rng.normal(-0.3, 0.8, _DROPS))

    def at(self, time: float | None = None) -> Array:
        """Return how dense the spray is, (rows, columns) 0 to 1, at a time (0 to 2.4); None: jets drawn out as a camera sees them."""
        if time is None:
            age = self.up / _FALL * (0.15 + 1.15 * (self.scatter[0] % 1.0))
        else:
            age = np.maximum(time - self.late, 0)
        rise = self.up * age - 0.5 * _FALL * age * age
        cloud = 0.008 + 0.045 * age * age
        x = self.root + self.aside * age + cloud * self.scatter[1]
        y = rise + self.low + cloud * self.scatter[0]
        alive = (age > 0) & (rise > -0.04)
        counts, *_ = np.histogram2d(
            y[alive],
            x[alive],
            bins=(self.rows, self.columns),
            range=((-0.1 * TALL, 0.9 * TALL), (-WIDE / 2, WIDE / 2)),
            weights=self.heavy[alive],
        )
        drops = counts[::-1].astype(np.float32) * np.float32((self.rows / 260) ** 2)
        unit = self.rows / 260
        thin = 1.0 if time is None else float(np.clip(1.15 - 0.42 * time, 0.15, 1))
        fine = cv2.GaussianBlur(drops, (0, 0), max(0.45, 0.5 * unit))
        soft = cv2.GaussianBlur(drops, (0, 0), 4.5 * unit)
        mist = cv2.GaussianBlur(drops, (0, 0), 16 * unit)
        foot = np.clip((self.rows * 0.93 - np.arange(self.rows, dtype=np.float32)) / (0.16 * self.rows), 0, 1)[:, None]
        return np.asarray(foot * foot * (1 - np.exp(-thin * (0.34 * fine + 0.60 * soft + 0.55 * mist))), np.float32)
