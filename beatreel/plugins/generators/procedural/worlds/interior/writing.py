"""A typewriter with a sheet in it, on a table; metres, colours linear BGR."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import skins

from .gadgets import TOP

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.built import Colour, Place

_HALF = 0.158  # of its width
_ENAMELS: dict[str, Colour] = {
    "red": (0.020, 0.016, 0.26), "green": (0.060, 0.110, 0.045), "blue": (0.20, 0.09, 0.035), "mint": (0.30, 0.42, 0.24),
    "white": (0.42, 0.46, 0.48), "cream": (0.34, 0.44, 0.50),
}  # fmt: skip
_CHEEK = (
    (-0.165, 0.0),
    (0.150, 0.0),
    (0.150, 0.085),
    (0.120, 0.132),
    (0.020, 0.136),
    (-0.020, 0.100),
    (-0.150, 0.036),
    (-0.165, 0.022),
)
"""Outline of a side: from front to back, and up."""
_SPOOLS = (-0.095, 0.095)
_PLATEN = (0.158, 0.066, 0.0185)  # its height, how far back, its radius


def typewriter(place: Place, words: tuple[str, ...], rng: np.random.Generator) -> Mesh:
    """Return a typewriter of the first half of the century, its colour that of the words, else black."""
    enamel = next((_ENAMELS[word] for word in words if word in _ENAMELS), (0.013, 0.013, 0.014))
    body = place.material(skins.PLAIN, enamel, gloss=0.06, rough=0.05)
    dark = place.material(skins.PLAIN, (0.010, 0.010, 0.011), gloss=0.03, rough=0.25)
    chrome = place.material(skins.METAL, (0.58, 0.58, 0.58), gloss=0.55, rough=0.10, metal=True)
    gold = place.material(skins.METAL, (0.12, 0.40, 0.66), gloss=0.4, rough=0.2, metal=True)
    parts = [_case(body, dark, gold), _keys(place, chrome, dark), _basket(chrome, dark), _carriage(dark, chrome)]
    parts.append(_sheet(place, rng))
    return Mesh.of(parts).moved(0, TOP, 0, turn=-0.16)


def _case(body: int, dark: int, gold: int) -> Mesh:
    cheek = extruded(_CHEEK, 0.014, body).moved(0, 0, 0, turn=math.pi / 2)
    parts = [cheek.moved(way * _HALF, 0, 0) for way in (-1.0, 1.0)]
    x = _HALF
    parts += [
        boxes([(0, 0.012, -0.005)], (x, 0.012, 0.150), dark),
        boxes([(0, 0.024, -0.158)], (x, 0.012, 0.009), body),  # before the keys
        boxes([(0, 0.070, 0.146)], (x, 0.066, 0.006), body),
        boxes([(way * 0.108, 0.1335, 0.062) for way in (-1, 1)], (0.048, 0.004, 0.056), body),
        boxes([(0, 0.1335, 0.108)], (0.062, 0.004, 0.014), body),
        boxes([(0, 0.112, -0.0105)], (x, 0.009, 0.006), body),
        boxes([(0, 0.112, -0.0175)], (0.034, 0.0045, 0.0012), gold),
    ]
    for way in _SPOOLS:
        parts.append(
            turned([(0.0, 0.012), (0.010, 0.011), (0.012, 0.006), (0.030, 0.006), (0.031, 0.0)], 32, dark).moved(
                way, 0.137, 0.034
            )
        )
        parts.append(turned([(0.0, 0.004), (0.007, 0.003), (0.008, 0.0)], 16, gold).moved(way, 0.149, 0.034))
    ribbon = [(_SPOOLS[0], 0.142, 0.010), (-0.03, 0.150, 0.040), (0.03, 0.150, 0.040), (_SPOOLS[1], 0.142, 0.010)]
    parts.append(bars(ribbon[:-1], ribbon[1:], (0.0008, 0.005), dark))
    return Mesh.of(parts)


def _keys(place: Place, chrome: int, dark: int) -> Mesh:
    """Return four rows of round keys on their levers, rising to the back, and the space bar."""
    card = place.material(skins.PLAIN, (0.40, 0.47, 0.50), gloss=0.06, rough=0.06)
    key = Mesh.of([
        turned([(0.0, 0.0045), (0.0066, 0.0045), (0.0070, 0.0040)], 20, card),
        turned([(0.0068, 0.0056), (0.0082, 0.0052), (0.0084, 0.0), (0.0, 0.0)], 20, chrome),
        boxes([(0, 0.0047, 0)], (0.0008, 0.0002, 0.0030), dark), boxes([(0, 0.0047, 0)], (0.0026, 0.0002, 0.0008), dark),
    ])  # fmt: skip
    parts, levers = [], []
    for row in range(4):
        y, z = 0.046 + 0.0150 * row, -0.128 + 0.0285 * row
        for n in range(11):
            x = 0.0240 * (n - 5) + 0.0070 * (row % 2) - 0.0035
            parts.append(key.leaned(0, 0.14).moved(x, y, z))
            levers.append(((x, y - 0.001, z), (x, y - 0.020, z + 0.004)))
            levers.append(((x, y - 0.020, z + 0.004), (x * 0.92, 0.032, 0.03)))
    parts.append(bars([a for a, _ in levers], [b for _, b in levers], (0.0011, 0.0018), chrome))
    parts.append(tube([(-0.078, 0.040, -0.1475), (0.078, 0.040, -0.1475)], 0.0062, 12, dark))
    return Mesh.of(parts)


def _basket(chrome: int, dark: int) -> Mesh:
    """Return the half round of type bars that lie ready, and the well under them."""
    a = np.linspace(math.pi * 1.06, math.pi * 1.94, 40)
    outer = np.stack([0.056 * np.cos(a), np.full(40, 0.108), 0.056 + 0.056 * np.sin(a)], 1)
    inner = np.stack([0.016 * np.cos(a), np.full(40, 0.126), 0.050 + 0.016 * np.sin(a)], 1)
    slot = turned([(0.060, 0.004), (0.062, 0.0), (0.0, -0.012)], 40, dark).moved(0, 0.104, 0.056)
    return Mesh.of([slot, bars(outer, inner, (0.0008, 0.0022), chrome), tube(outer, 0.0034, 8, chrome)])


def _carriage(dark: int, chrome: int) -> Mesh:
    high, back, radius = _PLATEN
    rod = [(-0.190, high, back), (0.190, high, back)]
    knob = turned([(0.0, 0.012), (0.015, 0.011), (0.018, 0.008), (0.018, -0.010), (0.0, -0.010)], 28, dark)
    knob = knob.leaned(math.pi / 2, 0)
    lever = [(-0.190, high + 0.004, back), (-0.202, high + 0.020, back - 0.020), (-0.206, high + 0.026, back - 0.075)]
    bail = [(-0.150, high + 0.010, back - 0.022), (0.150, high + 0.010, back - 0.022)]
    return Mesh.of([
        tube([(-0.166, high, back), (0.166, high, back)], radius, 28, dark), tube(rod, 0.006, 10, chrome),
        *(knob.moved(way * 0.196, high, back) for way in (-1.0, 1.0)),
        *(boxes([(way * 0.172, high - 0.008, back + 0.004)], (0.006, 0.022, 0.034), chrome) for way in (-1.0, 1.0)),
        boxes([(0, high - 0.024, back + 0.034)], (0.178, 0.008, 0.010), chrome),
        tube(lever, [0.004, 0.004, 0.006], 10, chrome), tube(bail, 0.0022, 8, chrome),
    ])  # fmt: skip


def _sheet(place: Place, rng: np.random.Generator) -> Mesh:
    """Return a sheet of paper that comes up from the roller and bends back, with some lines on it."""
    paper = place.material(skins.PLAIN, (0.60, 0.66, 0.69))
    ink = place.material(skins.PLAIN, (0.03, 0.03, 0.03))
    high, back, radius = _PLATEN

    def at(s: float, off: float = 0.0) -> tuple[float, float]:
        """Return how high and how far back it is ``s`` metres above the roller, ``off`` before it."""
        return high + 0.004 + 0.985 * s - off * 0.2, back - radius - 0.0008 - off + 1.1 * s * s

    steps = np.linspace(0.185, -0.004, 24)
    line = np.array([at(float(s)) for s in steps])
    points = np.empty((24, 2, 3), np.float32)
    points[..., 1], points[..., 2] = line[:, :1], line[:, 1:]
    points[:, 0, 0], points[:, 1, 0] = -0.106, 0.106
    spots, halves = [], []
    for row in range(9):
        y, z = at(0.030 + 0.0135 * row, 0.0006)
        x, end = -0.082, 0.082 if row else float(rng.uniform(-0.02, 0.05))
        while x < end:
            long = float(rng.uniform(0.006, 0.022))
            if x + long < 0.086:
                spots.append((x + 0.5 * long, y, z))
                halves.append((0.5 * long - 0.0008, 0.0013, 0.0002))
            x += long + 0.0032
    return Mesh.of([grid(points, paper), boxes(spots, halves, ink)])
