"""Is a finished film in time with its song? Measured on the files alone, with none of beatreel's own bookkeeping trusted.

    python -m benchmarks.proof FILM_FOLDER SONG [--truth DOWNBEATS.beats]

The master's frames are counted and compared with the song's length; the picture's largest change near each cut of the storyboard is
looked for in the decoded frames; the sound of each file is laid over the song by cross-correlation, edit lists ignored; each platform file
is validated, and read to its end by the ``ffmpeg`` of the system where there is one. With the true beats of the song (lines of seconds and
position in the bar), the share of cuts within 70 ms of a true downbeat is told.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from scipy.signal import correlate

RATE = 22_050  # Hz, for finding the rough offset and refining it between samples
WINDOW = 3  # frames on either side of a cut
SOUND = ("master.mp4", "reels.mp4", "tiktok.mp4", "shorts-full.mp4", "youtube.mp4")  # those that hold the whole song


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("film", type=Path)
    parser.add_argument("song", type=Path)
    parser.add_argument("--truth", type=Path)
    options = parser.parse_args()
    figures = {
        **picture(options.film, length(options.song)),
        **({"on_true_downbeats": met(options.film, options.truth)} if options.truth else {}),
        "sound_offset_ms": {
            name: round(1000 * offset(options.film / name, options.song), 3)
            for name in SOUND
            if (options.film / name).exists()
        },
        "files": {path.name: accepted(path) for path in sorted(options.film.glob("*.mp4")) if path.stem != "master"},
    }
    print(json.dumps(figures, indent=2))


def picture(film: Path, duration: Fraction) -> dict[str, object]:
    """Count the master's frames and look for its cuts; ``duration`` is the song's, in seconds."""
    board = json.loads((film / "storyboard.json").read_text())
    rate = Fraction(board["frame_rate"])
    small, stamps = [], []
    with av.open(film / "master.mp4", options={"ignore_editlist": "1"}) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        for frame in container.decode(stream):
            stamps.append(frame.pts * stream.time_base)
            small.append(frame.to_ndarray(format="gray", width=90, height=160).astype(np.float32))
    change = np.abs(np.diff(np.stack(small), axis=0)).mean((1, 2))  # change[i]: from frame i to i + 1
    cuts = [scene["cut_time"] for scene in board["scenes"][1:]]
    errors, seen = [], 0
    for cut in cuts:
        frame = round(cut * rate)
        near = change[max(0, frame - 1 - WINDOW) : frame + WINDOW]
        found = max(0, frame - 1 - WINDOW) + int(np.argmax(near)) + 1
        seen += found == frame
        errors.append(abs(found / rate - Fraction(cut)))
    return {
        "frames": len(stamps),
        "expected_frames": round(duration * rate),
        "first_stamp": float(stamps[0]),
        "contiguous": all(after - before == 1 / rate for before, after in zip(stamps, stamps[1:], strict=False)),
        "cuts": len(cuts),
        "cuts_seen_at_their_frame": seen,
        "largest_cut_error_ms": round(1000 * float(max(errors, default=0)), 2),
        "half_a_frame_ms": round(500 / float(rate), 2),
    }


def met(film: Path, truth: Path) -> float:
    """Share of cuts within 70 ms of a true downbeat."""
    rows = np.loadtxt(truth, usecols=(0, 1))
    downbeats = rows[rows[:, 1] == 1, 0]
    board = json.loads((film / "storyboard.json").read_text())
    hits = [np.abs(downbeats - scene["cut_time"]).min() <= 0.07 for scene in board["scenes"][1:]]
    return round(float(np.mean(hits)), 3)


def offset(film: Path, song: Path) -> float:
    """By how many seconds the film's sound is later than the song, to a fraction of a sample."""
    ours, theirs = sound(film), sound(song)
    length = min(ours.size, theirs.size)
    likeness = correlate(ours[:length], theirs[:length], method="fft")
    peak = int(np.argmax(likeness))
    left, middle, right = likeness[peak - 1 : peak + 2]
    fine = 0.5 * (left - right) / (left - 2 * middle + right)
    return float((peak + fine - (length - 1)) / RATE)


def length(song: Path) -> Fraction:
    """Seconds of a song, by its decoded samples."""
    with av.open(song) as container:
        return Fraction(sum(frame.samples for frame in container.decode(audio=0)), container.streams.audio[0].rate)


def sound(path: Path) -> NDArray[np.float32]:
    """Mono samples as they lie in the file, from time 0."""
    resampler = av.AudioResampler("flt", "mono", RATE)
    parts: list[NDArray[np.float32]] = []
    first: float | None = None
    with av.open(path, options={"ignore_editlist": "1"}) as container:
        for frame in container.decode(audio=0):
            first = float(frame.time) if first is None else first
            parts += [part.to_ndarray()[0] for part in resampler.resample(frame)]
    parts += [part.to_ndarray()[0] for part in resampler.resample(None)]
    samples = np.concatenate(parts)
    return np.concatenate([np.zeros(round(max(first or 0.0, 0.0) * RATE), np.float32), samples])


def accepted(path: Path) -> dict[str, object]:
    """What ``beatreel validate`` and the system's ffmpeg say."""
    platform = path.stem
    told = subprocess.run(
        [sys.executable, "-m", "beatreel", "validate", str(path), "--for", platform], capture_output=True, text=True
    )
    found: dict[str, object] = {"validate": told.returncode == 0}
    if told.returncode:
        found["said"] = (told.stdout + told.stderr).strip()[-400:]
    if shutil.which("ffmpeg"):
        read = subprocess.run(
            ["ffmpeg", "-v", "error", "-i", str(path), "-f", "null", "-"], capture_output=True, text=True
        )
        found["ffmpeg"] = read.returncode == 0 and not read.stderr.strip()
    return found


if __name__ == "__main__":
    main()
