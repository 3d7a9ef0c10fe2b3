"""Seen from above, as from a drone: a forest with a road or a river through it, a city of streets that glow."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid, turned
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.motorcars import finish, motorcar
from beatreel.plugins.generators.procedural.scenery.streets import broad_tree, sheet, tower

from .homes import WARM
from .site import Site, View

AIR = 0.0010
BLOCK, STREET = 62.0, 15.0


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: beside, so that what is tall throws shadows across."""
    return side * float(rng.uniform(0.8, 1.3))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; the shots stand lower and lower."""
    return _city(site, shot, side) if kind == "city_above" else _forest(site, shot, side)


def _conifer(tall: float, skin: int, rng: np.random.Generator) -> Mesh:
    """Return a spruce of ragged tiers, as it looks from above."""
    tiers = 7
    profile = [(0.02, tall)]
    for n in range(tiers):
        y = tall * (1 - (n + 0.9) / (tiers + 0.8))
        out = 0.21 * tall * ((n + 1) / tiers) ** 0.85
        profile += [(out, y), (0.30 * out, y - 0.01 * tall)]
    mesh = turned(profile, 18, skin)
    points = mesh.points.copy()
    away = np.hypot(points[:, 0], points[:, 2])
    turn = np.arctan2(points[:, 2], points[:, 0])
    ragged = (
        1 + 0.30 * np.sin(7 * turn + 9 * points[:, 1]) + 0.22 * np.sin(11 * turn - 5 * points[:, 1] + rng.uniform(0, 6))
    )
    points[:, [0, 2]] *= ragged[:, None]
    points[:, 1] -= 0.16 * away * ragged
    carried = mesh.carried.copy()
    ring = np.repeat(np.arange(len(profile)), len(points) // len(profile))
    carried[:, 0] = np.where(ring % 2 == 1, 0.90, 0.05) + 0.06 * np.sin(3 * turn)
    return Mesh(points, carried, mesh.triangles, mesh.skins)


def _forest(site: Site, shot: str, side: float) -> View:
    place, rng = site.place, site.rng
    autumn, snow = bool({"autumn", "fall", "golden", "october"} & site.words), site.snow
    wet = bool({"river", "stream", "creek", "lake"} & site.words)
    tones = [
        ((0.018, 0.045, 0.022), (0.035, 0.085, 0.045)),
        ((0.022, 0.060, 0.028), (0.04, 0.115, 0.06)),
        ((0.020, 0.050, 0.030), (0.045, 0.095, 0.065)),
    ]
    if snow:
        tones = [((0.05, 0.07, 0.06), (0.75, 0.72, 0.70)), ((0.10, 0.12, 0.11), (0.82, 0.79, 0.77))]
    needles = [place.material(skins.LEAF, *tone) for tone in tones]
    bark = place.material(skins.PLASTER, (0.05, 0.06, 0.07))
    golds = [
        ((0.015, 0.14, 0.36), (0.03, 0.24, 0.52)),
        ((0.012, 0.07, 0.30), (0.02, 0.12, 0.44)),
        ((0.02, 0.20, 0.42), (0.05, 0.33, 0.55)),
    ]
    broad = [
        place.material(skins.LEAF, *one) for one in (golds if autumn else [((0.015, 0.07, 0.03), (0.04, 0.16, 0.075))])
    ]
    shapes = [_conifer(float(tall), needles[n % len(needles)], rng) for n, tall in enumerate(rng.uniform(12, 21, 9))]
    share = 0.62 if autumn else 0.0 if snow else 0.16
    rounds = [
        broad_tree(float(rng.uniform(8, 12)), float(rng.uniform(7, 9)), bark, broad[n % len(broad)], rng, 600)
        for n in range(4)
    ]
    floor = place.material(
        skins.GROUND,
        (0.72, 0.70, 0.68) if snow else (0.02, 0.04, 0.035),
        (0.8, 0.77, 0.75) if snow else (0.035, 0.06, 0.055),
        scale=3.0,
    )
    place.add(sheet(-300, 300, -60, 500, 0.0, floor))
    z = np.linspace(-90, 260, 150)
    bend = side * (10 * np.sin(z / 26.0 + 0.6) + 4 * np.sin(z / 11.0))
    half = 6.5 if wet else 3.3

    def band(at: float, wide: float, y: float, skin: int) -> Mesh:
        return grid(
            np.stack([np.stack([bend + at + way * wide, np.full_like(z, y), z], 1) for way in (-1, 1)], 1)[::-1], skin
        )

    if wet:
        water = place.material(skins.WATER, (0.10, 0.085, 0.025), gloss=0.035, rough=0.0, scale=2.5)
        site.water.append(water)
        shore = place.material(skins.GROUND, (0.20, 0.24, 0.26), (0.30, 0.34, 0.36), scale=2.0)
        place.add(band(0, half + 1.6, 0.02, shore), band(0, half, 0.06, water))
    else:
        tar = place.material(skins.GROUND, (0.10, 0.098, 0.096), (0.14, 0.138, 0.135), scale=3.0)
        white = place.material(skins.PLASTER, (0.62, 0.63, 0.64))
        place.add(band(0, half, 0.03, tar), band(-half + 0.3, 0.07, 0.05, white), band(half - 0.3, 0.07, 0.05, white))
        for a in range(0, len(z) - 2, 3):
            some = slice(a, a + 2)
            points = np.stack(
                [np.stack([bend[some] + way * 0.08, np.full(2, 0.05), z[some]], 1) for way in (-1, 1)], 1
            )[::-1]
            place.add(grid(points, white))
        paint = [(0.03, 0.03, 0.42), (0.55, 0.56, 0.57), (0.02, 0.34, 0.60)][int(rng.integers(3))]
        worn = finish(place, paint, lit=max(site.dark, 0.0))
        k = int(np.searchsorted(z, {"wide": 44.0, "medium": 33.0, "close": 21.0, "detail": 15.0}[shot]))
        heading = math.atan2(float(bend[k + 1] - bend[k - 1]), float(z[k + 1] - z[k - 1]))
        place.add(motorcar("estate", worn).moved(float(bend[k]) + 1.6, 0.03, float(z[k]), turn=-heading))
        if site.dark > 0.3:
            ahead = (float(bend[k]) + 1.6, 0.9, float(z[k]) + 2.6)
            place.lamp(
                ahead,
                tuple(60 * site.dark * part for part in (0.8, 0.95, 1.0)),
                EVEN,
                0.3,
                toward=(float(bend[k + 6]) + 1.6, 0, float(z[k + 6])),
                angles=(30, 14),
            )
            place.beacons.append((ahead, (0.8, 0.95, 1.0)))
    reach = {"wide": 95, "medium": 75, "close": 55, "detail": 42}[shot]
    for row in np.arange(-0.75 * reach, 1.85 * reach, 4.3):
        centre = float(np.interp(row, z, bend))
        for x in np.arange(-0.75 * reach - 0.25 * max(row, 0), 0.75 * reach + 0.25 * max(row, 0), 4.5):
            px, pz = float(x + rng.normal(0, 1.0)), float(row + rng.normal(0, 1.0))
            if abs(px - centre) < half + 2.6 + float(rng.random()) * 1.5:
                continue
            one = (
                rounds[int(rng.integers(4))]
                if rng.random() < share and row < 1.1 * reach
                else shapes[int(rng.integers(len(shapes)))]
            )
            place.add(
                one.moved(
                    px,
                    float(rng.uniform(-1.5, 0)),
                    pz,
                    turn=float(rng.uniform(0, 6.28)),
                    scale=float(rng.uniform(0.75, 1.1)),
                )
            )
    site.elements.append(Element("mist", 0.28, {"low": 0.0, "high": 1.0, "drift": 10}))
    high = {"wide": 78.0, "medium": 60.0, "close": 40.0, "detail": 31.0}[shot]
    return View(
        (float(np.interp(0.42 * high, z, bend)) * 0.6, high, -0.05 * high), side * 8.0, 0.90, 0.5, 2.0, down=66.0
    )


def _city(site: Site, shot: str, side: float) -> View:
    place, rng = site.place, site.rng
    glow = tuple(1.7 * site.dark * part for part in WARM)
    cool = tuple(0.8 * site.dark * part for part in (0.95, 0.95, 0.75))
    styles = [
        place.material(
            skins.FACADE,
            base,
            (0.06, 0.055, 0.05),
            gloss=0.08,
            rough=0.04,
            scale=bay,
            glow=light,
            family=family,
            extra=(3.5, across, up, 0.05 + 0.24 * site.dark),
        )
        for base, bay, light, family, across, up in (
            ((0.26, 0.30, 0.33), 2.8, glow, EVEN, 0.5, 0.55),
            ((0.10, 0.15, 0.24), 2.4, glow, ODD, 0.45, 0.55),
            ((0.08, 0.08, 0.08), 1.6, cool, EVEN, 0.78, 0.62),
            ((0.36, 0.38, 0.40), 4.0, glow, ODD, 0.85, 0.45),
            ((0.20, 0.22, 0.24), 2.0, cool, ODD, 0.45, 0.7),
        )
    ]
    roofs = [
        place.material(skins.GROUND, base, tuple(0.7 * part for part in base), scale=6.0)
        for base in ((0.16, 0.16, 0.16), (0.24, 0.25, 0.26), (0.10, 0.11, 0.12))
    ]
    grey = place.material(skins.PLASTER, (0.25, 0.26, 0.27))
    tar = place.material(
        skins.GROUND,
        (0.06, 0.06, 0.06),
        (0.08, 0.08, 0.08),
        scale=8.0,
        glow=tuple(0.03 * site.dark * part for part in (0.10, 0.42, 1.0)),
        family=EVEN,
    )
    walk = place.material(skins.PLASTER, (0.22, 0.23, 0.24))
    place.add(sheet(-1500, 1500, -900, 2500, 0.0, tar))
    white, red = (
        place.material(
            skins.PLAIN, (0.02, 0.02, 0.02), glow=tuple(max(site.dark, 0.02) * part for part in colour), family=family
        )
        for colour, family in (((1.6, 2.3, 2.6), EVEN), ((0.04, 0.06, 2.4), ODD))
    )
    leaf = place.material(skins.LEAF, (0.015, 0.06, 0.03), (0.035, 0.13, 0.06))
    bark = place.material(skins.PLASTER, (0.05, 0.06, 0.07))
    crown = broad_tree(9.0, 7.0, bark, leaf, rng, 260)
    far = 860.0
    for z in np.arange(-20.0 - 4 * (BLOCK + STREET), far, BLOCK + STREET):
        for x in np.arange(-250 - 0.35 * abs(z), 250 + 0.35 * abs(z), BLOCK + STREET):
            place.add(sheet(x, x + BLOCK, z, z + BLOCK, 0.2, walk))
            park = rng.random() < 0.06
            for n, (a, b, c, d) in enumerate(((2, 29, 2, 29), (33, 60, 2, 29), (2, 29, 33, 60), (33, 60, 33, 60))):
                if park:
                    for _ in range(14):
                        place.add(
                            crown.moved(
                                float(x + rng.uniform(a, b)),
                                0.1,
                                float(z + rng.uniform(c, d)),
                                turn=float(rng.uniform(0, 6)),
                            )
                        )
                    continue
                middle = math.exp(-(((x + 31) / 190) ** 2) - ((z - 260) / 260) ** 2)
                high = float(rng.uniform(14, 40)) + middle * float(rng.uniform(10, 150)) * (rng.random() < 0.7)
                style, roof = styles[int(rng.integers(len(styles)))], roofs[int(rng.integers(3))]
                shrink = float(rng.uniform(0, 4))
                place.add(tower(x + a + shrink, x + b, z + c, z + d - shrink, 0.0, high, style, roof))
                for _ in range(2):
                    u, v, size = (
                        float(rng.uniform(a + 6, b - 6)),
                        float(rng.uniform(c + 4, d - 6)),
                        float(rng.uniform(1.2, 3.5)),
                    )
                    place.add(
                        tower(
                            x + u - size,
                            x + u + size,
                            z + v - size,
                            z + v + size,
                            high - 0.7,
                            high + float(rng.uniform(1, 4)),
                            grey,
                            grey,
                        )
                    )
                if n == 0 and high > 110:
                    place.beacons.append(((x + 15, high + 2, z + 15), (0.05, 0.08, 1.0)))
        # What drives along the streets.
        lane = z - STREET / 2
        for off, skin in ((-2.4, white), (2.4, red)):
            at = np.sort(rng.uniform(-260, 260, 40))
            for u in at:
                place.add(
                    sheet(float(u), float(u + rng.uniform(1.5, 7)), lane + off - 0.5, lane + off + 0.5, 0.8, skin)
                )
    for x in np.arange(-250.0 - 4 * (BLOCK + STREET), 251.0 + 4 * (BLOCK + STREET), BLOCK + STREET):
        lane = x - STREET / 2
        for off, skin in ((-2.4, white), (2.4, red)):
            for v in rng.uniform(-320, far, 120):
                place.add(
                    sheet(lane + off - 0.55, lane + off + 0.55, float(v), float(v + rng.uniform(2, 12)), 0.8, skin)
                )
    if site.dark > 0.3:
        for z in np.arange(-104.0, 330.0, BLOCK + STREET):
            for n, x in enumerate(np.arange(-180.0, 181.0, BLOCK + STREET)):
                place.lamp(
                    (float(x) - 6, 9.0, float(z)),
                    tuple(70 * site.dark * part for part in (0.10, 0.42, 1.0)),
                    EVEN if n % 2 else ODD,
                    3.0,
                )
    high = {"wide": 420.0, "medium": 330.0, "close": 240.0, "detail": 180.0}[shot]
    return View(
        (-STREET / 2, high, {"wide": -40.0, "medium": 20.0}.get(shot, 60.0)),
        side * 9.0,
        0.85,
        0.5,
        5.0,
        down={"wide": 60.0, "medium": 64.0, "close": 68.0, "detail": 74.0}[shot],
    )
