"""A plugin that does on order what no plugin should: ``deed`` says what, ``where`` in which of its methods."""

import os
import signal
import sys
import time

from pydantic import BaseModel

from beatreel import (
    Analysis,
    Deliverable,
    EnergyCurves,
    Event,
    PlatformSpec,
    Reaction,
    Resources,
    Segment,
    Source,
    hookimpl,
)


def misbehave(deed):
    """Do what was ordered; what is only a wrong result is left to the caller."""
    if deed == "raises":
        raise ValueError("out of paint")
    if deed == "exits":
        sys.exit("had enough")
    if deed == "ends":
        os._exit(3)
    if deed == "crashes":
        os.kill(os.getpid(), signal.SIGSEGV)
    if deed == "hangs":
        time.sleep(600)
    if deed == "prints":
        print("{not: json" * 20_000)  # noqa: T201
    if deed == "leaks":
        held = []
        while True:
            held.append(bytearray(50_000_000))


class Params(BaseModel):
    where: str = ""
    deed: str = ""


class Villain:
    name, version, params, digital_source_type, resources = "villain", "1", Params, "algorithmicMedia", Resources()

    def paint(self, scene, spec, *, params, seed, references, folder, progress):
        from PIL import Image

        if params.where == "paint":
            misbehave(params.deed)
            wrong = {"returns a number": 42, "returns nothing": None, "returns no file": folder / "no.png"}
            if params.deed in wrong:
                return wrong[params.deed]
        Image.new("RGB", (spec.width, spec.height), (60, 90, 120)).save(folder / "picture.png")
        progress(1.0)
        return folder / "picture.png"

    def animate(self, still, scene, spec, *, params, music, seed, first_frame, frame_count, progress):
        if params.where == "animate" and params.deed == "returns nothing":
            return None
        return self._frames(spec, params, frame_count, progress)

    def _frames(self, spec, params, frame_count, progress):
        import numpy as np

        deed = params.deed if params.where == "animate" else ""
        frame = np.full((spec.height, spec.width, 3), 90, np.uint8)
        for index in range(frame_count + (deed == "yields too many")):
            progress(min(index / frame_count, 1.0))
            if index == 2:
                misbehave(deed)
                if deed == "yields too few":
                    return
            wrong = {"yields sideways": frame.transpose(1, 0, 2), "yields floats": frame / 255, "yields words": "frame"}
            yield wrong.get(deed, frame)


class VillainEar:
    version = "1"

    def __init__(self, deed):
        self.name, self.deed = f"villain-{deed}", deed

    def analyze(self, song, *, progress):
        progress(0.1)
        misbehave(self.deed)
        curve = (0.5,) * int(song.duration * 10)
        whole = Analysis(
            duration=song.duration / (2 if self.deed == "halves" else 1),
            tempo=0,
            beat_times=(),
            beat_positions=(),
            segments=(
                Segment(start=0, end=song.duration / (2 if self.deed == "halves" else 1), label="verse", energy=0.5),
            ),
            energy=EnergyCurves(rate=10, total=curve, low=curve, mid=curve, high=curve),
            analyzer=self.name,
        )
        return {"tempo": 120} if self.deed == "maps" else whole


class VillainExporter:
    version = "1"

    def __init__(self, deed):
        self.name, self.deed = f"villain-{deed}", deed
        self.platform = PlatformSpec(
            name=self.name,
            title=self.name,
            width=144,
            height=256,
            min_width=64,
            max_width=4000,
            min_height=64,
            max_height=4000,
            frame_rates=(1, 120),
            keyframe_seconds=None,
            sources=(Source(rule="width", text="made up", official=False),),
        )

    def export(self, master, analysis, *, destination, progress):
        misbehave(self.deed)
        if self.deed == "maps":
            return {"path": str(destination)}
        if self.deed == "forgets":
            made = {"platform": self.name, "path": destination, "width": 144, "height": 256}
            return Deliverable(**made, duration=1.0, size=1, has_audio=True)
        return master.deliver(self.platform, destination, progress=progress)


class Counted(Event):
    """A reaction got this far. Fields: ``seed``."""

    name = "villain.counted"
    seed: int


def _reaction(deed):
    def react(event, film):
        if film.recipe["prompt"] == f"reaction {deed}":
            misbehave(deed)
        if film.recipe["prompt"].startswith("reaction") and deed == "counts":
            yield Counted(job_id=event.job_id, seed=film.recipe["seed"])

    return Reaction("audio_validated", deed, react)


@hookimpl
def register_generators():
    return [Villain()]


@hookimpl
def register_analyzers():
    return [VillainEar(deed) for deed in ("raises", "exits", "crashes", "maps", "halves")]


@hookimpl
def register_exporters():
    return [VillainExporter(deed) for deed in ("behaves", "raises", "exits", "ends", "maps", "forgets")]


@hookimpl
def register_events():
    return [Counted]


@hookimpl
def register_reactions():
    return [_reaction(deed) for deed in ("raises", "ends", "crashes", "counts")]
