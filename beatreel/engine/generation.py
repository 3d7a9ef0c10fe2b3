"""The generate stage: which stills and clips are still to be made, in which order, and what happens when one fails."""

from __future__ import annotations

import shutil
import time
import uuid
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from beatreel.core.errors import MachineLostError, WorkerCrashedError
from beatreel.core.events import Event, SceneGenerated, StillPainted, WorkLost
from beatreel.core.files import known_sha256, note_sha256, whole_file
from beatreel.core.model import Still
from beatreel.core.ports import Executor
from beatreel.engine.adoption import adopt
from beatreel.engine.film import MAX_ATTEMPTS, MAX_LOSSES, Film, artifacts_of
from beatreel.engine.printed import Printed
from beatreel.engine.roughs import Roughs
from beatreel.engine.takes import SceneOrder, Takes
from beatreel.media.settings import EncodeSettings
from beatreel.tasks.paint import cached_still, paint
from beatreel.tasks.paint_together import paint_together
from beatreel.tasks.rendition import encode_again
from beatreel.tasks.scene import render_scene

_IN_LANE = 2  # tasks in flight in a lane, which has one worker
_STILL_FRAMES = 250  # a still costs about as much as so many frames; only for the estimate of the time left


@dataclass
class _Work:
    """What is to do and what is being done."""

    film: Film
    settings: dict[str, EncodeSettings]
    takes: Takes
    orders: list[SceneOrder]
    sharing: dict[str, list[SceneOrder]] = field(default_factory=dict)  # still → who shows it, in film order
    to_paint: deque[str] = field(default_factory=deque)
    to_render: deque[SceneOrder] = field(default_factory=deque)
    drawn: dict[int, SceneGenerated] = field(default_factory=dict)  # scene id → an encode of the same frames
    running: dict[Future[Any], tuple[str, Any]] = field(default_factory=dict)
    lanes: dict[Future[Any], str] = field(default_factory=dict)  # in which lane it runs, empty for none
    attempts: dict[object, int] = field(default_factory=dict)
    losses: dict[object, int] = field(default_factory=dict)  # of machines, which say nothing about the work
    shares: dict[object, float] = field(default_factory=dict)
    total: float = 0.0
    finished: float = 0.0
    begun: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.roughs = Roughs(self.film, self.sharing)
        self.printed = Printed(self.film.job_id)


def generate(event: Event, film: Film) -> Iterator[Event]:
    """Paint the missing stills and render the missing scenes; yield what is ready, as it gets ready.

    Clips go before stills, so the first scenes are there early, and no more tasks are in flight than there are workers, so a
    cancelled job stops at once.
    """
    work = _Work(film, film.renditions(), Takes(film.store, film.job_id), film.orders())
    yield from _remember(work)
    try:
        while work.to_paint or work.to_render or work.running:
            _start(work)
            done, _ = wait(work.running, timeout=0.5, return_when=FIRST_COMPLETED)
            _report(work)
            yield from work.roughs.news()
            yield from work.printed.news()
            for future in sorted(done, key=_has_failed):  # what is made is kept before a failure ends the run
                yield from _finish(work, future)
    finally:
        for future in reversed(list(work.running)):  # those that wait first, or they take the place of those that run
            future.cancel()
        work.roughs.clear()


def _has_failed(future: Future[Any]) -> bool:
    return future.cancelled() or future.exception() is not None


def _remember(work: _Work) -> Iterator[Event]:
    """Sort the scenes into those that are done and those that are not."""
    film = work.film
    assert film.storyboard is not None
    for order in work.orders:
        work.sharing.setdefault(order.still, []).append(order)
    for key, sharing in work.sharing.items():
        still = cached_still(film.settings.cache_dir, key)
        missing = []
        for order in sharing:
            known = film.recall(SceneGenerated, order.key) or adopt(film, order)
            if known is not None:
                film.clips[order.scene.index] = known.model_copy(update={"index": order.scene.index})
                continue
            work.total += film.frames_of(order.scene)[1]
            encoded = next((made for made in work.takes.drawn(order.drawing) if _is_usable(work, made)), None)
            if encoded is not None:
                work.drawn[order.scene.id] = encoded
                work.to_render.append(order)
            else:
                missing.append(order)
        needs_loop = any(order.scene.index == film.storyboard.loop.scene for order in sharing)
        if still is not None:
            _take_still(work, key, still)
            work.to_render.extend(missing)
        elif missing or needs_loop:
            work.to_paint.append(key)
            work.total += _STILL_FRAMES
    work.to_render = deque(sorted(work.to_render, key=lambda order: order.scene.index))
    for order in work.orders:
        if order.scene.index in film.clips:
            yield film.clips[order.scene.index]


def _is_usable(work: _Work, made: SceneGenerated) -> bool:
    """Whether further renditions can be had from a clip: its own encode is as wanted, and its bytes are as they were."""
    path = Path(made.clip_paths["master"])
    as_wanted = made.encodings.get("master") == work.settings["master"].digest()
    return as_wanted and path.is_file() and known_sha256(path) == made.sha256["master"]


def _missing(work: _Work, made: SceneGenerated) -> dict[str, EncodeSettings]:
    return {name: wanted for name, wanted in work.settings.items() if made.encodings.get(name) != wanted.digest()}


def _start(work: _Work) -> None:
    """Keep the workers busy."""
    for _ in range(len(work.to_render)):
        order = work.to_render.popleft()
        lane = "" if order.scene.id in work.drawn else _lane(work.film, order.animator)
        if _has_room(work, lane):
            _begin(work, lane, _render(work, order, _executor(work.film, lane)), ("scene", order))
        else:
            work.to_render.append(order)
    for _ in range(len(work.to_paint)):
        if not work.to_paint:  # the last ones are painted together with others
            break
        key = work.to_paint.popleft()
        order = work.sharing[key][0]
        lane = "" if order.scene.still else _lane(work.film, order.painter)
        if _has_room(work, lane):
            keys = (key, *_painted_with(work, key, order))
            _begin(work, lane, _paint(work, keys, order, _executor(work.film, lane)), ("still", keys))
        else:
            work.to_paint.append(key)


def _begin(work: _Work, lane: str, future: Future[Any], what: tuple[str, Any]) -> None:
    work.running[future] = what
    work.lanes[future] = lane


def _has_room(work: _Work, lane: str) -> bool:
    """Whether another task may be in flight; in a lane one waits, so that its worker never does."""
    busy = sum(work.lanes[future] == lane for future in work.running)
    return busy < (_IN_LANE if lane else work.film.executor.workers)


def _lane(film: Film, name: str) -> str:
    """Return the lane of a generator that keeps something large warm, so that only one worker holds it; empty for the others."""
    return name if has_lane(film, name) else ""


def has_lane(film: Film, name: str) -> bool:
    """Whether a generator works in a lane of its own."""
    return bool(getattr(film.plugins.generator(name), "keeps_model", False)) and hasattr(film.executor, "lane")


def _executor(film: Film, lane: str) -> Executor:
    return film.executor.lane(lane) if lane else film.executor  # type: ignore[attr-defined]


def _painted_with(work: _Work, key: str, order: SceneOrder) -> list[str]:
    """Take those stills that are to be painted in one call with an order's, where its painter is quicker so."""
    painter: Any = work.film.plugins.generator(order.painter)
    # One that a worker has died over is painted alone, so that it takes no others with it.
    if order.scene.still or not hasattr(painter, "batch") or key in work.attempts:
        return []
    params = painter.params.model_validate(order.painter_params)
    if painter.batch(params) <= 1:
        return []
    places = {painter.place(order.scene, params)}
    taken: list[str] = []
    for key in list(work.to_paint):
        other = work.sharing[key][0]
        if not _is_alike(order, other) or key in work.attempts:
            continue
        place = painter.place(other.scene, params)
        if place not in places:
            places.add(place)
            taken.append(key)
            work.to_paint.remove(key)
    return taken


def _is_alike(one: SceneOrder, other: SceneOrder) -> bool:
    def made_by(order: SceneOrder) -> tuple[Any, ...]:
        return order.painter, order.painter_params, order.animator, order.animator_params

    return not other.scene.still and made_by(one) == made_by(other)


def _paint(work: _Work, keys: tuple[str, ...], order: SceneOrder, executor: Executor) -> Future[Any]:
    film = work.film
    scenes = [work.sharing[key][0].scene for key in keys]
    several = len(keys) > 1
    shown_in = tuple(order.scene.index for key in keys for order in work.sharing[key])
    progress = work.roughs.listen(keys, _share(work, keys, _STILL_FRAMES * len(keys)))
    return executor.submit(
        paint_together if several else paint,
        order.painter,
        order.animator,
        order.painter_params,
        order.animator_params,
        scenes if several else scenes[0],
        film.recipe.spec,
        list(film.recipe.references),
        film.settings.cache_dir,
        keys if several else keys[0],
        progress=work.printed.listen("still", shown_in, progress),
    )


def _render(work: _Work, order: SceneOrder, executor: Executor) -> Future[Any]:
    film, scene = work.film, order.scene
    first, count = film.frames_of(scene)
    folder = order.folder(film.folder)
    progress = work.printed.listen("clip", (scene.index,), _share(work, scene.id, count))
    encoded = work.drawn.get(scene.id)
    if encoded is not None:
        outputs = {_clip_path(folder, name): settings for name, settings in _missing(work, encoded).items()}
        return executor.submit(encode_again, Path(encoded.clip_paths["master"]), count, outputs, progress=progress)
    return executor.submit(
        render_scene,
        order.animator,
        order.animator_params,
        film.stills[scene.index],
        scene,
        film.recipe.spec,
        film.folder / "analysis.json",
        first,
        count,
        {_clip_path(folder, name): settings for name, settings in work.settings.items()},
        folder / "poster.jpg",
        progress=progress,
    )


def _share(work: _Work, name: object, weight: float) -> Any:
    def progress(done: float, note: str = "") -> None:
        work.shares[name] = done * weight

    return progress


def _finish(work: _Work, future: Future[Any]) -> Iterator[Event]:
    kind, subject = work.running.pop(future)
    work.lanes.pop(future)
    film = work.film
    names = subject if kind == "still" else (subject.scene.id,)
    work.shares.pop(subject if kind == "still" else subject.scene.id, None)
    try:
        result = future.result()
    except WorkerCrashedError as error:
        is_machine = isinstance(error, MachineLostError)
        counted = work.losses if is_machine else work.attempts
        for name in names:
            counted[name] = counted.get(name, 0) + 1
        if max(counted[name] for name in names) >= (MAX_LOSSES if is_machine else MAX_ATTEMPTS):
            if is_machine:
                raise
            order = work.sharing[subject[0]][0] if kind == "still" else subject
            who, deed = (order.painter, "paint") if kind == "still" else (order.animator, "animate")
            raise error.blaming(f"generator “{who}”", f"{deed} scene {order.scene.index + 1}") from error
        if kind == "still":
            work.to_paint.extendleft(reversed(subject))
        else:
            work.to_render.appendleft(subject)
        yield _lost(work, kind, subject, error)
        return
    if kind == "still":
        for key, still in zip(subject, result if len(subject) > 1 else [result], strict=True):
            yield _painted(work, key, still)
        return
    work.finished += film.frames_of(subject.scene)[1]
    made = film.clips[subject.scene.index] = _generated(work, subject, result)
    for path, sha256 in artifacts_of(made):
        note_sha256(path, sha256)
    yield made


def _painted(work: _Work, key: str, still: Still) -> StillPainted:
    work.finished += _STILL_FRAMES
    _take_still(work, key, still)
    done = work.film.clips
    missing = [order for order in work.sharing[key] if order.scene.index not in done and not _is_drawn(work, order)]
    work.to_render.extend(missing)
    return StillPainted(
        job_id=work.film.job_id,
        fingerprint=key,
        picture_path=str(still.picture),
        scenes=tuple(order.scene.index for order in work.sharing[key]),
        take=still.take,
    )


def _lost(work: _Work, kind: str, subject: Any, error: WorkerCrashedError) -> WorkLost:
    sharing = [order for key in subject for order in work.sharing[key]] if kind == "still" else [subject]
    name = subject[0] if kind == "still" else subject.scene.id
    return WorkLost(
        job_id=work.film.job_id,
        work="still" if kind == "still" else "clip",
        scenes=tuple(order.scene.index for order in sharing),
        attempt=work.attempts.get(name, 0) + work.losses.get(name, 0),
        message=error.message,
        machine=error.machine,
        output=error.output,
        loss=uuid.uuid4().hex[:12],
    )


def _is_drawn(work: _Work, order: SceneOrder) -> bool:
    return order.scene.id in work.drawn


def _generated(work: _Work, order: SceneOrder, result: Any) -> SceneGenerated:
    film, scene = work.film, order.scene
    first, count = film.frames_of(scene)
    folder = order.folder(film.folder)
    encoded = work.drawn.get(scene.id)
    if encoded is None:
        sha256, score, rejected = result
        paths = {name: str(_clip_path(folder, name)) for name in work.settings}
        poster = str(folder / "poster.jpg")
        picture = _picture_path(folder, film.stills[scene.index])
    else:  # only further renditions were made
        paths = {**encoded.clip_paths, **{name: str(_clip_path(folder, name)) for name in result}}
        sha256 = {**encoded.sha256, **result}
        poster, score, picture = encoded.poster_path, encoded.poster_score, Path(encoded.still_path)
        rejected = encoded.rejected
        paths, sha256 = ({name: each[name] for name in work.settings} for each in (paths, sha256))
    return SceneGenerated(
        job_id=film.job_id,
        index=scene.index,
        fingerprint=order.clip,
        take=order.take,
        clip_paths=paths,
        sha256=sha256,
        first_frame=first,
        frame_count=count,
        still_path=str(picture),
        drawing=order.drawing,
        scene=scene,
        poster_path=poster,
        poster_score=score,
        encodings={name: settings.digest() for name, settings in work.settings.items()},
        rejected=rejected,
    )


def _take_still(work: _Work, key: str, still: Still) -> None:
    """Give a still to its scenes, with a copy of the picture in each take's folder for people."""
    work.roughs.clear(key)
    for order in work.sharing[key]:
        work.film.stills[order.scene.index] = still
        target = _picture_path(order.folder(work.film.folder), still)
        if not target.is_file():
            with whole_file(target) as part:
                shutil.copyfile(still.picture, part)


def _picture_path(folder: Path, still: Still) -> Path:
    return folder / f"still{still.picture.suffix}"


def _clip_path(folder: Path, rendition: str) -> Path:
    return folder / ("clip.mp4" if rendition == "master" else f"clip-{rendition}.mp4")


def _report(work: _Work) -> None:
    film = work.film
    done = work.finished + sum(work.shares.values())
    share = done / work.total if work.total else 1.0
    elapsed = time.monotonic() - work.begun
    # Before the first clip nothing is known about the pace: painting starts with compiling on a fresh machine.
    left = elapsed * (1 - share) / share if film.clips and share > 0.05 else None
    painting = sum(len(subject) for kind, subject in work.running.values() if kind == "still")
    painted = len(work.sharing) - len(work.to_paint) - painting
    note = f"{len(film.clips)} of {len(work.orders)} scenes, {painted} of {len(work.sharing)} pictures"
    film.report("generate", share, note, left)
