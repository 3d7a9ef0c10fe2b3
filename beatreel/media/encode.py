"""Encoding frames to H.264: one scene, one or more renditions, always the same bytes.

Scenes are encoded alone and joined later without encoding them again (:mod:`beatreel.media.join`), which works because every
encode with the same settings starts with the same parameter sets, every group of pictures is closed, and the first frame of every
scene is an IDR frame. Two runs with the same frames give the same bytes: one encoder thread, no code path that depends on the
processor, nothing written that depends on the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from beatreel.core.errors import MediaError
from beatreel.media.held import HeldPictures
from beatreel.media.publish import published_together, write_error
from beatreel.media.settings import (
    X264,
    EncodeSettings as EncodeSettings,
    master_settings as master_settings,
    social_settings as social_settings,
)

if TYPE_CHECKING:
    import numpy as np

    from beatreel.core.ports import Progress

    Frame = np.ndarray[Any, np.dtype[np.uint8]]

# No edit list, for platforms refuse it: a composition offset may be negative instead, so that a film with B-frames still starts at 0.
MP4_OPTIONS = {"movflags": "+faststart+negative_cts_offsets", "use_editlist": "0", "fflags": "+bitexact"}
_BT709 = 1


class SceneEncoder:
    """Writes frames to one MP4 file.

    Use it as a context manager; the file is complete when the block ends without an error.

    Parameters
    ----------
    path : Path
        File to write, whatever its suffix.
    settings : EncodeSettings

    Attributes
    ----------
    frame_count : int
        Frames written so far.
    """

    def __init__(self, path: Path, settings: EncodeSettings) -> None:
        self.path = path
        self.settings = settings
        self.frame_count = 0
        self._time_base = 1 / Fraction(settings.frame_rate)
        self._held: HeldPictures | None = None
        self._last: Frame | None = None  # what was encoded last, if the next may be held
        self._key = 0  # number of the last key frame
        self._waiting: list[Any] = []  # held pictures that follow one that is not written yet
        self._numbered = 0  # pictures since then that others refer to

    def __enter__(self) -> SceneEncoder:
        import av
        from av.codec.context import Flags

        settings = self.settings
        try:
            self._container = av.open(str(self.path), "w", format="mp4", options=dict(MP4_OPTIONS))
        except OSError as error:
            raise write_error(self.path, error) from error
        stream: Any = self._container.add_stream(settings.codec, rate=Fraction(settings.frame_rate))
        taken = [each.name for each in stream.codec_context.codec.video_formats or ()]
        self._format = "yuv420p" if "yuv420p" in taken or not taken else taken[0]
        stream.width, stream.height, stream.pix_fmt = settings.width, settings.height, self._format
        stream.options = settings.encoder_options()
        context = stream.codec_context
        context.thread_count = 1
        context.time_base = self._time_base
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = 1
        context.flags |= Flags.bitexact | Flags.closed_gop
        self._stream = stream
        if settings.holds_frames:
            self._container.start_encoding()
            self._held = HeldPictures.of(bytes(context.extradata or b""))
        return self

    def write(self, frame: Frame) -> None:
        """Encode the next frame.

        Parameters
        ----------
        frame : numpy.ndarray
            uint8; I420 of shape (height * 3 // 2, width), BT.709, limited range; or RGB of shape (height, width, 3). May be reused by
            the caller afterwards.

        Raises
        ------
        MediaError
            If the frame has another type or shape, or the disk is full.
        """
        self.write_planes(to_planes(frame, self.settings.width, self.settings.height))

    def write_planes(self, planes: Frame) -> None:
        """Encode I420 planes that have the size of the settings already."""
        import av

        if self._held and self._is_held(planes):
            return
        # x264 copies what it is given, so that ours is not copied before; PyAV borrows no planes whose chroma has an odd height.
        if self.settings.codec == X264 and self.settings.height % 4 == 0:
            picture = av.VideoFrame.from_numpy_buffer(planes, format="yuv420p")
        else:
            picture = av.VideoFrame.from_ndarray(planes, format="yuv420p")
        if self._format != "yuv420p":
            picture = picture.reformat(format=self._format)
        picture.pts, picture.time_base = self.frame_count, self._time_base
        picture.colorspace, picture.color_range = _BT709, 1
        if self._held:
            if self.frame_count == 0 or self.frame_count - self._key >= self.settings.keyframe_interval:
                picture.pict_type = av.video.frame.PictureType.I
                self._key, self._numbered = self.frame_count, 0
            self._numbered += 1
        self._mux(picture)
        self.frame_count += 1

    def _is_held(self, planes: Frame) -> bool:
        """Write a picture that is the one before as such, and return whether it was."""
        import av
        import numpy as np

        assert self._held is not None
        if self._last is None or not np.array_equal(self._last, planes):
            self._last = planes.copy()
            return False
        packet = av.Packet(self._held.picture(self._numbered))
        packet.stream, packet.time_base = self._stream, self._time_base
        packet.pts = packet.dts = self.frame_count
        packet.duration = 1
        self._waiting.append(packet)  # the one before may still be in the encoder
        self.frame_count += 1
        self._last = None  # no two of them may follow each other
        return True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._mux(None)
            self._close()
            return
        with suppress(Exception):  # the first error is the one that counts
            self._close()

    def _mux(self, picture: Any) -> None:
        try:
            for packet in self._stream.encode(picture):
                last = packet.pts
                self._container.mux(packet)
                while self._waiting and self._waiting[0].pts == last + 1:
                    self._container.mux(self._waiting.pop(0))
        except OSError as error:
            raise write_error(self.path, error) from error

    def _close(self) -> None:
        try:
            self._container.close()
        except OSError as error:
            raise write_error(self.path, error) from error


def encode_scene(
    frames: Iterable[Frame],
    outputs: Mapping[Path, EncodeSettings],
    *,
    frame_count: int,
    progress: Progress | None = None,
) -> None:
    """Encode one run of frames to several files at once.

    Files appear at their paths complete and all together, or not at all.

    Parameters
    ----------
    frames : iterable of numpy.ndarray
        As :meth:`SceneEncoder.write` takes them, all of one size.
    outputs : mapping of Path to EncodeSettings
        The files to write.
    frame_count : int
        How many frames there must be.
    progress : Progress, optional

    Raises
    ------
    MediaError
        If there are more or fewer frames than promised, a frame is malformed, or the disk is full.
    """
    with published_together(list(outputs)) as parts, ExitStack() as stack:
        encoders = [
            stack.enter_context(SceneEncoder(part, settings))
            for part, settings in zip(parts, outputs.values(), strict=True)
        ]
        written = 0
        for frame in frames:
            if written == frame_count:
                raise MediaError(f"A scene of {frame_count} frames was given more of them")
            _write_all(encoders, frame)
            written += 1
            if progress:
                progress(written / frame_count)
        if written != frame_count:
            raise MediaError(f"A scene of {frame_count} frames was given only {written}")


def _write_all(encoders: list[SceneEncoder], frame: Frame) -> None:
    planes: dict[tuple[int, int], Frame] = {}
    for encoder in encoders:
        size = encoder.settings.width, encoder.settings.height
        if size not in planes:
            planes[size] = to_planes(frame, *size)
        encoder.write_planes(planes[size])


def to_planes(frame: Frame, width: int, height: int) -> Frame:
    """Return a frame as I420 planes of a size: BT.709, limited range, shape (height * 3 // 2, width).

    Parameters
    ----------
    frame : numpy.ndarray
        uint8, I420 or RGB as :meth:`SceneEncoder.write` takes it.
    width, height : int
        Pixels, even.

    Raises
    ------
    MediaError
        If the frame is neither.
    """
    import numpy as np

    if not isinstance(frame, np.ndarray) or frame.dtype != np.uint8:
        raise MediaError("A frame must be a NumPy array of uint8")
    if frame.ndim == 3 and frame.shape[2] == 3 and frame.size:
        frame = _rgb_to_planes(frame)
    elif frame.ndim != 2 or frame.shape[0] % 3 or frame.shape[1] % 2 or not frame.size:
        raise MediaError(
            f"A frame of shape {frame.shape} is neither RGB (height, width, 3) nor I420 (height * 3 // 2, width)"
        )
    if frame.shape != (height * 3 // 2, width):
        frame = scale_planes(frame, width, height)
    return np.ascontiguousarray(frame)


def _rgb_to_planes(frame: Frame) -> Frame:
    import av
    import numpy as np
    from av.video.reformatter import Colorspace

    height, width = frame.shape[0] // 2 * 2, frame.shape[1] // 2 * 2
    picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(frame[:height, :width]), format="rgb24")
    planes: Frame = picture.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709).to_ndarray().astype(np.uint8)
    return planes


def scale_planes(planes: Frame, width: int, height: int) -> Frame:
    """Scale I420 planes of shape (h * 3 // 2, w) to (height * 3 // 2, width).

    Nothing is stretched: a picture of another shape is cropped around its middle.
    """
    import cv2
    import numpy as np

    source_height, source_width = planes.shape[0] * 2 // 3, planes.shape[1]
    crop_width = min(source_width, _even(source_height * width / height))
    crop_height = min(source_height, _even(source_width * height / width))
    left, top = _even((source_width - crop_width) / 2), _even((source_height - crop_height) / 2)
    scaled = np.empty((height * 3 // 2, width), np.uint8)
    sources = plane_views(planes, source_width, source_height)
    for part, source, target in zip((1, 2, 2), sources, plane_views(scaled, width, height), strict=True):
        rows = slice(top // part, (top + crop_height) // part)
        columns = slice(left // part, (left + crop_width) // part)
        size = target.shape[1], target.shape[0]
        cv2.resize(source[rows, columns], size, dst=target, interpolation=cv2.INTER_CUBIC)
    return scaled


def _even(value: float) -> int:
    return max(0, int(value / 2 + 0.5)) * 2


def plane_views(planes: Frame, width: int, height: int) -> tuple[Frame, Frame, Frame]:
    """Return views of the Y, U and V planes of I420 data of shape (height * 3 // 2, width)."""
    quarter = (height // 2) * (width // 2)
    chroma = planes[height:].reshape(-1)
    half = height // 2, width // 2
    return planes[:height], chroma[:quarter].reshape(half), chroma[quarter:].reshape(half)
