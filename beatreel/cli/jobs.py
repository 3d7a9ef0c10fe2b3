"""``beatreel jobs``: past and present."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from beatreel.cli.options import JSON

_COLOURS = {"done": "green", "failed": "red", "rejected": "yellow", "running": "cyan"}


@click.command()
@click.argument("job", required=False)
@JSON
def command(job: str | None, as_json: bool) -> None:
    """List jobs, newest first, or show one JOB with its events."""
    from beatreel.core.config import load_settings
    from beatreel.core.jobs import JobStore

    with JobStore(load_settings().store_path) as store:
        records = [store.job(job)] if job else store.jobs()
        events = store.events(job_id=records[0].id) if job else []
    if as_json:
        rows = [
            {**asdict(record), "created": str(record.created), "updated": str(record.updated)} for record in records
        ]
        shown = {**rows[0], "events": [event.model_dump(mode="json") for event in events]} if job else rows
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    if not records:
        click.echo("No jobs yet. Make a film with: beatreel render SONG --prompt …", err=True)
    table = Table("Job", "State", "Song", "Prompt", "Updated", "Folder", box=None, pad_edge=False)
    for record in records:
        colour = _COLOURS.get(record.state, "default")
        song = escape(Path(record.recipe["song_path"]).name)
        updated = record.updated.astimezone().strftime("%d %b %H:%M")
        prompt = escape(record.recipe["prompt"][:40])
        table.add_row(record.id, f"[{colour}]{record.state}[/]", song, prompt, updated, escape(record.folder))
    if records:
        console.print(table)
    if job:
        if records[0].error:
            console.print(f"[red]{escape(records[0].error)}[/]")
        for event in events:
            console.print(f"{event.id:>6}  {event.time.astimezone():%H:%M:%S}  {event.name}", highlight=False)
