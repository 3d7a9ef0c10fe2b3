"""What goes over the wire. Fields are only ever added within /api/v1."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from beatreel.core.corrections import Corrections
from beatreel.core.errors import CorrectionsError
from beatreel.core.model import Aspect, CameraMove, ShotSize
from beatreel.corrections.statements import read_statements

Name = Annotated[str, Field(min_length=1, max_length=64)]
Prompt = Annotated[str, Field(max_length=2000)]
Seed = Annotated[int, Field(ge=0, le=2**53)]
Params = dict[str, dict[str, Any]]
Number = Annotated[int, Field(ge=1, le=100_000)]
Seconds = Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]


class Order(BaseModel):
    """Base of what clients send: no unknown fields."""

    model_config = ConfigDict(extra="forbid")


class Reply(BaseModel):
    """Base of what they get."""


class TokenOrder(Order):
    """The token that was printed."""

    token: str = Field(max_length=200)


class UploadReply(Reply):
    """An accepted file. ``facts`` of a song: duration (s), sample_rate, channels, codec, title, artist, advice, loudness (LUFS), …"""

    id: str
    kind: Literal["song", "reference"]
    name: str
    size: int
    facts: dict[str, Any]
    url: str
    peaks_url: str | None


class PromptOrder(Order):
    """A prompt to be judged."""

    text: Prompt
    generator: Name | None = None


class Score(Reply):
    """How much a prompt says about one thing."""

    about: str
    points: int
    of: int
    found: list[str]


class PromptReply(Reply):
    """What a prompt says, what would make it better, and what the generator understood."""

    scores: list[Score]
    advice: list[dict[str, Any]]
    understood: dict[str, Any] | None


Times = Annotated[list[Seconds], Field(max_length=5000)]
_LEAST = 0.1  # seconds between two taps, beats or bar lines


class Statements(Order):
    """What a person knows better than the analyzer; see the page on corrections. Times in seconds."""

    tempo: Annotated[float, Field(ge=10, le=600, allow_inf_nan=False)] | None = Field(
        default=None, description="BPM; beats lie on a strict grid"
    )
    octave: Literal["half", "double"] | None = Field(
        default=None, description="Half or twice the beats that were heard"
    )
    metre: Annotated[int, Field(ge=1, le=32)] | None = Field(default=None, description="Beats in a bar")
    first_downbeat: Seconds | None = Field(default=None, description="Where bar 1 begins")
    taps: Times = Field(default_factory=list, description="When a listener tapped along, anywhere in the song")
    tapped_downbeats: Times = Field(default_factory=list, description="Those of the taps that begin a bar")
    beats: Times = Field(default_factory=list, description="The beats of the whole song")
    downbeats: Times = Field(default_factory=list, description="Bar lines")
    grid: Literal["beat_cut", "phrase_flow"] | None = Field(default=None, description="Cut on beats, or on phrases")

    @field_validator("taps", "beats", "downbeats")
    @classmethod
    def _apart(cls, times: list[float]) -> list[float]:
        if any(later - earlier < _LEAST for earlier, later in pairwise(times)):
            raise ValueError(f"times must rise, by at least {_LEAST} s each")
        return times

    def corrections(self, offset: float = 0.0) -> Corrections:
        """Return them as the engine takes them, with all times later by some seconds.

        Raises
        ------
        CorrectionsError
            If they contradict themselves.
        """
        said = self.model_dump(include=set(Statements.model_fields), exclude_defaults=True)
        try:
            return read_statements(said, origin="the Studio").shifted(offset)
        except ValueError as error:
            raise CorrectionsError(f"This cannot be stated: {error}", hint="See the page on corrections") from error


class JobOrder(Order):
    """A film to be made; what is not given comes from the settings."""

    song: str = Field(max_length=64, description="Id of an upload")
    prompt: Prompt = ""
    style: str | None = Field(default=None, max_length=200)
    seed: Seed | None = None
    aspect: Aspect | None = None
    frame_rate: Literal["24", "25", "30", "60"] | None = None
    draft: bool = False
    generator: Name | None = None
    animator: Name | None = None
    analyzer: Name | None = None
    params: Params = Field(default_factory=dict, description="For each generator its parameters")
    platforms: list[Name] | None = Field(default=None, max_length=32)
    references: list[Annotated[str, Field(max_length=64)]] = Field(default_factory=list, max_length=16)
    trim_silence: bool = False
    corrections: Statements | None = Field(default=None, description="In seconds of the song as it was handed in")
    priority: Annotated[int, Field(ge=-100, le=100)] = 0
    title: str = Field(default="", max_length=120, description="Name of the folder of the results")


class Progress(Reply):
    """How far a running job is."""

    stage: str
    done: float
    note: str
    seconds_left: float | None


class JobReply(Reply):
    """A job. ``state``: queued, running, done, failed, rejected, cancelled. ``phase`` (in the queue): waiting, running, paused, ended.

    ``master`` changes when the film is joined anew, and only then. ``is_gone``: it was done, and its folder was deleted or moved since;
    ``retry`` makes it again.
    """

    id: str
    state: str
    phase: str | None
    title: str
    prompt: str
    style: str
    seed: int
    width: int
    height: int
    frame_rate: str
    generator: str
    animator: str
    platforms: list[str]
    created: str
    updated: str
    error: str | None
    folder: str
    is_gone: bool = False
    progress: Progress | None
    is_planned: bool
    master_url: str | None
    master: str | None = None
    cover_url: str | None
    song_url: str


class NewerOrder(Order):
    """A newer version of a film's song."""

    song: str = Field(max_length=64, description="Id of an upload")


class NewerReply(Reply):
    """The film of a newer version of a song. ``offset``: seconds by which its music comes later. ``same``: share of the common music
    that is the same. ``changed``: stretches in seconds whose music is another; scenes there are drawn anew."""

    job: JobReply
    offset: float
    same: float
    changed: list[tuple[float, float]]


class RecipeReply(Reply):
    """What a film was made from; fields that this version does not know or allow are left out."""

    made_with: str
    prompt: str
    style: str
    seed: int
    aspect: str | None
    frame_rate: str | None
    generator: str
    animator: str
    params: Params
    platforms: list[str]
    corrections: Statements | None = None
    song_sha256: str
    missing: list[str]


class TakeReply(Reply):
    """A version of a scene."""

    take: int
    in_use: bool
    prompt: str
    seed: int
    motion: int
    shot: str
    camera: str
    generator: str
    animator: str
    params: Params
    still_url: str
    poster_url: str
    clip_url: str
    score: float


class SceneReply(Reply):
    """A scene of the film as it is now. ``number`` is its place from 1, ``id`` names it for good.

    ``still_url``, ``poster_url`` and ``clip_url`` are those of the present take, and until it is made those of the one before;
    ``preview_url`` is the still that is being painted or animated.
    """

    number: int
    id: int
    start: float
    end: float
    cut: str
    label: str
    segment: int
    prompt: str
    style: str
    shot: str
    variation: int
    camera: str
    framing: float
    intensity: float
    tone: float
    seed: int
    motion: int
    generator: str
    animator: str
    params: Params
    locked: bool
    take: int
    takes: int
    is_made: bool
    preview_url: str | None
    still_url: str | None
    poster_url: str | None
    clip_url: str | None


class SceneOrder(Order):
    """An edit of one scene. Its ``id`` names it for good; its ``scene``, the number that people see, shifts when others are split."""

    scene: Number | None = None
    id: Number | None = None

    @model_validator(mode="after")
    def _named(self) -> SceneOrder:
        if (self.scene is None) == (self.id is None):
            raise ValueError("name the scene by its number (scene) or by its id, not both")
        return self


class RedoOrder(SceneOrder):
    """A new still (its clip follows), a new clip of the same still, or both."""

    kind: Literal["redo"]
    what: Literal["still", "clip", "both"] = "both"
    prompt: Prompt | None = None
    style: str | None = Field(default=None, max_length=200)
    seed: Seed | None = None
    motion: Seed | None = None
    shot: ShotSize | None = None
    camera: CameraMove | None = None
    framing: Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)] | None = None
    intensity: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    generator: str | None = Field(default=None, max_length=64)
    animator: str | None = Field(default=None, max_length=64)
    params: Params | None = None


class UseOrder(SceneOrder):
    """Show an earlier take."""

    kind: Literal["use"]
    take: Number


class LockOrder(SceneOrder):
    """Guard a scene against edits, or free it."""

    kind: Literal["lock"]
    locked: bool = True


class SplitOrder(SceneOrder):
    """Cut a scene in two at the grid point nearest to ``at`` (default: its middle)."""

    kind: Literal["split"]
    at: Seconds | None = None


class MergeOrder(SceneOrder):
    """Let a scene go on through the next one."""

    kind: Literal["merge"]


class SwapOrder(SceneOrder):
    """Let two scenes change places."""

    kind: Literal["swap"]
    other: Number | None = None
    other_id: Number | None = None

    @model_validator(mode="after")
    def _other_named(self) -> SwapOrder:
        if (self.other is None) == (self.other_id is None):
            raise ValueError("name the other scene by its number (other) or by its id (other_id), not both")
        return self


class MoveOrder(SceneOrder):
    """Move the beginning of a scene to the grid point nearest to ``to``."""

    kind: Literal["move"]
    to: Seconds


class CoverOrder(SceneOrder):
    """Take the best frame of a scene as the cover."""

    kind: Literal["cover"]


class CorrectOrder(Statements):
    """Correct what was heard, in seconds of the film. Cuts move to the beats that are meant; takes whose music did not move stay."""

    kind: Literal["correct"]


class BackOrder(Order):
    """Take the last edit back (undo), or bring again what was taken back last (restore)."""

    kind: Literal["undo", "restore"]


EditOrder = Annotated[
    RedoOrder
    | UseOrder
    | LockOrder
    | SplitOrder
    | MergeOrder
    | SwapOrder
    | MoveOrder
    | CoverOrder
    | CorrectOrder
    | BackOrder,
    Field(discriminator="kind"),
]


class EditReply(Reply):
    """An edit that was logged. ``scenes`` are ids of those that it touches."""

    id: int
    kind: str
    title: str
    time: str | None
    in_force: bool
    scenes: list[int]
    cost: int


class EditsReply(Reply):
    """The edit log of a job. ``hearing`` names the analysis that counts: another name, another analysis."""

    edits: list[EditReply]
    can_undo: bool
    can_restore: bool
    hearing: str = ""


class CoverReply(Reply):
    """A frame that could be the cover. ``score``: how well it stands alone in the middle 3:4 that profile grids show."""

    scene: int
    id: int
    poster_url: str
    score: float
    is_chosen: bool


class ExportOrder(Order):
    """Platforms whose files are to be made from the film as it is now."""

    platforms: list[Name] = Field(min_length=1, max_length=32)


class ExportReply(Reply):
    """A platform's file. ``is_stale``: the film was edited since."""

    platform: str
    title: str
    url: str
    width: int
    height: int
    duration: float
    size: int
    notes: list[str]
    is_stale: bool


class FindingReply(Reply):
    """One rule of a platform against a file."""

    rule: str
    ok: bool
    message: str
    fix: str | None


class CheckReply(Reply):
    """A file against its platform's rules."""

    platform: str
    ok: bool
    findings: list[FindingReply]


class PeaksReply(Reply):
    """A waveform: for each of ``count`` equal stretches its loudest deflection, 0 to 1."""

    duration: float
    count: int
    peaks: list[float]


class GridReply(Reply):
    """A place where a cut may lie."""

    time: float
    kind: str
