"""A plugin of version 1: written once, never changed, and it must go on working for ever. Its hash is in the test beside it."""

import json
from pathlib import Path

from pydantic import BaseModel, Field

from beatreel import (
    Analysis,
    EnergyCurves,
    Event,
    PlatformSpec,
    Reaction,
    Resources,
    Segment,
    Source,
    frame_to_seconds,
    hookimpl,
    read_audio,
)

OPTIONS = {}


class FrozenParams(BaseModel):
    level: int = Field(default=90, ge=0, le=255, description="Grey of the still")


class FrozenGenerator:
    name = "frozen"
    version = "1"
    params = FrozenParams
    digital_source_type = "algorithmicMedia"
    resources = Resources(cpus=1.0, gpus=0.0, memory=200_000_000)

    def paint(self, scene, spec, *, params, seed, references, folder, progress):
        from PIL import Image

        progress(0.5, "painting")
        Image.new("L", (spec.width, spec.height), (params.level + seed) % 256).save(folder / "grey.png")
        return folder / "grey.png"

    def animate(self, still, scene, spec, *, params, music, seed, first_frame, frame_count, progress):
        import numpy as np
        from PIL import Image

        grey = np.asarray(Image.open(still.picture).convert("RGB"), np.float32)
        for number in range(frame_count):
            progress(number / frame_count, "animating")
            moment = music.at(frame_to_seconds(first_frame + number, spec.frame_rate))
            yield (grey * (0.6 + 0.2 * moment.kick + 0.2 * moment.energy)).astype(np.uint8)


class FrozenAnalyzer:
    name = "frozen"
    version = "1"

    def analyze(self, song, *, progress):
        progress(0.0, "decoding")
        samples, rate = read_audio(song.path, sample_rate=8000)
        progress(0.9)
        loud = tuple(
            min(float(abs(samples[start : start + rate // 10]).max()), 1.0)
            for start in range(0, samples.size, rate // 10)
        )
        times = tuple(number * 0.5 for number in range(int(song.duration / 0.5)))
        return Analysis(
            duration=song.duration,
            tempo=120,
            beat_times=times,
            beat_positions=tuple(number % 4 + 1 for number in range(len(times))),
            segments=(Segment(start=0, end=song.duration, label="verse", energy=0.5),),
            energy=EnergyCurves(rate=10, total=loud, low=loud, mid=loud, high=loud),
            analyzer=self.name,
        )


class FrozenExporter:
    name = "frozen"
    version = "1"
    platform = PlatformSpec(
        name="frozen",
        title="Frozen",
        width=144,
        height=256,
        min_width=144,
        max_width=1440,
        min_height=256,
        max_height=2560,
        frame_rates=(24, 60),
        sources=(Source(rule="width", text="Made up", official=False),),
    )

    def export(self, master, analysis, *, destination, progress):
        return master.deliver(
            self.platform, destination, notes=(f"{master.title}, {analysis.tempo:.0f}",), progress=progress
        )


class BarsCounted(Event):
    """Bars of the song. Fields: ``bars``."""

    name = "frozen.bars_counted"
    bars: int


def count(event, film):
    positions = json.loads(Path(event.analysis_path).read_text(encoding="utf-8"))["beat_positions"]
    yield BarsCounted(job_id=event.job_id, bars=positions.count(1))


@hookimpl
def configure(options):
    OPTIONS.update(options)


@hookimpl
def register_generators():
    return [FrozenGenerator()]


@hookimpl
def register_analyzers():
    return [FrozenAnalyzer()]


@hookimpl
def register_exporters():
    return [FrozenExporter()]


@hookimpl
def register_events():
    return [BarsCounted]


@hookimpl
def register_reactions():
    return [Reaction("beats_detected", "count", count)]


def _note(line):
    if "log" in OPTIONS:
        with Path(OPTIONS["log"]).open("a", encoding="utf-8") as stream:
            stream.write(line + "\n")


@hookimpl
def beats_detected(event):
    _note(f"{event.tempo:.0f}")


@hookimpl
def exported(event, logged):
    _note(f"{logged.name} {event.deliverable.platform} {event.deliverable.notes[0]}")


@hookimpl
def job_completed(logged):
    _note(f"{logged.name} {len(logged.data['files'])}")
