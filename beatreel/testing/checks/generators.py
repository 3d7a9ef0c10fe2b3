"""The checks of a generator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from beatreel import Resources
from beatreel.testing.checks.anything import (
    PROMPT,
    check_cancelling,
    check_identity,
    check_parameters,
    light_import,
    require_promptness,
    require_reports,
)
from beatreel.testing.checks.memory import steady_memory
from beatreel.testing.checks.subject import FIRST_FRAME, FRAMES, Check, Subject, require
from beatreel.testing.checks.surroundings import closed_world

SOURCE_TYPES = (  # the IPTC NewsCodes that fit a generator
    "algorithmicMedia",
    "algorithmicallyEnhanced",
    "compositeSynthetic",
    "compositeWithTrainedAlgorithmicMedia",
    "dataDrivenMedia",
    "digitalArt",
    "digitalCreation",
    "trainedAlgorithmicMedia",
    "virtualRecording",
)


def _identity(subject: Subject) -> None:
    provider = subject.provider
    check_identity(provider)
    require(hasattr(provider, "paint") or hasattr(provider, "animate"), "it has neither paint nor animate")
    resources = getattr(provider, "resources", None)
    require(isinstance(resources, Resources), f"resources is {resources!r}, not a Resources")


def _source_type(subject: Subject) -> None:
    declared = getattr(subject.provider, "digital_source_type", None)
    require(
        declared in SOURCE_TYPES, f"digital_source_type is {declared!r}, which is none of {', '.join(SOURCE_TYPES)}"
    )


def _still(subject: Subject) -> None:
    painting = subject.first_painting
    folder, picture = painting.result
    require_reports(painting.reports)
    require(
        picture.is_file() and folder in picture.parents, f"paint returned {picture}, which is no file in its folder"
    )
    require(picture.suffix in (".png", ".jpg", ".jpeg"), f"the picture is a {picture.suffix} file, not PNG or JPEG")
    _readable(picture)


def _readable(picture: Path) -> None:
    from PIL import Image

    try:
        with Image.open(picture) as image:
            image.load()
    except Exception as error:
        raise AssertionError(f"the picture {picture.name} cannot be read: {error}") from error


def _seed(subject: Subject) -> None:
    first, _ = subject.first_painting.result
    again, _ = subject.paint()
    require(_contents(first) == _contents(again), "the same seed painted two different stills")
    other, _ = subject.paint(seed=2)
    require(_contents(first) != _contents(other), "another seed painted the same still")


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _paint_stops(subject: Subject) -> None:
    check_cancelling(subject.paint, "paint")
    require_promptness(subject.first_painting, lambda: subject.watched(subject.paint), "paint")


def _frames(subject: Subject) -> None:
    shapes = ((subject.spec.height, subject.spec.width, 3), (subject.spec.height * 3 // 2, subject.spec.width))
    made: list[Any] = []

    def work(progress: Any) -> None:
        import numpy as np

        for frame in subject.animate(progress):
            require(isinstance(frame, np.ndarray), f"a frame is {type(frame).__name__}, not an array")
            require(frame.dtype == np.uint8, f"a frame has dtype {frame.dtype}, not uint8")
            require(frame.shape in shapes, f"a frame has shape {frame.shape}, not {shapes[0]} or {shapes[1]}")
            made.append(frame.copy())
            require(len(made) <= FRAMES, f"more than the {FRAMES} frames asked for")

    watched = subject.watched(work)
    require(len(made) == FRAMES, f"{len(made)} frames instead of {FRAMES}")
    require_reports(watched.reports)
    subject.frames = made


def _repeats(subject: Subject) -> None:
    import numpy as np

    frames = subject.frames
    for again, frame in zip(subject.animate(), frames, strict=True):
        require(np.array_equal(again, frame), "the same seed drew two different frames")
    half = FRAMES // 2
    for index, frame in enumerate(subject.animate(first=FIRST_FRAME + half, count=FRAMES - half)):
        require(
            np.array_equal(frame, frames[half + index]),
            "a frame depends on the frames before it; it must follow from its instant, the music and the seed alone",
        )


def _animate_stops(subject: Subject) -> None:
    def work(progress: Any) -> None:
        for _ in subject.animate(progress):
            pass

    check_cancelling(work, "animate")
    require_promptness(subject.watched(work), lambda: subject.watched(work), "animate")


def _stays_at_home(subject: Subject) -> None:
    folder = subject.fresh("closed")
    if paints(subject):
        with closed_world(folder, "paint"):
            subject.paint(folder=folder)
    still = subject.still if animates(subject) else None
    if still is not None:
        with closed_world(still.path, "animate"):
            for _ in subject.animate(count=2):
                pass


def paints(subject: Subject) -> bool:
    """Whether it paints."""
    return hasattr(subject.provider, "paint")


def animates(subject: Subject) -> bool:
    """Whether it animates."""
    return hasattr(subject.provider, "animate")


GENERATOR_CHECKS = (
    Check("identity", "name, version and resources are as the engine needs them", _identity),
    Check(
        "parameters",
        "parameters have defaults and a schema, and survive recipes and --set",
        lambda subject: check_parameters(subject.provider.params),
    ),
    Check("source", "the digital source type is one of IPTC's", _source_type),
    Check("still", "paint fills its folder, reports progress and returns a picture", _still, paints),
    Check("seed", "the same seed paints the same bytes, another one does not", _seed, paints),
    Check("paint-stops", f"paint {PROMPT}", _paint_stops, paints),
    Check("frames", "exactly the frames asked for, in the right form, with progress", _frames, animates),
    Check("repeats", "a frame follows from its instant, the music and the seed alone", _repeats, animates),
    Check("animate-stops", f"animate {PROMPT}", _animate_stops, animates),
    Check("stays-at-home", "no network, nothing written outside of its folder", _stays_at_home),
    Check("memory", "sixty scenes need no more memory than twenty", steady_memory),
    Check("light", "importing it loads no heavy library", light_import),
)
