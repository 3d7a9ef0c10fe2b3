"""A skull on old books between candles, carved from a field of distances; metres, colours linear BGR."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes
from beatreel.plugins.generators.procedural.scenery.built import EVEN, skins
from beatreel.plugins.generators.procedural.scenery.sculpted import surface

from .gadgets import TOP
from .keepsakes import candles

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.built import Place

    Array = np.ndarray[Any, np.dtype[np.float32]]
    Point = tuple[float, float, float]

_CELL = 0.0021
_LOW, _HIGH = (-0.090, -0.006, -0.100), (0.090, 0.208, 0.128)
_BOOKS = 0.052  # what it lies on


class _Clay:
    """A field of distances that grows by adding and cutting."""

    def __init__(self) -> None:
        axes = [np.arange(low, high, _CELL, dtype=np.float32) for low, high in zip(_LOW, _HIGH, strict=True)]
        self.x, self.y, self.z = np.meshgrid(*axes, indexing="ij", sparse=True)
        self.field = np.full([len(one) for one in axes], 1.0, np.float32)

    def egg(self, at: Point, radii: Point) -> Array:
        """Return about the distance to an ellipsoid."""
        u, v, w = ((one - c) / r for one, c, r in zip((self.x, self.y, self.z), at, radii, strict=True))
        near = np.sqrt(u * u + v * v + w * w)
        return np.asarray((near - 1) * np.float32(min(radii)), np.float32)

    def rod(self, a: Point, b: Point, radius: float) -> Array:
        """Return the distance to a rod with round ends."""
        way = np.subtract(b, a).astype(np.float32)
        t = ((self.x - a[0]) * way[0] + (self.y - a[1]) * way[1] + (self.z - a[2]) * way[2]) / np.float32(way @ way)
        t = np.clip(t, 0, 1)
        away = (self.x - a[0] - t * way[0]) ** 2 + (self.y - a[1] - t * way[1]) ** 2 + (self.z - a[2] - t * way[2]) ** 2
        return np.asarray(np.sqrt(away) - np.float32(radius), np.float32)

    def add(self, other: Array, blend: float = 0.010) -> None:
        """Melt it with what is there."""
        h = np.clip(0.5 + 0.5 * (self.field - other) / blend, 0, 1)
        self.field = self.field * (1 - h) + other * h - blend * h * (1 - h)

    def cut(self, other: Array, blend: float = 0.005) -> None:
        """Take it away, with soft rims."""
        h = np.clip(0.5 - 0.5 * (self.field + other) / blend, 0, 1)
        self.field = self.field * (1 - h) - other * h + blend * h * (1 - h)


@lru_cache(maxsize=1)
def _carved() -> Array:
    clay = _Clay()
    clay.add(clay.egg((0.0, 0.128, 0.028), (0.070, 0.072, 0.090)), 0.001)
    clay.add(clay.egg((0.0, 0.150, -0.028), (0.055, 0.042, 0.042)), 0.020)  # the forehead
    clay.add(clay.egg((0.0, 0.080, -0.030), (0.050, 0.045, 0.044)), 0.014)
    for way in (-1.0, 1.0):
        clay.add(clay.rod((way * 0.010, 0.113, -0.070), (way * 0.047, 0.112, -0.052), 0.0095), 0.014)  # a brow
        clay.add(clay.rod((way * 0.036, 0.070, -0.062), (way * 0.054, 0.078, -0.040), 0.0110), 0.012)  # a cheekbone
        clay.add(clay.rod((way * 0.055, 0.079, -0.038), (way * 0.066, 0.086, 0.014), 0.0065), 0.008)
        clay.add(clay.rod((way * 0.052, 0.078, -0.044), (way * 0.050, 0.110, -0.050), 0.0080), 0.008)
    clay.add(clay.egg((0.0, 0.050, -0.050), (0.034, 0.026, 0.032)), 0.012)  # the upper jaw
    clay.add(clay.rod((0.0, 0.092, -0.074), (0.0, 0.078, -0.082), 0.0075), 0.010)  # the bridge of the nose
    for way in (-1.0, 1.0):
        clay.cut(clay.egg((way * 0.0295, 0.0945, -0.074), (0.0205, 0.0185, 0.034)), 0.007)
        clay.cut(clay.egg((way * 0.0065, 0.0655, -0.086), (0.0085, 0.0165, 0.024)), 0.004)
        clay.cut(clay.egg((way * 0.082, 0.112, -0.022), (0.022, 0.034, 0.040)), 0.014)  # the temples
        clay.cut(clay.egg((way * 0.050, 0.052, -0.020), (0.016, 0.018, 0.026)), 0.008)
    jaw = _Clay()
    jaw.add(jaw.egg((0.0, 0.011, -0.058), (0.026, 0.013, 0.014)), 0.001)
    for way in (-1.0, 1.0):
        jaw.add(jaw.rod((way * 0.018, 0.013, -0.055), (way * 0.050, 0.022, -0.006), 0.0105), 0.010)
        jaw.add(jaw.rod((way * 0.050, 0.022, -0.006), (way * 0.056, 0.074, 0.012), 0.0085), 0.010)
    clay.add(jaw.field, 0.004)
    for k in range(-6, 7):  # teeth along a curve, both rows
        x, z = 0.0054 * k, -0.0745 + 0.00062 * k * k
        size = 0.0031 - 0.00006 * abs(k)
        clay.add(clay.rod((x, 0.0330, z + 0.002), (x, 0.0250 + 0.0002 * abs(k), z), size), 0.0022)
        if abs(k) < 6:
            x, z = 0.0050 * k, -0.0712 + 0.00068 * k * k
            clay.add(clay.rod((x, 0.0145, z), (x, 0.0205, z + 0.001), size - 0.0003), 0.0022)
    return clay.field


def skull(place: Place, words: tuple[str, ...], rng: np.random.Generator) -> Mesh:
    """Return a skull on two old books, candles that burn behind and beside it."""
    bone = place.material(skins.PLASTER, (0.30, 0.42, 0.50), gloss=0.02, rough=0.25)
    head = surface(_carved(), _LOW, _CELL, bone).moved(0.0, 0.0, 0.0, turn=float(rng.uniform(-0.15, 0.15)))
    leather = [
        place.material(skins.CLOTH, tone, gloss=0.03, rough=0.3, scale=0.8)
        for tone in ((0.020, 0.030, 0.085), (0.050, 0.040, 0.018))
    ]
    paper = place.material(skins.WOOD, (0.22, 0.36, 0.46), scale=0.006)
    parts = [head.moved(0.0, TOP + _BOOKS + 0.004, 0.0)]
    for n, (turn, high) in enumerate(((0.10, 0.0), (-0.22, 0.027))):
        book = Mesh.of(
            [
                boxes([(0, 0.0016, 0), (0, 0.0254, 0)], (0.118, 0.0016, 0.150), leather[n]),
                boxes([(0, 0.0135, 0)], (0.112, 0.0105, 0.144), paper),
                boxes([(-0.118, 0.0135, 0)], (0.002, 0.0135, 0.150), leather[n]),
            ]
        )
        parts.append(book.moved(0.0, TOP + high, 0.015, turn=turn))
    lit = candles(place, words, rng)
    parts.append(lit.moved(-0.29, 0.0, 0.075))
    for row in place.lamps[-6:]:
        row[0], row[2] = row[0] - 0.29, row[2] + 0.075
        row[3:6] = [2.2 * part for part in row[3:6]]
    place.lamp((-0.16, TOP + 0.16, -0.16), (0.012, 0.050, 0.100), EVEN, 0.02)  # the candle that is nearest
    return Mesh.of(parts)
