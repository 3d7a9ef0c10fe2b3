"""A space station and a starship as meshes; metres, the station's truss and the ship's axis along x."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned

from .built import EVEN, ODD, Colour, Place, skins

SPAN = 100.0
"""Metres of either along its axis."""


def _along(profile: Any, sides: int, skin: int) -> Mesh:
    """Return a body turned on x; the profile is (radius, x) from its fore end to its aft end."""
    mesh = turned(profile, sides, skin)
    points, carried = mesh.points[:, [1, 0, 2]] * [1, -1, 1], mesh.carried.copy()
    carried[:, 2:5] = mesh.carried[:, [3, 2, 4]] * [1, -1, 1]
    return Mesh(points.astype(np.float32), carried, mesh.triangles, mesh.skins)


def station(place: Place, lamp: Colour) -> Mesh:
    """Return a station: a truss with eight solar wings and radiators, modules that cross in its middle, dishes."""
    white = place.material(skins.PLASTER, (0.56, 0.57, 0.58))
    foil = place.material(skins.METAL, (0.22, 0.36, 0.46), gloss=0.05, rough=0.35, metal=True)
    dark = place.material(skins.PLASTER, (0.10, 0.10, 0.11))
    cell = place.material(skins.PLAIN, (0.16, 0.055, 0.025), gloss=0.10, rough=0.12)
    gold = place.material(skins.PLAIN, (0.08, 0.22, 0.34), gloss=0.06, rough=0.2)
    shine = place.material(skins.PLAIN, (0.3, 0.3, 0.3), glow=tuple(3.0 * part for part in lamp), family=EVEN)
    parts = []
    corners = [(y, z) for y in (-1.3, 1.3) for z in (-1.3, 1.3)]
    at = np.linspace(-48, 48, 33)
    parts += [bars([(-48, y, z)], [(48, y, z)], (0.16, 0.16), white) for y, z in corners]
    starts, ends = [], []
    for a, b in zip(at[:-1], at[1:], strict=True):
        for (y0, z0), (y1, z1) in zip(corners, [corners[1], corners[3], corners[0], corners[2]], strict=True):
            starts.append((a, y0, z0))
            ends.append((b, y1, z1))
    parts.append(bars(starts, ends, (0.09, 0.09), white))
    for x in (-43.0, -30.0, 30.0, 43.0):
        for way in (-1.0, 1.0):
            for aside in (-2.75, 2.75):
                panel = np.array(
                    [
                        [(x + aside - 2.3, way * 34.0, 0.4), (x + aside + 2.3, way * 34.0, 0.4)],
                        [(x + aside - 2.3, way * 4.0, 0), (x + aside + 2.3, way * 4.0, 0)],
                    ]
                )
                parts.append(grid(panel.astype(np.float32), cell))
                seams = np.linspace(4.0, 34.0, 25)
                parts.append(
                    bars(
                        [(x + aside - 2.3, way * s, 0.02) for s in seams],
                        [(x + aside + 2.3, way * s, 0.02) for s in seams],
                        (0.05, 0.05),
                        gold,
                    )
                )
                parts.append(
                    bars(
                        [(x + aside + e, way * 4.0, 0) for e in (-2.3, 0, 2.3)],
                        [(x + aside + e, way * 34.0, 0.4) for e in (-2.3, 0, 2.3)],
                        (0.07, 0.07),
                        gold,
                    )
                )
            parts.append(tube([(x, 0, 0), (x, way * 34.5, 0.2)], 0.28, 8, foil))
    for x in (-13.0, 13.0):  # radiators
        for n in range(3):
            parts.append(boxes([(x + 3.3 * (n - 1), -11.5, 5.0)], (1.5, 9.0, 0.08), white))

    def module(a: Any, b: Any, radius: float) -> None:
        a, b = np.array(a, float), np.array(b, float)
        s = np.array([0, 0.04, 0.05, 0.30, 0.31, 0.34, 0.35, 0.65, 0.66, 0.69, 0.70, 0.95, 0.96, 1.0])[:, None]
        r = radius * np.array([0.55, 0.9, 1, 1, 1.06, 1.06, 1, 1, 1.06, 1.06, 1, 1, 0.9, 0.55])
        parts.append(tube(a + (b - a) * s, r, 24, white))

    module((0, -2, -1), (0, -2, -24), 2.2)
    module((0, -2, 1), (0, -2, 22), 2.2)
    module((-2, -2, -10), (-14, -2, -10), 2.1)
    module((2, -2, -10), (13, -2, -10), 2.1)
    module((2, -2, 10), (12, -2, 10), 1.9)
    module((0, -4, -16), (0, -13, -16), 1.8)
    module((0, 1, -6), (0, 8, -6), 1.5)
    parts.append(_along([(0.0, 6.0), (3.0, 4.6), (3.4, 4.4)], 24, foil).moved(10, 5, 0, turn=0.4))
    lights = [
        (0, -2, -24.6),
        (-14.6, -2, -10),
        (13.6, -2, -10),
        (0, -13.5, -16),
        (-48.5, 0, 0),
        (48.5, 0, 0),
        (0, -0.2, -14),
        (0, -0.2, -19),
        (-6, -0.2, -10),
        (7, -0.2, -10),
    ]
    parts.append(boxes(lights, (0.42, 0.42, 0.42), shine))
    parts.append(boxes([(-20, 0, -1.6), (20, 0, -1.6), (-8, 0, -1.6), (8, 0, -1.6)], (1.6, 1.2, 0.6), dark))
    return Mesh.of(parts)


def starship(place: Place, drive: Colour, lamp: Colour, rng: np.random.Generator) -> Mesh:
    """Return a ship: a long hull of plates and boxes, a bridge, two pods, engines that burn."""
    grey = place.material(skins.PLASTER, (0.34, 0.34, 0.35))
    pale, dark = place.material(skins.PLASTER, (0.50, 0.51, 0.52)), place.material(skins.PLASTER, (0.10, 0.10, 0.11))
    stripe = place.material(skins.PLASTER, (0.05, 0.07, 0.34))
    fire = place.material(skins.PLAIN, (0.2, 0.2, 0.2), glow=tuple(7.0 * part for part in drive), family=ODD)
    shine = place.material(skins.PLAIN, (0.3, 0.3, 0.3), glow=tuple(3.6 * part for part in lamp), family=EVEN)
    parts = [
        _along(
            [
                (0.0, 50),
                (1.2, 48),
                (3.6, 36),
                (5.0, 18),
                (5.6, 0),
                (5.2, -22),
                (6.4, -24),
                (6.4, -42),
                (5.0, -46),
                (0.0, -46),
            ],
            8,
            grey,
        )
    ]
    parts.append(
        boxes([(2, 5.2, 0), (8, 7.2, 0), (9.5, 8.8, 0)], [(16, 1.2, 2.6), (6, 1.2, 2.2), (2.6, 0.8, 1.6)], pale)
    )
    parts.append(boxes([(26, 3.9, 0), (-8, 5.4, 0)], [(1.2, 0.35, 2.6), (1.0, 0.6, 3.4)], stripe))
    for way in (-1.0, 1.0):
        pod = _along([(0.0, 14), (1.6, 11), (2.4, 0), (2.6, -18), (2.0, -21), (0.0, -21)], 16, pale)
        parts.append(pod.moved(-22, -0.5, way * 12.5))
        parts.append(boxes([(-20, -0.3, way * 8.4)], (7.0, 0.5, 4.0), grey))
        parts.append(_along([(0.0, 0.4), (1.7, 0.4), (1.7, 0.0), (0.0, 0.0)], 20, fire).moved(-43.3, -0.5, way * 12.5))
    for y, z in ((2.6, -2.6), (2.6, 2.6), (-2.6, -2.6), (-2.6, 2.6)):
        parts.append(_along([(2.2, 0.6), (2.5, -2.4)], 20, dark).moved(-46, y, z))
        parts.append(_along([(0.0, 0.2), (2.1, 0.2), (2.1, 0.0), (0.0, 0.0)], 20, fire).moved(-47.2, y, z))
    for _ in range(260):  # what is bolted to it
        x, turn = float(rng.uniform(-40, 34)), float(rng.uniform(0, 2 * np.pi))
        radius = float(np.interp(x, [-46, -42, -24, -22, 0, 18, 36, 48], [5, 6.4, 6.4, 5.2, 5.6, 5.0, 3.6, 1.2])) * 0.96
        size = rng.uniform(0.2, 1.0, 3) * [1.9, 0.55, 0.9]
        axes = np.array([[[1, 0, 0], [0, np.sin(turn), np.cos(turn)], [0, np.cos(turn), -np.sin(turn)]]])
        parts.append(
            boxes(
                [(x, radius * np.sin(turn), radius * np.cos(turn))],
                size,
                (grey, pale, dark)[int(rng.integers(3))],
                axes=axes,
            )
        )
    rows = [
        (float(x), y, way * z)
        for x in np.arange(-14, 30, 1.5)
        for y, z in ((1.9, 5.15), (1.2, 5.25), (-0.6, 5.3), (-1.3, 5.2))
        for way in (-1, 1)
        if rng.random() < 0.7
    ]
    rows = [(x, y, z * float(np.interp(x, [-14, 0, 18, 30], [1.0, 1.04, 0.93, 0.80]))) for x, y, z in rows]
    parts.append(boxes(rows, (0.35, 0.22, 0.12), shine))
    parts.append(boxes([(15.6, 7.4, 0), (12.2, 9.0, 0)], [(0.1, 0.35, 1.7), (0.1, 0.3, 1.2)], shine))
    parts.append(tube([(4, 8, 0), (3, 15, 0)], [0.25, 0.08], 7, dark))
    return Mesh.of(parts)
