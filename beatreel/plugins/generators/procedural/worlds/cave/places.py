"""Where things are in a cave: who stands on flat rock or where light falls, crystals on floor and walls, glowworms on the roof."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import tunnel
from beatreel.plugins.generators.procedural.kernels.tunnel import ROCK, Passage

from .crystals import Crystal, Eye, cluster
from .light import Point, where_beam_lands

Array = np.ndarray[Any, np.dtype[np.float32]]

_COLUMNS = 54  # of the small picture in which places are chosen


def place(values: Array) -> Point:
    """Return an array of three as a point."""
    return (float(values[0]), float(values[1]), float(values[2]))


class Survey:
    """A small picture of the cave, in which places are looked for."""

    def __init__(self, cave: Passage, eye: Eye, ripple: Array, width: int, height: int) -> None:
        self.columns, self.rows = _COLUMNS, max(8, round(_COLUMNS * height / width))
        scale = self.columns / width
        focal = eye.focal * scale
        centre = (eye.centre[0] * scale, eye.centre[1] * scale)
        look = tunnel.Look.of(cave, eye.at, focal, centre, self.columns, self.rows, ripple)
        self.sight = tunnel.see(cave, look, (0, self.rows), 1 / focal)
        self.cave, self.dry = cave, (self.sight.kind == ROCK) & (self.sight.wet == 0)

    def standing(self, near: float, far: float, *, beam: Any, floor: float) -> Point:
        """Return where somebody can stand: flat rock or shallow water, near a third of the picture or where a beam falls."""
        z = self.sight.where[..., 2]
        flat = (
            self.dry
            & (self.sight.normal[..., 1] > 0.80)
            & (z > near)
            & (z < far)
            & (self.sight.where[..., 1] < floor + 1.2)
        )
        if beam is not None:
            x, _, at = where_beam_lands(beam, floor)
            good = (
                self.dry
                & (self.sight.normal[..., 1] > 0.7)
                & (np.hypot(z - at, self.sight.where[..., 0] - x) < 1.6)
                & (self.sight.where[..., 1] < floor + 1.2)
            )
            return self._chosen(good, 0.5) or (x, max(floor + 0.02, self.cave.water), at)
        return self._chosen(flat, 0.36) or (
            float(self.cave.axis[-1, 0]) * 0.3,
            max(floor, self.cave.water),
            0.5 * (near + far),
        )

    def _chosen(self, good: Any, third: float) -> tuple[float, float, float] | None:
        if not good.any():
            return None
        rows, columns = np.nonzero(good)
        share = columns / self.columns
        cost = np.minimum(np.abs(share - third), np.abs(share - 1 + third))
        best = int(np.argmin(cost))
        return place(self.sight.where[rows[best], columns[best], :3])

    def growing(self, rng: np.random.Generator, count: int, near: float, far: float) -> list[tuple[Array, Array]]:
        """Return places on floor and walls where crystals grow, and the ways they grow."""
        z = self.sight.where[..., 2]
        good = (
            self.dry & (z > near) & (z < far) & (self.sight.normal[..., 1] > -0.15) & (self.sight.where[..., 1] < 1.6)
        )
        rows, columns = np.nonzero(good)
        found: list[tuple[Array, Array]] = []
        for _ in range(40 * count):
            if len(found) == count or not rows.size:
                break
            pick = int(rng.integers(rows.size))
            at, normal = self.sight.where[rows[pick], columns[pick], :3], self.sight.normal[rows[pick], columns[pick]]
            if abs(columns[pick] / self.columns - 0.5) < 0.16 and normal[1] > 0.5:
                continue  # the way to the light stays open
            if all(float(np.linalg.norm(at - other)) > 0.16 * float(at[2]) + 0.5 for other, _ in found):
                found.append((at.copy(), normal.copy()))
        return found

    def on_roof(self, count: int, rng: np.random.Generator) -> Array:
        """Return places on the roof, in swarms."""
        cave = self.cave
        z = tunnel.places(cave.far)
        swarms = [(float(rng.uniform(1.5, 0.9 * cave.far)), float(rng.normal(math.pi, 0.6))) for _ in range(14)]
        spots = []
        for number in range(count):
            at, way = swarms[number % len(swarms)]
            at, way = at + float(rng.normal(0, 0.9 + 0.05 * at)), way + float(rng.normal(0, 0.34))
            if not 1.2 < at < cave.far - 1 or abs(way - math.pi) > 1.25:
                continue
            row = int(np.searchsorted(z, at))
            radius = float(cave.radius[row, int(way / (2 * math.pi) * tunnel.COLUMNS) % tunnel.COLUMNS]) - 0.06
            if radius < 30:
                spots.append(
                    (cave.axis[row, 0] + math.sin(way) * radius, cave.axis[row, 1] - math.cos(way) * radius, at)
                )
        return np.array(spots, np.float32)


def grow(survey: Survey, rng: np.random.Generator) -> list[Crystal]:
    """Grow clusters of crystals, great ones close by and many farther in, in two colours that are lit in turn."""
    first, second = np.array([1.15, 0.22, 0.62], np.float32), np.array([1.10, 0.62, 0.16], np.float32)
    found: list[Crystal] = []
    for number, (at, normal) in enumerate(survey.growing(rng, 7, 2.2, 6.0) + survey.growing(rng, 12, 6.0, 16.0)):
        size = float(rng.uniform(0.5, 1.0)) * (1.0 if number < 7 else 1.7)
        way = normal + np.array([0.0, 0.55, -0.10], np.float32)
        family = "gems" if number % 3 else "other gems"
        found += cluster(at, way, size, int(rng.integers(7, 13)), family, first if number % 3 else second, rng)
    return found
