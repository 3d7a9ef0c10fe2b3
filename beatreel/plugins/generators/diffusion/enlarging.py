"""From the size at which a model paints to the size of the film."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Picture = np.ndarray[Any, np.dtype[np.uint8]]

_STEP = 2.0  # enlarged at once; sharpened after each
_SHARPENING = 0.35


def cropped(picture: Picture, width: int, height: int) -> Picture:
    """Return the middle of a picture that has the shape of width x height."""
    rows, columns = picture.shape[:2]
    scale = min(columns / width, rows / height)
    crop_w, crop_h = max(1, round(width * scale)), max(1, round(height * scale))
    left, top = (columns - crop_w) // 2, (rows - crop_h) // 2
    return picture[top : top + crop_h, left : left + crop_w]


def enlarged(picture: Picture, width: int, height: int) -> Picture:
    """Return a picture at a size, filling it.

    Parameters
    ----------
    picture : numpy.ndarray
        RGB uint8, (rows, columns, 3).
    width, height : int

    Returns
    -------
    numpy.ndarray
        (height, width, 3), cropped where the shapes differ; edges are kept crisp in steps of at most a doubling.
    """
    import cv2

    image = cropped(picture, width, height)
    while image.shape[1] * _STEP < width:
        image = _sharpened(cv2.resize(image, None, fx=_STEP, fy=_STEP, interpolation=cv2.INTER_LANCZOS4))
    grows = image.shape[1] < width
    image = cv2.resize(image, (width, height), interpolation=cv2.INTER_LANCZOS4 if grows else cv2.INTER_AREA)
    return _sharpened(image) if grows else image


def _sharpened(image: Any) -> Any:
    import cv2

    soft = cv2.GaussianBlur(image, (0, 0), 1.2)
    return cv2.addWeighted(image, 1 + _SHARPENING, soft, -_SHARPENING, 0)
