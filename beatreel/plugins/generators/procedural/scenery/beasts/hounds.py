"""Wolves, foxes and dogs: one build, in units of the height of the shoulder, looking to the right."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .coats import BLACK, Array, Head, add_eyes, add_leg, iris_of, natural, standing


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


def _body(b: Build, stride: float) -> Model:
    m, d = Model(), b.deep
    m.limb(
        [(-0.46, 0.80, 0), (-0.16, 0.815, 0), (0.12, 0.775, 0), (0.36, 0.765, 0)],
        [0.150 * d, 0.140 * d, 0.180 * d, 0.190 * d],
        b.coat,
        blend=0.09,
        flat=1.30,
        bends=2,
    )
    m.cone((0.24, 0.86, 0), 0.095, (0.42, 0.84, 0), 0.10, b.coat, blend=0.08)  # the withers
    m.cone((0.46, 0.76, 0), 0.125 * d, (0.40, 0.62, 0), 0.10 * d, b.pale, blend=0.07)  # the breast
    for side in (-1, 1):  # the far legs are in the middle of their step, the near ones stand
        z, swing = 0.088 * side * d, stride * side
        m.cone((0.36, 0.78, 0.8 * z), 0.115, (0.33, 0.60, z), 0.085 * b.leg, b.coat, blend=0.06, flat=1.2)
        foot = add_leg(
            m,
            [(0.34, 0.66, z), (0.30, 0.50, z), (0.325, 0.26, z), (0.33, 0.11, z), (0.345, 0.042, z)],
            [r * b.leg for r in (0.092, 0.066, 0.043, 0.036, 0.040)],
            b.coat,
            swing=0.8 * swing,
            lift=0.05 if swing > 0.05 else 0.0,
            sock=b.sock,
        )
        _paw(m, foot, b.sock, b.leg)
        m.cone((-0.43, 0.80, 0.8 * z), 0.135, (-0.36, 0.60, z), 0.105 * b.leg, b.coat, blend=0.06, flat=1.2)
        foot = add_leg(
            m,
            [(-0.40, 0.70, z), (-0.33, 0.52, z), (-0.53, 0.29, z), (-0.515, 0.13, z), (-0.50, 0.042, z)],
            [r * b.leg for r in (0.125, 0.088, 0.044, 0.037, 0.041)],
            b.coat,
            swing=-swing,
            sock=b.sock,
        )
        _paw(m, foot, b.sock, b.leg)
    bends = 3
    points = [(x, y, 0.02 * n) for n, (x, y, _) in enumerate(b.tail)]
    radii = [r for _, _, r in b.tail]
    m.limb(points[:-1], radii[:-1], b.coat, blend=0.04, bends=bends)
    m.limb(points[-2:], radii[-2:], b.tip, blend=0.03)
    return m


def _paw(model: Model, foot: Array, skin: Skin, leg: float) -> None:
    x, y, z = foot
    model.cone((x, y - 0.008, z), 0.043 * leg, (x + 0.055, y - 0.014, z), 0.034 * leg, skin, blend=0.02, flat=0.85)


def _head(m: Model, b: Build, head: Head, *, ears_back: float = 0.0, jaw: float = 0.0, asleep: bool = False) -> None:
    """Add neck and head; ``jaw`` opens the mouth."""
    s, at, ruff = head.size, head.point, b.ruff
    chest = np.array([0.38, 0.82, 0.0])
    middle = 0.45 * chest + 0.55 * head.at + np.array([-0.02, -0.03, 0.0])
    m.limb(
        [chest, middle, at(-0.25, 0, -0.10)], [0.175 * b.deep, 0.135 * ruff, 0.112 * ruff], b.coat, blend=0.07, bends=2
    )
    throat = middle + np.array([0.075, -0.035, 0.0])
    m.limb([(0.47, 0.78, 0), throat, at(0.05, 0, -0.55)], [0.105, 0.098 * ruff, 0.50 * s], b.pale, blend=0.06)
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
            m.cone(root, 0.36 * s, tip, 0.06 * s, b.dark, blend=0.03, flat=1.7, across=head.ahead)
            inner = 0.10 * head.ahead * s
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
        add_eyes(m, head, (0.80, 0.47, 0.20), 0.150, b.iris, pupil=0.68)


def wolf(wish: Wish) -> Cast:
    """A wolf that stands and looks, walks, or howls; a pack of them where the words say so."""
    white = wish.colour is not None and min(wish.colour) > 0.4
    if wish.colour is None:
        back, belly = (0.075, 0.085, 0.098), (0.40, 0.45, 0.49)
    else:
        back, belly = wish.colour, tuple(min(1.5 * one + 0.02, 0.72) for one in wish.colour)
    coat = Skin(back, 0.05, "coat", second=belly)
    pale = Skin(belly, 0.04, "coat", second=belly)
    dark = Skin(back if white else tuple(0.45 * one for one in back), 0.05, "fur")
    sock = Skin(
        tuple(0.4 * p + 0.6 * q for p, q in zip(belly, back, strict=True)), 0.04, "coat", second=belly, pile=0.5
    )
    tail = (
        (-0.58, 0.88, 0.070),
        (-0.70, 0.70, 0.085),
        (-0.75, 0.48, 0.088),
        (-0.73, 0.34, 0.060),
        (-0.71, 0.24, 0.015),
    )
    iris = iris_of(wish, Skin((0.02, 0.22, 0.44), 0.4, "plain", 0.06))
    b = Build(coat, pale, dark, sock, dark, iris, tail, ruff=1.12)
    howls = bool({"howling", "howl", "howls"} & wish.words)
    howls |= "moon" in wish.words and wish.shot in ("wide", "medium")  # from near its face is seen
    walks = not howls and bool({"walking", "walks", "running", "runs", "prowling", "wandering", "lone"} & wish.words)
    m = _body(b, 0.13 if walks else 0.03)
    if howls:
        head = Head(np.array([0.66, 1.16, -0.01]), b.size, yaw=0.22, pitch=0.95)
        _head(m, b, head, ears_back=0.30, jaw=0.30, asleep=True)
    elif walks:
        head = Head(np.array([0.80, 0.98, -0.03]), b.size, yaw=0.40, pitch=-0.16)
        _head(m, b, head)
    else:
        head = Head(np.array([0.66, 1.14, -0.03]), b.size, yaw=0.70, pitch=-0.06)
        _head(m, b, head)
    return _of(m, 0.82, head, wish)


def _of(m: Model, shoulder: float, head: Head, wish: Wish) -> Cast:
    """Return the cast of a hound so tall."""
    return standing(m, shoulder, wish, head=head, tall=float(head.at[1]) + 1.6 * head.size, near=1.15)


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
    black = Skin((0.45, 0.48, 0.50) if white else (0.016, 0.020, 0.028), 0.08, "fur")
    sock = Skin(back if white else (0.018, 0.024, 0.035), 0.06, "coat", second=belly if white else (0.02, 0.04, 0.07))
    tail = (
        (-0.60, 0.86, 0.060),
        (-0.86, 0.68, 0.105),
        (-1.12, 0.50, 0.145),
        (-1.34, 0.42, 0.125),
        (-1.54, 0.42, 0.030),
    )
    iris = iris_of(wish, Skin((0.02, 0.18, 0.40), 0.4, "plain", 0.06))
    b = Build(coat, pale, black, sock, pale, iris, tail, deep=0.92, ruff=1.05, leg=0.80, muzzle=1.75, snout=0.78, ears=1.35,
              size=0.135)  # fmt: skip
    walks = bool({"walking", "walks", "running", "runs", "trotting", "wandering"} & wish.words)
    m = _body(b, 0.15 if walks else 0.04)
    at = (0.78, 1.00, -0.03) if walks else (0.66, 1.14, -0.03)
    head = Head(np.array(at), b.size, yaw=0.35 if walks else 0.65, pitch=-0.14)
    _head(m, b, head)
    return _of(m, 0.42, head, wish)


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
    m = _body(b, 0.13 if {"walking", "walks", "running", "runs", "run"} & wish.words else 0.04)
    head = Head(np.array([0.64, 1.13, -0.03]), b.size, yaw=0.55, pitch=-0.04)
    _head(m, b, head)
    return _of(m, 0.40 if {"puppy", "puppies"} & wish.words else 0.60, head, wish)
