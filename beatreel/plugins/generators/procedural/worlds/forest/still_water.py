"""Still water in a wood: the image of the air and of what stands there, and the ripples that bend it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.scenery import staffage

from .leaves import put

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


def boat_on(canvas: Canvas, x: float, z: float, mirrored: bool) -> None:
    """Somebody standing in a flat boat."""
    lens, unit = canvas.lens, canvas.lens.focal / z
    px, py = lens.at(x, 0.0, z)
    masks = (canvas.blank(), canvas.blank(), canvas.blank())
    t = np.linspace(-1, 1, 15)
    top = py - unit * (0.22 + 0.16 * np.abs(t) ** 3)
    low = py + unit * 0.02 * (1 - t**2) - unit * 0.20 * np.abs(t) ** 5
    hull = np.concatenate(
        [
            np.stack([px + 1.5 * unit * t, top], 1),
            np.stack([px + 1.36 * unit * t, low], 1)[::-1],
        ]
    )
    put(masks, hull, 0.22, 0.06)
    lip = np.concatenate(
        [
            np.stack([px + 1.5 * unit * t, top - 0.02 * unit], 1),
            np.stack([px + 1.5 * unit * t, top + 0.03 * unit], 1)[::-1],
        ]
    )
    put(masks, lip, 0.4, 0.6)
    alpha, (foot_x, foot_y) = staffage.figure("stander", 1.7 * unit, mirrored=px > canvas.light.sun_x * canvas.width)
    left, up = round(px + 0.3 * unit - foot_x), round(py - 0.14 * unit - foot_y)
    y0, x0 = max(up, 0), max(left, 0)
    y1, x1 = (
        min(up + alpha.shape[0], canvas.height),
        min(left + alpha.shape[1], canvas.width),
    )
    if y1 > y0 and x1 > x0:
        body = np.round(alpha[y0 - up : y1 - up, x0 - left : x1 - left] * 255).astype(np.uint8)
        np.maximum(masks[0][y0:y1, x0:x1], body, out=masks[0][y0:y1, x0:x1])
        np.maximum(masks[1][y0:y1, x0:x1], body // 5, out=masks[1][y0:y1, x0:x1])
    lay(canvas, masks, (0.07, 0.08, 0.09), z, mirrored)
