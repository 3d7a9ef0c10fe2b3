"""A wireless set, a gramophone, a telephone, a suitcase, a teddy bear, a snowman, a pumpkin: things as one knows them; metres."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .precious import looked_at
from .stuffs import BLACK, BRASS, IVORY, WOOD, metal_of

_LEATHER = Skin((0.030, 0.065, 0.15), 0.25, "hide")
_LIT = Skin((0.10, 0.40, 0.62), 0.2, "plain", 0.9)


def radio(wish: Wish) -> Cast:
    """A wireless set of wood with a lit dial, cloth before its speaker and two knobs."""
    m = Model()
    case = WOOD if wish.colour is None else Skin(wish.colour, 0.35, "plain")
    m.box((0, 0.36, 0), (1.16, 0.68, 0.42), case, edge=0.09)
    for x in (-0.42, 0.42):
        m.cone((x, 0.035, -0.10), 0.035, (x, 0.02, -0.10), 0.03, BLACK, group=1)
    m.box((-0.19, 0.40, -0.205), (0.62, 0.46, 0.03), Skin((0.10, 0.19, 0.26), 0.03, "cloth"), group=2, edge=0.05)
    for n in range(9):
        m.box((-0.19, 0.22 + 0.045 * n, -0.225), (0.58, 0.012, 0.016), BRASS, group=3)
    m.box((0.34, 0.47, -0.205), (0.34, 0.30, 0.03), _LIT, group=4, edge=0.04)
    m.ring((0.34, 0.47, -0.222), 0.115, 0.008, BRASS, group=5)
    for n in range(11):
        a = math.pi * (0.15 + 0.07 * n)
        m.cone(
            (0.34 + 0.085 * math.cos(a), 0.44 + 0.085 * math.sin(a), -0.222),
            0.005,
            (0.34 + 0.105 * math.cos(a), 0.44 + 0.105 * math.sin(a), -0.222),
            0.005,
            BLACK,
            group=6,
        )
    m.cone(
        (0.34, 0.44, -0.228), 0.006, (0.40, 0.535, -0.228), 0.004, Skin((0.02, 0.02, 0.5), 0.3, "plain", 0.2), group=7
    )
    for x in (0.25, 0.43):
        m.cone((x, 0.20, -0.20), 0.055, (x, 0.20, -0.265), 0.048, IVORY, group=8)
        m.ring((x, 0.20, -0.215), 0.058, 0.007, BRASS, group=9)
    m.limb([(0.50, 0.68, 0.14), (0.78, 1.34, 0.16)], [0.011, 0.006], metal_of(wish, BRASS), group=10)  # the aerial
    return looked_at(m, 1.30, 0.95, turn=(-0.40, 0.40), heart=0.40)


def gramophone(wish: Wish) -> Cast:
    """A gramophone with its great horn of brass and a record on its box."""
    m, brass = Model(), metal_of(wish, BRASS)
    m.box((0, 0.17, 0), (0.92, 0.30, 0.78), WOOD, edge=0.03)
    m.box((0, 0.025, 0), (1.00, 0.05, 0.86), WOOD, group=1, edge=0.015)
    m.cone((0, 0.335, 0), 0.36, (0, 0.345, 0), 0.36, BLACK, group=2, flat=18.0, across=(0, 1, 0))
    for r in (0.16, 0.22, 0.28, 0.34):
        m.ring((0, 0.358, 0), r, 0.003, Skin((0.07, 0.07, 0.07), 0.6, "plain"), axis=(0, 1, 0), group=3)
    m.cone(
        (0, 0.345, 0),
        0.105,
        (0, 0.352, 0),
        0.105,
        Skin((0.02, 0.02, 0.36), 0.2, "plain"),
        group=4,
        flat=4.5,
        across=(0, 1, 0),
    )
    m.limb(
        [(-0.30, 0.32, 0.26), (-0.32, 0.56, 0.24), (-0.20, 0.62, 0.14), (0.02, 0.46, -0.06), (0.05, 0.37, -0.10)],
        [0.030, 0.030, 0.026, 0.020, 0.014],
        brass,
        group=5,
        blend=0.01,
        bends=3,
    )
    m.ball((0.05, 0.40, -0.10), 0.055, brass, group=6, flat=1.8)
    m.limb([(0.47, 0.18, 0.0), (0.60, 0.18, 0.0), (0.62, 0.08, 0.0), (0.70, 0.08, 0.0)], [0.016] * 4, brass, group=7)
    # The horn: petals that widen towards its mouth, which looks at us and up.
    root, mouth = np.array([-0.31, 0.55, 0.25]), np.array([0.14, 1.16, -0.30])
    way = (mouth - root) / np.linalg.norm(mouth - root)
    m.limb(
        [root, root + 0.34 * (mouth - root) + np.array([-0.06, 0.05, 0.0]), root + 0.62 * (mouth - root)],
        [0.030, 0.060, 0.130],
        brass,
        group=8,
        blend=0.02,
        bends=3,
    )
    side = np.cross(way, [0, 1, 0])
    side /= np.linalg.norm(side)
    up = np.cross(side, way)
    petals = 11
    for n in range(petals):
        a = 2 * math.pi * n / petals
        out = math.cos(a) * side + math.sin(a) * up
        points = [
            root + 0.55 * (mouth - root) + 0.085 * out,
            root + 0.82 * (mouth - root) + 0.185 * out,
            mouth + 0.385 * out + 0.02 * way,
        ]
        normal = tuple(out - 0.75 * way)
        m.limb(points, [0.040, 0.085, 0.140], brass, group=8, blend=0.015, flat=4.0, across=normal, bends=3)
        m.cone(
            mouth + 0.47 * out + 0.03 * way,
            0.014,
            mouth + 0.44 * (math.cos(a + 0.5) * side + math.sin(a + 0.5) * up) + 0.03 * way,
            0.014,
            brass,
            group=9,
        )
    m.ball(root + 0.66 * (mouth - root), 0.12, Skin((0.010, 0.012, 0.014), 0.1, "plain"), group=10)
    return looked_at(m, 1.30, 1.65, turn=(-0.30, 0.30), heart=0.80)


def telephone(wish: Wish) -> Cast:
    """A telephone with its dial and the receiver on its cradle."""
    m = Model()
    body = Skin(wish.colour or (0.016, 0.016, 0.018), 0.5, "plain")
    m.ball((0, 0.12, 0.04), 0.36, body, blend=0.06, flat=3.4, across=(0, 1, 0))
    m.cone((0, 0.14, 0.05), 0.30, (0, 0.46, 0.10), 0.17, body, blend=0.10, flat=1.1)
    m.box((0, 0.04, 0.02), (0.86, 0.08, 0.64), body, group=1, edge=0.035)
    face, tilt = np.array([0.0, 0.33, -0.235]), (0.0, 0.72, -1.0)
    m.ball(
        face + np.array([0, -0.02, 0.03]), 0.215, Skin((0.52, 0.56, 0.58), 0.3, "plain"), group=2, flat=6.0, across=tilt
    )
    m.ring(face, 0.205, 0.020, metal_of(wish, BRASS), axis=tilt, group=3)
    up = np.array([0.0, 1.0, 0.72]) / math.hypot(1, 0.72)
    out = np.array(tilt) / math.hypot(0.72, 1.0)
    for n in range(10):
        a = 0.9 + 0.53 * n
        m.ball(
            face + 0.142 * (math.cos(a) * np.array([1, 0, 0]) + math.sin(a) * up) + 0.022 * out,
            0.031,
            BLACK,
            group=4,
            flat=2.0,
            across=tilt,
        )
    m.ball(face + 0.02 * out, 0.080, body, group=5, flat=2.4, across=tilt)
    for side in (-1, 1):
        m.cone((0.16 * side, 0.50, 0.09), 0.035, (0.17 * side, 0.60, 0.07), 0.030, metal_of(wish, BRASS), group=6)
        m.cone((0.40 * side, 0.60, 0.08), 0.105, (0.43 * side, 0.50, 0.08), 0.125, body, group=7, blend=0.05)
    m.limb(
        [(-0.40, 0.64, 0.08), (-0.20, 0.70, 0.08), (0.20, 0.70, 0.08), (0.40, 0.64, 0.08)],
        [0.062, 0.050, 0.050, 0.062],
        body,
        group=7,
        blend=0.05,
        bends=3,
    )
    cord = [np.array([-0.44 - 0.02 * n, 0.44 - 0.42 * min(n / 9, 1.0), 0.05 - 0.012 * n]) for n in range(14)]
    cord = [one + 0.028 * np.array([math.cos(2.2 * n), 0.0, math.sin(2.2 * n)]) for n, one in enumerate(cord)]
    m.limb(cord, [0.013] * len(cord), body, group=8, bends=2)
    return looked_at(m, 1.20, 0.82, turn=(-0.45, 0.45), heart=0.38)


def suitcase(wish: Wish) -> Cast:
    """A suitcase of leather with straps, corners and a handle."""
    m = Model()
    hide = _LEATHER if wish.colour is None else Skin(wish.colour, 0.25, "hide")
    strap = Skin((0.014, 0.026, 0.055), 0.3, "plain")
    m.box((0, 0.41, 0), (1.16, 0.78, 0.34), hide, edge=0.06)
    m.box((0, 0.41, 0), (1.175, 0.795, 0.03), strap, group=1, edge=0.014)
    for x in (-0.34, 0.34):
        m.box((x, 0.41, 0), (0.075, 0.81, 0.365), strap, group=2, edge=0.02)
        m.box((x, 0.62, -0.192), (0.11, 0.10, 0.02), BRASS, group=3, edge=0.01)
    for x in (-0.55, 0.55):
        for y in (0.06, 0.76):
            for z in (-0.14, 0.14):
                m.ball((x, y, z), 0.062, BRASS, group=4)
    m.limb(
        [(-0.16, 0.80, 0), (-0.13, 0.92, 0), (0.13, 0.92, 0), (0.16, 0.80, 0)],
        [0.024, 0.028, 0.028, 0.024],
        strap,
        group=5,
        blend=0.01,
        bends=3,
    )
    for n, (x, y, colour) in enumerate(
        ((-0.05, 0.50, (0.30, 0.10, 0.03)), (0.12, 0.25, (0.05, 0.06, 0.36)), (-0.14, 0.22, (0.10, 0.42, 0.50)))
    ):
        m.box(
            (x, y, -0.173), (0.24, 0.16, 0.006), Skin(colour, 0.05, "plain"), group=6 + n, along=(1, 0.15 * (n - 1), 0)
        )
    return looked_at(m, 1.22, 0.96, turn=(-0.45, 0.45), heart=0.46)


def teddy_bear(wish: Wish) -> Cast:
    """A teddy bear that sits, its paws at its sides, one ear worn."""
    colour = wish.colour or (0.055, 0.135, 0.27)
    fur = Skin(colour, 0.03, "fur", pile=0.9)
    pale = Skin(tuple(min(1.9 * one + 0.02, 0.7) for one in colour), 0.03, "fur", pile=0.5)
    m = Model()
    m.cone((0, 0.26, 0), 0.26, (0, 0.48, 0.01), 0.205, fur, blend=0.06)
    m.ball((0, 0.30, -0.14), 0.155, pale, blend=0.05)
    m.ball((0, 0.80, 0), 0.225, fur, blend=0.04)
    m.ball((0, 0.745, -0.19), 0.098, pale, blend=0.03)
    m.ball((0, 0.785, -0.285), 0.036, BLACK, group=2, flat=0.8)
    m.limb([(0, 0.755, -0.290), (0, 0.715, -0.288)], [0.008, 0.008], BLACK, group=2)
    m.limb([(-0.045, 0.705, -0.268), (0, 0.695, -0.285), (0.045, 0.705, -0.268)], [0.008] * 3, BLACK, group=2)
    for side in (-1, 1):
        m.ball((0.175 * side, 0.985, 0.03), 0.088, fur, blend=0.02, flat=1.6)
        m.ball((0.178 * side, 0.982, -0.020), 0.055, pale, group=3, flat=2.0)
        m.ball((0.085 * side, 0.845, -0.195), 0.032, BLACK, group=4)
        m.limb(
            [(0.20 * side, 0.53, 0), (0.33 * side, 0.38, -0.06), (0.35 * side, 0.20, -0.13)],
            [0.095, 0.088, 0.090],
            fur,
            blend=0.03,
        )
        m.limb(
            [(0.15 * side, 0.14, -0.05), (0.22 * side, 0.115, -0.30), (0.24 * side, 0.125, -0.46)],
            [0.120, 0.108, 0.110],
            fur,
            blend=0.03,
        )
        m.ball((0.245 * side, 0.130, -0.545), 0.078, pale, group=5, flat=2.2)
    bow = Skin((0.03, 0.02, 0.40), 0.1, "cloth")
    for side in (-1, 1):
        m.cone((0.0, 0.60, -0.20), 0.022, (0.12 * side, 0.605, -0.215), 0.060, bow, group=6, blend=0.01, flat=1.7)
    m.ball((0, 0.60, -0.215), 0.034, bow, group=6)
    return looked_at(m, 0.95, 1.08, turn=(-0.45, 0.45), heart=0.55)


def snowman(wish: Wish) -> Cast:
    """A snowman with coals, a carrot, a scarf and a hat."""
    snow = Skin((0.66, 0.66, 0.65), 0.05, "stone", second=(0.58, 0.56, 0.54))
    m = Model()
    for y, r in ((0.40, 0.47), (1.02, 0.34), (1.50, 0.235)):
        m.ball((0, y, 0), r, snow, blend=0.05)
    m.cone((0, 1.50, -0.22), 0.040, (0.03, 1.475, -0.46), 0.007, Skin((0.02, 0.17, 0.62), 0.1, "plain"), group=2)
    for side in (-1, 1):
        m.ball((0.085 * side, 1.575, -0.195), 0.030, BLACK, group=3)
        arm = [(0.28 * side, 1.12, 0), (0.58 * side, 1.30, -0.02), (0.80 * side, 1.52, -0.02)]
        m.limb(arm, [0.020, 0.017, 0.009], WOOD, group=4)
        m.limb([arm[1], (0.74 * side, 1.30, -0.04)], [0.013, 0.006], WOOD, group=4)
    for n in range(5):
        a = 0.32 * (n - 2)
        m.ball((0.22 * math.sin(a), 1.425 - 0.03 * math.cos(1.6 * a), -0.205 * math.cos(a)), 0.018, BLACK, group=3)
    for y in (0.86, 1.02, 1.18):
        m.ball((0, y, -0.335 + 0.6 * (y - 1.02) ** 2), 0.030, BLACK, group=3)
    scarf = Skin(wish.colour or (0.03, 0.02, 0.44), 0.05, "cloth")
    m.ring((0, 1.315, 0), 0.205, 0.062, scarf, axis=(0, 1, 0.05), group=5)
    m.limb(
        [(0.13, 1.30, -0.20), (0.17, 1.10, -0.335), (0.18, 0.90, -0.37)],
        [0.062, 0.066, 0.070],
        scarf,
        group=6,
        flat=2.4,
    )
    m.cone((0, 1.70, 0), 0.27, (0, 1.705, 0), 0.27, BLACK, group=7, flat=9.0, across=(0, 1, 0))
    m.cloth((0, 2.02, 0), 0.165, (0, 1.70, 0), 0.175, BLACK, group=8)
    m.ring((0, 1.745, 0), 0.172, 0.020, scarf, axis=(0, 1, 0), group=9)
    return looked_at(m, 1.45, 2.05, turn=(-0.35, 0.35), heart=1.15)


def pumpkin(wish: Wish) -> Cast:
    """A carved pumpkin with light within."""
    m = Model()
    rind, light = Skin((0.012, 0.16, 0.56), 0.25, "plain"), Skin((0.02, 0.36, 0.95), 0.0, "plain", 0.85)
    for n in range(12):
        a = 2 * math.pi * n / 12
        m.ball((0.26 * math.cos(a), 0.36, 0.26 * math.sin(a)), 0.27, rind, blend=0.012, flat=0.80, across=(0, 1, 0))
    m.ball((0, 0.36, 0), 0.36, rind, blend=0.02, flat=1.15, across=(0, 1, 0))
    m.limb(
        [(0, 0.62, 0), (0.02, 0.74, 0.01), (0.10, 0.84, 0.03)],
        [0.060, 0.045, 0.040],
        Skin((0.03, 0.10, 0.08), 0.1, "wood"),
        group=2,
        bends=3,
    )
    for side in (-1, 1):
        eye = [(0.10 * side, 0.44, -0.50), (0.24 * side, 0.44, -0.45), (0.17 * side, 0.55, -0.46)]
        m.limb([*eye, eye[0]], [0.034] * 4, light, group=3, blend=0.02)
    mouth = [(-0.28, 0.31, -0.43), (-0.14, 0.22, -0.52), (0, 0.255, -0.54), (0.14, 0.22, -0.52), (0.28, 0.31, -0.43)]
    m.limb(mouth, [0.024, 0.040, 0.030, 0.040, 0.024], light, group=4, blend=0.01)
    m.cone((0, 0.36, -0.52), 0.022, (0, 0.40, -0.51), 0.014, light, group=5)
    return replace(looked_at(m, 1.08, 0.86, turn=(-0.35, 0.35), heart=0.40), lamp=(0.0, 0.4, -0.5))
