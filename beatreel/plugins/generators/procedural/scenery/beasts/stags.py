"""Deer: stags with their antlers, and hinds; in units of the height of the shoulder, looking to the right."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .coats import BLACK, Head, add_leg, natural, set_eyes, standing
from .gaits import DRINKS, JUMPS, RUNS, gait_of, risen

_HORN = Skin((0.10, 0.16, 0.22), 0.14, "plain")
_HOOF = Skin((0.018, 0.020, 0.024), 0.3, "plain")
# Antlers, places in units of the head: ahead, aside, up.
_BEAM = ((-0.1, 0.30, 0.8), (-1.0, 1.1, 2.0), (-1.5, 2.3, 3.8), (-0.9, 3.0, 5.6), (-0.1, 2.7, 6.9))
_TINES = (
    ((-0.2, 0.40, 1.0), (0.9, 0.75, 1.5), (1.5, 0.85, 2.6)),
    ((-0.8, 0.95, 1.8), (0.4, 1.50, 2.5), (0.8, 1.60, 3.5)),
    ((-1.5, 2.25, 3.7), (-0.4, 2.9, 4.3), (0.1, 3.0, 5.3)),
    ((-1.0, 2.95, 5.4), (-1.5, 3.4, 6.2), (-1.4, 3.6, 7.0)),
    ((-0.7, 3.00, 5.9), (-0.2, 3.5, 6.5), (0.3, 3.5, 7.3)),
)


def _unit(end: tuple[float, float, float], start: tuple[float, float, float]) -> np.ndarray:
    """Return the way from one place to another, 1 long."""
    way = np.subtract(end, start)
    return np.asarray(way / np.linalg.norm(way))


def deer(wish: Wish) -> Cast:
    """A stag that lifts its head, or a hind; three of them where the words speak of a herd."""
    is_reindeer = bool({"reindeer", "caribou"} & wish.words)
    back = natural(wish, (0.185, 0.225, 0.270) if is_reindeer else (0.046, 0.100, 0.200))
    belly = tuple(min(2.0 * one + 0.03, 0.7) for one in back)
    coat, pale = Skin(back, 0.06, "pelt", second=belly), Skin(belly, 0.05, "pelt", second=belly)
    mane = Skin(tuple((2.1 if is_reindeer else 0.80) * one for one in back), 0.05, "coat", second=back)
    shin = Skin(tuple(0.70 * one for one in back), 0.06, "hide")
    m, g = Model(), gait_of(wish.words, wish.film)
    m.limb(
        [(-0.48, 0.83, 0), (-0.16, 0.845, 0), (0.14, 0.80, 0), (0.38, 0.81, 0)],
        [0.165, 0.150, 0.182, 0.172], coat, blend=0.09, flat=1.28, bends=2,
    )  # fmt: skip
    m.cone((0.26, 0.91, 0), 0.085, (0.42, 0.90, 0), 0.10, coat, blend=0.08)  # the withers
    m.ball((-0.60, 0.80, 0), 0.10, pale, blend=0.05)
    m.limb([(-0.62, 0.90, 0), (-0.69, 0.84, 0), (-0.71, 0.74, 0)], [0.045, 0.045, 0.015], coat, blend=0.03)
    for side in (-1, 1):
        z, swing = 0.085 * side, 0.0 if g in (*RUNS, JUMPS) else 0.11 * side
        # Blade and upper arm of the shoulder, haunch and thigh: each is seen before the next.
        m.cone((0.30, 0.93, 0.7 * z), 0.060, (0.42, 0.76, 1.25 * z), 0.085, coat, blend=0.030, flat=1.3)
        m.cone((0.42, 0.76, 1.25 * z), 0.082, (0.33, 0.62, 1.1 * z), 0.066, coat, blend=0.030, flat=1.2)
        m.cone((-0.40, 0.89, 0.8 * z), 0.110, (-0.52, 0.76, 1.2 * z), 0.120, coat, blend=0.035, flat=1.2)
        m.cone((-0.50, 0.74, 1.2 * z), 0.120, (-0.37, 0.60, 1.1 * z), 0.086, coat, blend=0.035, flat=1.2)
        m.cone((-0.28, 0.76, 1.2 * z), 0.055, (-0.36, 0.64, 1.2 * z), 0.050, coat, blend=0.035)  # the fold of the flank
        fore = [(0.35, 0.68, z), (0.33, 0.54, z), (0.345, 0.34, z), (0.34, 0.13, z), (0.36, 0.055, z)]
        hind = [(-0.42, 0.70, z), (-0.36, 0.56, z), (-0.56, 0.38, z), (-0.53, 0.14, z), (-0.51, 0.055, z)]
        if not swing:
            near = 0 if side < 0 else 1
            fore, hind = ([(x, y + 0.02, z) for x, y in g.legs[near + n]] for n in (0, 2))
        for joints, radii, way in (
            (fore, (0.080, 0.058, 0.036, 0.024, 0.028), swing),
            (hind, (0.110, 0.072, 0.038, 0.026, 0.029), -swing),
        ):
            x, y, _ = add_leg(m, joints, radii, coat, swing=way, sock=shin)
            tip = (
                (x + 0.030, 0.022, z) if y < 0.09 else tuple(np.array([x, y, z]) + 0.05 * _unit(joints[-1], joints[-2]))
            )
            m.cone((x, y, z), 0.030, tip, 0.028, _HOOF, group=8, blend=0.01)
    antlers = not {"doe", "fawn", "hind", "roe", "bambi"} & wish.words
    head = Head(np.array([0.68, 1.37 if antlers else 1.27, -0.03]), 0.088, yaw=0.62, pitch=-0.16)
    if g is DRINKS:
        head = Head(np.array([0.98, 0.36, -0.03]), 0.088, yaw=0.40, pitch=-0.95)
    middle = (0.53, 1.10, 0) if g is not DRINKS else (0.74, 0.72, 0)
    at, s = head.point, head.size
    m.limb(
        [(0.40, 0.88, 0), middle, at(-0.35, 0, -0.3)],
        [0.165, 0.125 if antlers else 0.098, 0.092 if antlers else 0.072],
        coat,
        blend=0.07,
        bends=2,
    )
    for way in (-1, 1) if g is not DRINKS else ():  # what turns the head, from behind the ear to the breast
        m.limb([at(-0.5, 0.75 * way, -0.5), (0.53, 1.06, 0.075 * way), (0.47, 0.84, 0.085 * way)],
               [0.035, 0.048, 0.060], coat, blend=0.022, bends=2)  # fmt: skip
    throat, thick = (mane, 1.15) if antlers else (coat, 0.65)
    m.limb([(0.48, 0.84, 0), (middle[0] + 0.055, middle[1] - 0.04, 0), at(-0.05, 0, -1.0)],
           [0.115 * thick, 0.105 * thick, 0.070 * thick], throat, blend=0.06, bends=2)  # fmt: skip
    coat, pale = replace(coat, pile=0.4), replace(pale, pile=0.4)  # a head's hair is short
    m.ball(at(0, 0, 0), s, coat, blend=0.03)
    m.cone(at(0.4, 0, 0.05), 0.80 * s, at(1.5, 0, -0.25), 0.56 * s, coat, blend=0.03)
    m.cone(at(1.4, 0, -0.25), 0.56 * s, at(2.75, 0, -0.50), 0.40 * s, coat, blend=0.03)
    m.cone(at(0.5, 0, -0.55), 0.50 * s, at(2.5, 0, -0.80), 0.28 * s, pale, blend=0.03)
    m.cone(at(2.98, -0.14, -0.44), 0.26 * s, at(2.98, 0.14, -0.44), 0.26 * s, BLACK, group=2, blend=0.02)
    for way in (-1, 1):
        ear = [at(-0.35, 0.65 * way, 0.45), at(-0.55, 1.35 * way, 0.85), at(-0.75, 2.0 * way, 1.20)]
        m.limb(ear, [0.22 * s, 0.40 * s, 0.06 * s], coat, group=6, blend=0.02, flat=2.0, across=head.ahead, bends=2)
        inner = [one + 0.14 * s * head.ahead for one in ear]
        m.limb(inner, [0.12 * s, 0.27 * s, 0.03 * s], pale, group=7, blend=0.02, flat=2.0, across=head.ahead, bends=2)
        if antlers:
            beam = [at(x, way * z, y) for x, z, y in _BEAM]
            m.limb(beam, [0.27 * s, 0.22 * s, 0.19 * s, 0.15 * s, 0.04 * s], _HORN, group=9, blend=0.005, bends=4)
            for tine in _TINES:
                points = [at(x, way * z, y) for x, z, y in tine]
                m.limb(points, [0.17 * s, 0.13 * s, 0.03 * s], _HORN, group=9, blend=0.006, bends=3)
    set_eyes(m, head, 0.80, 0.22, 0.19, coat)
    tall = float(head.at[1]) + (7.0 if antlers else 1.4) * s
    m, head = risen(m, head, g)
    tall += g.lifted
    if g is DRINKS:
        tall = 1.05
    return standing(
        m, 0.70 if "fawn" in wish.words else 1.08, wish, head=head, tall=tall, near=1.75 if antlers else 1.2
    )
