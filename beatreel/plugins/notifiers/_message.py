"""What notifiers say, in words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any


@dataclass(frozen=True)
class Message:
    """A title and a few lines.

    Attributes
    ----------
    title, body : str
    is_good : bool
        A film is there.
    """

    title: str
    body: str
    is_good: bool


def message_of(event: Any) -> Message | None:
    """Return what is to be said of an event; None where people need not know."""
    if event.name == "job_completed":
        folder = PurePath(event.folder)
        films = [name for name in event.files if name.endswith(".mp4")]
        return Message(f"The film “{folder.name}” is ready", f"{', '.join(films)} in {folder}", True)
    if event.name == "audio_rejected":
        song = PurePath(event.song_path).name
        return Message(f"“{song}” was refused", _sentences(event.message, event.hint), False)
    if event.name == "job_failed" and event.final:
        body = f"{_sentences(event.message, event.hint)}\nbeatreel jobs show {event.job_id}"
        return Message("A film could not be made", body, False)
    return None


def _sentences(message: str, hint: str | None) -> str:
    return f"{message}\n{hint}" if hint else message
