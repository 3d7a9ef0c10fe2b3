"""Trees in three dimensions: limbs that fork, and leaves in tiers about their twigs; without leaves they are those of winter."""

from __future__ import annotations

from typing import Any

import numpy as np

from .mesh import Mesh, leaves, tube
from .pagoda import BARK, LEAF

Array = np.ndarray[Any, np.dtype[np.float32]]

_FORKS = 4
_SPREAD = np.array([0.088, 0.046, 0.088], np.float32)  # of the leaves about a twig, shares of the tree's height
_WITHIN = np.array([0.050, 0.026, 0.050], np.float32)  # of those that lie within them


def tree(
    rng: np.random.Generator,
    tall: float,
    *,
    leafy: int = 9000,
    leaf: float = 0.085,
    gnarled: float = 0.5,
    fine: bool = False,
    snowy: bool = False,
) -> Mesh:
    """Return a tree on y = 0 about x = z = 0.

    Parameters
    ----------
    tall : float
        Metres.
    leafy : int
        How many leaves it has; 0 for a bare one, which has more twigs instead.
    leaf : float
        Half the length of a leaf in metres.
    gnarled : float
        How much limbs wander, 0 to 1.
    fine : bool
        A bare one has its finest twigs, too.
    snowy : bool
        Snow lies along the limbs of a bare one, with the skin of leaves.
    """
    parts: list[Mesh] = []
    tips: list[Array] = []
    forks = _FORKS if leafy else _FORKS + 1
    trunk = np.array([0.18 * rng.normal(), 1.0, 0.12 * rng.normal()], np.float32)
    _limb(parts, tips, rng, np.array([0, -0.1, 0], np.float32), trunk, 0.40 * tall, 0.030 * tall, forks, gnarled, snowy)
    if fine and tips and not leafy:
        parts.append(_twigs(np.concatenate(tips), rng, tall))
    if leafy and tips:
        twigs = np.concatenate(tips)
        parts.append(_leaves(twigs, rng, tall, leafy, leaf, _SPREAD, 1.0))
        # Coarser leaves within them let no sky through the midst of a crown.
        parts.append(_leaves(twigs, rng, tall, leafy // 5, 1.8 * leaf, _WITHIN, 0.5))
    return Mesh.of(parts)


def _leaves(
    twigs: Array, rng: np.random.Generator, tall: float, count: int, leaf: float, spread: Array, opened: float
) -> Mesh:
    """Return leaves in flat clouds about twigs, none in the air beyond them; inside and below it is darker."""
    at = twigs[rng.integers(0, len(twigs), count)]
    ball = rng.normal(size=(count, 3)).astype(np.float32)
    ball *= np.cbrt(rng.random((count, 1), np.float32)) / np.linalg.norm(ball, axis=1, keepdims=True)
    away = ball * np.float32(tall) * spread
    places = at + away
    middle = twigs.mean(axis=0)
    reach = np.linalg.norm((places - middle) / (twigs.std(axis=0) * 2 + 1e-3), axis=1)
    # The leaves of a cloud look out of it and up: so each has a lit side and a shaded one.
    normals = 0.8 * rng.normal(size=(count, 3)).astype(np.float32) + 0.9 * ball + np.array([0, 0.7, 0], np.float32)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    light = opened * np.clip(0.48 + 0.45 * reach + 0.34 * ball[:, 1], 0.2, 1.3)
    return leaves(places, normals, leaf * rng.uniform(0.7, 1.25, count), LEAF, rng, light)


def _twigs(at: Array, rng: np.random.Generator, tall: float) -> Mesh:
    """Return thin twigs at the ends of a bare tree."""
    count = min(2 * len(at), 5000)
    start = at[rng.integers(0, len(at), count)]
    out = start - at.mean(axis=0)
    out /= np.linalg.norm(out, axis=1, keepdims=True) + 1e-6
    way = 0.7 * out + rng.normal(0, 0.55, (count, 3)) + [0, 0.25, 0]
    way /= np.linalg.norm(way, axis=1, keepdims=True) + 1e-6
    long = tall * rng.uniform(0.025, 0.065, count)[:, None]
    middle = start + 0.55 * long * way
    end = start + long * (way + rng.normal(0, 0.25, (count, 3)))
    lines = np.stack([start, middle, end], 1)
    return Mesh.of([tube(line, [0.0011 * tall, 0.0009 * tall, 0.0005 * tall], 3, BARK) for line in lines])


def _snow(line: Array, radii: Array) -> Mesh:
    """Return the snow that lies along a limb, so thick that its upper edge is white from below, too."""
    return tube(line + np.stack([0 * radii, 0.5 * radii + 0.008, 0 * radii], 1), 0.85 * radii + 0.010, 5, LEAF)


def _limb(
    parts: list[Mesh], tips: list[Array], rng: np.random.Generator, start: Array, way: Array, long: float, thick: float,
    forks: int, gnarled: float, snowy: bool,
) -> None:  # fmt: skip
    steps = 7 if forks > 2 else 5
    points = [start]
    way = way / np.linalg.norm(way)
    for _ in range(steps - 1):
        way = way + rng.normal(0, 0.16 * (0.4 + gnarled), 3).astype(np.float32)
        way = way + np.array([0, 0.05 if forks > 2 else -0.01, 0], np.float32)  # towards the light
        way = way / np.linalg.norm(way)
        points.append(points[-1] + way * np.float32(long / (steps - 1)))
    line = np.stack(points).astype(np.float32)
    radii = np.linspace(thick, 0.62 * thick if forks else 0.25 * thick, steps)
    if forks == _FORKS or forks == _FORKS + 1 and start[1] < 0:  # roots
        radii = radii * (1 + 0.9 * np.exp(-np.arange(steps) / 0.7))
    parts.append(tube(line, radii, 12 if thick > 0.08 else 7 if thick > 0.03 else 4, BARK, openness=0.8))
    slope = abs(float(line[-1, 1] - line[0, 1])) / max(long, 1e-6)
    if snowy and forks < _FORKS and slope < 0.86:
        parts.append(_snow(line, radii))
    if forks <= 1:
        tips.append(line[1:])
    if not forks:
        return
    count = int(rng.integers(3, 5)) if forks > 1 else int(rng.integers(3, 6))
    turn = rng.uniform(0, 2 * np.pi)
    for n in range(count):
        share = 1.0 if n == 0 else float(rng.uniform(0.45, 0.98))
        at = line[min(int(share * (steps - 1)), steps - 1)]
        turn += 2.4 + rng.normal(0, 0.3)
        out = np.array([np.cos(turn), 0.12 + 0.25 * rng.random(), np.sin(turn)], np.float32)
        wide = 0.35 if n == 0 else float(rng.uniform(0.75, 1.25))
        its = way + wide * out
        shorter, thinner = float(rng.uniform(0.58, 0.80)), float(rng.uniform(0.48, 0.66))
        _limb(parts, tips, rng, at, its, shorter * long, thinner * thick, forks - 1, gnarled, snowy)
