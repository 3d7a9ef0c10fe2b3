"""Islands that float, as meshes: rock that hangs, grass and trees, a fall over the edge; metres, the grass at the origin."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid, leaves, tube

from .built import Place, skins


def island_skins(place: Place) -> dict[str, int]:
    """Add what islands are made of to a place."""
    return {
        "rock": place.material(skins.PLASTER, (0.17, 0.21, 0.25)),
        "grass": place.material(skins.CLOTH, (0.09, 0.32, 0.16), scale=0.12),
        "bark": place.material(skins.PLAIN, (0.04, 0.06, 0.08)),
        "leaf": place.material(skins.LEAF, (0.06, 0.24, 0.12), (0.10, 0.42, 0.22)),
        "water": place.material(skins.PLAIN, (0.70, 0.68, 0.64), glow=tuple(0.45 * part for part in place.zenith)),
    }


def island(of: dict[str, int], radius: float, rng: np.random.Generator, *, falls: bool) -> Mesh:
    """Return an island of a radius; it hangs down by more than that."""
    seed = int(rng.integers(1 << 16))
    sides, rows = 96, 40
    t = np.linspace(0, 2 * np.pi, sides + 1)
    ring_x, ring_z = np.cos(t).astype(np.float32), np.sin(t).astype(np.float32)
    edge = 1 + 0.28 * fbm_at(1.3 * ring_x, 1.3 * ring_z, 1.0, seed, 3)
    edge[-1] = edge[0]
    down = np.linspace(0, 1, rows)[:, None]
    taper = (1 - down) ** 0.62 * 0.98 + 0.02
    depth = 1.35 * radius
    # Crags: columns that hang lower or higher, ledges across them.
    crag = fbm_at((2.6 * ring_x)[None] + 0 * down, (2.6 * ring_z)[None] + 1.2 * down, 1.0, seed + 3, 4)
    crag[:, -1] = crag[:, 0]
    ledge = 0.10 * np.abs(np.sin(9 * down + 4 * crag)) ** 3
    out = radius * edge[None] * np.clip(taper * (1 + 0.34 * crag) + ledge * (1 - down), 0.01, 2)
    out[0] = radius * edge
    high = -depth * down ** (1.0 + 0.5 * np.clip(crag, -0.6, 0.8)) + 0 * out
    high[0] = 0
    points = np.stack([out * ring_x[None], high, out * ring_z[None]], -1).astype(np.float32)
    parts = [grid(points, of["rock"], wrap=True)]
    share = np.linspace(0, 1.0, 14)[:, None]
    top_x, top_z = share * radius * (edge * ring_x)[None] * 1.01, share * radius * (edge * ring_z)[None] * 1.01
    hill = fbm_at(top_x.astype(np.float32), top_z.astype(np.float32), 0.7 * radius, seed + 5, 4)
    hill[:, -1] = hill[:, 0]
    top_y = radius * (0.10 * hill + 0.12 * (1 - share**2)) * np.clip((1 - share) * 5, 0, 1) + 0.015 * radius
    parts.append(grid(np.stack([top_x, top_y, top_z], -1).astype(np.float32), of["grass"], wrap=True))
    for k in range(26):  # grass and roots hang over the edge
        a = 2 * math.pi * (k + float(rng.uniform(0, 1))) / 26
        r = radius * float(np.interp(a, t, edge))
        s = np.linspace(0, 1, 6)
        long_ = radius * float(rng.uniform(0.05, 0.16))
        line = np.stack(
            [(r + 0.02 * radius * s) * math.cos(a), 0.01 * radius - long_ * s, (r + 0.02 * radius * s) * math.sin(a)], 1
        )
        parts.append(tube(line, 0.035 * radius * (1 - 0.9 * s), 6, of["grass"]))
    for _ in range(int(rng.integers(7, 12))):
        a, r = float(rng.uniform(0, 6.3)), radius * 0.75 * math.sqrt(float(rng.random()))
        tall = radius * float(rng.uniform(0.22, 0.46))
        parts += [one.moved(r * math.cos(a), 0.05 * radius, r * math.sin(a)) for one in _tree(of, tall, rng)]
    if falls:
        a = float(rng.uniform(-2.2, -0.9))  # towards the camera
        r = radius * float(np.interp(a % (2 * math.pi), t, edge))
        side, front = np.array([-math.sin(a), 0, math.cos(a)]), np.array([math.cos(a), 0, math.sin(a)])
        s = np.linspace(0, 1, 26)
        for strand in np.linspace(-1, 1, 15):  # each ends where it will: there is mist below
            long_ = radius * float(rng.uniform(0.75, 1.5)) * (1 - 0.35 * abs(strand))
            out = r * 1.01 + radius * (0.09 * np.minimum(s * 3, 1) ** 0.6 + float(rng.uniform(-0.01, 0.01)))
            aside = radius * strand * (0.06 + 0.05 * s) + 0.004 * radius * np.sin(9 * s + 7 * strand)
            line = (
                out[:, None] * front
                + aside[:, None] * side
                + (0.015 * radius - long_ * s**1.6)[:, None] * np.array([0, 1.0, 0])
            )
            parts.append(tube(line, radius * (0.011 + 0.004 * np.sin(5 * s)) * (1 - s**3), 6, of["water"]))
    return Mesh.of(parts)


def _tree(of: dict[str, int], tall: float, rng: np.random.Generator) -> list[Mesh]:
    s = np.linspace(0, 1, 6)
    trunk = tube(
        np.stack([0.05 * tall * np.sin(4 * s), 0.6 * tall * s, 0 * s], 1), 0.045 * tall * (1 - 0.5 * s), 7, of["bark"]
    )
    count = 900
    way = rng.normal(size=(count, 3))
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    lobes = rng.normal(size=(6, 3)) * [0.16, 0.10, 0.16]
    places = (lobes[rng.integers(0, 6, count)] + way * 0.20 * rng.random(count)[:, None] ** 0.4) * tall + [
        0,
        0.74 * tall,
        0,
    ]
    crown = leaves(
        places, way + 0.5 * rng.normal(size=(count, 3)), 0.035 * tall + 0.02 * tall * rng.random(count), of["leaf"], rng
    )
    return [trunk, crown]
