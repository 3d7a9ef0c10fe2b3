"""Elephants, rhinoceroses and hippopotamuses: a heavy trunk on pillars; in units of the height of the shoulder, looking to the right."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .coats import Colour, Head, add_eyes, add_leg, natural, set_eyes, standing

_GREY: Colour = (0.118, 0.128, 0.142)
_IVORY = Skin((0.40, 0.52, 0.58), 0.25, "plain")
_HORN = Skin((0.075, 0.095, 0.115), 0.18, "wood")
_NAIL = Skin((0.26, 0.29, 0.32), 0.15, "plain")
_EYE = Skin((0.012, 0.020, 0.034), 0.8, "plain")
_WALKS = {*"walking walks walk crossing crosses wandering wanders migrating marching running runs charging".split()}
_TRUMPETS = {*"trumpeting trumpets raised raising splashing spraying".split()}


@dataclass(frozen=True)
class _Bulk:
    """A trunk and its pillars, heights of the shoulder.

    Attributes
    ----------
    back : tuple of (float, float, float)
        x, y and radius along the trunk, from the rump on.
    leg : float
        Thickness of the pillars.
    high : float
        Where they leave the trunk.
    fore, hind, apart : float
        Where they stand.
    """

    back: tuple[tuple[float, float, float], ...]
    leg: float
    high: float
    fore: float
    hind: float
    apart: float


def _hide(colour: Colour) -> Skin:
    return Skin(colour, 0.05, "wrinkled", second=tuple(0.42 * one for one in colour))


def _trunk(b: _Bulk, hide: Skin, wish: Wish) -> Model:
    """Return the trunk, four pillars under it and the tail."""
    m = Model()
    m.limb([(x, y, 0) for x, y, _ in b.back], [r for *_, r in b.back], hide, blend=0.10, flat=1.16, bends=2)
    stride = 0.10 if _WALKS & wish.words else 0.04
    for side in (-1, 1):
        z, swing, t = b.apart * side, stride * side, b.leg
        m.cone(
            (b.fore - 0.03, b.high + 0.12, 0.85 * z), 1.75 * t, (b.fore, b.high - 0.06, z), 1.2 * t, hide, blend=0.09
        )
        m.cone((b.hind, b.high + 0.10, 0.85 * z), 2.1 * t, (b.hind + 0.02, b.high - 0.08, z), 1.4 * t, hide, blend=0.09)
        front = [
            (b.fore, b.high, z),
            (b.fore + 0.01, 0.62 * b.high, z),
            (b.fore, 0.27 * b.high, z),
            (b.fore + 0.01, 0.05, z),
        ]
        behind = [
            (b.hind, b.high, z),
            (b.hind + 0.05, 0.66 * b.high, z),
            (b.hind - 0.04, 0.33 * b.high, z),
            (b.hind - 0.01, 0.05, z),
        ]
        for joints, radii, way in ((front, (1.3, 1.0, 0.84, 0.98), swing), (behind, (1.7, 1.12, 0.84, 0.96), -swing)):
            x, _, _ = add_leg(m, joints, [r * t for r in radii], hide, swing=way, lift=0.03 if way > 0.05 else 0.0)
            for toe in (-1, 0, 1):
                m.ball((x + (0.92 - 0.16 * abs(toe)) * t, 0.034, z + 0.48 * toe * t), 0.25 * t, _NAIL, group=8)
    x, y, r = b.back[0]
    tail = [(x - 0.8 * r, y + 0.4 * r, 0.01), (x - 1.3 * r, y - 0.5 * r, 0.02), (x - 1.25 * r, y - 1.4 * r, 0.03)]
    m.limb(tail, [0.034, 0.020, 0.014], hide, blend=0.03, bends=3)
    m.cone(
        tail[-1],
        0.018,
        (tail[-1][0] + 0.01, tail[-1][1] - 0.12, 0.03),
        0.028,
        Skin((0.02, 0.02, 0.02), 0.1, "fur"),
        group=4,
    )
    return m


def elephant(wish: Wish) -> Cast:
    """An elephant with its ears spread; a herd where the words speak of one. Its trunk hangs, or is raised."""
    hide = _hide(natural(wish, _GREY))
    back = ((-0.37, 0.69, 0.235), (-0.10, 0.675, 0.262), (0.14, 0.69, 0.262), (0.30, 0.72, 0.225))
    m = _trunk(_Bulk(back, 0.080, 0.56, 0.28, -0.36, 0.120), hide, wish)
    m.limb(
        [(-0.42, 0.84, 0), (-0.14, 0.885, 0), (0.12, 0.87, 0), (0.34, 0.92, 0)],
        [0.075, 0.07, 0.08, 0.09],
        hide,
        blend=0.10,
    )
    head = Head(np.array([0.54, 0.86, -0.02]), 0.162, yaw=0.42, pitch=-0.10)
    at, s = head.point, head.size
    m.limb([(0.28, 0.80, 0), (0.42, 0.85, -0.01), at(-0.2, 0, 0)], [0.20, 0.17, 0.145], hide, blend=0.09)
    m.ball(at(0, 0, 0.05), 1.02 * s, hide, blend=0.06)
    for way in (-1, 1):  # two domes, the brow, the cheek
        m.ball(at(-0.12, 0.36 * way, 0.74), 0.56 * s, hide, blend=0.06)
        m.cone(at(0.50, 0.52 * way, 0.30), 0.30 * s, at(0.66, 0.42 * way, -0.05), 0.26 * s, hide, blend=0.05)
        m.cone(at(0.30, 0.46 * way, -0.45), 0.46 * s, at(0.75, 0.40 * way, -1.05), 0.26 * s, hide, blend=0.06)
    m.cone(at(0.25, 0, 0.45), 0.72 * s, at(0.92, 0, -0.55), 0.54 * s, hide, blend=0.06)
    m.cone(at(0.45, 0, -1.0), 0.40 * s, at(0.92, 0, -1.45), 0.16 * s, hide, blend=0.05)  # the lip
    if _TRUMPETS & wish.words:
        way_ = [(0.9, -0.5), (1.55, -1.0), (2.3, -0.75), (2.75, 0.1), (2.75, 1.0), (2.45, 1.5)]
    else:
        way_ = [(0.9, -0.5), (1.22, -1.35), (1.30, -2.45), (1.22, -3.5), (1.42, -4.3), (1.95, -4.62)]
    m.limb(
        [at(x, 0, y) for x, y in way_], [s * r for r in (0.56, 0.45, 0.37, 0.29, 0.21, 0.14)], hide, blend=0.05, bends=4
    )
    aside = at(0, 1, 0) - head.at
    for way in (-1, 1):
        if "calf" not in wish.words and "baby" not in wish.words:
            tusk = [
                at(0.80, 0.45 * way, -0.95),
                at(1.30, 0.58 * way, -1.75),
                at(1.95, 0.52 * way, -2.0),
                at(2.55, 0.36 * way, -1.65),
            ]
            m.limb(tusk, [0.15 * s, 0.13 * s, 0.10 * s, 0.03 * s], _IVORY, group=9, blend=0.006, bends=3)
        # Its leaf is broad above and ends in a lobe; it stands off the neck.
        leaf = [
            (-0.10, 0.86, 0.62, 0.44),
            (-0.66, 1.36, 0.40, 0.74),
            (-0.86, 1.78, -0.22, 0.80),
            (-0.66, 1.76, -1.00, 0.62),
            (-0.32, 1.50, -1.72, 0.22),
        ]
        across = 0.80 * way * aside + 0.62 * s * head.ahead
        m.limb([at(x, z * way, y) for x, z, y, _ in leaf], [s * r for *_, r in leaf], hide, group=5 + (way > 0), blend=0.10, flat=4.5,
               across=across)  # fmt: skip
        m.cone(
            at(0.05, 0.80 * way, 0.45),
            0.34 * s,
            at(-0.35, 1.05 * way, 0.05),
            0.30 * s,
            hide,
            group=5 + (way > 0),
            blend=0.07,
            flat=2.6,
            across=across,
        )
    set_eyes(m, head, 0.66, 0.12, 0.095, hide)
    calf = bool({"calf", "baby"} & wish.words)
    cast = standing(m, 1.2 if calf else 3.1, replace(wish, words=frozenset()), head=head, tall=1.12, near=1.25)
    return replace(cast, herd=_several(wish, {"elephants"}), wades=True)


def rhino(wish: Wish) -> Cast:
    """A rhinoceros with two horns, its head low."""
    hide = _hide(natural(wish, (0.135, 0.145, 0.155)))
    back = ((-0.60, 0.66, 0.245), (-0.25, 0.615, 0.300), (0.10, 0.63, 0.300), (0.40, 0.70, 0.245))
    m = _trunk(_Bulk(back, 0.088, 0.46, 0.36, -0.58, 0.15), hide, wish)
    m.limb(
        [(-0.60, 0.86, 0), (-0.20, 0.82, 0), (0.12, 0.86, 0), (0.40, 0.92, 0)],
        [0.07, 0.07, 0.08, 0.085],
        hide,
        blend=0.10,
    )
    for x in (-0.36, 0.24):  # where its armour folds
        m.limb(
            [(x, 0.94, 0), (x + 0.02, 0.66, -0.27), (x + 0.05, 0.42, -0.22)],
            [0.05, 0.045, 0.03],
            hide,
            blend=0.05,
            bends=3,
        )
    head = Head(np.array([0.82, 0.70, -0.03]), 0.150, yaw=0.38, pitch=-0.42)
    at, s = head.point, head.size
    m.limb([(0.40, 0.72, 0), (0.60, 0.76, 0), at(-0.2, 0, 0.1)], [0.235, 0.20, 0.155], hide, blend=0.09)
    m.ball(at(0, 0, 0), s, hide, blend=0.05)
    m.cone(at(0.4, 0, 0.10), 0.72 * s, at(1.9, 0, -0.12), 0.52 * s, hide, blend=0.05)
    m.cone(at(0.4, 0, -0.52), 0.56 * s, at(1.95, 0, -0.52), 0.46 * s, hide, blend=0.05)
    m.limb(
        [at(2.00, 0, 0.25), at(2.22, 0, 1.1), at(2.02, 0, 2.05), at(1.72, 0, 2.75)],
        [0.42 * s, 0.30 * s, 0.17 * s, 0.03 * s],
        _HORN,
        group=9,
        blend=0.03,
        bends=3,
    )
    m.limb(
        [at(1.15, 0, 0.45), at(1.22, 0, 1.05), at(1.10, 0, 1.55)],
        [0.33 * s, 0.20 * s, 0.04 * s],
        _HORN,
        group=9,
        blend=0.03,
        bends=2,
    )
    for way in (-1, 1):
        ear = [at(-0.45, 0.60 * way, 0.70), at(-0.58, 0.82 * way, 1.25), at(-0.55, 0.90 * way, 1.72)]
        m.limb(ear, [0.20 * s, 0.30 * s, 0.06 * s], hide, group=6, blend=0.03, flat=1.8, across=head.ahead, bends=2)
        m.ball(at(2.30, 0.26 * way, -0.30), 0.10 * s, _EYE, group=3)
    set_eyes(m, head, 0.95, 0.16, 0.090, hide)
    cast = standing(m, 1.75, replace(wish, words=frozenset()), head=head, tall=1.08, near=1.35)
    return replace(cast, herd=_several(wish, {"rhinos"}) // 2)


def hippo(wish: Wish) -> Cast:
    """A hippopotamus: a barrel on short legs, a broad muzzle."""
    hide = _hide(natural(wish, (0.105, 0.095, 0.120)))
    pink = Skin((0.17, 0.16, 0.24), 0.12, "wrinkled", second=(0.08, 0.07, 0.11))
    back = ((-0.62, 0.62, 0.275), (-0.20, 0.56, 0.350), (0.16, 0.58, 0.345), (0.44, 0.66, 0.270))
    m = _trunk(_Bulk(back, 0.092, 0.36, 0.40, -0.56, 0.18), hide, wish)
    head = Head(np.array([0.86, 0.80, -0.03]), 0.160, yaw=0.48, pitch=-0.16)
    at, s = head.point, head.size
    m.limb([(0.42, 0.70, 0), (0.66, 0.76, 0), at(-0.2, 0, 0)], [0.26, 0.225, 0.18], hide, blend=0.10)
    m.ball(at(0, 0, 0), 1.05 * s, hide, blend=0.06)
    m.cone(at(0.4, 0, 0.0), 0.82 * s, at(1.6, 0, -0.30), 0.72 * s, hide, blend=0.06)
    for way in (-1, 1):
        m.ball(at(1.85, 0.46 * way, -0.22), 0.58 * s, hide, blend=0.07)  # the muzzle
        m.cone(at(1.55, 0.50 * way, -0.86), 0.46 * s, at(0.5, 0.46 * way, -0.80), 0.46 * s, pink, blend=0.06)
        m.ball(at(2.20, 0.34 * way, 0.24), 0.13 * s, _EYE, group=3)
        m.ball(at(0.52, 0.56 * way, 0.72), 0.30 * s, hide, blend=0.05)  # eyes stand on its brow
        m.limb(
            [at(-0.30, 0.66 * way, 0.80), at(-0.36, 0.92 * way, 1.18)],
            [0.17 * s, 0.17 * s],
            hide,
            group=6,
            blend=0.03,
            flat=1.8,
            across=head.ahead,
        )
    add_eyes(m, head, (0.74, 0.64, 0.78), 0.12, _EYE)
    cast = standing(m, 1.5, replace(wish, words=frozenset()), head=head, tall=1.12, near=1.45)
    return replace(cast, herd=_several(wish, {"hippos"}) // 2, wades=True)


def _several(wish: Wish, plural: set[str]) -> int:
    """Return how many others stand about it."""
    words = {word for said in wish.words for word in said.split()}
    return 9 if words & ({"herd", "family", "group", "several", "many"} | plural) else 0
