"""Scenes, takes, edits and exports of a job, and its files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import FileResponse

from beatreel.core.edits import Edit, History
from beatreel.core.errors import MediaError, UserInputError
from beatreel.core.events import Exported, SceneGenerated
from beatreel.core.ports import file_name_of
from beatreel.core.recipe import Recipe
from beatreel.director.editing import grid_points
from beatreel.engine.editing import Editor, SceneView
from beatreel.engine.orders import check_platforms
from beatreel.engine.takes import Takes, still_of
from beatreel.studio.desk import StudioDesk, desk_of
from beatreel.studio.files import OpenedFile
from beatreel.studio.models import (
    BackOrder,
    CheckReply,
    CorrectOrder,
    CoverOrder,
    CoverReply,
    EditOrder,
    EditReply,
    EditsReply,
    ExportOrder,
    ExportReply,
    GridReply,
    LockOrder,
    MergeOrder,
    MoveOrder,
    RedoOrder,
    SceneOrder,
    SceneReply,
    SplitOrder,
    SwapOrder,
    TakeReply,
    UseOrder,
)
from beatreel.studio.problems import RequestError
from beatreel.tasks.check import check, check_by

router = APIRouter(prefix="/api/v1/jobs/{job_id}")
TheDesk = Annotated[StudioDesk, Depends(desk_of)]
_FILES = {"master.mp4": "video/mp4", "cover.jpg": "image/jpeg"}
_UNCHANGING = "private, max-age=31536000, immutable"  # takes; their addresses carry a hash


@router.get("/scenes", tags=["scenes"])
def scenes(desk: TheDesk, job_id: str) -> list[SceneReply]:
    """List the scenes as they are now."""
    return [_scene(job_id, view) for view in desk.editor(job_id).scenes()]


@router.get("/scenes/{number}/takes", tags=["scenes"])
def takes(desk: TheDesk, job_id: str, number: int) -> list[TakeReply]:
    """List the takes of a scene."""
    return _takes(job_id, desk.editor(job_id), number)


@router.get("/takes/{scene}", tags=["scenes"])
def takes_of(desk: TheDesk, job_id: str, scene: int) -> list[TakeReply]:
    """List the takes of a scene by its id, which outlives a split."""
    editor = desk.editor(job_id)
    return _takes(job_id, editor, editor.number_of(scene))


@router.get("/covers", tags=["scenes"])
def covers(desk: TheDesk, job_id: str) -> list[CoverReply]:
    """List what could be the cover, best first: each scene's best frame. Another one is chosen with an edit (``cover``)."""
    return [
        CoverReply(
            scene=found.view.number,
            id=found.view.scene.id,
            poster_url=_address(job_id, found.view.made, "poster"),
            score=round(found.score, 3),
            is_chosen=found.is_chosen,
        )
        for found in desk.editor(job_id).covers()
        if found.view.made is not None
    ]


@router.get("/grid", tags=["scenes"])
def grid(desk: TheDesk, job_id: str) -> list[GridReply]:
    """List the places where cuts may lie."""
    editor = desk.editor(job_id)
    return [GridReply(time=point.time, kind=point.kind) for point in grid_points(editor.analysis())]


@router.get("/edits", tags=["scenes"])
def edits(desk: TheDesk, job_id: str) -> EditsReply:
    """Show the edit log, oldest first."""
    editor = desk.editor(job_id)
    history = editor.history()
    active = {edit.id for edit in history.active}
    rows = [_edit(edit, edit.id in active, history, editor.paid(edit.id)) for edit in history.rows]
    return EditsReply(
        edits=rows, can_undo=bool(history.active), can_restore=bool(history.undone), hearing=history.hearing
    )


@router.post("/edits", status_code=201, tags=["scenes"])
def edit(request: Request, desk: TheDesk, job_id: str, order: EditOrder) -> EditReply:
    """Edit scenes. The edit counts at once; what it touches is made in the background, and nothing else."""
    editor = desk.editor(job_id)
    corrected = desk.correct(editor, order) if isinstance(order, CorrectOrder) else None

    def do() -> dict[str, Any]:
        done = editor.correct(corrected) if corrected is not None else _carry_out(editor, order)
        desk.queue_up(editor.job_id)
        return _edit(done, True, editor.history(), editor.paid(done.id)).model_dump(mode="json")

    return EditReply.model_validate(desk.once(request, order, do))


@router.get("/exports", tags=["exports"])
def exports(desk: TheDesk, job_id: str) -> list[ExportReply]:
    """List the platform files that are there."""
    return _exports(desk, job_id)


@router.post("/exports", status_code=202, tags=["exports"])
def export(request: Request, desk: TheDesk, job_id: str, order: ExportOrder) -> list[ExportReply]:
    """Have platform files made from the film as it is now; no picture is drawn again. Follow ``exported`` events."""
    record = desk.job(job_id)
    check_platforms(desk.plugins, Recipe.model_validate(record.recipe), order.platforms)

    def do() -> list[dict[str, Any]]:
        desk.store.want(record.id, order.platforms)
        desk.queue_up(record.id)
        return [row.model_dump(mode="json") for row in _exports(desk, record.id)]

    return [ExportReply.model_validate(row) for row in desk.once(request, order, do)]


@router.get("/exports/{platform}/check", tags=["exports"])
def validate(desk: TheDesk, job_id: str, platform: str) -> CheckReply:
    """Check a platform's file against its rules."""
    record = desk.job(job_id)
    exporter = desk.plugins.exporter(platform)
    path = Path(record.folder) / file_name_of(exporter)
    if not path.is_file():
        raise RequestError(f"There is no {path.name} yet", status=404, code="not_yet", hint="Export it first")
    try:
        if hasattr(exporter, "check"):
            found = check_by(exporter, path)
        else:
            found = desk.worker.submit(check, path, exporter.platform).result(timeout=120)
    except MediaError as error:
        raise UserInputError(error.message, hint=error.hint) from error
    return CheckReply.model_validate(found.model_dump())


@router.api_route("/files/{name}", methods=["GET", "HEAD"], tags=["files"], response_class=FileResponse)
def file(
    desk: TheDesk,
    job_id: str,
    name: str,
    download: Annotated[bool, Query(description="Save it under its name")] = False,
) -> FileResponse:
    """Send ``master.mp4``, ``cover.jpg`` or a platform's file; takes ``Range``."""
    record = desk.job(job_id)
    made = desk.plugins.file_names(desk.plugins.exporters)
    allowed = _FILES | {file: "video/mp4" if file.endswith(".mp4") else "application/octet-stream" for file in made}
    if name not in allowed:
        raise RequestError("There is no such file", status=404, code="not_found")
    return _send(Path(record.folder), name, allowed[name], "private, no-cache", name if download else None)


@router.get("/takes/{scene}/{take}/preview", tags=["files"], response_class=FileResponse)
def preview(desk: TheDesk, job_id: str, scene: int, take: int) -> FileResponse:
    """Send the still of a take whose clip is still being made, rough while it is painted; ``scene`` is the scene's id, which
    outlives a split."""
    folder = Path(desk.job(job_id).folder)
    path = still_of(folder, scene, take)
    if path is None:
        raise RequestError("This still is not painted yet", status=404, code="not_yet")
    kind = "image/png" if path.suffix == ".png" else "image/jpeg"
    return _send(folder, str(path.relative_to(folder)), kind, "private, no-cache")


@router.api_route("/takes/{scene}/{take}/{what}", methods=["GET", "HEAD"], tags=["files"], response_class=FileResponse)
def take_file(
    desk: TheDesk, job_id: str, scene: int, take: int, what: Literal["still", "poster", "clip"]
) -> FileResponse:
    """Send a take's still, poster or clip; ``scene`` is the scene's id. Takes ``Range``."""
    record = desk.job(job_id)
    made = next((made for made in Takes(desk.store, record.id).of(scene) if made.take == take), None)
    if made is None:
        raise RequestError("There is no such take", status=404, code="not_found")
    path = Path({"still": made.still_path, "poster": made.poster_path, "clip": made.clip_paths["master"]}[what])
    kind = "video/mp4" if what == "clip" else "image/png" if path.suffix == ".png" else "image/jpeg"
    return _send(Path(record.folder), str(path.relative_to(record.folder)), kind, _UNCHANGING)


def _send(folder: Path, name: str, kind: str, cache: str, filename: str | None = None) -> FileResponse:
    """Send a file that lies in a job's folder; links that lead elsewhere are not followed."""
    path = (folder / name).resolve()
    try:
        if path.is_relative_to(folder.resolve()) and path.is_file():
            return OpenedFile(path, media_type=kind, headers={"cache-control": cache}, filename=filename)
    except FileNotFoundError:  # deleted this very moment
        pass
    raise RequestError("This file is not there yet", status=404, code="not_yet")


def _carry_out(editor: Editor, order: Any) -> Edit:
    # Looked up in the transaction of the edit: nothing shifts in between.
    scene = _place(editor, order.scene, order.id) if isinstance(order, SceneOrder) else 0
    match order:
        case RedoOrder():
            return editor.redo(
                scene, order.what, **order.model_dump(exclude={"kind", "scene", "id", "what"}, exclude_none=True)
            )
        case UseOrder():
            return editor.use_take(scene, order.take)
        case LockOrder():
            return editor.lock(scene, locked=order.locked)
        case SplitOrder():
            return editor.split(scene, order.at)
        case MergeOrder():
            return editor.merge(scene)
        case SwapOrder():
            return editor.swap(scene, _place(editor, order.other, order.other_id))
        case MoveOrder():
            return editor.move(scene, order.to)
        case CoverOrder():
            return editor.cover(scene)
        case BackOrder():
            return editor.undo() if order.kind == "undo" else editor.restore()
    raise AssertionError(order)


def _place(editor: Editor, number: int | None, scene_id: int | None) -> int:
    """Return the number of a scene that is named by its number or by its id."""
    return editor.number_of(scene_id) if scene_id is not None else number or 0


def _edit(edit: Edit, in_force: bool, history: History, cost: int) -> EditReply:
    source = next((row for row in history.rows if row.id == edit.target), edit)
    return EditReply(
        id=edit.id,
        kind=edit.kind,
        title=edit.title,
        time=edit.time.isoformat() if edit.time else None,
        in_force=in_force,
        scenes=sorted({*source.removed, *(scene.id for scene in source.scenes)}),
        cost=cost,
    )


def _scene(job_id: str, view: SceneView) -> SceneReply:
    scene = view.scene
    shown = view.made or (view.takes[-1] if view.takes else None)  # until the new one is there, the last one
    names = set(SceneReply.model_fields) & set(type(scene).model_fields)
    return SceneReply(
        **scene.model_dump(include=names - {"generator", "animator"}),
        number=view.number,
        generator=view.order.painter,
        animator=view.order.animator,
        take=view.take,
        takes=len(view.takes),
        is_made=view.made is not None,
        preview_url=f"/api/v1/jobs/{job_id}/takes/{scene.id}/{view.take}/preview?v={view.order.still[:12]}{_version(view.preview)}"
        if view.preview
        else None,
        still_url=_address(job_id, shown, "still") if shown else None,
        poster_url=_address(job_id, shown, "poster") if shown else None,
        clip_url=_address(job_id, shown, "clip") if shown else None,
    )


def _takes(job_id: str, editor: Editor, number: int) -> list[TakeReply]:
    view = editor.scene(number)
    return [_take(job_id, made, made == view.made, editor) for made in view.takes]


def _version(preview: Path) -> str:
    """What tells a picture that will be replaced from the next one."""
    try:
        return "" if preview.stem == "still" else f"-{preview.stat().st_mtime_ns:x}"
    except OSError:  # the still has come
        return ""


def _take(job_id: str, made: SceneGenerated, in_use: bool, editor: Editor) -> TakeReply:
    scene = made.scene
    assert scene is not None
    return TakeReply(
        take=made.take,
        in_use=in_use,
        prompt=scene.prompt,
        seed=scene.seed,
        motion=scene.motion,
        shot=scene.shot,
        camera=scene.camera,
        generator=scene.generator or editor.recipe.generator,
        animator=scene.animator or scene.generator or editor.recipe.animator,
        params=scene.params,
        still_url=_address(job_id, made, "still"),
        poster_url=_address(job_id, made, "poster"),
        clip_url=_address(job_id, made, "clip"),
        score=round(made.poster_score, 3),
    )


def _address(job_id: str, made: SceneGenerated, what: str) -> str:
    assert made.scene is not None
    return f"/api/v1/jobs/{job_id}/takes/{made.scene.id}/{made.take}/{what}?v={made.drawing[:12]}"


def _exports(desk: StudioDesk, job_id: str) -> list[ExportReply]:
    record = desk.job(job_id)
    newest = {}
    for data in desk.store.data_of(record.id, Exported.name):
        event = Exported.model_validate(data)
        newest[event.deliverable.platform] = event
    rows = []
    present = desk.store.present_master(record.id)
    for name, event in newest.items():
        made = event.deliverable
        if not made.path.is_file() or name not in desk.plugins.exporters:
            continue
        stale = event.master != present or record.state != "done"
        rows.append(
            ExportReply(
                platform=name,
                title=desk.plugins.exporter(name).platform.title,
                url=f"/api/v1/jobs/{record.id}/files/{made.path.name}",
                width=made.width,
                height=made.height,
                duration=made.duration,
                size=made.size,
                notes=list(made.notes),
                is_stale=stale,
            )
        )
    return rows
