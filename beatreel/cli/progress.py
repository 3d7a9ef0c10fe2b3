"""What ``render`` shows while it works: a live view for people, or events as JSON lines for programs."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from beatreel.hooks.markers import hookimpl

if TYPE_CHECKING:
    from beatreel.core.events import LoggedEvent
    from beatreel.engine.film import Report

_TITLES = {
    "validate": "Check",
    "analyze": "Listen",
    "plan": "Plan",
    "generate": "Paint and animate",
    "assemble": "Join",
    "export": "Export",
}


class JsonEvents:
    """Prints each event of the job as one line of JSON, as it is committed."""

    def watch(self, report: Report) -> None:
        """Progress is no event; it is left out."""

    def __enter__(self) -> JsonEvents:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def _print(self, logged: LoggedEvent) -> None:
        click.echo(logged.to_json())

    @hookimpl
    def job_submitted(self, logged: Any) -> None:
        self._print(logged)

    audio_validated = audio_rejected = beats_detected = storyboard_planned = still_previewed = job_submitted
    still_painted = scene_generated = master_rendered = exported = job_completed = job_failed = job_submitted


class LiveProgress:
    """Stages, scenes and time left, on stderr: live on a terminal, a line now and then elsewhere."""

    def __init__(self, title: str) -> None:
        from rich.console import Console

        self._console = Console(stderr=True)
        self._title = title
        self._stage = ""
        self._spoken = 0.0
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> LiveProgress:
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        if self._console.is_terminal:
            columns = (
                SpinnerColumn(),
                TextColumn("{task.description:<18}"),
                BarColumn(bar_width=32),
                TextColumn("{task.percentage:>3.0f} %"),
                TimeElapsedColumn(),
                TextColumn("{task.fields[note]}"),
            )
            self._bar = Progress(*columns, console=self._console)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def watch(self, report: Report) -> None:
        """Show a report."""
        left = f", {_time(report.seconds_left)} left" if report.seconds_left is not None else ""
        note = f"{report.note}{left}"
        if self._bar is not None:
            self._live(report, note)
        else:
            self._line(report, note)

    def _live(self, report: Report, note: str) -> None:
        if report.stage != self._stage:
            if self._task is not None:
                self._bar.update(self._task, completed=1.0, note="")
                self._bar.stop_task(self._task)
            self._stage = report.stage
            self._task = self._bar.add_task(_TITLES[report.stage], total=1.0, note=note)
        self._bar.update(self._task, completed=report.done, note=note)

    def _line(self, report: Report, note: str) -> None:
        """Without a terminal: a line for each stage, and one every ten seconds."""
        now = time.monotonic()
        if report.stage != self._stage or now - self._spoken > 10:
            self._stage, self._spoken = report.stage, now
            self._console.print(f"{_TITLES[report.stage]}: {report.done:.0%} {note}".rstrip(), highlight=False)

    @hookimpl
    def audio_validated(self, event: Any) -> None:
        from rich.markup import escape

        song = event.song
        self._say(
            f"{escape(song.title or self._title)}: {_time(song.duration)}, {song.codec} {song.sample_rate / 1000:g} kHz"
        )
        for advice in song.advice:
            self._say(f"[yellow]Advice:[/] {escape(advice.message)}")

    @hookimpl
    def beats_detected(self, event: Any) -> None:
        self._say(f"{event.tempo:.1f} BPM, {event.bar_count} bars, {event.segment_count} segments")

    @hookimpl
    def storyboard_planned(self, event: Any) -> None:
        self._say(f"{event.scene_count} scenes from {event.still_count} pictures, {event.frame_count} frames")

    @hookimpl
    def master_rendered(self, event: Any) -> None:
        error = event.max_cut_error * 1000
        self._say(f"Master: {event.frame_count} frames, every cut within {error:.1f} ms of the music")

    @hookimpl
    def exported(self, event: Any) -> None:
        from rich.markup import escape

        made = event.deliverable
        self._say(f"{made.path.name}: {made.width}x{made.height}, {_time(made.duration)}, {made.size / 1e6:.1f} MB")
        for note in made.notes:
            self._say(f"[dim]{escape(note)}[/]")

    def _say(self, text: str) -> None:
        self._console.print(f"  {text}", highlight=False, soft_wrap=True)


def say_done(folder: Path, files: Iterable[str]) -> None:
    """Tell where everything is: the paths on stdout, the talk on stderr."""
    click.echo("Done. Your films:", err=True)
    for name in ("master.mp4", *files):
        path = folder / name
        if path.is_file():
            click.echo(str(path))
    click.echo(f"Cover, storyboard, sync report and scenes lie beside them in {folder}", err=True)


def _time(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
