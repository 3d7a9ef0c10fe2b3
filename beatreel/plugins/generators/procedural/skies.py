"""The sky over a land whose prompt names green, which is the colour of the land: it stays that of air."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from .painting import Painting

Array = np.ndarray[Any, np.dtype[np.float32]]

_AIR = np.array(
    [1.40, 1.0, 0.70], np.float32
)  # of its brightness, blue first: pale, and cold enough to be told from leaves
_SHARE = 0.8
_WARM = 0.35  # of its brightness, by which what is near a low sun is redder than it is blue
_OWN = ("aurora", "curtains")  # groups whose colour is their own
_LUMA = np.array([0.0722, 0.7152, 0.2126], np.float32)


def keep_air(painting: Painting) -> bool:
    """Give the sky of a painting the colour of air where it is not warm, in place, and return whether it has one.

    What is blue of itself is drawn to the other colour afterwards, and not to green; see :attr:`~.colouring.Palette.spares_sky`.
    """
    if "sky" not in painting.masks:
        return False
    sky = np.asarray(painting.masks["sky"], np.float32)[..., None]
    for name, group in painting.groups.items():
        if name in _OWN or group.light.shape[:2] != sky.shape[:2]:
            continue
        light = np.asarray(group.light, np.float32)
        luma = (light @ _LUMA)[..., None]
        warm = np.clip((light[..., 2:] - light[..., :1]) / np.maximum(_WARM * luma, 1e-6), 0, 1)
        light = light + _SHARE * sky * (1 - warm) * (luma * _AIR - light)
        group.light = light.astype(group.light.dtype)
    return True
