"""From files to corrections: which format it is, by content, and all files together."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from beatreel.core.corrections import Corrections, Span
from beatreel.core.errors import CorrectionsError
from beatreel.corrections import labels
from beatreel.corrections.marks import corrections_of
from beatreel.corrections.midi import read_midi
from beatreel.corrections.statements import plainly, read_statements
from beatreel.corrections.wave import WaveNotes, read_wave_notes

_LARGEST = 8_000_000  # bytes; a WAV file may be larger, for its sound is not read
_FORMATS = "TOML, JSON, MIDI, Audacity labels, REAPER's CSV, WAV cue points, or one time in seconds a line"
_DEEPEST = 4  # files that name files

Read = tuple[Corrections, tuple[str, ...]]


def read_corrections(paths: Sequence[Path]) -> Read:
    """Return what files state together, and notes for the user; where two speak of the same thing, the later one wins.

    Parameters
    ----------
    paths : sequence of Path
        Of any format that is known; see ``docs/corrections.md``.

    Raises
    ------
    CorrectionsError
        If one cannot be used; the message names it and the reason.
    """
    together = Corrections()
    notes: tuple[str, ...] = ()
    for path in paths:
        stated, said = _read(path.expanduser(), 0)
        together, notes = _joined(together, stated, path), (*notes, *said)
    return together, notes


def wave_notes(path: Path) -> WaveNotes | None:
    """Return what a WAV file carries beside its sound; None for other files."""
    try:
        return read_wave_notes(path)
    except (OSError, ValueError):
        return None


def _read(path: Path, depth: int) -> Read:
    try:
        stated, notes = _of_file(path, depth)
    except OSError as error:
        reason = "There is no file" if isinstance(error, FileNotFoundError) else f"{error.strerror or error}"
        raise CorrectionsError(f"{reason}: {path}", hint="Check the path given with --corrections") from error
    except ValidationError as error:
        raise _refused(path, plainly(error)) from error
    except ValueError as error:
        raise _refused(path, str(error)) from error
    if not stated.stated:
        why = "; ".join(notes) or "it states nothing"
        raise CorrectionsError(f"{path.name} corrects nothing: {why}", hint=f"It may be {_FORMATS}")
    return stated, notes


def _refused(path: Path, reason: str) -> CorrectionsError:
    return CorrectionsError(
        f"{path.name} cannot be used: {reason}", hint="See docs/corrections.md for what may be stated"
    )


def _joined(earlier: Corrections, later: Corrections, path: Path) -> Corrections:
    try:
        return earlier.overruled_by(later)
    except ValidationError as error:
        raise _refused(path, plainly(error)) from error


def _of_file(path: Path, depth: int) -> Read:
    if not path.is_file():
        raise FileNotFoundError(path) if not path.exists() else ValueError("it is no file")
    name = path.name
    with path.open("rb") as stream:
        head = stream.read(12)
    if head[:4] in (b"RIFF", b"RF64", b"BW64") and head[8:12] == b"WAVE":
        return _of_wave(read_wave_notes(path), name)
    if path.stat().st_size > _LARGEST:
        raise ValueError(f"it is too large; it may be {_FORMATS}")
    data = path.read_bytes()
    if head[:4] == b"MThd":
        return _of_midi(data, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data.decode("latin-1")
    if "\0" in text:
        raise ValueError(f"it is in no format that is known; it may be {_FORMATS}")
    return _of_text(text, path, depth)


def _of_text(text: str, path: Path, depth: int) -> Read:
    name = path.name
    if labels.is_reaper(text):
        return corrections_of(labels.read_reaper(text), origin=f"{name} (REAPER)")
    if labels.is_audacity(text):
        return corrections_of(labels.read_audacity(text), origin=f"{name} (Audacity)")
    first = next((line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    if first[:1].isdigit() or first[:1] in "+-.":
        return labels.read_times(text, origin=name), ()
    if first.startswith("{") or path.suffix.lower() == ".json":
        data = json.loads(text)
    else:
        data = tomllib.loads(text)
    if not isinstance(data, dict):
        raise ValueError("it must hold one table of statements")
    return _of_table(data, path, depth)


def _of_table(data: dict[str, Any], path: Path, depth: int) -> Read:
    """Read a table; the files that it names under ``import`` come first, so that it overrules them."""
    together = Corrections()
    notes: tuple[str, ...] = ()
    wanted = data.pop("import", [])
    for entry in [wanted] if isinstance(wanted, str | dict) else wanted:
        entry = {"file": entry} if isinstance(entry, str) else entry
        if not isinstance(entry, dict) or not isinstance(entry.get("file"), str) or set(entry) - {"file", "offset"}:
            raise ValueError('import: write import = "session.mid" or import = { file = "session.mid", offset = -2.0 }')
        if depth >= _DEEPEST:
            raise ValueError("import: the files name each other")
        stated, said = _read(path.parent / entry["file"], depth + 1)
        together = _joined(together, stated.shifted(float(entry.get("offset", 0.0))), path)
        notes = (*notes, *said)
    return _joined(together, read_statements(data, origin=path.name), path), notes


def _of_midi(data: bytes, name: str) -> Read:
    origin = f"{name} (MIDI)"
    midi = read_midi(data)
    stated, notes = corrections_of(midi.marks, origin=origin)
    grid = {"tempo_map": tuple(midi.tempo_map), "metre_map": tuple(midi.metre_map)}
    said: dict[str, Any] = {field: value for field, value in grid.items() if value}
    # Beats of a tempo map are exact; markers named beat are then of no use.
    return stated.overruled_by(Corrections(**said, origins=dict.fromkeys(said, origin))), notes


def _of_wave(found: WaveNotes, name: str) -> Read:
    origin = f"{name} (WAV chunks)"
    stated, notes = corrections_of(found.marks, origin=origin)
    said: dict[str, Any] = {}
    if found.tempo and not stated.beats:
        said["tempo"] = found.tempo
    if found.metre:
        said["metre"] = f"{found.metre[0]}/{found.metre[1]}"
    if found.loops:
        said["hooks"] = tuple(Span(start=start, end=end) for start, end in found.loops)
    return stated.overruled_by(Corrections(**said, origins=dict.fromkeys(said, origin))), notes
