"""Writes plain grey films; for tests of exporters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from beatreel import Progress


def write_greys(
    path: Path,
    width: int,
    height: int,
    frame_rate: Fraction,
    levels: Sequence[int],
    ends: Sequence[int],
    *,
    sample_rate: int | None,
    progress: Progress,
    draw: Callable[[Any, int], None] | None = None,
) -> None:
    """Write an H.264 MP4 of flat grey frames, with silent AAC or without sound.

    Parameters
    ----------
    path : Path
    width, height : int
        Pixels, even.
    frame_rate : Fraction
    levels : sequence of int
        Luma of each stretch, 16 to 235.
    ends : sequence of int
        Frame at which each stretch ends, increasing.
    sample_rate : int or None
        Hz of the silence.
    progress : Progress
        Asked for every few frames.
    draw : callable (frame, index), optional
        Draws over a frame in place, I420.
    """
    import av
    import numpy as np

    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as output:
        video: Any = output.add_stream("libx264", rate=frame_rate, options={"preset": "ultrafast", "g": "24"})
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        sound: Any = output.add_stream("aac", rate=sample_rate, layout="stereo") if sample_rate else None
        picture = np.full((height * 3 // 2, width), 128, np.uint8)
        index = 0
        for level, end in zip(levels, ends, strict=True):
            picture[:height] = level
            frame = av.VideoFrame.from_ndarray(picture, format="yuv420p")
            while index < end:
                if index % 8 == 0:
                    progress(index / ends[-1])
                if draw is not None:
                    drawn = picture.copy()
                    draw(drawn, index)
                    frame = av.VideoFrame.from_ndarray(drawn, format="yuv420p")
                frame.pts, frame.time_base = index, 1 / frame_rate
                output.mux(video.encode(frame))
                index += 1
        output.mux(video.encode(None))
        if sound is not None:
            left = round(Fraction(ends[-1]) / frame_rate * sample_rate)
            position = 0
            while left > 0:
                count = min(1024, left)
                silence = av.AudioFrame.from_ndarray(np.zeros((2, count), np.float32), format="fltp", layout="stereo")
                silence.sample_rate, silence.pts, silence.time_base = sample_rate, position, Fraction(1, sample_rate)
                output.mux(sound.encode(silence))
                position, left = position + count, left - count
            output.mux(sound.encode(None))
