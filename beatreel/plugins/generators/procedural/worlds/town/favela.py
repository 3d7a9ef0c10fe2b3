"""A favela: brick and painted houses on each other up a hillside, with tanks, wires and lit windows."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import poles, sheet

from .homes import WARM
from .site import Site, View

AIR = 0.0012


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low ahead in the evening, else behind the viewer."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.05, 0.2))
    return side * float(rng.uniform(2.0, 2.5))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it."""
    place, rng = site.place, site.rng
    colours = [
        (0.09, 0.17, 0.36),
        (0.10, 0.19, 0.40),
        (0.46, 0.36, 0.16),
        (0.22, 0.46, 0.62),
        (0.20, 0.40, 0.24),
        (0.30, 0.30, 0.58),
        (0.55, 0.57, 0.58),
        (0.34, 0.44, 0.20),
        (0.12, 0.32, 0.58),
    ]
    walls = [place.material(skins.BRICK if n < 2 else skins.PLASTER, colour) for n, colour in enumerate(colours)]
    tin = place.material(skins.METAL, (0.24, 0.25, 0.26), gloss=0.05, rough=0.5)
    slab = place.material(skins.PLASTER, (0.30, 0.31, 0.32))
    tank = place.material(skins.PLAIN, (0.42, 0.20, 0.05), gloss=0.03)
    shade = place.material(skins.PLAIN, (0.04, 0.04, 0.045), gloss=0.05, rough=0.1)
    lit = [
        place.material(
            skins.PLAIN,
            (0.1, 0.1, 0.1),
            glow=tuple(1.7 * max(site.dark, 0.05) * part for part in colour),
            family=family,
        )
        for colour, family in ((WARM, EVEN), (WARM, ODD), ((0.9, 0.95, 0.8), ODD))
    ]
    earth = place.material(skins.GROUND, (0.06, 0.12, 0.13), (0.05, 0.13, 0.09), scale=6.0)

    def height(x: float, z: float) -> float:
        return 0.78 * max(z - 6.0, 0.0) + 0.10 * abs(x) * (z > 10) + 2.5 * math.sin(0.05 * x + 0.4)

    x, z = np.meshgrid(np.linspace(-150, 150, 70), np.linspace(-20, 190, 70))
    y = np.vectorize(height)(x, z) - 1.5
    place.add(grid(np.stack([x, y, z], -1)[::-1], earth))
    for row in np.arange(7.0, 150.0, 4.3):
        for column in np.arange(-40 - 0.5 * row, 40 + 0.5 * row, 5.1):
            if rng.random() < 0.07:
                continue
            px, pz = float(column + rng.normal(0, 0.7)), float(row + rng.normal(0, 0.6))
            wide, deep, high = (
                float(rng.uniform(1.9, 2.8)),
                float(rng.uniform(1.8, 2.6)),
                float(rng.choice([3.0, 3.0, 5.6, 8.2], p=[0.3, 0.25, 0.3, 0.15])),
            )
            low = height(px, pz) - 1.8
            parts = [
                boxes([(0, (high + 1.8) / 2, 0)], (wide, (high + 1.8) / 2, deep), walls[int(rng.integers(len(walls)))])
            ]
            top = high + 1.8
            kind = rng.random()
            if kind < 0.35:
                parts.append(
                    bars([(-wide - 0.2, top + 0.15, 0)], [(wide + 0.2, top + 0.45, 0)], (deep + 0.25, 0.03), tin)
                )
            else:
                parts.append(boxes([(0, top + 0.08, 0)], (wide + 0.15, 0.09, deep + 0.15), slab))
                if kind > 0.6:
                    parts.append(
                        turned([(0.0, 1.15), (0.55, 1.1), (0.60, 0.9), (0.50, 0.0)], 14, tank).moved(
                            0.4 * wide, top + 0.15, 0.2
                        )
                    )
            for floor in np.arange(3.1, top, 2.6):
                for at in (-0.5, 0.45):
                    if rng.random() < 0.8:
                        pane = lit[int(rng.integers(3))] if rng.random() < 0.12 + 0.5 * site.dark else shade
                        parts.append(boxes([(at * wide, floor, -deep - 0.01)], (0.38, 0.45, 0.02), pane))
            place.add(Mesh.of(parts).moved(px, low, pz, turn=float(rng.normal(0, 0.10))))
    wood, wire = (
        place.material(skins.WOOD, (0.05, 0.07, 0.09), scale=0.3),
        place.material(skins.PLAIN, (0.02, 0.02, 0.02)),
    )
    place.add(poles(side * 2.6, [-4.0, 5.0], 8.5, wood, wire, rng))
    street = place.material(
        skins.GROUND,
        (0.14, 0.15, 0.16),
        (0.19, 0.20, 0.21),
        gloss=0.04 if site.wet else 0.0,
        rough=0.3,
        scale=2.0,
        extra=(site.wet,),
    )
    place.add(sheet(-60, 60, -20, 6.2, 2.5 * math.sin(0.4) - 1.0, street))
    if site.dark > 0.2:
        for n in range(18):
            px, pz = float(rng.uniform(-22, 22)), float(rng.uniform(8, 60))
            place.lamp(
                (px, height(px, pz) + 7.0, pz - 2.0),
                tuple(16 * site.dark * part for part in (0.12, 0.5, 1.15)),
                KEY if n % 3 == 0 else EVEN if n % 3 == 1 else ODD,
                0.3,
            )
    return {
        "wide": View((-2.0 * side, 20.0, -30.0), side * 2.0, 0.95, 0.80, 1.6),
        "medium": View((0.0, 12.0, -16.0), side * 4.0, 1.0, 0.90, 1.0),
        "close": View((2.0 * side, 9.0, -6.0), -side * 8.0, 1.0, 0.92, 0.6),
        "detail": View((3.0 * side, 11.0, -2.0), -side * 12.0, 1.2, 0.86, 0.4),
    }[shot]
