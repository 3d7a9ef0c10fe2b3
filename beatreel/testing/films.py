"""Small moving pictures and films, made in milliseconds; for tests."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np

from beatreel.media.encode import EncodeSettings, encode_scene

WIDTH, HEIGHT = 180, 320


def settings(width: int = WIDTH, height: int = HEIGHT, rate: int = 30, **given: object) -> EncodeSettings:
    """Return settings of a small encode."""
    values = {"name": "test", "width": width, "height": height, "frame_rate": Fraction(rate), "crf": 18, **given}
    return EncodeSettings(**values)


def moving(count: int, seed: int = 0, width: int = WIDTH, height: int = HEIGHT) -> Iterator[np.ndarray]:
    """Yield I420 frames of a drifting texture."""
    noise = np.random.default_rng(seed)
    texture = cv2.GaussianBlur(noise.integers(16, 235, (height, width), dtype=np.uint8), (0, 0), 3)
    texture = cv2.normalize(texture, None, 30, 220, cv2.NORM_MINMAX)
    frame = np.full((height * 3 // 2, width), 110 + seed % 30, np.uint8)
    for number in range(count):
        frame[:height] = np.roll(texture, 2 * number, axis=1)
        yield frame  # the same array each time, as generators may do


def clip(path: Path, count: int, seed: int = 0, **given: object) -> Path:
    """Encode a clip of the moving texture and return its path."""
    chosen = settings(**given)
    frames = moving(count, seed, chosen.width, chosen.height)
    encode_scene(frames, {path: chosen}, frame_count=count)
    return path


def decoded(path: Path) -> list[np.ndarray]:
    """Return the I420 frames of a film."""
    import av

    with av.open(str(path)) as film:
        return [picture.to_ndarray() for picture in film.decode(video=0)]


def sound(path: Path) -> tuple[np.ndarray, int]:
    """Return what the sound of a film decodes to when no edit list is followed: float32 (channels, n), and its rate."""
    import av

    with av.open(str(path), options={"ignore_editlist": "1"}) as film:
        pieces = [frame.to_ndarray() for frame in film.decode(audio=0)]
        return np.concatenate(pieces, axis=1), film.streams.audio[0].rate
