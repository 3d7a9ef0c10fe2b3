"""What only a dream sets in a land: crystals as tall as towers, towers of books, a wedding cake that melts, boats of folded paper.

Metres; the foot is at the origin, the face towards smaller z.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube, turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    Point = Sequence[float]

_BUNDLES = (
    (0.0, 0.0, 1.0, 13),
    (-5.2, 2.2, 0.62, 8),
    (4.6, 1.0, 0.52, 8),
    (8.2, 7.0, 0.85, 9),
    (-9.5, 8.0, 0.8, 9),
    (2.2, -2.6, 0.2, 6),
)
"""Of each bundle of crystals its place, its size, and how many grow in it."""
_TOWERS = (
    (0.0, 0.0, 21),
    (-3.7, 1.2, 14),
    (3.6, 0.6, 17),
    (-7.2, 5.0, 25),
    (6.9, 4.6, 12),
    (1.6, 7.0, 30),
    (-3.2, 8.5, 19),
    (10.5, 10.0, 26),
    (-11.5, 11.0, 17),
    (-1.6, -1.9, 4),
)
"""Of each tower of books its place and how many lie in it."""
_TIERS = ((3.3, 1.9), (2.45, 1.8), (1.65, 1.7), (0.95, 1.4))
"""Radius and height of each tier of a cake."""


def crystals(skins: Sequence[int], rng: np.random.Generator) -> Mesh:
    """Return six-sided crystals in bundles, the tallest some eleven metres."""
    parts = []
    for x0, z0, size, count in _BUNDLES:
        for n in range(count):
            way, out = 2.399 * n, math.sqrt(n / count)
            lean = 0.70 * out + float(rng.uniform(-0.06, 0.06))
            long = 11.0 * size * float(rng.uniform(0.75, 1.05)) * (1.0 - 0.62 * out)
            thick = 1.25 * size * float(rng.uniform(0.65, 1.1)) * (1.0 - 0.4 * out)
            outline = [(0.0, long), (thick, long - 1.7 * thick), (0.88 * thick, -0.8)]
            prism = turned(outline, 6, skins[int(rng.integers(len(skins)))], start=float(rng.uniform(0, 6)))
            x, z = x0 + 1.7 * size * out * math.cos(way), z0 + 1.7 * size * out * math.sin(way)
            parts.append(prism.leaned(lean * math.cos(way), lean * math.sin(way)).moved(x, 0.0, z))
    return Mesh.of(parts)


def books(covers: Sequence[int], pages: int, window: int | None, rng: np.random.Generator) -> Mesh:
    """Return towers of books that lie on each other; with windows in their spines where ``window`` is a skin."""
    parts = []
    for x0, z0, count in _TOWERS:
        high = 0.0
        turn = float(rng.uniform(-0.3, 0.3))
        for n in range(count):
            thick = float(rng.uniform(0.13, 0.36))
            wide, deep = float(rng.uniform(1.15, 1.5)), float(rng.uniform(0.85, 1.05))
            cover = covers[int(rng.integers(len(covers)))]
            board = 0.035
            one = [
                boxes([(0, thick, 0)], (wide - 0.06, thick - board, deep - 0.06), pages),
                boxes([(0, board / 2, 0), (0, 2 * thick - board / 2, 0)], (wide, board, deep), cover),
            ]
            face = n % 3 != 2  # most backs are turned to whoever looks
            if face:
                one.append(boxes([(0, thick, -deep)], (wide, thick, 0.04), cover))
                if window is not None and thick > 0.2:
                    at = [
                        (float(w), thick, -deep - 0.04) for w in np.linspace(-0.8, 0.8, 6) * wide if rng.random() < 0.55
                    ]
                    one += [boxes(at, (0.075, 0.45 * thick, 0.012), window)] if at else []
                else:
                    bands = [(way * 0.7 * wide, thick, -deep - 0.03) for way in (-1.0, 1.0)]
                    one.append(boxes(bands, (0.03, thick + 0.004, 0.02), pages))
            turn += float(rng.normal(0, 0.09))
            parts.append(
                Mesh.of(one).moved(x0 + float(rng.normal(0, 0.07)), high, z0 + float(rng.normal(0, 0.07)), 0.75 * turn)
            )
            high += 2 * thick
    return Mesh.of(parts)


def cake(cream: int, icing: int, cherry: int, rng: np.random.Generator) -> Mesh:
    """Return a cake of four tiers whose icing runs down and whose tiers slip."""
    parts, high = [], 0.15
    parts.append(turned([(0.0, 0.16), (3.7, 0.14), (4.2, 0.02), (4.4, -0.25)], 64, icing).moved(0.3, 0, -0.2))
    x, lean = 0.0, 0.0
    for radius, tall in _TIERS:
        edge = [
            (0.0, tall),
            (radius - 0.16, tall),
            (radius - 0.04, tall - 0.05),
            (radius, tall - 0.18),
            (1.03 * radius, 0.0),
        ]
        drips = [turned(edge, 72, cream)]
        top = [(0.0, tall + 0.03), (radius, tall + 0.02), (radius + 0.07, tall - 0.08), (radius + 0.04, tall - 0.26)]
        drips.append(turned(top, 72, icing))
        for way in np.arange(0, 2 * math.pi, 0.34 / radius):
            long = tall * float(rng.uniform(0.25, 1.1))
            c, s = math.cos(way), math.sin(way)
            drop = max(tall - 0.1 - long, -0.1)
            levels = ((0.03, tall - 0.1), (0.06, tall - 0.1 - 0.6 * long), (0.08, drop))
            line = [((radius + more) * c, y, (radius + more) * s) for more, y in levels]
            drips.append(tube(line, [0.12, 0.085, 0.13], 10, icing))
        drips += [
            _ball(0.17, cream).moved(0.86 * radius * math.cos(way), tall + 0.1, 0.86 * radius * math.sin(way))
            for way in np.arange(0, 2 * math.pi, 0.62 / radius)
        ]
        parts.append(Mesh.of(drips).leaned(lean, 0.4 * lean).moved(x, high, 0))
        high += tall - 0.04
        lean += float(rng.uniform(0.02, 0.055))
        x += 0.5 * lean * tall
    parts.append(_ball(0.42, cherry).moved(x, high + 0.3, 0))
    return Mesh.of(parts)


def paper_boat(paper: int, lantern: int | None) -> Mesh:
    """Return a folded boat three metres long, afloat, with a light in it where ``lantern`` is a skin."""
    parts = []
    bow, stern, peak = (1.55, 0.72, 0.0), (-1.55, 0.72, 0.0), (0.0, 1.45, 0.0)
    fore, aft = (0.80, -0.12, 0.0), (-0.80, -0.12, 0.0)
    for way in (-1.0, 1.0):
        rail, foot = (0.0, 0.48, 0.52 * way), (0.0, -0.12, 0.20 * way)
        sides = ((foot, fore, rail), (fore, bow, rail), (foot, aft, rail), (aft, stern, rail))
        points = tuple((peak, (end, 0.40, 0.0), (0.0, 0.44, 0.26 * way)) for end in (0.62, -0.62))  # in its middle
        parts += [_fold(*corners, paper) for corners in (*sides, *points)]
    if lantern is not None:
        parts += [_ball(0.13, lantern).moved(side, 0.52, 0.0) for side in (-0.95, 0.95)]
    return Mesh.of(parts)


def _ball(radius: float, skin: int) -> Mesh:
    v = np.linspace(math.pi / 2, -math.pi / 2, 17)
    return turned(np.stack([radius * np.cos(v), radius * np.sin(v)], 1), 24, skin)


def _fold(a: Point, b: Point, c: Point, skin: int) -> Mesh:
    """Return a triangle of paper that has two sides."""
    a, b, c = (np.array(point, np.float32) for point in (a, b, c))
    tip = np.stack([a + 0.01 * (b - a), a + 0.01 * (c - a)])  # a corner without extent has no normal
    sheet = np.stack([tip, np.stack([b, c])])
    return Mesh.of([grid(sheet, skin), grid(sheet[:, ::-1] + np.float32([0, 0, 1e-3]), skin)])
