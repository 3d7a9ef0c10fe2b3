"""Which frames of a draft are drawn and which are held: "on twos", as animators say.

A draft shows about fifteen drawings a second. The first frame of the scene and the first of every beat are always drawn, so cuts and
accents are where they are in the finished film; a drawing shows the middle of the time for which it is held.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction

DRAFT_PIXELS = 700_000  # whatever has fewer is a draft
_DRAWINGS = 15  # a second


class Holds:
    """The drawings of one scene.

    Parameters
    ----------
    start, end : float
        Of the scene in seconds.
    beat_times : sequence of float
        Seconds, ascending; those of other scenes do not matter.
    frame_rate : Fraction
    """

    def __init__(self, start: float, end: float, beat_times: Sequence[float], frame_rate: Fraction) -> None:
        self._step = max(1, round(frame_rate / _DRAWINGS))
        begun = round(Fraction(start) * frame_rate)
        beats = {math.ceil(time * float(frame_rate)) for time in beat_times if start <= time < end}
        self._anchors = sorted({begun, *(beat for beat in beats if beat > begun)})

    def drawing(self, frame: int) -> tuple[int, float]:
        """Return the frame of the film with which the drawing begins that a frame shows, and the middle of it in frames after that."""
        place = bisect_right(self._anchors, frame)
        anchor = self._anchors[max(place - 1, 0)]
        first = anchor + (frame - anchor) // self._step * self._step
        held = min(self._step, self._anchors[place] - first) if place < len(self._anchors) else self._step
        return first, (held - 1) / 2
