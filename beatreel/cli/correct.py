"""``beatreel correct``: what was heard of a finished film's song, put right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from beatreel.cli.editing import carry_out, edit_options


@click.command()
@click.argument("job")
@click.option("--tempo", type=click.FloatRange(10, 600), default=None, help="BPM; beats lie on a strict grid.")
@click.option("--octave", type=click.Choice(["half", "double"]), default=None, help="Half or twice the beats.")
@click.option("--metre", type=str, default=None, help="Beats in a bar: 3, 3/4, 6/8.")
@click.option("--first-downbeat", type=str, default=None, help="Where bar 1 begins: 1.25, 0:01.25.")
@click.option("--tap", is_flag=True, help="Play the song and tap along.")
@click.option(
    "--corrections",
    "correction_paths",
    type=click.Path(path_type=Path),
    multiple=True,
    help="What you know better: TOML, JSON, MIDI, markers or taps; may be given more than once.",
)
@edit_options
def command(
    job: str,
    tempo: float | None,
    octave: str | None,
    metre: str | None,
    first_downbeat: str | None,
    tap: bool,
    correction_paths: tuple[Path, ...],
    later: bool,
    as_json: bool,
) -> None:
    """Correct what was heard of the song of JOB: its tempo, its beats, where its bars begin; see docs/corrections.md.

    Cuts move to the beats that are meant now. Takes whose music did not move stay as they are, the others are drawn anew from the same
    pictures. `beatreel undo` takes it back.
    """
    from beatreel.cli.options import given_corrections
    from beatreel.core.corrections import Corrections
    from beatreel.core.edits import Edit
    from beatreel.core.errors import CorrectionsError
    from beatreel.corrections.statements import read_statements
    from beatreel.engine.correcting import prepare
    from beatreel.engine.editing import Editor

    options = {"tempo": tempo, "octave": octave, "metre": _number(metre), "first_downbeat": first_downbeat}
    said: dict[str, Any] = {name: value for name, value in options.items() if value is not None}

    def stated(editor: Editor) -> Corrections:
        paths = correction_paths
        if tap:
            from beatreel.cli.tapping import tap_along

            paths = (*paths, tap_along(editor.recipe.song_path, editor.folder / "taps.txt"))
        given = given_corrections(paths) or Corrections()
        try:
            return given.overruled_by(read_statements(said, origin="the command line")) if said else given
        except ValueError as error:
            raise CorrectionsError(f"This cannot be stated: {error}", hint="See: beatreel correct --help") from error

    def deed(editor: Editor) -> Edit:
        return editor.correct(prepare(editor, stated(editor), editor.work))

    carry_out(job, [deed], later=later, as_json=as_json)


def _number(metre: str | None) -> str | int | None:
    return int(metre) if metre is not None and metre.strip().isdigit() else metre
