"""The square of a medieval town: half-timbered houses with lit windows, a town hall with its clock, a fountain on the cobbles."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import sheet

from . import christmas
from .garden import fountain
from .homes import WARM, gable
from .site import Site, View, somebody

AIR = 0.0016
_HALF, _END = 15.0, 44.0
_LIMES = ((0.42, 0.54, 0.60), (0.26, 0.44, 0.58), (0.24, 0.32, 0.52), (0.48, 0.55, 0.57), (0.30, 0.42, 0.44))
_CHRISTMAS, _TREE = ("christmas_market", "christmas_tree"), 18.0
_FESTIVE = {  # eye, degrees, and the row of the horizon
    "christmas_market": {"close": (0.2, 1.6, 2.5, 11.0, 0.66), "detail": (1.8, 1.55, 5.4, 52.0, 0.56)},
    "christmas_tree": {"close": (3.6, 1.6, 8.6, -26.0, 0.74), "detail": (0.3, 2.1, 14.4, -37.0, 0.62)},
}
_COATS = ((0.05, 0.06, 0.16), (0.07, 0.09, 0.10), (0.16, 0.10, 0.06), (0.10, 0.16, 0.22))


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: over the roofs ahead in the evening, else over a shoulder."""
    if hour in ("golden", "dusk", "dawn"):
        return -side * float(rng.uniform(0.35, 0.7))
    return side * float(rng.uniform(1.9, 2.4))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it."""
    place, rng, dark = site.place, site.rng, site.dark
    snow = site.snow > 0.4
    stone = place.material(skins.STONE, (0.24, 0.28, 0.31))
    roofs = [
        place.material(skins.PLASTER if snow else skins.BRICK, (0.80, 0.77, 0.75) if snow else tone)
        for tone in ((0.06, 0.11, 0.27), (0.08, 0.14, 0.32), (0.07, 0.09, 0.15))
    ]
    limes = [place.material(skins.PLASTER, tone) for tone in _LIMES]
    oak = place.material(skins.WOOD, (0.030, 0.045, 0.065), scale=0.2)
    doors = place.material(skins.WOOD, (0.05, 0.10, 0.14), scale=0.2)
    iron = place.material(skins.PLAIN, (0.02, 0.02, 0.02))
    panes = [
        place.material(
            skins.PLAIN, (0.06, 0.06, 0.055), gloss=0.08, rough=0.05, family=family,
            glow=tuple(power * max(dark, 0.04) * part for part in WARM),
        )
        for family, power in ((EVEN, 1.9), (ODD, 1.5), (ODD, 0.12))
    ]  # fmt: skip
    ground = (0.70, 0.68, 0.66) if snow else (0.20, 0.215, 0.23)
    wet = 0.012 + 0.09 * site.wet
    cobbles = place.material(skins.STONE, ground, gloss=wet, rough=0.25, scale=0.38)
    place.add(sheet(-90, 90, -30, 120, 0.0, cobbles))
    skin = (stone, oak, doors)
    for way in (-1.0, 1.0):
        z = -9.0
        while z < _END + 4:
            wide = float(rng.uniform(5.0, 7.4))
            house = _house(site, wide, limes[int(rng.integers(5))], roofs[int(rng.integers(3))], skin, panes)
            place.add(
                house.moved(way * (_HALF + float(rng.uniform(0, 0.8))), 0, z + wide / 2, turn=-way * 0.5 * math.pi)
            )
            z += wide + 0.05
    x = -_HALF - 6.0
    while x < _HALF + 6.0:
        wide = float(rng.uniform(5.0, 7.0))
        if abs(x + wide / 2 - 3.0 * side) > 7.5:
            house = _house(site, wide, limes[int(rng.integers(5))], roofs[int(rng.integers(3))], skin, panes)
            place.add(house.moved(x + wide / 2, 0, _END + 2.0))
        x += wide + 0.05
    place.add(_town_hall(stone, roofs[2], oak, iron, panes).moved(3.0 * side, 0, _END + 1.0))
    festive = kind in _CHRISTMAS
    if festive:
        christmas.tree(site, -2.2 * side, _TREE, near=shot in ("close", "detail"))
    else:
        fountain(site, -2.2 * side, 17.0)
    if kind == "christmas_market":
        christmas.market(site, 34.0, 5.0, (-2.2 * side, _TREE))
    lantern = Mesh.of([boxes([(0, 0, 0)], (0.13, 0.20, 0.13), panes[0]), turned([(0.0, 0.42), (0.22, 0.20)], 4, iron)])
    for n, z in enumerate(np.arange(2.0, _END, 8.0)):
        for way in (-1.0, 1.0):
            px = way * (_HALF - 1.5)
            place.add(tube([(px + way * 1.5, 3.9, z), (px, 3.9, z)], 0.03, 5, iron), lantern.moved(px, 3.45, float(z)))
            if dark > 0.15:
                family = EVEN if (n + (way > 0)) % 2 else ODD
                place.lamp((px - way * 0.3, 3.3, float(z)), tuple(24 * dark * part for part in WARM), family, 0.2)
                place.beacons.append(((px, 3.45, float(z)), WARM))
    if not site.empty:
        for n in range(7 if shot in ("wide", "medium") else 4):
            px, pz = float(rng.uniform(-8, 8)), float(rng.uniform(11, 38))
            if math.hypot(px + 2.2 * side, pz - 17) > 3.2:
                who = somebody(site, "walker" if n % 2 else "stander", _COATS[n % 4])
                place.add(who.moved(px, 0, pz, turn=float(rng.uniform(-1, 1))))
    if festive and shot in _FESTIVE[kind]:
        x, y, z, yaw, horizon = _FESTIVE[kind][shot]
        return View((x * side, y, z), yaw * side, 1.1, horizon, 0.4)
    return {
        "wide": View((1.0 * side, 4.6, -9.0), side * 2.0, 0.90, 0.68, 1.4),
        "medium": View((2.0 * side, 1.7, -1.0), -side * 4.0, 1.05, 0.73, 1.0),
        "close": View((1.5 * side, 1.6, 6.0), -side * 13.0, 1.15, 0.76, 0.6),
        "detail": View((5.0 * side, 2.2, 8.0), side * 44.0, 1.0, 0.76, 0.4),
    }[shot]


def _house(site: Site, wide: float, lime: int, roof: int, skin: tuple[int, int, int], panes: list[int]) -> Mesh:
    """Return a house whose gable lies on z = 0 and faces -z; each floor juts out over the one below."""
    rng = site.rng
    stone, oak, doors = skin
    half, floors = wide / 2, int(rng.integers(2, 4))
    parts = [boxes([(0, 1.5, 4.0)], (half - 0.05, 1.5, 4.0), stone)]
    door = float(rng.uniform(-0.4, 0.4)) * half
    turn = np.linspace(0, np.pi, 11)
    arch = np.stack([door + 0.72 * np.cos(turn), 1.75 + 0.60 * np.sin(turn), np.full(11, -0.03)], 1)
    parts.append(grid([arch, arch * [1, 0, 1]], doors))
    other = door + (0.9 * half if door < 0 else -0.9 * half)
    parts.append(boxes([(other, 1.6, -0.02)], (0.5, 0.5, 0.03), panes[int(rng.integers(3))]))
    y = 3.0
    for floor in range(floors):
        out, tall = -0.32 * (floor + 1), 2.7
        parts.append(boxes([(0, y + tall / 2, 4.0 + out / 2)], (half, tall / 2, 4.0 - out / 2), lime))
        front = out - 0.04
        posts = np.linspace(-half + 0.12, half - 0.12, max(4, round(wide / 1.25)))
        parts.append(boxes([(x, y + tall / 2, front) for x in posts], (0.11, tall / 2, 0.07), oak))
        parts.append(boxes([(0, y + 0.10, front - 0.02), (0, y + tall - 0.09, front)], (half, 0.13, 0.09), oak))
        parts.append(boxes([(x, y - 0.10, out + 0.2) for x in posts], (0.08, 0.10, 0.3), oak))
        for n, (a, b) in enumerate(zip(posts[:-1], posts[1:], strict=True)):
            middle, size = 0.5 * (a + b), 0.5 * (b - a) - 0.16
            if (n + floor) % 2 == 0:
                low, high = y + 0.2, y + tall - 0.2
                ends = ((a, low, b, high), (b, low, a, high)) if n % 4 else ((a, low, b, high),)
                for x0, y0, x1, y1 in ends:
                    parts.append(bars([(x0, y0, front)], [(x1, y1, front)], (0.07, 0.05), oak))
            else:
                lit = panes[int(rng.integers(2))] if rng.random() < 0.15 + 0.55 * site.dark else panes[2]
                parts.append(boxes([(middle, y + 1.45, front)], (size, 0.66, 0.03), lit))
                parts.append(boxes([(middle, y + 1.45, front - 0.04)], (0.025, 0.66, 0.02), oak))
                parts.append(
                    boxes([(middle, y + h, front - 0.04) for h in (0.79, 1.45, 2.11)], (size + 0.05, 0.03, 0.03), oak)
                )
        y += tall
    out = -0.32 * floors
    rise = half * float(rng.uniform(1.25, 1.6))
    parts.append(gable(-half, half, out, 8.0, y, y + rise, roof, lime, over=0.35))
    for share in (0.0, 0.42, -0.42):
        top = y + rise * (1 - abs(share)) - 0.15
        parts.append(boxes([(share * half, 0.5 * (y + top), out - 0.04)], (0.09, 0.5 * (top - y), 0.06), oak))
    parts.append(boxes([(0, y + 0.45 * rise, out - 0.05)], (0.53 * half, 0.10, 0.07), oak))
    lit = panes[int(rng.integers(3))]
    parts.append(boxes([(w * 0.21 * half, y + 0.24 * rise, out - 0.03) for w in (-1, 1)], (0.28, 0.42, 0.02), lit))
    chimney = y + rise + 0.6
    parts.append(boxes([(0.4 * half, chimney - 1.5, 4.5)], (0.35, 1.5, 0.35), stone))
    return Mesh.of(parts)


def _town_hall(stone: int, roof: int, oak: int, iron: int, panes: list[int]) -> Mesh:
    """Return a hall over an arcade with a tower in its middle; its front lies on z = 0."""
    parts = [boxes([(0, 5.5, 6.7)], (7.2, 5.5, 5.3), stone), gable(-7.2, 7.2, 1.4, 12.0, 11.0, 19.0, roof, stone)]
    parts.append(boxes([(0, 14, 3.0)], (2.6, 14.0, 2.9), stone))
    parts.append(boxes([(0, y, 3.0) for y in (11.2, 20.5, 27.8)], (2.85, 0.22, 3.15), stone))
    parts.append(
        turned([(0.0, 42.0), (0.7, 36.5), (2.2, 31.5), (4.3, 28.0)], 4, roof).moved(0, 0, 3.0, turn=math.pi / 4)
    )
    parts.append(tube([(0, 42, 3), (0, 44, 3)], 0.06, 5, iron))
    turn = np.linspace(0, np.pi, 15)
    for x in (-5.4, -2.7, 0.0, 2.7, 5.4):  # the arcade, with light in it
        z = 1.37 if abs(x) > 2.65 else 0.08
        arch = np.stack([x + 0.95 * np.cos(turn), 2.4 + 1.0 * np.sin(turn), np.full(15, z)], 1)
        parts.append(grid([arch, arch * [1, 0, 1]], panes[1] if x else oak))
        if x:
            pointed = np.stack([x + 0.62 * np.cos(turn), 7.6 + 1.1 * np.sin(turn) ** 0.8, np.full(15, z - 0.03)], 1)
            parts.append(grid([pointed, pointed * [1, 0, 1] + [0, 5.6, 0]], panes[0]))
            parts.append(boxes([(x, 7.1, z - 0.06)], (0.04, 1.5, 0.03), stone))
    parts.append(boxes([(w, y, 0.08) for w in (-0.9, 0.9) for y in (14.5, 24.8)], (0.42, 1.1, 0.04), panes[1]))
    dial = turned([(0.0, 0.10), (1.45, 0.08), (1.6, 0.0)], 36, panes[0]).leaned(-math.pi / 2, 0)
    parts.append(dial.moved(0, 18.2, 0.02, turn=-math.pi / 2))
    parts.append(bars([(0, 18.2, -0.14)] * 2, [(0.55, 18.9, -0.14), (-0.2, 19.4, -0.14)], (0.06, 0.03), iron))
    for n in range(12):
        a = 2 * math.pi * n / 12
        parts.append(boxes([(1.25 * math.sin(a), 18.2 + 1.25 * math.cos(a), -0.12)], (0.07, 0.07, 0.02), iron))
    return Mesh.of(parts)
