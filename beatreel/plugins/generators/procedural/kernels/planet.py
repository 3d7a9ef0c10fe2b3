"""Planets: spheres of rock, gas or water with the air around them, lit by one sun."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
from numba import njit

from .noise import LENT, random_at
from .volume import at, wisps

Array = np.ndarray[Any, np.dtype[np.float32]]
Kind = Literal["rock", "gas", "water"]

_KINDS: dict[Kind, int] = {"rock": 0, "gas": 1, "water": 2}
_ONE = np.float32(1.0)
_ZERO = np.float32(0.0)
_HALF = np.float32(0.5)


@njit(**LENT)
def _relief(block, x, y, z, octaves):  # type: ignore[no-untyped-def]
    amplitude = _HALF
    total = _ZERO
    scale = np.float32(0.35)
    for _ in range(octaves):
        total += amplitude * at(block, x * scale + np.float32(0.37), y * scale, z * scale)
        amplitude *= np.float32(0.55)
        scale *= np.float32(2.13)
    return total


@njit(**LENT)
def _streets(x, y, scale, seed):  # type: ignore[no-untyped-def]
    """Return the light of towns: a dot of its own strength in each cell of a grid, the strongest few."""
    u, v = (x + np.float32(2)) * scale, (y + np.float32(2)) * scale
    column, row = int(u), int(v)
    power = random_at(column, row, seed)
    du = u - column - np.float32(0.3) - np.float32(0.4) * random_at(column, row, seed + 1)
    dv = v - row - np.float32(0.3) - np.float32(0.4) * random_at(column, row, seed + 2)
    return power**4 * np.float32(9.0) * np.float32(math.exp(-(du * du + dv * dv) * np.float32(26.0)))


@njit(**LENT)
def _planet(out, block, left, top, centre_x, centre_y, radius, sun, lean, kind, air, seed):  # type: ignore[no-untyped-def]
    rows, columns = out.shape[:2]
    cosine, sine = np.float32(math.cos(lean)), np.float32(math.sin(lean))
    for row in range(rows):
        for column in range(columns):
            px = (np.float32(column + left) + _HALF - centre_x) / radius
            py = (np.float32(row + top) + _HALF - centre_y) / radius
            far = np.float32(math.sqrt(px * px + py * py))
            edge = min(max((_ONE - far) * radius + _HALF, _ZERO), _ONE)
            out[row, column, 3] = edge
            # The air: a thin shell, brightest where one looks along it, on the side of the sun and a little beyond.
            side = (px * sun[0] + py * sun[1]) / max(far, np.float32(1e-4)) if far > _ZERO else _ZERO
            if far >= _ONE:
                dusk = min(max(side * np.float32(0.75) + np.float32(0.34) + sun[2] * np.float32(0.4), _ZERO), _ONE)
                out[row, column, 2] = dusk * dusk * np.float32(math.exp(-(far - _ONE) / air))
                if edge <= _ZERO:
                    continue
            nz = np.float32(math.sqrt(max(_ONE - far * far, _ZERO)))
            light = px * sun[0] + py * sun[1] + nz * sun[2]
            # Turned by the lean of its axis; z towards the viewer.
            x, y = px * cosine + py * sine, -px * sine + py * cosine
            z = nz
            shape = _ZERO
            night = _ZERO
            if kind == 1:
                warp = _relief(block, x * np.float32(1.5), y * np.float32(4.0), z * np.float32(1.5), 4)
                swirl = _relief(block, x * np.float32(3.4) + warp, y * np.float32(8.0), z * np.float32(3.4), 4)
                band = y * np.float32(2.4) + (warp - _HALF) * np.float32(0.34) + (swirl - _HALF) * np.float32(0.10)
                shape = at(block, band * np.float32(0.42), np.float32(0.3), np.float32(0.7))
                shape = (shape - _HALF) * np.float32(1.5) + _HALF + (swirl - _HALF) * np.float32(0.55)
                shape = min(max(shape, _ZERO), _ONE)
            else:
                shape = _relief(block, x * np.float32(2.2), y * np.float32(2.2), z * np.float32(2.2), 7)
                if kind == 0:
                    ahead = _relief(
                        block,
                        (x + (sun[0] * cosine + sun[1] * sine) * np.float32(0.012)) * np.float32(2.2),
                        (y + (sun[1] * cosine - sun[0] * sine) * np.float32(0.012)) * np.float32(2.2),
                        z * np.float32(2.2),
                        7,
                    )
                    light += (shape - ahead) * np.float32(5.0) * min(light + np.float32(0.25), _ONE)
                else:
                    land = min(max((shape - np.float32(0.54)) * np.float32(14.0), _ZERO), _ONE)
                    storms = _relief(
                        block, x * np.float32(3.0) + shape, y * np.float32(5.0), z * np.float32(3.0) + shape, 6
                    )
                    cloud = min(max((storms - np.float32(0.50)) * np.float32(5.0), _ZERO), _ONE)
                    town = at(block, x * np.float32(9.0), y * np.float32(9.0), z * np.float32(9.0))
                    town = min(max((town - np.float32(0.54)) * np.float32(5.0), _ZERO), _ONE) * land
                    if town > _ZERO and light < _ZERO:
                        fine = at(block, x * np.float32(31.0), y * np.float32(31.0), z * np.float32(31.0))
                        dense = town * max(fine - np.float32(0.34), _ZERO) * np.float32(2.4)
                        streets = _streets(x, y, np.float32(170.0), seed) + _streets(x, y, np.float32(480.0), seed + 7)
                        night = dense * (np.float32(0.10) + streets) * (_ONE - cloud) ** 2
                    shape = max(cloud, np.float32(0.25) * land * shape)
            day = min(max((light + np.float32(0.06)) / np.float32(1.06), _ZERO), _ONE)
            out[row, column, 0] = shape
            out[row, column, 1] = day * (np.float32(0.35) + np.float32(0.65) * day)
            rim = _ONE - nz
            rim = rim * rim * rim
            dusk = min(max(light * np.float32(0.8) + np.float32(0.32), _ZERO), _ONE)
            if far < _ONE:
                out[row, column, 2] = rim * dusk * dusk * min(air * np.float32(60.0), _ONE)
            out[row, column, 4] = night * min(max(np.float32(-6.0) * light, _ZERO), _ONE) * nz


def planet(
    box: tuple[int, int, int, int],
    *,
    centre: tuple[float, float],
    radius: float,
    sun: tuple[float, float, float],
    kind: Kind = "gas",
    lean: float = 0.3,
    air: float = 0.012,
    seed: int = 0,
) -> Array:
    """Paint a planet.

    Parameters
    ----------
    box : tuple of int
        Left, top, right, bottom of the part of the picture that is wanted.
    centre, radius : float
        Pixels of the picture.
    sun : tuple of float
        Unit vector to the sun: x right, y down, z to the viewer.
    kind : {"rock", "gas", "water"}
    lean : float
        Of its axis, radians.
    air : float
        Height of the air in radii.
    seed : int

    Returns
    -------
    ndarray (rows, columns, 5), float32
        Pattern of the surface (0 dark to 1 light), sunlight on it, light of the air (beyond the edge, too), cover, and lights of
        towns on its night side.
    """
    left, top, right, bottom = box
    out = np.zeros((max(bottom - top, 1), max(right - left, 1), 5), np.float32)
    _planet(
        out, wisps(seed), left, top, np.float32(centre[0]), np.float32(centre[1]), np.float32(radius),
        np.array(sun, np.float32), np.float32(lean), _KINDS[kind], np.float32(air), np.int32(seed),
    )  # fmt: skip
    return out
