"""``beatreel render``: the whole run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from beatreel.cli.options import EXECUTOR, JSON, SONG, check_params, film_options, make_recipe, settings_with


@click.command()
@SONG
@film_options
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=None, help="Folder of the results.")
@EXECUTOR
@JSON
def command(song: Path, out: Path | None, as_json: bool, executor: str | None, **options: Any) -> None:
    """Make a film from SONG: a 2K vertical master and a file for each platform.

    Interrupted? Run the same command again: it goes on where it stopped.
    """
    run(song, out, as_json, executor, **options)


def run(song: Path, out: Path | None, as_json: bool, executor: str | None, **options: Any) -> Path:
    """Render and return the folder of the results."""
    from beatreel.cli.progress import JsonEvents, LiveProgress, say_done
    from beatreel.director.prompt_lint import lint_prompt
    from beatreel.engine import Engine

    settings = settings_with(executor)
    recipe = make_recipe(settings, song, **options)
    folder = out or Path("films") / song.stem
    output = JsonEvents() if as_json else LiveProgress(song.name)
    with Engine(settings, plugins=[("cli", output)]) as engine:
        check_params(engine, recipe)
        if not as_json:
            explain = getattr(engine.plugins.generator(recipe.generator), "explain", None)
            for advice in lint_prompt(recipe.prompt, explain(recipe.prompt, recipe.style) if explain else None):
                click.echo(f"Prompt: {advice.message}.", err=True)
        record = engine.submit(recipe, folder)
        with output:
            engine.run(record.id, output.watch)
        files = engine.plugins.file_names(recipe.platforms)
    if not as_json:
        say_done(Path(record.folder), files)
    return Path(record.folder)
