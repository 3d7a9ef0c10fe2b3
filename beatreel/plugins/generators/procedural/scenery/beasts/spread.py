"""Birds seen from before, upright on what they sit on or about to land there, both wings spread and raised; metres."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .perches import add_perch, perch_of
from .soaring import AWING, LANDS, SPREADS, Flyer

_PUPIL = Skin((0.008, 0.008, 0.009), 0.7, "plain")
_TOP = 0.10  # metres: the top of what they stand on
_HOVERS = 0.13  # metres that one is above it that is about to land


@dataclass(frozen=True)
class Plumage:
    """The feathers of a wing from before: rows of them, and those of the end and behind the arm, which take turns."""

    covert: tuple[Skin, ...]
    quill: tuple[Skin, ...]


def on_what(wish: Wish, usual: str | None) -> str | None:
    """Return on what a bird spreads its wings or lands, None if it does not; ``usual`` is that where nothing is named."""
    if not (SPREADS | LANDS) & wish.words or AWING & wish.words:
        return None
    return perch_of(wish.words) or usual


def _feather(m: Model, root: np.ndarray, way: np.ndarray, long: float, wide: float, skin: Skin, group: int) -> None:
    """Add a flat feather with a round end."""
    points = [root, root + 0.55 * long * way, root + long * way]
    m.limb(points, [0.55 * wide, wide, 0.62 * wide], skin, group=group, flat=7.0, across=(0.25 * way[0], 0.1, -1.0))


def raise_wings(m: Model, p: Plumage, *, shoulder: tuple[float, float] = (0.12, 0.68)) -> None:
    """Add two wings, raised to the sides: quills that lie one over the other like a fan, and rows of short feathers over them."""
    for way in (-1, 1):
        joints = [(*shoulder, 0.05), (0.40, 0.82, 0.06), (0.60, 1.02, 0.04), (0.74, 1.10, 0.03)]
        arm = np.array(joints) * (way, 1.0, 1.0)

        def along(t: float, arm: np.ndarray = arm) -> np.ndarray:
            """Return a place on the arm, from 0 at the shoulder to 1 at its end."""
            n = min(int(3 * t), 2)
            return arm[n] + (3 * t - n) * (arm[n + 1] - arm[n])

        m.limb(arm, [0.085, 0.060, 0.045, 0.030], p.covert[0], group=40, blend=0.03, flat=1.7, bends=2)
        count = 21
        for n in range(count):  # from the body, where they hang, to the end, where they are raised
            t = n / (count - 1)
            angle = -1.75 + 2.55 * t**1.25
            out = np.array([way * math.cos(angle), math.sin(angle), 0.03])
            root = along(0.10 + 0.90 * min(1.15 * t, 1.0)) + np.array([0, 0, 0.045 + 0.0035 * n])
            long = 0.36 + 0.22 * math.sin(0.5 * math.pi * t) - 0.10 * max(t - 0.85, 0.0) / 0.15
            _feather(m, root, out, long, 0.052, p.quill[n % len(p.quill)], 41 + n % 2)
        for row, (share, wide) in enumerate(((0.56, 0.046), (0.36, 0.040), (0.20, 0.034))):
            count = 17 - row
            for n in range(count):
                t = (n + 0.5 * (row % 2)) / (count - 0.5)
                angle = -1.75 + 2.35 * t**1.25
                out = np.array([way * math.cos(angle), math.sin(angle), 0.0])
                root = along(0.06 + 0.92 * t) + np.array([0, 0.0, 0.018 - 0.030 * row])
                skin = p.covert[(n + row) % len(p.covert)]
                _feather(m, root, out, share * (0.40 + 0.14 * t), wide, skin, 43 + 2 * row + n % 2)


def add_feet(m: Model, horn: Skin, thigh: Skin, *, high: float = 0.20) -> None:
    """Add two legs in feathers, ``high`` over what their claws hold."""
    for way in (-1, 1):
        ankle = (0.065 * way, _TOP + 0.08, -0.04)
        m.cone((0.065 * way, high + 0.06, 0.0), 0.075, ankle, 0.032, thigh, group=8)
        for toe in (-1, 0, 1):
            x = 0.065 * way + 0.026 * toe
            m.limb([ankle, (x, _TOP + 0.02, -0.12), (x, _TOP - 0.03, -0.14)], [0.020, 0.017, 0.006], horn, group=9)


def cast_on(m: Model, wish: Wish, perch: str) -> Cast:
    """Return a bird that has been built with its feet at a height of 0.1, on its perch."""
    model, over = Model(), _HOVERS if LANDS & wish.words and not SPREADS & wish.words else 0.0
    model.add(m, at=(0.0, over, 0.0))
    add_perch(model, perch, _TOP, wish.words)
    return Cast(
        model,
        looks_left=False,
        tall=1.35,
        turn=(-0.22, 0.10),
        near=(0.70, 0.85) if wish.shot == "close" else (-0.22, 0.10),  # half aside no wing is cut
        heart=(0.74 + over, 3.30),
        detail=(0.0, 0.80 + over, 0.82),
        sway=0.006,
        perched=True,
        width=2.4,
        stays=True,
    )


def from_before(f: Flyer, wish: Wish, perch: str) -> Cast:
    """Return a bird with a bill, its head turned to the side."""
    m, d = Model(), f.stout
    light = Skin(tuple(1.5 * one + 0.006 for one in f.plume.colour), f.plume.gloss, "feathers", pile=0.04)
    cover, quill = (Skin(one.colour, one.gloss, "feathers", pile=0.04) for one in (f.plume, f.tips))
    m.cone((0, 0.62, 0), 0.165 * d, (0, 0.24, 0.05), 0.10 * d, f.plume, blend=0.05)
    lay_feathers(m, (cover, light, cover, quill), group=30)
    m.limb([(0, 0.68, 0), (0, 0.80, -0.01), (0.01, 0.90, -0.02)], [0.13 * d, 0.10, 0.092], f.head, group=1, blend=0.05)
    head, ahead = np.array([0.015, 0.915, -0.025]), np.array([0.80, -0.04, -0.60])
    side, r = np.array([-0.60, 0.0, -0.80]), 0.098
    m.ball(head, r, f.head, group=1, blend=0.04)
    m.cone(
        head + 0.3 * r * ahead,
        0.8 * r,
        head + 0.75 * r * ahead - (0, 0.2 * r, 0),
        0.55 * r,
        f.head,
        group=1,
        blend=0.03,
    )
    root, tip = head + 0.95 * r * ahead - (0, 0.010, 0), head + (0.85 * r + f.beak) * ahead - (0, 0.02, 0)
    if f.hooked:
        bill = [root, root + 0.6 * (tip - root) + (0, 0.012, 0), tip, tip - (0, 0.06, 0)]
        m.limb(bill, [0.46 * r, 0.42 * r, 0.26 * r, 0.01], f.bill, group=10, bends=2)
    else:
        m.limb([root, tip], [0.46 * r, 0.010], f.bill, group=10)
    for one in (1, -1):
        eye = head + 0.48 * r * ahead + 0.80 * r * one * side + np.array([0, 0.28 * r, 0])
        m.ball(eye, 0.20 * r, f.iris or _PUPIL, group=11)
        m.ball(eye + 0.10 * r * one * side, 0.135 * r, _PUPIL, group=12)
        m.limb(
            [eye + 0.32 * r * ahead + (0, 0.14 * r, 0), eye - 0.25 * r * ahead + (0, 0.24 * r, 0)],
            [0.10 * r, 0.08 * r],
            f.head,
            group=13,
        )
    raise_wings(m, Plumage((cover, light, cover), (quill, cover)))
    tail = f.tail or quill
    for n in range(5):
        m.limb(
            [((n - 2) * 0.03, 0.26, 0.10), ((n - 2) * 0.065, -0.06, 0.18)],
            [0.035, 0.045],
            tail,
            group=15 + n % 2,
            flat=3.0,
        )
    add_feet(m, f.bill, f.plume)
    return cast_on(m, wish, perch)


def lay_feathers(model: Model, skins: tuple[Skin, ...], *, group: int) -> None:
    """Lay the breast and back of a bird that sits upright in feathers, each row over the one below it."""
    for row in range(17):
        y = 0.150 + 0.037 * row
        r = 0.112 + 0.062 * math.sin(min((y - 0.10) / 0.52, 1.0) * 1.45) + 0.012 - 0.45 * max(y - 0.66, 0.0)
        count = 18
        for n in range(count):
            a = 2 * math.pi * (n + 0.5 * (row % 2)) / count
            out = np.array([math.sin(a), 0.18, -math.cos(a)])
            root = np.array([1.0 * r * math.sin(a), y, -0.92 * r * math.cos(a) + 0.012])
            tip = root + np.array([0.014 * math.sin(a), -0.062, -0.014 * math.cos(a)])
            skin = skins[int(2.6 * row + 1.7 * n + 3 * math.sin(5.1 * n + 2.3 * row)) % len(skins)]
            model.limb(
                [root, 0.5 * (root + tip) + 0.006 * out, tip],
                [0.020, 0.025, 0.008],
                skin,
                group=group + row % 2,
                flat=3.2,
                across=tuple(out),
            )
