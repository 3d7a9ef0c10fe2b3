"""Stones, crosses and gates of an old graveyard, as meshes. Each stands on y = 0 about x = z = 0 and looks to the camera (-z)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .mesh import Mesh, bars, boxes, extruded, tube, turned
from .pagoda import BRONZE, FLAME, IRON, RIDGE, STONE

Array = np.ndarray[Any, np.dtype[np.float32]]


def _arc(x: float, y: float, radius: float, start: float, end: float, count: int = 11) -> list[tuple[float, float]]:
    return [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in np.linspace(start, end, count)]


def _outline(kind: str, half: float, tall: float) -> list[tuple[float, float]]:
    if kind == "round":
        return [(-half, 0), (half, 0), *_arc(0, tall - half, half, 0, math.pi)]
    if kind == "pointed":
        rise = 1.5 * half
        left = [
            (half - 2 * half * t, tall - rise + rise * math.sin(math.pi * min(t, 1 - t)) ** 0.8)
            for t in np.linspace(0, 1, 13)
        ]
        return [(-half, 0), (half, 0), *left]
    if kind == "shouldered":
        neck = 0.66 * half
        return [
            (-half, 0),
            (half, 0),
            (half, tall - 0.9 * half),
            *_arc(0, tall - neck, neck, 0.15, math.pi - 0.15),
            (-half, tall - 0.9 * half),
        ]
    return [
        (-half, 0),
        (half, 0),
        (half, 0.72 * tall),
        (0.55 * half, 0.80 * tall),
        (0.2 * half, 0.70 * tall),
        (-0.3 * half, 0.9 * tall),
        (-half, tall),
    ]


def stone(rng: np.random.Generator, kind: str = "") -> Mesh:
    """Return a gravestone on a low foot; ``kind`` is round, pointed, shouldered or broken, any of them if it is empty."""
    kind = kind or ("round", "pointed", "shouldered", "round", "broken")[int(rng.integers(5))]
    half, tall = float(rng.uniform(0.26, 0.42)), float(rng.uniform(0.75, 1.35))
    parts = [
        extruded(_outline(kind, half, tall), 0.13, STONE),
        *_carved(rng, half, 0.72 * tall if kind == "broken" else tall),
    ]
    if rng.random() < 0.7:
        parts.append(boxes([(0, 0.07, 0)], [(half + 0.12, 0.10, 0.20)], STONE, openness=0.8))
    return Mesh.of(parts)


def _carved(rng: np.random.Generator, half: float, tall: float) -> list[Mesh]:
    """A cross and lines of words, cut into the face of a stone: hollows are dark."""
    level = 0.70 * tall
    places = [(0.0, level, -0.064), (0.0, level + 0.04 * tall, -0.064)]
    sizes = [(0.022 * half / 0.3, 0.10 * tall, 0.004), (0.16 * half, 0.018 * tall, 0.004)]
    for row in range(int(rng.integers(3, 6))):
        y = (0.51 - 0.055 * row) * tall
        x, end = -half * float(rng.uniform(0.45, 0.66)), half * 0.62
        while x < end - 0.03:
            wide = min(float(rng.uniform(0.012, 0.06)), end - x)
            places.append((x + wide / 2, y, -0.064))
            sizes.append((wide / 2, 0.0075, 0.003))
            x += wide + 0.016
    return [boxes(places, sizes, STONE, openness=0.30)]


def chapel() -> Mesh:
    """Return a small church of stone: a nave, a tower with a pointed roof beside its door, dim light in its windows; 16 metres."""
    nave, wall, ridge = 3.1, 4.4, 8.2
    parts = [boxes([(0, wall / 2, 7.0)], [(nave, wall / 2, 6.0)], STONE, openness=0.8)]
    gable = [(-nave - 0.35, wall - 0.25), (nave + 0.35, wall - 0.25), (0, ridge)]
    parts.append(extruded(gable, 12.4, RIDGE).moved(0, 0, 7.0))
    parts.append(extruded([(-nave, wall - 0.3), (nave, wall - 0.3), (0, ridge - 0.5)], 12.6, STONE).moved(0, 0, 7.0))
    x, wide, tall = -nave - 0.6, 1.45, 9.4
    parts.append(boxes([(x, tall / 2, 1.8)], [(wide, tall / 2, wide)], STONE, openness=0.85))
    parts.append(boxes([(x, 5.2, 1.8), (x, tall, 1.8)], [(wide + 0.1, 0.10, wide + 0.1)] * 2, STONE, openness=0.7))
    spire = [(0.02, tall + 6.0), (0.30, tall + 4.6), (1.25, tall + 0.75), (1.75, tall)]
    parts.append(turned(spire, 8, RIDGE, start=math.pi / 8).moved(x, 0, 1.8))
    parts.append(bars([(x, tall + 5.8, 1.8), (x - 0.35, tall + 6.8, 1.8)], [(x, tall + 7.2, 1.8), (x + 0.35, tall + 6.8, 1.8)],
                      (0.06, 0.06), IRON))  # fmt: skip
    for at, low, half, high in ((0.0, 4.1, 0.55, 1.9), (-nave - 0.6, 6.6, 0.32, 1.5), (-nave - 0.6, 2.6, 0.25, 1.2)):
        front = 0.94 if at == 0.0 else 0.30
        arch = extruded(_outline("pointed", half, high), 0.06, STONE if low == 6.6 else FLAME, openness=0.1).moved(
            at, low, front
        )
        arch.carried[:, 0] *= np.float32(0.4 / half)
        arch.carried[:, 1] = arch.carried[:, 1] / high - 0.75
        parts.append(arch)
        bar = [(at, low + 0.45 * high, front - 0.05), (at, low + 0.55 * high, front - 0.05)]
        parts.append(boxes(bar, [(0.03, 0.45 * high, 0.02), (half, 0.03, 0.02)], IRON))
    door = [(-0.75, 0), (0.75, 0), (0.75, 1.7), *_arc(0, 1.7, 0.75, 0.2, math.pi - 0.2), (-0.75, 1.7)]
    parts.append(extruded(door, 0.06, STONE, openness=0.08).moved(0, 0, 0.95))
    return Mesh.of(parts)


def cross(rng: np.random.Generator, *, celtic: bool) -> Mesh:
    """Return a cross of stone on steps, with a ring about its arms if it is a celtic one."""
    tall = float(rng.uniform(1.5, 2.1)) if celtic else float(rng.uniform(1.1, 1.7))
    a, level, reach = 0.075 * tall, 0.72 * tall, 0.24 * tall
    flare = 0.03 * tall
    outline = [
        (-a - flare, 0), (a + flare, 0), (a, level - a), (reach, level - a - flare), (reach, level + a + flare), (a, level + a),
        (a + flare, tall), (-a - flare, tall), (-a, level + a), (-reach, level + a + flare), (-reach, level - a - flare), (-a, level - a),
    ]  # fmt: skip
    parts = [extruded(outline, 0.15, STONE).moved(0, 0.3, 0)]
    if celtic:
        outer, inner = 0.205 * tall, 0.155 * tall
        for n in range(4):
            start = math.pi / 2 * n + 0.28
            ring = [*_arc(0, level, outer, start, start + 1.02), *_arc(0, level, inner, start + 1.02, start)]
            parts.append(extruded(ring, 0.10, STONE).moved(0, 0.3, 0))
    parts.append(boxes([(0, 0.09, 0), (0, 0.24, 0)], [(0.46, 0.10, 0.34), (0.32, 0.08, 0.24)], STONE, openness=0.8))
    return Mesh.of(parts)


def obelisk(rng: np.random.Generator) -> Mesh:
    """Return a tall pointed stone on a plinth."""
    tall = float(rng.uniform(2.0, 2.8))
    profile = [
        (0.0, tall),
        (0.15, tall - 0.22),
        (0.24, 0.62),
        (0.34, 0.60),
        (0.36, 0.5),
        (0.36, 0.14),
        (0.46, 0.12),
        (0.46, 0.0),
    ]
    return turned(profile, 4, STONE, start=math.pi / 4)


CANDLE = 0.16  # height of a candle's light, metres


def candle() -> Mesh:
    """Return a light in a glass, as they stand on graves."""
    parts = [
        turned([(0.0, 0.245), (0.028, 0.235), (0.05, 0.215), (0.056, 0.20)], 16, BRONZE),
        turned([(0.056, 0.20), (0.060, 0.13), (0.055, 0.03)], 16, FLAME),
        turned([(0.058, 0.032), (0.062, 0.0)], 16, BRONZE),
    ]
    # The place on the glass about its flame.
    for part in parts[1:2]:
        part.carried[:, 0] = 0.0
        part.carried[:, 1] = (part.points[:, 1] - 0.10) / 0.07
    return Mesh.of(parts)


def railing(long: float) -> Mesh:
    """Return a fence of iron spears from x = 0 to its length."""
    x = np.arange(0.08, long, 0.17)
    foot = np.stack([x, 0 * x + 0.05, 0 * x], 1)
    high = 1.45 + 0.10 * (np.arange(len(x)) % 2)
    head = foot + np.stack([0 * x, high, 0 * x], 1)
    parts = [bars(foot, head, (0.012, 0.012), IRON)]
    tip = np.stack([0 * x, 0 * x + 0.14, 0 * x], 1)
    parts.append(bars(head, head + tip, (0.010, 0.022), IRON))
    parts.append(boxes(head + 0.2 * tip, (0.030, 0.014, 0.012), IRON))
    parts += [bars([(0, level, 0)], [(long, level, 0)], (0.016, 0.022), IRON) for level in (0.22, 1.22)]
    for post in np.arange(0.0, long + 0.1, 2.4):
        parts.append(bars([(post, 0, 0)], [(post, 1.85, 0)], (0.03, 0.03), IRON))
        parts.append(turned([(0.0, 0.10), (0.05, 0.05), (0.0, 0.0)], 8, IRON).moved(post, 1.84, 0))
    return Mesh.of(parts)


def _leaf(wide: float) -> Mesh:
    """Return half a gate, hinged at x = 0; its top rises away from there."""
    x = np.linspace(0.06, wide - 0.03, 9)
    high = 1.75 + 0.55 * np.sin(0.5 * math.pi * x / wide) ** 1.5
    foot, head = np.stack([x, 0 * x + 0.08, 0 * x], 1), np.stack([x, high, 0 * x], 1)
    parts = [bars(foot, head, (0.014, 0.014), IRON)]
    parts.append(bars(head, head + np.array([0, 0.16, 0]), (0.010, 0.026), IRON))
    rail = np.stack(
        [np.linspace(0, wide, 15), 1.62 + 0.55 * np.sin(0.5 * math.pi * np.linspace(0, 1, 15)) ** 1.5, np.zeros(15)], 1
    )
    parts.append(tube(rail, 0.020, 6, IRON))
    parts += [bars([(0, level, 0)], [(wide, level, 0)], (0.016, 0.024), IRON) for level in (0.14, 0.85)]
    ends = np.array([0.0, wide])
    posts = [np.stack([ends, y + slope * ends, 0 * ends], 1) for y, slope in ((0.05, 0.0), (1.66, 0.55 / wide))]
    parts.append(bars(posts[0], posts[1], (0.024, 0.024), IRON))
    for middle in x[1::2]:  # scrolls
        t = np.linspace(0, 3.2 * math.pi, 26)
        r = 0.125 * (1 - t / (3.9 * math.pi))
        for hand in (-1.0, 1.0):
            scroll = np.stack([middle + hand * r * np.cos(t), 1.02 + hand * 0.0 + r * np.sin(t), 0 * t], 1)
            parts.append(tube(scroll, 0.010, 5, IRON))
    return Mesh.of(parts)


def gate(half: float = 1.55) -> Mesh:
    """Return two pillars with an open gate of wrought iron between them, and fences to both sides."""
    parts = []
    for side in (-1.0, 1.0):
        x = side * (half + 0.36)
        blocks = [(x, 1.05, 0), (x, 2.16, 0), (x, 2.30, 0), (x, 0.14, 0)]
        halves = [(0.33, 1.1, 0.33), (0.42, 0.08, 0.42), (0.30, 0.07, 0.30), (0.40, 0.16, 0.40)]
        parts.append(boxes(blocks, halves, STONE, openness=0.9))
        at = np.linspace(0, math.pi, 13)
        ball = [(0.24 * math.sin(a), 2.58 + 0.24 * math.cos(a)) for a in at]
        parts.append(turned(ball, 20, STONE).moved(x, 0, 0))
        # Its leaves stand open, away from the camera.
        turn = side * 1.15 + (math.pi if side > 0 else 0.0)
        parts.append(_leaf(half - 0.05).moved(side * (half + 0.02), 0.05, 0, turn))
        fence = railing(12.0)
        parts.append(fence.moved(x + side * 0.33, 0, 0, 0.0 if side > 0 else math.pi))
    return Mesh.of(parts)
