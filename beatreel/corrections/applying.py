"""Corrections win: what a person stated replaces what was heard, and the rest is fitted to it."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.core.analysis import Analysis, HookWindow, KeyMoment, Segment
from beatreel.core.corrections import Corrections, bar_and_beat
from beatreel.core.errors import CorrectionsError
from beatreel.core.model import Song
from beatreel.corrections import grid as grids
from beatreel.corrections.grid import Grid
from beatreel.corrections.sections import aligned, stated_segments

Array = np.ndarray[Any, np.dtype[Any]]

PARTS = ("tempo", "beats", "bars", "segments", "key_moments", "hooks")
_WHOLE_GRID = ("beats", "tempo_map", "tempo")  # ways to state the beats of the whole song exactly
_PARTS_OF = {
    "tempo": ("tempo", "beats"),
    "octave": ("tempo", "beats"),
    "beats": ("tempo", "beats"),
    "taps": ("tempo", "beats"),
    "tempo_map": ("tempo", "beats"),
    "metre_map": ("bars",),
    "metre": ("bars",),
    "first_downbeat": ("bars",),
    "downbeats": ("bars",),
    "beat_positions": ("bars",),
    "tapped_downbeats": ("bars",),
    "segments": ("segments",),
    "grid": ("segments",),
    "key_moments": ("key_moments",),
    "no_key_moments": ("key_moments",),
    "hooks": ("hooks",),
}


def apply(corrections: Corrections, analysis: Analysis, song: Song) -> Analysis:
    """Return an analysis in which everything stated holds.

    Beats first, then bars, then segments, key moments and hooks, which may be stated in bars. Segments and moments that were
    heard move to the nearest bar line when beats or bars were corrected. The song is read only where beats must be fitted to its sound:
    for taps, and for a tempo without a downbeat.

    Parameters
    ----------
    corrections : Corrections
        In seconds of the song as it was handed in.
    analysis : Analysis
        By any analyzer.
    song : Song

    Raises
    ------
    CorrectionsError
        If something stated lies outside the song.
    """
    stated = corrections.stated
    if not stated:
        return analysis
    corrections = corrections.shifted(-song.trimmed_start)
    is_grid_stated = any("beats" in _PARTS_OF[name] or "bars" in _PARTS_OF[name] for name in stated)
    grid = grids.heard_grid(analysis)
    changes: dict[str, Any] = {}
    if is_grid_stated:
        grid = _bars(corrections, _beats(corrections, analysis, grid, song), analysis)
        changes |= _as_fields(grid, corrections, analysis)
    places = Places(grid, analysis.duration)
    segments = aligned(analysis.segments, grid.downbeats) if is_grid_stated else analysis.segments
    if corrections.segments:
        segments = stated_segments(corrections.segments, segments, places.seconds, analysis)
    changes["segments"] = _with_verdicts(segments, corrections, is_trusted=_is_trusted(corrections), places=places)
    changes["key_moments"] = _moments(corrections, analysis, grid, places, is_moved=is_grid_stated)
    if corrections.hooks:
        changes["hooks"] = tuple(_hook(span.start, span.end, grid, places) for span in corrections.hooks)
    origins = dict(analysis.origins) or dict.fromkeys(PARTS, analysis.analyzer)
    for name in corrections.stated:
        for part in _PARTS_OF[name]:
            origins[part] = corrections.origins.get(name, "corrections")
    return Analysis.model_validate({**dict(analysis), **changes, "origins": origins})


class Places:
    """Where stated places are in the song.

    Parameters
    ----------
    grid : Grid
    duration : float
        Seconds.
    """

    def __init__(self, grid: Grid, duration: float) -> None:
        self._grid = grid
        self._duration = duration

    def seconds(self, place: float | str) -> float:
        """Return a place in seconds; bars beyond those that are known are counted on at the last one's length.

        Raises
        ------
        CorrectionsError
            If the place is a bar that the song does not have.
        """
        if not isinstance(place, str):
            return float(place)
        bar, beat = bar_and_beat(place)
        lines, grid = self._grid.downbeats, self._grid
        if len(lines) < 2:
            raise CorrectionsError(
                f"“{place}” cannot be found: the song has no bars that are known",
                hint="State the tempo and the first downbeat too, or use seconds",
            )
        index = bar - 1 + grid.bars_before
        length = float(np.median(np.diff(lines)))
        if index < 0 or index > len(lines) - 1 + (self._duration - lines[-1]) / length:
            raise CorrectionsError(
                f"“{place}” is not in the song: its bars are 1 to {len(lines) - grid.bars_before}",
                hint="Bars count from 1 at the first downbeat",
            )
        if index > len(lines) - 1:
            start, end = lines[-1] + (index - len(lines) + 1) * length, None
        else:
            start, end = lines[index], lines[index + 1] if index + 1 < len(lines) else None
        if beat == 1:
            return float(start)
        inside = grid.beats[(grid.beats >= start) & (grid.beats < (end if end is not None else np.inf))]
        if beat <= len(inside):
            return float(inside[beat - 1])
        return float(start + (beat - 1) * grid.period)


def _beats(corrections: Corrections, analysis: Analysis, heard: Grid, song: Song) -> Grid:
    """Return the beats as stated, counted as heard."""
    metre = corrections.metre or heard.metre
    begin, end = analysis.leading_silence, analysis.duration - analysis.trailing_silence
    if end <= begin:
        begin, end = 0.0, analysis.duration
    if corrections.beats:
        beats = np.array(corrections.beats)
        beats = beats[(beats >= 0) & (beats <= analysis.duration)]
        if len(beats) < 2:
            raise CorrectionsError(
                f"The beats that are stated lie outside the song of {analysis.duration:.1f} s",
                hint="Times are seconds from its first sample; shift them with offset",
            )
        if corrections.beat_positions:
            pairs = zip(corrections.beats, corrections.beat_positions, strict=True)
            positions = np.array([position for time, position in pairs if 0 <= time <= analysis.duration])
            return Grid(beats, positions, np.ones(len(beats)))
        return grids.counted(beats, metre, heard, np.ones(len(beats)))
    if corrections.tempo_map:
        metres = () if corrections.metre else corrections.metre_map
        tempos = corrections.tempo_map
        if corrections.first_downbeat is not None:  # where the sequencer's first bar is in the song
            moved = corrections.shifted(corrections.first_downbeat - (metres or tempos)[0].time)
            tempos, metres = moved.tempo_map, moved.metre_map if metres else ()
        metre = corrections.metre or 4
        whole = grids.by_tempo_map(tempos, metres, metre=metre, duration=analysis.duration)
        return whole.within(max(0.0, begin - 0.06), end)
    if corrections.taps or corrections.tempo:
        from beatreel.corrections.fitting import fitted_to_taps, steady

        fit = fitted_to_taps if corrections.taps else steady
        return fit(corrections, heard, song, start=begin, end=end, metre=metre)
    if corrections.octave:
        starts = np.array([segment.start for segment in analysis.segments])
        return grids.other_octave(heard, corrections.octave, starts)
    return heard


def _bars(corrections: Corrections, grid: Grid, analysis: Analysis) -> Grid:
    """Return the grid with its bars as stated."""
    metre = corrections.metre
    if not len(grid.beats) and not corrections.downbeats:
        raise CorrectionsError(
            "The song has no beats that could be counted",
            hint="State its tempo, its beats, or tap along: beatreel analyze SONG --tap",
        )
    if not metre and corrections.metre_map and not corrections.tempo_map:
        metre = corrections.metre_map[0].metre
    if metre and not corrections.tempo_map and not corrections.beat_positions:
        grid = grids.counted(grid.beats, metre, grid, grid.trust)
    if corrections.first_downbeat is not None and corrections.first_downbeat > analysis.duration:
        raise CorrectionsError(
            f"Bar 1 at {corrections.first_downbeat:.2f} s lies outside the song of {analysis.duration:.1f} s",
            hint="Times are seconds from its first sample",
        )
    if corrections.first_downbeat is not None and not corrections.tempo_map:
        grid = grids.from_first_downbeat(grid, corrections.first_downbeat)
        grid = grid.within(0.0, analysis.duration)
    if corrections.downbeats:
        lines = np.array([time for time in corrections.downbeats if 0 <= time <= analysis.duration])
        if not len(lines):
            raise CorrectionsError(
                f"The downbeats that are stated lie outside the song of {analysis.duration:.1f} s",
                hint="Times are seconds from its first sample; shift them with offset",
            )
        exact = bool(corrections.beats)
        grid = grids.with_downbeats(grid, lines, metre=metre, exact_beats=exact).within(0.0, analysis.duration)
    return grid


def _as_fields(grid: Grid, corrections: Corrections, analysis: Analysis) -> dict[str, Any]:
    lines = np.flatnonzero(grid.positions == 1)
    ends = np.append(lines[1:], len(grid.beats))
    return {
        "beat_times": tuple(float(time) for time in grid.beats),
        "beat_positions": tuple(int(position) for position in grid.positions),
        "bar_confidence": tuple(round(float(grid.trust[a:b].mean()), 4) for a, b in zip(lines, ends, strict=True)),
        "confidence": round(float(grid.trust.mean()), 4) if len(grid.beats) else analysis.confidence,
        "tempo": corrections.tempo or (round(60 / grid.period, 3) if len(grid.beats) > 1 else analysis.tempo),
    }


def _is_trusted(corrections: Corrections) -> bool:
    """Whether a person vouches for the beats, so that cuts may follow them everywhere."""
    return bool(corrections.taps) or any(getattr(corrections, way) for way in (*_WHOLE_GRID, "downbeats"))


def _with_verdicts(
    segments: tuple[Segment, ...], corrections: Corrections, *, is_trusted: bool, places: Places
) -> tuple[Segment, ...]:
    verdict = corrections.grid or ("beat_cut" if is_trusted else None)
    own = {places.seconds(mark.start): mark.grid for mark in corrections.segments if mark.grid}

    def judged(segment: Segment) -> Segment:
        said = next((grid for start, grid in own.items() if abs(start - segment.start) < 0.01), None) or verdict
        return segment.model_copy(update={"grid": said}) if said else segment

    return tuple(judged(segment) for segment in segments)


def _moments(
    corrections: Corrections, analysis: Analysis, grid: Grid, places: Places, *, is_moved: bool
) -> tuple[KeyMoment, ...]:
    heard = () if corrections.no_key_moments else analysis.key_moments
    kinds = {mark.kind for mark in corrections.key_moments}
    kept = [moment for moment in heard if moment.kind not in kinds]
    lines = grid.downbeats
    if is_moved and len(lines) > 1:
        half = float(np.median(np.diff(lines))) / 2
        kept = [
            moment.model_copy(update={"time": nearest})
            if moment.kind != "stop"
            and abs((nearest := float(lines[np.argmin(np.abs(lines - moment.time))])) - moment.time) <= half
            else moment
            for moment in kept
        ]
    for mark in corrections.key_moments:
        time = places.seconds(mark.time)
        if -0.05 <= time <= analysis.duration:
            kept.append(KeyMoment(time=max(time, 0.0), kind=mark.kind, strength=mark.strength))
    return tuple(sorted(kept, key=lambda moment: (moment.time, moment.kind)))


def _hook(start: float | str, end: float | str, grid: Grid, places: Places) -> HookWindow:
    first, last = max(0.0, places.seconds(start)), places.seconds(end)
    if last <= first:
        raise CorrectionsError(
            f"The hook from {start} to {end} has no length", hint="Its end must come after its start"
        )
    inside = int(((grid.downbeats >= first - 0.05) & (grid.downbeats < last - 0.05)).sum())
    return HookWindow(target=last - first, start=first, end=last, bars=inside)
