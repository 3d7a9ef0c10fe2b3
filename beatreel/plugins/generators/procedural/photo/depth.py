"""How far away things in a picture probably are.

One function, :func:`estimate_depth`; a depth model could take its place and nothing else would change.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

Picture = np.ndarray[Any, np.dtype[np.uint8]]
Array = np.ndarray[Any, np.dtype[np.float32]]

NEAREST, FARTHEST = 2.2, 16.0  # metres
_WIDTH = 360  # pixels at which depth is estimated: a finer one would copy texture into depth
_BLUR = 0.65  # share of the estimate that ignores edges
_RADIUS, _TOLERANCE = 14, 1e-3  # of the guided filter


def estimate_depth(picture: Picture, subject: Array | None) -> Array:
    """Guess depth from cues that photographs share.

    The lower, the nearer; what is hazy or out of focus is farther; a subject stands before its surroundings. The estimate is
    fitted to the picture's large edges and blurred, so that faces do not wobble (guided filter, K. He et al., 2010).

    Parameters
    ----------
    picture : ndarray (height, width, 3), uint8
        BGR.
    subject : ndarray of any size, float32, or None
        0 to 1 where the subject is, see :func:`~.subject.find_subject`.

    Returns
    -------
    ndarray (rows, columns), float32
        Metres, 2.2 to 16, small and smooth; to be enlarged as needed.
    """
    scale = min(1.0, _WIDTH / picture.shape[1])
    size = (max(16, round(picture.shape[1] * scale)), max(16, round(picture.shape[0] * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.float32) / 255
    sharp = cv2.GaussianBlur(np.abs(cv2.Laplacian(grey, cv2.CV_32F)), (0, 0), 9)
    haze = cv2.erode(small.min(axis=2), np.ones((9, 9), np.uint8)).astype(np.float32) / 255  # the dark channel
    low = np.linspace(0, 1, size[1], dtype=np.float32)[:, None]
    near = 0.40 * low + 0.04 * sharp / max(float(sharp.max()), 1e-6) + 0.06 * (1 - haze)
    if subject is not None:
        near += np.float32(0.54) * cv2.GaussianBlur(cv2.resize(subject, size), (0, 0), 2)
    near = cv2.GaussianBlur(near, (0, 0), 2)
    near = np.float32(1 - _BLUR) * _guided(grey, near) + np.float32(_BLUR) * cv2.GaussianBlur(near, (0, 0), 3)
    first, last = np.percentile(near, [2, 98])
    near = np.clip((near - first) / max(float(last - first), 1e-3), 0, 1)
    inverse = 1 / FARTHEST + near * np.float32(1 / NEAREST - 1 / FARTHEST)
    return np.asarray(1 / inverse, np.float32)


def _guided(guide: Array, image: Array) -> Array:
    size = (2 * _RADIUS + 1, 2 * _RADIUS + 1)
    mean_guide, mean_image = cv2.blur(guide, size), cv2.blur(image, size)
    variance = cv2.blur(guide * guide, size) - mean_guide * mean_guide
    slope = (cv2.blur(guide * image, size) - mean_guide * mean_image) / (variance + np.float32(_TOLERANCE))
    offset = mean_image - slope * mean_guide
    return np.asarray(cv2.blur(slope, size) * guide + cv2.blur(offset, size), np.float32)
