"""How bodies for :mod:`..kernels.solids` are built, part by part, and what a picture sees of them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import solids as kernel

Array = np.ndarray[Any, np.dtype[np.float32]]
Point = tuple[float, float, float]

FRONT: Point = (0.0, 0.0, 1.0)


@dataclass(frozen=True)
class Skin:
    """What a part is made of.

    Attributes
    ----------
    colour : tuple of float
        Linear BGR.
    gloss : float
        How much it mirrors, 0 to 1.
    weave : {"plain", "cloth", "hair", "fur", "mane", "coat", "pelt", "dapple", "print", "wood", "metal", ...}
        What is seen of it from near.
    glow : float
        Light of its own.
    second : tuple of float
        Colour of its pattern.
    pile : float
        How long its hair is, over what is usual for its weave.
    """

    colour: tuple[float, float, float]
    gloss: float = 0.05
    weave: str = "cloth"
    glow: float = 0.0
    second: tuple[float, float, float] = (0.6, 0.7, 0.8)
    pile: float = 1.0


@dataclass
class Model:
    """Parts and what they are made of; each call adds one. ``group`` says what melts together."""

    parts: list[list[float]] = field(default_factory=list)
    skins: list[Skin] = field(default_factory=list)

    def _skin(self, skin: Skin) -> int:
        if skin not in self.skins:
            self.skins.append(skin)
        return self.skins.index(skin)

    def cone(
        self,
        a: Any,
        ra: float,
        b: Any,
        rb: float,
        skin: Skin,
        *,
        group: int = 0,
        blend: float = 0.0,
        flat: float = 1.0,
        across: Any = FRONT,
    ) -> None:
        """Add a cone between two balls; ``flat`` times thinner along ``across``."""
        row = self._row(kernel.CONE, group, skin, blend, a, ra, b, rb)
        row[kernel.NX : kernel.FLAT] = _unit(across)
        row[kernel.FLAT] = flat

    def ball(
        self,
        at: Any,
        radius: float,
        skin: Skin,
        *,
        group: int = 0,
        blend: float = 0.0,
        flat: float = 1.0,
        across: Any = FRONT,
    ) -> None:
        """Add a ball, ``flat`` times thinner along ``across``."""
        x, y, z = at
        self.cone(at, radius, (x, y + 1e-4, z), radius, skin, group=group, blend=blend, flat=flat, across=across)

    def limb(
        self,
        points: Any,
        radii: Any,
        skin: Skin,
        *,
        group: int = 0,
        blend: float = 0.0,
        flat: float = 1.0,
        across: Any = FRONT,
        bends: int = 1,
    ) -> None:
        """Add a chain of cones through points; with ``bends`` above 1 each is cut into so many, so that it curves."""
        if bends > 1:
            points, radii = _curved(points, radii, bends)
        for a, ra, b, rb in zip(points[:-1], radii[:-1], points[1:], radii[1:], strict=True):
            self.cone(a, ra, b, rb, skin, group=group, blend=blend, flat=flat, across=across)

    def cloth(
        self,
        a: Any,
        ra: float,
        b: Any,
        rb: float,
        skin: Skin,
        *,
        group: int = 0,
        blend: float = 0.0,
        flat: float = 1.0,
        across: Any = FRONT,
        folds: float = 0.0,
        count: float = 7.0,
        phase: float = 0.0,
        sharp: float = 1.0,
    ) -> None:
        """Add a cone cut at both ends, in folds towards its lower end ``b``; ``sharp`` above 1 flares late."""
        row = self._row(kernel.CLOTH, group, skin, blend, a, ra, b, rb)
        front, along = np.array(_unit(across)), np.array(_unit(np.subtract(b, a)))
        side = np.cross(front, along)
        row[kernel.NX : kernel.FLAT] = front.tolist()
        row[kernel.FLAT], row[kernel.FOLDS], row[kernel.COUNT], row[kernel.PHASE] = flat, folds, count, phase
        row[kernel.ROUND], row[kernel.SHARP] = min(0.008, 0.3 * min(ra, rb)), sharp
        row[kernel.WX : kernel.WZ + 1] = _unit(side)
        row[kernel.REACH] *= 1 + 1.5 * folds

    def box(
        self,
        at: Any,
        size: Any,
        skin: Skin,
        *,
        group: int = 0,
        along: Any = (1.0, 0.0, 0.0),
        up: Any = (0.0, 1.0, 0.0),
        edge: float = 0.004,
    ) -> None:
        """Add a box of whole lengths along ``along``, ``up`` and what is square to both."""
        u = np.array(_unit(along))
        v = np.array(up, float) - u * float(np.dot(up, u))
        v = np.array(_unit(v))
        a, b, c = (0.5 * one for one in size)
        row = self._row(kernel.BOX, group, skin, 0.0, at, a, tuple(u), b)
        row[kernel.NX : kernel.FLAT] = v.tolist()
        row[kernel.FLAT], row[kernel.ROUND] = c, min(edge, a, b, c)
        row[kernel.WX : kernel.WZ + 1] = np.cross(u, v).tolist()
        row[kernel.MX : kernel.MZ + 1], row[kernel.REACH] = list(at), math.sqrt(a * a + b * b + c * c)

    def ring(self, at: Any, radius: float, thick: float, skin: Skin, *, axis: Any = FRONT, group: int = 0) -> None:
        """Add a ring about an axis."""
        row = self._row(kernel.RING, group, skin, 0.0, at, radius, _unit(axis), thick)
        row[kernel.MX : kernel.MZ + 1], row[kernel.REACH] = list(at), radius + thick

    def _row(
        self, kind: int, group: int, skin: Skin, blend: float, a: Any, ra: float, b: Any, rb: float
    ) -> list[float]:
        row = [0.0] * kernel.COLUMNS
        row[kernel.KIND], row[kernel.GROUP], row[kernel.SKIN], row[kernel.BLEND] = kind, group, self._skin(skin), blend
        row[kernel.AX : kernel.RA], row[kernel.RA] = [float(one) for one in a], ra
        row[kernel.BX : kernel.RB], row[kernel.RB] = [float(one) for one in b], rb
        row[kernel.FLAT], row[kernel.SHARP] = 1.0, 1.0
        middle = [(p + q) / 2 for p, q in zip(a, b, strict=True)]
        row[kernel.MX : kernel.MZ + 1] = middle
        row[kernel.REACH] = math.dist(a, b) / 2 + max(ra, rb)
        self.parts.append(row)
        return row

    def add(self, other: Model, *, at: Point = (0.0, 0.0, 0.0), scale: float = 1.0, turn: float = 0.0) -> None:
        """Add another body, turned about the vertical, scaled and set to a place, in groups of its own."""
        first = 1 + max((int(row[kernel.GROUP]) for row in self.parts), default=-1)
        for row in other.turned(turn).parts:
            row = list(row)
            kind = row[kernel.KIND]
            row[kernel.GROUP] += first
            row[kernel.SKIN] = self._skin(other.skins[int(row[kernel.SKIN])])
            places = [kernel.AX, kernel.MX] + ([kernel.BX] if kind in (kernel.CONE, kernel.CLOTH) else [])
            for place in places:
                row[place : place + 3] = [
                    scale * one + shift for one, shift in zip(row[place : place + 3], at, strict=True)
                ]
            for one in (
                kernel.RA,
                kernel.RB,
                kernel.REACH,
                kernel.BLEND,
                kernel.ROUND,
                *([kernel.FLAT] if kind == kernel.BOX else []),
            ):
                row[one] *= scale
            self.parts.append(row)

    def add_all(self, other: Model) -> None:
        """Add the parts of another body as they stand, in the same groups."""
        for row in other.parts:
            row = list(row)
            row[kernel.SKIN] = self._skin(other.skins[int(row[kernel.SKIN])])
            self.parts.append(row)

    def turned(self, turn: float) -> Model:
        """Return it turned about the vertical, radians, its right towards the eye."""
        c, s = math.cos(turn), math.sin(turn)
        parts = []
        for row in self.parts:
            row = list(row)
            for x in (kernel.AX, kernel.BX, kernel.NX, kernel.MX, kernel.WX):
                row[x], row[x + 2] = c * row[x] + s * row[x + 2], -s * row[x] + c * row[x + 2]
            parts.append(row)
        return Model(parts, list(self.skins))

    def rolled(self, angle: float) -> Model:
        """Return it turned about the way of the eye, radians, its top to the left."""
        c, s = math.cos(angle), math.sin(angle)
        parts = []
        for row in self.parts:
            row = list(row)
            for x in (kernel.AX, kernel.BX, kernel.NX, kernel.MX, kernel.WX):
                row[x], row[x + 1] = c * row[x] - s * row[x + 1], s * row[x] + c * row[x + 1]
            parts.append(row)
        return Model(parts, list(self.skins))

    def pitched(self, angle: float) -> Model:
        """Return it turned about the picture's width, radians, its top towards the eye."""
        c, s = math.cos(angle), math.sin(angle)
        parts = []
        for row in self.parts:
            row = list(row)
            for x in (kernel.AX, kernel.BX, kernel.NX, kernel.MX, kernel.WX):
                row[x + 1], row[x + 2] = c * row[x + 1] + s * row[x + 2], -s * row[x + 1] + c * row[x + 2]
            parts.append(row)
        return Model(parts, list(self.skins))

    def mirrored(self) -> Model:
        """Return it as a mirror shows it: right is left."""
        parts = []
        for row in self.parts:
            row = list(row)
            for x in (kernel.AX, kernel.BX, kernel.NX, kernel.MX, kernel.WX):
                row[x] = -row[x]
            parts.append(row)
        return Model(parts, list(self.skins))

    def front(self, start: Any, way: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Return where a straight line meets what has been built so far."""
        table, (x, y, z), (dx, dy, dz) = self.table(), start, _unit(way)
        t = kernel.met(table, *kernel.runs_of(table), x, y, z, dx, dy, dz)
        return np.array([x + t * dx, y + t * dy, z + t * dz])

    def table(self) -> Array:
        """Return the parts as the kernel takes them."""
        return np.array(sorted(self.parts, key=lambda row: row[kernel.GROUP]), np.float32)

    def bounds(self) -> tuple[float, float, float, float]:
        """Return left, right, bottom and top of it all, a little generous."""
        table = self.table()
        reach = table[:, kernel.REACH] + 0.5 * table[:, kernel.BLEND]  # what melts together swells
        x, y = table[:, kernel.MX], table[:, kernel.MY]
        return float((x - reach).min()), float((x + reach).max()), float((y - reach).min()), float((y + reach).max())


def _curved(points: Any, radii: Any, bends: int) -> tuple[list[Any], list[float]]:
    """Return more points, and radii, of a Catmull-Rom curve through points."""
    p = np.asarray([[*point, radius] for point, radius in zip(points, radii, strict=True)], float)
    p = np.concatenate([p[:1], p, p[-1:]])
    found = []
    for k in range(1, len(p) - 2):
        for t in np.arange(bends) / bends:
            a, b, c, d = p[k - 1], p[k], p[k + 1], p[k + 2]
            found.append(
                0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
            )
    found.append(p[-1])
    return [one[:3] for one in found], [max(float(one[3]), 1e-3) for one in found]


def _unit(way: Any) -> list[float]:
    x, y, z = (float(one) for one in way)
    length = math.sqrt(x * x + y * y + z * z) or 1.0
    return [x / length, y / length, z / length]


@dataclass(frozen=True)
class Seen:
    """What a picture sees of a body.

    Attributes
    ----------
    cover, z : ndarray (rows, columns)
        Cover 0 to 1; units away from the middle, negative towards the eye.
    normal : ndarray (rows, columns, 3)
        x to the right, y up, z away from the eye.
    openness, lit : ndarray (rows, columns)
        How much of its surroundings a place sees, and of a far light.
    skin : ndarray (rows, columns), int16
    x, y : ndarray (columns,), (rows,)
        Units.
    origin : tuple of float
        Pixel of the body's origin.
    """

    cover: Array
    z: Array
    normal: Array
    openness: Array
    lit: Array
    skin: np.ndarray[Any, np.dtype[np.int16]]
    x: Array
    y: Array
    origin: tuple[float, float]


def look_at(
    model: Model,
    unit: float,
    light: Any,
    *,
    lowest: float = -9.0,
    highest: float = 9.0,
    leftmost: float = -9.0,
    rightmost: float = 9.0,
) -> Seen:
    """Return what is seen of a body, ``unit`` pixels to a unit, within a window.

    ``light`` is the way to a far light that throws shadows.
    """
    left, right, bottom, top = model.bounds()
    left, right, bottom, top = max(left, leftmost), min(right, rightmost), max(bottom, lowest), min(top, highest)
    step = 1.0 / unit
    rows, columns = max(int(np.ceil((top - bottom) * unit)), 1), max(int(np.ceil((right - left) * unit)), 1)
    out, skins = np.zeros((rows, columns, 7), np.float32), np.full((rows, columns), -1, np.int16)
    table = model.table()
    rooms = np.tile(np.arange(len(table)), (3, 1))
    runs = np.empty((2, len(table), 7), np.float32)
    kernel.trace(table, left, top, step, np.asarray(_unit(light), np.float32), rooms, runs, out, skins)
    x = left + (np.arange(columns, dtype=np.float32) + 0.5) * step
    y = top - (np.arange(rows, dtype=np.float32) + 0.5) * step
    return Seen(
        out[..., 0],
        out[..., 1],
        out[..., 2:5],
        out[..., 5],
        out[..., 6],
        skins,
        x.astype(np.float32),
        y.astype(np.float32),
        (-left * unit, top * unit),
    )
