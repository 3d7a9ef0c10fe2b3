"""A platform's loop: which stretch of the song it shows, drawn anew, and encoded by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.analysis import Analysis
from beatreel.core.model import LoopWindow, Scene, Storyboard
from beatreel.core.platform import PlatformSpec
from beatreel.core.timing import seconds_to_frame
from beatreel.director.looping import plan_loop
from beatreel.media.encode import encode_scene
from beatreel.media.join import JoinedFilm, join
from beatreel.media.loop import Seam, seamless
from beatreel.media.settings import EncodeSettings, half_second
from beatreel.media.tags import FilmTags

if TYPE_CHECKING:
    import numpy as np

    from beatreel.core.ports import Progress

    Frame = np.ndarray[Any, np.dtype[np.uint8]]

DrawLoop = Callable[[Scene, int, int], Iterator[Any]]

_FADE_SECONDS = 0.4  # of the loop's cross-fade: 12 frames at 30 per second
_SAFE_SHARE = 0.9  # of the largest file that a loop's bitrate may fill
_MAX_BITRATE = 12_000_000  # where the platform names none
_MARGIN = 0.1  # seconds that keep rounding to frames inside a platform's limits


def loop_window(platform: PlatformSpec, storyboard: Storyboard, analysis: Analysis | None) -> LoopWindow:
    """Return the storyboard's loop if it is as long as the platform wants it, else another one at the hook that is.

    Parameters
    ----------
    platform : PlatformSpec
    storyboard : Storyboard
    analysis : Analysis or None
        None leaves no choice.
    """
    window = storyboard.loop
    shortest, longest = platform.min_duration or 0.0, platform.max_duration or float("inf")
    if analysis is None or shortest <= window.end - window.start <= longest:
        return window
    return plan_loop(analysis, list(storyboard.scenes), shortest=shortest + _MARGIN, longest=longest - _MARGIN)


def loop_scene(storyboard: Storyboard, window: LoopWindow) -> Scene:
    """Return the scene that a loop shows, as long as the loop."""
    scene = storyboard.scenes[window.scene]
    return scene.model_copy(update={"start": window.start, "end": window.end, "cut_time": window.start, "loop": True})


def write_loop(
    draw_frames: DrawLoop,
    scene: Scene,
    platform: PlatformSpec,
    frame_rate: Fraction,
    destination: Path,
    *,
    tags: FilmTags | None,
    progress: Progress,
) -> tuple[JoinedFilm, Seam]:
    """Draw a loop, close it and write it, without sound.

    Parameters
    ----------
    draw_frames : callable ``(scene, first_frame, frame_count) -> iterator of frames``
        Draws at the film's rate.
    scene : Scene
        As :func:`loop_scene` returns it.
    platform : PlatformSpec
        Decides the size, and the rate: the film's, or the highest part of it that the platform takes.
    frame_rate : Fraction
        The film's.
    destination : Path
    tags : FilmTags or None
    progress : Progress

    Raises
    ------
    MediaError
        If a frame cannot be drawn or the file not written.
    """
    step = _rate_divisor(frame_rate, platform.frame_rates[1])
    rate = frame_rate / step
    first, last = seconds_to_frame(scene.start, rate), seconds_to_frame(scene.end, rate)
    count = _clamp_count(last - first, rate, platform)
    seam = Seam()

    def draw(first_frame: int, frame_count: int) -> Iterable[Frame]:
        frames = draw_frames(scene, first_frame * step, (frame_count - 1) * step + 1)
        return (frame for place, frame in enumerate(frames) if place % step == 0)

    frames = seamless(
        draw,
        first,
        count,
        fade=min(round(_FADE_SECONDS * rate), count // 4),
        size=(platform.width, platform.height),
        seam=seam,
    )
    clip = destination.with_name(f".{destination.stem}.loop")
    settings = loop_settings(platform, Fraction(count) / rate, rate)
    try:
        encode_scene(frames, {clip: settings}, frame_count=count, progress=progress)
        joined = join([clip], destination, frame_rate=rate, tags=tags, frame_counts=[count])
    finally:
        clip.unlink(missing_ok=True)
    return joined, seam


def loop_settings(platform: PlatformSpec, duration: Fraction, frame_rate: Fraction) -> EncodeSettings:
    """Return how a loop is encoded: finer than films, for it is short, and within the platform's file size."""
    bitrate = platform.bitrate or _MAX_BITRATE
    if platform.max_bytes:
        bitrate = min(bitrate, int(platform.max_bytes * 8 * _SAFE_SHARE / float(duration)))
    return EncodeSettings(
        name=platform.name,
        width=platform.width,
        height=platform.height,
        frame_rate=frame_rate,
        preset="veryfast",
        crf=19,
        keyframe_interval=half_second(frame_rate),
        max_bitrate=bitrate,
        extra=f"bitrate={bitrate // 1000}" if platform.bitrate else "",  # instead of the constant rate factor
    )


def loop_note(bars: int, duration: float) -> str:
    """Return how long a loop is, for people."""
    if not bars:
        return f"A loop of {duration:.1f} s"
    return f"A loop of {bars} {'bar' if bars == 1 else 'bars'} ({duration:.1f} s)"


def _rate_divisor(frame_rate: Fraction, highest: Fraction) -> int:
    """Return how many film frames pass for each frame of the loop, so that its rate is allowed."""
    step = 1
    while frame_rate / step > highest:
        step += 1
    return step


def _clamp_count(count: int, rate: Fraction, platform: PlatformSpec) -> int:
    if platform.max_duration is not None:
        count = min(count, int(Fraction(platform.max_duration) * rate))
    if platform.min_duration is not None:
        count = max(count, -int(-Fraction(platform.min_duration) * rate // 1))
    return max(count, 1)
