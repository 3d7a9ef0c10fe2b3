"""A car graveyard: rusted cars in rows and in stacks, tyres, a crane with a magnet, weeds, a fence of boards; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.motorcars import finish, motorcar
from beatreel.plugins.generators.procedural.scenery.streets import bare_tree, hills, sheet

from .homes import WARM
from .site import Plume, Site, View, somebody

AIR = 0.0022
_RUST = (
    (0.022, 0.075, 0.26),
    (0.035, 0.11, 0.30),
    (0.10, 0.13, 0.17),
    (0.12, 0.11, 0.07),
    (0.025, 0.05, 0.13),
    (0.20, 0.24, 0.25),
)
_LANE = 2.6  # half of the way between the rows


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: behind a shoulder, so that the row that is looked at is lit."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(1.8, 2.1))
    return side * float(rng.uniform(2.2, 2.7))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide along the lane, medium from its side, close at a wreck, detail low over weeds."""
    place, rng = site.place, site.rng
    place.zenith, place.horizon = (tuple(1.8 * part for part in sky) for sky in (place.zenith, place.horizon))
    white = (0.72, 0.70, 0.68)
    earth = place.material(
        skins.GROUND,
        white if site.snow else (0.13, 0.19, 0.25),
        (0.55, 0.54, 0.53) if site.snow else (0.19, 0.26, 0.32),
        gloss=0.07 if site.wet else 0.0,
        rough=0.06,
        scale=2.2,
        extra=(site.wet,),
    )
    place.add(sheet(-300, 300, -40, 900, 0.0, earth))
    cars = [finish(place, tone, worn=True) for tone in _RUST]
    for way in (-1.0, 1.0):
        for row in range(2):
            x = way * (_LANE + 2.2 + 6.2 * row)
            for z in np.arange(-2.0 + 1.3 * row, 60.0 - 22.0 * row, 2.35):
                high = 1 if row == 0 and z < 9 and way == -side else int(rng.choice([2, 3] if row == 0 else [3, 4]))
                for n in range(2 * row, high):  # those below are hidden by the first row
                    kind_ = ("saloon", "coupe", "estate")[int(rng.integers(3))]
                    mesh = motorcar(kind_, cars[int(rng.integers(len(cars)))], fine=z < 6 and row == 0 and n == 0)
                    mesh = mesh.leaned(float(rng.normal(0, 0.03)), float(rng.normal(0, 0.03)))
                    turn = math.pi / 2 * way + float(rng.normal(0, 0.10))
                    place.add(mesh.moved(x + float(rng.normal(0, 0.25)), -0.14 + 1.12 * n, float(z), turn=turn))
    _tyres(site, side)
    _crane(site, side)
    _weeds(site)
    land = place.material(skins.GROUND, (0.06, 0.09, 0.10), (0.08, 0.11, 0.13), scale=20.0)
    place.add(hills(rng, 320, 900, 700, 70, land))
    bark = place.material(skins.PLASTER, (0.045, 0.055, 0.065))
    tree = bare_tree(8.0, bark, rng)
    place.add(*(tree.moved(float(x), 0, float(rng.uniform(88, 110)), turn=float(x)) for x in rng.uniform(-50, 50, 7)))
    _lamp(site, side)
    if site.somebody and not site.empty:
        place.add(somebody(site, "walker").moved(side * 0.5, 0, 9.0))
    return {
        "wide": View((side * 0.8, 3.4, -6.0), -side * 2.0, 0.92, 0.60, 1.5),
        "medium": View((side * 1.9, 1.6, -2.0), -side * 12.0, 1.0, 0.58, 0.9),
        "close": View((side * 1.6, 1.35, 4.0), -side * 30.0, 1.0, 0.58, 0.5),
        "detail": View((-side * 0.6, 0.8, 1.5), -side * 36.0, 1.0, 0.60, 0.4),
    }[shot]


def _tyres(site: Site, side: float) -> None:
    place, rng = site.place, site.rng
    rubber = place.material(skins.PLASTER, (0.022, 0.022, 0.024))
    tyre = turned([(0.20, 0.20), (0.30, 0.20), (0.33, 0.16), (0.33, 0.04), (0.30, 0.0), (0.20, 0.0)], 20, rubber)
    for x, z in ((-1.9, 6.6), (-2.1, 11.5), (2.0, 15.0), (-1.8, 19.0)):
        for n in range(int(rng.integers(2, 6))):
            place.add(tyre.moved(side * x + float(rng.normal(0, 0.04)), 0.20 * n, z + float(rng.normal(0, 0.04))))
    place.add(tyre.leaned(0.9, 0.2).moved(side * 1.2, 0.2, 8.4))


def _crane(site: Site, side: float) -> None:
    """Raise the crane whose magnet holds a car over the rows."""
    place = site.place
    paint = place.material(skins.METAL, (0.04, 0.20, 0.34), gloss=0.03, rough=0.5)
    dark = place.material(skins.METAL, (0.03, 0.03, 0.035), gloss=0.03, rough=0.5)
    x, z = -side * 9.5, 46.0
    tip = (side * 0.8, 17.0, 44.0)
    place.add(boxes([(x, 2.2, z)], (2.4, 1.6, 2.6), paint), boxes([(x, 0.5, z)], (2.8, 0.5, 3.2), dark))
    foot = [(x + a, 3.6, z + b) for a in (-0.7, 0.7) for b in (-0.7, 0.7)]
    head = [(tip[0] + a, tip[1], tip[2] + b) for a in (-0.2, 0.2) for b in (-0.2, 0.2)]
    place.add(bars(foot, head, (0.10, 0.10), paint))
    starts, ends = [], []
    for n in range(16):
        for a, b in ((0, 1), (1, 3), (3, 2), (2, 0)):
            t, u = n / 16, (n + 1) / 16
            starts.append(tuple((1 - t) * p + t * q for p, q in zip(foot[a], head[a], strict=True)))
            ends.append(tuple((1 - u) * p + u * q for p, q in zip(foot[b], head[b], strict=True)))
    place.add(bars(starts, ends, (0.05, 0.05), paint), tube([tip, (tip[0], 10.2, tip[2])], [0.05, 0.05], 6, dark))
    place.add(turned([(0.0, 10.3), (1.0, 10.2), (1.1, 9.8), (0.0, 9.8)], 20, dark).moved(tip[0], 0, tip[2]))
    place.add(motorcar("saloon", finish(place, _RUST[0], worn=True), fine=False).moved(tip[0], 8.4, tip[2], turn=0.6))


def _weeds(site: Site) -> None:
    place, rng = site.place, site.rng
    straw = place.material(skins.LEAF, (0.05, 0.14, 0.18), (0.10, 0.26, 0.32))
    tufts = 110
    way, far = rng.choice([-1.0, 1.0], tufts), rng.uniform(1.5, 30.0, tufts)
    of = np.repeat(np.arange(tufts), 26)
    foot = np.stack(
        [way[of] * _LANE * 0.95 + rng.normal(0, 0.12, len(of)), 0 * of, far[of] + rng.normal(0, 0.12, len(of))], 1
    )
    tip = foot + np.stack(
        [rng.normal(0, 0.12, len(of)), rng.uniform(0.12, 0.55, len(of)), rng.normal(0, 0.12, len(of))], 1
    )
    place.add(bars(foot, tip, (0.007, 0.004), straw))


def _lamp(site: Site, side: float) -> None:
    """Set masts with floodlights, which are needed after dark."""
    place, dark = site.place, site.dark
    wood = place.material(skins.WOOD, (0.07, 0.09, 0.11), scale=0.3)
    glow = place.material(skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(9 * dark * part for part in WARM), family=EVEN)
    for n, (x, z) in enumerate(((side * 3.0, 24.0), (-side * 3.0, 52.0))):
        place.add(
            tube([(x, 0, z), (x, 9.0, z)], [0.14, 0.10], 8, wood), boxes([(x, 8.8, z - 0.3)], (0.5, 0.2, 0.12), glow)
        )
        if dark > 0.2:
            place.lamp((x, 8.6, z - 0.6), tuple(110 * dark * part for part in WARM), (EVEN, ODD)[n], 0.4)
            place.beacons.append(((x, 8.8, z - 0.5), WARM))
    if dark > 0.2:
        place.lamp((-side * 2.0, 6.0, -6.0), tuple(40 * dark * part for part in (0.6, 0.62, 0.6)), ODD, 1.0)
        site.plumes.append(Plume((side * 0.6, 0.05, 20.0), 2.4, 1.2))
