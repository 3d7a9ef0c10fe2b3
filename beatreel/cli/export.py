"""``beatreel export``: platform files from a finished job."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("job")
@click.option(
    "--to", "platforms", required=True, help="Separated by commas, such as reels,tiktok,otio; see: beatreel plugins."
)
def command(job: str, platforms: str) -> None:
    """Make platform files from JOB as it is now, edits included. No picture is drawn again."""
    from beatreel.cli.progress import LiveProgress, say_done
    from beatreel.engine import Engine

    names = tuple(dict.fromkeys(name.strip() for name in platforms.split(",") if name.strip()))
    output = LiveProgress(job)
    with Engine(plugins=[("cli", output)]) as engine:
        record = engine.order(job, names)
        with output:
            engine.run(record.id, output.watch)
        files = engine.plugins.file_names(names)
    say_done(Path(record.folder), files)
