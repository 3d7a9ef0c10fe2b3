"""The last print of a scene: its tones as the film shows them, with rain, mist, vignette and grain.

A still is graded before anything moves in it. What the air adds, what the lens takes and what the camera leaves out is only known
in a frame, so one is drawn and looked at, as a laboratory times a print. Most scenes are left as they are; of the others, a smooth
curve of luma moves what lies outside its range, and no further than that.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from .finish import BT709, planes

Picture = np.ndarray[Any, np.dtype[np.uint8]]
Curve = np.ndarray[Any, np.dtype[np.float32]]

# Ranges of luma, 0 to 255, of the darkest hundredth, the middle, the lightest hundredth, and of the standard deviation; a
# little within what is wanted of every frame, for a scene moves on from the one that was looked at.
_BLACK, _MEDIAN, _WHITE, _SPREAD = 28.0, (49.0, 117.0), (211.0, 241.0), (43.0, 69.0)
_QUIET = 14.0  # by which the middle of the calmest scene is to be darker than that of the loudest, if it is light
_DOWN, _UP = (46.0, 58.0, 20.0), (0.0, 14.0, 66.0)  # most that each of the three is moved, code values
_SPREAD_BY = 18.0  # most that the quarters are moved away from the middle, or towards it
_LEAST = 60.0  # from the darkest hundredth to the lightest: what has less is no picture to be printed
_SOFT = 9.0  # code values over which a curve bends
_LEVELS = np.arange(256, dtype=np.float32)
_SCALE, _OFFSET = 219 / 255, 16  # of limited range
_CHROMA, _GREY = (10.8, 38.0), 5.0  # range of the mean CIE chroma of a frame, and where it is meant to have none
_PALEST, _RICHEST = 0.75, 1.25  # factors of colour


def print_curve(luma: Picture, tone: float = 0.0) -> Picture | None:
    """Return a table for the luma of a scene's frames, limited range, (256,); None if it is good as it is.

    Parameters
    ----------
    luma : ndarray (height, width), uint8
        Of one of its frames, limited range.
    tone : float
        Of the scene, -1 dark to 1 bright: light pictures are printed darker where the music is calm.
    """
    counts = np.bincount(luma.reshape(-1), minlength=256)[:256].astype(np.float64)
    levels = np.clip((_LEVELS - _OFFSET) / np.float32(_SCALE), 0, 255)
    black, lower, middle, upper, white = levels[np.searchsorted(np.cumsum(counts) / counts.sum(), _RANKS)].tolist()
    if white - black < _LEAST:
        return None
    places = (black, middle, white)
    lightest = _MEDIAN[1] - _QUIET * (1 - tone) / 2
    wanted = (min(black, _BLACK), float(np.clip(middle, _MEDIAN[0], lightest)), float(np.clip(white, *_WHITE)))
    moves = np.clip(np.subtract(wanted, places), np.negative(_DOWN), _UP)
    asked, ends = moves, np.asarray(places)
    for _ in range(3):  # bends are soft, and fall short of what is asked of them
        tones = _curve((*places, 255.0), (*asked, min(asked[2], 0.0)))
        asked = asked + moves - (np.interp(ends, _LEVELS, tones) - ends)
    spread = _deviation(tones, levels, counts)
    if not _SPREAD[0] <= spread <= _SPREAD[1]:
        apart = _curve((black, lower, middle, upper, white, 255.0), (-0.6, -1.0, 0.0, 1.0, 0.3, 0.0)) - _LEVELS
        sign = 1.0 if spread < _SPREAD[0] else -1.0
        for amount in np.linspace(0, _SPREAD_BY, 13)[1:]:
            tried = tones + np.float32(sign * amount) * apart
            if _SPREAD[0] <= _deviation(tried, levels, counts) <= _SPREAD[1]:
                break
        tones = tried
    if np.abs(tones - _LEVELS)[round(black) : round(white)].max() < 1:
        return None
    tones = np.maximum.accumulate(np.clip(tones, 0, 255))
    table = np.interp(levels, _LEVELS, tones) * _SCALE + _OFFSET
    table[:_OFFSET] = np.arange(_OFFSET)  # grain below black
    return np.asarray(np.clip(np.rint(table), 0, 255), np.uint8)


def colour_gain(frame: Picture, height: int, curve: Picture | None) -> float:
    """Return the factor of colour with which the frames of a scene are neither gaudy nor faint: 1 for most.

    A still is as colourful as may be; lasers, a bright print and a loud chorus make it more so, mist and a calm verse less.

    Parameters
    ----------
    frame : ndarray (height * 3 // 2, width), uint8
        One of them, I420.
    height : int
    curve : ndarray (256,), uint8, or None
        What its luma becomes, see :func:`print_curve`.
    """
    y, u, v = planes(frame, height, frame.shape[1])
    small = np.dstack([y[::8, ::8], u[::4, ::4][: -(-height // 8)], v[::4, ::4][: -(-height // 8)]])
    if curve is not None:
        small[..., 0] = curve[small[..., 0]]
    seen = (small.astype(np.float32) - np.array([_OFFSET, 128, 128], np.float32)) @ np.linalg.inv(BT709).T
    lab = cv2.cvtColor(np.clip(seen / 255, 0, 1).astype(np.float32), cv2.COLOR_RGB2Lab)
    chroma = float(np.hypot(lab[..., 1], lab[..., 2]).mean())
    wanted = min(max(chroma, _CHROMA[0]), _CHROMA[1])
    return min(max(wanted / chroma, _PALEST), _RICHEST) if chroma > _GREY else 1.0


_RANKS = (0.01, 0.25, 0.5, 0.75, 0.99)


def _curve(places: tuple[float, ...], moves: Any) -> Curve:
    """Return what each level becomes where those at ``places`` are moved, and black is not."""
    by = np.interp(_LEVELS, (0.0, *places), (0.0, *moves)).astype(np.float32)
    return _LEVELS + cv2.GaussianBlur(by[None], (0, 0), _SOFT, borderType=cv2.BORDER_REPLICATE)[0]


def _deviation(tones: Curve, levels: Any, counts: Any) -> float:
    """Return the standard deviation of luma with a curve."""
    shown = np.interp(levels, _LEVELS, tones)
    mean = np.average(shown, weights=counts)
    return float(np.sqrt(np.average((shown - mean) ** 2, weights=counts)))
