"""Where sections begin: how much the music changes at each bar line, and the best chain of section lengths."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.analyzers.hearing.spectrum import CHROMA_RATE, FRAME_RATE, Spectrum

Array = np.ndarray[Any, np.dtype[Any]]

_REACHES = (1, 2, 4, 8)  # bars before and after a bar line that are compared
_LONGEST = 40  # bars
_GRAIN = 16  # frames
_LAST = 3  # bar lines that the last section holds at the least: a last chord and its ringing are none
_ENDING = 9.0  # log odds against less
_SHORT, _HASTE = 2.5, 4.0  # seconds below which hardly any section lasts, and log odds against such a one
_LONG, _TEDIUM = 24.0, 0.06  # seconds from which a section is long, and log odds against each second more


def boundary_features(spectrum: Spectrum, bar_lines: Array) -> Array:
    """Return what tells section boundaries from other bar lines, shape (bar lines, features).

    For each reach of 1, 2, 4 and 8 bars the means before and after are compared: timbre, rhythm, loudness, harmony,
    bass and treble; then the accents on the bar line. Every feature is standardised over the song and given a
    second time as its lead over the neighbouring bar lines.
    """
    bar = float(np.median(np.diff(bar_lines)))
    flux = spectrum.grouped_flux[:, :6]
    relative_flux = np.minimum(flux / (flux.mean(0) + 1e-6), 8.0)
    loudness = np.log10(spectrum.level[:, None] + 1e-4)
    chroma = spectrum.chroma / (np.linalg.norm(spectrum.chroma, axis=1, keepdims=True) + 1e-6)
    ends = spectrum.bands.column_means(spectrum.centres < 150, spectrum.centres > 4000)
    curves = (
        (spectrum.timbre, FRAME_RATE),
        (relative_flux, FRAME_RATE),
        (loudness, FRAME_RATE),
        (chroma, CHROMA_RATE),
        (ends[:, :1], FRAME_RATE),
        (ends[:, 1:], FRAME_RATE),
    )
    # Where less than half a bar is left on one side there is nothing to compare.
    inner = ((bar_lines > bar / 2) & (bar_lines < spectrum.duration - bar / 2))[:, None]
    changes: list[list[Array]] = [[] for _ in _REACHES]
    for curve, rate in curves:
        running = Running(curve, rate)  # one at a time: these sums are the largest thing that hearing keeps
        for columns, reach in zip(changes, _REACHES, strict=True):
            width = reach * bar
            change = running.mean(bar_lines, bar_lines + width) - running.mean(bar_lines - width, bar_lines)
            change *= inner
            columns.append(np.linalg.norm(change, axis=1))
            if curve.shape[1] == 1:
                columns.append(change[:, 0])
    fills = Running(relative_flux[:, 3:], FRAME_RATE).mean(bar_lines - bar / 2, bar_lines)
    columns = [column for of_reach in changes for column in of_reach]
    accents = flux / (flux.std(0) + 1e-6)
    frames = np.round(bar_lines * FRAME_RATE).astype(int)
    columns.extend(_peak(accents[:, group], frames) for group in (4, 5, 0))
    columns.append(fills.sum(1))  # before the line
    columns.extend(_self_similarity_novelty(spectrum, bar_lines))
    features = np.stack(columns, 1)
    features = (features - features.mean(0)) / (features.std(0) + 1e-6)
    padded = np.pad(features, ((1, 1), (0, 0)), mode="edge")
    lead = features - np.maximum(padded[:-2], padded[2:])
    return np.clip(np.hstack([features, lead]), -5.0, 5.0)


def plain_evidence(features: Array) -> Array:
    """Return boundary log odds without a trained model: the mean standardised change, shape (bar lines,)."""
    per_reach = 9  # columns of one reach: six norms and three signed changes
    norms = [reach * per_reach + k for reach in (1, 2, 3) for k in (0, 1, 2, 4)]
    half = features.shape[1] // 2
    novelty = features[:, norms].mean(1) + 0.5 * features[:, [half + k for k in norms]].mean(1)
    accent = features[:, 4 * per_reach : 4 * per_reach + 3].mean(1)
    return 2.2 * novelty + 0.5 * accent - 1.3


def choose_boundaries(evidence: Array, *, bar: float = 2.0, cost: float = -1.5) -> list[int]:
    """Return the indices of the bar lines that begin sections, chosen by dynamic programming.

    Sections of 8 and 4 bars are likelier than others; those shorter than 3, or than 2.5 s, are rare, and so are those that last long. A
    boundary missed is as bad as one too many, and few bar lines are boundaries: it pays to take those that are somewhat
    less likely than not. Where the song ends much changes, too: nothing begins on the last bar lines.

    Parameters
    ----------
    evidence : ndarray of float64, shape (n,)
        Log odds of a boundary at each bar line.
    bar : float
        Seconds from one bar line to the next.
    cost : float
        Taken off each boundary: higher means fewer sections.
    """
    count = len(evidence)
    best = np.full(count + 1, -1e9)
    back = np.zeros(count + 1, np.int64)
    best[0] = 0.0
    lengths = np.arange(1, _LONGEST + 1)
    fit = np.where(lengths % 8 == 0, 0.5, np.where(lengths % 4 == 0, 0.3, np.where(lengths % 2 == 0, -0.2, -0.7)))
    fit = fit - 2.0 * (lengths < 3) - _HASTE * (lengths * bar < _SHORT)
    fit = fit - _TEDIUM * np.maximum(0.0, lengths * bar - _LONG)
    for end in range(1, count + 1):
        starts = np.arange(max(0, end - _LONGEST), end)
        gain = evidence[end] - cost if end < count else -_ENDING * (end - starts < _LAST)
        score = best[starts] + fit[end - starts - 1] + gain
        place = int(np.argmax(score))
        best[end], back[end] = score[place], starts[place]
    chosen = []
    end = int(back[count])
    while end > 0:
        chosen.append(end)
        end = int(back[end])
    return chosen[::-1]


class Running:
    """A curve of which means over any stretch are cheap.

    Parameters
    ----------
    curve : ndarray, shape (frames, k)
    rate : float
        Frames per second.
    """

    def __init__(self, curve: Array, rate: float) -> None:
        self._curve, self._rate = curve, rate
        starts = np.arange(0, len(curve), _GRAIN)
        self._sums = np.zeros((len(starts) + 1, curve.shape[1]))  # up to every 16th frame: an hour of all is large
        np.cumsum(np.add.reduceat(curve, starts, axis=0, dtype=np.float64), 0, out=self._sums[1:])

    def mean(self, starts: Array, ends: Array) -> Array:
        """Return the means over ``starts`` to ``ends`` (seconds, clipped to the song), shape (n, k)."""
        count = len(self._curve)
        first = np.clip(np.round(np.asarray(starts) * self._rate).astype(int), 0, count - 1)
        last = np.clip(np.round(np.asarray(ends) * self._rate).astype(int), first + 1, count)
        return (self._up_to(last) - self._up_to(first)) / (last - first)[:, None]

    def _up_to(self, frames: Array) -> Array:
        """Sum of the curve before each of the frames, shape (n, k)."""
        total = self._sums[frames // _GRAIN]
        for back in range(1, _GRAIN):
            more = frames % _GRAIN >= back
            total[more] += self._curve[frames[more] - back]
        return total


def bar_descriptors(spectrum: Spectrum, bar_lines: Array) -> Array:
    """Return one vector for each bar (timbre, rhythm and harmony, each standardised), shape (bars, 28)."""
    ends = np.append(bar_lines[1:], bar_lines[-1] + np.median(np.diff(bar_lines)))
    parts = []
    for curve, rate, weight in (
        (spectrum.timbre, FRAME_RATE, 1.0),
        (spectrum.grouped_flux[:, :6], FRAME_RATE, 1.0),
        (spectrum.chroma, CHROMA_RATE, 0.7),
    ):
        means = Running(curve, rate).mean(bar_lines, ends)
        means = (means - means.mean(0)) / (means.std() + 1e-6)
        parts.append(weight * means / np.sqrt(means.shape[1]))
    return np.hstack(parts)


def _self_similarity_novelty(spectrum: Spectrum, bar_lines: Array) -> list[Array]:
    """Checkerboard novelty (Foote 2000) of the bars' self-similarity, for kernels of 2, 4 and 8 bars."""
    bars = bar_descriptors(spectrum, bar_lines)
    return [_checkerboard(bars, width) for width in (2, 4, 8)]


def _checkerboard(bars: Array, width: int) -> Array:
    """Novelty of each bar line: likeness within the bars before and after it, less likeness across it."""
    count = len(bars)
    novelty = np.zeros(count)
    for line in range(1, count):
        before = bars[max(0, line - width) : line]
        after = bars[line : line + width]
        across = _distances(before, after).mean()
        within = 0.5 * (_distances(before, before).mean() + _distances(after, after).mean())
        novelty[line] = across - within
    return novelty


def _distances(first: Array, second: Array) -> Array:
    return np.sqrt(np.maximum(((first[:, None, :] - second[None, :, :]) ** 2).sum(2), 0.0))


def _peak(curve: Array, frames: Array, reach: int = 3) -> Array:
    index = np.clip(frames[:, None] + np.arange(-reach, reach + 1), 0, len(curve) - 1)
    return curve[index].max(1)
