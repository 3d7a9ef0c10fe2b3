"""Seahorses: a bony body in rings, the tail curled; metres, looking to the right. Far larger than life, as a lens near them shows them."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .coats import Head, add_eyes

_SPINE = (
    *(
        (-0.055, 0.800, 0.052),
        (-0.075, 0.725, 0.060),
        (-0.030, 0.630, 0.086),
        (0.010, 0.540, 0.104),
        (0.020, 0.455, 0.088),
    ),
    *(
        (-0.010, 0.370, 0.060),
        (-0.050, 0.280, 0.045),
        (-0.060, 0.190, 0.036),
        (-0.030, 0.105, 0.030),
        (0.035, 0.055, 0.026),
    ),
    *(
        (0.110, 0.070, 0.022),
        (0.140, 0.130, 0.018),
        (0.110, 0.180, 0.015),
        (0.060, 0.165, 0.012),
        (0.055, 0.125, 0.009),
    ),
)  # x, y and radius along it, from the nape down to the tip of the tail
_RINGS = 5  # of its plates between two of these places


def seahorse(wish: Wish) -> Cast:
    """A seahorse that stands in the water."""
    own = wish.colour or (0.03, 0.36, 0.66)
    skin = Skin(own, 0.22, "hide", second=tuple(0.45 * one for one in own))
    ridge = Skin(tuple(min(1.25 * one + 0.03, 0.8) for one in own), 0.25, "hide", second=own)
    dark = Skin(tuple(0.45 * one for one in own), 0.2, "hide", second=own)
    fin = Skin(tuple(min(1.2 * one + 0.10, 0.8) for one in own), 0.15, "tulle")
    m = Model()
    at = np.array(_SPINE)
    t = np.linspace(0, len(at) - 1, _RINGS * (len(at) - 1) + 1)
    smooth = np.stack([np.interp(t, np.arange(len(at)), at[:, k]) for k in range(3)], 1)
    soft = np.stack(
        [np.convolve(np.pad(smooth[:, k], 3, mode="edge"), np.ones(7) / 7, mode="valid") for k in range(3)], 1
    )
    for n in range(len(soft) - 1):  # a plate, and the edge of the next one over it
        (x, y, r), (u, v, s) = soft[n], soft[n + 1]
        m.cone((x, y, 0), r, (u, v, 0), s, skin, blend=0.006, flat=1.25)
        if n % 2 == 0:
            way = np.array([u - x, v - y, 0.0])
            m.cone(
                (x, y, 0),
                1.07 * r,
                (x + 0.15 * way[0], y + 0.15 * way[1], 0),
                1.07 * r,
                ridge,
                group=1,
                flat=4.5,
                across=way,
            )
            out = np.array([-way[1], way[0], 0.0]) / max(float(np.linalg.norm(way)), 1e-6)
            for side in (-1, 1):  # its thorns
                root = np.array([x, y, 0.0]) + side * 0.98 * r * out
                m.cone(root, 0.16 * r, root + 0.24 * side * r * out, 0.03 * r, ridge, group=2)
    head = Head(np.array([0.020, 0.858, -0.005]), 0.068, yaw=0.30, pitch=-0.32)
    place, s = head.point, head.size
    m.limb(
        [(-0.060, 0.770, 0), (-0.045, 0.845, 0), place(-0.2, 0, 0.1)], [0.056, 0.056, 0.060], skin, blend=0.03, bends=3
    )
    m.ball(place(0, 0, 0), s, skin, blend=0.02, flat=1.2)
    m.limb(
        [place(0.5, 0, -0.15), place(1.5, 0, -0.25), place(2.7, 0, -0.22)],
        [0.58 * s, 0.27 * s, 0.24 * s],
        skin,
        blend=0.025,
        bends=3,
    )
    m.ball(place(2.85, 0, -0.22), 0.28 * s, ridge, group=3)
    m.ball(place(3.08, 0, -0.22), 0.13 * s, dark, group=4)
    for n in range(5):  # its crown
        turn = 2 * math.pi * n / 5
        root = place(-0.35, 0.15 * math.sin(turn), 0.80)
        m.cone(
            root,
            0.20 * s,
            place(-0.45 + 0.28 * math.cos(turn), 0.30 * math.sin(turn), 1.65),
            0.05 * s,
            ridge,
            group=5,
            blend=0.01,
        )
    for way in (-1, 1):
        m.ball(place(0.42, 0.62 * way, 0.16), 0.36 * s, ridge, blend=0.01)
        m.limb(
            [place(-0.30, 0.70 * way, -0.25), place(-0.65, 0.95 * way, -0.15), place(-0.95, 1.0 * way, 0.05)],
            [0.16 * s, 0.20 * s, 0.08 * s],
            fin,
            group=6,
            flat=3.0,
            across=head.point(0, way, 0) - head.at,
        )
    add_eyes(m, head, (0.46, 0.84, 0.18), 0.22, Skin((0.04, 0.34, 0.60), 0.5, "plain", 0.1), pupil=0.52)
    for n in range(11):  # the fin of its back
        y = 0.47 + 0.016 * n
        long_ = 0.13 * math.sin(math.pi * (n + 1.5) / 13)
        m.limb(
            [(-0.055 - 0.02 * abs(n - 5) / 5, y, 0), (-0.075 - long_, y + 0.35 * (n - 5) * 0.02, 0)],
            [0.010, 0.006],
            fin,
            group=7 + n % 2,
            flat=1.6,
        )
    return Cast(
        m,
        looks_left=False,
        tall=0.98,
        turn=(-0.25, 0.30),
        heart=(0.72, 0.62),
        detail=(0.05, 0.84, 0.36),
        sway=0.02,
        width=0.62,
    )
