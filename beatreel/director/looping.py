"""Which stretch of the song suits a short silent loop (Spotify Canvas)."""

from __future__ import annotations

from beatreel.core.model import Analysis, LoopWindow, Scene

MIN_LOOP = 3.2  # seconds; the platform takes 3 to 8, a margin keeps rounding to frames inside
MAX_LOOP = 7.9
BEST_LOOP = 6.5
_BAR_COUNTS = (1, 2, 3, 4, 6, 8)


def plan_loop(analysis: Analysis, scenes: list[Scene]) -> LoopWindow:
    """Return whole bars at the hook.

    Parameters
    ----------
    analysis : Analysis
    scenes : list of Scene
        Of the storyboard.

    Returns
    -------
    LoopWindow
        3 to 8 seconds, unless the song itself is shorter.
    """
    hook = hook_time(analysis)
    bars = analysis.downbeat_times
    best: tuple[float, float, float, int] | None = None
    for first, start in enumerate(bars):
        for count in _BAR_COUNTS:
            if first + count >= len(bars):
                break
            length = bars[first + count] - start
            if MIN_LOOP <= length <= MAX_LOOP:
                odd = 0.6 if count in (3, 6) else 0.0  # even phrases loop more naturally
                cost = abs(start - hook) / 4 + abs(length - BEST_LOOP) / 2 + odd
                if best is None or cost < best[0]:
                    best = (cost, start, start + length, count)
    if best is not None:
        _, start, end, count = best
    else:
        length = min(BEST_LOOP, analysis.duration)
        start = min(max(hook, 0.0), analysis.duration - length)
        end, count = start + length, 0
    return LoopWindow(start=start, end=end, bars=count, scene=scene_at(scenes, max(hook, start)))


def hook_time(analysis: Analysis) -> float:
    """Return where the song is most itself: the hook, else the first drop, else the start of its strongest segment; seconds."""
    for kind in ("hook", "drop"):
        for moment in analysis.key_moments:
            if moment.kind == kind:
                return moment.time
    return max(analysis.segments, key=lambda segment: (segment.energy, segment.label == "chorus", -segment.start)).start


def scene_at(scenes: list[Scene], time: float) -> int:
    """Return the index of the scene that is shown at an instant."""
    for scene in scenes:
        if scene.start <= time + 1e-6 < scene.end:
            return scene.index
    return scenes[-1].index
