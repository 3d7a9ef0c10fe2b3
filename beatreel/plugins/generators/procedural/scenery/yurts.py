"""A camp of yurts, as a mesh: round tents of felt with a painted door, bands of rope and a chimney; metres, doors towards smaller z."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, tube, turned

from .built import EVEN, Place, skins

WIDE, TALL = 19.0, 4.3
_AT = ((-4.6, 0.0, 1.0), (4.4, 3.2, 0.92), (0.4, 10.5, 1.0), (-11.0, 14.0, 0.95), (11.5, 17.0, 1.0))
"""Across, back and size of each."""
_RADIUS, _WALL, _ROOF = 3.1, 1.75, 3.15


def yurts(place: Place, rng: np.random.Generator, *, glow: float, snow: bool = False) -> Mesh:
    """Return yurts; light falls through the rings of their roofs and an open door as bright as ``glow``."""
    felt = place.material(skins.PLASTER, (0.50, 0.55, 0.58), scale=0.4)
    roof = place.material(skins.PLASTER, (0.66, 0.64, 0.62) if snow else (0.42, 0.47, 0.50), scale=0.5)
    band = place.material(skins.CLOTH, (0.10, 0.14, 0.30), scale=0.2)
    door = place.material(skins.WOOD, (0.03, 0.13, 0.50), scale=0.2)
    iron = place.material(skins.PLAIN, (0.03, 0.03, 0.033))
    inside = place.material(
        skins.PLAIN, (0.02, 0.02, 0.02), glow=tuple(glow * part for part in (0.22, 0.62, 1.0)), family=EVEN
    )
    parts = []
    for x, z, size in _AT:
        parts.append(_yurt(felt, roof, band, door, iron, inside).moved(x, 0, z, float(rng.uniform(-0.3, 0.3)), size))
    return Mesh.of(parts)


def _yurt(felt: int, roof: int, band: int, door: int, iron: int, inside: int) -> Mesh:
    parts = [
        turned([(_RADIUS, _WALL), (_RADIUS + 0.04, 0.9), (_RADIUS + 0.10, -0.4)], 40, felt),
        turned(
            [
                (0.50, _ROOF),
                (0.58, _ROOF - 0.04),
                (1.9, 2.55),
                (_RADIUS + 0.16, _WALL - 0.03),
                (_RADIUS + 0.12, _WALL - 0.16),
            ],
            40,
            roof,
        ),
        turned([(0.0, _ROOF + 0.10), (0.42, _ROOF + 0.06), (0.55, _ROOF - 0.04)], 24, inside),
        tube([(0.7, 2.6, 0.3), (0.7, 4.3, 0.3)], 0.09, 10, iron),
    ]
    parts += [
        turned([(_RADIUS + 0.10, y + 0.06), (_RADIUS + 0.13, y), (_RADIUS + 0.10, y - 0.06)], 40, band)
        for y in (0.55, 1.25)
    ]
    turn = np.linspace(0, 2 * np.pi, 15)[:-1]
    over = [(0.55, _ROOF), (1.9, 2.59), (_RADIUS + 0.18, _WALL), (_RADIUS + 0.13, 0.9)]  # ropes
    parts += [tube([(r * np.cos(a), y, r * np.sin(a)) for r, y in over], 0.025, 5, band) for a in turn]
    z = -_RADIUS - 0.06
    parts += [
        boxes([(0, 0.75, z)], (0.62, 0.85, 0.16), door),
        boxes([(0.16, 0.72, z - 0.1)], (0.28, 0.66, 0.09), inside),
        boxes([(0, 1.62, z - 0.06)], (0.72, 0.06, 0.18), band),
    ]
    return Mesh.of(parts)
