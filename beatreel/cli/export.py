"""``beatreel export``: platform files from a finished job."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("job")
@click.option("--to", "platforms", required=True, help="Platforms, separated by commas: canvas,reels,tiktok,shorts.")
def command(job: str, platforms: str) -> None:
    """Make more platform files from JOB. Scenes that are there are not made again."""
    from beatreel.cli.progress import LiveProgress, say_done
    from beatreel.core.recipe import Recipe
    from beatreel.engine import Engine

    names = tuple(dict.fromkeys(name.strip() for name in platforms.split(",") if name.strip()))
    output = LiveProgress(job)
    with Engine(plugins=[("cli", output)]) as engine:
        record = engine.store.job(job)
        recipe = Recipe.model_validate(record.recipe).model_copy(update={"platforms": names})
        folder = Path(record.folder)
        record = engine.submit(recipe, folder)
        with output:
            engine.run(record.id, output.watch)
    say_done(folder, names)
