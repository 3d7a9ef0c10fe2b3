"""``beatreel plugins``: what is loaded, and what is broken."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from beatreel.cli.options import JSON


@click.command()
@JSON
def command(as_json: bool) -> None:
    """List plugins with what they provide, the hooks they listen to, and why one is broken."""
    from beatreel.core.config import load_settings
    from beatreel.hooks.manager import PluginManager

    manager = PluginManager.load(load_settings().plugins)
    if as_json:
        rows = [asdict(info) for info in manager.infos]
        params = {name: maker.params.model_json_schema() for name, maker in manager.generators.items()}
        click.echo(json.dumps({"plugins": rows, "generator_params": params}, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("Plugin", "Origin", "Version", "Provides", "Listens to", box=None, pad_edge=False)
    for info in manager.infos:
        listens = ", ".join(hook for hook in info.hooks if not hook.startswith("register_"))
        provides = escape(", ".join(info.provides))
        if info.error:
            provides = f"[red]broken: {escape(info.error)}[/]"
        table.add_row(escape(info.name), info.origin, info.version, provides, listens)
    Console().print(table)
