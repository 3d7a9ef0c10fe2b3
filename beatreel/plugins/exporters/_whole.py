"""The common case: the whole film, or its best stretch where the platform has a limit."""

from __future__ import annotations

from pathlib import Path

from beatreel import Analysis, Deliverable, ExportError, Master, PlatformSpec, Progress
from beatreel.plugins.exporters._excerpt import best_excerpt


class WholeFilm:
    """Delivers the whole film if it is short enough, otherwise its best run of whole scenes; see :class:`~beatreel.Exporter`.

    Parameters
    ----------
    platform : PlatformSpec
        The exporter has its name.
    reason : str
        Why it may be no longer: a sentence for people, given with the file when the film was cut.
    longest : float, optional
        Seconds, where that is less than the platform takes.
    """

    version = "1"

    def __init__(self, platform: PlatformSpec, *, reason: str, longest: float | None = None) -> None:
        self.name = platform.name
        self.platform = platform
        self._reason = reason
        self._longest = platform.max_duration if longest is None else longest

    def export(self, master: Master, analysis: Analysis, *, destination: Path, progress: Progress) -> Deliverable:
        """Write the file.

        Raises
        ------
        ExportError
            If no run of whole scenes is short enough.
        """
        platform, longest = self.platform, self._longest
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
            notes=(f"Cut to whole scenes ({excerpt.describe()}). {self._reason}",),
            progress=progress,
        )
