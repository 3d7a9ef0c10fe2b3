"""Reading a picture file as people see it: turned upright, eight bits, blue-green-red."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np

Picture = np.ndarray[Any, np.dtype[np.uint8]]


def read_picture(path: Path) -> tuple[Picture, Picture | None]:
    """Read a picture.

    Parameters
    ----------
    path : Path
        Any format that OpenCV reads.

    Returns
    -------
    picture : ndarray (height, width, 3), uint8
        BGR, turned as the camera was held.
    alpha : ndarray (height, width), uint8, or None
        Its transparency, if any of it is transparent.

    Raises
    ------
    ValueError
        If the file holds no picture.
    OSError
    """
    data = np.frombuffer(path.read_bytes(), np.uint8)
    picture = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    if picture is None:
        raise ValueError("it is not a picture that can be read")
    whole = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    alpha = None
    if whole is not None and whole.ndim == 3 and whole.shape[2] == 4 and whole.shape[:2] == picture.shape[:2]:
        cover = whole[..., 3]
        cover = (cover >> 8).astype(np.uint8) if cover.dtype == np.uint16 else np.ascontiguousarray(cover)
        if int(cover.min()) < 128 < int(cover.max()):
            alpha = cover
    return np.ascontiguousarray(picture), alpha
