"""``beatreel submit``: into the queue, and back at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from beatreel.cli.options import JSON, film_options, make_recipe

if TYPE_CHECKING:
    from beatreel.core.config import Settings
    from beatreel.core.recipe import Recipe


@click.command()
@click.argument("songs", type=click.Path(path_type=Path), nargs=-1, required=True)
@film_options
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=None, help="Folder of the results.")
@click.option("--priority", type=int, default=0, help="Higher goes first, before a running job too.")
@click.option("--source", default="cli", help="Who submits, such as the name of a DAW.")
@click.option("--anew", is_flag=True, help="Make the film even if the same one is there already.")
@click.option("--no-start", is_flag=True, help="Do not start the service.")
@JSON
def command(
    songs: tuple[Path, ...],
    out: Path | None,
    priority: int,
    source: str,
    anew: bool,
    no_start: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Put SONGS into the queue and return at once; the service makes the films, one after the other.

    It is started if none runs. Follow a film with: beatreel jobs, or: beatreel events --follow
    """
    from beatreel.core.config import load_settings
    from beatreel.core.errors import UserInputError
    from beatreel.core.jobs import JobStore
    from beatreel.engine.desk import Desk
    from beatreel.engine.instance import Instance

    settings = load_settings()
    for song in songs:
        if not song.expanduser().is_file():
            raise UserInputError(f"There is no file “{song}”", hint="Check the path; nothing was submitted")
    with JobStore(settings.store_path) as store:
        desk = Desk(settings, store)
        for song in songs:
            if source == "cli":
                recipe = make_recipe(settings, song, **options)
                folder = out / song.stem if out and len(songs) > 1 else out or Path("films") / song.stem
            else:
                recipe = _exported(settings, song, options)
                folder = desk.next_version(recipe, out or song.absolute().parent / "films" / song.stem)
            record, is_new = desk.submit(recipe, folder, priority=priority, source=source, anew=anew)
            if as_json:
                row = {"job": record.id, "state": record.state, "folder": record.folder, "submitted": is_new}
                click.echo(json.dumps(row, ensure_ascii=False))
            else:
                click.echo(record.id)
                click.echo(_said(song, record.state, record.folder, is_new=is_new), err=True)
    instance = Instance(settings)
    if settings.service.start_on_demand and not no_start:
        instance.start(idle_exit=settings.service.idle_exit)
    elif not instance.is_running():
        click.echo("No service runs. Start it with: beatreel service start", err=True)


def _exported(settings: Settings, song: Path, options: dict[str, Any]) -> Recipe:
    """Return the order for a file that a DAW has written: rules that lie beside it count, as in a watched folder."""
    from beatreel.cli.options import given_corrections
    from beatreel.engine.orders import hash_of_song
    from beatreel.watch_folder.rules import make_recipe as by_rules, read_rules

    song = song.expanduser().absolute()
    beside = [song.with_name(song.name + ".toml"), song.with_suffix(".toml")]
    sidecar = next((path for path in beside if path.is_file()), None)
    rules = read_rules(song.parent, song.parent, sidecar, {"prompt": options["prompt"]} if options["prompt"] else {})
    recipe = by_rules(rules, settings, song, hash_of_song(song, settings))
    stated = given_corrections(options["correction_paths"])
    return recipe.model_copy(update={"corrections": stated}) if stated is not None else recipe


def _said(song: Path, state: str, folder: str, *, is_new: bool) -> str:
    if is_new:
        return f"{song.name}: in the queue; the film will be in {folder}"
    if state == "done":
        return f"{song.name}: this film is there already, in {folder} (make it again with --anew)"
    return f"{song.name}: this film is under way already, it will be in {folder}"
