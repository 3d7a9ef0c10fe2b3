"""What glass does to light: it bends each colour by another angle, and mirrors more of what it meets at a slant."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import surface
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import LightGroup

from . import seen

Array = np.ndarray[Any, np.dtype[np.float32]]

_DISPERSION = (
    1.10,
    1.0,
    0.90,
)  # of what it is bent: blue, green, red; far more than glass has, as in any picture of it
_PLAIN = 0.06  # of the light that is mirrored where glass is met head on


def ahead_of(width: int, height: int, focal: float) -> Array:
    """Return the unit vectors along which each pixel looks (x to the right, y up, z ahead)."""
    x = ((np.arange(width, dtype=np.float32) + 0.5 - width / 2) / focal)[None, :]
    y = ((height / 2 - np.arange(height, dtype=np.float32) - 0.5) / focal)[:, None]
    length = 1 / np.sqrt(x * x + y * y + 1)
    return np.stack([x * length, y * length, length], axis=-1).astype(np.float32)


def split(direction: Array, ahead: Array) -> list[Array]:
    """Return the ways of blue, green and red where the middle one of them leaves glass along ``direction``."""
    bent = direction - ahead
    return [_unit(ahead + np.float32(share) * bent) for share in _DISPERSION]


def mirrored(direction: Array, ahead: Array, facing: Array) -> Array:
    """Return where the outside of glass mirrors: its normal leans against the way in which it bends light."""
    bent = direction - ahead
    along = (bent * ahead).sum(axis=2, keepdims=True)
    aside = -_unit(bent - along * ahead)
    into = (1 - facing)[..., None]
    normal = np.sqrt(np.maximum(1 - into * into, 0)) * aside - into * ahead
    return _unit(ahead + 2 * into * normal)


def lit(rig: dict[str, LightGroup], buffer: Array, direction: Array, ahead: Array) -> dict[str, LightGroup]:
    """Return what is seen of a rig of lights in and through glass, one group for each of its families."""
    clear = buffer[..., surface.CLEAR] * buffer[..., surface.COVERAGE]
    facing = buffer[..., surface.FACING]
    within = (0.55 * clear * np.clip(buffer[..., surface.OCCLUSION], 0, 1))[..., None]
    outside = ((_PLAIN + (1 - _PLAIN) * facing**4) * clear)[..., None]
    ways, back = split(direction, ahead), mirrored(direction, ahead, facing)
    found = {}
    for name, group in rig.items():
        light = np.stack([_looked_up(group.light[..., c], way) for c, way in enumerate(ways)], axis=-1) * within
        light += np.minimum(_looked_up(group.light, back), 3.0) * outside
        found[f"glass {name}"] = LightGroup(halved(light.astype(np.float32)), group.pulse, group.base, group.gain)
    return found


def _looked_up(light: Array, direction: Array) -> Array:
    across = ((np.arctan2(direction[..., 0], -direction[..., 2]) / np.pi + 1) * 0.5 * seen.RIG_WIDTH).astype(np.float32)
    down = ((0.5 - np.arcsin(np.clip(direction[..., 1], -1, 1)) / np.pi) * seen.RIG_HEIGHT).astype(np.float32)
    picture = np.ascontiguousarray(light, np.float32)
    return np.asarray(cv2.remap(picture, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP), np.float32)


def _unit(vectors: Array) -> Array:
    length = np.sqrt((vectors * vectors).sum(axis=2, keepdims=True))
    return np.asarray(vectors / np.maximum(length, 1e-5), np.float32)
