"""Renders parts with FluidSynth, where it and soundfonts are installed."""

from __future__ import annotations

import shutil
import struct
import subprocess
import tempfile
import wave
from functools import lru_cache
from pathlib import Path

import numpy as np

from training.hearing.parts import Note
from training.hearing.timeline import Timeline

FOLDERS = ("/usr/share/sounds/sf2", "/usr/share/sounds/sf3", "/usr/share/soundfonts")
TICKS_PER_SECOND = 19200
PROGRAMS = {
    "bass": (32, 33, 34, 35, 36, 38, 39, 32, 33, 43),
    "comp": (0, 1, 4, 5, 16, 19, 24, 25, 26, 27, 28, 29, 30, 7, 11, 21, 46, 50, 62),
    "comp2": (0, 4, 6, 17, 24, 25, 27, 28, 29, 30, 12, 15, 45, 80, 81, 104, 105, 106),
    "pad": (48, 49, 50, 51, 52, 88, 89, 90, 91, 92, 94, 95, 19, 42, 44),
    "lead": (52, 53, 54, 40, 41, 56, 57, 59, 61, 64, 65, 66, 68, 71, 72, 73, 75, 22, 80, 81, 85, 110, 11),
    "lead2": (53, 54, 40, 56, 60, 65, 69, 73, 74, 78, 27, 30, 0, 11, 12, 79, 82),
    "drums": (0, 0, 0, 8, 16, 24, 25, 32, 40),
}


ORCHESTRA = {
    "bass": (42, 43, 58, 70, 43),
    "comp": (48, 49, 45, 46, 0, 6, 44, 68, 71, 60),
    "comp2": (45, 46, 71, 73, 68, 0),
    "pad": (48, 49, 44, 60, 61, 19),
    "lead": (40, 41, 42, 68, 71, 73, 56, 60, 48, 0),
    "lead2": (73, 68, 71, 40, 56, 57),
    "drums": (48, 0),
}
"""Programs of songs that an orchestra or a chamber group plays."""
PIANO = dict.fromkeys(("bass", "comp", "comp2", "pad", "lead", "lead2"), (0, 0, 0, 1, 2)) | {"drums": (0, 32, 40)}
"""Programs of songs for piano, or of a trio around one."""


@lru_cache(maxsize=1)
def soundfonts() -> list[Path]:
    """Return the soundfonts of this machine; none if FluidSynth is missing."""
    if shutil.which("fluidsynth") is None:
        return []
    found = {p.resolve() for folder in FOLDERS for p in Path(folder).glob("*.sf[23]")}
    return sorted(p for p in found if p.is_file())


def render_midi(
    rng: np.random.Generator,
    parts: dict[str, list[Note]],
    timeline: Timeline,
    *,
    human: float,
    rate: int,
    programs: dict[str, tuple[int, ...]] = PROGRAMS,
) -> np.ndarray:
    """Return all parts played by one soundfont with random programs and volumes, float32 mono."""
    events: list[tuple[int, int, bytes]] = []
    channel = 0
    for role, notes in parts.items():
        this = 9 if role == "drums" else channel
        if role != "drums":
            channel += 1 + (channel + 1 == 9)
        program = int(rng.choice(programs[role]))
        events.append((0, 0, bytes([0xC0 | this, program])))
        events.append((0, 0, bytes([0xB0 | this, 7, _volume(rng, role)])))
        events.append((0, 0, bytes([0xB0 | this, 91, int(rng.integers(0, 90))])))
        late = float(rng.normal(0, 0.006)) if human else 0.0
        for note in notes:
            if not 0 <= note.pitch < 128:
                continue
            jitter = float(np.clip(rng.normal(0, human), -2.5 * human, 2.5 * human)) if human else 0.0
            start = max(0.0, float(timeline.seconds(note.beat)) + jitter + late)
            end = max(start + 0.03, float(timeline.seconds(note.beat + note.length)) + jitter + late)
            velocity = int(np.clip(note.velocity, 5, 127))
            events.append((round(start * TICKS_PER_SECOND), 2, bytes([0x90 | this, note.pitch, velocity])))
            events.append((round(end * TICKS_PER_SECOND), 1, bytes([0x80 | this, note.pitch, 0])))
    fonts = soundfonts()
    with tempfile.TemporaryDirectory() as folder:
        midi, sound = Path(folder) / "song.mid", Path(folder) / "song.wav"
        midi.write_bytes(_midi_file(sorted(events)))
        command = ["fluidsynth", "-ni", "-q", "-F", str(sound), "-T", "wav", "-O", "s16", "-r", str(rate), "-g", "0.35"]
        command += ["-R", "1" if rng.random() < 0.6 else "0", "-C", "0", "-o", "synth.dynamic-sample-loading=1"]
        command += [str(fonts[int(rng.integers(len(fonts)))]), str(midi)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with wave.open(str(sound)) as reader:
            data = np.frombuffer(reader.readframes(reader.getnframes()), np.int16).reshape(-1, reader.getnchannels())
    return data.mean(1).astype(np.float32) / 32768


def _volume(rng: np.random.Generator, role: str) -> int:
    low, high = {"drums": (80, 127), "bass": (75, 125), "pad": (35, 90), "comp": (55, 110)}.get(role, (50, 115))
    return int(rng.integers(low, high + 1))


def _midi_file(events: list[tuple[int, int, bytes]]) -> bytes:
    """A standard MIDI file of one track: 9600 ticks a quarter at 120 BPM."""
    body = bytearray(b"\x00\xff\x51\x03" + (500000).to_bytes(3, "big"))
    now = 0
    for tick, _, message in events:
        body += _variable(tick - now) + message
        now = tick
    body += b"\x00\xff\x2f\x00"
    return b"MThd" + struct.pack(">IHHH", 6, 0, 1, 9600) + b"MTrk" + struct.pack(">I", len(body)) + bytes(body)


def _variable(value: int) -> bytes:
    out = [value & 0x7F]
    while value := value >> 7:
        out.append(value & 0x7F | 0x80)
    return bytes(reversed(out))
