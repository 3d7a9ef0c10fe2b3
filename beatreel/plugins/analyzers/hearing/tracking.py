"""From activations to beats and bars: a bar-pointer model searched by Viterbi over tempo, phase and metre.

The model is that of Krebs, Böck and Widmer (2015). Because a beat's length is fixed while it lasts, the search jumps from
beat to beat: the frames between two beats cost one lookup in running sums instead of one state each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numba import njit

from beatreel.plugins.analyzers.hearing.features import FEATURE_RATE

Array = np.ndarray[Any, np.dtype[Any]]

_FLOOR = 1e-5
_SILENT = 0.03  # probability of a pulse where nothing sounds
_PIECE = 480.0  # seconds searched at a time
_OVERLAP = 30.0


@dataclass(frozen=True)
class Tracker:
    """Settings of the search, chosen on validation songs of kinds that the net was not trained on.

    Attributes
    ----------
    slowest, fastest : float
        BPM.
    steadiness : float
        Cost of changing the beat's length, per relative change.
    metre_prior : dict of int to float
        Log prior of each number of beats in a bar, for a song of any length.
    upsampling : int
        Frames searched per activation frame; at 50 frames a second a steady tempo between two whole lengths would pay
        for a tempo change at every other beat.
    silence_weight : float
        How many frames without a beat weigh as much as one with.
    """

    slowest: float = 50.0
    fastest: float = 225.0
    steadiness: float = 350.0
    metre_prior: dict[int, float] = field(default_factory=lambda: {4: 0.0, 3: 0.0, 2: -20.0, 5: -15.0, 7: -15.0})
    upsampling: int = 2
    silence_weight: float = 10.0
    bar_power: float = 1.0
    window: int = 3
    doubt: float = 1.5

    def track(self, activation: Array) -> tuple[Array, Array]:
        """Return beats in seconds and their positions in the bar, from 1.

        Parameters
        ----------
        activation : ndarray of float32, shape (frames, >= 2)
            Probabilities of beat and downbeat, ``FEATURE_RATE`` frames a second.
        """
        if len(activation) < FEATURE_RATE:
            return np.zeros(0), np.zeros(0, np.int64)
        piece, overlap = int(_PIECE * FEATURE_RATE), int(_OVERLAP * FEATURE_RATE)
        if len(activation) <= piece + overlap:
            return self._search(activation)
        beats, places = np.zeros(0), np.zeros(0, np.int64)
        for first in range(0, len(activation), piece):
            part = activation[first : first + piece + overlap]
            if len(part) <= overlap and first:
                break
            times, numbers = self._search(part)
            beats, places = _join(beats, places, times + first / FEATURE_RATE, numbers, first / FEATURE_RATE, _OVERLAP)
        return beats, places

    def pulses(self, activation: Array) -> Array:
        """Return the steadiest chain of pulses between ``slowest`` and ``fastest`` in seconds, bars left aside.

        A pulse on which nothing sounds costs little: meant for subdivisions of the beat, of which many are silent.
        """
        beat, _ = self._fine(activation)
        lengths, step, norm = self._steps()
        sounding = np.log(np.clip(beat, _SILENT, 1.0))
        between = np.log(np.clip((1 - beat) / self.silence_weight, _SILENT, 1.0))
        sums = [np.concatenate([[0.0], np.cumsum(x)]) for x in (sounding, between)]
        _, frames, _ = _viterbi(sums[0], sums[0], sums[1], 1, lengths, step, norm, self.window)
        return refine((frames + self.window // 2) / self.upsampling, activation[:, 0])

    def _fine(self, activation: Array) -> tuple[Array, Array]:
        """Probabilities of beat and downbeat for each frame of the search."""
        fine, coarse = np.arange(len(activation) * self.upsampling) / self.upsampling, np.arange(len(activation))
        beat, bar = (np.interp(fine, coarse, _doubted(activation[:, column], self.doubt)) for column in (0, 1))
        return beat, bar

    def _steps(self) -> tuple[Array, Array, Array]:
        """Possible beat lengths in frames, the cost of each step between them, and what makes these probabilities."""
        rate = FEATURE_RATE * self.upsampling
        lengths = np.arange(int(60 * rate / self.fastest), int(np.ceil(60 * rate / self.slowest)) + 1)
        apart = np.abs(np.log(lengths[None, :] / lengths[:, None]))
        return lengths, self.steadiness / lengths, np.log(np.exp(-self.steadiness * apart).sum(1))

    def _search(self, activation: Array) -> tuple[Array, Array]:
        beat, bar = self._fine(activation)
        lengths, step, norm = self._steps()
        share = np.clip(bar / np.maximum(beat, 1e-6), 0.0, 1.0) ** self.bar_power
        on_bar = np.log(np.clip(beat * share, _FLOOR, 1.0))
        on_beat = np.log(np.clip(beat * (1 - share), _FLOOR, 1.0))
        between = np.log(np.clip((1 - beat) / self.silence_weight, _FLOOR, 1.0))
        sums = [np.concatenate([[0.0], np.cumsum(x)]) for x in (on_bar, on_beat, between)]
        best: tuple[float, Array, Array] | None = None
        for metre, prior in self.metre_prior.items():
            score, frames, numbers = _viterbi(*sums, metre, lengths, step, norm, self.window)
            if best is None or score + prior > best[0]:
                best = (score + prior, frames, numbers)
        assert best is not None
        times = refine((best[1] + self.window // 2) / self.upsampling, activation[:, 0])
        return times, best[2] + 1


def _doubted(probability: Array, doubt: float) -> Array:
    """Lower probabilities by ``doubt`` nats of log odds: training weighs beats more than they are frequent."""
    probability = np.clip(probability.astype(np.float64), 1e-6, 1 - 1e-6)
    return 1 / (1 + np.exp(doubt) * (1 - probability) / probability)


def refine(places: Array, beat: Array) -> Array:
    """Move beats to the centre of the activation around them; frames in, seconds out."""
    times = np.empty(len(places))
    for i, place in enumerate(places):
        first = max(0, int(np.floor(place)) - 2)
        near = np.arange(first, min(len(beat), int(np.floor(place)) + 4))
        weight = beat[near].astype(np.float64) ** 2
        centre = float((near * weight).sum() / weight.sum()) if len(near) and weight.max() > 0.01 else float(place)
        times[i] = (centre + 0.25) / FEATURE_RATE
    return np.maximum.accumulate(times) + 1e-6 * np.arange(len(times))


def _join(
    beats: Array, places: Array, times: Array, numbers: Array, start: float, overlap: float
) -> tuple[Array, Array]:
    """Go over from one piece to the next at the bar line of the overlap on which both agree best."""
    if not len(beats) or not len(times):
        return np.concatenate([beats, times]), np.concatenate([places, numbers])
    lines = times[(numbers == 1) & (times > start + 5) & (times < start + overlap - 5)]
    if not len(lines):
        lines = np.array([start + overlap / 2])
    known = beats[places == 1] if (places == 1).any() else beats
    apart = [float(np.abs(known - line).min()) for line in lines]
    at = float(lines[int(np.argmin(apart))]) - 0.1
    old, new = beats < at, times >= at
    return np.concatenate([beats[old], times[new]]), np.concatenate([places[old], numbers[new]])


@njit(cache=True)
def _viterbi(bar_sum, beat_sum, rest_sum, metre, lengths, step, norm, window):  # type: ignore[no-untyped-def]  # pragma: no cover
    """Search the best chain of beats.

    Parameters
    ----------
    bar_sum, beat_sum, rest_sum : running sums of log likelihoods of frames on downbeats, on beats and between
    metre : beats in a bar
    lengths : possible beat lengths in frames, rising by one
    step : cost of going from each length to the next shorter one
    norm : what makes the costs of all changes probabilities
    window : frames that a beat lasts

    Returns
    -------
    score, frames of the beats, numbers of the beats from 0
    """
    total = len(rest_sum) - 1
    count = len(lengths)
    longest = lengths[-1]
    ring = longest + 1
    impossible = -1e30
    leaving = np.full((ring, metre, count), impossible)  # best score of a chain with a beat at t that lasts length k
    back = np.zeros((total, metre, count), np.uint8)  # there are fewer lengths than 256
    start_score = -np.log(float(metre * count)) - np.log(float(longest))
    best_score = impossible
    best_t, best_b, best_k = -1, 0, 0
    arriving = np.empty(count)
    for t in range(total):
        slot = t % ring
        for b in range(metre):
            before = b - 1 if b > 0 else metre - 1
            highest = impossible
            for k in range(count):
                begin = t - lengths[k]
                value = impossible
                if begin >= 0:
                    middle = begin + window
                    on = bar_sum if before == 0 else beat_sum
                    value = leaving[begin % ring, before, k] + on[middle] - on[begin] + rest_sum[t] - rest_sum[middle]
                elif t < lengths[k]:
                    value = start_score + rest_sum[t]
                arriving[k] = value
                if value > highest:
                    highest = value
            if highest < impossible / 2:
                for k in range(count):
                    leaving[slot, b, k] = impossible
                continue
            # Best former length for each next one: the cost of a change adds up along the lengths between,
            # so one sweep upwards and one downwards find it.
            top = impossible
            which = 0
            for k in range(count):
                top -= step[k]
                if arriving[k] - norm[k] >= top:
                    top = arriving[k] - norm[k]
                    which = k
                leaving[slot, b, k] = top
                back[t, b, k] = which
            top = impossible
            for k in range(count - 1, -1, -1):
                if arriving[k] - norm[k] >= top:
                    top = arriving[k] - norm[k]
                    which = k
                if top > leaving[slot, b, k]:
                    leaving[slot, b, k] = top
                    back[t, b, k] = which
                top -= step[k]
            for k in range(count):
                top = leaving[slot, b, k]
                if t + lengths[k] >= total and top > impossible / 2:
                    middle = min(total, t + window)
                    on = bar_sum if b == 0 else beat_sum
                    final = top + on[middle] - on[t] + rest_sum[total] - rest_sum[middle]
                    if final > best_score:
                        best_score, best_t, best_b, best_k = final, t, b, k
    frames = []
    numbers = []
    t, b, k = best_t, best_b, best_k
    while t >= 0:
        frames.append(t)
        numbers.append(b)
        k = int(back[t, b, k])
        t -= lengths[k]
        b = b - 1 if b > 0 else metre - 1
    return best_score, np.array(frames[::-1], dtype=np.int64), np.array(numbers[::-1], dtype=np.int64)
