"""The common case: the whole film, or its best stretch where the platform has a limit."""

from __future__ import annotations

from pathlib import Path

from beatreel import Analysis, Deliverable, ExportError, Master, PlatformSpec, Progress
from beatreel.plugins.exporters._excerpt import best_excerpt


def deliver_longest(
    platform: PlatformSpec,
    master: Master,
    analysis: Analysis,
    *,
    longest: float | None,
    reason: str,
    destination: Path,
    progress: Progress,
) -> Deliverable:
    """Deliver the whole film if it is no longer than ``longest`` seconds, otherwise its best run of whole scenes.

    Parameters
    ----------
    reason : str
        Why it may be no longer: a sentence for people, given with the file when the film was cut.

    Raises
    ------
    ExportError
        If no run of whole scenes is short enough.
    """
    if longest is None or master.storyboard.duration <= longest:
        return master.deliver(platform, destination, progress=progress)
    excerpt = best_excerpt(master.storyboard, analysis, longest=longest, shortest=platform.min_duration or 0.0)
    if excerpt is None:
        raise ExportError(
            f"No run of whole scenes is short enough for {platform.title} ({longest:.0f} s)",
            plugin=platform.name,
            hint="Split the long scene in the storyboard, then render again",
        )
    return master.deliver(
        platform,
        destination,
        start_scene=excerpt.start_scene,
        end_scene=excerpt.end_scene,
        notes=(f"Cut to whole scenes ({excerpt.describe()}). {reason}",),
        progress=progress,
    )
