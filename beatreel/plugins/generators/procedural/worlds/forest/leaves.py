"""Leaves of a warm wood, drawn flat: crowns of many leaves, fronds, broad leaves and lianas.

Everything is drawn on three masks at once: what is covered, and the shares of the light of the sky and of the sun.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette

Mask = np.ndarray[Any, np.dtype[np.uint8]]
Masks = tuple[Mask, Mask, Mask]
Point = tuple[float, float]

_LEAF = np.array([(-0.5, 0.0), (-0.2, 0.8), (0.15, 0.9), (0.5, 0.0), (0.15, -0.9), (-0.2, -0.8)])
# Of a leaf: its turn, length, width, and how much of the light of sky and sun it has.
_LEAVES_DIFFER = ((0.0, 2 * math.pi), (0.6, 1.3), (0.16, 0.34), (0.65, 1.35), (0.2, 1.2))


def put(masks: Masks, points: Any, tone: float, sun: float) -> None:
    """Fill a polygon with its shares (0 to 1) of the light of the sky and of the sun."""
    _put(masks, silhouette.fixed(points), tone, sun)


def _put(masks: Masks, fixed: Any, tone: float, sun: float) -> None:
    shares = (255, round(255 * min(max(tone, 0.0), 1.0)), round(255 * min(max(sun, 0.0), 1.0)))
    silhouette.fill_each(masks, fixed, shares)


def crown(
    masks: Masks, at: Point, size: float, leaf: float, to_sun: Point, rng: np.random.Generator, near_sun: float
) -> None:
    """Draw a round mass of leaves: dark inside and below, lighter towards the light.

    Parameters
    ----------
    at, size, leaf : float
        Middle, radius and length of a leaf in pixels.
    to_sun : tuple of float
        Way to the sun (right, down).
    near_sun : float
        How much light comes through, 0 to 1.
    """
    count = int(min(460, 14 + 2.6 * (size / max(leaf, 0.7)) ** 1.8))
    angle, far = rng.uniform(0, 2 * math.pi, count), np.sqrt(rng.uniform(0, 1, count))
    bumps = (
        1 + 0.22 * np.sin(3 * angle + float(rng.uniform(0, 6))) + 0.13 * np.sin(7 * angle + float(rng.uniform(0, 6)))
    )
    x, y = np.cos(angle) * far * bumps, np.sin(angle) * far * bumps * 0.72
    order = np.argsort(x * to_sun[0] + y * to_sun[1] - 0.25 * y)
    turn, long_, wide, paler, brighter = (
        low + (high - low) * share for (low, high), share in zip(_LEAVES_DIFFER, rng.random((count, 5)).T, strict=True)
    )
    long_ = leaf * long_
    wide = long_ * wide
    cos, sin = (np.array([function(one) for one in turn])[:, None] for function in (math.cos, math.sin))
    along, across = (part[None, :] * size_[:, None] for part, size_ in zip(_LEAF.T, (long_, wide), strict=True))
    px, py = at[0] + size * x[order, None], at[1] + size * y[order, None]
    leaves = silhouette.fixed(np.stack([px + along * cos - across * sin, py + along * sin + across * cos], 2))
    for number, i in enumerate(order):
        toward = x[i] * to_sun[0] + y[i] * to_sun[1]
        shade = 0.34 - 0.30 * y[i] + 0.16 * toward
        lit = near_sun * max(0.25 + 0.75 * toward, 0.0) ** 1.6
        _put(masks, leaves[number], shade * paler[number], lit * brighter[number])


def frond(
    masks: Masks, at: Point, way: float, size: float, rng: np.random.Generator, near_sun: float, tone: float = 0.5
) -> None:
    """Draw a frond of a fern or palm that arches from a point."""
    pairs = int(min(30, max(7, size / 7)))
    t = np.linspace(0, 1, pairs + 3)
    droop = 0.34 + 0.28 * abs(math.cos(way))
    x = at[0] + size * math.cos(way) * t
    y = at[1] + size * (math.sin(way) * t * (1 - 0.12 * t) + droop * t**2.3)
    thick = max(0.4, 0.007 * size)
    put(masks, np.concatenate([np.stack([x, y - thick], 1), np.stack([x, y + thick], 1)[::-1]]), 0.7 * tone, 0.1)
    value = tone * float(rng.uniform(0.7, 1.3))
    lit = near_sun * float(rng.uniform(0, 1)) ** 1.5
    leaflets, shares = [], []
    x, y, t = x.tolist(), y.tolist(), t.tolist()  # numbers of Python's own are quicker one by one
    for i in range(2, pairs + 3):
        along = math.atan2(y[i] - y[i - 1], x[i] - x[i - 1])
        long_ = size * 0.20 * math.sin(math.pi * min(0.14 + 0.82 * t[i], 1.0)) ** 0.7
        for hand, share in ((-1.0, 1.0), (1.0, 0.62)):
            turn = along + hand * (1.12 - 0.4 * t[i])
            tip = (x[i] + long_ * math.cos(turn), y[i] + long_ * (math.sin(turn) + 0.22))
            wide = max(0.5, 0.017 * size) if pairs < 12 else 0.012 * size
            mx, my = (x[i] + tip[0]) / 2, (y[i] + tip[1]) / 2
            side = (-wide * math.sin(turn), wide * math.cos(turn))
            leaflets.append(((x[i], y[i]), (mx + side[0], my + side[1]), tip, (mx - side[0], my - side[1])))
            shares.append((value * share * float(rng.uniform(0.85, 1.15)), lit * share))
    for points, (shade, sun) in zip(silhouette.fixed(leaflets), shares, strict=True):
        _put(masks, points, shade, sun)


def rosette(
    masks: Masks,
    at: Point,
    size: float,
    rng: np.random.Generator,
    near_sun: float,
    *,
    count: int = 9,
    low: float = -0.1,
) -> None:
    """Draw a fern, or the head of a tree fern or palm: fronds in all directions, those behind first."""
    for i in range(count):
        way = -math.pi * (low + (1 - 2 * low) * (i + float(rng.uniform(0.1, 0.9))) / count)
        behind = i % 3 == 0
        frond(masks, at, way, size * float(rng.uniform(0.75, 1.1)), rng, near_sun, 0.30 if behind else 0.52)


def broad_leaf(masks: Masks, at: Point, way: float, size: float, rng: np.random.Generator, near_sun: float) -> None:
    """Draw a broad leaf in two halves with ribs, bent by its weight."""
    t = np.linspace(0, 1, 18)
    angle = way + float(rng.normal(0, 0.35)) * t
    x = at[0] + size * np.cumsum(np.cos(angle)) / 18
    y = at[1] + size * (np.cumsum(np.sin(angle)) / 18 + 0.24 * t**2)
    wide = size * float(rng.uniform(0.13, 0.22)) * np.sin(math.pi * np.clip(0.02 + t, 0, 1) ** 0.7) ** 0.8
    nx, ny = -np.sin(angle), np.cos(angle)
    tone, lit = float(rng.uniform(0.22, 0.6)), near_sun * float(rng.uniform(0, 1)) ** 1.4
    for hand, share in ((-1.0, 1.0), (1.0, 0.55)):
        out = np.stack([x + hand * wide * nx, y + hand * wide * ny], 1)
        put(masks, np.concatenate([np.stack([x, y], 1), out[::-1]]), tone * share, lit * share)
        for i in range(2, 14, 2):
            tip = (x[i] + 0.80 * hand * wide[i] * nx[i] + 0.05 * size * math.cos(angle[i]),
                   y[i] + 0.80 * hand * wide[i] * ny[i] + 0.05 * size * math.sin(angle[i]))  # fmt: skip
            put(masks, [(x[i], y[i] - 0.5), tip, (x[i], y[i] + 0.7)], tone * share * 1.18, lit * share * 1.15)


def liana(
    masks: Masks,
    start: Point,
    end: Point,
    sag: float,
    thick: float,
    leaf: float,
    rng: np.random.Generator,
    near_sun: float,
) -> None:
    """Hang a liana between two points, with leaves here and there."""
    t = np.linspace(0, 1, 40)
    x = (
        start[0]
        + (end[0] - start[0]) * t
        + thick * 1.5 * np.sin(t * float(rng.uniform(3, 8)) + float(rng.uniform(0, 6)))
    )
    y = start[1] + (end[1] - start[1]) * t + sag * 4 * t * (1 - t)
    half = np.maximum(0.5, thick / 2 * (1 - 0.55 * t))
    put(
        masks,
        np.concatenate([np.stack([x - half, y], 1), np.stack([x + half, y + half], 1)[::-1]]),
        0.16,
        0.10 * near_sun,
    )
    if leaf < 1.5:
        return
    for i in range(1, 40):
        for _ in range(2):
            if rng.random() < 0.75:
                turn = float(rng.uniform(0.2, 2.9))
                tip = (x[i] + leaf * math.cos(turn), y[i] + leaf * math.sin(turn))
                mx, my, wide = (x[i] + tip[0]) / 2, (y[i] + tip[1]) / 2, 0.24 * leaf
                side = (-wide * math.sin(turn), wide * math.cos(turn))
                points = [(x[i], y[i]), (mx + side[0], my + side[1]), tip, (mx - side[0], my - side[1])]
                put(masks, points, float(rng.uniform(0.15, 0.6)), near_sun * float(rng.uniform(0, 0.9)))
