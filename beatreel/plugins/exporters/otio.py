"""OpenTimelineIO: the film's cuts for editing programs that read ``.otio``. Needs the extra ``otio``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from beatreel import (
    Analysis,
    Deliverable,
    Exporter,
    Finding,
    Master,
    Progress,
    Source,
    UserInputError,
    hookimpl,
)
from beatreel.plugins.exporters._cuts import (
    Placed,
    check_placed,
    cuts_of,
    marks_of,
    timeline_platform,
    write_timeline,
)

_INSTALL = "Install it: pip install 'beatreel[otio]'; or export fcpxml or edl, which need nothing"

PLATFORM = timeline_platform(
    "otio",
    "OpenTimelineIO",
    [Source(rule="containers", text="OpenTimelineIO file format specification: JSON, Timeline.1", official=True)],
)


class OpenTimeline:
    """Writes the cuts, the song, its sections and key moments as an OpenTimelineIO timeline over the master."""

    name = "otio"
    version = "1"
    platform = PLATFORM
    file_name = "timeline.otio"

    def ready(self, *, song_path: Path) -> None:
        """Refuse to start without the library."""
        if find_spec("opentimelineio") is None:
            raise UserInputError("The exporter “otio” needs OpenTimelineIO, which is not installed", hint=_INSTALL)

    def export(self, master: Master, analysis: Analysis, *, destination: Path, progress: Progress) -> Deliverable:
        """Write the file; see :class:`~beatreel.Exporter`."""
        self.ready(song_path=master.song.path)
        return write_timeline(
            self.platform, master, destination, lambda: _timeline(master, analysis).to_json_string(), progress=progress
        )

    def check(self, path: Path) -> Iterator[Finding]:
        """Yield what OpenTimelineIO's own reader finds."""
        self.ready(song_path=path)
        yield from check_placed(path, _read)


def _timeline(master: Master, analysis: Analysis) -> Any:
    import opentimelineio as otio
    from opentimelineio.opentime import RationalTime, TimeRange

    rate = float(master.spec.frame_rate)
    cuts = cuts_of(master)
    frames = cuts[-1].end

    def span(first: int, end: int) -> Any:
        return TimeRange(RationalTime(first, rate), RationalTime(end - first, rate))

    def clip(name: str, first: int, end: int, facts: dict[str, Any]) -> Any:
        film = otio.schema.ExternalReference(target_url=master.path.name, available_range=span(0, frames))
        return otio.schema.Clip(
            name=name,
            media_reference=film,
            source_range=span(first, end),
            metadata={"beatreel": facts} if facts else {},
        )

    timeline = otio.schema.Timeline(
        name=master.title,
        global_start_time=RationalTime(0, rate),
        metadata={"beatreel": {"tempo": analysis.tempo or 0.0}},
    )
    pictures = otio.schema.Track(name="Scenes", kind=otio.schema.TrackKind.Video)
    for cut in cuts:
        facts = {"scene": cut.scene.index + 1, "cut": cut.scene.cut, "prompt": cut.scene.prompt}
        pictures.append(clip(cut.name, cut.first, cut.end, facts))
    song = otio.schema.Track(name="Song", kind=otio.schema.TrackKind.Audio)
    song.append(clip(master.title, 0, frames, {}))
    timeline.tracks.append(pictures)
    timeline.tracks.append(song)
    colours = otio.schema.MarkerColor
    for mark in marks_of(analysis, master.spec.frame_rate, frames=frames):
        timeline.tracks.markers.append(
            otio.schema.Marker(
                name=mark.name,
                marked_range=span(mark.frame, mark.frame + 1),
                color=colours.RED if mark.is_moment else colours.GREEN,
            )
        )
    return timeline


def _read(path: Path) -> list[Placed]:
    import opentimelineio as otio

    try:
        timeline = otio.adapters.read_from_file(str(path), "otio_json")
        clips = list(timeline.video_tracks()[0].find_clips())
        return [_placed(clip) for clip in clips]
    except (otio.exceptions.OTIOError, AttributeError, IndexError, RuntimeError) as error:
        raise ValueError(f"it is no timeline with pictures ({error})") from error


def _placed(clip: Any) -> Placed:
    lies = clip.range_in_parent()
    start = Fraction(lies.start_time.value) / Fraction(lies.start_time.rate)
    duration = Fraction(lies.duration.value) / Fraction(lies.duration.rate)
    return Placed(start, start + duration, getattr(clip.media_reference, "target_url", ""))


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporter ``otio``."""
    return [OpenTimeline()]
