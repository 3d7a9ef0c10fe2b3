"""Stills of a diffusion model through beatreel against a plain loop of diffusers, on the same model and prompts.

Usage: python -m benchmarks.diffusion MODEL [--stills 4] [--batch 1] [--steps 20] [--side 0] [--dtype auto] [--device auto]
       python -m benchmarks.diffusion --tiny      random weights, made on the spot: shows that it runs, says nothing about speed

Prints images per second of both, what beatreel adds (enlarging, saving), and on a CUDA card its share of busy time and peak memory.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from beatreel import VideoSpec
from beatreel.plugins.generators.diffusion import loading, painting
from beatreel.plugins.generators.diffusion.params import StillParams
from beatreel.plugins.generators.diffusion.still import DiffusersGenerator
from beatreel.testing import make_scene, silent_progress

PROMPTS = ("a lighthouse in a storm", "neon alley in the rain", "dunes at dawn", "a ballroom by candle light")


@contextmanager
def watched(device: str, report: dict[str, Any]) -> Iterator[None]:
    """Measure time, and on a CUDA card its busy share and peak memory."""
    import torch

    busy: list[float] = []
    on_card = device == "cuda"
    if on_card:
        torch.cuda.reset_peak_memory_stats()
    begun = time.perf_counter()
    with _sampling(busy) if on_card else _nothing():
        yield
    report["seconds"] = round(time.perf_counter() - begun, 3)
    if on_card:
        report["peak_gb"] = round(torch.cuda.max_memory_allocated() / 1e9, 2)
        report["busy"] = round(sum(busy) / max(len(busy), 1), 3)


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def _sampling(busy: list[float]) -> Iterator[None]:
    import threading

    import torch

    done = threading.Event()

    def sample() -> None:
        while not done.wait(0.05):
            busy.append(torch.cuda.utilization() / 100)

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", nargs="?", default="")
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--stills", type=int, default=4)
    parser.add_argument("--batch", type=int, default=1, help="stills in one call of the model; the plain loop has one")
    parser.add_argument("--steps", type=int)
    parser.add_argument("--side", type=int, default=0)
    parser.add_argument("--dtype", default="auto")
    parser.add_argument("--device", default="auto")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        model = given.model
        if given.tiny or not model:
            from tests.plugins.generators.diffusion import tiny_models

            tiny_models.hushed()
            model = str(tiny_models.stable_diffusion(root / "tiny"))
        params = StillParams(
            model=model,
            steps=given.steps,
            side=given.side,
            dtype=given.dtype,
            device=given.device,
            threads=1,
            batch=given.batch,
        )
        print(json.dumps(compare(params, root, given.stills), indent=1))


def compare(params: StillParams, root: Path, count: int) -> dict[str, Any]:
    """Paint the same stills twice, after a first one that warms up, and return the figures."""
    spec = VideoSpec()
    shots = ("wide", "medium", "close", "detail")
    scenes = [
        make_scene(prompt=PROMPTS[n // len(shots) % len(PROMPTS)], seed=1).model_copy(
            update={"shot": shots[n % len(shots)], "variation": n // (len(shots) * len(PROMPTS))}
        )
        for n in range(count + 1)
    ]
    generator = DiffusersGenerator()

    def paint(numbers: list[int]) -> None:
        folders = [root / f"still{number}" for number in numbers]
        for folder in folders:
            folder.mkdir()
        generator.paint_batch(
            [scenes[number] for number in numbers],
            spec,
            params=params,
            seeds=[scenes[number].seed for number in numbers],
            references=(),
            folders=folders,
            progress=silent_progress,
        )

    paint([count])
    (model,) = loading._warm.values()
    width, height = painting.size_for(model, spec, params.side)
    ours: dict[str, Any] = {}
    with watched(model.device, ours):
        calls = groups(generator, params, scenes[:count])
        for numbers in calls:
            paint(numbers)
    plain: dict[str, Any] = {}
    with watched(model.device, plain):
        plain_loop(model, scenes[:count], width, height, params)
    for figures in (ours, plain):
        figures["images_per_second"] = round(count / figures["seconds"], 3)
    return {
        "model": Path(params.model).name,
        "pipeline": type(model.pipeline).__name__,
        "device": model.device,
        "dtype": model.dtype,
        "painted": [width, height],
        "film": [spec.width, spec.height],
        "stills": count,
        "calls": len(calls),
        "beatreel": ours,
        "plain_loop": plain,
        "added_seconds_per_still": round((ours["seconds"] - plain["seconds"]) / count, 3),
    }


def groups(generator: DiffusersGenerator, params: StillParams, scenes: list[Any]) -> list[list[int]]:
    """Return which stills are painted together, as the engine would have it: of each call's places none is taken twice."""
    waiting, found = list(range(len(scenes))), []
    while waiting:
        taken: dict[int, int] = {}
        for number in waiting:
            taken.setdefault(generator.place(scenes[number], params), number)
        found.append(list(taken.values()))
        waiting = [number for number in waiting if number not in taken.values()]
    return found


def plain_loop(model: loading.Model, scenes: list[Any], width: int, height: int, params: StillParams) -> None:
    """What anybody would write with diffusers alone."""
    import torch

    for scene in scenes:
        seed = painting.chance_seed(scene.seed, scene)
        arguments = {
            "prompt": painting.prompt_of(scene),
            "negative_prompt": params.negative,
            "width": width,
            "height": height,
            "num_inference_steps": params.steps or model.habits.steps,
            "guidance_scale": model.habits.guidance,
            "generator": torch.Generator("cpu").manual_seed(seed),
        }
        model.pipeline(**loading.accepted(model.pipeline, arguments))


if __name__ == "__main__":
    main()
