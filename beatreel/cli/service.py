"""``beatreel service``: the process that works off the queue."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from beatreel.cli.options import EXECUTOR, JSON, settings_with

if TYPE_CHECKING:
    from beatreel.core.config import Settings
    from beatreel.engine.instance import Instance


@click.group(invoke_without_command=False)
def command() -> None:
    """Run, start, stop and watch the service that works off the queue.

    One service runs for each data folder. `beatreel submit` starts it when it is needed, so most people never call this.
    """


@command.command()
@click.option("--idle-exit", type=click.FloatRange(0), default=None, help="Leave after so many seconds without work.")
@click.option("--keep", is_flag=True, help="Start it again at once whenever something kills it.")
@click.option("--quiet", is_flag=True, help="Log to the file only.")
@EXECUTOR
def run(idle_exit: float | None, keep: bool, quiet: bool, executor: str | None) -> None:
    """Work off the queue here, until Ctrl-C. The running job is put back and goes on next time."""
    from beatreel.core.errors import ServiceError
    from beatreel.engine.keeper import keep as keep_going

    settings = settings_with(executor)
    ran_already = 3

    def once(ending: str) -> int:
        return 0 if _serve(settings, idle_exit, ending, quiet=quiet) or quiet else ran_already

    code = keep_going(once) if keep else once("")
    if code == ran_already:
        raise ServiceError("A service runs already", hint="See: beatreel service status")
    sys.exit(code)


def _serve(settings: Settings, idle_exit: float | None, ending: str, *, quiet: bool) -> bool:
    import logging
    import signal

    from beatreel.engine.instance import Instance
    from beatreel.engine.service import Service
    from beatreel.engine.service_log import open_log, tell

    open_log(Instance(settings).log_folder, to_stderr=not quiet)
    if ending:
        tell(logging.getLogger("beatreel.keeper"), "service was killed", level=logging.WARNING, signal=ending)
    service = Service(settings)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: service.stop())
    return service.run(idle_exit=idle_exit)


@command.command()
def start() -> None:
    """Start the service in the background, unless it runs."""
    instance = _instance()[1]
    started = instance.start(timeout=20)
    click.echo("Started." if started else "It runs already.", err=True)


@command.command()
def stop() -> None:
    """Stop the service. The running job is put back and goes on next time."""
    stopped = _instance()[1].stop()
    click.echo("Stopped." if stopped else "None runs.", err=True)


@command.command()
@JSON
def status(as_json: bool) -> None:
    """Say whether the service runs, and what it does. Exit code 0: it runs and is well, 1: not."""
    from beatreel.core.jobs import JobStore
    from beatreel.core.queue import JobQueue

    settings, instance = _instance()
    state = instance.state()
    with JobStore(settings.store_path) as store:
        waiting = JobQueue(store).entries("waiting", "paused")
    if as_json:
        click.echo(json.dumps({"running": state is not None, "waiting": len(waiting), "service": state}))
    else:
        _show(state, len(waiting))
    if state is None or not state["healthy"]:
        sys.exit(1)


def _show(state: dict[str, Any] | None, waiting: int) -> None:
    if state is None:
        click.echo(f"No service runs; {waiting} jobs wait. Start it with: beatreel service start")
        return
    if not state["healthy"]:
        click.echo("The service runs but has not reported for a while. Its log: beatreel service log")
        return
    click.echo(f"The service runs (process {state['pid']}, version {state['version']}); {waiting} jobs wait.")
    for job in state["running"]:
        left = f", about {job['seconds_left']:.0f} s left" if job.get("seconds_left") else ""
        click.echo(f"{job['job']}  {job.get('stage', '')} {job.get('done', 0):.0%} {job.get('note', '')}{left}")
    if state.get("events"):
        click.echo(f"Events: {state['events']}")


@command.command()
@click.option("--lines", "-n", type=click.IntRange(1), default=50, help="How many of the newest lines.")
@click.option("--follow", "-f", is_flag=True, help="Go on as new lines come.")
@JSON
def log(lines: int, follow: bool, as_json: bool) -> None:
    """Show what the service did, oldest first."""
    import time
    from collections import deque

    from beatreel.engine.service_log import read_log

    path = _instance()[1].log_folder / "service.log"
    for line in deque(read_log(path), maxlen=lines):
        _print(line, as_json=as_json)
    if not follow:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    stream = path.open(encoding="utf-8", errors="replace")
    try:
        stream.seek(0, 2)
        while True:
            if line := stream.readline():
                _print(line, as_json=as_json)
            elif path.stat().st_ino != os.fstat(stream.fileno()).st_ino:  # a new file was begun
                stream.close()
                stream = path.open(encoding="utf-8", errors="replace")
            else:
                time.sleep(0.3)
    except KeyboardInterrupt:
        pass
    finally:
        stream.close()


@command.command()
@click.option(
    "--watch", "folders", type=click.Path(path_type=Path), multiple=True, help="Watch this folder too; may be repeated."
)
@click.option("--dry-run", is_flag=True, help="Show the files and change nothing.")
def install(folders: tuple[Path, ...], dry_run: bool) -> None:
    """Have `systemd --user` run the service, and watchers on request, from now on and after every login."""
    import shutil
    import subprocess

    from beatreel.core.files import whole_file
    from beatreel.engine import units

    settings, _ = _instance()
    wanted = {"beatreel.service": units.service_unit(settings)}
    if folders:
        wanted["beatreel-watch.service"] = units.watch_unit(settings, folders)
    for name, text in wanted.items():
        path = units.unit_folder() / name
        click.echo(f"{'Would write' if dry_run else 'Writing'} {path}", err=True)
        if dry_run:
            click.echo(text)
        else:
            with whole_file(path) as part:
                part.write_text(text, encoding="utf-8")
    start = ["systemctl", "--user", "enable", "--now", *wanted]
    if dry_run:
        return
    if shutil.which("systemctl"):
        subprocess.run(["systemctl", "--user", "daemon-reload"], check=False)
        if subprocess.run(start, check=False).returncode == 0:
            click.echo("It runs. To let it run without a login: loginctl enable-linger", err=True)
            return
    click.echo(f"Now start it with: {' '.join(start)}", err=True)


@command.command()
def uninstall() -> None:
    """Take away what `install` wrote. Songs, films and the queue stay."""
    import shutil
    import subprocess

    from beatreel.engine import units

    names = ("beatreel.service", "beatreel-watch.service")
    there = [name for name in names if (units.unit_folder() / name).is_file()]
    if there and shutil.which("systemctl"):
        subprocess.run(["systemctl", "--user", "disable", "--now", *there], check=False, stderr=subprocess.DEVNULL)
    for name in there:
        (units.unit_folder() / name).unlink()
        click.echo(f"Removed {units.unit_folder() / name}", err=True)
    if not there:
        click.echo("Nothing is installed.", err=True)


@command.command()
def containerfile() -> None:
    """Print a file for podman or docker."""
    from beatreel.engine.units import container_file

    click.echo(container_file(), nl=False)


def _print(line: str, *, as_json: bool) -> None:
    from beatreel.engine.service_log import parse

    if not as_json:
        click.echo(line.rstrip("\n"))
    elif (told := parse(line)) is not None:
        click.echo(json.dumps(told))


def _instance() -> tuple[Settings, Instance]:
    from beatreel.core.config import load_settings
    from beatreel.engine.instance import Instance

    settings = load_settings()
    return settings, Instance(settings)
