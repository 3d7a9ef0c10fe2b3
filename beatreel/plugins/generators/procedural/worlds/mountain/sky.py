"""Aurora curtains, and the lake that mirrors everything above it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import curtains
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step

Array = np.ndarray[Any, np.dtype[np.float32]]


def aurora(width: int, height: int, horizon: float, seed: int) -> Array:
    """Return the light of aurora curtains, (height, width, 3); ``horizon`` is the picture row of the horizon."""
    small = max(8, -(-width // 2)), max(8, -(-height // 2))
    y, x = np.mgrid[0 : small[1], 0 : small[0]].astype(np.float32)
    light = np.empty((small[1], small[0], 3), np.float32)
    centre, lean = (np.float32(v) for v in curtains.vanishing(seed))
    v = (y + 0.5) * np.float32(height / small[1] / horizon)
    curtains.fill_curtains((x + 0.5) / np.float32(small[0]), v, curtains.tables(seed), centre, lean, light)
    return np.asarray(cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def mirrored(
    parts: list[Array], water: Array, horizon: float, eye: float, focal: float, seed: int, rough: float, deep: float,
    stirred: Callable[[Array, Array, Array], Array] | None = None, fades: float = 3.0,
) -> None:  # fmt: skip
    """Put the mirror image of what is above the horizon on the water of every part, in place.

    Parameters
    ----------
    parts : list of ndarray (height, width, 3 or 1)
    water : ndarray (height, width)
        0 to 1.
    horizon, focal : float
        Pixels.
    eye : float
        Metres over the water.
    rough : float
        Of the water, 0 glass to 1 choppy.
    deep : float
        How much darker the nearest water is, 0 to 1.
    stirred : callable, optional
        Of metres aside and ahead and of a pixel's size there: how far something lifts the water, -1 to 1.
    fades : float
        How fast it mirrors less where one looks down at it.
    """
    height, width = water.shape
    top = int(np.flatnonzero(water.max(axis=1) > 0.01)[0]) if water.max() > 0.01 else height
    if top >= height:
        return
    y, x = np.mgrid[top:height, 0:width].astype(np.float32)
    below = np.maximum(y + 0.5 - horizon, 1.0)
    ahead = np.minimum(eye * focal / below, 3000.0).astype(np.float32)
    side = ((x - width / 2) * ahead / focal).astype(np.float32)
    foot = ahead * ahead / (eye * focal)
    # Wind leaves lanes of calm and of rippled water.
    lanes = step(-0.25, 0.45, fbm_at(side * 0.25, ahead, 60.0, seed + 3, 3, foot))
    swell = fbm_at(side * 0.6, ahead, 2.4, seed + 5, 5, foot, 0.6)
    strength = (0.25 + 0.75 * lanes) * rough
    shift = swell * strength * np.minimum(3.0 + 0.09 * below, 40.0 * width / 1584)
    if stirred is not None:
        lifted = stirred(side, ahead, foot)
        shift = shift + lifted * np.minimum(0.05 * below, 30.0 * width / 1584)
        swell = swell + 1.6 * lifted
    from_x = x + 0.5 * shift
    from_y = 2 * horizon - (y + 0.5) - 0.5 + 1.7 * shift - np.abs(shift)
    from_y = np.clip(np.maximum(from_y, -0.25 * from_y), 0, horizon - 1)  # above the picture is more of its sky
    grazing = below / np.sqrt(below * below + focal * focal)
    share = 0.16 + 0.74 * (1 - np.clip(grazing, 0, 1)) ** fades
    share = (share * (1 - deep * np.clip(below / (height - horizon), 0, 1)) * (1 + 0.10 * swell))[..., None]
    cover = water[top:, :, None]
    blur = max(0.4, width / 1584)
    for part in parts:
        image = cv2.remap(part, from_x, from_y.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
        image = cv2.GaussianBlur(image, (0, 0), sigmaX=0.5 * blur, sigmaY=2.0 * blur)
        image = image.reshape(*image.shape[:2], -1)
        part[top:] += (image * share - part[top:]) * cover
