"""Run an exporter on the finished film."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from beatreel.core.errors import BeatreelError, ExportError
from beatreel.core.files import sha256_of
from beatreel.core.model import Deliverable, Scene, Song, Still, Storyboard, VideoSpec
from beatreel.core.music import Music
from beatreel.core.ports import Exporter, Progress
from beatreel.core.value import Value
from beatreel.media.settings import (
    X264,
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
from beatreel.tasks.loops import DrawLoop
from beatreel.tasks.paint import paint, still_fingerprint
from beatreel.tasks.scene import draw


class Hands(Value):
    """Who paints and who animates a scene, each with its parameters."""

    painter: str
    painter_params: dict[str, Any]
    animator: str
    animator_params: dict[str, Any]


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
    hands : tuple of Hands
        For each scene, for loops that are painted anew.
    references : tuple of Path
        Pictures of the user.
    cache : Path
        Where painted stills are kept.
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
    hands: tuple[Hands, ...]
    references: tuple[Path, ...]
    cache: Path


def rendition_settings(
    song: Song, spec: VideoSpec, exporters: list[Exporter], *, codec: str = X264
) -> dict[str, EncodeSettings]:
    """Return the encodes that every scene gets: the master's, and for each other size one that all platform files of it share."""
    settings = {"master": master_settings(spec)}
    for exporter in exporters:
        size = exporter.platform.size_of(spec)
        if exporter.platform.audio != "forbidden" and size != (spec.width, spec.height):
            settings[rendition_name(size)] = social_settings(song.duration, spec.frame_rate, size)
    return {name: each.model_copy(update={"codec": codec}) for name, each in settings.items()}


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
    analysis = load_analysis(facts.analysis_path)
    music = Music(analysis)

    def draw_loop(scene: Scene, first_frame: int, frame_count: int) -> Iterator[Any]:
        arguments = (facts.animator, facts.animator_params, facts.loop_still, scene, facts.spec, music)
        return draw(*arguments, first_frame, frame_count, attempt=facts.loop_attempt, progress=_silent)

    def compose(scene: Scene, spec: VideoSpec, progress: Progress) -> DrawLoop:
        hands = facts.hands[scene.index]
        still = _painted_for(scene, spec, hands, facts, progress)

        def draw_composed(scene: Scene, first_frame: int, frame_count: int) -> Iterator[Any]:
            arguments = (hands.animator, hands.animator_params, still, scene, spec, music)
            return draw(*arguments, first_frame, frame_count, progress=_silent)

        return draw_composed

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
        compose=compose,
        analysis=analysis,
    )


def _painted_for(scene: Scene, spec: VideoSpec, hands: Hands, facts: FilmFacts, progress: Progress) -> Still:
    """Have a scene's still painted for another frame than the film's; it is kept like any other."""
    painter, animator = (context.plugins().generator(name) for name in (hands.painter, hands.animator))
    params = painter.params.model_validate(hands.painter_params).model_dump(mode="json")
    references = [sha256_of(path) for path in facts.references]
    return paint(
        hands.painter,
        hands.animator,
        hands.painter_params,
        hands.animator_params,
        scene,
        spec,
        facts.references,
        facts.cache,
        still_fingerprint(painter, params, animator, scene, spec, references),
        progress=progress,
    )


def _silent(done: float, note: str = "") -> None:
    """Progress of drawing that encoding tells of."""
