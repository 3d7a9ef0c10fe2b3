"""Houses of a village, as meshes: cottages of stone about a church, or flat-roofed houses of clay; metres, the lane towards smaller z."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, extruded, turned

from .built import EVEN, Place, skins
from .sheets import rectangle, sheet, walls

WIDE, TALL = 46.0, 17.0
"""Of a village: its width, and how high its church is."""

_ROWS = (
    (2.0, 5, 9.5),
    (15.0, 5, 10.5),
    (30.0, 6, 10.0),
    (47.0, 7, 10.0),
)  # of houses: metres back, how many, metres apart


def village(
    place: Place,
    rng: np.random.Generator,
    *,
    glow: float,
    clay: bool = False,
    snow: bool = False,
    huts: bool = False,
    paint: tuple[float, ...] | None = None,
) -> Mesh:
    """Return houses on both sides of a lane, row behind row.

    Parameters
    ----------
    glow : float
        Of their windows; 0 for none.
    clay : bool
        They are of clay, as in deserts, about a dome; else of stone, about a church.
    snow : bool
        It lies on the roofs.
    huts : bool
        They are of wood on stilts under thatch, as in jungles.
    paint : tuple of float, optional
        Of their walls, linear BGR; None for what is usual there.
    """
    stones = (
        ((0.20, 0.33, 0.50), (0.24, 0.38, 0.54), (0.17, 0.28, 0.44))
        if clay
        else ((0.30, 0.34, 0.38), (0.42, 0.48, 0.52), (0.26, 0.32, 0.40))
    )
    if paint is not None:
        stones = tuple(tuple(share * part for part in paint) for share in (0.8, 1.0, 1.2))
    of: dict[str, Any] = {
        "walls": [
            place.material(skins.STONE if not clay else skins.PLAIN, one, rough=0.5, scale=0.5) for one in stones
        ],
        "roof": place.material(skins.STONE, (0.62, 0.58, 0.55) if snow else (0.055, 0.07, 0.12), rough=0.5, scale=0.4),
        "trim": place.material(skins.PLAIN, (0.10, 0.14, 0.20)),
        "dark": place.material(skins.PLAIN, (0.012, 0.012, 0.013), gloss=0.08, rough=0.02),
    }
    if huts:
        of["walls"] = [
            place.material(skins.WOOD, tuple(share * part for part in (0.07, 0.12, 0.18)), scale=0.16)
            for share in (0.7, 1.0, 1.3)
        ]
        of["roof"] = place.material(skins.PLASTER, (0.13, 0.23, 0.30), rough=0.6)
    of["light"] = place.material(
        skins.PLAIN, (0.02, 0.02, 0.02), glow=tuple(glow * part for part in (0.24, 0.62, 1.0)), family=EVEN
    )
    parts = []
    for row, (back, count, apart) in enumerate(_ROWS):
        for number in range(count):
            x = (number - (count - 1) / 2) * apart + float(rng.uniform(-1.2, 1.2))
            if row == 0 and abs(x) < 3.5:  # where the lane enters
                continue
            if huts:
                one = _hut(of, rng, glow)
            elif row == 2 and number == count // 2:
                one = _mosque(of, glow) if clay else _church(of, glow)
            else:
                one = _clay_house(of, rng, glow) if clay else _cottage(of, rng, glow)
            turn = float(rng.uniform(-0.35, 0.35)) + (0.5 * np.pi if not clay and rng.random() < 0.4 else 0.0)
            parts.append(one.moved(x, 0.06 * back if clay else 0.03 * back, back + float(rng.uniform(-1.5, 1.5)), turn))
    return Mesh.of(parts)


def _walls(wide: float, deep: float, tall: float, skin: int) -> list[Mesh]:
    return walls(rectangle(-wide, wide, -deep, deep), -2.0, tall, skin)


def _gabled(wide: float, deep: float, eaves: float, rise: float, wall: int, roof: int) -> list[Mesh]:
    """Return walls under a roof whose ridge runs along x."""
    parts = _walls(wide, deep, eaves, wall)
    for x in (-wide + 0.03, wide - 0.03):
        gable = extruded([(-deep, 0.0), (deep, 0.0), (0.0, rise)], 0.06, wall)
        parts.append(gable.moved(0, 0, 0, np.pi / 2).moved(x, eaves, 0))
    over = 0.4
    for way in (-1.0, 1.0):
        edge, low = way * (deep + over), eaves - over * rise / deep
        half, top = wide + 0.3, eaves + rise + 0.1
        upper, lower = ((-half, top, 0.0), (half, top, 0.0)), ((-half, low + 0.1, edge), (half, low + 0.1, edge))
        parts.append(sheet(upper, lower, roof, (0.0, 1.0, way)))
        parts.append(boxes([(0, low + 0.06, edge)], (half, 0.07, 0.03), roof))
    return parts


def _opening(x: float, y: float, z: float, half: float, high: float, pane: int, trim: int) -> list[Mesh]:
    return [
        boxes([(x, y, z - 0.01)], (half, high, 0.03), pane),
        boxes(
            [(x, y - high - 0.06, z - 0.04), (x, y + high + 0.06, z - 0.03)],
            [(half + 0.12, 0.06, 0.08), (half + 0.1, 0.06, 0.06)],
            trim,
        ),
        boxes([(x, y, z - 0.03)], (0.03, high, 0.02), trim),
    ]


def _pane(of: dict[str, Any], rng: np.random.Generator, glow: float, share: float = 0.6) -> int:
    return int(of["light"] if glow > 0 and rng.random() < share else of["dark"])


def _cottage(of: dict[str, Any], rng: np.random.Generator, glow: float) -> Mesh:
    wide, deep = float(rng.uniform(3.0, 4.4)), float(rng.uniform(2.6, 3.4))
    floors = 2 if rng.random() < 0.45 else 1
    eaves, rise = 2.7 * floors + 0.2, float(rng.uniform(2.4, 3.4))
    wall = of["walls"][int(rng.integers(3))]
    parts = _gabled(wide, deep, eaves, rise, wall, of["roof"])
    parts.append(boxes([(0, 1.05, -deep - 0.02)], (0.5, 1.05, 0.04), of["trim"]))
    for floor in range(floors):
        for x in (-0.6 * wide, 0.6 * wide) if floor == 0 else (-0.6 * wide, 0.0, 0.6 * wide):
            parts += _opening(x, 1.5 + 2.7 * floor, -deep, 0.42, 0.6, _pane(of, rng, glow), of["trim"])
    for side in (-1.0, 1.0):
        one = _opening(0.0, eaves - 1.1, 0.0, 0.4, 0.55, _pane(of, rng, glow), of["trim"])
        parts += [each.moved(0, 0, 0, side * np.pi / 2).moved(side * wide, 0, 0) for each in one]
    x = 0.6 * wide * float(rng.choice([-1.0, 1.0]))
    parts.append(boxes([(x, eaves + rise - 0.2, 0.3)], (0.36, 1.1, 0.36), wall))
    return Mesh.of(parts)


def _hut(of: dict[str, Any], rng: np.random.Generator, glow: float) -> Mesh:
    """Return a hut on stilts with a ladder, a veranda and a steep thatched roof."""
    wide, deep, floor = float(rng.uniform(2.2, 3.0)), float(rng.uniform(1.9, 2.4)), float(rng.uniform(1.2, 1.9))
    eaves, rise = floor + 2.3, float(rng.uniform(2.6, 3.4))
    wall = of["walls"][int(rng.integers(3))]
    parts = list(walls(rectangle(-wide, wide, -deep, deep), floor, eaves, wall))
    feet = [(x, 0.5 * floor - 0.6, z) for x in (-wide, 0.0, wide) for z in (-deep - 1.3, -deep, deep)]
    parts.append(boxes(feet, (0.10, 0.5 * floor + 0.7, 0.10), of["walls"][0]))
    parts.append(boxes([(0, floor, -0.65)], (wide + 0.25, 0.08, deep + 0.85), wall))
    rails = [(x, floor + 0.45, -deep - 1.35) for x in np.linspace(-wide, wide, 9)]
    parts.append(boxes(rails, (0.035, 0.45, 0.035), of["trim"]))
    parts.append(boxes([(0.4 * wide, floor + 0.9, -deep - 1.35)], (0.6 * wide, 0.04, 0.05), of["trim"]))
    over = 0.75
    for way in (-1.0, 1.0):
        edge, low, half, top = way * (deep + over), eaves - 0.15, wide + 0.6, eaves + rise
        for drop in (0.0, 0.16):  # two coats of straw
            upper, lower = (
                ((-0.62 * half, top - drop, 0.0), (0.62 * half, top - drop, 0.0)),
                ((-half, low - drop, edge), (half, low - drop, edge)),
            )
            parts.append(sheet(upper, lower, of["roof"], (0.0, 1.0, way)))
        side = (
            ((way * 0.62 * half, top, 0.0), (way * 0.62 * half, top, 0.0)),
            ((way * half, low, -deep - over), (way * half, low, deep + over)),
        )
        parts.append(sheet(*side, of["roof"], (way, 0.8, 0.0)))
    parts.append(boxes([(0.0, floor + 0.95, -deep - 0.02)], (0.42, 0.95, 0.04), _pane(of, rng, glow, 0.7)))
    for x in (-0.62 * wide, 0.62 * wide):
        parts += _opening(x, floor + 1.2, -deep, 0.34, 0.42, _pane(of, rng, glow, 0.8), of["trim"])
    steps = [(-0.2, 0.28 * k - 0.1, -deep - 1.5 - 0.12 * (floor / 0.28 - k)) for k in range(int(floor / 0.28) + 1)]
    parts.append(boxes(steps, (0.42, 0.035, 0.09), of["trim"]))
    return Mesh.of(parts)


def _church(of: dict[str, Any], glow: float) -> Mesh:
    wall, lit = of["walls"][1], int(of["light"] if glow > 0 else of["dark"])
    parts = [one.moved(0, 0, 4.0, np.pi / 2) for one in _gabled(7.0, 3.6, 5.4, 4.2, wall, of["roof"])]
    parts += [one.moved(0, 0, -4.6) for one in _walls(1.9, 1.9, 10.2, wall)]
    parts.append(boxes([(0, 10.2, -4.6)], (2.05, 0.16, 2.05), of["trim"]))
    spire = turned([(0.05, 17.0), (2.75, 10.3)], 4, of["roof"], start=np.pi / 4)
    parts.append(spire.moved(0, 0, -4.6))
    parts += _opening(0.0, 8.2, -6.5, 0.4, 0.9, int(of["dark"]), of["trim"])
    parts += _opening(0.0, 1.3, -6.5, 0.7, 1.3, int(of["dark"]), of["trim"])
    for side in (-1.0, 1.0):
        for z in (1.0, 4.0, 7.0):
            parts += [
                each.moved(0, 0, 0, side * np.pi / 2).moved(side * 3.6, 0, z)
                for each in _opening(0.0, 3.2, 0.0, 0.45, 1.2, lit, of["trim"])
            ]
    return Mesh.of(parts)


def _clay_house(of: dict[str, Any], rng: np.random.Generator, glow: float) -> Mesh:
    wide, deep, tall = float(rng.uniform(3.0, 4.6)), float(rng.uniform(2.8, 3.8)), float(rng.uniform(3.0, 5.8))
    wall = of["walls"][int(rng.integers(3))]
    parts = _walls(wide, deep, tall, wall)
    parts.append(boxes([(0, tall - 0.05, 0)], (wide, 0.05, deep), wall))
    rim = tall + 0.2
    parts.append(boxes([(0, rim, -deep), (0, rim, deep)], (wide, 0.3, 0.16), wall))
    parts.append(boxes([(-wide, rim, 0), (wide, rim, 0)], (0.16, 0.3, deep), wall))
    beams = [(x, tall - 0.5, -deep - 0.25) for x in np.arange(-wide + 0.5, wide, 0.8)]
    parts.append(boxes(beams, (0.07, 0.07, 0.3), of["trim"]))
    parts.append(boxes([(0.3 * wide, 1.0, -deep - 0.02)], (0.5, 1.0, 0.04), of["trim"]))
    for x in (-0.55 * wide, 0.75 * wide):
        parts += _opening(x, 0.62 * tall, -deep, 0.28, 0.42, _pane(of, rng, glow, 0.5), of["trim"])
    if rng.random() < 0.45:  # a room on the roof
        upper = [one.moved(-0.35 * wide, tall, 0.2 * deep) for one in _walls(0.55 * wide, 0.6 * deep, 2.4, wall)]
        parts += [*upper, boxes([(-0.35 * wide, tall + 2.4, 0.2 * deep)], (0.6 * wide, 0.12, 0.65 * deep), wall)]
        parts += _opening(-0.35 * wide, tall + 1.3, -0.4 * deep, 0.28, 0.4, _pane(of, rng, glow, 0.5), of["trim"])
    return Mesh.of(parts)


def _mosque(of: dict[str, Any], glow: float) -> Mesh:
    wall = of["walls"][1]
    up = np.linspace(0, 0.5 * np.pi, 12)[::-1]
    dome = turned([(3.2 * np.cos(a), 5.6 + 3.0 * np.sin(a)) for a in up], 28, wall)
    tower = turned(
        [(0.05, 16.2), (0.9, 14.6), (0.95, 13.4), (1.35, 13.3), (1.35, 12.9), (1.0, 12.8), (1.3, 0.0), (1.3, -2.0)],
        20,
        wall,
    )
    lit = int(of["light"] if glow > 0 else of["dark"])
    parts = [*_walls(4.4, 4.0, 5.2, wall), boxes([(0, 5.2, 0)], (4.5, 0.4, 4.1), wall), dome, tower.moved(6.0, 0, -1.0)]
    for x in (-2.6, 0.0, 2.6):
        parts += _opening(x, 2.4, -4.0, 0.42, 0.9, lit, of["trim"])
    return Mesh.of(parts)
