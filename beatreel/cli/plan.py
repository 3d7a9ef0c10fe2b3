"""``beatreel plan``: the storyboard only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from beatreel.cli.options import SONG, film_options, make_recipe, say_notice


@click.command()
@SONG
@film_options
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=None, help="Write the storyboard here.")
def command(song: Path, out: Path | None, **options: Any) -> None:
    """Plan the scenes of SONG as JSON. Edit it and give it back with: beatreel render SONG --storyboard FILE"""
    from beatreel.core.config import load_settings
    from beatreel.core.files import write_json
    from beatreel.director.pictures import with_stills
    from beatreel.director.storyboard import distinct_stills, plan_storyboard
    from beatreel.engine.hearing import hear, notice_of

    recipe = make_recipe(load_settings(), song, **options)
    say_notice(notice_of(recipe.analyzer))
    heard, analysis = hear(song, recipe.analyzer, corrections=recipe.corrections)
    board = plan_storyboard(
        heard,
        analysis,
        prompt=recipe.prompt,
        style=recipe.style,
        seed=recipe.seed,
        frame_rate=recipe.spec.frame_rate,
        calm=recipe.reduced_motion,
    )
    board = with_stills(board, recipe.stills)
    click.echo(f"{len(board.scenes)} scenes from {distinct_stills(board.scenes)} pictures", err=True)
    if out is None:
        click.echo(board.model_dump_json(indent=2))
    else:
        write_json(out, board.model_dump(mode="json"))
        click.echo(f"Written to {out}", err=True)
