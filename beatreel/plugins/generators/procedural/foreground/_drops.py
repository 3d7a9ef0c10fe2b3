"""Water that flies: drops on their arcs, drawn as long as a camera sees them move, and the mist about them."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

Array = np.ndarray[Any, np.dtype[np.float32]]

_FEW = 800  # pixels of the width from which drops need not be drawn larger
_SHUTTER = 0.02  # of the time from the start of a drop until it is down again


def drops(
    shape: tuple[int, int],
    starts: Array,
    speeds: Array,
    fall: float,
    thick: float,
    rng: np.random.Generator,
    *,
    mist: float,
    low: float = np.inf,
    shutter: float = _SHUTTER,
) -> Array:
    """Return how much of a picture is covered by drops, (height, width) 0 to 0.95.

    Parameters
    ----------
    shape : tuple of int
        Height and width.
    starts, speeds : ndarray (count, 2)
        Pixels, to the right and down, and pixels in the time of a flight.
    fall : float
        Pixels that a drop has fallen in twice that time squared.
    thick : float
        Pixels of the usual drop; they are of many sizes.
    mist : float
        Pixels by which the mist about them is spread.
    low : float
        Pixels below its start at which a drop is in the water again.
    shutter : float
        Share of a flight that is seen.
    """
    height, width = shape
    fine = 3 if width < _FEW else 1  # drops are round and small: in few pixels they are drawn in more
    canvas = np.zeros((height * fine, width * fine), np.uint8)
    t = rng.uniform(0.02, 1.0, len(starts))
    sizes = thick * np.minimum(rng.gamma(1.6, 0.55, len(starts)), 3.2)
    shades = rng.integers(60, 255, len(starts))
    ends = [starts + speeds * at[:, None] + np.array([0, fall]) * (at * at)[:, None] for at in (t, t + shutter)]
    seen = (
        (ends[0][:, 1] < starts[:, 1] + low)
        & (ends[0] > -50).all(axis=1)
        & (ends[0] < np.array([width + 50, height + 50])).all(axis=1)
    )
    for a, b, size, shade in zip(*(one[seen] for one in (*ends, sizes, shades)), strict=True):
        points = [tuple(np.round(one * 16 * fine).astype(int).tolist()) for one in (a, b)]
        cv2.line(canvas, points[0], points[1], int(shade), max(1, round(fine * float(size))), cv2.LINE_AA, 4)
    spray = cv2.resize(canvas, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    soft = cv2.GaussianBlur(spray, (0, 0), max(1.0, mist))
    return np.asarray(np.clip(0.95 * cv2.GaussianBlur(spray, (0, 0), 0.6) + 1.1 * soft, 0, 0.95), np.float32)
