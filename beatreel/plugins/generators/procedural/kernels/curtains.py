"""Aurora curtains: light that rises in rays from wandering bands, green below and violet above if no other colours are named.

A curtain is described by tables along its band (where it begins, how high it reaches, how bright its rays are), which are a
few thousand noises for any size of picture; a pixel then is three lookups. The painter fills a still from them, the animator
fills each frame from tables that swing with the time and follow the spectrum.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from .fields import fbm_at, step
from .noise import LENT

Array = np.ndarray[Any, np.dtype[np.float32]]

COUNT = 3
_SAMPLES = 1536
_LOW, _HIGH = -0.8, 1.8  # of the position along a band; the picture is 0 to 1 wide at the horizon
_F = np.float32
COLOURS = np.array([[(0.32, 1.0, 0.05), (0.82, 0.32, 0.67)]] * COUNT, np.float32)
"""Of each curtain, low and high: linear BGR."""


def tables(
    seed: int, *, swing: tuple[float, float] = (0.0, 0.0), spectrum: tuple[float, ...] = (), kick: float = 0.0
) -> Array:
    """Return the curtains of a seed at an instant, (3, 3, samples): base, length and brightness along each band.

    Parameters
    ----------
    seed : int
        Below 100 000.
    swing : tuple of float
        Two numbers that change slowly (the bands) and quickly (the rays); the still has zeros.
    spectrum : tuple of float
        Levels of the music from low to high, 0 to 1, spread across the picture; empty for a still.
    kick : float
        Accent of the beat, 0 to 1: rays leap up.
    """
    rng = np.random.default_rng([seed, 77])
    along = np.linspace(_LOW, _HIGH, _SAMPLES, dtype=np.float32)
    level = np.full_like(along, 0.6)
    if spectrum:
        # The lowest in the middle, the highest at both sides.
        level = np.interp(np.abs(along - 0.5) * 2, np.linspace(0, 1, len(spectrum)), spectrum).astype(np.float32)
    found = np.empty((COUNT, 3, _SAMPLES), np.float32)
    spread = float(rng.uniform(0.8, 1.25))
    for index in range(COUNT):
        at = along + np.float32(rng.uniform(0, 40))
        tilt = float(rng.uniform(-0.22, 0.22))
        slow, fast = np.full_like(along, swing[0] + 3 * index), np.full_like(along, swing[1] + 5 * index)
        wander = fbm_at(at * np.float32(spread) + 0.11 * slow, 0.30 * slow, 0.55, seed + 90 + index, 3)
        found[index, 0] = 0.76 - 0.17 * index + 0.26 * wander + tilt * (along - 0.5)
        reach = fbm_at(at, 0.4 * slow, 0.30, seed + 97, 2)
        tufts = 0.5 + 0.5 * fbm_at(at + 0.03 * fast, 0.05 * fast, 0.09, seed + 101, 2)
        leap = 1 + 0.30 * kick * level * tufts
        found[index, 1] = np.maximum(0.135 + 0.13 * reach, 0.045) * (0.75 + 0.5 * level) * leap
        rays = 0.5 + 0.5 * fbm_at(at + 0.012 * fast, 0.016 * fast, 0.020, seed + 99, 3, gain=0.7)
        patch = step(-0.30, 0.50, fbm_at(at * np.float32(spread), 7 + 0.35 * slow, 0.42, seed + 103, 2) + 0.10)
        bright = rays * (0.35 + 1.25 * tufts * tufts) * patch * (0.55 + 0.75 * level) * (1 + 0.16 * kick * level)
        found[index, 2] = bright * (1.05 - 0.24 * index)
    return found


def vanishing(seed: int) -> tuple[float, float]:
    """Return towards which position the rays of a seed lean together, and how much."""
    rng = np.random.default_rng([seed, 78])
    return float(rng.uniform(0.3, 0.7)), float(rng.uniform(0.3, 0.7))


@njit(**LENT)
def fill_curtains(u, v, bands, colours, centre, lean, out):  # type: ignore[no-untyped-def]
    """Fill light at positions.

    Parameters
    ----------
    u, v : ndarray (rows, columns)
        0 to 1 across the picture, and 0 at its top to 1 at the horizon.
    bands : ndarray
        From :func:`tables`.
    colours : ndarray (curtains, 2, 3), float32
        See :data:`COLOURS`.
    centre, lean : float32
        From :func:`vanishing`.
    out : ndarray (rows, columns, 3)
        Receives linear BGR, 0 to about 2.
    """
    rows, columns = u.shape
    samples = bands.shape[2]
    per_step = _F(samples - 1) / _F(_HIGH - _LOW)
    for j in range(rows):
        for i in range(columns):
            blue, green, red = _F(0), _F(0), _F(0)
            down = v[j, i]
            along = u[j, i] - (u[j, i] - centre) * (down - _F(0.85)) * lean
            place = min(max((along - _F(_LOW)) * per_step, _F(0)), _F(samples) - _F(1.01))
            k = int(place)
            part = place - _F(k)
            for c in range(bands.shape[0]):
                above = bands[c, 0, k] + (bands[c, 0, k + 1] - bands[c, 0, k]) * part - down
                bright = bands[c, 2, k] + (bands[c, 2, k + 1] - bands[c, 2, k]) * part
                if above < _F(-0.05) or bright < _F(0.002):
                    continue
                if above > _F(0):
                    length = bands[c, 1, k] + (bands[c, 1, k + 1] - bands[c, 1, k]) * part
                    # Its lower border shines most: a ribbon that is seen to wind.
                    bright *= _F(0.85) * _F(np.exp(-above / length)) + _F(0.65) * _F(np.exp(-above * _F(30)))
                else:
                    bright *= _F(np.exp(-above * above * _F(3200)))
                high = min(max((above - _F(0.02)) * _F(2.8), _F(0)), _F(1))
                high = high * high * (_F(3) - _F(2) * high)
                edge = _F(0.10) * max(_F(1) - abs(above - _F(0.004)) * _F(55), _F(0))
                foot, top = colours[c, 0], colours[c, 1]
                blue += bright * (foot[0] + (top[0] - foot[0]) * high)
                green += bright * (foot[1] + (top[1] - foot[1]) * high)
                red += bright * (foot[2] + (top[2] - foot[2]) * high + edge)
            low = min(max((_F(1.02) - down) * _F(20), _F(0)), _F(1))
            out[j, i, 0] = low * blue / (_F(1) + _F(0.30) * blue)
            out[j, i, 1] = low * green / (_F(1) + _F(0.30) * green)
            out[j, i, 2] = low * red / (_F(1) + _F(0.30) * red)
