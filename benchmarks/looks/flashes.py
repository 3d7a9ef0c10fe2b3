"""Counts general flashes on frames, as WCAG 2.2 defines them; written apart from the limiter that it judges."""

from __future__ import annotations

from collections import deque
from typing import Any

import cv2
import numpy as np

_GRID = (18, 32)  # places (columns, rows) at which luminance is followed
_STEP = 0.10
_BRIGHT = 0.80
_AREA = (
    0.10  # share of places that must flash together; a phone at reading distance fills about the field that WCAG means
)


class FlashCounter:
    """Follows luminance over frames.

    At each place a flash is a rise and a fall (or the reverse) of at least a tenth of full luminance, the darker side below 0.8. Changes of
    a frame count when they happen at 10 % of the places at once.

    Parameters
    ----------
    rate : float
        Frames a second.
    """

    def __init__(self, rate: float) -> None:
        self._rate, self._frame = rate, -1
        self._extreme: Any = None  # where the present run of each place began
        self._last: Any = None
        self._direction: Any = None
        self._swings: deque[tuple[int, int]] = deque()  # frame and direction of swings over enough of the picture
        self._window: deque[int] = deque()
        self.most = 0

    def add(self, luma: Any) -> None:
        """Take the next frame's luma, uint8 of (height, width), limited range."""
        self._frame += 1
        small = cv2.resize(luma, _GRID, interpolation=cv2.INTER_AREA).astype(np.float32)
        value = np.clip((small - 16) / 219, 0, 1) ** 2.4
        if self._last is None:
            self._extreme, self._last = value.copy(), value
            self._direction = np.zeros(value.shape, np.int8)
            return
        for direction in (1, -1):
            reached = (value - self._extreme) * direction >= _STEP
            darker = np.minimum(value, self._extreme) < _BRIGHT
            new = reached & darker & (self._direction != direction)
            if new.mean() >= _AREA:
                self._swing(direction)
            self._direction[new] = direction
            self._extreme[new] = value[new]
        # While a run goes on, its end moves along with it.
        up, down = self._direction > 0, self._direction < 0
        self._extreme[up] = np.maximum(self._extreme[up], value[up])
        self._extreme[down] = np.minimum(self._extreme[down], value[down])
        still = self._direction == 0
        self._extreme[still] += (value[still] - self._extreme[still]) * 0.2
        self._last = value

    def _swing(self, direction: int) -> None:
        if self._swings and self._swings[-1][1] == direction:
            return
        if self._swings and self._frame - self._swings[-1][0] <= self._rate:
            self._window.append(self._frame)  # a pair of opposing changes
        self._swings.append((self._frame, direction))
        while self._window and self._frame - self._window[0] >= self._rate:
            self._window.popleft()
        self.most = max(self.most, (len(self._window) + 1) // 2)
