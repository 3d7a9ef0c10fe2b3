"""``beatreel cover``: the picture that stands for a film."""

from __future__ import annotations

import json

import click

from beatreel.cli.editing import carry_out, edit_options


@click.command()
@click.argument("job")
@click.option(
    "--scene", "-s", "number", type=click.IntRange(1), default=None, help="Take the best frame of this scene."
)
@edit_options
def command(job: str, number: int | None, later: bool, as_json: bool) -> None:
    """List what could be the cover of JOB, best first, or choose another one. It is judged in the middle 3:4 that profile grids show."""
    if number is not None:
        chosen = number
        carry_out(job, [lambda editor: editor.cover(chosen)], later=later, as_json=as_json)
        return
    from beatreel.cli.scenes import editor_of

    with editor_of(job) as editor:
        rows = [
            {
                "scene": found.view.number,
                "score": round(found.score, 3),
                "is_chosen": found.is_chosen,
                "poster": found.view.made.poster_path if found.view.made else "",
            }
            for found in editor.covers()
        ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("", "Scene", "Score", "Picture", box=None, pad_edge=False)
    for row in rows:
        mark = "●" if row["is_chosen"] else ""
        table.add_row(mark, str(row["scene"]), f"{row['score']:.2f}", escape(str(row["poster"])))
    Console().print(table)
