"""A convenience store that is open at night: a bright glass front with its shelves, stripes of light above; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import bars, boxes, grid, tube
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.lettering import word
from beatreel.plugins.generators.procedural.scenery.motorcars import finish, motorcar
from beatreel.plugins.generators.procedural.scenery.streets import (
    bare_tree,
    broad_tree,
    poles,
    sheet,
    street_lamp,
    tower,
)

from .city_fronts import OFFICES, Fronts, lamp_glow, lamps_of
from .crossing import passer_by
from .site import Plume, Site, View

AIR = 0.0016
_FRONT, _DEEP, _HALF, _HIGH = 17.0, 9.0, 8.0, 3.3  # z of the glass, how deep, half of its width, height of the glass
_NAMES = ("24H MART", "LUCKY MART", "NIGHT OWL", "CORNER 24")
_WARES = (
    (0.05, 0.08, 0.42),
    (0.06, 0.34, 0.46),
    (0.10, 0.34, 0.08),
    (0.42, 0.16, 0.05),
    (0.40, 0.42, 0.44),
    (0.20, 0.06, 0.30),
)


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low behind the store, by day before it."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.2, 0.5))
    return side * float(rng.uniform(2.3, 2.8))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide from over the street, medium at an angle, close at the door, detail low over the wet ground."""
    place = site.place
    wet = max(site.wet, 0.5 * (site.dark > 0.6))
    white = (0.72, 0.70, 0.68)
    tar = place.material(
        skins.GROUND,
        (0.50, 0.48, 0.47) if site.snow else (0.060, 0.059, 0.058),
        white if site.snow else (0.088, 0.086, 0.084),
        gloss=0.10 if wet else 0.0,
        rough=0.05,
        scale=2.6,
        extra=(wet,),
    )
    paint = place.material(skins.PLASTER, (0.42, 0.43, 0.44), gloss=0.06 if wet else 0.0, rough=0.05)
    kerb = place.material(
        skins.SLABS, (0.22, 0.23, 0.24), (0.17, 0.18, 0.19), gloss=0.06 if wet else 0.0, rough=0.05, scale=1.0
    )
    place.add(sheet(-400, 400, -60, 500, 0.0, tar), boxes([(0, 0.07, _FRONT - 0.9)], (_HALF + 1.5, 0.07, 1.0), kerb))
    if not site.snow:
        for x in np.arange(-_HALF, _HALF + 0.1, 2.7):
            place.add(sheet(float(x) - 0.05, float(x) + 0.05, _FRONT - 7.4, _FRONT - 2.2, 0.007, paint))
    _store(site)
    _outside(site, shot, side)
    _around(site, side)
    if not site.empty:
        spots = {"wide": ((1.6, 13.6),), "medium": ((-0.4, 12.2),), "close": ((1.3, 13.0),), "detail": ((-1.2, 13.4),)}[
            shot
        ]
        for x, z in spots:
            place.add(passer_by(site, "stander").moved(side * x, 0.0, z))
    return {
        "wide": View((side * 1.5, 2.2, -5.5), -side * 4.0, 1.30, 0.56, 1.4),
        "medium": View((side * 4.6, 1.6, 2.5), -side * 21.0, 0.98, 0.62, 0.9),
        "close": View((-side * 1.6, 1.55, 7.0), side * 8.0, 0.98, 0.58, 0.5),
        "detail": View((side * 1.0, 0.5, 6.0), -side * 7.0, 1.02, 0.50, 0.4),
    }[shot]


def _store(site: Site) -> None:
    """Build the store: what is in it stands in its own light behind open frames of glass."""
    place, rng, dark, palette = site.place, site.rng, site.dark, site.palette
    site.lettering = True
    named = palette.strength > 0.4
    cold, warm = (
        (light_of_hue(palette.key, 0.16, 0.7), light_of_hue(palette.fill, 0.16, 0.7))
        if named
        else (np.array((0.35, 0.85, 0.15)), np.array((0.12, 0.35, 1.0)))
    )
    white = 0.25 * np.array(cold) + 0.75 * np.array((0.95, 1.0, 0.95))
    wall = place.material(skins.PLASTER, (0.40, 0.41, 0.41))
    tiles = place.material(skins.SLABS, (0.50, 0.51, 0.51), (0.44, 0.45, 0.45), gloss=0.08, rough=0.05, scale=0.6)
    frame = place.material(skins.METAL, (0.10, 0.105, 0.105), gloss=0.06, rough=0.3)
    shelf = place.material(skins.METAL, (0.45, 0.46, 0.46), gloss=0.04, rough=0.3)
    dull = place.material(skins.PLASTER, (0.10, 0.11, 0.11))

    def lit(tone: object, power: float, family: int) -> int:
        return place.material(
            skins.PLAIN,
            (0.4, 0.4, 0.4),
            glow=tuple((0.1 + power * dark) * float(part) for part in np.array(tone)),
            family=family,
        )

    back = _FRONT + _DEEP
    place.add(
        sheet(-_HALF, _HALF, _FRONT, back, 0.15, tiles),
        boxes([(0, 2.0, back + 0.1)], (_HALF, 2.0, 0.1), wall),
        boxes([(way * (_HALF + 0.12), 2.2, _FRONT + _DEEP / 2) for way in (-1, 1)], (0.14, 2.2, _DEEP / 2), wall),
        boxes([(0, _HIGH + 0.75, _FRONT + _DEEP / 2)], (_HALF + 0.26, 0.65, _DEEP / 2 + 0.3), dull),
    )
    tubes = [(x, _HIGH + 0.02, _FRONT + z) for x in np.linspace(-6.0, 6.0, 4) for z in (1.2, 3.8, 6.6)]
    place.add(boxes(tubes, (0.9, 0.03, 0.12), lit(white, 3.2, EVEN)))
    for x in (-4.5, 0.0, 4.5):
        place.lamp(
            (x, _HIGH - 0.25, _FRONT + 3.0), tuple(19 * (0.15 + dark) * float(part) for part in white), EVEN, 0.8
        )
    goods = [
        place.material(skins.PLAIN, tone, glow=tuple(0.35 * dark * part for part in tone), family=EVEN)
        for tone in _WARES
    ]
    for z, high in ((_FRONT + 2.2, 1.35), (_FRONT + 4.6, 1.5), (back - 0.5, 2.4)):
        for x0, x1 in ((-7.4, -1.4), (1.6, 7.4)) if z < back - 1 else ((-7.6, 7.6),):
            place.add(
                boxes(
                    [((x0 + x1) / 2, y, z) for y in np.arange(0.3, high + 0.1, 0.4)], ((x1 - x0) / 2, 0.02, 0.28), shelf
                )
            )
            place.add(boxes([((x0 + x1) / 2, high / 2 + 0.1, z + 0.2)], ((x1 - x0) / 2, high / 2, 0.04), shelf))
            for y in np.arange(0.32, high, 0.4):
                at = np.arange(x0 + 0.1, x1 - 0.1, 0.15)
                tall = rng.uniform(0.09, 0.16, len(at))
                which = np.repeat(rng.integers(len(goods), size=len(at) // 4 + 1), 4)[: len(at)]
                for n, skin in enumerate(goods):
                    some = which == n
                    if some.any():
                        place.add(
                            boxes(
                                np.stack([at[some], y + tall[some], 0 * at[some] + z - 0.1], 1),
                                np.stack([0 * at[some] + 0.06, tall[some], 0 * at[some] + 0.12], 1),
                                skin,
                            )
                        )
    place.add(boxes([(-3.4, 0.65, _FRONT + 1.0)], (1.6, 0.5, 0.4), wall))
    # The front: posts, a sill, a door that slides, posters in the panes.
    place.add(
        boxes([(x, _HIGH / 2 + 0.1, _FRONT) for x in np.linspace(-_HALF, _HALF, 9)], (0.05, _HIGH / 2, 0.06), frame),
        boxes([(0, y, _FRONT) for y in (0.18, 2.55, _HIGH)], (_HALF, 0.05, 0.06), frame),
    )
    for n, x in enumerate((-6.9, -4.9, 3.1, 5.2, 7.0)):
        tone = _WARES[(n + site.flavour) % len(_WARES)]
        skin = place.material(skins.PLAIN, tone, glow=tuple(0.5 * dark * part for part in tone), family=ODD)
        place.add(boxes([(x, 0.95 + 0.15 * (n % 2), _FRONT - 0.04)], (0.42, 0.58, 0.01), skin))
    # Three stripes of light, and the name.
    y = _HIGH + 0.75
    place.add(
        boxes([(0, y + 0.38, _FRONT - 0.36)], (_HALF + 0.2, 0.15, 0.05), lit(cold, 2.2, EVEN)),
        boxes([(0, y, _FRONT - 0.36)], (_HALF + 0.2, 0.20, 0.05), lit(white, 1.3, EVEN)),
        boxes([(0, y - 0.38, _FRONT - 0.36)], (_HALF + 0.2, 0.15, 0.05), lit(warm, 2.2, ODD)),
    )
    name = _NAMES[site.flavour % len(_NAMES)]
    starts, ends = [], []
    for line in word(name, 0.0, 0.0, 0.9):
        points = [(a, y + 1.9 - b, _FRONT - 0.3) for a, b in line]
        starts += points[:-1]
        ends += points[1:]
    place.add(bars(starts, ends, (0.075, 0.04), lit(warm, 4.0, ODD)))
    if dark > 0.2:
        for way, tone, family in ((-1.0, cold, EVEN), (1.0, warm, ODD)):
            place.lamp((way * 5.0, y - 0.2, _FRONT - 1.6), tuple(26 * dark * float(part) for part in tone), family, 1.0)
        place.lamp((0.0, 1.9, _FRONT - 0.8), tuple(20 * dark * float(part) for part in white), EVEN, 1.5)


def _outside(site: Site, shot: str, side: float) -> None:
    """Set machines that sell drinks, a bin, a bicycle rack, a car before the store."""
    place, dark = site.place, site.dark
    metal = place.material(skins.METAL, (0.10, 0.105, 0.105), gloss=0.06, rough=0.3)
    for n, tone in enumerate(((0.05, 0.05, 0.40), (0.46, 0.47, 0.48))):
        x = side * (_HALF + 0.9 + 1.15 * n)
        case = place.material(skins.PLAIN, tone, gloss=0.05, rough=0.1)
        pane = place.material(
            skins.GLOW,
            (0.2, 0.2, 0.2),
            scale=0.9,
            glow=tuple(1.7 * dark * part for part in (1.0, 0.95, 0.85)),
            family=ODD,
        )
        place.add(boxes([(x, 0.98, _FRONT - 0.3)], (0.52, 0.95, 0.38), case))
        low = [
            [(x - 0.44, 1.8, _FRONT - 0.7), (x + 0.44, 1.8, _FRONT - 0.7)],
            [(x - 0.44, 0.9, _FRONT - 0.7), (x + 0.44, 0.9, _FRONT - 0.7)],
        ]
        place.add(grid(low, pane, uv=[[(0, 0.9), (1, 0.9)], [(0, 0.2), (1, 0.2)]]))
        cans = [(x + a, b, _FRONT - 0.72) for b in (1.05, 1.32, 1.59) for a in np.linspace(-0.36, 0.36, 6)]
        place.add(boxes(cans, (0.04, 0.085, 0.02), place.material(skins.PLAIN, _WARES[n])))
    place.add(tube([(-side * 6.6, 0.14, _FRONT - 1.1), (-side * 6.6, 1.0, _FRONT - 1.1)], [0.24, 0.26], 14, metal))
    paint = finish(
        place,
        DYES.get(site.painted, ((0.30, 0.31, 0.32), (0.04, 0.04, 0.20), (0.16, 0.08, 0.03))[site.flavour % 3]),
        lit=0.5 * dark,
    )
    if shot != "close":
        place.add(motorcar("saloon", paint, fine=True).moved(-side * 5.3, 0.0, _FRONT - 4.8))


def _around(site: Site, side: float) -> None:
    """Set houses beside it, poles with wires, a lamp, trees, and towers in the haze."""
    place, rng, dark = site.place, site.rng, site.dark
    fronts = Fronts(site, OFFICES[:3])
    for way, gap in ((-1.0, 1.0), (1.0, 3.6 if side > 0 else 1.0), (-1.0, 22.0), (1.0, 22.0)):
        gap += 2.8 * (way == side)
        mesh, wide = fronts.building(int(rng.integers(9)), 13.0, int(rng.integers(3, 7)), near=False)
        place.add(mesh.moved(way * (_HALF + gap + wide / 2), 0.0, _FRONT + 2.5))
    for _ in range(16):
        x, z, half = float(rng.uniform(-130, 130)), float(rng.uniform(70, 320)), float(rng.uniform(8, 15))
        place.add(
            tower(
                x - half,
                x + half,
                z,
                z + 20,
                0,
                float(rng.uniform(18, 70)),
                fronts._walls[int(rng.integers(3))],
                fronts._roof,
            )
        )
    wood = place.material(skins.WOOD, (0.07, 0.08, 0.09), scale=0.3)
    wire = place.material(skins.PLAIN, (0.02, 0.02, 0.02))
    place.add(poles(-side * 9.6, [-12.0, 9.0, 30.0, 52.0], 9.0, wood, wire, rng))
    metal = place.material(skins.METAL, (0.05, 0.055, 0.055), gloss=0.05, rough=0.4)
    tone = lamps_of(site)
    glow = lamp_glow(site, 9, EVEN)
    place.add(street_lamp(7.4, 1.9, metal, glow).moved(side * 10.2, 0.0, 8.5, turn=math.pi if side > 0 else 0.0))
    if dark > 0.2:
        place.lamp((side * 8.4, 7.2, 8.5), tuple(26 * dark * part for part in tone), EVEN, 0.3)
        site.plumes.append(Plume((-side * 8.8, 0.05, 14.0), 2.6, 0.8))
    bark = place.material(skins.PLASTER, (0.045, 0.055, 0.065))
    leaf = place.material(skins.LEAF, (0.012, 0.055, 0.025), (0.03, 0.14, 0.065))
    tree = bare_tree(7.0, bark, rng) if site.is_winter else broad_tree(7.0, 4.6, bark, leaf, rng, 5000)
    place.add(tree.moved(side * 12.5, 0.0, 15.0))
