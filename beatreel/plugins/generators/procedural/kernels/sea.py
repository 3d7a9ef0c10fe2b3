"""The surface of the sea: trains of sharp-crested waves at given positions, with their slopes.

Any world with open water may use it: ask for heights along a profile, or for height and slopes where a pixel sees water. Waves
finer than a pixel are left out, and what they would have added to the roughness is returned instead, so that far water
glitters as broadly as it should.

Method: a sum of trochoid-like trains, cos raised to a crest by exp(c (cos - 1)), bent and grouped by noise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from .fields import fbm_at
from .noise import LENT

Array = np.ndarray[Any, np.dtype[np.float32]]

_F = np.float32
_ONE, _ZERO, _HALF = _F(1), _F(0), _F(0.5)


@njit(**LENT)
def _train(x, z, foot, bend, group, calm, kx, kz, phase, amplitude, sharp, mean, height, slope_x, slope_z, lost):  # type: ignore[no-untyped-def]
    k = _F(np.sqrt(kx * kx + kz * kz))
    for i in range(x.shape[0]):
        a = amplitude * group[i] * calm[i]
        # Two pixels per wave at least; fade in up to four.
        part = min(max(_F(3.14159) / max(foot[i] * k, _F(1e-9)) - _ONE, _ZERO), _ONE)
        steep = a * k * sharp
        lost[i] += (_ONE - part * part) * _F(0.22) * steep * steep
        if part <= _ZERO:
            continue
        turn = kx * x[i] + kz * z[i] + phase + bend[i] * k
        crest = _F(np.exp(sharp * (_F(np.cos(turn)) - _ONE)))
        height[i] += part * a * (crest - mean)
        down = -part * a * sharp * crest * _F(np.sin(turn))
        slope_x[i] += down * kx
        slope_z[i] += down * kz


@dataclass
class Sea:
    """A sea state.

    Attributes
    ----------
    trains : ndarray (count, 6)
        Wave numbers x and z (radians per metre), phase, amplitude in metres, sharpness, mean of the profile.
    longest : float
        Length of the longest waves in metres.
    seed : int
    """

    trains: Array
    longest: float
    seed: int

    def at(self, x: Array, z: Array, foot: Array, calm: Array | None = None) -> tuple[Array, Array, Array, Array]:
        """Return height (metres), slopes along x and z, and the variance of the slopes that are finer than ``foot``.

        Parameters
        ----------
        x, z, foot : ndarray
            Positions and size of a pixel there in metres, of one shape.
        calm : ndarray, optional
            Factor of all amplitudes.
        """
        shape = x.shape
        x, z, foot = (np.ascontiguousarray(np.broadcast_to(v, shape), np.float32).ravel() for v in (x, z, foot))
        ease = np.ones_like(x) if calm is None else np.ascontiguousarray(calm, np.float32).ravel()
        height, slope_x, slope_z, lost = (np.zeros_like(x) for _ in range(4))
        bend = group = ease
        for index, (kx, kz, phase, amplitude, sharp, mean) in enumerate(self.trains):
            # Crests are neither straight nor endless; fine ones wander as finely, or two trains would draw a grid.
            size = 1.2 * 2 * np.pi / max(float(np.hypot(kx, kz)), 1e-6) if index else self.longest
            if index % 2 == 0 or index > 4:
                bend = fbm_at(x, z, 2.2 * size, self.seed + index, 2, foot) * np.float32(0.55 * size)
            if index % 4 == 0:
                group = 1 + np.float32(0.9) * fbm_at(z, x, 3.4 * size, self.seed + 40 + index, 2, foot)
                group = np.clip(group, 0.25, 1.9).astype(np.float32)
            numbers = (np.float32(v) for v in (kx, kz, phase, amplitude, sharp, mean))
            _train(x, z, foot, bend, group, ease, *numbers, height, slope_x, slope_z, lost)
        return height.reshape(shape), slope_x.reshape(shape), slope_z.reshape(shape), lost.reshape(shape)


def sea_state(
    rng: np.random.Generator, *, longest: float, height: float, wind: float, chop: float, count: int = 15
) -> Sea:
    """Return a sea.

    Parameters
    ----------
    rng : Generator
    longest : float
        Length of the longest waves in metres.
    height : float
        From trough to crest of the longest waves in metres.
    wind : float
        Where the waves run to, radians as a camera's heading.
    chop : float
        Steepness of the finer waves, 0 (oily) to 1 (gale).
    """
    trains = np.empty((count, 6), np.float32)
    length = longest
    for index in range(count):
        share = index / (count - 1)
        way = wind + float(rng.normal(0, 0.16 + 0.75 * share))
        k = 2 * np.pi / length
        sharp = 1.5 - 0.6 * share
        amplitude = height * 0.55 * (0.60 if index else 1.0) * (length / longest) ** 1.05
        amplitude *= 1.0 if index < 3 else 0.35 + 0.75 * chop
        turns = np.cos(np.linspace(0, 2 * np.pi, 64, endpoint=False))
        mean = float(np.exp(sharp * (turns - 1)).mean())
        trains[index] = k * np.sin(way), k * np.cos(way), rng.uniform(0, 2 * np.pi), amplitude, sharp, mean
        length *= float(rng.uniform(0.66, 0.78))
    return Sea(trains, longest, int(rng.integers(1, 1 << 20)))
