"""The ground about somebody's feet: the shadow that lies on it, and the image that a wet or smooth one mirrors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved

from ._places import is_wet

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._places import Place
    from ._solid_light import Body

Array = np.ndarray[Any, np.dtype[np.float32]]

_SHINES = {"stage": 0.30, "pool": 0.35, "alley": 0.22, "road": 0.18, "skyline": 0.16}  # grounds that mirror, in rain


def touch_ground(
    painting: Painting, body: Body, place: Place, description: SceneDescription, shine: float, *, in_grass: bool = False
) -> None:
    """Lay the shadow of a body on the ground about its feet, and its image where the ground mirrors; among grass hardly any is seen."""
    height, width = painting.depth.shape
    cover, corner = body.cover, (body.columns.start, body.rows.start)
    reach = max(2, int(0.10 * place.unit))
    foot = int(min(place.y, height - 1))
    near = cover[max(foot - corner[1] - reach, 0) : max(foot - corner[1] + 2, 1)]
    if near.size == 0:
        return
    line = near.max(axis=0)
    on = np.flatnonzero(line > 0.3)
    if on.size == 0:
        return
    shade = shadow_of(body, place, (height, width)) * np.float32(0.25 if in_grass else 1.0)
    at = (min(max(place.x / width, 0.0), 0.99), min(place.y / height, 0.99))
    if is_wet(painting, description.world, *at):
        shine = max(shine, 0.42)
    shine = max(shine, _SHINES.get(description.world, 0.0))
    if description.world in ("alley", "road", "skyline") and description.weather not in ("rain", "storm"):
        shine *= 0.3
    if "salt_flat" in description.motifs:
        shine = 0.6
    first = True
    image, alpha = _image(body.colour, cover, corner, place, (width, height)) if shine else (None, None)
    for group in painting.groups.values():
        part = np.asarray(group.light, np.float32) * (1 - shade[..., None])
        if image is not None and alpha is not None:
            part *= 1 - (shine * alpha)[..., None]
            if first:
                part += image * np.float32(shine)
        group.light, first = halved(part), False


def shadow_of(body: Body, place: Place, size: tuple[int, int]) -> Array:
    """Return how dark the ground is about the feet of a body, and softly below all of it."""
    height, width = size
    foot, reach = int(min(place.y, height - 1)) - body.rows.start, max(2, int(0.10 * place.unit))
    shade = np.zeros((height, width), np.float32)
    rows = np.arange(height, dtype=np.float32)[:, None]
    feet = body.cover[max(foot - reach, 0) : max(foot + 2, 1)]
    for part, deep, soft, strength in (
        (feet, 0.030, 0.035, 0.55),
        (feet, 0.085, 0.13, 0.40),
        (body.cover, 0.10, 0.09, 0.36),
    ):
        spread = np.zeros((1, width), np.float32)
        spread[0, body.columns] = part.max(axis=0, initial=0.0)
        wide = cv2.GaussianBlur(spread, (0, 0), max(1.0, soft * place.unit))
        fall = np.exp(-(((rows - place.y) / (deep * place.unit)) ** 2))
        shade = np.maximum(shade, strength * np.clip(1.3 * wide, 0, 1) * fall)
    return shade


def _image(
    colour: Array, cover: Array, corner: tuple[int, int], place: Place, size: tuple[int, int]
) -> tuple[Array, Array]:
    """Return the mirror image of a body below its feet, faded and broken by ripples."""
    width, height = size
    rows = max(0, min(height - int(place.y), cover.shape[0]))
    image, alpha = np.zeros((height, width, 3), np.float32), np.zeros((height, width), np.float32)
    if rows < 3:
        return image, alpha
    base = int(place.y) - corner[1]
    source = np.clip(base - 1 - np.arange(rows), 0, cover.shape[0] - 1)
    fade = np.exp(-np.arange(rows, dtype=np.float32) / (0.55 * place.unit))
    bend = (0.010 * place.unit * np.sin(np.arange(rows) * 50 / place.unit) * (1 - fade)).astype(int)
    target = np.s_[int(place.y) : int(place.y) + rows, corner[0] : corner[0] + cover.shape[1]]
    alpha[target] = (
        np.stack([np.roll(cover[row], shift) for row, shift in zip(source, bend, strict=True)]) * fade[:, None]
    )
    lit = np.stack([np.roll(colour[row], shift, axis=0) for row, shift in zip(source, bend, strict=True)])
    image[target] = lit * alpha[target][..., None]
    soft = max(0.6, 0.006 * place.unit)
    return cv2.GaussianBlur(image, (0, 0), soft), cv2.GaussianBlur(alpha, (0, 0), soft)
