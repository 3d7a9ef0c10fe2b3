"""Groves and orchards as meshes: rows of trees on both sides of a lane, with fruit; and a great tree that stands alone; metres."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels import trees
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, leaves
from beatreel.plugins.generators.procedural.kernels.pagoda import LEAF

from .built import EVEN, Colour, Place, skins
from .streets import bare_tree, broad_tree

WIDE, TALL = 22.0, 5.2
_ROWS, _LANE, _APART, _BEHIND = 9, 6.4, 6.0, 3
_LEAVES = (9000, 4200, 1600)  # of near trees, of those behind, of the far ones
KINDS = {
    "olive": ((0.055, 0.085, 0.070), (0.10, 0.17, 0.13), None),
    "orange": ((0.012, 0.055, 0.022), (0.025, 0.14, 0.065), (0.01, 0.22, 0.85)),
    "lemon": ((0.014, 0.065, 0.030), (0.03, 0.16, 0.08), (0.04, 0.62, 0.80)),
    "apple": ((0.014, 0.060, 0.028), (0.03, 0.15, 0.08), (0.03, 0.05, 0.50)),
    "blossom": ((0.50, 0.48, 0.56), (0.74, 0.70, 0.80), None),
    "almond": ((0.42, 0.36, 0.55), (0.60, 0.52, 0.72), None),
}
"""Leaves, what shines through them, and fruit; linear BGR."""


def grove(place: Place, rng: np.random.Generator, kind: str, *, snow: bool) -> Mesh:
    """Return rows of trees of a kind of :data:`KINDS`; bare ones in snow."""
    shade, through, fruit = KINDS[kind]
    bark = place.material(skins.PLAIN, (0.045, 0.055, 0.065))
    leaf = place.material(skins.LEAF, shade, through, gloss=0.02, rough=0.3)
    berry = place.material(skins.PLAIN, fruit, gloss=0.05, rough=0.2) if fruit else None
    parts = []
    for row in range(_ROWS):
        count = _LEAVES[min(row // 2, len(_LEAVES) - 1)]
        for line in range(_BEHIND):
            for side in (-1.0, 1.0):
                if line and row > 5:
                    continue
                tall = float(rng.uniform(0.82, 1.0)) * TALL
                tree = (
                    bare_tree(tall, bark, rng)
                    if snow
                    else broad_tree(tall, 0.95 * tall, bark, leaf, rng, count // (1 + line))
                )
                x = side * (_LANE / 2 + 1.4 + line * _APART) + float(rng.uniform(-0.4, 0.4))
                z = row * _APART + float(rng.uniform(-0.5, 0.5))
                parts.append(tree.moved(x, 0, z, float(rng.uniform(0, 6.28))))
                if berry is not None and not snow and row < 4:
                    parts.append(_fruit(tall, berry, rng).moved(x, 0, z))
    return Mesh.of(parts)


GREAT = 9.0
"""Height of a tree that stands alone, about."""
_LEAFY, _LEAF = 46_000, 0.042  # of it: how many leaves, and half the length of one
_TRIED = 8  # trees, of which the one that leans the least is taken


def great_tree(
    place: Place,
    rng: np.random.Generator,
    season: Colour,
    *,
    bare: bool = False,
    snowy: bool = False,
    glow: Colour = (0.0, 0.0, 0.0),
) -> Mesh:
    """Return a great tree in the colour of its season; ``glow`` is light of its leaves."""
    bark = place.material(skins.PLASTER, (0.075, 0.085, 0.098) if snowy else (0.045, 0.060, 0.075), scale=0.5)
    through = tuple(min(2.2 * part, 0.6) for part in season)
    leaf = (
        place.material(skins.PLAIN, (0.74, 0.72, 0.70), gloss=0.02, rough=0.6)
        if bare
        else place.material(skins.PLAIN, season, glow=glow, family=EVEN)
        if any(glow)
        else place.material(skins.LEAF, season, through, gloss=0.02, rough=0.3)
    )
    seed = min((int(one) for one in rng.integers(0, 1 << 30, _TRIED)), key=_leans)
    mesh = trees.tree(
        np.random.default_rng(seed), GREAT, leafy=0 if bare else _LEAFY, leaf=_LEAF, gnarled=0.6, fine=True, snowy=snowy
    )
    return Mesh(mesh.points, mesh.carried, mesh.triangles, np.where(mesh.skins == LEAF, leaf, bark).astype(np.int16))


def _leans(seed: int) -> float:
    """Return how far the crown of a tree is from over its foot, metres."""
    mesh = trees.tree(np.random.default_rng(seed), GREAT, leafy=100, leaf=_LEAF, gnarled=0.6)
    low, high = mesh.points.min(axis=0), mesh.points.max(axis=0)
    return float(np.hypot(low[0] + high[0], low[2] + high[2]) + abs(high[0] - low[0] - GREAT))


def _fruit(tall: float, skin: int, rng: np.random.Generator) -> Mesh:
    """Return fruit about a crown."""
    count = 120
    way = rng.normal(size=(count, 3))
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    places = way * [0.50 * tall, 0.30 * tall, 0.50 * tall] + [0, 0.66 * tall, 0]
    return leaves(places, way, np.full(count, 0.10), skin, rng)
