"""Which whole scenes to deliver where a platform does not take the whole film."""

from __future__ import annotations

from dataclasses import dataclass

from beatreel import Analysis, HookWindow, Storyboard

_HOOK_PLACE = 0.3  # share of an excerpt after which its hook comes best: a lead-in, then most of it after
_NEARLY = 0.7  # of what is allowed: a hook of this length is what to deliver
_WINDOW_WEIGHT = 10.0  # more than everything else together
_SECTION_EDGE = 0.25  # seconds within which a scene's start counts as a section's start


@dataclass(frozen=True)
class Excerpt:
    """A run of whole scenes.

    Attributes
    ----------
    start_scene, end_scene : int
        Indices, half open.
    start, end : float
        Seconds.
    has_hook : bool
        Whether the hook, or else the first drop, lies in it.
    """

    start_scene: int
    end_scene: int
    start: float
    end: float
    has_hook: bool

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.end - self.start

    def describe(self) -> str:
        """Return where it lies, for people."""
        where = f"{_clock(self.start)} to {_clock(self.end)}, {self.duration:.0f} s"
        return f"{where}, around the hook" if self.has_hook else where


def best_excerpt(
    storyboard: Storyboard, analysis: Analysis, *, longest: float, shortest: float = 3.0
) -> Excerpt | None:
    """Return the best run of whole scenes that is no longer than a limit.

    Where the analysis has a stretch of about that length that stands for the song, it is the run that comes nearest to it. Otherwise long
    runs are better than short ones, loud ones better than quiet ones, and those that start a section and have the hook in their
    first third are best.

    Parameters
    ----------
    storyboard : Storyboard
    analysis : Analysis
    longest, shortest : float
        Seconds.

    Returns
    -------
    Excerpt or None
        None if no run of whole scenes is that short.
    """
    scenes = storyboard.scenes
    hook = _hook(analysis)
    window = _window(analysis, longest)
    best: tuple[float, Excerpt] | None = None
    for first, scene in enumerate(scenes):
        ends = [other.index + 1 for other in scenes[first:] if other.end - scene.start <= longest]
        if not ends:
            continue
        for last in ends:
            start, end = scene.start, scenes[last - 1].end
            if end - start < min(shortest, longest):
                continue
            inside = hook is not None and start - 1e-6 <= hook < end - 1.0
            excerpt = Excerpt(first, last, start, end, inside)
            score = _score(excerpt, hook, analysis, longest)
            if window is not None:
                score += _WINDOW_WEIGHT * _overlap(excerpt, window)
                score += _WINDOW_WEIGHT * (abs(start - window.start) <= _SECTION_EDGE)
            if best is None or score > best[0] + 1e-9:
                best = (score, excerpt)
    return best[1] if best else None


def _window(analysis: Analysis, longest: float) -> HookWindow | None:
    """Return the longest hook that is short enough, if it comes near to what is allowed."""
    fitting = [hook for hook in analysis.hooks if _NEARLY * longest <= hook.duration <= longest]
    return max(fitting, key=lambda hook: hook.duration, default=None)


def _overlap(excerpt: Excerpt, window: HookWindow) -> float:
    """Return what both share, as a part of what they cover together, 0 to 1."""
    shared = max(0.0, min(excerpt.end, window.end) - max(excerpt.start, window.start))
    return shared / (excerpt.duration + window.duration - shared)


def _score(excerpt: Excerpt, hook: float | None, analysis: Analysis, longest: float) -> float:
    score = 2.0 * excerpt.duration / longest + _mean_energy(analysis, excerpt)
    if excerpt.has_hook and hook is not None:
        place = (hook - excerpt.start) / excerpt.duration
        score += 2.0 - 2.0 * abs(place - _HOOK_PLACE)
    edges = [segment.start for segment in analysis.segments] + [analysis.duration]
    score += 0.5 * any(abs(edge - excerpt.start) <= _SECTION_EDGE for edge in edges)
    score += 0.5 * any(abs(edge - excerpt.end) <= _SECTION_EDGE for edge in edges)
    return score


def _hook(analysis: Analysis) -> float | None:
    for kind in ("hook", "drop"):
        for moment in analysis.key_moments:
            if moment.kind == kind:
                return moment.time
    return None


def _mean_energy(analysis: Analysis, excerpt: Excerpt) -> float:
    values, rate = analysis.energy.total, analysis.energy.rate
    inside = values[int(excerpt.start * rate) : max(int(excerpt.end * rate), int(excerpt.start * rate) + 1)]
    return sum(inside) / len(inside) if inside else 0.0


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
