"""A loop without a seam: its last frames melt into the frames that came before its first one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from beatreel.media.encode import plane_views, to_planes

if TYPE_CHECKING:
    import numpy as np

    Frame = np.ndarray[Any, np.dtype[np.uint8]]

# A loop starts on a downbeat, where the light jumps: the last frame takes a share of that jump.
_LEAD = 0.35

Draw = Callable[[int, int], Iterable[Any]]


@dataclass
class Seam:
    """How well a loop closes, measured on the luma of what was drawn.

    Attributes
    ----------
    step : float
        Mean absolute difference of one frame and the next, in code values.
    jump : float
        The same of the last frame and the first.
    """

    step: float = 0.0
    jump: float = 0.0

    @property
    def closed(self) -> bool:
        """Whether the jump is no larger than an ordinary step."""
        return self.jump <= self.step


def seamless(
    draw: Draw,
    first: int,
    count: int,
    *,
    fade: int,
    size: tuple[int, int],
    seam: Seam | None = None,
) -> Iterator[Frame]:
    """Yield a loop's frames.

    Over the last ``fade`` frames the picture melts into the frames before ``first``, so that after the last one the first
    one is simply next. Where nothing comes before ``first``, the first frames melt from those behind the end instead.

    Parameters
    ----------
    draw : callable ``(first_frame, frame_count) -> frames``
        Draws the film's frames, a pure function of their numbers.
    first, count : int
        The loop's first frame and length.
    fade : int
        Frames of the cross-fade, less than ``count``.
    size : tuple of int
        Width and height of the frames that are yielded.
    seam : Seam, optional
        Filled when the last frame has been yielded.

    Yields
    ------
    numpy.ndarray
        uint8 I420, (height * 3 // 2, width).
    """
    from_before = first >= fade
    extra_first = first - fade if from_before else first + count
    extra = [to_planes(frame, *size).copy() for frame in draw(extra_first, fade)] if fade else []
    opening: Frame | None = None
    meter = _Meter(size)
    for place, frame in enumerate(draw(first, count)):
        planes = to_planes(frame, *size)
        if from_before and place >= count - fade:
            step = place - (count - fade)
            planes = _mix(planes, extra[step], _eased((step + 1) / fade))
        elif not from_before and place < fade:
            planes = _mix(planes, extra[place], 1 - _eased(place / fade))
        if opening is None:
            opening = planes.copy()
        elif place == count - 1 and fade:
            planes = _mix(planes, opening, _LEAD)
        meter.see(planes)
        yield planes
    if seam is not None:
        seam.step, seam.jump = meter.step(), meter.jump()


def _eased(share: float) -> float:
    return share * share * (3 - 2 * share)


def _mix(planes: Frame, other: Frame, share: float) -> Frame:
    import cv2

    mixed: Frame = cv2.addWeighted(planes, 1 - share, other, share, 0)
    return mixed


class _Meter:
    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._first: Any = None
        self._last: Any = None
        self._steps: list[float] = []

    def see(self, planes: Frame) -> None:
        import cv2

        luma = plane_views(planes, *self._size)[0].copy()
        if self._last is None:
            self._first = luma
        else:
            self._steps.append(cv2.norm(luma, self._last, cv2.NORM_L1) / luma.size)
        self._last = luma

    def step(self) -> float:
        return sum(self._steps) / len(self._steps) if self._steps else 0.0

    def jump(self) -> float:
        import cv2

        return float(cv2.norm(self._first, self._last, cv2.NORM_L1) / self._first.size) if self._steps else 0.0
