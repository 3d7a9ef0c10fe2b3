"""Carp as they are seen from above: long bodies with patches of colour, fins like fans; a metre long, they swim along x."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid

from .built import Place, skins

Array = np.ndarray[Any, np.dtype[np.float32]]

_WATER = (0.045, 0.075, 0.030)  # what deep water adds of its own
_TONES = {
    "white": (0.58, 0.66, 0.72),
    "orange": (0.012, 0.15, 0.70),
    "red": (0.02, 0.05, 0.52),
    "gold": (0.06, 0.36, 0.66),
    "ink": (0.02, 0.022, 0.024),
}
_COATS = (  # ground, patches, and how much of it they cover
    ("white", "orange", 0.50), ("white", "red", 0.42), ("orange", "orange", 0.0), ("orange", "white", 0.30),
    ("white", "ink", 0.28), ("gold", "gold", 0.0), ("orange", "ink", 0.25), ("white", "orange", 0.30),
)  # fmt: skip
_FLAT = 0.12  # of their height is left: they lie below the surface


def koi_skins(place: Place, clear: float) -> dict[str, int]:
    """Add what carp are made of to a place; ``clear`` is how much of their light the water lets through."""
    made = {}
    for name, tone in _TONES.items():
        seen = tuple(clear * a + (1 - clear) * 0.35 * b for a, b in zip(tone, _WATER, strict=True))
        made[name] = place.material(skins.PLAIN, seen, gloss=0.02 * clear, rough=0.35)
        fin = tuple(0.42 * a + 0.58 * 0.35 * b for a, b in zip(seen, _WATER, strict=True))
        made[f"{name} fin"] = place.material(skins.PLAIN, fin)
    return made


def koi(of: dict[str, int], rng: np.random.Generator, *, bend: float = 0.0) -> Mesh:
    """Return a carp whose head is at x = 0.5.

    Parameters
    ----------
    of : dict of str to int
        From :func:`koi_skins`.
    bend : float
        Radians that its body turns from head to tail.
    """
    ground, patch, share = _COATS[int(rng.integers(len(_COATS)))]
    rows, sides = 90, 28
    t = np.linspace(0, 1, rows)
    angle = bend * (t**1.5) + 0.25 * abs(bend) * np.sin(6 * t + float(rng.uniform(0, 6)))
    spine = np.stack([0.5 - np.cumsum(np.cos(angle)) / rows * 0.84, np.cumsum(np.sin(angle)) / rows * 0.84], 1)
    across = np.stack([np.sin(angle), np.cos(angle)], 1)
    half = 0.118 * np.sin(np.pi * np.clip(t, 0, 1) ** 0.55) ** 0.8 * (1 - 0.45 * t) + 0.012 * t
    half[0] = 0.001
    a = np.linspace(0, 2 * np.pi, sides + 1)
    side, high = np.cos(a), np.sin(a)
    x = spine[:, :1] + across[:, :1] * half[:, None] * side
    z = spine[:, 1:] + across[:, 1:] * half[:, None] * side
    y = half[:, None] * high[None]
    round_ = grid(np.stack([x, y, z], -1), of[ground], wrap=True)
    if float((round_.carried[:, 3] * round_.points[:, 1]).mean()) < 0:  # it is seen from outside
        round_ = grid(np.stack([x, y, z], -1)[:, ::-1], of[ground], wrap=True)
    points = round_.points.copy()
    points[:, 1] *= _FLAT
    middles = round_.points[round_.triangles].mean(axis=1)
    skin = round_.skins.copy()
    if share:
        seed = int(rng.integers(1 << 16))
        u, v = (np.ascontiguousarray(middles[None, :, k]) for k in (0, 2))
        spots = fbm_at(u, 1.2 * v, 0.26, seed, 2)[0] + 0.35 * fbm_at(u, v, 0.06, seed + 1, 2)[0]
        skin[spots > np.quantile(spots, 1 - share)] = of[patch]
    body = Mesh(points, round_.carried, round_.triangles, skin)
    parts = [body]
    fan = of[f"{ground} fin"]
    for at, lean, long_, wide in (
        (24, 0.9, 0.17, 0.55),
        (24, -0.9, 0.17, 0.55),
        (52, 0.6, 0.10, 0.4),
        (52, -0.6, 0.10, 0.4),
    ):
        foot = spine[at] + math.copysign(0.8 * half[at], lean) * across[at]
        parts.append(_fan(foot, math.pi - angle[at] - lean, long_, wide, fan))
    parts.append(_fan(spine[-3], math.pi - angle[-1] + 0.25, 0.24, 0.34, fan))
    parts.append(_fan(spine[-3], math.pi - angle[-1] - 0.25, 0.24, 0.34, fan))
    edge = across[26:62] * (0.012 * np.sin(np.linspace(0, np.pi, 36)) ** 0.5)[:, None]
    ridge = np.stack([_above(spine[26:62] + way * edge, 0.026) for way in (-1, 1)], 1)
    parts.append(_upwards(ridge, of[f"{patch} fin"]))
    return Mesh.of(parts)


def _above(line: Array, high: float) -> Array:
    """Return a line on the water (x, z) at a height."""
    return np.stack([line[:, 0], np.full(len(line), high, np.float32), line[:, 1]], 1)


def _fan(foot: Array, way: float, long_: float, wide: float, skin: int) -> Mesh:
    """Return a fin that spreads from a place."""
    out, turn = np.linspace(0, 1, 6), np.linspace(-wide, wide, 15)
    reach = long_ * (1 - 0.25 * (turn / wide) ** 2) * (1 + 0.04 * np.cos(24 * turn))
    x = foot[0] + out[:, None] * reach * np.cos(way + turn * out[:, None] ** 0.5)
    z = foot[1] + out[:, None] * reach * np.sin(way + turn * out[:, None] ** 0.5)
    return _upwards(np.stack([x, 0 * x + 0.001, z], -1), skin)


def _upwards(points: Any, skin: int) -> Mesh:
    """Return a sheet that is seen from above."""
    up = np.broadcast_to(np.array([0, 1, 0], np.float32), points.shape)
    flat = np.asarray(points, np.float32)
    normal = np.cross(flat[-1, 0] - flat[0, -1], flat[-1, -1] - flat[0, 0])
    return grid(flat if normal[1] > 0 else flat[:, ::-1], skin, normals=up)
