"""From a listener's taps to beats: taps say which pulse is meant and about where, the sound says exactly where.

Method: the delay between sound and tap is the shift at which the taps meet most onsets. Then dynamic programming over the song
(after Ellis, “Beat Tracking by Dynamic Programming”, 2007) finds the run of beats that meets most onsets, stays near the
taps where there are some, and is carried on from there a few seconds at a time at the tempo that it has.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.corrections.onsets import RATE, near, refined

Array = np.ndarray[Any, np.dtype[Any]]

_DOUBLE_HIT = 0.12  # seconds below which two taps are one
_EARLIEST, _LATEST = -0.12, 0.30  # seconds that a tap may be late
_USUAL_DELAY, _DELAY_SPREAD = 0.05, 0.08  # seconds: keyboards and players are late, listeners a little early
_HUMAN = 0.045  # seconds: spread of a listener's taps
_TAP_WEIGHT = 6.0
_MEMORY = 16  # beats from which it is carried on
_STRETCH = 8.0  # seconds by which the beats are carried on at a time
_TEMPO_WEIGHT = 220.0
_SLACK = 0.22  # how far one beat's length may be from the taps', relative


def fit_taps(taps: Array, strength: Array, *, start: float, end: float) -> Array:
    """Return the beats of the whole song in seconds, rising.

    Parameters
    ----------
    taps : ndarray of float64, shape (n,)
        Seconds, rising; at least four. Missing and double taps are forgiven.
    strength : ndarray, shape (frames,)
        From :func:`beatreel.corrections.onsets.onset_strength`; what else speaks for a beat may be added.
    start, end : float
        Seconds between which the song sounds.
    """
    taps = taps[np.concatenate([[True], np.diff(taps) > _DOUBLE_HIT])]
    taps = taps - tap_delay(taps, strength, float(np.median(tap_periods(taps))))
    first, last = max(start, taps[0] - 0.3), min(end, taps[-1] + 0.3)
    beats = _fitted(taps, strength, first, last)
    if len(beats) >= 4:
        beats = _carried_on(beats, strength, end)
        length = len(strength) / RATE  # and backwards, as the song would run in a mirror
        beats = length - _carried_on(length - beats[::-1], strength[::-1], length - start)[::-1]
    beats = refined(strength, beats)
    beats = beats[(beats >= max(0.0, start - 0.06)) & (beats <= end)]
    return beats[np.concatenate([[True], np.diff(beats) > _DOUBLE_HIT])] if len(beats) else beats


def _carried_on(beats: Array, strength: Array, end: float) -> Array:
    """Return the beats and those that follow, found a few seconds at a time, so that the tempo may change on the way."""
    while True:
        near = beats[max(len(beats) - _MEMORY, 0) :]
        last = min(end, near[-1] + _STRETCH)
        found = _fitted(near, strength, near[0] - 0.1, last)
        following = found[found > near[-1] + 0.5 * tap_periods(near)[-1]]
        if not len(following):
            return beats
        beats = np.concatenate([beats, following])


def _fitted(near: Array, strength: Array, start: float, end: float) -> Array:
    """Return the best run of beats between two instants, close to those that are known and on at their tempo."""
    offset, until = max(0, round(start * RATE)), min(len(strength), round(end * RATE) + 1)
    times = np.arange(offset, until) / RATE
    if len(times) < 2:
        return np.zeros(0)
    periods = tap_periods(near)
    reward = np.minimum(strength[offset:until], 8.0) ** 0.5 + _TAP_WEIGHT * _closeness(times, near, periods)
    return (offset + _best_run(reward, np.interp(times, near, periods) * RATE)) / RATE


def tap_periods(taps: Array) -> Array:
    """Return the length of a beat at each tap in seconds, shape (n,): local, with gaps of missed taps divided."""
    gaps = np.diff(taps)
    usual = float(np.median(gaps))
    each = gaps / np.maximum(1, np.round(gaps / usual))
    # A listener who rests and goes on later says nothing about the beats between.
    each = np.where(np.abs(np.log(each / usual)) < 0.35, each, usual)
    return np.array([np.median(each[max(0, i - 4) : i + 4]) for i in range(len(taps))])


def tap_delay(taps: Array, strength: Array, period: float) -> float:
    """Return how many seconds late the taps are on the whole: the shift that meets most onsets, among those that are likely."""
    reach = 0.4 * period
    shifts = np.arange(max(_EARLIEST, -reach), min(_LATEST, reach), 1 / RATE)
    offsets = np.arange(-0.08, 0.08 + 1e-9, 1 / RATE)
    kernel = np.exp(-0.5 * (offsets / (_HUMAN / 2)) ** 2)
    soft = np.convolve(np.minimum(strength, 8.0), kernel / kernel.sum(), mode="same")
    index = np.round((taps[None, :] - shifts[:, None]) * RATE).astype(int)
    met = soft[np.clip(index, 0, len(soft) - 1)].mean(1)
    spread = float(met.std())
    unlikely = ((shifts - _USUAL_DELAY) / _DELAY_SPREAD) ** 2
    return float(shifts[np.argmax(met - 0.5 * spread * unlikely)])


def support(beats: Array, strength: Array) -> Array:
    """Return how far the sound confirms each beat, 0 to 1: onsets on it against those half way to the next."""
    if len(beats) < 2:
        return np.ones(len(beats))
    on = near(strength, beats)
    between = np.append((beats[:-1] + beats[1:]) / 2, beats[-1] + (beats[-1] - beats[-2]) / 2)
    off = near(strength, between)
    return np.clip(1.6 * on / (on + off + 1e-9), 0.0, 1.0)


def _closeness(times: Array, taps: Array, periods: Array) -> Array:
    """Reward for being near a tap, and fine for a beat between taps where none was tapped."""
    place = np.clip(np.searchsorted(taps, times), 1, len(taps) - 1)
    left, right = taps[place - 1], taps[place]
    distance = np.minimum(np.abs(times - left), np.abs(times - right))
    reward = np.exp(-0.5 * (distance / _HUMAN) ** 2)
    gap, length = right - left, periods[place - 1]
    within = (times > taps[0]) & (times < taps[-1]) & (gap < 1.5 * length)
    return np.where(within & (distance > 3 * _HUMAN), -0.5, reward)


def _best_run(reward: Array, lengths: Array) -> Array:
    """Return the frames of the best run of beats through the whole song."""
    count = len(reward)
    score = reward.copy()
    back = np.full(count, -1)
    longest = int(lengths.max() * (1 + _SLACK)) + 1
    lags = np.arange(1, longest + 1)
    logs = np.log(lags)
    for frame in range(1, count):
        length = lengths[frame]
        first, last = int(length * (1 - _SLACK)), min(frame, int(length * (1 + _SLACK)) + 1)
        if last <= first or first < 1:
            continue
        cost = _TEMPO_WEIGHT * (logs[first - 1 : last] - np.log(length)) ** 2
        before = score[frame - last : frame - first + 1][::-1] - cost
        best = int(np.argmax(before))
        if before[best] > 0:
            score[frame] = reward[frame] + before[best]
            back[frame] = frame - first - best
    tail = int(lengths[-1] * (1 + _SLACK)) + 1
    frame = count - 1 - int(np.argmax(score[::-1][:tail]))
    run = []
    while frame >= 0:
        run.append(frame)
        frame = int(back[frame])
    return np.array(run[::-1])
