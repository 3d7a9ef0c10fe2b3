"""Instruments of those who sit or stand alone: cello, saxophone and trumpet in shares of a body's height, a grand piano in metres."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Skin

from .body import HELD
from .props import BAMBOO, BRASS, EBONY, HORSEHAIR, STEEL, STRING, VARNISH, frame

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.solids import Model

LACQUER = Skin((0.012, 0.012, 0.013), 0.75, "plain")
IVORY = Skin((0.55, 0.62, 0.66), 0.35, "plain")


def cello(model: Model, foot: Any, along: Any, face: Any, bow: Any) -> None:
    """Add a cello on its spike at ``foot``, its neck along ``along``, its face to ``face``, and the bow from a hand across its strings."""
    u, n, v = frame(along, face)
    size = 0.395  # length of its body

    def at(x: float, y: float, z: float = 0.0) -> Any:
        return foot + size * ((x + 0.24) * u + y * v + z * n)

    model.limb([foot, at(0.02, 0)], [0.004, 0.006], STEEL, group=HELD + 19)
    for x, radius in ((0.27, 0.270), (0.76, 0.215)):
        model.cone(
            at(x, 0), radius * size, at(x + 0.01, 0), radius * size, VARNISH, group=HELD, blend=0.05, flat=3.0, across=n
        )
    model.cone(at(0.36, 0), 0.18 * size, at(0.68, 0), 0.165 * size, VARNISH, group=HELD, blend=0.05, flat=2.2, across=n)
    model.limb([at(0.95, 0, 0.05), at(1.58, 0, 0.06)], [0.042 * size, 0.034 * size], VARNISH, group=HELD + 20)
    model.limb(
        [at(0.60, 0, 0.135), at(1.52, 0, 0.10)],
        [0.042 * size, 0.032 * size],
        EBONY,
        group=HELD + 21,
        flat=1.8,
        across=n,
    )
    model.limb(
        [at(1.55, 0, 0.06), at(1.70, 0, 0.03), at(1.74, 0, -0.03)],
        [0.04 * size, 0.036 * size, 0.045 * size],
        VARNISH,
        group=HELD + 22,
    )
    for peg in range(2):
        model.limb(
            [at(1.60 + 0.06 * peg, -0.11, 0.04), at(1.60 + 0.06 * peg, 0.11, 0.04)],
            [0.008, 0.008],
            EBONY,
            group=HELD + 23,
        )
    model.limb(
        [at(0.03, 0, 0.10), at(0.30, 0, 0.13)], [0.05 * size, 0.03 * size], EBONY, group=HELD + 24, flat=1.8, across=n
    )
    model.box(at(0.42, 0, 0.13), (0.03 * size, 0.13 * size, 0.16 * size), BAMBOO, group=HELD + 25, along=u, up=n)
    for side in (-1.5, -0.5, 0.5, 1.5):
        model.limb(
            [at(0.28, 0.012 * side, 0.15), at(0.42, 0.02 * side, 0.215), at(1.52, 0.009 * side, 0.125)],
            [0.0014] * 3,
            STRING,
            group=HELD + 26,
        )
    for side in (-1, 1):  # the holes of its face
        model.limb(
            [at(0.34, 0.16 * side, 0.092), at(0.43, 0.13 * side, 0.097), at(0.52, 0.12 * side, 0.094)],
            [0.004, 0.003, 0.004],
            EBONY,
            group=HELD + 27,
        )
    across = at(0.52, 0, 0.22)
    way = (across - bow) / np.linalg.norm(across - bow)
    tip = bow + 0.40 * way
    lift = 0.016 * n
    model.limb(
        [bow + lift, 0.5 * (bow + tip) + 1.1 * lift, tip + lift], [0.0042, 0.0036, 0.0030], VARNISH, group=HELD + 28
    )
    model.limb([bow + 0.02 * way, tip], [0.0028, 0.0028], HORSEHAIR, group=HELD + 29)


def saxophone(model: Model, mouth: Any, low: Any, front: Any) -> None:
    """Add a saxophone from a mouth down to its bow at ``low``, its bell up again towards ``front``."""
    way = np.asarray(front, float) / np.linalg.norm(front)
    neck = mouth + 0.045 * way + np.array([0.0, -0.012, 0.0])
    top = neck + 0.018 * way + np.array([0.0, -0.030, 0.0])
    model.limb([mouth, mouth + 0.02 * way], [0.006, 0.008], EBONY, group=HELD)
    model.limb([mouth + 0.02 * way, neck, top], [0.007, 0.008, 0.010], BRASS, group=HELD + 1, bends=4)
    model.limb([top, top + 0.5 * (low - top), low], [0.011, 0.017, 0.026], BRASS, group=HELD + 1)
    bell = low + 0.075 * way + np.array([0.0, 0.145, 0.0])
    model.limb([low, low + 0.035 * way + np.array([0.0, -0.032, 0.0]), low + 0.072 * way + np.array([0.0, 0.005, 0.0]), bell],
               [0.026, 0.029, 0.032, 0.040], BRASS, group=HELD + 1, bends=4)  # fmt: skip
    axis = np.array([0.0, 0.92, 0.0]) + 0.4 * way
    rim = bell + 0.040 * axis
    model.cone(bell, 0.040, rim - 0.014 * axis, 0.052, BRASS, group=HELD + 1, blend=0.01, flat=1.4, across=axis)
    model.cone(rim, 0.066, rim + 0.004 * axis, 0.066, BRASS, group=HELD + 1, flat=7.0, across=axis)
    model.cone(rim + 0.009 * axis, 0.056, rim + 0.010 * axis, 0.056, EBONY, group=HELD + 2, flat=9.0, across=axis)
    for n, share in enumerate(np.linspace(0.12, 0.92, 8)):  # keys and the rod beside them
        spot = top + share * (low - top) + (0.016 + 0.010 * share) * way
        model.ball(spot, 0.010 + 0.003 * (n % 2), STEEL if n % 3 else BRASS, group=HELD + 3, flat=2.5, across=way)
    model.limb([top + 0.1 * (low - top) + 0.02 * way, low + 0.034 * way], [0.003, 0.003], STEEL, group=HELD + 4)


def trumpet(model: Model, mouth: Any, along: Any) -> None:
    """Add a trumpet that is blown along ``along``: its pipe, three valves, the bow before them and the bell."""
    u = np.asarray(along, float) / np.linalg.norm(along)
    side = np.cross(u, np.array([0.0, 1.0, 0.0]))
    side /= np.linalg.norm(side)
    up = np.cross(side, u)

    def at(ahead: float, high: float, aside: float = 0.0) -> Any:
        return mouth + ahead * u + high * up + aside * side

    model.cone(at(0.000, 0), 0.0085, at(0.014, 0), 0.0055, STEEL, group=HELD)
    model.limb([at(0.012, 0), at(0.235, 0), at(0.252, -0.016), at(0.240, -0.036), at(0.075, -0.036)],
               [0.0042, 0.0052, 0.0055, 0.0055, 0.0055], BRASS, group=HELD + 1, bends=4)  # fmt: skip
    model.limb([at(0.165, -0.036, 0.006), at(0.080, -0.036, 0.006), at(0.058, -0.018, 0.006), at(0.080, 0.0, 0.008),
                at(0.205, 0.0, 0.008)], [0.0055, 0.0055, 0.0055, 0.0058, 0.0075], BRASS, group=HELD + 2, bends=4)  # fmt: skip
    model.limb([at(0.200, 0, 0.008), at(0.255, 0, 0.008), at(0.288, 0, 0.008), at(0.304, 0, 0.008)],
               [0.0075, 0.0125, 0.022, 0.034], BRASS, group=HELD + 2, blend=0.01, bends=3)  # fmt: skip
    model.cone(at(0.309, 0, 0.008), 0.040, at(0.311, 0, 0.008), 0.040, BRASS, group=HELD + 2, flat=6.0, across=u)
    model.cone(at(0.3145, 0, 0.008), 0.033, at(0.3155, 0, 0.008), 0.033, EBONY, group=HELD + 3, flat=8.0, across=u)
    for n in range(3):  # valves with their buttons
        x = 0.118 + 0.017 * n
        model.limb([at(x, -0.052, 0.004), at(x, 0.014, 0.004)], [0.0078, 0.0078], BRASS, group=HELD + 4)
        model.limb([at(x, 0.014, 0.004), at(x, 0.028, 0.004)], [0.0028, 0.0028], STEEL, group=HELD + 5)
        model.ball(at(x, 0.030, 0.004), 0.0065, STEEL, group=HELD + 5, flat=2.5, across=up)


def grand_piano(model: Model) -> None:
    """Add a grand piano before who sits at the origin and looks along -z, its lid open to the right; metres."""
    top, keys = 1.0, 0.735
    model.box((0.0, 0.655, -0.60), (1.46, 0.09, 0.44), LACQUER, group=0)
    model.box((0.0, 0.845, -1.02), (1.46, 0.30, 0.62), LACQUER, group=1, edge=0.012)
    model.box((-0.22, 0.845, -1.55), (1.02, 0.30, 0.62), LACQUER, group=1, edge=0.012)
    up = (0.0, 1.0, 0.0)
    for x, z, radius in ((0.28, -1.32, 0.44), (-0.21, -1.80, 0.51)):  # where its side is bent
        model.cloth((x, top - 0.005, z), radius, (x, top - 0.30, z), radius, LACQUER, group=1)
    model.box((-0.10, top - 0.004, -1.25), (1.10, 0.02, 1.0), BRASS, group=2)
    for side in (-1, 1):
        model.box((0.69 * side, 0.80, -0.58), (0.08, 0.20, 0.44), LACQUER, group=3, edge=0.015)
    model.box((0.0, keys, -0.52), (1.24, 0.03, 0.17), IVORY, group=4)
    for n in range(52):
        if n % 7 not in (1, 4):
            model.box((-0.592 + 0.0238 * n, keys + 0.020, -0.555), (0.012, 0.018, 0.095), EBONY, group=5, edge=0.002)
    model.box((0.0, 0.83, -0.64), (1.30, 0.20, 0.025), LACQUER, group=6)
    model.box((0.0, 1.12, -0.86), (0.72, 0.25, 0.018), LACQUER, group=7, up=(0.0, 1.0, -0.35))
    lean = np.radians(38.0)  # the lid, about the straight side
    across = np.array([np.cos(lean), np.sin(lean), 0.0])
    slices = np.linspace(-0.72, -2.28, 14)
    wide = np.interp(slices, (-2.28, -2.1, -1.8, -1.45, -1.15, -0.72), (0.42, 0.80, 1.00, 1.12, 1.40, 1.44))
    for z, far in zip(slices, wide, strict=True):
        at = np.array([-0.73, top + 0.01, z]) + 0.5 * far * across
        model.box(at, (far, 0.022, 0.125), LACQUER, group=8, along=across, up=up)
    model.limb([(0.30, top, -1.0), np.array([-0.73, top, -1.0]) + 1.15 * across], [0.012, 0.012], LACQUER, group=9)
    for x, z in ((-0.58, -0.72), (0.58, -0.72), (-0.20, -1.95)):
        model.limb([(x, 0.66, z), (x, 0.30, z), (x, 0.05, z)], [0.055, 0.040, 0.030], LACQUER, group=10)
        model.ball((x, 0.028, z), 0.028, BRASS, group=11)
    for x in (-0.06, 0.06):
        model.limb([(x, 0.62, -0.80), (x, 0.10, -0.62)], [0.014, 0.014], LACQUER, group=12)
    model.box((0.0, 0.09, -0.60), (0.26, 0.05, 0.10), LACQUER, group=13)
    for x in (-0.07, 0.0, 0.07):
        model.box((x, 0.075, -0.50), (0.025, 0.012, 0.13), BRASS, group=14)
    model.box((0.0, 0.475, 0.05), (0.74, 0.07, 0.34), EBONY, group=15, edge=0.02)
    for x in (-0.32, 0.32):
        for z in (-0.08, 0.18):
            model.limb([(x, 0.45, z), (x, 0.0, z)], [0.024, 0.018], LACQUER, group=16)
