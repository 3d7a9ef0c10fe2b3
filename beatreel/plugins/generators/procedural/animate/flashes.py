"""No more than three flashes a second, for people with photosensitive epilepsy.

A general flash is a pair of opposing changes of relative luminance by 10 % or more of its greatest value, where the darker one is
below 0.80; a quarter of a small part of the screen is enough (WCAG 2.2, success criterion 2.3.1). What answers the beats is
therefore measured before the first frame: where beats come faster than three a second, the lights are held back until too little
of the picture changes enough to count. Nothing depends on the frames before, so any frame can be drawn alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Picture = np.ndarray[Any, np.dtype[np.uint8]]
Array = np.ndarray[Any, np.dtype[np.float32]]

MOST = 3  # flashes within any second
AREA = 0.10  # share of the frame from which a change counts
STEP = 0.10  # of relative luminance
_BRIGHT = 0.80  # the darker of the two must be below
_WEIGHTS = np.array([0.0722, 0.7152, 0.2126], np.float32)  # BGR


def relative_luminance(picture: Array | Picture) -> Array:
    """Return the relative luminance (0 to 1) of display BGR(A), 0 to 255, by the formula of sRGB."""
    value = np.asarray(picture[..., :3], np.float32) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return (linear @ _WEIGHTS).astype(np.float32)


def changed_share(one: Array, other: Array) -> float:
    """Return the share of the frame whose luminance changes enough to be half a flash."""
    return float(((np.abs(one - other) >= STEP) & (np.minimum(one, other) < _BRIGHT)).mean())


def most_in_a_second(times: Sequence[float], start: float, end: float) -> int:
    """Return how many of the times lie within the fullest second around [start, end)."""
    near = times[bisect_left(times, start - 1) : bisect_left(times, end + 1)]
    return max((bisect_left(near, time + 1.0) - number for number, time in enumerate(near)), default=0)


def safe_strength(dark: Array, lit: Callable[[float], Sequence[tuple[Array, int]]]) -> float:
    """Return how strongly the lights may answer the music, 0 to 1.

    Parameters
    ----------
    dark : ndarray (rows, columns)
        Relative luminance between the accents.
    lit : function
        From a strength to the relative luminance at each kind of accent, with how many of them come in a second.
    """
    for strength in (1.0, 0.85, 0.7, 0.55, 0.4, 0.3, 0.2, 0.1):
        flashes = sum(rate for picture, rate in lit(strength) if changed_share(dark, picture) >= AREA)
        if flashes <= MOST:
            return strength
    return 0.0
