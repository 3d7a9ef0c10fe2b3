"""A song of 120 BPM, and the stills of all worlds at a small size, painted once per run."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import pytest

from beatreel import Analysis, EnergyCurves, Music, Scene, Segment, Still, VideoSpec
from beatreel.plugins.generators.procedural.generator import ProceduralGenerator
from beatreel.plugins.generators.procedural.params import ProceduralParams

PROMPTS = {
    "alley": "rainy neon tokyo alley at night",
    "dunes": "golden desert dunes at sunset",
    "forest": "misty pine forest at dawn",
    "chrome": "liquid chrome, purple studio light",
    "ocean": "ocean waves at sunset, a sailing boat",
    "underwater": "underwater canyon with a diver",
    "mountain": "mountain lake under northern lights",
    "space": "nebula in deep space",
    "clouds": "above the clouds at golden hour",
}
SPEC = VideoSpec(width=180, height=320, frame_rate=Fraction(30))
DURATION = 4.0


def make_analysis(duration: float = DURATION, tempo: float = 120.0) -> Analysis:
    count = int(duration * tempo / 60)
    curve = tuple(0.6 + 0.2 * math.sin(i / 7) for i in range(int(duration * 10) + 1))
    return Analysis(
        duration=duration,
        tempo=tempo,
        beat_times=tuple(i * 60 / tempo for i in range(count)),
        beat_positions=tuple(i % 4 + 1 for i in range(count)),
        segments=(Segment(start=0, end=duration, label="chorus", energy=0.7),),
        energy=EnergyCurves(rate=10, total=curve, low=curve, mid=curve, high=curve),
        analyzer="test",
    )


def make_scene(prompt: str, **changes: object) -> Scene:
    facts = {"index": 0, "start": 0.0, "end": DURATION, "cut_time": 0.0, "prompt": prompt, "seed": 5, "intensity": 0.6}
    return Scene.model_validate(facts | changes)


def no_progress(done: float, note: str = "") -> None:
    assert 0 <= done <= 1


def paint(folder: Path, prompt: str, spec: VideoSpec = SPEC, seed: int = 3, **changes: object) -> Still:
    folder.mkdir(parents=True, exist_ok=True)
    picture = ProceduralGenerator().paint(
        make_scene(prompt, **changes),
        spec,
        params=ProceduralParams(),
        seed=seed,
        references=[],
        folder=folder,
        progress=no_progress,
    )
    return Still(path=folder, picture=picture, sha256="0" * 64)


def frames_of(
    still: Still, scene: Scene, spec: VideoSpec = SPEC, first: int = 0, count: int = 1, seed: int = 3
) -> list:
    return [
        frame.copy()
        for frame in ProceduralGenerator().animate(
            still,
            scene,
            spec,
            params=ProceduralParams(),
            music=Music(make_analysis()),
            seed=seed,
            first_frame=first,
            frame_count=count,
            progress=no_progress,
        )
    ]


@pytest.fixture(scope="session")
def stills(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Still]:
    folder = tmp_path_factory.mktemp("stills")
    return {world: paint(folder / world, prompt) for world, prompt in PROMPTS.items()}
