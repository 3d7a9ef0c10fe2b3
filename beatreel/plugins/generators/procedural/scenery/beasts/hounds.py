"""Wolves, foxes and dogs: one build, in units of the height of the shoulder, looking to the right."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .coats import AT_REST, BLACK, Array, Head, add_eyes, add_leg, iris_of, natural, standing
from .gaits import DRINKING, JUMPING, RUNNING, RUNS, SITTING, STANDS, WALKING, Gait, gait_of, rests, risen


@dataclass(frozen=True)
class Build:
    """How a hound is built, heights of its shoulder.

    Attributes
    ----------
    coat, pale, dark : Skin
        Back and flanks, throat and muzzle, ears and tip of the tail.
    sock : Skin
        Of the legs below the knee.
    deep : float
        Thickness of the trunk, 1 for a wolf.
    ruff : float
        Thickness of the fur at neck and cheeks.
    leg : float
        Thickness of the legs.
    muzzle, snout : float
        Length and thickness of the muzzle.
    ears : float
        Their length; below 0 they hang.
    tail : tuple of (float, float, float)
        x, y and radius along the tail from its root on.
    tip : Skin
        Of the end of the tail.
    """

    coat: Skin
    pale: Skin
    dark: Skin
    sock: Skin
    tip: Skin
    iris: Skin
    tail: tuple[tuple[float, float, float], ...]
    deep: float = 1.0
    ruff: float = 1.0
    leg: float = 1.0
    muzzle: float = 1.75
    snout: float = 1.0
    ears: float = 1.0
    size: float = 0.118


def body(b: Build, g: Gait) -> Model:
    """Return trunk, legs and tail of one that stands on its legs as a gait has it."""
    m, d = Model(), b.deep
    trunk = np.array([(x, y, 0.0) for x, y in g.trunk])
    hip, shoulder = trunk[0], trunk[-1]
    m.limb(
        trunk,
        [0.146 * d, 0.124 * d, 0.172 * d, 0.186 * d],
        b.coat,
        blend=0.09,
        flat=1.30,
        bends=2,
    )
    m.cone(
        shoulder + np.array([-0.12, 0.095, 0]), 0.095, shoulder + np.array([0.06, 0.075, 0]), 0.10, b.coat, blend=0.08
    )  # the withers
    m.cone(
        shoulder + np.array([0.10, -0.005, 0]),
        0.125 * d,
        shoulder + np.array([0.04, -0.145, 0]),
        0.10 * d,
        b.pale,
        blend=0.07,
    )  # the breast
    for n, joints in enumerate(g.legs):
        z, fore = 0.088 * d * (-1 if n % 2 == 0 else 1), n < 2
        points = np.array([(x, y, z) for x, y in joints])
        top = (shoulder if fore else hip) + (0.0, 0.015 if fore else 0.0, 0.8 * z)
        middle = 0.6 * points[0] + 0.4 * points[1] + (0.0, 0.0, 0.0)
        thick = 0.085 if fore else 0.105
        m.cone(top, 0.115 if fore else 0.135, middle, thick * b.leg, b.coat, blend=0.06, flat=1.2)
        radii = (0.088, 0.062, 0.039, 0.031, 0.037) if fore else (0.125, 0.086, 0.041, 0.033, 0.038)
        foot = add_leg(m, points, [r * b.leg for r in radii], b.coat, sock=b.sock)
        _paw(m, foot, points[-1] - points[-2], b.sock, b.leg)
    root = np.array(b.tail[0][:2])
    moved = hip[:2] - np.array([-0.46, 0.80])
    points = [
        (x + moved[0], root[1] + moved[1] + g.tail * (y - root[1]), 0.02 * n) for n, (x, y, _) in enumerate(b.tail)
    ]
    if g.tail < 0.6:  # it streams
        points = [(root[0] + moved[0] - 0.9 * _along(b.tail, n), y, z) for n, (_, y, z) in enumerate(points)]
    _tail(m, b, points)
    return m


def _along(tail: tuple[tuple[float, float, float], ...], n: int) -> float:
    """Return how far along the tail its ``n``-th place is."""
    return sum(math.dist(p[:2], q[:2]) for p, q in zip(tail[:n], tail[1 : n + 1], strict=True))


def _tail(m: Model, b: Build, points: list[tuple[float, float, float]]) -> None:
    radii = [r for _, _, r in b.tail]
    m.limb(points[:-1], radii[:-1], b.coat, blend=0.04, bends=3)
    m.limb(points[-2:], radii[-2:], b.tip, blend=0.03)


def _on_the_ground(b: Build, sits: bool) -> tuple[Model, tuple[float, float, float, float]]:
    """Return the body of one that sits, or lies with its tail about it, and its head's place, yaw and pitch."""
    m, d = Model(), b.deep
    trunk = ((-0.24, 0.23), (-0.08, 0.46), (0.14, 0.68)) if sits else ((-0.40, 0.20), (-0.04, 0.235), (0.32, 0.22))
    m.limb([(x, y, 0.0) for x, y in trunk], [0.195 * d, 0.180 * d, 0.185 * d], b.coat, blend=0.09, flat=1.15, bends=3)
    if sits:
        m.cone((0.22, 0.66, 0), 0.125 * d, (0.16, 0.44, 0), 0.11 * d, b.pale, blend=0.06)
    for side in (-1, 1):
        z = 0.088 * d * side
        if sits:
            fore = [(0.18, 0.58, z), (0.175, 0.42, z), (0.205, 0.24, z), (0.205, 0.11, z), (0.225, 0.042, z)]
            m.limb([(-0.24, 0.25, 1.3 * z), (0.02, 0.20, 1.8 * z)], [0.165, 0.105], b.coat, blend=0.06)
            hind = np.array([-0.04, 0.045, 1.9 * z])
        else:
            fore = [
                (0.34, 0.20, z),
                (0.36, 0.10, 1.3 * z),
                (0.52, 0.055, 1.3 * z),
                (0.66, 0.045, 1.2 * z),
                (0.72, 0.042, 1.1 * z),
            ]
            m.limb([(-0.40, 0.20, 1.2 * z), (-0.18, 0.13, 1.9 * z)], [0.160, 0.105], b.coat, blend=0.06)
            hind = np.array([-0.22, 0.045, 2.2 * z])
        foot = (
            add_leg(m, fore, [r * b.leg for r in (0.085, 0.062, 0.042, 0.035, 0.040)], b.coat, sock=b.sock)
            if sits
            else np.array(fore[-1])
        )
        if not sits:
            m.limb(fore, [r * b.leg for r in (0.085, 0.066, 0.046, 0.040, 0.040)], b.coat, blend=0.03)
        level = np.array([1.0, 0.0, 0.0])
        _paw(m, foot, level, b.sock, b.leg)
        m.limb(
            [hind - np.array([0.10, 0, 0]), hind + np.array([0.10, 0, 0])],
            [0.050 * b.leg, 0.043 * b.leg],
            b.sock,
            blend=0.03,
        )
        _paw(m, hind + np.array([0.10, 0, 0]), level, b.sock, b.leg)
    points = []
    for n, (_, _, r) in enumerate(b.tail):  # it lies on the ground, about the haunch of one that lies
        far = _along(b.tail, n)
        if sits:
            points.append((-0.36 - far, max(r, 0.16 - 0.4 * far), 0.10 * n - 0.10))
        else:
            turn = min(2.4 * far, 3.0)
            points.append(
                (-0.36 - 0.24 * math.sin(turn) + 0.30 * max(far - 0.6, 0.0), r, 0.16 - 0.23 * (1 - math.cos(turn)))
            )
    _tail(m, b, points)
    return m, ((0.34, 1.03, 0.62, -0.06) if sits else (0.60, 0.165, 0.75, -0.16))


def _of_build(b: Build, wish: Wish, shoulder: float, *, calls: bool = False) -> Cast:
    """Return one of a build, as the words have it: it stands, walks, runs, jumps, sits, lies, drinks or lifts its voice."""
    asleep, sits = rests(wish.words), bool(wish.words & SITTING)
    if asleep or sits:
        m, (x, y, yaw, pitch) = _on_the_ground(b, sits and not asleep)
        g = STANDS
    else:
        g = STANDS if calls else gait_of(wish.words, wish.film)
        m, (x, y, yaw, pitch) = body(b, g), g.head
    if calls and not asleep:
        yaw, pitch = 0.22, 0.95
        y += 0.02
    head = Head(np.array([x, y, -0.03]), b.size, yaw=yaw, pitch=pitch)
    chest = None if not (asleep or sits) else (0.14, 0.72) if sits and not asleep else (0.34, 0.23)
    shoulder_at = chest or (g.trunk[-1][0] + 0.02, g.trunk[-1][1] + 0.055)
    quiet = asleep or calls
    _head(
        m,
        b,
        head,
        shoulder_at,
        ears_back=0.30 if calls else 0.12 if g in RUNS else 0.0,
        jaw=0.30 if calls else 0.0,
        asleep=quiet,
    )
    m, head = risen(m, head, g)
    tall = float(head.at[1]) + 1.6 * head.size
    cast = standing(m, shoulder, wish, head=head, tall=max(tall, 0.62), near=1.15)
    return replace(cast, detail=(cast.detail[0], max(cast.detail[1], 0.24 * shoulder), cast.detail[2]))


def _paw(model: Model, foot: Array, way: Array, skin: Skin, leg: float) -> None:
    """Add a paw: level where it is on the ground, along the leg where it is in the air."""
    x, y, z = foot
    toe = np.array([0.055, -0.006, 0.0])
    if y > 0.07:
        toe = 0.055 * way / np.linalg.norm(way) + np.array([0.012, -0.008, 0.0])
    start = np.array([x, y - 0.008, z])
    model.cone(start, 0.041 * leg, start + toe, 0.033 * leg, skin, blend=0.02, flat=0.85)


def _head(
    m: Model,
    b: Build,
    head: Head,
    shoulder: tuple[float, float],
    *,
    ears_back: float = 0.0,
    jaw: float = 0.0,
    asleep: bool = False,
) -> None:
    """Add neck and head over a ``shoulder``; ``jaw`` opens the mouth."""
    s, at, ruff = head.size, head.point, b.ruff
    chest = np.array([*shoulder, 0.0])
    middle = 0.45 * chest + 0.55 * head.at + np.array([-0.02, -0.03, 0.0])
    m.limb(
        [chest, middle, at(-0.25, 0, -0.10)], [0.175 * b.deep, 0.135 * ruff, 0.112 * ruff], b.coat, blend=0.07, bends=2
    )
    throat = middle + np.array([0.075, -0.035, 0.0])
    m.limb(
        [chest + np.array([0.09, -0.04, 0]), throat, at(0.05, 0, -0.55)],
        [0.105, 0.098 * ruff, 0.50 * s],
        b.pale,
        blend=0.06,
    )
    face, cheek = (replace(one, weave="pelt") for one in (b.coat, b.pale))  # hair is short there
    m.ball(at(0, 0, 0), s, face, blend=0.03)
    m.cone(at(0.35, 0, 0.10), 0.66 * s, at(0.58, 0, 0.02), 0.44 * s, face, blend=0.02)  # brow
    long, thick = b.muzzle, b.snout
    m.cone(at(0.60, 0, -0.14), 0.44 * s * thick, at(long, 0, -0.27), 0.25 * s * thick, face, blend=0.03)
    m.cone(at(0.55, 0, -0.34), 0.42 * s * thick, at(long - 0.05, 0, -0.40), 0.22 * s * thick, cheek, blend=0.03)
    m.cone(at(0.45, 0, -0.52), 0.34 * s * thick, at(long - 0.22, 0, -0.56 - jaw), 0.17 * s * thick, cheek, blend=0.02)
    m.limb(
        [at(0.75, 0, -0.50), at(long - 0.1, 0.0, -0.52 - 0.3 * jaw)],
        [0.30 * s * thick, 0.20 * s * thick],
        BLACK,
        group=5,
    )
    m.cone(
        at(long + 0.16, -0.05, -0.20),
        0.145 * s * thick,
        at(long + 0.16, 0.05, -0.20),
        0.145 * s * thick,
        BLACK,
        group=2,
    )
    for way in (-1, 1):
        m.cone(
            at(0.25, 0.42 * way, -0.20),
            0.46 * s * ruff,
            at(-0.35, 0.78 * way, -0.42),
            0.34 * s * ruff,
            b.coat,
            blend=0.04,
        )
        m.cone(
            at(0.42, 0.40 * way, -0.40),
            0.36 * s * ruff,
            at(-0.10, 0.72 * way, -0.75),
            0.26 * s * ruff,
            b.pale,
            blend=0.04,
        )
        if b.ears > 0:
            root, tip = (
                at(-0.30, 0.52 * way, 0.62),
                at(-0.42 - ears_back, 0.80 * way, 0.62 + 1.05 * b.ears - 0.5 * ears_back),
            )
            m.cone(root, 0.44 * s, tip, 0.05 * s, b.dark, blend=0.03, flat=1.25, across=head.ahead)
            inner = 0.20 * head.ahead * s
            m.cone(root + inner + 0.15 * (tip - root), 0.22 * s, root + inner + 0.82 * (tip - root), 0.05 * s,
                   cheek, group=6, flat=1.8, across=head.ahead)  # fmt: skip
        else:
            m.limb([at(-0.20, 0.66 * way, 0.55), at(-0.12, 0.98 * way, 0.22), at(0.05, 1.02 * way, -0.55)],
                   [0.26 * s, 0.34 * s, 0.20 * s], b.dark, group=7, blend=0.03, flat=2.2, across=at(0, way, 0) - head.at)  # fmt: skip
    if asleep:
        for way in (-1, 1):
            m.limb(
                [at(0.56, 0.60 * way, 0.20), at(0.74, 0.56 * way, 0.12), at(0.92, 0.44 * way, 0.14)],
                [0.06 * s, 0.085 * s, 0.05 * s],
                BLACK,
                group=2,
                bends=2,
            )
    else:
        add_eyes(m, head, (0.80, 0.47, 0.20), 0.160, b.iris, pupil=0.72)


def wolf(wish: Wish) -> Cast:
    """A wolf that stands and looks, walks, or howls; a pack of them where the words say so."""
    white = wish.colour is not None and min(wish.colour) > 0.4
    if wish.colour is None:
        back, belly = (0.075, 0.085, 0.098), (0.40, 0.45, 0.49)
    else:
        back, belly = wish.colour, tuple(min(1.5 * one + 0.02, 0.72) for one in wish.colour)
    coat = Skin(back, 0.05, "coat", second=belly)
    pale = Skin(belly, 0.04, "coat", second=belly)
    dark = Skin(back if white else tuple(0.45 * one for one in back), 0.05, "fur", pile=0.35)
    sock = Skin(
        tuple(0.4 * p + 0.6 * q for p, q in zip(belly, back, strict=True)), 0.04, "coat", second=belly, pile=0.35
    )
    tail = (
        (-0.58, 0.88, 0.070),
        (-0.70, 0.70, 0.085),
        (-0.75, 0.48, 0.088),
        (-0.73, 0.34, 0.060),
        (-0.71, 0.24, 0.015),
    )
    iris = iris_of(wish, Skin((0.015, 0.15, 0.34), 0.4, "plain", 0.03))
    b = Build(coat, pale, dark, sock, dark, iris, tail, ruff=1.12, leg=0.92, snout=1.12, size=0.130)
    howls = bool({"howling", "howl", "howls"} & wish.words)
    still = not wish.words & (RUNNING | JUMPING | WALKING | SITTING | DRINKING | AT_REST | {"standing", "stands"}) - {
        "lone"
    }
    howls |= still and "moon" in wish.words and wish.shot in ("wide", "medium")  # from near its face is seen
    return _of_build(b, wish, 0.82, calls=howls)


def fox(wish: Wish) -> Cast:
    """A fox that stands and looks, or walks; white where the words say so."""
    back = natural(wish, (0.018, 0.095, 0.36))
    white = min(back) > 0.4 or "arctic" in wish.words
    back = (0.60, 0.62, 0.63) if white else back
    belly = (0.55, 0.60, 0.64) if white else (0.10, 0.24, 0.48)
    coat, pale = (
        Skin(back, 0.05, "coat", second=belly),
        Skin((0.55, 0.60, 0.64), 0.04, "coat", second=(0.55, 0.60, 0.64)),
    )
    black = Skin((0.45, 0.48, 0.50) if white else (0.016, 0.020, 0.028), 0.08, "fur", pile=0.35)
    sock = Skin(
        back if white else (0.018, 0.024, 0.035), 0.06, "coat", second=belly if white else (0.02, 0.04, 0.07), pile=0.35
    )
    tail = (
        (-0.60, 0.86, 0.060),
        (-0.86, 0.68, 0.105),
        (-1.12, 0.50, 0.145),
        (-1.34, 0.42, 0.125),
        (-1.54, 0.42, 0.030),
    )
    iris = iris_of(wish, Skin((0.02, 0.18, 0.40), 0.4, "plain", 0.06))
    b = Build(coat, pale, black, sock, pale, iris, tail, deep=0.92, ruff=1.05, leg=0.80, muzzle=1.75, snout=0.78, ears=1.02,
              size=0.135)  # fmt: skip
    return _of_build(b, wish, 0.42)


_BREEDS = {
    "retriever": ((0.070, 0.200, 0.42), (0.17, 0.36, 0.58)),
    "shepherd": ((0.030, 0.050, 0.085), (0.060, 0.170, 0.34)),
    "collie": ((0.018, 0.020, 0.024), (0.55, 0.58, 0.60)),
    "dalmatian": ((0.52, 0.55, 0.57), (0.52, 0.55, 0.57)),
    "corgi": ((0.040, 0.150, 0.36), (0.52, 0.57, 0.60)),
    "beagle": ((0.030, 0.075, 0.17), (0.50, 0.54, 0.57)),
}
"""Back and throat of kinds of dogs that are named, linear BGR."""


def dog(wish: Wish) -> Cast:
    """A dog of the retrievers' kind, its tail raised; two or three where the words say so."""
    kinds = ((0.055, 0.165, 0.36), (0.20, 0.22, 0.24), (0.030, 0.062, 0.12), (0.28, 0.42, 0.54))
    breed = next((coats for word, coats in _BREEDS.items() if word in wish.words), None)
    back = natural(wish, breed[0] if breed else kinds[wish.film % len(kinds)])
    belly = breed[1] if breed else tuple(min(1.35 * one + 0.012, 0.7) for one in back)
    coat, pale = Skin(back, 0.10, "coat", second=belly), Skin(belly, 0.08, "coat", second=belly)
    ear = Skin(tuple(0.50 * one for one in back), 0.10, "coat", second=back)
    tail = (
        (-0.56, 0.88, 0.062),
        (-0.74, 0.90, 0.060),
        (-0.90, 1.00, 0.060),
        (-0.98, 1.14, 0.050),
        (-0.96, 1.26, 0.018),
    )
    iris = iris_of(wish, Skin((0.02, 0.06, 0.12), 0.6, "plain"))
    ears = 0.9 if {"shepherd", "collie", "corgi"} & wish.words else -1.0
    coat = replace(coat, pile=0.75)
    leg = replace(coat, pile=0.35)
    b = Build(coat, pale, ear, leg, pale, iris, tail, deep=1.02, ruff=0.86, leg=1.12, muzzle=1.62, snout=1.18, ears=ears,
              size=0.122)  # fmt: skip
    return _of_build(b, wish, 0.40 if {"puppy", "puppies"} & wish.words else 0.60)
