"""Trains, as meshes: a steam engine with its tender, a diesel engine, and carriages with lit windows.

Each runs on rails at y = 0 along x, its front at x = 0 and looking to +x.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from .mesh import NX, NZ, Mesh, bars, boxes, grid, turned
from .pagoda import BRONZE, FLAME, GLASS, IRON, LIVERY, PAINTED, PANE, RIDGE

GAUGE = 0.72  # metres from the middle of the track to a rail
CHIMNEY = (-2.05, 4.42)  # where steam leaves the engine: x and y
LAMP = (-0.75, 3.92)  # and its headlamp
ENGINE = 18.4  # metres from the front of the engine to the end of its tender
DIESEL = 17.0
CARRIAGE = 19.2  # from one carriage to the next
_SIDES = (-1.0, 1.0)


def _laid(mesh: Mesh, axis: int) -> Mesh:
    """Return a body that is turned on another axis than the vertical: 0 for x, 2 for z."""
    order = [1, 0, 2] if axis == 0 else [0, 2, 1]
    carried = mesh.carried.copy()
    carried[:, NX : NZ + 1] = carried[:, NX : NZ + 1][:, order]
    return replace(mesh, points=np.ascontiguousarray(mesh.points[:, order]), carried=carried)


def _barrel(profile: Any, y: float, sides: int, skin: int, openness: Any = None) -> Mesh:
    """Return a body turned on an axis along the rails: ``profile`` is radius and x from its front on."""
    return _laid(turned(profile, sides, skin, openness=openness), 0).moved(0, y, 0)


def _wheel(x: float, z: float, radius: float, spokes: int) -> list[Mesh]:
    """Return a wheel: tyre, spokes and hub."""
    tyre = turned([(radius - 0.12, 0.06), (radius, 0.06), (radius, -0.06), (radius - 0.12, -0.06)], 30, IRON)
    parts = [_laid(tyre, 2).moved(x, radius, z)]
    rim = turned(
        [(radius - 0.16, 0.05), (radius - 0.10, 0.055), (radius - 0.10, -0.055), (radius - 0.16, -0.05)], 30, PAINTED
    )
    hub = turned([(0.0, 0.11), (0.15, 0.10), (0.15, -0.10), (0.0, -0.11)], 14, PAINTED)
    parts += [_laid(each, 2).moved(x, radius, z) for each in (rim, hub)]
    at = np.arange(spokes) * 2 * math.pi / spokes
    way = np.stack([np.cos(at), np.sin(at), 0 * at], 1)
    parts.append(
        bars(0.12 * way + (x, radius, z), (radius - 0.13) * way + (x, radius, z), (0.028, 0.028), PAINTED, openness=0.6)
    )
    return parts


def _bogie(x: float, radius: float, *, long: float = 2.1) -> list[Mesh]:
    parts = []
    for z in _SIDES:
        for at in (x - long / 2, x + long / 2):
            parts += _wheel(at, z * GAUGE, radius, 9)
        parts.append(boxes([(x, radius + 0.08, z * 0.98)], [(long / 2 + 0.45, 0.11, 0.05)], IRON, openness=0.5))
        parts.append(boxes([(x, radius + 0.34, z * 0.98)], [(0.42, 0.14, 0.08)], IRON, openness=0.4))
    return parts


def _windows(x: Any, low: float, high: float, wide: float, z: float, first: int) -> list[Mesh]:
    """Return lit windows on a side: u is the number of the window and the share across it, v the share up."""
    parts = []
    for number, at in enumerate(x):
        quad = [
            [(at - wide / 2, high, z), (at + wide / 2, high, z)],
            [(at - wide / 2, low, z), (at + wide / 2, low, z)],
        ]
        start = 2.0 * (first + number)
        uv = [[(start, 1.0), (start + 1, 1.0)], [(start, 0.0), (start + 1, 0.0)]]
        normals = np.broadcast_to(np.array([0, 0, math.copysign(1, z)], np.float32), (2, 2, 3))
        parts.append(grid(quad, PANE, uv=uv, normals=normals))
    return parts


def _shell(start: float, end: float, outline: Any, skins: Any) -> list[Mesh]:
    """Return sheets along the rails over an outline of (z, y), each with a skin, from one low edge over the roof to the other."""
    parts = []
    x = np.linspace(start, end, 9)
    outline = np.asarray(outline, np.float32)
    for (first, last), skin in skins:
        part = outline[first : last + 1]
        points = np.empty((len(part), 9, 3), np.float32)
        points[..., 0] = x
        points[..., 1], points[..., 2] = part[:, 1:], part[:, :1]
        parts.append(grid(points, skin, openness=np.clip(0.35 + 0.25 * (part[:, 1:] - 0.9), 0.3, 1.0)))
    return parts


def _roofed(half: float, foot: float, eave: float, top: float) -> Any:
    """Return the outline of a carriage: straight sides, that draw in at their foot, and a round roof."""
    at = np.linspace(0, math.pi, 19)
    roof = np.stack([-half * np.sign(np.cos(at)) * np.abs(np.cos(at)) ** 0.62, eave + (top - eave) * np.sin(at)], 1)
    sides = [(half - 0.10, foot), (half - 0.02, foot + 0.35), (half, foot + 0.8)]
    return np.array([(-z, y) for z, y in sides] + roof.tolist() + sides[::-1])


_ROOFED = ((0, 3), (3, 21), (21, 24))  # parts of that: a side, the roof, the other side


def carriage(number: int, *, steam: bool) -> Mesh:
    """Return a carriage whose front is at x = 0."""
    long, half = CARRIAGE - 0.8, 1.42
    outline = _roofed(half, 0.92, 3.15, 3.95 if steam else 3.75)
    sides = list(zip(_ROOFED, (LIVERY, RIDGE, LIVERY), strict=True))
    parts = _shell(-long, 0.0, outline, sides)
    for x, turn in ((0.0, 1.0), (-long, -1.0)):
        fan = np.empty((2, len(outline), 3), np.float32)
        fan[..., 0] = x
        fan[0, :, 1], fan[0, :, 2] = outline[:, 1], outline[:, 0]
        fan[1, :, 1], fan[1, :, 2] = 0.92, outline[:, 0]
        parts.append(grid(fan, LIVERY, openness=0.35, normals=np.broadcast_to(np.float32([turn, 0, 0]), fan.shape)))
        parts.append(boxes([(x + 0.2 * turn, 2.1, 0)], [(0.25, 1.15, 0.55)], IRON, openness=0.2))
    x = np.arange(-long + 2.3, -1.6, 1.52)
    for side in _SIDES:
        z = side * (half + 0.012)
        parts += _windows(x, 2.08, 2.92, 1.12, z, 16 * number + (0 if side < 0 else 8))
        parts.append(boxes(np.stack([x, 0 * x + 2.5, 0 * x + side * half], 1), (0.62, 0.48, 0.006), IRON, openness=0.5))
        # A light line over and under the windows, handrails and doors at the ends.
        ends = np.array([(-long + 0.1, y, side * (half + 0.015)) for y in (1.88, 3.06)])
        parts.append(bars(ends, ends + np.array([long - 0.2, 0, 0]), (0.012, 0.028), BRONZE))
        for at in (-0.75, -long + 0.75):
            parts.append(boxes([(at, 1.95, side * half)], [(0.36, 1.0, 0.02)], IRON, openness=0.5))
            parts += _windows([at], 2.2, 2.8, 0.46, side * (half + 0.03), 16 * number + 15)
    parts.append(boxes([(-long / 2, 0.86, 0)], [(long / 2, 0.12, 1.25)], IRON, openness=0.4))
    parts.append(boxes([(-long / 2, 0.6, 0)], [(2.6, 0.22, 0.9)], IRON, openness=0.3))
    for at in (-2.9, -long + 2.9):
        parts += _bogie(at, 0.46)
    top = 3.95 if steam else 3.75
    vents = np.arange(-long + 1.6, -1.0, 2.9)
    parts.append(boxes(np.stack([vents, 0 * vents + top + 0.06, 0 * vents], 1), (0.28, 0.10, 0.22), RIDGE))
    return Mesh.of(parts)


@cache
def steam_engine() -> Mesh:
    """Return an engine with six driving wheels and its tender."""
    y, r = 2.72, 0.86
    parts = [
        _barrel([(0.0, -0.92), (0.30, -0.94), (0.62, -1.02), (0.80, -1.10), (r + 0.05, -1.14), (r + 0.05, -2.9), (r, -2.92)], y, 36, IRON),
        _barrel([(r, -2.9), (r, -8.3)], y, 36, IRON, openness=[0.85, 0.7]),
        _barrel([(0.10, -0.82), (0.10, -0.95)], y, 10, BRONZE),
        turned([(0.30, 4.42), (0.36, 4.36), (0.29, 4.2), (0.26, 3.9), (0.30, 3.62), (0.46, 3.5)], 24, IRON).moved(CHIMNEY[0], 0, 0),
        turned([(0.0, 4.22), (0.26, 4.14), (0.40, 3.92), (0.43, 3.5)], 24, BRONZE).moved(-4.6, 0, 0),
        turned([(0.0, 4.06), (0.18, 4.0), (0.30, 3.82), (0.33, 3.5)], 20, IRON).moved(-6.5, 0, 0),
        _barrel([(0.0, LAMP[0] + 0.04), (0.17, LAMP[0] + 0.02), (0.20, LAMP[0] - 0.05), (0.20, LAMP[0] - 0.42), (0.05, LAMP[0] - 0.5)],
                LAMP[1], 20, IRON),
        boxes([(LAMP[0] - 0.25, LAMP[1] - 0.28, 0)], [(0.16, 0.10, 0.14)], IRON),
    ]  # fmt: skip
    bands = np.arange(-3.6, -8.2, -1.1)  # about the boiler
    parts += [_barrel([(r + 0.012, x), (r + 0.012, x - 0.07)], y, 36, BRONZE, openness=[0.8, 0.8]) for x in bands]
    parts += _lamp(LAMP[0] + 0.05, LAMP[1], 0.0, 0.165)
    for z in _SIDES:
        parts += _engine_side(z)
        parts += _lamp(0.02, 1.62, z * 0.92, 0.10)
        parts.append(
            _barrel([(0.16, 0.62), (0.20, 0.58), (0.07, 0.52), (0.07, 0.0)], 1.06, 16, IRON).moved(0, 0, z * 0.86)
        )
    beam = boxes([(-0.02, 1.10, 0)], [(0.10, 0.26, 1.34)], PAINTED)
    deck = boxes([(-5.4, 1.56, 0), (-1.0, 1.42, 0)], [(5.4, 0.05, 1.34), (0.9, 0.05, 1.30)], IRON, openness=0.7)
    frame = boxes([(-5.2, 1.05, 0)], [(4.9, 0.34, 0.55)], IRON, openness=0.25)
    # A low plough, as those have that go through snow.
    for z in _SIDES:
        plough = [[(0.12, 0.82, z * 1.25), (0.30, 0.82, 0)], [(0.16, 0.16, z * 1.25), (0.85, 0.16, 0)]]
        parts.append(
            grid(plough, IRON, normals=np.broadcast_to(np.float32([0.7, 0.35, 0.6 * z]), (2, 2, 3)), openness=0.8)
        )
    parts += [beam, deck, frame, *_cab(), *_bogie(-1.75, 0.48, long=1.7), *_tender()]
    return Mesh.of(parts)


def _lamp(x: float, y: float, z: float, radius: float) -> list[Mesh]:
    """Return the glass of a lamp that looks forward."""
    at = np.linspace(0, 2 * math.pi, 17)
    disc = np.empty((2, 17, 3), np.float32)
    disc[..., 0] = x
    disc[0, :, 1], disc[0, :, 2] = y + radius * np.sin(at), z + radius * np.cos(at)
    disc[1, :, 1], disc[1, :, 2] = y, z
    uv = np.zeros((2, 17, 2), np.float32)
    uv[..., 1] = -0.25  # the brightest there is
    return [grid(disc, FLAME, uv=uv, normals=np.broadcast_to(np.float32([1, 0, 0]), disc.shape))]


def _engine_side(z: float) -> list[Mesh]:
    parts: list[Mesh] = []
    for x in (-4.0, -6.05, -8.1):
        parts += _wheel(x, z * GAUGE, 0.93, 14)
        parts.append(boxes([(x + 0.36, 0.93, z * 0.86)], [(0.10, 0.10, 0.10)], BRONZE))
        at = np.linspace(0.2, math.pi - 0.2, 9)  # its splasher
        arc = np.stack([x + 1.02 * np.cos(at), 0.93 + 1.02 * np.sin(at), 0 * at + z * 0.95], 1)
        parts.append(bars(arc[:-1], arc[1:], (0.16, 0.02), IRON, openness=0.7))
    rods = [(-7.74, 0.93, z * 0.90)], [(-3.64, 0.93, z * 0.90)]
    parts.append(bars(*rods, (0.03, 0.075), BRONZE))
    parts.append(bars([(-5.69, 0.97, z * 0.99)], [(-2.5, 0.98, z * 0.99)], (0.03, 0.07), BRONZE))
    parts.append(
        _barrel([(0.0, -1.35), (0.33, -1.36), (0.36, -1.45), (0.36, -2.5), (0.30, -2.55)], 0.98, 20, IRON).moved(
            0, 0, z * 1.04
        )
    )
    parts.append(bars([(-1.2, 3.12, z * 0.97)], [(-8.2, 3.12, z * 0.97)], (0.018, 0.018), BRONZE))  # handrail
    parts.append(boxes([(-3.4, 1.86, z * 1.08)], [(0.45, 0.24, 0.2)], IRON, openness=0.6))
    for x in (-0.4, -9.6):
        parts.append(bars([(x, 1.5, z * 1.26)], [(x, 0.5, z * 1.26)], (0.25, 0.02), IRON, openness=0.5))
    return parts


def _cab() -> list[Mesh]:
    at = np.linspace(-1, 1, 15)
    roof = np.empty((2, 15, 3), np.float32)
    roof[..., 1], roof[..., 2] = 4.02 - 0.34 * at**2, 1.5 * at
    roof[0, :, 0], roof[1, :, 0] = -8.0, -11.4
    under = roof.copy()
    under[..., 1] -= 0.06
    parts = [grid(roof, IRON), grid(under, IRON, openness=0.2)]
    parts.append(boxes([(-8.35, 2.7, 0)], [(0.04, 1.1, 1.36)], IRON))
    for z in _SIDES:
        parts.append(boxes([(-9.6, 2.15, z * 1.36)], [(1.25, 0.62, 0.03)], LIVERY, openness=0.8))
        parts.append(boxes([(-8.5, 3.15, z * 1.36), (-10.75, 3.15, z * 1.36), (-9.6, 3.15, z * 1.36)],
                           [(0.16, 0.55, 0.03), (0.10, 0.55, 0.03), (0.05, 0.40, 0.03)], IRON))  # fmt: skip
        parts.append(boxes([(-9.6, 3.66, z * 1.36)], [(1.25, 0.08, 0.03)], IRON))
        parts.append(boxes([(-9.6, 1.62, z * 1.365), (-9.6, 2.72, z * 1.365)], [(1.2, 0.02, 0.03)] * 2, BRONZE))
        glass = [[(-8.31, 3.45, z * 1.1), (-8.31, 3.45, z * 0.55)], [(-8.31, 2.95, z * 1.1), (-8.31, 2.95, z * 0.75)]]
        parts.append(grid(glass, GLASS, normals=np.broadcast_to(np.float32([1, 0, 0]), (2, 2, 3))))
    # The fire throws light into the cab, and somebody stands in it.
    back = [[(-8.45, 3.6, -1.25), (-10.6, 3.6, -0.2)], [(-8.45, 2.7, -1.25), (-10.6, 2.7, -0.2)]]
    parts.append(grid(back, FLAME, uv=[[(-0.6, 0.9), (0.9, 0.9)], [(-0.6, -0.4), (0.9, -0.4)]]))
    back = [[(x, y, -z) for x, y, z in row] for row in back]
    parts.append(grid(back, FLAME, uv=[[(-0.6, 0.9), (0.9, 0.9)], [(-0.6, -0.4), (0.9, -0.4)]]))
    parts.append(boxes([(-9.35, 2.8, -1.28), (-9.35, 3.28, -1.28)], [(0.24, 0.32, 0.14), (0.12, 0.15, 0.11)], IRON))
    return parts


def _tender() -> list[Mesh]:
    parts = [
        boxes([(-14.8, 2.0, 0)], [(3.2, 0.85, 1.36)], LIVERY, openness=0.8),
        boxes([(-14.8, 1.1, 0)], [(3.3, 0.10, 1.30)], IRON, openness=0.5),
        boxes([(-14.8, 2.86, 1.36), (-14.8, 2.86, -1.36)], [(3.2, 0.03, 0.04)] * 2, BRONZE),
    ]
    rng = np.random.default_rng(7)
    heap = rng.uniform(-1, 1, (220, 3))
    at = heap * (2.8, 0.1, 1.05) + (-14.4, 2.9, 0)
    at[:, 1] += 0.55 * (1 - heap[:, 0] ** 2) * (1 - heap[:, 2] ** 2)
    axes = np.linalg.qr(rng.normal(size=(220, 3, 3)))[0]
    parts.append(boxes(at, rng.uniform(0.08, 0.2, (220, 3)), IRON, axes=axes, openness=rng.uniform(0.4, 1.0, 220)))
    for x in (-13.0, -16.6):
        parts += _bogie(x, 0.5, long=1.8)
    return parts


@cache
def diesel_engine() -> Mesh:
    """Return an engine with a sloping nose and three lamps."""
    outline = _roofed(1.45, 0.9, 3.2, 3.95)
    parts = _shell(-DIESEL + 0.6, -1.5, outline, list(zip(_ROOFED, (LIVERY, RIDGE, LIVERY), strict=True)))
    # The nose: the outline, drawn in and down.
    steps = np.linspace(0, 1, 9)
    nose = np.empty((len(outline), 9, 3), np.float32)
    draw = 1 - 0.16 * steps**2
    nose[..., 0] = -1.5 + 1.4 * steps
    nose[..., 2] = outline[:, :1] * draw
    nose[..., 1] = 0.9 + (outline[:, 1:] - 0.9) * (1 - 0.38 * steps**1.3)
    parts.append(grid(nose, LIVERY, openness=0.8))
    end = np.empty((2, len(outline), 3), np.float32)
    end[0] = nose[:, -1]
    end[1] = nose[:, -1] * (1, 0, 1) + (0, 0.9, 0)
    parts.append(grid(end, LIVERY, openness=0.8, normals=np.broadcast_to(np.float32([1, 0, 0]), end.shape)))
    for first, last in ((7, 12), (13, 18)):  # two panes, and a light line under them
        pane = nose[first:last, 1:6] + np.float32([0.03, 0.03, 0])
        parts.append(grid(pane, GLASS, normals=np.broadcast_to(np.float32([0.6, 0.8, 0]), pane.shape)))
    parts.append(boxes([(-0.08, 1.9, 0)], [(0.03, 0.20, 1.2)], BRONZE))
    for y, z, size in ((2.30, 0.0, 0.15), (1.35, 0.86, 0.14), (1.35, -0.86, 0.14)):
        parts += _lamp(-0.04, y, z, size)
    for z in _SIDES:
        parts += _windows([-2.5], 2.3, 2.95, 0.7, z * 1.465, 3)
        x = np.arange(-DIESEL + 2.0, -4.2, 1.6)
        parts.append(boxes(np.stack([x, 0 * x + 2.6, 0 * x + z * 1.45], 1), (0.55, 0.36, 0.02), IRON, openness=0.5))
        parts.append(boxes([(-DIESEL / 2, 1.75, z * 1.46)], [(DIESEL / 2 - 1.2, 0.10, 0.012)], BRONZE))
        parts.append(
            _barrel([(0.2, 0.45), (0.22, 0.4), (0.07, 0.34), (0.07, -0.2)], 1.0, 16, IRON).moved(0, 0, z * 0.86)
        )
    parts.append(boxes([(-DIESEL / 2, 0.8, 0)], [(DIESEL / 2 - 0.3, 0.16, 1.3)], IRON, openness=0.4))
    for x in (-3.6, -DIESEL + 3.6):
        parts += _bogie(x, 0.5, long=2.6)
    return Mesh.of(parts)


def train(carriages: int, *, steam: bool) -> Mesh:
    """Return an engine with carriages behind it."""
    start = ENGINE if steam else DIESEL
    parts = [steam_engine() if steam else diesel_engine()]
    parts += [carriage(n, steam=steam).moved(-start - 0.4 - CARRIAGE * n, 0, 0) for n in range(carriages)]
    return Mesh.of(parts)
