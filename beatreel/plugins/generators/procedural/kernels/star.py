"""The face of a star: boiling grains, bright nets, dark spots with their frayed rims, darker towards its edge."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

from .noise import LENT
from .volume import at, billows, wisps

Array = np.ndarray[Any, np.dtype[np.float32]]

HEAT, COVER, OUTSIDE = range(3)
_ONE = np.float32(1.0)
_ZERO = np.float32(0.0)
_HALF = np.float32(0.5)


@njit(**LENT)
def _star(out, cells, smooth, centre_x, centre_y, radius, spots, grain, turn):  # type: ignore[no-untyped-def]
    rows, columns = out.shape[:2]
    c, s = np.float32(math.cos(turn)), np.float32(math.sin(turn))
    for row in range(rows):
        py = (np.float32(row) + _HALF - centre_y) / radius
        for column in range(columns):
            px = (np.float32(column) + _HALF - centre_x) / radius
            far = np.float32(math.sqrt(px * px + py * py))
            out[row, column, COVER] = min(max((_ONE - far) * radius + _HALF, _ZERO), _ONE)
            out[row, column, OUTSIDE] = max(far - _ONE, _ZERO)
            if out[row, column, COVER] <= _ZERO:
                continue
            z = np.float32(math.sqrt(max(_ONE - far * far, _ZERO)))
            x, y = px * c + py * s, py * c - px * s
            # Slow currents bend what boils; finer cells ride on large ones.
            k = np.float32(0.55) * grain
            wx = at(smooth, x * k, y * k, z * k) - _HALF
            wy = at(smooth, y * k + np.float32(0.37), z * k, x * k) - _HALF
            k = np.float32(0.30) * grain
            ux, uy, uz = x * k + np.float32(0.16) * wx, y * k + np.float32(0.16) * wy, z * k
            large = at(cells, ux, uy, uz)
            middle = at(cells, ux * np.float32(2.3), uy * np.float32(2.3), uz * np.float32(2.3))
            k = np.float32(1.2) * grain
            ux, uy, uz = x * k + np.float32(0.3) * wx, y * k + np.float32(0.3) * wy, z * k
            small = at(cells, ux, uy, uz)
            fine = at(cells, ux * np.float32(2.7), uy * np.float32(2.7), uz * np.float32(2.7))
            # Threads of brighter gas lie along the lines between currents.
            net = at(smooth, x * k * _HALF + wy, y * k * _HALF + wx, z * k * _HALF)
            thread = _ONE - min(abs(net - _HALF) * np.float32(7.0), _ONE)
            heat = (
                np.float32(0.42) * large
                + np.float32(0.22) * middle
                + np.float32(0.20) * small
                + np.float32(0.16) * fine
            )
            heat = np.float32(0.60) + np.float32(1.5) * (heat - np.float32(0.55)) + np.float32(0.30) * thread * large
            for number in range(spots.shape[0]):
                dx, dy, dz = px - spots[number, 0], py - spots[number, 1], z - spots[number, 2]
                away = np.float32(math.sqrt(dx * dx + dy * dy + dz * dz)) / spots[number, 3]
                if away > np.float32(3.2):
                    continue
                angle = np.float32(math.atan2(dy, dx))
                rays = at(
                    smooth,
                    np.float32(math.cos(angle)) * np.float32(0.9) + away * np.float32(0.05),
                    np.float32(math.sin(angle)) * np.float32(0.9),
                    away * np.float32(0.10) + spots[number, 0],
                )
                frayed = away + np.float32(0.75) * (rays - _HALF) + np.float32(0.35) * (small - _HALF)
                dark = min(max((frayed - np.float32(0.55)) * np.float32(4.0), _ZERO), _ONE)
                rim = min(max((frayed - _ONE) * np.float32(1.7), _ZERO), _ONE)
                heat *= np.float32(0.10) + np.float32(0.42) * dark + np.float32(0.48) * rim
                # Faculae: what is about a spot is hotter than the rest.
                bright = (away - np.float32(1.9)) / np.float32(0.55)
                heat += np.float32(0.34) * np.float32(math.exp(-bright * bright)) * (_HALF + thread)
            out[row, column, HEAT] = max(heat, _ZERO) * (np.float32(0.36) + np.float32(0.64) * np.float32(math.sqrt(z)))


def star(
    width: int,
    height: int,
    *,
    centre: tuple[float, float],
    radius: float,
    spots: Array,
    grain: float,
    turn: float = 0.0,
    seed: int = 0,
) -> Array:
    """Paint the face of a star.

    Parameters
    ----------
    width, height : int
    centre, radius : float
        Pixels of the picture.
    spots : ndarray (n, 4)
        Dark spots: a place on the unit sphere (x right, y down, z to the viewer) and a radius.
    grain : float
        How fine its grains are: about as many large ones lie along its radius.
    turn : float
        Radians, about the way to the viewer.
    seed : int

    Returns
    -------
    ndarray (height, width, 3), float32
        How hot it is (0 to about 1.3), cover, and radii beyond its edge.
    """
    out = np.zeros((height, width, 3), np.float32)
    _star(
        out, billows(seed), wisps(seed), np.float32(centre[0]), np.float32(centre[1]), np.float32(radius),
        np.ascontiguousarray(spots, np.float32).reshape(-1, 4), np.float32(grain), np.float32(turn),
    )  # fmt: skip
    return out
