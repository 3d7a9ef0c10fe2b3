"""The reactions of the chain: each consumes an event, has the work done, and yields the next events."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from beatreel import __version__
from beatreel.core.edits import EditLog
from beatreel.core.errors import (
    AudioRejectedError,
    BeatreelError,
    DiskFullError,
    JobCancelledError,
    StoryboardError,
    WorkerCrashedError,
)
from beatreel.core.events import (
    AudioRejected,
    AudioValidated,
    BeatsDetected,
    Event,
    Exported,
    JobCompleted,
    MasterRendered,
    StoryboardPlanned,
)
from beatreel.core.files import note_sha256, sha256_of, whole_file, write_json
from beatreel.core.model import Storyboard
from beatreel.core.pipeline import React
from beatreel.core.ports import Executor, Exporter, file_name_of
from beatreel.core.value import fingerprint
from beatreel.director.pictures import with_stills
from beatreel.director.storyboard import distinct_stills, plan_storyboard
from beatreel.engine.film import Film
from beatreel.engine.generation import generate, has_lane
from beatreel.engine.kept_analyses import heard_path
from beatreel.engine.manifest import manifest
from beatreel.engine.takes import animator_of
from beatreel.intake.gate import validate_song
from beatreel.intake.references import validate_reference
from beatreel.media.tags import FilmTags
from beatreel.tasks.analyze import analyze, load_analysis
from beatreel.tasks.assemble import assemble
from beatreel.tasks.cover import cover_score
from beatreel.tasks.export import FilmFacts, Hands, export
from beatreel.tasks.paint import prune
from beatreel.tasks.trim import trim_silence


def _validate(event: Event, film: Film) -> Iterable[Event]:
    film.report("validate", 0, "Checking the song")
    recipe = film.recipe
    known = film.recall_song()
    if known is not None:
        film.song = known.song
        film.report("validate", 1)
        yield known
        return
    film.begin_workers()
    try:
        song = validate_song(recipe.song_path, film.settings.intake)
        for reference in recipe.references:
            validate_reference(reference, film.settings.intake)
        for still in recipe.stills.values():
            validate_reference(still, film.settings.intake, role="picture")
    except AudioRejectedError as error:
        yield AudioRejected(
            job_id=film.job_id,
            song_path=str(recipe.song_path),
            reason=error.reason,
            message=error.message,
            hint=error.hint,
        )
        raise
    if recipe.trim_silence:
        film.report("validate", 0.5, "Trimming silence")
        song = film.work(trim_silence, song, film.folder / "song-trimmed.flac")
    film.song = song
    film.report("validate", 1)
    yield AudioValidated(job_id=film.job_id, song=song)


def _analyze(event: Event, film: Film) -> Iterable[Event]:
    assert film.song is not None
    path = film.folder / "analysis.json"
    film.report("analyze", 0, "Listening")
    history = EditLog(film.store).history(film.job_id)
    corrected = None if history is None else heard_path(film.folder, history)
    if corrected is not None and corrected != path:
        yield _as_corrected(corrected, path, film)
        return
    logged = film.store.logged(film.job_id, BeatsDetected.name)
    # By content: another job may have written its own analysis into the same folder since.
    known = film.recall(BeatsDetected, BeatsDetected.name, (path, logged.data.get("sha256", "") if logged else ""))
    if known is not None:
        film.analysis = load_analysis(path)
        yield known
        return
    film.store.forget_event(film.job_id, StoryboardPlanned.name)  # what was planned on it is planned again
    film.begin_sound()
    film.analysis = film.work(
        analyze,
        film.song,
        film.recipe.analyzer,
        path,
        film.recipe.corrections,
        progress=lambda done, note="": film.report("analyze", done, note or "Listening"),
        who=(f"analyzer “{film.recipe.analyzer}”", "hear the song"),
    )
    film.report("analyze", 1)
    yield BeatsDetected.of(film.job_id, film.analysis, str(path), sha256_of(path))


def _as_corrected(corrected: Path, path: Path, film: Film) -> BeatsDetected:
    """Put the analysis that counts since it was corrected where everybody reads it."""
    digest = sha256_of(corrected)
    film.analysis = load_analysis(corrected)
    film.report("analyze", 1)
    known: BeatsDetected | None = film.recall(BeatsDetected, BeatsDetected.name, (path, digest))
    if known is not None and known.sha256 == digest:
        return known
    film.store.forget_event(film.job_id, BeatsDetected.name)
    with whole_file(path) as part:
        shutil.copyfile(corrected, part)
    return BeatsDetected.of(film.job_id, film.analysis, str(path), digest)


def _plan(event: Event, film: Film) -> Iterable[Event]:
    assert film.song is not None
    assert film.analysis is not None
    recipe, path = film.recipe, film.folder / "storyboard.json"
    film.report("plan", 0, "Planning the scenes")
    edits = EditLog(film.store)
    history = edits.history(film.job_id)
    if history is not None:
        film.storyboard, film.revision = history.storyboard, history.revision
    elif recipe.storyboard_path is not None:
        film.storyboard = _given_storyboard(recipe.storyboard_path, film)
    else:
        film.storyboard = plan_storyboard(
            film.song,
            film.analysis,
            prompt=recipe.prompt,
            style=recipe.style,
            seed=recipe.seed,
            frame_rate=recipe.spec.frame_rate,
            calm=recipe.reduced_motion,
        )
    if history is None:
        film.storyboard = with_stills(film.storyboard, recipe.stills)
        edits.begin(film.job_id, film.storyboard)
    write_json(path, film.storyboard.model_dump(mode="json"))
    film.report("plan", 1)
    yield StoryboardPlanned.of(
        film.job_id,
        film.storyboard,
        str(path),
        still_count=distinct_stills(film.storyboard.scenes),
        frames=film.total_frames,
    )


def load_storyboard(path: Path) -> Storyboard:
    """Read a storyboard.

    Raises
    ------
    StoryboardError
        If it cannot be read or breaks its own rules.
    """
    try:
        return Storyboard.model_validate_json(path.read_bytes())
    except (OSError, ValueError) as error:
        raise StoryboardError(
            f"The storyboard {path} cannot be used: {error}", hint="Make a fresh one with: beatreel plan SONG"
        ) from error


def _given_storyboard(path: Path, film: Film) -> Storyboard:
    assert film.song is not None
    board = load_storyboard(path)
    if abs(board.duration - film.song.duration) > 0.01:
        raise StoryboardError(
            f"The storyboard is for a song of {board.duration:.2f} s, this one lasts {film.song.duration:.2f} s",
            hint="Make one for this song with: beatreel plan SONG",
        )
    scenes = []
    for scene in board.scenes:
        if scene.still:
            still = path.parent / scene.still
            validate_reference(still, film.settings.intake, role="picture")
            scene = scene.model_copy(update={"still": str(still.absolute())})
        scenes.append(scene)
    return board.model_copy(update={"frame_rate": film.recipe.spec.frame_rate, "scenes": tuple(scenes)})


def _assemble(event: Event, film: Film) -> Iterable[Event]:
    assert film.song is not None
    assert film.analysis is not None
    assert film.storyboard is not None
    if film.master is not None or len(film.clips) < len(film.storyboard.scenes):
        return
    film.report("assemble", 0, "Joining the scenes")
    path = film.folder / "master.mp4"
    clips = [film.clips[scene.index] for scene in film.storyboard.scenes]
    tags = _tags(film)
    inputs = fingerprint(
        [[clip.sha256["master"] for clip in clips], film.song.sha256, tags.model_dump(mode="json") if tags else None]
    )
    known = film.recall(MasterRendered, f"{MasterRendered.name}/{inputs}")
    if known is not None:
        film.master = known
        yield known
        return
    film.await_sound()
    facts = film.work(
        assemble,
        [Path(clip.clip_paths["master"]) for clip in clips],
        [clip.frame_count for clip in clips],
        film.song,
        film.analysis,
        film.storyboard,
        film.recipe.spec,
        path,
        tags,
        progress=lambda done, note="": film.report("assemble", done, "Joining the scenes"),
    )
    film.report("assemble", 1)
    note_sha256(path, facts["sha256"])
    film.master = MasterRendered(job_id=film.job_id, path=str(path), fingerprint=inputs, **facts)
    yield film.master


def _export(event: Event, film: Film) -> Iterable[Event]:
    assert isinstance(event, MasterRendered)
    if not film.platforms:
        return
    facts = _facts(film, event)
    futures = {}
    for name in film.platforms:
        exporter = film.plugins.exporter(name)
        inputs = exporter.inputs(song_path=facts.song.path) if hasattr(exporter, "inputs") else None
        key = fingerprint(
            [event.fingerprint, name, exporter.version, exporter.platform.digest(), facts.digest(), inputs]
        )
        known = film.recall(Exported, f"{Exported.name}/{name}/{key}", *_deliverable_of(film, name, key))
        if known is not None:
            film.exported[name] = known
            yield known
        else:
            futures[name] = (
                key,
                _worker_of(film, exporter, facts).submit(export, name, facts, film.folder / file_name_of(exporter)),
            )
    for done, (name, (key, future)) in enumerate(futures.items()):
        film.report("export", done / len(futures), f"Making {file_name_of(film.plugins.exporter(name))}")
        try:
            deliverable, sha256 = film.result(future)
        except (DiskFullError, JobCancelledError):
            for _, other in futures.values():
                other.cancel()
            raise
        except WorkerCrashedError as error:
            film.failures.append(error.blaming(f"exporter “{name}”", "make its file"))
            continue
        except (BeatreelError, OSError) as error:  # the other platforms still get theirs
            film.failures.append(error)
            continue
        note_sha256(deliverable.path, sha256)
        film.exported[name] = Exported(
            job_id=film.job_id, deliverable=deliverable, sha256=sha256, fingerprint=key, master=event.fingerprint
        )
        yield film.exported[name]
    film.report("export", 1)


def _worker_of(film: Film, exporter: Exporter, facts: FilmFacts) -> Executor:
    """A platform's loop is drawn anew, and sometimes painted anew, by the worker that has the model."""
    at_work = (facts.animator, film.recipe.generator) if getattr(exporter, "composes", False) else (facts.animator,)
    lane = next((name for name in at_work if has_lane(film, name)), "")
    return film.executor.lane(lane) if lane else film.executor  # type: ignore[attr-defined]


def _deliverable_of(film: Film, name: str, key: str) -> list[tuple[Path, str]]:
    logged = film.store.logged(film.job_id, f"{Exported.name}/{name}/{key}")
    return [(Path(logged.data["deliverable"]["path"]), logged.data["sha256"])] if logged else []


def _facts(film: Film, master: MasterRendered) -> FilmFacts:
    assert film.song is not None
    assert film.storyboard is not None
    recipe = film.recipe
    animator = animator_of(recipe.animator, film.plugins)
    loop_scene = film.storyboard.scenes[film.storyboard.loop.scene]
    clips = [film.clips[scene.index] for scene in film.storyboard.scenes]
    return FilmFacts(
        master_path=Path(master.path),
        song=film.song,
        spec=recipe.spec,
        storyboard=film.storyboard,
        analysis_path=film.folder / "analysis.json",
        clip_paths=tuple({name: Path(path) for name, path in clip.clip_paths.items()} for clip in clips),
        clip_sha256=tuple(clip.sha256 for clip in clips),
        frame_counts=tuple(clip.frame_count for clip in clips),
        title=film.song.title or recipe.song_path.stem,
        tags=_tags(film),
        digital_source_type=film.plugins.generator(recipe.generator).digital_source_type,
        animator=animator.name,
        animator_version=animator.version,
        animator_params=recipe.params.get(animator.name, {}),
        loop_still=film.stills[loop_scene.index],
        loop_attempt=len(film.clips[loop_scene.index].rejected),
        hands=tuple(
            Hands(
                painter=order.painter,
                painter_params=order.painter_params,
                animator=order.animator,
                animator_params=order.animator_params,
            )
            for order in film.orders()
        ),
        references=recipe.references,
        cache=film.settings.cache_dir,
    )


def _tags(film: Film) -> FilmTags | None:
    """What is written into the films: title and artist of the song, the source type, and the recipe to make it again."""
    recipe, song = film.recipe, film.song
    assert song is not None
    if not recipe.metadata:
        return None
    hidden: dict[str, Any] = {
        "song_path": True,
        "references": True,
        "stills": True,
        "storyboard_path": True,
        "corrections": {"origins"},
    }
    order = recipe.model_dump(mode="json", exclude=hidden)
    return FilmTags(
        title=song.title or recipe.song_path.stem,
        artist=song.artist,
        comment=f"Made with beatreel {__version__}",
        recipe=json.dumps({"beatreel": __version__, **order}, sort_keys=True, ensure_ascii=False),
        digital_source_type=film.plugins.generator(recipe.generator).digital_source_type,
    )


def _complete(event: Event, film: Film) -> Iterator[Event]:
    ready = set(film.exported) >= set(film.platforms)
    is_last = isinstance(event, Exported if film.platforms else MasterRendered)
    if not (ready and is_last):
        return
    _choose_cover(film)
    write_json(film.folder / "manifest.json", manifest(film))
    prune(film.settings.cache_dir, film.settings.cache.max_bytes)
    made = (file_name_of(film.plugins.exporter(name)) for name in film.platforms)
    names = ("master.mp4", *made, "cover.jpg", "analysis.json")
    names += ("storyboard.json", "sync_report.json", "manifest.json")
    yield JobCompleted(job_id=film.job_id, folder=str(film.folder), files=names)


def _choose_cover(film: Film) -> None:
    """The poster of the scene that was chosen, else the best of all, with a bonus for the scene at the hook."""
    assert film.storyboard is not None
    hook = film.storyboard.loop.scene
    history = EditLog(film.store).history(film.job_id)
    chosen = {scene.index for scene in film.storyboard.scenes if history is not None and scene.id == history.cover}
    posters = [clip for clip in film.clips.values() if Path(clip.poster_path).is_file()]
    if posters:
        best = max(posters, key=lambda clip: (clip.index in chosen, cover_score(clip, clip.index == hook)))
        with whole_file(film.folder / "cover.jpg") as part:
            shutil.copyfile(best.poster_path, part)


STAGE_REACTIONS: Mapping[str, React] = {
    "validate": _validate,
    "analyze": _analyze,
    "plan": _plan,
    "generate": generate,
    "assemble": _assemble,
    "export": _export,
    "complete": _complete,
}
