"""Birds with long legs that stand in shallow water: herons, egrets, cranes, storks; metres, looking to the right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Colour, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .coats import together
from .soaring import ALOFT, in_flight

_WHITE: Colour = (0.62, 0.64, 0.65)
_BLACK: Colour = (0.014, 0.014, 0.016)
_EYE = Skin((0.008, 0.008, 0.009), 0.8, "plain")


@dataclass(frozen=True)
class Wader:
    """How a wader is coloured, linear BGR: back, quills, neck, cap (and crest), bill, legs; and whether its neck is bent back."""

    back: Colour
    quills: Colour
    neck: Colour
    cap: Colour
    bill: Colour
    legs: Colour
    bent: bool = True
    crest: float = 0.0


_KINDS = {
    "heron": Wader((0.34, 0.30, 0.27), (0.06, 0.055, 0.055), (0.55, 0.56, 0.57), _BLACK, (0.05, 0.36, 0.62), (0.10, 0.20, 0.26),
                   crest=0.24),
    "egret": Wader(_WHITE, _WHITE, _WHITE, _WHITE, (0.04, 0.42, 0.72), _BLACK, crest=0.12),
    "crane": Wader(_WHITE, _BLACK, _BLACK, (0.03, 0.03, 0.50), (0.16, 0.22, 0.24), _BLACK, bent=False),
    "stork": Wader(_WHITE, _BLACK, _WHITE, _WHITE, (0.03, 0.07, 0.58), (0.03, 0.07, 0.52), bent=False),
}  # fmt: skip


def heron(wish: Wish) -> Cast:
    """A heron, an egret, a crane or a stork, as the words say: it stands and looks, or flies."""
    words = {word.removesuffix("s") for said in wish.words for word in said.split()}
    name = next((one for one in ("egret", "crane", "stork") if one in words), "heron")
    if ALOFT & wish.words:
        return in_flight(wish, name, 5 if f"{name}s" in wish.words else 1)
    k = _KINDS[name]
    back = wish.colour or k.back
    neck = back if wish.colour and name == "egret" else k.neck
    m = Model()
    plume, quill = Skin(back, 0.06, "feathers", pile=0.5), Skin(k.quills, 0.10, "feathers", pile=0.4)
    down, cap = Skin(neck, 0.05, "feathers", pile=0.3), Skin(k.cap, 0.12, "feathers", pile=0.2)
    bill, leg = Skin(k.bill, 0.3, "plain"), Skin(k.legs, 0.15, "plain")
    m.limb([(-0.22, 0.66, 0), (0.0, 0.72, 0), (0.15, 0.78, 0)], [0.055, 0.112, 0.080], plume, blend=0.05, bends=2)
    points = (
        [(0.16, 0.80, 0), (0.285, 0.84, 0), (0.275, 0.98, 0), (0.185, 1.09, 0), (0.205, 1.22, 0), (0.275, 1.275, 0)]
        if k.bent
        else [
            (0.16, 0.80, 0),
            (0.255, 0.90, 0),
            (0.245, 1.06, 0),
            (0.215, 1.20, 0),
            (0.235, 1.32, 0),
            (0.290, 1.355, 0),
        ]
    )
    m.limb(points, [0.070, 0.044, 0.031, 0.027, 0.028, 0.036], down, group=1, blend=0.03, bends=5)
    head = np.array(points[-1])
    m.cone(head, 0.038, head + np.array([0.055, -0.006, 0]), 0.026, down, group=1, blend=0.015)
    m.cone(
        head + np.array([-0.012, 0.020, 0]), 0.028, head + np.array([0.035, 0.016, 0]), 0.020, cap, group=2, blend=0.01
    )
    root = head + np.array([0.070, 0.000, 0])
    m.cone(root, 0.019, root + np.array([0.205, -0.030, 0]), 0.003, bill, group=3, flat=1.2)
    m.cone(root + np.array([0, -0.012, 0]), 0.014, root + np.array([0.185, -0.034, 0]), 0.003, bill, group=4, flat=1.2)
    if k.crest:  # plumes of the nape and of the breast
        for n in range(3):
            end = head + np.array([-k.crest + 0.03 * n, -0.05 - 0.03 * n, 0.01 * (n - 1)])
            m.limb([head + np.array([-0.02, 0.022, 0]), 0.5 * (head + end) + np.array([0, 0.018, 0]), end], [0.012, 0.008, 0.003],
                   cap, group=2, blend=0.01, bends=2)  # fmt: skip
            m.limb([(0.20, 0.80, 0.02 * (n - 1)), (0.235, 0.70, 0.02 * (n - 1)), (0.205 - 0.02 * n, 0.58 + 0.03 * n, 0.02 * (n - 1))],
                   [0.030, 0.020, 0.004], down, group=1, blend=0.02, bends=2)  # fmt: skip
    for side in (-1, 1):
        m.ball(
            head + np.array([0.030, 0.006, 0.030 * side]), 0.0125, Skin((0.03, 0.42, 0.62), 0.5, "plain", 0.1), group=5
        )
        m.ball(head + np.array([0.032, 0.006, 0.036 * side]), 0.0085, _EYE, group=6)
        m.limb(
            [(0.14, 0.80, 0.075 * side), (-0.06, 0.76, 0.100 * side), (-0.30, 0.64, 0.055 * side)],
            [0.060, 0.095, 0.030], plume, group=7, blend=0.04, flat=1.8, across=(0.1, 0.3, side), bends=3,
        )  # fmt: skip
        for n in range(5):  # quills below and behind
            start = np.array([-0.02 - 0.05 * n, 0.715 - 0.012 * n, 0.098 * side])
            end = np.array([-0.33 - 0.035 * n, 0.60 - 0.012 * n, 0.035 * side])
            m.limb([start, end], [0.036, 0.012], quill, group=8 + n % 2, flat=2.2, across=(0.1, 0.4, side))
        x, z = 0.02 - 0.10 * (side > 0), 0.040 * side
        m.limb([(0.0, 0.66, z), (0.02 + 0.4 * x, 0.52, z)], [0.052, 0.020], plume, group=10, blend=0.03)
        m.limb(
            [(0.02 + 0.4 * x, 0.53, z), (x - 0.02, 0.34, z), (x, 0.0, z)],
            [0.016, 0.015, 0.0105],
            leg,
            group=11,
            blend=0.006,
        )
        for toe in (-1, 0, 1, 2):
            way = np.array([0.085, -0.004, 0.035 * toe]) if toe < 2 else np.array([-0.05, -0.004, 0.0])
            m.limb([(x, 0.012, z), np.array([x, 0.010, z]) + way], [0.010, 0.005], leg, group=11)
    cast = Cast(
        m,
        looks_left=False,
        tall=float(head[1]) + 0.04,
        turn=(-0.30, 0.35),
        heart=(0.95, 0.95),
        detail=(0.30, float(head[1]) - 0.06, 0.58),
        sway=0.006,
        wades=True,
        seeks_water=True,
        width=0.85,
    )
    return together(cast, wish, f"{name}s")
