"""The pool of a motel under its neon sign, and one on a roof over a city: lit water, loungers, palms; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.hues import from_cold
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.neon import neon_sign
from beatreel.plugins.generators.procedural.scenery.palm_trees import palm_skins, palm_tree
from beatreel.plugins.generators.procedural.scenery.streets import hills, sheet, tower

from .city_fronts import OFFICES, Fronts
from .homes import WARM
from .site import Plume, Site, View, somebody

AIR = 0.0009
_HALF, _LONG = 3.3, 13.0  # of the pool: half of its width, and its length from z = 0
_LEVEL = -0.14  # of the water
_TURQUOISE = (0.85, 0.95, 0.10)
_PINK = (0.62, 0.12, 1.0)


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low beyond the pool, by day beside it."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.15, 0.4))
    return side * float(rng.uniform(1.9, 2.4))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide over its length, medium across its corner, close low over the water, detail at its edge with the ladder."""
    water, neon = _lights(site)
    is_motel = kind == "motel_pool"
    _basin(site, water, is_motel)
    _ladder(site, side)
    (_motel if is_motel else _roof)(site, side, neon)
    _loungers(site, side, is_motel)
    if site.somebody and not site.empty and shot != "detail":
        place_ = {
            "wide": (-side * (_HALF + 0.7), 9.0),
            "medium": (-side * (_HALF + 0.6), 8.0),
            "close": (0.4 * side, 14.2),
        }
        x, z = place_[shot]
        site.place.add(somebody(site, "stander").moved(x, 0.0, z))
    if site.dark > 0.3:
        site.plumes.append(Plume((-0.8 * side, _LEVEL, 8.0), 1.3, 1.8))  # warm water steams in cool air
    return {
        "wide": View((0.9 * side, 2.1, -4.4), -side * 1.0, 0.86, 0.58, 1.2),
        "medium": View((side * 4.7, 1.55, -0.6), -side * 17.0, 0.92, 0.60, 0.8),
        "close": View((-side * 1.6, 0.42, 0.6), side * 12.0, 0.98, 0.62, 0.5),
        "detail": View((-side * 0.4, 0.60, 0.2), side * 27.0, 1.02, 0.50, 0.35),
    }[shot]


def _lights(site: Site) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the light of the water and that of the signs: the colder and the warmer hue that a prompt names."""
    palette = site.palette
    if palette.strength < 0.45:
        return _TURQUOISE, _PINK
    cold, warm = sorted((palette.key, palette.fill), key=from_cold)
    first, second = (tuple(float(v) for v in light_of_hue(hue, 0.16, 0.72)) for hue in (cold, warm))
    return first, second


def _basin(site: Site, light: tuple[float, ...], is_motel: bool) -> None:
    """Lay the deck around the pool, its rim of stone, its tiles, and the water, which lamps light from within."""
    place, dark = site.place, site.dark
    wet = max(site.wet, 0.4 * (dark > 0.6))
    white = (0.72, 0.70, 0.68)
    if is_motel:
        deck = place.material(
            skins.GROUND,
            white if site.snow else (0.26, 0.29, 0.32),
            (0.20, 0.225, 0.245),
            gloss=0.07 if wet else 0.0,
            rough=0.05,
            scale=1.8,
            extra=(wet,),
        )
    else:
        deck = place.material(skins.WOOD, (0.16, 0.22, 0.29), gloss=0.06 if wet else 0.02, rough=0.08, scale=0.16)
    rim = place.material(skins.STONE, (0.44, 0.46, 0.47), gloss=0.04 if wet else 0.0, rough=0.08, scale=1.1)
    tiles = place.material(skins.ZELLIGE, (0.42, 0.22, 0.05), (0.50, 0.42, 0.16), gloss=0.06, rough=0.05, scale=0.22)
    base = tuple(0.10 + 0.30 * part for part in light)
    water = place.material(
        skins.WATER,
        base,
        gloss=0.035,
        rough=0.0,
        scale=1.1,
        family=ODD,
        glow=tuple((0.10 + 1.5 * dark) * part for part in light),
        extra=(5.5, 0.0, 0.62 * _LONG),
    )
    site.water.append(water)
    far = 60.0 if is_motel else 16.4
    edge = 0.42
    a, b, c = _HALF + edge, _LONG + edge, far
    wide = 60.0 if is_motel else 9.0
    place.add(
        sheet(-wide, wide, -30.0, -edge, 0.0, deck),
        sheet(-wide, wide, b, c, 0.0, deck),
        sheet(-wide, -a, -edge, b, 0.0, deck),
        sheet(a, wide, -edge, b, 0.0, deck),
        sheet(-_HALF - 0.1, _HALF + 0.1, -0.1, _LONG + 0.1, _LEVEL, water),
    )
    middle = 0.5 * _LONG
    for way in (-1.0, 1.0):
        place.add(
            boxes([(way * (_HALF + edge / 2), -0.02, middle)], (edge / 2, 0.07, middle + edge), rim),
            boxes([(0.0, -0.02, middle + way * (middle + edge / 2))], (_HALF, 0.07, edge / 2), rim),
            boxes([(way * (_HALF + 0.03), -0.25, middle)], (0.03, 0.19, middle), tiles),
            boxes([(0.0, -0.25, middle + way * (middle + 0.03))], (_HALF, 0.19, 0.03), tiles),
        )
    if dark > 0.2:
        for z in (2.5, 6.5, 10.5):
            place.lamp((0.0, 0.12, z), tuple(2.2 * dark * part for part in light), ODD, 1.4)


def _ladder(site: Site, side: float) -> None:
    """Set the rails of a ladder at the edge, a ring that floats, and a ball."""
    place = site.place
    steel = place.material(skins.METAL, (0.55, 0.56, 0.57), gloss=0.5, rough=0.12, metal=True)
    s = np.linspace(0, math.pi, 14)
    for z in (3.1, 3.62):
        x = _HALF + 0.28 - 0.33 * (1 - np.cos(s)) / 1.0
        y = 0.05 + 0.72 * np.sin(s) ** 0.7
        line = np.stack([side * x, y, z + 0 * x], 1)
        low = np.array([[side * (_HALF - 0.38), _LEVEL - 0.3, z]])
        place.add(tube(np.concatenate([line, low]), 0.024, 10, steel))
    place.add(boxes([(side * (_HALF - 0.38), -0.02, 3.36)], (0.05, 0.014, 0.26), steel))
    ring = [
        place.material(skins.PLAIN, tone, gloss=0.06, rough=0.1) for tone in ((0.16, 0.10, 0.60), (0.70, 0.71, 0.72))
    ]
    turn = np.linspace(0, 2 * math.pi, 33)
    for n in range(8):
        t = turn[4 * n : 4 * n + 5]
        path = np.stack([0.40 * np.cos(t), 0.02 + 0 * t, 0.40 * np.sin(t)], 1)
        place.add(tube(path, 0.13, 14, ring[n % 2]).moved(side * 1.25, _LEVEL, 2.9))


def _loungers(site: Site, side: float, is_motel: bool) -> None:
    """Set loungers with towels along the pool, parasols between, a small table with a light on it."""
    place, dark = site.place, site.dark
    frame = place.material(skins.METAL, (0.40, 0.41, 0.42), gloss=0.05, rough=0.3)
    cloth = place.material(skins.CLOTH, (0.62, 0.64, 0.65), scale=2.0)
    towel = place.material(skins.CLOTH, (0.20, 0.16, 0.55), scale=2.0)
    shade = place.material(skins.CLOTH, (0.14, 0.12, 0.52) if is_motel else (0.60, 0.63, 0.65), scale=2.0)
    pole = place.material(skins.WOOD, (0.20, 0.26, 0.32), scale=0.1)
    candle = place.material(skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(5 * dark * part for part in WARM), family=EVEN)
    lounger = Mesh.of(
        [
            boxes([(0, 0.32, 0.0)], (0.33, 0.045, 0.62), cloth),
            grid([[(-0.33, 0.92, 1.12), (0.33, 0.92, 1.12)], [(-0.33, 0.34, 0.58), (0.33, 0.34, 0.58)]], cloth),
            grid([[(0.33, 0.90, 1.14), (-0.33, 0.90, 1.14)], [(0.33, 0.32, 0.60), (-0.33, 0.32, 0.60)]], cloth),
            boxes([(x, 0.15, z) for x in (-0.3, 0.3) for z in (-0.55, 0.55)], (0.025, 0.15, 0.025), frame),
            boxes([(0.05, 0.375, -0.25)], (0.26, 0.012, 0.34), towel),
        ]
    )
    for way in (-1.0, 1.0):
        for n, z in enumerate(np.arange(3.0 if way == -side else 6.4, 12.5, 1.75)):
            place.add(lounger.moved(way * (_HALF + 1.75), 0.0, float(z), turn=way * math.pi / 2))
            if n % 2 == 0:
                x, at = way * (_HALF + 2.7), float(z) + 0.85
                hat = turned([(0.0, 2.62), (0.75, 2.42), (1.35, 2.12), (1.36, 2.02), (0.0, 2.5)], 8, shade)
                place.add(
                    hat.moved(x, 0, at),
                    tube([(x, 0, at), (x, 2.6, at)], 0.03, 8, pole),
                    boxes([(x - way * 0.55, 0.24, at)], (0.2, 0.02, 0.2), frame),
                    boxes([(x - way * 0.55, 0.12, at)], (0.03, 0.12, 0.03), frame),
                    boxes([(x - way * 0.55, 0.33, at)], (0.05, 0.07, 0.05), candle),
                )
                if dark > 0.2 and n < 4:
                    place.lamp((x - way * 0.55, 0.65, at), tuple(1.6 * dark * part for part in WARM), EVEN, 0.2)


def _motel(site: Site, side: float, neon: tuple[float, ...]) -> None:
    """Build a motel of two floors around the pool, its sign on posts, palms and hills."""
    place, rng, dark = site.place, site.rng, site.dark
    wall = place.material(skins.PLASTER, (0.46, 0.52, 0.58))
    trim = place.material(skins.PLASTER, (0.55, 0.57, 0.58))
    slab = place.material(skins.PLASTER, (0.30, 0.32, 0.33))
    rail = place.material(skins.METAL, (0.10, 0.10, 0.10), gloss=0.04, rough=0.3)
    doors = [place.material(skins.WOOD, tone, scale=0.3) for tone in ((0.30, 0.28, 0.06), (0.10, 0.10, 0.42))]
    panes = [
        place.material(
            skins.GLOW,
            (0.05, 0.05, 0.05),
            gloss=0.08,
            rough=0.03,
            scale=0.6,
            family=family,
            glow=tuple((0.06 + power * dark) * part for part in WARM),
        )
        for family, power in ((EVEN, 1.5), (ODD, 0.9), (EVEN, 0.10))
    ]
    tube_light = place.material(
        skins.PLAIN, (0.4, 0.4, 0.4), glow=tuple((0.08 + 4.2 * dark) * part for part in neon), family=EVEN
    )
    bulb = place.material(skins.PLAIN, (0.4, 0.4, 0.4), glow=tuple(7 * dark * part for part in WARM), family=ODD)
    bay, floors, high = 4.2, 2, 2.9

    def wing(count: int) -> Mesh:
        """Return a row of rooms that faces -z, from x = 0 to the right."""
        long = count * bay
        parts = [
            boxes([(long / 2, floors * high / 2, 4.0)], (long / 2, floors * high / 2, 3.0), wall),
            boxes([(long / 2, floors * high + 0.12, 2.6)], (long / 2 + 0.5, 0.16, 4.6), trim),
            boxes([(long / 2, floors * high + 0.12, -2.03)], (long / 2 + 0.5, 0.05, 0.04), tube_light),
            boxes([(long / 2, high + 0.02, -0.25)], (long / 2, 0.12, 1.45), slab),
        ]
        for floor in range(floors):
            y = floor * (high + 0.12)
            for n in range(count):
                x = (n + 0.5) * bay
                pane = panes[int(rng.choice([0, 1, 2], p=[0.4, 0.3, 0.3]))]
                low = [
                    [(x - 0.2, y + 2.2, 0.96), (x + 1.7, y + 2.2, 0.96)],
                    [(x - 0.2, y + 0.85, 0.96), (x + 1.7, y + 0.85, 0.96)],
                ]
                parts.append(grid(low, pane, uv=[[(0, 1.4), (2, 1.4)], [(0, 0.3), (2, 0.3)]]))
                parts.append(boxes([(x + 0.75, y + 0.80, 0.90), (x + 0.75, y + 2.25, 0.90)], (1.05, 0.05, 0.10), trim))
                parts.append(boxes([(x + 0.75, y + 1.5, 0.93)], (0.03, 0.7, 0.04), trim))
                parts.append(boxes([(x - 1.1, y + 1.05, 0.96)], (0.46, 1.05, 0.05), doors[floor]))
                parts.append(boxes([(x - 0.45, y + 2.05, 0.92)], (0.06, 0.09, 0.07), bulb))
                parts.append(boxes([(x + 0.75, y + 0.45, 0.80)], (0.5, 0.22, 0.18), rail))
        posts = np.arange(0.0, long + 0.1, bay)
        parts.append(boxes([(x, floors * high / 2, -1.6) for x in posts], (0.06, floors * high / 2, 0.06), trim))
        bars_ = np.arange(0.1, long, 0.16)
        parts.append(boxes(np.stack([bars_, 0 * bars_ + high + 0.62, 0 * bars_ - 1.62], 1), (0.012, 0.48, 0.012), rail))
        parts.append(boxes([(long / 2, high + y, -1.62) for y in (0.18, 1.1)], (long / 2, 0.025, 0.03), rail))
        return Mesh.of(parts)

    place.add(
        wing(7).moved(-14.7, 0.0, 21.5),
        wing(4).moved(-side * 12.5, 0.0, 21.0 if side > 0 else 4.2, turn=side * math.pi / 2),
    )
    if dark > 0.2:
        for x in (-9.0, -2.0, 5.0):
            for y in (2.3, 5.2):
                place.lamp((x, y, 20.0), tuple(5.5 * dark * part for part in WARM), (EVEN, ODD)[int(y > 3)], 0.5)
        place.lamp((0.0, 6.6, 18.6), tuple(16 * dark * part for part in neon), EVEN, 2.0)
    # The sign stands beside the far end, its word over an arrow that points down to the office.
    site.lettering = True
    sign, lamps = neon_sign(place, "MOTEL", neon, _lights(site)[0], 0.1 + 4.6 * dark, lifted=2.9, hung=False)
    x, z, scale = side * 6.6, 15.5, 2.3
    place.add(sign.moved(x, 0.0, z, scale=scale))
    way = [(3.4, 10.4), (-2.6, 11.2), (-4.6, 9.5), (-5.0, 6.6)]
    arrow = [(x + side * a, y, z - 0.1) for a, y in way]
    head = [(x + side * a, y, z - 0.1) for a, y in ((-5.7, 7.4), (-5.0, 6.4), (-4.3, 7.4))]
    place.add(tube(arrow, 0.06, 8, tube_light), bars(head[:-1], head[1:], (0.06, 0.06), tube_light))
    if dark > 0.2:
        for at in lamps[1:3]:
            place.lamp((x + scale * at[0], scale * at[1], z - 1.2), tuple(13 * dark * part for part in neon), EVEN, 0.8)
    palms = palm_skins(place)
    for px, pz, tall in (
        (side * 9.6, 8.5, 9.5),
        (side * 8.8, 19.0, 12.0),
        (-side * 8.4, 18.2, 10.5),
        (side * 11.5, 3.0, 8.0),
    ):
        place.add(palm_tree(tall, palms, rng, 24).moved(px, 0.0, pz))
    land = place.material(skins.GROUND, (0.10, 0.13, 0.17), (0.13, 0.17, 0.21), scale=30.0)
    place.add(hills(rng, 500, 1500, 1300, 150, land))


def _roof(site: Site, side: float, neon: tuple[float, ...]) -> None:
    """Build the rail of glass around the roof, planters, lamps and the city beyond and below."""
    place, rng, dark = site.place, site.rng, site.dark
    glass = place.material(skins.PLAIN, (0.10, 0.11, 0.10), gloss=0.07, rough=0.02)
    steel = place.material(skins.METAL, (0.40, 0.41, 0.42), gloss=0.25, rough=0.25, metal=True)
    box = place.material(skins.PLASTER, (0.24, 0.25, 0.26))
    line = place.material(
        skins.PLAIN, (0.4, 0.4, 0.4), glow=tuple((0.05 + 3.0 * dark) * part for part in neon), family=EVEN
    )
    end, half = 16.2, 8.8
    place.add(
        boxes([(0, 1.06, end)], (half, 0.03, 0.04), steel),
        boxes([(0, 0.10, end)], (half, 0.06, 0.06), steel),
        boxes([(x, 0.55, end) for x in np.linspace(-half, half, 11)], (0.025, 0.5, 0.03), steel),
        boxes([(0, 0.19, end - 0.12)], (half, 0.02, 0.02), line),
    )
    for way in (-1.0, 1.0):
        place.add(
            boxes([(way * half, 0.55, 3.0)], (0.02, 0.5, 13.2), glass),
            boxes([(way * half, 1.06, 3.0)], (0.04, 0.03, 13.2), steel),
            boxes([(way * (half - 0.12), 0.05, 3.0)], (0.02, 0.03, 13.2), line),
        )
    palms = palm_skins(place)
    for n, (x, z) in enumerate(((side * 7.6, 14.6), (-side * 7.4, 14.9), (side * 7.7, 5.0), (-side * 7.8, 3.2))):
        place.add(
            boxes([(x, 0.35, z)], (0.55, 0.35, 0.55), box), palm_tree(4.2 + 0.5 * n, palms, rng, 22).moved(x, 0.4, z)
        )
        if dark > 0.2:
            place.lamp((x, 0.9, z - 0.9), tuple(4.5 * dark * part for part in neon), EVEN, 0.5)
    fronts = Fronts(site, OFFICES)
    red = place.material(
        skins.PLAIN, (0.1, 0.1, 0.1), glow=tuple(6 * dark * part for part in (0.03, 0.05, 1.0)), family=ODD
    )
    for n in range(150):
        z = 60.0 + 900.0 * float(rng.random()) ** 1.4
        x = float(rng.uniform(-1, 1)) * (40 + 0.75 * z)
        wide, deep = (float(v) for v in rng.uniform(11, 22, 2))
        rise = 150.0 * float(rng.random()) ** 2.2 * (0.35 + 0.65 * math.exp(-(((x - side * 90) / 190) ** 2)))
        high = -30.0 + 1.3 * rise + 46.0 * float(rng.random())
        if z < 160:
            high = min(high, -2.0 - 0.12 * abs(z - 60)) if abs(x) < 60 else high
        place.add(
            tower(
                x - wide, x + wide, z, z + 2 * deep, -160.0, high, fronts._walls[n % len(fronts._walls)], fronts._roof
            )
        )
        if high > 30 and n % 2:
            place.add(
                tube([(x, high, z + deep), (x, high + 16, z + deep)], [0.7, 0.15], 6, fronts._iron),
                boxes([(x, high + 16, z + deep)], (0.7, 0.7, 0.7), red),
            )
    ground = place.material(skins.GROUND, (0.05, 0.05, 0.05), (0.09, 0.09, 0.09), scale=40.0)
    place.add(sheet(-2500, 2500, 17.0, 3500, -160.0, ground))
