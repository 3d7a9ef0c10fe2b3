"""Join the scenes and the song to the master, and prove the sync."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from beatreel.core.analysis import Analysis
from beatreel.core.errors import MediaError
from beatreel.core.files import sha256_of, write_json
from beatreel.core.model import Song, Storyboard, VideoSpec
from beatreel.core.platform import PlatformSpec
from beatreel.core.ports import Progress
from beatreel.media.join import AudioStretch, join
from beatreel.media.settings import master_audio_bitrate
from beatreel.media.soundtrack import keep_sound
from beatreel.media.tags import FilmTags
from beatreel.tasks.sync import sync_report


def sound_ahead(
    song: Song, spec: VideoSpec, folder: Path, platforms: Sequence[PlatformSpec] = (), *, progress: Progress
) -> None:
    """Encode the sound of the master, and of platforms that take the whole song, before there is a picture; it is copied later.

    Parameters
    ----------
    song : Song
    spec : VideoSpec
        Of the master.
    folder : Path
        The film's.
    platforms : sequence of PlatformSpec
        Those that get a file. Made after the master, their files would encode the same sound each for itself, all at once.
    progress : Progress

    Raises
    ------
    MediaError
        If the song cannot be decoded.
    """
    sounds = [_sound(song, spec)]
    for platform in platforms:
        if platform.audio != "forbidden" and song.duration <= (platform.max_duration or song.duration):
            sounds.append(replace(sounds[0], sample_rate=platform.audio_sample_rate, bitrate=platform.audio_bitrate))
    kept = list(dict.fromkeys(sound.keep(folder, song.sha256) for sound in sounds))
    for number, sound in enumerate(kept):
        keep_sound(sound, lambda done, note="", number=number: progress((number + done) / len(kept), note))


def _sound(song: Song, spec: VideoSpec) -> AudioStretch:
    bitrate = master_audio_bitrate(spec)
    return AudioStretch(song.path, song.sample_rate, 0, song.sample_count, sample_rate=None, bitrate=bitrate)


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
        audio=_sound(song, spec).keep(destination.parent, song.sha256),
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
