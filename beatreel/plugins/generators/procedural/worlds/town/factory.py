"""Works seen from their yard: halls of brick under saw-tooth roofs, smoking stacks, tanks, pipes on racks, a railway track; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import hills, sheet, wall

from .city_fronts import lamp_glow, lamps_of
from .homes import WARM
from .site import Plume, Site, View, somebody

AIR = 0.0020
_HALL, _EAVES, _BAY = (
    11.0,
    9.5,
    7.0,
)  # x of the fronts of the halls, height of their eaves, width of a tooth of the roof
_STACKS = ((-15.0, 74.0, 58.0), (-21.0, 92.0, 66.0), (19.0, 108.0, 72.0), (-28.0, 128.0, 60.0), (34.0, 150.0, 66.0))
_COLD = {"abandoned", "closed", "derelict", "silent", "empty"}  # nothing smokes


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low at the end of the yard, by day behind a shoulder."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.05, 0.2))
    return side * float(rng.uniform(2.3, 2.7))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide along the track, medium from the pipes, close at a hall under a stack, detail low over the rails."""
    _yard(site, side)
    _halls(site, side)
    _stacks(site, side)
    _plant(site, side)
    _lights(site, side)
    if not site.empty and not _COLD & site.words:
        spots = {"wide": (0.9, 15.0), "medium": (-1.2, 17.0), "close": (-4.0, 14.0), "detail": (1.8, 17.0)}
        x, z = spots[shot]
        site.place.add(somebody(site, "walker", (0.02, 0.12, 0.42)).moved(side * x, 0.0, z))
    return {
        "wide": View((side * 1.4, 2.2, -8.0), -side * 2.0, 0.86, 0.70, 1.5),
        "medium": View((side * 4.2, 1.7, -1.0), -side * 14.0, 0.92, 0.70, 0.9),
        "close": View((side * 2.8, 1.7, 16.0), -side * 16.0, 1.0, 0.78, 0.6),
        "detail": View((side * 1.6, 0.75, 1.0), -side * 7.0, 1.02, 0.66, 0.4),
    }[shot]


def _yard(site: Site, side: float) -> None:
    """Lay the yard with its puddles, and a track in it."""
    place, rng = site.place, site.rng
    wet = min(max(site.wet, 0.40), 0.6)
    earth = place.material(
        skins.GROUND,
        (0.70, 0.68, 0.66) if site.snow else (0.075, 0.085, 0.092),
        (0.55, 0.54, 0.53) if site.snow else (0.13, 0.145, 0.155),
        gloss=0.08,
        rough=0.05,
        scale=3.0,
        extra=(wet,),
    )
    place.add(sheet(-1200, 1200, -60, 2400, 0.0, earth))
    rail = place.material(skins.METAL, (0.30, 0.28, 0.27), gloss=0.3, rough=0.2, metal=True)
    wood = place.material(skins.WOOD, (0.05, 0.065, 0.08), scale=0.25)
    x = -side * 0.9
    place.add(boxes([(x + off, 0.09, 120.0) for off in (-0.75, 0.75)], (0.04, 0.08, 180.0), rail))
    at = np.arange(-20.0, 140.0, 0.7)
    place.add(boxes(np.stack([0 * at + x, 0 * at + 0.015, at], 1), (1.25, 0.035, 0.12), wood))
    # A wagon waits on it, and barrels and pallets stand about.
    tank = place.material(skins.PLASTER, (0.05, 0.07, 0.13), gloss=0.02, rough=0.5)
    dark = place.material(skins.METAL, (0.03, 0.03, 0.032), gloss=0.03, rough=0.5)
    for n in range(3):
        z = 34.0 + 10.5 * n
        s = np.linspace(0, 2 * math.pi, 25)
        body = np.stack(
            [np.stack([x + 1.35 * np.cos(s), 2.45 + 1.35 * np.sin(s), np.full(25, w)], 1) for w in (z - 4.3, z + 4.3)]
        )
        place.add(grid(body, tank, wrap=True), boxes([(x, 0.85, z)], (1.2, 0.18, 4.7), dark))
        place.add(
            turned([(0.0, 0.35), (0.8, 0.25), (1.35, 0.0)], 24, tank).leaned(-math.pi / 2, 0).moved(x, 2.45, z - 4.3)
        )
        place.add(
            boxes([(x, 3.95, z)], (0.45, 0.22, 0.45), tank),
            boxes(
                [(x + off, 0.45, z + w) for off in (-0.75, 0.75) for w in (-3.6, -2.4, 2.4, 3.6)],
                (0.08, 0.42, 0.42),
                dark,
            ),
        )
    drum = turned([(0.0, 0.88), (0.29, 0.88), (0.30, 0.60), (0.29, 0.58), (0.30, 0.30), (0.30, 0.0)], 18, 0)
    tones = [
        place.material(skins.PLASTER, tone, gloss=0.02, rough=0.5)
        for tone in ((0.04, 0.08, 0.30), (0.22, 0.12, 0.04), (0.05, 0.26, 0.36))
    ]
    for n in range(9):
        drum_ = Mesh(drum.points, drum.carried, drum.triangles, np.full(len(drum.triangles), tones[n % 3], np.int16))
        place.add(drum_.moved(side * (4.6 + 0.66 * (n % 3) + float(rng.normal(0, 0.05))), 0.0, 9.5 + 0.7 * (n // 3)))


def _halls(site: Site, side: float) -> None:
    """Build halls on both sides of the yard: brick with tall windows of many panes, and a roof like a saw."""
    place, dark, rng = site.place, site.dark, site.rng
    bricks = [place.material(skins.BRICK, tone) for tone in ((0.055, 0.075, 0.17), (0.075, 0.10, 0.20))]
    pier = place.material(skins.BRICK, (0.045, 0.06, 0.13))
    stone = place.material(skins.PLASTER, (0.20, 0.22, 0.23))
    roof = place.material(skins.PLASTER, (0.72, 0.70, 0.68) if site.snow else (0.09, 0.095, 0.10))
    iron = place.material(skins.METAL, (0.03, 0.03, 0.03), gloss=0.03, rough=0.4)
    cold = bool(_COLD & site.words)
    panes = [
        place.material(
            skins.GLOW,
            (0.06, 0.062, 0.06),
            gloss=0.08,
            rough=0.04,
            scale=0.16,
            family=family,
            glow=tuple((0.10 + power * dark) * part * (not cold) for part in WARM),
        )
        for family, power in ((EVEN, 1.6), (ODD, 1.1), (EVEN, 0.0))
    ]
    gate = place.material(skins.METAL, (0.10, 0.13, 0.10), gloss=0.03, rough=0.4)
    for way, first, last in ((-side, 2.0, 72.0), (side, 24.0, 94.0)):
        x, skin = way * _HALL, bricks[int(way > 0)]
        start, end = ((x, first), (x, last)) if way > 0 else ((x, last), (x, first))
        place.add(wall(end, start, 0.0, _EAVES, skin))
        front = ((x, first), (x + way * 34.0, first))
        place.add(wall(*(front if way > 0 else front[::-1]), 0.0, _EAVES, skin))
        for n, z in enumerate(np.arange(first, last, _BAY)):
            z = float(z)
            # A tooth: glass towards the viewer, a slope away from it, and its triangle in the front.
            place.add(
                grid(
                    [
                        [(x, _EAVES + 3.6, z + 0.5), (x + way * 34, _EAVES + 3.6, z + 0.5)],
                        [(x, _EAVES, z), (x + way * 34, _EAVES, z)],
                    ][:: int(way)],
                    panes[n % 2],
                ),
                grid(
                    [
                        [(x, _EAVES, z + _BAY), (x + way * 34, _EAVES, z + _BAY)],
                        [(x, _EAVES + 3.6, z + 0.5), (x + way * 34, _EAVES + 3.6, z + 0.5)],
                    ][:: int(way)],
                    roof,
                ),
                grid(
                    [[(x, _EAVES + 3.6, z + 0.5), (x, _EAVES + 3.6, z + 0.5)], [(x, _EAVES, z), (x, _EAVES, z + _BAY)]],
                    skin,
                ),
                bars([(x, _EAVES + 3.6, z + 0.5)], [(x + way * 34, _EAVES + 3.6, z + 0.5)], (0.12, 0.12), stone),
            )
            place.add(boxes([(x - way * 0.12, 0.5 * _EAVES, z)], (0.22, 0.5 * _EAVES, 0.38), pier))
            if n % 4 == 2:
                place.add(boxes([(x - way * 0.03, 2.3, z + _BAY / 2)], (0.06, 2.3, 2.1), gate))
                continue
            pane = panes[int(rng.choice([0, 1, 2], p=[0.45, 0.35, 0.20]))]
            a, b, low, high = z + 1.3, z + _BAY - 1.3, 1.7, 7.7
            s = np.linspace(0, math.pi, 9)
            arch = np.stack(
                [np.full(9, x - way * 0.02), high + 0.8 * np.sin(s), 0.5 * (a + b) - 0.5 * (b - a) * np.cos(s)], 1
            )
            sill = np.stack([arch[:, 0], np.full(9, low), arch[:, 2]], 1)
            uv = [[(v, 6.0) for v in arch[:, 2]], [(v, 0.4) for v in arch[:, 2]]]
            place.add(grid([arch, sill], pane, uv=uv))
            place.add(
                boxes(
                    [(x - way * 0.06, 0.5 * (low + high), float(v)) for v in np.linspace(a, b, 6)],
                    (0.03, 0.5 * (high - low), 0.03),
                    iron,
                ),
                boxes(
                    [(x - way * 0.06, float(v), 0.5 * (a + b)) for v in np.linspace(low, high, 6)],
                    (0.03, 0.03, 0.5 * (b - a)),
                    iron,
                ),
                boxes([(x - way * 0.12, low - 0.1, 0.5 * (a + b))], (0.2, 0.1, 0.5 * (b - a) + 0.15), stone),
            )
        place.add(
            boxes([(x - way * 0.10, _EAVES - 0.15, 0.5 * (first + last))], (0.25, 0.22, 0.5 * (last - first)), stone)
        )


def _stacks(site: Site, side: float) -> None:
    """Raise the stacks behind the halls; each smokes, and has red lamps after dark."""
    place, dark = site.place, site.dark
    brick = place.material(skins.BRICK, (0.06, 0.085, 0.19))
    band = place.material(skins.PLASTER, (0.30, 0.32, 0.33))
    red = place.material(
        skins.PLAIN, (0.1, 0.1, 0.1), glow=tuple((0.2 + 7 * dark) * part for part in (0.03, 0.05, 1.0)), family=ODD
    )
    for n, (x, z, tall) in enumerate(_STACKS):
        x *= side
        shaft = [(0.0, tall), (1.75, tall), (1.9, tall - 0.5), (1.62, tall - 2.2), (2.9, 4.0), (3.6, 3.6), (3.6, 0.0)]
        place.add(turned(shaft, 28, brick).moved(x, 0.0, z))
        for y in (tall - 5.0, tall - 9.0):
            half = 1.64 + 1.3 * (tall - y) / tall
            place.add(turned([(half + 0.02, y + 1.2), (half + 0.06, y)], 28, band).moved(x, 0.0, z))
        place.add(boxes([(x + a, tall - 3.4, z - 1.75) for a in (-1.0, 1.0)], (0.28, 0.28, 0.28), red))
        place.beacons.append(((x, tall - 3.4, z - 2.0), (0.05, 0.08, 1.0)))
        if not _COLD & site.words:
            site.plumes.append(Plume((x, tall - 0.3, z), 34.0 + 6.0 * (n % 3), 9.0 + 2.0 * (n % 2)))


def _plant(site: Site, side: float) -> None:
    """Set tanks, a rack of pipes along the yard, a conveyor across it, and hills in the haze."""
    place, rng = site.place, site.rng
    steel = place.material(skins.METAL, (0.06, 0.065, 0.065), gloss=0.04, rough=0.4)
    pipes = [
        place.material(skins.METAL, tone, gloss=0.10, rough=0.35)
        for tone in ((0.30, 0.32, 0.33), (0.06, 0.10, 0.24), (0.05, 0.22, 0.30), (0.24, 0.25, 0.25))
    ]
    shell = place.material(skins.PLASTER, (0.36, 0.38, 0.39), gloss=0.03, rough=0.4)
    x = side * 8.4
    for n, (off, y) in enumerate(((-0.9, 4.7), (-0.2, 4.7), (0.5, 4.7), (-0.6, 6.0), (0.3, 6.0))):
        place.add(
            tube([(x + off, y, 3.0), (x + off, y, 40.0), (x + off, y, 96.0)], 0.27 - 0.03 * (n % 3), 12, pipes[n % 4])
        )
    for z in np.arange(4.0, 96.0, 7.0):
        z = float(z)
        place.add(
            boxes([(x + off, 3.2, z) for off in (-1.3, 1.0)], (0.12, 3.2, 0.12), steel),
            boxes([(x - 0.15, y, z) for y in (4.35, 5.65)], (1.3, 0.10, 0.10), steel),
            bars([(x - 1.3, 0.4, z)], [(x + 1.0, 4.2, z)], (0.05, 0.05), steel),
        )
    for dz in (11.0, 18.5):  # pipes that come down to valves
        drop = [(x - 0.9, 4.7, dz), (x - 1.9, 4.7, dz), (x - 2.1, 4.4, dz), (x - 2.1, 0.9, dz), (x - 2.1, 0.0, dz)]
        place.add(
            tube(drop, 0.20, 12, pipes[1]),
            turned([(0.0, 0.06), (0.34, 0.05), (0.34, 0.0)], 16, pipes[1]).moved(x - 2.1, 1.5, dz - 0.3),
        )
    for tx, tz, radius, tall in ((15.5, 9.0, 4.4, 9.5), (16.5, 19.0, 4.4, 11.0)):
        place.add(
            turned([(0.0, tall + 1.0), (radius * 0.6, tall + 0.7), (radius, tall), (radius, 0.0)], 40, shell).moved(
                side * tx, 0, tz
            ),
            turned([(radius + 0.05, 0.55 * tall + 0.1), (radius + 0.05, 0.55 * tall)], 40, steel).moved(
                side * tx, 0, tz
            ),
        )
        s = np.linspace(0.0, 1.0, 24)
        turn = math.pi * (0.9 + 1.1 * s)
        line = np.stack(
            [side * tx + (radius + 0.5) * np.cos(turn), 0.3 + tall * s, tz + (radius + 0.5) * np.sin(turn)], 1
        )
        place.add(tube(line, 0.07, 6, steel), tube(line + np.array([0.0, 1.0, 0.0]), 0.035, 5, steel))
    # A covered conveyor rises over the yard to a tower.
    a, b = np.array([-side * 13.0, 9.0, 62.0]), np.array([side * 15.0, 22.0, 66.0])
    place.add(bars([a], [b], (1.2, 1.3), pipes[0]))
    for share in (0.32, 0.62):
        at = a + share * (b - a)
        feet = [(at[0] + off, 0.0, at[2] + w) for off in (-1.3, 1.3) for w in (-1.1, 1.1)]
        tops = [(0.6 * px + 0.4 * at[0], at[1], pz) for px, _, pz in feet]
        place.add(bars(feet, tops, (0.16, 0.16), steel), bars(feet[:2], tops[2:], (0.07, 0.07), steel))
    place.add(
        boxes([(side * 17.0, 13.0, 67.0)], (4.2, 13.0, 4.2), shell),
        boxes([(side * 17.0, 26.4, 67.0)], (4.5, 0.4, 4.5), steel),
    )
    land = place.material(skins.GROUND, (0.05, 0.06, 0.06), (0.07, 0.085, 0.085), scale=30.0)
    place.add(hills(rng, 500, 1300, 1400, 80, land))


def _lights(site: Site, side: float) -> None:
    """Set lamps on brackets along the halls, and floodlights at the stacks."""
    place, dark = site.place, site.dark
    tone = lamps_of(site)
    glow = lamp_glow(site, 10, ODD)
    iron = place.material(skins.METAL, (0.03, 0.03, 0.03), gloss=0.03, rough=0.4)
    for n, (way, z) in enumerate(((-side, 9.0), (side, 31.0), (-side, 30.0), (side, 52.0), (-side, 58.0))):
        x = way * (_HALL - 1.1)
        place.add(
            tube([(way * _HALL, 6.9, z), (x, 7.2, z)], 0.05, 6, iron), boxes([(x, 7.1, z)], (0.34, 0.09, 0.22), glow)
        )
        if dark > 0.2:
            place.lamp((x - way * 0.3, 6.8, z), tuple(46 * dark * part for part in tone), (EVEN, ODD)[n % 2], 0.3)
            place.beacons.append(((x, 7.0, z), tone))
    if dark > 0.2:
        x, z, tall = _STACKS[0]
        place.lamp(
            (side * x + side * 6.0, 13.5, z - 15.0),
            tuple(1300 * dark * part for part in WARM),
            EVEN,
            0.5,
            toward=(side * x, 0.62 * tall, z),
            angles=(50, 20),
        )
        x, z, tall = _STACKS[2]
        place.lamp(
            (side * x - side * 5.0, 16.0, z - 18.0),
            tuple(1700 * dark * part for part in tone),
            ODD,
            0.5,
            toward=(side * x, 0.62 * tall, z),
            angles=(50, 20),
        )
        place.lamp((side * 2.0, 7.0, -7.0), tuple(30 * dark * part for part in (0.55, 0.6, 0.62)), EVEN, 1.0)
