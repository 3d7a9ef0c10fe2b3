"""A city on an island that floats: towers and domes of pale stone, houses at its edge, windows that are lit after dark."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, turned

from .built import EVEN, ODD, Place, skins
from .islands import edge, island, island_skins
from .streets import wall

_STONES = ((0.56, 0.60, 0.64), (0.46, 0.49, 0.56), (0.60, 0.60, 0.62), (0.40, 0.46, 0.54))
_ROOFS = ((0.16, 0.20, 0.34), (0.30, 0.26, 0.16), (0.10, 0.34, 0.56))  # tiles, verdigris, gilded
_FLOOR = 0.017  # of the radius


def floating_city(place: Place, radius: float, glow: float, rng: np.random.Generator, *, pale: float = 1.0) -> Mesh:
    """Return a city on an island of a radius; its tallest tower is nearly as high.

    Parameters
    ----------
    glow : float
        Of its windows; 0 for none.
    pale : float
        How much light its walls send back; less after dark, so that its windows are seen.
    """
    floor = _FLOOR * radius
    walls = [tuple(pale * part for part in tone) for tone in _STONES]
    lit = tuple(glow * part for part in (0.42, 0.86, 1.25))
    stones = [
        place.material(
            skins.FACADE, tone, (0.05, 0.05, 0.05), gloss=0.05, rough=0.1, scale=0.8 * floor, glow=lit,
            family=(EVEN, ODD)[n % 2], extra=(floor, 0.42, 0.52, 0.55 if glow > 0 else 0.0),
        )
        for n, tone in enumerate(walls)
    ]  # fmt: skip
    plain = [place.material(skins.PLAIN, tone) for tone in walls]
    roofs = [place.material(skins.PLAIN, tone, gloss=0.10, rough=0.3) for tone in _ROOFS]
    lamp = place.material(skins.PLAIN, (0, 0, 0), glow=tuple(2.2 * part for part in lit), family=ODD)
    parts = [island(island_skins(place), radius, place.seed, rng, trees=False)]
    taken: list[tuple[float, float, float]] = []
    spots = [(0.0, 0.0)]
    spots += [(0.86 * math.sqrt(float(rng.random())) * radius, float(rng.uniform(0, 2 * math.pi))) for _ in range(900)]
    tops = []
    for away, turn in spots:
        share = away / (radius * float(edge(place.seed, np.array([turn]))[0]))
        x, z = away * math.cos(turn), away * math.sin(turn)
        half = radius * float(rng.uniform(0.030, 0.060)) * (1.35 - 0.75 * share) * (1.25 if not taken else 1.0)
        if share > 0.93 or any(math.hypot(x - a, z - b) < 1.25 * (half + c) for a, b, c in taken):
            continue
        taken.append((x, z, half))
        tall = radius * (0.07 + 0.75 * (1 - share) ** 1.7 * float(rng.uniform(0.4, 1.2)))
        tall = 0.85 * radius if len(taken) == 1 else max(tall, 1.6 * half)
        n = int(rng.integers(len(stones)))
        roof = roofs[int(rng.choice(3, p=(0.5, 0.3, 0.2)))]
        base = 0.03 * radius + 0.10 * radius * max(1 - share**2, 0.0)
        made = _round(half, tall, stones[n], plain[n], roof) if len(taken) == 1 or rng.random() < 0.5 else None
        made = made or _square(half, tall, stones[n], plain[n], roof, rng)
        parts.append(made.moved(x, base, z, 0.0 if rng.random() < 0.5 else float(rng.uniform(0, 1.5))))
        if tall > 0.4 * radius:
            tops.append((x, base + 0.55 * tall, z))
    for a, b in zip(tops, tops[1:], strict=False):  # bridges between the towers
        if math.dist(a, b) < 0.75 * radius:
            high = min(a[1], b[1])
            ends = [(a[0], high, a[2])], [(b[0], high, b[2])]
            parts.append(bars(*ends, (0.010 * radius, 0.014 * radius), plain[0]))
    parts.append(_rim(place, radius, plain[1], lamp))
    return Mesh.of(parts)


def _square(half: float, tall: float, stone: int, trim: int, roof: int, rng: np.random.Generator) -> Mesh:
    """Return a house or tower on a square, which steps back as it rises."""
    parts, low = [], -0.5 * half
    steps = 1 if tall < 5 * half else int(rng.integers(2, 4))
    for step in range(steps):
        wide, top = half * (1 - 0.22 * step), tall * (0.45 + 0.55 * (step + 1) / steps) if steps > 1 else tall
        corners = [(-wide, -wide), (wide, -wide), (wide, wide), (-wide, wide)]
        parts += [wall(a, b, low, top, stone) for a, b in zip(corners, corners[1:] + corners[:1], strict=True)]
        parts.append(boxes([(0, top, 0)], (1.06 * wide, 0.06 * half, 1.06 * wide), trim))
        low = top
    point = (2.6 if steps > 1 else 1.1) * half
    parts.append(turned([(0.0, low + point), (1.42 * wide, low)], 4, roof, start=math.pi / 4))
    return Mesh.of(parts)


def _round(half: float, tall: float, stone: int, trim: int, roof: int) -> Mesh:
    """Return a round tower under a dome with a spire."""
    up = np.linspace(0, 0.5 * np.pi, 9)[::-1]
    dome = [(1.05 * half * math.cos(a), tall + 1.25 * half * math.sin(a)) for a in up]
    spire = [(0.0, tall + 3.0 * half), (0.10 * half, tall + 1.5 * half), (0.22 * half, tall + 1.2 * half)]
    ring = [
        (half, tall + 0.05 * half),
        (1.25 * half, tall),
        (1.25 * half, tall - 0.14 * half),
        (half, tall - 0.4 * half),
    ]
    return Mesh.of(
        [
            turned([(0.88 * half, tall), (half, -0.5 * half)], 20, stone),
            turned(dome, 20, roof),
            turned(spire, 12, roof),
            turned(ring, 20, trim),
        ]
    )


def _rim(place: Place, radius: float, stone: int, lamp: int) -> Mesh:
    """Return a wall about the edge with lamps on it."""
    parts = []
    turn = np.linspace(0, 2 * math.pi, 73)
    away = 0.97 * radius * edge(place.seed, turn)
    line = np.stack([away * np.cos(turn), np.full(73, 0.035 * radius), away * np.sin(turn)], 1)
    parts.append(bars(line[:-1], line[1:], (0.012 * radius, 0.030 * radius), stone))
    t = np.linspace(0, np.pi, 9)
    globe = turned(np.stack([np.sin(t), np.cos(t)], 1) * 0.007 * radius, 12, lamp)
    parts += [globe.moved(x, y + 0.05 * radius, z) for x, y, z in line[:-1:2].tolist()]
    return Mesh.of(parts)
