"""The generate stage: which stills and clips are still to be made, in which order, and what happens when one fails."""

from __future__ import annotations

import shutil
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from beatreel.core.errors import WorkerCrashedError
from beatreel.core.events import Event, SceneGenerated, StillPainted
from beatreel.core.files import sha256_of, whole_file
from beatreel.core.model import Scene, Still
from beatreel.engine.film import Film
from beatreel.media.settings import EncodeSettings
from beatreel.tasks.export import rendition_settings
from beatreel.tasks.paint import cached_still, paint, still_fingerprint
from beatreel.tasks.scene import render_scene, scene_fingerprint

MAX_ATTEMPTS = 3  # of one task whose worker dies
_STILL_FRAMES = 250  # a still costs about as much as so many frames; only for the estimate of the time left


@dataclass
class _Work:
    """What is to do and what is being done."""

    film: Film
    settings: dict[str, EncodeSettings]
    keys: dict[int, str] = field(default_factory=dict)  # scene index → still fingerprint
    scenes: dict[str, list[Scene]] = field(default_factory=dict)  # still fingerprint → scenes in film order
    to_paint: deque[str] = field(default_factory=deque)
    to_render: deque[Scene] = field(default_factory=deque)
    running: dict[Future[Any], tuple[str, Any]] = field(default_factory=dict)
    attempts: dict[object, int] = field(default_factory=dict)
    shares: dict[object, float] = field(default_factory=dict)
    total: float = 0.0
    finished: float = 0.0
    begun: float = field(default_factory=time.monotonic)


def generate(event: Event, film: Film) -> Iterator[Event]:
    """Paint the missing stills and render the missing scenes; yield what is ready, as it gets ready.

    Clips go before stills, so the first scenes are there early, and no more tasks are in flight than there are workers, so a
    cancelled job stops at once.
    """
    assert film.storyboard is not None
    assert film.song is not None
    exporters = [film.plugins.exporter(name) for name in film.recipe.platforms]
    work = _Work(film, rendition_settings(film.song, film.recipe.spec, exporters))
    yield from _remember(work)
    try:
        while work.to_paint or work.to_render or work.running:
            _start(work)
            done, _ = wait(work.running, timeout=0.5, return_when=FIRST_COMPLETED)
            _report(work)
            for future in done:
                yield from _finish(work, future)
    finally:
        for future in work.running:
            future.cancel()


def _remember(work: _Work) -> Iterator[Event]:
    """Sort the scenes into those that are done and those that are not."""
    film = work.film
    assert film.storyboard is not None
    assert film.analysis is not None
    recipe = film.recipe
    references = [sha256_of(path) for path in recipe.references]
    painter = film.plugins.generator(recipe.generator)
    params = painter.params.model_validate(recipe.params.get(recipe.generator, {})).model_dump(mode="json")
    for scene in film.storyboard.scenes:
        key = still_fingerprint(painter, params, scene, recipe.spec, references)
        work.keys[scene.index] = key
        work.scenes.setdefault(key, []).append(scene)
    for key, scenes in work.scenes.items():
        still = cached_still(film.settings.cache_dir, key)
        missing = []
        for scene in scenes:
            known = film.recall(SceneGenerated, _event_key(work, scene))
            if known is None:
                missing.append(scene)
                work.total += film.frames_of(scene)[1]
            else:
                film.clips[scene.index] = known
        needs_loop = any(scene.index == film.storyboard.loop.scene for scene in scenes)
        if still is not None:
            _take_still(work, key, still)
            work.to_render.extend(missing)
        elif missing or needs_loop:
            work.to_paint.append(key)
            work.total += _STILL_FRAMES
    work.to_render = deque(sorted(work.to_render, key=lambda scene: scene.index))
    for scene in film.storyboard.scenes:
        if scene.index in film.clips:
            yield film.clips[scene.index]


def _event_key(work: _Work, scene: Scene) -> str:
    return f"{SceneGenerated.name}/{scene.index:03d}/{_fingerprint(work, scene)}"


def _fingerprint(work: _Work, scene: Scene) -> str:
    film, recipe = work.film, work.film.recipe
    assert film.analysis is not None
    animator = film.plugins.generator(recipe.animator)
    params = animator.params.model_validate(recipe.params.get(recipe.animator, {})).model_dump(mode="json")
    return scene_fingerprint(work.keys[scene.index], animator, params, scene, recipe.spec, film.analysis, work.settings)


def _start(work: _Work) -> None:
    """Keep the workers busy."""
    film, recipe = work.film, work.film.recipe
    while len(work.running) < film.executor.workers and (work.to_render or work.to_paint):
        if work.to_render:
            scene = work.to_render.popleft()
            first, count = film.frames_of(scene)
            outputs = {_clip_path(film, scene, name): settings for name, settings in work.settings.items()}
            future = film.executor.submit(
                render_scene,
                recipe.animator,
                recipe.params.get(recipe.animator, {}),
                film.stills[scene.index],
                scene,
                recipe.spec,
                film.folder / "analysis.json",
                first,
                count,
                outputs,
                progress=_share(work, scene.index, count),
            )
            work.running[future] = ("scene", scene)
        else:
            key = work.to_paint.popleft()
            future = film.executor.submit(
                paint,
                recipe.generator,
                recipe.params.get(recipe.generator, {}),
                work.scenes[key][0],
                recipe.spec,
                list(recipe.references),
                film.settings.cache_dir,
                key,
                progress=_share(work, key, _STILL_FRAMES),
            )
            work.running[future] = ("still", key)


def _share(work: _Work, name: object, weight: float) -> Any:
    def progress(done: float, note: str = "") -> None:
        work.shares[name] = done * weight

    return progress


def _finish(work: _Work, future: Future[Any]) -> Iterator[Event]:
    kind, subject = work.running.pop(future)
    film = work.film
    name = subject if kind == "still" else subject.index
    work.shares.pop(name, None)
    try:
        result = future.result()
    except WorkerCrashedError:
        work.attempts[name] = work.attempts.get(name, 0) + 1
        if work.attempts[name] >= MAX_ATTEMPTS:
            raise
        (work.to_paint if kind == "still" else work.to_render).appendleft(subject)
        return
    if kind == "still":
        work.finished += _STILL_FRAMES
        _take_still(work, subject, result)
        missing = [scene for scene in work.scenes[subject] if scene.index not in film.clips]
        work.to_render.extend(missing)
        yield StillPainted(
            job_id=film.job_id,
            fingerprint=subject,
            picture_path=str(result.picture),
            scenes=tuple(scene.index for scene in work.scenes[subject]),
        )
        return
    first, count = film.frames_of(subject)
    work.finished += count
    film.clips[subject.index] = SceneGenerated(
        job_id=film.job_id,
        index=subject.index,
        fingerprint=_fingerprint(work, subject),
        take=1,
        clip_paths={name: str(_clip_path(film, subject, name)) for name in work.settings},
        sha256=result,
        first_frame=first,
        frame_count=count,
        still_path=str(_picture_path(film, subject)),
    )
    yield film.clips[subject.index]


def _take_still(work: _Work, key: str, still: Still) -> None:
    """Give a still to its scenes, with a copy of the picture in each scene's folder for people."""
    for scene in work.scenes[key]:
        work.film.stills[scene.index] = still
        target = _picture_path(work.film, scene).with_suffix(still.picture.suffix)
        if not target.is_file():
            with whole_file(target) as part:
                shutil.copyfile(still.picture, part)


def _picture_path(film: Film, scene: Scene) -> Path:
    return film.scene_folder(scene.index) / "take-1" / "still.jpg"


def _clip_path(film: Film, scene: Scene, rendition: str) -> Path:
    name = "clip.mp4" if rendition == "master" else f"clip-{rendition}.mp4"
    return film.scene_folder(scene.index) / "take-1" / name


def _report(work: _Work) -> None:
    film = work.film
    assert film.storyboard is not None
    done = work.finished + sum(work.shares.values())
    share = done / work.total if work.total else 1.0
    elapsed = time.monotonic() - work.begun
    # Before the first clip nothing is known about the pace: painting starts with compiling on a fresh machine.
    left = elapsed * (1 - share) / share if film.clips and share > 0.05 else None
    painted = len(work.scenes) - len(work.to_paint) - sum(kind == "still" for kind, _ in work.running.values())
    note = f"{len(film.clips)} of {len(film.storyboard.scenes)} scenes, {painted} of {len(work.scenes)} pictures"
    film.report("generate", share, note, left)
