"""A Christmas tree: a spruce with bulbs in two families, baubles, a star, and snow on its boughs where it lies."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, extruded, leaves, tube, turned

from .built import EVEN, ODD, skins

if TYPE_CHECKING:
    from .built import Place

WIDE = 0.50
"""Of a tree, of its height."""
_WARM = (0.28, 0.72, 1.15)
_BULBS, _BAUBLES = 300, 64
_TURNS = 9.0  # of its string of bulbs
_PAINTS = ((0.02, 0.016, 0.40), (0.05, 0.34, 0.62), (0.02, 0.016, 0.40), (0.45, 0.47, 0.48))


def spruce(tall: float, count: int, needle: int, bark: int, snow: int | None, rng: np.random.Generator) -> Mesh:
    """Return a spruce of drooping boughs, with snow on them where it has a skin."""
    share = np.sqrt(rng.random(count))  # of the way down
    turn = rng.uniform(0, 2 * np.pi, count)
    tiers = 13
    tier = (np.floor(share * tiers) + 0.5) / tiers
    reach = 0.23 * tall * tier**0.85 * (0.86 + 0.22 * np.sin(5 * turn + 40 * tier))
    out = reach * np.sqrt(rng.random(count))
    y = tall * (1 - 0.93 * tier) - 0.42 * out + rng.normal(0, 0.012 * tall, count)
    at = np.stack([out * np.cos(turn), y, out * np.sin(turn)], 1)
    way = np.stack([np.cos(turn), np.full(count, 0.9), np.sin(turn)], 1) + rng.normal(0, 0.35, (count, 3))
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    size = tall * (0.022 + 0.022 * rng.random(count)) * (2400 / count) ** 0.4
    parts = [
        tube([(0, 0, 0), (0, 0.5 * tall, 0), (0, 0.99 * tall, 0)], [0.02 * tall, 0.012 * tall, 0.002 * tall], 7, bark)
    ]
    parts.append(leaves(at, way, size, needle, rng, 0.45 + 0.55 * (out / np.maximum(reach, 0.01))))
    if snow is not None:
        lies = rng.random(count) < 0.55 * (out / np.maximum(reach, 0.01))
        up = way * [0.35, 1, 0.35]
        up /= np.linalg.norm(up, axis=1, keepdims=True)
        parts.append(leaves(at[lies] + [0, 0.012 * tall, 0], up[lies], 0.95 * size[lies], snow, rng))
    return Mesh.of(parts)


def tree(
    place: Place, tall: float, rng: np.random.Generator, *, glow: float, snow: bool, boughs: int = 9000,
    families: tuple[int, int] = (EVEN, ODD),
) -> Mesh:  # fmt: skip
    """Return a tree on y = 0; ``glow`` is the light of its bulbs, ``boughs`` how many there are, more where it is near."""
    needle = place.material(skins.LEAF, (0.014, 0.042, 0.020), (0.03, 0.085, 0.042))
    white = place.material(skins.LEAF, (0.62, 0.60, 0.58), (0.80, 0.77, 0.74)) if snow else None
    bark = place.material(skins.PLASTER, (0.04, 0.055, 0.07))
    bulbs = [
        place.material(skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(glow * part for part in _WARM), family=family)
        for family in families
    ]
    paints = [place.material(skins.PLAIN, tone, gloss=0.16, rough=0.04) for tone in _PAINTS]
    parts = [spruce(tall, boughs, needle, bark, white, rng)]
    for n in range(_BULBS):
        share = math.sqrt((n + 0.5) / _BULBS)
        parts.append(_ball(0.0048 * tall, bulbs[n % 2]).moved(*_on(tall, share, 2 * math.pi * _TURNS * share, 1.0)))
    for n in range(_BAUBLES):
        share = math.sqrt((n + 0.6) / _BAUBLES)
        at = _on(tall, share, 2.4 * n + float(rng.uniform(-0.3, 0.3)), 0.97)
        parts.append(_ball(0.0105 * tall, paints[n % len(paints)]).moved(*at))
    turn = np.arange(10) * math.pi / 5 + 0.5 * math.pi
    radius = np.where(np.arange(10) % 2, 0.016, 0.040) * tall
    star = extruded(np.stack([radius * np.cos(turn), radius * np.sin(turn)], 1), 0.008 * tall, bulbs[0])
    parts.append(star.moved(0, 1.015 * tall, 0))
    return Mesh.of(parts)


def _on(tall: float, share: float, turn: float, out: float) -> tuple[float, float, float]:
    """Return a point at the tips of the boughs, ``share`` of the way down."""
    tier = (math.floor(share * 13) + 0.5) / 13
    reach = out * 0.23 * tall * tier**0.85 * (0.90 + 0.16 * math.sin(5 * turn + 40 * tier))
    return reach * math.cos(turn), tall * (1 - 0.93 * tier) - 0.40 * reach, reach * math.sin(turn)


def _ball(size: float, skin: int) -> Mesh:
    a = np.linspace(math.pi / 2, -math.pi / 2, 6)
    return turned(np.stack([np.maximum(size * np.cos(a), 1e-4), size * np.sin(a)], 1), 12, skin)
