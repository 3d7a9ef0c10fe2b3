"""``beatreel analyze``: what the song is heard as."""

from __future__ import annotations

import json
from pathlib import Path

import click

from beatreel.cli.options import JSON, SONG


@click.command()
@SONG
@click.option("--analyzer", default=None, help="Who hears the song.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=None, help="Write the analysis here.")
@JSON
def command(song: Path, analyzer: str | None, out: Path | None, as_json: bool) -> None:
    """Hear SONG: tempo, beats, downbeats, segments, key moments and energy."""
    from beatreel.engine.hearing import hear

    _, analysis = hear(song, analyzer)
    data = {**analysis.model_dump(mode="json"), "downbeat_times": analysis.downbeat_times}
    if out is not None:
        from beatreel.core.files import write_json

        write_json(out, data)
        click.echo(f"Written to {out}", err=True)
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.table import Table

    console = Console()
    console.print(
        f"[bold]{analysis.tempo:.1f} BPM[/], {len(analysis.beat_times)} beats, {len(analysis.downbeat_times)} bars,"
        f" confidence {analysis.confidence:.0%} (heard by {analysis.analyzer})",
        highlight=False,
    )
    table = Table("Start", "End", "Segment", "Energy", "Cuts on", box=None, pad_edge=False)
    for segment in analysis.segments:
        cuts = "beats" if segment.grid == "beat_cut" else "phrases"
        table.add_row(clock(segment.start), clock(segment.end), segment.label, _bar(segment.energy), cuts)
    console.print(table)
    for moment in analysis.key_moments:
        console.print(f"{clock(moment.time)}  {moment.kind}", highlight=False)


def clock(seconds: float) -> str:
    """Return minutes and seconds, such as ``1:02.3``."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths % 600 // 10:02d}.{tenths % 10}"


def _bar(share: float) -> str:
    return "█" * max(1, round(share * 12))
