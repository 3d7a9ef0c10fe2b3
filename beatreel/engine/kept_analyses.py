"""Which analysis of a film's song counts, once it was corrected.

Each that ever counted lies in ``analyses`` within the film's folder, under the hash of its content. The edit log names the one
that counts; ``analysis.json`` is put right with the next run.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from beatreel.core.errors import CorrectionsError

if TYPE_CHECKING:
    from beatreel.core.edits import History


def analyses_folder(film: Path) -> Path:
    """Where a film's analyses are kept once one was corrected."""
    return film / "analyses"


def heard_path(film: Path, history: History) -> Path:
    """Return the analysis that counts at a state of the edit log.

    Should a kept one be gone, that is ``analysis.json``: the film can still be made and edited.
    """
    kept = analyses_folder(film) / history.hearing if history.hearing else None
    return kept if kept is not None and kept.is_file() else film / "analysis.json"


@dataclass(frozen=True)
class Corrected:
    """A corrected analysis that is ready to count.

    Attributes
    ----------
    name, before : str
        Of its file, and of that of the analysis that it was made from.
    hearing : str
        What the edit log named when it was made.
    title : str
        What was stated, for people.
    """

    name: str
    before: str
    hearing: str
    title: str

    def check(self, history: History) -> None:
        """Refuse it where another analysis counts by now.

        Raises
        ------
        CorrectionsError
        """
        if history.hearing != self.hearing:
            raise CorrectionsError(
                "The hearing was corrected meanwhile", hint="Look at it, and correct it again if need be"
            )
