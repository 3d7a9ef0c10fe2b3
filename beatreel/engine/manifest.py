"""``manifest.json``: enough to make the film again."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from beatreel import __version__
from beatreel.core.files import known_sha256
from beatreel.core.ports import file_name_of
from beatreel.engine.film import Film
from beatreel.engine.takes import animator_of

_LIBRARIES = ("av", "numpy", "opencv-python-headless", "numba", "librosa")


def manifest(film: Film) -> dict[str, Any]:
    """Return what went in, what made it, and what came out, JSON-safe."""
    assert film.song is not None
    assert film.storyboard is not None
    recipe = film.recipe
    painter, animator = film.plugins.generator(recipe.generator), animator_of(recipe.animator, film.plugins)
    given = {scene.still for scene in film.storyboard.scenes if scene.still}
    return {
        "beatreel": __version__,
        "job": film.job_id,
        "song": film.song.model_dump(mode="json"),
        "recipe": recipe.model_dump(mode="json"),
        "analyzer": {
            "name": recipe.analyzer,
            "version": film.plugins.analyzer(recipe.analyzer).version,
            "notice": getattr(film.plugins.analyzer(recipe.analyzer), "notice", ""),
        },
        "generator": {"name": painter.name, "version": painter.version, "source_type": painter.digital_source_type},
        "animator": {"name": animator.name, "version": animator.version},
        "references": {str(path): known_sha256(path) for path in recipe.references},
        "stills": {path: known_sha256(Path(path)) for path in sorted(given)},
        "scenes": [
            {
                "index": clip.index,
                "fingerprint": clip.fingerprint,
                "seed": film.storyboard.scenes[clip.index].seed,
                "clips": clip.sha256,
            }
            for clip in (film.clips[scene.index] for scene in film.storyboard.scenes)
        ],
        "files": {path.name: known_sha256(path) for path in _films(film)},
        "environment": {
            "python": platform.python_version(),
            "system": platform.platform(),
            **{name: _version(name) for name in _LIBRARIES},
        },
    }


def _films(film: Film) -> list[Path]:
    films = {path for path in film.folder.glob("*.mp4") if not path.name.startswith(".")}
    made = {film.folder / file_name_of(film.plugins.exporter(name)) for name in film.platforms}
    return sorted(films | {path for path in made if path.is_file()})


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
