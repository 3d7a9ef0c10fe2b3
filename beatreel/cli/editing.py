"""What the commands that edit scenes share: apply an edit, then make what it touches."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from beatreel.core.edits import Edit
    from beatreel.engine.editing import Editor

SCENE = click.option("--scene", "-s", "number", type=click.IntRange(1), required=True, help="Number of the scene.")


def edit_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every edit has."""
    options = [
        click.option("--later", is_flag=True, help="Note the edit only; it is made with the next one."),
        click.option("--json", "as_json", is_flag=True, help="Events as JSON lines on stdout."),
    ]
    return functools.reduce(lambda wrapped, option: option(wrapped), reversed(options), function)


def carry_out(job: str, deeds: list[Callable[[Editor], Edit]], *, later: bool, as_json: bool) -> None:
    """Log edits, then run the job so that what they touch is made.

    Parameters
    ----------
    job : str
        Id of the job, or an unambiguous beginning of it.
    deeds : list of callable
        Each does one edit.
    later : bool
        Only log them.
    as_json : bool
        Print events instead of progress.
    """
    from beatreel.cli.progress import JsonEvents, LiveProgress
    from beatreel.core.errors import JobBusyError, UnchangedError
    from beatreel.engine import Engine

    output = JsonEvents() if as_json else LiveProgress(job)
    with Engine(plugins=[("cli", output)]) as engine:
        editor = engine.edit(job)
        for deed in deeds:
            try:
                click.echo(f"{deed(editor).title}.", err=True)
            except UnchangedError:
                if engine.store.job(editor.job_id).state == "done":
                    raise
                click.echo("This edit is noted already; going on with it.", err=True)
        if later:
            click.echo(f"Make it with the next edit, or with: beatreel jobs retry {editor.job_id}", err=True)
            return
        try:
            with output:
                engine.run(editor.job_id, output.watch)
        except JobBusyError:
            click.echo("Another process is making this film; it makes this edit too.", err=True)
            return
    if not as_json:
        click.echo(str(Path(editor.folder) / "master.mp4"))
        if editor.recipe.platforms:
            names = ",".join(editor.recipe.platforms)
            click.echo(f"Make the platform files anew with: beatreel export {editor.job_id} --to {names}", err=True)
