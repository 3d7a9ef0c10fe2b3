"""``beatreel undo``: the way back."""

from __future__ import annotations

import json

import click

from beatreel.cli.editing import carry_out, edit_options


@click.command()
@click.argument("job")
@click.option("--again", is_flag=True, help="Bring back what was undone last.")
@click.option("--list", "show", is_flag=True, help="Show the edits instead.")
@edit_options
def command(job: str, again: bool, show: bool, later: bool, as_json: bool) -> None:
    """Take the last edit of JOB back, as often as you like. Nothing is ever lost."""
    if not show:
        deed = (lambda editor: editor.restore()) if again else (lambda editor: editor.undo())
        carry_out(job, [deed], later=later, as_json=as_json)
        return
    from beatreel.cli.scenes import editor_of

    with editor_of(job) as editor:
        history = editor.history()
    active = {edit.id for edit in history.active}
    if as_json:
        rows = [{**row.model_dump(mode="json"), "in_force": row.id in active} for row in history.rows]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("Edit", "When", "What", "", box=None, pad_edge=False)
    for row in history.rows:
        when = row.time.astimezone().strftime("%d %b %H:%M") if row.time else ""
        note = "" if row.id in active or row.target else "undone"
        table.add_row(str(row.id), when, escape(row.title), note)
    if history.rows:
        Console().print(table)
    else:
        click.echo("No edits yet; the film is as it was planned.", err=True)
