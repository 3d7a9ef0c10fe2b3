"""The ``beatreel`` analyzer: a small net of our own listens, a bar-pointer search finds beats, bars and metre.

The net was trained on songs that we composed (``training/hearing``); its weights lie beside the code and run in numpy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from beatreel import audio_pieces, hookimpl
from beatreel.plugins.analyzers.hearing.analyzer import HearingAnalyzer

if TYPE_CHECKING:
    import numpy as np

    from beatreel import Analysis, Analyzer, Progress, Song

    Array = np.ndarray[Any, np.dtype[Any]]


class BeatreelAnalyzer(HearingAnalyzer):
    """Hears songs with our own net."""

    name = "beatreel"
    version = "1"
    instead = "Try --analyzer librosa, and report the song's format."

    def hear(self, song: Song, progress: Progress) -> Analysis:
        """Return what our net and the search for bars make of the song."""
        from beatreel.plugins.analyzers.hearing.assembly import assemble
        from beatreel.plugins.analyzers.hearing.features import NetFeatures
        from beatreel.plugins.analyzers.hearing.listening import beats_of, section_evidence
        from beatreel.plugins.analyzers.hearing.net import activations, load_weights
        from beatreel.plugins.analyzers.hearing.spectrum import SAMPLE_RATE, listen

        progress(0.0, "listening")
        pieces = (samples for samples, _ in audio_pieces(song.path, sample_rate=SAMPLE_RATE))
        spectrum = listen(
            pieces, SAMPLE_RATE, duration=song.duration, report=lambda done: progress(0.5 * done, "listening")
        )
        weights = load_weights()
        activation = activations(NetFeatures(spectrum), weights)
        progress(0.7, "beats and bars")
        beats, positions, trust = beats_of(spectrum, activation)
        progress(0.9, "sections")
        evidence = section_evidence(spectrum, activation, beats[positions == 1], weights)
        analysis = assemble(spectrum, beats, positions, trust, analyzer=self.name, boundary_evidence=evidence)
        progress(1.0)
        return analysis


@hookimpl
def register_analyzers() -> list[Analyzer]:
    """Offer the beatreel analyzer."""
    return [BeatreelAnalyzer()]
