"""Paint a still, once, into the cache."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from beatreel.core.errors import BeatreelError, GenerationError
from beatreel.core.files import sync
from beatreel.core.model import Scene, Still, VideoSpec, fingerprint
from beatreel.core.ports import Generator, Progress
from beatreel.tasks import context

_ABANDONED = 86_400  # seconds after which an unfinished still belongs to nobody


def still_fingerprint(
    generator: Generator, params: dict[str, Any], scene: Scene, spec: VideoSpec, references: Sequence[str]
) -> str:
    """Return what a still depends on, as a hash: scenes with the same one share the still.

    Parameters
    ----------
    references : sequence of str
        SHA-256 of each reference picture.
    """
    return fingerprint(
        {
            "generator": [generator.name, generator.version],
            "params": params,
            "scene": scene.model_dump(mode="json", include={"prompt", "style", "shot", "variation", "seed"}),
            "size": [spec.width, spec.height],
            "references": list(references),
        }
    )


def cached_still(cache: Path, key: str) -> Still | None:
    """Return a still from the cache, or None."""
    folder = _folder(cache, key)
    names = list(folder.glob("still.*")) if folder.is_dir() else []
    if not names:
        return None
    os.utime(folder)  # the cache drops what was not used for longest
    return Still(path=folder, picture=names[0], sha256=key)


def paint(
    generator_name: str,
    params: dict[str, Any],
    scene: Scene,
    spec: VideoSpec,
    references: Sequence[Path],
    cache: Path,
    key: str,
    *,
    progress: Progress,
) -> Still:
    """Paint a scene's still unless the cache has it.

    Raises
    ------
    GenerationError
    """
    known = cached_still(cache, key)
    if known is not None:
        return known
    generator = context.plugins().generator(generator_name)
    final = _folder(cache, key)
    part = final.with_name(f".{final.name}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        picture = generator.paint(
            scene,
            spec,
            params=generator.params.model_validate(params),
            seed=scene.seed,
            references=references,
            folder=part,
            progress=progress,
        )
        picture.replace(part / f"still{picture.suffix}")
        for path in part.iterdir():
            if path.is_file():
                sync(path)
        part.replace(final)
        sync(final.parent)
    except BeatreelError:
        raise
    except Exception as error:
        raise GenerationError(
            f"The generator “{generator_name}” could not paint scene {scene.index + 1}: {type(error).__name__}: {error}",
            plugin=generator_name,
            hint="Try another seed or generator, and report this to its author",
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    still = cached_still(cache, key)
    assert still is not None
    return still


def prune(cache: Path, max_bytes: int) -> None:
    """Drop the stills that were not used for longest until the cache is small enough."""
    for abandoned in cache.glob("stills/*/.*.part"):
        if time.time() - abandoned.stat().st_mtime > _ABANDONED:
            shutil.rmtree(abandoned, ignore_errors=True)
    folders = sorted(cache.glob("stills/*/[!.]*"), key=lambda path: path.stat().st_mtime, reverse=True)
    used = 0
    for folder in folders:
        used += sum(path.stat().st_size for path in folder.glob("*") if path.is_file())
        if used > max_bytes:
            shutil.rmtree(folder, ignore_errors=True)


def _folder(cache: Path, key: str) -> Path:
    return cache / "stills" / key[:2] / key
