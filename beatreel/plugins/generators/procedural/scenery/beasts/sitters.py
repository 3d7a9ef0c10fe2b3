"""Cats and hares that sit, and cats that sleep; in units of their height, looking to the right."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .coats import AT_REST, BLACK, Head, add_eyes, iris_of, natural, standing
from .gaits import DRINKS, JUMPS, RUNS, STANDS, gait_of, risen
from .hounds import Build, body

_STANDING = {"standing", "stands"}


def _sitting(coat: Skin, pale: Skin, paw: Skin) -> Model:
    """Return the body of an animal that sits upright, without its head and tail."""
    m = Model()
    m.limb(
        [(-0.17, 0.20, 0), (-0.06, 0.40, 0), (0.09, 0.57, 0)],
        [0.195, 0.175, 0.125],
        coat,
        blend=0.08,
        flat=1.1,
        bends=2,
    )
    m.cone((0.125, 0.54, 0), 0.105, (0.12, 0.34, 0), 0.095, pale, blend=0.06)
    for side in (-1, 1):
        z = side * 0.068
        m.cone((-0.16, 0.21, 1.5 * z), 0.155, (-0.03, 0.13, 2.0 * z), 0.095, coat, blend=0.05, flat=1.25)
        m.cone((-0.04, 0.042, 2.1 * z), 0.046, (0.08, 0.038, 2.2 * z), 0.042, paw, blend=0.03, flat=0.9)
        m.limb([(0.11, 0.50, z), (0.145, 0.28, z), (0.155, 0.06, 0.95 * z)], [0.075, 0.050, 0.043], coat, blend=0.035)
        m.cone((0.160, 0.042, 0.95 * z), 0.045, (0.205, 0.036, 0.95 * z), 0.037, paw, blend=0.02, flat=0.9)
    return m


def _lying(coat: Skin, pale: Skin) -> Model:
    """Return the body of a cat that lies curled, its tail about it and its paws under its chin, without its head."""
    m = Model()
    m.limb(
        [(-0.30, 0.17, 0.04), (-0.06, 0.23, 0.08), (0.20, 0.17, 0.02)],
        [0.165, 0.185, 0.145],
        coat,
        blend=0.08,
        flat=1.1,
        bends=3,
    )
    m.cone((-0.28, 0.16, -0.10), 0.145, (-0.12, 0.10, -0.16), 0.095, coat, blend=0.05, flat=1.2)
    for z in (-0.17, -0.04):
        m.limb(
            [(0.20, 0.10, 0.5 * z), (0.36, 0.052, z), (0.50, 0.042, z - 0.02)], [0.075, 0.050, 0.043], coat, blend=0.035
        )
        m.cone((0.52, 0.040, z - 0.02), 0.044, (0.57, 0.036, z - 0.02), 0.036, pale, blend=0.02)
    m.limb([(-0.42, 0.08, 0.0), (-0.44, 0.060, -0.17), (-0.28, 0.055, -0.29), (-0.04, 0.050, -0.31), (0.12, 0.045, -0.27)],
           [0.060, 0.055, 0.052, 0.046, 0.022], coat, blend=0.03, bends=3)  # fmt: skip
    return m


def cat(wish: Wish) -> Cast:
    """A cat that sits and looks, or lies asleep with its head on its paws."""
    kinds = ((0.095, 0.115, 0.135), (0.060, 0.085, 0.115), (0.045, 0.150, 0.36), (0.52, 0.55, 0.57))
    back = kinds[wish.film % len(kinds)] if wish.colour is None else wish.colour
    dark = max(back) < 0.05
    belly = back if dark else tuple(min(1.9 * one + 0.03, 0.7) for one in back)
    coat, pale = (
        Skin(back, 0.16 if dark else 0.07, "coat", second=belly, pile=0.55),
        Skin(belly, 0.07, "coat", second=belly, pile=0.5),
    )
    sleeps = bool(AT_REST & wish.words)
    g = STANDS if sleeps else gait_of(wish.words, wish.film)
    moves = g is not STANDS or bool(_STANDING & wish.words)
    scale = 0.46
    if moves:
        tail = (
            (-0.56, 0.86, 0.050),
            (-0.76, 0.96, 0.046),
            (-0.94, 1.14, 0.046),
            (-1.02, 1.38, 0.045),
            (-0.96, 1.58, 0.022),
        )
        m, scale = body(Build(coat, pale, coat, replace(coat, pile=0.3), coat, coat, tail, deep=0.95, leg=1.0), g), 0.30
    else:
        m = _lying(coat, pale) if sleeps else _sitting(coat, pale, pale)
    if moves:
        x, y, _, _ = g.head
        head = Head(np.array([x - 0.06, y, -0.02]), 0.185, yaw=0.60, pitch=-0.10 if g is not DRINKS else -0.45)
    elif sleeps:
        head = Head(np.array([0.40, 0.165, -0.10]), 0.132, yaw=1.0, pitch=-0.10)
    else:
        m.limb([(-0.32, 0.09, 0.0), (-0.48, 0.055, -0.02), (-0.62, 0.06, -0.10), (-0.70, 0.13, -0.16), (-0.70, 0.21, -0.18)],
               [0.060, 0.052, 0.050, 0.046, 0.020], coat, blend=0.04, bends=3)  # fmt: skip
        head = Head(np.array([0.165, 0.755, -0.02]), 0.132, yaw=0.85, pitch=-0.05)
    at, s = head.point, head.size
    neck = (0.36, 0.82, 0) if moves else (0.22, 0.20, -0.02) if sleeps else (0.10, 0.56, 0)
    m.cone(neck, 0.17 if moves else 0.115, at(-0.1, 0, -0.3), 0.72 * s, coat, blend=0.06)
    coat, pale = replace(coat, pile=0.22), replace(pale, pile=0.16)  # longer hair would hide its eyes
    m.ball(at(0, 0, 0), s, coat, blend=0.03, flat=1.05)
    m.cone(at(0.45, 0, -0.22), 0.58 * s, at(0.82, 0, -0.30), 0.34 * s, coat, blend=0.03)
    nose = Skin((0.10, 0.10, 0.22) if not dark else (0.02, 0.02, 0.025), 0.3, "plain")
    m.limb(
        [at(0.62, 0, 0.28), at(0.92, 0, 0.02), at(1.10, 0, -0.10)], [0.34 * s, 0.20 * s, 0.13 * s], coat, blend=0.03
    )  # its bridge
    m.cone(at(1.19, -0.08, -0.12), 0.085 * s, at(1.19, 0.08, -0.12), 0.085 * s, nose, group=2)
    m.cone(at(1.19, 0, -0.16), 0.075 * s, at(1.17, 0, -0.25), 0.030 * s, nose, group=2, blend=0.02)
    for way in (-1, 1):
        m.limb(
            [at(1.19, 0, -0.26), at(1.16, 0.10 * way, -0.38), at(1.05, 0.26 * way, -0.42)],
            [0.018 * s] * 3,
            BLACK,
            group=8,
            bends=2,
        )
    hair = Skin((0.55, 0.55, 0.55), 0.2, "plain")
    for way in (-1, 1):
        m.ball(at(0.98, 0.18 * way, -0.36), 0.24 * s, pale, blend=0.02)
        m.cone(at(0.25, 0.50 * way, -0.25), 0.45 * s, at(-0.1, 0.72 * way, -0.30), 0.34 * s, coat, blend=0.04)
        root, tip = at(-0.10, 0.56 * way, 0.62), at(-0.22, 0.80 * way, 1.42)
        m.cone(root, 0.38 * s, tip, 0.05 * s, coat, blend=0.03, flat=1.7, across=head.ahead)
        inner = 0.16 * s * head.ahead
        m.cone(root + inner + 0.1 * (tip - root), 0.22 * s, root + inner + 0.8 * (tip - root), 0.04 * s,
               Skin((0.12, 0.12, 0.20), 0.05, "fur"), group=6, flat=1.8, across=head.ahead)  # fmt: skip
        for line in range(3):
            start, end = at(1.05, 0.28 * way, -0.32 - 0.06 * line), at(0.95, 1.35 * way, -0.22 - 0.20 * line)
            m.limb([start, end], [0.006 * s, 0.003 * s], hair, group=7)
        m.limb([at(0.93, 0.22 * way, 0.24), at(0.86, 0.45 * way, 0.35), at(0.66, 0.62 * way, 0.30)],
               [0.05 * s, 0.07 * s, 0.06 * s], coat, blend=0.03)  # fmt: skip
    if sleeps:
        for way in (-1, 1):
            m.limb([at(0.92, 0.28 * way, 0.14), at(0.90, 0.42 * way, 0.06), at(0.74, 0.58 * way, 0.13)],
                   [0.025 * s, 0.040 * s, 0.025 * s], BLACK, group=2)  # fmt: skip
        cast = standing(m, 0.46, wish, head=head, tall=0.70, near=1.0)  # low, but shown as small as one that sits
        return replace(cast, detail=(cast.detail[0], 0.10, 0.50))  # on the ground also from very near
    add_eyes(
        m, head, (0.82, 0.42, 0.13), 0.170, iris_of(wish, Skin((0.05, 0.36, 0.42), 0.5, "plain", 0.30)), pupil=0.50
    )
    if moves:
        m, head = risen(m, head, g)
    tall = float(head.at[1]) + 0.30 if moves else 0.93
    return replace(standing(m, scale, wish, head=head, tall=tall, near=0.70 if not moves else 1.1), near=(0.25, 0.60))


def hare(wish: Wish) -> Cast:
    """A hare or rabbit that sits up, its ears raised."""
    back = natural(wish, (0.075, 0.125, 0.180))
    belly = tuple(min(2.2 * one + 0.05, 0.7) for one in back)
    coat, pale = (Skin(one, 0.05, "coat", second=belly, pile=0.45) for one in (back, belly))
    g = gait_of(wish.words, wish.film)
    runs = g in (*RUNS, JUMPS)
    if runs:
        tail = ((-0.55, 0.84, 0.08), (-0.60, 0.90, 0.10), (-0.63, 0.94, 0.08))
        m = body(Build(coat, pale, coat, replace(coat, pile=0.25), pale, pale, tail, deep=1.15, leg=1.05), g)
        head = Head(np.array([0.70, 0.98, -0.02]), 0.165, yaw=0.35, pitch=-0.10)
        neck, thick = (0.40, 0.82, 0), 0.19
    else:
        m = _sitting(coat, pale, coat)
        m.ball((-0.36, 0.15, 0), 0.075, pale, blend=0.02)
        head = Head(np.array([0.17, 0.70, -0.02]), 0.108, yaw=0.50, pitch=-0.10)
        neck, thick = (0.09, 0.54, 0), 0.115
    at, s = head.point, head.size
    m.cone(neck, thick, at(-0.2, 0, -0.2), 0.8 * s, coat, blend=0.06)
    coat, pale = replace(coat, pile=0.22), replace(pale, pile=0.22)
    m.ball(at(0, 0, 0), s, coat, blend=0.03, flat=1.1)
    m.cone(at(0.4, 0, -0.10), 0.74 * s, at(1.1, 0, -0.28), 0.46 * s, coat, blend=0.03)
    m.cone(at(0.8, 0, -0.50), 0.42 * s, at(1.20, 0, -0.46), 0.30 * s, pale, blend=0.03)
    m.cone(
        at(1.52, -0.06, -0.20),
        0.085 * s,
        at(1.52, 0.06, -0.20),
        0.085 * s,
        Skin((0.09, 0.09, 0.16), 0.2, "plain"),
        group=2,
    )
    for way in (-1, 1):
        ear = [at(-0.35, 0.42 * way, 0.70), at(-0.75, 0.62 * way, 1.9), at(-1.05, 0.80 * way, 3.1)]
        if runs:  # laid back
            ear = [at(-0.35, 0.42 * way, 0.70), at(-1.15, 0.55 * way, 1.45), at(-2.05, 0.66 * way, 1.85)]
        m.limb(ear, [0.24 * s, 0.38 * s, 0.08 * s], coat, blend=0.02, flat=2.2, across=head.ahead, bends=3)
        inner = [one + 0.13 * s * head.ahead for one in ear]
        m.limb(inner, [0.12 * s, 0.25 * s, 0.03 * s], Skin((0.16, 0.17, 0.26), 0.05, "fur"), group=6, blend=0.01, flat=2.2,
               across=head.ahead, bends=3)  # fmt: skip
    add_eyes(m, head, (0.55, 0.80, 0.18), 0.20, Skin((0.012, 0.020, 0.035), 0.7, "plain"))
    if runs:
        m, head = risen(m, head, g)
        return standing(m, 0.30, wish, head=head, tall=float(head.at[1]) + 0.40, near=1.35)
    return standing(m, 0.46, wish, head=head, tall=1.03, near=0.90)
