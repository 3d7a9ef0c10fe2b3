"""What somebody has left: a guitar that leans against a chair; metres, feet of the chair at y = 0."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model

from . import props
from .casting import Cast, Wish

_SEAT, _WIDE, _DEEP = 0.46, 0.42, 0.40  # metres: height of the seat, and how large it is
_SIZE = 0.68  # of a guitar, from the middle of its body to its head


def _chair(model: Model) -> None:
    """Add a plain wooden chair, its front towards -z."""
    wood, half_x, half_z = props.PLANKS, 0.5 * _WIDE, 0.5 * _DEEP
    model.box((0.0, _SEAT, 0.0), (_WIDE + 0.02, 0.030, _DEEP + 0.02), wood, group=70, edge=0.010)
    for x in (-half_x + 0.02, half_x - 0.02):
        model.limb([(x, _SEAT, -half_z + 0.02), (1.05 * x, 0.0, -half_z)], [0.020, 0.015], wood, group=71)
        model.limb([(1.05 * x, 0.0, half_z + 0.03), (x, _SEAT, half_z - 0.01), (x, 0.94, half_z + 0.08)],
                   [0.016, 0.021, 0.016], wood, group=71, bends=3)  # fmt: skip
        model.limb([(x, 0.20, -half_z + 0.01), (x, 0.20, half_z)], [0.010, 0.010], wood, group=72)
    model.limb(
        [(-half_x + 0.02, 0.26, -half_z + 0.01), (half_x - 0.02, 0.26, -half_z + 0.01)], [0.010] * 2, wood, group=72
    )
    for y, out in ((0.62, 0.020), (0.76, 0.045), (0.90, 0.072)):
        model.box((0.0, y, half_z + out), (_WIDE - 0.04, 0.060, 0.016), wood, group=73, edge=0.006)


def left_guitar(wish: Wish) -> Cast:
    """A guitar of wood that leans against an empty chair."""
    model = Model()
    _chair(model)
    wood = props.VARNISH if wish.colour is None else replace(props.VARNISH, colour=wish.colour)
    foot, along = np.array([0.25, 0.01, -0.37]), np.array([-0.16, 0.95, 0.30])
    along /= np.linalg.norm(along)
    props.guitar(model, foot + 0.315 * _SIZE * along, along, np.array([0.15, 0.25, -1.0]), size=_SIZE, wood=wood)
    return Cast(
        model,
        tall=0.98,
        turn=(-0.30, 0.25),
        near=(-0.10, 0.10),
        heart=(0.48, 1.05),
        detail=(0.24, 0.36, 0.60),
        sway=0.0,
        width=0.66,
        share=0.85,
    )
