"""The nouns of beatreel as frozen, validated, JSON-safe values.

Conventions
-----------
Times are seconds (float64) on the absolute clock of :mod:`beatreel.core.timing`. Intervals are half open,
``start <= t < end``. Segments and scenes each tile the whole song: the first starts at 0, each next one starts
where the last ended, the last ends at ``duration``.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from beatreel.core.analysis import GridVerdict, SegmentLabel
from beatreel.core.value import FrameRate, Value, check_tiling

ShotSize = Literal["wide", "medium", "close", "detail"]
CameraMove = Literal["push_in", "pull_out", "drift_left", "drift_right", "rise", "sink", "orbit", "hold"]
Entrance = Literal["cut", "flash", "dip", "punch"]
Exit = Literal["cut", "dip"]
Aspect = Literal["9:16", "16:9", "1:1", "4:5"]


class Song(Value):
    """A song that passed intake.

    Attributes
    ----------
    path : Path
        Where the audio lies.
    sha256 : str
        Hash of the file's bytes.
    duration : float
        Length of the decoded audio in seconds: ``sample_count / sample_rate``.
    sample_rate : int
        Hz.
    sample_count : int
        Decoded samples per channel.
    channels : int
    container, codec : str
        Names as FFmpeg gives them, such as ``"mp3"`` or ``"flac"``.
    title, artist : str or None
        Tags of the file.
    advice : tuple of Advice
        Findings that do not forbid the song.
    trimmed_start : float
        Seconds cut off its start since it was handed in.
    """

    path: Path
    sha256: str
    duration: float = Field(gt=0)
    sample_rate: int = Field(gt=0)
    sample_count: int = Field(gt=0)
    channels: int = Field(gt=0)
    container: str
    codec: str
    title: str | None = None
    artist: str | None = None
    advice: tuple[Advice, ...] = ()
    trimmed_start: float = Field(default=0.0, ge=0)

    @property
    def exact_duration(self) -> Fraction:
        """Duration in seconds without rounding."""
        return Fraction(self.sample_count, self.sample_rate)


class Advice(Value):
    """One preflight finding: what was measured and what would make a better film."""

    code: str
    message: str
    value: float | None = None


class VideoSpec(Value):
    """Size and rate of a film.

    Attributes
    ----------
    width, height : int
        Pixels, even.
    frame_rate : Fraction
        Exact frames per second.
    """

    width: int = Field(default=1440, ge=64, le=8192, multiple_of=2)
    height: int = Field(default=2560, ge=64, le=8192, multiple_of=2)
    frame_rate: FrameRate = Fraction(30)


class Scene(Value):
    """One visual unit of the film, the unit of work, caching, retry and editing.

    ``prompt``, ``style``, ``shot``, ``variation`` and ``seed`` say what is painted: scenes that agree in them share one
    still; ``still`` shows a given picture instead. The others say how the still moves, is framed and is graded.

    Attributes
    ----------
    index : int
        Position in the storyboard, from 0.
    start, end : float
        Seconds.
    cut : {"start", "downbeat", "beat", "phrase", "moment"}
        What the scene's first frame is cut on.
    cut_time : float
        The grid point of the cut in seconds, as heard; ``start`` may differ from it only by frame rounding.
    segment, label : int, str
        Index and label of the segment in which the scene starts.
    grid : {"beat_cut", "phrase_flow"}
        That segment's verdict: cuts follow beats, or phrases.
    prompt, style : str
        What to show, and the name of a style preset; empty for none.
    shot : {"wide", "medium", "close", "detail"}
    variation : int
        Which of several pictures of the same prompt and shot; equal numbers share a picture.
    still : str
        Picture to show instead of a painted one, empty for none; a path, in a given storyboard relative to its file.
    camera : CameraMove
        Movement over the scene.
    framing : float
        Where the camera looks within the picture, -1 left to 1 right.
    intensity : float
        How strongly picture and camera answer the music, 0 to 1.
    tone : float
        Place in the film's colour script: -1 darkest and palest, 0 as painted, 1 brightest and most colourful.
    crop : float
        How much closer than painted the camera looks, 1 to 1.5: the same still in another shot size.
    mirrored : bool
        Left and right are exchanged.
    entrance, exit : {"cut", "flash", "dip", "punch"}
        How it comes and goes: a plain cut, a short brightening, out of (into) the dark, or closer than it stays.
    calm : bool
        For people whom motion disturbs: a slow camera, no shake, and light that hardly answers the beat.
    loop : bool
        The last frame leads back to the first (Canvas).
    seed : int
    id : int
        Names the scene for good, from 1: it keeps its takes together when others are split, merged or swapped. ``index + 1`` unless
        given.
    motion : int
        Which of several animations of the same still; 0 as planned.
    generator, animator : str
        Who paints and who animates this scene; empty for the film's.
    params : dict of str to dict
        For each provider parameters that differ from the film's.
    locked : bool
        Edits leave it alone.
    """

    index: int = Field(ge=0)
    start: float = Field(ge=0)
    end: float
    cut: Literal["start", "downbeat", "beat", "phrase", "moment"] = "downbeat"
    cut_time: float = Field(ge=0)
    segment: int = Field(default=0, ge=0)
    label: SegmentLabel = "verse"
    grid: GridVerdict = "beat_cut"
    prompt: str = ""
    style: str = ""
    shot: ShotSize = "wide"
    variation: int = Field(default=0, ge=0)
    still: str = ""
    camera: CameraMove = "push_in"
    framing: float = Field(default=0.0, ge=-1, le=1)
    intensity: float = Field(default=0.5, ge=0, le=1)
    tone: float = Field(default=0.0, ge=-1, le=1)
    crop: float = Field(default=1.0, ge=1, le=1.5)
    mirrored: bool = False
    entrance: Entrance = "cut"
    exit: Exit = "cut"
    calm: bool = False
    loop: bool = False
    seed: int = Field(default=0, ge=0)
    id: int = Field(default=0, ge=0)
    motion: int = Field(default=0, ge=0)
    generator: str = ""
    animator: str = ""
    params: dict[str, dict[str, Any]] = Field(default_factory=dict)
    locked: bool = False

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.end - self.start

    @model_validator(mode="before")
    @classmethod
    def _named(cls, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("id") and isinstance(data.get("index"), int):
            return {**data, "id": data["index"] + 1}
        return data


class LoopWindow(Value):
    """The stretch of whole bars at the hook that suits a short silent loop.

    Attributes
    ----------
    start, end : float
        Seconds, on downbeats where the song has them.
    bars : int
        Whole bars; 0 where the song has no bars and the window is free.
    scene : int
        Index of the scene whose picture is looped.
    """

    start: float = Field(ge=0)
    end: float
    bars: int = Field(ge=0)
    scene: int = Field(ge=0)


class Storyboard(Value):
    """The ordered scenes of a film.

    Attributes
    ----------
    version : int
        Of this format.
    song_sha256 : str
        The song that it was planned for.
    duration : float
        Seconds.
    frame_rate : Fraction
    prompt, style : str
        Of the whole film.
    seed : int
    scenes : tuple of Scene
        Tile the song.
    loop : LoopWindow
        For Canvas.
    """

    version: int = 1
    song_sha256: str
    duration: float = Field(gt=0)
    frame_rate: FrameRate
    prompt: str = ""
    style: str = ""
    seed: int = 0
    scenes: tuple[Scene, ...] = Field(min_length=1)
    loop: LoopWindow

    @model_validator(mode="after")
    def _consistent(self) -> Storyboard:
        check_tiling([(s.start, s.end) for s in self.scenes], self.duration, "scenes")
        if [s.index for s in self.scenes] != list(range(len(self.scenes))):
            raise ValueError("scenes must be numbered 0, 1, 2, … in order")
        if len({s.id for s in self.scenes}) != len(self.scenes):
            raise ValueError("no two scenes may have the same id")
        return self


class Still(Value):
    """A painted picture on disk.

    Attributes
    ----------
    path : Path
        Folder that holds everything the animator needs (its own format).
    picture : Path
        A PNG or JPEG of it for people.
    sha256 : str
        Hash of the inputs that it was painted from: generator, version, parameters, seed, size.
    take : dict
        What its generator says of how it was painted, and the reasons for which takes before it were rejected (``rejected``); JSON-safe.
    """

    path: Path
    picture: Path
    sha256: str
    take: dict[str, Any] = Field(default_factory=dict)


class Deliverable(Value):
    """A file that one platform gets.

    Attributes
    ----------
    platform : str
    path : Path
    width, height : int
        Pixels.
    duration : float
        Seconds.
    size : int
        Bytes.
    has_audio : bool
    notes : tuple of str
        What the user should know, such as why the film was shortened.
    """

    platform: str
    path: Path
    width: int
    height: int
    duration: float
    size: int
    has_audio: bool
    notes: tuple[str, ...] = ()


Song.model_rebuild()
