"""``beatreel check``: whether a song will be accepted, and how it could be better."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from beatreel.cli.options import JSON, SONG
from beatreel.core.errors import AudioRejectedError

if TYPE_CHECKING:
    from rich.table import Table

    from beatreel.intake.gate import CheckedSong

_CHANNELS = {1: "mono", 2: "stereo", 6: "5.1", 8: "7.1"}


@click.command()
@SONG
@JSON
def command(song: Path, as_json: bool) -> None:
    """Check SONG before anything is spent: accepted or refused, with the reason, and advice."""
    from beatreel.core.config import load_settings
    from beatreel.intake.gate import check_song

    try:
        checked = check_song(song, load_settings().intake)
    except AudioRejectedError as error:
        if as_json:
            refusal = {"accepted": False, "reason": error.reason, "message": error.message, "hint": error.hint}
            click.echo(json.dumps(refusal, ensure_ascii=False))
        raise
    if as_json:
        click.echo(json.dumps(_plain(checked), ensure_ascii=False))
    else:
        _show(checked)


def _plain(checked: CheckedSong) -> dict[str, object]:
    return {
        "accepted": True,
        "song": checked.song.model_dump(mode="json"),
        "size": checked.size,
        "bit_rate": checked.bit_rate,
        "loudness": checked.loudness,
        "loudness_range": checked.loudness_range,
        "true_peak": checked.true_peak,
    }


def _show(checked: CheckedSong) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.panel import Panel
    from rich.text import Text

    console = Console(highlight=False)
    console.print(
        Panel(
            _facts(checked),
            title=f"[green]✓ accepted[/]  [bold]{escape(_printable(checked.song.path.name))}[/]",
            title_align="left",
            border_style="green",
            expand=False,
            padding=(1, 2),
        )
    )
    for advice in checked.song.advice:
        line = Text("! ", style="yellow")
        line.append(advice.message, style="default")
        console.print(line)
    if not checked.song.advice:
        console.print("Nothing to improve.")


def _facts(checked: CheckedSong) -> Table:
    from rich.table import Table
    from rich.text import Text

    from beatreel.intake.refusal import megabytes

    song = checked.song
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim")
    table.add_column()

    def row(name: str, value: str) -> None:
        table.add_row(name, Text(value))

    if song.title or song.artist:
        row("Title", " – ".join(part for part in (song.artist, song.title) if part))
    row("Length", _clock(song.duration))
    codec = "" if song.codec == song.container else f" ({song.codec})"
    row("Format", f"{song.container.upper()}{codec}, {megabytes(checked.size)}" + _kilobits(checked.bit_rate))
    channels = _CHANNELS.get(song.channels, f"{song.channels} channels")
    row("Sound", f"{song.sample_rate / 1000:g} kHz, {channels}")
    row("Loudness", _loudness(checked))
    return table


def _loudness(checked: CheckedSong) -> str:
    if checked.loudness is None:
        return "silent"
    parts = [f"{checked.loudness:.1f} LUFS", f"range {checked.loudness_range:.1f} LU"]
    if checked.true_peak is not None:
        parts.append(f"true peak {checked.true_peak:+.1f} dBTP")
    return ", ".join(parts)


def _clock(seconds: float) -> str:
    tenths = round(seconds * 10)
    hours, rest = divmod(tenths, 36_000)
    clock = f"{rest // 600}:{rest % 600 // 10:02d}.{rest % 10}"
    return f"{hours}:{clock.zfill(7)}" if hours else clock


def _kilobits(bit_rate: int | None) -> str:
    return f", {bit_rate / 1000:.0f} kbit/s" if bit_rate else ""


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)
