"""Palms as meshes: a ringed trunk and a crown of feathered fronds; metres, the foot at the origin."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, tube

from .built import Place, skins

Skins = tuple[int, int]


def palm_skins(place: Place) -> Skins:
    """Add bark and leaf to a place."""
    bark = place.material(skins.WOOD, (0.085, 0.125, 0.16), scale=0.22)
    leaf = place.material(skins.LEAF, (0.030, 0.12, 0.055), (0.06, 0.24, 0.12))
    return bark, leaf


def palm_tree(
    tall: float, of: Skins, rng: np.random.Generator, fronds: int = 26, *, lean: tuple[float, float] | None = None
) -> Mesh:
    """Return a palm; its crown is 5 m wide. ``lean`` is how many metres its crown is off its foot, along x and z."""
    bark, leaf = of
    s = np.linspace(0, 1, 24)
    off, turn = float(rng.uniform(0.02, 0.09)) * tall, float(rng.uniform(0, 6.3))
    x, z = lean or (off * math.cos(turn), off * math.sin(turn))
    line = np.stack([x * s**2, tall * s, z * s**2], 1)
    rings = 0.012 * np.sin(np.arange(24) * 2.6)
    parts = [tube(line, 0.15 - 0.05 * s + 0.12 * np.exp(-s * tall / 0.5) + rings, 10, bark)]
    top = line[-1]
    for k in range(fronds):
        way = 2 * math.pi * (k * 0.618034 + float(rng.uniform(-0.03, 0.03)))
        rise = float(rng.uniform(-0.55, 1.15))
        parts.append(_frond(top, way, rise, float(rng.uniform(1.9, 2.7)), leaf))
    return Mesh.of(parts)


def _frond(top: np.ndarray, way: float, rise: float, long_: float, leaf: int) -> Mesh:
    """Return a frond: leaflets hang on both sides of a rib that bends down."""
    s = np.linspace(0, 1, 15)
    out = long_ * s * math.cos(0.55 * rise)
    high = long_ * (math.sin(rise) * s - (0.55 + 0.25 * rise) * s**2.2)
    side = np.array([-math.sin(way), 0, math.cos(way)])
    rib = top + np.stack([math.cos(way) * out, high, math.sin(way) * out], 1)
    parts = [tube(rib, 0.022 * (1 - 0.8 * s), 4, leaf)]
    count = 22
    at = np.linspace(0.10, 1.0, count)
    foot = np.stack([np.interp(at, s, rib[:, c]) for c in range(3)], 1)
    ahead = np.gradient(foot, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
    size = 0.62 * np.sin(np.pi * np.clip(0.14 + 0.84 * at, 0, 1)) ** 0.7
    for hand in (-1.0, 1.0):
        tip = foot + size[:, None] * (0.75 * hand * side + 0.55 * ahead + [0, -0.42, 0])
        wide = 0.045 * ahead
        left, right = foot - wide, foot + wide
        normal = np.cross(tip - foot, ahead)
        normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-6)
        tone = 0.25 + 0.7 * at
        points = (
            np.stack([left, right, 0.5 * (foot + tip) + wide, tip, 0.5 * (foot + tip) - wide], 1)
            .reshape(-1, 3)
            .astype(np.float32)
        )
        carried = np.zeros((count, 5, 6), np.float32)
        carried[..., 0] = tone[:, None]
        carried[..., 2:5] = normal[:, None]
        carried[..., 5] = 1.0
        start = 5 * np.arange(count, dtype=np.int32)[:, None, None]
        faces = (start + np.array([[0, 1, 2], [0, 2, 4], [4, 2, 3]], np.int32)).reshape(-1, 3)
        parts.append(Mesh(points, carried.reshape(-1, 6), faces, np.full(len(faces), leaf, np.int16)))
    return Mesh.of(parts)


def avenue(place: Place, half: float, first: float, last: float, rng: np.random.Generator) -> Mesh:
    """Return two rows of palms, ``half`` metres from the middle, between two distances."""
    of = palm_skins(place)
    kinds = [palm_tree(float(rng.uniform(8.5, 11.5)), of, rng) for _ in range(3)]
    parts = []
    z = first
    while z < last:
        for way in (-1.0, 1.0):
            one = kinds[int(rng.integers(3))]
            parts.append(
                one.moved(
                    way * half * float(rng.uniform(0.95, 1.06)),
                    0.0,
                    z + float(rng.uniform(-0.8, 0.8)),
                    float(rng.uniform(0, 6.3)),
                )
            )
        z += 9.0
    return Mesh.of(parts)
