"""Stand-ins for what the engine hands to providers: progress, a storyboard, a finished film."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from beatreel import (
    Analysis,
    Deliverable,
    JobCancelledError,
    LoopWindow,
    PlatformSpec,
    Progress,
    Scene,
    Song,
    Storyboard,
    VideoSpec,
    frame_count,
    frame_to_seconds,
    seconds_to_frame,
)


def silent_progress(done: float, note: str = "") -> None:
    """Take a progress report and do nothing."""


class RecordedProgress:
    """Remembers progress reports.

    Parameters
    ----------
    cancel_after : int, optional
        Raise JobCancelledError at this report, counted from 1, as the engine does when the user cancels.

    Attributes
    ----------
    reports : list of (float, str)
    """

    def __init__(self, *, cancel_after: int | None = None) -> None:
        self.reports: list[tuple[float, str]] = []
        self._cancel_after = cancel_after

    def __call__(self, done: float, note: str = "") -> None:
        self.reports.append((done, note))
        if self._cancel_after is not None and len(self.reports) >= self._cancel_after:
            raise JobCancelledError("The job was cancelled")


def make_scene(
    *, start: float = 0.0, end: float = 2.0, prompt: str = "dunes at dawn, slow push forward", seed: int = 1
) -> Scene:
    """Return one scene, for generators."""
    return Scene(index=0, start=start, end=end, cut_time=start, prompt=prompt, seed=seed)


def make_storyboard(song: Song, analysis: Analysis, spec: VideoSpec, *, bars: int = 2, prompt: str = "") -> Storyboard:
    """Return a plain storyboard: a cut every few bars.

    Parameters
    ----------
    bars : int
        Bars per scene.
    """
    rate = spec.frame_rate
    duration = frame_to_seconds(frame_count(analysis.duration, rate), rate)
    cuts = [t for t in analysis.downbeat_times[::bars] if 1.0 < t < duration - 1.0]
    edges = [0.0, *(frame_to_seconds(seconds_to_frame(t, rate), rate) for t in cuts), duration]
    grid = [0.0, *cuts]
    scenes = tuple(
        Scene(index=n, start=start, end=end, cut="downbeat" if n else "start", cut_time=grid[n], prompt=prompt)
        for n, (start, end) in enumerate(zip(edges, edges[1:], strict=False))
    )
    return Storyboard(
        song_sha256=song.sha256,
        duration=duration,
        frame_rate=rate,
        prompt=prompt,
        scenes=scenes,
        loop=LoopWindow(start=scenes[0].start, end=min(scenes[0].end, 8.0), bars=bars, scene=0),
    )


class FakeMaster:
    """A finished film that makes real, plain files: one grey for each scene, silence for the song.

    Implements :class:`beatreel.Master`.

    Parameters
    ----------
    song : Song
    storyboard : Storyboard
    folder : Path
        Where the master lies.
    spec : VideoSpec, optional

    Attributes
    ----------
    delivered : list of str
        The platforms that files were asked for, in order.
    """

    def __init__(self, song: Song, storyboard: Storyboard, folder: Path, spec: VideoSpec | None = None) -> None:
        self.song = song
        self.storyboard = storyboard
        self.spec = spec or VideoSpec(width=144, height=256, frame_rate=storyboard.frame_rate)
        self.title = song.title or "Song"
        self.digital_source_type = "algorithmicMedia"
        self.path = folder / "master.mp4"
        self.delivered: list[str] = []
        self._write(self.path, self.spec.width, self.spec.height, list(storyboard.scenes), sample_rate=48_000)

    def deliver(
        self,
        platform: PlatformSpec,
        destination: Path,
        *,
        start_scene: int = 0,
        end_scene: int | None = None,
        notes: Sequence[str] = (),
        overlay: Any = None,
        progress: Progress,
    ) -> Deliverable:
        """See :meth:`beatreel.Master.deliver`."""
        scenes = list(self.storyboard.scenes[start_scene:end_scene])
        return self._deliver(
            platform, destination, scenes, notes, progress, sample_rate=platform.audio_sample_rate, overlay=overlay
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
        """See :meth:`beatreel.Master.deliver_loop`."""
        window = self.storyboard.loop
        scene = self.storyboard.scenes[window.scene].model_copy(update={"start": window.start, "end": window.end})
        return self._deliver(platform, destination, [scene], notes, progress, sample_rate=None)

    def _deliver(
        self,
        platform: PlatformSpec,
        destination: Path,
        scenes: list[Scene],
        notes: Sequence[str],
        progress: Progress,
        *,
        sample_rate: int | None,
        overlay: Any = None,
    ) -> Deliverable:
        progress(0.0, platform.title)
        width, height = platform.size_of(self.spec)
        duration = self._write(
            destination, width, height, scenes, sample_rate=sample_rate, progress=progress, overlay=overlay
        )
        self.delivered.append(platform.name)
        progress(1.0, platform.title)
        return Deliverable(
            platform=platform.name,
            path=destination,
            width=width,
            height=height,
            duration=float(duration),
            size=destination.stat().st_size,
            has_audio=sample_rate is not None,
            notes=tuple(notes),
        )

    def _write(
        self,
        path: Path,
        width: int,
        height: int,
        scenes: list[Scene],
        *,
        sample_rate: int | None,
        progress: Progress = silent_progress,
        overlay: Any = None,
    ) -> Fraction:
        from beatreel.testing import videofile

        rate = self.spec.frame_rate
        first = seconds_to_frame(scenes[0].start, rate)
        last = seconds_to_frame(scenes[-1].end, rate)
        levels = [40 + 30 * (scene.index % 6) for scene in scenes]
        ends = [seconds_to_frame(scene.end, rate) - first for scene in scenes]
        draw = overlay and (lambda frame, index: overlay.draw(frame, frame_to_seconds(first + index, rate)))
        videofile.write_greys(
            path, width, height, rate, levels, ends, sample_rate=sample_rate, progress=progress, draw=draw
        )
        return Fraction(last - first) / rate
