"""Songs that a machine keeps time in: one tempo from end to end, also where nobody plays the beat.

Without drums the search loses its way: in an opening, in a break, at an end. Where most beats lie on evenly spaced lines, to within
what the net resolves and without the wandering of people, a machine set the tempo, and the lines go on where the beat is not played.
Where the net is less sure than of the beats on the lines, or hears half beats for beats, it is lost. Between two parts on the same lines
these are then certain; before the first part and after the last a song may have another tempo, and they must be heard nearly as well
as the beats that were found.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.ndimage import maximum_filter1d

from beatreel.plugins.analyzers.hearing.features import FEATURE_RATE
from beatreel.plugins.analyzers.hearing.slips import LONGEST
from beatreel.plugins.analyzers.hearing.spectrum import FRAME_RATE

Array = np.ndarray[Any, np.dtype[Any]]

_NEAR = (
    0.035  # seconds: the net hears fifty frames a second, and attacks of several instruments spread by as much again
)
_SCATTER = 0.0125  # seconds that single beats may scatter about the lines
_WANDER = (
    0.0065  # seconds that sixteen beats together may lie off them: machines have 0.001 to 0.006, people 0.007 to 0.018
)
_RUN = 8  # beats on one line after the other are a part of the song on the lines
_SHARE = 0.6  # of the beats that must be in such parts, those in parts midway between lines left aside
_LEAD = 1.5  # of which there must be fewer by this factor: the search slips to half beats and back
_MAJORITY = 0.72  # of both, with less of which bass drums must agree
_GAP = 3  # fewer lines without a beat are none of our business
_OPENING = 0.4  # how well lines must be heard in an opening, against the beats found there: with another tempo they have 0.1 to 0.3
_ENDING = 0.6  # and in an ending, where songs slow down


def carry(activation: Array, kicks: Array, beats: Array, positions: Array) -> tuple[Array, Array]:
    """Return beats and positions with a machine's time carried on where the search left it; those given where no machine plays.

    Parameters
    ----------
    activation : ndarray of float32, shape (frames, >= 2)
        Probabilities of beat and downbeat.
    kicks : ndarray of float32, shape (spectrum's frames,)
        Attacks of the lowest band, where bass drums are.
    beats : ndarray of float64, shape (n,)
        Seconds, rising.
    positions : ndarray of int, shape (n,)
        Position of each beat in its bar, from 1.
    """
    if len(beats) < 4 * _RUN or beats[-1] - beats[0] > LONGEST:
        return beats, positions
    lines = _lines(beats)
    if lines is None:
        return beats, positions
    start, length = lines
    place, on = _on_lines(beats, start, length)
    _, midway = _on_lines(beats, start + length / 2, length)
    if on.all() or on.sum() < max(_SHARE * (len(beats) - midway.sum()), _LEAD * midway.sum()):
        return beats, positions
    if midway.sum() > (1 - _MAJORITY) * (on | midway).sum() and not _kicked(kicks, beats, start, length):
        return beats, positions
    times, places = [beats[on]], [positions[on]]
    for first, last in _stretches(~on):
        opening, ending = first == 0, last == len(beats)
        begin = int(np.ceil((beats[0] - start) / length - 0.5)) if opening else place[first - 1] + 1
        end = int(np.floor((beats[-1] - start) / length + 0.5)) if ending else place[last] - 1
        numbers = np.arange(begin, end + 1)
        drawn, found = start + numbers * length, beats[first:last]
        least = _OPENING if opening else _ENDING if ending else 0.0
        sure = _heard(activation, found)
        lost = sure < _heard(activation, beats[on]) or midway[first:last].mean() > 0.5
        if len(drawn) < _GAP or not lost or _heard(activation, drawn) < least * sure:
            times.append(found)
            places.append(positions[first:last])
            continue
        anchor = last if opening else first - 1
        times.append(drawn)
        places.append((positions[anchor] - 1 + numbers - place[anchor]) % int(positions.max()) + 1)
    order = np.argsort(np.concatenate(times), kind="stable")
    return np.concatenate(times)[order], np.concatenate(places)[order]


def _lines(beats: Array) -> tuple[float, float] | None:
    """Start and distance of the even lines that most beats lie on, in seconds; ``None`` where people keep time."""
    length = float(np.median(np.diff(beats)))
    found = [lines for middle in range(_RUN, len(beats), 2 * _RUN) if (lines := _fitted(beats, middle, length))]
    if not found:
        return None
    apart = [_apart(beats, *lines) for lines in found]
    best = int(np.argmax([(np.abs(a) < _NEAR).sum() for a in apart]))
    near = apart[best][np.abs(apart[best]) < _NEAR]
    blocks = np.array([block.mean() for block in np.array_split(near, max(1, len(near) // (2 * _RUN)))])
    machine = near.std() < _SCATTER and np.sqrt(np.mean(blocks**2)) < _WANDER
    return found[best] if machine else None


def _fitted(beats: Array, middle: int, length: float) -> tuple[float, float] | None:
    """Lines through the beats around one of them, then through those near them among twice as many, and so on."""
    start, reach = float(beats[middle]), _RUN
    while reach < 2 * len(beats):
        around = beats[max(0, middle - reach) : middle + reach + 1]
        for _ in range(2):
            apart = _apart(around, start, length)
            near = np.abs(apart) < _NEAR
            if near.sum() < _RUN:
                return None
            place = np.round((around[near] - start) / length)
            slope = float(np.cov(place, apart[near], bias=True)[0, 1] / place.var())
            start += float(apart[near].mean() - slope * place.mean())
            length += slope
        reach *= 2
    return start, length


def _apart(beats: Array, start: float, length: float) -> Array:
    """Seconds from each beat back to the nearest line."""
    return beats - start - np.round((beats - start) / length) * length


def _on_lines(beats: Array, start: float, length: float) -> tuple[Array, Array]:
    """Number of the nearest line to each beat, and whether the beat stands in a run on one line after the other."""
    place = np.round((beats - start) / length).astype(int)
    near = np.abs(_apart(beats, start, length)) < _NEAR
    on = np.zeros(len(beats), bool)
    for first, last in _stretches(near[1:] & near[:-1] & (np.diff(place) == 1)):
        on[first : last + 1] = last + 1 - first >= _RUN
    return place, on


def _stretches(flags: Array) -> Array:
    """First and one past the last of each stretch of flags that are set, shape (n, 2)."""
    return np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(int), [0]]))).reshape(-1, 2)


def _kicked(kicks: Array, beats: Array, start: float, length: float) -> bool:
    """Whether bass drums fall on the lines rather than midway between them."""
    lines = start + np.arange(np.ceil((beats[0] - start) / length), (beats[-1] - start) / length) * length
    struck = maximum_filter1d(kicks, 5)
    on, midway = (
        struck[np.clip(np.round(times * FRAME_RATE).astype(int), 0, len(struck) - 1)].mean()
        for times in (lines, lines + length / 2)
    )
    return bool(on > midway)


def _heard(activation: Array, times: Array) -> float:
    """Mean activation of a beat at instants."""
    strongest = maximum_filter1d(activation[:, 0], 3)
    return float(strongest[np.clip(np.round(times * FEATURE_RATE - 0.25).astype(int), 0, len(strongest) - 1)].mean())
