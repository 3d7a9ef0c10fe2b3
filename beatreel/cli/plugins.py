"""``beatreel plugins``: what is loaded, what is broken, and making, checking and installing more."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from beatreel.cli.options import JSON

if TYPE_CHECKING:
    from beatreel.hooks.manager import PluginManager

_KINDS = ("generator", "analyzer", "exporter", "listener", "reaction")


@click.group(invoke_without_command=True)
@JSON
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """List plugins with what they provide, the hooks they listen to, and why one is broken; make, check and install them."""
    if context.invoked_subcommand is None:
        _list(as_json=as_json)


@command.command("list")
@JSON
def list_(as_json: bool) -> None:
    """List plugins; the same as without a further word."""
    _list(as_json=as_json)


def _list(*, as_json: bool) -> None:
    from beatreel.core.config import load_settings
    from beatreel.hooks.manager import PluginManager

    manager = PluginManager.load(load_settings().plugins)
    if as_json:
        rows = [asdict(info) for info in manager.infos]
        params = {name: maker.params.model_json_schema() for name, maker in manager.generators.items()}
        click.echo(json.dumps({"plugins": rows, "generator_params": params}, ensure_ascii=False))
        return
    _print(manager)


def _print(manager: PluginManager) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("Plugin", "Origin", "Version", "Provides", "Listens to", box=None, pad_edge=False)
    for info in manager.infos:
        listens = ", ".join(hook for hook in info.hooks if not hook.startswith("register_"))
        provides = escape(", ".join(info.provides))
        table.add_row(
            escape(info.name), info.origin, info.version, "[red]broken[/]" if info.error else provides, listens
        )
    console = Console()
    console.print(table)
    broken = [info for info in manager.infos if info.error]
    for info in broken:
        console.print(f"\n[red]{escape(info.name)} is broken[/] ({escape(info.place or info.origin)})", highlight=False)
        console.print(f"  {escape(info.error or '')}", highlight=False)
        if info.line:
            console.print(f"  at {escape(info.line)}", highlight=False)
    if broken:
        click.echo("→ Look closer with: beatreel plugins check NAME", err=True)


@command.command()
@click.argument("name")
@click.option("--kind", type=click.Choice(_KINDS), default="generator", show_default=True, help="What it is to be.")
@click.option(
    "--into",
    "parent",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Where its folder is made; the current folder by default.",
)
def new(name: str, kind: str, parent: Path) -> None:
    """Begin a plugin: a project with one module, tests, README and CI, that passes its own tests at once."""
    from beatreel.hooks.authoring.scaffold import new_project

    project = new_project(name, kind, parent)
    for path in project.files:
        click.echo(path)
    click.echo(f"→ Edit {project.module}, then: beatreel plugins check {project.folder}", err=True)


@command.command()
@click.argument("name_or_path")
@click.option(
    "--patience", type=click.FloatRange(1), default=300.0, show_default=True, help="Seconds that one check may take."
)
@JSON
def check(name_or_path: str, patience: float, as_json: bool) -> None:
    """Check a plugin: does it load, and does it keep what its kind promises?

    NAME_OR_PATH is a plugin or something that it provides, a .py file, or a project's folder. Exit code 1 if something is wrong.
    """
    from beatreel.core.config import load_settings
    from beatreel.hooks.authoring.checking import check_plugin

    findings = []
    about = ""
    for finding in check_plugin(name_or_path, load_settings(), patience=patience):
        findings.append(finding)
        if as_json:
            continue
        if (heading := finding.subject or finding.plugin) != about:
            about = heading
            click.echo(about)
        click.echo(f"  {'✓' if finding.ok else '✗'} {finding.check}: {finding.message}")
    if as_json:
        click.echo(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False))
    wrong = sum(not finding.ok for finding in findings)
    if wrong:
        click.echo(f"{wrong} of {len(findings)} checks failed.", err=True)
        sys.exit(1)
    click.echo(f"All {len(findings)} checks passed.", err=True)


@command.command(context_settings={"ignore_unknown_options": True})
@click.argument("name_or_path")
@click.option("--replace", is_flag=True, help="Replace a single file that differs.")
@click.option("--editable", "-e", is_flag=True, help="Have pip use the project where it lies.")
@click.argument("pip_options", nargs=-1, type=click.UNPROCESSED)
def install(name_or_path: str, replace: bool, editable: bool, pip_options: tuple[str, ...]) -> None:
    """Install a plugin: a .py file into the folder of plugins, all else with pip into this environment.

    A plugin is a program: it may do all that you may. Install what you trust. What follows -- goes to pip.
    """
    from beatreel.core.config import load_settings
    from beatreel.hooks.authoring.installing import install_file, install_package

    path = Path(name_or_path).expanduser()
    if path.suffix == ".py":
        click.echo(install_file(path, load_settings().plugins, replace=replace))
        click.echo(f"→ See that it works with: beatreel plugins check {path.stem}", err=True)
        return
    what = str(path.absolute()) if path.exists() else name_or_path
    install_package(what, [*pip_options, *(["--editable"] if editable else [])])
    click.echo("→ See what it provides with: beatreel plugins", err=True)
