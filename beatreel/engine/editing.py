"""Scene edits of one job, as every door offers them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from beatreel.core.analysis import Analysis
from beatreel.core.edits import Edit, EditLog, History, restore, undo
from beatreel.core.errors import StoryboardError, UserInputError
from beatreel.core.events import AudioValidated, SceneGenerated
from beatreel.core.ledger import Kind, Ledger, drop
from beatreel.core.model import Scene, Song
from beatreel.core.recipe import Recipe
from beatreel.core.styles import check_style
from beatreel.director import editing
from beatreel.director.correcting import recut
from beatreel.engine.kept_analyses import Corrected, analyses_folder, heard_path
from beatreel.engine.orders import check_inputs, check_params
from beatreel.engine.takes import SceneOrder, Takes, orders, providers, still_of
from beatreel.media.hardware import codec_of
from beatreel.tasks.analyze import load_analysis
from beatreel.tasks.cover import cover_score
from beatreel.tasks.export import rendition_settings

if TYPE_CHECKING:
    from sqlite3 import Connection

    from beatreel.core.config import Settings
    from beatreel.core.jobs import JobRecord, JobStore
    from beatreel.hooks.manager import PluginManager


@dataclass(frozen=True)
class SceneView:
    """A scene as people see it.

    Attributes
    ----------
    scene : Scene
    number : int
        Its place in the film, from 1.
    take : int
        Which of its takes the film shows, or will show once it is made.
    takes : tuple of SceneGenerated
        Those that are there.
    made : SceneGenerated or None
        The clip of the present state; None while it is to be made.
    order : SceneOrder
        What it is made of.
    preview : Path or None
        The present still, from when it can be seen, be it rough.
    """

    scene: Scene
    number: int
    take: int
    takes: tuple[SceneGenerated, ...]
    made: SceneGenerated | None
    order: SceneOrder
    preview: Path | None = None


@dataclass(frozen=True)
class CoverView:
    """A frame that could be the cover.

    Attributes
    ----------
    view : SceneView
        The scene whose poster it is.
    score : float
        How well it stands alone in the middle 3:4, with a bonus at the hook.
    is_chosen : bool
    """

    view: SceneView
    score: float
    is_chosen: bool


class Editor:
    """Looks at a job's scenes and edits them; the next run of the job makes what was touched, and nothing else.

    Parameters
    ----------
    settings : Settings
    store : JobStore
    plugins : PluginManager
    record : JobRecord
    announce : callable
        Called after an edit was logged.
    work : callable
        ``work(function, *arguments)`` has a task done and returns its result; in this process by default.
    """

    def __init__(
        self,
        settings: Settings,
        store: JobStore,
        plugins: PluginManager,
        record: JobRecord,
        announce: Callable[[], None] = lambda: None,
        work: Callable[..., Any] = lambda function, *arguments: function(*arguments, progress=_silent),
    ) -> None:
        self._settings = settings
        self._ledger = Ledger(settings.credits)
        self.job_id = record.id
        self.folder = Path(record.folder)
        self.recipe = Recipe.model_validate(record.recipe)
        self._store, self._plugins, self._announce = store, plugins, announce
        self._log = EditLog(store)
        self.work = work

    # -- looking -----------------------------------------------------------------------------------------------

    def history(self) -> History:
        """Return the edits and what they come to.

        Raises
        ------
        UserInputError
            If the job has no scenes yet.
        """
        history = self._log.history(self.job_id)
        if history is None:
            raise UserInputError("This job has no scenes yet", hint="Wait until its storyboard is planned")
        return history

    def analysis(self) -> Analysis:
        """Return what was heard in the song.

        Raises
        ------
        UserInputError
            If the film's folder was deleted or moved.
        """
        try:
            return load_analysis(heard_path(self.folder, self.history()))
        except FileNotFoundError as error:
            raise UserInputError(
                f"What was heard in the song is not in {self.folder} any more",
                hint=f"Render the film again: beatreel jobs retry {self.job_id}",
            ) from error

    def song(self) -> Song:
        """Return the song as it was checked.

        Raises
        ------
        UserInputError
            If it was not checked yet.
        """
        logged = self._store.logged(self.job_id, AudioValidated.name)
        if logged is None:
            raise UserInputError("This job's song was not yet checked", hint="Render it first")
        return AudioValidated.model_validate(logged.data).song

    def scenes(self) -> list[SceneView]:
        """Return all scenes, in film order."""
        takes = Takes(self._store, self.job_id)
        return [self._view(order, takes) for order in self._orders(self.history(), takes)]

    def scene(self, number: int) -> SceneView:
        """Return one scene by the number that people see."""
        editing.scene_of(self.history(), number)
        return self.scenes()[number - 1]

    def number_of(self, scene_id: int) -> int:
        """Return the number that people see of the scene with an id.

        Raises
        ------
        StoryboardError
            If it is not in the film (any more).
        """
        for scene in self.history().storyboard.scenes:
            if scene.id == scene_id:
                return scene.index + 1
        raise StoryboardError(
            "This scene is not in the film any more", hint="It was merged with another one, or undone"
        )

    def _view(self, order: SceneOrder, takes: Takes) -> SceneView:
        made = tuple(take for take in takes.of(order.scene.id) if Path(take.clip_paths["master"]).is_file())
        present = next((take for take in made if take.drawing == order.drawing), None)
        preview = still_of(self.folder, order.scene.id, order.take)
        return SceneView(order.scene, order.scene.index + 1, order.take, made, present, order, preview)

    def _orders(self, history: History, takes: Takes) -> list[SceneOrder]:
        exporters = [self._plugins.exporter(name) for name in self.recipe.platforms]
        settings = rendition_settings(self.song(), self.recipe.spec, exporters, codec=codec_of(self._settings))
        return orders(history.storyboard, self.recipe, self.analysis(), settings, self._plugins, takes)

    def covers(self) -> list[CoverView]:
        """Return what could be the cover: each scene's best frame, the one that scores highest first."""
        history, hook = self.history(), self.history().storyboard.loop.scene
        views = [view for view in self.scenes() if view.made is not None]
        made = {view.scene.id: view.made for view in views if view.made is not None}
        scores = {view.scene.id: cover_score(made[view.scene.id], hook == view.scene.index) for view in views}
        best = max(scores, key=scores.__getitem__, default=0)
        chosen = history.cover if history.cover in made else best
        ordered = sorted(views, key=lambda view: -scores[view.scene.id])
        return [CoverView(view, scores[view.scene.id], view.scene.id == chosen) for view in ordered]

    # -- editing -----------------------------------------------------------------------------------------------

    def redo(self, number: int, what: editing.What = "both", **changes: Any) -> Edit:
        """Make a new still, a new clip, or both; see :func:`beatreel.director.editing.redo`.

        Raises
        ------
        UserInputError
            If the scene is not there or locked, a choice makes no sense, or there are not enough credits.
        """

        def make(history: History) -> Edit:
            scene = editing.scene_of(history, number)
            if "style" in changes:
                changes["style"] = check_style(changes["style"])
            try:
                edit = editing.redo(history, number, what, self._named(scene, changes))
            except ValidationError as error:
                first = error.errors()[0]
                raise StoryboardError(
                    f"Scene {number}, {'.'.join(str(part) for part in first['loc'])}: {first['msg']}",
                    hint="See what is allowed with: beatreel redo --help",
                ) from error
            self._check_providers(edit.scenes[0])
            return edit

        kinds: tuple[Kind, ...] = ("still", "clip") if what == "both" else (what,)
        return self._append(make, kinds)

    def use_take(self, number: int, take: int) -> Edit:
        """Go back to an earlier take of a scene."""
        made = Takes(self._store, self.job_id)

        def make(history: History) -> Edit:
            scene = editing.scene_of(history, number)
            found = next((event for event in made.of(scene.id) if event.take == take), None)
            if found is None or found.scene is None:
                known = ", ".join(str(event.take) for event in made.of(scene.id)) or "none"
                raise StoryboardError(f"Scene {number} has no take {take}", hint=f"It has: {known}")
            return editing.use_take(history, number, found.scene, take)

        return self._append(make)

    def lock(self, number: int, *, locked: bool = True) -> Edit:
        """Lock a scene against edits, or free it."""
        return self._append(lambda history: editing.lock(history, number, locked=locked))

    def split(self, number: int, at: float | None = None) -> Edit:
        """Cut a scene in two at the grid point nearest to ``at`` seconds (default: its middle)."""
        analysis = self.analysis()
        return self._append(lambda history: editing.split(history, number, analysis, at))

    def merge(self, number: int) -> Edit:
        """Let a scene go on through the next one."""
        return self._append(lambda history: editing.merge(history, number))

    def swap(self, number: int, other: int) -> Edit:
        """Let two scenes change places."""
        return self._append(lambda history: editing.swap(history, number, other))

    def move(self, number: int, to: float) -> Edit:
        """Move the beginning of a scene to the grid point nearest to ``to`` seconds."""
        analysis = self.analysis()
        return self._append(lambda history: editing.move(history, number, analysis, to))

    def cover(self, number: int) -> Edit:
        """Take the best frame of a scene as the cover."""
        return self._append(lambda history: editing.cover(history, number))

    def correct(self, corrected: Corrected) -> Edit:
        """Go by a corrected hearing of the song; see :func:`beatreel.engine.correcting.prepare`.

        Cuts move to the beats that are meant now. Takes whose music did not move stay, and undo brings all back.
        """
        folder = analyses_folder(self.folder)
        old, new = load_analysis(folder / corrected.before), load_analysis(folder / corrected.name)

        def make(history: History) -> Edit:
            corrected.check(history)
            scenes, removed, loop = recut(history.storyboard, old, new)
            return Edit(
                kind="correct",
                title=corrected.title,
                scenes=scenes,
                removed=removed,
                hearing=corrected.name,
                hearing_before=corrected.before,
                loop=loop,
            )

        return self._append(make)

    def undo(self) -> Edit:
        """Take the last edit back."""
        return self._append(undo)

    def restore(self) -> Edit:
        """Bring back what was undone last."""
        return self._append(restore)

    def cost(self, what: editing.What) -> int:
        """Return what :meth:`redo` would cost now, in credits."""
        with self._store.transaction() as connection:
            self._ledger.open(connection)
            return self._ledger.cost(connection, ("still", "clip") if what == "both" else (what,))

    def paid(self, edit_id: int) -> int:
        """Return what is held or spent for an edit, in credits."""
        rows = self._store.read(
            "select coalesce(sum(amount), 0) as total from charges where key like ? and state<>'released'",
            (f"edit/{edit_id}/%",),
        )
        return int(rows[0]["total"])

    def _append(self, make: Callable[[History], Edit], kinds: tuple[Kind, ...] = ()) -> Edit:
        def charge(connection: Connection, edit: Edit) -> None:
            for kind in kinds:
                self._ledger.hold(connection, f"edit/{edit.id}/{kind}", self.job_id, kind)
            if edit.target:  # what is undone before it was made costs nothing
                for kind in ("still", "clip"):
                    drop(connection, self.job_id, f"edit/{edit.target}/{kind}", dropped=edit.kind == "undo")

        edit = self._log.append(self.job_id, make, charge)
        self._announce()
        return edit

    def _named(self, scene: Scene, changes: dict[str, Any]) -> dict[str, Any]:
        """Return changes whose parameters go by the name of their generator, beside those that the scene has."""
        if "params" not in changes:
            return changes
        chosen: dict[str, Any] = {name: changes[name] for name in ("generator", "animator") if name in changes}
        painter, _ = providers(scene.model_copy(update=chosen), self.recipe, self._plugins)
        params = dict(scene.params)
        for name, values in changes["params"].items():
            known = painter.name if name == "generator" else name
            params[known] = {**params.get(known, {}), **values}
        return {**changes, "params": params}

    def _check_providers(self, scene: Scene) -> None:
        """Refuse generators that are not there or cannot do it, and parameters that they do not have."""
        painter, animator = providers(scene, self.recipe, self._plugins)
        for provider, deed in ((painter, "paint"), (animator, "animate")):
            if not hasattr(provider, deed):
                raise StoryboardError(
                    f"The generator “{provider.name}” cannot {deed}", hint="Name another one; see: beatreel plugins"
                )
        check_params(self._plugins, scene.params)
        for provider in {painter.name: painter, animator.name: animator}.values():
            given = {**self.recipe.params.get(provider.name, {}), **scene.params.get(provider.name, {})}
            check_inputs(provider, given, self.recipe)


def _silent(done: float, note: str = "") -> None:
    """Nobody watches."""
