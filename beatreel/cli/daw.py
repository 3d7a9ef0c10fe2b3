"""``beatreel daw``: hooks for digital audio workstations."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from beatreel.cli.options import JSON

if TYPE_CHECKING:
    from beatreel.core.config import Settings
    from beatreel.hooks.daw.base import OwnFile, Place
    from beatreel.hooks.daw.installing import Deed, Installer

_TIERS = {
    "fires": "hands exports over by itself",
    "drives": "is rendered by beatreel",
    "folder": "exports into a watched folder",
}
_FOLDER = click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Where the DAW keeps its settings or exports.",
)


@click.group()
def command() -> None:
    """Have DAWs hand their exports to beatreel: the film is in the queue when the export is done."""


@command.command("list")
@JSON
def list_(as_json: bool) -> None:
    """List the DAWs that beatreel knows, what each can do, and what was proven of it."""
    from beatreel.hooks.daw.catalogue import DAWS

    rows = [
        {
            "name": daw.name,
            "title": daw.title,
            "tier": daw.tier,
            "proven": daw.proven,
            "status": _installer().status(daw),
        }
        for daw in DAWS
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("Name", "DAW", "How", "Status", "Proven", box=None, pad_edge=False)
    for row in rows:
        table.add_row(row["name"], row["title"], _TIERS[row["tier"]], row["status"], row["proven"])
    Console().print(table)


@command.command()
@click.argument("name")
@_FOLDER
@click.option("--dry-run", is_flag=True, help="Show every file that would be written, and change nothing.")
def install(name: str, folder: Path | None, dry_run: bool) -> None:
    """Install the hook for a DAW. Files of yours are backed up before they are changed; doing it twice changes nothing."""
    from beatreel.hooks.daw.catalogue import find

    daw, installer = find(name), _installer(folder)
    deeds = installer.install(daw, dry_run=dry_run)
    if daw.tier == "fires":
        deeds = [*_write_launcher(dry_run=dry_run), *deeds]
    _tell(deeds, dry_run=dry_run)
    if dry_run:
        return
    for number, step in enumerate(daw.steps, 1):
        click.echo(f"{number}. {_with_folder(step, folder, daw)}", err=True)
    for note in daw.notes:
        click.echo(f"Note: {note}", err=True)


@command.command()
@click.argument("name", required=False)
@_FOLDER
@JSON
def status(name: str | None, folder: Path | None, as_json: bool) -> None:
    """Say what is installed: installed, changed (install it again), or absent."""
    from beatreel.hooks.daw.catalogue import DAWS, find

    daws = [find(name)] if name else DAWS
    states = {daw.name: _installer(folder).status(daw) for daw in daws}
    if as_json:
        click.echo(json.dumps(states))
        return
    for daw, state in states.items():
        click.echo(f"{daw:<12} {state}")


@command.command()
@click.argument("name")
@_FOLDER
@click.option("--dry-run", is_flag=True, help="Show what would be taken away, and change nothing.")
def uninstall(name: str, folder: Path | None, dry_run: bool) -> None:
    """Take the hook away and restore what was there before; what you changed since is left."""
    from beatreel.hooks.daw.catalogue import find

    _tell(_installer(folder).uninstall(find(name), dry_run=dry_run), dry_run=dry_run)


@command.command()
@click.argument("name")
@_FOLDER
def test(name: str, folder: Path | None) -> None:
    """Try the hook: Ardour really exports a session of its own making; for others a file is handed over as they do it."""
    from beatreel.cli.daw_test import try_hook
    from beatreel.hooks.daw.catalogue import find

    daw = find(name)
    place = _place(folder)
    told = try_hook(daw, place, _environment(_settings()))
    click.echo(told, err=True)


@command.command()
@click.argument("name")
@click.argument("project", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--prompt", "-p", default="", help="World, colour temperature, camera movement.")
@click.option(
    "--to", "song", type=click.Path(path_type=Path, dir_okay=False), default=None, help="The audio file to write."
)
def render(name: str, project: Path, prompt: str, song: Path | None) -> None:
    """Have a DAW (lmms) render PROJECT, and make a film of it."""
    from beatreel.hooks.daw.driving import render_project

    song = song or project.with_suffix(".wav")
    render_project(name, project, song)
    click.echo(f"Rendered {song}", err=True)
    words = [*_command(), "submit", "--source", name, *(["--prompt", prompt] if prompt else []), "--", str(song)]
    sys.exit(subprocess.run(words, check=False).returncode)


def _settings() -> Settings:
    from beatreel.core.config import load_settings

    return load_settings()


def _place(folder: Path | None) -> Place:
    from beatreel.hooks.daw.base import Place
    from beatreel.hooks.daw.launcher import launcher_path

    return Place.here(launcher_path(_settings().data_dir.absolute(), sys.platform), folder)


def _installer(folder: Path | None = None) -> Installer:
    from beatreel.hooks.daw.installing import Installer

    return Installer(_settings().data_dir / "hooks" / "installed.json", _place(folder))


def _environment(settings: Settings) -> dict[str, str]:
    """Return the variables by which a hook finds this data folder and these settings, whoever calls it."""
    import os

    places = {
        "BEATREEL_DATA_DIR": settings.data_dir.absolute(),
        "BEATREEL_CACHE_DIR": settings.cache_dir.absolute(),
        "BEATREEL_RUNTIME_DIR": settings.runtime_dir.absolute(),
    }
    given = {name: value for name, value in os.environ.items() if name.startswith("BEATREEL_") or name == "PYTHONPATH"}
    return {**given, **{name: str(path) for name, path in places.items()}}


def _command() -> list[str]:
    from beatreel.engine.units import command as command_of_beatreel

    return command_of_beatreel()


def _launcher() -> OwnFile:
    from beatreel.hooks.daw.base import OwnFile
    from beatreel.hooks.daw.launcher import launcher_text

    path = _place(None).launcher
    text = launcher_text(_command(), _environment(_settings()), path.with_name("hooks.log"), sys.platform)
    return OwnFile(path, text, is_program=True)


def _write_launcher(*, dry_run: bool) -> list[Deed]:
    from beatreel.core.files import whole_file
    from beatreel.hooks.daw.installing import Deed

    launcher = _launcher()
    there = launcher.path.read_text(encoding="utf-8") if launcher.path.is_file() else None
    if there == launcher.text:
        return [Deed(launcher.path, "keep", launcher.text)]
    if not dry_run:
        with whole_file(launcher.path) as part:
            part.write_text(launcher.text, encoding="utf-8", newline="")
        launcher.path.chmod(0o755)
    return [Deed(launcher.path, "create" if there is None else "replace", launcher.text)]


def _tell(deeds: list[Deed], *, dry_run: bool) -> None:
    words = {
        "create": "written",
        "replace": "replaced",
        "change": "changed",
        "keep": "as it should be",
        "remove": "removed",
        "restore": "restored",
        "leave": "left, for you changed it",
    }
    for deed in deeds:
        click.echo(
            f"{'would be ' if dry_run and deed.what not in ('keep', 'leave') else ''}{words[deed.what]}: {deed.path}",
            err=True,
        )
        if dry_run and deed.text and deed.what != "keep":
            click.echo(deed.text)
    if not deeds:
        click.echo("There is nothing to write for it.", err=True)


def _with_folder(step: str, folder: Path | None, daw: Any) -> str:
    if daw.tier != "folder":
        return step
    from beatreel.hooks.daw.folders import export_folder

    return step.replace("FOLDER", f"“{export_folder(daw.title, _place(folder))}”")
