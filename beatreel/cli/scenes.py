"""``beatreel scenes``: the scenes of a job."""

from __future__ import annotations

import json
from pathlib import Path

import click

from beatreel.cli.analyze import clock
from beatreel.cli.options import JSON


@click.command()
@click.argument("job")
@JSON
def command(job: str, as_json: bool) -> None:
    """List the scenes of JOB: when, what, how it moves."""
    from beatreel.core.config import load_settings
    from beatreel.core.jobs import JobStore
    from beatreel.engine.stages import load_storyboard

    with JobStore(load_settings().store_path) as store:
        record = store.job(job)
    board = load_storyboard(Path(record.folder) / "storyboard.json")
    if as_json:
        click.echo(json.dumps([scene.model_dump(mode="json") for scene in board.scenes], ensure_ascii=False))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("Scene", "Start", "End", "Segment", "Cut on", "Shot", "Picture", "Camera", box=None, pad_edge=False)
    for scene in board.scenes:
        where = clock(scene.start), clock(scene.end)
        table.add_row(
            str(scene.index + 1), *where, scene.label, scene.cut, scene.shot, str(scene.variation + 1), scene.camera
        )
    Console().print(table)
