"""A drive-in cinema: a screen over rows of parked cars, its light on their roofs, posts with loudspeakers, trees and hills; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import bars, boxes, extruded, grid, tube
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.lettering import word
from beatreel.plugins.generators.procedural.scenery.motorcars import finish, motorcar
from beatreel.plugins.generators.procedural.scenery.old_cars import PAINTS, old_car
from beatreel.plugins.generators.procedural.scenery.streets import bare_tree, broad_tree, hills, sheet

from .homes import WARM
from .site import Plume, Site, View, somebody

AIR = 0.0012
_SCREEN, _FOOT, _HALF = 46.0, 5.0, (14.5, 8.0)  # how far it is, how high its lower edge, half of its width and height
_ROWS = (3.0, 10.5, 18.0, 25.5, 33.0)
_LANE = 3.7
_PAINTS = ((0.03, 0.03, 0.03), (0.36, 0.37, 0.38), (0.14, 0.07, 0.03), (0.04, 0.04, 0.26), (0.20, 0.30, 0.34))


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low beside the screen, by day behind the viewer."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.25, 0.45))
    return side * float(rng.uniform(2.3, 2.7))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide over the rows, medium between cars, close at a car with the screen behind it, detail at tail lamps."""
    place = site.place
    wet = max(site.wet, 0.25 * (site.dark > 0.6))
    white = (0.72, 0.70, 0.68)
    gravel = place.material(
        skins.GROUND,
        (0.50, 0.48, 0.47) if site.snow else (0.11, 0.125, 0.14),
        white if site.snow else (0.16, 0.18, 0.20),
        gloss=0.08 if wet else 0.0,
        rough=0.06,
        scale=2.0,
        extra=(wet,),
    )
    grass = place.material(skins.GROUND, (0.03, 0.07, 0.05), (0.05, 0.10, 0.08), scale=5.0)
    place.add(sheet(-44, 44, -40, 44, 0.0, gravel), sheet(-900, 900, -80, 1800, -0.05, grass))
    _screen(site)
    _cars(site, shot, side)
    _posts(site)
    _stand(site, side)
    _around(site)
    if site.dark > 0.3:
        site.plumes.append(Plume((side * 6.0, 0.05, 14.0), 2.2, 0.8))
    if not site.empty:
        spots = {
            "wide": ((2.2, 4.6), (2.8, 4.9)),
            "medium": ((3.0, 9.0), (3.55, 9.2)),
            "close": ((-2.6, 8.4),),
            "detail": (),
        }[shot]
        for n, (x, z) in enumerate(spots):
            who = somebody(
                site, "sheltered" if site.wet > 0.5 else "stander", ((0.05, 0.06, 0.10), (0.16, 0.08, 0.10))[n]
            )
            place.add(who.moved(side * x, 0, z, turn=0.3 * n))
    return {
        "wide": View((side * 1.0, 4.4, -10.0), -side * 1.0, 1.22, 0.70, 1.4),
        "medium": View((side * 1.6, 1.9, -3.5), -side * 2.0, 1.02, 0.70, 0.8),
        "close": View((side * 1.85, 1.45, -2.0), -side * 4.0, 0.98, 0.68, 0.5),
        "detail": View((side * 2.6, 0.75, -3.2), -side * 15.0, 1.12, 0.62, 0.4),
    }[shot]


def _screen(site: Site) -> None:
    """Raise the screen on its trestle; a film is on it: a low sun between two hills, somebody and a horse before it."""
    place, dark, palette = site.place, site.dark, site.palette
    (wide, high), z = _HALF, _SCREEN
    y = _FOOT + high
    boards = place.material(skins.PLASTER, (0.50, 0.51, 0.52))
    steel = place.material(skins.METAL, (0.08, 0.085, 0.085), gloss=0.05, rough=0.4)
    named = palette.strength > 0.4
    sky, sun = (
        light_of_hue(palette.key if named else 255, 0.14, 0.66),
        light_of_hue(palette.fill if named else 60, 0.15, 0.74),
    )
    power = 0.35 + 1.15 * dark

    def lit(tone: tuple[float, ...], share: float, kind: int = skins.PLAIN) -> int:
        return place.material(
            kind, (0.1, 0.1, 0.1), glow=tuple(share * power * float(part) for part in tone), family=EVEN
        )

    # Bright above the hills, darker upwards.
    picture = [[(x, y + up * high, z) for x in (-wide, wide)] for up in (1.0, 0.5, 0.0, -0.5, -1.0)]
    place.add(
        grid(
            picture,
            lit(tuple(0.55 * sky + 0.45 * sun), 0.85, skins.GLOW),
            uv=[[(0, v)] * 2 for v in (1.12, 0.85, 0.6, 0.4, 0.12)],
        )
    )
    turn = np.linspace(0, 2 * math.pi, 61)[:-1]
    for radius, share, off in ((5.0, 0.95, 0.04), (3.3, 1.9, 0.07)):
        disc = np.stack([-3.0 + radius * np.cos(turn), y - 1.4 + radius * np.sin(turn)], 1)
        place.add(extruded(disc, 0.01, lit(tuple(sun * 0.9 + 0.1 * (radius < 4)), share)).moved(0, 0, z - off))
    t = np.linspace(-1, 1, 61)
    for height, bend, shift, share, off in (
        (0.62, 2.3, 0.4, 0.34, 0.10),
        (0.40, 3.3, 2.3, 0.13, 0.13),
        (0.20, 5.1, 4.0, 0.03, 0.16),
    ):
        top = y - high + high * height * (1.0 + 0.35 * np.sin(bend * t + shift) + 0.12 * np.sin(7.3 * bend * t))
        strip = np.stack([np.stack([wide * t, edge, 0 * t + z - off], 1) for edge in (top, 0 * t + y - high)])
        place.add(grid(strip, lit(tuple(sky), share)))
    black = place.material(skins.PLAIN, (0.02, 0.02, 0.02))
    place.add(somebody(site, "stander").moved(-2.2, y - high + 0.5, z - 0.9, scale=3.9))
    edge = 0.35
    place.add(
        boxes([(way * (wide + edge), y, z) for way in (-1, 1)], (edge, high + 2 * edge, 0.3), boards),
        boxes([(0, y + way * (high + edge), z) for way in (-1, 1)], (wide, edge, 0.3), boards),
        boxes([(0, y, z + 0.4)], (wide + 2 * edge, high + 2 * edge, 0.35), black),
    )
    for x in np.linspace(-wide, wide, 7):
        place.add(
            bars(
                [(x, 0, z + 0.5), (x, 0, z + 7)],
                [(x, y + high, z + 0.6), (x, y + 0.6 * high, z + 0.7)],
                (0.16, 0.16),
                steel,
            )
        )
    at = np.linspace(-wide, wide, 13)
    place.add(bars([(x, 0.2, z + 0.5) for x in at[:-1]], [(x, _FOOT, z + 0.5) for x in at[1:]], (0.07, 0.07), steel))
    place.add(boxes([(0, 1.1, z + 0.3)], (wide, 1.1, 0.06), place.material(skins.WOOD, (0.16, 0.19, 0.22), scale=0.3)))
    if dark > 0.2:
        back = light_of_hue(palette.accent if named else 60, 0.07, 0.8)  # of the projection booth behind the viewer
        place.lamp((7.0, 9.0, -16.0), tuple(170 * dark * float(part) for part in back), ODD, 1.0)
        mixed = 0.5 * np.array(sky) + 0.5 * np.array(sun)
        for x in (-6.0, 6.0):
            place.lamp((x, y + 2.0, z - 5.0), tuple(620 * dark * float(part) for part in mixed), EVEN, 4.0)


def _cars(site: Site, shot: str, side: float) -> None:
    """Park cars in rows that face the screen, old ones near by."""
    place, rng, dark = site.place, site.rng, site.dark
    lit = 0.35 * max(dark, 0.1)
    names = [site.painted] if site.painted in PAINTS else []
    names += [str(one) for one in rng.permutation([one for one in PAINTS if one not in names])]
    near = [old_car(place, name, rng, is_open=n == 1) for n, name in enumerate(names[:3])]
    glow = place.material(skins.PLAIN, (0.02, 0.02, 0.3), glow=(0.03 * dark, 0.06 * dark, 2.4 * dark), family=ODD)
    paints = [finish(place, one, lit=lit) for one in _PAINTS]
    for row, z in enumerate(_ROWS):
        for n, x in enumerate(np.arange(-9.5, 10) * _LANE + 0.5 * _LANE * (row % 2)):
            if rng.random() < 0.10 or (abs(x) > 24 and z < 20):
                continue
            if shot == "medium" and row == 0 and abs(x) < 1.0:
                continue
            where = (float(x) + float(rng.normal(0, 0.15)), 0.0, z + float(rng.normal(0, 0.3)))
            turn = float(rng.normal(0, 0.03))
            if row < 2 and abs(x) < 9:
                place.add(near[(n + row) % 3].moved(*where, turn=math.pi / 2 + turn))
                place.add(
                    boxes([(where[0] + way * 0.72, 0.92, where[2] - 2.84) for way in (-1, 1)], (0.09, 0.06, 0.03), glow)
                )
            else:
                kind = ("saloon", "coupe", "estate")[int(rng.integers(3))]
                place.add(motorcar(kind, paints[int(rng.integers(len(paints)))], fine=False).moved(*where, turn=turn))


def _posts(site: Site) -> None:
    """Set a post with two loudspeakers between every two cars."""
    place = site.place
    iron = place.material(skins.METAL, (0.20, 0.21, 0.21), gloss=0.05, rough=0.4)
    for row, z in enumerate(_ROWS[:4]):
        for x in np.arange(-6, 7) * _LANE + 0.5 * _LANE * (1 - row % 2):
            place.add(
                tube([(x, 0, z), (x, 0.7, z), (x, 1.25, z)], [0.03, 0.03, 0.03], 7, iron),
                boxes([(x - 0.13, 1.15, z), (x + 0.13, 1.15, z)], (0.08, 0.13, 0.06), iron),
            )


def _stand(site: Site, side: float) -> None:
    """Set the stand that sells snacks beside the rows, its windows and its name lit, and strings of bulbs along the lot."""
    place, dark = site.place, site.dark
    site.lettering = True
    wall = place.material(skins.PLASTER, (0.30, 0.36, 0.40))
    shade = place.material(skins.CLOTH, (0.05, 0.05, 0.30))
    pane = place.material(
        skins.GLOW, (0.1, 0.1, 0.1), scale=0.4, glow=tuple((0.1 + 1.6 * dark) * part for part in WARM), family=ODD
    )
    named = site.palette.strength > 0.4
    tone = light_of_hue(site.palette.fill, 0.17, 0.7) if named else np.array((0.15, 0.2, 1.0))
    light = place.material(
        skins.PLAIN, (0.4, 0.4, 0.4), glow=tuple((0.2 + 3.5 * dark) * float(part) for part in tone), family=ODD
    )
    x, z = -side * 18.5, 27.0
    place.add(
        boxes([(x, 1.7, z + 2.5)], (4.2, 1.7, 2.4), wall),
        boxes([(x, 1.75, z + 0.06)], (3.5, 0.75, 0.05), pane),
        boxes([(x, 2.85, z - 0.7)], (4.2, 0.07, 0.9), shade),
        boxes([(x, 3.9, z + 0.3)], (2.6, 0.55, 0.1), wall),
    )
    starts, ends = [], []
    for line in word("SNACKS", x, 0.0, 0.8):
        points = [(a, 4.3 - b, z + 0.15) for a, b in line]
        starts += points[:-1]
        ends += points[1:]
    place.add(bars(starts, ends, (0.06, 0.03), light))
    bulb = place.material(skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(5 * dark * part for part in WARM), family=ODD)
    pole = place.material(skins.WOOD, (0.07, 0.09, 0.11), scale=0.3)
    for way in (-1.0, 1.0):
        ends_at = np.arange(-2.0, 46.0, 9.5)
        for a, b in zip(ends_at[:-1], ends_at[1:], strict=True):
            t = np.linspace(0, 1, 13)
            string = np.stack([0 * t + way * 23.0, 5.4 - 2.8 * t * (1 - t), a + (b - a) * t], 1)
            place.add(boxes(string, (0.07, 0.09, 0.07), bulb), bars(string[:-1], string[1:], (0.012, 0.012), pole))
            place.add(tube([(way * 23.0, 0, a), (way * 23.0, 5.5, a)], [0.09, 0.07], 8, pole))
    if dark > 0.2:
        place.lamp((x, 2.2, z - 1.4), tuple(22 * dark * part for part in WARM), ODD, 0.8)


def _around(site: Site) -> None:
    place, rng = site.place, site.rng
    bark = place.material(skins.PLASTER, (0.045, 0.055, 0.065))
    leaf = place.material(skins.LEAF, (0.012, 0.05, 0.025), (0.03, 0.12, 0.06))
    trees = [
        bare_tree(9.0, bark, rng) if site.is_winter else broad_tree(9.0, 6.5, bark, leaf, rng, 4000) for _ in range(2)
    ]
    for x in np.arange(-60, 61, 6.2):
        if abs(x) > _HALF[0] + 2.5:
            place.add(
                trees[int(rng.integers(2))].moved(
                    float(x + rng.normal(0, 1)),
                    0,
                    float(rng.uniform(52, 60)),
                    turn=float(rng.uniform(0, 6)),
                    scale=float(rng.uniform(0.8, 1.15)),
                )
            )
    land = place.material(skins.GROUND, (0.05, 0.07, 0.06), (0.07, 0.09, 0.08), scale=20.0)
    place.add(hills(rng, 300, 900, 700, 60, land))
