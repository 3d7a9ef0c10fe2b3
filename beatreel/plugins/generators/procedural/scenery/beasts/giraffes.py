"""A giraffe; in units of its height to the horns, looking to the right."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .coats import BLACK, Head, add_eyes, natural, standing

_HOOF = Skin((0.020, 0.022, 0.026), 0.3, "plain")


def giraffe(wish: Wish) -> Cast:
    """A giraffe that stands and looks, dark patches in a pale net; a few where the words speak of several."""
    patch = natural(wish, (0.030, 0.100, 0.235))
    cream = (0.30, 0.44, 0.54)
    coat = Skin(patch, 0.06, "net", second=cream)
    pale, dark = Skin(cream, 0.05, "hide"), Skin((0.016, 0.026, 0.050), 0.06, "fur", pile=2.0)
    m = Model()
    m.limb(
        [(-0.135, 0.535, 0), (-0.03, 0.525, 0), (0.08, 0.555, 0)],
        [0.068, 0.079, 0.082],
        coat,
        blend=0.05,
        flat=1.2,
        bends=2,
    )
    m.cone((0.02, 0.595, 0), 0.040, (0.095, 0.615, 0), 0.050, coat, blend=0.05)  # the withers
    stride = 0.055 if {"walking", "walks", "walk", "crossing"} & wish.words else 0.02
    for side in (-1, 1):
        z, swing = 0.040 * side, stride * side
        m.cone((0.085, 0.56, 0.8 * z), 0.058, (0.10, 0.44, z), 0.036, coat, blend=0.04)
        m.cone((-0.140, 0.55, 0.8 * z), 0.066, (-0.12, 0.43, z), 0.042, coat, blend=0.04)
        fore = [(0.10, 0.47, z), (0.098, 0.36, z), (0.10, 0.25, z), (0.098, 0.10, z), (0.104, 0.03, z)]
        hind = [(-0.125, 0.47, z), (-0.110, 0.37, z), (-0.150, 0.27, z), (-0.142, 0.10, z), (-0.136, 0.03, z)]
        for joints, radii, way in (
            (fore, (0.036, 0.026, 0.020, 0.013, 0.015), swing),
            (hind, (0.046, 0.034, 0.020, 0.013, 0.015), -swing),
        ):
            # Joints that melt together as far as those of smaller beasts would swell.
            low = [(0.47 - y) / 0.44 for _, y, _ in joints]
            points = [(x + way * part, y, z) for (x, y, _), part in zip(joints, low, strict=True)]
            m.limb(points[:3], radii[:3], coat, blend=0.012, bends=2)
            m.limb(points[2:], radii[2:], pale, blend=0.008, bends=2)
            x, y, _ = points[-1]
            m.cone((x, y, z), 0.016, (x + 0.012, 0.012, z), 0.017, _HOOF, group=8, blend=0.005)
    m.limb(
        [(-0.19, 0.56, 0), (-0.215, 0.46, 0.005), (-0.212, 0.35, 0.01)],
        [0.014, 0.008, 0.006],
        coat,
        blend=0.01,
        bends=2,
    )
    m.cone((-0.212, 0.35, 0.01), 0.008, (-0.210, 0.27, 0.01), 0.016, dark, group=4)
    head = Head(np.array([0.262, 0.925, -0.008]), 0.030, yaw=0.50, pitch=-0.34)
    at, s = head.point, head.size
    neck = [(0.09, 0.58, 0), (0.145, 0.68, 0), (0.195, 0.80, 0), at(-0.5, 0, -0.3)]
    m.limb(neck, [0.072, 0.050, 0.037, 0.029], coat, blend=0.04, flat=1.2, bends=3)
    ridge = [(0.055, 0.655, 0), (0.105, 0.72, 0), (0.160, 0.82, 0), at(-1.0, 0, 0.4)]
    m.limb(ridge, [0.012, 0.014, 0.013, 0.010], dark, group=3, blend=0.01, flat=1.8, bends=3)  # its mane stands
    m.ball(at(0, 0, 0), s, coat, blend=0.01)
    m.cone(at(0.4, 0, 0.05), 0.80 * s, at(1.7, 0, -0.20), 0.52 * s, coat, blend=0.01)
    m.cone(at(1.6, 0, -0.22), 0.50 * s, at(2.95, 0, -0.40), 0.40 * s, pale, blend=0.01)
    m.cone(at(0.5, 0, -0.50), 0.50 * s, at(2.7, 0, -0.68), 0.32 * s, pale, blend=0.01)
    for way in (-1, 1):
        m.limb(
            [at(-0.35, 0.42 * way, 0.70), at(-0.50, 0.50 * way, 1.80)], [0.23 * s, 0.19 * s], coat, group=6, blend=0.005
        )
        m.ball(at(-0.50, 0.50 * way, 1.95), 0.29 * s, dark, group=7)
        ear = [at(-0.55, 0.75 * way, 0.40), at(-0.75, 1.50 * way, 0.70), at(-0.85, 2.15 * way, 0.75)]
        m.limb(ear, [0.20 * s, 0.40 * s, 0.06 * s], pale, group=6, blend=0.005, flat=2.2, across=head.ahead, bends=2)
        m.ball(at(3.22, 0.20 * way, -0.28), 0.10 * s, BLACK, group=2)
    m.limb([at(2.95, -0.3, -0.62), at(3.18, 0, -0.66), at(2.95, 0.3, -0.62)], [0.05 * s] * 3, BLACK, group=2)
    add_eyes(m, head, (0.62, 0.74, 0.20), 0.20, Skin((0.012, 0.020, 0.034), 0.8, "plain"))
    words = {word for said in wish.words for word in said.split()}
    cast = standing(m, 5.0, replace(wish, words=frozenset()), head=head, tall=1.0, near=0.36)
    return replace(cast, herd=6 if words & {"herd", "giraffes", "several", "family", "group"} else 0)
