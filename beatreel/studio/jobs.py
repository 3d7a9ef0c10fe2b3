"""Uploads, jobs and what they are made of."""

from __future__ import annotations

import json
import secrets
import shutil
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import FileResponse
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from beatreel.core.config import default_platforms, video_spec
from beatreel.core.edits import EditLog
from beatreel.core.errors import MediaError, UserInputError
from beatreel.core.jobs import JobRecord
from beatreel.core.recipe import Recipe
from beatreel.core.styles import check_style
from beatreel.core.timing import FRAME_RATES
from beatreel.engine.succession import prepare
from beatreel.studio.desk import StudioDesk, desk_of
from beatreel.studio.guard import RECIPE_LIMIT
from beatreel.studio.models import (
    JobOrder,
    JobReply,
    NewerOrder,
    NewerReply,
    PeaksReply,
    Progress,
    RecipeReply,
    Statements,
    UploadReply,
)
from beatreel.studio.problems import RequestError
from beatreel.studio.uploads import Upload, folder_name
from beatreel.tasks.analyze import as_json
from beatreel.tasks.peaks import peaks
from beatreel.tasks.recipe import read_recipe

router = APIRouter(prefix="/api/v1")
TheDesk = Annotated[StudioDesk, Depends(desk_of)]
_AUDIO = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "aac": "audio/aac",
    "ogg": "audio/ogg",
    "flac": "audio/flac",
}

_BINARY = {"schema": {"type": "string", "format": "binary"}}
_RAW = {"required": True, "content": {"application/octet-stream": _BINARY}}
_RECIPE = (
    "prompt",
    "style",
    "seed",
    "spec",
    "generator",
    "animator",
    "params",
    "platforms",
    "song_sha256",
    "corrections",
)


@router.post("/uploads", status_code=201, tags=["uploads"], openapi_extra={"requestBody": _RAW})
async def upload(
    request: Request,
    desk: TheDesk,
    name: Annotated[str, Query(max_length=1000)] = "",
    kind: Literal["song", "reference"] = "song",
) -> UploadReply:
    """Hand in a song or a reference picture as the raw body; it is checked at once."""
    path = await desk.uploads.receive(request.stream(), kind)
    return _upload(await run_in_threadpool(desk.uploads.check, path, kind, name))


@router.get("/uploads/{upload_id}", tags=["uploads"])
def show_upload(desk: TheDesk, upload_id: str) -> UploadReply:
    """Show an upload."""
    return _upload(desk.uploads.get(upload_id))


@router.get("/uploads/{upload_id}/content", tags=["uploads"], response_class=FileResponse)
def upload_content(desk: TheDesk, upload_id: str) -> FileResponse:
    """Send an upload back; takes ``Range``."""
    found = desk.uploads.get(upload_id)
    suffix = found.path.suffix[1:]
    return FileResponse(
        found.path, media_type=_AUDIO.get(suffix, f"image/{suffix}"), headers={"cache-control": "private"}
    )


@router.get("/uploads/{upload_id}/peaks", tags=["uploads"])
def upload_peaks(desk: TheDesk, upload_id: str, count: Annotated[int, Query(ge=10, le=20_000)] = 1200) -> PeaksReply:
    """Return the waveform of a song."""
    return _peaks(desk, desk.uploads.get(upload_id, "song").path, count)


@router.post("/recipes", tags=["uploads"], openapi_extra={"requestBody": _RAW})
async def recipe(request: Request, desk: TheDesk) -> RecipeReply:
    """Read what a film of beatreel was made from; its first 4 MB as the raw body are enough."""
    path = await desk.uploads.receive(request.stream(), "song", RECIPE_LIMIT)
    try:
        told = await run_in_threadpool(desk.worker.submit(read_recipe, path).result, 60)
    except MediaError as error:
        raise UserInputError("This is no MP4 film", hint="Drop a film that beatreel made") from error
    finally:
        shutil.rmtree(path.parent, ignore_errors=True)
    return _told(desk, told)


@router.post("/jobs", status_code=201, tags=["jobs"])
def submit(request: Request, desk: TheDesk, order: JobOrder) -> JobReply:
    """Order a film. With an ``Idempotency-Key`` it is ordered once, however often this is sent."""
    song = desk.uploads.get(order.song, "song")
    references = [desk.uploads.get(name, "reference").path for name in order.references]
    recipe = _recipe(desk, order, song, references)
    desk.orders.check(recipe)

    def enter() -> dict[str, Any]:
        folder = (
            desk.films / f"{folder_name(order.title or song.facts.get('title') or song.name)}-{secrets.token_hex(3)}"
        )
        record, _ = desk.orders.enter(recipe, folder, priority=order.priority, source="studio", anew=True)
        return _job(desk, record).model_dump(mode="json")

    return JobReply.model_validate(desk.once(request, order, enter))


@router.post("/jobs/{job_id}/song", status_code=201, tags=["jobs"])
def newer_song(request: Request, desk: TheDesk, job_id: str, order: NewerOrder) -> NewerReply:
    """Make the film anew for a newer version of its song: the scenes stay, and so do the clips whose music has not moved.

    It becomes a film of its own; the earlier one stays as it is.
    """
    earlier, song = desk.job(job_id), desk.uploads.get(order.song, "song")
    folder = Path(earlier.folder)
    folder = folder.with_name(f"{folder.name.rpartition('-')[0] or folder.name}-{secrets.token_hex(3)}")

    def work(function: Any, *arguments: Any) -> Any:
        return desk.worker.submit(function, *arguments).result(timeout=600)

    found = prepare(desk.orders, earlier, song.path, folder, work)

    def enter() -> dict[str, Any]:
        line_up = found.line_up.model_dump(mode="json")
        return {"job": _job(desk, found.enter(desk.orders, source="studio")).model_dump(mode="json"), **line_up}

    answer = NewerReply.model_validate(desk.once(request, order, enter))
    if answer.job.folder != str(folder):  # it was ordered before
        shutil.rmtree(folder, ignore_errors=True)
    return answer


@router.get("/jobs", tags=["jobs"])
def list_jobs(desk: TheDesk, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> list[JobReply]:
    """List jobs, newest first."""
    progress = _progress(desk)
    return [_job(desk, record, progress) for record in desk.store.jobs(limit=limit)]


@router.get("/jobs/{job_id}", tags=["jobs"])
def show_job(desk: TheDesk, job_id: str) -> JobReply:
    """Show a job."""
    return _job(desk, desk.job(job_id), _progress(desk))


@router.post("/jobs/{job_id}/{wish}", tags=["jobs"])
def wish_for(desk: TheDesk, job_id: str, wish: Literal["cancel", "pause", "resume", "retry"]) -> JobReply:
    """Cancel, pause, resume or retry a job."""
    record = desk.job(job_id)
    record = getattr(desk.orders, wish)(record.id)
    if wish in ("resume", "retry"):
        desk.wake()
    return _job(desk, record, _progress(desk))


@router.get("/jobs/{job_id}/analysis", tags=["jobs"])
def analysis(desk: TheDesk, job_id: str) -> dict[str, Any]:
    """Return what was heard: tempo, beat_times, beat_positions, downbeat_times, segments, key_moments, energy."""
    history = EditLog(desk.store).history(desk.job(job_id).id)
    if history is not None and history.hearing:  # corrected; the file is put right with the next run
        return as_json(desk.editor(job_id).analysis())
    return _json(desk, job_id, "analysis.json", "The song was not heard yet")


@router.get("/jobs/{job_id}/storyboard", tags=["jobs"])
def storyboard(desk: TheDesk, job_id: str) -> dict[str, Any]:
    """Return the storyboard as it is now."""
    result: dict[str, Any] = desk.editor(job_id).history().storyboard.model_dump(mode="json")
    return result


@router.get("/jobs/{job_id}/sync", tags=["jobs"])
def sync(desk: TheDesk, job_id: str) -> dict[str, Any]:
    """Return the sync report: every cut beside its grid point."""
    return _json(desk, job_id, "sync_report.json", "The film was not joined yet")


@router.get("/jobs/{job_id}/peaks", tags=["jobs"])
def job_peaks(desk: TheDesk, job_id: str, count: Annotated[int, Query(ge=10, le=20_000)] = 1200) -> PeaksReply:
    """Return the waveform of the film's song."""
    return _peaks(desk, Path(desk.job(job_id).recipe["song_path"]), count)


@router.get("/jobs/{job_id}/song", tags=["jobs"], response_class=FileResponse)
def song(desk: TheDesk, job_id: str) -> FileResponse:
    """Send the song; takes ``Range``."""
    path = Path(desk.job(job_id).recipe["song_path"])
    if not path.is_file():
        raise RequestError("The song is not there any more", status=404, code="not_found")
    kind = _AUDIO.get(path.suffix[1:].lower(), "application/octet-stream")
    return FileResponse(path, media_type=kind, headers={"cache-control": "private"})


def _recipe(desk: StudioDesk, order: JobOrder, song: Upload, references: list[Path]) -> Recipe:
    defaults = desk.settings.render
    generator = order.generator or defaults.generator
    aspect = order.aspect or defaults.aspect
    platforms = default_platforms(defaults, aspect, draft=order.draft)
    return Recipe(
        song_path=song.path,
        song_sha256=song.facts["sha256"],
        prompt=order.prompt.strip(),
        style=check_style(defaults.style if order.style is None else order.style),
        seed=defaults.seed if order.seed is None else order.seed,
        spec=video_spec(aspect, order.frame_rate or defaults.frame_rate, draft=order.draft),
        analyzer=order.analyzer or defaults.analyzer,
        generator=generator,
        animator=order.animator or defaults.animator or generator,
        params=order.params,
        platforms=platforms if order.platforms is None else tuple(dict.fromkeys(order.platforms)),
        references=tuple(references),
        trim_silence=order.trim_silence,
        corrections=order.corrections.corrections() if order.corrections else None,
        metadata=defaults.metadata,
    )


def _told(desk: StudioDesk, told: dict[str, Any]) -> RecipeReply:
    """Believe of a film's own words only what an order could say too."""
    known = {name: told[name] for name in _RECIPE if name in told}
    try:
        recipe = Recipe(song_path=Path("song"), **known)
        stated = recipe.corrections.model_dump(include=set(recipe.corrections.stated)) if recipe.corrections else {}
        beyond = sorted(set(stated) - set(Statements.model_fields))  # what only a file can say
        corrections = Statements(**{name: value for name, value in stated.items() if name not in beyond})
    except ValidationError as error:
        raise UserInputError("The recipe in this film cannot be used", hint="It may be from a later version") from error
    shapes = {"9:16": (9, 16), "16:9": (16, 9), "1:1": (1, 1), "4:5": (4, 5)}
    width, height = recipe.spec.width, recipe.spec.height
    aspect = next((name for name, (w, h) in shapes.items() if abs(width * h / (height * w) - 1) < 0.02), None)
    rate = str(recipe.spec.frame_rate)
    providers = {recipe.generator, recipe.animator, *recipe.params}
    return RecipeReply(
        made_with=str(told.get("beatreel", ""))[:40],
        prompt=recipe.prompt[:2000],
        style=recipe.style[:200],
        seed=recipe.seed,
        aspect=aspect,
        frame_rate=rate if rate in FRAME_RATES else None,
        generator=recipe.generator,
        animator=recipe.animator,
        params=recipe.params,
        platforms=list(recipe.platforms),
        corrections=corrections if stated else None,
        song_sha256=recipe.song_sha256,
        missing=[*sorted(providers - set(desk.plugins.generators)), *(f"the correction “{name}”" for name in beyond)],
    )


def _upload(found: Upload) -> UploadReply:
    address = f"/api/v1/uploads/{found.id}"
    return UploadReply(
        id=found.id,
        kind="song" if found.kind == "song" else "reference",
        name=found.name,
        size=found.size,
        facts=found.facts,
        url=f"{address}/content",
        peaks_url=f"{address}/peaks" if found.kind == "song" else None,
    )


def _progress(desk: StudioDesk) -> dict[str, Progress]:
    """What the service says of the jobs that run, by job id."""
    state = desk.instance.state() or {}
    return {
        told["job"]: Progress(
            stage=told["stage"], done=told["done"], note=told["note"], seconds_left=told["seconds_left"]
        )
        for told in state.get("running", [])
        if "stage" in told
    }


def _job(desk: StudioDesk, record: JobRecord, progress: dict[str, Progress] | None = None) -> JobReply:
    recipe, folder = record.recipe, Path(record.folder)
    entry = desk.queue.entry(record.id)
    address = f"/api/v1/jobs/{record.id}"
    return JobReply(
        id=record.id,
        state=record.state,
        phase=entry.phase if entry else None,
        title=folder.name.rpartition("-")[0] or folder.name,
        prompt=recipe["prompt"],
        style=recipe["style"],
        seed=recipe["seed"],
        width=recipe["spec"]["width"],
        height=recipe["spec"]["height"],
        frame_rate=recipe["spec"]["frame_rate"],
        generator=recipe["generator"],
        animator=recipe["animator"],
        platforms=recipe["platforms"],
        created=record.created.isoformat(),
        updated=record.updated.isoformat(),
        error=record.error,
        folder=str(folder),
        is_gone=record.state == "done" and not (entry and entry.phase != "ended") and not folder.is_dir(),
        progress=(progress or {}).get(record.id),
        is_planned=bool(desk.store.read("select 1 from edits where job_id=? limit 1", (record.id,))),
        master_url=f"{address}/files/master.mp4" if (folder / "master.mp4").is_file() else None,
        master=(desk.store.present_master(record.id) or "")[:12] or None,
        cover_url=f"{address}/files/cover.jpg" if (folder / "cover.jpg").is_file() else None,
        song_url=f"{address}/song",
    )


def _json(desk: StudioDesk, job_id: str, name: str, missing: str) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads((Path(desk.job(job_id).folder) / name).read_text(encoding="utf-8"))
    except OSError:
        raise RequestError(missing, status=404, code="not_yet", hint="Follow GET /api/v1/events") from None
    return data


def _peaks(desk: StudioDesk, path: Path, count: int) -> PeaksReply:
    if not path.is_file():
        raise UserInputError("The song is not there any more", hint="Upload it again")
    found = desk.worker.submit(peaks, path, desk.settings.cache_dir, count).result(timeout=120)
    return PeaksReply(**found)
