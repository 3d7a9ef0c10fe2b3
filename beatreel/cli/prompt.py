"""``beatreel prompt``: what a prompt is understood as."""

from __future__ import annotations

import json

import click

from beatreel.cli.options import JSON
from beatreel.core.errors import UserInputError


@click.command()
@click.argument("text")
@click.option("--generator", default=None, help="Who would paint it.")
@JSON
def command(text: str, generator: str | None, as_json: bool) -> None:
    """Show what a generator makes of a prompt, and which words it does not know."""
    from beatreel.core.config import load_settings
    from beatreel.hooks.manager import PluginManager

    settings = load_settings()
    name = generator or settings.render.generator
    painter = PluginManager.load(settings.plugins).generator(name)
    explain = getattr(painter, "explain", None)
    if explain is None:
        raise UserInputError(f"The generator “{name}” does not explain prompts", hint="It takes any text as it is")
    understood: dict[str, object] = explain(text)
    if as_json:
        click.echo(json.dumps(understood, ensure_ascii=False))
        return
    for key, value in understood.items():
        shown = ", ".join(map(str, value)) if isinstance(value, list | tuple) else value
        if shown not in ("", None):
            click.echo(f"{key.replace('_', ' ').capitalize():<16}{shown}")
