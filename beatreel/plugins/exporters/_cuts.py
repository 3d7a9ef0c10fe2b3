"""The film as a list of cuts, for files that editing programs open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from beatreel import (
    Analysis,
    Deliverable,
    Finding,
    Master,
    PlatformSpec,
    Progress,
    Scene,
    Source,
    frame_count,
    seconds_to_frame,
)


@dataclass(frozen=True)
class Cut:
    """One scene in the film.

    Attributes
    ----------
    name : str
        For people.
    first, end : int
        Frames of the film, half open; of the master they are the same.
    scene : Scene
    """

    name: str
    first: int
    end: int
    scene: Scene


@dataclass(frozen=True)
class Mark:
    """A place worth finding: where a section of the song starts, or a key moment.

    Attributes
    ----------
    name : str
    frame : int
    is_moment : bool
    """

    name: str
    frame: int
    is_moment: bool


@dataclass(frozen=True)
class Placed:
    """A clip as it was read back from a file.

    Attributes
    ----------
    start, end : Fraction
        Where it lies in the film: seconds or frames, as long as all of a file are the same.
    media : str
        What it shows: a file name or URL.
    """

    start: Fraction
    end: Fraction
    media: str


def cuts_of(master: Master) -> list[Cut]:
    """Return the film's cuts; they tile it."""
    scenes, rate = master.storyboard.scenes, master.spec.frame_rate
    edges = [seconds_to_frame(scene.start, rate) for scene in scenes]
    edges.append(frame_count(master.song.exact_duration, rate))
    return [
        Cut(f"Scene {scene.index + 1} ({scene.label})", first, end, scene)
        for scene, first, end in zip(scenes, edges, edges[1:], strict=False)
    ]


def marks_of(analysis: Analysis, frame_rate: Fraction, *, frames: int) -> list[Mark]:
    """Return the places worth finding, in order, all within the film."""
    marks = [Mark(segment.label, seconds_to_frame(segment.start, frame_rate), False) for segment in analysis.segments]
    marks += [Mark(moment.kind, seconds_to_frame(moment.time, frame_rate), True) for moment in analysis.key_moments]
    return sorted((mark for mark in marks if mark.frame < frames), key=lambda mark: (mark.frame, mark.name))


def timeline_platform(name: str, title: str, sources: Sequence[Source]) -> PlatformSpec:
    """Return the rules of a file that refers to the film: any shape, any rate."""
    free = "An editing program's timeline takes any film"
    rules: tuple[str, ...] = ("width", "height", "frame_rates", "codecs", "audio", "audio_sample_rate", "audio_bitrate")
    rules += ("faststart", "no_edit_list", "closed_gop", "safe_zone")
    return PlatformSpec(
        name=name,
        title=title,
        width=0,
        height=0,
        min_width=64,
        max_width=8192,
        min_height=64,
        max_height=8192,
        aspect=None,
        frame_rates=(Fraction(1), Fraction(120)),
        codecs=("h264",),
        containers=(name,),
        audio="forbidden",
        faststart=False,
        closed_gop=False,
        sources=(*sources, *(Source(rule=rule, text=free, official=False) for rule in rules)),
    )


def write_timeline(
    platform: PlatformSpec, master: Master, destination: Path, text: Callable[[], str], *, progress: Progress
) -> Deliverable:
    """Write a file that refers to the master; it appears whole or not at all."""
    progress(0.0, platform.title)
    part = destination.with_name(f".{destination.name}.part")
    part.write_text(text(), encoding="utf-8", newline="\n")
    part.replace(destination)
    progress(1.0, platform.title)
    cuts = cuts_of(master)
    return Deliverable(
        platform=platform.name,
        path=destination,
        width=master.spec.width,
        height=master.spec.height,
        duration=float(Fraction(cuts[-1].end) / master.spec.frame_rate),
        size=destination.stat().st_size,
        has_audio=False,
        notes=(f"{len(cuts)} cuts of {master.path.name}; keep both files together",),
    )


def check_placed(path: Path, read: Callable[[Path], list[Placed]]) -> Iterator[Finding]:
    """Check a file that refers to a film: it can be read, its clips tile the film, and what they show is there.

    Parameters
    ----------
    path : Path
    read : callable (path) -> list of Placed
        Raises ValueError, with a sentence, if the file is not what it should be.
    """
    try:
        placed = read(path)
    except (OSError, ValueError) as error:
        fix = "Export it anew"
        yield Finding(rule="containers", ok=False, message=f"“{path.name}” cannot be read: {error}", fix=fix)
        return
    yield Finding(rule="containers", ok=True, message=f"“{path.name}” can be read")
    gaps = sum(after.start != before.end for before, after in zip(placed, placed[1:], strict=False))
    whole = bool(placed) and placed[0].start == 0 and not gaps
    found = f"{len(placed)} clips, each begins where the one before ends" if whole else f"{len(placed)} clips with gaps"
    yield Finding(rule="cuts", ok=whole, message=found, fix=None if whole else "Export it anew")
    missing = sorted({clip.media for clip in placed if not (path.parent / clip.media).is_file()})
    told = f"“{missing[0]}” is not beside it" if missing else "The film that it shows is there"
    yield Finding(rule="media", ok=not missing, message=told, fix="Put the film beside it" if missing else None)
