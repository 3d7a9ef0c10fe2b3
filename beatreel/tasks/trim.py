"""Cut the silence off both ends of a song, so that the film opens with the music."""

from __future__ import annotations

from pathlib import Path

from beatreel.core.files import sha256_of, whole_file
from beatreel.core.model import Song
from beatreel.core.ports import Progress
from beatreel.media.decode import stream_audio

SILENCE = 10 ** (-60 / 20)  # samples below -60 dBFS are silence
_KEPT = 0.05  # seconds of silence that stay, so that no attack is cut into
_FULL_SCALE = 2.0**31


def trim_silence(song: Song, destination: Path, *, progress: Progress) -> Song:
    """Write the song without its leading and trailing silence as lossless FLAC.

    Parameters
    ----------
    song : Song
    destination : Path
        A ``.flac`` file.
    progress : Progress

    Returns
    -------
    Song
        The trimmed one, or the same if nothing is silent.
    """
    first, last = _sounding(song)
    margin = int(_KEPT * song.sample_rate)
    start, end = max(first - margin, 0), min(last + margin, song.sample_count)
    if start == 0 and end == song.sample_count or end <= start:
        return song
    with whole_file(destination) as part:
        _write(song, part, start, end, progress)
    return song.model_copy(
        update={
            "path": destination,
            "sha256": sha256_of(destination),
            "sample_count": end - start,
            "duration": (end - start) / song.sample_rate,
            "container": "flac",
            "codec": "flac",
            "trimmed_start": song.trimmed_start + start / song.sample_rate,
        }
    )


def _sounding(song: Song) -> tuple[int, int]:
    """Return the first sample above silence and the one after the last; (0, 0) for a silent song."""
    import numpy as np

    first, last, position = None, 0, 0
    for block in stream_audio(song.path):
        loud = np.flatnonzero(np.abs(block).max(axis=0) > SILENCE)
        if len(loud):
            first = position + int(loud[0]) if first is None else first
            last = position + int(loud[-1]) + 1
        position += block.shape[1]
    return first or 0, last


def _write(song: Song, path: Path, start: int, end: int, progress: Progress) -> None:
    import av
    import numpy as np

    layout = "mono" if song.channels == 1 else "stereo"
    channels = 1 if song.channels == 1 else 2
    with av.open(str(path), "w", format="flac", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("flac", rate=song.sample_rate, layout=layout, format="s32")
        written = 0
        for block in stream_audio(song.path, start_sample=start, end_sample=end):
            samples = np.clip(block[:channels] * _FULL_SCALE, -_FULL_SCALE, _FULL_SCALE - 256).astype(np.int32)
            frame = av.AudioFrame.from_ndarray(samples.T.reshape(1, -1), format="s32", layout=layout)
            frame.sample_rate, frame.pts = song.sample_rate, written
            container.mux(stream.encode(frame))
            written += block.shape[1]
            progress(written / (end - start))
        container.mux(stream.encode(None))
