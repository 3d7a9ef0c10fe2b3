"""Meshes that move in front of a painting: each a layer of its own, in the light of the land."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Layer

from ._lamplight import Lamps
from ._land_layer import blank
from ._mesh_light import mesh_light

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.house import View
    from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
    from beatreel.plugins.generators.procedural.painting import Motion, Painting

    from ._ground import Canvas, Land
    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

DARK = Lamps(*(np.zeros(shape, np.float32) for shape in ((0, 3), (0, 3), (0,), (0,))))
"""No lamps."""


def add_moving(
    painting: Painting,
    light: Backlight,
    view: View,
    mesh: Mesh,
    land: Land,
    seed: int,
    metres: float,
    motion: Motion,
    leaf: Array | None = None,
) -> None:
    """Add a mesh as a layer that moves, in place."""
    canvas = blank(view.width, view.height)
    mesh_light(canvas, view, mesh, land, DARK, seed, leaf)
    add_canvas(painting, light, canvas, metres, motion)


def add_canvas(painting: Painting, light: Backlight, canvas: Canvas, metres: float, motion: Motion) -> None:
    """Add what a canvas shows as a layer that moves, in place."""
    steady, _, cover, _ = canvas
    if not (cover > 0.004).any():
        return
    size = (light.width, light.height)
    alpha = cv2.resize(cover, size).astype(np.float16)
    colour = np.empty((*size[::-1], 3), np.float16)
    for part in range(3):
        colour[..., part] = cv2.resize(steady[..., part] / np.maximum(cover, 0.02), size)
    painting.layers.append(Layer(colour, alpha, metres, motion))
