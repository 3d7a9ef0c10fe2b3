"""An analyzer and a generator for tests: cheap, deterministic, and able to misbehave on order."""

import logging
import os
import time
from pathlib import Path

from pydantic import BaseModel

from beatreel import Analysis, EnergyCurves, Resources, Segment, frame_to_seconds, hookimpl


class TinyAnalyzer:
    """Takes for granted what the tests' song is: 120 BPM in 4/4 from the first sample, a verse and a chorus."""

    name = "tiny"
    version = "1"

    def analyze(self, song, *, progress):
        times = [number * 0.5 for number in range(int(song.duration / 0.5))]
        half = times[len(times) // 8 * 4]
        curve = tuple(0.3 if number / 10 < half else 0.9 for number in range(int(song.duration * 10)))
        return Analysis(
            duration=song.duration,
            tempo=120,
            beat_times=times,
            beat_positions=[number % 4 + 1 for number in range(len(times))],
            segments=[
                Segment(start=0, end=half, label="verse", energy=0.3),
                Segment(start=half, end=song.duration, label="chorus", energy=0.9, group=1),
            ],
            energy=EnergyCurves(rate=10, total=curve, low=curve, mid=curve, high=curve),
            analyzer=self.name,
        )


class TinyParams(BaseModel):
    delay: float = 0.0  # seconds for each frame
    crash_scene: int = -1  # the worker dies here …
    crash_marker: str = ""  # … unless this file exists; it is made before dying
    short_by: int = 0  # frames withheld
    talks: bool = False  # prints, and logs at every level


class Tiny:
    name = "tiny"
    version = "1"
    params = TinyParams
    digital_source_type = "algorithmicMedia"
    resources = Resources()

    def paint(self, scene, spec, *, params, seed, references, folder, progress):
        import numpy as np
        from PIL import Image

        note(f"paint {scene.shot} {scene.variation}")
        rng = np.random.default_rng([seed, scene.variation, len(scene.shot)])
        picture = rng.integers(20, 230, (spec.height // 8, spec.width // 8, 3), dtype=np.uint8)
        Image.fromarray(picture).save(folder / "picture.png")
        progress(1.0)
        return folder / "picture.png"

    def animate(self, still, scene, spec, *, params, music, seed, first_frame, frame_count, progress):
        import numpy as np
        from PIL import Image

        note(f"animate {scene.index}")
        if params.talks:
            print(f"printed at {scene.index}")  # noqa: T201
            for level in ("DEBUG", "INFO", "WARNING", "ERROR"):
                logging.getLogger("tiny").log(getattr(logging, level), "logged at %s", scene.index)
        if scene.index == params.crash_scene and not Path(params.crash_marker).exists():
            Path(params.crash_marker).touch()
            print("dying", flush=True)  # noqa: T201
            os.kill(os.getpid(), 9)
        picture = Image.open(still.picture).resize((spec.width, spec.height), Image.Resampling.BICUBIC)
        base = np.asarray(picture).astype(np.float32)
        base = np.roll(base, seed % 64 + len(scene.camera) + round(8 * scene.framing), axis=0)
        for number in range(frame_count - params.short_by):
            moment = music.at(frame_to_seconds(first_frame + number, spec.frame_rate))
            time.sleep(params.delay)
            yield np.clip(np.roll(base, number, axis=1) * (0.7 + 0.3 * moment.kick), 0, 255).astype(np.uint8)
            progress((number + 1) / frame_count)


def note(line):
    """A line for everything that is made; where, is no parameter, for it must not change what is made."""
    if path := os.environ.get("TINY_LOG"):
        with Path(path).open("a") as stream:
            stream.write(line + "\n")


@hookimpl
def register_generators():
    return [Tiny()]


@hookimpl
def register_analyzers():
    return [TinyAnalyzer()]
