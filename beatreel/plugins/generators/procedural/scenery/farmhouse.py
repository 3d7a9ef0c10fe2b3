"""A wooden farmhouse with a porch, as a mesh; metres, its front towards smaller z."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded

from .built import EVEN, Place, skins
from .sheets import rectangle, sheet, walls

WIDE, DEEP, EAVES, RIDGE = 8.0, 7.0, 5.4, 8.6
WINDOWS = ((-2.7, 1.0), (2.7, 1.0), (-2.7, 3.7), (0.0, 3.7), (2.7, 3.7))
"""Left to right and sill of the windows of its front; each is 1 m wide and 1.4 m high."""


def farmhouse(place: Place, *, glow: float, charred: bool = False, paint: tuple[float, ...] | None = None) -> Mesh:
    """Return a house of 8 by 7 metres with light or fire in its windows.

    Parameters
    ----------
    glow : float
        Of its windows.
    charred : bool
        Fire has blackened it.
    paint : tuple of float, optional
        Of its boards, linear BGR; None for white.
    """
    dim = 0.35 if charred else 1.0
    board = place.material(
        skins.WOOD, tuple(dim * part for part in paint or (0.42, 0.46, 0.47)), gloss=0.01, rough=0.3, scale=0.17
    )
    trim = place.material(skins.PLAIN, tuple(dim * part for part in (0.52, 0.54, 0.55)))
    roof = place.material(skins.STONE, tuple(dim * part for part in (0.055, 0.06, 0.07)), scale=0.5)
    brick = place.material(skins.BRICK, (0.07, 0.09, 0.24))
    dark = place.material(skins.PLAIN, (0.01, 0.01, 0.012), gloss=0.06, rough=0.02)
    tint = (0.10, 0.42, 1.1) if charred else (0.34, 0.72, 1.0)
    light = (
        place.material(skins.PLAIN, (0.02, 0.02, 0.02), glow=tuple(glow * part for part in tint), family=EVEN)
        if glow > 0
        else dark
    )
    half, deep = WIDE / 2, DEEP / 2
    parts = walls(rectangle(-half, half, -deep, deep), 0.0, EAVES, board)
    for x in (-half, half):  # gables on both sides
        gable = extruded([(-deep, 0.0), (deep, 0.0), (0.0, RIDGE - EAVES)], 0.04, board)
        parts.append(gable.moved(0, 0, 0, np.pi / 2).moved(x, EAVES, 0))
    over, slope = 0.45, (RIDGE - EAVES) / deep
    for way in (-1.0, 1.0):
        edge, top = way * (deep + over), RIDGE
        low = EAVES - slope * over
        a, b = half + over, 0.14
        upper, lower = ((-a, top + b, 0.0), (a, top + b, 0.0)), ((-a, low + b, edge), (a, low + b, edge))
        parts.append(sheet(upper, lower, roof, (0.0, 1.0, way)))
        parts.append(bars([(-a, low + 0.05, edge)], [(a, low + 0.05, edge)], (0.10, 0.03), trim))
        parts += [bars([(x, top + 0.02, 0)], [(x, low + 0.02, edge)], (0.03, 0.13), trim) for x in (-a, a)]
    for x, y in WINDOWS:
        parts += _window(x, y, -deep, light, trim)
    for z in (-1.8, 1.8):
        for y in (1.0, 3.7):
            for side in (-1.0, 1.0):
                parts += [
                    one.moved(0, 0, 0, side * np.pi / 2).moved(side * half, 0, z)
                    for one in _window(0, y, 0, light, trim)
                ]
    parts.append(boxes([(0, 1.15, -deep - 0.02)], (0.50, 1.05, 0.03), dark if not charred else light))
    parts.append(
        boxes(
            [(-0.56, 1.15, -deep - 0.03), (0.56, 1.15, -deep - 0.03), (0, 2.26, -deep - 0.03)],
            [(0.07, 1.12, 0.05)] * 2 + [(0.63, 0.08, 0.05)],
            trim,
        )
    )
    for x in (-half, half):
        for z in (-deep, deep):
            parts.append(boxes([(x, EAVES / 2, z)], (0.09, EAVES / 2, 0.09), trim))
    # The porch: floor, posts, railing, roof.
    out = deep + 2.0
    parts.append(boxes([(0, 0.10, -deep - 1.0)], (half, 0.10, 1.0), trim))
    parts.append(boxes([(0, 0.03, -out - 0.3)], (0.9, 0.06, 0.35), trim))
    posts = np.linspace(-half + 0.1, half - 0.1, 5)
    parts.append(
        bars([(x, 0.2, -out + 0.1) for x in posts], [(x, 2.75, -out + 0.1) for x in posts], (0.07, 0.07), trim)
    )
    upper = ((-half - 0.2, 3.35, -deep), (half + 0.2, 3.35, -deep))
    lower = ((-half - 0.2, 2.75, -out - 0.2), (half + 0.2, 2.75, -out - 0.2))
    parts.append(sheet(upper, lower, roof, (0.0, 1.0, -0.3)))
    parts.append(boxes([(0, 2.72, -out + 0.1)], (half + 0.15, 0.10, 0.06), trim))
    for a, b in ((posts[0], posts[1]), (posts[1], -0.6), (0.6, posts[3]), (posts[3], posts[4])):
        parts.append(
            bars(
                [(a, 0.95, -out + 0.1), (a, 0.32, -out + 0.1)],
                [(b, 0.95, -out + 0.1), (b, 0.32, -out + 0.1)],
                (0.035, 0.03),
                trim,
            )
        )
        rails = np.linspace(a, b, max(3, int(abs(b - a) / 0.16)))
        parts.append(
            bars([(x, 0.32, -out + 0.1) for x in rails], [(x, 0.95, -out + 0.1) for x in rails], (0.015, 0.015), trim)
        )
    parts.append(boxes([(2.2, RIDGE - 0.1, 0.4)], (0.35, 1.1, 0.35), brick))
    parts.append(boxes([(2.2, RIDGE + 0.98, 0.4)], (0.42, 0.08, 0.42), brick))
    return Mesh.of(parts)


def _window(x: float, sill: float, z: float, light: int, trim: int) -> list[Mesh]:
    y = sill + 0.7
    frame = [(x - 0.56, y, z - 0.03), (x + 0.56, y, z - 0.03), (x, sill - 0.04, z - 0.05), (x, sill + 1.45, z - 0.04)]
    sizes = [(0.06, 0.76, 0.05), (0.06, 0.76, 0.05), (0.66, 0.05, 0.08), (0.64, 0.07, 0.06)]
    cross = [(x, y, z - 0.02), (x, y, z - 0.02)]
    return [
        boxes([(x, y, z + 0.01)], (0.5, 0.7, 0.02), light),
        boxes(frame, sizes, trim),
        boxes(cross, [(0.025, 0.7, 0.03), (0.5, 0.03, 0.03)], trim),
    ]
