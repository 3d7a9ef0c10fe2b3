"""Instruments of those who sit or stand alone: cello, saxophone and trumpet, in shares of a body's height."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .body import HELD
from .props import BAMBOO, BRASS, EBONY, HORSEHAIR, STEEL, STRING, VARNISH, frame

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.solids import Model


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
