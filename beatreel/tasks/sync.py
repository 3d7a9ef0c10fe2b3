"""``sync_report.json``: every cut beside the grid point of the song that it belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Any

from beatreel.core.analysis import Analysis
from beatreel.core.model import Scene, Song, Storyboard
from beatreel.core.timing import frame_count, frame_to_seconds, half_frame

_ROUNDING = 1e-6  # seconds by which numbers that were written to JSON may differ


def sync_report(
    song: Song, analysis: Analysis, storyboard: Storyboard, frame_counts: Sequence[int], frame_rate: Fraction
) -> dict[str, Any]:
    """Compare the film's real frames with the song.

    Parameters
    ----------
    song : Song
    analysis : Analysis
    storyboard : Storyboard
    frame_counts : sequence of int
        Frames that each scene's clip really has.
    frame_rate : Fraction

    Returns
    -------
    dict
        JSON-safe: ``in_sync``, ``problems``, ``max_cut_error`` (seconds, against the cuts' own grid points), ``frame_count`` with
        the ``frame_count_expected`` = round(duration * rate), the song's exact sample count, and ``cuts``: for each its frame, the time at
        which that frame is shown, the grid point, the error, and the distance to the nearest beat and downbeat.
    """
    first_frames = [0, *accumulate(frame_counts)]
    cuts = [
        _cut(scene, first, analysis, frame_rate)
        for scene, first in zip(storyboard.scenes, first_frames, strict=False)
        if scene.index > 0
    ]
    limit = half_frame(frame_rate)
    expected = frame_count(song.exact_duration, frame_rate)
    problems = [
        f"cut {cut['scene']} is {cut['error'] * 1000:.1f} ms from its grid point (allowed {limit * 1000:.1f})"
        for cut in cuts
        if abs(cut["error"]) > limit + _ROUNDING
    ]
    if first_frames[-1] != expected:
        problems.append(f"the film has {first_frames[-1]} frames, the song asks for {expected}")
    return {
        "in_sync": not problems,
        "problems": problems,
        "frame_rate": str(frame_rate),
        "half_frame": limit,
        "frame_count": first_frames[-1],
        "frame_count_expected": expected,
        "duration": song.duration,
        "sample_rate": song.sample_rate,
        "sample_count": song.sample_count,
        "max_cut_error": max((abs(cut["error"]) for cut in cuts), default=0.0),
        "cuts": cuts,
    }


def _cut(scene: Scene, first: int, analysis: Analysis, frame_rate: Fraction) -> dict[str, Any]:
    shown = frame_to_seconds(first, frame_rate)
    return {
        "scene": scene.index + 1,
        "frame": first,
        "frame_time": shown,
        "kind": scene.cut,
        "grid_time": scene.cut_time,
        "error": shown - scene.cut_time,
        "to_nearest_downbeat": _distance(analysis.downbeat_times, shown),
        "to_nearest_beat": _distance(analysis.beat_times, shown),
    }


def _distance(times: Sequence[float], time: float) -> float | None:
    if not times:
        return None
    place = bisect_left(times, time)
    nearest = min(times[max(place - 1, 0) : place + 1], key=lambda candidate: abs(candidate - time))
    return time - nearest
