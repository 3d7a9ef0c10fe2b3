"""Paint several stills in one call of a generator that is quicker so."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from beatreel.core.errors import GenerationError, TakeRejectedError
from beatreel.core.model import Scene, Still, VideoSpec
from beatreel.core.ports import Progress
from beatreel.tasks import context, quality
from beatreel.tasks.paint import blamed_for_painting, cached_still, painted, publish, unfinished


def paint_together(
    painter_name: str,
    animator_name: str,
    painter_params: dict[str, Any],
    animator_params: dict[str, Any],
    scenes: Sequence[Scene],
    spec: VideoSpec,
    references: Sequence[Path],
    cache: Path,
    keys: Sequence[str],
    *,
    progress: Progress,
) -> list[Still]:
    """Paint the stills of several scenes, as :func:`~beatreel.tasks.paint.paint` would do one by one, unless the cache has them.

    Those that the gate lets pass are in the cache before the others are painted again, so that they are not lost with them.

    Raises
    ------
    GenerationError
    """
    painter, animator = (context.plugins().generator(each) for each in (painter_name, animator_name))
    wanted = [(scene, key) for scene, key in zip(scenes, keys, strict=True) if cached_still(cache, key) is None]
    rejected: list[tuple[Scene, str, Path, TakeRejectedError]] = []
    with ExitStack() as stack:
        folders = [stack.enter_context(unfinished(cache, key)) for _, key in wanted]
        to_paint = [scene for scene, _ in wanted]
        pictures: Sequence[Path] = []
        with blamed_for_painting(painter_name, *to_paint):
            if wanted:
                pictures = painter.paint_batch(  # type: ignore[attr-defined]
                    to_paint,
                    spec,
                    params=painter.params.model_validate(painter_params),
                    seeds=[scene.seed for scene in to_paint],
                    references=references,
                    folders=folders,
                    progress=progress,
                )
        if len(pictures) != len(wanted):
            raise GenerationError(
                f"The generator “{painter_name}” painted {len(pictures)} stills instead of {len(wanted)}",
                plugin=painter_name,
                hint="Try another generator, and report this to its author",
            )
        for (scene, key), folder, picture in zip(wanted, folders, pictures, strict=True):
            try:
                if quality.tries(painter) > 1:
                    quality.check_still(picture, spec, scene, painter_name)
            except TakeRejectedError as failure:
                rejected.append((scene, key, folder, failure))
                continue
            publish(picture, painter, animator, animator_params, scene, spec, cache, key, folder, progress=_silent)
        for scene, key, folder, error in rejected:
            shutil.rmtree(folder)
            folder.mkdir()
            with blamed_for_painting(painter_name, scene):
                picture = painted(painter, painter_params, scene, spec, references, folder, progress, [error])
            publish(picture, painter, animator, animator_params, scene, spec, cache, key, folder, progress=_silent)
    stills = [cached_still(cache, key) for key in keys]
    return [still for still in stills if still is not None]


def _silent(done: float, note: str = "") -> None:
    """Progress of preparing a picture, which is no more than a moment beside painting it."""
