"""Turns a score into sound as records sound: mixed, compressed, filtered, noisy, coded."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from scipy.signal import butter, correlate, sosfilt

from training.hearing.compose import DRUM_PART, Score
from training.hearing.kinds import KINDS
from training.hearing.soundfont import ORCHESTRA, PIANO, PROGRAMS, render_midi, soundfonts
from training.hearing.voices import RATE, VOICES, chatter, render_drums, render_notes


def render(score: Score, seed: int) -> np.ndarray:
    """Return the song as float32 mono at 22050 Hz."""
    rng = np.random.default_rng(seed + 77)
    size = int((float(score.timeline.times[-1]) + rng.uniform(0.8, 2.5)) * RATE)
    played: dict[str, list] = {}
    stems: dict[str, np.ndarray] = {}
    share = 0.12 if not score.electronic else 0.6
    share *= not (score.kind in KINDS and KINDS[score.kind].piano > 0.5)
    for role, notes in score.parts.items():
        if soundfonts() and rng.random() > share:
            played[role] = notes
        elif role == DRUM_PART:
            stems[role] = render_drums(rng, notes, score.timeline, size, score.human)
        else:
            voice = "sub" if role == "bass" and rng.random() < 0.4 else str(rng.choice(VOICES[:-1]))
            stems[role] = render_notes(rng, voice, notes, score.timeline, size, score.human)
    mix = np.zeros(size, np.float32)
    if played:
        programs = _programs(rng, score)
        sound = render_midi(rng, played, score.timeline, human=score.human, rate=RATE, programs=programs)[:size]
        stems["ensemble"] = np.pad(sound, (0, size - len(sound)))
    duck = _duck(rng, score, size) if score.electronic and rng.random() < 0.7 else None
    for role, stem in stems.items():
        gain = {"ensemble": 0.0, DRUM_PART: rng.uniform(-3, 5)}.get(role, rng.uniform(-11, -2))
        stem = _levelled(stem) * 10 ** (gain / 20)
        mix += stem if duck is None or role in (DRUM_PART, "ensemble") else stem * duck
    return _master(rng, score, mix)


def _programs(rng: np.random.Generator, score: Score) -> dict[str, tuple[int, ...]]:
    kind, chance = KINDS.get(score.kind), rng.random()
    orchestra, piano = (kind.orchestra, kind.piano) if kind else (0.1, 0.0)
    return ORCHESTRA if chance < orchestra else PIANO if chance < orchestra + piano else PROGRAMS


def truth(score: Score, samples: np.ndarray) -> dict[str, Any]:
    """Return the truth about a rendered song: beats, positions, downbeats and sections in seconds."""
    line = score.timeline
    starts = score.section_starts
    letters = [letter for letter, _ in score.sections]
    kept = [i for i in range(len(starts)) if i == 0 or letters[i] != letters[i - 1]]
    ends = [starts[i] for i in kept[1:]] + [len(samples) / RATE]
    begins = [0.0, *(starts[i] for i in kept[1:])]
    sections = [
        {"start": round(a, 5), "end": round(z, 5), "label": letters[i]}
        for i, a, z in zip(kept, begins, ends, strict=True)
    ]
    if line.times[0] > 1.5:
        sections[0]["start"] = round(float(line.times[0]), 5)
        sections.insert(0, {"start": 0.0, "end": sections[0]["start"], "label": "silence"})
    return {
        "kind": score.kind,
        "duration": len(samples) / RATE,
        "beats_per_bar": line.metre,
        "beats": [round(float(t), 5) for t in line.beats],
        "beat_positions": [int(p) for p in line.positions],
        "downbeats": [round(float(t), 5) for t, p in zip(line.beats, line.positions, strict=True) if p == 1],
        "sections": sections,
    }


def _levelled(stem: np.ndarray) -> np.ndarray:
    loud = np.abs(stem) > 0.03 * np.abs(stem).max()
    level = float(np.sqrt(np.mean(stem[loud] ** 2))) if loud.any() else 1.0
    return stem / (level + 1e-9) * 0.12


def _duck(rng: np.random.Generator, score: Score, size: int) -> np.ndarray:
    """Side chain: everything dips under the bass drum."""
    gain = np.ones(size, np.float32)
    length = int(rng.uniform(0.15, 0.3) * RATE)
    curve = 1 - rng.uniform(0.3, 0.85) * (1 - np.linspace(0, 1, length)) ** 1.5
    for note in score.parts.get(DRUM_PART, []):
        if note.pitch == 36 and note.velocity > 50:
            at = int(float(score.timeline.seconds(note.beat)) * RATE)
            room = min(length, size - at)
            if room > 0 and at >= 0:
                gain[at : at + room] = np.minimum(gain[at : at + room], curve[:room])
    return gain


def _master(rng: np.random.Generator, score: Score, mix: np.ndarray) -> np.ndarray:
    starts = [*score.section_starts, len(mix) / RATE]
    for index in range(len(starts) - 1):  # muffled and quiet sections
        part = slice(int(starts[index] * RATE), int(starts[index + 1] * RATE))
        if score.energies[index] < 0.6 and rng.random() < 0.25 and part.stop - part.start > RATE:
            mix[part] = sosfilt(butter(2, rng.uniform(500, 3000), fs=RATE, output="sos"), mix[part])
        if score.energies[index] < 0.6 and rng.random() < 0.5:
            mix[part] *= 10 ** (rng.uniform(-12, 0) / 20)
        elif rng.random() < 0.3:
            mix[part] *= 10 ** (rng.uniform(-2.5, 0) / 20)
        if index + 1 < len(starts) - 1 and score.energies[index] < 0.6 and rng.random() < 0.2:  # riser
            noise = sosfilt(butter(2, 2500, "high", fs=RATE, output="sos"), rng.standard_normal(part.stop - part.start))
            mix[part] += (noise * np.linspace(0, 1, len(noise)) ** 2 * 0.05).astype(np.float32)
    mix = mix / (np.percentile(np.abs(mix), 99.9) + 1e-9) * 0.5
    if rng.random() < 0.7:
        drive = rng.uniform(0.8, 2.6)
        mix = np.tanh(drive * mix / (np.percentile(np.abs(mix), 99.8) + 1e-9))
    if rng.random() < 0.15:  # fade
        length = int(rng.uniform(3, 9) * RATE)
        if rng.random() < 0.7:
            mix[-length:] *= np.linspace(1, 0, length) ** 1.3
        else:
            mix[:length] *= np.linspace(0, 1, length)
    if score.timeline.times[0] > 1.5:
        mix[: int((score.timeline.times[0] - 0.03) * RATE)] = 0
    peak = np.abs(mix).max() + 1e-9
    return (mix / peak * 10 ** (-rng.uniform(0.1, 8) / 20)).astype(np.float32)


def degrade(rng: np.random.Generator, samples: np.ndarray) -> np.ndarray:
    """Return the song as another listener has it: equalised, in a room, noisy, through a lossy codec."""
    out = samples
    for _ in range(int(rng.integers(0, 3))):
        out = _shelf(rng, out)
    if rng.random() < 0.25:
        length = int(rng.uniform(0.1, 0.6) * RATE)
        room = rng.standard_normal(length) * np.exp(-np.arange(length) / (length / 5)) * rng.uniform(0.02, 0.08)
        room[0] = 1.0
        out = np.convolve(out, room)[: len(out)] if length < 400 else _fast_convolve(out, room)
    if rng.random() < 0.35:
        noise = rng.standard_normal(len(out))
        noise = sosfilt(
            butter(1, [rng.uniform(40, 300), rng.uniform(2000, 9000)], "band", fs=RATE, output="sos"), noise
        )
        out = out + noise * np.sqrt(np.mean(out**2)) * 10 ** (rng.uniform(-45, -18) / 20)
    if rng.random() < 0.3:
        out = sosfilt(butter(4, rng.uniform(3500, 10000), fs=RATE, output="sos"), out)
    if rng.random() < 0.2:
        out = sosfilt(butter(2, rng.uniform(60, 220), "high", fs=RATE, output="sos"), out)
    if rng.random() < 0.12:
        out = out + chatter(rng, len(out)) * np.sqrt(np.mean(out**2)) * 10 ** (rng.uniform(-14, 2) / 20)
    if rng.random() < 0.12:
        out = _worn(rng, out)
    if rng.random() < 0.35:
        out = _coded(rng, out.astype(np.float32))
    return out.astype(np.float32)


def _worn(rng: np.random.Generator, sound: np.ndarray) -> np.ndarray:
    """An old record or tape: clicks, hum, a narrow band, overdriven."""
    level = np.sqrt(np.mean(sound**2))
    places = rng.integers(0, len(sound) - 64, int(len(sound) / RATE * rng.uniform(2, 14)))
    clicks = np.zeros(len(sound))
    clicks[places] = rng.normal(0, 1, len(places)) * rng.pareto(2.5, len(places)).clip(0, 8)
    hum = np.sin(2 * np.pi * float(rng.choice([50, 60, 100, 120])) * np.arange(len(sound)) / RATE)
    out = sound + clicks * level * rng.uniform(0.5, 3) + hum * level * 10 ** (rng.uniform(-40, -16) / 20)
    low, high = rng.uniform(80, 350), rng.uniform(2500, 7000)
    out = sosfilt(butter(2, [low, high], "band", fs=RATE, output="sos"), out)
    drive = rng.uniform(0.5, 4) / (np.percentile(np.abs(out), 99) + 1e-9)
    return np.tanh(drive * out)


def _fast_convolve(sound: np.ndarray, room: np.ndarray) -> np.ndarray:
    from scipy.signal import oaconvolve

    return oaconvolve(sound, room)[: len(sound)]


def _shelf(rng: np.random.Generator, sound: np.ndarray) -> np.ndarray:
    low = rng.uniform(60, 3000)
    band = sosfilt(butter(1, [low, min(10500, low * rng.uniform(2, 6))], "band", fs=RATE, output="sos"), sound)
    return sound + band * (10 ** (rng.uniform(-10, 7) / 20) - 1)


def _coded(rng: np.random.Generator, sound: np.ndarray) -> np.ndarray:
    """Encode and decode with a lossy codec, and take its delay back out."""
    import av

    name, container = (("libmp3lame", "mp3"), ("aac", "adts"))[int(rng.integers(2))]
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container) as file:
        stream = file.add_stream(name, rate=RATE, layout="mono", bit_rate=int(rng.choice([24, 32, 48, 64, 96])) * 1000)
        frame = av.AudioFrame.from_ndarray(np.clip(sound, -1, 1)[None, :], format="fltp", layout="mono")
        frame.sample_rate = RATE
        for packet in stream.encode(frame):
            file.mux(packet)
        for packet in stream.encode(None):
            file.mux(packet)
    buffer.seek(0)
    with av.open(buffer) as file:
        decoded = np.concatenate([f.to_ndarray().mean(0) for f in file.decode(audio=0)])
    if decoded.dtype != np.float32:
        decoded = decoded.astype(np.float32) / (32768 if np.abs(decoded).max() > 2 else 1)
    passed = np.cumsum(np.diff(sound) ** 2)[4096:-4096:2048]
    busy = 4096 + 2048 * int(np.argmax(passed[4:] - passed[:-4]))  # silence would be found anywhere
    piece = np.diff(sound[busy : busy + 8192])  # differences: a steady bass is like itself at every period
    around = np.diff(decoded[busy - 4096 : busy + 8192 + 4096])
    lag = int(np.argmax(correlate(around, piece, "valid", method="fft"))) - 4096
    decoded = decoded[max(0, lag) :] if lag >= 0 else np.pad(decoded, (-lag, 0))
    return np.pad(decoded, (0, max(0, len(sound) - len(decoded))))[: len(sound)]
