"""``beatreel analyze``: what the song is heard as."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from beatreel.cli.options import CORRECTIONS, JSON, SONG, given_corrections, say_notice

if TYPE_CHECKING:
    from beatreel.core.analysis import Analysis
    from beatreel.core.corrections import Corrections
    from beatreel.core.ports import Progress


@click.command()
@SONG
@click.option("--analyzer", default=None, help="Who hears the song.")
@CORRECTIONS
@click.option("--tap", is_flag=True, help="Tap the beats on the keyboard while the song plays.")
@click.option(
    "--taps",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Where --tap keeps the taps (default: SONG.taps in the current folder).",
)
@click.option(
    "--plot",
    "picture",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Draw it: sound, segments, beats, energy, confidence, moments, as PNG.",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=None, help="Write the analysis here.")
@JSON
def command(
    song: Path,
    analyzer: str | None,
    correction_paths: tuple[Path, ...],
    tap: bool,
    taps: Path | None,
    picture: Path | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Hear SONG: tempo, beats, downbeats, segments, key moments and energy.

    What is wrong in it can be corrected; see docs/corrections.md. The same --corrections go to plan and render.
    """
    from beatreel.engine.hearing import hear, notice_of
    from beatreel.tasks.analyze import as_json as readable

    if tap:
        from beatreel.cli.tapping import tap_along

        correction_paths = (*correction_paths, tap_along(song, taps or Path(f"{song.stem}.taps")))
    corrections = given_corrections(correction_paths)
    say_notice(notice_of(analyzer))
    with _progress() as progress:
        heard, analysis = hear(song, analyzer, corrections=corrections, progress=progress)
    if not correction_paths:
        _mention_notes(song)
    if picture is not None:
        from beatreel.tasks.plot import plot

        plot(heard, analysis, picture)
        click.echo(f"Drawn into {picture}", err=True)
    if out is not None:
        from beatreel.core.files import write_json

        write_json(out, readable(analysis))
        click.echo(f"Written to {out}", err=True)
    if as_json:
        click.echo(json.dumps(readable(analysis), ensure_ascii=False))
    else:
        _show(analysis, corrections)


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show on a terminal how far the listening is."""
    if not sys.stderr.isatty():
        yield lambda done, note="": None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress as Bar, TextColumn, TimeElapsedColumn

    with Bar(
        BarColumn(30),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("listening", total=1.0)
        yield lambda done, note="": bar.update(task, completed=done, description=note or "listening")


def _mention_notes(song: Path) -> None:
    """Say what the program that wrote a WAV file left in it; it is used only when asked for."""
    from beatreel.corrections.reading import wave_notes

    notes = wave_notes(song)
    if notes is not None and (found := notes.describe()):
        click.echo(f"The file itself states {found}. To go by that: --corrections {song}", err=True)


def _show(analysis: Analysis, corrections: Corrections | None) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    tempo = f"[bold]{analysis.tempo:.1f} BPM[/]" if analysis.tempo else "[bold]No beat[/]"
    metre = _metre(analysis)
    console.print(
        f"{tempo}, {len(analysis.beat_times)} beats in {len(analysis.downbeat_times)} bars{metre}, confidence"
        f" {analysis.confidence:.0%} (heard by {escape(analysis.analyzer)})",
        highlight=False,
    )
    if corrections is not None:
        by: dict[str, list[str]] = {}
        for part, origin in analysis.origins.items():
            if origin != analysis.analyzer:
                by.setdefault(origin, []).append(part.replace("_", " "))
        for origin, parts in by.items():
            console.print(f"[green]Corrected[/] by {escape(origin)}: {', '.join(parts)}", highlight=False)
    doubtful = [number for number, trust in enumerate(analysis.bar_confidence, 1) if trust < _DOUBT]
    if doubtful and len(doubtful) < len(analysis.bar_confidence):
        console.print(f"[yellow]Doubtful[/] bars: {runs(doubtful)}", highlight=False)
    if analysis.leading_silence > 0.2 or analysis.trailing_silence > 0.2:
        console.print(
            f"Silence: {analysis.leading_silence:.1f} s at the start, {analysis.trailing_silence:.1f} s at the end",
            highlight=False,
        )
    table = Table("Start", "End", "Bars", "Segment", "Energy", "Cuts on", box=None, pad_edge=False)
    for segment in analysis.segments:
        cuts = "beats" if segment.grid == "beat_cut" else "phrases"
        bars = sum(segment.start - 0.05 <= time < segment.end - 0.05 for time in analysis.downbeat_times)
        table.add_row(
            clock(segment.start), clock(segment.end), str(bars or "–"), segment.label, _bar(segment.energy), cuts
        )
    console.print(table)
    for moment in analysis.key_moments:
        console.print(f"{clock(moment.time)}  {moment.kind}", highlight=False)
    for hook in analysis.hooks:
        count = f", {hook.bars} bars" if hook.bars else ""
        span = f"{clock(hook.start)} to {clock(hook.end)}"
        console.print(f"{span}  best {hook.target:g} s ({hook.duration:.1f} s{count})", highlight=False)


_DOUBT = 0.35  # confidence below which a bar is named


def _metre(analysis: Analysis) -> str:
    ends = [position for position, following in pairwise(analysis.beat_positions) if following == 1]
    return f" of {max(set(ends), key=ends.count)}" if ends else ""


def runs(numbers: list[int], longest: int = 8) -> str:
    """Return rising numbers as runs, such as ``3, 7–9, 20``."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in parts[:longest]]
    return ", ".join(shown) + (" …" if len(parts) > longest else "")


def clock(seconds: float) -> str:
    """Return minutes and seconds, such as ``1:02.3``."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths % 600 // 10:02d}.{tenths % 10}"


def _bar(share: float) -> str:
    return "█" * max(1, round(share * 12))
