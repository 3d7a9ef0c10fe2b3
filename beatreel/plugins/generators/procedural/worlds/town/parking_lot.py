"""A parking lot: painted bays, lamps on tall masts, a few cars, a low row of shops with its sign, towers or trees in the haze; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.lettering import word, word_width
from beatreel.plugins.generators.procedural.scenery.motorcars import finish, motorcar
from beatreel.plugins.generators.procedural.scenery.streets import bare_tree, broad_tree, sheet, tower

from .city_fronts import lamps_of, signs_of
from .homes import WARM
from .site import Plume, Site, View, somebody

AIR = 0.0014
_BAY, _DEEP = 2.7, 5.2  # of a car
_ROWS = (9.0, 24.0, 39.0)  # z of the lines where two rows of bays meet
_SHOPS = 58.0
_PAINTS = (
    (0.025, 0.025, 0.026),
    (0.36, 0.37, 0.38),
    (0.14, 0.07, 0.03),
    (0.04, 0.04, 0.26),
    (0.50, 0.51, 0.52),
    (0.10, 0.14, 0.17),
)
_NAMES = ("MARKET", "DINER", "DRUGS", "PIZZA", "RECORDS", "HOTEL")
_EMPTY = {"empty", "lonely", "deserted", "abandoned", "alone", "one", "single"}


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low behind the shops, by day beside the viewer."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.1, 0.35))
    return side * float(rng.uniform(1.9, 2.4))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide over the lot, medium and close at a car under a lamp, detail low over the lines."""
    place = site.place
    wet = max(site.wet, 0.45 * (site.dark > 0.6))
    white = (0.72, 0.70, 0.68)
    tar = place.material(
        skins.GROUND, (0.50, 0.48, 0.47) if site.snow else (0.062, 0.060, 0.059), white if site.snow else (0.095, 0.093, 0.091),
        gloss=0.09 if wet else 0.0, rough=0.05, scale=3.2, extra=(wet,),
    )  # fmt: skip
    grass = place.material(skins.GROUND, (0.03, 0.07, 0.05), (0.05, 0.10, 0.08), scale=6.0)
    paint = place.material(skins.PLASTER, (0.30, 0.31, 0.32), gloss=0.05 if wet else 0.0, rough=0.05)
    place.add(sheet(-46, 46, -30, _SHOPS, 0.0, tar), sheet(-900, 900, -60, 1800, -0.06, grass))
    if not site.snow:
        for z in _ROWS:
            place.add(sheet(-32, 32, z - 0.05, z + 0.05, 0.007, paint))
            at = np.arange(-32.4, 32.5, _BAY)
            place.add(*(sheet(float(x) - 0.05, float(x) + 0.05, z - _DEEP, z + _DEEP, 0.007, paint) for x in at))
        place.add(
            _arrow(paint).moved(side * 3.2, 0.008, 1.2), _arrow(paint).moved(-side * 4.0, 0.008, 16.6, turn=math.pi)
        )
    _cars(site, shot, side)
    _masts(site, side, shot)
    _shops(site, side)
    _around(site)
    cart = place.material(skins.PLAIN, (0.34, 0.35, 0.36))
    place.add(
        _trolley(cart).moved(side * (2.7 if shot == "detail" else 4.6), 0.0, 7.2 if shot == "detail" else 8.6, turn=0.7)
    )
    if site.dark > 0.3:
        site.plumes.append(Plume((-side * 2.0, 0.05, 15.0), 2.6, 0.8))
    if site.somebody and not site.empty and shot != "detail":
        place.add(
            somebody(site, "sheltered" if site.wet > 0.5 else "stander").moved(
                side * {"wide": 2.2, "medium": 1.9, "close": 1.4}[shot], 0, 9.0
            )
        )
    return {
        "wide": View((side * 1.0, 2.4, -8.0), -side * 3.0, 0.92, 0.62, 1.4),
        "medium": View((side * 2.0, 1.6, -1.0), -side * 7.0, 0.98, 0.58, 0.9),
        "close": View((side * 1.3, 1.25, 2.2), -side * 16.0, 1.05, 0.54, 0.5),
        "detail": View((side * 1.3, 0.55, 1.0), -side * 8.0, 1.08, 0.55, 0.4),
    }[shot]


def _arrow(paint: int) -> Mesh:
    head = [[(0.0, 0.0, 1.5), (0.0, 0.0, 1.5)], [(-0.5, 0.0, 0.5), (0.5, 0.0, 0.5)]]
    return Mesh.of([sheet(-0.12, 0.12, -1.1, 0.5, 0.0, paint), grid(head, paint)])


def _cars(site: Site, shot: str, side: float) -> None:
    """Park cars in some bays, and near by the one that is looked at."""
    place, rng = site.place, site.rng
    lone = bool(_EMPTY & site.words)
    first = finish(place, DYES.get(site.painted, _PAINTS[int(rng.integers(len(_PAINTS)))]), lit=max(site.dark, 0.15))
    near = (-1.35 * side, _ROWS[0] + 2.7) if shot != "detail" else (-0.5 * side, 6.6)
    turn = 0.0 if shot == "wide" else math.pi
    place.add(motorcar("coupe", first).moved(near[0], 0.0, near[1], turn=turn))
    if lone:
        return
    skins_ = [finish(place, one, lit=0.05) for one in _PAINTS]
    share = 0.16 + 0.36 * (site.dark < 0.5)
    for z in _ROWS:
        for way in (-1.0, 1.0):
            for x in np.arange(-31.05, 31.5, _BAY):
                spot = z + way * 2.7
                if (
                    rng.random() > share
                    or (abs(x - near[0]) < 5 and abs(spot - near[1]) < 6)
                    or (abs(x) < 4 and spot < 8)
                ):
                    continue
                kind = ("saloon", "estate", "coupe")[int(rng.integers(3))]
                turn = math.pi * int(rng.integers(2))
                place.add(
                    motorcar(kind, skins_[int(rng.integers(len(skins_)))], fine=False).moved(
                        float(x), 0.0, spot, turn=turn
                    )
                )


def _masts(site: Site, side: float, shot: str) -> None:
    place, dark = site.place, site.dark
    metal = place.material(skins.METAL, (0.10, 0.11, 0.11), gloss=0.06, rough=0.4)
    concrete = place.material(skins.PLASTER, (0.30, 0.31, 0.32))
    tone = lamps_of(site)
    spots = [
        (-side * 3.0, 6.5) if shot == "wide" else (-side * 4.05, _ROWS[0]),
        (side * 17.0, _ROWS[0]),
        (-side * 17.0, _ROWS[1]),
        (side * 9.4, _ROWS[1]),
        (-side * 6.7, _ROWS[2]),
        (side * 22.0, _ROWS[2]),
    ]
    if {"one", "single"} & site.words:
        spots = spots[:1]
    for n, (x, z) in enumerate(spots):
        family = EVEN if n % 2 else ODD
        glow = place.material(
            skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(11 * dark * part for part in tone), family=family
        )
        place.add(
            tube([(x, 0, z), (x, 4, z), (x, 8.2, z)], [0.12, 0.10, 0.08], 10, metal),
            tube([(x, 0, z), (x, 0.8, z)], [0.30, 0.30], 14, concrete),
        )
        for way in (-1.0, 1.0):
            place.add(
                boxes([(x + way * 0.55, 8.2, z)], (0.55, 0.04, 0.04), metal),
                boxes([(x + way * 1.25, 8.22, z)], (0.36, 0.07, 0.18), metal),
            )
            place.add(boxes([(x + way * 1.25, 8.13, z)], (0.30, 0.025, 0.14), glow))
            if dark > 0.2:
                at = (x + way * 1.3, 8.0, z)
                place.lamp(at, tuple((120 if n == 0 else 45) * dark * part for part in tone), family, 0.3)
                place.beacons.append((at, tone))


def _shops(site: Site, side: float) -> None:
    """Set a low row of shops behind the lot, their windows lit, their names on the fascia, and a sign on a post before them."""
    place, rng, dark = site.place, site.rng, site.dark
    site.lettering = True
    walls = [
        place.material(skins.PLASTER, tone) for tone in ((0.28, 0.33, 0.37), (0.20, 0.24, 0.30), (0.33, 0.35, 0.36))
    ]
    band = [
        place.material(skins.PLAIN, tone, gloss=0.04)
        for tone in ((0.05, 0.05, 0.26), (0.20, 0.10, 0.03), (0.06, 0.14, 0.04), (0.10, 0.11, 0.11))
    ]
    frame = place.material(skins.METAL, (0.05, 0.05, 0.05), gloss=0.05, rough=0.3)
    named = site.palette.strength > 0.45
    glass = [
        place.material(
            skins.GLOW,
            (0.05, 0.05, 0.05),
            gloss=0.08,
            rough=0.03,
            scale=0.36,
            glow=tuple((0.05 + 1.3 * dark) * part for part in tone),
            family=family,
        )
        for tone, family in ((WARM, EVEN), ((0.6, 0.9, 1.05), ODD))
    ]
    lights = [
        place.material(
            skins.PLAIN,
            (0.4, 0.4, 0.4),
            glow=tuple((0.05 + 3.2 * dark) * part for part in tone),
            family=(ODD, EVEN)[n % 2],
        )
        for n, tone in enumerate(signs_of(site))
    ]
    wide, x = 10.5, -47.0
    n = int(rng.integers(5))
    while x < 44:
        n += 1
        high = 5.2 + 1.0 * (n % 3 == 0)
        middle = x + wide / 2
        place.add(boxes([(middle, high / 2, _SHOPS + 6)], (wide / 2 - 0.05, high / 2, 5.9), walls[n % 3]))
        place.add(boxes([(middle, 4.15, _SHOPS - 0.9)], (wide / 2 - 0.1, 0.55, 1.0), band[n % 4]))
        place.add(boxes([(middle, 1.55, _SHOPS + 0.05)], (wide / 2 - 0.6, 1.25, 0.02), glass[n % 2]))
        at = np.linspace(x + 0.6, x + wide - 0.6, 6)
        place.add(
            boxes(np.stack([at, 0 * at + 1.55, 0 * at + _SHOPS], 1), (0.05, 1.3, 0.06), frame),
            boxes([(x + 0.2, 2.0, _SHOPS - 1.7)], (0.16, 2.0, 0.16), walls[0]),
        )
        name = _NAMES[n % len(_NAMES)]
        starts, ends = [], []
        for line in word(name, middle, 0.0, 0.8):
            points = [(a, 5.15 - b, _SHOPS - 1.95) for a, b in line]
            starts += points[:-1]
            ends += points[1:]
        place.add(bars(starts, ends, (0.06, 0.03), lights[n % len(lights)]))
        if dark > 0.2:
            place.lamp(
                (middle, 2.4, _SHOPS - 2.6),
                tuple(14 * dark * part for part in (0.3, 0.7, 1.1)),
                (EVEN, ODD)[n % 2],
                1.2,
            )
        x += wide
    post, z = side * 11.0, 33.0
    name = _NAMES[n % len(_NAMES)]
    half = word_width(name, 1.0) / 2 + 0.5
    metal = place.material(skins.METAL, (0.06, 0.06, 0.06), gloss=0.05, rough=0.3)
    place.add(
        boxes([(post + off, 3.4, z) for off in (-0.6 * half, 0.6 * half)], (0.12, 3.4, 0.12), metal),
        boxes([(post, 7.4, z)], (half, 0.9, 0.18), band[3]),
    )
    starts, ends = [], []
    for line in word(name, post, 0.0, 1.0):
        points = [(a, 7.9 - b, z - 0.22) for a, b in line]
        starts += points[:-1]
        ends += points[1:]
    edge = [
        (post - half, 6.5, z - 0.2),
        (post + half, 6.5, z - 0.2),
        (post + half, 8.3, z - 0.2),
        (post - half, 8.3, z - 0.2),
    ]
    place.add(
        bars(starts, ends, (0.075, 0.03), lights[0]),
        bars(edge, [*edge[1:], edge[0]], (0.05, 0.03), lights[-1 if named else 1]),
    )
    if dark > 0.2:
        tint = light_of_hue(site.palette.key, 0.15, 0.7) if named else np.array(WARM)
        place.lamp((post, 6.8, z - 1.2), tuple(float(22 * dark * part) for part in tint), ODD, 0.6)


def _trolley(metal: int) -> Mesh:
    """Return a shopping trolley."""
    parts = [
        bars([(x, 0.12, -0.40), (x, 0.45, -0.42)], [(x, 0.12, 0.35), (x, 0.95, 0.42)], (0.018, 0.018), metal)
        for x in (-0.22, 0.22)
    ]
    for y, grow in ((0.50, 0.0), (0.62, 0.03), (0.74, 0.05), (0.88, 0.07)):
        w, a, b = 0.22 + grow, -0.42 - grow, 0.40
        corner = [(-w, y, a), (w, y, a), (w, y, b), (-w, y, b)]
        parts.append(bars(corner, [*corner[1:], corner[0]], (0.013, 0.013), metal))
    at = np.linspace(-0.40, 0.38, 9)
    parts += [
        bars(
            np.stack([0 * at + x, 0 * at + 0.50, at], 1),
            np.stack([0 * at + 1.1 * x, 0 * at + 0.88, at], 1),
            (0.005, 0.005),
            metal,
        )
        for x in (-0.25, 0.25)
    ]
    parts.append(boxes([(x, 0.07, z) for x in (-0.2, 0.2) for z in (-0.36, 0.32)], (0.02, 0.07, 0.06), metal))
    parts.append(bars([(-0.28, 1.0, 0.50)], [(0.28, 1.0, 0.50)], (0.022, 0.022), metal))
    return Mesh.of(parts)


def _around(site: Site) -> None:
    """Set trees beside the lot, and towers far behind the shops."""
    place, rng = site.place, site.rng
    bark = place.material(skins.PLASTER, (0.045, 0.055, 0.065))
    leaf = place.material(skins.LEAF, (0.012, 0.055, 0.025), (0.03, 0.14, 0.065))
    tree = bare_tree(8.0, bark, rng) if site.is_winter else broad_tree(8.0, 5.6, bark, leaf, rng, 5000)
    for way in (-1.0, 1.0):
        for z in np.arange(4.0, 60.0, 9.0):
            place.add(tree.moved(way * float(rng.uniform(37, 41)), 0.0, float(z), turn=float(rng.uniform(0, 6.28))))
    glow = tuple(1.4 * site.dark * part for part in WARM)
    stone = place.material(
        skins.FACADE,
        (0.20, 0.23, 0.26),
        (0.06, 0.06, 0.06),
        gloss=0.08,
        rough=0.04,
        scale=2.8,
        glow=glow,
        family=EVEN,
        extra=(3.5, 0.5, 0.6, 0.35 * site.dark),
    )
    roof = place.material(skins.PLASTER, (0.2, 0.2, 0.2))
    for _ in range(22):
        x, z, half = float(rng.normal(0, 150)), float(rng.uniform(300, 620)), float(rng.uniform(11, 22))
        place.add(
            tower(x - half, x + half, z, z + 30, 0, float(rng.uniform(30, 110)) * math.exp(-abs(x) / 240), stone, roof)
        )
