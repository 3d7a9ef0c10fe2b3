"""Trains the net on stored features; see README.md for the command."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.hearing.kinds import HELD_OUT
from training.hearing.net import BeatNet, export, restore

RATE = 50
FRAMES = 1200
BATCH = 8
HARMONY = 8  # feature columns at the end that are no bands
NOTHING = 0.03  # share of stretches that hold no beat
JOINED = 0.06  # share of stretches in which one song follows another
HELD_OUT_EXTRA = ("latin", "dnb", "ballad", "waltz")
"""Kinds of songs from extra folders that are never trained on."""


@dataclass
class Example:
    """A song's features and truth."""

    features: np.ndarray
    beats: np.ndarray
    downbeats: np.ndarray
    starts: np.ndarray
    kind: str
    path: Path


def load(folders: list[Path], *, held_out: bool) -> list[Example]:
    """Load the songs of the kinds that are trained on, or of those that are held out."""
    examples = []
    for index, folder in enumerate(folders):
        kinds = HELD_OUT if index == 0 else HELD_OUT_EXTRA
        for path in sorted(folder.glob("*.npz")):
            if path.name.endswith(".part.npz"):
                continue
            with np.load(path) as data:
                kind = str(data["kind"])
                if (kind in kinds) != held_out:
                    continue
                beats, places = data["beats"], data["positions"]
                examples.append(Example(data["features"], beats, beats[places == 1], data["starts"], kind, path))
    return examples


class Sampler:
    """Cuts random stretches out of songs and changes tempo, pitch, level, tone and noise on the fly."""

    def __init__(self, examples: list[Example], seed: int = 0) -> None:
        self.examples = examples
        self._rng = np.random.default_rng(seed)
        sample = np.concatenate([e.features[::9] for e in examples]).astype(np.float32)
        self.mean, self.spread = sample.mean(0), sample.std(0) + 0.03

    def draw(self) -> tuple[np.ndarray, np.ndarray]:
        """Return one stretch (inputs, FRAMES) and its targets (3, FRAMES)."""
        rng = self._rng
        if rng.random() < NOTHING:
            return self._nothing(), np.zeros((3, FRAMES), np.float32)
        x, y = self._cut()
        if rng.random() < JOINED:
            other, targets = self._cut()
            at = int(rng.integers(FRAMES // 4, 3 * FRAMES // 4))
            x[:, at:], y[:, at:] = other[:, at:], targets[:, at:]
            near = np.arange(at - 25, at + 26)
            y[2, near] = np.maximum(y[2, near], np.exp(-0.5 * ((near - at) / 10) ** 2))
        return x, y

    def _cut(self) -> tuple[np.ndarray, np.ndarray]:
        rng = self._rng
        example = self.examples[int(rng.integers(len(self.examples)))]
        steps = self._tempo_course()
        count = len(example.features)
        room = FRAMES // 8
        first = int(rng.integers(-room, max(1, count - int(steps.sum()) + room)))
        places = first + np.concatenate([[0.0], np.cumsum(steps)[:-1]])
        index = np.clip(np.round(places).astype(int), 0, count - 1)
        x = self._changed(example.features[index].astype(np.float32))
        x = (x - self.mean) / self.spread
        x[(places < 0) | (places > count - 1)] = 0
        return x.T, self._targets(example, places)

    def _tempo_course(self) -> np.ndarray:
        """How many frames of the song pass in each frame of the stretch: faster, slower, wavering or changing."""
        rng = self._rng
        course = np.full(FRAMES, rng.uniform(-0.28, 0.28))
        kind = rng.random()
        place = np.linspace(0, 1, FRAMES)
        if kind < 0.25:
            for waves in rng.uniform((0.5, 2.0), (2.0, 6.0)):
                course += rng.uniform(0, 0.08) * np.sin(2 * np.pi * (waves * place + rng.random()))
        elif kind < 0.4:
            start, end = np.sort(rng.uniform(-0.3, 1.3, 2))
            course += rng.uniform(-0.5, 0.5) * np.clip((place - start) / (end - start + 0.05), 0, 1)
        return 2.0**course

    def _nothing(self) -> np.ndarray:
        """A stretch of steady sound without any beat: one frame of a song held, under noise that rises at random."""
        rng = self._rng
        example = self.examples[int(rng.integers(len(self.examples)))]
        x = np.tile(example.features[int(rng.integers(len(example.features)))].astype(np.float32), (FRAMES, 1))
        bands = (x.shape[1] - HARMONY) // 2
        noise = rng.uniform(0, 0.12) * rng.random() ** 2
        x[:, :bands] = np.maximum(0, x[:, :bands] + rng.normal(0, noise, (FRAMES, bands)))
        x[:, bands : 2 * bands] = np.abs(rng.normal(0, 2 * noise, (FRAMES, bands)))
        x[:, 2 * bands :] = np.abs(rng.normal(0, 0.02, (FRAMES, HARMONY)))
        return ((x - self.mean) / self.spread).T

    def _changed(self, x: np.ndarray) -> np.ndarray:
        rng = self._rng
        bands = (x.shape[1] - HARMONY) // 2
        y = x[:, : 2 * bands].reshape(len(x), 2, bands)
        shift = int(rng.integers(-4, 5))
        if shift:
            y = np.roll(y, shift, axis=2)
            edge = slice(0, shift) if shift > 0 else slice(shift, None)
            y[:, :, edge] = 0 if shift > 0 else y[:, :, edge]
        y = y * rng.uniform(0.7, 1.3) * (1 + np.linspace(-1, 1, bands) * rng.uniform(-0.35, 0.35))
        if rng.random() < 0.3:
            start = int(rng.integers(0, bands - 12))
            y[:, :, start : start + int(rng.integers(4, 16))] *= rng.uniform(0.1, 0.6)
        if rng.random() < 0.15:
            y[:, 0] += np.abs(rng.normal(0, 0.03, (len(x), bands)))
        return np.concatenate([y.reshape(len(x), -1), x[:, 2 * bands :] * rng.uniform(0.7, 1.2)], 1)

    @staticmethod
    def _targets(example: Example, frames: np.ndarray) -> np.ndarray:
        y = np.zeros((3, FRAMES), np.float32)

        def places_of(times: np.ndarray) -> np.ndarray:
            # Frame i covers the spectrum's frames 2 i and 2 i + 1: its centre is 5 ms after i / 50 s.
            found = np.interp(times * RATE - 0.25, frames, np.arange(FRAMES), left=-9, right=-9)
            return found[found >= 0]

        for row, times in ((0, example.beats), (1, example.downbeats)):
            for place in places_of(times):
                for frame in range(int(place) - 1, int(place) + 3):
                    if 0 <= frame < FRAMES:
                        y[row, frame] = max(y[row, frame], max(0.0, 1 - (abs(frame - place) / 1.7) ** 2))
        for place in places_of(example.starts):
            near = np.arange(max(0, int(place) - 25), min(FRAMES, int(place) + 26))
            y[2, near] = np.maximum(y[2, near], np.exp(-0.5 * ((near - place) / 10) ** 2))
        return y


def train(
    folders: list[Path],
    target: Path,
    *,
    minutes: float,
    threads: int = 1,
    start: Path | None = None,
    finish: bool = False,
    seed: int = 0,
    reload_every: float = 240.0,
) -> None:
    """Train for the given wall-clock minutes and write the averaged weights to ``target`` again and again.

    Songs that appear in the folders meanwhile are taken in.

    Parameters
    ----------
    folders : list of Path
        Folders of stored songs, the composed ones first.
    target : Path
    minutes : float
    threads : int
    start : Path, optional
        Weights to go on from.
    finish : bool
        The last round: held-out kinds are taken in, the learning rate is low.
    seed : int
        Nets trained from the same start with different seeds may be averaged.
    reload_every : float
        Seconds after which the folders are read anew.
    """
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)  # gradients of saturated units, too small for quick arithmetic, halve the speed
    torch.manual_seed(seed)

    def songs() -> list[Example]:
        known = load(folders, held_out=False)
        return known + load(folders, held_out=True) if finish else known

    sampler = Sampler(songs(), seed)
    mean, spread = sampler.mean, sampler.spread
    net = BeatNet(sampler.examples[0].features.shape[1])
    if start is not None:
        mean, spread = restore(net, start)
        sampler.mean, sampler.spread = mean, spread
    top = 1.2e-3 if finish else 4e-3 if start is None else 2.5e-3
    print(len(sampler.examples), "songs,", sum(p.numel() for p in net.parameters()), "weights", flush=True)  # noqa: T201
    optimizer = torch.optim.AdamW(net.parameters(), top, weight_decay=1e-3)
    average = {k: v.clone() for k, v in net.state_dict().items()}
    emphasis, share = torch.tensor([3.0, 4.0, 4.0])[:, None], torch.tensor([1.0, 1.0, 0.4])[:, None]
    began = loaded = time.monotonic()
    step, running = 0, None
    while (spent := (time.monotonic() - began) / 60) < minutes:
        if time.monotonic() - loaded > reload_every:
            sampler = Sampler(songs(), seed=seed + 2 * step)
            sampler.mean, sampler.spread = mean, spread
            loaded = time.monotonic()
        rate = top * min(1.0, (step + 1) / 60) * (0.5 + 0.5 * np.cos(np.pi * spent / minutes)) + 4e-5
        for group in optimizer.param_groups:
            group["lr"] = rate
        drawn = [sampler.draw() for _ in range(BATCH)]
        x = torch.from_numpy(np.stack([d[0] for d in drawn]).astype(np.float32))
        y = torch.from_numpy(np.stack([d[1] for d in drawn]))
        loss = nn.functional.binary_cross_entropy_with_logits(net(x), y, reduction="none", pos_weight=emphasis)
        loss = (loss * share).mean()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        step += 1
        decay = min(0.995, 1 - 1 / (step + 1))
        with torch.no_grad():
            for name, value in net.state_dict().items():
                average[name].mul_(decay).add_(value, alpha=1 - decay)
        current = loss.item()
        running = current if running is None else 0.98 * running + 0.02 * current
        if step % 50 == 0:
            print(f"step {step}  loss {running:.4f}  {spent:.1f} min  {len(sampler.examples)} songs", flush=True)  # noqa: T201
        if step % 200 == 0:
            np.savez(target, **export(average, mean, spread))
    np.savez(target, **export(average, mean, spread))
