"""What is left outdoors, as meshes: tent, hammock, umbrella, chair, tractor; metres, the foot at the origin."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, grid, tube, turned

from .built import EVEN, Colour, Place, skins
from .palm_trees import palm_skins, palm_tree

COLOURS: dict[str, Colour] = {
    "red": (0.03, 0.03, 0.42),
    "blue": (0.36, 0.16, 0.05),
    "green": (0.07, 0.22, 0.07),
    "yellow": (0.03, 0.40, 0.62),
    "white": (0.52, 0.54, 0.55),
    "black": (0.014, 0.014, 0.016),
    "orange": (0.02, 0.20, 0.60),
    "pink": (0.34, 0.22, 0.60),
    "purple": (0.26, 0.06, 0.20),
    "transparent": (0.40, 0.42, 0.42),
}


def tent(place: Place, colour: str, glow: float) -> Mesh:
    """Return a tent with an open door and light in it; 2.6 m wide."""
    base = COLOURS[colour]
    cloth = place.material(
        skins.CLOTH,
        base,
        scale=0.4,
        glow=tuple(glow * (0.10 * part + 0.55 * own) for part, own in zip((0.30, 0.75, 1.0), base, strict=True)),
        family=EVEN,
    )
    dark = place.material(
        skins.CLOTH, (0.03, 0.035, 0.04), glow=tuple(glow * part for part in (0.10, 0.40, 0.90)), family=EVEN
    )
    pole = place.material(skins.METAL, (0.3, 0.3, 0.3), gloss=0.3, rough=0.2, metal=True)
    rope = place.material(skins.PLAIN, (0.3, 0.34, 0.36))
    t, s = np.meshgrid(np.linspace(0, math.pi, 97), np.linspace(-1, 1, 121))
    shrink = np.sqrt(np.clip(1 - np.abs(s) ** 2.6, 0, 1)) * 0.92 + 0.08
    sag = 1 - 0.045 * np.sin(4 * t) ** 2 * (1 - s**2)
    points = np.stack([1.3 * np.cos(t) * shrink * sag, 1.35 * np.sin(t) ** 0.85 * shrink * sag, 1.5 * s], -1)
    shell = grid(points.astype(np.float32), cloth)
    middle = shell.points[shell.triangles].mean(axis=1)
    arch_ = (middle[:, 0] / 0.44) ** 2 + (np.maximum(middle[:, 1] - 0.30, 0) / 0.58) ** 2
    is_door = (middle[:, 2] < -0.6) & (arch_ < 1)
    shell.skins[is_door] = dark
    parts = [shell]
    for way in (-1.0, 1.0):
        arch = np.stack([1.31 * np.cos(t[0]), 1.37 * np.sin(t[0]) ** 0.85, way * 0.7 * np.cos(t[0])], 1)
        parts.append(tube(arch, 0.012, 6, pole))
        parts.append(
            bars(
                [(way * 1.15, 0.75, -0.6), (way * 1.15, 0.75, 0.6)],
                [(way * 2.0, 0.0, -1.2), (way * 2.0, 0.0, 1.2)],
                (0.006, 0.006),
                rope,
            )
        )
    return Mesh.of(parts)


def hammock(place: Place, colour: str, rng: np.random.Generator) -> Mesh:
    """Return a hammock that hangs between two palms, 4 m apart."""
    of = palm_skins(place)
    cloth = place.material(skins.CLOTH, COLOURS[colour], (0.5, 0.5, 0.5), scale=0.5)
    stripe = place.material(skins.CLOTH, (0.50, 0.54, 0.55), scale=0.5)
    rope = place.material(skins.PLAIN, (0.22, 0.30, 0.34))
    parts = [palm_tree(6.2, of, rng).moved(-2.1, 0, 0), palm_tree(7.0, of, rng).moved(2.1, 0, 0.1)]
    u, v = np.meshgrid(np.linspace(-1, 1, 31), np.linspace(-1, 1, 25))
    half = 0.46 * np.sqrt(np.clip(1 - np.abs(u) ** 3, 0, 1)) + 0.03
    deep = 0.95 - 0.62 * (1 - u**2) - 0.16 * (1 - v**2) * (1 - u**4)
    sheet = grid(np.stack([1.35 * u, deep + 0.22, v * half], -1).astype(np.float32), cloth)
    middle = sheet.points[sheet.triangles].mean(axis=1)
    sheet.skins[(np.floor((middle[:, 2] + 2) * 11) % 3) == 0] = stripe
    parts.append(sheet)
    for way in (-1.0, 1.0):
        knot = np.array([way * 1.75, 1.38, 0.0])
        ends = [(way * 1.34, 1.17, z) for z in np.linspace(-0.06, 0.06, 7)]
        parts.append(bars([knot] * 7, ends, (0.006, 0.006), rope))
        parts.append(bars([knot], [(way * 2.08, 1.62, 0.03)], (0.016, 0.016), rope))
    return Mesh.of(parts)


def umbrella(place: Place, colour: str) -> Mesh:
    """Return an open umbrella that lies on its rim and its handle; 1.2 m wide."""
    through = tuple(0.22 * part * light for part, light in zip(COLOURS[colour], place.sunlight, strict=True))
    cloth = place.material(skins.CLOTH, COLOURS[colour], gloss=0.02, rough=0.3, scale=0.6, glow=through)
    steel = place.material(skins.METAL, (0.4, 0.4, 0.4), gloss=0.4, rough=0.15, metal=True)
    wood = place.material(skins.WOOD, (0.03, 0.07, 0.15), gloss=0.04, rough=0.1)
    t, s = np.meshgrid(np.linspace(0, 2 * math.pi, 65), np.linspace(0.0, 1.0, 15))
    scallop = 1 - 0.055 * np.abs(np.sin(4 * t)) * s**2
    radius = 0.62 * np.sin(0.5 * math.pi * s) * scallop
    high = 0.30 * np.cos(0.5 * math.pi * s) + 0.02 * np.abs(np.sin(4 * t)) * s
    parts = [grid(np.stack([radius * np.cos(t), high, radius * np.sin(t)], -1).astype(np.float32), cloth, wrap=True)]
    for k in range(8):
        a, r = k * math.pi / 4, np.linspace(0, 1, 9)
        rib = np.stack(
            [
                0.62 * np.sin(0.5 * math.pi * r) * math.cos(a),
                0.30 * np.cos(0.5 * math.pi * r) - 0.008,
                0.62 * np.sin(0.5 * math.pi * r) * math.sin(a),
            ],
            1,
        )
        parts.append(tube(rib, 0.004, 5, steel))
    parts.append(bars([(0, -0.50, 0)], [(0, 0.40, 0)], (0.006, 0.006), steel))
    q = np.linspace(0, math.pi, 12)
    parts.append(
        tube(
            np.concatenate([[(0, -0.42, 0)], np.stack([0.05 - 0.05 * np.cos(q), -0.52 - 0.05 * np.sin(q), 0 * q], 1)]),
            0.011,
            8,
            wood,
        )
    )
    whole = Mesh.of(parts).leaned(-0.95, 0.35)
    low = float(whole.points[:, 1].min())
    return whole.moved(0, -low, 0)


def chair(place: Place) -> Mesh:
    """Return a wooden chair; 0.95 m high."""
    wood = place.material(skins.WOOD, (0.05, 0.115, 0.21), gloss=0.03, rough=0.15, scale=0.6)
    parts = [boxes([(0, 0.45, 0)], (0.22, 0.018, 0.21), wood)]
    legs = [(x, z) for x in (-0.19, 0.19) for z in (-0.18, 0.18)]
    parts.append(
        bars([(x * 1.06, 0, z * 1.06) for x, z in legs], [(x, 0.45, z) for x, z in legs], (0.019, 0.019), wood)
    )
    parts.append(
        bars([(x, 0.44, 0.18) for x in (-0.19, 0.19)], [(x, 0.96, 0.24) for x in (-0.19, 0.19)], (0.019, 0.017), wood)
    )
    parts.append(boxes([(0, y, 0.18 + 0.115 * (y - 0.44)) for y in (0.60, 0.74, 0.90)], (0.18, 0.032, 0.010), wood))
    parts.append(
        bars(
            [(-0.2, 0.20, z) for z in (-0.185, 0.185)], [(0.2, 0.20, z) for z in (-0.185, 0.185)], (0.012, 0.012), wood
        )
    )
    parts.append(
        bars(
            [(x, 0.26, -0.185) for x in (-0.195, 0.195)],
            [(x, 0.26, 0.185) for x in (-0.195, 0.195)],
            (0.012, 0.012),
            wood,
        )
    )
    return Mesh.of(parts)


def tractor(place: Place, colour: str, glow: float) -> Mesh:
    """Return an old tractor, its nose towards greater x; 3.3 m long."""
    paint = place.material(skins.PLAIN, COLOURS[colour], gloss=0.05, rough=0.08)
    dark = place.material(skins.PLAIN, (0.02, 0.02, 0.022), gloss=0.03, rough=0.2)
    rubber = place.material(skins.PLAIN, (0.016, 0.016, 0.017))
    rim = place.material(
        skins.PLAIN, COLOURS["yellow"] if colour != "yellow" else COLOURS["red"], gloss=0.04, rough=0.15
    )
    lamp = place.material(
        skins.PLAIN, (0.4, 0.4, 0.4), gloss=0.15, glow=tuple(glow * part for part in (0.7, 0.95, 1.1)), family=EVEN
    )
    side = [(-0.1, 0.80), (1.55, 0.80), (1.66, 0.95), (1.66, 1.30), (1.50, 1.42), (-0.1, 1.48)]
    parts = [
        extruded(side, 0.56, paint),
        boxes([(0.6, 0.68, 0)], (1.0, 0.16, 0.22), dark),
        boxes([(-0.75, 0.72, 0)], (0.45, 0.22, 0.24), dark),
    ]
    parts.append(boxes([(1.67, 0.92 + 0.07 * k, 0) for k in range(6)], (0.012, 0.018, 0.22), dark))
    tyre = [(0.50, 0.18), (0.66, 0.20), (0.75, 0.15), (0.76, 0.0), (0.75, -0.15), (0.66, -0.20), (0.50, -0.18)]
    disc = [(0.0, 0.06), (0.18, 0.10), (0.46, 0.05), (0.51, 0.14)]
    for way in (-1.0, 1.0):
        big = [turned(tyre, 40, rubber), turned(disc, 32, rim)]
        turns = np.linspace(0, 2 * math.pi, 23)[:-1]
        tread = np.stack([0.775 * np.cos(turns + 0.14), 0 * turns, 0.775 * np.sin(turns + 0.14)], 1)
        for edge in (0.17, -0.17):  # lugs
            start = np.stack([0.765 * np.cos(turns), 0 * turns + edge, 0.765 * np.sin(turns)], 1)
            big += [bars(start, tread, (0.03, 0.022), rubber)]
        parts.append(Mesh.of(big).leaned(0, -math.pi / 2 * way).moved(-0.75, 0.78, way * 0.72))
        small = Mesh.of(
            [
                turned([(r * 0.52, z * 0.6) for r, z in tyre], 32, rubber),
                turned([(r * 0.52, z * 0.6) for r, z in disc], 24, rim),
            ]
        )
        parts.append(small.leaned(0, -math.pi / 2 * way).moved(1.35, 0.41, way * 0.62))
        a = np.linspace(0.15 * math.pi, 0.95 * math.pi, 15)
        rows = [
            np.stack([-0.75 + 0.86 * np.cos(a), 0.78 + 0.86 * np.sin(a), np.full(15, way * z)], 1) for z in (0.46, 0.98)
        ]
        parts.append(grid(np.array(rows, np.float32), paint))
        parts.append(
            turned([(0.0, 0.05), (0.06, 0.045), (0.085, 0.0), (0.06, -0.08), (0.0, -0.10)], 18, lamp)
            .leaned(-math.pi / 2, 0)
            .moved(1.62, 1.2, way * 0.36)
        )
    parts.append(tube([(0.95, 1.40, 0.10), (0.95, 2.05, 0.10), (0.90, 2.15, 0.10)], [0.035, 0.035, 0.03], 10, dark))
    parts += [boxes([(-0.85, 1.12, 0)], (0.20, 0.04, 0.22), dark), boxes([(-1.05, 1.30, 0)], (0.03, 0.16, 0.22), dark)]
    t = np.linspace(0, 2 * np.pi, 25)
    parts.append(
        tube(np.stack([-0.32 - 0.08 * np.sin(t), 1.52 + 0.17 * np.sin(t), 0.19 * np.cos(t)], 1), 0.014, 7, dark)
    )
    parts.append(bars([(-0.05, 1.40, 0)], [(-0.32, 1.52, 0)], (0.018, 0.018), dark))
    return Mesh.of(parts)
