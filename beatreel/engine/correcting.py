"""What was heard of a film's song, corrected after the film was planned: one more edit, taken back like any other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from beatreel.core.corrections import Corrections
from beatreel.core.errors import UnchangedError, UserInputError
from beatreel.engine.kept_analyses import Corrected, analyses_folder, heard_path
from beatreel.tasks.analyze import correct, keep, load_analysis

if TYPE_CHECKING:
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
