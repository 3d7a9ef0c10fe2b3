"""What travels for a task: its arguments with the paths made portable, the files that it reads, and where those that it writes belong.

A path in the arguments becomes a token: ``in/KEY/…`` for what is read, where KEY is a hash of the content, and ``out/N/…`` for what
is written. The other machine turns tokens into paths of its own.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from beatreel.core.errors import MediaError
from beatreel.core.files import sync, whole_file
from beatreel.core.model import Scene, Still
from beatreel.tasks.paint import cached_still, paint, still_folder
from beatreel.tasks.paint_together import paint_together
from beatreel.tasks.rendition import encode_again
from beatreel.tasks.scene import render_scene

Inward = Callable[[Path], Path]
Files = list[tuple[str, Any]]  # relative name and bytes (a uint8 array, which Ray hands on without copying)

INWARD, OUTWARD = "in", "out"


class Outward(Protocol):
    """Replaces a path that is written; ``below`` names the folders in it that are filled, where it is not the path itself."""

    def __call__(self, path: Path, *below: str) -> Path: ...


@dataclass(frozen=True)
class Route:
    """How one task function travels.

    Attributes
    ----------
    move : callable (arguments, inward, outward) -> arguments
        Replaces each path that is read and each that is written.
    generators : callable (arguments) -> list of (str, dict)
        Whose resources it needs, and with which parameters.
    adopters : callable (arguments) -> list of (str, dict)
        Who may have something to do as well: they have it if they make pictures of others their own.
    what : callable (arguments) -> str
        Its name for people.
    result : callable (arguments, result) -> result
        What the engine gets, from the arguments as the engine gave them and the other machine's result.
    """

    move: Callable[[tuple[Any, ...], Inward, Outward], tuple[Any, ...]]
    generators: Callable[[tuple[Any, ...]], list[tuple[str, dict[str, Any]]]]
    what: Callable[[tuple[Any, ...]], str]
    adopters: Callable[[tuple[Any, ...]], list[tuple[str, dict[str, Any]]]] = lambda arguments: []
    result: Callable[[tuple[Any, ...], Any], Any] = lambda arguments, result: result


def _moved_scene(scene: Scene, inward: Inward) -> Scene:
    return scene.model_copy(update={"still": str(inward(Path(scene.still)))}) if scene.still else scene


def _moved_still(still: Still, inward: Inward) -> Still:
    folder = inward(still.path)
    is_within = still.picture.is_relative_to(still.path)
    picture = folder / still.picture.relative_to(still.path) if is_within else inward(still.picture)
    return still.model_copy(update={"path": folder, "picture": picture})


def _move_paint(arguments: tuple[Any, ...], inward: Inward, outward: Outward) -> tuple[Any, ...]:
    *names, scene, spec, references, cache, key = arguments
    return (
        *names,
        _moved_scene(scene, inward),
        spec,
        [inward(path) for path in references],
        outward(cache, still_folder(Path(), key).as_posix()),
        key,
    )


def _move_render(arguments: tuple[Any, ...], inward: Inward, outward: Outward) -> tuple[Any, ...]:
    animator, params, still, scene, spec, analysis, first, count, outputs, poster = arguments
    return (
        animator,
        params,
        _moved_still(still, inward),
        _moved_scene(scene, inward),
        spec,
        inward(analysis),
        first,
        count,
        {outward(path): settings for path, settings in outputs.items()},
        outward(poster),
    )


def _move_rendition(arguments: tuple[Any, ...], inward: Inward, outward: Outward) -> tuple[Any, ...]:
    clip, count, outputs = arguments
    return inward(clip), count, {outward(path): settings for path, settings in outputs.items()}


def _move_paints(arguments: tuple[Any, ...], inward: Inward, outward: Outward) -> tuple[Any, ...]:
    *names, scenes, spec, references, cache, keys = arguments
    filled = [still_folder(Path(), key).as_posix() for key in keys]
    return (*names, scenes, spec, [inward(path) for path in references], outward(cache, *filled), keys)


def _painters(arguments: tuple[Any, ...]) -> list[tuple[str, dict[str, Any]]]:
    painter, _, params, _, scene, *_ = arguments
    return [] if isinstance(scene, Scene) and scene.still else [(painter, params)]


def _adopters(arguments: tuple[Any, ...]) -> list[tuple[str, dict[str, Any]]]:
    _, animator, _, params, *_ = arguments
    return [(animator, params)]


ROUTES: Mapping[Callable[..., Any], Route] = {
    paint: Route(
        _move_paint,
        _painters,
        lambda arguments: f"still of scene {arguments[4].index + 1}",
        _adopters,
        lambda arguments, result: cached_still(arguments[-2], arguments[-1]),
    ),
    paint_together: Route(
        _move_paints,
        _painters,
        lambda arguments: f"stills of scenes {', '.join(str(scene.index + 1) for scene in arguments[4])}",
        _adopters,
        lambda arguments, result: [cached_still(arguments[-2], key) for key in arguments[-1]],
    ),
    render_scene: Route(
        _move_render, lambda arguments: [arguments[:2]], lambda arguments: f"scene {arguments[3].index + 1}"
    ),
    encode_again: Route(_move_rendition, lambda arguments: [], lambda arguments: f"renditions of {arguments[0].name}"),
}


@dataclass
class Parcel:
    """A task, packed.

    Attributes
    ----------
    function : callable
    arguments : tuple
        With tokens for paths.
    contents : dict of str to Path
        What it reads, by key.
    outputs : list of (Path, Path)
        What is written: token, and where it belongs.
    """

    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()
    contents: dict[str, Path] = field(default_factory=dict)
    outputs: list[tuple[Path, Path]] = field(default_factory=list)


def pack(function: Callable[..., Any], arguments: tuple[Any, ...], key_of: Callable[[Path], str]) -> Parcel:
    """Return a task as it travels.

    Parameters
    ----------
    key_of : callable (Path) -> str
        Hash of the content of a file or folder.
    """
    parcel = Parcel(function)

    def inward(path: Path) -> Path:
        key = key_of(path)
        parcel.contents[key] = path
        return Path(INWARD, key) if path.is_dir() else Path(INWARD, key, path.name)

    def outward(path: Path, *below: str) -> Path:
        token = Path(OUTWARD, str(len(parcel.outputs)))
        if below:
            parcel.outputs.extend((token / folder, path / folder) for folder in below)
            return token
        parcel.outputs.append((token / path.name, path))
        return token / path.name

    parcel.arguments = ROUTES[function].move(arguments, inward, outward)
    return parcel


def unpack(function: Callable[..., Any], arguments: tuple[Any, ...], shared: Path, own: Path) -> tuple[Any, ...]:
    """Return a task's arguments with tokens turned into paths: what is read below ``shared``, what is written below ``own``."""

    def outward(path: Path, *below: str) -> Path:
        (own / path).parent.mkdir(parents=True, exist_ok=True)
        return own / path

    return ROUTES[function].move(arguments, lambda path: shared / path, outward)


def read(path: Path) -> Files:
    """Read a file, or a folder with all below it, as names and bytes."""
    import numpy as np

    if path.is_dir():
        names = sorted(file.relative_to(path) for file in path.rglob("*") if file.is_file())
        return [(name.as_posix(), np.fromfile(path / name, np.uint8)) for name in names]
    return [(path.name, np.fromfile(path, np.uint8))]


def key_of(files: Files) -> str:
    """Return a hash of names and bytes."""
    whole = hashlib.sha256()
    for name, data in files:
        whole.update(f"{name}\0{len(data)}\0".encode())
        whole.update(data)
    return whole.hexdigest()


def write(folder: Path, files: Files, *, for_good: bool = True) -> None:
    """Write files into a folder that is either whole or not there; one that is there already stays.

    ``for_good`` says that it must outlive a power cut.
    """
    if folder.exists():
        return
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        for name, data in files:
            path = part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data.tofile(path)
            if for_good:
                sync(path)
        with contextlib.suppress(FileExistsError):  # somebody else was faster
            part.replace(folder)
        if for_good:
            sync(folder.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def deliver(target: Path, files: Files, hashes: Mapping[str, str], *, is_folder: bool) -> None:
    """Put what another machine has made in its place, whole or not at all.

    Parameters
    ----------
    target : Path
    files : list of (str, numpy.ndarray)
    hashes : mapping of str to str
        SHA-256 of each as it was made.
    is_folder : bool
        Whether the target is a folder that holds them all, or the one file.

    Raises
    ------
    MediaError
        If they are not what was sent.
    """
    for name, data in files:
        if hashlib.sha256(data).hexdigest() != hashes[name] or Path(name).is_absolute() or ".." in Path(name).parts:
            raise MediaError(f"“{name}” arrived damaged from another machine", hint="Run the same command again")
    if is_folder:
        target.parent.mkdir(parents=True, exist_ok=True)
        write(target, files)
    else:
        with whole_file(target) as part:
            files[0][1].tofile(part)
