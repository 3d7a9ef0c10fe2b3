"""The roofs of Paris, of zinc and with their chimneys, and the Eiffel tower behind them."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, turned
from beatreel.plugins.generators.procedural.scenery import iron_towers
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import sheet, wall

from .homes import WARM
from .site import Site, View, somebody

AIR = 0.0006
_EAVES = 19.0


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: beside the tower in the evening, else over a shoulder."""
    if hour in ("golden", "dusk", "dawn"):
        return -side * float(rng.uniform(0.18, 0.35))
    return side * float(rng.uniform(1.9, 2.4))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide over the roofs, medium and close nearer to the tower, detail its iron."""
    place, rng = site.place, site.rng
    glow = tuple(1.5 * site.dark * part for part in WARM)
    cream = [
        place.material(
            skins.FACADE,
            base,
            (0.055, 0.05, 0.045),
            gloss=0.08,
            rough=0.04,
            scale=2.3,
            glow=glow,
            family=family,
            extra=(3.2, 0.44, 0.62, 0.06 + 0.35 * site.dark),
        )
        for base, family in (((0.42, 0.52, 0.58), EVEN), ((0.36, 0.45, 0.52), ODD), ((0.46, 0.53, 0.56), EVEN))
    ]
    zinc = (
        place.material(skins.PLASTER, (0.8, 0.78, 0.76))
        if site.snow
        else place.material(skins.METAL, (0.19, 0.185, 0.175), gloss=0.06, rough=0.30)
    )
    slate = place.material(skins.PLASTER, (0.085, 0.075, 0.070))
    brick = place.material(skins.PLASTER, (0.22, 0.30, 0.38))
    clay = place.material(skins.PLASTER, (0.07, 0.15, 0.36))
    pane = place.material(
        skins.PLAIN,
        (0.1, 0.1, 0.1),
        gloss=0.08,
        rough=0.05,
        glow=tuple(1.6 * max(site.dark, 0.06) * part for part in WARM),
        family=ODD,
    )
    ground = place.material(skins.GROUND, (0.10, 0.10, 0.10), (0.14, 0.14, 0.14), scale=9.0)
    place.add(sheet(-900, 900, -40, 2600, 0.0, ground))
    for row, z in enumerate(np.concatenate([np.arange(10, 150, 26.0), np.arange(166, 560, 36.0)])):
        wide = 15.0
        for x in np.arange(-60 - 0.62 * z, 60 + 0.62 * z, 2 * wide + (9.0 if row % 3 == 0 else 0.5)):
            high = _EAVES + float(rng.normal(0, 1.6)) - (5.0 if z < 20 else 0.0)
            deep = 17.0 if z < 150 else 24.0
            place.add(
                _house(
                    x - wide,
                    x + wide,
                    z,
                    z + deep,
                    high,
                    cream[int(rng.integers(3))],
                    zinc,
                    slate,
                    brick,
                    clay,
                    pane,
                    rng,
                    fine=z < 120,
                )
            )
    iron = place.material(
        skins.PLAIN,
        (0.065, 0.085, 0.12) if site.dark < 0.6 else (0.05, 0.07, 0.10),
        glow=tuple(0.85 * max(site.dark - 0.2, 0.0) * part for part in WARM),
        family=EVEN,
    )
    away = {"wide": 560.0, "medium": 470.0, "close": 400.0, "detail": 330.0}[shot]
    place.add(iron_towers.eiffel(iron).moved(side * 0.10 * away, 0, away, turn=0.5))
    if site.dark > 0.3:
        place.beacons.append(((side * 0.10 * away, 306.0, away), WARM))
    if site.somebody and not site.empty and shot in ("wide", "medium"):
        place.add(
            somebody(site, "stander").moved(-side * 1.1, _EAVES + 3.6, 6.2),
            boxes([(0, _EAVES + 3.5, 5.0)], (5.0, 0.1, 2.0), zinc),
        )
    return {
        "wide": View((0.0, 38.0, -16.0), 0.0, 0.92, 0.52, 2.0),
        "medium": View((side * 2, 36.0, -6.0), side * 2.0, 1.05, 0.60, 1.6),
        "close": View((side * 6, 31.5, 0.0), side * 5.0, 1.0, 0.74, 1.0),
        "detail": View((side * 12, 34.0, 30.0), side * 4.0, 1.15, 1.02, 1.0),
    }[shot]


def _house(
    x0: float,
    x1: float,
    z0: float,
    z1: float,
    high: float,
    walls: int,
    zinc: int,
    slate: int,
    brick: int,
    clay: int,
    pane: int,
    rng: np.random.Generator,
    *,
    fine: bool,
) -> Mesh:
    """Return a house of six floors under a mansard roof."""
    corners = [(x0, z0), (x1, z0), (x1, z1), (x0, z1)]
    parts = [wall(a, b, 0.0, high, walls) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
    inset, rise = 1.5, 3.6
    tops = [(x0 + inset, z0 + inset), (x1 - inset, z0 + inset), (x1 - inset, z1 - inset), (x0 + inset, z1 - inset)]
    middle = 0.5 * (z0 + z1)
    for n in range(4):
        m = (n + 1) % 4
        parts.append(
            grid(
                [
                    [(tops[n][0], high + rise, tops[n][1]), (tops[m][0], high + rise, tops[m][1])],
                    [(corners[n][0], high, corners[n][1]), (corners[m][0], high, corners[m][1])],
                ],
                slate,
            )
        )
    for a, b in ((z0 + inset, middle), (z1 - inset, middle)):  # the upper roof, nearly flat
        parts.append(
            grid(
                [
                    [(x0 + inset, high + rise + 1.3, b), (x1 - inset, high + rise + 1.3, b)],
                    [(x0 + inset, high + rise, a), (x1 - inset, high + rise, a)],
                ],
                zinc,
            )
        )
    parts.append(boxes([((x0 + x1) / 2, high, z0)], ((x1 - x0) / 2, 0.18, 0.3), walls))
    if fine:
        at = np.arange(x0 + 2.4, x1 - 1.5, 3.4)
        parts.append(boxes([(x, high + 1.5, z0 + 0.75) for x in at], (0.62, 1.05, 0.75), zinc))
        parts.append(boxes([(x, high + 1.45, z0 - 0.01) for x in at], (0.44, 0.8, 0.02), pane))
        seams = np.arange(x0 + inset, x1 - inset, 0.9)
        parts.append(
            bars(
                [(x, high + rise + 0.03, z0 + inset) for x in seams],
                [(x, high + rise + 1.33, middle) for x in seams],
                (0.02, 0.03),
                zinc,
            )
        )
    for x in (x0 + 0.5, x0 + (x1 - x0) * float(rng.uniform(0.35, 0.65))):  # chimneys
        z, long = float(rng.uniform(z0 + 3, z1 - 3)), float(rng.uniform(1.6, 3.0))
        parts.append(boxes([(x, high + rise + 1.6, z)], (0.38, 2.0, long), brick))
        pots = np.arange(z - long + 0.4, z + long - 0.2, 0.55)
        if fine:
            pot = turned([(0.13, 0.75), (0.15, 0.7), (0.17, 0.0)], 11, clay)
            parts += [pot.moved(x, high + rise + 3.55, float(v)) for v in pots]
        else:
            parts.append(boxes([(x, high + rise + 3.9, float(v)) for v in pots], (0.15, 0.34, 0.15), clay))
    return Mesh.of(parts)
