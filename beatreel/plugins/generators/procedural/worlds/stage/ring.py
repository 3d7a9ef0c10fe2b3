"""A boxing ring under one cluster of lamps in a dark hall: canvas, ropes, corner posts, a cone of smoke, somebody alone in it.

Traced by :mod:`~..kernels.built`. Light families: ``lamps`` (the cluster with its cone), ``hall`` (doors and signs) and ``beams`` (colour).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.painting import Element, Grade, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import (
    EVEN,
    KEY,
    ODD,
    Place,
    body,
    dressed,
    skins,
)
from beatreel.plugins.generators.procedural.scenery.exposure import View, chances, expose

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Colour = tuple[float, ...]

MOTIF = "boxing_ring"
FLOOR, INSIDE, POST, HANG = 1.0, 3.05, 3.22, 6.1  # of the canvas: height, half its ropes, posts; height of the lamps
_ROPES = (0.42, 0.72, 1.02, 1.32)
_VIEWS = {
    "wide": View((2.6, 2.7, -9.6), (0.0, 1.9, 0.0), 0.98, (0.5, 0.60)),
    "medium": View((1.9, 2.75, -6.8), (0.0, 2.0, 0.0), 1.02, (0.5, 0.60)),
    "close": View((1.1, 2.35, -2.75), (-0.1, 2.1, 0.4), 1.1, (0.5, 0.52)),
    "detail": View((4.35, 2.30, -4.75), (3.15, 2.12, -3.2), 1.30, (0.46, 0.50)),
}


def paint(
    description: SceneDescription, shot: str, variation: int, size: tuple[int, int], seed: int,
    progress: Callable[..., None],
) -> Painting:  # fmt: skip
    """Paint a boxing ring. Wide is the hall, medium the ring, close whoever is in it, detail a corner with gloves on its post."""
    rng, side = chances(seed, variation, shot, 257)
    named = description.palette.strength > 0.4
    tint = tuple(float(part) for part in light_of_hue(description.palette.key if named else 245.0, 0.16, 0.6))
    white = (1.0, 1.0, 0.94) if description.palette.temperature <= 0.2 else (0.66, 0.90, 1.0)
    if named:
        white = tuple(0.40 * a + 0.60 * b for a, b in zip(white, tint, strict=True))
    place = Place(int(seed) % 50_000 + variation, dust=0.011, fog=(0.012, [tuple(0.010 * part for part in white), (0, 0, 0),
                  tuple(0.030 * part for part in tint), (0.0006, 0.0004, 0.0004)]))  # fmt: skip
    _hall(place, tint, rng)
    _lamps(place, white, tint, side)
    _ring(place, side)
    empty = "people" in description.without or "empty" in description.all_words
    if not empty:
        place.add(_boxer(place).moved(-0.25 * side, FLOOR, 0.5, turn=math.pi + float(rng.uniform(-0.5, 0.5))))
    seen = expose(place, _VIEWS[shot].lens(side, size), size, progress)
    if shot == "detail":
        seen = seen.focused(1.80, 0.055)
    start = Grade(
        contrast=1.28,
        pivot=0.2,
        saturation=1.10,
        lift=(0.014, 0.007, 0.005),
        desaturate=0.34,
        bloom=0.26,
        bloom_width=1.4,
    )
    found = [Element("motes", 0.7), Element("mist", 0.30, {"low": 0.25, "high": 0.85, "drift": 9})]
    return seen.painting(
        {
            "lamps": (KEY, "kick", 0.88, 0.22),
            "hall": (EVEN,),
            "beams": (ODD, "offbeat", 0.80, 0.38),
        },
        start, (16.0, 44.0) if shot == "wide" else (22.0, 56.0), (182.0, 226.0),
        elements=found + seen.beacons(0.22, (200.0, 220.0, 235.0), 9),
        travel={"wide": 1.2, "medium": 0.8, "close": 0.4, "detail": 0.15}[shot],
    )  # fmt: skip


def _hall(place: Place, tint: Colour, rng: np.random.Generator) -> None:
    concrete = place.material(skins.PLASTER, (0.10, 0.10, 0.10))
    brick = place.material(skins.BRICK, (0.050, 0.055, 0.075))
    steel = place.material(skins.PLAIN, (0.030, 0.030, 0.032), gloss=0.04, rough=0.3)
    floor = grid(np.array([[(-14, 0, -16), (14, 0, -16)], [(-14, 0, 15), (14, 0, 15)]], np.float32), concrete,
                 uv=np.array([[(-14, -16), (14, -16)], [(-14, 15), (14, 15)]], np.float32))  # fmt: skip
    place.add(floor)
    for a, b in (((-13, 14), (13, 14)), ((-13, -16), (-13, 14)), ((13, -16), (13, 14)), ((-13, -16), (13, -16))):
        wall = np.array([[(a[0], 9.0, a[1]), (b[0], 9.0, b[1])], [(a[0], 0, a[1]), (b[0], 0, b[1])]], np.float32)
        long = math.hypot(b[0] - a[0], b[1] - a[1])
        place.add(grid(wall, brick, uv=np.array([[(0, 9), (long, 9)], [(0, 0), (long, 0)]], np.float32)))
    place.add(boxes([(0, 9.1, 0)], (14, 0.1, 16), steel))
    for z in np.arange(-10.0, 14.0, 4.0):  # girders
        place.add(boxes([(0, 8.3, z), (0, 7.6, z)], (13, 0.06, 0.08), steel))
        x = np.arange(-12.0, 12.0, 0.8)
        rise = [(7.6, 8.3) if k % 2 else (8.3, 7.6) for k in range(len(x))]
        low, high = (
            [(u, a, z) for u, (a, _) in zip(x, rise, strict=True)],
            [(u + 0.8, b, z) for u, (_, b) in zip(x, rise, strict=True)],
        )
        place.add(bars(low, high, (0.03, 0.03), steel))
    # Doors with a light over them, and a cold glow of high windows.
    door = place.material(skins.PLAIN, (0.03, 0.03, 0.03))
    glow = place.material(skins.GLOW, (0, 0, 0), scale=0.0, glow=(0.25, 0.75, 1.2), family=EVEN)
    red = place.material(skins.GLOW, (0, 0, 0), scale=0.0, glow=(0.08, 0.06, 1.6), family=EVEN)
    cold = place.material(skins.GLOW, (0, 0, 0), scale=0.0, glow=tuple(0.10 * part for part in tint), family=ODD)
    for x in (-8.0, 8.0):
        place.add(boxes([(x, 1.15, 13.95)], (0.9, 1.15, 0.05), door), boxes([(x, 2.55, 13.9)], (0.35, 0.11, 0.06), red))
        place.add(boxes([(x - 0.42, 1.5, 13.88), (x + 0.42, 1.5, 13.88)], (0.14, 0.35, 0.02), glow))
        place.lamp((x, 2.4, 13.4), (0.05, 0.05, 0.6), EVEN, 0.1)
    for x in np.arange(-10.5, 11.0, 3.5):
        for k in range(3):
            place.add(boxes([(x + 0.75 * (k - 1), 6.6, 13.95)], (0.34, 0.7, 0.02), cold))
    # Folding chairs in rows.
    chair = place.material(skins.PLAIN, (0.035, 0.036, 0.040), gloss=0.05, rough=0.2)
    feet = [(x, z) for x in (-0.18, 0.18) for z in (-0.18, 0.18)]
    legs = bars([(x, 0, z) for x, z in feet], [(x, 0.85 if z < 0 else 0.45, z) for x, z in feet], (0.011, 0.011), chair)
    one = Mesh.of([boxes([(0, 0.45, 0), (0, 0.72, -0.2)], [(0.2, 0.015, 0.2), (0.2, 0.15, 0.012)], chair), legs])
    for row in range(3):
        ranks = [(x, 6.2 + row, math.pi) for x in np.arange(-6.3, 6.4, 0.62)] + [
            (x, -6.6 - row, 0.0) for x in np.arange(-6.3, 6.4, 0.62)
        ]
        ranks += [(way * (6.2 + row), z, way * math.pi / 2) for z in np.arange(-4.5, 5.5, 0.62) for way in (-1.0, 1.0)]
        for x, z, turn in ranks:
            if rng.random() > 0.08:
                place.add(one.moved(float(x + rng.uniform(-0.05, 0.05)), 0, float(z), turn=turn))


def _lamps(place: Place, white: Colour, tint: Colour, side: float) -> None:
    steel = place.material(skins.PLAIN, (0.035, 0.035, 0.037), gloss=0.05, rough=0.3)
    enamel = place.material(skins.PLAIN, (0.10, 0.11, 0.10), gloss=0.05, rough=0.2)
    disc = place.material(skins.GLOW, (0, 0, 0), scale=0.0, glow=tuple(9.0 * part for part in white), family=KEY)
    for x in (-0.9, 0.0, 0.9):
        for z in (-0.9, 0.0, 0.9):
            shade = turned([(0.05, 0.34), (0.07, 0.28), (0.10, 0.22), (0.30, 0.04), (0.34, 0.0)], 28, enamel)
            place.add(
                shade.moved(x, HANG, z), turned([(0.0, 0.03), (0.26, 0.025), (0.27, 0.01)], 28, disc).moved(x, HANG, z)
            )
            place.add(bars([(x, HANG + 0.34, z)], [(x, HANG + 0.8, z)], (0.012, 0.012), steel))
            place.beacons.append(((x, HANG, z), white))
            place.lamp(
                (x, HANG - 0.06, z), tuple(2.6 * part for part in white), KEY, 0.22, toward=(x, 0, z), angles=(42, 26)
            )
    for z in (-0.9, 0.0, 0.9):
        place.add(
            bars(
                [(-1.2, HANG + 0.8, z), (z, HANG + 0.8, -1.2)],
                [(1.2, HANG + 0.8, z), (z, HANG + 0.8, 1.2)],
                (0.04, 0.04),
                steel,
            )
        )
    ends = [(x, z) for x in (-1, 1) for z in (-1, 1)]
    place.add(bars([(x, HANG + 0.8, z) for x, z in ends], [(x, 8.4, z) for x, z in ends], (0.008, 0.008), steel))
    place.lamp(
        (0.0, HANG - 0.02, 0.0),
        tuple(28.0 * part for part in white),
        KEY,
        0.1,
        toward=(0, 0, 0),
        angles=(40, 31),
        sharp=True,
    )
    for x in (-9.0, 9.0):  # colour from the corners of the hall
        place.lamp(
            (x, 7.2, 9.0),
            tuple(26.0 * part for part in tint),
            ODD,
            0.1,
            toward=(0.0, 2.0, 0.0),
            angles=(11, 7),
            sharp=True,
        )
    for x, z in ((5.5, -6.5), (-5.5, -6.5), (0.0, 8.0)):  # what the smoke and the canvas send into the house
        place.lamp((x, 4.6, z), tuple(4.5 * part for part in white), KEY, 0.5)
    place.lamp((side * 9.5, 6.0, 6.0), tuple(7.0 * part for part in tint), ODD, 0.3)
    place.lamp((-side * 8.0, 5.0, -8.0), tuple(3.0 * part for part in tint), ODD, 0.3)


def _ring(place: Place, side: float) -> None:
    canvas = place.material(skins.CANVAS, (0.46, 0.52, 0.54), (0.30, 0.10, 0.05))
    skirt = place.material(skins.CLOTH, (0.060, 0.022, 0.014))
    frame = place.material(skins.PLAIN, (0.02, 0.02, 0.022), gloss=0.05, rough=0.2)
    red = place.material(skins.CLOTH, (0.025, 0.022, 0.30), gloss=0.03, rough=0.2)
    blue = place.material(skins.CLOTH, (0.30, 0.075, 0.022), gloss=0.03, rough=0.2)
    white = place.material(skins.CLOTH, (0.42, 0.46, 0.48), gloss=0.03, rough=0.25)
    steel = place.material(skins.METAL, (0.40, 0.40, 0.40), gloss=0.4, rough=0.25, metal=True)
    half = 3.55
    top = grid(
        np.array(
            [[(-half, FLOOR, half), (half, FLOOR, half)], [(-half, FLOOR, -half), (half, FLOOR, -half)]], np.float32
        ),
        canvas,
    )
    place.add(top, boxes([(0, FLOOR - 0.06, 0)], (half - 0.01, 0.05, half - 0.01), frame))
    s = np.linspace(-half, half, 181)
    wave = 0.025 * np.sin(7 * s) + 0.012 * np.sin(19 * s)
    for k in range(4):
        a = k * math.pi / 2
        points = np.zeros((2, 181, 3), np.float32)
        points[..., 0], points[0, :, 1], points[1, :, 1] = s, FLOOR + 0.004, 0.06
        points[0, :, 2], points[1, :, 2] = -half, -half - 0.02 + wave
        place.add(grid(points, skirt).moved(0, 0, 0, turn=a))
        band = points.copy()
        band[0, :, 1], band[1, :, 1], band[..., 2] = FLOOR - 0.02, FLOOR - 0.16, -half - 0.03
        place.add(grid(band, white if k % 2 else red).moved(0, 0, 0, turn=a))
    corners = {(-1, -1): white, (1, 1): white, (-1, 1): blue, (1, -1): red}  # for a side of 1; else mirrored
    for (a, b), pad in corners.items():
        x, z = a * side * POST, b * POST
        place.add(turned([(0.0, 1.58), (0.05, 1.58), (0.06, 1.55), (0.06, -FLOOR)], 20, steel).moved(x, FLOOR, z))
        inward = np.array([-a * side, -b]) / math.sqrt(2)
        cx, cz = x + 0.20 * inward[0], z + 0.20 * inward[1]
        shape = [(0.0, 1.46), (0.07, 1.45), (0.10, 1.41), (0.105, 0.34), (0.07, 0.30), (0.0, 0.30)]
        place.add(turned(shape, 24, pad).moved(cx, FLOOR, cz))
        for y in _ROPES:
            ends = [(x - a * side * 0.18, FLOOR + y, z), (x, FLOOR + y, z - b * 0.18)]
            place.add(bars([(x, FLOOR + y, z)] * 2, ends, (0.022, 0.022), steel))
    for k in range(4):
        turn = k * math.pi / 2
        for n, y in enumerate(_ROPES):
            u = np.linspace(-POST + 0.12, POST - 0.12, 33)
            sag = 0.025 * (1 - (u / POST) ** 2)
            rope = tube(
                np.stack([u, FLOOR + y - sag, np.full(33, -INSIDE - 0.12)], 1), 0.021, 10, (red, white, blue, white)[n]
            )
            place.add(rope.moved(0, 0, 0, turn=turn))
        for u in (-1.1, 1.1):  # straps that keep the ropes apart
            tie = boxes([(u, FLOOR + 0.85, -INSIDE - 0.12)], (0.022, 0.48, 0.026), white)
            place.add(tie.moved(0, 0, 0, turn=turn))
    # Steps, a stool and a bucket in one corner; gloves on its post.
    place.add(boxes([(4.1, 0.17, -3.4), (3.95, 0.42, -3.4), (3.8, 0.67, -3.4)], (0.24, 0.025, 0.4), frame))
    place.add(turned([(0.0, 0.50), (0.17, 0.50), (0.18, 0.47), (0.17, 0.45)], 24, frame).moved(-2.55, FLOOR, -2.55))
    legs = [(-2.55 + 0.13 * math.cos(t), -2.55 + 0.13 * math.sin(t)) for t in (0.8, 2.4, 3.9, 5.5)]
    place.add(bars([(x, FLOOR, z) for x, z in legs], [(x, FLOOR + 0.46, z) for x, z in legs], (0.013, 0.013), steel))
    leather = place.material(skins.PLAIN, (0.022, 0.018, 0.30), gloss=0.06, rough=0.16)
    for dx, dz, y, turn in ((0.30, -0.16, 1.22, 0.6), (0.10, -0.30, 1.08, 1.0)):
        glove = _glove(leather, white)
        x = side * (POST - 0.14 + dx)
        place.add(glove.moved(x, FLOOR + y - 0.36, -POST + 0.14 + dz, turn=side * turn))
        lace = [
            (side * POST, FLOOR + 1.5, -POST),
            (side * (POST - 0.1 + 0.5 * dx), FLOOR + 1.52, -POST + 0.1 + 0.5 * dz),
        ]
        place.add(tube([*lace, (x, FLOOR + y - 0.02, -POST + 0.14 + dz)], 0.007, 6, white))


_GLOVE = (
    (-0.14, 1.0), (0.12, 1.0), (0.15, 0.80), (0.19, 0.66), (0.24, 0.42), (0.20, 0.16), (0.06, 0.0), (-0.12, 0.03), (-0.25, 0.20),
    (-0.27, 0.44), (-0.20, 0.66), (-0.16, 0.82),
)  # fmt: skip
_THUMB = ((0.14, 0.72), (0.24, 0.66), (0.34, 0.50), (0.36, 0.34), (0.30, 0.28), (0.24, 0.36), (0.16, 0.52))


def _glove(leather: int, cuff: int) -> Mesh:
    """Return a glove that hangs, its cuff up; 0.34 m."""
    return Mesh.of([
        dressed(body((_GLOVE,), 0.34, 0.16, leather, 160), (0.34 * 0.80, cuff)),
        body((_THUMB,), 0.34, 0.09, leather, 160).moved(0.0, 0.0, -0.05),
    ])  # fmt: skip


_ROBED = (
    ((-0.02, 0.985), (-0.052, 0.968), (-0.070, 0.92), (-0.068, 0.87), (-0.080, 0.835), (-0.130, 0.815), (-0.155, 0.78), (-0.150, 0.68),
     (-0.128, 0.58), (-0.135, 0.48), (-0.150, 0.38), (-0.160, 0.28), (-0.158, 0.20), (0.0, 0.19), (0.158, 0.20), (0.160, 0.28),
     (0.150, 0.38), (0.135, 0.48), (0.128, 0.58), (0.150, 0.68), (0.155, 0.78), (0.130, 0.815), (0.080, 0.835), (0.068, 0.87),
     (0.070, 0.92), (0.052, 0.968), (0.02, 0.985)),
    ((-0.115, 0.24), (-0.100, 0.10), (-0.098, 0.03), (-0.115, 0.0), (-0.035, 0.0), (-0.040, 0.05), (-0.030, 0.24)),
    ((0.115, 0.24), (0.100, 0.10), (0.098, 0.03), (0.115, 0.0), (0.035, 0.0), (0.040, 0.05), (0.030, 0.24)),
)  # fmt: skip


def _boxer(place: Place) -> Mesh:
    """Return somebody in a hooded robe who looks away, gloves at his sides."""
    satin = place.material(skins.CLOTH, (0.022, 0.016, 0.050), gloss=0.05, rough=0.25)
    trim = place.material(skins.CLOTH, (0.05, 0.05, 0.17), gloss=0.05, rough=0.2)
    skin = place.material(skins.PLAIN, (0.060, 0.095, 0.155), gloss=0.03, rough=0.22)
    boots = place.material(skins.PLAIN, (0.03, 0.03, 0.032), gloss=0.04, rough=0.2)
    leather = place.material(skins.PLAIN, (0.022, 0.018, 0.22), gloss=0.06, rough=0.16)
    tall = 1.84
    robe = dressed(body(_ROBED, tall, 0.36, boots, 400), (0.12 * tall, skin), (0.20 * tall, satin))
    belt = [(0.245 * math.cos(t), 1.06, 0.170 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 37)]
    parts = [robe, tube(belt, 0.020, 8, trim)]
    for k in range(5):  # folds down its back
        u = -0.16 + 0.08 * k
        deep = 0.165 * math.sqrt(max(1 - (u / 0.27) ** 2, 0.1))
        parts.append(
            tube(
                [(0.8 * u, 1.03, 0.88 * deep), (u, 0.75, deep), (1.15 * u, 0.38, 0.98 * deep)],
                [0.010, 0.022, 0.030],
                8,
                satin,
            )
        )
    for way in (-1.0, 1.0):
        arm = [
            (way * 0.215, 1.44, 0.0),
            (way * 0.285, 1.24, 0.01),
            (way * 0.315, 1.06, -0.02),
            (way * 0.31, 0.90, -0.07),
        ]
        parts.append(tube(arm, [0.060, 0.066, 0.062, 0.064], 16, satin))
        hand = dressed(body((_GLOVE,), 0.29, 0.15, leather, 160), (0.29 * 0.82, trim))
        parts.append(hand.moved(way * 0.30, 0.63, -0.09, turn=1.2 * way))
    return Mesh.of(parts)
