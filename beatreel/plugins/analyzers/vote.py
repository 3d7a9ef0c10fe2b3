"""The ``vote`` analyzer: all that are installed hear the song, and what they agree on counts.

It is slower than any of them alone, and tells what none of them can: which bars they disagree on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from beatreel import AnalysisError, JobCancelledError, UserInputError, hookimpl

if TYPE_CHECKING:
    from beatreel import Analysis, Analyzer, Progress, Song


class VoteAnalyzer:
    """Combines the other analyzers, beat by beat."""

    name = "vote"
    version = "1"

    def __init__(self) -> None:
        self._others: dict[str, Analyzer] = {}

    def meet(self, analyzers: Mapping[str, Analyzer]) -> None:
        """Take note of the analyzers that are there; called once all plugins are loaded."""
        self._others = {name: other for name, other in sorted(analyzers.items()) if name != self.name}

    @property
    def notice(self) -> str:
        """What must be known about those that are asked."""
        return "; ".join(text for other in self._others.values() if (text := getattr(other, "notice", "")))

    def analyze(self, song: Song, *, progress: Progress) -> Analysis:
        """Return what the analyzers agree on; bar confidence is their agreement.

        One that fails is left out.

        Raises
        ------
        AnalysisError
            If all fail; the first one's error is attached.
        """
        from beatreel.plugins.analyzers.voting import combine

        progress(0.0, "asking the analyzers")
        heard: list[Analysis] = []
        failures: list[Exception] = []
        for number, (name, other) in enumerate(self._others.items()):

            def report(done: float, note: str = "", number: int = number, name: str = name) -> None:
                progress((number + min(done, 1.0)) / (len(self._others) + 0.01), f"{name}: {note}" if note else name)

            try:
                heard.append(other.analyze(song, progress=report))
            except (JobCancelledError, UserInputError):
                raise
            except Exception as error:  # the others can still vote
                failures.append(error)
        if not heard:
            raise AnalysisError(
                f"every analyzer failed on {song.path.name}" if failures else "there is no analyzer to ask",
                plugin=self.name,
                hint="See: beatreel plugins",
            ) from (failures[0] if failures else None)
        analysis = combine(heard, analyzer=self.name)
        progress(1.0)
        return analysis


@hookimpl
def register_analyzers() -> list[Analyzer]:
    """Offer the vote."""
    return [VoteAnalyzer()]
