"""A harbour: a quay of stone with its bollards, lanterns and warehouses, ships moored at it, more of them across the basin."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, tube, turned
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.scenery import tall_ships, vessels
from beatreel.plugins.generators.procedural.scenery.boats import open_boat
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import hills, sheet, wall

from .homes import WARM, gable
from .site import Plume, Site, View, somebody

AIR = 0.0020
_TOP = 1.9  # metres of the quay above the water
_EDGE = 1.0  # x of its edge
_END = 185.0  # z of the mole that closes the basin
_PAINTS = (
    (0.30, 0.10, 0.02),
    (0.03, 0.04, 0.30),
    (0.12, 0.16, 0.03),
    (0.42, 0.45, 0.46),
    (0.04, 0.22, 0.38),
    (0.20, 0.15, 0.04),
)
_VIVID = (
    (0.60, 0.20, 0.02),
    (0.03, 0.04, 0.62),
    (0.05, 0.44, 0.66),
    (0.12, 0.44, 0.05),
    (0.02, 0.20, 0.66),
    (0.42, 0.36, 0.02),
)
_COLOURFUL = {"colourful", "colorful", "multicoloured", "multicolored", "bright", "painted"}
_BRICKS = ((0.055, 0.085, 0.20), (0.075, 0.105, 0.16), (0.12, 0.17, 0.21), (0.05, 0.07, 0.13), (0.17, 0.20, 0.21))
_FISHING = {"fishing", "fisherman", "fishermen", "trawler", "trawlers", "fish", "fishers", "village", "small"}
_STEAM = {"steamer", "steamers", "steamship", "steamships", "cargo", "freighter", "freighters", "industrial", "liner"}
_PLEASURE = {"marina", "yacht", "yachts", "sailboat", "sailboats", "riviera", "monaco"}


@dataclass(frozen=True)
class Fleet:
    """What lies in a harbour: its kinds of vessels, how long and how wide they are, and how far apart they are moored."""

    build: tuple[Callable[[], Mesh], ...]
    long: float
    half: float
    gap: float


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low over the basin, so that masts stand before it, else behind a shoulder."""
    if hour in ("golden", "dusk", "dawn"):
        return -side * float(rng.uniform(0.10, 0.26))
    return -side * float(rng.uniform(1.0, 1.7))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it for the quay on a side; wide over the basin, medium on the quay, close at a ship, detail at a bollard."""
    place = site.place
    if site.light.air > 0 and site.air > 2 * AIR:
        site.dark = max(site.dark, 0.5)  # lanterns burn in fog
        if {"mist", "misty", "fog", "foggy"} & site.words:  # most of it is laid over the picture, by its depths
            site.air = 1.4 * AIR
    if _COLOURFUL & site.words and site.dark < 0.9:  # the sun is behind the viewer: against it no paint has a colour
        site.azimuth = side * 2.4
        place.sun = site.light.towards(site.azimuth)
        place.zenith, place.horizon = (tuple(1.5 * part for part in sky) for sky in (place.zenith, place.horizon))
    water = place.material(skins.WATER, (0.035, 0.03, 0.016), gloss=0.05, rough=0.0, scale=4.0)
    site.water.append(water)
    place.add(sheet(-2500, 2500, -60, 4000, 0.0, water))
    _quay(site, side)
    _warehouses(site, side)
    _mole(site, side)
    _lanterns(site, side, shot)
    fleet = _fleet(site)
    _moored(site, fleet, side, shot)
    _clutter(site, side)
    if site.somebody and not site.empty and shot in ("wide", "medium"):
        place.add(somebody(site, "walker").moved(side * 4.2, _TOP, 12.0 if shot == "medium" else 16.0))
    site.elements.append(Element("birds", 0.25, {"top": 0.08, "bottom": 0.3, "count": 5, "size": 12.0}, "sky"))
    reach = fleet.long / 34
    return {
        "wide": View(
            (-side * (2.0 + 9.0 * reach), 3.6 + 3.4 * reach, -1.0 - 10.0 * reach), side * 7.0, 0.88, 0.64, 1.4
        ),
        "medium": View((side * 3.6, _TOP + 1.7, -3.0), -side * 7.0, 0.92, 0.62, 0.9),
        "close": View((side * 2.6, _TOP + 1.6, 2.0 + 5.0 * reach), -side * (30.0 - 10.0 * reach), 0.95, 0.74, 0.6),
        "detail": View((side * 2.7, _TOP + 0.75, 0.6), -side * 20.0, 1.15, 0.60, 0.25),
    }[shot]


def _fleet(site: Site) -> Fleet:
    """Return what a prompt's words moor there: old ships where it names none."""
    place, rng, glow = site.place, site.rng, max(site.dark, 0.08)
    words = site.words
    if _PLEASURE & words:
        return Fleet((partial(vessels.yacht, place, glow, rng),) * 4, 11.0, 1.8, 1.6)
    if _STEAM & words:
        tints = (((0.02, 0.02, 0.022), (0.03, 0.05, 0.32)), ((0.10, 0.04, 0.02), (0.04, 0.30, 0.50)))
        return Fleet(tuple(partial(vessels.steamer, place, paint, band, glow) for paint, band in tints), 58.0, 4.8, 9.0)
    if _FISHING & words:
        paints = _VIVID if _COLOURFUL & site.words else _PAINTS
        order = rng.permutation(len(paints))
        return Fleet(
            tuple(partial(vessels.fishing_boat, place, paints[n], glow, rng) for n in order[:4]), 13.0, 2.2, 2.2
        )
    hulls = ((0.030, 0.055, 0.11), (0.020, 0.024, 0.030), (0.05, 0.09, 0.15))
    cloth = (0.30, 0.37, 0.42)
    old = tuple(
        partial(tall_ships.tall_ship, place, cloth, hull, glow, torn=False, furled=True, rng=rng) for hull in hulls
    )
    return Fleet(old, 34.0, 4.0, 9.0)


def _moored(site: Site, fleet: Fleet, side: float, shot: str) -> None:
    """Moor the fleet at both quays and let a boat lie in the basin; hawsers lead to the bollards."""
    place, rng = site.place, site.rng
    kinds = [make() for make in fleet.build]
    step = fleet.long + fleet.gap + 5.0
    beside = _EDGE - fleet.half - 0.6
    number = int(rng.integers(len(kinds)))
    first = 6.0 + 0.62 * fleet.long
    rope = place.material(skins.CLOTH, (0.10, 0.15, 0.19), scale=0.05)
    for count, z in enumerate(np.arange(first, _END - 0.7 * fleet.long, step)):
        for row in range(2 if fleet.long < 20 else 1):
            x = side * (beside - row * (2 * fleet.half + 0.8))
            turn = 0.5 * math.pi * float(rng.choice([-1.0, 1.0])) + float(rng.normal(0, 0.02))
            place.add(
                kinds[number % len(kinds)].moved(
                    x, float(rng.uniform(-0.1, 0.1)), float(z + row * rng.uniform(-2, 2)), turn=turn
                )
            )
            number += 1
        if count < 3:
            for end, way in ((z - 0.46 * fleet.long, -1), (z + 0.46 * fleet.long, 1)):
                s = np.linspace(0, 1, 12)[:, None]
                a = np.array([side * beside, 1.6 + 0.07 * fleet.long, end])
                b = np.array([side * (_EDGE + 0.6), _TOP + 0.45, end + way * (1.6 + 0.06 * fleet.long)])
                line = a + (b - a) * s - [0, 1, 0] * (4 * 0.35 * s * (1 - s))
                place.add(tube(line, 0.045, 6, rope))
    far = -side * 58.0
    for z in np.arange(24.0, _END - 20, step * 0.86):
        at = far + side * (fleet.half + 2.0)
        place.add(kinds[number % len(kinds)].moved(at, 0, float(z), turn=0.5 * math.pi * (1 if number % 2 else -1)))
        number += 1
    # One lies at anchor in the basin, a small boat between.
    place.add(
        kinds[number % len(kinds)].moved(
            -side * (18.0 + 0.25 * fleet.long), 0, 62.0 + fleet.long, turn=float(rng.uniform(-0.6, 0.6))
        )
    )
    shell, inside, trim = (
        place.material(skins.WOOD, c, scale=0.2) for c in ((0.10, 0.14, 0.16), (0.08, 0.14, 0.2), (0.05, 0.09, 0.14))
    )
    boat = open_boat(4.6, shell, inside, trim)
    for x, z, turn in ((-5.2, 3.5, 0.5), (-12.0, 16.0, -0.9), (-3.0, 0.5, 0.15)):
        place.add(boat.moved(side * x, 0.0, z, turn=turn + float(rng.normal(0, 0.1))))
    if fleet.long > 50:
        site.plumes.append(Plume((side * beside, 17.5, first + 3.0), 16.0, 3.0))


def _quay(site: Site, side: float) -> None:
    place = site.place
    stone = place.material(skins.STONE, (0.10, 0.115, 0.12), scale=1.1)
    cap = place.material(skins.PLASTER, (0.19, 0.205, 0.21))
    cobbles = place.material(
        skins.GROUND, (0.70, 0.68, 0.66) if site.snow else (0.085, 0.095, 0.105), (0.6, 0.58, 0.57) if site.snow else (0.13, 0.14, 0.15),
        gloss=0.06, rough=0.06, scale=0.7, extra=(0.1 + 0.5 * site.wet,),
    )  # fmt: skip
    weed = place.material(skins.PLASTER, (0.018, 0.032, 0.022))
    edge = side * _EDGE
    ends = ((edge, _END), (edge, -30.0))
    if side > 0:
        ends = ends[::-1]
    place.add(wall(*ends, 0.35, _TOP - 0.2, stone), wall(*ends, -1.0, 0.36, weed))
    at = np.arange(-20.0, 90.0, 1.6)
    place.add(boxes([(edge + side * 0.36, _TOP - 0.12, float(z)) for z in at], (0.42, 0.14, 0.785), cap))
    low, high = sorted((edge + side * 0.7, side * 400.0))
    place.add(sheet(low, high, -40, _END, _TOP, cobbles))
    iron = place.material(skins.METAL, (0.03, 0.032, 0.035), gloss=0.05, rough=0.3)
    bollard = turned(
        [(0.0, 0.66), (0.20, 0.64), (0.27, 0.55), (0.25, 0.47), (0.155, 0.40), (0.15, 0.14), (0.24, 0.05), (0.26, 0.0)],
        26,
        iron,
    )
    for z in (4.3, *np.arange(12.4, 100.0, 8.1)):
        place.add(bollard.moved(edge + side * 0.62, _TOP, float(z)))
    rope = place.material(skins.CLOTH, (0.16, 0.22, 0.26), scale=0.05)
    turn = np.linspace(0, 7 * 2 * np.pi, 190)
    for z, low_, radius in ((4.3, 0.16, 0.20), (12.4, 0.16, 0.20)):  # a hawser round its neck
        place.add(
            tube(
                np.stack(
                    [radius * np.cos(turn[:100]), low_ + 0.0105 * turn[:100] * 0.8, radius * np.sin(turn[:100])], 1
                ),
                0.036,
                7,
                rope,
            ).moved(edge + side * 0.62, _TOP, z)
        )
    flat = np.stack([(0.12 + 0.017 * turn) * np.cos(turn), 0.04 + 0.0 * turn, (0.12 + 0.017 * turn) * np.sin(turn)], 1)
    place.add(
        tube(flat[:160], 0.04, 7, rope).moved(side * 2.55, _TOP, 4.0),
        tube(flat, 0.04, 7, rope).moved(side * 2.2, _TOP, 9.6),
    )
    rungs = [(edge - side * 0.06, y, 7.9) for y in np.arange(-0.2, _TOP, 0.3)]
    place.add(
        boxes(rungs, (0.02, 0.02, 0.24), iron),
        boxes([(edge - side * 0.06, 0.8, 7.9 + w) for w in (-0.24, 0.24)], (0.025, 1.2, 0.025), iron),
    )


def _warehouses(site: Site, side: float) -> None:
    """Set houses along both quays, their gables to the water."""
    place, rng = site.place, site.rng
    roof = (
        place.material(skins.PLASTER, (0.72, 0.70, 0.68))
        if site.snow
        else place.material(skins.BRICK, (0.05, 0.06, 0.085))
    )
    wood = place.material(skins.WOOD, (0.05, 0.075, 0.09), scale=0.25)
    glow = tuple(1.5 * site.dark * part for part in WARM)
    walls = [
        place.material(
            skins.FACADE, base, (0.045, 0.042, 0.04), gloss=0.07, rough=0.05, scale=float(rng.uniform(2.2, 3.0)), glow=glow,
            family=(EVEN, ODD)[n % 2], extra=(3.1, 0.36, 0.46, 0.04 + 0.30 * site.dark),
        )
        for n, base in enumerate(_BRICKS)
    ]  # fmt: skip
    for way, line, start in ((side, 13.0, -12.0), (-side, 60.0, -4.0)):
        z = start
        while z < _END:
            wide, high, deep = float(rng.uniform(8.5, 13.0)), float(rng.uniform(8.0, 13.5)), float(rng.uniform(13, 20))
            skin = walls[int(rng.integers(len(walls)))]
            half = wide / 2
            corners = [(-half, 0.0), (half, 0.0), (half, deep), (-half, deep)]
            parts = [wall(a, b, 0.0, high, skin) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
            parts.append(gable(-half, half, 0.0, deep, high, high + 0.42 * wide, roof, skin, over=0.35))
            parts.append(boxes([(0, 1.5, -0.05)], (1.3, 1.5, 0.06), wood))
            parts.append(boxes([(0, high + 0.20 * wide, -0.7)], (0.10, 0.12, 0.9), wood))
            if rng.random() < 0.5:
                parts.append(boxes([(half * 0.5, high + 0.32 * wide, deep * 0.4)], (0.5, 1.5, 0.5), skin))
            place.add(
                Mesh.of(parts).moved(way * (line + float(rng.uniform(0, 1.0))), _TOP, z + half, turn=-way * math.pi / 2)
            )
            z += wide + (0.3 if rng.random() < 0.7 else 4.0)
    stone = place.material(skins.STONE, (0.10, 0.115, 0.12), scale=1.6)
    other = -side * 55.0
    ends = ((other, -30.0), (other, _END))
    if side > 0:
        ends = ends[::-1]
    low, high_ = sorted((other, -side * 400.0))
    place.add(
        wall(*ends, -1.0, _TOP, stone),
        sheet(low, high_, -40, _END, _TOP, place.material(skins.PLASTER, (0.11, 0.12, 0.13))),
    )
    land = place.material(skins.GROUND, (0.04, 0.06, 0.045), (0.06, 0.08, 0.07), scale=30.0)
    place.add(hills(rng, 420, 1500, 2200, 130, land).moved(0, -8, 0))


def _mole(site: Site, side: float) -> None:
    """Close the basin with a mole and its light."""
    place = site.place
    stone = place.material(skins.STONE, (0.11, 0.12, 0.125), scale=1.6)
    white, red = place.material(skins.PLASTER, (0.55, 0.57, 0.58)), place.material(skins.PLASTER, (0.03, 0.04, 0.33))
    lamp = place.material(
        skins.PLAIN, (0.4, 0.4, 0.4), glow=tuple(7 * max(site.dark, 0.1) * part for part in WARM), family=ODD
    )
    for a, b in ((-55.0, -27.0), (-15.0, 1.0)):
        place.add(boxes([(side * (a + b) / 2, 1.0, _END + 2.5)], ((b - a) / 2, 1.5, 2.5), stone))
    for x, skin in ((-27.5, red), (-14.5, white)):
        tower = [turned([(1.0, 9.0), (1.5, 0.0)], 20, skin), turned([(1.5, 9.3), (1.5, 9.0), (1.0, 8.9)], 20, stone)]
        tower += [turned([(0.75, 10.9), (0.75, 9.3)], 14, lamp), turned([(0.0, 11.9), (0.95, 10.9)], 14, skin)]
        place.add(Mesh.of(tower).moved(side * x, 2.4, _END + 2.5))
        place.beacons.append(((side * x, 12.5, _END + 1.6), WARM))


def _lanterns(site: Site, side: float, shot: str) -> None:
    place = site.place
    iron = place.material(skins.METAL, (0.02, 0.022, 0.02), gloss=0.04, rough=0.4)
    post = turned([(0.05, 4.2), (0.06, 2.4), (0.08, 1.0), (0.13, 0.8), (0.13, 0.2), (0.19, 0.0)], 14, iron)
    hat = turned([(0.0, 5.05), (0.09, 4.95), (0.28, 4.72), (0.0, 4.70)], 8, iron)
    for n, z in enumerate(np.arange(7.0, 120.0, 14.5)):
        family = EVEN if n % 2 else ODD
        glass = place.material(
            skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(7.0 * max(site.dark, 0.06) * part for part in WARM), family=family
        )
        at = (side * 5.6, _TOP, float(z))
        place.add(Mesh.of([post, hat, turned([(0.19, 4.70), (0.24, 4.55), (0.14, 4.2)], 8, glass)]).moved(*at))
        if site.dark > 0.2 and n < 6:
            spot = (at[0], at[1] + 4.35, at[2])
            place.lamp(spot, tuple(17 * site.dark * part for part in WARM), family, 0.2)
            place.beacons.append((spot, WARM))


def _clutter(site: Site, side: float) -> None:
    """Let goods stand on the quay: barrels, crates, sacks, a handcart's load under a net."""
    place, rng = site.place, site.rng
    oak = place.material(skins.WOOD, (0.05, 0.10, 0.16), scale=0.13)
    pine = place.material(skins.WOOD, (0.11, 0.18, 0.25), scale=0.16)
    hoop = place.material(skins.METAL, (0.04, 0.04, 0.045), gloss=0.04, rough=0.4)
    stave: Any = [(0.27, 0.92), (0.29, 0.90), (0.345, 0.60), (0.355, 0.46), (0.345, 0.32), (0.29, 0.02), (0.27, 0.0)]
    barrel = Mesh.of(
        [
            turned([(0.0, 0.9), *stave[1:]], 22, oak),
            *(
                turned([(r + 0.012, y + 0.04), (r + 0.012, y - 0.03)], 22, hoop)
                for r, y in ((0.30, 0.84), (0.345, 0.63), (0.345, 0.29), (0.30, 0.08))
            ),
        ]
    )
    for x, z in ((6.9, 6.2), (7.6, 6.6), (7.1, 7.1), (6.7, 16.4), (7.4, 16.2), (7.0, 29.5), (7.7, 30.0)):
        place.add(barrel.moved(side * x, _TOP, z, turn=float(rng.uniform(0, 6))))
    place.add(barrel.moved(side * 7.25, _TOP + 0.92, 6.75))
    for x, z, size in (
        (8.6, 10.2, 0.55),
        (8.7, 10.3, 0.42),
        (9.4, 11.2, 0.6),
        (7.2, 21.5, 0.5),
        (8.2, 22.0, 0.62),
        (4.6, 24.0, 0.5),
        (7.4, 38.0, 0.6),
    ):
        lift = 1.1 if size == 0.42 else 0.0
        turn = float(rng.normal(0, 0.3))
        crate = [boxes([(0, size, 0)], (size, size, size), pine)]
        crate.append(
            boxes(
                [(0, size * k, way * size) for k in (0.12, 1.88) for way in (-1, 1)],
                (size * 1.01, 0.09 * size, 0.03),
                oak,
            )
        )
        crate.append(
            boxes(
                [(w * size * 0.92, size, way * size) for w in (-1, 1) for way in (-1, 1)],
                (0.09 * size, size, 0.035),
                oak,
            )
        )
        place.add(Mesh.of(crate).moved(side * x, _TOP + lift, z, turn=turn))
