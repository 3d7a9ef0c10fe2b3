"""Vessels at sea as meshes: a sloop under sail, a cruise ship; metres, the bow towards greater x, the waterline at the origin."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned

from .built import EVEN, Colour, Place, skins
from .vessels import WARM, hull, window_glass


def sloop(place: Place, sail: Colour, paint: Colour, glow: float) -> Mesh:
    """Return a boat of 11 m under mainsail and jib, heeled a little by the wind."""
    white = place.material(skins.PLAIN, paint, gloss=0.06, rough=0.1)
    teak = place.material(skins.WOOD, (0.10, 0.20, 0.32), scale=0.12)
    cloth = place.material(skins.CLOTH, sail, scale=0.12)
    spar = place.material(skins.WOOD, (0.10, 0.17, 0.26), scale=0.3)
    keel = place.material(skins.PLASTER, (0.10, 0.05, 0.03))
    parts = hull(11.0, 1.75, (1.1, 1.0, 1.5), white, teak, keel, counter=0.6)
    parts.append(boxes([(0.2, 1.15, 0)], (1.7, 0.32, 0.85), white))
    parts.append(
        boxes(
            [(x, 1.2, w * 0.86) for x in (-0.8, 0.2, 1.2) for w in (-1, 1)], (0.3, 0.1, 0.02), window_glass(place, glow)
        )
    )
    parts.append(tube([(0.9, 0.9, 0), (0.85, 14.5, 0)], [0.10, 0.06], 8, spar))
    parts.append(tube([(0.8, 2.0, 0), (-4.0, 2.1, 1.1)], 0.08, 7, spar))
    u, v = np.meshgrid(np.linspace(0, 1, 17), np.linspace(0, 1, 25))
    for foot, head, clew, full in (
        ((0.75, 2.2, 0.0), (0.8, 14.2, 0.0), (-3.9, 2.3, 1.05), 0.75),
        ((5.3, 1.6, 0.0), (1.0, 12.6, 0.0), (0.2, 2.2, 1.15), 0.85),
    ):
        a, b, c = (np.array(one) for one in (foot, head, clew))
        luff = a + (b - a) * v[..., None]
        leech = c + (b - c) * v[..., None] + np.array([-0.35, 0, 0]) * np.sin(np.pi * v)[..., None] * (full < 0.8)
        sheet = luff + (leech - luff) * u[..., None]
        sheet[..., 2] += full * np.sin(np.pi * u**0.8) * np.sin(np.pi * np.clip(0.08 + 0.9 * v, 0, 1)) * (1 - 0.5 * v)
        parts.append(grid(sheet[::-1].astype(np.float32), cloth))
    lines: Any = [((0.85, 14.4, 0), (5.4, 1.5, 0)), ((0.85, 14.4, 0), (-5.4, 1.2, 0)), ((0.85, 13.0, 0), (0.6, 1.0, 1.65)),
                  ((0.85, 13.0, 0), (0.6, 1.0, -1.65))]  # fmt: skip
    parts.append(bars([a for a, _ in lines], [b for _, b in lines], (0.018, 0.018), spar))
    return Mesh.of(parts).leaned(0.10, 0.0)


def cruise_ship(place: Place, glow: float) -> Mesh:
    """Return a white ship of 150 m: nine decks of lit windows in steps, lifeboats, a raked funnel."""
    white = place.material(skins.PLASTER, (0.56, 0.58, 0.58))
    blue, keel = place.material(skins.PLASTER, (0.20, 0.07, 0.02)), place.material(skins.PLASTER, (0.03, 0.04, 0.16))
    orange = place.material(skins.PLASTER, (0.03, 0.22, 0.62))
    panes, dark = window_glass(place, 1.2 * glow), window_glass(place, 0.15 * glow)
    lamp = place.material(skins.PLAIN, (0.4, 0.4, 0.4), glow=tuple(5 * glow * part for part in WARM), family=EVEN)
    parts = hull(150.0, 11.5, (9.5, 8.5, 13.0), white, white, keel, counter=0.86)
    for way in (-1.0, 1.0):
        line = np.linspace(-66, 44, 60)
        parts.append(boxes([(float(x), 4.6, way * 11.45) for x in line[::2]], (0.7, 0.5, 0.06), panes))
        parts.append(boxes([(float(x), 7.2, way * 11.5) for x in line], (0.65, 0.5, 0.06), panes))
    for deck in range(7):
        low, start, end = 9.0 + 2.9 * deck, -66.0 + 2.2 * deck, 46.0 - 3.4 * deck
        half = 10.6 - 0.35 * deck
        parts.append(boxes([((start + end) / 2, low + 1.4, 0)], ((end - start) / 2, 1.4, half), white))
        parts.append(boxes([((start + end) / 2, low + 2.85, 0)], ((end - start) / 2 + 0.5, 0.12, half + 0.5), white))
        at = np.arange(start + 2, end - 1, 2.3)
        spots = [(float(x), low + 1.3, way * (half + 0.02)) for x in at for way in (-1, 1)]
        asleep = [n % 7 in (1, 4) or (n + 3 * deck) % 11 == 0 for n in range(len(spots))]
        for glass, those in ((panes, False), (dark, True)):
            parts.append(
                boxes([spot for spot, off in zip(spots, asleep, strict=True) if off is those], (0.8, 0.8, 0.05), glass)
            )
        front = [(end + 0.02, low + 1.4, float(z)) for z in np.arange(-half + 1.2, half - 0.6, 2.2)]
        parts.append(boxes(front, (0.05, 0.7, 0.8), panes))
    turn = np.linspace(-1, 1, 9)
    for x in np.arange(-52.0, 30.0, 11.0):  # lifeboats
        for way in (-1.0, 1.0):
            keel_line = np.stack([x + 3.6 * turn, 13.4 + 0.4 * turn**2, np.full_like(turn, way * 12.0)], 1)
            parts.append(tube(keel_line, 1.25 * np.sqrt(np.clip(1.05 - turn**2, 0, 1)), 9, orange))
    stack = turned([(2.3, 9.5), (3.0, 8.6), (4.2, 0.0)], 20, blue)
    parts.append(stack.moved(-34.0, 29.0, 0))
    parts.append(tube([(18, 29, 0), (17, 38, 0)], [0.5, 0.2], 8, white))
    parts.append(boxes([(17, 38.4, 0), (-34, 39.2, 0)], (0.35, 0.4, 0.35), lamp))
    return Mesh.of(parts)
