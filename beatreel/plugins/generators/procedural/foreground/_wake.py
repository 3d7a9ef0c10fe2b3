"""Rings and a wake about who swims on still water: they bend what it mirrors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

Array = np.ndarray[Any, np.dtype[np.float32]]

_LONG = 0.24  # metres from ring to ring
_FAR = 1.5  # metres over which they fade
_FLATTEST, _STEEPEST = 0.10, 0.45  # of the height of a ring over its width, by how steeply one looks down at it
_BENT, _LIT = 0.055, 0.40  # metres by which they bend an image, and how much brighter they are than the water


def stir(painting: Painting, at: tuple[float, float], unit: float, ahead: float) -> None:
    """Let rings go out over the water about a pixel, in place; ``unit`` is pixels to a metre, ``ahead`` the way of the swimmer."""
    height, width = painting.depth.shape
    flat = float(np.clip((at[1] - painting.centre[1]) / max(painting.focal, 1.0), _FLATTEST, _STEEPEST))
    reach = 2.6 * _FAR * unit
    top, bottom = (int(np.clip(at[1] + way * flat * reach, 0, height)) for way in (-1, 1))
    left, right = (int(np.clip(at[0] + way * reach, 0, width)) for way in (-1, 1))
    if bottom - top < 4 or right - left < 4:
        return
    y, x = np.mgrid[top:bottom, left:right].astype(np.float32)
    across, deep = (x - at[0]) / unit, (y - at[1]) / (flat * unit)
    away = np.hypot(across, deep)
    behind = np.clip(-ahead * across + 0.35 * deep, 0, None)  # who swims leaves the longer waves behind
    fade = np.exp(-away / (_FAR * (1 + 0.5 * np.minimum(behind, 2.0)))) * (1 - np.exp(-((away / 0.16) ** 2)))
    edge = np.clip((reach / unit - away) / 0.6, 0, 1)
    wave = np.sin(away * (2 * np.pi / _LONG) - 0.8 * np.sin(2.2 * across)) * fade * edge
    if "water" in painting.masks:
        mask = cv2.resize(np.asarray(painting.masks["water"], np.float32), (width, height))
        wave *= mask[top:bottom, left:right]
    wave = wave.astype(np.float32)
    from_y = (y - top + wave * np.float32(_BENT * unit)).astype(np.float32)
    gain = (1 + _LIT * wave)[..., None]
    for group in painting.groups.values():
        light = np.array(group.light, np.float32)
        part = np.ascontiguousarray(light[top:bottom, left:right])
        bent = cv2.remap(part, x - left, from_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        light[top:bottom, left:right] = bent * gain
        group.light = halved(light)
