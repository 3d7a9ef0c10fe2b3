"""``beatreel takes``: the versions of a scene."""

from __future__ import annotations

import json

import click

from beatreel.cli.editing import SCENE, carry_out, edit_options


@click.command()
@click.argument("job")
@SCENE
@click.option("--use", "take", type=click.IntRange(1), default=None, help="Show this take in the film.")
@edit_options
def command(job: str, number: int, take: int | None, later: bool, as_json: bool) -> None:
    """List the takes of a scene of JOB, or use another one. Nothing is made again for a take that is there."""
    if take is not None:
        carry_out(job, [lambda editor: editor.use_take(number, take)], later=later, as_json=as_json)
        return
    from beatreel.cli.scenes import editor_of

    with editor_of(job) as editor:
        view = editor.scene(number)
    if as_json:
        rows = [{**made.model_dump(mode="json"), "in_use": made == view.made} for made in view.takes]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("", "Take", "Seed", "Shot", "Camera", "Prompt", "Clip", box=None, pad_edge=False)
    for made in view.takes:
        scene = made.scene
        assert scene is not None
        mark = "●" if made == view.made else ""
        row = str(made.take), str(scene.seed), scene.shot, scene.camera, escape(scene.prompt[:40])
        table.add_row(mark, *row, escape(made.clip_paths["master"]))
    Console().print(table)
    if view.made is None:
        click.echo(f"The film will show take {view.take}, which is not made yet.", err=True)
