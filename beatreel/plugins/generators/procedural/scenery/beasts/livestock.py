"""Animals of a farm that graze: sheep, goats, cows; in units of the height of the shoulder, looking to the right."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .coats import BLACK, Colour, Head, add_eyes, add_leg, natural, standing

_HOOF = Skin((0.020, 0.022, 0.026), 0.3, "plain")
_PINK = Skin((0.18, 0.20, 0.32), 0.25, "plain")
_HORN = Skin((0.16, 0.22, 0.28), 0.2, "wood")
_ALONE = {"lone", "lonely", "single", "one", "lamb", "calf", "bull", "goat", "cow"}
"""Words of which one means that there is no herd, but for one that says so."""
_HERD = {"herd", "flock", "several", "many", "cows", "goats", "cattle", "lambs", "oxen", "yaks", "bison", "buffalo"}


def _herd(wish: Wish, usual: bool) -> int:
    """Return how many others graze about one."""
    if wish.count:
        return min(wish.count - 1, 22) * (1 if usual else 2)  # of which one half is taken where they stand apart
    words = {word for said in wish.words for word in said.split()}
    return 22 if words & _HERD or (usual and not words & _ALONE) else 0


def _legs(
    m: Model,
    coat: Skin,
    shin: Skin,
    *,
    fore: float,
    hind: float,
    high: float,
    apart: float,
    thick: float,
    stride: float,
) -> None:
    """Add four legs: where the fore and hind ones are, how high they begin, how far apart, how thick."""
    for side in (-1, 1):
        z, swing = apart * side, stride * side
        front = [(fore, high, z), (fore, 0.62 * high, z), (fore + 0.01, 0.36 * high, z), (fore, 0.06, z)]
        back = [
            (hind, 1.02 * high, z),
            (hind + 0.05, 0.72 * high, z),
            (hind - 0.07, 0.44 * high, z),
            (hind - 0.03, 0.06, z),
        ]
        for joints, radii, way in (
            (front, (1.9 * thick, 1.35 * thick, 0.9 * thick, 0.85 * thick), swing),
            (back, (2.6 * thick, 1.7 * thick, 0.95 * thick, 0.88 * thick), -swing),
        ):
            x, y, _ = add_leg(m, joints, radii, coat, swing=way, sock=shin)
            m.cone((x, y, z), 0.95 * thick, (x + 0.8 * thick, 0.022, z), 1.05 * thick, _HOOF, group=8, blend=0.01)


def _grazes(wish: Wish) -> bool:
    """Return whether its head is at the grass; who is seen from very near looks up."""
    wanted = bool({"grazing", "graze", "grazes", "eating"} & wish.words)
    return float(wish.rng.random()) < (0.8 if wanted else 0.4) and wish.shot != "detail"


def sheep(wish: Wish) -> Cast:
    """A sheep in its wool, its face dark or pale; a lamb is small."""
    wool: Colour = (0.58, 0.63, 0.66) if wish.colour is None else wish.colour
    dark = wish.film % 3 != 1 or max(wool) < 0.1
    fleece = Skin(wool, 0.02, "coat", second=tuple(0.62 * one for one in wool))
    face = Skin((0.022, 0.024, 0.028) if dark else (0.34, 0.39, 0.43), 0.08, "pelt", second=(0.05, 0.05, 0.05))
    if not dark:
        face = replace(face, second=face.colour)
    lamb = "lamb" in wish.words
    m, rng = Model(), np.random.default_rng(wish.film + 3)
    m.limb([(-0.48, 0.76, 0), (-0.05, 0.75, 0), (0.36, 0.78, 0)], [0.30, 0.335, 0.285], fleece, blend=0.10, bends=2)
    m.ball((-0.66, 0.72, 0), 0.16, fleece, blend=0.08)  # the tail
    for n in range(72):  # locks of wool
        t, angle = (n % 12) / 11, 2.4 * n
        x = -0.70 + 1.16 * t
        r = 0.32 * math.sqrt(max(1 - abs((x + 0.08) / 0.70) ** 2.6, 0.0))
        y, z = 0.77 + r * math.cos(angle), -abs(r * math.sin(angle)) * (1 if n % 5 else -1)
        m.ball((x + 0.03 * rng.normal(), y, z), 0.048 + 0.016 * float(rng.random()), fleece, blend=0.06)
    _legs(m, fleece if lamb else face, face, fore=0.30, hind=-0.46, high=0.56, apart=0.15, thick=0.036, stride=0.05)
    grazes = _grazes(wish)
    head = Head(np.array([0.76, 0.30 if grazes else 1.08, -0.04]), 0.105, yaw=0.45, pitch=-0.75 if grazes else -0.30)
    at, s = head.point, head.size
    neck = (
        [(0.40, 0.84, 0), (0.62, 0.62, -0.01), at(-0.5, 0, 0.1)]
        if grazes
        else [(0.38, 0.84, 0), (0.58, 0.98, 0), at(-0.4, 0, 0)]
    )
    m.limb(neck, [0.25, 0.18, 0.105], fleece, blend=0.08, bends=2)
    m.ball(at(0, 0, 0), s, face, blend=0.03)
    m.cone(at(0.4, 0, 0.02), 0.84 * s, at(1.75, 0, -0.22), 0.56 * s, face, blend=0.03, flat=1.1)
    m.cone(at(0.6, 0, -0.55), 0.52 * s, at(1.75, 0, -0.55), 0.36 * s, face, blend=0.03)
    m.cone(at(2.22, -0.18, -0.22), 0.14 * s, at(2.22, 0.18, -0.22), 0.14 * s, _PINK if not dark else BLACK, group=2)
    for n in range(5):  # its forelock
        m.ball(at(-0.30 + 0.12 * (n % 2), 0.45 * (n - 2) / 2, 0.72), 0.42 * s, fleece, blend=0.03)
    for way in (-1, 1):
        ear = [at(0.25, 0.80 * way, 0.30), at(0.15, 1.60 * way, 0.25), at(0.10, 2.25 * way, -0.05)]
        m.limb(ear, [0.24 * s, 0.36 * s, 0.10 * s], face, group=6, blend=0.02, flat=2.0, across=head.ahead, bends=2)
    add_eyes(m, head, (0.85, 0.78, 0.22), 0.165, Skin((0.06, 0.26, 0.34), 0.6, "plain"), pupil=0.55)
    cast = standing(m, 0.45 if lamb else 0.72, replace(wish, words=frozenset()), head=head, tall=1.30, near=1.25)
    return replace(cast, herd=_herd(wish, usual=True))


def goat(wish: Wish) -> Cast:
    """A goat with horns that bend back, and a beard."""
    kinds: tuple[Colour, ...] = ((0.56, 0.60, 0.62), (0.045, 0.085, 0.15), (0.020, 0.021, 0.024))
    back = natural(wish, kinds[wish.film % len(kinds)])
    coat = Skin(back, 0.05, "coat", second=tuple(min(1.5 * one + 0.02, 0.7) for one in back))
    shin = Skin(tuple(0.6 * one for one in back), 0.06, "hide")
    m = Model()
    m.limb(
        [(-0.44, 0.79, 0), (-0.08, 0.745, 0), (0.32, 0.79, 0)],
        [0.205, 0.262, 0.215],
        coat,
        blend=0.09,
        flat=1.15,
        bends=2,
    )
    m.limb([(-0.62, 0.90, 0), (-0.72, 1.02, 0), (-0.70, 1.10, 0)], [0.055, 0.05, 0.015], coat, blend=0.03)
    for x in (-0.34, -0.10, 0.14):  # long hair below
        m.cone((x, 0.66, -0.10), 0.12, (x - 0.02, 0.50, -0.08), 0.06, coat, blend=0.06)
    _legs(m, coat, shin, fore=0.32, hind=-0.44, high=0.64, apart=0.10, thick=0.032, stride=0.08)
    head = Head(np.array([0.70, 1.16, -0.03]), 0.102, yaw=0.60, pitch=-0.28)
    at, s = head.point, head.size
    m.limb([(0.38, 0.86, 0), (0.54, 1.04, 0), at(-0.3, 0, -0.2)], [0.165, 0.115, 0.088], coat, blend=0.07, bends=2)
    m.ball(at(0, 0, 0), s, coat, blend=0.03)
    m.cone(at(0.4, 0, 0.0), 0.84 * s, at(2.0, 0, -0.30), 0.46 * s, coat, blend=0.03, flat=1.1)
    m.cone(at(0.6, 0, -0.60), 0.48 * s, at(1.9, 0, -0.62), 0.32 * s, coat, blend=0.03)
    m.cone(at(2.36, -0.14, -0.30), 0.15 * s, at(2.36, 0.14, -0.30), 0.15 * s, BLACK, group=2)
    m.limb(
        [at(1.55, 0, -0.90), at(1.45, 0, -1.7), at(1.15, 0, -2.5)],
        [0.24 * s, 0.20 * s, 0.03 * s],
        coat,
        group=5,
        blend=0.02,
    )
    for way in (-1, 1):
        horn = [
            at(-0.05, 0.30 * way, 0.80),
            at(-0.45, 0.48 * way, 2.0),
            at(-1.5, 0.70 * way, 2.9),
            at(-2.6, 0.95 * way, 2.9),
        ]
        m.limb(horn, [0.30 * s, 0.27 * s, 0.20 * s, 0.05 * s], _HORN, group=9, blend=0.02, bends=3)
        ear = [at(-0.15, 0.80 * way, 0.35), at(-0.25, 1.55 * way, 0.30), at(-0.15, 2.2 * way, 0.05)]
        m.limb(ear, [0.22 * s, 0.33 * s, 0.08 * s], coat, group=6, blend=0.02, flat=2.0, across=head.ahead, bends=2)
    add_eyes(m, head, (0.70, 0.78, 0.22), 0.165, Skin((0.03, 0.26, 0.40), 0.6, "plain"), pupil=0.45)
    cast = standing(m, 0.78, replace(wish, words=frozenset()), head=head, tall=1.50, near=1.35)
    return replace(cast, herd=_herd(wish, usual=False) // 2)


def cow(wish: Wish) -> Cast:
    """A cow, brown, white and black or white and brown; long hair and horns for one of the highlands."""
    kinds: tuple[tuple[Colour, Colour], ...] = (
        ((0.62, 0.65, 0.66), (0.014, 0.015, 0.017)),
        ((0.055, 0.105, 0.20), (0.055, 0.105, 0.20)),
        ((0.58, 0.62, 0.64), (0.025, 0.060, 0.17)),
    )
    back, other = kinds[wish.film % len(kinds)]
    shaggy = bool({"highland", "yak", "yaks", "bison", "buffalo"} & wish.words)
    if shaggy:
        back = other = (0.030, 0.085, 0.22) if "highland" in wish.words else (0.018, 0.028, 0.050)
    if wish.colour is not None:
        back = other = natural(wish, back)
    coat = Skin(
        back,
        0.03 if shaggy else 0.14,
        "coat" if shaggy else "patches",
        second=tuple(1.6 * one for one in back) if shaggy else other,
    )
    shin = replace(coat, weave="hide")
    m = Model()
    m.limb(
        [(-0.62, 0.80, 0), (-0.10, 0.745, 0), (0.42, 0.78, 0)],
        [0.235, 0.290, 0.245],
        coat,
        blend=0.10,
        flat=1.12,
        bends=2,
    )
    m.limb(
        [(-0.70, 0.955, 0), (-0.10, 0.945, 0), (0.40, 0.965, 0)], [0.060, 0.070, 0.070], coat, blend=0.10
    )  # its level back
    for side in (-1, 1):
        m.cone((-0.60, 0.92, 0.13 * side), 0.085, (-0.66, 0.70, 0.12 * side), 0.16, coat, blend=0.08)  # hip bones
        m.cone((0.40, 0.82, 0.13 * side), 0.15, (0.42, 0.62, 0.11 * side), 0.11, coat, blend=0.08)
    if not shaggy and "bull" not in wish.words:
        m.ball((-0.38, 0.47, 0), 0.115, _PINK, group=7)
    m.limb([(-0.84, 0.93, 0), (-0.90, 0.74, 0.01), (-0.885, 0.42, 0.02)], [0.030, 0.022, 0.018], coat, blend=0.02)
    m.cone((-0.885, 0.42, 0.02), 0.028, (-0.88, 0.28, 0.02), 0.045, replace(coat, colour=other), group=4, blend=0.02)
    _legs(m, coat, shin, fore=0.40, hind=-0.66, high=0.58, apart=0.13, thick=0.040, stride=0.07)
    grazes = _grazes(wish)
    head = Head(np.array([0.92, 0.30 if grazes else 1.02, -0.05]), 0.125, yaw=0.62, pitch=-0.70 if grazes else -0.42)
    at, s = head.point, head.size
    neck = (
        [(0.46, 0.80, 0), (0.72, 0.56, -0.02), at(-0.5, 0, 0)]
        if grazes
        else [(0.46, 0.82, 0), (0.68, 0.93, -0.02), at(-0.4, 0, -0.1)]
    )
    m.limb(neck, [0.205, 0.165, 0.115], coat, blend=0.09, flat=1.25, bends=2)
    if not grazes:
        m.limb(
            [(0.52, 0.62, 0), (0.66, 0.72, 0), at(0.1, 0, -0.9)], [0.055, 0.060, 0.04], coat, blend=0.07, flat=1.6
        )  # the dewlap
    m.ball(at(0, 0, 0.05), s, coat, blend=0.03)
    m.cone(at(0.1, 0, 0.1), 0.92 * s, at(1.75, 0, -0.20), 0.62 * s, coat, blend=0.03, flat=1.05)
    m.cone(at(0.5, 0, -0.50), 0.60 * s, at(1.7, 0, -0.52), 0.45 * s, coat, blend=0.03)
    m.cone(at(2.05, -0.22, -0.36), 0.50 * s, at(2.05, 0.22, -0.36), 0.50 * s, _PINK, group=2, blend=0.04)
    hair = (0.35, 0.75) if shaggy else (0.18, 0.40)
    m.limb(
        [at(0.0, 0, 0.95), at(0.55, 0, 0.85), at(0.75 + hair[0], 0, 0.85 - hair[1])],
        [0.38 * s, 0.40 * s, 0.12 * s],
        coat,
        blend=0.03,
    )
    for way in (-1, 1):
        m.ball(at(2.46, 0.30 * way, -0.22), 0.12 * s, BLACK, group=3)  # nostrils
        ear = [at(-0.15, 0.85 * way, 0.35), at(-0.30, 1.65 * way, 0.35), at(-0.25, 2.35 * way, 0.10)]
        m.limb(ear, [0.24 * s, 0.44 * s, 0.12 * s], coat, group=6, blend=0.02, flat=2.2, across=head.ahead, bends=2)
        long_ = 2.1 if shaggy else 1.0
        horn = [
            at(-0.20, 0.60 * way, 0.85),
            at(-0.20, (0.8 + 0.65 * long_) * way, 1.0),
            at(0.15, (0.9 + 0.95 * long_) * way, 0.9 + 0.75 * long_),
        ]
        m.limb(horn, [0.24 * s, 0.19 * s, 0.05 * s], _HORN, group=9, blend=0.02, bends=3)
    add_eyes(m, head, (0.66, 0.86, 0.24), 0.17, Skin((0.020, 0.035, 0.06), 0.7, "plain"))
    cast = standing(m, 1.38, replace(wish, words=frozenset()), head=head, tall=1.13, near=1.30)
    return replace(cast, herd=_herd(wish, usual=False) // 2)
