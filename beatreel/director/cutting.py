"""Where the film cuts.

Every cut lies on a point that the analysis heard: a downbeat where the grid can be trusted, a phrase (segment boundary) where it
cannot. How many bars a scene lasts follows the energy: calm music gets long scenes, a chorus short ones.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from beatreel.core.analysis import Analysis, Segment
from beatreel.director.phrases import phrase_starts

CutKind = Literal["start", "downbeat", "beat", "phrase", "moment"]

CALM_SECONDS = 7.5  # a scene at no energy
EXCITED_SECONDS = 2.2  # a scene at full energy and 120 BPM; slower songs are cut more slowly
_REFERENCE_TEMPO = 120.0  # BPM
MIN_SCENE = 1.2  # seconds; shorter pictures cannot be read
MAX_SCENE = 9.0  # seconds; longer ones stand still
_BAR_COUNTS = (1, 2, 4, 8)
_SAME_INSTANT = 0.25  # seconds within which two grid points are the same cut


@dataclass(frozen=True)
class Cut:
    """One cut.

    Attributes
    ----------
    time : float
        Seconds; a grid point of the analysis.
    kind : CutKind
        What it lies on.
    """

    time: float
    kind: CutKind


def plan_cuts(analysis: Analysis, pace: float = 1.0) -> list[Cut]:
    """Return the film's cuts in time order; the first is at 0.

    Parameters
    ----------
    analysis : Analysis
    pace : float
        Factor on how long scenes last.

    Returns
    -------
    list of Cut
        At least ``MIN_SCENE`` apart, the last at least that far from the end.
    """
    cuts = [Cut(0.0, "start")]
    for stretch in _stretches(spread(analysis)):
        first, start, end = stretch[0], stretch[0].start, stretch[-1].end
        wanted = [_entrance(first, analysis)] if start > 0 else []
        wanted += _phrases(stretch, analysis, pace) if first.grid == "phrase_flow" else _within(first, analysis, pace)
        wanted += [
            _moment(moment.time, first, analysis) for moment in analysis.key_moments if start <= moment.time < end
        ]
        for cut in sorted(wanted, key=lambda cut: cut.time):
            _add(cuts, cut, strong=cut.kind in ("phrase", "moment") or cut == wanted[0])
    while len(cuts) > 1 and analysis.duration - cuts[-1].time < MIN_SCENE:
        cuts.pop()
    return cuts


def spread(analysis: Analysis) -> Analysis:
    """Return the analysis with its segments' energies spread out: what counts for the pace is also how a segment compares to the
    others of the song, and a song that is loud throughout still has its calmer parts."""
    energies = [segment.energy for segment in analysis.segments]
    low, high = min(energies), max(energies)
    if high - low < 0.05:
        return analysis
    segments = tuple(
        segment.model_copy(update={"energy": (segment.energy + (segment.energy - low) / (high - low)) / 2})
        for segment in analysis.segments
    )
    return analysis.model_copy(update={"segments": segments})


def scene_seconds(energy: float, tempo: float = _REFERENCE_TEMPO, pace: float = 1.0) -> float:
    """Return how long a scene should last, in seconds.

    Parameters
    ----------
    energy : float
        0 to 1.
    tempo : float
        BPM; 0 for a song without beats.
    pace : float
        Factor.
    """
    slowness = min(max((_REFERENCE_TEMPO / tempo) ** 0.7, 0.85), 1.6) if tempo else 1.4
    excited = EXCITED_SECONDS * slowness
    return pace * CALM_SECONDS * (excited / CALM_SECONDS) ** energy


def _add(cuts: list[Cut], cut: Cut, *, strong: bool) -> None:
    """Append a cut unless it comes too soon; a musical boundary pushes an ordinary cut out instead."""
    if cut.time - cuts[-1].time >= MIN_SCENE:
        cuts.append(cut)
    elif strong and cuts[-1].kind in ("downbeat", "beat") and len(cuts) > 1 and cut.time - cuts[-2].time >= MIN_SCENE:
        cuts[-1] = cut


def _entrance(segment: Segment, analysis: Analysis) -> Cut:
    """The cut that opens a segment: on the downbeat there, if one is there."""
    nearest = _nearest(analysis.downbeat_times, segment.start)
    if segment.grid == "beat_cut" and nearest is not None and abs(nearest - segment.start) <= _SAME_INSTANT:
        return Cut(nearest, "downbeat")
    return Cut(segment.start, "phrase")


def _moment(time: float, segment: Segment, analysis: Analysis) -> Cut:
    nearest = _nearest(analysis.downbeat_times, time) if segment.grid == "beat_cut" else None
    if nearest is not None and abs(nearest - time) <= _SAME_INSTANT:
        return Cut(nearest, "downbeat")
    return Cut(time, "moment")


def _within(segment: Segment, analysis: Analysis, pace: float) -> list[Cut]:
    """Cuts inside a segment, every so many bars counted from its first downbeat."""
    bars = [time for time in analysis.downbeat_times if segment.start - _SAME_INSTANT <= time < segment.end - MIN_SCENE]
    if len(bars) < 2:
        return _phrases([segment], analysis, pace)
    bar = (bars[-1] - bars[0]) / (len(bars) - 1)
    step = bars_per_scene(bar, segment.energy, analysis.tempo, pace)
    cuts = [Cut(time, "downbeat") for time in bars[step::step]]
    if bar > MAX_SCENE:  # bars so long that a scene would stand still: cut on beats
        beats = [time for time in analysis.beat_times if segment.start + MIN_SCENE <= time < segment.end - MIN_SCENE]
        beat = 60 / analysis.tempo if analysis.tempo else bar / 4
        step = max(1, round(scene_seconds(segment.energy, analysis.tempo, pace) / beat))
        cuts = [Cut(time, "beat") for time in beats[::step]]
    return cuts


def bars_per_scene(bar: float, energy: float, tempo: float = _REFERENCE_TEMPO, pace: float = 1.0) -> int:
    """Return the number of bars (1, 2, 4 or 8) that comes nearest to the wanted length, in ratio.

    Parameters
    ----------
    bar : float
        Seconds.
    energy : float
        0 to 1.
    tempo : float
        BPM.
    pace : float
        Factor on the wanted length.
    """
    wanted = scene_seconds(energy, tempo, pace)
    allowed = [count for count in _BAR_COUNTS if MIN_SCENE <= count * bar <= MAX_SCENE] or [1]
    return min(allowed, key=lambda count: max(count * bar / wanted, wanted / (count * bar)))


def _stretches(analysis: Analysis) -> list[list[Segment]]:
    """Segments that are cut together: each with a beat alone; neighbours in free time as one, for where one of them ends and the next
    begins is no firmer than a phrase."""
    stretches: list[list[Segment]] = []
    for segment in analysis.segments:
        if stretches and segment.grid == stretches[-1][-1].grid == "phrase_flow":
            stretches[-1].append(segment)
        else:
            stretches.append([segment])
    return stretches


def _phrases(stretch: Sequence[Segment], analysis: Analysis, pace: float) -> list[Cut]:
    """Cuts where the beat cannot be trusted: where phrases begin, about as far apart as the energy asks."""
    edges = [segment.start for segment in stretch]

    def wanted(time: float) -> float:
        energy = stretch[max(bisect_right(edges, time) - 1, 0)].energy
        return min(max(scene_seconds(energy, 0.0, pace) * 1.2, 4.0), MAX_SCENE)

    start, end = edges[0], stretch[-1].end
    times = phrase_starts(analysis, start, end, wanted)
    return [Cut(time, "phrase") for time in times if start + MIN_SCENE <= time < end - MIN_SCENE]


def _nearest(times: tuple[float, ...], time: float) -> float | None:
    if not times:
        return None
    place = bisect_left(times, time)
    around = times[max(place - 1, 0) : place + 1]
    return min(around, key=lambda candidate: abs(candidate - time))
