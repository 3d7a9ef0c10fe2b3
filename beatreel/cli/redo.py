"""``beatreel redo``: a new still or clip for a scene."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from beatreel.cli.editing import carry_out, edit_options
from beatreel.core.movement import CAMERA_WORDS

if TYPE_CHECKING:
    from beatreel.core.edits import Edit
    from beatreel.engine.editing import Editor

_SHOTS = ("wide", "medium", "close", "detail")


@click.command()
@click.argument("job")
@click.option(
    "--scene",
    "-s",
    "numbers",
    type=click.IntRange(1),
    required=True,
    multiple=True,
    help="Its number; may be repeated.",
)
@click.option("--still", is_flag=True, help="A new picture; its clip follows.")
@click.option("--clip", is_flag=True, help="A new movement of the same picture.")
@click.option("--prompt", "-p", default=None, help="What to show instead.")
@click.option("--style", default=None, help="Style preset of this scene.")
@click.option(
    "--seed", type=click.IntRange(0), default=None, help="Of the new still, or with --clip of the new movement."
)
@click.option("--shot", type=click.Choice(_SHOTS), default=None, help="Size of the shot.")
@click.option("--camera", type=click.Choice(sorted(CAMERA_WORDS)), default=None, help="Movement of the camera.")
@click.option("--generator", default=None, help="Who paints this scene.")
@click.option("--animator", default=None, help="Who moves it.")
@click.option("--set", "sets", multiple=True, metavar="NAME.KEY=VALUE", help="Parameter of a generator for this scene.")
@edit_options
def command(
    job: str,
    numbers: tuple[int, ...],
    still: bool,
    clip: bool,
    seed: int | None,
    sets: tuple[str, ...],
    later: bool,
    as_json: bool,
    **chosen: Any,
) -> None:
    """Make a new take of scenes of JOB; only they are made, and the master is joined anew.

    Neither --still nor --clip: what your other options ask for, else both. Earlier takes stay; see: beatreel takes
    """
    from beatreel.cli.options import parse_params

    changes = {name: value for name, value in chosen.items() if value is not None}
    if sets:
        changes["params"] = parse_params(sets, "generator")
    if seed is not None:
        changes["motion" if clip and not still else "seed"] = seed
    what = _what(still, clip, changes)

    def deed(number: int) -> Callable[[Editor], Edit]:
        return lambda editor: editor.redo(number, what, **changes)

    deeds = [deed(number) for number in numbers]
    carry_out(job, deeds, later=later, as_json=as_json)


def _what(still: bool, clip: bool, changes: dict[str, Any]) -> Any:
    if still != clip:
        return "still" if still else "clip"
    if still or not changes:
        return "both"
    return "clip" if set(changes) <= {"camera", "animator", "motion"} else "still"
