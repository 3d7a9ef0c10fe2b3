"""``beatreel demo``: the bundled song."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import click

from beatreel.cli.options import EXECUTOR, JSON, film_options

PROMPT = "rain-soaked neon Tokyo alley at night, cold blue and magenta light, slow push forward"


@click.command()
@film_options
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=None, help="Folder of the results.")
@EXECUTOR
@JSON
def command(out: Path | None, as_json: bool, executor: str | None, prompt: str, **options: Any) -> None:
    """Make a film from the demo song that comes with beatreel (about a minute of music)."""
    from beatreel.cli.render import run

    songs = [entry for entry in files("beatreel.demo").iterdir() if entry.name.endswith(".m4a")]
    with as_file(songs[0]) as song:
        run(song, out or Path("films") / "demo", as_json, executor, prompt=prompt or PROMPT, **options)
