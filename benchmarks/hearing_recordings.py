"""Makes songs with truth of recordings for which a tempo map exists: the songs of rhythm games, synchronised by hand.

    python -m benchmarks.hearing_recordings FOLDER OUT [--licence TEXT] [--seconds S]
    python -m benchmarks.hearing OUT [OUT2 ...]

FOLDER holds songs of StepMania, Frets on Fire, Clone Hero, osu! or Beat Saber (``benchmarks.tempo_maps``), at any depth. Sounds
that belong together (song, guitar, drums …) are mixed. Each map is checked against the sound, never against an analyzer: the lag
at which most attacks fall on its beats is measured over the whole song and over each quarter of it. The lag of the whole is a game's
error of synchronisation and is taken out; a map is left out if a quarter differs by more than 25 ms from the whole, or if not even
three quarters are within 15 ms of it. Where nothing sounds at the start and the end there are no beats. What a map calls a beat
stays one at 55 to 215 BPM. Such music judges only: nothing of it is trained on or kept in the repository.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from benchmarks.tempo_maps import Map, find, unpack

Array = np.ndarray[Any, np.dtype[Any]]

_STEP = 0.005  # seconds a frame
_REACH = 16  # frames: a game may be 80 ms off
_APART = 0.025  # seconds that quarters of a song may lie from the whole
_STRUCK = 1.25  # attacks on the beats, compared with any time
_FAINT, _CLOSE = 1.1, 0.015  # fewer do for a lag that is nearly that of the whole
_EARLY = 0.005  # seconds by which an attack is seen before it is heard, because a frame reaches into it


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="songs with their maps")
    parser.add_argument("out", type=Path, help="folder for audio and truth")
    parser.add_argument("--licence", default="not stated", help="noted with each song")
    parser.add_argument("--seconds", type=float, default=600.0, help="how much of each (default 600)")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    print(f"{'song':34s} {'BPM':>6s} {'beats':>6s} {'lag ms':>7s} {'quarters ms':>20s}")
    for name, found in maps(options.folder):
        try:
            made = make(found, options.out / f"{name}.flac", options.seconds, options.licence)
        except soundfile.LibsndfileError:
            print(f"left out: {name}: its sound cannot be read")
            continue
        print(f"{name[:34]:34s} {made}", flush=True)


def maps(folder: Path) -> Iterator[tuple[str, Map]]:
    """Yield a name that suits a file, and the map, of each song below a folder."""
    taken: set[str] = set()
    with tempfile.TemporaryDirectory() as scratch:
        for place in [folder, *(unpack(path, Path(scratch)) for path in sorted(folder.rglob("*.osz")))]:
            for found in find(place):
                name = plain = re.sub(r"[^\w-]+", "_", found.name).strip("_")[:40] or "song"
                while name in taken:
                    name = f"{plain}_{len(taken)}"
                taken.add(name)
                yield name, found


def make(found: Map, audio: Path, seconds: float, licence: str) -> str:
    """Write audio and truth unless the map fails against the sound; return what there is to say."""
    samples, rate = mix(found.sounds)
    samples = samples[: int(seconds * rate)]
    first, last = sounding(samples, rate)
    beats = [(time, place) for time, place in found.beats(len(samples) / rate) if first <= time <= last]
    if len(beats) < 16:
        return "left out: fewer than 16 beats"
    whole, quarters, verdict = lags(samples, rate, [time for time, _ in beats])
    tempo = 60 / np.median(np.diff([time for time, _ in beats]))
    row = f"{tempo:6.1f} {len(beats):6d} {whole * 1000:7.0f} " + "".join(f"{q * 1000:5.0f}" for q in quarters)
    if verdict:
        return f"{row} left out: {verdict}"
    moved = [(time + whole, place) for time, place in beats if time + whole >= 0]
    facts = {
        "kind": "recording",
        "licence": licence,
        "duration": len(samples) / rate,
        "shifted": whole,
        "beats": [time for time, _ in moved],
        "beat_positions": [place if found.bars else 0 for _, place in moved],
        "downbeats": [time for time, place in moved if place == 1] if found.bars else [],
        "sections": [],
    }
    soundfile.write(audio, samples, rate)
    audio.with_suffix(".json").write_text(json.dumps(facts))
    return row


def mix(sounds: tuple[Path, ...]) -> tuple[Array, int]:
    """Read sounds that are played together, as float32 of shape (n, channels), and their sample rate."""
    parts = [soundfile.read(path, dtype="float32", always_2d=True) for path in sounds]
    rate = parts[0][1]
    same = [samples for samples, other in parts if other == rate]
    channels = min(samples.shape[1] for samples in same)
    total = np.zeros((max(len(samples) for samples in same), min(channels, 2)), np.float32)
    for samples in same:
        total[: len(samples)] += samples[:, : total.shape[1]]
    return total / max(1.0, float(np.abs(total).max(initial=0))), rate


def sounding(samples: Array, rate: int) -> tuple[float, float]:
    """Return the seconds between which something sounds: 40 dB below the loud parts or more."""
    size = rate // 10
    level = np.sqrt(np.mean(samples[: len(samples) // size * size].reshape(-1, size * samples.shape[1]) ** 2, 1))
    loud = np.flatnonzero(level > 0.01 * np.percentile(level, 95))
    return (loud[0] / 10 - 0.05, (loud[-1] + 1) / 10) if len(loud) else (0.0, 0.0)


def lags(samples: Array, rate: int, beats: list[float]) -> tuple[float, list[float], str]:
    """Return how late the attacks come after the beats in seconds: over all, for each quarter of the song, and what speaks against the map.

    Of a quarter in which the beats are not struck, the lag is not a number.
    """
    strength = attacks(samples, rate)
    whole, _ = _lag(strength, beats)
    edges = np.linspace(0, len(beats), 5).round().astype(int)
    quarters, agree, verdict = [], 0, ""
    for first, last in zip(edges[:-1], edges[1:], strict=True):
        lag, struck = _lag(strength, beats[first:last])
        apart = abs(lag - whole)
        agree += struck >= _FAINT and apart <= _CLOSE
        if struck >= _STRUCK and apart > _APART:
            verdict = "it drifts"
        quarters.append(lag if struck >= _FAINT else math.nan)
    if abs(whole - _EARLY) >= (_REACH - 1) * _STEP:
        verdict = "the lag is too large to tell"
    elif agree < 3:
        verdict = verdict or "too little is struck on its beats"
    return whole, quarters, verdict


def attacks(samples: Array, rate: int) -> Array:
    """Return how much rises in 32 bands, every 5 ms; the mean is 1."""
    size = 2 ** round(math.log2(rate * 0.0232))
    mono = np.pad(samples.mean(1), size // 2)
    window = np.hanning(size).astype(np.float32)
    edges = np.unique(np.geomspace(2, size // 2 - 1, 33).round().astype(int))
    bands = []
    frames = np.lib.stride_tricks.sliding_window_view(mono, size)
    starts = (np.arange(int(len(samples) / rate / _STEP)) * rate * _STEP).round().astype(int)
    for first in range(0, len(starts), 2000):
        spectrum = np.abs(np.fft.rfft(frames[starts[first : first + 2000]] * window))
        bands.append(np.add.reduceat(spectrum, edges, axis=1)[:, :-1])
    level = np.log1p(np.concatenate(bands))
    rise = np.maximum(0, level[2:] - level[:-2]).sum(1)
    rise = np.pad(rise, 1)
    return rise / max(float(rise.mean()), 1e-9)


def _lag(strength: Array, beats: list[float]) -> tuple[float, float]:
    """Return the lag at which most attacks fall on the beats, and how much there is compared with half a beat around."""
    places = np.array(beats) / _STEP
    half = max(_REACH + 4, round(float(np.median(np.diff(places))) / 2))
    offsets = np.arange(-half, half + 1)
    index = np.clip((places[:, None] + offsets).round().astype(int), 0, len(strength) - 1)
    profile = np.convolve(strength[index].mean(0), [0.25, 0.5, 0.25], "same")
    near = np.flatnonzero(np.abs(offsets) <= _REACH)
    best = near[np.argmax(profile[near])]
    return float(offsets[best] * _STEP + _EARLY), float(profile[best] / max(profile[1:-1].mean(), 1e-9))


if __name__ == "__main__":
    main()
