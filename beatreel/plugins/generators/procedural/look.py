"""What a style does to a still: scattered light before grading, colours and curves after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from .kernels import tone

if TYPE_CHECKING:
    from beatreel import Look

    from .painting import Grade
    from .prompt.describe import SceneDescription

    Picture = np.ndarray[Any, np.dtype[np.uint8]]
    Light = np.ndarray[Any, np.dtype[np.float32]]

_SOFT_SHARE = 0.55  # of the light that softness 1 scatters
_RED = (0.02, 0.16, 1.0)  # BGR of the halo of film: the base reflects red
_BLUE = (1.0, 0.42, 0.16)  # BGR of streaks
_STREAK_FROM = 1.1  # exposed light from which lamps draw streaks


def lens_of(description: SceneDescription, look: Look) -> Look:
    """Return the style's look through the lens that the prompt asks for."""
    changes = {
        "soft": {"softness": max(look.softness, 0.35)},
        "anamorphic": {"streaks": max(look.streaks, 0.7)},
    }.get(description.lens, {})
    return look.model_copy(update=changes)


def scatter(light: Light, look: Look, grade: Grade) -> Light:
    """Add what a lens and film scatter, in place, and return the light.

    Parameters
    ----------
    light : ndarray (height, width, 3), float32
        Linear BGR of one light group; everything here is linear, but for the streaks, which start at bright lamps.
    """
    if look.softness:
        light = tone.bloom(light, _SOFT_SHARE * look.softness, 1.0)
    if look.halation:
        _add(light, tone.scattered(light, 0.8) * (np.array(_RED, np.float32) * np.float32(0.5 * look.halation)))
    if look.streaks:
        _add(light, _streaks(light, np.float32(grade.exposure)) * np.float32(look.streaks))
    return light


def _streaks(light: Light, exposure: np.float32) -> Light:
    height, width = light.shape[:2]
    small = cv2.resize(light, (max(2, width // 8), max(2, height // 2)), interpolation=cv2.INTER_AREA)
    strongest = small.max(axis=2)
    lamps = np.minimum(np.maximum(strongest - _STREAK_FROM / exposure, 0), 6 / exposure)
    total = np.zeros_like(lamps)
    for share, weight in ((0.12, 1.0), (0.4, 0.9), (0.9, 0.7)):
        size = max(3, round(lamps.shape[1] * share)) | 1
        total += weight * cv2.blur(cv2.blur(lamps, (size, 1)), (size, 1))
    return total[..., None] * np.array(_BLUE, np.float32) * np.float32(1.3)


def _add(light: Light, small: Light) -> None:
    for channel in range(3):
        plane = np.ascontiguousarray(small[..., channel])
        light[..., channel] += cv2.resize(plane, (light.shape[1], light.shape[0]), interpolation=cv2.INTER_LINEAR)


def print_through(picture: Picture, look: Look) -> Picture:
    """Give a graded picture, uint8 BGR(A), the style's colours; in place where it can."""
    if look.matrix != ((1, 0, 0), (0, 1, 0), (0, 0, 1)):
        red, green, blue = (np.array(row, np.float32)[::-1] for row in look.matrix)
        matrix = np.eye(picture.shape[2], dtype=np.float32)
        matrix[:3, :3] = np.stack([blue, green, red])
        picture = cv2.transform(picture, matrix)
    if any((*look.shadows, *look.highlights)):
        cv2.LUT(picture, _curves(look, picture.shape[2]), dst=picture)
    if look.bleed:
        picture = _bled(picture, look.bleed * picture.shape[1] / 1584)
    return picture


def _curves(look: Look, channels: int) -> Picture:
    x = np.linspace(0, 1, 256)
    table = np.empty((1, 256, channels), np.uint8)
    table[...] = np.arange(256, dtype=np.uint8)[None, :, None]
    for channel, (dark, light) in enumerate(zip(look.shadows[::-1], look.highlights[::-1], strict=True)):
        curve = x + dark * (1 - x) ** 2.2 + light * x**1.6
        table[0, :, channel] = np.clip(np.rint(curve * 255), 0, 255)
    return table


def _bled(picture: Picture, reach: float) -> Picture:
    """Smear colour sideways and a little to the right, as tape does; brightness stays nearly sharp."""
    size = max(3, round(reach)) | 1
    luma, red, blue = cv2.split(cv2.cvtColor(picture[..., :3], cv2.COLOR_BGR2YCrCb))
    shift = np.array([[1, 0, reach * 0.35], [0, 1, 0]], np.float32)
    red, blue = (
        cv2.warpAffine(cv2.blur(plane, (size, 3)), shift, plane.shape[::-1], borderMode=cv2.BORDER_REPLICATE)
        for plane in (red, blue)
    )
    luma = cv2.blur(luma, (max(1, round(reach / 9)), 1))
    bled = cv2.cvtColor(cv2.merge([luma, red, blue]), cv2.COLOR_YCrCb2BGR)
    return cv2.merge([*cv2.split(bled), picture[..., 3]]) if picture.shape[2] == 4 else bled
