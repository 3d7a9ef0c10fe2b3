"""``beatreel replace``: a newer version of a film's song."""

from __future__ import annotations

import json
from pathlib import Path

import click

from beatreel.cli.options import JSON


@click.command()
@click.argument("job")
@click.argument("song", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=None, help="Folder of the new film.")
@click.option("--no-start", is_flag=True, help="Do not start the service.")
@JSON
def command(job: str, song: Path, out: Path | None, no_start: bool, as_json: bool) -> None:
    """Make the film of JOB anew for SONG, a newer version of its song: a new mix or master, longer or shifted.

    The two are lined up by their sound. The scenes stay, with their pictures and your edits; clips whose music has not moved stay too.
    It becomes a film of its own beside the earlier one, made by the service.
    """
    from beatreel.core.config import load_settings
    from beatreel.core.errors import UserInputError
    from beatreel.core.jobs import JobStore
    from beatreel.engine.desk import Desk
    from beatreel.engine.instance import Instance
    from beatreel.engine.succession import prepare
    from beatreel.executors.local import LocalExecutor

    settings = load_settings()
    path = song.expanduser().absolute()
    if not path.is_file():
        raise UserInputError(f"There is no file “{song}”", hint="Check the path")
    with JobStore(settings.store_path) as store, LocalExecutor(settings, workers=1) as executor:
        desk = Desk(settings, store)
        earlier = store.job(job)
        folder = out.expanduser().absolute() if out else _beside(Path(earlier.folder))
        found = prepare(desk, earlier, path, folder, lambda *task: executor.submit(*task).result())
        record = found.enter(desk, source="cli")
    if as_json:
        row = {"job": record.id, "folder": record.folder, **found.line_up.model_dump(mode="json")}
        click.echo(json.dumps(row, ensure_ascii=False))
    else:
        click.echo(record.id)
        click.echo(_said(found.line_up.offset, found.line_up.same, record.folder), err=True)
    instance = Instance(settings)
    if settings.service.start_on_demand and not no_start:
        instance.start(idle_exit=settings.service.idle_exit)
    elif not instance.is_running():
        click.echo("No service runs. Start it with: beatreel service start", err=True)


def _beside(folder: Path) -> Path:
    version = 2
    while (beside := folder.with_name(f"{folder.name}.v{version}")).exists():
        version += 1
    return beside


def _said(offset: float, same: float, folder: str) -> str:
    moved = (
        f"comes {abs(offset) * 1000:.0f} ms {'later' if offset > 0 else 'earlier'}" if offset else "lies where it was"
    )
    return f"The music {moved}, {same:.0%} of it is the same. The film will be in {folder}"
