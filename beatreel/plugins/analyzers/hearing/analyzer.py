"""What our analyzers share: whatever goes wrong while one listens is said in its name, with another to try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beatreel import AnalysisError, BeatreelError

if TYPE_CHECKING:
    from beatreel import Analysis, Progress, Song


class HearingAnalyzer:
    """Base of analyzers that implement :meth:`hear`; see :class:`beatreel.Analyzer`."""

    name: str
    instead: str  # what to do when it fails

    def hear(self, song: Song, progress: Progress) -> Analysis:
        """Return what is heard; any error may be raised."""
        raise NotImplementedError

    def analyze(self, song: Song, *, progress: Progress) -> Analysis:
        """Return beats, bars, sections, key moments and energy of a song.

        Raises
        ------
        AnalysisError
            If the song cannot be analysed; the cause is attached.
        """
        try:
            return self.hear(song, progress)
        except BeatreelError:
            raise
        except Exception as error:
            raise AnalysisError(
                f"the {self.name} analyzer failed on {song.path.name}: {error}", plugin=self.name, hint=self.instead
            ) from error
