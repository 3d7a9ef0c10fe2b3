"""What people hold, play and sit on; in metres unless the function takes bones, which are shares of a body's height."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .body import HELD, TOP

if TYPE_CHECKING:
    from .pose import Bones

VARNISH = Skin((0.020, 0.060, 0.22), 0.55, "wood")
EBONY = Skin((0.012, 0.013, 0.015), 0.5, "plain")
STRING = Skin((0.55, 0.58, 0.60), 0.6, "plain")
HORSEHAIR = Skin((0.60, 0.68, 0.72), 0.1, "plain")
BLADE = Skin((0.62, 0.60, 0.57), 0.95, "metal")
STEEL = Skin((0.42, 0.42, 0.42), 0.9, "metal")
PACKS = frozenset(("backpack", "rucksack", "backpacker"))
"""Words for what is carried on the back."""
_MAT, _STRAPS = Skin((0.16, 0.085, 0.045), 0.03, "cloth"), Skin((0.020, 0.021, 0.024), 0.05, "cloth")
BLACK = Skin((0.018, 0.018, 0.020), 0.35, "plain")
BRASS = Skin((0.10, 0.42, 0.72), 0.8, "metal")
PLANKS = Skin((0.07, 0.12, 0.19), 0.15, "wood")
BAMBOO = Skin((0.16, 0.34, 0.46), 0.2, "wood")
IRON = Skin((0.03, 0.03, 0.032), 0.3, "plain")
_FLAME = Skin((0.35, 0.75, 1.0), 0.0, "plain", 4.0)
PAPER = Skin((0.42, 0.44, 0.62), 0.05, "ribs")


def frame(along: Any, up: Any) -> tuple[Any, Any, Any]:
    """Return three axes of length 1: along something, up as far as that allows, and square to both."""
    u = np.asarray(along, float)
    u = u / np.linalg.norm(u)
    v = np.asarray(up, float)
    v = v - u * float(v @ u)
    v = v / np.linalg.norm(v)
    return u, v, np.cross(u, v)


def violin(model: Model, chin: Any, along: Any, face: Any, bow: Any) -> None:
    """Add a violin from under the chin along its neck, its face to ``face``, and the bow from a hand across its strings."""
    u, n, v = frame(along, face)  # along the neck, out of its face, across
    size = 0.205

    def at(x: float, y: float, z: float = 0.0) -> Any:
        return chin + size * (x * u + y * v + z * n)

    for x, radius in ((0.26, 0.285), (0.74, 0.235)):
        model.cone(
            at(x, 0),
            radius * size,
            at(x + 0.01, 0),
            radius * size,
            VARNISH,
            group=HELD,
            blend=0.028,
            flat=4.6,
            across=n,
        )
    model.cone(
        at(0.35, 0), 0.175 * size, at(0.66, 0), 0.165 * size, VARNISH, group=HELD, blend=0.03, flat=2.9, across=n
    )
    model.limb([at(0.85, 0, 0.07), at(1.55, 0, 0.09)], [0.036 * size, 0.034 * size], EBONY, group=HELD + 20)
    model.limb(
        [at(0.55, 0, 0.12), at(1.2, 0, 0.11)], [0.034 * size, 0.028 * size], EBONY, group=HELD + 20, flat=1.6, across=n
    )
    model.limb(
        [at(1.52, 0, 0.08), at(1.66, 0, 0.04), at(1.70, 0, -0.04)],
        [0.045 * size, 0.04 * size, 0.05 * size],
        VARNISH,
        group=HELD + 21,
    )
    model.limb(
        [at(0.04, 0, 0.07), at(0.30, 0, 0.10)], [0.045 * size, 0.032 * size], EBONY, group=HELD + 22, flat=1.6, across=n
    )
    model.box(at(0.40, 0, 0.11), (0.03 * size, 0.10 * size, 0.22 * size), BAMBOO, group=HELD + 23, along=u, up=n)
    for side in (-1, 1):
        model.limb(
            [at(0.30, side * 0.02, 0.145), at(1.50, side * 0.012, 0.125)], [0.0016, 0.0014], STRING, group=HELD + 24
        )
        model.limb(
            [at(0.34, side * 0.135, 0.088), at(0.52, side * 0.10, 0.092)], [0.0022, 0.0022], EBONY, group=HELD + 25
        )
    across = at(0.48, 0, 0.20)
    way = (across - bow) / np.linalg.norm(across - bow)
    tip = bow + 0.42 * way
    lift = 0.016 * n
    model.limb(
        [bow + lift, 0.5 * (bow + tip) + 1.1 * lift, tip + lift], [0.0038, 0.0032, 0.0028], VARNISH, group=HELD + 26
    )
    model.limb([bow + 0.02 * way, tip], [0.0024, 0.0024], HORSEHAIR, group=HELD + 27)
    model.limb([tip, tip + lift], [0.004, 0.003], VARNISH, group=HELD + 26)


def guitar(
    model: Model, at: Any, along: Any, face: Any, *, size: float = 0.50, wood: Skin = VARNISH, electric: bool = False
) -> None:
    """Add a guitar, the middle of its body at a place and its neck along ``along``; ``size`` is from there to its head."""
    u, n, v = frame(along, face)

    def on(x: float, y: float, z: float = 0.0) -> Any:
        return at + size * (x * u + y * v + z * n)

    thick = 6.5 if electric else 3.4
    waist = 0.16 / thick  # blends are as flat as what they join
    for x, radius in ((-0.10, 0.215), (0.20, 0.165)):
        model.cone(
            on(x, 0), radius * size, on(x + 0.01, 0), radius * size, wood, group=HELD, blend=waist, flat=thick, across=n
        )
    if electric:  # horns, pickups, a plate that guards the paint, knobs
        for side, far in ((-1, 0.40), (1, 0.34)):
            model.limb(
                [on(0.2, side * 0.10), on(far, side * 0.13)],
                [0.06 * size, 0.025 * size],
                wood,
                group=HELD,
                blend=0.012,
                flat=1.8,
                across=n,
            )
        for x in (0.0, 0.13):
            model.box(on(x, 0, 0.036), (0.055 * size, 0.13 * size, 0.016 * size), STEEL, group=HELD + 26, along=u, up=v)
        model.cone(
            on(-0.05, -0.09, 0.034), 0.09 * size, on(0.16, -0.075, 0.034), 0.06 * size, PAPER, group=HELD + 27,
            flat=30.0, across=n,
        )  # fmt: skip
        for knob in range(3):
            model.ball(
                on(-0.20 + 0.055 * knob, -0.145, 0.040), 0.017 * size, STEEL, group=HELD + 28, flat=1.6, across=n
            )
    front = 0.034 if electric else 0.070
    for fret in range(1, 13):
        x = 0.92 - 1.04 * (1 - 2 ** (-fret / 12))
        model.cone(
            on(x, -0.021, front + 0.027),
            0.0028 * size,
            on(x, 0.021, front + 0.027),
            0.0028 * size,
            STEEL,
            group=HELD + 29,
        )
    if not electric:
        model.ball(on(0.10, 0, front - 0.004), 0.072 * size, BAMBOO, group=HELD + 19, flat=9.0, across=n)
        model.ball(on(0.10, 0, front), 0.062 * size, EBONY, group=HELD + 20, flat=8.0, across=n)
    model.limb(
        [on(0.18, 0, front + 0.01), on(0.92, 0, front + 0.012)],
        [0.026 * size, 0.022 * size],
        EBONY,
        group=HELD + 21,
        flat=1.4,
        across=n,
    )
    model.box(on(1.0, 0, front), (0.16 * size, 0.075 * size, 0.03 * size), wood, group=HELD + 22, along=u, up=v)
    for side in (-1, 1):
        for peg in range(3):
            model.ball(on(0.95 + 0.045 * peg, side * 0.048, front), 0.010 * size, STEEL, group=HELD + 23)
    model.box(
        on(-0.12, 0, front + 0.006), (0.03 * size, 0.15 * size, 0.03 * size), EBONY, group=HELD + 24, along=u, up=v
    )
    for line in (-1.2, -0.4, 0.4, 1.2):
        model.limb(
            [on(-0.12, 0.011 * line, front + 0.028), on(0.96, 0.008 * line, front + 0.028)],
            [0.0013, 0.0012],
            STRING,
            group=HELD + 25,
        )


def katana(model: Model, hilt: Any, way: Any, *, long_: float = 0.42, edge: Any = (0.0, 1.0, 0.0)) -> None:
    """Add a curved sword with its hilt in a hand and the blade along ``way``."""
    u, v, w = frame(way, edge)
    grip = Skin((0.03, 0.03, 0.05), 0.1, "stripes")
    model.limb([hilt - 0.075 * u, hilt + 0.055 * u], [0.0085, 0.0085], grip, group=HELD, flat=1.2, across=w)
    model.ball(hilt + 0.060 * u, 0.023, BRASS, group=HELD + 1, flat=6.0, across=u)
    points = [hilt + (0.06 + long_ * t) * u + 0.045 * t * t * v for t in np.linspace(0, 1, 6)]
    model.limb(points, [0.0105, 0.0104, 0.0102, 0.0100, 0.0095, 0.002], BLADE, group=HELD + 2, flat=2.8, across=w)


def sheath(model: Model, b: Bones) -> None:
    """Add two sheaths at the left hip."""
    hip = b.pelvis + 0.10 * (b.chest - b.pelvis) + 0.085 * b.right - 0.02 * b.front
    for n, long_ in ((0, 0.36), (1, 0.25)):
        root = hip + np.array([0.0, 0.02 * n, -0.02 * n])
        way = np.array([0.45, -0.30 - 0.05 * n, 0.85])
        way /= np.linalg.norm(way)
        model.limb(
            [root - 0.10 * way, root + 0.5 * long_ * way, root + long_ * way + np.array([0, 0.012, 0])],
            [0.010, 0.0115, 0.010],
            EBONY,
            group=HELD + 3 + n,
            flat=1.4,
            across=(1.0, 0.0, -0.5),
        )
        model.limb(
            [root - 0.20 * way, root - 0.10 * way],
            [0.009, 0.0095],
            Skin((0.03, 0.03, 0.05), 0.1, "stripes"),
            group=HELD + 5 + n,
        )


def parasol(model: Model, hand: Any, way: Any, *, wide: float = 0.30, paper: Skin = PAPER) -> None:
    """Add a parasol of paper on ribs of bamboo, held in a hand."""
    u, v, w = frame(way, (0.0, 0.0, -1.0))
    top = hand + 0.46 * u
    model.limb([hand - 0.10 * u, top + 0.02 * u], [0.0065, 0.0060], BAMBOO, group=HELD)
    model.cloth(top + 0.012 * u, 0.012, top - 0.088 * u, wide, paper, group=HELD + 1, sharp=0.86)
    model.cone(top + 0.005 * u, 0.016, top + 0.035 * u, 0.008, EBONY, group=HELD + 2)
    for n in range(16):
        turn = 2 * math.pi * n / 16
        out = top - 0.095 * u + (wide - 0.004) * (math.cos(turn) * v + math.sin(turn) * w)
        model.limb([top - 0.012 * u, out], [0.0030, 0.0026], BAMBOO, group=HELD + 3)


def umbrella(model: Model, hand: Any, way: Any, *, wide: float = 0.31, cloth: Skin = BLACK) -> None:
    """Add an umbrella held in a hand."""
    u, _, _ = frame(way, (0.0, 0.0, -1.0))
    top = hand + 0.42 * u
    model.limb([hand - 0.09 * u, top + 0.035 * u], [0.0050, 0.0045], STEEL, group=HELD)
    model.cloth(top + 0.015 * u, 0.010, top - 0.125 * u, wide, cloth, group=HELD + 1, folds=0.035, count=8, sharp=0.62)


def lantern(model: Model, hand: Any) -> Any:
    """Add a lantern that hangs from a hand, and return the place of its flame."""
    x, y, z = (float(one) for one in hand)
    flame = np.array([x, y - 0.105, z])
    model.ring((x, y - 0.028, z), 0.030, 0.0026, IRON, group=HELD)
    model.cloth((x, y - 0.052, z), 0.012, (x, y - 0.070, z), 0.036, IRON, group=HELD + 1)
    model.cloth((x, y - 0.070, z), 0.026, (x, y - 0.140, z), 0.026, _FLAME, group=HELD + 2)
    model.cloth((x, y - 0.140, z), 0.034, (x, y - 0.154, z), 0.036, IRON, group=HELD + 1)
    for turn in np.linspace(0, 2 * math.pi, 4, endpoint=False):
        post = np.array([x + 0.031 * math.cos(turn), y, z + 0.031 * math.sin(turn)])
        model.limb(
            [post - np.array([0.0, 0.070, 0.0]), post - np.array([0.0, 0.142, 0.0])],
            [0.0024, 0.0024],
            IRON,
            group=HELD + 3,
        )
    return flame


def sparkler(model: Model, hand: Any, rng: np.random.Generator) -> Any:
    """Add a sparkler held up in a hand, and return the place where it burns."""
    tip = np.asarray(hand, float) + np.array([0.02, 0.125, -0.02])
    model.limb([hand, tip], [0.0018, 0.0016], IRON, group=HELD)
    for _ in range(46):
        way = rng.normal(0, 1, 3)
        end = tip + way / np.linalg.norm(way) * float(rng.uniform(0.02, 0.095))
        model.limb([tip + 0.25 * (end - tip), end], [0.0016, 0.0007], _FLAME, group=HELD + 1)
    model.ball(tip, 0.008, _FLAME, group=HELD + 1)
    return tip


def microphone(model: Model, hand: Any, mouth: Any, *, stand: bool = False) -> None:
    """Add a microphone in a hand before a mouth, or on its stand."""
    way = (mouth - hand) / np.linalg.norm(mouth - hand)
    head = mouth - 0.022 * way
    model.cone(head - 0.10 * way, 0.0075, head - 0.02 * way, 0.0115, BLACK, group=HELD)
    model.ball(head, 0.0165, STEEL, group=HELD + 1)
    if stand:
        foot = np.array([head[0] + 0.02, 0.0, head[2] - 0.02])
        joint = head - 0.09 * way
        model.limb(
            [foot, np.array([foot[0], joint[1] - 0.10, foot[2]]), joint],
            [0.0065, 0.0055, 0.0050],
            BLACK,
            group=HELD + 2,
        )
        model.cone(
            foot, 0.085, foot + np.array([0.0, 0.006, 0.0]), 0.08, BLACK, group=HELD + 3, flat=6.0, across=(0, 1, 0)
        )


def bench(model: Model, *, wide: float = 1.7) -> None:
    """Add a park bench, its seat 0.45 m high, that faces the eye; metres."""
    for n in range(4):
        model.box((0.0, 0.44, 0.02 + 0.115 * n - 0.20), (wide, 0.028, 0.095), PLANKS, group=0, edge=0.008)
    for n in range(3):
        model.box(
            (0.0, 0.56 + 0.125 * n, 0.27 + 0.035 * n),
            (wide, 0.095, 0.026),
            PLANKS,
            group=0,
            edge=0.008,
            up=(0, 1, 0.27),
        )
    for side in (-1, 1):
        x = side * (wide / 2 - 0.14)
        model.limb([(x, 0.0, -0.20), (x, 0.42, -0.17)], [0.022, 0.020], IRON, group=1)
        model.limb([(x, 0.0, 0.30), (x, 0.42, 0.24), (x, 0.88, 0.39)], [0.022, 0.022, 0.016], IRON, group=1)
        model.limb([(x, 0.42, -0.19), (x, 0.41, 0.25)], [0.020, 0.020], IRON, group=1)
        model.limb(
            [(x, 0.42, -0.18), (x, 0.63, -0.17), (x, 0.645, 0.10), (x, 0.64, 0.30)],
            [0.016, 0.018, 0.016, 0.014],
            IRON,
            group=1,
        )


def street_lamp(model: Model, glow: float, *, tall: float = 3.6) -> None:
    """Add a lamp post with a lantern; metres."""
    shine = Skin((0.45, 0.78, 1.0), 0.0, "plain", glow)
    model.limb([(0, 0, 0), (0, 0.5, 0), (0, 0.55, 0), (0, tall - 0.55, 0)], [0.085, 0.062, 0.045, 0.034], IRON, group=0)
    model.ring((0, 0.55, 0), 0.045, 0.018, IRON, axis=(0, 1, 0), group=0)
    model.limb([(-0.30, tall - 0.70, 0), (0.30, tall - 0.70, 0)], [0.012, 0.012], IRON, group=0)
    model.cloth((0, tall - 0.08, 0), 0.15, (0, tall - 0.50, 0), 0.085, shine, group=1)
    model.cloth((0, tall + 0.10, 0), 0.02, (0, tall - 0.08, 0), 0.19, IRON, group=2)
    for n in range(6):
        turn = math.pi * n / 3
        c, s = math.cos(turn), math.sin(turn)
        model.limb(
            [(0.15 * c, tall - 0.08, 0.15 * s), (0.085 * c, tall - 0.50, 0.085 * s)], [0.009, 0.009], IRON, group=2
        )
    model.cone((0, tall - 0.55, 0), 0.05, (0, tall - 0.50, 0), 0.09, IRON, group=2)


def decks(model: Model) -> None:
    """Add the desk of a DJ that faces the eye, with two turntables and a mixer; metres, its top at 0.98."""
    model.box((0.0, 0.48, -0.42), (1.9, 0.92, 0.05), BLACK, group=0, edge=0.01)
    model.box((0.0, 0.955, -0.16), (1.95, 0.05, 0.58), BLACK, group=0, edge=0.01)
    for side in (-1, 1):
        x = side * 0.56
        model.box((x, 1.00, -0.18), (0.46, 0.06, 0.40), Skin((0.10, 0.10, 0.11), 0.4, "plain"), group=1, edge=0.01)
        model.cloth((x - 0.03, 1.055, -0.18), 0.165, (x - 0.03, 1.03, -0.18), 0.165, EBONY, group=2)
        model.cloth(
            (x - 0.03, 1.058, -0.18),
            0.05,
            (x - 0.03, 1.05, -0.18),
            0.05,
            Skin((0.10, 0.10, 0.60), 0.2, "plain"),
            group=3,
        )
        model.limb(
            [(x + 0.18, 1.07, -0.04), (x + 0.15, 1.075, -0.20), (x + 0.08, 1.07, -0.26)],
            [0.012, 0.008, 0.010],
            STEEL,
            group=4,
        )
    model.box((0.0, 1.01, -0.18), (0.32, 0.08, 0.40), Skin((0.04, 0.04, 0.045), 0.4, "plain"), group=1, edge=0.01)
    for n in range(12):
        shine = Skin(((1.0, 0.6, 0.2), (0.2, 0.3, 1.0), (0.3, 1.0, 0.4))[n % 3], 0.0, "plain", 1.2)
        model.ball((-0.11 + 0.075 * (n % 4), 1.055, -0.30 + 0.08 * (n // 4)), 0.012, shine, group=5)
    for n in range(7):
        model.box(
            (-0.75 + 0.25 * n, 0.52, -0.452), (0.035, 0.66, 0.02), Skin((1.0, 0.35, 0.35), 0.0, "plain", 0.55), group=6
        )


def headphones(model: Model, b: Bones) -> None:
    """Add headphones on a head."""
    points = [b.on_head(0.064 * math.sin(a), 0.064 * math.cos(a) + 0.012, 0.01) for a in np.linspace(-1.6, 1.6, 9)]
    model.limb(points, [0.007] * 9, BLACK, group=HELD + 30)
    for way in (-1, 1):
        model.ball(
            b.on_head(way * 0.062, 0.0, 0.006),
            0.025 * b.build.head,
            BLACK,
            group=HELD + 31,
            flat=1.6,
            across=b.head_right,
        )


def drums(model: Model) -> None:
    """Add a drum kit that faces the eye, with its drummer's place behind; metres."""
    shell = Skin((0.05, 0.04, 0.35), 0.5, "plain")
    head = Skin((0.55, 0.58, 0.60), 0.1, "plain")

    def drum(at: Any, axis: Any, radius: float, deep: float, group: int) -> None:
        a = np.asarray(at, float)
        u = np.asarray(axis, float) / np.linalg.norm(axis)
        model.cloth(a + u * deep / 2, radius, a - u * deep / 2, radius, shell, group=group)
        model.cloth(a + u * (deep / 2 + 0.012), radius * 0.97, a + u * deep / 2, radius * 0.97, head, group=group + 1)
        model.ring(a + u * deep / 2, radius, 0.013, STEEL, axis=u, group=group + 2)

    drum((0.0, 0.30, -0.45), (0, 0, -1), 0.30, 0.42, 0)
    drum((-0.20, 0.74, -0.42), (0.1, 1.0, 0.45), 0.16, 0.20, 4)
    drum((0.22, 0.74, -0.42), (-0.1, 1.0, 0.45), 0.17, 0.22, 8)
    drum((-0.62, 0.45, -0.10), (0.1, 1.0, 0.15), 0.22, 0.40, 12)
    drum((0.48, 0.60, -0.16), (-0.05, 1.0, 0.10), 0.18, 0.15, 16)
    for x in (-0.20, 0.22):
        model.limb([(0.9 * x, 0.68, -0.36), (0.2 * x, 0.60, -0.40)], [0.011, 0.011], STEEL, group=26)
    for x, y, z, out in ((-0.62, 0.45, -0.10, 0.21), (0.48, 0.52, -0.16, 0.17)):  # legs, and a stand
        for turn in (0.4, 2.5, 4.6):
            foot = (x + out * math.cos(turn), 0.0, z + out * math.sin(turn))
            model.limb([(foot[0], y, foot[2]) if x < 0 else (x, y, z), foot], [0.008, 0.008], STEEL, group=27)
    for x, y, z, r, tilt in (
        (-0.62, 1.12, -0.40, 0.26, 0.22),
        (0.64, 1.16, -0.42, 0.24, -0.22),
        (0.86, 0.90, -0.10, 0.19, 0.0),
        (-0.92, 0.98, -0.05, 0.27, 0.15),
    ):
        axis = np.array([tilt, 1.0, 0.35])
        model.cloth(np.array([x, y, z]) + 0.022 * axis, 0.03, np.array([x, y, z]), r, BRASS, group=24)
        model.limb([(x, y, z), (x * 1.02, 0.02, z + 0.05)], [0.010, 0.012], STEEL, group=25)


def skateboard(model: Model, *, deck: Skin = PLANKS) -> None:
    """Add a skateboard that rolls to the right; metres."""
    model.limb(
        [(-0.40, 0.135, 0), (-0.30, 0.105, 0), (0.30, 0.105, 0), (0.40, 0.135, 0)],
        [0.10] * 4,
        deck,
        group=0,
        blend=0.02,
        flat=8.0,
        across=(0, 1, 0),
    )
    for x in (-0.24, 0.24):
        model.box((x, 0.078, 0), (0.05, 0.03, 0.17), STEEL, group=1)
        for z in (-0.09, 0.09):
            model.cone(
                (x, 0.036, z - 0.012),
                0.034,
                (x, 0.036, z + 0.012),
                0.034,
                Skin((0.45, 0.60, 0.65), 0.1, "plain"),
                group=2,
            )


def bicycle(model: Model, *, paint: Skin) -> None:
    """Add a bicycle that rides to the right, the saddle at 0.95 m; metres."""
    for x in (-0.52, 0.53):
        model.ring((x, 0.345, 0), 0.325, 0.019, BLACK, group=0)
        model.ring((x, 0.345, 0), 0.298, 0.008, STEEL, group=1)
        for n in range(12):
            a = math.pi * n / 6 + x
            model.limb(
                [(x, 0.345, 0), (x + 0.30 * math.cos(a), 0.345 + 0.30 * math.sin(a), 0)],
                [0.0022, 0.0022],
                STEEL,
                group=2,
            )
    crank, seat, head, rear, front = (
        (-0.09, 0.29, 0),
        (-0.20, 0.80, 0),
        (0.36, 0.82, 0),
        (-0.52, 0.345, 0),
        (0.53, 0.345, 0),
    )
    for a, c in ((crank, seat), (crank, head), (seat, head), (rear, crank), (rear, seat), (head, front)):
        model.limb([a, c], [0.017, 0.017], paint, group=3)
    model.limb([head, (0.33, 0.98, 0)], [0.015, 0.014], STEEL, group=4)
    model.limb(
        [(0.26, 1.00, -0.27), (0.36, 1.0, -0.10), (0.36, 1.0, 0.10), (0.26, 1.00, 0.27)],
        [0.014, 0.012, 0.012, 0.014],
        BLACK,
        group=4,
    )
    model.limb([seat, (-0.225, 0.92, 0)], [0.013, 0.013], STEEL, group=4)
    model.limb([(-0.34, 0.955, 0), (-0.12, 0.945, 0)], [0.062, 0.028], BLACK, group=5, flat=1.7, across=(0, 1, 0))
    model.ring(crank, 0.095, 0.008, STEEL, group=6)
    model.limb([(-0.09, 0.29, -0.06), (0.05, 0.21, -0.09)], [0.010, 0.012], STEEL, group=6)
    model.limb([(-0.09, 0.29, 0.06), (-0.23, 0.37, 0.09)], [0.010, 0.012], STEEL, group=6)


def swing(model: Model, *, seat: tuple[float, float], beam: tuple[float, float]) -> None:
    """Add a swing in a frame of poles, metres; ``seat`` and ``beam`` are their height and how far back they are."""
    (low, near), (high, back) = seat, beam
    model.box((0.0, low, near), (0.50, 0.028, 0.19), PLANKS, group=80, edge=0.008)
    model.limb([(-1.15, high, back), (1.15, high, back)], [0.042, 0.042], PLANKS, group=81)
    for side in (-1, 1):
        model.limb([(0.22 * side, low, near), (0.24 * side, high, back)], [0.010, 0.010], BAMBOO, group=82)
        for way in (-0.75, 0.75):
            model.limb(
                [(0.98 * side, high + 0.03, back), (1.15 * side, 0.0, back + way)], [0.034, 0.040], PLANKS, group=83
            )


def backpack(m: Model, b: Bones, skin: Skin) -> None:
    """Strap a pack with a lid and a rolled mat to a back."""
    spine = b.neck - b.pelvis
    spine = spine / np.linalg.norm(spine)
    for low, high, wide, deep in ((-0.215, -0.01, 0.060, 0.118), (-0.19, -0.06, 0.052, 0.150)):
        m.cone(b.on_chest(0, low, deep), wide, b.on_chest(0, high, deep), wide, skin, group=HELD + 2, blend=0.03,
               flat=0.72, across=b.right)  # fmt: skip
    m.cone(b.on_chest(0, 0.045, 0.115), 0.034, b.on_chest(0, 0.045, 0.150), 0.030, skin, group=HELD + 3, flat=0.5,
           across=b.right)  # fmt: skip
    m.limb([b.on_chest(-0.095, -0.275, 0.125), b.on_chest(0.095, -0.275, 0.125)], [0.033, 0.033], _MAT, group=HELD + 4)
    for way in (-1, 1):
        m.limb(
            [b.on_chest(way * 0.055, 0.035, 0.09), b.on_chest(way * 0.062, 0.045, -0.02), b.on_chest(way * 0.07, -0.12, -0.075)],
            [0.012, 0.012, 0.010], _STRAPS, group=TOP + 30,
        )  # fmt: skip
