"""How horses are built: at a gallop, at rest, with the head down in the grass; metres, looking to the right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

Array = np.ndarray[Any, np.dtype[np.float64]]

RAISED = 0.08
"""Metres by which trunk, neck and head stand over what their places say: a horse is as tall as it is long."""
_EYE = Skin((0.008, 0.014, 0.022), 0.75, "plain")
_LID = Skin((0.010, 0.011, 0.013), 0.25, "plain")
_HOOF = Skin((0.03, 0.035, 0.04), 0.35, "plain")
# Joints of legs from shoulder or hip to hoof, from the near foreleg on: three instants of a gallop, and at rest.
_STRIDES = (
    (
        ((0.62, 1.02), (0.90, 0.88), (1.20, 0.80), (1.38, 0.58), (1.46, 0.52)),
        ((0.58, 1.00), (0.80, 0.78), (1.04, 0.62), (1.10, 0.38), (1.09, 0.29)),
        ((-0.62, 1.10), (-0.72, 0.80), (-1.08, 0.66), (-1.30, 0.46), (-1.40, 0.38)),
        ((-0.56, 1.08), (-0.54, 0.77), (-0.86, 0.58), (-1.04, 0.30), (-1.12, 0.20)),
    ),
    (
        ((0.62, 1.02), (0.72, 0.72), (0.86, 0.55), (0.68, 0.42), (0.58, 0.44)),
        ((0.58, 1.00), (0.78, 0.80), (0.98, 0.62), (1.08, 0.32), (1.14, 0.22)),
        ((-0.62, 1.10), (-0.40, 0.80), (-0.58, 0.52), (-0.38, 0.21), (-0.30, 0.10)),
        ((-0.56, 1.08), (-0.30, 0.84), (-0.42, 0.60), (-0.18, 0.36), (-0.08, 0.30)),
    ),
    (
        ((0.62, 1.02), (0.66, 0.72), (0.70, 0.50), (0.66, 0.20), (0.70, 0.06)),
        ((0.58, 1.00), (0.82, 0.84), (1.00, 0.70), (0.90, 0.48), (0.80, 0.44)),
        ((-0.62, 1.10), (-0.62, 0.78), (-0.92, 0.62), (-0.98, 0.36), (-1.08, 0.28)),
        ((-0.56, 1.08), (-0.52, 0.76), (-0.82, 0.58), (-0.96, 0.30), (-1.06, 0.20)),
    ),
)
_AT_REST = (
    ((0.60, 1.06), (0.55, 0.82), (0.60, 0.47), (0.58, 0.145), (0.625, 0.070)),
    ((0.56, 1.04), (0.44, 0.80), (0.42, 0.46), (0.37, 0.145), (0.415, 0.070)),
    ((-0.64, 1.10), (-0.50, 0.82), (-0.80, 0.51), (-0.77, 0.150), (-0.725, 0.070)),
    ((-0.58, 1.08), (-0.40, 0.82), (-0.64, 0.51), (-0.58, 0.150), (-0.535, 0.070)),
)


# Where along a leg (joints from shoulder or hip on) it is how thick, metres: muscle above, bare bone and joints below.
_FORELEG = (
    *((0.0, 0.125), (0.75, 0.092), (1.2, 0.084), (1.75, 0.057), (2.0, 0.058), (2.2, 0.045)),
    *((2.45, 0.0375), (2.8, 0.0365), (3.0, 0.0455), (3.5, 0.036), (4.0, 0.043)),
)
_HINDLEG = (
    *((0.0, 0.180), (0.7, 0.135), (1.1, 0.108), (1.7, 0.062), (1.95, 0.066), (2.2, 0.051)),
    *((2.5, 0.0405), (2.8, 0.0395), (3.0, 0.048), (3.5, 0.038), (4.0, 0.044)),
)


@dataclass(frozen=True)
class Carriage:
    """How a horse carries itself.

    Attributes
    ----------
    legs : tuple
        Joints of its four legs, x and y.
    poll : tuple of float
        Where the head joins the neck, x and y.
    nose : tuple of float
        The way from there to the muzzle, x and y.
    runs : bool
        Mane and tail stream behind it.
    """

    legs: tuple[tuple[tuple[float, float], ...], ...]
    poll: tuple[float, float]
    nose: tuple[float, float]
    runs: bool = False

    def on_head(self, along: float, up: float, aside: float = 0.0) -> Array:
        """Return a place of the head: metres from the poll towards the muzzle, over the bridge of the nose, and to its right."""
        way = np.array(self.nose) / np.hypot(*self.nose)
        x, y = np.array(self.poll) + along * way + up * np.array([-way[1], way[0]])
        return np.array([x, y, aside])


GALLOPS = tuple(Carriage(legs, (1.05, 1.74), (0.80, -0.60), runs=True) for legs in _STRIDES)
"""Three instants of a gallop."""
STANDS = Carriage(_AT_REST, (0.99, 1.88), (0.66, -0.75))
"""It stands and looks."""
GRAZES = Carriage(_AT_REST, (1.22, 0.65), (0.30, -0.95))
"""Its muzzle is in the grass."""


def equine(coat: Skin, mane: Skin, how: Carriage, rng: np.random.Generator) -> Model:
    """Return a horse."""
    m = Model()
    barrel = [(-0.58, 1.21, 0), (-0.24, 1.20, 0), (0.14, 1.14, 0), (0.52, 1.17, 0)]
    m.limb(barrel, [0.270, 0.235, 0.268, 0.258], coat, blend=0.10, flat=1.22, bends=3)
    m.cone((-0.66, 1.26, 0), 0.24, (-0.62, 1.06, 0), 0.22, coat, blend=0.10, flat=1.1)
    m.cone((0.60, 1.24, 0), 0.20, (0.70, 1.08, 0), 0.19, coat, blend=0.10, flat=1.1)
    m.cone((0.30, 1.38, 0), 0.10, (0.52, 1.40, 0), 0.10, coat, blend=0.08, flat=1.3)  # the withers
    for side in (-1, 1):
        m.cone((0.60, 1.14, 0.13 * side), 0.15, (0.66, 1.00, 0.14 * side), 0.12, coat, blend=0.06)
        m.cone((-0.62, 1.18, 0.13 * side), 0.20, (-0.56, 0.98, 0.14 * side), 0.15, coat, blend=0.07)
    _head(m, coat, how)
    _mane(m, mane, how, rng)
    _tail(m, mane, how, rng)
    body, m = m, Model()
    m.add(body, at=(0.0, RAISED, 0.0))
    for n, joints in enumerate(how.legs):
        points = [np.array([x, y * (1 + RAISED / 1.06), (-0.145, 0.145)[n % 2]]) for x, y in joints]
        shape = _FORELEG if n < 2 else _HINDLEG
        m.limb([_on(points, at) for at, _ in shape], [r for _, r in shape], coat, blend=0.016, flat=1.12)
        way = points[-1] - points[-2]
        way = way / np.linalg.norm(way)
        if how.runs:
            m.cone(points[-1] + 0.01 * way, 0.042, points[-1] + 0.055 * way, 0.054, _HOOF, group=2)
        else:
            x, _, z = points[-1]
            m.cloth((x, 0.076, z), 0.046, (x + 0.018, 0.002, z), 0.062, _HOOF, group=2)
    return m


def _on(points: list[Array], at: float) -> Array:
    """Return the place that is so many joints down a leg."""
    n = min(int(at), len(points) - 2)
    return np.asarray(points[n] + (at - n) * (points[n + 1] - points[n]))


def _head(m: Model, coat: Skin, how: Carriage) -> None:
    at, short = how.on_head, replace(coat, pile=0.1)
    root, poll = np.array([0.60, 1.24, 0.0]), at(0.0, -0.02)
    middle = 0.45 * root + 0.55 * poll + np.array([-0.02, 0.03, 0.0])
    m.limb([root, middle, poll], [0.225, 0.172, 0.108], coat, blend=0.08, flat=1.50, bends=3)
    throat = middle - 0.085 * np.array([0.6, 0.8, 0.0]) * (1 if how.poll[1] > 1.2 else -0.6)
    m.limb([(0.72, 1.10, 0), throat, at(0.10, -0.12)], [0.190, 0.145, 0.090], coat, blend=0.08, flat=1.40, bends=3)
    m.cone(at(0.02, 0.00), 0.098, at(0.24, 0.006), 0.088, coat, blend=0.03, flat=1.22)
    m.cone(at(0.24, 0.004), 0.086, at(0.49, -0.008), 0.060, coat, blend=0.03, flat=1.28)  # the bridge of the nose
    dark = replace(
        coat, colour=tuple(0.42 * one for one in coat.colour), second=tuple(0.30 * one for one in coat.colour)
    )
    m.cone(at(0.51, -0.014), 0.0595, at(0.555, -0.024), 0.058, dark, blend=0.03, flat=1.10)  # the muzzle
    m.cone(at(0.10, -0.085), 0.108, at(0.22, -0.085), 0.078, coat, blend=0.04, flat=1.45)  # the jowl
    m.cone(at(0.24, -0.075), 0.062, at(0.50, -0.070), 0.036, coat, blend=0.03, flat=1.20)
    m.cone(at(0.50, -0.082), 0.033, at(0.545, -0.080), 0.028, dark, blend=0.02)  # the lower lip
    for side in (-1, 1):
        m.limb([at(0.215, 0.000, 0.066 * side), at(0.30, -0.020, 0.066 * side), at(0.41, -0.024, 0.044 * side)],
               [0.022, 0.018, 0.012], coat, blend=0.025)  # the cheek bone  # fmt: skip
        m.ball(at(0.190, 0.034, 0.074 * side), 0.0300, _LID, group=1)
        m.ball(at(0.190, 0.034, 0.0785 * side), 0.0270, _EYE, group=3)
        m.limb([at(0.150, 0.046, 0.078 * side), at(0.188, 0.064, 0.084 * side), at(0.228, 0.048, 0.076 * side)],
               [0.014, 0.015, 0.012], coat, blend=0.012)  # the brow  # fmt: skip
        m.limb([at(0.155, 0.020, 0.080 * side), at(0.192, 0.008, 0.084 * side), at(0.226, 0.022, 0.078 * side)],
               [0.010, 0.010, 0.009], coat, blend=0.012)  # fmt: skip
        m.limb([at(0.555, 0.006, 0.044 * side), at(0.580, 0.000, 0.040 * side), at(0.578, -0.020, 0.042 * side)],
               [0.010, 0.016, 0.010], _LID, group=1)  # the nostril  # fmt: skip
        m.limb([at(0.592, -0.064, 0.026 * side), at(0.555, -0.060, 0.047 * side), at(0.505, -0.062, 0.048 * side)],
               [0.0035, 0.0035, 0.002], _LID, group=1)  # the mouth  # fmt: skip
        ear = [at(-0.015, 0.070, 0.048 * side), at(-0.060, 0.145, 0.072 * side), at(-0.085, 0.235, 0.070 * side)]
        open_to = np.append(np.array(how.nose), -0.5)
        m.limb(ear, [0.026, 0.030, 0.004], short, group=6, blend=0.01, flat=1.5, across=open_to, bends=3)
        cup = [one + 0.013 * open_to for one in ear]
        m.limb(cup, [0.012, 0.018, 0.002], _LID, group=5, flat=1.6, across=open_to, bends=3)


def _mane(m: Model, mane: Skin, how: Carriage, rng: np.random.Generator) -> None:
    if how.runs:  # it streams back as one mass
        for n in range(11):
            t = n / 10
            root = np.array([0.60 + 0.46 * t, 1.40 + 0.42 * t - 0.06 * t * t, 0.0])
            long_ = 0.30 + 0.07 * float(np.sin(2.3 * n + 1.0)) - 0.08 * t
            lift = 0.05 * float(np.sin(1.7 * n)) + 0.02 * float(rng.normal())
            bend = root + np.array([-0.42 * long_, 0.07 + 0.3 * lift, -0.02])
            end = root + np.array([-1.05 * long_, 0.01 + lift, 0.01])
            m.limb([root, bend, end], [0.052, 0.046, 0.016], mane, group=3, blend=0.05, bends=3, flat=2.0)
    else:  # it falls over the side that is seen
        first, last = np.array([0.48, 1.45, 0.0]), how.on_head(-0.03, 0.075)
        if how.poll[1] < 1.2:  # with the neck lowered, the mane begins before the withers
            first = np.array([0.72, 1.28, 0.0])
        along = (last - first) / np.linalg.norm(last - first)
        for n in range(15):
            t = n / 14
            root = first + t * (last - first) + 0.10 * t * (1 - t) * np.array([-along[1], along[0], 0.0])
            long_ = 0.30 + 0.04 * float(np.sin(2.3 * n + 1.0)) - 0.05 * t + 0.02 * float(rng.normal())
            bend = root + np.array([-0.02, -0.35 * long_, -0.165 + 0.07 * t])
            end = root + np.array([-0.04, -long_, -0.190 + 0.07 * t])
            m.limb([root, bend, end], [0.040, 0.036, 0.010], mane, group=3, blend=0.04, bends=3, flat=1.8)
    tuft = [how.on_head(-0.02, 0.10), how.on_head(0.06, 0.105, -0.010), how.on_head(0.17, 0.080, -0.015)]
    m.limb(tuft, [0.036, 0.034, 0.010], mane, group=3, blend=0.03, bends=3)


def _tail(m: Model, mane: Skin, how: Carriage, rng: np.random.Generator) -> None:
    mane = replace(mane, pile=0.6 * mane.pile)
    for n in range(6):
        y = 0.06 * (n - 2.5) + 0.02 * float(rng.normal())
        root = np.array([-0.84, 1.32, 0.012 * (n - 2.5)])
        if how.runs:
            bend = root + np.array([-0.30, 0.08 + 0.5 * y, 0.02 * float(rng.normal())])
            end = root + np.array([-0.82 - 0.10 * float(np.sin(3.1 * n)), -0.10 + 1.3 * y, 0.04 * float(rng.normal())])
            points = [root, bend, end]
        else:
            low = np.array([-0.17 + 0.35 * y, -0.84 - 0.05 * float(np.sin(3.1 * n)), 0.03 * (n - 2.5)])
            points = [
                root,
                root + np.array([-0.11, -0.08, 0.0]),
                root + np.array([-0.17 + 0.3 * y, -0.42, 0.0]),
                root + low,
            ]
        m.limb(points, [0.044, *(0.050,) * (len(points) - 2), 0.006], mane, group=4, blend=0.04, bends=4, flat=1.5)
