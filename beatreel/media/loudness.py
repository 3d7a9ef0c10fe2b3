"""Loudness after EBU R 128 / ITU-R BS.1770, by FFmpeg's ``ebur128`` filter, fed piece by piece.

No text from outside ever enters the filter graph.
"""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from beatreel.core.errors import MediaError
from beatreel.media.decode import open_audio

if TYPE_CHECKING:
    import numpy as np

SILENCE = -70.0  # LUFS; the gate of the method, below which nothing counts
_LAYOUTS = ("mono", "stereo", "2.1", "4.0", "5.0", "5.1", "6.1", "7.1")


@dataclass(frozen=True)
class Loudness:
    """How loud a song is.

    Attributes
    ----------
    integrated : float or None
        Gated loudness of the whole in LUFS; ``None`` where everything lies below the gate or it is shorter than 0.4 s.
    loudness_range : float
        LRA in LU.
    true_peak : float or None
        Highest level between samples of any channel in dBTP (oversampled); ``None`` for digital silence.
    """

    integrated: float | None
    loudness_range: float
    true_peak: float | None


class LoudnessMeter:
    """Measures what it is fed.

    Parameters
    ----------
    sample_rate : int
        Hz.
    channels : int
        1 to 8.
    """

    def __init__(self, sample_rate: int, channels: int) -> None:
        import av

        if not 1 <= channels <= len(_LAYOUTS):
            raise MediaError(f"Loudness is defined for 1 to {len(_LAYOUTS)} channels, not for {channels}")
        self._rate, self._layout = sample_rate, _LAYOUTS[channels - 1]
        self._fed = 0
        self._latest: dict[str, str] = {}
        graph = av.filter.Graph()
        source = graph.add_abuffer(
            sample_rate=sample_rate, format="flt", layout=self._layout, time_base=Fraction(1, sample_rate)
        )
        meter = graph.add("ebur128", "peak=true:metadata=1:framelog=quiet")
        sink = graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        graph.configure()
        self._graph = graph

    def feed(self, samples: np.ndarray) -> None:
        """Add float32 samples ``(channels, n)``, any ``n`` of at least 1."""
        import av
        import numpy as np

        packed = np.ascontiguousarray(samples.T, dtype=np.float32).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(packed, format="flt", layout=self._layout)
        frame.sample_rate = self._rate
        frame.pts = self._fed
        frame.time_base = Fraction(1, self._rate)
        self._fed += samples.shape[1]
        self._graph.push(frame)
        self._drain()

    def result(self) -> Loudness:
        """Finish and return the measurement; nothing may be fed afterwards."""
        self._graph.push(None)
        self._drain()
        integrated = float(self._latest.get("lavfi.r128.I", SILENCE))
        peak = float(self._latest.get("lavfi.r128.true_peak", 0.0))
        return Loudness(
            integrated=integrated if math.isfinite(integrated) and integrated > SILENCE else None,
            loudness_range=float(self._latest.get("lavfi.r128.LRA", 0.0)),
            true_peak=20 * math.log10(peak) if peak > 0 else None,
        )

    def _drain(self) -> None:
        import av

        while True:
            try:
                frame: Any = self._graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            self._latest = frame.metadata or self._latest


def measure_loudness(path: str | os.PathLike[str]) -> Loudness:
    """Measure a file in flat memory.

    Raises
    ------
    MediaError
        If it cannot be decoded or holds no sound.
    """
    meter: LoudnessMeter | None = None
    with open_audio(path) as reader:
        for samples, rate in reader.frames():
            meter = meter or LoudnessMeter(rate, samples.shape[0])
            meter.feed(samples)
    if meter is None:
        raise MediaError("The file holds no sound", hint="Export it anew as WAV or FLAC")
    return meter.result()
