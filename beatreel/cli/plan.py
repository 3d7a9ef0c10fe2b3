"""``beatreel plan``: the storyboard only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from beatreel.cli.options import SONG, film_options, make_recipe


@click.command()
@SONG
@film_options
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=None, help="Write the storyboard here.")
def command(song: Path, out: Path | None, **options: Any) -> None:
    """Plan the scenes of SONG as JSON. Edit it and give it back with: beatreel render SONG --storyboard FILE"""
    from beatreel.core.config import load_settings
    from beatreel.core.files import write_json
    from beatreel.director.storyboard import distinct_stills, plan_storyboard
    from beatreel.engine.hearing import hear

    recipe = make_recipe(load_settings(), song, **options)
    heard, analysis = hear(song, recipe.analyzer)
    board = plan_storyboard(
        heard,
        analysis,
        prompt=recipe.prompt,
        style=recipe.style,
        seed=recipe.seed,
        frame_rate=recipe.spec.frame_rate,
    )
    click.echo(f"{len(board.scenes)} scenes from {distinct_stills(board.scenes)} pictures", err=True)
    if out is None:
        click.echo(board.model_dump_json(indent=2))
    else:
        write_json(out, board.model_dump(mode="json"))
        click.echo(f"Written to {out}", err=True)
