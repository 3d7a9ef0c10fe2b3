"""A robot of painted plates on joints of steel, as tall as a man."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .casting import Cast, Wish
from .pose import MAN, Pose, bones_of

Array = np.ndarray[Any, np.dtype[np.float64]]


def _plate(m: Model, a: Array, b: Array, wide: float, deep: float, skin: Skin, group: int, edge: float = 0.012) -> None:
    """Add a box about the way from a to b."""
    long_ = float(np.linalg.norm(b - a))
    m.box(0.5 * (a + b), (long_, deep, wide), skin, group=group, along=b - a, up=(0.0, 0.0, 1.0), edge=edge)


def robot(wish: Wish) -> Cast:
    """A robot of plates that have seen weather, with lenses that shine."""
    b = bones_of(
        Pose(
            head=(0.22, 0.06, 0.04),
            hands=((-0.235, 0.42, -0.05), (0.235, 0.43, -0.07)),
            elbows=((-1.0, -0.2, 0.6), (1.0, -0.2, 0.6)),
            feet=((-0.10, 0.045, -0.03), (0.10, 0.045, 0.03)),
        ),
        replace(MAN, shoulders=0.125),
    )
    paint = wish.colour or ((0.22, 0.30, 0.34), (0.06, 0.26, 0.46), (0.26, 0.20, 0.08))[wish.film % 3]
    rust = (0.030, 0.065, 0.16)
    plate = Skin(paint, 0.30, "worn", second=rust)
    pale = Skin(tuple(min(1.5 * one + 0.08, 0.7) for one in paint), 0.30, "worn", second=rust)
    joint, steel = Skin((0.030, 0.030, 0.033), 0.4, "plain"), Skin((0.20, 0.21, 0.22), 0.6, "metal")
    eye = Skin((1.0, 0.75, 0.25), 0.0, "plain", 2.0)
    m, front, up = Model(), b.front, np.array([0.0, 1.0, 0.0])
    trunk = 0.42 * b.pelvis + 0.58 * b.chest
    m.box(trunk, (0.215, 0.195, 0.140), plate, group=0, along=b.right, edge=0.030)
    m.box(trunk + 0.085 * up, (0.165, 0.050, 0.120), plate, group=1, along=b.right, edge=0.018)  # the collar
    m.box(trunk + 0.066 * front, (0.150, 0.130, 0.020), pale, group=2, along=b.right, edge=0.008)
    middle = trunk + 0.078 * front
    m.ring(middle + 0.026 * up - 0.032 * b.right, 0.026, 0.006, steel, axis=front, group=3)
    m.ball(middle + 0.026 * up - 0.032 * b.right, 0.020, eye, group=4, flat=2.2, across=front)
    for n in range(5):  # a grille, and lamps beside it
        m.box(middle - (0.012 + 0.011 * n) * up, (0.112, 0.005, 0.012), joint, group=5, along=b.right, edge=0.002)
    for n in range(3):
        m.ball(
            middle + (0.044 - 0.018 * n) * up + 0.036 * b.right,
            0.0055,
            Skin((0.05, 0.10, 0.8), 0.2, "plain", 0.7),
            group=6,
        )
    for way in (-1, 1):
        for high in (-1, 1):  # rivets
            m.ball(trunk + way * 0.094 * b.right + high * 0.082 * up + 0.070 * front, 0.0055, steel, group=7)
    m.limb([b.pelvis + 0.055 * up, trunk - 0.08 * up], [0.048, 0.052], joint, group=8)
    for n in range(3):
        m.ring(b.pelvis + (0.035 + 0.022 * n) * up, 0.050, 0.009, steel, axis=(0, 1, 0), group=9)
    m.box(b.pelvis - 0.005 * up, (0.165, 0.060, 0.105), plate, group=10, along=b.right, edge=0.022)
    for shoulder, elbow, wrist, finger in zip(b.shoulders, b.elbows, b.wrists, b.fingers, strict=True):
        way = 1.0 if shoulder @ b.right > 0 else -1.0
        at = shoulder + 0.014 * way * b.right
        m.ball(at, 0.050, pale, group=11, flat=1.1, across=b.right)
        m.ring(at + 0.006 * way * b.right, 0.047, 0.006, joint, axis=b.right, group=12)
        m.limb([at, elbow, wrist], [0.022, 0.019, 0.017], joint, group=13)
        m.limb(
            [0.75 * at + 0.25 * elbow + 0.024 * front, 0.2 * elbow + 0.8 * wrist + 0.02 * front],
            [0.007, 0.006],
            steel,
            group=14,
        )
        _plate(m, 0.66 * at + 0.34 * elbow, 0.14 * at + 0.86 * elbow, 0.060, 0.054, plate, 15)
        m.ball(elbow, 0.027, steel, group=16)
        _plate(m, 0.78 * elbow + 0.22 * wrist, 0.05 * elbow + 0.95 * wrist, 0.066, 0.060, plate, 17, 0.016)
        m.ring(0.1 * elbow + 0.9 * wrist, 0.030, 0.007, pale, axis=wrist - elbow, group=18)
        m.ball(wrist + 0.25 * (finger - wrist), 0.024, joint, group=19)
        for turn in (-0.9, 0.0, 0.9):  # three claws
            out = 0.020 * (np.sin(turn) * b.right + np.cos(turn) * front)
            m.limb([wrist + 0.3 * (finger - wrist) + out, 0.3 * wrist + 0.7 * finger + 1.5 * out, finger + 0.5 * out],
                   [0.010, 0.009, 0.006], steel, group=20, bends=2)  # fmt: skip
    for hip, knee, ankle in zip(b.hips, b.knees, b.ankles, strict=True):
        m.limb([hip, knee, ankle], [0.032, 0.024, 0.022], joint, group=13)
        _plate(m, 0.80 * hip + 0.20 * knee, 0.12 * hip + 0.88 * knee, 0.082, 0.080, plate, 21, 0.018)
        m.ball(knee + 0.012 * front, 0.034, steel, group=22)
        _plate(m, 0.86 * knee + 0.14 * ankle, 0.14 * knee + 0.86 * ankle, 0.096, 0.100, plate, 23, 0.022)
        m.box(knee - 0.10 * up + 0.052 * front, (0.060, 0.100, 0.014), pale, group=24, along=b.right, edge=0.005)
        m.box((ankle[0], 0.024, ankle[2] - 0.028), (0.092, 0.048, 0.165), plate, group=25, along=b.right, edge=0.018)
    m.limb([b.chest, b.head], [0.026, 0.026], joint, group=13)
    m.ring(b.neck + 0.012 * up, 0.032, 0.008, steel, axis=up, group=26)
    skull = b.on_head(0, 0.012, -0.004)
    m.box(skull, (0.128, 0.096, 0.112), plate, group=27, along=b.head_right, up=b.head_up, edge=0.026)
    m.box(
        b.on_head(0, 0.016, -0.056),
        (0.112, 0.052, 0.020),
        joint,
        group=28,
        along=b.head_right,
        up=b.head_up,
        edge=0.010,
    )
    m.box(
        b.on_head(0, -0.030, -0.056),
        (0.070, 0.010, 0.012),
        joint,
        group=28,
        along=b.head_right,
        up=b.head_up,
        edge=0.004,
    )
    for way in (-1, 1):
        at = b.on_head(0.028 * way, 0.016, -0.068)
        m.ring(at, 0.0215, 0.0055, steel, axis=b.head_front, group=29)
        m.ball(at, 0.0185, eye, group=30, flat=2.0, across=b.head_front)
        m.cone(b.on_head(0.064 * way, 0.010, 0.0), 0.024, b.on_head(0.076 * way, 0.010, 0.0), 0.020, pale, group=31)
    rod = [b.on_head(0.045, 0.055, 0.01), b.on_head(0.052, 0.120, 0.015)]
    m.limb(rod, [0.0045, 0.0035], steel, group=32)
    m.ball(rod[1], 0.008, Skin((0.05, 0.10, 0.9), 0.2, "plain", 1.0), group=33)
    model = Model()
    model.add(m, scale=1.85)
    return Cast(model, turn=(0.2, 0.7), near=(0.2, 0.7), heart=(1.35, 1.05), detail=(0.0, 1.70, 0.62), sway=0.012)
