"""The finished film as exporters see it: platform files by stream copy, and the loop drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.analysis import Analysis
from beatreel.core.errors import ExportError
from beatreel.core.model import Deliverable, Scene, Song, Storyboard, VideoSpec
from beatreel.core.platform import PlatformSpec
from beatreel.core.timing import seconds_to_sample
from beatreel.media.join import AudioStretch, join
from beatreel.media.loop import Seam
from beatreel.media.settings import master_settings, social_settings
from beatreel.media.tags import FilmTags
from beatreel.tasks.loops import DrawLoop, loop_note, loop_scene, loop_window, write_loop
from beatreel.tasks.overlay import drawn_over

if TYPE_CHECKING:
    import numpy as np

    from beatreel.core.ports import Overlay, Progress

    Frame = np.ndarray[Any, np.dtype[np.uint8]]

Compose = Callable[[Scene, VideoSpec, "Progress"], DrawLoop]

_SAME_SHAPE = 0.01  # share by which two shapes may differ and still be called the same
_PAINTING = 0.3  # share of the work that painting a composed loop's still is; drawing it is the rest
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
    compose : callable ``(scene, spec, progress) -> draw_loop``, optional
        Has a scene's still painted for another frame, and returns what draws from it.
    analysis : Analysis, optional
        For loops of another length than the storyboard's.
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
    compose: Compose | None = None
    analysis: Analysis | None = None
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
        self,
        platform: PlatformSpec,
        destination: Path,
        *,
        composed: bool = False,
        notes: Sequence[str] = (),
        progress: Progress,
    ) -> Deliverable:
        """Write a silent, seamless loop; see :class:`~beatreel.core.ports.Master`.

        Raises
        ------
        ExportError
            If it is to be composed, and the film cannot be.
        MediaError
            If a frame cannot be drawn or the file not written.
        """
        window = loop_window(platform, self.storyboard, self.analysis)
        scene, draw = loop_scene(self.storyboard, window), self.draw_loop
        if composed:
            spec = self.spec.model_copy(update={"width": platform.width, "height": platform.height})
            draw = self._composer(platform)(scene, spec, lambda done, note="": progress(_PAINTING * done, note))
        joined, seam = write_loop(
            draw,
            scene,
            platform,
            self.spec.frame_rate,
            destination,
            tags=self.tags,
            progress=lambda done, note="": progress(_PAINTING + (1 - _PAINTING) * done if composed else done, note),
        )
        self.seams[platform.name] = seam
        notes = (loop_note(window.bars, joined.duration), *notes, *(() if composed else self._shape_notes(platform)))
        return _deliverable(platform, self.spec, destination, joined.duration, joined.size, False, notes)

    def _composer(self, platform: PlatformSpec) -> Compose:
        if self.compose is None:
            raise ExportError("This film cannot be painted anew", plugin=platform.name, hint="Render the job again")
        return self.compose

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
