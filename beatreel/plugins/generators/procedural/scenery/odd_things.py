"""Things that stand alone in a landscape, as meshes: a door, a mirror, televisions, a stair, a clock, a bench, a street lamp, a swing.

Metres; the foot is at the origin, the face towards smaller z.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, grid, leaves, tube, turned

from .built import EVEN, Colour, Place, skins

DOORS: dict[str, Colour] = {
    "red": (0.025, 0.022, 0.34),
    "blue": (0.36, 0.15, 0.05),
    "green": (0.08, 0.20, 0.05),
    "white": (0.50, 0.54, 0.56),
    "yellow": (0.02, 0.38, 0.62),
    "black": (0.012, 0.012, 0.013),
    "pink": (0.34, 0.22, 0.60),
    "turquoise": (0.34, 0.34, 0.07),
    "wooden": (0.035, 0.085, 0.17),
}


def pane(corners: Any, skin: int, normal: tuple[float, float, float] = (0, 0, -1)) -> Mesh:
    """Return a flat piece through four corners, rows from above, with u and v from 0 to 1 to the right and up."""
    a, b, c, d = corners
    uv = np.array([[(0, 1), (1, 1)], [(0, 0), (1, 0)]], np.float32)
    return grid([[a, b], [c, d]], skin, uv=uv, normals=np.broadcast_to(np.array(normal, np.float32), (2, 2, 3)))


def door(place: Place, colour: str, *, glow: float) -> Mesh:
    """Return a door in its frame, half open; 2.3 m. Through it comes light."""
    paint = place.material(skins.WOOD, DOORS[colour], gloss=0.03, rough=0.15, scale=2.0)
    frame = place.material(
        skins.WOOD, (0.30, 0.34, 0.36) if colour != "white" else (0.05, 0.09, 0.14), gloss=0.02, rough=0.2, scale=2.0
    )
    brass = place.material(skins.METAL, (0.16, 0.46, 0.78), gloss=0.5, rough=0.14, metal=True)
    stone = place.material(skins.PLASTER, (0.26, 0.28, 0.29))
    light = place.material(skins.PLAIN, (0, 0, 0), glow=tuple(glow * part for part in (0.72, 0.92, 1.0)), family=EVEN)
    parts = [
        boxes(
            [(-0.55, 1.12, 0), (0.55, 1.12, 0), (0, 2.20, 0)],
            [(0.07, 1.12, 0.09), (0.07, 1.12, 0.09), (0.62, 0.08, 0.09)],
            frame,
        )
    ]
    parts.append(boxes([(0, 2.31, 0)], (0.70, 0.035, 0.13), frame))
    parts.append(boxes([(0, 0.04, -0.05)], (0.70, 0.04, 0.28), stone))
    leaf = [boxes([(0.46, 1.10, 0)], (0.46, 1.02, 0.022), paint)]
    for y, tall in ((0.46, 0.30), (1.06, 0.20), (1.68, 0.30)):
        for x in (0.25, 0.67):
            leaf += _panel(x, y, 0.155, tall, paint)
    knob = [(0.0, 0.055), (0.022, 0.05), (0.03, 0.035), (0.022, 0.018), (0.012, 0.012), (0.012, 0.0)]
    leaf += [turned(knob, 20, brass).leaned(0, way * math.pi / 2).moved(0.85, 1.02, -way * 0.02) for way in (-1.0, 1.0)]
    parts.append(Mesh.of(leaf).moved(-0.48, 0.02, -0.02, -math.radians(30)))
    parts.append(pane(((-0.49, 2.13, 0.06), (0.49, 2.13, 0.06), (-0.49, 0.08, 0.06), (0.49, 0.08, 0.06)), light))
    return Mesh.of(parts)


def _panel(x: float, y: float, wide: float, tall: float, skin: int) -> list[Mesh]:
    """Return a moulded panel on both sides of a leaf."""
    found = []
    for z in (-0.026, 0.026):
        found.append(boxes([(x - wide, y, z), (x + wide, y, z)], (0.016, tall, 0.012), skin))
        found.append(boxes([(x, y - tall, z), (x, y + tall, z)], (wide, 0.016, 0.012), skin))
        found.append(boxes([(x, y, z * 0.9)], (wide - 0.05, tall - 0.05, 0.010), skin))
    return found


def mirror(place: Place) -> tuple[Mesh, int]:
    """Return a tall mirror in a carved frame of gold that leans on its stand, and the skin of its glass; 2.2 m."""
    gold = place.material(skins.METAL, (0.13, 0.42, 0.72), gloss=0.4, rough=0.2, metal=True)
    glass = place.material(skins.PLAIN, (0.02, 0.02, 0.02), gloss=0.92, rough=0.0, metal=False)
    t = np.linspace(0, 2 * np.pi, 97)
    x, y = 0.55 * np.cos(t), 1.12 + 1.0 * np.sin(t)
    parts = [
        grid(
            np.stack([np.stack([x, y, 0 * t], 1), np.stack([0 * x, 0 * t + 1.12, 0 * t], 1)]),
            glass,
            normals=np.broadcast_to(np.array([0, 0, -1], np.float32), (2, 97, 3)),
        )
    ]
    parts.append(tube(np.stack([1.05 * x, 1.12 + 1.04 * (y - 1.12), 0 * t], 1), 0.055, 10, gold))
    parts.append(tube(np.stack([1.16 * x, 1.12 + 1.09 * (y - 1.12), 0 * t], 1), 0.030, 8, gold))
    for k in range(36):  # beads and leaves
        a = 2 * math.pi * k / 36
        at = (0.61 * math.cos(a), 1.12 + 1.07 * math.sin(a), -0.03)
        parts.append(turned([(0.0, 0.03), (0.03, 0.0), (0.0, -0.03)], 12, gold).moved(*at))
    crest = np.array(
        [
            (-0.30, 0.0),
            (-0.22, 0.12),
            (-0.12, 0.08),
            (-0.07, 0.20),
            (0, 0.28),
            (0.07, 0.20),
            (0.12, 0.08),
            (0.22, 0.12),
            (0.30, 0.0),
        ]
    )
    parts.append(extruded(crest, 0.06, gold).moved(0, 2.16, 0))
    whole = Mesh.of(parts).leaned(0, 0.10)
    legs = bars([(-0.4, 0, 0.55), (0.4, 0, 0.55)], [(-0.3, 1.7, 0.26), (0.3, 1.7, 0.26)], (0.025, 0.025), gold)
    feet = boxes([(-0.42, 0.05, -0.02), (0.42, 0.05, -0.02)], (0.10, 0.05, 0.09), gold)
    return Mesh.of([whole, legs, feet]), glass


def televisions(place: Place, glow: float, rng: np.random.Generator) -> tuple[Mesh, list[tuple[float, float, float]]]:
    """Return a stack of old televisions that are on, and where their screens are."""
    cases = [
        place.material(skins.WOOD, (0.030, 0.070, 0.140), gloss=0.05, rough=0.1, scale=0.6),
        place.material(skins.PLAIN, (0.05, 0.05, 0.055), gloss=0.04, rough=0.15),
        place.material(skins.PLAIN, (0.30, 0.33, 0.34), gloss=0.05, rough=0.12),
    ]
    bezel = place.material(skins.PLAIN, (0.02, 0.02, 0.022), gloss=0.05, rough=0.1)
    chrome = place.material(skins.METAL, (0.55, 0.55, 0.55), gloss=0.55, rough=0.12, metal=True)
    parts, screens = [], []
    base = 0.0
    for count in (3, 3, 2, 1):
        row = float(rng.uniform(0.50, 0.66))
        sizes = [row / float(rng.uniform(0.72, 0.84)) for _ in range(count)]
        x = -sum(sizes) / 2 + float(rng.uniform(-0.08, 0.08))
        tall = 0.0
        for wide in sizes:
            high = row
            one, screen = _television(place, (wide, high), glow, cases[int(rng.integers(3))], bezel, chrome, rng)
            turn = float(rng.uniform(-0.22, 0.22))
            at = (x + wide / 2, base, float(rng.uniform(-0.1, 0.1)))
            parts.append(one.moved(*at, turn))
            screens.append((at[0] + screen[0], at[1] + screen[1], at[2] - 0.35))
            tall, x = max(tall, high), x + wide + 0.02
            last = (at, high)
        base += tall
    (x, y, z), high = last
    tips = [(x + way * 0.38, y + high + 0.62, z + 0.1) for way in (-1.0, 1.0)]
    parts.append(bars([(x, y + high, z)] * 2, tips, (0.005, 0.005), chrome))
    return Mesh.of(parts), screens


def _television(
    place: Place, size: tuple[float, float], glow: float, case: int, bezel: int, chrome: int, rng: np.random.Generator
) -> tuple[Mesh, tuple[float, float]]:
    wide, high = size
    deep = 0.55 * wide
    parts = [boxes([(0, high / 2, deep / 2)], (wide / 2 - 0.005, high / 2 - 0.005, deep / 2), case)]
    parts.append(boxes([(0, high / 2, deep + 0.05)], (0.3 * wide, 0.3 * high, 0.08), case))
    x0, x1, y0, y1 = -0.44 * wide, 0.22 * wide, 0.10 * high, 0.90 * high
    parts.append(
        boxes([((x0 + x1) / 2, (y0 + y1) / 2, -0.005)], ((x1 - x0) / 2 + 0.015, (y1 - y0) / 2 + 0.015, 0.015), bezel)
    )
    hue = float(rng.uniform(0.0, 1.0))
    tint = np.array([1.25, 1.0, 0.75]) * (1 - 0.35 * hue) + np.array([0.6, 0.8, 1.2]) * 0.35 * hue
    # A curved screen, its picture in bands: static, bars and a face of light.
    columns, rows = 13, 11
    u, v = np.meshgrid(np.linspace(-1, 1, columns), np.linspace(1, -1, rows))
    z = -0.028 - 0.028 * (1 - np.maximum(u**2, 0) * 0.5 - v**2 * 0.5)
    points = np.stack([(x0 + x1) / 2 + u * (x1 - x0) / 2, (y0 + y1) / 2 + v * (y1 - y0) / 2, z], -1)
    kind = int(rng.integers(3))
    skins_of = [
        place.material(
            skins.PLAIN,
            (0.02, 0.02, 0.02),
            gloss=0.06,
            rough=0.02,
            glow=tuple(map(float, glow * bright * tint)),
            family=EVEN,
        )
        for bright in (0.25, 0.55, 0.85, 1.25)
    ]
    sheet = grid(points, skins_of[0])
    middle = sheet.points[sheet.triangles].mean(axis=1)
    a = (middle[:, 0] - x0) / (x1 - x0)
    b = (middle[:, 1] - y0) / (y1 - y0)
    if kind == 0:
        pick = rng.integers(0, 4, len(a))
    elif kind == 1:
        pick = (np.floor(a * 6).astype(int) * 7) % 4
    else:
        pick = np.clip(3.6 * np.exp(-(((a - 0.5) / 0.3) ** 2) - ((b - 0.5) / 0.4) ** 2), 0, 3.4).astype(int)
    sheet.skins[:] = np.array(skins_of, np.int16)[pick]
    parts.append(sheet)
    knob = turned([(0.0, 0.03), (0.04, 0.028), (0.045, 0.0)], 20, chrome).leaned(0, -math.pi / 2)
    parts += [knob.moved(0.36 * wide, y * high, 0.0) for y in (0.76, 0.56)]
    slots = [(0.36 * wide, (0.16 + 0.045 * k) * high, -0.002) for k in range(6)]
    parts.append(boxes(slots, (0.07 * wide, 0.006, 0.006), bezel))
    return Mesh.of(parts), ((x0 + x1) / 2, (y0 + y1) / 2)


def stair(place: Place) -> Mesh:
    """Return a stair of pale stone that climbs straight ahead and ends in the air; 10 m high."""
    stone = place.material(skins.PLASTER, (0.50, 0.54, 0.56))
    dark = place.material(skins.PLASTER, (0.24, 0.27, 0.29))
    rise, tread, count = 0.30, 0.52, 34
    steps = range(count)
    treads = boxes([(0, rise * (k + 1) - 0.05, tread * k) for k in steps], (1.60, 0.05, 0.58 * tread), stone)
    risers = boxes([(0, rise * (k + 0.5), tread * (k + 0.08)) for k in steps], (1.55, 0.5 * rise, 0.5 * tread), dark)
    parts = [treads, risers]
    for way in (-1.0, 1.0):
        low, high = (way * 1.66, 0.10, 0.0), (way * 1.66, rise * count + 0.10, tread * count)
        parts.append(bars([low], [high], (0.09, 0.22), stone))
        posts = [(way * 1.66, rise * (k + 1), tread * k) for k in range(0, count, 3)]
        parts.append(bars(posts, [(x, y + 0.85, z) for x, y, z in posts], (0.06, 0.06), stone))
        parts.append(bars([(low[0], 1.1, 0.0)], [(low[0], high[1] + 1.0, high[2])], (0.07, 0.05), stone))
    return Mesh.of(parts)


def clock(place: Place, hour: float) -> Mesh:
    """Return a giant clock face in a rim of brass that stands half sunk; 3.4 m."""
    brass = place.material(skins.METAL, (0.12, 0.36, 0.60), gloss=0.4, rough=0.22, metal=True)
    face = place.material(skins.PLASTER, (0.44, 0.53, 0.57))
    ink = place.material(skins.PLAIN, (0.010, 0.010, 0.012), gloss=0.02)
    t = np.linspace(0, 2 * np.pi, 97)
    radius, y = 1.7, 1.45
    ring = np.stack([np.cos(t), np.sin(t), 0 * t], 1)
    at = np.array([0, y, 0])
    parts = [
        turned([(0.0, 0.06), (radius, 0.06), (radius, -0.12), (0.0, -0.12)], 96, face)
        .leaned(0, -math.pi / 2)
        .moved(0, y, 0)
    ]
    parts.append(tube(ring * radius + at + [0, 0, -0.03], 0.13, 14, brass))
    parts.append(tube(ring * (radius - 0.17) + at + [0, 0, -0.075], 0.02, 8, brass))
    for k in range(60):
        a = math.pi * k / 30
        way = np.array([math.sin(a), math.cos(a), 0])
        long_ = 0.26 if k % 5 == 0 else 0.07
        inner, outer = at + way * (1.44 - long_), at + way * 1.44
        inner[2] = outer[2] = -0.075
        parts.append(bars([inner], [outer], (0.034 if k % 15 == 0 else 0.020 if k % 5 == 0 else 0.009, 0.012), ink))
    for turn, long_, thick, back in ((hour / 12, 0.80, 0.055, 0.10), (hour % 1.0, 1.25, 0.035, 0.13)):
        hand = np.array(
            [
                (-thick, -0.22),
                (-1.5 * thick, 0.45 * long_),
                (-0.4 * thick, 0.86 * long_),
                (0, long_),
                (0.4 * thick, 0.86 * long_),
                (1.5 * thick, 0.45 * long_),
                (thick, -0.22),
            ]
        )
        parts.append(extruded(hand, 0.02, ink).leaned(-2 * math.pi * turn, 0).moved(0, y, -back))
    parts.append(turned([(0.0, 0.06), (0.08, 0.05), (0.09, 0.0)], 24, brass).leaned(0, -math.pi / 2).moved(0, y, -0.12))
    return Mesh.of(parts).leaned(0.10, 0.16).moved(0, -0.12, 0)


def bench(place: Place) -> Mesh:
    """Return a park bench of slats on cast iron; 1.7 m wide."""
    wood = place.material(skins.WOOD, (0.045, 0.10, 0.17), gloss=0.02, rough=0.2, scale=0.5)
    iron = place.material(skins.PLAIN, (0.02, 0.022, 0.02), gloss=0.04, rough=0.2)
    parts = [boxes([(0, 0.45 + 0.01 * k, -0.26 + 0.115 * k)], (0.86, 0.016, 0.048), wood) for k in range(5)]
    for k in range(4):
        slat = boxes([(0, 0, 0)], (0.86, 0.046, 0.014), wood).leaned(0, 0.22)
        parts.append(slat.moved(0, 0.60 + 0.115 * k, 0.24 + 0.028 * k))
    s = np.linspace(0, 1, 15)
    for x in (-0.74, 0.0, 0.74):
        front = np.stack([0 * s + x, 0.44 * s, -0.30 + 0.06 * np.sin(np.pi * s)], 1)
        back = np.stack([0 * s + x, 1.02 * s, 0.36 - 0.20 * np.sin(np.pi * s) + 0.03 * s], 1)
        seat = np.stack([0 * s + x, 0.425 + 0.03 * s, -0.30 + 0.52 * s], 1)
        parts += [tube(each, 0.024, 8, iron) for each in (front, back, seat)]
        if x:
            arm = np.stack([0 * s + x, 0.44 + 0.24 * np.sin(0.5 * np.pi * np.minimum(2.2 * s, 1)), -0.30 + 0.56 * s], 1)
            curl = np.stack([0 * s + x, 0.28 + 0.10 * np.sin(5 * s), -0.06 + 0.10 * np.cos(5 * s)], 1)
            parts += [tube(arm, 0.022, 8, iron), tube(curl, 0.014, 6, iron)]
    return Mesh.of(parts)


def street_lamp(place: Place, glow: float) -> Mesh:
    """Return a lamp of cast iron with a lantern of glass; 3.9 m, its flame at a height of 3.45 m."""
    iron = place.material(skins.PLAIN, (0.016, 0.018, 0.017), gloss=0.05, rough=0.2)
    light = place.material(
        skins.PLAIN, (0.3, 0.3, 0.3), glow=tuple(glow * part for part in (0.42, 0.80, 1.15)), family=EVEN
    )
    profile = [
        (0.045, 3.05),
        (0.05, 2.9),
        (0.075, 2.86),
        (0.045, 2.80),
        (0.05, 1.2),
        (0.09, 1.12),
        (0.06, 1.05),
        (0.075, 0.6),
        (0.13, 0.52),
        (0.10, 0.44),
        (0.13, 0.20),
        (0.20, 0.12),
        (0.22, 0.0),
    ]
    parts = [turned(profile, 20, iron), turned([(0.20, 3.62), (0.13, 3.14)], 6, light)]
    parts.append(turned([(0.0, 3.92), (0.02, 3.86), (0.05, 3.80), (0.16, 3.70), (0.26, 3.63), (0.25, 3.61)], 6, iron))
    parts.append(turned([(0.14, 3.15), (0.09, 3.08), (0.03, 3.02)], 6, iron))
    for k in range(6):
        a = math.pi * k / 3
        parts.append(
            bars(
                [(0.205 * math.cos(a), 3.62, 0.205 * math.sin(a))],
                [(0.135 * math.cos(a), 3.14, 0.135 * math.sin(a))],
                (0.010, 0.010),
                iron,
            )
        )
    parts.append(bars([(-0.34, 2.98, 0)], [(0.34, 2.98, 0)], (0.014, 0.014), iron))
    return Mesh.of(parts)


def great_tree(
    place: Place,
    rng: np.random.Generator,
    season: Colour,
    *,
    leafy: int = 16000,
    swing: bool = True,
    glow: Colour = (0.0, 0.0, 0.0),
) -> Mesh:
    """Return a great tree, with a swing that hangs from its lowest bough; 9 m; ``glow`` is light of its leaves."""
    bark = place.material(skins.PLASTER, (0.045, 0.060, 0.075), scale=0.5)
    leaf = place.material(skins.LEAF, season, tuple(min(2.2 * part, 0.6) for part in season))
    if any(glow):
        leaf = place.material(skins.PLAIN, season, glow=glow, family=EVEN)
    rope = place.material(skins.CLOTH, (0.22, 0.32, 0.38))
    board = place.material(skins.WOOD, (0.05, 0.12, 0.20), scale=0.3)
    s = np.linspace(0, 1, 16)
    trunk = np.stack([-1.4 + 0.25 * np.sin(3 * s), 5.4 * s, 0.2 * np.sin(4 * s)], 1)
    parts = [tube(trunk, 0.42 - 0.20 * s + 0.30 * np.exp(-s / 0.05), 14, bark)]
    for k in range(7):  # roots
        a = 2 * math.pi * k / 7 + 0.3
        t = np.linspace(0, 1, 6)
        root = np.stack(
            [-1.4 + np.cos(a) * (0.3 + 0.9 * t), 0.22 * (1 - t) ** 2 - 0.04, np.sin(a) * (0.3 + 0.9 * t)], 1
        )
        parts.append(tube(root, 0.16 * (1 - t) + 0.03, 8, bark))
    ends = []
    for start, way, long_, thick in (
        (0.60, (1.0, 0.16, -0.10), 3.7, 0.20),
        (0.72, (-0.8, 0.5, 0.1), 2.6, 0.15),
        (0.85, (0.5, 0.8, 0.4), 2.8, 0.15),
        (0.92, (-0.3, 0.9, -0.4), 2.6, 0.14),
        (0.97, (0.15, 1.0, 0.0), 2.8, 0.15),
        (0.80, (0.1, 0.5, 0.9), 2.4, 0.12),
        (0.78, (0.2, 0.55, -0.8), 2.2, 0.12),
    ):
        at = np.array([np.interp(start, s, trunk[:, c]) for c in range(3)])
        line = (
            at
            + long_ * s[:, None] * np.array(way)
            + np.stack([0 * s, -0.25 * np.sin(np.pi * s) + 0.3 * s**2, 0.2 * np.sin(5 * s)], 1)
        )
        parts.append(tube(line, thick * (1 - 0.75 * s), 10, bark))
        for share in (0.45, 0.62, 0.78, 0.9, 1.0):
            tip = np.array([np.interp(share, s, line[:, c]) for c in range(3)])
            off = tip + rng.normal(size=3) * [0.6, 0.5, 0.6] + [0, 0.5, 0]
            parts.append(tube([tip, 0.5 * (tip + off) + [0, 0.1, 0], off], [0.05, 0.03, 0.012], 6, bark))
            ends.append(off)
    ends_ = np.array([*ends, *(np.array(ends) * 0.6 + np.array([-0.4, 6.2, 0.0]) * 0.4)])
    count = leafy
    which = rng.integers(0, len(ends_), count)
    way = rng.normal(size=(count, 3))
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    spread = rng.random(count)[:, None] ** 0.4 * np.array([1.05, 0.62, 1.05])
    places = ends_[which] + way * spread
    keep = places[:, 1] > 3.25
    normals = way + 0.8 * rng.normal(size=(count, 3))
    parts.append(leaves(places[keep], normals[keep], (0.085 + 0.05 * rng.random(count))[keep], leaf, rng))
    if not swing:
        return Mesh.of(parts)
    x0, high = 0.95, 3.45
    sway = 0.30
    for x in (x0 - 0.26, x0 + 0.26):
        parts.append(bars([(x, high, 0.0)], [(x, 0.62, -sway)], (0.014, 0.014), rope))
        parts.append(
            tube(
                [
                    (x, high + 0.20, -0.20),
                    (x, high + 0.24, 0.0),
                    (x, high + 0.1, 0.16),
                    (x, high - 0.16, 0.0),
                    (x, high + 0.20, -0.20),
                ],
                0.022,
                6,
                rope,
            )
        )
    parts.append(boxes([(x0, 0.60, -sway)], (0.34, 0.022, 0.13), board))
    return Mesh.of(parts)
