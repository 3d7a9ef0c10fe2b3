"""Clips that another job has made of the very same: a new bounce of a song makes only the scenes that changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from beatreel.core.events import SceneGenerated
from beatreel.core.files import known_sha256, whole_file
from beatreel.engine.film import Film, artifacts_of
from beatreel.engine.takes import SceneOrder


def adopt(film: Film, order: SceneOrder) -> SceneGenerated | None:
    """Take a scene's clips over from another job, into this film's folder, or return None if none has them.

    The key of the event holds the hash of everything that the clips depend on, so the same key means the same bytes.
    """
    for logged in film.store.logged_elsewhere(film.job_id, order.key):
        event = SceneGenerated.model_validate(logged.data)
        if not all(path.is_file() and known_sha256(path) == sha256 for path, sha256 in artifacts_of(event)):
            continue
        folder = order.folder(film.folder)
        return event.model_copy(
            update={
                "job_id": film.job_id,
                "index": order.scene.index,
                "scene": order.scene,
                "take": order.take,
                "clip_paths": {name: _link(Path(path), folder) for name, path in event.clip_paths.items()},
                "still_path": _link(Path(event.still_path), folder),
                "poster_path": _link(Path(event.poster_path), folder) if event.poster_path else "",
            }
        )
    return None


def _link(source: Path, folder: Path) -> str:
    """Give a file a second name: nothing that is finished is ever written to in place, so both stay as they are."""
    target = folder / source.name
    if source.is_file():
        with whole_file(target) as part:
            part.unlink(missing_ok=True)
            try:
                os.link(source, part)
            except OSError:  # another disk, or one without links
                shutil.copyfile(source, part)
    return str(target)
