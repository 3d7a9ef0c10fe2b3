"""A plate made larger than it was painted: a draft is painted small, which halves what is by far its largest cost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from .plate import CELL, SOFT, Plate, PlateLayer, PlateMirror

if TYPE_CHECKING:
    Picture = np.ndarray[Any, np.dtype[np.uint8]]
    Array = np.ndarray[Any, np.dtype[np.float32]]

_CRISP = 0.45  # how much of what the enlarging has softened is given back


def enlarged(plate: Plate, width: int, height: int) -> Plate:
    """Return a plate of another size with the same picture.

    Parameters
    ----------
    plate : Plate
    width, height : int
        Pixels, of nearly the same shape.
    """
    across, down = width / plate.size[0], height / plate.size[1]

    def resized(image: Any, step: int = 1, how: int = cv2.INTER_LINEAR) -> Any:
        return cv2.resize(np.asarray(image), (max(2, width // step), max(2, height // step)), interpolation=how)

    return replace(
        plate,
        picture=_crisp(resized(plate.picture, how=cv2.INTER_CUBIC)),
        lights=[replace(light, picture=resized(light.picture)) for light in plate.lights],
        inverse=resized(plate.inverse, CELL),
        atmosphere=resized(plate.atmosphere, SOFT),
        focal=plate.focal * across,
        centre=(plate.centre[0] * across, plate.centre[1] * down),
        masks={name: resized(mask, SOFT) for name, mask in plate.masks.items()},
        layers=[_layer(layer, across, down) for layer in plate.layers],
        mirror=_mirror(plate.mirror, resized) if plate.mirror else None,
    )


def _crisp(picture: Picture) -> Picture:
    soft = cv2.GaussianBlur(picture, (0, 0), 1.0)
    crisp = cv2.addWeighted(picture, 1 + _CRISP, soft, -_CRISP, 0.0)
    crisp[..., 3] = picture[..., 3]
    return crisp


def _layer(layer: PlateLayer, across: float, down: float) -> PlateLayer:
    high, wide = layer.picture.shape[:2]
    top, bottom = round(layer.top * down), round((layer.top + high) * down)
    left, right = round(layer.left * across), round((layer.left + wide) * across)
    size = (max(right - left, 1), max(bottom - top, 1))
    picture = cv2.resize(layer.picture, size, interpolation=cv2.INTER_LINEAR)
    return PlateLayer(picture, top, layer.inverse, left, layer.motion)


def _mirror(mirror: PlateMirror, resized: Any) -> PlateMirror:
    across, nearest = resized(mirror.across), resized(mirror.across, how=cv2.INTER_NEAREST)
    jumps = np.abs(across - nearest) > mirror.environment.shape[1] / 16  # where the surroundings begin again
    return replace(
        mirror, across=np.where(jumps, nearest, across), down=resized(mirror.down), shade=resized(mirror.shade)
    )
