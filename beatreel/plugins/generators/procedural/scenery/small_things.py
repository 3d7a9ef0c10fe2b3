"""Small things of a land that one kneels down for, as meshes: flowers, mushrooms, berries, cones, cacti, stones, ears of grass.

Lengths are decimetres, so that a thing of a hand's size is about as large as others are in metres; feet at the origin.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid, leaves, tube, turned

from .built import Place, skins

Array = np.ndarray[Any, np.dtype[np.float32]]
Colour = tuple[float, ...]

_GREEN, _DRY = (0.030, 0.125, 0.050), (0.16, 0.33, 0.43)
_SNOW = (0.86, 0.83, 0.80)
_GOLDEN = 2.39996


def _both(points: Any, skin: int) -> Mesh:
    """Return a thin sheet that is seen from both sides."""
    front = np.asarray(points, np.float32)
    one = grid(front, skin)
    out = one.carried[:, 2:5].reshape(front.shape)
    return Mesh.of([one, grid(front[:, ::-1] - 0.004 * out[:, ::-1], skin)])


def ball(radius: float, skin: int, *, flat: float = 1.0, sides: int = 16) -> Mesh:
    """Return a ball about the origin, ``flat`` times as high as wide."""
    at = np.linspace(0, math.pi, max(sides // 2, 5))
    return turned(np.stack([radius * np.sin(at) + 1e-4, radius * flat * np.cos(at)], 1), max(sides, 12), skin)


def blades(
    place: Place,
    rng: np.random.Generator,
    count: int,
    tall: float,
    wide: float,
    colour: Colour,
    reach: tuple[float, float, float],
    clear: float = 0.0,
    lean_most: float = 0.9,
) -> Mesh:
    """Return blades of grass; ``reach``: how far to both sides, nearer and farther they stand, ``clear``: a radius where none do."""
    tones = [
        place.material(skins.PLAIN, tuple(share * part for part in colour), gloss=0.02, rough=0.35)
        for share in (0.55, 0.85, 1.25)
    ]
    s = np.linspace(0, 1, 6)[:, None]
    parts = []
    for _ in range(count):
        x, z = float(rng.uniform(-reach[0], reach[0])), float(rng.uniform(-reach[1], reach[2]))
        if math.hypot(x, z) < clear:
            continue
        long, lean, way = (
            tall * float(rng.uniform(0.45, 1.15)),
            float(rng.uniform(0.1, lean_most)),
            float(rng.uniform(0, 6.283)),
        )
        half = 0.5 * wide * float(rng.uniform(0.7, 1.3)) * (1 - s**1.6) + 0.002
        out, up = long * lean * 0.6 * s**2, long * s * (1 - 0.25 * lean * s)
        side = np.array([-1.0, 1.0])[None]
        points = np.stack(
            [
                out * math.cos(way) - side * half * math.sin(way),
                up + 0 * side,
                out * math.sin(way) + side * half * math.cos(way),
            ],
            -1,
        )
        parts.append(_both(points, tones[int(rng.integers(3))]).moved(x, -0.1, z))
    return Mesh.of(parts)


def drops_on(points: Array, skin: int, rng: np.random.Generator, count: int, size: float) -> list[Mesh]:
    """Return drops of dew at some of many places."""
    chosen = points[rng.integers(len(points), size=count)]
    return [ball(size * float(rng.uniform(0.5, 1.3)), skin, sides=12).moved(*map(float, at)) for at in chosen]


def _bloom(place: Place, rng: np.random.Generator, petal: list[int], heart: int, kind: str) -> Mesh:
    """Return the head of an open flower that looks up."""
    count, long, half, rise = {
        "daisy": (19, 0.86, 0.115, 0.10),
        "cosmos": (8, 0.95, 0.36, 0.22),
        "poppy": (5, 0.86, 0.62, 0.62),
    }[kind]
    u, v = np.linspace(-1, 1, 11)[None], np.linspace(0, 1, 15)[:, None]
    parts = []
    for k in range(count):
        turn = 2 * math.pi * k / count + float(rng.normal(0, 0.06))
        own = long * float(rng.uniform(0.9, 1.05))
        width = half * np.sin(math.pi * np.clip(0.10 + 0.897 * v, 0, 1) ** 0.75) ** 0.6
        out = 0.10 + own * v * (1 - 0.08 * u**2) + 0.03 * np.cos(9 * u) * v**4
        high = (
            rise * own * (v**1.1 - 0.35 * v**3)
            + 0.10 * (u**2) * width / half
            + 0.02 * np.sin(5 * u + 3 * k) * v
            + 0.012 * (k % 2)
        )
        x = width * u
        points = np.stack(
            [out * math.cos(turn) - x * math.sin(turn), high + 0 * x, out * math.sin(turn) + x * math.cos(turn)], -1
        )
        parts.append(_both(points, petal[int(rng.integers(len(petal)))]))
    parts.append(ball(0.24 if kind != "daisy" else 0.27, heart, flat=0.55, sides=24).moved(0, 0.06, 0))
    k = np.arange(150)
    away = 0.25 * np.sqrt((k + 0.5) / 150)
    spots = np.stack(
        [
            away * np.cos(_GOLDEN * k),
            0.06 + 0.15 * np.sqrt(np.clip(1 - (away / 0.26) ** 2, 0, 1)),
            away * np.sin(_GOLDEN * k),
        ],
        1,
    )
    parts.append(leaves(spots, np.array([0, 1, 0.1]) + 0.5 * rng.normal(size=(150, 3)), 0.030, heart, rng))
    return Mesh.of(parts)


def flowers(place: Place, rng: np.random.Generator, petal: Colour, heart: Colour, *, dew: bool, kind: str = "") -> Mesh:
    """Return three flowers of a colour with their leaves, in grass."""
    kind = kind or str(rng.choice(["daisy", "cosmos", "poppy"]))
    petals = [
        place.material(skins.CLOTH, tuple(share * part for part in petal), gloss=0.01, rough=0.4, scale=1.5)
        for share in (0.8, 1.0, 1.15)
    ]
    middle = place.material(skins.PLAIN, heart)
    green = place.material(skins.PLAIN, _GREEN, gloss=0.03, rough=0.3)
    water = place.material(skins.PLAIN, tuple(0.5 * part + 0.16 for part in petal), gloss=0.35, rough=0.02)
    side = float(rng.choice([-1.0, 1.0]))
    parts = []
    for x, z, tall, size in (
        (0.35, 0.0, 4.6, 1.25),
        (-1.15, 1.6, 3.6, 1.0),
        (1.5, 2.6, 3.2, 1.0),
        (-0.45, -0.7, 1.9, 0.55),
    ):
        s = np.linspace(0, 1, 24)
        bend = float(rng.uniform(-0.3, 0.3))
        stem = np.stack([side * x + bend * s**2 + 0.06 * np.sin(4 * s), tall * s, z + 0.1 * np.sin(3 * s)], 1)
        parts.append(tube(stem, 0.055 - 0.018 * s, 9, green))
        head = _bloom(place, rng, petals, middle, kind)
        if dew:
            head = Mesh.of([head, *drops_on(head.points, water, rng, 26, 0.035)])
        head = head.moved(0, 0, 0, float(rng.uniform(0, 6)), size)
        parts.append(
            head.leaned(float(rng.uniform(-0.25, 0.25)), -float(rng.uniform(0.65, 0.95))).moved(*map(float, stem[-1]))
        )
        for k, way in ((5, 0.5), (9, 3.3), (13, 5.0)):
            leaf = _leaf(green, 0.36 * tall).moved(0, 0, 0, way + float(rng.normal(0, 0.4)))
            parts.append(leaf.moved(*map(float, stem[k])))
    return Mesh.of(parts)


def _leaf(skin: int, long: float) -> Mesh:
    """Return a lance-shaped leaf that grows out and up."""
    u, v = np.linspace(-1, 1, 7)[None], np.linspace(0, 1, 17)[:, None]
    half = 0.13 * long * np.sin(math.pi * v**0.8)
    points = np.stack(
        [long * 0.8 * v + 0 * u, long * (0.55 * v - 0.42 * v**2.2) + 0.4 * half * np.abs(u), half * u], -1
    )
    return _both(points, skin)


_LOBES = [
    (0.0, 1.0),
    (0.16, 0.72),
    (0.34, 0.80),
    (0.42, 0.56),
    (0.78, 0.52),
    (0.62, 0.24),
    (0.70, -0.06),
    (0.36, -0.22),
    (0.12, -0.16),
    (0.03, -0.02),
]


def _vine_leaf(skin: int, size: float) -> Mesh:
    """Return a leaf of a vine with five lobes, its stalk at the origin, its tip along y."""
    right = np.array(_LOBES)
    rim = np.concatenate([right, right[::-1] * [-1, 1]])
    s = np.linspace(0.02, 1, 7)[:, None]
    heart = np.array([0.0, 0.12])
    flat = heart + s[..., None] * (np.concatenate([rim, rim[:1]])[None] - heart)
    deep = 0.16 * np.abs(flat[..., 0]) ** 1.2 - 0.22 * flat[..., 1] ** 2
    return _both(size * np.concatenate([flat, deep[..., None]], -1), skin)


def grapes(place: Place, rng: np.random.Generator, leaf: Colour) -> Mesh:
    """Return ripe grapes that hang from their cane among leaves, 4 decimetres over the ground."""
    skins_ = [
        place.material(skins.PLASTER, tuple(share * part for part in (0.115, 0.030, 0.075)), gloss=0.05, rough=0.22)
        for share in (0.7, 1.0, 1.5)
    ]
    greens = [
        place.material(skins.PLASTER, tuple(share * part for part in leaf), gloss=0.02, rough=0.35)
        for share in (0.6, 1.0, 1.4)
    ]
    wood = place.material(skins.PLASTER, (0.07, 0.10, 0.14))
    side = float(rng.choice([-1.0, 1.0]))
    s = np.linspace(0, 1, 30)
    cane = np.stack([side * (7.0 * s - 3.5), 4.7 + 0.35 * np.sin(5 * s) + 0.25 * s, 0.35 + 0.2 * np.sin(7 * s)], 1)
    parts = [tube(cane, 0.10 - 0.03 * s, 10, wood)]
    for x, long, count in ((0.25, 2.1, 84), (-1.9, 1.6, 58), (2.15, 1.4, 48)):
        at = np.array([np.interp(side * x, np.sort(cane[:, 0]), cane[np.argsort(cane[:, 0]), c]) for c in range(3)])
        parts.append(tube(np.stack([at, at - [0, 0.3, 0.05], at - [0, 0.85 * long, 0.1]]), 0.03, 8, greens[0]))
        down = (np.arange(count) + 0.5) / count
        spread = (
            0.66 * np.sin(math.pi * (0.22 + 0.73 * down)) ** 0.8 * (1.05 - 0.5 * down) * rng.uniform(0.72, 1.12, count)
        )
        turn = rng.uniform(0, 2 * math.pi, count)
        down = down + rng.normal(0, 0.05, count)
        for d, r, t in zip(down, spread, turn, strict=True):
            one = ball(0.19 * float(rng.uniform(0.85, 1.15)), skins_[int(rng.integers(3))], flat=1.08, sides=18)
            parts.append(one.moved(at[0] + r * math.cos(t), at[1] - 0.35 - long * d, at[2] + r * math.sin(t) - 0.1))
    for k in range(15):
        at = cane[int(rng.integers(2, 28))] + [0, float(rng.uniform(-0.1, 0.75)), float(rng.uniform(-0.35, 0.9))]
        one = _vine_leaf(greens[int(rng.integers(3))], float(rng.uniform(0.75, 1.25)))
        way = float(rng.uniform(-0.5, 0.5)) + (math.pi if k % 3 else 0.0)
        one = one.leaned(way, float(rng.uniform(-0.5, 0.3))).moved(0, 0, 0, float(rng.uniform(-0.7, 0.7)))
        parts.append(one.moved(*map(float, at)))
    return Mesh.of(parts)


def mushrooms(place: Place, rng: np.random.Generator, cap: Colour, *, spots: bool) -> Mesh:
    """Return a family of mushrooms, with scales on their caps or without."""
    tops = [
        place.material(skins.PLASTER, tuple(share * part for part in cap), gloss=0.05, rough=0.25)
        for share in (0.75, 1.0)
    ]
    pale = place.material(skins.PLASTER, (0.42, 0.52, 0.58))
    gills = place.material(skins.PLAIN, (0.22, 0.30, 0.36))
    side = float(rng.choice([-1.0, 1.0]))
    parts = []
    for x, z, tall, wide in (
        (0.2, 0.0, 3.4, 1.45),
        (-1.5, 0.9, 2.2, 1.0),
        (1.7, 0.7, 1.6, 0.75),
        (-0.75, -0.7, 1.15, 0.5),
    ):
        s = np.linspace(0, 1, 20)
        lean = float(rng.uniform(-0.28, 0.28))
        stem = np.stack([side * x + lean * s**2, tall * s - 0.2, z + 0 * s], 1)
        parts.append(tube(stem, 0.19 * wide * (1.55 - 1.0 * s**0.5 + 0.15 * s**2), 20, pale))
        ring = [(0.20 * wide, 0.12), (0.42 * wide, -0.10), (0.40 * wide, -0.13), (0.2 * wide, 0.05)]
        parts.append(turned(ring, 24, pale).moved(*map(float, stem[13])))
        at = np.linspace(0, 1, 22)
        high = 0.62 * wide
        dome = [(wide * math.sin(0.5 * math.pi * a) + 1e-3, high * math.cos(0.5 * math.pi * a) ** 0.85) for a in at]
        under = [(0.97 * wide, -0.05 * wide), (0.8 * wide, 0.02 * wide), (0.3 * wide, 0.12 * wide), (0.05, 0.14 * wide)]
        parts_of = [turned(dome, 48, tops[int(rng.integers(2))]), turned([dome[-1], *under], 48, gills)]
        if spots:
            for _ in range(34):
                a, way = float(rng.uniform(0.05, 0.95)), float(rng.uniform(0, 6.283))
                r, y = wide * math.sin(0.5 * math.pi * a), high * math.cos(0.5 * math.pi * a) ** 0.85
                size = wide * float(rng.uniform(0.035, 0.085))
                parts_of.append(ball(size, pale, flat=0.5, sides=12).moved(r * math.cos(way), y, r * math.sin(way)))
        parts.append(Mesh.of(parts_of).leaned(-0.5 * lean, -0.12).moved(*map(float, stem[-1])))
    return Mesh.of(parts)


def berries(place: Place, rng: np.random.Generator, berry: Colour) -> Mesh:
    """Return a twig with berries that comes out of snow, snow on all of it."""
    bark = place.material(skins.PLASTER, (0.035, 0.045, 0.065))
    fruit = place.material(skins.PLAIN, berry, gloss=0.08, rough=0.12)
    snow = place.material(skins.PLASTER, _SNOW)
    side = float(rng.choice([-1.0, 1.0]))
    parts: list[Mesh] = []

    def twig(start: Array, way: Array, long: float, thick: float, depth: int) -> None:
        s = np.linspace(0, 1, 18)[:, None]
        bend = rng.normal(0, 0.16, 3)
        line = start + long * (way * s + bend * s**2 + 0.03 * np.sin(7 * s + 5 * bend[0]))
        radius = thick * (1 - 0.6 * s[:, 0])
        parts.append(tube(line, radius, 10, bark))
        lies = 0.5 + 0.5 * np.sin(6 * s[:, 0] + 9 * bend[1])
        parts.append(
            tube(line + [0, 1.25 * thick, 0] * np.ones((18, 1)), radius * (0.35 + 0.75 * lies) + 0.006, 10, snow)
        )
        if depth == 0:
            for _ in range(int(rng.integers(6, 11))):
                at = line[-1] + rng.normal(0, 0.22, 3) - [0, 0.26, 0]
                parts.append(tube(np.stack([line[-1], 0.5 * (line[-1] + at) + [0, 0.05, 0], at]), 0.016, 6, bark))
                parts.append(ball(0.165, fruit).moved(*map(float, at)))
                parts.append(ball(0.135, snow, flat=0.55).moved(float(at[0]), float(at[1]) + 0.105, float(at[2])))
            return
        for k in (7, 11, 14, 17):
            turn = rng.normal((0, 0.15, 0), 0.55)
            twig(
                line[k],
                (way + turn) / np.linalg.norm(way + turn),
                long * float(rng.uniform(0.34, 0.5)),
                0.5 * thick,
                depth - 1,
            )

    for x, tall in ((0.5, 3.7), (-0.12, 3.3), (-0.75, 2.6)):  # from one root, out of a heap of snow
        twig(np.array([0.12 * x, -0.2, 0.1 * x]), np.array([0.62 * side * x, 0.90, 0.1 * x]), tall, 0.075, 1)
    parts.append(ball(1.25, snow, flat=0.11, sides=36))
    return Mesh.of(parts)


def cone(place: Place, rng: np.random.Generator, *, snow: bool) -> Mesh:
    """Return cones of a pine that lie beside a twig of needles."""
    wood = [
        place.material(skins.PLASTER, tuple(share * part for part in (0.075, 0.125, 0.21)), gloss=0.02)
        for share in (0.6, 1.0, 1.35, 2.1)
    ]
    white = place.material(skins.PLASTER, _SNOW)
    needle = place.material(skins.PLAIN, (0.030, 0.075, 0.040), gloss=0.03, rough=0.3)
    u, v = np.linspace(-1, 1, 7)[None], np.linspace(0, 1, 7)[:, None]

    def one() -> Mesh:
        parts = [turned([(0.03, 3.0), (0.3, 2.5), (0.45, 1.4), (0.35, 0.3), (0.05, 0.0)], 14, wood[0])]
        for k in range(92):
            share = k / 91
            size = 0.62 * math.sin(math.pi * (0.16 + 0.80 * share) ** 0.8) + 0.06
            half = size * 0.66 * np.sin(math.pi * (0.22 + 0.74 * v)) ** 0.7
            out = 0.25 + size * v
            high = 0.15 + 2.75 * share + size * (0.32 * v + 0.35 * v**3) - 0.42 * half * u**2
            turn = _GOLDEN * k
            points = np.stack(
                [
                    out * math.cos(turn) - half * u * math.sin(turn),
                    high + 0 * u,
                    out * math.sin(turn) + half * u * math.cos(turn),
                ],
                -1,
            )
            parts.append(_both(points[:6], wood[int(rng.integers(1, 3))]))
            parts.append(_both(points[5:], wood[3]))  # the rim of a scale is paler
            parts.append(ball(0.10 * size, wood[0], flat=0.7, sides=12).moved(*map(float, points[-2, 3])))
            if snow and math.sin(turn) > -0.2 and rng.random() < 0.55:
                parts.append(
                    ball(0.42 * size, white, flat=0.35, sides=12).moved(*map(float, points[-2, 3] + [0, 0.08, 0]))
                )
        return Mesh.of(parts)

    side = float(rng.choice([-1.0, 1.0]))
    parts = [
        one().leaned(0.95 * side, -0.25).moved(-1.0 * side, 0.55, 0.0),
        one().moved(0, 0, 0, 1.0, 0.8).leaned(0.15 * side, -0.1).moved(0.8 * side, 0.0, 1.4),
    ]
    s = np.linspace(0, 1, 12)
    for base, way in ((0.2, 0.3), (1.4, -0.2)):
        line = np.stack([side * (2.4 - 4.4 * s), 0.35 + 0.5 * s - 0.3 * s**2 + 0 * base, base - 0.9 + way * s], 1)
        parts.append(tube(line, 0.06 - 0.03 * s, 8, wood[0]))
        for k in range(130):
            t = float(rng.random())
            at = np.array([np.interp(t, s, line[:, c]) for c in range(3)])
            turn = rng.normal(0, 1, 3)
            end = at + 1.0 * (turn / np.linalg.norm(turn) * 0.75 + [-0.5 * side, 0.15, 0])
            parts.append(
                tube(
                    np.stack([at, 0.5 * (at + end) + [0, 0.05, 0], end]),
                    [0.022, 0.018, 0.004],
                    5,
                    needle if not snow or k % 4 else white,
                )
            )
    return Mesh.of(parts)


def cactus(place: Place, rng: np.random.Generator, petal: Colour) -> Mesh:
    """Return a round cactus in flower, with smaller ones beside it."""
    flesh = place.material(skins.PLASTER, (0.055, 0.150, 0.085), gloss=0.02)
    spine = place.material(skins.PLAIN, (0.45, 0.60, 0.68))
    petals = [
        place.material(skins.CLOTH, tuple(share * part for part in petal), gloss=0.01, scale=1.5)
        for share in (0.85, 1.1)
    ]
    heart = place.material(skins.PLAIN, (0.03, 0.42, 0.62))
    side = float(rng.choice([-1.0, 1.0]))
    parts = []
    for x, z, size, ribs in ((0.2, 0.0, 1.45, 17), (-1.75, 0.7, 0.85, 13), (1.9, 1.1, 0.7, 12)):
        turn = np.linspace(0, 2 * math.pi, 12 * ribs + 1)[None, ::-1]
        v = np.linspace(0, 1, 34)[:, None]
        profile = np.sin(math.pi * (0.04 + 0.94 * (1 - v)) ** 0.9) ** 0.55
        radius = size * profile * (1 - 0.13 * (0.5 - 0.5 * np.cos(ribs * turn)) ** 0.7)
        high = size * (2.0 * (1 - v) - 0.15 * (1 - v) ** 6)
        one = [grid(np.stack([radius * np.cos(turn), high + 0 * turn, radius * np.sin(turn)], -1), flesh, wrap=True)]
        for rib in range(ribs):
            way = 2 * math.pi * rib / ribs
            for row in range(3, 31, 3):
                r, y = float(size * profile[row, 0]), float(high[row, 0])
                foot = np.array([r * math.cos(way), y, r * math.sin(way)])
                for _ in range(5):
                    out = np.array([math.cos(way), 0.25, math.sin(way)]) + rng.normal(0, 0.55, 3)
                    tip = foot + 0.24 * size**0.5 * out / np.linalg.norm(out)
                    one.append(tube(np.stack([foot, 0.5 * (foot + tip), tip]), [0.013, 0.010, 0.002], 5, spine))
        for k in range(3 if size > 1 else 1):
            head = _bloom(place, rng, petals, heart, "cosmos").moved(
                0, 0, 0, float(rng.uniform(0, 6)), 0.72 * size**0.5
            )
            way = 2.1 * k + 0.9
            one.append(
                head.leaned(0.45 * math.cos(way), -0.35).moved(
                    0.42 * size * math.cos(way), 1.90 * size, 0.42 * size * math.sin(way) - 0.1
                )
            )
        parts.append(Mesh.of(one).moved(side * x, -0.15, z))
    return Mesh.of(parts)


def stones(place: Place, rng: np.random.Generator, tones: list[Colour], *, snow: bool = False) -> Mesh:
    """Return flat stones that somebody has piled up, and some that lie about."""
    kinds = [place.material(skins.PLASTER, one, gloss=0.015, rough=0.5) for one in tones]
    white = place.material(skins.PLASTER, _SNOW)
    side = float(rng.choice([-1.0, 1.0]))
    parts, high = [], -0.15
    for k, wide in enumerate((1.75, 1.45, 1.15, 0.85, 0.55, 0.34)):
        flat = float(rng.uniform(0.34, 0.46))
        parts.append(
            stone(rng, wide, flat, kinds[k % len(kinds)]).moved(
                0.25 * side + float(rng.normal(0, 0.07)), high + flat * wide, 0, float(rng.uniform(0, 6))
            )
        )
        if snow and k in (2, 5):
            parts.append(stone(rng, 0.8 * wide, 0.22, white).moved(0.25 * side, high + 1.80 * flat * wide, 0))
        high += 1.86 * flat * wide
    for _ in range(26):
        wide = float(rng.uniform(0.10, 0.55))
        x, z = float(rng.uniform(-3.4, 3.4)), float(rng.uniform(-1.6, 5.0))
        parts.append(
            stone(rng, wide, 0.6, kinds[int(rng.integers(len(kinds)))]).moved(
                x, 0.15 * wide, z, float(rng.uniform(0, 6))
            )
        )
    return Mesh.of(parts)


def stone(rng: np.random.Generator, wide: float, flat: float, skin: int) -> Mesh:
    """Return a worn stone about the origin."""
    turn, at = np.linspace(0, 2 * math.pi, 41)[None, ::-1], np.linspace(0, math.pi, 21)[:, None]
    a, b, c = rng.uniform(0, 6.28, 3)
    swell = (
        1
        + 0.09 * np.cos(2 * turn + a) * np.sin(at)
        + 0.05 * np.cos(3 * turn + b) * np.sin(at) ** 2
        + 0.04 * np.cos(2 * at + c)
    )
    radius = wide * np.sin(at) ** 0.8 * swell + 1e-3
    return grid(
        np.stack([radius * np.cos(turn), wide * flat * np.cos(at) * swell, 0.86 * radius * np.sin(turn)], -1),
        skin,
        wrap=True,
    )


def ears(place: Place, rng: np.random.Generator, colour: Colour = _DRY) -> Mesh:
    """Return tall grass in ear."""
    stalk = place.material(skins.PLAIN, tuple(0.8 * part for part in colour), gloss=0.02)
    plume = [
        place.material(skins.LEAF, tuple(share * part for part in colour), tuple(1.5 * share * part for part in colour))
        for share in (0.8, 1.2)
    ]
    way = float(rng.choice([-1.0, 1.0]))
    parts = []
    for k in range(15):
        x, z = float(rng.uniform(-2.6, 2.6)), float(rng.uniform(-0.4, 5.0))
        tall = float(rng.uniform(3.2, 5.6)) * (1.0 if k else 1.05)
        if k == 0:
            x, z = 0.45 * way, 0.0
        s = np.linspace(0, 1, 26)
        line = np.stack([x + way * 0.9 * s**2.5 + 0.05 * np.sin(5 * s), tall * s * (1 - 0.07 * s**3), z + 0.1 * s], 1)
        parts.append(tube(line, 0.035 * (1.15 - s), 7, stalk))
        count = 260
        t = rng.beta(1.6, 1.4, count) * 0.42 + 0.58
        spread = 0.20 * np.sin(math.pi * (t - 0.57) / 0.45) ** 0.7
        at = np.stack([np.interp(t, s, line[:, c]) for c in range(3)], 1) + rng.normal(size=(count, 3)) * spread[
            :, None
        ] * [0.6, 0.5, 0.6]
        parts.append(
            leaves(at, rng.normal((0, 0, -0.6), 1.0, (count, 3)), rng.uniform(0.05, 0.10, count), plume[k % 2], rng)
        )
    return Mesh.of(parts)


__all__ = ["ball", "berries", "blades", "cactus", "cone", "ears", "flowers", "mushrooms", "stone", "stones"]
