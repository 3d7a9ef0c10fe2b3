"""A black hole with its disc: light that bends about a mass, followed back from the eye.

Method: paths of light about a Schwarzschild hole in its units (radius of the horizon 1), as O. James, E. von Tunzelmann,
P. Franklin and K. Thorne, "Gravitational lensing by spinning black holes in astrophysics, and in the movie Interstellar" (2015)
do for one that spins. With the specific angular momentum h, the path of light is that of a body under the force -1.5 h² r / r^5.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

from .noise import LENT, value_fbm

Array = np.ndarray[Any, np.dtype[np.float32]]

INNER, OUTER = 2.6, 11.0  # radii of the disc
GLOW, HEAT, WAY = 0, 1, 2
"""Columns: light of the disc, how hot it is (0 to 1), the direction in which the sky is seen (three, 0 where none is)."""


@njit(**LENT)
def _disc(r, turn, seed):  # type: ignore[no-untyped-def]
    """Return what the disc sends at a place, how hot it is, and how much of what is behind it is hidden."""
    share = (r - INNER) / (OUTER - INNER)
    wind = turn - 2.2 * math.log(r)
    # Noise on a circle, so that it has no seam; it is drawn out along the orbit.
    a, b = math.cos(wind), math.sin(wind)
    rings = value_fbm(r * 2.6 + 0.4 * a, 3.0 + 0.5 * b, seed, np.int64(5))
    streak = value_fbm(1.6 * a + r * 1.1, 1.6 * b + r * 1.1 + 9.0, seed + 3, np.int64(5))
    dense = min(max(0.20 + 1.5 * (rings - 0.34) + 1.3 * (streak - 0.42), 0.0), 1.4)
    edge = min(share / 0.05, 1.0) * min((1 - share) / 0.45, 1.0)
    heat = (INNER / r) ** 0.75
    return dense * edge * heat**2.6, heat, min(dense * edge * 0.9, 0.96)


@njit(**LENT)
def _follow(out, eye, right, up, forward, focal, centre_x, centre_y, seed):  # type: ignore[no-untyped-def]
    rows, columns = out.shape[:2]
    for row in range(rows):
        for column in range(columns):
            u = (column + 0.5 - centre_x) / focal
            v = (centre_y - row - 0.5) / focal
            dx = forward[0] + u * right[0] + v * up[0]
            dy = forward[1] + u * right[1] + v * up[1]
            dz = forward[2] + u * right[2] + v * up[2]
            length = math.sqrt(dx * dx + dy * dy + dz * dz)
            dx, dy, dz = dx / length, dy / length, dz / length
            x, y, z = eye[0], eye[1], eye[2]
            hx, hy, hz = y * dz - z * dy, z * dx - x * dz, x * dy - y * dx
            moment = hx * hx + hy * hy + hz * hz
            through = 1.0
            glow, warmth = 0.0, 0.0
            escaped = True
            for _ in range(420):
                r2 = x * x + y * y + z * z
                r = math.sqrt(r2)
                if r < 1.02:
                    escaped = False
                    break
                if r > 30.0 and x * dx + y * dy + z * dz > 0:
                    break
                step = min(max(0.09 * r, 0.03), 1.6)
                if abs(y) < 1.2 and r < 13.0:  # no path may pass the disc unseen, or it would have rings
                    step = min(step, 0.05 + 0.5 * abs(y))
                pull = -1.5 * moment / (r2 * r2 * r)
                dx += pull * x * step
                dy += pull * y * step
                dz += pull * z * step
                nx, ny, nz = x + dx * step, y + dy * step, z + dz * step
                if (y > 0) != (ny > 0):
                    t = y / (y - ny)
                    px, pz = x + (nx - x) * t, z + (nz - z) * t
                    at = math.sqrt(px * px + pz * pz)
                    if INNER < at < OUTER:
                        sent, heat, hidden = _disc(at, math.atan2(pz, px), seed)
                        # The side that comes nearer is brighter, and bluer.
                        speed = min(1 / math.sqrt(2 * max(at - 1, 0.4)), 0.62)
                        ux, uz = -pz / at, px / at
                        speed_to = -(ux * dx + uz * dz) / math.sqrt(dx * dx + dy * dy + dz * dz) * speed
                        shift = math.sqrt(1 - speed * speed) / (1 - speed_to)
                        light = sent * shift**3
                        glow += through * light
                        warmth += through * light * min(heat * shift, 1.3)
                        through *= 1 - hidden
                x, y, z = nx, ny, nz
                if through < 0.03:
                    break
            out[row, column, 0] = glow
            out[row, column, 1] = warmth / max(glow, 1e-6)
            if escaped:
                length = math.sqrt(dx * dx + dy * dy + dz * dz)
                out[row, column, 2] = through * dx / length
                out[row, column, 3] = through * dy / length
                out[row, column, 4] = through * dz / length
            else:
                out[row, column, 2] = 0.0
                out[row, column, 3] = 0.0
                out[row, column, 4] = 0.0


def _axes(eye: tuple[float, float, float], roll: float) -> tuple[Any, Any, Any]:
    """Return right, up and forward of an eye that looks at the hole."""
    place = np.array(eye, np.float64)
    forward = -place / np.linalg.norm(place)
    right = np.cross((0.0, 1.0, 0.0), forward)
    right /= np.linalg.norm(right)
    up = np.cross(forward, right)
    c, s = math.cos(roll), math.sin(roll)
    return c * right + s * up, c * up - s * right, forward


def black_hole(
    width: int,
    height: int,
    *,
    eye: tuple[float, float, float],
    focal: float,
    centre: tuple[float, float],
    roll: float,
    seed: int,
) -> Array:
    """Return what is seen, (height, width, 5); see the columns.

    Parameters
    ----------
    eye : tuple of float
        Where it is seen from, y above the plane of the disc.
    focal : float
        Pixels.
    centre : tuple of float
        Pixel at which the hole stands.
    roll : float
        Radians by which the picture is turned.
    """
    out = np.empty((height, width, 5), np.float32)
    right, up, forward = _axes(eye, roll)
    _follow(out, np.array(eye, np.float64), right, up, forward, float(focal), float(centre[0]), float(centre[1]), seed)
    return out


def seen_behind(
    found: Array, *, eye: tuple[float, float, float], focal: float, roll: float
) -> tuple[Array, Array, Array]:
    """Return where the sky stands that is seen, pixels right of and below the hole as it would be without one, and how much of it."""
    right, up, forward = _axes(eye, roll)
    way = found[..., WAY : WAY + 3]
    through = np.sqrt((way * way).sum(axis=2))
    ahead = way @ forward.astype(np.float32)
    safe = np.maximum(
        ahead, 0.05 * through + 1e-6
    )  # what comes from behind the eye is seen at the rim of the sky ahead
    x, y = way @ right.astype(np.float32) / safe, way @ up.astype(np.float32) / safe
    return np.float32(focal) * x, np.float32(-focal) * y, through
