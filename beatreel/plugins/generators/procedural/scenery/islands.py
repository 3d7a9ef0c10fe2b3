"""Islands that float, as meshes: rock that hangs, grass and trees; metres, the grass at the origin."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, leaves, tube, turned

from .built import Place, skins


def island_skins(place: Place) -> dict[str, int]:
    """Add what islands are made of to a place."""
    return {
        "rock": place.material(skins.GROUND, (0.13, 0.155, 0.18), (0.27, 0.31, 0.35), scale=2.2),
        "grass": place.material(skins.GROUND, (0.055, 0.25, 0.11), (0.11, 0.42, 0.24), scale=1.1),
        "stone": place.material(skins.PLASTER, (0.40, 0.44, 0.46)),
        "bark": place.material(skins.PLAIN, (0.04, 0.06, 0.08)),
        "leaf": place.material(skins.LEAF, (0.06, 0.24, 0.12), (0.10, 0.42, 0.22)),
    }


def edge(seed: int, turn: np.ndarray) -> np.ndarray:
    """Return how far the edge is from the middle at angles (radians), as a share of the radius."""
    return 1 + 0.28 * fbm_at(
        (1.3 * np.cos(turn)).astype(np.float32), (1.3 * np.sin(turn)).astype(np.float32), 1.0, seed, 3
    )


def lip(seed: int, radius: float, turn: float) -> tuple[float, float, float]:
    """Return the place at the edge of the island of a seed over which water falls."""
    away = 1.005 * radius * float(edge(seed, np.array([turn]))[0])
    return away * math.cos(turn), 0.02 * radius, away * math.sin(turn)


def island(of: dict[str, int], radius: float, seed: int, rng: np.random.Generator, *, trees: bool = True) -> Mesh:
    """Return an island of a radius; it hangs down by more than that."""
    sides = 168
    t = np.linspace(0, 2 * np.pi, sides + 1)
    ring_x, ring_z = np.cos(t).astype(np.float32), np.sin(t).astype(np.float32)
    rim = edge(seed, t)
    rim[-1] = rim[0]
    parts = [grid(_hanging(radius, 1.05 * radius, rim, seed), of["rock"], wrap=True)]
    for n in range(7):  # roots of rock hang lower than the rest, each from its own place
        a = 2 * math.pi * (n + float(rng.uniform(-0.3, 0.3))) / 7
        away = radius * float(rng.uniform(0.10, 0.52))
        wide, low = radius * float(rng.uniform(0.16, 0.34)), radius * float(rng.uniform(0.45, 0.95))
        root = _hanging(wide, low, np.ones_like(rim), seed + 31 + n)
        parts.append(
            grid(
                root + np.array([away * math.cos(a), -0.30 * radius, away * math.sin(a)], np.float32),
                of["rock"],
                wrap=True,
            )
        )
    share = np.linspace(0, 1.0, 14)[:, None]
    top_x, top_z = share * radius * (rim * ring_x)[None] * 1.01, share * radius * (rim * ring_z)[None] * 1.01
    hill = fbm_at(top_x.astype(np.float32), top_z.astype(np.float32), 0.7 * radius, seed + 5, 4)
    hill[:, -1] = hill[:, 0]
    top_y = radius * (0.10 * hill + 0.12 * (1 - share**2)) * np.clip((1 - share) * 5, 0, 1) + 0.015 * radius
    parts.append(grid(np.stack([top_x, top_y, top_z], -1).astype(np.float32), of["grass"], wrap=True))
    parts += _overhang(of, radius, rim, t, rng)
    for _ in range(int(rng.integers(9, 15)) if trees else 0):
        a, r = float(rng.uniform(0, 6.3)), radius * 0.75 * math.sqrt(float(rng.random()))
        tall = radius * float(rng.uniform(0.22, 0.46))
        parts += [one.moved(r * math.cos(a), 0.05 * radius, r * math.sin(a)) for one in _tree(of, tall, rng)]
    return Mesh.of(parts)


def _hanging(radius: float, depth: float, rim: np.ndarray, seed: int) -> np.ndarray:
    """Return the rock that hangs from an edge, rows of places down to its tip: columns, ledges across them, broken faces."""
    sides, rows = len(rim) - 1, 84
    t = np.linspace(0, 2 * np.pi, sides + 1)
    ring_x, ring_z = np.cos(t).astype(np.float32), np.sin(t).astype(np.float32)
    down = np.linspace(0, 1, rows)[:, None]
    taper = (1 - down) ** 0.75 * 0.98 + 0.02
    crag = fbm_at((2.6 * ring_x)[None] + 0 * down, (2.6 * ring_z)[None] + 1.2 * down, 1.0, seed + 3, 4)
    broken = np.abs(fbm_at((7.0 * ring_x)[None] + 0 * down, (7.0 * ring_z)[None] + 4.5 * down, 1.0, seed + 4, 5))
    crag = crag + 1.1 * (0.20 - broken) * np.clip(8 * down, 0, 1)
    crag[:, -1] = crag[:, 0]
    layer = 7 * down + 1.5 * crag
    ledge = 0.13 * (layer - np.floor(layer)) ** 2
    out = radius * rim[None] * np.clip(taper * (1 + 0.46 * crag) + ledge * (1 - down), 0.01, 2)
    out[0] = radius * rim
    high = -depth * down ** (1.0 + 0.7 * np.clip(crag, -0.6, 0.8)) + 0 * out
    high[0] = 0
    return np.stack([out * ring_x[None], high, out * ring_z[None]], -1).astype(np.float32)


def _overhang(
    of: dict[str, int], radius: float, rim: np.ndarray, turns: np.ndarray, rng: np.random.Generator
) -> list[Mesh]:
    """Return what grows over the edge: creepers that hang, and bushes."""
    parts = []
    s = np.linspace(0, 1, 7)
    for k in range(110):
        a = 2 * math.pi * (k + float(rng.uniform(0, 1))) / 110
        r = radius * float(np.interp(a, turns, rim))
        long_ = radius * float(rng.uniform(0.03, 0.10) if k % 4 else rng.uniform(0.10, 0.34))
        out = r + radius * (0.012 + 0.02 * s * float(rng.uniform(-0.5, 1.0)))
        turn = a + 0.02 * np.sin(4 * s + k)
        line = np.stack([out * np.cos(turn), 0.012 * radius - long_ * s, out * np.sin(turn)], 1)
        parts.append(tube(line, radius * float(rng.uniform(0.006, 0.016)) * (1 - 0.8 * s), 5, of["grass"]))
    count = 2200
    around = rng.uniform(0, 2 * math.pi, count)
    clump = fbm_at(np.cos(around).astype(np.float32) * 5, np.sin(around).astype(np.float32) * 5, 1.0, 17, 3)
    around = around[clump > -0.05]
    r = radius * np.interp(around, turns, rim) * (1 - 0.10 * rng.random(len(around)) ** 2)
    up = radius * (0.05 * rng.random(len(around)) - 0.012)
    way = rng.normal(loc=(0.0, 0.8, 0.0), size=(len(around), 3))
    places = np.stack([r * np.cos(around), up, r * np.sin(around)], 1)
    parts.append(leaves(places, way, radius * (0.010 + 0.012 * rng.random(len(around))), of["leaf"], rng))
    return parts


def temple(of: dict[str, int], radius: float, rng: np.random.Generator) -> Mesh:
    """Return the ruin of a round temple: columns on steps, some of them broken, part of the ring of stone that they bore."""
    tall, around = 0.42 * radius, 0.30 * radius
    steps = [
        turned(
            [
                (around * (1.28 - 0.08 * n), 0.02 * radius * (n + 1)),
                (around * (1.28 - 0.08 * n), 0.02 * radius * n - 0.03 * radius),
            ],
            40,
            of["stone"],
        )
        for n in range(3)
    ]
    tops = [turned([(0.0, 0.021 * radius * 3), (around * 1.12, 0.02 * radius * 3)], 40, of["stone"])]
    parts = [*steps, *tops]
    whole = []
    for n in range(12):
        a = 2 * math.pi * n / 12
        share = 1.0 if rng.random() < 0.62 else float(rng.uniform(0.2, 0.75))
        whole.append(share == 1.0)
        x, z = around * math.cos(a), around * math.sin(a)
        r = 0.030 * radius
        shaft = turned([(0.85 * r, tall * share), (r, 0.0)], 14, of["stone"])
        parts.append(shaft.moved(x, 0.06 * radius, z))
        if whole[-1]:
            parts.append(boxes([(x, 0.07 * radius + tall, z)], (1.35 * r, 0.02 * radius, 1.35 * r), of["stone"]))
    for n in range(12):
        if whole[n] and whole[(n + 1) % 12]:
            s = np.linspace(0, 2 * math.pi / 12, 5) + 2 * math.pi * n / 12
            parts.append(
                tube(
                    np.stack([around * np.cos(s), np.full_like(s, 0.115 * radius + tall), around * np.sin(s)], 1),
                    0.033 * radius,
                    6,
                    of["stone"],
                )
            )
    return Mesh.of(parts)


def _tree(of: dict[str, int], tall: float, rng: np.random.Generator) -> list[Mesh]:
    s = np.linspace(0, 1, 6)
    trunk = tube(
        np.stack([0.05 * tall * np.sin(4 * s), 0.6 * tall * s, 0 * s], 1), 0.045 * tall * (1 - 0.5 * s), 7, of["bark"]
    )
    count = 2400
    way = rng.normal(size=(count, 3))
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    lobes = rng.normal(size=(9, 3)) * [0.19, 0.12, 0.19]
    places = (lobes[rng.integers(0, 9, count)] + way * 0.17 * rng.random(count)[:, None] ** 0.4) * tall + [
        0,
        0.74 * tall,
        0,
    ]
    crown = leaves(
        places,
        way + 0.5 * rng.normal(size=(count, 3)),
        0.018 * tall + 0.016 * tall * rng.random(count),
        of["leaf"],
        rng,
    )
    return [trunk, crown]
