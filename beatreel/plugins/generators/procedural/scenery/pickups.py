"""A pickup of the sixties as a mesh: a cab with a bench, a bed behind it; metres, the nose towards greater x, wheels on the ground."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube, turned

from .built import ODD, Place, skins
from .old_cars import PAINTS

if TYPE_CHECKING:
    Array = np.ndarray[Any, np.dtype[np.float32]]

LONG, HIGH = 5.3, 1.86
"""Its length and height."""
_NOSE, _TAIL, _BED = 2.55, -2.62, -0.42  # ends of it, and where the bed begins
_AXLES = (-1.62, 1.62)
_WHEEL = 0.39
_WIDE, _LOW, _RAIL = 0.95, 0.46, 1.08
_FLOOR, _WALL = 0.74, 0.12  # of the bed: its height, and how thick its sides are
_STATIONS = 120


def pickup(place: Place, colour: str, *, lamps: float = 0.0) -> Mesh:
    """Return a pickup; ``colour`` is a name of :data:`~.old_cars.PAINTS`, ``lamps`` the light of its headlights, 0 for none."""
    paint = place.material(skins.PLAIN, PAINTS[colour], gloss=0.06, rough=0.04, extra=(1.0,))
    cream = PAINTS["cream" if colour not in ("cream", "white") else "turquoise"]
    second = place.material(skins.PLAIN, cream, gloss=0.06, rough=0.04, extra=(1.0,))
    chrome = place.material(skins.METAL, (0.55, 0.55, 0.55), gloss=0.5, rough=0.08, metal=True)
    glass = place.material(skins.PLAIN, (0.025, 0.026, 0.026), gloss=0.10, rough=0.01)
    rubber = place.material(skins.PLAIN, (0.014, 0.014, 0.015), gloss=0.02, rough=0.3)
    dark = place.material(skins.PLAIN, (0.010, 0.010, 0.010))
    planks = place.material(skins.WOOD, (0.07, 0.12, 0.20), gloss=0.01, rough=0.4, scale=0.14)
    head = place.material(skins.GLOW, (0.5, 0.5, 0.5), gloss=0.2, rough=0.05, scale=0.0,
                          glow=tuple(lamps * part for part in (0.75, 0.95, 1.1)), family=ODD)  # fmt: skip
    tail = place.material(skins.GLOW, (0.02, 0.02, 0.35), gloss=0.1, scale=0.0,
                          glow=tuple((0.12 + 0.7 * lamps) * part for part in (0.02, 0.03, 1.0)), family=ODD)  # fmt: skip
    parts = [_body(paint), *_bed(paint, planks, second), *_cab(paint, second, glass, chrome), *_wheels(rubber, chrome)]
    parts += [boxes([(0, 0.56, 0)], (2.4, 0.16, 0.66), dark), *_front(paint, chrome, dark, head)]
    for way in (-1.0, 1.0):
        parts.append(boxes([(_TAIL + 0.02, 0.88, way * 0.86)], (0.035, 0.13, 0.06), tail))
        x = np.array([_TAIL + 0.1, _NOSE - 0.2])
        parts.append(boxes([(x.mean(), 0.90, way * (_WIDE + 0.006))], (0.5 * float(np.ptp(x)), 0.020, 0.010), chrome))
        parts.append(tube([(0.82, 1.15, way * 0.93), (0.86, 1.32, way * 1.10)], [0.012, 0.012], 6, chrome))
        parts.append(boxes([(0.87, 1.36, way * 1.12)], (0.02, 0.085, 0.06), chrome))
        parts.append(boxes([(0.08, 0.97, way * (_WIDE + 0.012))], (0.07, 0.014, 0.012), chrome))
    parts.append(boxes([(_TAIL - 0.09, 0.52, 0)], (0.05, 0.085, 0.92), chrome))
    return Mesh.of(parts)


def _body(paint: int) -> Mesh:
    """Return its sides and its bonnet: sections along it, cut out about the wheels, open over the bed."""
    x = np.linspace(_TAIL, _NOSE, _STATIONS)
    half = _WIDE * (1 - 0.10 * np.clip((np.abs(x) - 2.25) / 0.4, 0, 1) ** 2)
    low = np.full(_STATIONS, _LOW)
    reach = _WHEEL + 0.09
    for axle in _AXLES:
        near = np.abs(x - axle) < reach
        low = np.maximum(low, np.where(near, _WHEEL + np.sqrt(np.maximum(reach**2 - (x - axle) ** 2, 0)), 0))
    shoulder = np.interp(x, [_TAIL, _BED, 0.9, 2.3, _NOSE], [_RAIL, _RAIL, 1.07, 1.02, 0.90])
    crown = np.interp(x, [_BED, 0.9, 1.6, 2.3, _NOSE], [1.08, 1.20, 1.20, 1.14, 0.98])
    rows = [(0.955 * half, low)]
    rows += [
        (share * half, low + (shoulder - low) * up)
        for share, up in ((0.99, 0.25), (1.0, 0.6), (0.995, 0.85), (0.965, 0.96), (0.93, 1.0))
    ]
    rows += [
        (share * half, shoulder + (crown - shoulder) * up)
        for share, up in ((0.80, 0.45), (0.60, 0.80), (0.3, 0.97), (0.0, 1.0))
    ]
    side = [np.stack([x, y, z], -1) for z, y in rows]
    other = [np.stack([x, y, -z], -1) for z, y in rows]
    points = np.stack(side + other[-2::-1], 0).astype(np.float32)
    sheet = grid(points, paint)
    middle = sheet.points[sheet.triangles].mean(axis=1)
    keep = ~((middle[:, 0] < _BED) & (np.abs(middle[:, 2]) < 0.85) & (middle[:, 1] > 0.95))
    front = points[:, -1]
    count = len(front) // 2 + 1
    normals = np.broadcast_to(np.array([1, 0, 0], np.float32), (2, count, 3))
    end = grid(np.stack([front[:count], front[::-1][:count]]), paint, normals=normals)
    return Mesh.of([Mesh(sheet.points, sheet.carried, sheet.triangles[keep], sheet.skins[keep]), end])


def _bed(paint: int, planks: int, second: int) -> list[Mesh]:
    """Return the bed: a floor of planks between walls, the boxes of its wheels, and a tailgate."""
    middle, half = 0.5 * (_TAIL + _BED), 0.5 * (_BED - _TAIL)
    inner = _WIDE - 0.06 - _WALL
    parts = [boxes([(middle, _FLOOR, 0)], (half, 0.03, inner), planks)]
    parts.append(boxes([(middle, 0.5 * (_FLOOR + _RAIL), way * (inner + 0.04)) for way in (-1, 1)],
                       (half, 0.5 * (_RAIL - _FLOOR), 0.04), paint))  # fmt: skip
    parts.append(
        boxes([(middle, _RAIL - 0.005, way * (_WIDE - 0.105)) for way in (-1, 1)], (half, 0.025, 0.075), paint)
    )
    parts.append(
        boxes([(_AXLES[0], _FLOOR + 0.12, way * (inner - 0.09)) for way in (-1, 1)], (0.42, 0.11, 0.10), paint)
    )
    parts.append(boxes([(_BED - 0.02, 0.92, 0)], (0.025, 0.20, inner), paint))
    gate = 0.5 * (_RAIL + _LOW + 0.12)
    parts.append(boxes([(_TAIL + 0.015, gate, 0)], (0.035, 0.5 * (_RAIL - _LOW - 0.12), 0.80), paint))
    parts.append(boxes([(_TAIL - 0.025, gate, 0)], (0.008, 0.055, 0.60), second))
    return parts


def _cab(paint: int, second: int, glass: int, chrome: int) -> list[Mesh]:
    """Return the cab: glass all round on the belt, posts, a roof that hangs over a little."""
    turn = np.linspace(0, 2 * np.pi, 65)

    def ring(back: float, front: float, wide: float, y: float) -> Array:
        cx, cz = np.cos(turn), np.sin(turn)
        along = 0.5 * (front + back) + 0.5 * (front - back) * np.sign(cx) * np.abs(cx) ** 0.26
        return np.stack([along, np.full(65, y), wide * np.sign(cz) * np.abs(cz) ** 0.26], -1).astype(np.float32)

    belt, sill, eaves = ring(_BED, 0.98, 0.90, 1.04), ring(_BED, 0.94, 0.885, 1.20), ring(-0.34, 0.52, 0.76, 1.64)
    parts = [grid(np.stack([sill, belt]), paint, wrap=True), grid(np.stack([eaves, sill]), glass, wrap=True)]
    roof = [
        eaves * [1, 1, 1],
        ring(-0.40, 0.60, 0.79, 1.69),
        ring(-0.38, 0.56, 0.77, 1.76),
        ring(-0.28, 0.40, 0.60, 1.81),
        ring(-0.06, 0.14, 0.2, 1.83),
        ring(0.03, 0.05, 0.01, 1.83),
    ]
    parts.append(grid(np.array(roof[::-1], np.float32), second, wrap=True))
    for way in (-1.0, 1.0):
        posts = [
            ((0.93, 1.12, way * 0.84), (0.50, 1.68, way * 0.73), 0.035),
            ((_BED + 0.02, 1.10, way * 0.80), (-0.33, 1.68, way * 0.66), 0.13),
            ((0.62, 1.14, way * 0.885), (0.36, 1.68, way * 0.765), 0.018),
        ]
        parts += [tube([low, top], thick, 8, paint if thick > 0.03 else chrome) for low, top, thick in posts]
        door = [(0.66, 0.56), (0.66, 1.14), (-0.30, 1.14), (-0.30, 0.56)]
        parts.append(tube([(a, b, way * (_WIDE + 0.001)) for a, b in door], 0.006, 4, glass))
    return parts


def _wheels(rubber: int, chrome: int) -> list[Mesh]:
    half = [(0.23, 0.10), (0.33, 0.12), (0.375, 0.09), (_WHEEL, 0.05)]
    tyre = [*half, *((radius, -out) for radius, out in reversed(half))]
    cap = [(0.0, 0.135), (0.07, 0.13), (0.11, 0.105), (0.21, 0.085), (0.235, 0.11)]
    found = []
    for x in _AXLES:
        for way in (-1.0, 1.0):
            one = Mesh.of([turned(tyre, 36, rubber), turned(cap, 28, chrome)])
            found.append(one.leaned(0, -math.pi / 2 * way).moved(x, _WHEEL, way * -0.80))
    return found


def _front(paint: int, chrome: int, dark: int, head: int) -> list[Mesh]:
    """Return grille, lamps and bumper."""
    x = _NOSE + 0.01
    parts = [boxes([(x, 0.76, 0)], (0.03, 0.14, 0.62), dark), boxes([(x + 0.01, 0.92, 0)], (0.03, 0.025, 0.84), chrome)]
    parts.append(boxes([(x + 0.025, 0.66 + 0.05 * k, 0) for k in range(5)], (0.012, 0.012, 0.62), chrome))
    for way in (-1.0, 1.0):
        lamp = turned([(0.0, 0.05), (0.07, 0.04), (0.10, 0.0)], 22, head).leaned(math.pi / 2, 0)
        rim = turned([(0.10, 0.03), (0.125, 0.02), (0.13, 0.0)], 22, chrome).leaned(math.pi / 2, 0)
        parts += [lamp.moved(x + 0.005, 0.78, way * 0.72), rim.moved(x, 0.78, way * 0.72)]
    z = np.linspace(-0.97, 0.97, 25)
    bend = x + 0.10 - 0.16 * np.abs(z) ** 3
    parts += [
        tube(np.stack([bend, np.full(25, high), z], 1), thick, 10, chrome)
        for high, thick in ((0.50, 0.07), (0.57, 0.035))
    ]
    return parts
