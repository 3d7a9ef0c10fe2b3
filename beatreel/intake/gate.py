"""The gate: a file goes in, a :class:`~beatreel.core.model.Song` comes out, or a refusal that says why and what to do.

The order is from cheap to dear: is it there, is it a file, how large is it; then, in a capped child process, what is it by its
content, is it whole, can it be decoded, how long is it. Nothing is charged before all of it is known.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beatreel.core.errors import AudioRejectedError, MediaError
from beatreel.core.model import Song
from beatreel.intake.cage import NoAnswerError, ask
from beatreel.intake.limits import IntakeRules
from beatreel.intake.refusal import COPY_AGAIN, damaged, listed, megabytes
from beatreel.media.decode import open_regular

_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:/")
_SONG_FIELDS = frozenset(Song.model_fields) - {"path", "duration", "trimmed_start"}


@dataclass(frozen=True)
class CheckedSong:
    """A song that passed, with what was measured on the way.

    Attributes
    ----------
    song : Song
    loudness : float or None
        Integrated loudness in LUFS.
    loudness_range : float
        LU.
    true_peak : float or None
        dBTP.
    bit_rate : int or None
        Bits per second of the audio.
    size : int
        Bytes of the file.
    """

    song: Song
    loudness: float | None
    loudness_range: float
    true_peak: float | None
    bit_rate: int | None
    size: int


def validate_song(path: str | os.PathLike[str], rules: Any = None) -> Song:
    """Let a song in, or refuse it.

    Parameters
    ----------
    path : path
        A local file; links are followed, addresses are not.
    rules : IntakeRules or settings, optional
        The defaults of :class:`~beatreel.intake.limits.IntakeRules` without it; of another object the attributes that have a
        rule's name are taken.

    Raises
    ------
    AudioRejectedError
        ``reason`` is one of ``not_found``, ``not_a_file``, ``not_readable``, ``empty``, ``too_large``, ``not_audio``,
        ``playlist``, ``aiff``, ``unsupported_format``, ``video``, ``no_audio_stream``, ``truncated``, ``damaged``, ``too_short``,
        ``too_long``, ``sample_rate``, ``channels``.
    ConfigError
        If the rules contradict themselves.
    WorkerCrashedError
        If the checking process cannot be started.
    """
    return check_song(path, rules).song


def check_song(path: str | os.PathLike[str], rules: Any = None) -> CheckedSong:
    """Do what :func:`validate_song` does and return the measurements too."""
    rules = IntakeRules.of(rules)
    location, descriptor = _open(path)
    try:
        size = os.fstat(descriptor).st_size
        _check_size(size, rules)
        try:
            reply = ask(
                "song", descriptor, location, rules.model_dump(mode="json"), cpu_seconds=_cpu_seconds(rules, size)
            )
        except NoAnswerError as error:
            raise damaged(f"The file cannot be read: {error}") from error
    finally:
        os.close(descriptor)
    return _checked(reply, location, size)


def _open(path: str | os.PathLike[str]) -> tuple[Path, int]:
    text = os.fspath(path)
    location = Path(path).expanduser()
    try:
        exists = location.exists()
    except (OSError, ValueError):  # a name that no file can have
        exists = False
    if not exists:
        if isinstance(text, str) and _ADDRESS.match(text):
            hint = "Download the song and give the path of the file"
        else:
            hint = "Check the path"
        raise AudioRejectedError(f"There is no file “{_printable(text)}”", reason="not_found", hint=hint)
    if not location.is_file():
        what = "a folder" if location.is_dir() else "no regular file"
        raise AudioRejectedError(
            f"“{_printable(text)}” is {what}", reason="not_a_file", hint="Give the path of one audio file"
        )
    location = location.resolve()
    try:
        return location, open_regular(location)
    except MediaError as error:
        raise AudioRejectedError(error.message, reason="not_readable", hint=error.hint) from error


def _check_size(size: int, rules: IntakeRules) -> None:
    if size == 0:
        raise AudioRejectedError("The file is empty (0 bytes)", reason="empty", hint=COPY_AGAIN)
    if size > rules.max_bytes:
        smaller = [name for name in ("mp3", "m4a", "flac") if name in rules.formats]
        raise AudioRejectedError(
            f"The file has {megabytes(size)}; at most {megabytes(rules.max_bytes)} are allowed",
            reason="too_large",
            hint=f"Export it as {listed(smaller)}" if smaller else "Export a shorter or smaller file",
        )


def _cpu_seconds(rules: IntakeRules, size: int) -> int:
    # Measured: decoding and measuring cost about 1.3 % of the playing time, hashing 2 s for 1 GB. Music has 8 kbit/s at least.
    longest = min(rules.max_duration, size / 1000)
    return round(30 + 0.04 * longest + size / 1e8)


def _checked(reply: dict[str, Any], location: Path, size: int) -> CheckedSong:
    if refused := reply.get("refused"):
        raise AudioRejectedError(refused["message"], reason=refused["reason"], hint=refused["hint"])
    facts = reply.get("result")
    if not facts:
        raise damaged(f"The file cannot be read: {reply.get('failed', 'no reason given')}")
    song = Song(
        path=location,
        duration=facts["sample_count"] / facts["sample_rate"],
        **{name: facts[name] for name in _SONG_FIELDS},
    )
    measured = {name: facts[name] for name in ("loudness", "loudness_range", "true_peak", "bit_rate")}
    return CheckedSong(song=song, size=size, **measured)


def _printable(text: Any) -> str:
    name = os.fsdecode(text)
    return "".join(letter if letter.isprintable() else "?" for letter in name)
