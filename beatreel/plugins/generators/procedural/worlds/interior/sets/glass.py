"""Stained glass: windows of glowing pieces between dark lead; metres, colours linear BGR."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import gothic
from beatreel.plugins.generators.procedural.scenery.built import SKY, skins

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.setting import Colour, Setting


class Panes:
    """Stained glass: pieces of glowing colours between dark lead."""

    def __init__(self, setting: Setting, strength: float) -> None:
        palette = setting.description.palette
        jewels: list[Colour] = [
            (2.6, 0.55, 0.12),
            (0.12, 0.10, 1.9),
            (0.10, 1.1, 2.3),
            (0.28, 1.1, 0.16),
            (1.5, 0.25, 1.2),
            (1.5, 1.7, 1.9),
            (1.3, 0.95, 0.10),
        ]
        if palette.strength > 0.55:
            jewels[:3] = [
                tuple(2.2 * light_of_hue(hue, 0.20, 0.62).astype(float))
                for hue in (palette.key, palette.accent, palette.fill)
            ]
        self.setting, self.rng = setting, setting.rng
        self.glass = [
            [setting.glow(tuple(strength * share * part for part in one), SKY) for share in (0.45, 0.8, 1.25)]
            for one in jewels
        ]
        self.lead = setting.paint(skins.PLAIN, (0.012, 0.012, 0.014))

    def window(self, wide: float, low: float, spring: float, rise: float) -> Mesh:
        """Return a pointed window, along x, seen from -z: borders, medallions with figures of colour, a ground of blue."""
        columns, rows = max(6, round(2 * wide / 0.15)), round((spring + rise - low) / 0.15)
        u, v = np.meshgrid(np.linspace(-1, 1, columns + 1), np.linspace(0, 1, rows + 1))
        jitter = self.rng.uniform(-0.35, 0.35, (2, rows + 1, columns + 1))
        x = (u + jitter[0] * 2 / columns * (np.abs(u) < 0.99)) * wide
        y = low + (v + jitter[1] / rows * (v > 0)) * (spring + rise - low)
        pieces: dict[int, list[np.ndarray]] = {}
        period = 2.0 * wide
        for r in range(rows):
            for c in range(columns):
                quad = np.array([(x[a, b], y[a, b]) for a, b in ((r, c), (r, c + 1), (r + 1, c + 1), (r + 1, c))])
                mx, my = quad.mean(axis=0)
                if abs(mx) > wide or (my > spring and my - spring > float(gothic.pointed(mx, wide, rise)) - 0.05):
                    continue
                away = math.hypot(mx, (my - low) % period - period / 2) / (0.86 * wide)
                if abs(u[r, c] + u[r, c + 1]) / 2 > 0.80:
                    colour = 5 if (r % 3) else 2
                elif away < 0.42:
                    colour = (
                        (2, 1, 3)[int(3 * away / 0.42 + 0.6 * self.rng.random()) % 3] if self.rng.random() < 0.8 else 5
                    )
                elif away < 0.80:
                    colour = 0 if self.rng.random() < 0.75 else 6
                elif away < 0.98:
                    colour = 1 if self.rng.random() < 0.7 else 2
                else:
                    colour = (0, 0, 3, 4)[int(self.rng.integers(4))]
                shade = int(self.rng.integers(3))
                middle = quad.mean(axis=0)
                pieces.setdefault(self.glass[colour][shade], []).append(middle + 0.90 * (quad - middle))
        return Mesh.of([_plates(some, skin) for skin, some in pieces.items()])

    def rose(self, radius: float) -> Mesh:
        """Return a round window around the origin: petals in rings."""
        rings = [
            (0.10, 0.20, 12, 2),
            (0.22, 0.34, 12, 1),
            (0.36, 0.46, 24, 0),
            (0.48, 0.62, 12, 5),
            (0.48, 0.62, 24, 1),
            (0.64, 0.74, 24, 0),
            (0.76, 0.86, 24, 2),
            (0.88, 0.97, 48, 0),
        ]
        pieces: dict[int, list[np.ndarray]] = {}
        for low, high, count, colour in rings:
            for k in range(count):
                a = 2 * math.pi * k / count
                half = 0.86 * math.pi / count
                quad = (
                    np.array(
                        [
                            (r * math.cos(a + t), r * math.sin(a + t))
                            for r, t in ((low, -half), (high, -half), (high, half), (low, half))
                        ]
                    )
                    * radius
                )
                tone = (colour + (3 if k % 2 and colour != 5 else 0) + (k % 4 == 2)) % 7
                pieces.setdefault(self.glass[tone][int(self.rng.integers(1, 3))], []).append(quad)
        return Mesh.of([_plates(some, skin) for skin, some in pieces.items()])


def _plates(quads: list[np.ndarray], skin: int) -> Mesh:
    """Return flat pieces in the plane z = 0."""
    points = np.zeros((len(quads), 4, 3), np.float32)
    points[..., :2] = np.stack(quads)
    carried = np.zeros((len(quads), 4, 6), np.float32)
    carried[..., 0], carried[..., 1], carried[..., 4], carried[..., 5] = points[..., 0], 0.0, -1.0, 1.0
    start = (4 * np.arange(len(quads), dtype=np.int32))[:, None, None]
    triangles = (start + np.array([[0, 1, 2], [0, 2, 3]], np.int32)).reshape(-1, 3)
    return Mesh(points.reshape(-1, 3), carried.reshape(-1, 6), triangles, np.full(len(triangles), skin, np.int16))
