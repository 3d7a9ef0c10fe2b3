"""Writes samples to audio files of any format that beatreel reads; for tests."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BLOCK = 1 << 16  # samples handed over at a time

# format: container, codec, sample format, encoder options, fixed rate
_FORMATS: dict[str, tuple[str, str, str, dict[str, str], int | None]] = {
    "wav": ("wav", "pcm_s16le", "s16", {}, None),
    "flac": ("flac", "flac", "s16", {}, None),
    "mp3": ("mp3", "libmp3lame", "fltp", {}, None),
    "m4a": ("ipod", "aac", "fltp", {}, None),
    "aac": ("adts", "aac", "fltp", {}, None),
    "ogg": (
        "ogg",
        "vorbis",
        "fltp",
        {"strict": "experimental"},
        None,
    ),  # FFmpeg's own encoder: PyAV brings no libvorbis
    "opus": ("ogg", "libopus", "flt", {}, 48_000),
}


def write(
    path: Path,
    samples: NDArray[np.float32],
    sample_rate: int,
    *,
    format: str | None = None,
    title: str = "",
    artist: str = "",
    bit_rate: int = 192_000,
) -> Path:
    """Write samples to a file.

    Parameters
    ----------
    path : Path
    samples : numpy.ndarray [shape=(channels, n), dtype=float32]
        Within [-1, 1]; one or two channels.
    sample_rate : int
        Hz.
    format : {"wav", "flac", "mp3", "m4a", "aac", "ogg", "opus"}, optional
        By default what the suffix says.
    title, artist : str
        Tags, where the format can carry them.
    bit_rate : int
        Bits per second of lossy formats.

    Returns
    -------
    Path
        ``path``.

    Raises
    ------
    ValueError
        If the format is unknown.
    """
    import av

    kind = format or path.suffix.lstrip(".").lower()
    if kind not in _FORMATS:
        raise ValueError(f"Unknown audio format “{kind}”; known are {', '.join(_FORMATS)}")
    container, codec, sample_format, options, fixed_rate = _FORMATS[kind]
    layout = "mono" if samples.shape[0] == 1 else "stereo"
    rate = fixed_rate or sample_rate
    with av.open(str(path), "w", format=container) as output:
        output.metadata.update({key: value for key, value in (("title", title), ("artist", artist)) if value})
        stream: Any = output.add_stream(codec, rate=rate, layout=layout, format=sample_format, options=options)
        if kind not in ("wav", "flac"):
            stream.bit_rate = bit_rate
        resampler = av.AudioResampler(format=sample_format, layout=layout, rate=rate)
        for first in range(0, samples.shape[1], _BLOCK):
            block = np.ascontiguousarray(samples[:, first : first + _BLOCK])
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout=layout)
            frame.sample_rate = sample_rate
            frame.pts = first
            frame.time_base = Fraction(1, sample_rate)
            for part in resampler.resample(frame):
                output.mux(stream.encode(part))
        for part in resampler.resample(None):
            output.mux(stream.encode(part))
        output.mux(stream.encode(None))
    return path
