"""The events that tie the stages together.

An event is a small, frozen, JSON-safe fact: ids, paths, seconds, names. Its wire name is also the name of the hook
that listeners implement and the ZeroMQ topic. Plugins may register further events whose names are prefixed with
the plugin's name (``"myplugin.loop_found"``).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, ClassVar

from pydantic import ConfigDict, Field

from beatreel.core.analysis import Analysis
from beatreel.core.errors import BusError, ConfigError
from beatreel.core.model import Deliverable, Scene, Song, Storyboard
from beatreel.core.value import Value

SCHEMA_VERSION = 1
_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")


class Event(Value):
    """Base of all events.

    Attributes
    ----------
    job_id : str
        The job that it belongs to.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")  # a reader tolerates fields of a later minor version
    name: ClassVar[str] = ""

    job_id: str

    @property
    def key(self) -> str:
        """What makes this event unique within its job; the log holds one event per key."""
        return self.name


class JobSubmitted(Event):
    """A job entered the queue. Fields: ``song_path``, ``prompt``."""

    name: ClassVar[str] = "job_submitted"
    song_path: str
    prompt: str = ""


class AudioValidated(Event):
    """The song passed intake. Fields: ``song``."""

    name: ClassVar[str] = "audio_validated"
    song: Song


class AudioRejected(Event):
    """The song was refused. Fields: ``song_path``, ``reason`` (code), ``message``, ``hint``."""

    name: ClassVar[str] = "audio_rejected"
    song_path: str
    reason: str
    message: str
    hint: str | None = None


class BeatsDetected(Event):
    """The analysis is ready. Fields: ``analysis_path``, ``tempo`` (BPM), ``beat_count``, ``bar_count``, ``segment_count``,
    ``duration`` (seconds), ``analyzer``, ``sha256`` (of the file)."""

    name: ClassVar[str] = "beats_detected"
    analysis_path: str
    tempo: float
    beat_count: int
    bar_count: int
    segment_count: int
    duration: float
    analyzer: str
    sha256: str = ""

    @classmethod
    def of(cls, job_id: str, analysis: Analysis, path: str, sha256: str = "") -> BeatsDetected:
        """Summarise an analysis that was written to ``path``."""
        return cls(
            job_id=job_id,
            analysis_path=path,
            tempo=analysis.tempo,
            beat_count=len(analysis.beat_times),
            bar_count=len(analysis.downbeat_times),
            segment_count=len(analysis.segments),
            duration=analysis.duration,
            analyzer=analysis.analyzer,
            sha256=sha256,
        )


class StoryboardPlanned(Event):
    """The scenes are planned. Fields: ``storyboard_path``, ``scene_count``, ``still_count``, ``frame_count``."""

    name: ClassVar[str] = "storyboard_planned"
    storyboard_path: str
    scene_count: int
    still_count: int
    frame_count: int

    @classmethod
    def of(cls, job_id: str, storyboard: Storyboard, path: str, *, still_count: int, frames: int) -> StoryboardPlanned:
        """Summarise a storyboard that was written to ``path``."""
        return cls(
            job_id=job_id,
            storyboard_path=path,
            scene_count=len(storyboard.scenes),
            still_count=still_count,
            frame_count=frames,
        )


class StillPainted(Event):
    """One still is ready. Fields: ``fingerprint``, ``picture_path``, ``scenes`` (indices that use it), ``take`` (what its generator says
    of how it was painted, and as ``rejected`` why takes before it were of no use)."""

    name: ClassVar[str] = "still_painted"
    fingerprint: str
    picture_path: str
    scenes: tuple[int, ...]
    take: dict[str, Any] = Field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.name}/{self.fingerprint}"


class StillPreviewed(Event):
    """A still is being painted, and this is how far it is. Fields: ``fingerprint``, ``picture_path`` (a small JPEG, which the next one
    replaces and which goes when the stills are painted), ``scenes`` (indices that will use it), ``number`` (counted from 1 in each
    run), ``run`` (a random id)."""

    name: ClassVar[str] = "still_previewed"
    fingerprint: str
    picture_path: str
    scenes: tuple[int, ...]
    number: int
    run: str = ""

    @property
    def key(self) -> str:
        return f"{self.name}/{self.fingerprint}/{self.run}/{self.number}"


class SceneGenerated(Event):
    """One scene's clip is ready. Fields: ``index``, ``fingerprint``, ``take``, ``clip_paths`` (rendition name to path),
    ``sha256`` (rendition name to hash of the clip), ``first_frame``, ``frame_count``, ``still_path``, ``drawing`` (hash of all that its
    frames depend on), ``scene`` (what was made), ``poster_path`` (the frame that stands best alone), ``poster_score``,
    ``encodings`` (rendition name to hash of its settings), ``rejected`` (why takes before it were of no use)."""

    name: ClassVar[str] = "scene_generated"
    index: int
    fingerprint: str
    take: int
    clip_paths: dict[str, str]
    sha256: dict[str, str]
    first_frame: int
    frame_count: int
    still_path: str
    drawing: str = ""
    scene: Scene | None = None
    poster_path: str = ""
    poster_score: float = 0.0
    encodings: dict[str, str] = Field(default_factory=dict)
    rejected: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.name}/{self.fingerprint}"  # not by index: splitting one scene moves the others


class WorkLost(Event):
    """A worker or its machine was lost, and what it was at is made again. Fields: ``work`` (still or clip), ``scenes`` (indices),
    ``attempt``, ``message``, ``machine`` (empty for the engine's own), ``output`` (the end of what the worker printed), ``loss`` (a
    random id)."""

    name: ClassVar[str] = "work_lost"
    work: str
    scenes: tuple[int, ...]
    attempt: int
    message: str
    machine: str = ""
    output: str = ""
    loss: str = ""

    @property
    def key(self) -> str:
        return f"{self.name}/{self.loss}"


class WorkPrinted(Event):
    """What a worker on a cluster printed or logged while it made a still or clip, as it comes. Fields: ``work`` (still or clip),
    ``scenes`` (indices), ``machine``, ``output`` (lines of text), ``number`` (counted from 1 in each run), ``run`` (a random id)."""

    name: ClassVar[str] = "work_printed"
    work: str
    scenes: tuple[int, ...]
    machine: str
    output: str
    number: int
    run: str = ""

    @property
    def key(self) -> str:
        return f"{self.name}/{self.run}/{self.number}"


class StoryboardEdited(Event):
    """The storyboard was edited, or an edit was undone. Fields: ``edit`` (id in the edit log), ``kind``, ``title``, ``scenes`` (ids of
    those that it touches), ``scene_count``."""

    name: ClassVar[str] = "storyboard_edited"
    edit: int
    kind: str
    title: str
    scenes: tuple[int, ...]
    scene_count: int

    @property
    def key(self) -> str:
        return f"{self.name}/{self.edit}"


class MasterRendered(Event):
    """The film is joined and has its song. Fields: ``path``, ``sha256``, ``fingerprint`` (of what it was made from),
    ``frame_count``, ``duration`` (seconds), ``width``, ``height``, ``max_cut_error`` (seconds)."""

    name: ClassVar[str] = "master_rendered"
    path: str
    sha256: str
    frame_count: int
    duration: float
    width: int
    height: int
    max_cut_error: float
    fingerprint: str

    @property
    def key(self) -> str:
        return f"{self.name}/{self.fingerprint}"


class Exported(Event):
    """One platform's file is ready. Fields: ``deliverable``, ``sha256``, ``fingerprint`` (of what it was made from),
    ``master`` (fingerprint of the film that it was made of)."""

    name: ClassVar[str] = "exported"
    deliverable: Deliverable
    sha256: str
    fingerprint: str
    master: str = ""

    @property
    def key(self) -> str:
        return f"{self.name}/{self.deliverable.platform}/{self.fingerprint}"


class JobCompleted(Event):
    """Everything that was asked for is on disk. Fields: ``folder``, ``files``."""

    name: ClassVar[str] = "job_completed"
    folder: str
    files: tuple[str, ...]


class JobFailed(Event):
    """A job stopped. Fields: ``stage``, ``message``, ``hint``, ``attempt``, ``final`` (False if it will
    be tried again)."""

    name: ClassVar[str] = "job_failed"
    stage: str
    message: str
    hint: str | None = None
    attempt: int = 1
    final: bool = True

    @property
    def key(self) -> str:
        return f"{self.name}/{self.attempt}"


class PluginFailed(Event):
    """A listener or exporter of a plugin failed; the job went on. Fields: ``plugin``, ``hook``, ``message``.

    It is logged and published but not delivered to hooks, so that a broken listener cannot feed on its own failures.
    """

    name: ClassVar[str] = "plugin_failed"
    plugin: str
    hook: str
    message: str
    count: int = Field(default=1, ge=1)

    @property
    def key(self) -> str:
        return f"{self.name}/{self.plugin}/{self.hook}/{self.count}"


BUILTIN_EVENTS: tuple[type[Event], ...] = (
    JobSubmitted,
    AudioValidated,
    AudioRejected,
    BeatsDetected,
    StoryboardPlanned,
    StillPreviewed,
    StillPainted,
    SceneGenerated,
    WorkLost,
    WorkPrinted,
    StoryboardEdited,
    MasterRendered,
    Exported,
    JobCompleted,
    JobFailed,
    PluginFailed,
)


class EventRegistry:
    """Names to event classes; plugins add theirs."""

    def __init__(self) -> None:
        self._kinds: dict[str, type[Event]] = {kind.name: kind for kind in BUILTIN_EVENTS}

    def register(self, kind: type[Event]) -> None:
        """Add an event class.

        Raises
        ------
        ConfigError
            If its name is malformed or taken.
        """
        if not _NAME.fullmatch(kind.name):
            raise ConfigError(f"“{kind.name}” is no event name", hint="Use lower case: myplugin.something_happened")
        if self._kinds.get(kind.name, kind) is not kind:
            raise ConfigError(f"The event “{kind.name}” is registered already", hint="Prefix it with the plugin's name")
        self._kinds[kind.name] = kind

    def names(self) -> tuple[str, ...]:
        """All event names, in order of registration."""
        return tuple(self._kinds)

    def decode(self, name: str, data: dict[str, Any]) -> Event:
        """Rebuild an event from its wire name and data.

        Raises
        ------
        BusError
            If no event of this name is registered.
        """
        kind = self._kinds.get(name)
        if kind is None:
            raise BusError(f"Unknown event “{name}”", hint="Install the plugin that registers it")
        return kind.model_validate(data)


class LoggedEvent(Value):
    """An event as the log holds it and the bus sends it.

    Attributes
    ----------
    id : int
        Position in the log, increasing; readers catch up from the last id that they saw.
    time : datetime
        When it was committed, UTC.
    name : str
    job_id : str
    schema_version : int
    data : dict
        The event's fields.
    """

    id: int
    time: datetime
    name: str
    job_id: str
    schema_version: int = SCHEMA_VERSION
    data: dict[str, Any]

    def to_json(self) -> str:
        """The wire form: a CloudEvents 1.0 envelope in JSON."""
        import json

        return json.dumps(
            {
                "specversion": "1.0",
                "id": str(self.id),
                "source": f"/beatreel/jobs/{self.job_id}",
                "type": self.name,
                "time": self.time.astimezone(UTC).isoformat().replace("+00:00", "Z"),
                "datacontenttype": "application/json",
                "schemaversion": str(self.schema_version),
                "data": self.data,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str | bytes) -> LoggedEvent:
        """Read the wire form back.

        Raises
        ------
        BusError
            If the text is not such an envelope.
        """
        import json

        try:
            raw = json.loads(text)
            return cls(
                id=int(raw["id"]),
                time=datetime.fromisoformat(raw["time"]),
                name=raw["type"],
                job_id=raw["data"]["job_id"],
                schema_version=int(raw["schemaversion"]),
                data=raw["data"],
            )
        except (ValueError, KeyError, TypeError) as error:
            raise BusError(f"Not a beatreel event: {error}") from error
