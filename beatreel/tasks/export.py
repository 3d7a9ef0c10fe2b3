"""Run an exporter on the finished film."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from beatreel.core.errors import BeatreelError, ExportError
from beatreel.core.files import sha256_of
from beatreel.core.model import Deliverable, Song, Still, Storyboard, VideoSpec
from beatreel.core.music import Music
from beatreel.core.ports import Exporter, Progress
from beatreel.core.value import Value
from beatreel.media.settings import (
    EncodeSettings,
    master_settings,
    rendition_name,
    rendition_size,
    social_settings,
)
from beatreel.media.tags import FilmTags
from beatreel.tasks import context
from beatreel.tasks.analyze import load_analysis
from beatreel.tasks.check import check_by
from beatreel.tasks.deliver import FilmMaster
from beatreel.tasks.scene import draw


class FilmFacts(Value):
    """All that an exporter's worker must know of a finished film.

    Attributes
    ----------
    clip_paths : tuple of dict
        For each scene its clips by rendition.
    clip_sha256 : tuple of dict
        Their hashes.
    frame_counts : tuple of int
        For each scene.
    loop_still : Still
        The still that the loop is drawn from.
    loop_attempt : int
        Which try at its scene was of use.
    """

    master_path: Path
    song: Song
    spec: VideoSpec
    storyboard: Storyboard
    analysis_path: Path
    clip_paths: tuple[dict[str, Path], ...]
    clip_sha256: tuple[dict[str, str], ...]
    frame_counts: tuple[int, ...]
    title: str
    tags: FilmTags | None
    digital_source_type: str
    animator: str
    animator_version: str
    animator_params: dict[str, Any]
    loop_still: Still
    loop_attempt: int = 0


def rendition_settings(song: Song, spec: VideoSpec, exporters: list[Exporter]) -> dict[str, EncodeSettings]:
    """Return the encodes that every scene gets: the master's, and for each other size one that all platform files of it share."""
    settings = {"master": master_settings(spec)}
    for exporter in exporters:
        size = exporter.platform.size_of(spec)
        if exporter.platform.audio != "forbidden" and size != (spec.width, spec.height):
            settings[rendition_name(size)] = social_settings(song.duration, spec.frame_rate, size)
    return settings


def export(name: str, facts: FilmFacts, destination: Path, *, progress: Progress) -> tuple[Deliverable, str]:
    """Run one exporter and check what it made.

    Returns
    -------
    Deliverable
    str
        SHA-256 of the file.

    Raises
    ------
    ExportError
        If the exporter fails, or its file breaks a rule of its platform.
    """
    exporter = context.plugins().exporter(name)
    master = _master(facts)
    try:
        deliverable = exporter.export(
            master, load_analysis(facts.analysis_path), destination=destination, progress=progress
        )
    except BeatreelError:
        raise
    except (Exception, SystemExit) as error:
        raise ExportError(
            f"The exporter “{name}” failed: {type(error).__name__}: {error}",
            plugin=name,
            hint="The master and the other files are not touched; report this to its author",
        ) from error
    if not isinstance(deliverable, Deliverable) or not deliverable.path.is_file():
        made = "a file that is not there" if isinstance(deliverable, Deliverable) else type(deliverable).__name__
        raise ExportError(
            f"The exporter “{name}” returned {made} instead of a Deliverable",
            plugin=name,
            hint="The master and the other files are not touched; report this to its author",
        )
    broken = [finding for finding in check_by(exporter, deliverable.path).findings if not finding.ok]
    if broken:
        raise ExportError(
            f"{exporter.platform.title} would refuse {destination.name}: {broken[0].message}",
            plugin=name,
            hint=broken[0].fix,
        )
    return deliverable, sha256_of(deliverable.path)


def _master(facts: FilmFacts) -> FilmMaster:
    music = Music(load_analysis(facts.analysis_path))

    def draw_loop(scene: Any, first_frame: int, frame_count: int) -> Any:
        quiet: Progress = lambda done, note="": None  # noqa: E731
        arguments = (facts.animator, facts.animator_params, facts.loop_still, scene, facts.spec, music)
        return draw(*arguments, first_frame, frame_count, attempt=facts.loop_attempt, progress=quiet)

    names = set.intersection(*(set(paths) for paths in facts.clip_paths))
    renditions = {rendition_size(name, facts.spec): [paths[name] for paths in facts.clip_paths] for name in names}
    return FilmMaster(
        path=facts.master_path,
        song=facts.song,
        spec=facts.spec,
        storyboard=facts.storyboard,
        title=facts.title,
        renditions=renditions,
        frame_counts=list(facts.frame_counts),
        tags=facts.tags,
        digital_source_type=facts.digital_source_type,
        draw_loop=draw_loop,
    )
