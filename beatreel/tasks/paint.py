"""Paint a still, or take a given picture, once, into the cache."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from beatreel.core.errors import BeatreelError, GenerationError, TakeRejectedError
from beatreel.core.files import sha256_of, sync
from beatreel.core.model import Scene, Still, VideoSpec
from beatreel.core.ports import Generator, Progress
from beatreel.core.styles import style_mark
from beatreel.core.value import fingerprint
from beatreel.tasks import context, quality

TAKE = "take.json"  # what a generator may leave in a still's folder: JSON that says how it was painted
_ABANDONED = 86_400  # seconds after which an unfinished still belongs to nobody


def still_fingerprint(
    painter: Generator,
    params: dict[str, Any],
    animator: Generator,
    scene: Scene,
    spec: VideoSpec,
    references: Sequence[str],
) -> str:
    """Return what a still depends on, as a hash: scenes with the same one share the still.

    Parameters
    ----------
    painter, params
        Who paints it, with which parameters.
    animator : Generator
        Matters where it has to make a picture of somebody else its own.
    references : sequence of str
        SHA-256 of each reference picture.
    """
    adopter = [animator.name, animator.version] if _adopts(animator, painter, scene) else None
    facts: dict[str, Any] = {"size": [spec.width, spec.height]}
    if scene.still:
        facts |= {"picture": sha256_of(Path(scene.still))}
    else:
        facts |= {
            "generator": [painter.name, painter.version],
            "params": params,
            **({"inputs": painter.inputs(painter.params.model_validate(params))} if hasattr(painter, "inputs") else {}),
            "scene": scene.model_dump(mode="json", include={"prompt", "style", "shot", "variation", "seed"}),
            "references": list(references),
            **({"look": mark} if (mark := style_mark(scene.style)) else {}),
        }
    return fingerprint(facts | ({"adopter": adopter} if adopter else {}))


def _adopts(animator: Generator, painter: Generator, scene: Scene) -> bool:
    """Whether an animator is to prepare a picture that it has not painted, and can."""
    return (bool(scene.still) or animator.name != painter.name) and hasattr(animator, "adopt")


def cached_still(cache: Path, key: str) -> Still | None:
    """Return a still from the cache, or None."""
    folder = still_folder(cache, key)
    names = list(folder.glob("still.*")) if folder.is_dir() else []
    if not names:
        return None
    os.utime(folder)  # the cache drops what was not used for longest
    return Still(path=folder, picture=names[0], sha256=key, take=_take(folder))


def _take(folder: Path) -> dict[str, Any]:
    """What was said of how a still was painted."""
    try:
        said = json.loads((folder / TAKE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def paint(
    painter_name: str,
    animator_name: str,
    painter_params: dict[str, Any],
    animator_params: dict[str, Any],
    scene: Scene,
    spec: VideoSpec,
    references: Sequence[Path],
    cache: Path,
    key: str,
    *,
    progress: Progress,
) -> Still:
    """Paint a scene's still, or take the given picture, and let the animator make it its own; unless the cache has it.

    Raises
    ------
    GenerationError
    """
    known = cached_still(cache, key)
    if known is not None:
        return known
    painter, animator = (context.plugins().generator(each) for each in (painter_name, animator_name))
    with unfinished(cache, key) as part:
        picture = Path(scene.still)
        if not scene.still:
            with blamed_for_painting(painter_name, scene):
                picture = painted(painter, painter_params, scene, spec, references, part, progress)
        show = progress if scene.still else lambda done, note="": None
        return publish(picture, painter, animator, animator_params, scene, spec, cache, key, part, progress=show)


@contextmanager
def unfinished(cache: Path, key: str) -> Iterator[Path]:
    """Give an empty folder for a still that is not yet in the cache; what is left of it afterwards goes."""
    final = still_folder(cache, key)
    part = final.with_name(f".{final.name}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def blamed_for_painting(name: str, *scenes: Scene) -> Iterator[None]:
    """Turn whatever a generator raises into an error that names it.

    Raises
    ------
    GenerationError
    """
    try:
        yield
    except BeatreelError:
        raise
    except (Exception, SystemExit) as error:
        which = ", ".join(str(scene.index + 1) for scene in scenes)
        if isinstance(error, MemoryError):
            raise out_of_memory(name, f"paint scene {which}") from None
        raise GenerationError(
            f"The generator “{name}” could not paint scene {which}: {type(error).__name__}: {error}",
            plugin=name,
            hint="Try another seed or generator, and report this to its author",
        ) from error


def out_of_memory(name: str, deed: str) -> GenerationError:
    """Return the error for a generator that found no memory left; what it held is not kept with it."""
    return GenerationError(
        f"The memory did not suffice for the generator “{name}” to {deed}",
        plugin=name,
        hint="Close other programs or render with --draft, and run the command again: finished scenes stay",
    )


def publish(
    picture: Path,
    painter: Generator,
    animator: Generator,
    animator_params: dict[str, Any],
    scene: Scene,
    spec: VideoSpec,
    cache: Path,
    key: str,
    part: Path,
    *,
    progress: Progress,
) -> Still:
    """Let the animator make a still its own where it is somebody else's, and move it into the cache.

    Parameters
    ----------
    part : Path
        What :func:`unfinished` gave, filled.

    Raises
    ------
    GenerationError
    """
    final = still_folder(cache, key)
    adopts = _adopts(animator, painter, scene)
    name = animator.name if adopts or scene.still else painter.name
    with blamed_for_painting(name, scene):
        if adopts:
            picture = animator.adopt(  # type: ignore[attr-defined]
                picture,
                scene,
                spec,
                params=animator.params.model_validate(animator_params),
                seed=scene.seed,
                folder=part,
                progress=progress,
            )
        picture = _file(picture, name)
        if picture.parent == part:
            picture.replace(part / f"still{picture.suffix}")
        else:
            shutil.copyfile(picture, part / f"still{picture.suffix}")
        for path in part.iterdir():
            if path.is_file():
                sync(path)
        part.replace(final)
        sync(final.parent)
    still = cached_still(cache, key)
    assert still is not None
    return still


def _file(picture: Any, generator: str) -> Path:
    """Return what a generator gave back as the path of a file, or say that it is none."""
    path = Path(picture) if isinstance(picture, str | os.PathLike) else None
    if path is None or not path.is_file():
        what = f"{picture}, which is no file" if path is not None else f"{type(picture).__name__} instead of a path"
        raise GenerationError(
            f"The generator “{generator}” returned {what}",
            plugin=generator,
            hint="Try another generator, and report this to its author",
        )
    return path


def painted(
    painter: Generator,
    params: dict[str, Any],
    scene: Scene,
    spec: VideoSpec,
    references: Sequence[Path],
    folder: Path,
    progress: Progress,
    rejected: Sequence[TakeRejectedError] = (),
) -> Path:
    """Have a still painted into a folder, again with another seed if the gate rejects it.

    Parameters
    ----------
    rejected : sequence of TakeRejectedError
        Of takes that were painted before.
    """
    rejections = list(rejected)
    values = painter.params.model_validate(params)
    for attempt in range(len(rejections), quality.tries(painter)):
        seed = quality.another_seed(scene.seed, attempt)
        picture = painter.paint(
            scene, spec, params=values, seed=seed, references=references, folder=folder, progress=progress
        )
        if quality.tries(painter) == 1:
            return picture
        try:
            quality.check_still(picture, spec, scene, painter.name)
        except TakeRejectedError as error:
            rejections.append(error)
            shutil.rmtree(folder)
            folder.mkdir()
            continue
        if rejections:
            said = _take(folder) | {"seed": seed, "rejected": [error.reason for error in rejections]}
            (folder / TAKE).write_text(json.dumps(said, indent=1, ensure_ascii=False), encoding="utf-8")
        return picture
    raise quality.none_left(rejections)


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


def still_folder(cache: Path, key: str) -> Path:
    """Return where a still lies, or would lie, in a cache."""
    return cache / "stills" / key[:2] / key
