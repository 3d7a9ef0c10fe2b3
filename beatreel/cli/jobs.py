"""``beatreel jobs``: past and present, and what should become of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from beatreel.cli.options import JSON

if TYPE_CHECKING:
    from beatreel.core.jobs import JobRecord
    from beatreel.core.queue import QueueEntry
    from beatreel.engine.desk import Desk

_COLOURS = {"done": "green", "failed": "red", "rejected": "yellow", "running": "cyan", "paused": "magenta"}
_JOBS = click.argument("jobs", nargs=-1, required=True)


class _Verbs(click.Group):
    """``beatreel jobs`` lists, ``beatreel jobs 3f0c`` shows, ``beatreel jobs cancel 3f0c`` cancels."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        words = [word for word in args if not word.startswith("-")]
        if not words and not {"-h", "--help"} & set(args):
            args = ["list", *args]
        elif words and words[0] not in self.commands:
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Verbs)
def command() -> None:
    """List jobs, or say what should become of them. JOB is an id or its beginning.

    Without a verb: lists all jobs, or shows the one that is named.
    """


@command.command("list")
@click.option("--limit", type=click.IntRange(1), default=100, help="How many of the newest.")
@click.option("--state", default=None, help="Only those in this state, such as queued or failed.")
@JSON
def list_(limit: int, state: str | None, as_json: bool) -> None:
    """List jobs, newest first."""
    with _desk() as desk:
        rows = [_row(desk, record) for record in desk.store.jobs(limit=limit)]
    rows = [row for row in rows if state in (None, row["state"])]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=True))
    elif rows:
        _table(rows)
    else:
        click.echo("No jobs. Make a film with: beatreel render SONG --prompt …", err=True)


@command.command()
@click.argument("job")
@JSON
def show(job: str, as_json: bool) -> None:
    """Show one JOB with its events."""
    with _desk() as desk:
        record = desk.store.job(job)
        row, events = _row(desk, record), desk.store.events(job_id=record.id)
    if as_json:
        shown = {**row, "events": [event.model_dump(mode="json") for event in events]}
        click.echo(json.dumps(shown, ensure_ascii=True))
        return
    from rich.console import Console
    from rich.markup import escape

    _table([row])
    console = Console(highlight=False)
    if row["error"] or row["reason"]:
        console.print(f"[red]{escape(row['error'] or row['reason'])}[/]")
    for event in events:
        console.print(f"{event.id:>6}  {event.time.astimezone():%H:%M:%S}  {event.name}")


@command.command()
@_JOBS
def cancel(jobs: tuple[str, ...]) -> None:
    """Stop JOBS for good. A running one stops within seconds; finished scenes stay on disk."""
    _each(jobs, "cancelled", lambda desk, job: desk.cancel(job))


@command.command()
@_JOBS
def pause(jobs: tuple[str, ...]) -> None:
    """Keep JOBS from running until they are resumed. A running one stops within seconds."""
    _each(jobs, "paused", lambda desk, job: desk.pause(job))


@command.command()
@_JOBS
def resume(jobs: tuple[str, ...]) -> None:
    """Let paused JOBS go on where they stopped."""
    _each(jobs, "in the queue", lambda desk, job: desk.resume(job), start=True)


@command.command()
@click.option("--priority", type=int, default=None, help="Higher goes first.")
@_JOBS
def retry(jobs: tuple[str, ...], priority: int | None) -> None:
    """Run JOBS once more; finished scenes are not made again."""
    _each(jobs, "in the queue", lambda desk, job: desk.retry(job, priority=priority), start=True)


def _each(jobs: tuple[str, ...], outcome: str, deed: Callable[[Desk, str], JobRecord], *, start: bool = False) -> None:
    with _desk() as desk:
        for job in jobs:
            record = deed(desk, job)
            click.echo(f"{record.id} {outcome}: {Path(record.recipe['song_path']).name}", err=True)
        if start and desk.settings.service.start_on_demand:
            from beatreel.engine.instance import Instance

            Instance(desk.settings).start(idle_exit=desk.settings.service.idle_exit)


@contextmanager
def _desk() -> Iterator[Desk]:
    from beatreel.core.config import load_settings
    from beatreel.core.jobs import JobStore
    from beatreel.engine.desk import Desk

    settings = load_settings()
    with JobStore(settings.store_path) as store:
        yield Desk(settings, store)


def _row(desk: Desk, record: JobRecord) -> dict[str, Any]:
    entry: QueueEntry | None = desk.queue.entry(record.id)
    row = {**asdict(record), "created": str(record.created), "updated": str(record.updated)}
    paused = entry is not None and entry.phase == "paused"
    return {
        **row,
        "state": "paused" if paused else record.state,
        "priority": entry.priority if entry else 0,
        "source": entry.source if entry else "",
        "reason": entry.reason if entry else "",
    }


def _table(rows: list[dict[str, Any]]) -> None:
    from datetime import datetime

    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("Job", "State", "Song", "Prompt", "Updated", "Folder", box=None, pad_edge=False)
    for row in rows:
        colour = _COLOURS.get(row["state"], "default")
        waits = f" ({row['reason']})" if row["reason"] else ""
        updated = datetime.fromisoformat(row["updated"]).astimezone().strftime("%d %b %H:%M")
        song, prompt = Path(row["recipe"]["song_path"]).name, row["recipe"]["prompt"][:40]
        state = f"[{colour}]{row['state']}[/]{escape(waits)}"
        table.add_row(row["id"], state, escape(song), escape(prompt), updated, escape(row["folder"]))
    Console().print(table)
