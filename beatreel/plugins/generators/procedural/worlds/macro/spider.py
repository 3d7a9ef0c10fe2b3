"""The spider that sits in the middle of its web, head down."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin, look_at

Array = np.ndarray[Any, np.dtype[np.float32]]

_BROWN, _PALE = Skin((0.035, 0.075, 0.135)), Skin((0.30, 0.42, 0.50))
_LEG, _JOINT = Skin((0.05, 0.11, 0.19)), Skin((0.020, 0.032, 0.050))
_EYE = Skin((0.008, 0.008, 0.010), 0.9)
# Each of four legs of a side: its turn from the way ahead, and how long it is, in lengths of the body.
_LEGS = ((0.42, 1.55), (0.86, 1.25), (1.75, 1.05), (2.45, 1.50))


def _model() -> Model:
    """Return a garden spider of length 1, head at -y, seen from its back."""
    m = Model()
    m.limb([(0, 0.12, 0), (0, 0.34, -0.05), (0, 0.62, 0)], [0.20, 0.30, 0.13], _BROWN, blend=0.08, bends=3)
    m.limb([(0, -0.02, 0.02), (0, -0.24, 0.0), (0, -0.36, 0.02)], [0.10, 0.155, 0.10], _BROWN, blend=0.05)
    for y, r in ((0.16, 0.045), (0.27, 0.060), (0.38, 0.050), (0.48, 0.038)):  # the cross on its back
        m.ball((0, y, -0.05 - 0.29 * math.sqrt(max(1 - ((y - 0.34) / 0.34) ** 2, 0.05))), r, _PALE, group=1)
        if y == 0.27:
            for side in (-1, 1):
                m.ball((0.11 * side, y, -0.30), 0.045, _PALE, group=1)
    for side in (-1, 1):
        for turn, long_ in _LEGS:
            c, s = -math.cos(turn), side * math.sin(turn)
            root = np.array([0.10 * s, -0.22 + 0.10 * c, 0.02])
            way = np.array([s, c, 0.0])
            bend = np.array([0.18 * side, 0.0, 0.0]) if turn > 1.2 else np.array([0.16 * side, 0.0, 0.0])
            joints = [root, root + 0.36 * long_ * way + bend + (0, 0, -0.16), root + 0.70 * long_ * way + 0.9 * bend + (0, 0, -0.08),
                      root + long_ * way + 0.25 * bend]  # fmt: skip
            m.limb(joints, [0.055, 0.045, 0.032, 0.016], _LEG, group=2, blend=0.01)
            for joint in joints[1:3]:
                m.ball(joint, 0.050, _JOINT, group=3)
        m.limb([(0.06 * side, -0.34, -0.02), (0.10 * side, -0.46, -0.04)], [0.040, 0.030], _LEG, group=4)
        for x, y in ((0.030, -0.405), (0.070, -0.370)):
            m.ball((x * side, y, -0.075), 0.022, _EYE, group=5)
    return m


def lay_spider(
    colour: Array, alpha: Array, at: tuple[float, float], size: float, lean: float, toward: tuple[float, float], light: Array, behind: Array
) -> None:  # fmt: skip
    """Lay a spider over a layer, in place.

    Parameters
    ----------
    colour, alpha : ndarray (rows, columns[, 3])
    at : tuple of float
        Pixel of its middle.
    size : float
        Pixels of its body's length.
    lean : float
        Radians by which it is turned from hanging straight down.
    toward : tuple of float
        The way to the light, right and down.
    light, behind : ndarray (3,)
        What falls on it from the light, and from all around.
    """
    model = _model().rolled(math.pi + lean)
    seen = look_at(model, max(size, 8.0), (toward[0], -toward[1], -0.6))
    rows, columns = seen.cover.shape
    left, top = round(at[0] - seen.origin[0]), round(at[1] - seen.origin[1])
    y0, y1, x0, x1 = max(top, 0), min(top + rows, alpha.shape[0]), max(left, 0), min(left + columns, alpha.shape[1])
    if y1 <= y0 or x1 <= x0:
        return
    part = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
    cover, normal = seen.cover[part], seen.normal[part]
    own = np.array([skin.colour for skin in [*model.skins, model.skins[0]]], np.float32)[seen.skin[part]]
    x, y = np.meshgrid(seen.x[part[1]], seen.y[part[0]])
    fuzz = 1 + 0.55 * fbm_at(9 * x + 2 * y, 26 * y, 1.0, 5, 3)
    facing = np.clip(
        0.25 + 0.75 * (normal[..., 0] * toward[0] - normal[..., 1] * toward[1] - 0.35 * normal[..., 2]), 0, 1
    )
    edge = np.clip(1 + normal[..., 2], 0, 1) ** 2
    lit = own * fuzz[..., None] * (1.5 * facing[..., None] * light + 0.55 * seen.openness[part][..., None] * behind)
    lit += (0.30 * edge * facing)[..., None] * light  # hairs at its edge catch what shines
    window = (slice(y0, y1), slice(x0, x1))
    share = cover[..., None]
    colour[window] += (lit - colour[window]) * share
    alpha[window] = np.maximum(alpha[window], cover)
