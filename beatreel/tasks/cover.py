"""Which frame stands best alone: for each scene its poster, for the film its cover."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.files import whole_file
from beatreel.media.encode import plane_views

if TYPE_CHECKING:
    import numpy as np

    from beatreel.core.events import SceneGenerated

    Frame = np.ndarray[Any, np.dtype[np.uint8]]

_PLACES = (0.25, 0.4, 0.6)  # shares of a scene at which its entrance accent has gone and its camera has not yet left
_GRID = (270, 360)  # profile grids show the middle 3:4
_TO_XYZ = (
    (0.4125 / 0.9505, 0.3576 / 0.9505, 0.1804 / 0.9505),
    (0.2127, 0.7152, 0.0722),
    (0.0193 / 1.0888, 0.1192 / 1.0888, 0.9502 / 1.0888),
)  # from linear sRGB, relative to its white
COVER_BONUS = 1.25  # for the scene at the hook


class Poster:
    """Looks at a scene's frames as they pass and keeps the best.

    Attributes
    ----------
    score : float
        How well the best frame stands alone, 0 to 2.7; -1 before any was judged.
    """

    def __init__(self, frame_count: int) -> None:
        self._places = {min(int(frame_count * place), frame_count - 1) for place in _PLACES}
        self._best: Frame | None = None
        self.score = -1.0

    def watch(self, frames: Iterator[Frame]) -> Iterator[Frame]:
        """Pass frames on, unchanged."""
        for number, frame in enumerate(frames):
            if number in self._places:
                self._judge(frame)
            yield frame

    def _judge(self, frame: Frame) -> None:
        score = score_of(_rgb(_reduced(frame)))
        if score > self.score:
            self._best, self.score = frame.copy(), score

    def save(self, path: Path) -> None:
        """Write the best frame as JPEG."""
        from PIL import Image

        assert self._best is not None
        with whole_file(path) as part:
            Image.fromarray(_rgb(self._best)).save(part, "JPEG", quality=92)


def cover_score(clip: SceneGenerated, is_hook: bool) -> float:
    """Return how well a scene's poster would do as the cover: its own score, and more at the hook."""
    return clip.poster_score * (COVER_BONUS if is_hook else 1)


def score_of(picture: Frame) -> float:
    """Return how well a frame stands alone, judged in the middle 3:4 that profile grids show.

    Parameters
    ----------
    picture : numpy.ndarray
        RGB uint8, (height, width, 3).

    Returns
    -------
    float
        Spread of light, colour and fine detail, each saturating: 0 to 2.7.
    """
    import cv2

    height, width = picture.shape[:2]
    middle = picture[(height - width * 4 // 3) // 2 :][: width * 4 // 3] if height > width * 4 // 3 else picture
    small = cv2.resize(middle, _GRID, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype("float32")
    chroma = _mean_chroma(cv2.resize(small, (_GRID[0] // 2, _GRID[1] // 2), interpolation=cv2.INTER_AREA))
    detail = float(abs(cv2.Laplacian(grey, cv2.CV_32F)).mean())
    return min(float(grey.std()) / 60, 1.2) + min(chroma / 30, 1.0) + 0.5 * min(detail / 12, 1.0)


def _mean_chroma(picture: Frame) -> float:
    """Return the mean chroma (CIE Lab) of sRGB; OpenCV first fills tables for that, a tenth of a second in each process."""
    import numpy as np

    levels = np.arange(256, dtype=np.float32) / 255
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)[picture]
    relative = linear.reshape(-1, 3) @ np.array(_TO_XYZ, np.float32).T
    x, y, z = np.where(relative > 0.008856, np.cbrt(relative), 7.787 * relative + 16 / 116).T
    return float(np.hypot(500 * (x - y), 200 * (y - z)).mean())


def _reduced(frame: Frame) -> Frame:
    """Return a frame that is large as I420 of half its size: turning all of it into RGB takes ten times as long as judging it."""
    height, width = frame.shape[0] * 2 // 3, frame.shape[1]
    if frame.ndim == 3 or width < 4 * _GRID[0] or height % 4 or width % 4:
        return frame
    import cv2
    import numpy as np

    small = np.empty((height * 3 // 4, width // 2), np.uint8)
    sizes = (width, height), (width // 2, height // 2)
    for source, target in zip(plane_views(frame, *sizes[0]), plane_views(small, *sizes[1]), strict=True):
        cv2.resize(source, target.shape[::-1], dst=target, interpolation=cv2.INTER_AREA)
    return small


def _rgb(frame: Frame) -> Frame:
    if frame.ndim == 3:
        return frame
    import av
    from av.video.reformatter import ColorRange, Colorspace

    picture = av.VideoFrame.from_ndarray(frame, format="yuv420p").reformat(
        format="rgb24", src_colorspace=Colorspace.ITU709, src_color_range=ColorRange.MPEG
    )
    return picture.to_ndarray().astype("uint8", copy=False)
