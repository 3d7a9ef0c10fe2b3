"""The finished film as exporters see it: platform files by stream copy, and the loop drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.errors import ExportError
from beatreel.core.model import Deliverable, Scene, Song, Storyboard, VideoSpec
from beatreel.core.platform import PlatformSpec
from beatreel.core.timing import seconds_to_frame, seconds_to_sample
from beatreel.media.join import AudioStretch, join
from beatreel.media.loop import Seam, seamless
from beatreel.media.settings import EncodeSettings, half_second, master_settings, social_settings
from beatreel.media.tags import FilmTags
from beatreel.tasks.overlay import drawn_over

if TYPE_CHECKING:
    import numpy as np

    from beatreel.core.ports import Overlay, Progress

    Frame = np.ndarray[Any, np.dtype[np.uint8]]

DrawLoop = Callable[[Scene, int, int], Iterator[Any]]

_FADE_SECONDS = 0.4  # of the loop's cross-fade: 12 frames at 30 per second
_SAFE_SHARE = 0.9  # of the largest file that a loop's bitrate may fill
_LOOP_MAX_BITRATE = 12_000_000
_SAME_SHAPE = 0.01  # share by which two shapes may differ and still be called the same
_DRAWING = 0.9  # share of the work that drawing over scenes is; joining is the rest
_CLICK_FREE = 0.02  # seconds over which the song is faded where a cut ends before it does


@dataclass
class FilmMaster:
    """The finished film, and ways to make files from it that need no second rendering.

    Attributes
    ----------
    path : Path
        The master.
    song, spec, storyboard, title
        As in the job.
    renditions : mapping of (int, int) to sequence of Path
        For each width and height that the scenes were encoded at their clips, in film order.
    frame_counts : sequence of int
        For each scene.
    draw_loop : callable ``(scene, first_frame, frame_count) -> iterator of frames``
        Draws frames of a scene anew, at the film's size and rate.
    tags : FilmTags or None
        What goes into every file; None leaves all out.
    digital_source_type : str
        IPTC, of the generator.
    """

    path: Path
    song: Song
    spec: VideoSpec
    storyboard: Storyboard
    title: str
    renditions: Mapping[tuple[int, int], Sequence[Path]]
    frame_counts: Sequence[int]
    draw_loop: DrawLoop
    tags: FilmTags | None = None
    digital_source_type: str = "algorithmicMedia"
    seams: dict[str, Seam] = field(default_factory=dict)

    def deliver(
        self,
        platform: PlatformSpec,
        destination: Path,
        *,
        start_scene: int = 0,
        end_scene: int | None = None,
        notes: Sequence[str] = (),
        overlay: Overlay | None = None,
        progress: Progress,
    ) -> Deliverable:
        """Write scenes with their stretch of the song; see :class:`~beatreel.core.ports.Master`.

        Raises
        ------
        ExportError
            If there is no rendition of the platform's size, or no such scenes.
        MediaError
            If the clips cannot be joined.
        """
        end_scene = len(self.frame_counts) if end_scene is None else end_scene
        if not 0 <= start_scene < end_scene <= len(self.frame_counts):
            raise ExportError(
                f"There are no scenes {start_scene} to {end_scene}; the film has {len(self.frame_counts)}",
                plugin=platform.name,
            )
        clips = self._rendition(platform)[start_scene:end_scene]
        counts = self.frame_counts[start_scene:end_scene]
        audio = None if platform.audio == "forbidden" else self._sound(platform, start_scene, end_scene)
        sound = audio.keep(destination.parent, self.song.sha256) if audio else None
        first = sum(self.frame_counts[:start_scene])
        over = self._over(clips, counts, overlay, platform, first, destination, progress)
        with over as pictures:
            joined = join(
                pictures,
                destination,
                frame_rate=self.spec.frame_rate,
                audio=sound,
                tags=self.tags,
                frame_counts=counts,
                progress=progress
                if overlay is None
                else lambda done, note="": progress(_DRAWING + (1 - _DRAWING) * done),
            )
        notes = (*notes, *self._shape_notes(platform))
        made = joined.duration, joined.size, audio is not None
        return _deliverable(platform, self.spec, destination, *made, notes)

    def _over(
        self,
        clips: Sequence[Path],
        counts: Sequence[int],
        overlay: Overlay | None,
        platform: PlatformSpec,
        first: int,
        destination: Path,
        progress: Progress,
    ) -> AbstractContextManager[Sequence[Path]]:
        if overlay is None:
            return nullcontext(clips)
        size = platform.size_of(self.spec)
        own = size == (self.spec.width, self.spec.height)
        rate = self.spec.frame_rate
        settings = master_settings(self.spec) if own else social_settings(self.song.duration, rate, size)
        return drawn_over(
            clips,
            counts,
            overlay,
            settings,
            first_frame=first,
            beside=destination,
            progress=lambda done, note="": progress(_DRAWING * done, "drawing over the scenes"),
        )

    def deliver_loop(
        self, platform: PlatformSpec, destination: Path, *, notes: Sequence[str] = (), progress: Progress
    ) -> Deliverable:
        """Write the loop window as a silent, seamless loop; see :class:`~beatreel.core.ports.Master`.

        Raises
        ------
        MediaError
            If a frame cannot be drawn or the file not written.
        """
        from beatreel.media.encode import encode_scene

        window, scene = self.storyboard.loop, self._loop_scene()
        step = _rate_divisor(self.spec.frame_rate, platform.frame_rates[1])
        rate = self.spec.frame_rate / step
        first, last = seconds_to_frame(window.start, rate), seconds_to_frame(window.end, rate)
        count = _clamp_count(last - first, rate, platform)
        seam = Seam()

        def draw(first_frame: int, frame_count: int) -> Iterable[Frame]:
            frames = self.draw_loop(scene, first_frame * step, (frame_count - 1) * step + 1)
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
            joined = join([clip], destination, frame_rate=rate, tags=self.tags, frame_counts=[count])
        finally:
            clip.unlink(missing_ok=True)
        self.seams[platform.name] = seam
        return _deliverable(
            platform,
            self.spec,
            destination,
            joined.duration,
            joined.size,
            False,
            (_loop_note(window.bars, joined.duration), *notes, *self._shape_notes(platform)),
        )

    def _shape_notes(self, platform: PlatformSpec) -> tuple[str, ...]:
        shape, wanted = Fraction(self.spec.width, self.spec.height), platform.aspect
        if wanted is None or abs(float(shape / wanted) - 1) < _SAME_SHAPE:
            return ()
        return (f"Cropped around the middle to {wanted.numerator}:{wanted.denominator}; the film has another shape",)

    def _rendition(self, platform: PlatformSpec) -> Sequence[Path]:
        size = platform.size_of(self.spec)
        clips = self.renditions.get(size, ())
        if len(clips) != len(self.frame_counts):
            raise ExportError(
                f"The scenes were not encoded at {size[0]}x{size[1]}, which {platform.title} wants",
                plugin=platform.name,
                hint="Render the job again with this platform among --only",
            )
        return clips

    def _sound(self, platform: PlatformSpec, start_scene: int, end_scene: int) -> AudioStretch:
        starts = [0, *accumulate(self.frame_counts)]
        song, rate = self.song, self.spec.frame_rate
        last = end_scene == len(self.frame_counts)
        end = song.sample_count
        if not last:
            end = min(seconds_to_sample(starts[end_scene] / rate, song.sample_rate), end)
        return AudioStretch(
            path=song.path,
            source_rate=song.sample_rate,
            start_sample=min(seconds_to_sample(starts[start_scene] / rate, song.sample_rate), end),
            end_sample=end,
            sample_rate=platform.audio_sample_rate,
            bitrate=platform.audio_bitrate,
            fade_out=0.0 if last else _CLICK_FREE,
        )

    def _loop_scene(self) -> Scene:
        window = self.storyboard.loop
        scene = self.storyboard.scenes[window.scene]
        return scene.model_copy(
            update={"start": window.start, "end": window.end, "cut_time": window.start, "loop": True}
        )


def loop_settings(platform: PlatformSpec, duration: Fraction, frame_rate: Fraction) -> EncodeSettings:
    """Return how a loop is encoded: finer than films, for it is short, and within the platform's file size."""
    bitrate = _LOOP_MAX_BITRATE
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
    )


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


def _loop_note(bars: int, duration: float) -> str:
    if not bars:
        return f"A loop of {duration:.1f} s"
    return f"A loop of {bars} {'bar' if bars == 1 else 'bars'} ({duration:.1f} s)"


def _deliverable(
    platform: PlatformSpec,
    spec: VideoSpec,
    path: Path,
    duration: float,
    size: int,
    has_audio: bool,
    notes: Sequence[str],
) -> Deliverable:
    width, height = platform.size_of(spec)
    return Deliverable(
        platform=platform.name,
        path=path,
        width=width,
        height=height,
        duration=duration,
        size=size,
        has_audio=has_audio,
        notes=tuple(notes),
    )
