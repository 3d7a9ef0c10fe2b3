"""Still lifes: a game of chess, a glass of whiskey, candles, a rose, a telephone; meshes on a table, metres, colours linear BGR."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, flat, skins

from .gadgets import TOP
from .tea import WORDS as CUPS, tea

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.scenery.built import Colour, Place

    Build = Callable[[Place, tuple[str, ...], np.random.Generator], Mesh]

_CELL = 0.05
_FOOT = [(0.0185, 0.010), (0.0195, 0.006), (0.0190, 0.0)]
# Profiles of pieces from the top, metres; the foot is common to all.
_PIECES: dict[str, list[tuple[float, float]]] = {
    "pawn": [
        (0.0, 0.047),
        (0.006, 0.046),
        (0.0095, 0.040),
        (0.007, 0.033),
        (0.011, 0.030),
        (0.006, 0.028),
        (0.0075, 0.017),
        (0.014, 0.012),
    ],
    "rook": [
        (0.0, 0.048),
        (0.0085, 0.048),
        (0.0085, 0.054),
        (0.013, 0.054),
        (0.013, 0.043),
        (0.009, 0.040),
        (0.0105, 0.018),
        (0.016, 0.013),
    ],
    "bishop": [
        (0.0, 0.074),
        (0.003, 0.072),
        (0.002, 0.069),
        (0.008, 0.060),
        (0.009, 0.054),
        (0.006, 0.047),
        (0.012, 0.044),
        (0.006, 0.041),
        (0.009, 0.018),
        (0.016, 0.013),
    ],
    "queen": [
        (0.0, 0.086),
        (0.004, 0.085),
        (0.003, 0.080),
        (0.012, 0.079),
        (0.008, 0.064),
        (0.014, 0.060),
        (0.007, 0.056),
        (0.010, 0.018),
        (0.017, 0.013),
    ],
    "king": [
        (0.0, 0.088),
        (0.006, 0.086),
        (0.012, 0.080),
        (0.009, 0.064),
        (0.014, 0.060),
        (0.008, 0.056),
        (0.011, 0.018),
        (0.017, 0.013),
    ],
}
_KNIGHT = np.array(
    [
        (-0.012, 0.012),
        (0.013, 0.012),
        (0.010, 0.030),
        (0.012, 0.046),
        (0.006, 0.060),
        (0.003, 0.066),
        (0.0, 0.060),
        (-0.008, 0.054),
        (-0.018, 0.044),
        (-0.019, 0.038),
        (-0.014, 0.036),
        (-0.006, 0.040),
        (-0.004, 0.036),
        (-0.009, 0.024),
    ]
)
# A game under way: piece, file and rank; the first player's, then the other's.
_WHITE = (
    ("king", 6, 0),
    ("rook", 5, 0),
    ("rook", 3, 0),
    ("queen", 4, 1),
    ("bishop", 2, 3),
    ("knight", 5, 2),
    ("pawn", 0, 1),
    ("pawn", 1, 1),
    ("pawn", 2, 2),
    ("pawn", 4, 3),
    ("pawn", 5, 1),
    ("pawn", 6, 1),
    ("pawn", 7, 2),
)
_BLACK = (
    ("king", 6, 7),
    ("rook", 5, 7),
    ("rook", 0, 7),
    ("queen", 3, 6),
    ("bishop", 1, 6),
    ("knight", 3, 4),
    ("pawn", 0, 5),
    ("pawn", 1, 5),
    ("pawn", 2, 4),
    ("pawn", 4, 5),
    ("pawn", 5, 6),
    ("pawn", 6, 5),
    ("pawn", 7, 6),
)


def chess(place: Place, words: tuple[str, ...], rng: np.random.Generator) -> Mesh:
    """Return a board with a game under way."""
    squares = place.material(
        skins.SLABS, (0.26, 0.40, 0.50), (0.020, 0.040, 0.075), gloss=0.05, rough=0.06, scale=_CELL
    )
    rim = place.material(skins.WOOD, (0.022, 0.048, 0.10), gloss=0.05, rough=0.1, scale=0.3)
    ivory = place.material(skins.PLAIN, (0.40, 0.53, 0.60), gloss=0.05, rough=0.08)
    ebony = place.material(skins.PLAIN, (0.012, 0.014, 0.018), gloss=0.06, rough=0.08)
    parts = [
        boxes([(0, TOP + 0.012, 0)], (0.235, 0.012, 0.235), rim),
        boxes([(0, TOP + 0.0245, 0)], (0.20, 0.001, 0.20), squares),
    ]
    for pieces, skin, way in ((_WHITE, ivory, 0.0), (_BLACK, ebony, math.pi)):
        for name, file, rank in pieces:
            at = (_CELL * (file - 3.5), TOP + 0.0255, _CELL * (rank - 3.5))
            parts.append(_piece(name, skin).moved(*at, way + float(rng.uniform(-0.3, 0.3))))
    taken = [("pawn", ebony), ("knight", ivory), ("bishop", ebony), ("pawn", ivory)]
    parts += [
        _piece(name, skin).moved(0.29 + 0.03 * (n % 2), TOP, -0.06 + 0.06 * n, 1.2 * n)
        for n, (name, skin) in enumerate(taken)
    ]
    return Mesh.of(parts)


def _piece(name: str, skin: int) -> Mesh:
    if name == "knight":
        body = extruded(_KNIGHT, 0.014, skin)
        return Mesh.of([body.moved(0, 0, 0, math.pi / 2), turned([(0.0, 0.016), (0.015, 0.014), *_FOOT], 24, skin)])
    parts = [turned([*_PIECES[name], *_FOOT], 28, skin)]
    if name == "king":
        parts.append(boxes([(0, 0.096, 0), (0, 0.097, 0)], [(0.0018, 0.009, 0.0018), (0.006, 0.0018, 0.0018)], skin))
    if name == "queen":
        points = [(0.011 * math.cos(a), 0.081, 0.011 * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 9)[:-1]]
        parts.append(boxes(points, (0.0016, 0.004, 0.0016), skin))
    return Mesh.of(parts)


def whiskey(place: Place, words: tuple[str, ...], rng: np.random.Generator) -> Mesh:
    """Return a tumbler of whiskey on ice beside its bottle."""
    amber = place.material(
        skins.PLAIN, (0.012, 0.10, 0.34), gloss=0.10, rough=0.02, glow=(0.004, 0.075, 0.30), family=EVEN
    )
    dark = place.material(
        skins.PLAIN, (0.006, 0.045, 0.16), gloss=0.10, rough=0.02, glow=(0.001, 0.020, 0.085), family=EVEN
    )
    glass = place.material(skins.PLAIN, (0.10, 0.11, 0.11), gloss=0.30, rough=0.01)
    ice = place.material(skins.PLAIN, (0.42, 0.44, 0.44), gloss=0.16, rough=0.03, glow=(0.02, 0.07, 0.14), family=EVEN)
    paper = place.material(skins.PLASTER, (0.36, 0.48, 0.54))
    ink = place.material(skins.PLAIN, (0.03, 0.03, 0.04))
    cork = place.material(skins.PLASTER, (0.09, 0.18, 0.27))
    y = TOP
    parts = [
        turned([(0.0, 0.014), (0.040, 0.014), (0.0415, 0.010), (0.040, 0.0), (0.0, 0.0)], 10, glass).moved(0, y, 0)
    ]
    parts.append(turned([(0.0, 0.052), (0.0385, 0.052), (0.0375, 0.015)], 10, amber).moved(0, y, 0))
    t = np.linspace(0, 2 * np.pi, 41)
    for high, radius, thick in ((0.095, 0.0435, 0.0016), (0.0525, 0.040, 0.0008)):
        parts.append(
            tube(np.stack([radius * np.cos(t), np.full(41, y + high), radius * np.sin(t)], 1), thick, 8, glass)
        )
    turns = np.linspace(0, 2 * np.pi, 11)[:-1]
    low = [(0.0415 * math.cos(a), y + 0.010, 0.0415 * math.sin(a)) for a in turns]
    high_ = [(0.0433 * math.cos(a), y + 0.094, 0.0433 * math.sin(a)) for a in turns]
    parts.append(bars(low, high_, (0.0010, 0.0010), glass))
    for n in range(3):
        cube = boxes([(0, 0, 0)], (0.0125, 0.0125, 0.0125), ice).leaned(
            float(rng.uniform(-0.6, 0.6)), float(rng.uniform(-0.6, 0.6))
        )
        a = 2.1 * n + float(rng.uniform(-0.3, 0.3))
        parts.append(
            cube.moved(0.017 * math.cos(a), y + 0.050 + 0.004 * n, 0.017 * math.sin(a), float(rng.uniform(0, 3)))
        )
    bottle = [
        (0.013, 0.285),
        (0.015, 0.283),
        (0.0145, 0.225),
        (0.019, 0.205),
        (0.040, 0.178),
        (0.0425, 0.165),
        (0.0425, 0.012),
        (0.038, 0.0),
        (0.0, 0.0),
    ]
    spot = (-0.115, y, 0.085)
    parts += [
        turned(bottle, 40, dark).moved(*spot),
        turned([(0.0, 0.308), (0.012, 0.308), (0.0125, 0.284)], 20, cork).moved(*spot),
    ]
    parts.append(turned([(0.0429, 0.135), (0.0431, 0.133), (0.0431, 0.052), (0.0429, 0.050)], 40, paper).moved(*spot))
    for k, high in enumerate((0.118, 0.100, 0.088, 0.068)):
        ring = turned([(0.0433, high + 0.003), (0.0434, high), (0.0433, high - (0.010 if k == 1 else 0.0))], 40, ink)
        parts.append(ring.moved(*spot))
    place.lamp((0.02, y + 0.03, -0.09), (0.002, 0.010, 0.022), EVEN, 0.03)
    return Mesh.of(parts)


def candles(place: Place, words: tuple[str, ...], rng: np.random.Generator) -> Mesh:
    """Return candles that burn, thick and thin, on plates of brass."""
    wax = place.material(
        skins.PLAIN, (0.50, 0.56, 0.60), gloss=0.04, rough=0.15, glow=(0.015, 0.035, 0.055), family=EVEN
    )
    melted = place.material(skins.PLAIN, (0.4, 0.5, 0.58), gloss=0.05, rough=0.1, glow=(0.06, 0.26, 0.50), family=EVEN)
    brass = place.material(skins.METAL, (0.16, 0.46, 0.76), gloss=0.5, rough=0.16, metal=True)
    wick = place.material(skins.PLAIN, (0.01, 0.01, 0.012))
    outer = place.material(skins.PLAIN, (0, 0, 0), glow=(0.35, 2.2, 5.2), family=EVEN)
    parts = []
    for x, z, tall, thick in (
        (0.0, 0.0, 0.165, 0.030),
        (-0.115, 0.05, 0.235, 0.013),
        (0.105, 0.045, 0.105, 0.034),
        (-0.055, -0.085, 0.070, 0.024),
        (0.055, 0.115, 0.270, 0.012),
        (0.165, -0.045, 0.060, 0.022),
    ):
        tall *= float(rng.uniform(0.9, 1.1))
        s = np.linspace(0, 2 * np.pi, 33)
        body = turned(
            [(thick * 0.55, tall - 0.004), (thick * 0.9, tall), (thick, tall - 0.004), (thick, 0.012)], 32, wax
        )
        one = [body, turned([(0.0, tall - 0.005), (thick * 0.6, tall - 0.0045)], 24, melted)]
        one.append(turned([(thick * 1.01, tall - 0.003), (thick * 1.005, tall - 0.35 * thick - 0.012)], 32, melted))
        for _ in range(4):  # drops that have run down
            a, long_ = float(rng.uniform(0, 6.3)), float(rng.uniform(0.02, 0.5)) * tall
            run = [
                (1.01 * thick * math.cos(a), tall - 0.003 - long_ * v, 1.01 * thick * math.sin(a))
                for v in (0.0, 0.5, 0.9, 1.0)
            ]
            one.append(tube(run, [0.003, 0.003, 0.0042, 0.001], 8, wax))
        one.append(tube([(0, tall - 0.006, 0), (0.001, tall + 0.006, 0)], 0.0009, 6, wick))
        flame = [(0.0, 0.050), (0.0015, 0.043), (0.0042, 0.028), (0.0056, 0.015), (0.0044, 0.006), (0.0, 0.002)]
        lean = float(rng.uniform(-0.05, 0.05))
        one.append(turned(flame, 18, outer).leaned(lean, 0).moved(0, tall + 0.001, 0))
        dish = [
            (thick + 0.004, 0.014),
            (thick + 0.010, 0.008),
            (thick + 0.024, 0.010),
            (thick + 0.026, 0.006),
            (0.0, 0.0),
        ]
        one.append(turned(dish, 36, brass))
        one.append(
            tube(
                np.stack([(thick + 0.025) * np.cos(s), np.full(33, 0.009), (thick + 0.025) * np.sin(s)], 1),
                0.0022,
                8,
                brass,
            )
        )
        parts.append(Mesh.of(one).moved(x, TOP, z))
        place.lamp((x, TOP + tall + 0.03, z), (0.012, 0.052, 0.105), EVEN, 0.012)
    return Mesh.of(parts)


_ROSES: dict[str, Colour] = {
    "white": (0.48, 0.54, 0.56),
    "pink": (0.26, 0.16, 0.56),
    "yellow": (0.02, 0.42, 0.62),
    "black": (0.012, 0.008, 0.016),
    "blue": (0.36, 0.10, 0.05),
}


def rose(place: Place, words: tuple[str, ...], rng: np.random.Generator) -> Mesh:
    """Return a rose in a slender vase, and petals that have fallen."""
    colour = next((_ROSES[word] for word in words if word in _ROSES), (0.016, 0.008, 0.30))
    petal = place.material(skins.CLOTH, colour, gloss=0.012, rough=0.3, scale=3.0)
    deep = place.material(skins.CLOTH, tuple(0.6 * part for part in colour), gloss=0.01, rough=0.3, scale=3.0)
    green = place.material(skins.PLAIN, (0.030, 0.11, 0.045), gloss=0.02, rough=0.2)
    vase = place.material(skins.PLAIN, (0.06, 0.065, 0.07), gloss=0.14, rough=0.02)
    y, high = TOP, 0.20
    profile = [
        (0.016, 0.15),
        (0.013, 0.145),
        (0.012, 0.115),
        (0.020, 0.085),
        (0.031, 0.05),
        (0.034, 0.03),
        (0.028, 0.006),
        (0.024, 0.0),
        (0.0, 0.0),
    ]
    parts = [turned(profile, 40, vase).moved(0, y, 0)]
    s = np.linspace(0, 1, 14)
    stem = np.stack([0.018 * np.sin(2.2 * s), y + 0.04 + high * s, -0.02 * s * s], 1)
    parts.append(tube(stem, 0.0026, 8, green))
    for at, way, long_ in ((0.62, 0.5, 0.055), (0.74, 3.4, 0.062), (0.86, 1.9, 0.045)):
        foot = [float(np.interp(at, s, stem[:, c])) for c in range(3)]
        parts.append(_leaf(green, long_).moved(foot[0], foot[1], foot[2], way))
    top = tuple(float(v) for v in stem[-1])
    parts += [one.moved(*top) for one in _bloom(petal, deep, green, rng)]
    for _ in range(4):
        a, far = float(rng.uniform(0, 6.3)), float(rng.uniform(0.07, 0.16))
        fallen = flat(_petal(petal, 0.9, 0.030)).moved(
            far * math.cos(a), y + 0.002, far * math.sin(a) - 0.03, float(rng.uniform(0, 6))
        )
        parts.append(fallen)
    return Mesh.of(parts)


def _petal(skin: int, open_: float, tall: float) -> Mesh:
    """Return a petal that stands at the origin and leans to greater z; ``open_`` says how far."""
    u, v = np.meshgrid(np.linspace(-1, 1, 11), np.linspace(1, 0, 11))
    half = tall * (0.30 + 0.52 * np.sin(np.pi * np.clip(0.12 + 0.80 * v, 0, 1)))
    out = 0.0045 + 0.019 * open_**0.8 * (0.35 * v + 0.65 * v**2) + 0.010 * open_**2 * v**6
    bow = 0.55 * half * u**2 * (1 - 0.35 * open_)
    high = tall * (v - 0.16 * open_ * v**3) - 0.10 * tall * u**2 * v
    return grid(np.stack([half * u, high, out - bow], -1).astype(np.float32), skin)


def _bloom(petal: int, deep: int, green: int, rng: np.random.Generator) -> list[Mesh]:
    found = []
    count = 34
    for k in range(count):
        open_ = (k / (count - 1)) ** 1.25
        one = _petal(deep if open_ < 0.25 else petal, open_, 0.026 + 0.012 * open_ + 0.002 * float(rng.normal()))
        found.append(one.moved(0, -0.002 - 0.006 * open_, 0, k * 2.39996 + float(rng.uniform(-0.15, 0.15))))
    for k in range(5):
        sepal = _petal(green, 1.15, 0.020).moved(0, -0.012, 0, 1.2566 * k)
        found.append(sepal)
    found.append(turned([(0.0, 0.004), (0.009, 0.0), (0.007, -0.010), (0.0, -0.014)], 14, green))
    return found


def _leaf(skin: int, long_: float) -> Mesh:
    u, v = np.meshgrid(np.linspace(-1, 1, 7), np.linspace(1, 0, 12))
    half = 0.32 * long_ * np.sin(np.pi * v**0.8) * (1 + 0.06 * np.sin(40 * v))
    points = np.stack([half * u, 0.35 * long_ * v - 0.30 * long_ * v**2 + 0.10 * half * np.abs(u), long_ * v], -1)
    return grid(points.astype(np.float32), skin)


_PHONES: dict[str, Colour] = {
    "red": (0.018, 0.014, 0.36),
    "white": (0.46, 0.50, 0.52),
    "green": (0.10, 0.18, 0.05),
    "pink": (0.34, 0.22, 0.58),
    "yellow": (0.02, 0.36, 0.60),
    "blue": (0.30, 0.12, 0.04),
}


def telephone(place: Place, words: tuple[str, ...], rng: np.random.Generator) -> Mesh:
    """Return a telephone with a dial, its handset on the cradle."""
    colour = next((_PHONES[word] for word in words if word in _PHONES), (0.010, 0.010, 0.011))
    body = place.material(skins.PLAIN, colour, gloss=0.07, rough=0.03)
    chrome = place.material(skins.METAL, (0.58, 0.58, 0.58), gloss=0.55, rough=0.08, metal=True)
    card = place.material(skins.PLAIN, (0.46, 0.52, 0.55), gloss=0.03, rough=0.2)
    ink = place.material(skins.PLAIN, (0.012, 0.012, 0.013))
    t = np.linspace(0, 2 * np.pi, 49)
    cx, cz = np.cos(t), np.sin(t)
    round_x, round_z = np.sign(cx) * np.abs(cx) ** 0.45, np.sign(cz) * np.abs(cz) ** 0.45
    rings = []
    for half_x, half_z, high, back in (
        (0.0, 0.0, 0.118, 0.030),
        (0.046, 0.030, 0.118, 0.030),
        (0.052, 0.034, 0.112, 0.030),
        (0.060, 0.046, 0.095, 0.024),
        (0.086, 0.078, 0.050, 0.008),
        (0.103, 0.098, 0.022, 0.0),
        (0.106, 0.101, 0.012, 0.0),
        (0.104, 0.099, 0.0, 0.0),
    ):
        rings.append(np.stack([half_x * round_x, np.full(49, high), back + half_z * round_z], 1))
    parts = [grid(np.array(rings, np.float32), body, wrap=True)]
    dial = [
        turned([(0.0, 0.010), (0.036, 0.010), (0.038, 0.007)], 48, chrome),
        turned([(0.038, 0.004), (0.052, 0.003), (0.053, 0.0)], 48, card),
    ]
    dial.append(turned([(0.0, 0.0115), (0.017, 0.0112)], 32, card))
    for k in range(10):
        a = math.radians(40 + 29 * k)
        dial.append(
            turned([(0.0, 0.0108), (0.0068, 0.0106), (0.0070, 0.006)], 16, ink).moved(
                0.0275 * math.cos(a), 0, 0.0275 * math.sin(a)
            )
        )
        dial.append(boxes([(0.0455 * math.cos(a), 0.0042, 0.0455 * math.sin(a))], (0.0014, 0.0006, 0.0026), ink))
    dial.append(bars([(0.020, 0.012, -0.018)], [(0.034, 0.012, -0.030)], (0.0022, 0.0012), chrome))
    parts.append(Mesh.of(dial).leaned(0, -0.72).moved(0, 0.062, -0.057))
    for way in (-1.0, 1.0):
        prong = [(way * 0.040, 0.108, 0.012), (way * 0.046, 0.140, 0.008), (way * 0.060, 0.150, 0.004)]
        parts.append(tube(prong, [0.010, 0.007, 0.005], 10, body))
        parts.append(tube([(x, y, 0.060 - z) for x, y, z in prong], [0.010, 0.007, 0.005], 10, body))
        cap = [(0.0, 0.004), (0.022, 0.002), (0.031, -0.006), (0.031, -0.018), (0.026, -0.022), (0.0, -0.022)]
        parts.append(turned(cap, 28, body).moved(way * 0.104, 0.148, 0.030))
    s = np.linspace(-1, 1, 25)
    grip = np.stack([0.106 * s, 0.150 + 0.024 * (1 - s**4), np.full(25, 0.030)], 1)
    parts.append(tube(grip, 0.0135 + 0.004 * s**2, 14, body))
    u = np.linspace(0, 1, 420)
    coil = np.stack(
        [
            -0.104 - 0.075 * np.sin(np.pi * u) + 0.02 * u,
            0.126 - 0.118 * np.minimum(2.2 * u, 1) ** 0.8 + 0.004,
            0.030 + 0.085 * u,
        ],
        1,
    )
    coil[:, 0] += 0.0055 * np.cos(2 * np.pi * 42 * u)
    coil[:, 2] += 0.0055 * np.sin(2 * np.pi * 42 * u)
    parts.append(tube(coil, 0.0017, 6, body))
    return Mesh.of(parts).moved(0, TOP, 0)


SUBJECTS: dict[str, tuple[Build, frozenset[str]]] = {
    "chess": (chess, frozenset({"chess", "chessboard", "checkmate"})),
    "whiskey": (whiskey, frozenset({"whiskey", "whisky", "bourbon", "scotch"})),
    "telephone": (telephone, frozenset({"telephone", "phone"})),
    "rose": (rose, frozenset({"rose", "roses"})),
    "tea": (tea, CUPS),
    "candles": (candles, frozenset({"candle", "candles"})),
}
"""Things of remembrance that stand on a table, and the words that name them."""
