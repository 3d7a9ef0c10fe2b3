"""Small, correct providers; the tests of the checks break them in every way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel import Analysis, NoParams, Resources, Song, VideoSpec

if TYPE_CHECKING:
    import numpy as np


class Greys:
    """A small, correct generator."""

    name, version, params = "greys", "1", NoParams
    digital_source_type = "algorithmicMedia"
    resources = Resources()

    def paint(self, scene: Any, spec: VideoSpec, *, seed: int, folder: Path, progress: Any, **_: Any) -> Path:
        import numpy as np
        from PIL import Image

        progress(0.5)
        level = np.random.default_rng(seed).integers(40, 200)
        path = folder / "picture.png"
        Image.new("L", (spec.width, spec.height), int(level)).save(path)
        return path

    def animate(
        self,
        still: Any,
        scene: Any,
        spec: VideoSpec,
        *,
        music: Any,
        first_frame: int,
        frame_count: int,
        progress: Any,
        **_: Any,
    ) -> Iterator[np.ndarray]:
        import numpy as np

        for index in range(frame_count):
            progress(index / frame_count)
            moment = music.at((first_frame + index) / 30)
            yield np.full((spec.height, spec.width, 3), int(60 + 100 * moment.kick), np.uint8)


class Truthful:
    """A correct analyzer of songs at 120 BPM."""

    name, version = "truthful", "1"

    def analyze(self, song: Song, *, progress: Any) -> Analysis:
        from beatreel.testing import make_song

        progress(0.1)
        return make_song(duration=song.duration, tempo=120).analysis()
