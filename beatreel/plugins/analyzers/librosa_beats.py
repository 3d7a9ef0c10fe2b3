"""The ``librosa`` analyzer: beats by librosa (McFee et al.), bars, sections and moments by our own signal processing.

It is the plain choice: no trained model, beats by dynamic programming (Ellis 2007).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from beatreel import hookimpl, read_audio
from beatreel.plugins.analyzers.hearing.analyzer import HearingAnalyzer

if TYPE_CHECKING:
    import numpy as np

    from beatreel import Analysis, Analyzer, Progress, Song

    Array = np.ndarray[Any, np.dtype[Any]]

_HOP = 512
_LAG = 0.022  # seconds that the onset strength peaks after an attack; measured on clicks
_BLOCK = 60  # seconds of music whose mel spectrum is computed at a time
_TEMPO_EXCERPT = 600  # seconds from the middle of the song by which the tempo is judged
_REGULAR = 0.12  # spread of beat lengths, relative, that still counts as steady


class LibrosaAnalyzer(HearingAnalyzer):
    """Hears songs with librosa's beat tracker."""

    name = "librosa"
    version = "1"
    instead = "Try --analyzer beatreel, or report the song's format."

    def hear(self, song: Song, progress: Progress) -> Analysis:
        """Return what librosa's beats and our section analysis make of the song."""
        from beatreel.plugins.analyzers.hearing.assembly import assemble
        from beatreel.plugins.analyzers.hearing.energy import sounding_span
        from beatreel.plugins.analyzers.hearing.metre import beat_positions
        from beatreel.plugins.analyzers.hearing.spectrum import SAMPLE_RATE, listen

        progress(0.0, "reading")
        samples, rate = read_audio(song.path, sample_rate=SAMPLE_RATE)
        progress(0.15, "listening")
        spectrum = listen(
            samples,
            rate,
            duration=song.duration,
            report=lambda done: progress(0.15 + 0.35 * done, "listening"),
        )
        beats, trust = _track(samples, rate)
        del samples
        progress(0.8, "bars and sections")
        begin, end = sounding_span(spectrum)
        heard = (beats >= max(0.0, begin - 0.05)) & (beats <= end)
        beats, trust = beats[heard], trust[heard]
        analysis = assemble(spectrum, beats, beat_positions(spectrum, beats), trust, analyzer=self.name)
        progress(1.0)
        return analysis


def _track(samples: Array, rate: int) -> tuple[Array, Array]:
    """Return librosa's beats in seconds and how far each stands out, 0 to 1."""
    import librosa
    import numpy as np

    nothing = np.zeros(0)
    if len(samples) < rate or float(np.abs(samples).max()) < 1e-6:
        return nothing, nothing
    onsets = _onset_strength(samples, rate)
    if float(onsets.max()) <= 0:
        return nothing, nothing
    middle = len(onsets) // 2
    reach = _TEMPO_EXCERPT * rate // _HOP // 2
    excerpt = onsets[max(0, middle - reach) : middle + reach]
    tempo = librosa.feature.tempo(onset_envelope=excerpt, sr=rate, hop_length=_HOP)
    _, frames = librosa.beat.beat_track(onset_envelope=onsets, sr=rate, hop_length=_HOP, bpm=tempo)
    if len(frames) < 2:
        return nothing, nothing
    beats = librosa.frames_to_time(frames, sr=rate, hop_length=_HOP) - _LAG
    return beats, _trust(onsets, frames)


def _onset_strength(samples: Array, rate: int) -> Array:
    """Onset strength as librosa defines it, from a mel spectrum made in blocks so that memory stays flat."""
    import librosa
    import numpy as np

    step = _BLOCK * rate // _HOP * _HOP
    margin = 4 * _HOP
    parts = []
    for first in range(0, len(samples), step):
        start = max(0, first - margin)
        mel = librosa.feature.melspectrogram(y=samples[start : first + step + margin], sr=rate, hop_length=_HOP)
        skip = (first - start) // _HOP
        parts.append(mel[:, skip : skip + step // _HOP].astype(np.float32))
    return librosa.onset.onset_strength(S=librosa.power_to_db(np.hstack(parts)), sr=rate, hop_length=_HOP)


def _trust(onsets: Array, frames: Array) -> Array:
    """Trust in each beat: attacks on it against those half way to the next, and how steady the beats are."""
    import numpy as np
    from scipy.ndimage import maximum_filter1d, uniform_filter1d

    near = maximum_filter1d(onsets, 3)
    between = near[(frames[:-1] + frames[1:]) // 2]
    between = np.append(between, between[-1])
    ratio = uniform_filter1d(near[frames], 8) / (uniform_filter1d(near[frames] + between, 8) + 1e-9)
    lengths = np.diff(frames).astype(float)
    spread = float(np.std(lengths) / np.mean(lengths)) if len(lengths) else 1.0
    steady = float(np.exp(-((spread / _REGULAR) ** 2)))
    share = float(np.mean(near[frames] > 0.5 * np.mean(near)))
    return np.clip((ratio - 0.35) * 2.6, 0.0, 1.0) * (0.35 + 0.65 * steady) * share


@hookimpl
def register_analyzers() -> list[Analyzer]:
    """Offer the librosa analyzer."""
    return [LibrosaAnalyzer()]
