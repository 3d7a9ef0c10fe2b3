"""What becomes of a film's scenes when what was heard of its song is corrected: the same scenes, on the beats that are meant."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from beatreel.core.analysis import Analysis
from beatreel.core.model import LoopWindow, Scene, Storyboard
from beatreel.director.editing import MIN_SCENE, segment_at
from beatreel.director.looping import plan_loop

_STILL = 0.005  # seconds; less is no movement that anybody hears or sees
_TIE = 0.06  # seconds; where two beats are as near, all cuts go the same way
_FARTHEST = 4.0  # seconds that a cut moves at most; where no beats are known it stays


class Recut(NamedTuple):
    """The scenes on another grid.

    Attributes
    ----------
    scenes : tuple of Scene
        Those that change.
    removed : tuple of int
        Ids of scenes that no longer have room.
    loop : LoopWindow
    """

    scenes: tuple[Scene, ...]
    removed: tuple[int, ...]
    loop: LoopWindow


def settled(old: Analysis, new: Analysis) -> Analysis:
    """Return the new analysis with the old times of those beats that hardly moved, so that what was drawn on them stays."""
    known = old.beat_times

    def as_before(time: float) -> float:
        place = bisect_left(known, time)
        near = min(known[max(place - 1, 0) : place + 1], key=lambda beat: abs(beat - time), default=time)
        return near if abs(near - time) <= _STILL else time

    beats = tuple(as_before(time) for time in new.beat_times)
    if any(later <= earlier for earlier, later in zip(beats, beats[1:], strict=False)):
        return new
    return new.model_copy(update={"beat_times": beats})


def recut(board: Storyboard, old: Analysis, new: Analysis) -> Recut:
    """Move the cuts of a film to the beats of a corrected analysis.

    A cut on a downbeat goes to the nearest downbeat, one on a beat to the nearest beat, others to the nearest place of either kind.
    Beginning and end of a locked scene stay. A scene that would become too short goes, and the one before it lasts longer.

    Parameters
    ----------
    board : Storyboard
        The film as it is.
    old, new : Analysis
        As it was made on, and as corrected.
    """
    bars = new.downbeat_times
    starts = [segment.start for segment in new.segments[1:]]
    kept: list[Scene] = [board.scenes[0]]
    removed: list[int] = []
    for before, scene in zip(board.scenes, board.scenes[1:], strict=False):
        if scene.locked or before.locked:
            cut = scene.cut_time
        else:
            points = bars if scene.cut == "downbeat" else starts if scene.cut == "phrase" else new.beat_times
            cut = _near(points or new.beat_times, scene.cut_time)
            if cut - kept[-1].start < MIN_SCENE or cut > board.duration - MIN_SCENE:
                removed.append(scene.id)
                continue
        while len(kept) > 1 and cut - kept[-1].start < MIN_SCENE and not kept[-1].locked:
            removed.append(kept.pop().id)  # a locked scene keeps its place, those that moved into it give way
        moved = {"start": cut, "cut_time": cut} if cut != scene.cut_time else {}
        kept.append(scene.model_copy(update={**moved, **_of_the_music(scene, cut, old, new)}))
    ends = [scene.start for scene in kept[1:]] + [board.duration]
    scenes = [
        scene.model_copy(update={"index": index, "end": end})
        for index, (scene, end) in enumerate(zip(kept, ends, strict=True))
    ]
    as_before = {scene.id: scene.model_copy(update={"index": 0}) for scene in board.scenes}
    changed = tuple(scene for scene in scenes if scene.model_copy(update={"index": 0}) != as_before[scene.id])
    return Recut(changed, tuple(removed), plan_loop(new, scenes))


def _of_the_music(scene: Scene, cut: float, old: Analysis, new: Analysis) -> dict[str, object]:
    """Return what a scene says of its place in the song, where that is another now."""
    before, after = segment_at(old, scene.cut_time), segment_at(new, cut)
    own: dict[str, object] = {"segment": after["segment"], "grid": new.segments[after["segment"]].grid}
    if before["label"] != after["label"]:
        own["label"] = after["label"]
    if scene.cut in ("downbeat", "beat") and (is_bar := _is_on(new.downbeat_times, cut)) != _is_on(
        old.downbeat_times, scene.cut_time
    ):  # the same instant may be another beat of the bar now
        own["cut"] = "downbeat" if is_bar else "beat"
    return own


def _is_on(points: Sequence[float], time: float) -> bool:
    return any(abs(point - time) <= _STILL for point in points)


def _near(points: Sequence[float], time: float) -> float:
    """Return the point nearest to an instant; where two are as near the earlier one, where none is near the instant."""
    found = min(points, key=lambda point: abs(point - time) + (_TIE if point > time + _STILL else 0.0), default=time)
    if abs(found - time) <= _STILL or abs(found - time) > _FARTHEST:
        return time
    return found
