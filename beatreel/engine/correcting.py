"""What was heard of a film's song, corrected after the film was planned: one more edit, taken back like any other.

Each analysis that ever counted lies in ``analyses`` within the film's folder, under the hash of its content. The edit log names the one
that counts; ``analysis.json`` is put right with the next run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.corrections import Corrections
from beatreel.core.errors import CorrectionsError, UnchangedError, UserInputError
from beatreel.tasks.analyze import correct, keep, load_analysis

if TYPE_CHECKING:
    from beatreel.core.edits import History
    from beatreel.engine.editing import Editor

_SAID: dict[str, Callable[[Corrections], str]] = {
    "tempo": lambda given: f"tempo {given.tempo:g} BPM",
    "octave": lambda given: "half the tempo" if given.octave == "half" else "twice the tempo",
    "beats": lambda given: "beats given",
    "taps": lambda given: f"{len(given.taps)} taps",
    "tempo_map": lambda given: "tempo map",
    "metre": lambda given: f"{given.metre} beats in a bar",
    "metre_map": lambda given: "bars given",
    "first_downbeat": lambda given: f"bar 1 at {given.first_downbeat:.2f} s",
    "downbeats": lambda given: "bar lines given",
    "segments": lambda given: "sections given",
    "key_moments": lambda given: "key moments given",
    "hooks": lambda given: "hook given",
    "grid": lambda given: "cut on phrases" if given.grid == "phrase_flow" else "cut on beats",
}


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


def prepare(editor: Editor, corrections: Corrections, work: Callable[..., Any]) -> Corrected:
    """Put what a person states into what was heard of a film's song.

    Parameters
    ----------
    editor : Editor
    corrections : Corrections
        In seconds of the song as it was handed in. They refer to what counts now: half the tempo twice is a quarter.
    work : callable
        ``work(function, *arguments)`` has a task done in a worker and returns its result.

    Raises
    ------
    CorrectionsError
        If something stated does not fit the song.
    UserInputError
        If the job has no scenes yet, or nothing is stated.
    UnchangedError
        If all of it was heard so already.
    """
    history, folder = editor.history(), analyses_folder(editor.folder)
    if not corrections.stated:
        raise UserInputError("No correction was given", hint="State a tempo, an octave, a metre, bar 1, or tap along")
    path = heard_path(editor.folder, history)
    before = keep(load_analysis(path), folder)
    name = work(correct, editor.song(), folder / before, corrections, folder)
    said = [tell(corrections) for key, tell in _SAID.items() if key in corrections.stated]
    title = f"Hearing: {', '.join(said) or 'corrected'}"
    if name == before:
        raise UnchangedError(f"{title}: nothing would change", hint="It was heard so already")
    return Corrected(name, before, history.hearing, title)
