"""One run of one job: what is known so far, and where it lies."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.errors import JobCancelledError
from beatreel.core.events import Event, EventRegistry, SceneGenerated
from beatreel.core.files import sha256_of
from beatreel.core.model import Analysis, Scene, Song, Still, Storyboard
from beatreel.core.recipe import Recipe
from beatreel.core.timing import frame_count, seconds_to_frame

if TYPE_CHECKING:
    from beatreel.core.config import Settings
    from beatreel.core.jobs import JobStore
    from beatreel.executors.local import LocalExecutor
    from beatreel.hooks.manager import PluginManager

STAGES = ("validate", "analyze", "plan", "generate", "assemble", "export")


@dataclass(frozen=True)
class Report:
    """How far a job is.

    Attributes
    ----------
    stage : str
        One of ``STAGES``.
    done : float
        Share of the stage, 0 to 1.
    note : str
        What is being done, for people.
    seconds_left : float or None
        Estimate for the whole job; None while it cannot be told.
    """

    stage: str
    done: float
    note: str = ""
    seconds_left: float | None = None


Watcher = Callable[[Report], None]


@dataclass
class Film:
    """The state of one run.

    Attributes
    ----------
    job_id : str
    recipe : Recipe
    folder : Path
        Where the results go.
    plugins, executor, store, settings
        The engine's, for the stages.
    song, analysis, storyboard
        Known after the stages that make them.
    stills : dict of int to Still
        By scene index.
    clips : dict of int to SceneGenerated
        By scene index.
    exported : dict of str to Event
        By platform.
    failures : list of Exception
        Of exporters; the others go on, the job fails at the end.
    """

    job_id: str
    recipe: Recipe
    folder: Path
    settings: Settings
    store: JobStore
    plugins: PluginManager
    executor: LocalExecutor
    registry: EventRegistry
    watch: Watcher = lambda report: None
    stage: str = "validate"
    song: Song | None = None
    analysis: Analysis | None = None
    storyboard: Storyboard | None = None
    stills: dict[int, Still] = field(default_factory=dict)
    clips: dict[int, SceneGenerated] = field(default_factory=dict)
    exported: dict[str, Event] = field(default_factory=dict)
    failures: list[Exception] = field(default_factory=list)
    cancelled: bool = False
    started: float = field(default_factory=time.monotonic)

    def report(self, stage: str, done: float, note: str = "", seconds_left: float | None = None) -> None:
        """Tell whoever watches how far the job is."""
        if self.cancelled:
            raise JobCancelledError("The job was cancelled", hint="Run the same command again to go on")
        self.stage = stage
        self.watch(Report(stage, done, note, seconds_left))

    def recall(self, kind: type[Event], key: str, *artifacts: tuple[Path, str]) -> Any:
        """Return the logged event with this key if its files are as they were, else None.

        Parameters
        ----------
        kind : type of Event
        key : str
        *artifacts : (Path, str)
            Files and their SHA-256; an empty hash asks only that the file is there.
        """
        logged = self.store.logged(self.job_id, key)
        if logged is None:
            return None
        event = kind.model_validate(logged.data)
        wanted = artifacts or tuple(artifacts_of(event))
        if all(path.is_file() and (not sha256 or sha256_of(path) == sha256) for path, sha256 in wanted):
            return event
        self.store.forget_event(self.job_id, key)
        return None

    @property
    def total_frames(self) -> int:
        """Frames of the whole film."""
        assert self.song is not None
        return frame_count(self.song.exact_duration, self.recipe.spec.frame_rate)

    def frames_of(self, scene: Scene) -> tuple[int, int]:
        """Return a scene's first frame and how many it has, on the absolute clock."""
        assert self.storyboard is not None
        rate = self.recipe.spec.frame_rate
        first = seconds_to_frame(scene.start, rate)
        is_last = scene.index == len(self.storyboard.scenes) - 1
        end = self.total_frames if is_last else seconds_to_frame(scene.end, rate)
        return first, end - first

    def scene_folder(self, index: int) -> Path:
        """Where a scene's takes lie; people count from 1."""
        return self.folder / "scenes" / f"{index + 1:03d}"


def artifacts_of(event: Event) -> list[tuple[Path, str]]:
    """Return the files that an event speaks of, with their hashes."""
    if isinstance(event, SceneGenerated):
        return [(Path(path), event.sha256[name]) for name, path in event.clip_paths.items()]
    path = getattr(event, "path", None)
    return [(Path(path), getattr(event, "sha256", ""))] if path else []
