"""What of an analysis and a storyboard lasts when a newer version of the song takes the place of the old one."""

from __future__ import annotations

from collections.abc import Sequence

from beatreel.core.analysis import Analysis, EnergyCurves, Segment
from beatreel.core.model import Scene, Storyboard

Spans = Sequence[tuple[float, float]]

_OWN_GRID = 4.0  # seconds from which on changed music brings its own beats
_MIN_SCENE = 0.4  # seconds; shorter pictures are flashes
_REACH = 0.35  # seconds within which a cut in changed music is moved to a beat


def carried_analysis(old: Analysis, fresh: Analysis, offset: float, changed: Spans) -> Analysis:
    """Return the analysis of a newer version: the old one, moved, with what was heard anew where the music is another.

    Where nothing moved and nothing changed it is the old one to the last digit, so that what was drawn on it stays.

    Parameters
    ----------
    old, fresh : Analysis
        Of the older and of the newer version.
    offset : float
        Seconds by which the music comes later.
    changed : sequence of (float, float)
        Stretches of the newer version whose music is another.
    """
    if not offset and not changed and abs(old.duration - fresh.duration) < 1e-6:
        return old
    duration = fresh.duration
    long = [span for span in changed if span[1] - span[0] >= _OWN_GRID]
    beats = _beats(old, fresh, offset, long, duration)
    moments = [moment.model_copy(update={"time": moment.time + offset}) for moment in old.key_moments]
    moments = [moment for moment in moments if 0 <= moment.time < duration and not _within(long, moment.time)]
    moments += [moment for moment in fresh.key_moments if _within(long, moment.time)]
    return fresh.model_copy(
        update={
            "tempo": old.tempo,
            "beat_times": tuple(time for time, _ in beats),
            "beat_positions": tuple(position for _, position in beats),
            "segments": _segments(old, offset, duration),
            "key_moments": tuple(sorted(moments, key=lambda moment: moment.time)),
            "energy": _energy(old, fresh, offset, changed),
            "confidence": old.confidence,
            "bar_confidence": (),
            "origins": old.origins,
        }
    )


def carried_storyboard(old: Storyboard, analysis: Analysis, offset: float, changed: Spans, sha256: str) -> Storyboard:
    """Return a film's scenes in their places of the newer version: same pictures, same words, moved cuts.

    Parameters
    ----------
    old : Storyboard
    analysis : Analysis
        Of the newer version, as :func:`carried_analysis` returns it.
    offset : float
        Seconds by which the music comes later.
    changed : sequence of (float, float)
        Stretches of the newer version whose music is another; cuts there are moved to its beats.
    sha256 : str
        Of the newer version.
    """
    duration = analysis.duration
    if not offset and not changed and old.duration == duration:
        return old.model_copy(update={"song_sha256": sha256})
    kept: list[Scene] = []
    for scene in old.scenes:
        cut = _cut(scene, analysis, offset, changed)
        if cut > duration - _MIN_SCENE:
            break
        if kept and cut < max(kept[-1].start, 0.0) + _MIN_SCENE:
            if cut <= 0:
                kept.clear()  # it lies before the beginning
            else:
                continue
        start = scene.start if kept and not offset and cut == scene.cut_time else cut
        kept.append(scene.model_copy(update={"start": start, "cut_time": cut, "segment": _segment(analysis, cut)}))
    first = {"start": 0.0, "cut_time": 0.0, "cut": "start", "segment": 0}
    kept[0] = kept[0].model_copy(update=first)
    ends = [scene.start for scene in kept[1:]] + [duration]
    scenes = [
        scene.model_copy(update={"index": index, "end": end})
        for index, (scene, end) in enumerate(zip(kept, ends, strict=True))
    ]
    named = old.scenes[old.loop.scene].id
    length = min(old.loop.end - old.loop.start, duration)
    begin = min(max(old.loop.start + offset, 0.0), duration - length)
    place = next((scene.index for scene in scenes if scene.id == named), None)
    if place is None:
        place = next(scene.index for scene in scenes if begin < scene.end)
    loop = old.loop.model_copy(update={"start": begin, "end": begin + length, "scene": place})
    data = old.model_dump() | {"song_sha256": sha256, "duration": duration, "scenes": scenes, "loop": loop}
    return Storyboard.model_validate(data)


def _cut(scene: Scene, analysis: Analysis, offset: float, changed: Spans) -> float:
    cut = scene.cut_time + offset
    if not _within(changed, cut):
        return cut
    near = min(analysis.beat_times, key=lambda beat: abs(beat - cut), default=cut)
    return near if abs(near - cut) <= _REACH else cut


def _beats(old: Analysis, fresh: Analysis, offset: float, long: Spans, duration: float) -> list[tuple[float, int]]:
    carried = [(time + offset, position) for time, position in zip(old.beat_times, old.beat_positions, strict=True)]
    carried = [beat for beat in carried if 0 <= beat[0] <= duration and not _within(long, beat[0])]
    heard = list(zip(fresh.beat_times, fresh.beat_positions, strict=True))
    gaps = [after - before for before, after in zip(old.beat_times, old.beat_times[1:], strict=False)]
    least = 0.5 * min(gaps, default=0.3)
    low, high = offset, old.duration + offset
    for beat in heard:
        is_new = _within(long, beat[0]) or not low <= beat[0] <= high
        if is_new and all(abs(beat[0] - time) >= least for time, _ in carried):
            carried.append(beat)
    return sorted(carried)


def _segments(old: Analysis, offset: float, duration: float) -> tuple[Segment, ...]:
    moved = [segment for segment in old.segments if segment.end + offset > 0 and segment.start + offset < duration]
    starts = [0.0, *(segment.start + offset for segment in moved[1:])]
    ends = [*starts[1:], duration]
    return tuple(
        segment.model_copy(update={"start": start, "end": end})
        for segment, start, end in zip(moved, starts, ends, strict=True)
    )


def _energy(old: Analysis, fresh: Analysis, offset: float, changed: Spans) -> EnergyCurves:
    rate, count = fresh.energy.rate, len(fresh.energy.total)
    if rate != old.energy.rate:
        return fresh.energy
    shift, length = round(offset * rate), len(old.energy.total)
    taken = [0 <= place - shift < length and not _within(changed, place / rate) for place in range(count)]

    def band(name: str) -> tuple[float, ...]:
        before, after = getattr(old.energy, name), getattr(fresh.energy, name)
        return tuple(before[place - shift] if taken[place] else after[place] for place in range(count))

    return EnergyCurves(rate=rate, **{name: band(name) for name in ("total", "low", "mid", "high")})


def _within(spans: Spans, time: float) -> bool:
    return any(start <= time < end for start, end in spans)


def _segment(analysis: Analysis, time: float) -> int:
    return max((place for place, segment in enumerate(analysis.segments) if segment.start <= time + 0.3), default=0)
