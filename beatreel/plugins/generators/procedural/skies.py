"""What a whole sky is given afterwards: the colour of air over a land whose prompt names green, and the dark of a storm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .painting import Painting

Array = np.ndarray[Any, np.dtype[np.float32]]

_AIR = np.array(
    [1.40, 1.0, 0.70], np.float32
)  # of its brightness, blue first: pale, and cold enough to be told from leaves
_CLEAR_AIR = np.array([1.85, 1.0, 0.55], np.float32)
_SHARE = 0.8
_SEEN_SKY = 0.03  # of a picture, from which a sky is looked at
_WARM = 0.35  # of its brightness, by which what is near a low sun is redder than it is blue
_LOOMING, _LEAST = 0.42, 0.22  # of the light of the land, what a storm's sky has, and the least factor that makes it so
_GLOWING, _LEAST_GLOWING, _DEEP_HUES = (
    0.75,
    0.30,
    (42.0, 285.0),
)  # the same of a red or violet one, and hues below and above which it is
_GAP = (0.05, 0.20)  # of the picture above the land, over which the bright gap under the cloud passes into it
_GAP_SHARE = 0.85  # how much of its light the gap keeps
_OWN = ("aurora", "curtains")  # groups whose colour is their own
_LUMA = np.array([0.0722, 0.7152, 0.2126], np.float32)


def keep_air(painting: Painting, *, is_sunny: bool = False) -> bool:
    """Give the sky of a painting the colour of air where it is not warm, in place, and return whether it has one.

    By the light of a named sun it is bluer.
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
        light = light + _SHARE * sky * (1 - warm) * (luma * (_CLEAR_AIR if is_sunny else _AIR) - light)
        group.light = light.astype(group.light.dtype)
    return True


def deepen(painting: Painting, hues: Sequence[float]) -> bool:
    """Darken a sky that is named red, crimson or violet, in place, and return whether that is needed: as light as noon it is pink."""
    if not any(hue < _DEEP_HUES[0] or hue > _DEEP_HUES[1] for hue in hues):
        return False
    return loom(painting, _GLOWING, _LEAST_GLOWING)


def loom(painting: Painting, share: float = _LOOMING, least: float = _LEAST) -> bool:
    """Darken the sky of a painting to that of a storm before the land that is still in the light, in place; return whether it has one.

    Right above the land a gap stays bright, as under the edge of a cloud.

    Parameters
    ----------
    painting : Painting
    share : float
        Of the light of the land, what such a sky has.
    least : float
        The least factor that makes it so.
    """
    sky = painting.masks.get("sky")
    if sky is None or float(np.mean(sky)) < _SEEN_SKY:
        return False
    sky = np.asarray(sky, np.float32)
    total = np.sum([np.asarray(group.light, np.float32) for group in painting.groups.values()], axis=0) @ _LUMA
    land = total[sky < 0.5]
    if land.size < 16:
        return False
    bright = float(np.percentile(land, 80))
    factor = min(max(share * bright / max(float(np.median(total[sky > 0.5])), 1e-6), least), 1.0)
    height = sky.shape[0]
    rows = np.arange(height, dtype=np.float32)[:, None]
    foot = np.where(sky > 0.5, rows, -1).max(axis=0)  # lowest row of sky of each column
    level = float(np.percentile(foot[foot >= 0], 70))
    above = (level - rows) / height
    gap = _GAP_SHARE * (1 - np.clip((above - _GAP[0]) / (_GAP[1] - _GAP[0]), 0, 1)) ** 2
    dark = (1 - sky * (1 - factor) * (1 - gap))[..., None]
    for name, group in painting.groups.items():
        if name not in _OWN and group.light.shape[:2] == sky.shape:
            group.light = (np.asarray(group.light, np.float32) * dark).astype(group.light.dtype)
    return True
