"""How frames become H.264: the settings of an encode, and the renditions that every scene gets."""

from __future__ import annotations

from fractions import Fraction

from pydantic import Field

from beatreel.core.model import VideoSpec
from beatreel.core.value import FrameRate, Value

SOCIAL_WIDTH, SOCIAL_HEIGHT = 1080, 1920
X264 = "libx264"

# What other encoders are told beside the rate factor, which they take under names and on scales of their own.
_HARDWARE: dict[str, tuple[str, dict[str, str]]] = {
    "h264_nvenc": ("cq", {"preset": "p4", "rc": "vbr", "forced-idr": "1", "no-scenecut": "1"}),
    "h264_qsv": ("global_quality", {"preset": "medium", "forced_idr": "1"}),
    "h264_vaapi": ("qp", {}),
    "h264_videotoolbox": ("", {"q": "65", "realtime": "0"}),
}

# The smallest limit of the platforms that share the social rendition is that of Reels, 300 MB.
_SOCIAL_MAX_BYTES = 300_000_000
_SOCIAL_AUDIO_BITRATE = 384_000  # the highest that any of them asks for
_SOCIAL_MAX_BITRATE = 16_000_000
_MASTER_AUDIO_BITRATE, _DRAFT_AUDIO_BITRATE = 384_000, 160_000
# Every scene starts with a full buffer, which it may spend above the rate; scenes last 2 s or more on average, the buffer holds 0.5 s.
_SHARE_OF_RATE = 0.75

# x264's fastest preset leaves out what is seen most in dark gradients: the deblocking filter and adaptive quantisation. With B-frames
# placed where they fit and sub-pixel motion it is as good as superfast, in three quarters of the time (decision 8).
_CLEAN_ULTRAFAST = "deblock=0,0:aq-mode=1:weightp=1"
_FINE_ULTRAFAST = f"{_CLEAN_ULTRAFAST}:b-adapt=1:subme=1"
# A draft is looked at and thrown away: without adaptive quantisation and arithmetic coding it takes two thirds of the time, and without
# B-frames, whose decisions cost more than they save where every second frame is held, and with a constant quantiser a tenth less.
_DRAFT_ULTRAFAST = "deblock=0,0:cabac=0:qp=25"
_DRAFT_PIXELS = 700_000  # whatever has fewer is a draft


class EncodeSettings(Value):
    """How frames become H.264. Clips of equal settings can be joined without encoding them again.

    Attributes
    ----------
    name : str
        Of the rendition, such as ``"master"`` or ``"social"``.
    width, height : int
        Pixels, even. Frames of another size are scaled.
    frame_rate : Fraction
    preset : str
        x264's trade of speed for size.
    crf : float
        Constant rate factor, 0 (lossless) to 51.
    keyframe_interval : int
        Frames from one IDR frame to the next.
    b_frames : int
        Most consecutive B-frames.
    max_bitrate, buffer_size : int or None
        Highest bits per second, averaged over a buffer of this many bits (default: half a second's worth).
    extra : str
        More x264 parameters, ``key=value`` joined by colons.
    codec : str
        FFmpeg's name of the encoder. Only x264 has the preset and the extra parameters, B-frames, and the same bytes everywhere.
    """

    name: str
    width: int = Field(ge=16, multiple_of=2)
    height: int = Field(ge=16, multiple_of=2)
    frame_rate: FrameRate
    preset: str = "superfast"
    crf: float = Field(default=20, ge=0, le=51)
    keyframe_interval: int = Field(default=15, ge=1)
    b_frames: int = Field(default=2, ge=0, le=16)
    max_bitrate: int | None = Field(default=None, gt=0)
    buffer_size: int | None = Field(default=None, gt=0)
    extra: str = ""
    codec: str = X264

    @property
    def holds_frames(self) -> bool:
        """Whether a frame that is the one before is written as such instead of encoded: in drafts, which hold their drawings."""
        return self.codec == X264 and self.extra == _DRAFT_ULTRAFAST and not self.b_frames

    def encoder_options(self) -> dict[str, str]:
        """Return the options of FFmpeg's encoder."""
        if self.codec == X264:
            return self.x264_options()
        name, options = _HARDWARE.get(self.codec, ("", {}))
        told = {"g": str(self.keyframe_interval), "bf": "0", "profile": "high", **options}
        if name:
            told[name] = f"{self.crf:g}"
        if self.max_bitrate:
            told |= {"maxrate": str(self.max_bitrate), "bufsize": str(self.buffer_size or self.max_bitrate // 2)}
        return told

    def x264_options(self) -> dict[str, str]:
        """Return the options of FFmpeg's libx264 encoder."""
        params = {
            "keyint": str(self.keyframe_interval),
            "min-keyint": str(self.keyframe_interval),
            "scenecut": "0",
            "open-gop": "0",
            "bframes": str(self.b_frames),
            "b-pyramid": "none",
            "cabac": "1",
            "8x8dct": "1",
            "cpu-independent": "1",
        }
        if self.max_bitrate:
            params["vbv-maxrate"] = str(self.max_bitrate // 1000)
            params["vbv-bufsize"] = str((self.buffer_size or self.max_bitrate // 2) // 1000)
        text = ":".join(f"{key}={value}" for key, value in params.items())
        if self.extra:
            text += f":{self.extra}"
        options = {"preset": self.preset, "crf": f"{self.crf:g}", "profile": "high", "x264-params": text}
        return options | {"forced-idr": "1"} if self.holds_frames else options


def is_a_draft(spec: VideoSpec) -> bool:
    """Return whether a film is so small that it is taken for a draft."""
    return spec.width * spec.height < _DRAFT_PIXELS


def master_audio_bitrate(spec: VideoSpec) -> int:
    """Return the bits a second of the master's sound: at the highest, encoding it takes 4 s for each minute, of a draft's 2."""
    return _DRAFT_AUDIO_BITRATE if is_a_draft(spec) else _MASTER_AUDIO_BITRATE


def master_settings(spec: VideoSpec) -> EncodeSettings:
    """Return how the master is encoded: quick, visually clean, a key frame every half second; a draft quicker, for the eye alone.

    The figures behind it are in ``docs/decisions/0008-encoder-settings.md``.
    """
    is_draft = is_a_draft(spec)
    return EncodeSettings(
        name="master",
        width=spec.width,
        height=spec.height,
        frame_rate=spec.frame_rate,
        preset="ultrafast",
        crf=23 if is_draft else 22,
        keyframe_interval=half_second(spec.frame_rate),
        b_frames=0 if is_draft else 2,
        extra=_DRAFT_ULTRAFAST if is_draft else _CLEAN_ULTRAFAST,
    )


def social_settings(
    duration: float, frame_rate: Fraction, size: tuple[int, int] = (SOCIAL_WIDTH, SOCIAL_HEIGHT)
) -> EncodeSettings:
    """Return how a rendition is encoded that platforms share: at 1080x1920 it is that of Reels, TikTok and Shorts.

    Parameters
    ----------
    duration : float
        Seconds of the whole film: its bitrate is held so low that the film cannot outgrow 300 MB.
    frame_rate : Fraction
    size : (int, int)
        Width and height in pixels.
    """
    budget = _SOCIAL_MAX_BYTES * 8 / duration - _SOCIAL_AUDIO_BITRATE
    return EncodeSettings(
        name=rendition_name(size),
        width=size[0],
        height=size[1],
        frame_rate=frame_rate,
        preset="ultrafast",
        crf=22,
        keyframe_interval=half_second(frame_rate),
        extra=_FINE_ULTRAFAST,
        max_bitrate=int(min(_SOCIAL_MAX_BITRATE, max(budget * _SHARE_OF_RATE, 200_000))),
    )


def half_second(frame_rate: Fraction) -> int:
    """Return the key frame distance that YouTube asks for: half the frame rate, in frames."""
    return max(1, round(frame_rate / 2))


def rendition_name(size: tuple[int, int]) -> str:
    """Return what the rendition of this size is called that platforms share."""
    return "social" if size == (SOCIAL_WIDTH, SOCIAL_HEIGHT) else f"social-{size[0]}x{size[1]}"


def rendition_size(name: str, spec: VideoSpec) -> tuple[int, int]:
    """Return the width and height of a rendition of a film."""
    if name == "master":
        return spec.width, spec.height
    width, _, height = name.rpartition("-")[2].partition("x")
    return (int(width), int(height)) if height else (SOCIAL_WIDTH, SOCIAL_HEIGHT)
