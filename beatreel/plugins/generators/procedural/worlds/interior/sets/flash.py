"""Flash: small drawings that hang framed in a tattoo parlour, cut from thin plates; they look to -z, their middle at the origin, metres."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, extruded, tube

Array = np.ndarray[Any, np.dtype[np.float64]]

_THICK = 0.0016


def drawing(kind: int, size: float, line: int, red: int, other: int) -> Mesh:
    """Return one of eight motifs in lines and two colours, ``size`` high."""
    return Mesh.of(_MOTIFS[kind % len(_MOTIFS)](size, line, red, other))


def _plate(points: Any, skin: int, deep: float) -> Mesh:
    return extruded(np.asarray(points)[::-1], _THICK, skin).moved(0, 0, -deep)


def _line(points: Any, size: float, skin: int, deep: float = 0.004) -> Mesh:
    points = np.asarray(points, float)
    return tube(np.column_stack([points, np.full(len(points), -deep)]), 0.016 * size, 6, skin)


def _circle(x: float, y: float, r: float, *, tall: float = 1.0, count: int = 20) -> Array:
    a = np.linspace(0, 2 * math.pi, count + 1)[:-1]
    return np.stack([x + r * np.cos(a), y + tall * r * np.sin(a)], 1)


def _closed(points: Array) -> Array:
    return np.concatenate([points, points[:1]])


def _heart_points(size: float) -> Array:
    t = np.linspace(0, 2 * math.pi, 41)[:-1]
    x, y = 16 * np.sin(t) ** 3, 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
    return np.stack([x, y], 1) * size / 36


def _heart(s: float, line: int, red: int, other: int) -> list[Mesh]:
    heart = _heart_points(s)
    band = (
        np.array(
            [
                (-0.52, -0.06),
                (-0.40, 0.03),
                (0.40, 0.03),
                (0.52, -0.06),
                (0.52, -0.20),
                (0.40, -0.11),
                (-0.40, -0.11),
                (-0.52, -0.20),
            ]
        )
        * s
    )
    return [
        _plate(heart, red, 0.001),
        _line(_closed(heart), s, line),
        _plate(band, other, 0.006),
        _line(_closed(band), s, line, 0.009),
    ]


def _rose(s: float, line: int, red: int, other: int) -> list[Mesh]:
    parts = []
    for way in (-1.0, 1.0):
        leaf = np.array([(0.0, -0.18), (0.24, -0.10), (0.46, -0.24), (0.24, -0.36)]) * s * (way, 1)
        parts += [_plate(leaf if way > 0 else leaf[::-1], other, 0.001), _line(_closed(leaf), s, line, 0.003)]
    parts.append(_line([(0, -0.1 * s), (0.03 * s, -0.34 * s), (0, -0.5 * s)], s, other, 0.002))
    a = np.linspace(0, 2 * math.pi, 41)[:-1]
    wave = (0.30 + 0.03 * np.abs(np.sin(2.5 * a)))[:, None] * s
    bloom = np.stack([np.cos(a), np.sin(a)], 1) * wave + (0, 0.14 * s)
    parts += [_plate(bloom, red, 0.004), _line(_closed(bloom), s, line, 0.006)]
    t = np.linspace(0.3, 5.2 * math.pi, 70)
    r = 0.015 * t * s * (1 + 0.12 * np.sin(3 * t))
    parts.append(_line(np.stack([r * np.cos(t), 0.14 * s + r * np.sin(t)], 1), 0.8 * s, line, 0.008))
    return parts


def _skull(s: float, line: int, red: int, other: int) -> list[Mesh]:
    a = np.linspace(-0.25 * math.pi, 1.25 * math.pi, 24)
    dome = np.stack([0.38 * np.cos(a), 0.14 + 0.34 * np.sin(a)], 1)
    jaw = np.array([(-0.20, -0.16), (-0.17, -0.46), (0.17, -0.46), (0.20, -0.16)])
    face = np.concatenate([dome, jaw]) * s
    parts = [_plate(face, other, 0.001), _line(_closed(face), s, line)]
    parts += [_plate(_circle(x * s, 0.08 * s, 0.105 * s, tall=1.15), line, 0.004) for x in (-0.16, 0.16)]
    parts.append(_plate(np.array([(-0.06, -0.14), (0.06, -0.14), (0.0, -0.02)]) * s, line, 0.004))
    parts += [_line([(x * s, -0.26 * s), (x * s, -0.45 * s)], 0.7 * s, line) for x in (-0.10, -0.03, 0.04, 0.11)]
    return parts


def _dagger(s: float, line: int, red: int, other: int) -> list[Mesh]:
    blade = np.array([(-0.06, 0.14), (0.06, 0.14), (0.05, -0.34), (0.0, -0.5), (-0.05, -0.34)]) * s
    guard = np.array([(-0.20, 0.20), (0.20, 0.20), (0.17, 0.13), (-0.17, 0.13)]) * s
    grip = np.array([(-0.045, 0.42), (0.045, 0.42), (0.04, 0.20), (-0.04, 0.20)]) * s
    parts = [
        _plate(p, skin, 0.002)
        for p, skin in ((blade, other), (guard, red), (grip, line), (_circle(0, 0.45 * s, 0.06 * s), red))
    ]
    return [
        *parts,
        _line(_closed(blade), s, line),
        _line(_closed(guard), s, line),
        _line([(0, 0.12 * s), (0, -0.42 * s)], 0.6 * s, line),
    ]


def _anchor(s: float, line: int, red: int, other: int) -> list[Mesh]:
    a = np.linspace(math.pi * 1.08, math.pi * 1.92, 20)
    hook = np.stack([0.34 * np.cos(a), -0.08 + 0.36 * np.sin(a)], 1) * s
    t = np.linspace(0.2, 2 * math.pi - 0.4, 24)
    rope = np.stack([0.10 * np.sin(2.2 * t), 0.36 - 0.12 * t], 1) * s
    return [
        _line([(0, 0.34 * s), (0, -0.44 * s)], 2.2 * s, line),
        _line([(-0.22 * s, 0.2 * s), (0.22 * s, 0.2 * s)], 2.0 * s, line),
        _line(hook, 2.2 * s, line),
        _line(_closed(_circle(0, 0.42 * s, 0.075 * s)), 1.5 * s, line),
        _line(rope, 1.4 * s, red, 0.010),
    ]


def _swallow(s: float, line: int, red: int, other: int) -> list[Mesh]:
    bird = (
        np.array(
            [
                (0.44, 0.20),
                (0.30, 0.27),
                (0.14, 0.18),
                (-0.05, 0.46),
                (-0.20, 0.50),
                (-0.08, 0.14),
                (-0.24, 0.02),
                (-0.48, 0.06),
                (-0.30, -0.06),
                (-0.42, -0.20),
                (-0.16, -0.08),
                (0.02, -0.06),
                (0.16, -0.42),
                (0.24, -0.46),
                (0.24, -0.02),
                (0.34, 0.14),
            ]
        )
        * s
    )
    breast = np.array([(0.36, 0.15), (0.24, 0.18), (0.05, 0.0), (0.16, 0.0)]) * s
    return [_plate(bird[::-1], other, 0.001), _line(_closed(bird), s, line), _plate(breast, red, 0.004)]


def _star(s: float, line: int, red: int, other: int) -> list[Mesh]:
    a = np.arange(10) * math.pi / 5 + math.pi / 2
    r = np.where(np.arange(10) % 2, 0.20, 0.48) * s
    star = np.stack([r * np.cos(a), r * np.sin(a)], 1)
    parts = [_plate(star, red, 0.001), _line(_closed(star), s, line)]
    parts += [_plate(np.array([(0.0, 0.0), star[(k + 1) % 10], star[k]])[::-1], line, 0.003) for k in range(0, 10, 2)]
    return parts


def _eye(s: float, line: int, red: int, other: int) -> list[Mesh]:
    u = np.linspace(-1, 1, 17)
    lid = (
        np.concatenate(
            [
                np.stack([0.46 * u, 0.22 * (1 - u * u)], 1),
                np.stack([0.46 * u[::-1], -0.18 * (1 - u[::-1] ** 2)], 1)[1:-1],
            ]
        )
        * s
    )
    rays = [
        _line(
            [
                (0.30 * s * math.cos(a), 0.06 * s + 0.30 * s * math.sin(a)),
                (0.46 * s * math.cos(a), 0.06 * s + 0.46 * s * math.sin(a)),
            ],
            0.8 * s,
            red,
        )
        for a in np.linspace(0.35, math.pi - 0.35, 7)
    ]
    return [
        _plate(lid[::-1], other, 0.001),
        _line(_closed(lid), s, line),
        _plate(_circle(0, 0, 0.15 * s), red, 0.003),
        _plate(_circle(0, 0, 0.07 * s), line, 0.005),
        *rays,
    ]


_MOTIFS = (_rose, _skull, _heart, _swallow, _dagger, _anchor, _star, _eye)
