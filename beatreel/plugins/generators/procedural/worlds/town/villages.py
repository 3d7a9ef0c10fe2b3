"""A village of chalets in the mountains, in snow or among meadows; and a northern one of red houses on stilts at a fjord."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.christmas import spruce
from beatreel.plugins.generators.procedural.scenery.streets import sheet

from .chalets import SNOW, church, house, peaks, smoke_of, timber
from .homes import WARM
from .site import Plume, Site, View, somebody

AIR = 0.00022
_MOON = 4.0  # times the light that streets of cities leave of it
_LOGS = ((0.045, 0.085, 0.16), (0.06, 0.12, 0.22), (0.035, 0.06, 0.11), (0.08, 0.15, 0.25))
_SMOKES = {*"smoke smoking chimney chimneys".split()}
_REDS = ((0.014, 0.03, 0.36), (0.012, 0.024, 0.27), (0.016, 0.045, 0.42))


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low beside the peaks, else behind a shoulder, so that walls and slopes show their shade."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.5, 0.8))
    return side * float(rng.uniform(1.7, 2.2))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build a village."""
    if site.is_winter:
        site.snow = max(site.snow, 0.8)  # it lies there under a clear sky, too
    if site.dark == 1.0:
        _moonlit(site)
    return _fjord(site, shot, side) if kind == "fjord_village" else _alpine(site, shot, side)


def _moonlit(site: Site) -> None:
    """Let the moon light peaks and snow as it does where no city outshines it."""
    names = ("sun", "zenith", "horizon", "haze", "haze_sun", "glow", "cloud_lit", "cloud_shade")
    brighter: dict[str, Any] = {name: tuple(_MOON * part for part in getattr(site.light, name)) for name in names}
    site.light = replace(site.light, **brighter, stars=3.0 * site.light.stars)
    for name in ("sunlight", "zenith", "horizon"):
        setattr(site.place, name, tuple(_MOON * part for part in getattr(site.place, name)))


def _way(z: np.ndarray, side: float) -> np.ndarray:
    """Return where the middle of the street is."""
    return side * 4.5 * (1 - np.cos(np.clip(z, 0, 90) / 28))


def _land(x: np.ndarray, z: np.ndarray, side: float) -> np.ndarray:
    """Return the height of the ground: a street that climbs a little, slopes beside it, unevenness off it."""
    off = np.abs(x - _way(z, side))
    rough = fbm_at(np.asarray(x, np.float32), np.asarray(z, np.float32), 6.0, 77, 4)
    bank = 0.32 * np.clip((off - 2.6) / 1.2, 0, 1)
    return 0.035 * np.clip(z, 0, None) + bank * (1 + 0.6 * rough) + 0.13 * np.clip(off - 12, 0, None) + 0.035 * rough


def _height(x: float, z: float, side: float) -> float:
    return float(_land(np.array([x]), np.array([z]), side)[0])


def _alpine(site: Site, shot: str, side: float) -> View:
    place, snow = site.place, site.snow
    ground = place.material(
        skins.GROUND,
        SNOW if snow else (0.02, 0.10, 0.045),
        (0.70, 0.69, 0.68) if snow else (0.035, 0.14, 0.08),
        scale=4.0,
    )
    street = place.material(
        skins.GROUND,
        (0.62, 0.61, 0.61) if snow else (0.20, 0.24, 0.28),
        (0.42, 0.43, 0.45) if snow else (0.27, 0.31, 0.35),
        scale=0.9,
    )
    x, z = np.meshgrid(np.linspace(-60, 60, 301), np.linspace(-14, 130, 261))
    land = grid(np.stack([x, _land(x, z, side), z], -1)[::-1], ground)
    place.add(land)
    s = np.linspace(-13, 96, 330)
    rows = np.linspace(-2.4, 2.4, 25)
    px, pz = _way(s, side)[:, None] + rows[None], np.repeat(s[:, None], 25, 1)
    tread = fbm_at(px.astype(np.float32), pz.astype(np.float32), 0.9, 5, 3)
    py = _land(px, pz, side) + 0.05 + (0.05 if snow else 0.015) * tread - 0.09 * (np.abs(rows[None]) / 2.4) ** 6
    place.add(grid(np.stack([px, py, pz], -1)[::-1], street))
    place.add(peaks(site, 300, 3300, 2900, 2300, snow=bool(snow)).moved(0, -6, 0))
    spots, tops = _chalets(site, side)
    cx, cz = -side * 4.5, 62.0
    place.add(church(site, snow).moved(cx, _height(cx, cz, side), cz, turn=0.12 * side))
    _spruces(site, side, [*spots, (cx, cz + 8)])
    _fences(site, side)
    if site.dark > 0.2:
        place.lamp((cx - 2 * side, 7.0, cz - 9), tuple(60 * site.dark * part for part in (0.5, 0.8, 1.1)), ODD, 0.3)
    if site.somebody and not site.empty and shot != "detail":
        at = 13.0
        place.add(somebody(site, "walker").moved(float(_way(np.array(at), side)) + 0.6, 0.035 * at, at))
    view = {
        "wide": View((-0.6 * side, 4.2, -9.0), -side * 1.0, 0.84, 0.68, 1.4),
        "medium": View((1.2 * side, 2.3, 2.0), -side * 4.0, 1.0, 0.69, 1.0),
        "close": View((-0.8 * side, 2.0, 6.0), side * 21.0, 1.0, 0.60, 0.6),
        "detail": View((0.2 * side, 2.2, 11.5), side * 33.0, 1.25, 0.60, 0.4),
    }[shot]
    _smoke(site, view, tops)
    return view


def _smoke(site: Site, view: View, tops: list[tuple[float, float, float]]) -> None:
    """Let smoke rise from chimneys that a view shows: from the nearest few, from more where the prompt names it."""
    is_named = bool(_SMOKES & site.words)
    seen = []
    for x, y, z in tops:
        away = math.hypot(x - view.eye[0], z - view.eye[2])
        off = math.degrees(math.atan2(x - view.eye[0], z - view.eye[2])) - view.yaw
        if 7.0 < away < 42.0 and abs(off) < 27.0:
            seen.append((away, (x, y, z)))
    bright = 1.9 if site.dark > 0.9 else 1.0 + 2.2 * site.dark  # beside a sky that is not dark yet
    for _, top in sorted(seen)[: 5 if is_named else 2]:
        site.plumes.append(Plume(top, 9.0, 2.3 if is_named else 1.2, bright if is_named else 0.8 * bright))


def _chalets(site: Site, side: float) -> tuple[list[tuple[float, float]], list[tuple[float, float, float]]]:
    """Add houses at the street and on the slopes; return where they stand, and the tops of their chimneys."""
    place, rng = site.place, site.rng
    kinds = []
    for number in range(6):
        half, long = float(rng.uniform(3.4, 4.5)), float(rng.uniform(8.0, 10.5))
        storeys = 2 if number % 3 else 1
        high = 2.75 * storeys + 0.3
        skin = timber(site, number, _LOGS[number % 4], (0.52, 0.56, 0.60) if number % 2 else (0.22, 0.24, 0.26))
        one = house(site, skin, half, long, high, storeys=max(storeys, 1), snow=site.snow, alpine=True)
        kinds.append((one, half, long, high))
    spots: list[tuple[float, float, int, float]] = []
    number = int(rng.integers(6))
    for way in (-1.0, 1.0):
        z = 6.0 if way > 0 else 9.5
        while z < 96:
            off = float(rng.uniform(6.2, 7.4))
            if not (way == -side and 50 < z < 84):
                turn = -way * (math.pi / 2 - float(rng.uniform(0.05, 0.3)))
                spots.append((float(_way(np.array(z), side)) + way * off, z, number % 6, turn))
                number += 1
            z += float(rng.uniform(11.0, 13.5))
    for _ in range(300):
        x, z = float(rng.uniform(-50, 50)), float(rng.uniform(24, 122))
        off = abs(x - float(_way(np.array(z), side)))
        if off < 22 or any((x - a) ** 2 + (z - b) ** 2 < 190 for a, b, _, _ in spots) or len(spots) > 38:
            continue
        spots.append((x, z, int(rng.integers(6)), -math.copysign(0.7, x) + float(rng.normal(0, 0.2))))
    tops = []
    for n, (x, z, kind, turn) in enumerate(spots):
        one, half, long, high = kinds[kind]
        y = _height(x, z, side)
        place.add(one.moved(x, y, z, turn=turn))
        tops.append(smoke_of(x, y, z, turn, half, long, high))
        if site.dark > 0.2 and z < 48 and abs(x) < 16:
            front = (x - math.copysign(1.3, x - float(_way(np.array(z), side))), y + 2.3, z + 1.2)
            place.lamp(front, tuple(3.4 * site.dark * part for part in WARM), EVEN if n % 2 else ODD, 0.2)
    return [(x, z) for x, z, _, _ in spots], tops


def _spruces(site: Site, side: float, taken: list[tuple[float, float]]) -> None:
    place, rng = site.place, site.rng
    needle = place.material(skins.LEAF, (0.012, 0.035, 0.018), (0.03, 0.075, 0.04))
    white = place.material(skins.LEAF, (0.62, 0.60, 0.58), SNOW) if site.snow else None
    bark = place.material(skins.PLASTER, (0.04, 0.055, 0.07))
    shapes = {
        count: [spruce(float(tall), count, needle, bark, white, rng) for tall in rng.uniform(7, 16, 3)]
        for count in (9000, 2200)
    }
    added = 0
    for n in range(900):
        z = float(rng.uniform(16, 40) if n < 60 else rng.uniform(10, 125))
        x = float(rng.uniform(-16, 16) if n < 60 else rng.uniform(-56, 56))
        off = abs(x - float(_way(np.array(z), side)))
        if off < 4.8 or any((x - a) ** 2 + (z - b) ** 2 < (42 if n < 60 else 64) for a, b in taken):
            continue
        one = shapes[9000 if z < 34 else 2200][int(rng.integers(3))]
        place.add(
            one.moved(
                x, _height(x, z, side) - 0.2, z, turn=float(rng.uniform(0, 6.28)), scale=float(rng.uniform(0.7, 1.2))
            )
        )
        added += 1
        if added > 110:
            break


def _fences(site: Site, side: float) -> None:
    place, rng = site.place, site.rng
    wood = place.material(skins.WOOD, (0.07, 0.10, 0.14), scale=0.2)
    white = place.material(skins.PLASTER, SNOW)
    for way in (-1.0, 1.0):
        for start in np.arange(-8.0, 70.0, 11.5):
            at = start + np.arange(0, 6.2, 1.5) + float(rng.uniform(0, 2))
            x = _way(at, side) + way * 3.6
            y = _land(x, at, side)
            place.add(boxes(np.stack([x, y + 0.4, at], 1), (0.07, 0.62, 0.07), wood))
            for rise in (0.42, 0.82):
                place.add(tube(np.stack([x, y + rise, at], 1), 0.045, 6, wood))
            if site.snow:
                place.add(boxes(np.stack([x, y + 1.07, at], 1), (0.11, 0.07, 0.11), white))
                place.add(tube(np.stack([x, y + 0.88, at], 1), 0.05, 6, white))


def _shore(x: np.ndarray, z: np.ndarray, side: float) -> np.ndarray:
    """Return the height of the land round a cove: beside and beyond the water."""
    inland = np.maximum(-x * side - 12.5, 0.8 * (z - 64) + 0.1 * x * side)
    rough = fbm_at(np.asarray(x, np.float32), np.asarray(z, np.float32), 9.0, 41, 5)
    return (
        np.clip(0.30 * inland + 1.6 * rough * np.clip(0.3 + inland / 8, 0, 1), -3, None)
        + 0.02 * np.clip(inland - 10, 0, None) ** 1.5
    )


def _pier(site: Site, side: float, wood: int) -> None:
    """Add a pier along the houses, with lanterns on posts."""
    place, rng = site.place, site.rng
    at = np.arange(-11.0, 50.0, 0.24)
    x = side * (1.6 + 0.02 * rng.normal(size=len(at)))
    planks = np.stack([x, 1.25 + 0.012 * rng.normal(size=len(at)), at], 1)
    place.add(boxes(planks, (1.15, 0.04, 0.105), wood))
    posts = np.array([(side * 1.6 + way * 1.1, 0.0, v) for v in np.arange(-10.0, 50.0, 3.6) for way in (-1, 1)])
    place.add(boxes(posts, (0.12, 1.65, 0.12), wood))
    if site.snow:
        white = place.material(skins.PLASTER, SNOW)
        place.add(boxes(posts + np.array([0, 1.71, 0]), (0.15, 0.08, 0.15), white))
        lies = rng.random(len(at)) < 0.85
        for way in (-1.0, 1.0):
            place.add(boxes(planks[lies] + np.array([way * 0.82, 0.06, 0]), (0.32, 0.035, 0.105), white))
    for n, v in enumerate(np.arange(13.0, 48.0, 11.0)):
        spot = (side * 1.6 + side * 1.1, 3.2, float(v))
        glow = place.material(
            skins.PLAIN,
            (0.4, 0.4, 0.4),
            glow=tuple(5 * site.dark * part for part in WARM),
            family=EVEN if n % 2 else ODD,
        )
        place.add(boxes([(spot[0], 2.2, spot[2])], (0.06, 0.9, 0.06), wood), boxes([spot], (0.11, 0.16, 0.11), glow))
        place.add(boxes([(spot[0], 3.40, spot[2])], (0.17, 0.04, 0.17), wood))
        if site.dark > 0.2:
            place.lamp(
                (spot[0], 3.1, spot[2] - 0.3),
                tuple(3.0 * site.dark * part for part in WARM),
                EVEN if n % 2 else ODD,
                0.15,
            )


def _fjord(site: Site, shot: str, side: float) -> View:
    place, rng, snow = site.place, site.rng, site.snow
    if site.dark > 0.5:  # the water is to be dark, and the windows are no white holes
        low, high = site.light.median
        site.light = replace(site.light, median=(0.72 * low, 0.80 * high))
    water = place.material(skins.WATER, (0.045, 0.03, 0.012), gloss=0.05, rough=0.0, scale=5.0)
    site.water.append(water)
    place.add(sheet(-3000, 3000, -60, 6000, 0.0, water))
    rock = place.material(skins.STONE, (0.10, 0.105, 0.11), scale=2.6)
    top = place.material(
        skins.GROUND,
        SNOW if snow else (0.03, 0.085, 0.06),
        (0.70, 0.69, 0.68) if snow else (0.06, 0.12, 0.11),
        scale=3.0,
    )
    x, z = np.meshgrid(np.linspace(-110, 110, 300), np.linspace(-20, 150, 230))
    land = grid(np.stack([x, _shore(x, z, side), z], -1)[::-1], top)
    worn = land.skins.copy()
    corners = land.points[land.triangles][:, :, 1].mean(axis=1)
    worn[(corners < 0.45) | (np.abs(land.carried[land.triangles][:, :, 3].mean(axis=1)) < 0.80)] = rock
    place.add(Mesh(land.points, land.carried, land.triangles, worn))
    place.add(peaks(site, 260, 2600, 2300, 1250, snow=bool(snow)).moved(0, -12, 0))
    wood = place.material(skins.WOOD, (0.07, 0.09, 0.11), scale=0.25)
    _pier(site, side, wood)
    kinds = []
    for number in range(5):
        half, long = float(rng.uniform(2.5, 3.2)), float(rng.uniform(6.5, 8.5))
        skin = timber(site, number, _REDS[number % 3], (0.30, 0.32, 0.34))
        kinds.append((house(site, skin, half, long, 3.2, storeys=1, snow=snow, alpine=False), half, long))
    number = int(rng.integers(5))
    rows = [(-side * float(rng.uniform(6.5, 7.5)), float(at), side * math.pi / 2) for at in np.arange(5.0, 58.0, 8.6)]
    rows += [
        (float(at) * side, float(rng.uniform(56, 60)), float(rng.normal(0, 0.1))) for at in np.arange(-1.0, 44.0, 8.4)
    ]
    tops = []
    for x_, z_, turn in rows:
        one, half, long = kinds[number % 5]
        deck = float(rng.uniform(1.5, 1.9))
        floor = boxes([(0, deck - 0.12, long / 2 - 0.9)], (half + 0.5, 0.12, long / 2 + 1.3), wood)
        legs = [(a, deck / 2 - 1.4, b) for a in (-half, 0.0, half) for b in np.linspace(-1.8, long, 5)]
        parts = [floor, boxes(legs, (0.12, deck / 2 + 1.4, 0.12), wood), one.moved(0, deck, 0)]
        braces = [tube([(a, 0.1, -1.8), (b, deck - 0.2, -1.8)], 0.05, 6, wood) for a, b in ((-half, 0.0), (half, 0.0))]
        place.add(Mesh.of([*parts, *braces]).moved(x_, 0, z_, turn=turn))
        if site.dark > 0.2:
            c, s = math.cos(turn), math.sin(turn)
            lamp = (x_ + s * 1.2, deck + 2.3, z_ - c * 1.2)
            place.lamp(lamp, tuple(3.5 * site.dark * part for part in WARM), EVEN if number % 2 else ODD, 0.2)
        tops.append(smoke_of(x_, deck, z_, turn, half, long, 3.2, 0.95))
        number += 1
    for x_, z_ in ((-side * 26, 30), (-side * 31, 47), (-side * 24, 58), (side * 9, 78), (side * 26, 84)):
        one, _, _ = kinds[number % 5]
        place.add(
            one.moved(
                x_,
                float(_shore(np.array([x_]), np.array([z_]), side)[0]) - 0.2,
                z_,
                turn=side * 0.9 if z_ < 70 else 0.1,
            )
        )
        number += 1
    view = {
        "wide": View((side * 5.5, 4.0, -12.0), -side * 9.0, 0.86, 0.64, 1.4),
        "medium": View((side * 3.5, 2.4, -1.0), -side * 14.0, 1.0, 0.56, 1.0),
        "close": View((side * 3.0, 2.2, 4.0), -side * 33.0, 1.0, 0.56, 0.6),
        "detail": View((side * 1.5, 2.3, 10.0), -side * 40.0, 1.2, 0.54, 0.4),
    }[shot]
    _smoke(site, view, tops)
    return view
