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
_BAND = 256
_PLAIN = 0.06  # of the light that is mirrored where glass is met head on


def ahead_of(width: int, height: int, focal: float, rows: slice = slice(None)) -> Array:
    """Return the unit vectors along which each pixel of some rows looks (x to the right, y up, z ahead)."""
    x = ((np.arange(width, dtype=np.float32) + 0.5 - width / 2) / focal)[None, :]
    y = ((height / 2 - np.arange(height, dtype=np.float32)[rows] - 0.5) / focal)[:, None]
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


def lit(rig: dict[str, LightGroup], buffer: Array, direction: Array, focal: float) -> dict[str, LightGroup]:
    """Return what is seen of a rig of lights in and through glass, one group for each of its families."""
    height, width = direction.shape[:2]
    found = {name: np.empty((height, width, 3), np.float16) for name in rig}
    for top in range(0, height, _BAND):
        rows = slice(top, top + _BAND)
        ahead, part = ahead_of(width, height, focal, rows), buffer[rows]
        clear, facing = part[..., surface.CLEAR] * part[..., surface.COVERAGE], part[..., surface.FACING]
        within = 0.55 * clear * np.clip(part[..., surface.OCCLUSION], 0, 1)
        outside = ((_PLAIN + (1 - _PLAIN) * facing**4) * clear)[..., None]
        ways, back = split(direction[rows], ahead), mirrored(direction[rows], ahead, facing)
        for name, group in rig.items():
            light = np.minimum(looked_up(group.light, back), 3.0) * outside
            for c, way in enumerate(ways):
                light[..., c] += looked_up(group.light[..., c], way) * within
            found[name][rows] = halved(light.astype(np.float32))
    return {
        f"glass {name}": LightGroup(light, rig[name].pulse, rig[name].base, rig[name].gain)
        for name, light in found.items()
    }


def through(backdrop: Array, direction: Array, focal: float) -> Array:
    """Return what of a backdrop far behind is seen along directions, each colour along its own, mirrored at its edges."""
    height, width = backdrop.shape[:2]
    found = np.empty((height, width, 3), np.float32)
    planes = [np.ascontiguousarray(backdrop[..., c], np.float32) for c in range(3)]
    for top in range(0, height, _BAND):
        rows = slice(top, top + _BAND)
        for c, way in enumerate(split(direction[rows], ahead_of(width, height, focal, rows))):
            ahead = np.maximum(way[..., 2], 0.15)
            x = (width / 2 + focal * way[..., 0] / ahead).astype(np.float32)
            y = (height / 2 - focal * way[..., 1] / ahead).astype(np.float32)
            found[rows, :, c] = cv2.remap(planes[c], x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
            found[rows, :, c] *= np.clip(way[..., 2] * 2.5, 0.12, 0.90)
    return found


def looked_up(light: Array, direction: Array) -> Array:
    """Return the light of surroundings in directions (rows, columns, 3)."""
    across = ((np.arctan2(direction[..., 0], -direction[..., 2]) / np.pi + 1) * 0.5 * seen.RIG_WIDTH).astype(np.float32)
    down = ((0.5 - np.arcsin(np.clip(direction[..., 1], -1, 1)) / np.pi) * seen.RIG_HEIGHT).astype(np.float32)
    picture = np.ascontiguousarray(light, np.float32)
    return np.asarray(cv2.remap(picture, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP), np.float32)


def _unit(vectors: Array) -> Array:
    length = np.sqrt((vectors * vectors).sum(axis=2, keepdims=True))
    return np.asarray(vectors / np.maximum(length, 1e-5), np.float32)
