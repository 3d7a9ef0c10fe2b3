"""An airport by its runway: lights along the edges and the middle, an airliner that lines up, a tower and a terminal; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import boxes, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.planes import airliner
from beatreel.plugins.generators.procedural.scenery.streets import hills, sheet

from .homes import WARM
from .site import Site, View, somebody

AIR = 0.0007
_HALF = 15.0  # of the runway's width
_BELLY = 3.6  # height of a plane's axis above the ground
_CLEAR = (0.55, 0.85, 1.0)


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low at the end of the runway, by day beside it."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.05, 0.2))
    return side * float(rng.uniform(1.6, 2.4))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide along the runway, medium at the plane, close at its nose, detail low at the lights."""
    place = site.place
    wet = max(site.wet, 0.4 * (site.dark > 0.6))
    white = (0.72, 0.70, 0.68)
    tar = place.material(
        skins.GROUND,
        (0.50, 0.48, 0.47) if site.snow else (0.062, 0.061, 0.060),
        white if site.snow else (0.09, 0.088, 0.086),
        gloss=0.09 if wet else 0.0,
        rough=0.06,
        scale=4.0,
        extra=(wet,),
    )
    grass = place.material(
        skins.GROUND,
        white if site.snow else (0.03, 0.07, 0.05),
        (0.6, 0.6, 0.6) if site.snow else (0.05, 0.10, 0.08),
        scale=8.0,
    )
    paint = place.material(skins.PLASTER, (0.50, 0.51, 0.52), gloss=0.05 if wet else 0.0, rough=0.06)
    place.add(
        sheet(-_HALF - 4, _HALF + 4, -60, 1800, 0.0, tar),
        sheet(-1600, 1600, -60, 2600, -0.12, grass),
        sheet(-120, 120, 78, 104, -0.03, tar),
    )
    bars_at = [way * (2.2 + 1.9 * k) for way in (-1, 1) for k in range(6)]
    place.add(*(sheet(x - 0.6, x + 0.6, 4.0, 24.0, 0.008, paint) for x in bars_at))
    place.add(*(sheet(-0.35, 0.35, z, z + 18, 0.008, paint) for z in np.arange(34.0, 700.0, 36.0)))
    place.add(*(sheet(way * _HALF - 0.3, way * _HALF + 0.3, -60, 1500, 0.008, paint) for way in (-1.0, 1.0)))
    _lights(site)
    _plane(site, shot, side)
    _airport(site, side)
    if site.somebody and not site.empty:
        place.add(somebody(site, "sheltered" if site.wet > 0.5 else "stander").moved(side * 1.2, 0.0, 8.0))
    return {
        "wide": View((side * 3.0, 3.6, -6.0), -side * 2.5, 1.16, 0.54, 1.6),
        "medium": View((side * 9.0, 1.9, 12.0), -side * 10.0, 1.10, 0.62, 1.0),
        "close": View((-side * 7.0, 1.7, 26.0), side * 11.0, 0.98, 0.62, 0.8),
        "detail": View((side * (_HALF - 1.3), 0.42, 2.4), -side * 7.0, 1.05, 0.54, 0.4),
    }[shot]


def _lights(site: Site) -> None:
    """Set lamps along both edges, along the middle and along the taxiway, in the named colours or in those of an airport."""
    place, dark, palette = site.place, max(site.dark, 0.15), site.palette
    named = palette.strength > 0.4
    edge = light_of_hue(palette.fill, 0.15, 0.72) if named else np.array(WARM)
    taxi = light_of_hue(palette.key, 0.19, 0.62) if named else np.array((1.0, 0.22, 0.05))
    metal = place.material(skins.METAL, (0.06, 0.062, 0.062), gloss=0.05, rough=0.4)

    def lit(tone: object, power: float, family: int) -> int:
        return place.material(
            skins.PLAIN,
            (0.4, 0.4, 0.4),
            glow=tuple(power * dark * float(part) for part in np.array(tone)),
            family=family,
        )

    bulb = turned([(0.0, 0.52), (0.07, 0.48), (0.10, 0.38), (0.10, 0.30), (0.0, 0.30)], 12, lit(edge, 9.0, EVEN))
    post = tube([(0, 0, 0), (0, 0.31, 0)], [0.05, 0.07], 8, metal)
    for z in np.concatenate([np.arange(4.0, 130.0, 9.0), np.arange(130.0, 900.0, 18.0)]):
        size = 1.0 + z / 110.0  # a lamp far away is a glare larger than itself
        for way in (-1.0, 1.0):
            place.add(bulb.moved(way * _HALF, 0.0, float(z), scale=float(size)))
            if z < 60:
                place.add(post.moved(way * _HALF, 0.0, float(z)))
                if z < 40:
                    place.lamp(
                        (way * (_HALF - 0.3), 0.6, float(z)),
                        tuple(9.0 * dark * float(part) for part in edge),
                        EVEN,
                        0.2,
                    )
    middle = [(0.0, 0.03, z) for z in np.arange(2.0, 90.0, 7.5)]
    place.add(boxes(middle, (0.12, 0.03, 0.12), lit(_CLEAR, 8.0, ODD)))
    for z in np.arange(90.0, 900.0, 15.0):
        size = 0.12 + z / 900.0
        place.add(boxes([(0.0, 0.04, float(z))], (size, 0.5 * size, size), lit(_CLEAR, 6.0, ODD)))
    for z in (14.0, 34.0, 54.0):
        for way in (-1.0, 1.0):
            place.lamp((way * (_HALF + 6.5), 0.9, z), tuple(26.0 * dark * float(part) for part in taxi), ODD, 0.3)
    glow = lit(taxi, 8.0, ODD)
    for way in (-1.0, 1.0):
        at = np.arange(_HALF + 9.0, 110.0, 7.0)
        place.add(boxes([(way * x, 0.3, z) for x in at for z in (78.0, 104.0)], (0.22, 0.22, 0.22), glow))
        place.add(boxes([(way * (_HALF + 6.5), 0.3, z) for z in np.arange(6.0, 76.0, 8.0)], (0.13, 0.16, 0.13), glow))
    place.add(
        boxes(
            [(x, 0.2, 1.5) for x in np.arange(-_HALF + 1.5, _HALF - 1.0, 2.4)],
            (0.07, 0.09, 0.07),
            lit((0.25, 0.9, 0.12) if not named else taxi, 6.0, ODD),
        )
    )
    # Lamps of the slope, beside the runway: two white, two red.
    for k in range(4):
        tone = _CLEAR if k < 2 else (0.04, 0.05, 1.0)
        place.add(
            boxes([(-_HALF - 6.0 - 2.2 * k, 0.5, 46.0)], (0.5, 0.3, 0.3), metal),
            boxes([(-_HALF - 6.0 - 2.2 * k, 0.5, 45.6)], (0.32, 0.2, 0.1), lit(tone, 9.0, EVEN)),
        )


def _plane(site: Site, shot: str, side: float) -> None:
    """Set an airliner on the runway that faces the viewer, its landing lights on; one beside it taxies, one takes off."""
    place, dark = site.place, max(site.dark, 0.2)
    rubber = place.material(skins.PLAIN, (0.015, 0.015, 0.016), gloss=0.02)
    steel = place.material(skins.METAL, (0.25, 0.26, 0.26), gloss=0.1, rough=0.3)
    plane = airliner(place, 1.6 * dark)
    ahead = {"wide": 66.0, "medium": 52.0, "close": 56.0, "detail": 58.0}[shot]
    turn = {
        "wide": -math.pi / 2,
        "medium": -math.pi / 2 + side * 0.10,
        "close": -math.pi / 2 - side * 0.16,
        "detail": -math.pi / 2,
    }[shot]
    lamp = place.material(
        skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(22 * dark * part for part in (0.85, 0.95, 1.0)), family=EVEN
    )
    gear = []
    for x, z in ((14.0, 0.0), (-1.5, 3.4), (-1.5, -3.4)):
        gear.append(tube([(x, -1.2, z), (x, -_BELLY + 0.4, z)], [0.16, 0.14], 10, steel))
        for off in (-0.35, 0.35):
            wheel = turned([(0.0, 0.16), (0.5, 0.16), (0.5, -0.16), (0.0, -0.16)], 20, rubber).leaned(0.0, math.pi / 2)
            gear.append(wheel.moved(x, -_BELLY + 0.5, z + off))
    spots = [(4.4, -1.1, 2.4), (4.4, -1.1, -2.4), (14.3, -2.0, 0.0)]
    gear.append(boxes(spots, (0.16, 0.16, 0.20), lamp))
    for mesh in (plane, *gear):
        place.add(mesh.moved(0.0, _BELLY, ahead, turn=turn))
    place.add(plane.moved(-side * 62.0, _BELLY, 90.0, turn=0.0 if side > 0 else math.pi))
    place.add(plane.leaned(0.0, 0.0).moved(side * 46.0, 88.0, 420.0, turn=-math.pi / 2 + side * 0.3))
    if site.dark > 0.2:
        front = (0.0, 2.4, ahead - 17.0)
        place.lamp(
            front,
            tuple(520 * dark * part for part in (0.85, 0.95, 1.0)),
            EVEN,
            0.4,
            toward=(0.0, 0.0, ahead - 48.0),
            angles=(34.0, 12.0),
        )
        place.beacons += [((x, 2.5, ahead - 5.0), (0.85, 0.95, 1.0)) for x in (-2.4, 2.4)]
        place.lamp(
            (side * 16.0, 14.0, ahead - 26.0), tuple(240 * site.dark * part for part in (0.55, 0.6, 0.62)), ODD, 1.5
        )


def _airport(site: Site, side: float) -> None:
    """Raise the tower, the terminal with its windows, masts with floodlights, and hills behind."""
    place, rng, dark = site.place, site.rng, site.dark
    concrete = place.material(skins.PLASTER, (0.30, 0.31, 0.32))
    roof = place.material(skins.METAL, (0.16, 0.17, 0.17), gloss=0.05, rough=0.4)
    pane = place.material(
        skins.GLOW,
        (0.05, 0.05, 0.05),
        gloss=0.08,
        rough=0.03,
        scale=0.2,
        glow=tuple((0.05 + 1.5 * dark) * part for part in WARM),
        family=EVEN,
    )
    cab = place.material(
        skins.PLAIN,
        (0.05, 0.05, 0.05),
        gloss=0.1,
        rough=0.03,
        glow=tuple((0.05 + 1.1 * dark) * part for part in (0.75, 0.9, 0.8)),
        family=ODD,
    )
    red = place.material(skins.PLAIN, (0.02, 0.02, 0.3), glow=(0.05, 0.06, 5.0 * dark), family=ODD)
    x, z = side * 44.0, 190.0
    place.add(
        turned([(0.0, 38.0), (3.0, 38.0), (2.6, 20.0), (3.6, 0.0)], 20, concrete).moved(x, 0, z),
        turned([(0.0, 39.0), (5.6, 39.0), (4.2, 36.0), (0.0, 36.0)], 16, concrete).moved(x, 0, z),
        turned([(0.0, 43.5), (6.2, 43.2), (5.2, 39.0), (0.0, 39.0)], 12, cab).moved(x, 0, z),
        turned([(0.0, 45.2), (5.0, 44.4), (6.4, 43.4), (0.0, 43.3)], 12, roof).moved(x, 0, z),
        tube([(x, 45, z), (x, 54, z)], [0.2, 0.06], 8, roof),
        boxes([(x, 54.2, z)], (0.5, 0.5, 0.5), red),
    )
    for start, long in ((-190.0, 150.0), (62.0, 130.0)):
        middle = start + long / 2
        place.add(
            boxes([(middle, 6.5, 262.0)], (long / 2, 6.5, 14.0), concrete),
            boxes([(middle, 13.6, 260.0)], (long / 2 + 3, 0.5, 19.0), roof),
            boxes([(middle, y, 247.8) for y in (4.4, 9.6)], (long / 2 - 2, 1.6, 0.1), pane),
            boxes([(at, 7.0, 247.4) for at in np.arange(start + 3, start + long, 6.0)], (0.3, 6.5, 0.3), roof),
        )
    flood = place.material(
        skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(10 * dark * part for part in (0.45, 0.8, 1.0)), family=EVEN
    )
    for at in np.arange(-180.0, 181.0, 45.0):
        if abs(at) > 30:
            place.add(
                tube([(at, 0, 238.0), (at, 24, 238.0)], [0.3, 0.2], 8, roof),
                boxes([(at, 24.2, 237.4)], (2.4, 0.6, 0.3), flood),
            )
            place.beacons.append(((float(at), 24.2, 237.0), (0.45, 0.8, 1.0)))
    land = place.material(skins.GROUND, (0.05, 0.07, 0.06), (0.07, 0.09, 0.08), scale=30.0)
    place.add(hills(rng, 1500, 2600, 1800, 120, land))
