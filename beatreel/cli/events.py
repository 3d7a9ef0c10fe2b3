"""``beatreel events``: the event stream."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from beatreel.core.jobs import JobStore


@click.command()
@click.option("--follow", "-f", is_flag=True, help="Go on as new events come.")
@click.option("--since", type=click.IntRange(0), default=0, help="Only events after this id.")
@click.option("--job", default=None, help="Only this job's.")
@click.option(
    "--new-reader", metavar="NAME", default=None, help="Make a key for a reader over TCP, print it, and stop."
)
@click.option("--address", is_flag=True, help="Print the ZeroMQ address to subscribe to, and stop.")
def command(follow: bool, since: int, job: str | None, new_reader: str | None, address: bool) -> None:
    """Print events as CloudEvents JSON, one a line, oldest first."""
    from beatreel.core.config import load_settings
    from beatreel.core.jobs import JobStore

    settings = load_settings()
    if new_reader is not None:
        from beatreel.core.bus_keys import Keys

        click.echo(json.dumps(Keys(settings.data_dir / "keys").add_client(new_reader)))
        click.echo(
            "Keep it secret; it is stored nowhere. Name a port with the setting bus.tcp, if you have not.", err=True
        )
        return
    if address:
        from beatreel.core.bus import private_folder, stable_address

        private_folder(settings.runtime_dir)
        click.echo(stable_address(settings.runtime_dir))
        return
    with JobStore(settings.store_path) as store:
        job_id = store.job(job).id if job else None
        since = _print(store, since, job_id)
        if follow:
            _follow(store, settings.runtime_dir, since, job_id)


def _follow(store: JobStore, folder: Path, since: int, job_id: str | None) -> None:
    """The bus only wakes; what is printed comes from the log, so nothing is missed and nothing comes twice."""
    from beatreel.core.bus import Subscriber

    subscriber = Subscriber(folder)
    try:
        while True:
            subscriber.receive(1.0)
            since = _print(store, since, job_id)
    except KeyboardInterrupt:
        return
    finally:
        subscriber.close()


def _print(store: JobStore, since: int, job_id: str | None) -> int:
    while events := store.events(since=since, job_id=job_id):
        for event in events:
            click.echo(event.to_json())
            since = event.id
    return since
