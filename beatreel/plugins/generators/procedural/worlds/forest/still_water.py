"""Still water in a wood: the image of the air and of what stands there, and the ripples that bend it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at

if TYPE_CHECKING:
    from .canvas import Canvas, Colour
    from .leaves import Masks


def still_air(canvas: Canvas) -> None:
    """Mirror the air and the sky at the horizon."""
    canvas.cover[:] = 0
    middle = canvas.lens.horizon / canvas.height
    for picture, share in (
        (canvas.air, 0.85),
        (canvas.steady, 0.85),
        (canvas.warm, 0.85),
    ):
        rows = round(middle * len(picture))
        below = len(picture) - rows
        source = np.clip(rows - 1 - np.arange(below), 0, rows - 1)
        picture[rows:] = picture[source] * np.float32(share)


def lay(
    canvas: Canvas,
    masks: Masks,
    colour: Colour,
    z: float,
    mirrored: bool,
    glow: float = 1.2,
) -> None:
    """Lay what was drawn over the canvas, or its image below the water line ``z`` metres away."""
    if mirrored:
        foot = canvas.lens.at(0.0, 0.0, z)[1]
        move = np.array([[1, 0, 0], [0, -1, 2 * foot]], np.float32)
        shape, tone, sun = (cv2.warpAffine(one, move, (canvas.width, canvas.height)) for one in masks)
        masks = shape, tone, sun
    canvas.flat(*masks, colour, z, glow=glow)


def water(canvas: Canvas, seed: int) -> None:
    """Let slow ripples bend the mirror image, darker the steeper one looks into the water."""
    lens, width, height = canvas.lens, canvas.width, canvas.height
    first = math.ceil(lens.horizon)
    rows = np.arange(first, height, dtype=np.float32)[:, None] + 0.5
    columns = np.arange(width, dtype=np.float32)[None, :] + 0.5
    z = lens.eye * lens.focal / (rows - lens.horizon + 0.5)
    across = np.ascontiguousarray(np.broadcast_to((columns - lens.middle) / lens.focal * z, (len(rows), width)))
    ahead = np.ascontiguousarray(np.broadcast_to(z, across.shape))
    foot = np.ascontiguousarray(z * z / (lens.eye * lens.focal) + 0 * across)
    wave = fbm_at(across * np.float32(0.35), ahead, 0.55, seed & 0xFFFF, 3, foot)
    below = (rows - lens.horizon) / height
    move_x = columns + wave * (0.020 * width) * np.clip(below / 0.2, 0.05, 1)
    move_y = (
        np.clip(
            rows + wave * (0.045 * height) * np.clip(below / 0.25, 0.04, 1),
            lens.horizon + 1,
            height - 1,
        )
        - first
    )
    share = np.clip(0.88 - 1.15 * below, 0.34, 1)
    for picture in (canvas.steady, canvas.warm):
        part = np.ascontiguousarray(picture[first:])
        bent = cv2.remap(
            part,
            move_x - 0.5,
            move_y - 0.5,
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REFLECT,
        )
        picture[first:] = bent * (share * (1 + 0.25 * wave))[..., None]
    canvas.steady[first:] += np.array([0.006, 0.012, 0.008], np.float32)
    canvas.cover[first:] = 0
