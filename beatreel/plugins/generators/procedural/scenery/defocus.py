"""What a wide open lens makes of lamps out of focus."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

Array = np.ndarray[Any, np.dtype[np.float32]]


def defocus(light: list[Any], radius: float, boost: float = 4.0) -> list[Array]:
    """Return the families of light as a wide open lens shows them: every lamp a disc.

    Parameters
    ----------
    light : list of ndarray (height, width, 3)
    radius : float
        Of a disc, pixels.
    boost : float
        How much brighter lamps are than the picture has them; 0 keeps the light as it is.
    """
    height, width = light[0].shape[:2]
    small = (max(8, width // 2), max(8, height // 2))
    reach = max(radius / 2, 1.2)
    side = 2 * int(np.ceil(reach)) + 3
    y, x = np.mgrid[:side, :side].astype(np.float32) - side // 2
    away = np.hypot(x, y)
    disc = np.clip(reach + 0.5 - away, 0, 1) * (0.8 + 0.3 * np.minimum(away / reach, 1) ** 3)
    disc /= disc.sum()
    found = []
    for family in light:
        image = cv2.resize(family.astype(np.float32), small, interpolation=cv2.INTER_AREA)
        strongest = image.max(axis=2, keepdims=True)
        image *= 1 + boost * np.clip(strongest - 0.25, 0, 1.5)  # a lamp is far brighter than a picture can say
        found.append(
            cv2.resize(
                cv2.filter2D(image, -1, disc, borderType=cv2.BORDER_REFLECT),
                (width, height),
                interpolation=cv2.INTER_CUBIC,
            ).clip(0)
        )
    return found
