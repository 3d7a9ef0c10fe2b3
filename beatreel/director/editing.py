"""Edits of a planned film: each function looks at the present storyboard and returns the edit, or refuses it with a reason.

Numbers of scenes are those that people see, counted from 1. Times that people give are moved to the nearest point of the song's grid,
so an edited film is as much in sync as a planned one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from beatreel.core.analysis import Analysis
from beatreel.core.edits import Edit, History
from beatreel.core.errors import StoryboardError, UnchangedError
from beatreel.core.model import CameraMove, Scene
from beatreel.director.chance import chance

What = Literal["still", "clip", "both"]

MIN_SCENE = 0.4  # seconds; shorter pictures are flashes
_SAME = 0.1  # seconds within which a boundary is a beat
_CAMERAS: tuple[CameraMove, ...] = ("push_in", "drift_left", "orbit", "pull_out", "rise", "drift_right", "sink")
_SLOT = (
    "start",
    "end",
    "cut",
    "cut_time",
    "segment",
    "label",
    "intensity",
    "tone",
)  # belong to the music, not to the picture


class GridPoint(NamedTuple):
    """A place where a cut may lie.

    Attributes
    ----------
    time : float
        Seconds.
    kind : {"downbeat", "beat", "phrase"}
    """

    time: float
    kind: Literal["downbeat", "beat", "phrase"]


def grid_points(analysis: Analysis) -> list[GridPoint]:
    """Return the points that cuts may be moved to: every beat, and every segment boundary that is no beat."""
    points = [
        GridPoint(time, "downbeat" if position == 1 else "beat")
        for time, position in zip(analysis.beat_times, analysis.beat_positions, strict=True)
    ]
    known = [point.time for point in points]
    boundaries = [segment.start for segment in analysis.segments[1:]]
    points += [GridPoint(time, "phrase") for time in boundaries if all(abs(time - other) > _SAME for other in known)]
    return sorted(points)


def redo(history: History, number: int, what: What, changes: dict[str, Any]) -> Edit:
    """Make a new still, a new clip, or both.

    Parameters
    ----------
    history : History
    number : int
        Of the scene.
    what : {"still", "clip", "both"}
        A new still gets another seed and its clip follows; a new clip keeps the still and moves otherwise.
    changes : dict
        Fields of the scene that the user chose: ``prompt``, ``style``, ``shot``, ``seed``, ``motion``, ``camera``, ``framing``,
        ``intensity``, ``generator``, ``animator``, ``params``.

    Raises
    ------
    StoryboardError
        If there is no such scene, it is locked, or nothing would change.
    """
    scene = unlocked(history, number)
    number_of_edits = len(history.rows)
    new = dict(changes)
    if what != "clip" and not {"seed", "prompt", "style", "shot", "generator", "params"} & set(new):
        new["seed"] = chance(scene.seed, "still", scene.id, number_of_edits) % 2**31
    if what != "still" and not {"motion", "camera", "framing", "animator"} & set(new):
        new["motion"] = 1 + chance(scene.motion, "clip", scene.id, number_of_edits) % (2**31 - 1)
        moves = [move for move in _CAMERAS if move != scene.camera]
        new["camera"] = moves[chance(scene.seed, "camera", scene.id, number_of_edits) % len(moves)]
    title = {"still": "New still", "clip": "New clip", "both": "New still and clip"}[what]
    return _change(scene, new, f"{title} for scene {number}")


def use_take(history: History, number: int, made: Scene, take: int) -> Edit:
    """Go back to an earlier take: the scene is made as it was then, in its present place."""
    scene = unlocked(history, number)
    content = {name: value for name, value in made if name not in (*_SLOT, "index", "id", "locked", "loop")}
    return _change(scene, content, f"Take {take} for scene {number}")


def lock(history: History, number: int, *, locked: bool) -> Edit:
    """Lock a scene against edits, or free it."""
    scene = scene_of(history, number)
    return _change(scene, {"locked": locked}, f"{'Lock' if locked else 'Free'} scene {number}")


def split(history: History, number: int, analysis: Analysis, at: float | None) -> Edit:
    """Cut a scene in two at the grid point nearest to ``at`` (seconds; by default its middle).

    Both parts show the same still; the second looks at it from another side, so that the cut is seen.
    """
    scene = unlocked(history, number)
    middle = (scene.start + scene.end) / 2
    point = _nearest(analysis, middle if at is None else at, scene.start + MIN_SCENE, scene.end - MIN_SCENE)
    if point is None:
        raise StoryboardError(
            f"Scene {number} has no beat inside at which it could be split", hint="Split a longer scene"
        )
    side = -1.0 if scene.framing > 0 else 1.0
    second = scene.model_copy(
        update={
            "id": history.next_scene_id,
            "start": point.time,
            "cut": point.kind,
            "cut_time": point.time,
            "framing": round(side * 0.6, 3),
            "camera": _CAMERAS[(_CAMERAS.index(scene.camera) + 2) % len(_CAMERAS)]
            if scene.camera in _CAMERAS
            else "push_in",
            **segment_at(analysis, point.time),
        }
    )
    return Edit(
        kind="split",
        title=f"Split scene {number} at {point.time:.2f} s",
        scenes=(scene.model_copy(update={"end": point.time}), second),
    )


def merge(history: History, number: int) -> Edit:
    """Let a scene go on through the next one, which goes."""
    scene, following = unlocked(history, number), unlocked(history, number + 1)
    return Edit(
        kind="merge",
        title=f"Merge scenes {number} and {number + 1}",
        scenes=(scene.model_copy(update={"end": following.end}),),
        removed=(following.id,),
    )


def swap(history: History, number: int, other: int) -> Edit:
    """Let two scenes change places; the cuts stay where they are."""
    if number == other:
        raise StoryboardError("A scene cannot change places with itself", hint="Name two scenes")
    one, two = unlocked(history, number), unlocked(history, other)
    return Edit(
        kind="swap",
        title=f"Swap scenes {number} and {other}",
        scenes=(
            one.model_copy(update={name: getattr(two, name) for name in _SLOT}),
            two.model_copy(update={name: getattr(one, name) for name in _SLOT}),
        ),
    )


def move(history: History, number: int, analysis: Analysis, to: float) -> Edit:
    """Move the cut at which a scene begins to the grid point nearest to ``to`` (seconds)."""
    if number == 1:
        raise StoryboardError("The film begins with scene 1", hint="Move the beginning of a later scene")
    before, scene = unlocked(history, number - 1), unlocked(history, number)
    point = _nearest(analysis, to, before.start + MIN_SCENE, scene.end - MIN_SCENE)
    if point is None:
        raise StoryboardError(
            f"There is no beat between scene {number - 1} and the end of scene {number} for this cut",
            hint="Merge the scenes instead",
        )
    if abs(point.time - scene.start) < 1e-6:
        raise StoryboardError(
            f"Scene {number} begins there already ({scene.start:.2f} s)", hint="Give a time nearer to another beat"
        )
    return Edit(
        kind="move",
        title=f"Begin scene {number} at {point.time:.2f} s",
        scenes=(
            before.model_copy(update={"end": point.time}),
            scene.model_copy(
                update={
                    "start": point.time,
                    "cut": point.kind,
                    "cut_time": point.time,
                    **segment_at(analysis, point.time),
                }
            ),
        ),
    )


def cover(history: History, number: int) -> Edit:
    """Take the best frame of a scene as the cover, instead of the one that scores highest."""
    scene = scene_of(history, number)
    if history.cover == scene.id:
        raise UnchangedError(f"Scene {number} is the cover already", hint="Choose another scene")
    return Edit(kind="cover", title=f"Cover from scene {number}", cover=scene.id)


def scene_of(history: History, number: int) -> Scene:
    """Return a scene by the number that people see.

    Raises
    ------
    StoryboardError
        If there is none.
    """
    scenes = history.storyboard.scenes
    if not 1 <= number <= len(scenes):
        raise StoryboardError(f"There is no scene {number}", hint=f"The film has scenes 1 to {len(scenes)}")
    return scenes[number - 1]


def unlocked(history: History, number: int) -> Scene:
    """Return a scene that may be edited.

    Raises
    ------
    StoryboardError
        If there is none, or it is locked.
    """
    scene = scene_of(history, number)
    if scene.locked:
        raise StoryboardError(f"Scene {number} is locked", hint="Unlock it first")
    return scene


def _change(scene: Scene, changes: dict[str, Any], title: str) -> Edit:
    new = Scene.model_validate({**scene.model_dump(), **changes})
    if new == scene:
        raise UnchangedError(f"{title}: nothing would change", hint="Choose another value")
    return Edit(kind="change", title=title, scenes=(new,))


def _nearest(analysis: Analysis, time: float, low: float, high: float) -> GridPoint | None:
    points = [point for point in grid_points(analysis) if low <= point.time <= high]
    if not points and not analysis.beat_times and low <= time <= high:
        return GridPoint(time, "phrase")  # a song without beats: any instant is as good as another
    return min(points, key=lambda point: abs(point.time - time), default=None)


def segment_at(analysis: Analysis, time: float) -> dict[str, Any]:
    """Return which segment a scene that begins at an instant belongs to, as fields of the scene."""
    starts: Sequence[float] = [segment.start for segment in analysis.segments]
    place = max(bisect_left(starts, time + 0.3) - 1, 0)
    return {"segment": place, "label": analysis.segments[place].label}
