"""A newer version of a song beside the one that a film was made for: where its music lies, and what of it is the same.

A new master is louder and brighter, often a little longer or shifted, and hardly a sample of it is what it was. So sound is compared by
how its bands rise and fall, each around its own mean: that survives loudness, equaliser and limiter, and another verse does not.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.analysis import Analysis
from beatreel.core.errors import UserInputError
from beatreel.core.files import write_json
from beatreel.core.model import Song
from beatreel.core.ports import Progress
from beatreel.core.value import Value
from beatreel.director.succession import carried_analysis
from beatreel.tasks.analyze import as_json, hear_song, load_analysis

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float32]]

_RATE = 11_025  # Hz
_HOP = 110  # samples; about 10 ms
_FFT = 1024
_EDGES = (60, 110, 180, 280, 420, 620, 900, 1300, 1900, 2800, 4000, 5400)  # Hz
_FLOOR = 1e-7
_FARTHEST = 60.0  # seconds by which a version may begin earlier or later
_NEAR = 0.03  # seconds around the coarse offset in which the fine one is looked for
_CLEAR = 12.0  # how far a peak stands out of the noise before it is believed
_STILL = 0.005  # seconds; less is no movement that anybody hears or sees
_WINDOW, _STEP = 100, 50  # rows of 10 ms that are compared at a time
_SAME = 0.8  # correlation from which on music is the same
_ENOUGH = 0.5  # share of the music that must be the same


class LineUp(Value):
    """Where a newer version lies beside the older one.

    Attributes
    ----------
    offset : float
        Seconds by which its music comes later; 0 where nobody could tell.
    same : float
        Share of the common music that is the same, 0 to 1.
    changed : tuple of (float, float)
        Stretches of the newer version, in seconds, whose music is another.
    """

    offset: float
    same: float
    changed: tuple[tuple[float, float], ...]


def succeed(
    old: Song, new: Song, old_analysis: Path, analyzer: str, destination: Path, *, progress: Progress
) -> LineUp:
    """Line a newer version of a song up with the older one and write its analysis, of which what is the same is carried over.

    Parameters
    ----------
    old, new : Song
    old_analysis : Path
    analyzer : str
        Hears what is new.
    destination : Path
        Of the analysis.

    Raises
    ------
    UserInputError
        If it is another song.
    """
    found = line_up(old.path, new.path)
    progress(0.4, "Listening")
    if found.same < _ENOUGH:
        raise UserInputError(
            f"This is another song: only {found.same:.0%} of its music is that of the film",
            hint="Make a new film of it",
        )
    fresh = hear_song(new, analyzer, progress=lambda done, note="": progress(0.4 + 0.6 * done, note or "Listening"))
    carried: Analysis = carried_analysis(load_analysis(old_analysis), fresh, found.offset, found.changed)
    write_json(destination, as_json(carried))
    return found


def line_up(old: Path, new: Path) -> LineUp:
    """Compare two versions of a song.

    Raises
    ------
    MediaError
        If one of them cannot be read.
    """
    from beatreel.media.decode import read_audio

    before, _ = read_audio(old, sample_rate=_RATE)
    after, _ = read_audio(new, sample_rate=_RATE)
    one, two = _bands(before), _bands(after)
    lag = _coarse(_flux(one), _flux(two))
    offset = _fine(before, after, lag * _HOP / _RATE)
    offset = 0.0 if abs(offset) < _STILL else round(offset, 5)
    same, changed = _compare(one, two, round(offset * _RATE / _HOP))
    return LineUp(offset=offset, same=same, changed=changed)


def _bands(samples: Floats) -> Floats:
    """Return levels in dB, a row each 10 ms, a column for each band."""
    import numpy as np

    padded = np.pad(samples, (_FFT // 2, _FFT))
    rows = len(samples) // _HOP + 1
    window = np.hanning(_FFT).astype(np.float32)
    edges = [round(edge * _FFT / _RATE) for edge in _EDGES]
    pieces = []
    for first in range(0, rows, 2000):  # a few seconds at a time: long songs need no more memory
        count = min(2000, rows - first)
        taken = np.lib.stride_tricks.sliding_window_view(padded[first * _HOP :], _FFT)[: count * _HOP : _HOP]
        power = np.abs(np.fft.rfft(taken * window, axis=1)) ** 2 / _FFT
        pieces.append(np.add.reduceat(power, edges, axis=1)[:, :-1])
    return (10 * np.log10(np.concatenate(pieces) + _FLOOR)).astype(np.float32)


def _flux(bands: Floats) -> Floats:
    import numpy as np

    flux = np.maximum(np.diff(bands, axis=0, prepend=bands[:1]), 0).sum(axis=1)
    return np.asarray(flux - flux.mean(), np.float32)


def _correlate(one: Floats, two: Floats, *, whiten: bool) -> Floats:
    """Return the circular cross-correlation: value ``k`` belongs to ``two`` coming ``k`` later, counted backwards from the end below 0."""
    import numpy as np

    size = 1 << (len(one) + len(two)).bit_length()
    cross = np.conj(np.fft.rfft(one, size)) * np.fft.rfft(two, size)
    if whiten:
        cross /= np.abs(cross) + 1e-6 * np.abs(cross).max()
    return np.asarray(np.fft.irfft(cross, size), np.float32)


def _coarse(one: Floats, two: Floats) -> int:
    import numpy as np

    found, farthest = _correlate(one, two, whiten=False), round(_FARTHEST * _RATE / _HOP)
    lags = np.arange(-min(farthest, len(one) - 1), min(farthest, len(two) - 1) + 1)
    return int(lags[np.argmax(found[lags])])


def _fine(before: Floats, after: Floats, coarse: float) -> float:
    """Return the offset to a sample where the sound itself still tells it, else the coarse one."""
    import numpy as np

    found, middle, near = np.abs(_correlate(before, after, whiten=True)), round(coarse * _RATE), round(_NEAR * _RATE)
    lags = np.arange(middle - near, middle + near + 1)
    best = int(lags[np.argmax(found[lags])])
    if found[best] < _CLEAR * float(np.median(found)):
        return coarse
    return best / _RATE


def _compare(one: Floats, two: Floats, lag: int) -> tuple[float, tuple[tuple[float, float], ...]]:
    """Return which share of the common music is the same, and the stretches of the second where it is not."""
    import numpy as np

    marks = np.zeros(len(two), np.float32)
    first, last = max(lag, 0), min(len(one) + lag, len(two))
    alike = [
        (row, _is_same(one[row - lag : row - lag + _WINDOW], two[row : row + _WINDOW]))
        for row in range(first, max(last - _WINDOW, first) + 1, _STEP)
    ]
    for row, is_same in alike:
        if is_same:
            marks[row : row + _WINDOW] = 1
    marks[min(last, len(two)) :] = marks[min(last, len(two)) - 1] if last == len(two) else 0
    edge = last - last % _STEP  # the rest of a window at the end goes with its neighbour
    if last - edge < _STEP and edge > first:
        marks[edge:last] = marks[edge - 1]
    seconds = _HOP / _RATE
    starts = np.flatnonzero(np.diff(np.concatenate([[1], marks, [1]])))
    changed = tuple(
        (round(a * seconds, 2), round(b * seconds, 2)) for a, b in zip(starts[::2], starts[1::2], strict=True)
    )
    share = sum(is_same for _, is_same in alike) / len(alike) if alike else 0.0
    return float(share), changed


def _is_same(one: Floats, two: Floats) -> bool:
    import numpy as np

    if len(one) < 2 or len(one) != len(two):
        return False
    a, b = one - one.mean(axis=0), two - two.mean(axis=0)
    quiet = max(float(np.std(a)), float(np.std(b))) < 1.0  # dB; silence, or a tone that stands
    if quiet:
        return bool(np.abs(one.mean() - two.mean()) < 15)
    return float((a * b).sum() / (np.linalg.norm(a) * np.linalg.norm(b) + 1e-9)) >= _SAME
