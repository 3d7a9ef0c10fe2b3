"""Animate a still and encode the scene's clips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from beatreel.core.analysis import Analysis
from beatreel.core.errors import BeatreelError, GenerationError, TakeRejectedError
from beatreel.core.files import sha256_of
from beatreel.core.model import Scene, Still, VideoSpec
from beatreel.core.music import Music
from beatreel.core.ports import Generator, Progress
from beatreel.core.styles import style_mark
from beatreel.core.value import fingerprint
from beatreel.media.encode import encode_scene
from beatreel.media.settings import EncodeSettings
from beatreel.tasks import context, quality
from beatreel.tasks.analyze import load_analysis
from beatreel.tasks.cover import Poster
from beatreel.tasks.paint import out_of_memory

_MUSIC_MARGIN = 4.0  # seconds around a scene whose music its frames may depend on


_NOT_DRAWN = {
    "grid",
    "index",
    "segment",
    "locked",
    "still",
    "generator",
    "animator",
    "params",
}  # the last four are hashed by what they mean


def drawing_fingerprint(
    still: str,
    animator: Generator,
    params: dict[str, Any],
    scene: Scene,
    spec: VideoSpec,
    analysis: Analysis,
) -> str:
    """Return what a scene's frames depend on, as a hash."""
    return fingerprint(
        {
            "still": still,
            "animator": [animator.name, animator.version],
            "params": params,
            "scene": scene.model_dump(mode="json", exclude=_NOT_DRAWN),
            "spec": spec.model_dump(mode="json"),
            "music": music_around(analysis, scene.start, scene.end),
            **({"look": mark} if (mark := style_mark(scene.style)) else {}),
        }
    )


def clip_fingerprint(drawing: str, settings: Mapping[str, EncodeSettings]) -> str:
    """Return what a scene's clips depend on, as a hash: clips with the same one are never made again."""
    return fingerprint([drawing, {name: value.model_dump(mode="json") for name, value in settings.items()}])


def animation_seed(scene: Scene) -> int:
    """Return the seed of a scene's animation: its own, or one that is fixed by it and the motion that was chosen."""
    if not scene.motion:
        return scene.seed
    return int(fingerprint([scene.seed, scene.motion])[:8], 16) & 0x7FFFFFFF


def music_around(analysis: Analysis, start: float, end: float) -> dict[str, Any]:
    """Return the part of an analysis that a scene can hear, JSON-safe."""
    low, high = start - _MUSIC_MARGIN, end + _MUSIC_MARGIN
    first, last = max(int(low * analysis.energy.rate), 0), int(high * analysis.energy.rate) + 1
    beats = list(zip(analysis.beat_times, analysis.beat_positions, strict=True))
    return {
        "beats": [(time, position) for time, position in beats if low <= time <= high],
        "beats_before": sum(time < low for time in analysis.beat_times),
        "bars_before": sum(time < low for time in analysis.downbeat_times),
        "energy": [getattr(analysis.energy, band)[first:last] for band in ("total", "low", "mid", "high")],
        "rate": analysis.energy.rate,
    }


def render_scene(
    animator_name: str,
    params: dict[str, Any],
    still: Still,
    scene: Scene,
    spec: VideoSpec,
    analysis_path: Path,
    first_frame: int,
    frame_count: int,
    outputs: Mapping[Path, EncodeSettings],
    poster: Path,
    *,
    progress: Progress,
) -> tuple[dict[str, str], float, tuple[str, ...]]:
    """Animate a scene and encode all its renditions from the same frames.

    Parameters
    ----------
    poster : Path
        Where the frame that stands best alone goes, as JPEG.

    Returns
    -------
    dict of str to str
        Rendition name to the SHA-256 of its clip.
    float
        Score of the poster.
    tuple of str
        Why takes before it were rejected.

    Raises
    ------
    GenerationError
        If the animator fails, does not yield exactly ``frame_count`` sound frames, or none of its takes is of use.
    """
    music = Music(load_analysis(analysis_path))
    arguments = (animator_name, params, still, scene, spec, music, first_frame, frame_count)
    rejections: list[TakeRejectedError] = []
    attempts = quality.tries(context.plugins().generator(animator_name))
    for attempt in range(attempts):
        frames = draw(*arguments, attempt=attempt, progress=_drawing(progress) if attempts > 1 else _silent)
        best = Poster(frame_count)
        watched = best.watch(frames)
        if attempts > 1:
            watched = quality.ClipGate(frame_count, scene, animator_name).watch(watched)
        try:
            encode_scene(watched, outputs, frame_count=frame_count, progress=progress)
        except TakeRejectedError as error:
            rejections.append(error)
            continue
        best.save(poster)
        sha256 = {settings.name: sha256_of(path) for path, settings in outputs.items()}
        return sha256, best.score, tuple(error.reason for error in rejections)
    raise quality.none_left(rejections)


def _silent(done: float, note: str = "") -> None:
    """Progress of drawing that encoding tells of."""


def _drawing(progress: Progress) -> Progress:
    """Show that an animator is at work before its first frame comes, which may take long."""

    def report(done: float, note: str = "") -> None:
        if note:
            progress(0.0, note)

    return report


def draw(
    animator_name: str,
    params: dict[str, Any],
    still: Still,
    scene: Scene,
    spec: VideoSpec,
    music: Music,
    first_frame: int,
    frame_count: int,
    *,
    attempt: int = 0,
    progress: Progress,
) -> Iterator[Any]:
    """Yield a scene's frames, each checked, whatever the animator does; a further attempt has another seed.

    Raises
    ------
    GenerationError
    """
    animator = context.plugins().generator(animator_name)
    shapes = ((spec.height, spec.width, 3), (spec.height * 3 // 2, spec.width))
    made = 0
    try:
        for frame in animator.animate(
            still,
            scene,
            spec,
            params=animator.params.model_validate(params),
            music=music,
            seed=quality.another_seed(animation_seed(scene), attempt),
            first_frame=first_frame,
            frame_count=frame_count,
            progress=progress,
        ):
            shape, dtype = getattr(frame, "shape", None), str(getattr(frame, "dtype", ""))
            if shape not in shapes or dtype != "uint8":
                raise _bad(animator_name, scene, f"yielded a frame of shape {shape} and type {dtype or type(frame)}")
            made += 1
            if made > frame_count:
                raise _bad(animator_name, scene, f"yielded more than the {frame_count} frames asked for")
            yield frame
    except (BeatreelError, GeneratorExit):
        raise
    except MemoryError:
        raise out_of_memory(animator_name, f"animate scene {scene.index + 1}") from None
    except (Exception, SystemExit) as error:
        raise _bad(animator_name, scene, f"failed: {type(error).__name__}: {error}") from error
    if made != frame_count:
        raise _bad(animator_name, scene, f"yielded {made} frames instead of {frame_count}")


def _bad(animator: str, scene: Scene, what: str) -> GenerationError:
    return GenerationError(
        f"The generator “{animator}” {what} (scene {scene.index + 1})",
        plugin=animator,
        hint="Try another seed or generator, and report this to its author",
    )
