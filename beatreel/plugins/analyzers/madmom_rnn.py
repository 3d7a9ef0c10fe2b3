"""The ``madmom`` analyzer: beats and bars by madmom's recurrent networks, sections and moments by our own signal processing.

madmom (Böck et al. 2016) is an extra. Its code is BSD-licensed; **its trained models are CC BY-NC-SA 4.0: not for commercial
use**, which is said whenever it is chosen.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

from beatreel import audio_pieces, hookimpl, read_audio
from beatreel.plugins.analyzers.hearing.analyzer import HearingAnalyzer

if TYPE_CHECKING:
    import numpy as np

    from beatreel import Analysis, Analyzer, Progress, Song

    Array = np.ndarray[Any, np.dtype[Any]]

_RATE = 44_100  # what its networks were trained on
_FRAMES = 100  # activations per second
_METRES = [3, 4]
_SURE = 0.7  # activation from which a beat counts as certain


class MadmomAnalyzer(HearingAnalyzer):
    """Hears songs with madmom's downbeat tracker."""

    name = "madmom"
    version = "1"
    instead = "Try --analyzer beatreel, or report the song's format."
    notice = "madmom's trained models are licensed CC BY-NC-SA 4.0: not for commercial use"

    def hear(self, song: Song, progress: Progress) -> Analysis:
        """Return what madmom's beats and our section analysis make of the song."""
        from beatreel.plugins.analyzers.hearing.assembly import assemble
        from beatreel.plugins.analyzers.hearing.energy import sounding_span
        from beatreel.plugins.analyzers.hearing.spectrum import SAMPLE_RATE, listen

        progress(0.0, "listening")
        pieces = (samples for samples, _ in audio_pieces(song.path, sample_rate=SAMPLE_RATE))
        spectrum = listen(
            pieces, SAMPLE_RATE, duration=song.duration, report=lambda done: progress(0.15 * done, "listening")
        )
        progress(0.15, "madmom's networks listen: about ten seconds for each minute of music")
        beats, positions, trust = _track(song)
        progress(0.95, "sections")
        begin, end = sounding_span(spectrum)
        heard = (beats >= max(0.0, begin - 0.05)) & (beats <= end)
        analysis = assemble(spectrum, beats[heard], positions[heard], trust[heard], analyzer=self.name)
        progress(1.0)
        return analysis


def _track(song: Song) -> tuple[Array, Array, Array]:
    """Return madmom's beats in seconds, their positions in the bar, and how sure its networks are of each."""
    import numpy as np

    from beatreel.plugins.analyzers.madmom_compat import load_madmom

    madmom = load_madmom()
    samples, rate = read_audio(song.path, sample_rate=_RATE)
    if len(samples) < rate or float(np.abs(samples).max()) < 1e-6:
        return np.zeros(0), np.zeros(0, np.int64), np.zeros(0)
    with np.errstate(all="ignore"):  # log of silence
        signal = madmom.audio.signal.Signal(samples.astype(np.float32), sample_rate=rate, num_channels=1)
        activations = madmom.features.downbeats.RNNDownBeatProcessor()(signal)
        tracker = madmom.features.downbeats.DBNDownBeatTrackingProcessor(beats_per_bar=_METRES, fps=_FRAMES)
        found = np.asarray(tracker(activations), float).reshape(-1, 2)
    beats, positions = found[:, 0], found[:, 1].astype(np.int64)
    inside = (beats >= 0) & (beats <= song.duration)
    beats, positions = beats[inside], positions[inside]
    place = np.clip(np.round(beats * _FRAMES).astype(int), 1, len(activations) - 2)
    either = activations.sum(1)
    strongest = np.max([either[place - 1], either[place], either[place + 1]], axis=0) if len(place) else np.zeros(0)
    return beats, positions, np.clip(strongest / _SURE, 0.0, 1.0)


@hookimpl
def register_analyzers() -> list[Analyzer]:
    """Offer the madmom analyzer where madmom is installed."""
    return [MadmomAnalyzer()] if importlib.util.find_spec("madmom") is not None else []
