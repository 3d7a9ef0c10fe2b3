"""Joining scene clips and the song to one film, without encoding a picture twice.

Every picture's time is its number in the film over the exact frame rate, never a sum of lengths, so nothing can drift. The
file starts with its index, has no edit list, and picture and sound both start at 0.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.errors import MediaError
from beatreel.media.encode import MP4_OPTIONS
from beatreel.media.publish import published, write_error
from beatreel.media.soundtrack import AudioStretch as AudioStretch, Soundtrack
from beatreel.media.tags import FilmTags, write_tags

if TYPE_CHECKING:
    from av.container import InputContainer, OutputContainer

    from beatreel.core.ports import Progress

_REORDER_DEPTH = (
    1  # frames: B-frames refer to no other B-frames, so no picture waits for more than one that is shown later
)
# To learn what a stream is like FFmpeg decodes its first frames, which takes longer than copying the clip, though all that joining
# asks for stands in the clip's index. No decoder has this name.
_UNDECODED = {"codec_whitelist": "none"}


@dataclass(frozen=True)
class JoinedFilm:
    """What was written.

    Attributes
    ----------
    path : Path
    frame_count : int
    duration : float
        Seconds of the picture.
    size : int
        Bytes.
    """

    path: Path
    frame_count: int
    duration: float
    size: int


def join(
    clips: Sequence[Path],
    destination: Path,
    *,
    frame_rate: Fraction,
    audio: AudioStretch | None = None,
    tags: FilmTags | None = None,
    frame_counts: Sequence[int] | None = None,
    progress: Progress | None = None,
) -> JoinedFilm:
    """Join clips of equal :class:`~beatreel.media.encode.EncodeSettings` to one MP4.

    Parameters
    ----------
    clips : sequence of Path
        As :func:`~beatreel.media.encode.encode_scene` made them, in order.
    destination : Path
        Appears complete or not at all.
    frame_rate : Fraction
    audio : AudioStretch, optional
        The sound; without it the film is silent.
    tags : FilmTags, optional
        What the file says about itself; without them nothing.
    frame_counts : sequence of int, optional
        How many frames each clip must have.
    progress : Progress, optional

    Returns
    -------
    JoinedFilm

    Raises
    ------
    MediaError
        If a clip is missing, damaged, has another number of frames, or was encoded with other settings.
    """
    if not clips:
        raise MediaError("There are no scenes to join")
    if frame_counts is not None and len(frame_counts) != len(clips):
        raise ValueError("frame_counts must have one number for each clip")
    with published(destination) as part:
        pictures = _Pictures(clips, frame_rate, frame_counts, progress)
        _write(part, pictures, audio, tags)
        if tags:
            write_tags(part, tags)
        size = part.stat().st_size
    return JoinedFilm(destination, pictures.frame_count, float(pictures.frame_count / frame_rate), size)


def _write(part: Path, pictures: _Pictures, audio: AudioStretch | None, tags: FilmTags | None) -> None:
    import av

    options = dict(MP4_OPTIONS)
    try:
        with av.open(str(part), "w", format="mp4", options=options) as container:
            container.metadata.update(tags.container_metadata() if tags else {})
            streams = [pictures.packets(container)]
            if audio:
                streams.append(Soundtrack(container, audio).packets())
            for packet in _in_order(streams):
                container.mux(packet)
    except av.error.FFmpegError as error:
        if error.errno in errno.errorcode and isinstance(error, OSError):
            raise write_error(part, error) from error
        raise MediaError(f"The scenes cannot be joined: {error.strerror}", hint="Render the scenes anew") from error
    except OSError as error:
        raise write_error(part, error) from error


def _in_order(streams: list[Iterator[tuple[float, Any]]]) -> Iterator[Any]:
    """Merge streams by time, holding one packet of each."""
    heads = [next(stream, None) for stream in streams]
    while any(heads):
        chosen = min((i for i, head in enumerate(heads) if head), key=lambda i: heads[i][0])  # type: ignore[index]
        head = heads[chosen]
        assert head is not None
        yield head[1]
        heads[chosen] = next(streams[chosen], None)


class _Pictures:
    """The video stream of a film that is being joined."""

    def __init__(
        self,
        clips: Sequence[Path],
        frame_rate: Fraction,
        frame_counts: Sequence[int] | None,
        progress: Progress | None,
    ) -> None:
        self.clips = clips
        self.frame_rate = Fraction(frame_rate)
        self._time_base = 1 / self.frame_rate
        self.frame_counts = frame_counts
        self.progress = progress
        self.frame_count = 0

    def packets(self, container: OutputContainer) -> Iterator[tuple[float, Any]]:
        """Add the stream to a container; yield its packets with their decoding times in seconds."""
        with _open_clip(self.clips[0]) as first:
            template = first.streams.video[0]
            self._like = _nature(first)
            stream = container.add_stream_from_template(template)
            stream.time_base = 1 / self.frame_rate
        return self._packets(stream)

    def _packets(self, stream: Any) -> Iterator[tuple[float, Any]]:
        length = float(1 / self.frame_rate)
        for number, path in enumerate(self.clips):
            written = 0
            with _open_clip(path, _UNDECODED) as clip:
                tick = clip.streams.video[0].time_base or 1 / self.frame_rate
                step = tick * self.frame_rate  # frames for each tick of the clip's clock
                if _nature(clip) != self._like:
                    raise MediaError(
                        f"“{path.name}” was encoded with other settings than “{self.clips[0].name}”",
                        hint="Render the scenes anew",
                    )
                source = clip.streams.video[0]
                for packet in clip.demux(source):
                    if packet.pts is None or not packet.size:
                        continue
                    if written == 0 and not packet.is_keyframe:
                        raise MediaError(f"“{path.name}” does not start with a key frame", hint="Render the scene anew")
                    self._place(packet, stream, written, step)
                    written += 1
                    yield (self.frame_count + written) * length, packet
            if not written or (self.frame_counts and written != self.frame_counts[number]):
                wanted = self.frame_counts[number] if self.frame_counts else "some"
                raise MediaError(
                    f"“{path.name}” has {written} frames instead of {wanted}", hint="Render the scene anew"
                )
            self.frame_count += written
            if self.progress:
                self.progress((number + 1) / len(self.clips))

    def _place(self, packet: Any, stream: Any, place: int, step: Fraction) -> None:
        shown, rest = divmod(packet.pts * step.numerator, step.denominator)
        if rest:
            raise MediaError("A clip has another frame rate than the film", hint="Render the scenes anew")
        packet.pts = self.frame_count + shown
        # The clip's own decoding times are of no use: x264 starts them elsewhere in clips of a few frames.
        packet.dts = self.frame_count + place - _REORDER_DEPTH
        packet.duration = 1
        packet.time_base = self._time_base
        packet.stream = stream


def _open_clip(path: Path, options: dict[str, str] | None = None) -> InputContainer:
    import av

    try:
        clip = av.open(str(path), format="mp4", options=options)
    except (av.error.FFmpegError, ValueError) as error:
        raise MediaError(f"The clip “{path.name}” cannot be read: {error}", hint="Render the scene anew") from error
    if not clip.streams.video:
        clip.close()
        raise MediaError(f"The clip “{path.name}” has no picture", hint="Render the scene anew")
    return clip


def _nature(clip: InputContainer) -> tuple[object, ...]:
    """What must be equal for pictures to be decoded by one set of parameters."""
    context = clip.streams.video[0].codec_context
    return context.name, context.width, context.height, context.extradata
