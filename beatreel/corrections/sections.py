"""Segments as they are stated, laid over those that were heard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from beatreel.core.analysis import Analysis, Segment
from beatreel.core.corrections import SegmentMark

Array = np.ndarray[Any, np.dtype[Any]]

_SLIVER = 1.5  # seconds: what is left of a heard segment and shorter joins its stated neighbour


def aligned(segments: tuple[Segment, ...], lines: Array) -> tuple[Segment, ...]:
    """Move the starts of heard segments to the nearest bar line within half a bar; those that would meet become one."""
    if len(lines) < 2:
        return segments
    half = float(np.median(np.diff(lines))) / 2
    starts = [0.0]
    kept = [segments[0]]
    for segment in segments[1:]:
        nearest = float(lines[np.argmin(np.abs(lines - segment.start))])
        start = nearest if abs(nearest - segment.start) <= half else segment.start
        if start - starts[-1] > 0.1 and start < segments[-1].end - 0.1:
            starts.append(start)
            kept.append(segment)
    return _tiled(kept, starts, segments[-1].end)


def stated_segments(
    marks: tuple[SegmentMark, ...],
    heard: tuple[Segment, ...],
    seconds: Callable[[float | str], float],
    analysis: Analysis,
) -> tuple[Segment, ...]:
    """Return stated segments, and around them what was heard.

    A stated segment lasts to its end, else to the next one's start, else to the end of the song.

    Parameters
    ----------
    marks : tuple of SegmentMark
    heard : tuple of Segment
        Tile the song.
    seconds : callable
        Where a place is.
    analysis : Analysis
        For its energy and duration.
    """
    duration = analysis.duration
    spans = _spans(marks, seconds, duration)
    pieces: list[tuple[float, float, SegmentMark | Segment]] = []
    at = 0.0
    for start, end, mark in spans:
        pieces += _heard_between(heard, at, start)
        pieces.append((start, end, mark))
        at = end
    pieces += _heard_between(heard, at, duration)
    joined = _without_slivers(pieces)
    groups: dict[str, int] = {}
    segments = []
    for start, end, piece in joined:
        before = max(heard, key=lambda other: min(other.end, end) - max(other.start, start))
        label = piece.label or before.label
        segments.append(
            Segment(
                start=start,
                end=end,
                label=label,
                energy=_energy(analysis, start, end),
                confidence=1.0 if isinstance(piece, SegmentMark) else piece.confidence,
                grid=before.grid,
                group=groups.setdefault(label, len(groups)),
            )
        )
    return tuple(segments)


def _spans(
    marks: tuple[SegmentMark, ...], seconds: Callable[[float | str], float], duration: float
) -> list[tuple[float, float, SegmentMark]]:
    """Return start, end and mark, in order, without overlap, within the song."""
    placed = sorted(((seconds(mark.start), mark) for mark in marks), key=lambda pair: pair[0])
    placed = [pair for pair in placed if pair[0] < duration - 0.5]  # “End” at the end opens nothing
    spans = []
    for index, (start, mark) in enumerate(placed):
        following = placed[index + 1][0] if index + 1 < len(placed) else duration
        end = min(seconds(mark.end), following) if mark.end is not None else following
        start, end = max(0.0, start), min(end, duration)
        if end - start >= 0.1:
            spans.append((start, end, mark))
    return spans


def _heard_between(heard: tuple[Segment, ...], start: float, end: float) -> list[tuple[float, float, Any]]:
    return [
        (max(segment.start, start), min(segment.end, end), segment)
        for segment in heard
        if min(segment.end, end) - max(segment.start, start) > 1e-6
    ]


def _without_slivers(pieces: list[tuple[float, float, Any]]) -> list[tuple[float, float, Any]]:
    """Join what is left of a heard segment, and too short to be one, with a neighbour; stated starts stay."""
    joined: list[tuple[float, float, Any]] = []
    for start, end, piece in pieces:
        is_sliver = isinstance(piece, Segment) and end - start < _SLIVER
        if is_sliver and joined:
            joined[-1] = (joined[-1][0], end, joined[-1][2])
        elif (
            joined
            and isinstance(joined[-1][2], Segment)
            and joined[-1][1] - joined[-1][0] < _SLIVER
            and len(joined) == 1
        ):
            joined[-1] = (joined[-1][0], end, piece)  # a sliver at the very start
        else:
            joined.append((start, end, piece))
    return joined


def _energy(analysis: Analysis, start: float, end: float) -> float:
    curve = analysis.energy
    values = curve.total[int(start * curve.rate) : max(int(end * curve.rate), int(start * curve.rate) + 1)]
    return round(min(max(sum(values) / len(values), 0.0), 1.0), 4) if values else 0.5


def _tiled(segments: list[Segment], starts: list[float], duration: float) -> tuple[Segment, ...]:
    ends = [*starts[1:], duration]
    return tuple(
        segment.model_copy(update={"start": start, "end": end})
        for segment, start, end in zip(segments, starts, ends, strict=True)
    )
