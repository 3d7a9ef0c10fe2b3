"""Compute the bundled demo song and write it as M4A.

Usage: python scripts/make_demo_song.py [DESTINATION]
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from demo_song.dsp import RATE, loudness
from demo_song.mix import mastered, mixed, stems
from demo_song.score import TITLE

from beatreel.testing.audiofile import write

_DESTINATION = Path(__file__).parents[1] / "beatreel" / "demo" / "night_drive.m4a"


def main() -> None:
    """Compose, play, mix, write."""
    destination = Path(sys.argv[1]) if len(sys.argv) > 1 else _DESTINATION
    song = mastered(mixed(stems()))
    samples = song.astype(np.float32)
    write(destination, samples, RATE, title=TITLE, artist="beatreel", bit_rate=160_000)
    print(f"{destination}: {samples.shape[1] / RATE:.2f} s, {loudness(song):.1f} LUFS, peak {np.abs(song).max():.3f}")


if __name__ == "__main__":
    main()
