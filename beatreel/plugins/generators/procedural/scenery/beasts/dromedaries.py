"""A camel with one hump or two; in units of the height of the shoulder, looking to the right."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .coats import BLACK, Head, natural, set_eyes, standing

_PAD = Skin((0.06, 0.09, 0.13), 0.1, "hide")


def camel(wish: Wish) -> Cast:
    """A camel that walks or stands, its head high; two humps for one of Bactria."""
    back = natural(wish, (0.110, 0.235, 0.385))
    coat = Skin(back, 0.05, "coat", second=tuple(1.25 * one for one in back), pile=0.35)
    wool = Skin(tuple(0.55 * one for one in back), 0.05, "coat", second=back)
    short = Skin(tuple(1.08 * one for one in back), 0.06, "pelt", second=tuple(1.3 * one for one in back), pile=0.5)
    m = Model()
    trunk = [(-0.46, 0.80, 0), (-0.14, 0.755, 0), (0.18, 0.755, 0), (0.38, 0.80, 0)]
    m.limb(trunk, [0.155, 0.205, 0.215, 0.165], coat, blend=0.09, flat=1.18, bends=2)
    humps = (-0.22, 0.20) if {"bactrian", "humps"} & wish.words else (-0.06,)
    for x in humps:
        m.cone((x, 0.90, 0), 0.200, (x - 0.02, 1.13, 0), 0.095, coat, blend=0.10, flat=1.25)
        m.cone((x - 0.01, 1.12, 0), 0.085, (x - 0.03, 1.20, 0), 0.050, wool, blend=0.05)
    walks = bool({"crosses", "crossing", "walking", "walks", "trekking", "wandering", "caravan"} & wish.words)
    for side in (-1, 1):
        z, swing = 0.105 * side, (0.12 if walks else 0.05) * side
        m.cone((0.34, 0.82, 0.8 * z), 0.125, (0.31, 0.62, z), 0.085, coat, blend=0.05, flat=1.2)  # the shoulder
        m.cone((-0.46, 0.80, 0.8 * z), 0.130, (-0.38, 0.60, z), 0.095, coat, blend=0.05, flat=1.2)  # the haunch
        fore = [(0.31, 0.68, z), (0.29, 0.52, z), (0.315, 0.345, z), (0.305, 0.12, z), (0.315, 0.045, z)]
        hind = [(-0.42, 0.68, z), (-0.33, 0.53, z), (-0.50, 0.375, z), (-0.465, 0.12, z), (-0.455, 0.045, z)]
        for joints, radii, way in (
            (fore, (0.082, 0.056, 0.044, 0.027, 0.032), swing),
            (hind, (0.105, 0.068, 0.040, 0.027, 0.032), -swing),
        ):
            lift = 0.06 if walks and way > 0.05 else 0.0
            low = [(joints[0][1] - y) / (joints[0][1] - 0.045) for _, y, _ in joints]
            points = [(x + way * part, y + lift * part**2, z) for (x, y, z), part in zip(joints, low, strict=True)]
            m.limb(points[:3], radii[:3], coat, blend=0.025, bends=2)
            m.limb(points[2:], radii[2:], short, blend=0.008, bends=2)
            x, y, _ = points[2]
            m.ball((x + 0.008, y, z), 0.049, short, blend=0.02)  # its bony knee
            x, y, _ = points[-1]
            m.cone(
                (x - 0.01, y - 0.016, z),
                0.044,
                (x + 0.05, y - 0.022, z),
                0.036,
                _PAD,
                group=8,
                blend=0.02,
                flat=1.7,
                across=(0, 1, 0),
            )
    m.limb(
        [(-0.60, 0.86, 0), (-0.66, 0.70, 0.01), (-0.65, 0.54, 0.01)], [0.026, 0.017, 0.013], coat, blend=0.02, bends=3
    )
    m.cone((-0.65, 0.54, 0.01), 0.018, (-0.64, 0.42, 0.01), 0.030, wool, group=4)
    head = Head(np.array([0.84, 1.27, -0.02]), 0.078, yaw=0.42, pitch=-0.10)
    at, s = head.point, head.size
    neck = [(0.38, 0.80, 0), (0.58, 0.745, 0), (0.735, 0.89, 0), (0.775, 1.10, 0), at(-0.35, 0, -0.15)]
    m.limb(neck, [0.150, 0.100, 0.078, 0.067, 0.066], coat, blend=0.06, flat=1.15, bends=3)
    beard = [(0.44, 0.68, 0), (0.63, 0.665, 0), (0.795, 0.85, 0), (0.83, 1.06, 0), at(0.15, 0, -0.75)]
    m.limb(beard, [0.075, 0.062, 0.050, 0.042, 0.032], wool, blend=0.035, bends=3)
    m.ball(at(0, 0, 0), s, short, blend=0.025)
    m.ball(at(-0.25, 0, 0.55), 0.62 * s, wool, blend=0.03)  # its woolly crown
    m.cone(at(0.3, 0, 0.05), 0.80 * s, at(1.55, 0, -0.12), 0.52 * s, short, blend=0.02)
    m.cone(at(1.5, 0, -0.14), 0.50 * s, at(2.45, 0, -0.42), 0.45 * s, short, blend=0.02)
    m.cone(at(0.4, 0, -0.55), 0.52 * s, at(2.1, 0, -0.82), 0.34 * s, short, blend=0.02)
    for way in (-1, 1):
        m.cone(
            at(2.55, 0.20 * way, -0.40), 0.30 * s, at(2.60, 0.16 * way, -0.80), 0.24 * s, short, blend=0.012
        )  # its parted lip
        m.limb([at(2.60, 0.30 * way, -0.12), at(2.78, 0.18 * way, -0.30)], [0.07 * s, 0.05 * s], BLACK, group=2)
        m.limb(
            [at(2.62, 0.34 * way, -0.84), at(2.1, 0.42 * way, -0.70), at(1.5, 0.46 * way, -0.62)],
            [0.04 * s] * 3,
            BLACK,
            group=2,
        )
        ear = [at(-0.35, 0.60 * way, 0.60), at(-0.55, 0.95 * way, 0.95), at(-0.62, 1.10 * way, 1.35)]
        m.limb(ear, [0.20 * s, 0.30 * s, 0.08 * s], short, group=6, blend=0.02, flat=1.8, across=head.ahead, bends=2)
    set_eyes(m, head, 0.78, 0.28, 0.15, short)
    cast = standing(m, 1.85, replace(wish, words=frozenset()), head=head, tall=1.42, near=1.10)
    words = {word for said in wish.words for word in said.split()}
    return replace(cast, herd=5 if words & {"herd", "several"} else 0)
