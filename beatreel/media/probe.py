"""Facts about a video file, ours or anybody's, without decoding a picture.

Rates, key frames and groups of pictures are read from the packets themselves, since headers are often wrong about them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.errors import MediaError
from beatreel.core.value import FrameRate, Value
from beatreel.media.boxes import read_layout
from beatreel.media.decode import open_regular

if TYPE_CHECKING:
    from av.container import InputContainer

_DEMUXERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg"
_EVEN = 0.02  # frames whose distances differ by less than this share of a frame are evenly spaced
_MOSTLY = 0.9  # share of equal distances that make a rate, though frames were left out here and there
_MILLISECOND = 0.001  # some containers round every time to it
_COMMON_RATES = tuple(Fraction(rate) for rate in (24, 25, 30, 48, 50, 60, 120)) + tuple(
    Fraction(rate * 1000, 1001) for rate in (24, 30, 60, 120)
)
_H264_IDR = 5
_HEVC_IDR = (19, 20)
_HEVC_SLICES = 32  # types below it are slices


class VideoFacts(Value):
    """What a video file is.

    Attributes
    ----------
    path : Path
    size : int
        Bytes.
    container : str
        ``"mp4"``, ``"mov"``, ``"webm"``, ``"matroska"`` or another of FFmpeg's names.
    duration : float
        Seconds from the start of the first to the end of the last packet of any stream.
    codec, profile, pixel_format : str
        Of the picture, as FFmpeg names them; empty where unknown.
    level : int
        As the codec writes it; 0 where unknown.
    width, height : int
        Pixels as shown, after a turn by 90 degrees if the file asks for one.
    color_primaries, color_transfer, color_matrix, color_range : int
        ITU-T H.273 code points; range 1 is limited, 2 full, 0 unknown.
    frame_rate : Fraction
        Frames per second, 0 for a single picture.
    constant_rate : bool
        Whether all frames are equally long.
    frame_count : int
    video_start, video_duration : float
        Seconds.
    video_bitrate : int
        Bits per second, averaged.
    keyframe_distance : int
        Most frames from one key frame to the next or to the end.
    closed_gop : bool
        Whether each group of pictures stands alone.
    audio_codec : str or None
        None without sound.
    audio_profile : str or None
    audio_sample_rate, audio_channels, audio_bitrate : int or None
    audio_start, audio_duration : float or None
        Seconds.
    index_first : bool or None
        Whether the index comes before the media; None where the container has no such thing.
    edit_list : bool
        Whether any track has an edit list.
    fragmented : bool
    """

    path: Path
    size: int
    container: str
    duration: float
    codec: str
    profile: str
    level: int
    pixel_format: str
    width: int
    height: int
    color_primaries: int
    color_transfer: int
    color_matrix: int
    color_range: int
    frame_rate: FrameRate
    constant_rate: bool
    frame_count: int
    video_start: float
    video_duration: float
    video_bitrate: int
    keyframe_distance: int
    closed_gop: bool
    audio_codec: str | None = None
    audio_profile: str | None = None
    audio_sample_rate: int | None = None
    audio_channels: int | None = None
    audio_bitrate: int | None = None
    audio_start: float | None = None
    audio_duration: float | None = None
    index_first: bool | None = None
    edit_list: bool = False
    fragmented: bool = False


def probe(path: Path) -> VideoFacts:
    """Read the facts of a video file.

    Raises
    ------
    MediaError
        If the file does not exist, is no video, or is damaged.
    """
    import av

    with closing(_open(path)) as container:
        if not container.streams.video:
            raise MediaError(f"“{path.name}” has no picture in it", hint="Choose a video file")
        try:
            packets = _read_packets(container)
        except (av.error.FFmpegError, ValueError) as error:
            raise MediaError(f"“{path.name}” is damaged: {error}", hint="Export it anew") from error
        facts = {"path": path, "size": path.stat().st_size, **_video_facts(container, packets, path)}
        if container.streams.audio:
            facts.update(_audio_facts(container, packets))
        facts["duration"] = _whole_duration(packets)
        facts["container"] = _container_name(container, path)
    layout = read_layout(path)
    if layout:
        facts.update(index_first=layout.index_first, edit_list=layout.has_edit_list, fragmented=layout.fragmented)
        if layout.major_brand == "qt  ":
            facts["container"] = "mov"
    return VideoFacts(**facts)


@dataclass(frozen=True)
class _Packet:
    """One packet: times in seconds, bytes, whether it is marked as a key frame, and whether decoding may start at it."""

    pts: Fraction
    duration: Fraction
    size: int
    key: bool
    entry: bool


def _open(path: Path) -> InputContainer:
    import os

    import av

    try:
        os.close(open_regular(path))  # refuses folders, pipes and devices, on which FFmpeg would wait for ever
    except MediaError as error:
        raise MediaError(error.message, hint="Give the path of a video file") from error
    try:
        return av.open(
            "file:" + str(path.resolve()),
            metadata_errors="replace",
            container_options={"format_whitelist": _DEMUXERS, "protocol_whitelist": "file"},
        )
    except (av.error.FFmpegError, ValueError) as error:
        raise MediaError(
            f"“{path.name}” cannot be read as a video", hint="Choose an MP4, MOV or WebM file that plays"
        ) from error


def _read_packets(container: InputContainer) -> dict[int, list[_Packet]]:
    """Return the packets of the first picture and sound stream, in decoding order."""
    video = container.streams.video[0]
    streams = [video, *container.streams.audio[:1]]
    found: dict[int, list[_Packet]] = {stream.index: [] for stream in streams}
    is_entry = _entry_test(video)
    for packet in container.demux(streams):
        time = packet.pts if packet.pts is not None else packet.dts
        if time is None or packet.size == 0:
            continue
        base = Fraction(packet.time_base)
        picture = packet.stream.index == video.index
        key = bool(packet.is_keyframe)
        found[packet.stream.index].append(
            _Packet(time * base, (packet.duration or 0) * base, packet.size, key, picture and key and is_entry(packet))
        )
    if not found[video.index]:
        raise ValueError("it holds no picture data")
    return found


def _video_facts(container: InputContainer, found: dict[int, list[_Packet]], path: Path) -> dict[str, Any]:
    stream = container.streams.video[0]
    context = stream.codec_context
    packets = found[stream.index]
    rate, constant = frame_rate(sorted(packet.pts for packet in packets))
    rate = rate or Fraction(stream.average_rate or 0)
    start, end = _span(packets)
    if rate:
        end = max(end, max(packet.pts for packet in packets) + 1 / rate)
    seconds = float(end - start)
    width, height = context.width, context.height
    if _turned(container):
        width, height = height, width
    return {
        "codec": context.name if context else "",
        "profile": str(context.profile or ""),
        "level": max(int(getattr(context, "level", 0) or 0), 0),
        "pixel_format": str(context.pix_fmt or ""),
        "width": width,
        "height": height,
        "color_primaries": int(context.color_primaries),
        "color_transfer": int(context.color_trc),
        "color_matrix": int(context.colorspace),
        "color_range": int(context.color_range),
        "frame_rate": rate,
        "constant_rate": constant,
        "frame_count": len(packets),
        "video_start": float(start),
        "video_duration": seconds,
        "video_bitrate": _bitrate(packets, seconds),
        "keyframe_distance": _keyframe_distance(packets),
        "closed_gop": _closed(packets),
    }


def _audio_facts(container: InputContainer, found: dict[int, list[_Packet]]) -> dict[str, Any]:
    stream = container.streams.audio[0]
    context = stream.codec_context
    packets = found[stream.index]
    start, end = _span(packets) if packets else (Fraction(0), Fraction(0))
    seconds = float(end - start)
    return {
        "audio_codec": context.name if context else "unknown",
        "audio_profile": str(context.profile or "") if context else "",
        "audio_sample_rate": context.sample_rate if context else None,
        "audio_channels": context.channels if context else None,
        "audio_bitrate": _bitrate(packets, seconds),
        "audio_start": float(start),
        "audio_duration": seconds,
    }


def frame_rate(times: Sequence[Fraction]) -> tuple[Fraction, bool]:
    """Return the rate of frames shown at these instants (ascending seconds), and whether they are evenly spaced.

    The rate is exact where the times are; times rounded by the container snap to the common rate that they mean. A single frame
    has rate 0.
    """
    if len(times) < 2 or times[-1] == times[0]:
        return Fraction(0), True
    span = times[-1] - times[0]
    mean = Fraction(len(times) - 1) / span
    steps = [after - before for before, after in pairwise(times)]
    slack = max(_EVEN / float(mean), _MILLISECOND * 1.01)
    constant = all(abs(float(step) - float(1 / mean)) <= slack for step in steps)
    usual, often = Counter(steps).most_common(1)[0]
    if usual and often >= _MOSTLY * len(steps):
        return 1 / usual, often == len(steps)
    for common in _COMMON_RATES:
        if constant and abs(span - (len(times) - 1) / common) <= Fraction(2, 1000):
            return common, True
    return mean.limit_denominator(1001), constant


def _entry_test(stream: Any) -> Any:
    """Return a test of whether decoding may start at a key packet and nothing after it looks back."""
    codec = stream.codec_context.name if stream.codec_context else ""
    prefix = _length_prefix(bytes(stream.codec_context.extradata or b""), codec)
    if codec == "h264":
        return lambda packet: _first_slice(bytes(packet), prefix, lambda head: head & 31, range(1, 6)) == _H264_IDR
    if codec == "hevc":
        kinds = range(_HEVC_SLICES)
        return lambda packet: _first_slice(bytes(packet), prefix, lambda head: head >> 1 & 63, kinds) in _HEVC_IDR
    return lambda packet: True


def _length_prefix(extradata: bytes, codec: str) -> int:
    """Return how many bytes give the length of a NAL unit; 0 where start codes part them (Annex B)."""
    if extradata[:1] != b"\x01":
        return 0
    place = 4 if codec == "h264" else 21
    return (extradata[place] & 3) + 1 if len(extradata) > place else 4


def _first_slice(data: bytes, prefix: int, kind_of: Any, slices: range) -> int | None:
    for head in _nal_heads(data, prefix):
        if (kind := kind_of(head)) in slices:
            return int(kind)
    return None


def _nal_heads(data: bytes, prefix: int) -> Any:
    """Yield the first byte of each NAL unit of a packet."""
    at = 0
    if prefix:
        while at + prefix < len(data):
            yield data[at + prefix]
            at += prefix + int.from_bytes(data[at : at + prefix], "big")
        return
    while (at := data.find(b"\x00\x00\x01", at)) >= 0 and at + 3 < len(data):
        at += 3
        yield data[at]


def _closed(packets: Sequence[_Packet]) -> bool:
    """Whether every key frame lets decoding start, with no picture after it that is shown before it."""
    key: _Packet | None = None
    for packet in packets:
        if packet.key:
            key = packet
            if not packet.entry:
                return False
        elif key is None or packet.pts < key.pts:
            return False
    return True


def _keyframe_distance(packets: Sequence[_Packet]) -> int:
    places = [place for place, packet in enumerate(packets) if packet.key] + [len(packets)]
    return max((after - before for before, after in pairwise(places)), default=len(packets))


def _span(packets: Sequence[_Packet]) -> tuple[Fraction, Fraction]:
    return min(packet.pts for packet in packets), max(packet.pts + packet.duration for packet in packets)


def _whole_duration(found: dict[int, list[_Packet]]) -> float:
    spans = [_span(packets) for packets in found.values() if packets]
    return float(max(end for _, end in spans) - min(start for start, _ in spans))


def _bitrate(packets: Sequence[_Packet], seconds: float) -> int:
    return round(sum(packet.size for packet in packets) * 8 / seconds) if seconds > 0 else 0


def _turned(container: InputContainer) -> bool:
    """Whether the file asks for a turn by 90 degrees; PyAV tells it with the first decoded picture."""
    import av

    try:
        container.seek(0)
        picture = next(container.decode(video=0), None)
    except (av.error.FFmpegError, ValueError):
        return False
    return picture is not None and round(picture.rotation) % 180 == 90


def _container_name(container: InputContainer, path: Path) -> str:
    names = container.format.name.split(",")
    if "mp4" in names:
        return "mp4"
    if "webm" in names:
        return "webm" if path.suffix.lower() == ".webm" else "matroska"
    return names[0]
