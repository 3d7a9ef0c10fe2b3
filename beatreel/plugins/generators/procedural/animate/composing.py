"""Where a frame has what its picture is about: on a third, as far as the plate reaches.

What a prompt names is known from the painting. Elsewhere it is what catches the eye: colours that differ from what is about them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Focus

Array = np.ndarray[Any, np.dtype[np.float32]]

_FIRST, _SECOND = 1 / 3, 2 / 3
_FAR = 0.17  # of the frame from a crossing of thirds, where half of what being on it is worth is lost
_HEAD = 0.6  # of its height over where it is looked at: there is the head of who stands
_ASIDE = 0.45  # of what there is room for: least that a frame looks further to a side that it is told to
_TRIED = 15  # places each way
_CLOSER, _MOVED = (
    0.6,
    0.5,
)  # what looking twice as close costs, and looking a whole picture aside, against a subject that is on no third
_COLUMNS = 54  # in which a picture is looked at: what is seen at a glance
_SCALES = ((1.5, 8.0), (3.0, 16.0), (5.0, 24.0))  # of a thing and of what is about it
_LIGHT = 60.0  # L* by which a thing is darker than what is about it, where it does not count
_OUTSTANDING = 2.2  # times as much as places do on average
_ELSEWHERE = 0.07  # of what a crop sees, that looking to the middle may cost where it was to look to a side
_FAINT = 10.0  # differences of colour, CIE L*a*b*, that nobody sees at a glance
_AXIS = 0.05  # widths from the vanishing point: there all lines lead to


def eye_catcher(picture: Any) -> Focus | None:
    """Return what is seen first in a picture, uint8 BGR (height, width, 3); None where nothing stands out, as in a texture."""
    height, width = picture.shape[:2]
    small = cv2.resize(picture[..., :3], (_COLUMNS, round(_COLUMNS * height / width)), interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_BGR2Lab)
    total = np.zeros(lab.shape[:2], np.float32)
    for thing, about in _SCALES:
        away = _blurred(lab, thing) - _blurred(lab, about)
        total += np.linalg.norm(away, axis=2) * (1 + np.clip(away[..., 0] / _LIGHT, -0.5, 0.5))
    total = _blurred(total, 2.0)
    row, column = np.unravel_index(int(total.argmax()), total.shape)
    if total[row, column] < max(_OUTSTANDING * total.mean(), _FAINT):
        return None
    return Focus((float(column) + 0.5) / total.shape[1], (float(row) + 0.5) / total.shape[0])


def _blurred(image: Array, reach: float) -> Array:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), reach, borderType=cv2.BORDER_REFLECT), np.float32)


class Framing(NamedTuple):
    """What a frame sees of a plate: how much closer than painted, and its middle from that of the plate, shares of the plate."""

    zoom: float
    x: float
    y: float


def on_thirds(
    subjects: Sequence[tuple[Focus, float]],
    zooms: Sequence[float],
    seen: tuple[float, float],
    slack: Callable[[float], tuple[float, float]],
    *,
    framing: float = 0.0,
    axis: float | None = None,
) -> Framing:
    """Return the framing that has subjects nearest to crossings of thirds, of those that a plate has room for.

    Parameters
    ----------
    subjects : sequence of (Focus, float)
        And how much each matters.
    zooms : sequence of float
        To be tried; the first is the one to be kept unless another is worth it.
    seen : tuple of float
        Share of the plate's width and height that a frame sees as painted.
    slack : callable
        Takes a zoom; how far the frame may move off the middle, shares of the plate.
    framing : float
        It looks further to the left (-1) or right (1) than is best; what stands near a side stays in the picture.
    axis : float, optional
        Where the lines of a picture meet, a share of its width: what stands there is not moved off it.
    """
    best, least = Framing(zooms[0], 0.0, 0.0), math.inf
    for zoom in zooms:
        most_x, most_y = slack(zoom)
        right = np.linspace(-most_x, most_x, _TRIED, dtype=np.float32)[None, :]
        down = np.linspace(-most_y, most_y, _TRIED, dtype=np.float32)[:, None]
        cost = (zoom / zooms[0] - 1) * _CLOSER + _MOVED * (right**2 + down**2)
        for focus, weight in subjects:
            x = 0.5 + (focus.x - 0.5 - right) * zoom / seen[0]
            y = 0.5 + (focus.y - _HEAD * focus.down - 0.5 - down) * zoom / seen[1]
            off_y = np.minimum(np.abs(y - _FIRST), np.abs(y - _SECOND))
            if axis is not None and abs(focus.x - axis) < _AXIS and not framing:
                off_x = np.abs(x - 0.5)
            else:
                off_x = np.minimum(np.abs(x - _FIRST), np.abs(x - _SECOND))
            off = off_x**2 + off_y**2
            cost = cost + weight * off / (off + _FAR**2)
        if framing:
            free = int(cost.min(axis=0).argmin()) + round(_ASIDE * framing * _TRIED / 2)
            column = min(max(free, 0), _TRIED - 1)
            cost[:, slice(column) if framing > 0 else slice(column + 1, None)] = np.inf
        row, column = np.unravel_index(int(cost.argmin()), cost.shape)
        if cost[row, column] < least:
            best, least = Framing(zoom, float(right[0, column]), float(down[row, 0])), float(cost[row, column])
    return best


def interest_of(picture: Any) -> Array:
    """Return how much there is to be seen at each place of a picture, (84, 48): its lights, darks and edges against what is about them."""
    small = cv2.resize(picture[..., :3], (48, 84), interpolation=cv2.INTER_AREA).astype(np.float32)
    return np.asarray(np.abs(small - cv2.GaussianBlur(small, (0, 0), 6)).max(axis=2), np.float32)


def best_place(interest: Array, share: float, side: float = 0.0) -> tuple[float, float]:
    """Return where a crop of a ``share`` of each side sees most: x and y, -1 at the left and top to 1; 0 where nothing stands out.

    ``side`` is where it would rather look, -1 left to 1 right.
    """
    rows, columns = (max(1, round(share * size)) for size in interest.shape)
    sums = np.pad(interest, ((1, 0), (1, 0))).cumsum(axis=0).cumsum(axis=1)
    inside = 1.0 + sums[rows:, columns:] - sums[:-rows, columns:] - sums[rows:, :-columns] + sums[:-rows, :-columns]
    y, x = (np.linspace(-1, 1, size, dtype=np.float32) for size in inside.shape)
    worth = inside * (1 - 0.06 * y * y)[:, None] * (1 - _ELSEWHERE * (x - np.float32(side)) ** 2)
    row, column = np.unravel_index(int(np.argmax(worth)), worth.shape)
    return float(x[column]), float(y[row])
