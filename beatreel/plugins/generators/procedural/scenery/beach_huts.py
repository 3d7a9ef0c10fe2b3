"""Beach huts as a mesh: a row of small sheds of painted boards on the sand; metres, the middle of the row at the origin."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded

from .built import Place, skins
from .sheets import rectangle, sheet, walls

WIDE, TALL = 15.4, 3.6
"""How long a row is, and how high a hut."""
_HUTS, _HALF, _DEEP, _EAVES, _RISE, _FLOOR = 5, 1.05, 2.6, 2.35, 0.95, 0.35
_WHITE = (0.60, 0.63, 0.64)


def beach_huts(place: Place, rng: np.random.Generator, colours: Sequence[tuple[float, ...]]) -> Mesh:
    """Return huts in turn of each of some colours (linear BGR), with white trim, doors, decks and pitched roofs."""
    trim = place.material(skins.PLAIN, _WHITE)
    roof = place.material(skins.STONE, (0.11, 0.12, 0.13), scale=0.3)
    deck = place.material(skins.WOOD, (0.16, 0.22, 0.27), scale=0.3)
    boards = [place.material(skins.WOOD, tuple(one), gloss=0.01, rough=0.3, scale=0.16) for one in colours]
    shades = [place.material(skins.WOOD, tuple(0.55 * part for part in one), scale=0.12) for one in colours]
    step = WIDE / _HUTS
    parts = []
    for k in range(_HUTS):
        hut = _hut(boards[k % len(boards)], shades[(k + 1) % len(shades)], trim, roof, deck)
        parts.append(
            hut.moved((k - (_HUTS - 1) / 2) * step, 0.0, float(rng.uniform(0, 0.25)), float(rng.normal(0, 0.02)))
        )
    return Mesh.of(parts)


def _hut(board: int, door: int, trim: int, roof: int, deck: int) -> Mesh:
    """Return one hut with its door to the front."""
    parts = walls(rectangle(-_HALF, _HALF, 0.0, _DEEP), _FLOOR - 0.05, _FLOOR + _EAVES, board)
    for z in (0.0, _DEEP - 0.06):
        gable = extruded([(-_HALF, 0.0), (_HALF, 0.0), (0.0, _RISE)], 0.06, board)
        parts.append(gable.moved(0, _FLOOR + _EAVES, z))
    top, slope, over = _FLOOR + _EAVES + _RISE + 0.06, _RISE / _HALF, 0.22
    for way in (-1.0, 1.0):
        edge, low = way * (_HALF + over), top - slope * (_HALF + over)
        upper, lower = ((0.0, top, -0.45), (0.0, top, _DEEP + 0.2)), ((edge, low, -0.45), (edge, low, _DEEP + 0.2))
        parts.append(sheet(upper, lower, roof, (way, 1.0, 0.0)))
        parts.append(bars([(0, top - 0.05, -0.46)], [(edge, low - 0.05, -0.46)], (0.03, 0.09), trim))
    corners = [(x, _FLOOR + _EAVES / 2, -0.02) for x in (-_HALF, _HALF)]
    parts.append(boxes(corners, (0.06, _EAVES / 2, 0.05), trim))
    parts.append(boxes([(0, _FLOOR + 0.98, -0.04)], (0.52, 0.98, 0.03), trim))
    parts.append(boxes([(x, _FLOOR + 0.96, -0.08) for x in (-0.235, 0.235)], (0.222, 0.93, 0.03), door))
    parts.append(boxes([(0, _FLOOR + _EAVES + 0.28, -0.05)], (0.16, 0.16, 0.04), trim))
    parts.append(boxes([(0, _FLOOR - 0.05, _DEEP / 2 - 0.5)], (_HALF + 0.1, 0.05, _DEEP / 2 + 0.55), deck))
    posts = [(x, 0.0, z) for x in (-_HALF, _HALF) for z in (-0.9, _DEEP)]
    parts.append(boxes(posts, (0.07, _FLOOR, 0.07), deck))
    parts.append(boxes([(0, 0.10, -1.25)], (0.6, 0.05, 0.2), deck))
    return Mesh.of(parts)
