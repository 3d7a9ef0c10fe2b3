"""Tapping along to a song on the keyboard."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from beatreel.core.errors import CorrectionsError

# Players that many machines have, with what makes them play one file without a window and end.
_PLAYERS: tuple[tuple[str, ...], ...] = (
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet"),
    ("mpv", "--no-video", "--really-quiet"),
    ("afplay",),
    ("cvlc", "--play-and-exit", "--quiet"),
    ("play", "-q"),
    ("pw-play",),
    ("paplay",),
)
_DOWNBEAT_KEYS = "1dD"
_DONE_KEYS = "\r\nqQ\x1b"
_FEWEST = 8
_INTERRUPT = "\x03\x04"


def tap_along(song: Path, destination: Path) -> Path:
    """Play the song, take the time of every key, and write the taps.

    Space or any key is a beat, ``1`` or ``d`` the first beat of a bar, Enter ends.

    Parameters
    ----------
    song : Path
    destination : Path
        Where the taps are written; it can be given to ``--corrections`` later.

    Raises
    ------
    CorrectionsError
        If there is no terminal, or fewer than eight beats were tapped.
    """
    if not song.is_file():
        raise CorrectionsError(f"There is no file “{song}”", hint="Check the path")
    if not sys.stdin.isatty():
        raise CorrectionsError(
            "Tapping needs a keyboard: the input is no terminal",
            hint="Write one time in seconds a line into a file and give it with --corrections",
        )
    click.echo(
        "Tap a key on every beat, 1 on the first beat of a bar, Enter when done. Ten seconds are enough.", err=True
    )
    with _keyboard() as read_key, _playing(song, read_key) as started:
        taps = list(_taps(started, read_key))
    click.echo(err=True)
    beats = [moment for moment, _ in taps]
    if len(beats) < _FEWEST:
        raise CorrectionsError(f"Only {len(beats)} taps", hint=f"Tap at least {_FEWEST} beats; nothing was written")
    lines = [f"{moment:.3f}{' downbeat' if is_first else ''}" for moment, is_first in taps]
    destination.write_text("\n".join([f"# Taps to {song.name}", *lines, ""]), encoding="utf-8")
    click.echo(f"{len(taps)} taps written to {destination}. Use them again with: --corrections {destination}", err=True)
    return destination


@contextmanager
def _keyboard() -> Iterator[Callable[[], str]]:
    """Give a function that waits for one key; between two calls no key is lost, which click's own would drop."""
    try:
        import termios
        import tty
    except ImportError:  # Windows
        yield click.getchar
        return
    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    tty.setcbreak(handle)
    try:
        yield lambda: os.read(handle, 1).decode("latin-1") or "\x04"
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)


@contextmanager
def _playing(song: Path, read_key: Callable[[], str]) -> Iterator[float]:
    """Start the song; give the instant of its first sample on the monotonic clock."""
    command = next((player for player in _PLAYERS if shutil.which(player[0])), None)
    if command is None:
        click.echo(
            "No player was found. Start the song in your own, and press Enter at its very first moment.", err=True
        )
        if read_key() in _INTERRUPT:
            raise click.Abort
        click.echo("Now tap.", err=True)
        yield time.monotonic()
        return
    click.echo(f"Press a key to start the song ({command[0]}).", err=True)
    if read_key() in _INTERRUPT:
        raise click.Abort
    player = subprocess.Popen(
        [*command, str(song.absolute())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield time.monotonic()  # the delay until it sounds is found by comparing the taps with the song
    finally:
        player.terminate()
        player.wait(timeout=5)


def _taps(started: float, read_key: Callable[[], str]) -> Iterator[tuple[float, bool]]:
    last = -1.0
    while True:
        key = read_key()
        moment = time.monotonic() - started
        if key in _INTERRUPT:
            raise click.Abort
        if key in _DONE_KEYS:
            return
        if moment - last > 0.02:  # a key that is held down repeats
            click.echo("●" if key in _DOWNBEAT_KEYS else "·", nl=False, err=True)
            yield moment, key in _DOWNBEAT_KEYS
        last = moment
