"""What hearing costs: our whole analysis against librosa's parts in CPU, and an hour against four minutes in memory.

Each run is a process of its own, so that imports, compiled code and the first call are all counted.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import soundfile

MINUTES, LONG = 4, 60

_OURS = """
import sys
from pathlib import Path
from benchmarks.hearing import describe
from beatreel.plugins.analyzers.beatreel_net import BeatreelAnalyzer
BeatreelAnalyzer().analyze(describe(Path(sys.argv[1])), progress=lambda done, note="": None)
"""

_LIBROSA = """
import sys
import librosa
import numpy as np
samples, rate = librosa.load(sys.argv[1], sr=22050)
envelope = librosa.onset.onset_strength(y=samples, sr=rate)
tempo, beats = librosa.beat.beat_track(onset_envelope=envelope, sr=rate)
librosa.feature.tempogram(onset_envelope=envelope, sr=rate)
chroma = librosa.util.sync(librosa.feature.chroma_cqt(y=samples, sr=rate), beats)
timbre = librosa.util.sync(librosa.feature.mfcc(y=samples, sr=rate), beats)
librosa.segment.recurrence_matrix(chroma, mode="affinity", sym=True)
librosa.segment.agglomerative(np.vstack([chroma, timbre]), 10)
"""


def compare(song: Path, scratch: Path) -> None:
    """Print CPU seconds and peak memory of both on a song of four minutes, and of ours on an hour."""
    short = repeat(song, MINUTES, scratch / "short.flac")
    long = repeat(song, LONG, scratch / "long.flac")
    cold = {"NUMBA_CACHE_DIR": tempfile.mkdtemp(dir=scratch)}
    print(f"a song of {MINUTES} minutes, whole process: CPU seconds and peak memory")
    ours, memory = cost(_OURS, short)
    first, _ = cost(_OURS, short, **cold)
    theirs, their_memory = cost(_LIBROSA, short)
    print(f"  beatreel, everything              {ours:7.1f} s {memory:7.0f} MB   {ours / MINUTES:.2f} s a minute")
    print(f"  beatreel, nothing compiled yet    {first:7.1f} s")
    print(f"  librosa, beats, tempogram, parts  {theirs:7.1f} s {their_memory:7.0f} MB")
    print(f"  ratio ours / librosa              {ours / theirs:7.2f}   nothing compiled yet {first / theirs:.2f}")
    hour, peak = cost(_OURS, long)
    print(f"a song of {LONG} minutes")
    print(f"  beatreel, everything              {hour:7.1f} s {peak:7.0f} MB   {hour / LONG:.2f} s a minute")
    print(
        f"  ratio of memory, hour / {MINUTES} minutes {peak / memory:7.2f}   {(peak - memory) / (LONG - MINUTES):.1f} MB a minute"
    )


def repeat(song: Path, minutes: int, target: Path) -> Path:
    """Write a song again and again until it lasts the given minutes."""
    samples, rate = soundfile.read(song, always_2d=True, dtype="float32")
    left = minutes * 60 * rate
    with soundfile.SoundFile(target, "w", rate, samples.shape[1]) as file:
        while left > 0:
            file.write(samples[:left])
            left -= len(samples)
    return target


def cost(program: str, song: Path, **extra: str) -> tuple[float, float]:
    """Run a program in a process of its own; return its CPU seconds and its peak memory in MB."""
    report = "import resource as _r; _u = _r.getrusage(_r.RUSAGE_SELF); print(_u.ru_utime + _u.ru_stime, _u.ru_maxrss)"
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", f"{program}\n{report}", str(song)],
        env={**os.environ, **extra},
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, memory = np.array(run.stdout.split()[-2:], float)
    return float(seconds), float(memory) / 1024
