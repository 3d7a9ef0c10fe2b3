"""Which stretch of the song suits a short silent loop: for the storyboard that of Spotify Canvas."""

from __future__ import annotations

from beatreel.core.analysis import Analysis
from beatreel.core.model import LoopWindow, Scene
from beatreel.director.highlights import find_hooks, hook_time

MIN_LOOP = 3.1  # seconds; the platform takes 3 to 8, a margin keeps rounding to frames inside
MAX_LOOP = 7.9
_FREE_LOOP = 6.5  # without bars
_ROOM = 1.5  # times the shortest length that is allowed, where that is more


def plan_loop(
    analysis: Analysis, scenes: list[Scene], *, shortest: float = MIN_LOOP, longest: float = MAX_LOOP
) -> LoopWindow:
    """Return the first of the song's hooks that has the right length: whole bars, if it has bars.

    Parameters
    ----------
    analysis : Analysis
    scenes : list of Scene
        Of the storyboard.
    shortest, longest : float
        Seconds.

    Returns
    -------
    LoopWindow
        Of that length, unless the song itself is shorter.
    """
    for hook in (*(analysis.hooks or find_hooks(analysis)), *find_hooks(analysis, (longest,))):
        if hook.bars and shortest <= hook.duration <= longest:
            return LoopWindow(start=hook.start, end=hook.end, bars=hook.bars, scene=scene_at(scenes, hook.start))
    length = min(max(_FREE_LOOP, shortest * _ROOM), longest, analysis.duration)
    start = min(max(hook_time(analysis), 0.0), analysis.duration - length)
    return LoopWindow(start=start, end=start + length, bars=0, scene=scene_at(scenes, start))


def scene_at(scenes: list[Scene], time: float) -> int:
    """Return the index of the scene that is shown at an instant."""
    for scene in scenes:
        if scene.start <= time + 1e-6 < scene.end:
            return scene.index
    return scenes[-1].index
