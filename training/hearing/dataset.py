"""Makes the training set: composed songs, or a folder of songs with truth, as features on disk."""

from __future__ import annotations

import json
import traceback
from pathlib import Path
from typing import Any

import numpy as np

from beatreel.plugins.analyzers.hearing.boundaries import boundary_features
from beatreel.plugins.analyzers.hearing.features import NetFeatures
from beatreel.plugins.analyzers.hearing.spectrum import listen
from training.hearing.compose import compose
from training.hearing.render import degrade, render, truth
from training.hearing.voices import RATE


def composed_song(seed: int, folder: Path) -> None:
    """Compose, render and degrade song ``seed`` and store its features, unless that was done before."""
    target = folder / f"own{seed:06d}.npz"
    if target.exists():
        return
    rng = np.random.default_rng(seed + 13)
    score = compose(seed, seconds=float(rng.uniform(45, 85)))
    samples = render(score, seed)
    facts = truth(score, samples)
    heard = degrade(rng, samples) if rng.random() < 0.7 else samples
    _store(target, heard, RATE, facts)


def song_of_folder(truth_file: Path, folder: Path, *, seed: int = 0) -> None:
    """Store the features of an audio file that has its truth beside it as JSON; ``seed`` > 0 degrades the sound."""
    target = folder / f"{truth_file.stem}_{seed}.npz"
    if target.exists():
        return
    from beatreel import read_audio

    audio = next(p for s in (".flac", ".wav", ".ogg", ".mp3") if (p := truth_file.with_suffix(s)).exists())
    samples, rate = read_audio(audio, sample_rate=RATE)
    if seed:
        samples = degrade(np.random.default_rng(seed), samples)
    _store(target, samples, rate, json.loads(truth_file.read_text()))


def _store(target: Path, samples: np.ndarray, rate: int, facts: dict[str, Any]) -> None:
    spectrum = listen(samples, rate)
    lines = np.array(facts["downbeats"])
    starts = np.array([s["start"] for s in facts["sections"]][1:])
    sections = boundary_features(spectrum, lines) if len(lines) > 8 else np.zeros((0, 1))
    is_start = np.array([bool(len(starts)) and np.abs(starts - t).min() < 0.3 for t in lines])
    temporary = target.with_suffix(".part.npz")
    np.savez(
        temporary,
        features=NetFeatures(spectrum)[:],
        beats=np.array(facts["beats"]),
        positions=np.array(facts["beat_positions"]),
        metre=facts["beats_per_bar"],
        starts=starts,
        section_features=sections.astype(np.float32),
        section_truth=is_start,
        kind=str(facts["kind"]),
        duration=len(samples) / rate,
    )
    temporary.rename(target)


def make_many(first: int, count: int, folder: Path) -> None:
    """Compose songs ``first`` to ``first + count - 1``; one that fails is reported and left out."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(first, first + count):
        try:
            composed_song(seed, folder)
        except Exception:  # one bad song must not end a night's work
            print(f"song {seed} failed")  # noqa: T201
            traceback.print_exc()
