"""One run of one job: what is known so far, and where it lies."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.analysis import Analysis
from beatreel.core.errors import MediaError, WorkerCrashedError
from beatreel.core.events import AudioValidated, Event, EventRegistry, MasterRendered, SceneGenerated
from beatreel.core.files import known_sha256
from beatreel.core.model import Scene, Song, Still, Storyboard
from beatreel.core.pipeline import FilmView, Reaction
from beatreel.core.recipe import Recipe
from beatreel.core.timing import frame_count, seconds_to_frame
from beatreel.engine.takes import SceneOrder, Takes, orders
from beatreel.media.hardware import codec_of
from beatreel.tasks.assemble import sound_ahead
from beatreel.tasks.export import rendition_settings
from beatreel.tasks.react import react

if TYPE_CHECKING:
    from beatreel.core.config import Settings
    from beatreel.core.jobs import JobStore
    from beatreel.core.ports import Executor, Progress
    from beatreel.hooks.manager import PluginManager
    from beatreel.media.settings import EncodeSettings

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
MAX_ATTEMPTS = 3  # of one task whose worker dies
MAX_LOSSES = 10  # of machines over one task: on rented ones that may be taken away any time, it is not the task's fault
_ASK_EVERY = 0.25  # seconds
_LONG = 1_000_000  # bytes of a song that takes longer to be checked than workers to begin


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
    master : MasterRendered or None
        Known once the film is joined.
    platforms : tuple of str
        Which files this run makes beside the master.
    revision : int
        Of the edit log that this run makes.
    """

    job_id: str
    recipe: Recipe
    folder: Path
    settings: Settings
    store: JobStore
    plugins: PluginManager
    executor: Executor
    registry: EventRegistry
    platforms: tuple[str, ...] = ()
    watch: Watcher = lambda report: None
    stage: str = "validate"
    _last: Report = Report("validate", 0)
    song: Song | None = None
    analysis: Analysis | None = None
    storyboard: Storyboard | None = None
    stills: dict[int, Still] = field(default_factory=dict)
    clips: dict[int, SceneGenerated] = field(default_factory=dict)
    exported: dict[str, Event] = field(default_factory=dict)
    failures: list[Exception] = field(default_factory=list)
    master: MasterRendered | None = None
    revision: int = 0
    _sound: Future[Any] | None = None
    started: float = field(default_factory=time.monotonic)

    def report(self, stage: str, done: float, note: str = "", seconds_left: float | None = None) -> None:
        """Tell whoever watches how far the job is; what the watcher raises ends the run."""
        self.stage = stage
        self._last = Report(stage, done, note, seconds_left)
        self.watch(self._last)

    def work(
        self,
        function: Callable[..., Any],
        /,
        *arguments: Any,
        progress: Progress | None = None,
        who: tuple[str, str] | None = None,
    ) -> Any:
        """Have a task done and return its result; a worker that dies over it costs one attempt.

        Parameters
        ----------
        who : (str, str), optional
            The plugin at work and what it is to do, for the message when all attempts died.
        """
        for attempt in range(1, MAX_ATTEMPTS + 1):
            try:
                return self.result(self.executor.submit(function, *arguments, progress=progress))
            except WorkerCrashedError as error:
                if attempt == MAX_ATTEMPTS:
                    raise (error.blaming(*who) if who else error) from error
        raise AssertionError

    def result(self, future: Future[Any]) -> Any:
        """Return a task's result; the watcher is asked several times a second meanwhile, so that it can end the run."""
        while True:
            try:
                return future.result(timeout=_ASK_EVERY)
            except TimeoutError:
                if future.done():  # the task itself ran out of some time
                    raise
            try:
                self.watch(self._last)
            except BaseException:
                future.cancel()
                raise

    def begin_workers(self) -> None:
        """Have the workers begin while a long song is checked; a short one is checked before they would be there."""
        prepare = getattr(self.executor, "prepare", None)
        with contextlib.suppress(OSError):
            if prepare is not None and self.recipe.song_path.stat().st_size > _LONG:
                prepare()

    def begin_sound(self) -> None:
        """Have the song encoded while it is being heard, if a worker would be idle meanwhile."""
        if self.executor.workers > 1:
            platforms = [self.plugins.exporter(name).platform for name in self.platforms]
            self._sound = self.executor.submit(sound_ahead, self.song, self.recipe.spec, self.folder, platforms)

    def await_sound(self) -> None:
        """Wait for what :meth:`begin_sound` began; whoever joins the film encodes the song again if it failed, and says why."""
        if self._sound is not None:
            with contextlib.suppress(MediaError, WorkerCrashedError, OSError):
                self.result(self._sound)

    def let_go(self) -> None:
        """End the work that nobody waits for any more."""
        if self._sound is not None:
            self._sound.cancel()

    def react(self, reaction: Reaction, event: Event) -> list[Event]:
        """Have a plugin's reaction done and return the events that it yields.

        It runs in a worker, so that one which crashes, exits or hangs ends no more than that; reactions of objects that were handed to
        the engine are known in this process alone and run here.
        """
        recipe = self.recipe.model_dump(mode="json")
        view = FilmView(job_id=self.job_id, folder=self.folder, song=self.song, recipe=recipe)
        if reaction.plugin in self.plugins.embedded:
            return list(reaction.react(event, view))
        data = event.model_dump(mode="json")
        done = self.result(self.executor.submit(react, reaction.plugin, reaction.name, event.name, data, view))
        return [self.registry.decode(name, fields) for name, fields in done]

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
        if all(path.is_file() and (not sha256 or known_sha256(path) == sha256) for path, sha256 in wanted):
            return event
        self.store.forget_event(self.job_id, key)
        return None

    def recall_song(self) -> AudioValidated | None:
        """Return the logged event of the song's check if song and references are still what was checked."""
        logged = self.store.logged(self.job_id, AudioValidated.name)
        if logged is None or not all(path.is_file() for path in self.recipe.references):
            return None
        song = AudioValidated.model_validate(logged.data).song
        files = [(song.path, song.sha256)]
        if self.recipe.song_path != song.path:
            files.append((self.recipe.song_path, self.recipe.song_sha256))
        event: AudioValidated | None = self.recall(AudioValidated, AudioValidated.name, *files)
        return event

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

    def renditions(self) -> dict[str, EncodeSettings]:
        """The encodes that every scene of this run gets."""
        assert self.song is not None
        names = dict.fromkeys((*self.recipe.platforms, *self.platforms))
        exporters = [self.plugins.exporter(name) for name in names]
        return rendition_settings(self.song, self.recipe.spec, exporters, codec=codec_of(self.settings))

    def orders(self) -> list[SceneOrder]:
        """What each scene is to be made of."""
        assert self.storyboard is not None
        assert self.analysis is not None
        takes = Takes(self.store, self.job_id)
        return orders(self.storyboard, self.recipe, self.analysis, self.renditions(), self.plugins, takes)


def artifacts_of(event: Event) -> list[tuple[Path, str]]:
    """Return the files that an event speaks of, with their hashes."""
    if isinstance(event, SceneGenerated):
        return [(Path(path), event.sha256[name]) for name, path in event.clip_paths.items()]
    path = getattr(event, "path", None)
    return [(Path(path), getattr(event, "sha256", ""))] if path else []
