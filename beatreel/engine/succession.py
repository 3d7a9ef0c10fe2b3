"""A newer version of a film's song: a new film with the same scenes, in which only what the music moved is drawn again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.edits import EditLog
from beatreel.core.errors import UserInputError
from beatreel.core.events import AudioValidated, BeatsDetected
from beatreel.core.files import sha256_of
from beatreel.core.recipe import Recipe
from beatreel.director.succession import carried_storyboard
from beatreel.engine.kept_analyses import heard_path
from beatreel.intake.gate import validate_song
from beatreel.tasks.analyze import load_analysis
from beatreel.tasks.succession import LineUp, succeed
from beatreel.tasks.trim import trim_silence

if TYPE_CHECKING:
    from beatreel.core.jobs import JobRecord
    from beatreel.core.model import Song
    from beatreel.engine.desk import Desk

Work = Callable[..., Any]


class Successor:
    """What :func:`prepare` found, ready to be entered as a job of its own.

    Attributes
    ----------
    recipe : Recipe
    folder : Path
    line_up : LineUp
    """

    def __init__(self, earlier: JobRecord, recipe: Recipe, folder: Path, song: Song, line_up: LineUp) -> None:
        self._earlier, self._song = earlier, song
        self.recipe, self.folder, self.line_up = recipe, folder, line_up

    def enter(self, desk: Desk, *, source: str = "") -> JobRecord:
        """Enter the job, with its song checked, its analysis and its scenes, in one transaction.

        The scenes of the earlier film are taken as they are now. It stays as it is, with its takes and its edits.

        Raises
        ------
        UserInputError
        """
        path = self.folder / "analysis.json"
        edits = EditLog(desk.store)
        with desk.store.transaction():
            history = edits.history(self._earlier.id)
            if history is None:
                raise _no_scenes()
            found, analysis = self.line_up, load_analysis(path)
            board = carried_storyboard(history.storyboard, analysis, found.offset, found.changed, self._song.sha256)
            record, _ = desk.enter(self.recipe, self.folder, source=source, anew=True)
            desk.store.commit_event(AudioValidated(job_id=record.id, song=self._song))
            desk.store.commit_event(BeatsDetected.of(record.id, analysis, str(path), sha256_of(path)))
            edits.begin(record.id, board)
        return desk.store.job(record.id)


def prepare(desk: Desk, earlier: JobRecord, song_path: Path, folder: Path, work: Work) -> Successor:
    """Check a newer version of a film's song and line it up with the one that the film has.

    Parameters
    ----------
    desk : Desk
    earlier : JobRecord
        A job whose scenes are planned.
    song_path : Path
        The newer version, absolute.
    folder : Path
        Of the new film; the analysis is written into it.
    work : callable
        ``work(function, *arguments)`` has a task done in a worker and returns its result.

    Raises
    ------
    AudioRejectedError
    UserInputError
        If it is another song, the very same file, or the job has no scenes yet.
    """
    logged = desk.store.logged(earlier.id, AudioValidated.name)
    history = EditLog(desk.store).history(earlier.id)
    if logged is None or history is None:
        raise _no_scenes()
    old = AudioValidated.model_validate(logged.data).song
    recipe = Recipe.model_validate(earlier.recipe)
    digest = sha256_of(song_path) if song_path.is_file() else ""
    if digest and digest == recipe.song_sha256:
        raise UserInputError("This is the very file that the film was made for", hint="Choose the newer version")
    if not old.path.is_file():
        raise UserInputError("The song of the film is not there any more", hint=f"It was at {old.path}; put it back")
    song = validate_song(song_path, desk.settings.intake)
    folder.mkdir(parents=True, exist_ok=True)
    if recipe.trim_silence:
        song = work(trim_silence, song, folder / "song-trimmed.flac")
    heard = heard_path(Path(earlier.folder), history)
    found: LineUp = work(succeed, old, song, heard, recipe.analyzer, folder / "analysis.json")
    # What a person stated about the old version is in its analysis already, at the old times.
    newer = recipe.model_copy(update={"song_path": song_path, "song_sha256": digest, "corrections": None})
    return Successor(earlier, newer, folder, song, found)


def _no_scenes() -> UserInputError:
    return UserInputError("This job has no scenes yet", hint="Wait until its storyboard is planned")
