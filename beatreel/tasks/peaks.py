"""A waveform for people to look at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from beatreel.core.files import sha256_of, write_json
from beatreel.core.ports import Progress
from beatreel.media.decode import read_audio


def peaks(path: Path, cache: Path, count: int, *, progress: Progress) -> dict[str, Any]:
    """Return the loudest deflection of a song in each of ``count`` equal stretches.

    Parameters
    ----------
    path : Path
    cache : Path
        Where the answer is kept.
    count : int

    Returns
    -------
    dict
        ``duration`` (seconds), ``count``, ``peaks`` (each 0 to 1, three digits).

    Raises
    ------
    MediaError
        If the song cannot be read.
    """
    kept = cache / "peaks" / f"{sha256_of(path)}-{count}.json"
    if kept.is_file():
        known: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        return known
    import numpy as np

    samples, rate = read_audio(path)
    loud = np.abs(samples)
    edges = np.linspace(0, len(loud), count + 1).astype(int)
    values = [float(loud[a : max(b, a + 1)].max(initial=0.0)) for a, b in zip(edges[:-1], edges[1:], strict=True)]
    found = {"duration": len(loud) / rate, "count": count, "peaks": [round(min(value, 1.0), 3) for value in values]}
    write_json(kept, found)
    return found
