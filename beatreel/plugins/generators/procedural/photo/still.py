"""A photo, or any finished picture, as the plate of a scene: the animator moves through it like through a painted world."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.plate import SOFT, LightDelta, Plate, inverse_depth

from .depth import estimate_depth
from .subject import find_subject

Picture = np.ndarray[Any, np.dtype[np.uint8]]
Array = np.ndarray[Any, np.dtype[np.float32]]

_GAIN = 0.16  # of the highlights on a beat, in a picture that has few of them
_BRIGHT = 0.80  # display value from which a pixel counts as bright
_FULL = 245.0  # code value to which highlights may rise


def photo_plate(picture: Picture, width: int, height: int) -> Plate:
    """Make a plate of a picture.

    The picture is cropped to the shape of the film around its subject. Its highlights become two light groups, warm and cool
    ones, that answer beats and off-beats; the brighter a picture is already, the less.

    Parameters
    ----------
    picture : ndarray (rows, columns, 3), uint8
        BGR, any size.
    width, height : int
        Of the plate, overscan included.
    """
    subject = find_subject(picture)
    image, subject = _framed(picture, subject, width, height)
    depth = estimate_depth(image, subject)
    near = cv2.resize(depth, (max(2, width // SOFT), max(2, height // SOFT)), interpolation=cv2.INTER_LINEAR)
    far = np.clip((near - 5) / 8, 0, 1)
    atmosphere = cv2.resize(image, (max(2, width // SOFT), max(2, height // SOFT)), interpolation=cv2.INTER_AREA)
    whole = np.full((height, width, 4), 255, np.uint8)
    whole[..., :3] = image
    return Plate(
        picture=whole,
        lights=_highlights(image),
        inverse=inverse_depth(cv2.resize(depth, (width, height), interpolation=cv2.INTER_LINEAR)),
        atmosphere=cv2.GaussianBlur(atmosphere, (0, 0), 26 * min(width, height) / 1584),
        focal=1.1 * width,
        centre=(0.5 * width, 0.46 * height),
        travel=0.9,
        masks={"far": (far * 255).astype(np.uint8)},
        elements=[Element("motes", 0.3), Element("mist", 0.12, {"low": 0.1, "high": 0.9, "drift": 14.0}, "far")],
    )


def _framed(picture: Picture, subject: Array | None, width: int, height: int) -> tuple[Picture, Array | None]:
    """Crop a picture and its subject to a shape, with the subject in the middle and its head inside, and enlarge them."""
    rows, columns = picture.shape[:2]
    scale = max(width / columns, height / rows)
    crop_w, crop_h = min(width / scale, columns), min(height / scale, rows)
    middle_x, top = 0.5 * columns, (rows - crop_h) / 3
    if subject is not None:
        shares = np.flatnonzero(subject.max(axis=1) > 0.5)
        middle_x = float((subject.sum(axis=0) * (np.arange(subject.shape[1]) + 0.5)).sum() / subject.sum())
        middle_x *= columns / subject.shape[1]
        top = float(shares[0]) / subject.shape[0] * rows - 0.14 * crop_h
    left = min(max(middle_x - crop_w / 2, 0), columns - crop_w)
    top = min(max(top, 0), rows - crop_h)
    to_source = np.array(
        [[1 / scale, 0, left + 0.5 / scale - 0.5], [0, 1 / scale, top + 0.5 / scale - 0.5]], np.float32
    )
    if scale < 0.7:  # sampling would alias: shrink first
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        to_source = np.array([[1, 0, left * scale], [0, 1, top * scale]], np.float32)
    flags = cv2.INTER_LANCZOS4 | cv2.WARP_INVERSE_MAP
    image = cv2.warpAffine(picture, to_source, (width, height), flags=flags, borderMode=cv2.BORDER_REFLECT_101)
    if subject is None:
        return image, None
    x0, x1 = (round(v / columns * subject.shape[1]) for v in (left, left + crop_w))
    y0, y1 = (round(v / rows * subject.shape[0]) for v in (top, top + crop_h))
    return image, np.ascontiguousarray(subject[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)])


def _highlights(image: Picture) -> list[LightDelta]:
    """Return what a beat may add: the light of bright places and their glow, as far as white leaves room for it."""
    height, width = image.shape[:2]
    luma = image.astype(np.float32) @ np.array([0.0722, 0.7152, 0.2126], np.float32)
    bright = float((luma > 255 * _BRIGHT).mean())
    floor = float(np.percentile(luma, 60))  # in a dark picture smaller lights are its highlights
    share = np.clip((luma - floor) / max(0.75 * (255 - floor), 1.0), 0, 1)
    small = cv2.resize(share, (max(4, width // 8), max(4, height // 8)), interpolation=cv2.INTER_AREA)
    glow = cv2.resize(cv2.GaussianBlur(small, (0, 0), 10 * min(width, height) / 1584 + 0.5), (width, height))
    room = np.clip((_FULL - luma) / 96, 0, 1)
    strength = (0.75 * share + 0.5 * glow) * room
    warmth = image[..., 2].astype(np.float32) - image[..., 0]
    warm = cv2.blur(1 / (1 + np.exp(np.clip(-warmth / 14, -20, 20))), (5, 5))
    gain = _GAIN * (1 - bright) ** 2
    groups = []
    cooler = float((strength * (1 - warm)).sum()) > float((strength * warm).sum())
    for name, own, main in (("warm lights", warm, not cooler), ("cool lights", 1 - warm, cooler)):
        delta = np.zeros((height, width, 4), np.uint8)
        delta[..., :3] = np.clip(image * (strength * own)[..., None] + 0.5, 0, 255)
        groups.append(LightDelta(name, delta, "kick" if main else "offbeat", 1.0, gain if main else 1.3 * gain))
    return groups
