"""Join the scenes and the song to the master, and prove the sync."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from beatreel.core.analysis import Analysis
from beatreel.core.errors import MediaError
from beatreel.core.files import sha256_of, write_json
from beatreel.core.model import Song, Storyboard, VideoSpec
from beatreel.core.ports import Progress
from beatreel.media.join import AudioStretch, join
from beatreel.media.soundtrack import keep_sound
from beatreel.media.tags import FilmTags
from beatreel.tasks.sync import sync_report


def sound_ahead(song: Song, folder: Path, *, progress: Progress) -> None:
    """Encode the master's sound before there is a picture; :func:`assemble` then copies it.

    Raises
    ------
    MediaError
        If the song cannot be decoded.
    """
    keep_sound(_sound(song, folder), progress)


def _sound(song: Song, folder: Path) -> AudioStretch:
    whole = AudioStretch(song.path, song.sample_rate, 0, song.sample_count, sample_rate=None)
    return whole.keep(folder, song.sha256)


def assemble(
    clips: Sequence[Path],
    frame_counts: Sequence[int],
    song: Song,
    analysis: Analysis,
    storyboard: Storyboard,
    spec: VideoSpec,
    destination: Path,
    tags: FilmTags | None,
    *,
    progress: Progress,
) -> dict[str, Any]:
    """Write the master and ``sync_report.json`` beside it.

    Returns
    -------
    dict
        ``sha256``, ``frame_count``, ``duration`` (seconds), ``width``, ``height``, ``max_cut_error`` (seconds).

    Raises
    ------
    MediaError
        If a clip does not fit, or the film is not in sync with the song.
    """
    report = sync_report(song, analysis, storyboard, frame_counts, spec.frame_rate)
    write_json(destination.with_name("sync_report.json"), report)
    if not report["in_sync"]:
        raise MediaError(
            f"The film would not be in sync: {'; '.join(report['problems'])}",
            hint="Please report this with sync_report.json; beatreel never ships a film that is off the beat",
        )
    joined = join(
        clips,
        destination,
        frame_rate=spec.frame_rate,
        audio=_sound(song, destination.parent),
        tags=tags,
        frame_counts=frame_counts,
        progress=progress,
    )
    return {
        "sha256": sha256_of(destination),
        "frame_count": joined.frame_count,
        "duration": joined.duration,
        "width": spec.width,
        "height": spec.height,
        "max_cut_error": report["max_cut_error"],
    }
